"""Text on its way from one section to another: both ends of it, as the review has them.

A move's two changes are decided about in two sections. What is worked out here is never saved: it
follows from what the municipalities want, and is kept for as long as they want the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress

from workbench.core import places
from workbench.core.markdown import canonical
from workbench.core.reviewing.moves import Move, OtherEnd, State, is_there, moves, state_of
from workbench.core.reviewing.pending import Wanted
from workbench.errors import InputError
from workbench.storage import reviewing, texts
from workbench.workspace.desk import Desk
from workbench.workspace.reviewing import (
    SectionReview,
    proposals,
    sections_under_review,
)

Change = tuple[str, str]
"""A section's key, and the id of a change there."""


def moves_between(desk: Desk) -> tuple[Move, ...]:
    """Return everything that municipalities want to move from one section to another."""
    files = desk.files()
    said = {path: files[path] for path, _ in proposals(files)}
    return desk.following("moves", said, lambda: moves(_glanced(desk)))


def _glanced(desk: Desk) -> dict[str, list[Wanted]]:
    """Return what everybody seems to want, by section in the order of the answer.

    What cannot be read is left out: the review of its own section tells of it.
    """
    files = desk.files()
    found = [
        (place, version, files[path])
        for path, place in proposals(files)
        if (version := reviewing.begun(files[path]))
    ]
    paths = {(version, places.text(place.key)) for place, version, _ in found}
    bases: dict[tuple[str, str], str] = {}
    for (version, path), data in desk.earlier(paths).items():
        with suppress(InputError):
            bases[version, path] = canonical(texts.as_written(data, path))
    wanted: dict[str, list[Wanted]] = {key: [] for key in sections_under_review(desk)}
    for place, version, data in found:
        base = bases.get((version, places.text(place.key)))
        if base is not None:
            wanted[place.key].append(Wanted(place.slug, base, reviewing.glance(data)))
    return wanted


def other_ends(desk: Desk, key: str) -> dict[str, tuple[OtherEnd, ...]]:
    """Return the other ends of what moves to or from a section, by the id of the change there."""
    found: dict[str, list[OtherEnd]] = defaultdict(list)
    for move in moves_between(desk):
        if move.source == key:
            found[move.leaving].append(_arrival(desk, move))
        elif move.target == key:
            found[move.arriving].append(_departure(desk, move))
    return {change: tuple(ends) for change, ends in found.items()}


def ends_waiting(desk: Desk, key: str, changes: Iterable[str]) -> dict[str, list[str]]:
    """Return the changes in other sections that some changes are the other ends of, by section.

    Only those that are still to be decided.
    """
    ends = other_ends(desk, key)
    found: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        for end in ends.get(change, ()):
            if end.state is State.WAITS and end.change not in found[end.key]:
                found[end.key].append(end.change)
    return {other: ids for other, ids in found.items() if ids}


def held_back(desk: Desk, keys: Iterable[str]) -> frozenset[Change]:
    """Return the changes that nobody disputes and that still have to wait for their other end.

    To take in a removal whose addition is disputed, turned down or in a section that nobody
    decides about now would leave the text nowhere; the reverse would leave it in two places.

    Args:
        desk: The opened response.
        keys: The sections that everything undisputed is to be taken in of.
    """
    pairs = tuple(_pairs(desk))
    chosen = set(keys)
    free = {
        (key, change.id)
        for key in {key for pair in pairs for key, _ in pair} & chosen
        for change in SectionReview(desk, key).review.undisputed
    }
    held: set[Change] = set()
    while more := {
        end
        for one, other in pairs
        for end, far in ((one, other), (other, one))
        if end in free - held and (far not in free or far in held)
    }:
        held |= more
    return frozenset(held)


def _pairs(desk: Desk) -> Iterator[tuple[Change, Change]]:
    """Yield the two changes of each move that has any of them left to decide wrongly."""
    for move in moves_between(desk):
        if State.DONE not in {_arrival(desk, move).state, _departure(desk, move).state}:
            yield (move.source, move.leaving), (move.target, move.arriving)


def _arrival(desk: Desk, move: Move) -> OtherEnd:
    is_made = is_there(move.text, _agreed(desk, move.target))
    return _end(desk, move, (move.target, move.arriving), is_made=is_made)


def _departure(desk: Desk, move: Move) -> OtherEnd:
    is_made = not is_there(move.left, _agreed(desk, move.source))
    return _end(desk, move, (move.source, move.leaving), is_made=is_made)


def _end(desk: Desk, move: Move, change: Change, *, is_made: bool) -> OtherEnd:
    path = places.decisions(change[0])
    decisions = reviewing.read_decisions(desk.files().get(path), path)
    return OtherEnd(move, *change, state_of(change[1], decisions, is_made=is_made))


def _agreed(desk: Desk, key: str) -> str:
    agreed = desk.response().agreed.get(key)
    return agreed.text if agreed else ""
