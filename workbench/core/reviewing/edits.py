"""The single changes between two texts, each of which can be made without the others.

Texts are in their stored form, one sentence a line; a change is about whole lines. What a change is
called depends on nothing but the text it started from and what it makes of it, so it keeps its name
whatever happens to the agreed text meanwhile, and two municipalities that change the same sentence
in the same way have one change.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.markdown import canonical
from workbench.core.merging.alignment import Fate, Match, align
from workbench.core.merging.conflict import place_digest, wordings_digest


class EditKind(StrEnum):
    """What a change does, by the Swedish words for it."""

    EDITED = "ändrar"
    INSERTED = "lägger till"
    DELETED = "stryker"
    MOVED = "flyttar"
    PARAGRAPHS = "delar stycken"
    """Only where paragraphs begin and end."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Lines of the base that give way to others."""

    start: int
    stop: int
    lines: tuple[str, ...]
    order: int
    """Which comes first of what is put in at one place."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of a text."""

    id: str
    """`place-wording`: digests of where it is in the base and of what it says instead."""
    kind: EditKind
    before: str
    """The base's lines; empty for an insertion."""
    after: str
    """The lines instead; empty for a deletion."""
    line: int
    """Where it is in the base, from 1."""
    cuts: tuple[_Cut, ...]
    """One place, or for a move the two."""

    @property
    def place(self) -> str:
        """The half of the id that stays when the wording changes."""
        return self.id.partition("-")[0]


def edits(base: str, wanted: str) -> tuple[Edit, ...]:
    """Return the single changes that make `wanted` of `base`, in the order of the base.

    Args:
        base: A text in its stored form.
        wanted: Another.
    """
    before, after = base.split("\n"), wanted.split("\n")
    alignment = align(before, after)
    moves = dict(alignment.moves)
    seen: Counter[tuple[str, str, str]] = Counter()
    found = []
    for cuts in _changes(before, after, alignment.matches, moves):
        edit = _edit(before, cuts, seen)
        if edit is not None:
            found.append(edit)
    return tuple(found)


def applied(base: str, made: Iterable[Edit]) -> str:
    """Return a text with some of its changes made.

    Args:
        base: The text that the changes were found in.
        made: Any of them.
    """
    lines = base.split("\n")
    cuts = sorted((cut for edit in made for cut in edit.cuts), key=lambda c: (c.start, c.order))
    found: list[str] = []
    edge = 0
    for cut in cuts:
        found.extend(lines[edge : cut.start])
        found.extend(cut.lines)
        edge = max(edge, cut.stop)
    return canonical("\n".join([*found, *lines[edge:]]))


def _changes(
    before: Sequence[str],
    after: Sequence[str],
    matches: Sequence[Match],
    moves: dict[int, int],
) -> Iterator[tuple[_Cut, ...]]:
    """Yield the cuts of each change; a move's two together, at the place that it left."""
    arrivals: dict[int, _Cut] = {}
    departures: list[tuple[range, Match]] = []
    plain: list[_Cut] = []
    sources = {other: place for place, other in moves.items()}
    for match in matches:
        if match.fate is Fate.KEPT:
            continue
        if match.fate is Fate.INSERTED:
            for run in _runs(match.after, sources, after):
                new = tuple(after[run.start : run.stop])
                cut = _Cut(match.before.start, match.before.start, new, run.start)
                source = next((sources[place] for place in run if place in sources), None)
                if source is None:
                    plain.append(cut)
                else:
                    arrivals[source] = cut
        elif match.fate is Fate.DELETED:
            departures.extend((run, match) for run in _runs(match.before, moves, before))
        else:
            new = tuple(after[match.after.start : match.after.stop])
            plain.append(_Cut(match.before.start, match.before.stop, new, match.after.start))
    pairs: list[tuple[_Cut, ...]] = [(cut,) for cut in plain]
    for run, match in departures:
        gone = _Cut(run.start, run.stop, (), match.after.start)
        arrival = next((arrivals.pop(place) for place in run if place in arrivals), None)
        pairs.append((gone, arrival) if arrival else (gone,))
    pairs.extend((cut,) for cut in arrivals.values())
    yield from sorted(pairs, key=lambda cuts: (cuts[0].start, cuts[0].order))


def _runs(places: range, moved: dict[int, int], lines: Sequence[str]) -> Iterator[range]:
    """Part a run of lines into moves and the rest; blank lines go with what is before them."""
    start = places.start
    for place in range(places.start + 1, places.stop):
        follows = moved.get(place - 1)
        goes_on = follows is not None and moved.get(place) == follows + 1
        blank = not lines[place].strip() or not any(line.strip() for line in lines[start:place])
        if not blank and not goes_on and (place in moved or _is_of_move(place, start, moved)):
            yield range(start, place)
            start = place
    yield range(start, places.stop)


def _is_of_move(place: int, start: int, moved: dict[int, int]) -> bool:
    return any(before in moved for before in range(start, place))


def _edit(
    lines: Sequence[str], cuts: tuple[_Cut, ...], seen: Counter[tuple[str, str, str]]
) -> Edit | None:
    first = cuts[0]
    before = "\n".join(line for line in lines[first.start : first.stop] if line.strip())
    put_in = cuts[-1].lines
    after = "\n".join(line for line in put_in if line.strip())
    if before == after and len(cuts) == 1:
        after_lines = [line for line in put_in if line.strip()]
        old = [bool(line.strip()) for line in lines[first.start : first.stop]]
        if old == [bool(line.strip()) for line in put_in] and after_lines:
            return None
    where = (before, _near(lines, first.start, -1), _near(lines, first.stop, 1))
    place = place_digest(*where, seen[where])
    seen[where] += 1
    kind = _kind(before, after, moved=len(cuts) > 1)
    wording = [after]
    if kind in {EditKind.MOVED, EditKind.PARAGRAPHS}:
        there = cuts[-1].start
        wording = [after, "\n".join(put_in), f"{_near(lines, there, -1)}\n\n{there}"]
    return Edit(
        id=f"{place}-{wordings_digest(wording)}",
        kind=kind,
        before=before,
        after=after,
        line=min(first.start + 1, len(lines)),
        cuts=cuts,
    )


def _kind(before: str, after: str, *, moved: bool) -> EditKind:
    if moved:
        return EditKind.MOVED
    if before == after:
        return EditKind.PARAGRAPHS
    if before and after:
        return EditKind.EDITED
    return EditKind.DELETED if before else EditKind.INSERTED


def _near(lines: Sequence[str], place: int, step: int) -> str:
    """Return the nearest line that says something, before or from a place on; may be empty."""
    index = place if step > 0 else place - 1
    while 0 <= index < len(lines):
        if lines[index].strip():
            return lines[index]
        index += step
    return ""
