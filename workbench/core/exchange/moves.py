"""Text that left one section for another in the same file.

To the review a removal here and an addition there are two changes, each in its own section; that
they are one thing is told beside them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbench.core.language.sentences import split
from workbench.core.merging.alignment import bag, likeness

_SAME: Final = 0.8  # share of words from which what arrived is what left, edited on the way
_FEWEST: Final = 4  # words; shorter sentences are alike by chance
_MARKER: Final = re.compile(r"\s*(?:[-*+>#|]+|\d{1,9}[.)])\s+")
"""What makes a line an item, a quote, a heading or a row; text changes it when it moves."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Sentences that were in one section and now are in another."""

    source: str
    """The section's key; likewise `target`."""
    target: str
    text: str
    """As it stands where it came, one sentence a line."""


def moved(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Moved, ...]:
    """Find what moved between sections, in the order of where it came.

    Args:
        before: The sections' texts in their stored form, by key.
        after: The same sections later.
    """
    gone = [(key, line) for key in before for line in _only_in(before[key], after[key])]
    found: list[Moved] = []
    for key in after:
        for line in _only_in(after[key], before[key]):
            source = _source(line, key, gone)
            if source is None:
                continue
            gone.remove(source)
            last = found[-1] if found else None
            if last is not None and (last.source, last.target) == (source[0], key):
                found[-1] = Moved(last.source, key, f"{last.text}\n{line}")
            else:
                found.append(Moved(source[0], key, line))
    return tuple(found)


def _only_in(one: str, other: str) -> Iterator[str]:
    """Yield the sentences of one text that the other lacks, as often as it lacks them."""
    left = Counter(_sentences(other))
    for sentence in _sentences(one):
        if left[sentence]:
            left[sentence] -= 1
        elif len(sentence.split()) >= _FEWEST:
            yield sentence


def _sentences(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from split(_MARKER.sub("", line, count=1))


def _source(line: str, key: str, gone: list[tuple[str, str]]) -> tuple[str, str] | None:
    """Find where a line came from; the most alike, the first of equals."""
    words = bag(line)
    alike = [(likeness(words, bag(each[1])), each) for each in gone if each[0] != key]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _SAME else None
