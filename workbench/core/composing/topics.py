"""Which units are about the same thing, and in what order the topics come.

Units are about the same thing when they share a sentence, or enough words that not everybody uses.
A topic that more municipalities speak of comes earlier; then what their contributions have earlier.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from workbench.core.composing import vocabulary as known
from workbench.core.composing.material import Unit

_WORDS = re.compile(r"[^\W\d_]{4,}")
_PREFIX = 6  # letters by which words of one family are known
_ALIKE = 0.34  # share of words in common from which two units are about the same thing
_ROUNDED = 0.001  # words by which a bound may be wrong, since likenesses are rounded
_USUAL = 12  # units; a word in more of them says nothing about a topic of one


def subjects(text: str) -> frozenset[str]:
    """Return the words that tell what a text is about, by their beginnings."""
    words = set(_WORDS.findall(text.casefold())) - known.STOP
    return frozenset([word[:_PREFIX] for word in words])


def gather(units: Sequence[Unit], shared: Iterable[Sequence[int]]) -> list[list[int]]:
    """Gather units into topics.

    Args:
        units: All units.
        shared: Places of units that share a sentence and so belong together.

    Returns:
        Places of units by topic; order is the caller's business.
    """
    roots = list(range(len(units)))

    def root(place: int) -> int:
        while roots[place] != place:
            roots[place] = roots[roots[place]]
            place = roots[place]
        return place

    for together in shared:
        for place in together[1:]:
            roots[root(place)] = root(together[0])
    for place, other in _similar(units):
        roots[root(place)] = root(other)
    topics = defaultdict(list)
    for place in range(len(units)):
        topics[root(place)].append(place)
    return list(topics.values())


def _similar(units: Sequence[Unit]) -> Iterable[tuple[int, int]]:
    """Yield pairs of units of different municipalities that are each other's nearest.

    Only the nearest counts, so that topics do not grow together step by step.
    """
    bags = [subjects(" ".join(said.text for said in unit.said())) for unit in units]
    standing: dict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag:
            standing[word].append(place)
    telling = {word: places for word, places in standing.items() if 1 < len(places) <= _USUAL}
    nearest = [_nearest(place, units, bags, telling) for place in range(len(units))]
    for place, (alike, others) in enumerate(nearest):
        if alike >= _ALIKE:
            yield from ((place, other) for other in others if place in nearest[other][1])


def _nearest(
    place: int,
    units: Sequence[Unit],
    bags: Sequence[frozenset[str]],
    telling: Mapping[str, Sequence[int]],
) -> tuple[float, frozenset[int]]:
    """Find the units most like one: how like they are, and which they are.

    Those that are not alike enough to be about the same thing are not looked for.
    """
    words = telling.keys() & bags[place]
    common = Counter(chain.from_iterable(telling[word] for word in words))
    best, found = 0.0, list[int]()
    # The other has at least the words in common; where even that is too much, it is not alike.
    fewest = _ALIKE * len(bags[place]) / (2 - _ALIKE) - _ROUNDED
    for other, count in common.items():
        if count < fewest or units[other].slug == units[place].slug:
            continue
        alike = round(2 * count / (len(bags[place]) + len(bags[other])), 6)
        if alike > best:
            best, found = alike, [other]
        elif alike == best:
            found.append(other)
    return best, frozenset(found)
