"""Merging any number of versions of one text.

The base and each version are cut into units, mostly sentences (`units`), and each version is read
against the base (`reading`). Units that must be decided together form regions (`regions`); what
was put in is woven into its place (`insertions`), what moved is taken along (`arrangement`). Then
each region is decided from what all sides say there (`decision`), and the white space between two
neighbours is what those say who have them as neighbours (`spacing`).

What holds, and is tested as laws:

- The order of the sides never matters, to the byte, and neither does how often a side is given.
- One side alone gives that side's text, byte for byte. Sides equal to the base change nothing.
- Every word that anybody put in stands in the merged text or in a conflict.
- A place that two sides changed differently says what the base says, and is a conflict; no mark
  is ever written into the text. Everything that is not disputed is merged all the same.
- Merging in steps gives the same words as merging at once, as long as no step leaves a conflict.
  They stand in the same order, except what several sides put into one place or beside what one of
  them deleted; and with the same white space, except beside what somebody deleted.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from workbench.core.merging.arrangement import arrange
from workbench.core.merging.conflict import Conflict, Settlement, place_digest
from workbench.core.merging.echoes import echoes
from workbench.core.merging.line_ends import LINE_END, LineEnds
from workbench.core.merging.lines import Layout, lines, merged_by_line
from workbench.core.merging.questions import Question, questions
from workbench.core.merging.reading import read
from workbench.core.merging.spacing import AFTER_ALL, BEFORE_ALL, Spaces
from workbench.core.merging.units import cut, wrap_width

_INK = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Side:
    """One version of the base."""

    name: str
    """Whose it is. Several sides may bear one name."""
    text: str


class Kind(StrEnum):
    """What was done to the base, by the Swedish word for it."""

    EDITED = "ändrat"
    INSERTED = "infogat"
    DELETED = "struket"
    MOVED = "flyttat"
    MOVED_APART = "flyttat åt olika håll"
    """Several moved it, to different places; it stands where the base has it."""
    SPLIT = "nytt stycke"
    """What follows begins a paragraph of its own; `before` and `after` are the white space."""
    JOINED = "sammanfört stycke"
    """What follows goes on in the same paragraph; `before` and `after` are the white space."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that nobody disputes and that stands in the merged text."""

    id: str
    """Like a conflict's; a settlement for it says what shall stand there instead."""
    kind: Kind
    names: tuple[str, ...]
    """Who wants it, sorted. Several when they made the same change."""
    before: str
    """What the base says; empty for what was put in."""
    after: str
    """What the merged text says; empty for a deletion."""
    start: int
    """Where that stands in the merged text, in characters from 0."""
    end: int
    line: int
    """The line of `start` in the merged text, from 1."""
    beside: tuple[str, ...] = ()
    """Who else put something else into the same place; both are kept."""
    earlier: Settlement | None = None
    """How this place was settled before a wording changed."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A conflict or change that a settlement answers."""

    conflict: Conflict
    """As it would be if it were open, with the place of the settled words in the merged text."""
    settlement: Settlement


@dataclass(frozen=True, slots=True)
class Merge:
    """What several versions of a text make together."""

    text: str
    conflicts: tuple[Conflict, ...]
    """What is open, in the order of the text."""
    changes: tuple[Change, ...]
    """What was merged, in the order of the text. Of white space alone only what makes two
    paragraphs of one, or one of two, is listed; how lines are filled is not."""
    settled: tuple[Settled, ...]
    unused: tuple[Settlement, ...]
    """Settlements for places where nothing is to be settled any more."""

    def conflict(self, conflict_id: str) -> Conflict | None:
        """Return the open conflict of that id, if there is one."""
        return next((found for found in self.conflicts if found.id == conflict_id), None)


def merge(
    base: str,
    sides: Mapping[str, str] | Iterable[Side],
    settlements: Iterable[Settlement] = (),
) -> Merge:
    """Merge versions of one base.

    Args:
        base: The text that all sides started from. Any text; Markdown is recognised.
        sides: Text by name, or sides. Neither order nor repetition matters.
        settlements: What was decided earlier. One whose conflict has changed since does not
            apply, and is shown beside the conflict as `earlier`.
    """
    versions = _versions(base, _as_sides(sides))
    ends = LineEnds(base, list(versions))
    width = wrap_width(base)
    mine = cut(base, width=width)
    readings = [
        read(mine, cut(ends.as_base(text), width=width or None), names)
        for text, names in versions.items()
    ]
    several = len(versions) > 1
    layouts = [Layout(lines(base), lines(ends.as_base(text))) for text in versions if several]
    arrangement = arrange(mine, readings, layouts)
    asked = list(questions(mine, arrangement))
    answers = _Answers(settlements)
    answered = [answers.to(question) for question in asked]
    waiting = echoes(mine, arrangement, asked, answered)
    texts = [""] * len(arrangement.nodes)
    for question, settlement in zip(asked, answered, strict=True):
        for place, text in question.texts(settlement):
            if settlement:
                texts[place] = ends.as_base(text)
            elif place not in waiting:
                texts[place] = text
    disputed = {
        question.nodes.start
        for question, settlement in zip(asked, answered, strict=True)
        if question.decision.disputed and not settlement
    }
    spaces = Spaces(mine, arrangement, texts, disputed, ends.between)
    laid_out = _LaidOut(texts, spaces, ends)
    if several and not any(answered):
        laid_out.take_layout(merged_by_line(lines(base), layouts))
    return _told(laid_out, asked, answered, answers)


def _as_sides(sides: Mapping[str, str] | Iterable[Side]) -> list[Side]:
    if isinstance(sides, Mapping):
        return [Side(name, text) for name, text in sides.items()]
    return list(sides)


def _versions(base: str, sides: Sequence[Side]) -> dict[str, tuple[str, ...]]:
    """Return the names behind each text that differs from the base, in the order of the texts."""
    names: dict[str, set[str]] = {}
    for side in sides:
        if side.text != base:
            names.setdefault(side.text, set()).add(side.name)
    return {text: tuple(sorted(names[text])) for text in sorted(names)}


class _Answers:
    """The settlements, and what became of them."""

    def __init__(self, settlements: Iterable[Settlement]) -> None:
        self._all = list(settlements)
        self._by_id = {settlement.id: settlement for settlement in self._all}
        self._by_place: dict[str, list[Settlement]] = {}
        for settlement in sorted(self._all, key=lambda one: one.id):
            self._by_place.setdefault(settlement.place, []).append(settlement)
        self._used: set[str] = set()

    def to(self, question: Question) -> Settlement | None:
        """Return the settlement that answers a question."""
        found = self._by_id.get(question.id) if question.decision.wordings else None
        if found:
            self._used.add(found.id)
        return found

    def earlier(self, question: Question) -> Settlement | None:
        """Return how a question was answered before its wordings changed.

        Only when all questions have been put `to` it: what still answers one is not earlier.
        """
        left = (one for one in self._by_place.get(question.place, ()) if one.id not in self._used)
        found = next(left, None)
        if found:
            self._used.add(found.id)
        return found

    def unused(self) -> tuple[Settlement, ...]:
        """Return those that neither answer anything nor did before."""
        return tuple(one for one in self._all if one.id not in self._used)


class _LaidOut:
    """The merged text and where each node stands in it."""

    def __init__(self, texts: Sequence[str], spaces: Spaces, ends: LineEnds) -> None:
        parts: list[str] = []
        length = 0
        last = BEFORE_ALL
        shown: list[int] = []
        self._spans: list[tuple[int, int]] = []
        for place, text in enumerate(texts):
            if text:
                space, said = ends.as_wanted(spaces.between(last, place)), ends.as_wanted(text)
                parts += space, said
                start, length = length + len(space), length + len(space) + len(said)
                last = place
                shown.append(place)
            self._spans.append((start, length) if text else (length, length))
        self._shown = shown
        self._spaces = spaces
        parts.append(ends.as_wanted(spaces.between(last, AFTER_ALL)))
        self.text = "".join(parts)
        self._ends = ends
        self._lines: list[int] | None = None

    def take_layout(self, other: str | None) -> None:
        """Take over the white space of a text that says the same."""
        if other is None or (other := self._ends.as_wanted(other)) == self.text:
            return
        if other.split() == self.text.split():
            places = [match.start() for match in _INK.finditer(self.text)]
            others = [match.start() for match in _INK.finditer(other)]
            edges = [len(other), *(place + 1 for place in others)]
            for number, (start, end) in enumerate(self._spans):
                first, last = bisect_left(places, start), bisect_left(places, end)
                begins = others[first] if first < last else edges[first]
                self._spans[number] = begins, edges[last] if first < last else begins
            self.text = other

    def span(self, nodes: range) -> tuple[int, int]:
        """Return where nodes stand, in characters."""
        spans = [self._spans[place] for place in nodes]
        return spans[0][0], spans[-1][1]

    def line(self, place: int) -> int:
        """Return the line of a character, from 1."""
        if self._lines is None:
            self._lines = [match.end() for match in LINE_END.finditer(self.text)]
        return bisect_right(self._lines, place) + 1

    def conflict(self, question: Question, earlier: Settlement | None) -> Conflict:
        """Tell of a question as a conflict."""
        start, end = self.span(question.nodes)
        return Conflict(
            id=question.id,
            base=self._ends.as_wanted(question.decision.base),
            sides=tuple(
                replace(wording, text=self._ends.as_wanted(wording.text))
                for wording in question.decision.wordings
            ),
            start=start,
            end=end,
            line=self.line(start),
            earlier=earlier,
        )

    def changes(self, question: Question, earlier: Settlement | None) -> Iterator[Change]:
        """Tell of a question that nobody disputes as changes."""
        start, end = self.span(question.nodes)
        before, after = self._ends.as_wanted(question.decision.base), self.text[start:end]
        names = question.decision.names
        told = Change(
            id=question.id,
            kind=Kind.EDITED if before and after else Kind.DELETED if before else Kind.INSERTED,
            names=tuple(sorted(names)),
            before=before,
            after=after,
            start=start,
            end=end,
            line=self.line(start),
            beside=question.beside,
            earlier=earlier,
        )
        if question.moved_by:
            moved = f"{question.place}-moved"
            kind = Kind.MOVED_APART if question.moved_apart else Kind.MOVED
            yield replace(told, id=moved, kind=kind, names=question.moved_by, after=before)
        if names and (before or after):  # otherwise it waits for a dispute (`echoes`)
            yield told

    def paragraphs(self) -> Iterator[Change]:
        """Tell of paragraphs that were split or joined without a change of words there."""
        seen: Counter[tuple[str, str]] = Counter()
        for place, following in pairwise(self._shown):
            before = self._spaces.in_base(place, following)
            start, end = self._spans[place][1], self._spans[following][0]
            after = self.text[start:end]
            names = self._spaces.changed_by(place, following)
            if before is None or not names or _parts(before) == _parts(after):
                continue
            beside = (
                self.text[slice(*self._spans[place])],
                self.text[slice(*self._spans[following])],
            )
            digest = place_digest("", *beside, seen[beside])
            seen[beside] += 1
            kind = Kind.SPLIT if _parts(after) else Kind.JOINED
            before = self._ends.as_wanted(before)
            line = self.line(start)
            yield Change(f"{digest}-space", kind, names, before, after, start, end, line)


def _parts(space: str) -> bool:
    """Tell whether a blank line parts two paragraphs."""
    return len(LINE_END.findall(space)) > 1


def _told(
    laid_out: _LaidOut,
    asked: Sequence[Question],
    answered: Sequence[Settlement | None],
    answers: _Answers,
) -> Merge:
    conflicts: list[Conflict] = []
    changes: list[Change] = []
    settled: list[Settled] = []
    for question, settlement in zip(asked, answered, strict=True):
        if settlement:
            settled.append(Settled(laid_out.conflict(question, None), settlement))
        elif question.decision.disputed:
            conflicts.append(laid_out.conflict(question, answers.earlier(question)))
        elif question.decision.wordings or question.moved_by:
            changes.extend(laid_out.changes(question, answers.earlier(question)))
    changes = sorted([*changes, *laid_out.paragraphs()], key=lambda change: change.start)
    return Merge(laid_out.text, tuple(conflicts), tuple(changes), tuple(settled), answers.unused())
