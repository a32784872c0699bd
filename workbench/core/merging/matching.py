"""Which elements of two sequences are the same, in order: the anchors of every comparison.

Deterministic, without time limits, and near-linear for texts of which most is unchanged or
everything is new. Where the cost of the best answer would grow with the product of the lengths,
fewer elements are matched; the answer is then coarser and still right.
"""

from bisect import bisect_left
from collections.abc import Hashable, Sequence

_TABLE_LIMIT = 2_500  # cells of the exact table; above it only rare elements are matched
_DEEPEST = 24  # rounds of looking for anchors between anchors

Pair = tuple[int, int]


def equal_pairs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Match equal elements.

    Common ends first, then the elements that stand once in each (patience difference), then the
    same again between those; what is left is settled exactly when it is small.

    Returns:
        `(place in before, place in after)`, both strictly increasing.

    Source:
        Bram Cohen's patience difference, as Git's `--patience` does it.
    """
    pairs: list[Pair] = []
    waiting = [(0, len(before), 0, len(after), 0)]
    while waiting:
        start, end, other_start, other_end, depth = waiting.pop()
        while start < end and other_start < other_end and before[start] == after[other_start]:
            pairs.append((start, other_start))
            start, other_start = start + 1, other_start + 1
        while start < end and other_start < other_end and before[end - 1] == after[other_end - 1]:
            end, other_end = end - 1, other_end - 1
            pairs.append((end, other_end))
        mine, theirs = before[start:end], after[other_start:other_end]
        if not mine or not theirs or set(mine).isdisjoint(theirs):
            continue
        anchors = _unique_pairs(mine, theirs) if depth < _DEEPEST else []
        if not anchors:
            small = len(mine) * len(theirs) <= _TABLE_LIMIT
            found = _exact_pairs(mine, theirs) if small else []
            pairs.extend((start + i, other_start + j) for i, j in found)
            continue
        edge, other_edge = start, other_start
        for i, j in anchors:
            waiting.append((edge, start + i, other_edge, other_start + j, depth + 1))
            pairs.append((start + i, other_start + j))
            edge, other_edge = start + i + 1, other_start + j + 1
        waiting.append((edge, end, other_edge, other_end, depth + 1))
    pairs.sort()
    return pairs


def _unique_pairs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Match what stands exactly once in each, keeping the longest run that is in order."""
    places = _single_places(before)
    others = _single_places(after)
    candidates = [(i, others[element]) for element, i in places.items() if element in others]
    return longest_increasing(candidates)


def _single_places(elements: Sequence[Hashable]) -> dict[Hashable, int]:
    """Return the place of each element that stands once, in order of place."""
    places: dict[Hashable, int] = {}
    repeated: set[Hashable] = set()
    for place, element in enumerate(elements):
        if element in places:
            repeated.add(element)
        else:
            places[element] = place
    return {element: place for element, place in places.items() if element not in repeated}


def longest_increasing(pairs: Sequence[Pair]) -> list[Pair]:
    """Keep the most pairs whose second places increase; their first places already do."""
    tails: list[int] = []  # smallest second place that ends a run of each length
    at: list[int] = []  # which pair that is
    previous: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(tails, place)
        previous.append(at[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        at[length : length + 1] = [index]
    kept: list[Pair] = []
    index = at[-1] if at else -1
    while index >= 0:
        kept.append(pairs[index])
        index = previous[index]
    return kept[::-1]


def _exact_pairs(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Match as many elements as possible, the earliest where several answers are as good."""
    width = len(after) + 1
    lengths = [[0] * width]  # lengths[n][j]: best for the last n of before and after[j:]
    for element in reversed(before):
        below = lengths[-1]
        row = [0] * width
        for j in range(width - 2, -1, -1):
            row[j] = below[j + 1] + 1 if element == after[j] else max(below[j], row[j + 1])
        lengths.append(row)
    lengths.reverse()
    pairs: list[Pair] = []
    i = j = 0
    while i < len(before) and j < len(after):
        if before[i] == after[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
