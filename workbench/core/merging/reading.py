"""How one version of a text reads against the base it started from, unit by unit."""

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from workbench.core.merging.alignment import Fate, Match, align
from workbench.core.merging.units import Cut, is_fence_mark

_REPLACING = {Fate.EDITED, Fate.SPLIT, Fate.JOINED, Fate.REWRITTEN}


@dataclass(frozen=True, slots=True)
class Insertion:
    """Units that stand in a version and in no way in the base."""

    slot: int
    """The base unit before which they stand; the number of units for the end."""
    units: range
    """Places in the version."""
    follows: bool
    """Whether they belong to what stands before them rather than to what stands after."""
    joined: bool
    """Whether that is the same paragraph, list or table as they are in."""
    breaks: int
    """Line breaks between them and what they belong to, at most 2."""
    marks: int
    """How many marks of fenced blocks are among them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One version, read against the base."""

    names: tuple[str, ...]
    cut: Cut
    spans: tuple[range, ...]
    """For each base unit, the places in the version that stand for it; empty, and standing where
    it stood, when it is gone from there. Units that became one text share their range."""
    edited: frozenset[int]
    """Base units that say something else here."""
    deleted: tuple[range, ...]
    """Runs of base units that are gone and did not move."""
    bound: tuple[range, ...]
    """Runs of two or more base units that became one text and cannot be told apart."""
    insertions: tuple[Insertion, ...]
    moves: Mapping[int, int]
    """Place in the version by base unit, for units that stand elsewhere than they did."""

    def span(self, unit: int) -> range:
        """Return the places in the version that stand for a base unit, wherever they are."""
        place = self.moves.get(unit)
        return self.spans[unit] if place is None else range(place, place + 1)

    def touches(self, unit: int) -> bool:
        """Tell whether this version edits or deletes a base unit."""
        return unit in self.edited or not self.span(unit)

    def without_moves(self, units: Collection[int]) -> "Reading":
        """Read these units' moves as deletions, and as insertions elsewhere."""
        return replace(
            self,
            edited=self.edited.difference(units),
            moves={unit: place for unit, place in self.moves.items() if unit not in units},
        )


def read(base: Cut, version: Cut, names: tuple[str, ...]) -> Reading:
    """Match a version with its base.

    Args:
        base: What the version started from.
        version: What it is now.
        names: Whose it is.
    """
    alignment = align([unit.key for unit in base.units], [unit.key for unit in version.units])
    moves = dict(alignment.moves)
    spans: list[range] = []
    edited: set[int] = set()
    deleted: list[range] = []
    bound: list[range] = []
    insertions: list[Insertion] = []
    place = 0
    for match in _by_block(alignment.matches, base, version):
        spans.extend(match.after or range(place, place) for _ in match.before)
        place = match.after.stop if match.after else place
        if match.fate in _REPLACING:
            edited.update(match.before)
            if len(match.before) > 1:
                bound.append(match.before)
        elif match.fate is Fate.DELETED:
            deleted.extend(_without(match.before, moves))
        elif match.fate is Fate.INSERTED:
            insertions.append(_insertion(base, version, match.before.start, match.after))
    for unit, place in moves.items():
        if base.units[unit].key != version.units[place].key:
            edited.add(unit)
    return Reading(
        names=names,
        cut=version,
        spans=tuple(spans),
        edited=frozenset(edited),
        deleted=tuple(deleted),
        bound=tuple(bound),
        insertions=tuple(insertions),
        moves=moves,
    )


def _by_block(matches: Iterable[Match], base: Cut, version: Cut) -> Iterator[Match]:
    """Let a paragraph that was rewritten answer to one paragraph, and not to all around it."""
    for match in matches:
        if match.fate is not Fate.REWRITTEN:
            yield match
            continue
        mine, theirs = _blocks(base, match.before), _blocks(version, match.after)
        for before, after in zip(mine, theirs, strict=False):
            yield Match(Fate.REWRITTEN, before, after)
        paired = min(len(mine), len(theirs))
        if mine[paired:]:
            rest = range(mine[paired].start, match.before.stop)
            yield Match(Fate.DELETED, rest, range(match.after.stop, match.after.stop))
        elif theirs[paired:]:
            rest = range(theirs[paired].start, match.after.stop)
            yield Match(Fate.INSERTED, range(match.before.stop, match.before.stop), rest)


def _blocks(text: Cut, units: range) -> list[range]:
    """Cut a run of units where a block ends."""
    blocks: list[range] = []
    for unit in units:
        if blocks and text.units[unit].block == text.units[unit - 1].block:
            blocks[-1] = range(blocks[-1].start, unit + 1)
        else:
            blocks.append(range(unit, unit + 1))
    return blocks


def _without(run: range, taken: Container[int]) -> Iterator[range]:
    """Cut a run at the places that are taken out of it."""
    start = run.start
    for place in run:
        if place in taken:
            if start < place:
                yield range(start, place)
            start = place + 1
    if start < run.stop:
        yield range(start, run.stop)


def _insertion(base: Cut, version: Cut, slot: int, units: range) -> Insertion:
    """Decide what inserted units belong to: not to where the gap is still the base's."""
    gaps, old = version.gaps, _breaks(base.gaps[slot])
    if slot in {0, len(base.units)}:
        follows = slot > 0  # at the ends of the text there is but one neighbour to belong to
    else:
        follows = _breaks(gaps[units.stop]) == old or _breaks(gaps[units.start]) != old
    gap = gaps[units.start] if follows else gaps[units.stop]
    edge = units.start if follows else units.stop
    inside = 0 < edge < len(version.units)
    joined = inside and version.units[edge - 1].block == version.units[edge].block
    marks = sum(is_fence_mark(version.units[place]) for place in units)
    return Insertion(slot, units, follows, joined, min(2, _breaks(gap)), marks)


def _breaks(gap: str) -> int:
    return min(2, gap.count("\n") or gap.count("\r"))
