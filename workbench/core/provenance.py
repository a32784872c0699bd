"""Provenance: where each sentence of the agreed text comes from, and what has happened to it.

A text is followed from version to version, sentence by sentence (`merging.alignment`). A sentence
that is kept, edited, split, joined or moved takes its origins along; one that comes back after it
was gone (a restored section, a decision taken back) gets them again. Only what is new gets new
ones.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.core.composing.proposal import BY_HAND
from workbench.core.composing.topics import subjects
from workbench.core.merging.alignment import Fate, Match, align, bag, likeness

_IN_USE = 0.5  # share of words in common with a sentence from which a wording is in use in it


class Source(StrEnum):
    """What a sentence comes from, by the Swedish word for it."""

    CONTRIBUTION = "bidrag"
    POSITION = "ställningstagande"
    """A position that the sentence tells; it was taken in a contribution's facts."""
    CHANGE = "ändringsförslag"
    COORDINATOR = "samordnaren"
    """Written by the coordinator."""
    COMPOSED = "sammanfogningen"
    """Written when the contributions were merged, to say who speaks."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Somebody who wrote a sentence, or one that it was made of."""

    source: Source
    slug: str
    """The municipality; empty for the coordinator."""
    person: str
    """As the act was signed; empty when it is not known."""
    version: str
    """The act in which these words were first written; empty when it is not known."""
    at: dt.datetime | None
    text: str
    """The words as that one wrote them."""
    likeness: float
    """Share of words in common with the sentence that was made of it, 0 to 1."""
    why: str = ""
    """Why it was taken for the same, in Swedish; empty where there is nothing to explain."""

    @property
    def in_use(self) -> bool:
        """Whether the sentence still has most of these words, or had them from another."""
        return self.likeness >= _IN_USE


@dataclass(frozen=True, slots=True)
class Step:
    """An act that put a sentence into the text or changed it."""

    version: str
    at: dt.datetime
    person: str
    subject: str
    verdict: str = ""
    """What was decided, where the act was a decision: `godkänd`, `avgjord konflikt`."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known about one sentence."""

    origins: tuple[Origin, ...]
    steps: tuple[Step, ...]
    """Oldest first; the first put it in."""

    def after(self, step: Step, origins: Iterable[Origin] = ()) -> "Trace":
        """Return the trace after one more act, with those who had a hand in it."""
        return Trace(_once((*self.origins, *origins)), (*self.steps, step))

    def telling(self, text: str, told: Collection[str]) -> tuple[Origin, ...]:
        """Return the origins that tell a reader something, the nearest to the sentence first.

        Left out, as long as something remains, is what has no more part in the sentence than any
        other text has: words that by now have nothing in common with it about its matter; who was
        said to speak, where it is no longer said; and a position that it does not tell. Who both
        took a position and told of it is there once, with its words where they are in use.

        Args:
            text: The sentence as it is now.
            told: Slugs of those whose position the sentence may tell.
        """
        words, about = bag(text), _matter(text)
        measured = [
            replace(one, text=text, likeness=1.0, why=f"kommunens ställningstagande: {one.text}")
            if one.source is Source.POSITION
            else replace(one, likeness=round(likeness(bag(one.text), words), 2))
            for one in self.origins
        ]
        near = {one.slug for one in measured if one.in_use and one.source in _WRITTEN}
        positions = {one.slug for one in measured if one.source is Source.POSITION} & set(told)

        def tells(one: Origin) -> bool:
            if one.source is Source.POSITION:
                return one.slug in positions - near
            if one.source is Source.COMPOSED:
                return one.text == text
            if one.in_use or one.why == BY_HAND:
                return True
            if one.source in _WRITTEN and one.slug in near | positions:
                return False
            return not about or not about.isdisjoint(_matter(one.text))

        found = [one for one in measured if tells(one)] or measured
        return tuple(sorted(found, key=lambda one: (-one.likeness, one.slug, one.text)))


_WRITTEN = {Source.CONTRIBUTION, Source.COORDINATOR}
_STOCK = subjects("tillstyrker avstyrker tveksam förslaget bedömningen uppfattning utredningens")

Traced = tuple[str, Trace]
"""A sentence with its trace."""

Fresh = Callable[[str, Sequence[Trace]], tuple[Sequence[Origin], Step]]
"""Tells who wrote a sentence that a version has and no earlier one had, and by which act; given
the traces of what it replaces, if anything."""


class History:
    """A text followed through its versions, oldest first."""

    def __init__(self) -> None:
        self.sentences: list[Traced] = []
        self._seen: dict[str, Trace] = {}

    def next_version(self, after: Sequence[str], fresh: Fresh) -> None:
        """Go on to the next version.

        Args:
            after: Its sentences.
            fresh: Who wrote what is new.
        """
        before = [text for text, _ in self.sentences]
        alignment = align(before, after)
        moved = {other: place for place, other in alignment.moves}
        found: list[Traced] = []
        for match in alignment.matches:
            found.extend(self._followed(match, after, moved, fresh))
        self.sentences = found
        self._seen |= dict(found)

    def _followed(
        self, match: Match, after: Sequence[str], moved: dict[int, int], fresh: Fresh
    ) -> list[Traced]:
        earlier = [self.sentences[place][1] for place in match.before]
        found = []
        for place in match.after:
            text = after[place]
            if match.fate is Fate.KEPT:
                trace = earlier[0]
            elif place in moved:
                origins, step = fresh(text, [self.sentences[moved[place]][1]])
                source = self.sentences[moved[place]]
                trace = source[1].after(step, () if source[0] == text else origins)
            elif text in self._seen:
                _, step = fresh(text, ())
                trace = self._seen[text].after(step)
            else:
                trace = _made(match, earlier, *fresh(text, earlier))
            found.append((text, trace))
        return found


def _made(match: Match, earlier: Sequence[Trace], origins: Sequence[Origin], step: Step) -> Trace:
    """Return the trace of a sentence that a version made of others, or of nothing."""
    if match.fate in {Fate.INSERTED, Fate.REWRITTEN} or not earlier:
        return Trace(_once(origins), (step,))
    whole = Trace(
        _once(origin for trace in earlier for origin in trace.origins),
        tuple(dict.fromkeys(step for trace in earlier for step in trace.steps)),
    )
    return whole.after(step, origins)


def _matter(text: str) -> frozenset[str]:
    """Return what a sentence is about, besides that somebody takes a position on a proposal."""
    return subjects(text) - _STOCK


def _once(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Leave out origins that say the same twice."""
    found: dict[tuple[str, str, str], Origin] = {}
    for origin in origins:
        found.setdefault((origin.slug, origin.source, origin.text), origin)
    return tuple(found.values())
