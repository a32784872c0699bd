"""Where a place in a later file is in the redline: after as many characters, as its author has it.

The redline as one person would have it, with that person's changes accepted and the others'
rejected, says what that person's file says. So a place between two characters of the file is a
place between two characters of the redline, whatever others have written or taken away around it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import Final

from workbench.core.merging.matching import equal_pairs
from workbench.word.comparing.fingerprint import PASSED, XML_SPACE
from workbench.word.comparing.pen import Ink, element
from workbench.word.markup import Element
from workbench.word.names import (
    CELL,
    CELL_PR,
    COMMENT_END,
    COMMENT_REFERENCE,
    COMMENT_START,
    DEL,
    DELETED_TEXT,
    FALLBACK,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    ROW,
    ROW_PR,
    RPR,
    RUN,
    TABLE,
    TEXT,
    TEXT_BOX,
    P,
    m,
    w,
)

_WORDS: Final = (TEXT, DELETED_TEXT)
_WHOLE: Final = (m("oMath"), m("oMathPara"))
"""Things beside runs that a comment is about as a whole."""
_CAME: Final = frozenset((INS, MOVE_TO))
_WENT: Final = frozenset((DEL, MOVE_FROM))
_BLOCK_MARKS: Final = {
    ROW: (ROW_PR, frozenset((INS,)), frozenset((DEL,))),
    CELL: (CELL_PR, frozenset((w("cellIns"),)), frozenset((w("cellDel"),))),
}
_HOLDERS: Final = frozenset((CELL, w("footnote"), w("endnote")))
_SHOWN_AS: Final = "\ufffc"
"""What stands for something that is no character."""

Has = Callable[[Element], bool]
"""Whether somebody has a part in a mark."""


class Sort(Enum):
    """What a comment or a bookmark has in the text."""

    START = COMMENT_START
    END = COMMENT_END
    SIGN = COMMENT_REFERENCE
    BOOKMARK = w("bookmarkStart")
    BOOKMARK_END = w("bookmarkEnd")


_ENDS: Final = {Sort.START: Sort.END, Sort.BOOKMARK: Sort.BOOKMARK_END}
_BETWEEN: Final = frozenset(sort.value for sort in Sort if sort is not Sort.SIGN)
"""What may stand between runs, and between paragraphs."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, between two characters."""

    sort: Sort
    identity: str
    """Id of the comment, or the bookmark, in the file."""
    line: int
    """Number of the paragraph, from 0, text boxes and cells in the order of the file."""
    offset: int
    """Characters before it in the paragraph."""
    source: Element | None = None
    """Properties of the run that a sign stands in; the beginning of a bookmark itself."""


@dataclass(slots=True, eq=False)
class Atom:
    """Characters, or something that counts as one."""

    element: Element
    text: str
    around: Element
    """The run that it stands in, or itself."""


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph as somebody has it; in the redline it may be parts of several."""

    paragraph: Element
    """The one whose mark ends it."""
    number: int
    atoms: list[Atom] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(atom.text for atom in self.atoms)


@dataclass(slots=True)
class Reading:
    """A story as somebody has it."""

    lines: list[Line] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def read(root: Element, has: Has) -> Reading:
    """Read a part as somebody has it.

    Args:
        root: The part.
        has: Whether that somebody has a part in a mark: then it counts as accepted, else as
            rejected.
    """
    walk = _Walk(has)
    walk.blocks(root)
    walk.end_story()
    return walk.reading


class _Walk:
    """One part being read."""

    def __init__(self, has: Has) -> None:
        self.reading = Reading()
        self._has = has
        self._line: Line | None = None
        self._waiting: list[Element] = []  # places before the next paragraph

    def blocks(self, holder: Element) -> None:
        """Read what stands in a body, a cell, a content control, a mark."""
        for child in holder.iterchildren("*"):
            if child.tag == P:
                self._paragraph(child)
            elif child.tag in _BETWEEN:
                self._place_between(child)
            elif child.tag != FALLBACK and self._stands(child):
                if child.tag == TABLE:
                    self.end_story()
                self.blocks(child)
                if child.tag in _HOLDERS:
                    self.end_story()

    def end_story(self) -> None:
        """Nothing can go on in the paragraph that is open: an empty one is none."""
        line, self._line = self._line, None
        if line is not None and not line.atoms:
            self.reading.lines.remove(line)

    def _stands(self, block: Element) -> bool:
        if block.tag not in _BLOCK_MARKS:
            return True
        holder, came, went = _BLOCK_MARKS[str(block.tag)]
        return self._is_there(block.find(holder), came, went)

    def _is_there(
        self, properties: Element | None, came: frozenset[str], went: frozenset[str]
    ) -> bool:
        marks = [] if properties is None else properties.iterchildren(*came, *went)
        return all(self._has(mark) == (mark.tag in came) for mark in marks)

    def _paragraph(self, paragraph: Element) -> None:
        if self._line is None:
            self._line = Line(paragraph, len(self.reading.lines))
            self.reading.lines.append(self._line)
        self._line.paragraph = paragraph
        for place in self._waiting:
            self._place(Sort(str(place.tag)), place.get(ID, ""), place)
        self._waiting = []
        self._inside(paragraph)
        if self._is_there(paragraph.find(f"{PPR}/{RPR}"), _CAME, _WENT):
            self._line = None

    def _inside(self, holder: Element) -> None:
        for child in holder.iterchildren("*"):
            if child.tag == RUN:
                self._run(child)
            elif child.tag in _BETWEEN:
                self._place(Sort(str(child.tag)), child.get(ID, ""), child)
            elif child.tag in _WHOLE:
                self._add(Atom(child, _SHOWN_AS, child))
            elif child.tag in _CAME | _WENT:
                if self._has(child) == (child.tag in _CAME):
                    self._inside(child)
            elif child.tag not in PASSED and child.tag != PPR:
                self._inside(child)

    def _run(self, run: Element) -> None:
        for child in run.iterchildren("*"):
            if child.tag == COMMENT_REFERENCE:
                self._place(Sort.SIGN, child.get(ID, ""), run.find(RPR))
            elif child.tag in _WORDS:
                self._add(Atom(child, child.text or "", run))
            elif child.tag != RPR and child.tag not in PASSED:
                self._add(Atom(child, _SHOWN_AS, run))
                self._boxes(child)

    def _boxes(self, thing: Element) -> None:
        for box in thing.iter(TEXT_BOX):
            branch = next(box.iterancestors(FALLBACK, TEXT_BOX), None)
            if branch is not None and thing in branch.iterancestors():
                continue
            line, self._line = self._line, None
            self.blocks(box)
            self.end_story()
            self._line = line

    def _add(self, atom: Atom) -> None:
        if self._line is not None and atom.text:
            self._line.atoms.append(atom)

    def _place(self, sort: Sort, identity: str, source: Element | None) -> None:
        if self._line is not None:
            place = Place(sort, identity, self._line.number, len(self._line.text), source)
            self.reading.places.append(place)

    def _place_between(self, place: Element) -> None:
        sort, identity = Sort(str(place.tag)), place.get(ID, "")
        lines = self.reading.lines
        if self._line is not None:
            self._place(sort, identity, place)
        elif sort in _ENDS or not lines:
            self._waiting.append(place)
        else:
            self.reading.places.append(Place(sort, identity, len(lines) - 1, len(lines[-1].text)))


def answering(mine: Sequence[Line], theirs: Sequence[Line]) -> dict[int, Line]:
    """The line of the redline that each line of a later file is, by its number."""
    if len(mine) == len(theirs):
        return dict(enumerate(mine))
    same = equal_pairs([line.text for line in mine], [line.text for line in theirs])
    return {there: mine[here] for here, there in same}


def offset_in(mine: Line, theirs: Line, offset: int) -> int:
    """Where in a line of the redline a place is.

    What both do not say alike, such as the number of a page, is not looked into.
    """
    one, other = mine.text, theirs.text
    alike = 0
    while alike < min(len(one), len(other)) and one[alike] == other[alike]:
        alike += 1
    from_end = len(other) - offset
    if offset <= alike:
        return offset
    if from_end <= len(one) and one[len(one) - from_end :] == other[offset:]:
        return max(alike, len(one) - from_end)
    return alike


Found = tuple[Place, Line, int]
"""A place of the later file, the line of the redline that it is in, and where in it."""


def find(mine: Reading, theirs: Reading, wanted: Sequence[Place]) -> list[Found]:
    """Find places of a later file in the redline; half a range is none."""
    lines = answering(mine.lines, theirs.lines)
    found = [
        (place, line, offset_in(line, theirs.lines[place.line], place.offset))
        for place in wanted
        if (line := lines.get(place.line)) is not None
    ]
    there = {(place.sort, place.identity) for place, _, _ in found}
    halves = {
        (sort, identity)
        for start, end in _ENDS.items()
        for sort, other in ((start, end), (end, start))
        for known, identity in there
        if known is sort and (other, identity) not in there
    }
    return [each for each in found if (each[0].sort, each[0].identity) not in halves]


def put_all(found: Sequence[Found], written: Callable[[Place], Element], ink: Ink) -> None:
    """Put places that were found in the redline, in place.

    Args:
        found: In the order of the later file.
        written: Makes what is to stand in a place.
        ink: That the redline was written with.
    """
    by_line: dict[Line, list[Found]] = defaultdict(list)
    for each in found:
        by_line[each[1]].append(each)
    stops = {(place.sort, place.identity): (line, offset) for place, line, offset in found}
    for line, inside in by_line.items():
        placed = [
            (
                written(place),
                offset,
                place.sort in _ENDS and stops[_ENDS[place.sort], place.identity] != (line, offset),
            )
            for place, _, offset in inside
        ]
        _put(line, placed, ink)


def _put(line: Line, placed: Sequence[tuple[Element, int, bool]], ink: Ink) -> None:
    """Put places in a line of the redline, in place.

    Args:
        line: Its runs are parted where places are to stand.
        placed: In the order of the later file: what is to stand there, how many characters before
            it, and whether it keeps to the character after it (else to the one before it).
        ink: That the redline was written with.
    """
    pieces = list(_parted(line, {offset for _, offset, _ in placed}, ink))
    starts = {start: run for start, _, run in reversed(pieces)}
    stops = {stop: run for _, stop, run in pieces}
    after: dict[Element, list[Element]] = defaultdict(list)
    head: list[Element] = []
    for place, offset, forward in placed:
        if offset in starts and (forward or not offset):
            starts[offset].addprevious(place)
        elif offset in stops:
            after[stops[offset]].append(place)
        else:
            head.append(place)
    for run, behind in after.items():
        for place in reversed(behind):
            run.addnext(place)
    properties = line.paragraph.find(PPR)
    for place in reversed(head):
        line.paragraph.insert(0 if properties is None else 1, place)


def _parted(line: Line, offsets: set[int], ink: Ink) -> Iterator[tuple[int, int, Element]]:
    """Give every atom of a line a run of its own, cut at the offsets, and say where it stands."""
    at = 0
    for atom in line.atoms:
        stop = at + len(atom.text)
        if atom.around is atom.element:
            yield at, stop, atom.element
        else:
            edges = [at, *sorted(n for n in offsets if at < n < stop), stop]
            for piece, (start, end) in zip(_cut(atom, edges), pairwise(edges), strict=True):
                yield start, end, _alone(piece, ink)
        at = stop


def _cut(atom: Atom, edges: Sequence[int]) -> list[Element]:
    """Make several elements of one that holds text, side by side."""
    pieces = [atom.element]
    for start, stop in [(n - edges[0], to - edges[0]) for n, to in pairwise(edges)][1:]:
        piece = element(str(atom.element.tag), {XML_SPACE: "preserve"})
        piece.text = atom.text[start:stop]
        pieces[-1].addnext(piece)
        pieces.append(piece)
    if len(pieces) > 1:
        atom.element.text = atom.text[: edges[1] - edges[0]]
        atom.element.set(XML_SPACE, "preserve")
    return pieces


def _alone(inside: Element, ink: Ink) -> Element:
    """Part a run before and after an element in it; the run that holds only the element."""
    run = next(inside.iterancestors(RUN))
    behind = list(inside.itersiblings())
    if behind:
        run.addnext(_like(run, behind, ink))
    if any(each.tag != RPR for each in inside.itersiblings(preceding=True)):
        alone = _like(run, [inside], ink)
        run.addnext(alone)
        return alone
    return run


def _like(run: Element, content: Sequence[Element], ink: Ink) -> Element:
    made = element(RUN)
    look = run.find(RPR)
    made.extend([*([] if look is None else [ink.copy_of_look(look)]), *content])
    return made
