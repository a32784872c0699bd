"""Text that a municipality takes from one section and puts in another.

To the review that is two changes, each in its own section and decided about by itself: a removal
here and an addition there. This room finds which two they are, and says what comes of deciding
about just one of them: until the other is decided too, the text stands in both places or in none.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby
from typing import Final, NamedTuple

from workbench.core.language.sentences import split
from workbench.core.markdown import canonical
from workbench.core.merging.alignment import Bag, bag, likeness
from workbench.core.outline import STANDING
from workbench.core.reviewing.decisions import Decisions, Verdict
from workbench.core.reviewing.edits import Edit, edits
from workbench.core.reviewing.pending import Wanted

_SAME: Final = 0.8  # share of words from which what arrived is what left, edited on the way
_FEWEST: Final = 4  # words; shorter sentences are alike by chance
_MARKER: Final = re.compile(r"\s*(?:[-*+>#|]+|\d{1,9}[.)])\s+")
"""What makes a line an item, a quote, a heading or a row; text changes it when it moves."""


@dataclass(frozen=True, slots=True)
class Move:
    """Sentences that go from one section to another."""

    slugs: tuple[str, ...]
    """Who wants it so, sorted."""
    source: str
    """The section's key; likewise `target`."""
    target: str
    leaving: str
    """Id of the change that takes the text out of the source."""
    arriving: str
    """Id of the change that puts it in the target."""
    left: str
    """The text as it stood, one sentence a line."""
    text: str
    """As it stands where it came."""


class State(StrEnum):
    """How it is with one of the two changes, by the Swedish words for it."""

    WAITS = "väntar"
    DONE = "godkänd"
    TURNED_DOWN = "avslagen"


@dataclass(frozen=True, slots=True)
class OtherEnd:
    """What somebody who decides about one end of a move needs to know of the other."""

    move: Move
    key: str
    """The section where the other end is."""
    change: str
    """Id of the change there."""
    state: State
    """Of that change."""

    @property
    def arrives(self) -> bool:
        """Whether the text comes to the other section; otherwise it comes from there."""
        return self.key == self.move.target

    @property
    def told(self) -> str:
        """What this end's change is besides: `flyttad till 9.2 (väntar)`."""
        return f"flyttad {'till' if self.arrives else 'från'} {_label(self.key)} ({self.state})"

    def consequence(self, *, accepted: bool) -> str:
        """Say what becomes of the text when this end alone is decided; empty when all is well.

        Args:
            accepted: This end's change is taken in; otherwise it is turned down.
        """
        words = _CONSEQUENCES.get((self.arrives, accepted, self.state), "")
        return words.format(change=self.change, section=_label(self.key))


_CONSEQUENCES: Final = {
    (True, True, State.WAITS): "texten finns ingenstans förrän {change} i {section} godkänns",
    (True, True, State.TURNED_DOWN): "texten finns ingenstans, för {section} tog inte in den",
    (True, False, State.WAITS): "godkänns {change} i {section} står texten på båda ställena",
    (True, False, State.DONE): "texten står både här och i {section}",
    (False, True, State.WAITS): "texten står på båda ställena tills {change} i {section} godkänns",
    (False, True, State.TURNED_DOWN): "texten står på båda ställena, för {section} behöll den",
    (False, False, State.WAITS): "godkänns {change} i {section} finns texten ingenstans",
    (False, False, State.DONE): "texten finns ingenstans, för den är struken i {section}",
}
"""By whether the text comes to the other end, what is done here, and how it is there."""


def _label(key: str) -> str:
    return STANDING.get(key, key)


def moves(wanted: Mapping[str, Sequence[Wanted]]) -> tuple[Move, ...]:
    """Find what moves between sections, in the order of where it comes and who wants it.

    Args:
        wanted: The texts that municipalities want, by section in the order of the answer. Their
            bases are in their stored form; what they want need not be.
    """
    by_slug: dict[str, list[_Text]] = defaultdict(list)
    for key, texts in wanted.items():
        for one in texts:
            by_slug[one.slug].append(_Text(key, one.base, one.text))
    found: dict[Move, set[str]] = defaultdict(set)
    for slug, texts_of_one in sorted(by_slug.items()):
        for move in _moves_of(texts_of_one):
            found[move].add(slug)
    places = {key: place for place, key in enumerate(wanted)}
    whole = [replace(move, slugs=tuple(sorted(slugs))) for move, slugs in found.items()]
    return tuple(sorted(whole, key=lambda move: (places[move.target], move.slugs)))


def state_of(change: str, decisions: Decisions, *, is_made: bool) -> State:
    """Tell how it is with one end of a move.

    Args:
        change: Its id.
        decisions: What was decided about its section.
        is_made: The section's text says already what the change wants.
    """
    row = decisions.by_change.get(change)
    if is_made or (row is not None and row.verdict in {Verdict.ACCEPTED, Verdict.TAKEN_IN}):
        return State.DONE
    return State.WAITS if row is None else State.TURNED_DOWN


def is_there(sentences: str, text: str) -> bool:
    """Tell whether a text has some sentences, one a line, perhaps edited on their way."""
    standing = [bag(sentence) for sentence in _sentences(text.split("\n"))]
    return all(
        any(likeness(words, other) >= _SAME for other in standing)
        for words in map(bag, sentences.split("\n"))
    )


class _Text(NamedTuple):
    key: str
    base: str
    text: str


class _Sentence(NamedTuple):
    """A sentence that one text has and the other lacks."""

    key: str
    place: int
    """Which of the municipality's texts it is in: it may have two for a section."""
    words: str
    bag: Bag


def _moves_of(texts: Sequence[_Text]) -> Iterator[Move]:
    """Yield what one municipality moves, nobody named."""
    if len({each.key for each in texts}) < 2:
        return
    gone = [s for n, t in enumerate(texts) for s in _only_in(t.base, t.text, t.key, n)]
    if not gone:
        return
    pairs: list[tuple[_Sentence, _Sentence]] = []
    for number, each in enumerate(texts):
        for sentence in _only_in(each.text, each.base, each.key, number):
            source = _source(sentence, gone)
            if source is not None:
                gone.remove(source)
                pairs.append((source, sentence))
    made: dict[int, tuple[Edit, ...]] = {}
    ends = [(*_ends(source, came, texts, made), source, came) for source, came in pairs]
    for (leaving, arriving), run in groupby(ends, key=lambda end: end[:2]):
        together = list(run)
        yield Move(
            slugs=(),
            source=together[0][2].key,
            target=together[0][3].key,
            leaving=leaving,
            arriving=arriving,
            left="\n".join(source.words for _, _, source, _ in together),
            text="\n".join(came.words for _, _, _, came in together),
        )


def _ends(
    source: _Sentence, came: _Sentence, texts: Sequence[_Text], made: dict[int, tuple[Edit, ...]]
) -> tuple[str, str]:
    """Return the ids of the changes that take a sentence out and put it in."""
    for end in (source, came):
        if end.place not in made:
            made[end.place] = edits(texts[end.place].base, canonical(texts[end.place].text))
    leaving = (e.id for e in made[source.place] if _drops(e.before, e.after, source.words))
    arriving = (e.id for e in made[came.place] if _drops(e.after, e.before, came.words))
    return next(leaving, ""), next(arriving, "")


def _drops(one: str, other: str, sentence: str) -> bool:
    had, has = (list(_sentences(text.split("\n"))).count(sentence) for text in (one, other))
    return had > has


def _only_in(one: str, other: str, key: str, place: int) -> Iterator[_Sentence]:
    """Yield the sentences of one text that the other lacks, as often as it lacks them."""
    mine, theirs = Counter(one.split("\n")), Counter(other.split("\n"))
    # Whole lines first: most are the same in both, and to find their sentences takes long.
    left = Counter(_sentences((theirs - mine).elements()))
    for sentence in _sentences(_in_order(one, mine - theirs)):
        if left[sentence]:
            left[sentence] -= 1
        elif len(sentence.split()) >= _FEWEST:
            yield _Sentence(key, place, sentence, bag(sentence))


def _in_order(text: str, wanted: Counter[str]) -> Iterator[str]:
    left = wanted.copy()
    for line in text.split("\n") if left else ():
        if left[line]:
            left[line] -= 1
            yield line


def _sentences(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from split(_MARKER.sub("", line, count=1))


def _source(sentence: _Sentence, gone: Iterable[_Sentence]) -> _Sentence | None:
    """Find where a sentence came from; the most alike, the first of equals."""
    alike = [(likeness(sentence.bag, one.bag), one) for one in gone if one.key != sentence.key]
    best = max(alike, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= _SAME else None
