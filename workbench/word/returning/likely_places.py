"""Where in a file a section most likely stands, when nothing but its words tells.

The paragraphs that went out are aligned with those that came back. A section stands where most of
its words are together; what lies in between is its own, for people write in the middle of texts.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.merging.alignment import Fate, align

_LEAST: Final = 0.3  # share of a section's words; fewer are found anywhere
_WIDEST: Final = 4  # paragraphs between two that are known; beyond that it is another place


@dataclass(frozen=True, slots=True)
class LikelyPlace:
    """A section's best place."""

    key: str
    places: range
    """Of the paragraphs that came back."""
    certainty: float
    """Share of the section's words that stand there."""


def likely_places(
    sections: Mapping[str, Sequence[str]], paragraphs: Sequence[str]
) -> Iterator[LikelyPlace]:
    """Find the best place of each section; one that is nowhere to be seen is left out.

    Args:
        sections: What each said when it went out, one string a paragraph, by its key.
        paragraphs: What came back.
    """
    told = [(key, line) for key, lines in sections.items() for line in lines if line]
    owner = _owners([key for key, _ in told], [line for _, line in told], paragraphs)
    for key, lines in sections.items():
        own = [place for place in sorted(owner) if owner[place] == key]
        wanted = Counter(word for line in lines for word in _words(line))
        best = max(
            ((_share(wanted, paragraphs, run), -run.start, run) for run in _runs(own, owner)),
            default=None,
            key=lambda found: found[:2],
        )
        if best is not None and best[0] >= _LEAST:
            yield LikelyPlace(key, best[2], round(best[0], 2))


def _owners(keys: Sequence[str], lines: Sequence[str], paragraphs: Sequence[str]) -> dict[int, str]:
    """Tell of each paragraph that is known which section it is from."""
    alignment = align(lines, paragraphs)
    owner = {other: keys[place] for place, other in alignment.moves}
    for match in alignment.matches:
        if match.fate not in {Fate.KEPT, Fate.EDITED, Fate.SPLIT, Fate.JOINED}:
            continue
        for number, place in enumerate(match.after):
            owner[place] = keys[match.before[min(number, len(match.before) - 1)]]
    return owner


def _runs(own: Sequence[int], owner: Mapping[int, str]) -> Iterator[range]:
    """Part a section's paragraphs into runs, each with what nobody knows in between."""
    start = 0
    for at in range(1, len(own) + 1):
        if at == len(own) or _apart(own[at - 1], own[at], owner):
            yield range(own[start], own[at - 1] + 1)
            start = at


def _apart(one: int, other: int, owner: Mapping[int, str]) -> bool:
    between = range(one + 1, other)
    return len(between) > _WIDEST or any(place in owner for place in between)


def _share(wanted: Counter[str], paragraphs: Sequence[str], run: range) -> float:
    there = Counter(word for place in run for word in _words(paragraphs[place]))
    return (wanted & there).total() / (wanted.total() or 1)


def _words(text: str) -> list[str]:
    return text.casefold().split()
