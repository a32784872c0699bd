"""Every tracked change of a Word file as a value; what is not understood, by name."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Final

from workbench.errors import InputError
from workbench.word.excess import refuse_number
from workbench.word.marks import Kind, Mark, Role, find_marks, find_unknown
from workbench.word.markup import Element
from workbench.word.names import (
    ALT_CHUNK,
    CELL,
    DATE,
    ROW,
    RUN,
    TABLE,
    W16DU,
    P,
    m,
    readable,
    w,
)
from workbench.word.package import Package
from workbench.word.text import text_pieces, visible_paragraphs

MOST_TEXT: Final = 30_000_000
"""Characters that all changes together may be about; a text that was changed in many ways counts
each time."""
_PIECE: Final = 10
"""What looking at one piece of text costs, in characters."""
_DATE_UTC: Final = f"{{{W16DU}}}dateUtc"
_UNREAD: Final = (ALT_CHUNK, w("subDoc"))
"""Text that lies outside the markup: an embedded document in some other format, another file."""
_TELLTALE: Final = (
    b":ins", b":del", b":move", b"Change", b":cell", b":customXml", b"onflict", b"<ins", b"<del",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Revision:
    """One tracked change."""

    key: str
    """What it is chosen by: unique in the file. The id where that is, else the id and `~n`."""
    id: str
    """As the file says; may be empty, and Google Docs gives many changes the same one."""
    kind: Kind
    author: str
    """Empty when the file does not say."""
    date: str | None
    """ISO 8601 as the file has it, with a zone or without; None when missing or no date."""
    date_utc: str | None
    """The same moment in UTC, which newer Word writes beside a local time that ends in Z."""
    text: str
    """What was inserted, deleted, moved or formatted; empty for a paragraph mark."""
    part: str
    """Name of the part it stands in."""
    paragraph: int | None
    """Its paragraph in that part, from 0 in document order with those in tables; None if none."""
    index: int
    """Its place among all changes of the file, from 0."""
    about: Role
    """What of the document it is about."""
    move: str
    """Name that joins the halves of a move; else empty."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something in the file that is not understood; an import stops at it."""

    name: str
    """The element, as `w14:conflictIns`."""
    part: str
    count: int


def list_revisions(package: Package) -> tuple[Revision, ...]:
    """Every tracked change of the file, part by part in document order, text boxes once."""
    return tuple(revision for revision, _ in revisions_with_marks(package))


def list_unknown(package: Package) -> tuple[Unknown, ...]:
    """Revision markup and embedded text that is not understood; empty for nearly every file."""
    return tuple(
        Unknown(name, part, count)
        for part in telling_parts(package)
        for name, count in sorted(_unknown_names(package, part).items())
    )


def telling_parts(package: Package) -> Iterator[str]:
    """Parts that may hold a tracked change: the stories, and others with a telltale in them."""
    for part in package.marked_up:
        if part == package.main or package.holds_any(part, _TELLTALE):
            yield part


def count_revisions(package: Package) -> int:
    """How many tracked changes the file has now."""
    marks = (find_marks(package.tree(part)) for part in telling_parts(package))
    return sum(1 for mark in chain.from_iterable(marks) if not mark.hidden)


def revisions_with_marks(package: Package) -> Iterator[tuple[Revision, Mark]]:
    """Each change with the mark that it was read from, for those who settle it.

    Raises:
        InputError: A part is damaged or hostile, or the file has too many changes.
    """
    found = [
        (part, mark, paragraph)
        for part in telling_parts(package)
        for mark, paragraph in _placed(package.tree(part))
    ]
    refuse_number(len(found), package.name)
    texts = _Texts(package.name)
    uses = Counter(mark.id for _, mark, _ in found)
    seen: Counter[str] = Counter()
    for index, (part, mark, paragraph) in enumerate(found):
        seen[mark.id] += 1
        alone = uses[mark.id] == 1 and mark.id
        yield (
            Revision(
                key=mark.id if alone else f"{mark.id}~{seen[mark.id]}",
                id=mark.id,
                kind=mark.kind,
                author=mark.author,
                date=iso_date(mark.element.get(DATE)),
                date_utc=iso_date(mark.element.get(_DATE_UTC)),
                text=texts.about(mark),
                part=part,
                paragraph=paragraph,
                index=index,
                about=mark.role,
                move=mark.move,
            ),
            mark,
        )


def iso_date(written: str | None) -> str | None:
    """A date as the file has it, or None where it is none."""
    if not written:
        return None
    try:
        datetime.fromisoformat(written)
    except ValueError:
        return None
    return written


def _placed(root: Element) -> Iterator[tuple[Mark, int | None]]:
    marks = [mark for mark in find_marks(root) if not mark.hidden]
    if not marks:
        return
    numbers = {p: n for n, p in enumerate(visible_paragraphs(root))}
    for mark in marks:
        paragraph = next(mark.element.iterancestors(P), None)
        if paragraph is None:
            holder = next(mark.element.iterancestors(CELL, ROW, TABLE), None)
            paragraph = None if holder is None else next(holder.iter(P), None)
        yield mark, None if paragraph is None else numbers.get(paragraph)


class _Texts:
    """What changes are about, in words, each text read once.

    Args:
        file: The file's name, for messages.
    """

    def __init__(self, file: str) -> None:
        self._file = file
        self._read: dict[Element, str] = {}
        self._left = MOST_TEXT

    def about(self, mark: Mark) -> str:
        """What a change is about; empty for a mark that ends a paragraph.

        Raises:
            InputError: The same text is changed so many times over that it can only be a trap.
        """
        texts = [self._of(element) for element in _subject(mark)]
        self._spend(sum(map(len, texts)))
        return "\t".join(texts)

    def _of(self, element: Element) -> str:
        if element not in self._read:
            pieces = text_pieces(element)
            self._spend(_PIECE * len(pieces))
            self._read[element] = "".join(pieces)
        return self._read[element]

    def _spend(self, cost: int) -> None:
        self._left -= cost
        if self._left < 0:
            raise InputError(
                "samma text är ändrad orimligt många gånger",
                file=self._file,
                hint="Godkänn formatändringarna i Word först, eller dela dokumentet.",
            )


def _subject(mark: Mark) -> Sequence[Element]:
    """The elements whose text a change is about."""
    if mark.role is Role.CONTENT:
        return (mark.element,)
    if mark.control is not None:
        return (mark.control.element,)
    if mark.role in (Role.ROW, Role.CELL):
        holders = mark.element.iterancestors(ROW if mark.role is Role.ROW else CELL)
        return [cell for holder in islice(holders, 1) for cell in _cells(holder)]
    if mark.kind is Kind.FORMAT or mark.role is Role.RUN:
        properties = mark.element.getparent()
        run = None if properties is None else properties.getparent()
        return (run,) if run is not None and run.tag in (RUN, m("r")) else ()
    if mark.kind is Kind.PARAGRAPH_FORMAT:
        return list(islice(mark.element.iterancestors(P), 1))
    return ()


def _cells(holder: Element) -> list[Element]:
    return [holder] if holder.tag == CELL else list(holder.iterchildren(CELL))


def _unknown_names(package: Package, part: str) -> Counter[str]:
    root = package.tree(part)
    unknown = find_unknown(root, package.authored(part))
    return Counter(readable(e.tag) for e in (*unknown, *root.iter(*_UNREAD)))
