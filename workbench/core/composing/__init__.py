"""Composing: contributions that share no base become a proposed agreed text of a section.

    sources      which contributions go into a section's text
    material     a contribution as sentences and blocks, in units that stay together
    vocabulary   words that are the same, and words that must never be taken for another
    sameness     when two sentences say the same, and when they say the opposite
    stand        the position that is proposed, and the sentences that say who takes which
    voice        whose voice a sentence speaks with, and how it is named
    topics       which units are about the same thing, and in what order they come
    footnotes    footnotes of many in one text
    joining      sentences that say the same, and those that deny each other
    composition  the result: every sentence with its origins
    compose      all of it, in one function
    candidates   sentences that may say the same and were kept apart
    proposal     the proposal as the coordinator works on it

Every rule is a table or a comparison that can be read; nothing is guessed, weighed or learnt. Two
sentences are joined only when every word that differs is known not to matter; what is merely alike
stands side by side. So a joined text never says what one of its municipalities did not say. The
result is the same whatever order the municipalities come in.
"""

from workbench.core.composing.candidates import Candidate, candidates
from workbench.core.composing.compose import STATED, compose, compose_contributions
from workbench.core.composing.composition import (
    ComposedParagraph,
    ComposedSentence,
    Composition,
    Contradiction,
    Origin,
    Role,
)
from workbench.core.composing.sources import Source, part_for, sources

__all__ = [
    "STATED",
    "Candidate",
    "ComposedParagraph",
    "ComposedSentence",
    "Composition",
    "Contradiction",
    "Origin",
    "Role",
    "Source",
    "candidates",
    "compose",
    "compose_contributions",
    "part_for",
    "sources",
]
