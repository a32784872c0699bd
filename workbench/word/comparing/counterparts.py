"""Which tables of two stories are the same: by what they say, and by the text that they stand in.

A pair of tables parts both stories in two, and text that stands before one and after the other can
no longer be kept: it is shown as moved, or as gone and come. So a table like another is its
counterpart only when they have more words in common than the pair would cost around them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

_MOST_PAIRS: Final = 10_000
"""Pairs of tables that are weighed; where there are more, only those near each other in order."""


@dataclass(frozen=True)
class Standing:
    """A table where it stands."""

    text: str
    columns: int
    kept_before: int
    """Words before it that both stories have."""

    @cached_property
    def words(self) -> Counter[str]:
        """Its words, counted."""
        return Counter(self.text.split())


def counterparts(olds: Sequence[Standing], news: Sequence[Standing]) -> list[tuple[int, int]]:
    """Pair tables, in the order of both stories, so that the pairs are worth the most together.

    Returns:
        Places in the two rows.
    """
    reach = max(_MOST_PAIRS // max(len(olds), 1), 1)
    best = [[0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    for one in reversed(range(len(olds))):
        for other in reversed(range(len(news))):
            worth = _worth(olds[one], news[other]) if abs(one - other) < reach else 0
            paired = worth + best[one + 1][other + 1] if worth > 0 else 0
            best[one][other] = max(paired, best[one + 1][other], best[one][other + 1])
    pairs: list[tuple[int, int]] = []
    one = other = 0
    while one < len(olds) and other < len(news):
        if best[one][other] == best[one + 1][other]:
            one += 1
        elif best[one][other] == best[one][other + 1]:
            other += 1
        else:
            pairs.append((one, other))
            one, other = one + 1, other + 1
    return pairs


def _worth(old: Standing, new: Standing) -> int:
    """Words that a pair keeps, less those that it parts; at most 0 for what is not alike."""
    common = old.words.total() if old.text == new.text else (old.words & new.words).total()
    least = min(old.words.total(), new.words.total())
    if old.columns != new.columns and 2 * common < max(least, 1):
        return 0
    return 1 + common - abs(old.kept_before - new.kept_before)
