"""Accepting and rejecting tracked changes in a Word file: all of them, or those that are chosen.

Whoever chooses some must not harm the others. A change that would take somebody else's undecided
change with it (an insertion being rejected in which another person has deleted a word) is left as
it is and reported with that other change. The two halves of a move are settled together.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from workbench.word.authors import authors_of
from workbench.word.marks import RANGES, Kind, Mark, Role, find_marks, find_unknown
from workbench.word.markup import Element
from workbench.word.names import (
    ALTERNATE,
    AUTHOR,
    CELL,
    ID,
    NUMBERING_PR,
    PPR,
    ROW,
    RUN,
    P,
    m,
    readable,
    w,
)
from workbench.word.package import Package
from workbench.word.remarks import SIGNATURE_LOST
from workbench.word.revisions import (
    Revision,
    count_revisions,
    list_unknown,
    revisions_with_marks,
    telling_parts,
)
from workbench.word.settling.content import detach
from workbench.word.settling.decision import Decision
from workbench.word.settling.story import settle_marks
from workbench.word.text import visible_paragraphs

_NOTES: Final = (("footnotes", "footnote"), ("endnotes", "endnote"))


@dataclass(frozen=True, slots=True)
class Selection:
    """Which changes are meant: those that fit everything that is given."""

    keys: frozenset[str] | None = None
    """`Revision.key`s; an id that several changes share means all of them."""
    authors: frozenset[str] | None = None
    """Names as they stand; a change that several made together is meant by each of them."""
    kinds: frozenset[Kind] | None = None
    parts: frozenset[str] | None = None
    first: int = 0
    """Lowest `Revision.index`."""
    last: int | None = None
    """Highest `Revision.index`; None for no end."""

    def chooses(self, revision: Revision) -> bool:
        """Whether a change is meant."""
        return (
            (self.keys is None or bool({revision.key, revision.id} & self.keys))
            and self.means_author(revision.author)
            and (self.kinds is None or revision.kind in self.kinds)
            and (self.parts is None or revision.part in self.parts)
            and self.first <= revision.index
            and (self.last is None or revision.index <= self.last)
        )

    def means_author(self, author: str) -> bool:
        """Whether changes by somebody, or by several together, may be meant."""
        return self.authors is None or not self.authors.isdisjoint(authors_of(author))

    @property
    def only_by_author(self) -> bool:
        """Whether nothing but the author matters; then even what is broken may be meant."""
        return replace(self, authors=None) == EVERYTHING


EVERYTHING: Final = Selection()


@dataclass(frozen=True, slots=True)
class Broken:
    """A change that was chosen and cannot be settled; it stays in the file."""

    id: str
    name: str
    """The element, as `w:rPrChange`."""
    part: str
    reason: str
    """Swedish."""
    paragraph: int | None = None
    """As `Revision.paragraph`."""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A change that was chosen and left, for it would have harmed another or hangs on another."""

    revision: Revision
    other: Revision
    """One of those that stand in its way, the first."""


@dataclass(frozen=True, slots=True)
class SettleReport:
    """What became of the changes that were chosen."""

    decision: Decision
    settled: tuple[Revision, ...]
    overlaps: tuple[Overlap, ...]
    broken: tuple[Broken, ...]
    left: int
    """How many changes the file still has."""
    remarks: tuple[str, ...] = ()
    """What else the new file lacks, in Swedish: its signature."""

    @property
    def complete(self) -> bool:
        """Whether every change that was chosen is settled."""
        return not self.overlaps and not self.broken


@dataclass(slots=True)
class _Choice:
    """The changes of a file, and which of them are to be settled."""

    selection: Selection
    known: dict[Mark, Revision]
    chosen: set[Mark]
    overlaps: list[Overlap] = field(default_factory=list)
    moves: dict[tuple[str, str], list[Mark]] = field(default_factory=dict)
    """Changes by part and move."""
    by_part: dict[str, list[Mark]] = field(default_factory=dict)
    by_element: dict[Element, Mark] = field(default_factory=dict)
    failed: set[Element] = field(default_factory=set)

    @property
    def everything(self) -> bool:
        return self.selection == EVERYTHING

    def means(self, stray: Element) -> bool:
        """Whether an element that is no change where it stands was meant to be settled."""
        return self.selection.only_by_author and self.selection.means_author(stray.get(AUTHOR, ""))

    def defer(self, mark: Mark, other: Mark) -> None:
        """Tell of a change that stays until another has been settled."""
        mine, blocking = (self.by_element.get(_original(each).element) for each in (mark, other))
        if mine is None or blocking is None or mine.element in self.failed:
            return
        self.failed.add(mine.element)
        self.overlaps.append(Overlap(self.known[mine], self.known[blocking]))

    def leave(self, mark: Mark, other: Mark) -> list[Mark]:
        """Leave a change and those that it is settled together with; tells which."""
        self.overlaps.append(Overlap(self.known[mark], self.known[other]))
        together = dict.fromkeys((mark, *self.halves(mark)))
        left = [each for each in together if each in self.chosen]
        self.chosen.difference_update(left)
        return left

    def halves(self, mark: Mark) -> Iterator[Mark]:
        """The other changes of the same move."""
        if mark.move:
            yield from self.moves.get((self.known[mark].part, mark.move), ())


def settle(package: Package, decision: Decision, selection: Selection = EVERYTHING) -> SettleReport:
    """Settle the chosen changes, in place; take the result from `package.to_bytes()`.

    Parts in which nothing was settled keep their bytes.
    """
    choice = _choose(package, selection)
    if not choice.everything:
        _leave_overlaps(choice, decision)
    notes = {kind: _references(package, kind) for _, kind in _NOTES}
    broken: list[Broken] = []
    for part in tuple(telling_parts(package)):
        broken += _settle_part(package, part, choice, decision)
    for part_kind, kind in _NOTES:
        _remove_notes(package, part_kind, kind, notes[kind])
    settled = tuple(
        revision
        for mark, revision in choice.known.items()
        if mark in choice.chosen and mark.element not in choice.failed
    )
    return SettleReport(
        decision,
        settled,
        tuple(sorted(choice.overlaps, key=lambda overlap: overlap.revision.index)),
        tuple(broken),
        count_revisions(package),
        (SIGNATURE_LOST,) if package.signed and settled else (),
    )


def _choose(package: Package, selection: Selection) -> _Choice:
    known = {mark: revision for revision, mark in revisions_with_marks(package)}
    chosen = {mark for mark, revision in known.items() if selection.chooses(revision)}
    choice = _Choice(selection, known, chosen)
    choice.by_element.update((mark.element, mark) for mark in known)
    for mark, revision in known.items():
        choice.by_part.setdefault(revision.part, []).append(mark)
        choice.moves.setdefault((revision.part, mark.move), []).append(mark)
    if not choice.everything:
        moves = {(known[mark].part, mark.move) for mark in chosen if mark.move}
        for move in moves:
            chosen.update(choice.moves[move])
    return choice


def _settle_part(
    package: Package, part: str, choice: _Choice, decision: Decision
) -> Iterator[Broken]:
    root = package.tree(part)
    marks = list(_in_part(root, part, choice))
    stray = [e for e in find_unknown(root, package.authored(part)) if choice.means(e)]
    empty_ranges = choice.everything and next(root.iter(*RANGES), None) is not None
    if not marks and not stray and not empty_ranges:
        return
    numbers = {p: n for n, p in enumerate(visible_paragraphs(root))} if stray else {}
    places = [next((numbers.get(p) for p in e.iterancestors(P)), None) for e in stray]
    left = settle_marks(root, marks, decision, everything=choice.everything)
    for waiting in left.waiting:
        choice.defer(waiting.mark, waiting.other)
    for failure in left.failures:
        element = failure.mark.element
        choice.failed.add(element)
        name = readable(element.tag)
        known = choice.by_element.get(element)
        place = None if known is None else choice.known[known].paragraph
        yield Broken(failure.mark.id, name, part, failure.reason, place)
    for element, place in zip(stray, places, strict=True):
        why = "betyder ingenting på det ställe där den står"
        yield Broken(element.get(ID, ""), readable(element.tag), part, why, place)
    package.touch(part)


def _in_part(root: Element, part: str, choice: _Choice) -> Iterator[Mark]:
    """The chosen changes of a part in document order, with their copies in fallbacks."""
    known = choice.by_part.get(part, ())
    if next(root.iter(ALTERNATE), None) is None:
        yield from (mark for mark in known if mark in choice.chosen)
        return
    chosen = {mark.element for mark in known if mark in choice.chosen}
    for mark in find_marks(root):
        if _original(mark).element in chosen or (
            mark.hidden and mark.twin is None and choice.everything
        ):
            yield mark


def _original(mark: Mark) -> Mark:
    """The change that is shown, for its copy in a fallback."""
    return mark if mark.twin is None else mark.twin


def _leave_overlaps(choice: _Choice, decision: Decision) -> None:
    """Take out of the choice what would harm a change outside it, until nothing would."""
    takers: dict[Element, list[Mark]] = {}
    for mark in choice.known:
        if mark in choice.chosen:
            for holder in _goes_with(mark, decision):
                takers.setdefault(holder, []).append(mark)
    outside = deque(mark for mark in choice.known if mark not in choice.chosen)
    while outside:
        other = outside.popleft()
        for above in other.element.iterancestors():
            for mark in takers.pop(above, ()):
                if mark in choice.chosen:
                    outside.extend(choice.leave(mark, other))


def _goes_with(mark: Mark, decision: Decision) -> Iterable[Element]:
    """The elements whose content goes when the mark is settled."""
    element = mark.element
    if mark.role is Role.PROPERTIES:
        return _numbering_of(mark) if decision is Decision.REJECT else ()
    if decision.keeps(mark):
        return ()
    if mark.role is Role.CONTENT:
        return (element,)
    above: dict[Role, tuple[str, ...]] = {
        Role.ROW: (ROW,),
        Role.CELL: (CELL,),
        Role.RUN: (RUN, m("r")),
        Role.PARAGRAPH: (PPR,),
    }
    return islice(element.iterancestors(*above[mark.role]), 1) if mark.role in above else ()


def _numbering_of(mark: Mark) -> Iterable[Element]:
    """What putting paragraph properties back takes away: an inserted numbering."""
    properties = mark.element.getparent()
    if properties is None or mark.kind is not Kind.PARAGRAPH_FORMAT:
        return ()
    return properties.iterchildren(NUMBERING_PR)


def _references(package: Package, kind: str) -> set[str]:
    """Ids of the notes of a kind that the main part refers to."""
    found = package.tree(package.main).iter(w(f"{kind}Reference"))
    return {reference.get(ID, "") for reference in found}


def _remove_notes(package: Package, part_kind: str, kind: str, before: set[str]) -> None:
    """Remove the notes whose sign in the text went."""
    gone = before - _references(package, kind)
    part = package.find(part_kind) if gone else None
    if part is None:
        return
    for note in list(package.tree(part).iterchildren(w(kind))):
        if note.get(ID, "") in gone:
            detach(note)
            package.touch(part)


__all__ = [
    "EVERYTHING",
    "Broken",
    "Decision",
    "Overlap",
    "Selection",
    "SettleReport",
    "list_unknown",
    "settle",
]
