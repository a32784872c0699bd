"""Which base units must be decided about together.

Most units are decided one by one: that is what lets neighbouring sentences changed by different
sides merge. Some cannot be: sentences that a side joined or rewrote as one; a run of sentences
that one side deleted and another worked in, or paragraphs between which it put one; a table whose
columns one side changed while another changed its rows; front matter in which two sides set the
same key. Those become one region, and either one side alone has changed it or it is one conflict.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from workbench.core.merging.context import parted
from workbench.core.merging.reading import Insertion, Reading
from workbench.core.merging.units import Cut, Role, is_fence_mark

_CELL_TEXT = re.compile(r"[^\s|:-]")
_SETTING = re.compile(r"[\"']?([\w.-]+)[\"']?\s*[=:]")


class Edges(IntEnum):
    """Which insertions at the edges of a region it decides about."""

    NONE = 0
    BLOCK = 1
    """Those that belong to the same paragraph, list or table."""
    ALL = 2


@dataclass(frozen=True, slots=True)
class Region:
    """A run of base units that is decided about as one."""

    units: range
    edges: Edges = Edges.NONE

    def takes(self, insertion: Insertion) -> bool:
        """Tell whether an insertion is part of what the region decides about."""
        if self.units.start < insertion.slot < self.units.stop:
            return True
        if self.edges is Edges.ALL:
            return insertion.slot in {self.units.start, self.units.stop}
        edge = self.units.stop if insertion.follows else self.units.start
        return self.edges is Edges.BLOCK and insertion.joined and insertion.slot == edge


def regions(base: Cut, readings: Sequence[Reading]) -> tuple[Region, ...]:
    """Divide the base into regions; together they are all its units, in order."""
    bound = [Region(run) for reading in readings for run in reading.bound]
    for block in _blocks(base):
        writers = [reading for reading in readings if _works_in(reading, block)]
        if len(writers) > 1:
            bound.extend(_bound_in_block(base, block, writers))
    bound.extend(_half_fences(base, readings))
    bound.extend(_joined_tables(base, readings))
    bound.extend(Region(run) for run in parted(base, readings))
    while wider := _with_ends_of_moves(division := _united(bound, len(base.units)), readings):
        bound.extend(wider)
    return tuple(division)


def _with_ends_of_moves(division: Sequence[Region], readings: Sequence[Reading]) -> list[Region]:
    """Find where units went that moved out of a region, when that is outside it.

    What moved cannot be taken in where it went while the region that it left is in dispute.
    """
    of = [region for region in division for _ in region.units]
    wider: list[Region] = []
    for reading in readings:
        slots = {place: ins for ins in reading.insertions for place in ins.units}
        for unit, place in reading.moves.items():
            region, insertion = of[unit], slots[place]
            alone = len(region.units) == 1 or not _contested(region, readings)
            if not alone and not region.takes(insertion):
                start = min(region.units.start, max(0, insertion.slot - 1))
                stop = max(region.units.stop, min(len(of), insertion.slot + 1))
                at_an_end = insertion.slot in {0, len(of)}
                wider.append(Region(range(start, stop), Edges.ALL if at_an_end else Edges.NONE))
    return wider


def _contested(region: Region, readings: Sequence[Reading]) -> bool:
    """Tell whether more than one version says anything else than the base in a region."""
    return sum(_talks(reading, region) for reading in readings) > 1


def _talks(reading: Reading, region: Region) -> bool:
    """Tell whether a version says anything else than the base in a region."""
    return any(reading.touches(unit) for unit in region.units) or any(
        region.takes(insertion) for insertion in reading.insertions
    )


def _blocks(base: Cut) -> Iterator[range]:
    start = 0
    for place, unit in enumerate(base.units):
        if unit.block != base.units[start].block:
            yield range(start, place)
            start = place
    if base.units:
        yield range(start, len(base.units))


def _works_in(reading: Reading, block: range) -> bool:
    """Tell whether a version says anything else than the base in a block."""
    return any(reading.touches(unit) for unit in block) or any(
        block.start <= insertion.slot <= block.stop for insertion in reading.insertions
    )


def _bound_in_block(base: Cut, block: range, readings: Sequence[Reading]) -> Iterator[Region]:
    """Find the runs of a block to be decided as one."""
    if _holds_together(base, block, readings):
        yield Region(block, Edges.BLOCK)
    for reading in readings:
        for run in reading.deleted:
            part = range(max(run.start, block.start), min(run.stop, block.stop))
            region = Region(part, Edges.BLOCK if part == block else Edges.NONE)
            others = (other for other in readings if other is not reading)
            if part and any(_works_against(other, region) for other in others):
                yield region


def _joined_tables(base: Cut, readings: Sequence[Reading]) -> Iterator[Region]:
    """Find what one version took away to join a table with what is before it, and others worked in.

    If the dispute left something between the two, the rows would stand without their head.
    """
    for reading in readings:
        for run in reading.deleted:
            heads = {base.units[unit].block for unit in run if base.units[unit].role is Role.ROW}
            heads.discard(base.units[run.start].block)
            kept = run.stop < len(base.units) and base.units[run.stop].block in heads
            others = (other for other in readings if other is not reading)
            if kept and any(_talks(other, Region(run)) for other in others):
                yield Region(run)


def _half_fences(base: Cut, readings: Sequence[Reading]) -> Iterator[Region]:
    """Find what one version fenced anew, by a mark here and a mark there, and others worked in.

    Marks come in pairs: taking in one of two and leaving the other to a conflict would turn
    everything between and after them inside out.
    """
    fenced = [b for b in _blocks(base) if base.units[b.start].role is Role.FENCED]
    for reading in readings:
        marks = sorted(_odd_marks(base, reading), key=lambda mark: (mark.stop, mark.start))
        for opening, closing in zip(marks[::2], marks[1::2], strict=False):
            run = range(max(0, opening.start), min(closing.stop, len(base.units)))
            for block in fenced:
                if block.start < run.stop and run.start < block.stop:
                    run = range(min(block.start, run.start), max(block.stop, run.stop))
            region = Region(run, max(_edges(opening, base), _edges(closing, base)))
            if run and any(_talks(other, region) for other in readings if other is not reading):
                yield region


def _odd_marks(base: Cut, reading: Reading) -> Iterator[range]:
    """Find the units in which, or between which, a version has a mark more or less."""
    for _, group in groupby(range(len(base.units)), key=lambda unit: reading.span(unit) or unit):
        units = list(group)
        if reading.touches(units[0]):
            had = sum(is_fence_mark(base.units[unit]) for unit in units)
            has = sum(is_fence_mark(reading.cut.units[n]) for n in reading.span(units[0]))
            if (had - has) % 2:
                yield range(units[0], units[-1] + 1)
    for insertion in reading.insertions:
        if insertion.marks % 2:
            yield range(insertion.slot - 1, insertion.slot + 1)


def _edges(mark: range, base: Cut) -> Edges:
    """Take in the edge of the text where a mark was put in there: there is nothing beyond."""
    return Edges.ALL if mark.start < 0 or mark.stop > len(base.units) else Edges.NONE


def _holds_together(base: Cut, block: range, readings: Sequence[Reading]) -> bool:
    """Tell whether merging a block unit by unit could leave it malformed."""
    match base.units[block.start].role:
        case Role.ROW:
            return _any_touches(readings, block, _table_rules(base, block))
        case Role.FENCED:
            return _any_touches(readings, block, {block.start, block.stop - 1})
        case Role.FRONT:
            marks = {block.start, block.stop - 1}
            return _any_touches(readings, block, marks) or _same_key_twice(readings, block)
        case _:
            return False


def _works_against(reading: Reading, deleted: Region) -> bool:
    """Tell whether a version edits, or puts something into, a run that another deleted."""
    if any(unit in reading.edited for unit in deleted.units):
        return True
    return any(deleted.takes(insertion) for insertion in reading.insertions)


def _table_rules(base: Cut, block: range) -> set[int]:
    """Return the rule under a table's head: when it changes, every row does."""
    return {unit for unit in block if not _CELL_TEXT.search(base.units[unit].text)}


def _any_touches(readings: Sequence[Reading], block: range, marks: Iterable[int]) -> bool:
    """Tell whether a version that keeps a block changes one of its marks."""
    return any(
        any(reading.touches(unit) for unit in marks) and any(reading.span(unit) for unit in block)
        for reading in readings
    )


def _same_key_twice(readings: Sequence[Reading], block: range) -> bool:
    """Tell whether versions add different values for one key of front matter."""
    settings: dict[str, set[str]] = defaultdict(set)
    for reading in readings:
        for insertion in reading.insertions:
            if block.start < insertion.slot < block.stop:
                for place in insertion.units:
                    text = reading.cut.units[place].key
                    if found := _SETTING.match(text):
                        settings[found[1]].add(text)
    return any(len(texts) > 1 for texts in settings.values())


def _united(bound: Iterable[Region], length: int) -> list[Region]:
    """Join regions that share a unit; every unit in none of them is a region by itself."""
    united: list[Region] = []
    place = 0
    for region in _joined(bound):
        united.extend(Region(range(unit, unit + 1)) for unit in range(place, region.units.start))
        united.append(region)
        place = region.units.stop
    united.extend(Region(range(unit, unit + 1)) for unit in range(place, length))
    return united


def _joined(bound: Iterable[Region]) -> list[Region]:
    joined: list[Region] = []
    for region in sorted(bound, key=lambda one: (one.units.start, one.units.stop)):
        if joined and region.units.start < joined[-1].units.stop:
            last = joined[-1]
            units = range(last.units.start, max(last.units.stop, region.units.stop))
            joined[-1] = Region(units, max(last.edges, region.edges))
        else:
            joined.append(region)
    return joined
