"""The marks of tracked changes, all of one moment, with ids that nothing else has."""

from collections.abc import Iterable
from copy import deepcopy
from datetime import datetime
from itertools import count
from typing import Final

from lxml import etree

from workbench.word.authors import joint_author
from workbench.word.comparing.identities import Identities
from workbench.word.markup import Element
from workbench.word.names import (
    AUTHOR,
    DATE,
    DELETED_INSTRUCTION,
    DELETED_TEXT,
    ID,
    INSTRUCTION,
    RPR,
    RUN,
    SECTION_PR,
    TEXT,
    TEXT_BOX,
    W,
    w,
)
from workbench.word.package import Package

_NUMBERED: Final = frozenset(
    w(name)
    for name in (
        "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart",
        "bookmarkStart", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "tblGridChange", "tblPrExChange", "cellIns", "cellDel", "cellMerge",
        "commentRangeStart", "numberingChange", "customXmlInsRangeStart", "customXmlDelRangeStart",
    )
)  # fmt: skip
_DELETED: Final = {TEXT: DELETED_TEXT, INSTRUCTION: DELETED_INSTRUCTION}
_LAST_IN_PPR: Final = (SECTION_PR, w("pPrChange"))


def element(tag: str, attributes: dict[str, str] | None = None) -> Element:
    """An element in no tree."""
    made: Element = etree.Element(tag, attributes or {}, nsmap={"w": W})
    return made


def copy_of(original: Element) -> Element:
    """An element with all that is in it, in no tree."""
    copied = deepcopy(original)
    copied.tail = None
    return copied


class Ink:
    """What everybody who writes in one file shares: the date, and ids that nothing else has.

    Args:
        package: The file that is written in.
        date: When; None leaves it out.
    """

    def __init__(self, package: Package, date: datetime | None) -> None:
        self.date = None if date is None else date.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.ids = count(_highest(package) + 1)
        self.moves = count(1)
        self.identities = Identities(package)
        self.marks = 0
        """How many marks have been made."""
        self._people: dict[str, set[str]] = {}

    def name(self, people: Iterable[str]) -> str:
        """The name on the marks of some people, which is remembered to be theirs."""
        several = list(people)
        author = joint_author(several)
        self._people.setdefault(author, set()).update(several)
        return author

    def copy_of_look(self, look: Element) -> Element:
        """The properties of a run for another half of it; a mark in them is a mark more."""
        copied = copy_of(look)
        for mark in copied.iterchildren(w("rPrChange")):
            mark.set(ID, str(next(self.ids)))
            self.marks += 1
        return copied

    def is_by(self, mark: Element, person: str) -> bool:
        """Whether somebody has a part in a mark made with this ink."""
        return person in self._people.get(mark.get(AUTHOR, ""), ())


class Pen:
    """Makes the marks of one person, or of several who made the same change.

    Args:
        ink: Of the file that is written in.
        people: Their names, in the order in which they are to stand.
    """

    def __init__(self, ink: Ink, people: Iterable[str]) -> None:
        self.ink = ink
        self.author = ink.name(people)

    def mark(self, tag: str) -> Element:
        """A mark that says who and when."""
        self.ink.marks += 1
        return self._signed(tag)

    def number(self) -> str:
        """An id that nothing else has, for a mark that bears no name."""
        self.ink.marks += 1
        return str(next(self.ink.ids))

    def range(self, tag: str, name: str) -> tuple[Element, Element]:
        """The start and the end of one half of a move.

        Args:
            tag: `w:moveFrom` or `w:moveTo`.
            name: Of the move.
        """
        start, end = self._signed(f"{tag}RangeStart"), element(f"{tag}RangeEnd")
        start.set(w("name"), name)
        end.set(ID, start.get(ID, ""))
        return start, end

    def control_range(self, name: str, *, counts: bool) -> tuple[Element, Element]:
        """The start and the end of a range around the opening, or the closing, of a control.

        Args:
            name: `customXmlIns` or `customXmlDel`.
            counts: Whether it is a mark of its own: the one around the opening is.
        """
        start = (
            self.mark(w(f"{name}RangeStart")) if counts else self._signed(w(f"{name}RangeStart"))
        )
        return start, element(w(f"{name}RangeEnd"), {ID: start.get(ID, "")})

    def end(self, properties: Element, tag: str) -> None:
        """Mark the end of a paragraph.

        Args:
            properties: The paragraph's properties.
            tag: What happened to it, such as `w:ins`.
        """
        in_mark(properties).insert(0, self.mark(tag))

    def _signed(self, tag: str) -> Element:
        attributes = {ID: str(next(self.ink.ids)), AUTHOR: self.author}
        if self.ink.date is not None:
            attributes[DATE] = self.ink.date
        return element(tag, attributes)


def in_mark(properties: Element) -> Element:
    """The properties of a paragraph's mark, made where there are none."""
    look = properties.find(RPR)
    if look is None:
        look = element(RPR)
        after = next((c for c in properties if c.tag in _LAST_IN_PPR), None)
        if after is None:
            properties.append(look)
        else:
            after.addprevious(look)
    return look


def call_deleted(content: Element) -> None:
    """Call text and field codes deleted, as they must be inside a deletion."""
    for run in content.iter(RUN):
        if next(run.iterancestors(TEXT_BOX), None) is None:
            for child in run:
                child.tag = _DELETED.get(str(child.tag), child.tag)


def _highest(package: Package) -> int:
    numbers = [
        int(written)
        for part in package.stories
        for e in package.tree(part).iter(*_NUMBERED)
        if (written := e.get(ID, "")).isdecimal() and len(written) < 9
    ]
    return max(numbers, default=0)
