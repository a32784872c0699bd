"""The white space between what stands beside each other in a merged text.

Whoever has two things as neighbours has an opinion on what stands between them. If the base has
them so, its space stays unless somebody changed it; otherwise it is the space of those who have
them so. Where nobody has, because several sides' changes met there, it is worked out from the
spaces that stood on either side. That makes one side's own text come back byte for byte, and lets
paragraphs that one side split or wrapped anew stay so while another changes their words.
"""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import pairwise

from workbench.core.merging.arrangement import Arrangement, Node
from workbench.core.merging.units import Cut

BEFORE_ALL, AFTER_ALL = -1, -2
"""Stand for the start and the end of the text among the places of nodes."""

_MARKED = re.compile(r"#{1,6}\s|[-*+]\s|\d{1,4}[.)]\s|\||>|`{3}|~{3}|\[\^?[^\]]+\]:|={3}|-{3}")
"""The beginning of something that must have a line of its own."""

_Neighbours = tuple[int, int]


class Spaces:
    """What all versions say about the white space of a merged text."""

    def __init__(
        self,
        base: Cut,
        arrangement: Arrangement,
        texts: Sequence[str],
        disputed: Container[int],
        line_end: str,
    ) -> None:
        """Listen to all versions.

        Args:
            base: The text that all started from.
            arrangement: What stands in the merged text, and in each version.
            texts: What each node says.
            disputed: Places of nodes that say what the base says because their sides differ;
                what stood beside other words there is not heard.
            line_end: What parts two nodes that stand beside each other in no version.
        """
        self._base = base
        self._texts = texts
        self._line_end = line_end
        self._nodes = arrangement.nodes
        owners_in_base = self._owners_in_base()
        self._slots = list(pairwise([BEFORE_ALL, *owners_in_base, AFTER_ALL]))
        self._in_base = dict(_spaces(base, owners_in_base))
        self._said: dict[_Neighbours, set[str]] = defaultdict(set)
        self._sayers: dict[_Neighbours, set[str]] = defaultdict(set)
        self._before: dict[int, set[str]] = defaultdict(set)
        self._after: dict[int, set[str]] = defaultdict(set)
        for number, reading in enumerate(arrangement.readings):
            for neighbours, space in _spaces(reading.cut, arrangement.owners[number]):
                heard = not any(
                    place in disputed and number in arrangement.talkers.get(place, ())
                    for place in neighbours
                )
                if heard and self._in_base.get(neighbours) != space:
                    self._said[neighbours].add(space)
                    self._sayers[neighbours].update(reading.names)
                    self._after[neighbours[0]].add(space)
                    self._before[neighbours[1]].add(space)

    def between(self, place: int, following: int) -> str:
        """Choose the white space between two nodes that stand beside each other.

        Args:
            place: Place of the first node, or `BEFORE_ALL`.
            following: Place of the second, or `AFTER_ALL`.
        """
        neighbours = place, following
        said = self._said.get(neighbours)
        if said:
            space = _widest(said)
            changed = self._as_changed(place, following, space)
            return space if changed == space else self._parted(place, following, changed)
        if neighbours in self._in_base:
            return self._in_base[neighbours]
        if place == BEFORE_ALL:
            return self._base.gaps[0]
        if following == AFTER_ALL:
            return self._base.gaps[-1]
        return self._parted(place, following, _widest(self._near(place, following)))

    def in_base(self, place: int, following: int) -> str | None:
        """Return what stood between two neighbours in the base; `None` when they were none."""
        return self._in_base.get((place, following))

    def changed_by(self, place: int, following: int) -> tuple[str, ...]:
        """Return who changed the white space between two neighbours of the base, sorted."""
        return tuple(sorted(self._sayers.get((place, following), ())))

    def _owners_in_base(self) -> list[int]:
        owners = [AFTER_ALL] * len(self._base.units)
        for place, node in enumerate(self._nodes):
            for unit in node.region.units if node.region else ():
                owners[unit] = place
        return owners

    def _as_changed(self, place: int, following: int, space: str) -> str:
        """Take in what others did to the base's own space, where something was put beside it."""
        slot = self._nodes[place].stop if place >= 0 else 0
        other = self._nodes[following].start if following >= 0 else len(self._base.units)
        inner = self._precedes(place) or self._follows(following)
        if slot != other or inner or space != self._base.gaps[slot]:
            return space
        return _widest(self._said.get(self._slots[slot], {space}))

    def _near(self, place: int, following: int) -> Iterator[str]:
        """Give the spaces that stood between two nodes, or beside the one that was put in."""
        first, last = self._nodes[place].stop, self._nodes[following].start
        if self._follows(following):
            yield from self._before[following]
            last -= 1
        elif self._precedes(place):
            yield from self._after[place]
            first += 1
        yield from self._base.gaps[first : last + 1] or (self._base.gaps[last],)

    def _follows(self, place: int) -> bool:
        return place >= 0 and _put_in(self._nodes[place]) and self._nodes[place].follows

    def _precedes(self, place: int) -> bool:
        return place >= 0 and _put_in(self._nodes[place]) and not self._nodes[place].follows

    def _parted(self, place: int, following: int, space: str) -> str:
        """Keep two texts apart that stand beside each other in no version."""
        if place < 0 or following < 0:
            return space
        if not self._base.units:
            return self._line_end * 2  # whole first texts, not sentences of one
        if "\n" in space or "\r" in space:
            return space
        marked = _MARKED.match(self._texts[following]) or _MARKED.match(self._texts[place])
        return self._line_end if marked or not space else space


def _put_in(node: Node) -> bool:
    return node.region is None or (bool(node.moved_by) and not node.moved_apart)


def _spaces(text: Cut, owners: Sequence[int]) -> Iterator[tuple[_Neighbours, str]]:
    """Give the space between each two neighbours of a version that are not the same node."""
    everything = [BEFORE_ALL, *owners, AFTER_ALL]
    for space, neighbours in zip(text.gaps, pairwise(everything), strict=True):
        if neighbours[0] != neighbours[1]:
            yield neighbours, space


def _widest(spaces: Iterable[str]) -> str:
    """Choose one of several: the most line breaks, then the fewest characters."""
    return max(spaces, key=lambda space: (min(2, space.count("\n")), -len(space), space))
