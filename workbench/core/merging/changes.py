"""What changed between two sequences, of lines or of words: common subsequences, by bits.

Which elements were kept is asked many thousand times in one comparison. So the usual cases are
seen at a glance, and the exact answer is found by working on a row of the usual table at once: a
row is one whole number here, with a bit for each element of the later sequence.
"""

from collections.abc import Hashable, Sequence
from itertools import compress, count
from operator import ne

from workbench.core.merging.matching import Pair, equal_pairs

_EXACT_LIMIT = 4_000_000  # pairs of elements; above it, they are first matched by rare ones

Change = tuple[int, int, int, int]
"""Elements from and up to, and what they became, from and up to; one side may be empty."""


class Compared:
    """Two texts that are the same but for some changes, as lines or as words."""

    __slots__ = ("changes", "new", "old")

    def __init__(self, old: list[str], new: list[str], changes: Sequence[Change]) -> None:
        """Keep two texts with what changed, in order, with something kept between the changes."""
        self.old = old
        self.new = new
        self.changes = changes

    def is_alike(self, share: float) -> bool:
        """Tell whether at most such a share changed, on either side."""
        gone = come = 0
        for start, end, other_start, other_end in self.changes:
            gone += end - start
            come += other_end - other_start
        return gone <= share * len(self.old) and come <= share * len(self.new)


def in_step(old: Sequence[str], new: Sequence[str]) -> list[Change] | None:
    """Compare element by element in place.

    Returns:
        `None` where that would miss something: there are more on one side, or what differs in
        one place stands in another.
    """
    if len(old) != len(new):
        return None
    places = list(compress(count(), map(ne, old, new)))
    if not {old[place] for place in places}.isdisjoint([new[place] for place in places]):
        return None
    runs: list[Change] = []
    edge = -1
    for place in places:
        start = runs.pop()[0] if place == edge else place
        edge = place + 1
        runs.append((start, edge, start, edge))
    return runs


def changes_within(old: Sequence[str], new: Sequence[str], within: Change) -> list[Change]:
    """Find what changed between two lines or words that both have."""
    start, end, other_start, other_end = within = without_ends(old, new, within)
    mine, theirs = old[start:end], new[other_start:other_end]
    if not mine or not theirs:
        return [within]
    exact = len(mine) * len(theirs) <= _EXACT_LIMIT
    changes: list[Change] = []
    edge, other_edge = start, other_start
    for place, other in common_pairs(mine, theirs) if exact else equal_pairs(mine, theirs):
        if edge < start + place or other_edge < other_start + other:
            changes.append((edge, start + place, other_edge, other_start + other))
        edge, other_edge = start + place + 1, other_start + other + 1
    if edge < end or other_edge < other_end:
        changes.append((edge, end, other_edge, other_end))
    return changes


def without_ends(old: Sequence[str], new: Sequence[str], within: Change) -> Change:
    """Leave out what both begin and end with."""
    start, end, other_start, other_end = within
    while start < end and other_start < other_end and old[start] == new[other_start]:
        start, other_start = start + 1, other_start + 1
    while start < end and other_start < other_end and old[end - 1] == new[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    return start, end, other_start, other_end


def common_pairs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Match as many equal elements as can be matched in order.

    Memory grows with the product of the lengths, a bit for each pair of elements.

    Returns:
        `(place in before, place in after)`, both strictly increasing.

    Source:
        Heikki Hyyrö, Bit-parallel LCS-length computation revisited (2004); walked back through
        the rows as rapidfuzz does it.
    """
    standing: dict[Hashable, int] = {}
    bit = 1
    for element in after:
        standing[element] = standing.get(element, 0) | bit
        bit <<= 1
    every = bit - 1
    # A bit is clear where one more can be matched by taking that element of `after` in.
    row = every
    rows = []
    for element in before:
        found = row & standing.get(element, 0)
        if found:
            row = ((row + found) | (row - found)) & every
        rows.append(row)
    pairs: list[Pair] = []
    place, other = len(before) - 1, len(after) - 1
    while place >= 0 and other >= 0:
        if rows[place] >> other & 1:
            other -= 1
        elif place and not rows[place - 1] >> other & 1:
            place -= 1
        else:
            pairs.append((place, other))
            place, other = place - 1, other - 1
    pairs.reverse()
    return pairs
