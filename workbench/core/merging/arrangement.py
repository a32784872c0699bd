"""What stands in the merged text, and in which order, before anything is decided.

The base's regions come in the base's order, except those that a side moved and nobody deleted;
between them stands what was put in. Every unit of every version belongs to one of these nodes,
so that it can be asked afterwards who has which two as neighbours.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workbench.core.merging.conflict import Wording
from workbench.core.merging.context import insisting
from workbench.core.merging.decision import extent
from workbench.core.merging.insertions import Item, Run, woven
from workbench.core.merging.lines import Layout
from workbench.core.merging.reading import Insertion, Reading
from workbench.core.merging.regions import Region, regions
from workbench.core.merging.units import Cut, Role

_LABEL = re.compile(r"\[\^?[^\]]+\]")

_Spot = tuple[int, bool]
"""A slot, and whether what stands there belongs to what comes after it. In reading order."""

_Standing = tuple[int, int]
"""A reading, and the place of one of its units."""


@dataclass(frozen=True, slots=True)
class Node:
    """A region of the base, or something that was put in."""

    start: int
    """How many base units stand before it."""
    stop: int
    """How many base units stand before what comes after it."""
    region: Region | None
    """`None` for what was put in."""
    follows: bool = False
    """Whether something put in belongs to what stands before it."""
    wordings: tuple[Wording, ...] = ()
    """What was put in: one wording, or several that cannot stand together."""
    moved_by: tuple[str, ...] = ()
    """Who moved the region; nobody when nobody did, or when it is disputed whether it stands."""
    moved_apart: bool = False
    """Whether they moved it to different places, so that it stands where the base has it."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All nodes in order, and where each version has them."""

    nodes: tuple[Node, ...]
    readings: tuple[Reading, ...]
    owners: tuple[Sequence[int], ...]
    """For each reading and each of its units, the place of the node that it belongs to."""
    talkers: Mapping[int, tuple[int, ...]]
    """For the places of regions' nodes, the readings that differ from the base there."""
    insisting: Mapping[int, frozenset[int]]
    """For some of them, the readings that moved what another deleted, or worked under it."""


def arrange(base: Cut, versions: Sequence[Reading], layouts: Sequence[Layout]) -> Arrangement:
    """Arrange what stands in the base and in all versions.

    Args:
        base: The text that all started from.
        versions: The versions, read against it.
        layouts: Where the lines of each stand in the base; may be left out for a single version.
    """
    return _Arranging(base, versions, layouts).done()


@dataclass(slots=True)
class _Pin:
    """Units of one or several versions that are one node, wherever each version has them."""

    item: Item
    spot: _Spot | None
    """Where the node stands; `None` for a region that stays where the base has it."""
    region: int | None
    units: list[_Standing] = field(default_factory=list)


class _Arranging:
    """One arrangement in the making."""

    def __init__(self, base: Cut, versions: Sequence[Reading], layouts: Sequence[Layout]) -> None:
        self._base = base
        self._layouts = layouts
        self._lines: dict[int, list[int]] = {}  # by reading
        self._regions = regions(base, versions)
        self._region_of = [n for n, region in enumerate(self._regions) for _ in region.units]
        copies = self._deleted_copies(versions)
        self._readings = [self._with_plain_moves(reading, copies) for reading in versions]
        self._nodes: list[Node] = []
        self._owners = [[-1] * len(reading.cut.units) for reading in self._readings]
        self._pins: dict[_Standing, _Pin] = {}
        self._at: dict[int, _Pin] = {}  # pins of regions, by region
        self._talkers: dict[int, list[int]] = defaultdict(list)  # by region
        self._node_of: dict[int, int] = {}  # by region
        self._pin_moves()
        self._pin_contests()

    def done(self) -> Arrangement:
        """Put everything in order."""
        runs = self._runs()
        for slot in range(len(self._base.units) + 1):
            self._add_insertions(slot, runs)
            if slot < len(self._base.units):
                number = self._region_of[slot]
                pin = self._at.get(number)
                if self._regions[number].units.start == slot and not (pin and pin.spot):
                    self._add_region(number)
        self._own_regions()
        return Arrangement(
            tuple(self._nodes),
            tuple(self._readings),
            tuple(self._owners),
            {self._node_of[region]: tuple(who) for region, who in self._talkers.items()},
            {self._node_of[region]: who for region, who in self._insisting().items()},
        )

    def _deleted_copies(self, versions: Sequence[Reading]) -> frozenset[int]:
        """Find what one version deleted and another moved of a text that stands several times.

        Nobody can say that it is the same one: the other may as well have deleted it and put it in.
        """
        moved = {unit for reading in versions for unit in reading.moves}
        if not moved:
            return frozenset()
        standing = Counter(unit.key for unit in self._base.units)
        return frozenset(
            unit
            for unit in moved
            if standing[self._base.units[unit].key] > 1
            and not all(reading.span(unit) for reading in versions)
        )

    def _with_plain_moves(self, reading: Reading, copies: Container[int]) -> Reading:
        """Keep only moves of units that are decided alone, to a place that is free."""
        taken = {place for ins in self._taken(reading) for place in ins.units}
        hindered = {
            unit
            for unit, place in reading.moves.items()
            if place in taken
            or unit in copies
            or len(self._regions[self._region_of[unit]].units) > 1
        }
        return reading.without_moves(hindered) if hindered else reading

    def _taken(self, reading: Reading) -> Iterator[Insertion]:
        """Give the insertions that a region decides about."""
        for insertion in reading.insertions:
            near = range(max(0, insertion.slot - 1), insertion.slot + 1)
            numbers = {self._region_of[unit] for unit in near if unit < len(self._region_of)}
            if any(self._regions[number].takes(insertion) for number in numbers):
                yield insertion

    def _free(self, number: int) -> Iterator[Insertion]:
        """Give the insertions of a reading that stand for themselves."""
        taken = {insertion.slot: insertion for insertion in self._taken(self._readings[number])}
        for insertion in self._readings[number].insertions:
            if taken.get(insertion.slot) is not insertion:
                yield insertion

    def _pin_moves(self) -> None:
        """Let a moved unit stand where its movers agree, if it stands at all."""
        spots: dict[int, set[_Spot]] = defaultdict(set)
        for number, reading in enumerate(self._readings):
            arrived = {place: unit for unit, place in reading.moves.items()}
            for insertion in self._free(number):
                for place in insertion.units:
                    if place in arrived:
                        unit = arrived[place]
                        region = self._region_of[unit]
                        text = (self._base.units[unit].key, unit)
                        pin = self._at.setdefault(region, _Pin(text, None, region))
                        pin.units.append((number, place))
                        self._pins[number, place] = pin
                        spots[region].add((insertion.slot, not insertion.follows))
        for region, pin in self._at.items():
            if len(spots[region]) == 1 and not self._deleters(region):
                pin.spot = min(spots[region])

    def _deleters(self, region: int) -> list[int]:
        unit = self._regions[region].units.start
        return [n for n, reading in enumerate(self._readings) if not reading.span(unit)]

    def _insisting(self) -> dict[int, frozenset[int]]:
        """Return who wants a region kept as it is: who moved it, or worked under it."""
        found: dict[int, set[int]] = defaultdict(set)
        for region, pin in self._at.items():
            if self._deleters(region):
                found[region].update(number for number, _ in pin.units)
        for unit, who in insisting(self._base, self._readings).items():
            found[self._region_of[unit]].update(who)
        return {region: frozenset(who) for region, who in found.items()}

    def _pin_contests(self) -> None:
        """Make one node of different definitions for one new label: only one can stand."""
        texts: dict[str, set[str]] = defaultdict(set)
        places: dict[str, list[tuple[_Spot, int, int]]] = defaultdict(list)
        for number, reading in enumerate(self._readings):
            for insertion in self._free(number):
                for place in insertion.units:
                    unit = reading.cut.units[place]
                    found = _LABEL.match(unit.key)
                    if unit.role is Role.DEFINITION and found:
                        texts[found[0]].add(unit.key)
                        spot = (insertion.slot, not insertion.follows)
                        places[found[0]].append((spot, number, place))
        for label, said in texts.items():
            if len(said) > 1:
                units = [(number, place) for _, number, place in places[label]]
                pin = _Pin((label, -2), min(places[label])[0], None, units)
                self._pins.update(dict.fromkeys(units, pin))

    def _runs(self) -> dict[_Spot, list[Run]]:
        """Collect what each version put where."""
        runs: dict[_Spot, list[Run]] = defaultdict(list)
        for number, reading in enumerate(self._readings):
            for insertion in self._free(number):
                spot = (insertion.slot, not insertion.follows)
                items: list[Item] = []
                units: list[int] = []
                for place in insertion.units:
                    pin = self._pins.get((number, place))
                    if pin is None or pin.spot == spot:
                        items.append(pin.item if pin else (reading.cut.units[place].key, -1))
                        units.append(place)
                if items:
                    rank = 0 if insertion.joined else 1 + insertion.breaks
                    rank = rank if insertion.follows else -rank
                    runs[spot].append(Run(tuple(items), rank, number, tuple(units)))
        return runs

    def _add_insertions(self, slot: int, runs: Mapping[_Spot, Sequence[Run]]) -> None:
        """Add what was put in before a base unit, or at the end."""
        spots: list[_Spot] = []
        written: list[list[_Standing]] = []
        sequences: list[list[int]] = []  # where each run's units are in `written`
        for spot in ((slot, False), (slot, True)):
            if spot in runs:
                order, placed = woven(runs[spot])
                sequences.extend([len(written) + place for place in places] for places in placed)
                spots.extend([spot] * len(order))
                written.extend([] for _ in order)
                for run, places in zip(runs[spot], sequences[-len(placed) :], strict=True):
                    for unit, place in zip(run.units, places, strict=True):
                        written[place].append((run.reading, unit))
        for place in self._by_line(written, sequences):
            pin = self._pins.get(written[place][0])
            if pin is None:
                self._add_text(spots[place], written[place])
            elif pin.region is not None:
                self._add_region(pin.region)
            elif pin.units:
                self._add_text(spots[place], pin.units)
                pin.units = []  # stands once, however often a version says it

    def _by_line(
        self, written: Sequence[Sequence[_Standing]], sequences: Sequence[Sequence[int]]
    ) -> Sequence[int]:
        """Order what stands in one slot by line, where the base has blank lines there.

        Returns:
            Places in `written`; in the same order when some version would be put out of order.
        """
        if len(sequences) < 2:
            return range(len(written))
        lines = [min(self._line(*standing) for standing in standings) for standings in written]
        order = sorted(range(len(written)), key=lambda place: lines[place])
        if any(lines[one] > lines[other] for run in sequences for one, other in pairwise(run)):
            return range(len(written))
        return order

    def _line(self, number: int, unit: int) -> tuple[int, bool]:
        """Return where a unit of a version stands among the lines of the base."""
        if number not in self._lines:
            self._lines[number] = self._readings[number].cut.lines()
        return self._layouts[number].place(self._lines[number][unit])

    def _add_text(self, spot: _Spot, written: Sequence[_Standing]) -> None:
        slot, precedes = spot
        names: dict[str, dict[str, set[str]]] = {}
        for number, unit in written:
            reading = self._readings[number]
            text = reading.cut.units[unit]
            self._owners[number][unit] = len(self._nodes)
            names.setdefault(text.key, {}).setdefault(text.text, set()).update(reading.names)
        wordings = sorted(
            (
                Wording(
                    min(layouts, key=lambda text: (-len(layouts[text]), text)),
                    tuple(sorted(set().union(*layouts.values()))),
                )
                for layouts in names.values()
            ),
            key=lambda wording: (wording.names, wording.text),
        )
        self._nodes.append(Node(slot, slot, None, not precedes, tuple(wordings)))

    def _add_region(self, number: int) -> None:
        units = self._regions[number].units
        start, stop, follows, movers = units.start, units.stop, False, set[str]()
        pin = self._at.get(number)
        if pin and not self._deleters(number):
            movers = {name for n, _ in pin.units for name in self._readings[n].names}
        if pin and pin.spot:
            start = stop = pin.spot[0]
            follows = not pin.spot[1]
        apart = bool(movers) and not (pin and pin.spot)
        self._node_of[number] = len(self._nodes)
        region = self._regions[number]
        self._nodes.append(Node(start, stop, region, follows, (), tuple(sorted(movers)), apart))

    def _own_regions(self) -> None:
        """Say which units of each version belong to a region, and who differs there."""
        for number, reading in enumerate(self._readings):
            owners = self._owners[number]
            for place, region in enumerate(self._regions):
                units = extent(reading, region)
                for unit in units:
                    owners[unit] = self._node_of[place]
                mine = self._base.slice(region.units.start, region.units.stop)
                if reading.cut.slice(units.start, units.stop) != mine:
                    self._talkers[place].append(number)
