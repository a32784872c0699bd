"""Sentences that may say the same and were kept apart: for the coordinator to look at.

Composing joins only what is known to say the same. What is merely alike, of different
municipalities, is offered here with what differs, and nothing is done about it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.core.composing import sameness
from workbench.core.composing.composition import ComposedSentence, Role
from workbench.core.composing.topics import subjects

_ALIKE = 0.6  # share of words in common from which two sentences are worth a look
_FEWEST = 3  # words that tell what it is about; a shorter sentence is like many
_USUAL = 12  # sentences; a word in more of them finds nobody
_MARKUP = re.compile(r"\n|\[\^")  # a block, or a sentence with a footnote, is joined with nothing
_OWN = {Role.COMMON, Role.POINT}


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two sentences of a proposal that may say the same."""

    one: int
    """Place of the earlier one among the sentences of the proposal, from 0."""
    other: int
    likeness: float
    """Share of words in common, 0 to 1."""
    why: str
    """What differs, in Swedish; first that a number, a negation or a stand does."""


def candidates(sentences: Sequence[ComposedSentence]) -> tuple[Candidate, ...]:
    """Find sentences of different municipalities that are nearly alike.

    Args:
        sentences: Of a proposal, in its order.

    Returns:
        The most alike first. A sentence is in several when it is like several.
    """
    about = {
        place: words
        for place, sentence in enumerate(sentences)
        if sentence.role in _OWN
        and not _MARKUP.search(sentence.text)
        and len(words := subjects(sentence.text)) >= _FEWEST
    }
    found = [
        Candidate(one, other, alike, _why(sentences[one].text, sentences[other].text))
        for one, other in _met(about)
        if set(sentences[one].slugs).isdisjoint(sentences[other].slugs)
        and (alike := sameness.likeness(sentences[one].text, sentences[other].text)) >= _ALIKE
    ]
    return tuple(sorted(found, key=lambda c: (-c.likeness, c.one, c.other)))


def _met(about: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of sentences that share most of what either is about."""
    standing: dict[str, list[int]] = defaultdict(list)
    for place, words in about.items():
        for word in words:
            standing[word].append(place)
    for place, words in about.items():
        shared = Counter(
            other
            for word in words
            if len(standing[word]) <= _USUAL
            for other in standing[word]
            if other > place
        )
        for other in sorted(shared):
            if 2 * len(words & about[other]) >= min(len(words), len(about[other])):
                yield place, other


def _why(one: str, other: str) -> str:
    differs = sameness.explain(one, other).removeprefix("lika så när som på ")
    turned = sameness.turned(one, other)
    return f"{turned} skiljer: {differs}" if turned else f"skiljer: {differs}"
