"""What several sides put into one place, in one order.

All of it is kept. What two sides put in alike stands once. Each side's run of sentences stays
together, unless it shares a sentence with another's, and the runs come in the order of their
texts: an order that depends on nothing but what was written, not on names, times or who came first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.core.merging.matching import equal_pairs

_SHORTEST_SHARED = 3  # words; shorter items, such as a rule or `- Ja`, do not tie runs together

Item = tuple[str, int]
"""A text and -1; or, for a base unit that moved here, its text in the base and its number."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one side put in one place."""

    items: tuple[Item, ...]
    rank: int
    """Orders runs before their texts do: what belongs to the same paragraph stays beside it."""
    reading: int
    """Whose it is, as the caller counts them."""
    units: tuple[int, ...]
    """Where each item stands in that version."""


def woven(runs: Sequence[Run]) -> tuple[tuple[Item, ...], tuple[tuple[int, ...], ...]]:
    """Put the runs of one place in one order.

    Returns:
        The items, and for each run the places of its items among them.
    """
    order: list[Item] = []
    for items in _largest_by_text(runs):
        order = _joined(order, items)
    placed = [list(_places(run.items, order)) for run in runs]
    used = sorted({place for places in placed for place in places})
    number = {place: n for n, place in enumerate(used)}
    return (
        tuple(order[place] for place in used),
        tuple(tuple(number[place] for place in places) for places in placed),
    )


def _largest_by_text(runs: Sequence[Run]) -> Iterator[tuple[Item, ...]]:
    """Give each distinct run once, leaving out those that are part of another."""
    ranks: dict[tuple[Item, ...], int] = {}
    for run in runs:
        ranks[run.items] = min(run.rank, ranks.get(run.items, run.rank))
    for items in sorted(ranks, key=lambda items: (ranks[items], items)):
        part = any(
            len(other) > len(items) and len(list(_places(items, other))) == len(items)
            for other in ranks
        )
        if not part:
            yield items


def _joined(order: list[Item], items: Sequence[Item]) -> list[Item]:
    """Add a run, around the items that it shares with those before it."""
    long, others = _long(order), _long(items)
    pairs = equal_pairs([order[place] for place in long], [items[place] for place in others])
    shared = [(long[place], others[other]) for place, other in pairs]
    joined: list[Item] = []
    edge = other_edge = 0
    for place, other in shared:
        joined += [*order[edge:place], *items[other_edge:other], order[place]]
        edge, other_edge = place + 1, other + 1
    return [*joined, *order[edge:], *items[other_edge:]]


def _long(items: Sequence[Item]) -> list[int]:
    return [n for n, (text, _) in enumerate(items) if len(text.split()) >= _SHORTEST_SHARED]


def _places(items: Sequence[Item], order: Sequence[Item]) -> Iterator[int]:
    """Find items in an order that holds them in the same order; stop at the first that is not."""
    place = -1
    for item in items:
        try:
            place = order.index(item, place + 1)
        except ValueError:
            return
        yield place
