"""What one side worked on where another took away, or turned, what it belongs to.

A paragraph belongs under its heading, a list item to the line that announces the list. When one
side strikes `Kommunen avstyrker:` with all its items and another adds or edits an item, that item
alone would stand under whatever comes before, and could say the opposite there. The same holds for
a new item when another makes that line say something else, or strikes it and keeps other items: the
item and the line are one sentence. So whoever works under a heading or such a line insists on it,
and whether it goes is disputed; all else that the two sides did is merged.

Depth says what stands under what: a heading's is its level, running text's 7, a list item's 8 and
its indentation. Something belongs to the nearest of less depth before it that can have anything
under it: a heading, an item, a paragraph that ends with a colon.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeVar

from workbench.core.merging.reading import Reading
from workbench.core.merging.rewording import decides
from workbench.core.merging.units import Cut, Role, is_item, key

_NOWHERE, _TEXT, _ITEM = 0, 7, 8  # depths; a footnote belongs to nothing before it
_NONE = -1  # no block

_Found = TypeVar("_Found")


class _Taken(NamedTuple):
    """What one or several versions took away."""

    start: int
    """The first of the base units that they rewrote just before."""
    gone: range


class _Turned(NamedTuple):
    """A unit announcing something that was taken away or made to say something else."""

    unit: int
    text: str
    """Empty when it was taken away."""


class _Work(NamedTuple):
    """A unit that a version edited, or something that it put in."""

    place: int
    """The unit, or the one before what was put in."""
    end: int
    """The unit, or the one after what was put in."""
    depth: int
    follows: bool
    """Whether it belongs to what stands before it."""


def insisting(base: Cut, readings: Sequence[Reading]) -> dict[int, set[int]]:
    """Find who wants base units kept, that others took away or rewrote, since they work under them.

    Args:
        base: The text that all started from.
        readings: The versions, read against it.

    Returns:
        Numbers of readings, by the base unit on which they insist.
    """
    found: dict[int, set[int]] = defaultdict(set)
    takers = _whose(readings, _taken_away)
    turners = _whose(readings, partial(_turned, base))
    if takers or turners:
        outline = _Outline(base)
        workers = _whose(readings, partial(_works, outline))
        for unit, who in _on_taken(outline, takers, workers):
            found[unit].update(who)
        for unit, who in _on_turned(outline, turners, workers):
            found[unit].update(who)
    return found


def parted(base: Cut, readings: Sequence[Reading]) -> Iterator[range]:
    """Find paragraphs side by side that one version took away, and another put one in between.

    Args:
        base: The text that all started from.
        readings: The versions, read against it.
    """
    between: dict[int, set[int]] = defaultdict(set)
    for number, reading in enumerate(readings):
        for ins in reading.insertions:
            if not ins.joined and _depth(reading.cut, ins.units.start) == _TEXT:
                between[ins.slot].add(number)
    slots = sorted(between)
    for (_, gone), who in _whose(readings, _taken_away).items() if slots else ():
        for slot in slots[bisect_left(slots, gone.start + 1) : bisect_left(slots, gone.stop)]:
            if not between[slot] <= who:
                before, after = _block(base, slot - 1), _block(base, slot)
                if _depth(base, before.start) == _depth(base, after.start) == _TEXT:
                    yield range(max(before.start, gone.start), min(after.stop, gone.stop))


def _block(text: Cut, unit: int) -> range:
    """Return the units of the block that a unit is part of."""
    start = stop = unit
    while start and text.units[start - 1].block == text.units[unit].block:
        start -= 1
    while stop < len(text.units) and text.units[stop].block == text.units[unit].block:
        stop += 1
    return range(start, stop)


def _whose(
    readings: Sequence[Reading], found: Callable[[Reading], Iterable[_Found]]
) -> dict[_Found, set[int]]:
    """Return whose each thing is that is found in the versions, by their numbers."""
    whose: dict[_Found, set[int]] = defaultdict(set)
    for number, reading in enumerate(readings):
        for one in found(reading):
            whose[one].add(number)
    return whose


class _Outline:
    """What stands under what in a text; a block is known by its first unit."""

    def __init__(self, text: Cut) -> None:
        self.text = text
        self._blocks: list[int] = []  # by unit
        self._depths: dict[int, int] = {}
        self._ends: dict[int, int] = {}  # its last unit
        self._over: dict[int, int] = {}
        self._before = [_NONE]  # by slot, the nearest block that something there may belong to
        for place, unit in enumerate(text.units):
            block = place
            if place and text.units[place - 1].block == unit.block:
                block = self._blocks[-1]
            else:
                self._depths[block] = depth = _depth(text, block)
                self._over[block] = self._head(block, depth)
            self._ends[block] = place
            self._blocks.append(block)
            self._before.append(block if self._depths[block] else self._before[-1])

    def depth(self, unit: int) -> int:
        """Return the depth of the block that a unit is part of."""
        return self._depths[self._blocks[unit]]

    def announcing(self, work: _Work) -> int:
        """Return the unit that announces a new item; `_NONE` when none does."""
        if work.place == work.end or work.depth < _ITEM:
            return _NONE
        return self._ends.get(self._head(work.end, work.depth), _NONE)

    def over(self, work: _Work) -> Iterator[int]:
        """Give the units under which something was done, the nearest first."""
        put_in = work.place < work.end
        block = self._head(work.end if put_in else self._blocks[work.end], work.depth)
        while block != _NONE:
            end = self._ends[block]
            yield from range(end if self._depths[block] == _TEXT else block, end + 1)
            block = self._over[block]

    def _head(self, slot: int, depth: int) -> int:
        """Return the block to which something of a depth belongs that stands before a slot."""
        block = self._before[slot]
        while block != _NONE:
            own = self._depths[block]
            if own < depth:
                if own != _TEXT or self.text.units[self._ends[block]].key.endswith(":"):
                    return block
                depth = own
            block = self._over[block]
        return _NONE


def _taken_away(reading: Reading) -> Iterator[_Taken]:
    """Give the runs that a version struck, with what it rewrote just before them."""
    start = edge = 0
    for gone in reading.deleted:
        place = gone.start
        while place > edge and reading.touches(place - 1):
            place -= 1
        if place > edge or not edge:
            start = place
        edge = gone.stop
        yield _Taken(start, gone)


def _turned(base: Cut, reading: Reading) -> Iterator[_Turned]:
    """Give the units announcing something that a version took away or made say something else."""
    for unit in sorted(reading.edited.union(*reading.deleted)):
        before, span = base.units[unit].key, reading.span(unit)
        if before.endswith(":"):
            after = key(reading.cut.slice(span.start, span.stop))
            if not after or decides(before, after):
                yield _Turned(unit, after)


def _works(outline: _Outline, reading: Reading) -> Iterator[_Work]:
    for ins in reading.insertions:
        if not ins.joined:
            depth = _depth(reading.cut, ins.units.start)
            yield _Work(ins.slot - 1, ins.slot, depth, ins.follows)
    for unit in reading.edited:
        depth = outline.depth(unit)
        yield _Work(unit, unit, depth, follows=True)


def _on_taken(
    outline: _Outline, takers: Mapping[_Taken, set[int]], workers: Mapping[_Work, set[int]]
) -> Iterator[tuple[int, set[int]]]:
    """Give the units that were taken away over some work, and whose the work is."""
    works = sorted(workers)
    for (start, gone), who in takers.items():
        run = range(start, gone.stop)
        first, last = (bisect_left(works, (place,)) for place in (gone.start, gone.stop))
        for work in works[first:last]:
            others = workers[work] - who
            if others and (work.follows or work.end < gone.stop):
                yield from ((unit, others) for unit in outline.over(work) if unit in run)


def _on_turned(
    outline: _Outline, turners: Mapping[_Turned, set[int]], workers: Mapping[_Work, set[int]]
) -> Iterator[tuple[int, set[int]]]:
    """Give the units that were turned over new items, and whose the items are."""
    turned: dict[int, list[set[int]]] = defaultdict(list)
    for (unit, _), who in turners.items():
        turned[unit].append(who)
    for work, whose in workers.items() if turned else ():
        unit = outline.announcing(work)
        for who in turned.get(unit, ()):
            if others := whose - who:
                yield unit, others


def _depth(text: Cut, block: int) -> int:
    unit = text.units[block]
    if unit.role is Role.HEADING:
        return len(unit.key) - len(unit.key.lstrip("#"))
    if is_item(unit):
        return _ITEM + len(text.gaps[block].rpartition("\n")[2])
    return _NOWHERE if unit.role is Role.DEFINITION else _TEXT
