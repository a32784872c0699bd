"""A redline of two Word files, written on the earlier one.

Every part that a reader sees is compared: body, headers, footers, footnotes and endnotes. What
Word cannot show as a tracked change (a header that only one file has, a style that looks otherwise)
stays as the earlier file has it and is named, so that nobody believes that it was looked at.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import count
from typing import Final

from lxml import etree

from workbench.core.language.swedish import counted
from workbench.core.merging.diff import Kind
from workbench.core.text import visible
from workbench.errors import InputError
from workbench.word.comments import list_comments
from workbench.word.comparing.borrowing import (
    Loan,
    adopt_lists,
    adopt_styles,
    default_style,
    find_note,
)
from workbench.word.comparing.fingerprint import digests
from workbench.word.comparing.inline import Alphabet, Reader
from workbench.word.comparing.pen import Pen, copy_of, element
from workbench.word.comparing.properties import keep_section
from workbench.word.comparing.redline import Redline
from workbench.word.comparing.story import Desk, compare_story, paint_story
from workbench.word.comparing.tables import compare_tables
from workbench.word.markup import Element
from workbench.word.names import BODY, SECTION_PR, P, R, w
from workbench.word.package import Package
from workbench.word.settle import Decision, settle

_REFERENCES: Final = (w("headerReference"), w("footerReference"))
_TYPE: Final = w("type")
_ID: Final = f"{{{R}}}id"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ROOTS: Final = {"header": "hdr", "footer": "ftr"}
_STATIONERY: Final = {"headerReference": "sidhuvud", "footerReference": "sidfot"}
_PAGES: Final = {"default": "alla sidor", "first": "första sidan", "even": "jämna sidor"}


def compare(old: Package, new: Package, author: str, date: datetime | None) -> Redline:
    """Mark in the earlier file, in place, what makes it the later one.

    Args:
        old: The earlier file; take the redline from its `to_bytes()`.
        new: The later file; its trees are changed, and it is of no use afterwards.
        author: Who the changes are by.
        date: When they were made, in UTC; None leaves it out.

    Raises:
        InputError: A file has tracked changes that cannot be accepted, or no text at all.
    """
    return _Comparison(old, new, Pen(old, visible(author), date)).redline()


class _Comparison:
    """Two files on their way to a redline."""

    def __init__(self, old: Package, new: Package, pen: Pen) -> None:
        self._old, self._new, self._pen = old, new, pen
        self._alphabet = Alphabet()
        self._remarks: set[str] = set()
        self._default = ""

    def redline(self) -> Redline:
        """Compare everything."""
        settled = _settled(self._old), _settled(self._new)
        unlike = adopt_styles(self._old, self._new)
        if unlike:
            styles = counted(len(unlike), ("formatmall", "formatmallar"))
            self._remarks.add(f"{styles} ser olika ut: {', '.join(sorted(unlike))}")
        adopt_lists(self._old, self._new)
        self._default = default_style(self._old)
        body, other = _body(self._old), _body(self._new)
        stationery = list(self._stationery(body, other))
        desk = self._desk(self._old.main, self._new.main)
        compare_story(body, other, desk)
        self._last_section(body, other, desk)
        self._finish(self._old.main, desk)
        for part, new_part in stationery:
            self._compare_part(part, new_part)
        self._tell_comments()
        return Redline(self._pen.marks, settled, tuple(sorted(self._remarks)))

    def _desk(self, part: str, new_part: str) -> Desk:
        return Desk(
            self._reader(self._old, part, later=False),
            self._reader(self._new, new_part, later=True),
            self._pen,
            Loan(self._old, part, self._new, new_part),
            compare_tables,
        )

    def _reader(self, package: Package, part: str, *, later: bool) -> Reader:
        return Reader(
            self._alphabet, digests(package, part), later=later, default_style=self._default
        )

    def _compare_part(self, part: str, new_part: str) -> None:
        """Compare a header or footer with the answering one, or with an empty one."""
        marks = self._pen.marks
        desk = self._desk(part, new_part or self._new.main)
        root = self._old.tree(part)
        other = self._new.tree(new_part) if new_part else _empty(str(root.tag))
        compare_story(root, other, desk)
        if self._pen.marks != marks:
            self._finish(part, desk)

    def _finish(self, part: str, desk: Desk) -> None:
        """Write a part and its notes; gather what could not be marked."""
        self._old.touch(part)
        notes, desk.kept_notes = desk.kept_notes, []
        for kind, before, after in dict.fromkeys(notes):
            self._compare_note(kind, before, after)
        for kind, identity, source in desk.loan.notes:
            self._write_note(kind, identity, source)
        self._remarks |= desk.remarks | {f"{what} saknas" for what in desk.loan.missing}

    def _compare_note(self, kind: str, before: str, after: str) -> None:
        old, new = find_note(self._old, kind, before), find_note(self._new, kind, after)
        parts = self._old.find(f"{kind}s"), self._new.find(f"{kind}s")
        if old is None or new is None or parts[0] is None or parts[1] is None:
            return
        marks = self._pen.marks
        desk = self._desk(parts[0], parts[1])
        compare_story(old, new, desk)
        if self._pen.marks != marks:
            self._old.touch(parts[0])

    def _write_note(self, kind: str, identity: str, source: str) -> None:
        """Fill a note that came with its sign."""
        note, original = find_note(self._old, kind, identity), find_note(self._new, kind, source)
        parts = self._old.find(f"{kind}s"), self._new.find(f"{kind}s")
        if note is None or original is None or parts[0] is None or parts[1] is None:
            return
        note.extend(copy_of(child) for child in original.iterchildren("*"))
        desk = self._desk(parts[0], parts[1])
        paint_story(note, Kind.INSERTED, desk)
        self._old.touch(parts[0])

    # -- sections --------------------------------------------------------------------------

    def _last_section(self, body: Element, other: Element, desk: Desk) -> None:
        old, new = body.find(SECTION_PR), other.find(SECTION_PR)
        if old is not None:
            keep_section(old, new, (desk.old, desk.new), self._pen)
        elif new is not None:
            self._remarks.add("sidlayouten finns bara i den nya filen")

    def _stationery(self, body: Element, other: Element) -> Iterator[tuple[str, str]]:
        """Headers and footers that answer to each other, each of the earlier file once.

        The first section gets an empty one where only the later file has one, and an empty name
        answers to one that only the earlier file has. Later sections go on with those before them.
        """
        mine, theirs = (list(b.iter(SECTION_PR)) for b in (body, other))
        if len(mine) != len(theirs):
            self._remarks.add(f"antalet avsnitt med egen sidlayout ({len(mine)} mot {len(theirs)})")
        pairs: dict[str, str] = {}
        for number, (one, another) in enumerate(zip(mine, theirs, strict=False)):
            before = _parts(one, self._old)
            after = _parts(another, self._new)
            if not number:
                for key in sorted(after.keys() - before.keys()):
                    before[key] = self._empty_part(one, *key)
                for key in before.keys() - after.keys():
                    after[key] = ""
            for key in before.keys() ^ after.keys():
                where = "den gamla" if key in before else "den nya"
                self._remarks.add(f"{_told(*key)} finns bara i {where} filen")
            for key in before.keys() & after.keys():
                if pairs.setdefault(before[key], after[key]) != after[key]:
                    self._remarks.add(f"{_told(*key)} delas av flera avsnitt")
        yield from pairs.items()

    def _empty_part(self, section: Element, kind: str, pages: str) -> str:
        """Give a section of the earlier file an empty header or footer."""
        local = kind.removesuffix("Reference")
        names = (f"word/{local}{n}.xml" for n in count(1))
        part = next(name for name in names if not self._old.has(name))
        root = _empty(w(_ROOTS[local]))
        self._old.put(part, etree.tostring(root), f"{_WORD}{local}+xml")
        identity = self._old.relate(self._old.main, f"{_OFFICE}/{local}", part)
        section.insert(0, element(w(kind), {_TYPE: pages, _ID: identity}))
        return part

    def _tell_comments(self) -> None:
        comments = len(list_comments(self._new))
        if comments:
            told = counted(comments, ("kommentar", "kommentarer"))
            self._remarks.add(f"{told} i den nya filen är inte med")


def _settled(package: Package) -> int:
    """Accept the tracked changes of a file, and count them."""
    report = settle(package, Decision.ACCEPT)
    if report.broken:
        broken = report.broken[0]
        raise InputError(
            f"har en spårad ändring som inte går att godkänna: {broken.name} {broken.id}, "
            f"{broken.reason}",
            file=package.name,
            hint="Avgör ändringarna i Word först och jämför sedan.",
        )
    return len(report.settled)


def _body(package: Package) -> Element:
    body = package.tree(package.main).find(BODY)
    if body is None:
        raise InputError(
            "dokumentet har ingen text",
            file=package.name,
            hint="Öppna filen i Word, spara den på nytt som .docx och försök igen.",
        )
    return body


def _parts(section: Element, package: Package) -> dict[tuple[str, str], str]:
    """Part of each header and footer of a section, by its reference's name and its pages."""
    targets = {r.id: r.target for r in package.relations(package.main) if not r.external}
    return {
        (
            etree.QName(reference).localname,
            reference.get(_TYPE, "default"),
        ): targets[reference.get(_ID, "")]
        for reference in section.iterchildren(*_REFERENCES)
        if package.has(targets.get(reference.get(_ID, ""), "?"))
    }


def _told(kind: str, pages: str) -> str:
    return f"{_STATIONERY[kind]} för {_PAGES.get(pages, pages)}"


def _empty(tag: str) -> Element:
    """A header or footer with nothing in it."""
    root = element(tag)
    root.append(element(P))
    return root
