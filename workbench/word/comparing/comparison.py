"""A redline of Word files, written on the earlier one: of two, or of several made from it.

Every part that a reader sees is compared: body, headers, footers, footnotes and endnotes. What
Word cannot show as a tracked change (a header that only one file has, a style that looks otherwise)
stays as the earlier file has it and is named, so that nobody believes that it was looked at.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Final

from lxml import etree

from workbench.core.language.swedish import counted
from workbench.core.merging.diff import Kind
from workbench.core.text import visible
from workbench.errors import InputError
from workbench.word.authors import BETWEEN
from workbench.word.comparing.bookmarks import carry_bookmarks
from workbench.word.comparing.borrowing import (
    Loan,
    adopt_lists,
    adopt_styles,
    default_style,
    find_note,
)
from workbench.word.comparing.comments import Carrier
from workbench.word.comparing.fingerprint import digests
from workbench.word.comparing.inline import Alphabet, Reader
from workbench.word.comparing.pen import Ink, copy_of, element
from workbench.word.comparing.properties import keep_section
from workbench.word.comparing.redline import Redline
from workbench.word.comparing.side import Desk, NewNote, Side, Versions
from workbench.word.comparing.story import compare_story, paint_story
from workbench.word.comparing.tables import compare_table, insert_table
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


@dataclass(frozen=True, slots=True)
class Version:
    """A later file, and who its changes are by."""

    package: Package
    """Its trees are changed; it is of no use afterwards."""
    author: str


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
    return compare_all(old, (Version(new, author),), date)


def compare_all(old: Package, versions: Sequence[Version], date: datetime | None) -> Redline:
    """Mark in the earlier file, in place, what each of several later ones makes of it.

    Accepting one author's changes and rejecting the others' gives that author's file. The order
    in which the files are given does not matter.

    Args:
        old: The file that all the others were made from.
        versions: The others, each by an author of its own.
        date: When the changes were made, in UTC; None leaves it out.

    Raises:
        InputError: Two files are by the same author; a file has tracked changes that cannot be
            accepted, or no text at all.
    """
    named = [Version(version.package, visible(version.author)) for version in versions]
    _refuse_same_names(named)
    settled = tuple(_settled(package) for package in (old, *(v.package for v in named)))
    ordered = sorted(named, key=lambda version: version.author)
    return _Comparison(old, ordered, Ink(old, date)).written(settled)


def _refuse_same_names(versions: Sequence[Version]) -> None:
    if len(versions) == 1:
        return
    names = [version.author for version in versions]
    for version in versions:
        if names.count(version.author) > 1 or BETWEEN.strip() in version.author:
            raise InputError(
                f"”{version.author}” kan inte stå för ändringarna i en av flera filer",
                file=version.package.name,
                hint="Ge varje fil ett eget namn, utan semikolon.",
            )


class _Comparison:
    """Files on their way to a redline."""

    def __init__(self, old: Package, versions: Sequence[Version], ink: Ink) -> None:
        self._old, self._versions, self._ink = old, versions, ink
        self._news = [version.package for version in versions]
        self._alphabet = Alphabet()
        self._remarks: set[str] = set()
        self._default = ""

    def written(self, settled: tuple[int, ...]) -> Redline:
        """Compare everything, and give an account of it.

        Args:
            settled: Tracked changes that each file had, accepted already.
        """
        for version in self._versions:
            self._adopt(version)
        self._default = default_style(self._old)
        body, others = _body(self._old), [_body(package) for package in self._news]
        stationery = self._stationery(body, others)
        desk = self._desk(self._old.main, [package.main for package in self._news])
        versions = list(zip(desk.sides, others, strict=True))
        compare_story(body, versions, desk)
        self._last_section(body, versions, desk)
        self._finish(self._old.main, desk)
        for part, new_parts in stationery.items():
            self._compare_part(part, new_parts)
        comments = self._carry_places(stationery)
        return Redline(self._ink.marks, settled, comments, tuple(sorted(self._remarks)))

    def _adopt(self, version: Version) -> None:
        """Let the earlier file speak of a later one's styles and lists."""
        unlike = adopt_styles(self._old, version.package)
        if unlike:
            styles = counted(len(unlike), ("formatmall", "formatmallar"))
            self._tell(version, f"{styles} ser olika ut: {', '.join(sorted(unlike))}")
        adopt_lists(self._old, version.package)

    def _tell(self, version: Version, what: str) -> None:
        whose = f" ({version.author})" if len(self._versions) > 1 else ""
        self._remarks.add(what + whose)

    def _desk(self, part: str, new_parts: Sequence[str]) -> Desk:
        sides = tuple(
            Side(
                version.author,
                self._reader(version.package, new_part, later=True),
                Loan(self._old, part, version.package, new_part),
            )
            for version, new_part in zip(self._versions, new_parts, strict=True)
        )
        old = self._reader(self._old, part, later=False)
        return Desk(old, sides, self._ink, compare_table, insert_table)

    def _reader(self, package: Package, part: str, *, later: bool) -> Reader:
        return Reader(
            self._alphabet, digests(package, part), later=later, default_style=self._default
        )

    def _compare_part(self, part: str, new_parts: Mapping[int, str]) -> None:
        """Compare a header or footer with the answering ones, or with empty ones."""
        marks = self._ink.marks
        mains = [package.main for package in self._news]
        desk = self._desk(part, [new_parts.get(n) or main for n, main in enumerate(mains)])
        root = self._old.tree(part)
        versions = [
            (
                desk.sides[number],
                self._news[number].tree(name) if name else _empty(str(root.tag)),
            )
            for number, name in sorted(new_parts.items())
        ]
        compare_story(root, versions, desk)
        if self._ink.marks != marks:
            self._finish(part, desk)

    def _finish(self, part: str, desk: Desk) -> None:
        """Write a part and its notes; gather what could not be marked."""
        self._old.touch(part)
        for (kind, before), after in desk.kept_notes.items():
            self._compare_note(kind, before, {desk.sides.index(s): i for s, i in after.items()})
        for note in desk.new_notes:
            self._write_note(note, [desk.sides.index(side) for side in note.by])
        self._remarks |= desk.remarks
        for side in desk.sides:
            self._remarks |= {f"{what} saknas" for what in side.loan.missing}

    def _notes_desk(self, kind: str) -> Desk | None:
        part = self._old.find(f"{kind}s")
        if part is None:
            return None
        return self._desk(part, [p.find(f"{kind}s") or p.main for p in self._news])

    def _compare_note(self, kind: str, before: str, after: Mapping[int, str]) -> None:
        desk, old = self._notes_desk(kind), find_note(self._old, kind, before)
        if desk is None or old is None:
            return
        found = [(n, find_note(self._news[n], kind, i)) for n, i in sorted(after.items())]
        marks = self._ink.marks
        compare_story(old, [(desk.sides[n], note) for n, note in found if note is not None], desk)
        if self._ink.marks != marks:
            self._finish_note(kind, desk)

    def _write_note(self, new: NewNote, by: Sequence[int]) -> None:
        """Fill a note that came with its sign."""
        desk, note = self._notes_desk(new.kind), find_note(self._old, new.kind, new.identity)
        original = find_note(self._news[by[0]], new.kind, new.source)
        if desk is None or note is None or original is None:
            return
        note.extend(copy_of(child) for child in original.iterchildren("*"))
        paint_story(note, Kind.INSERTED, tuple(desk.sides[n] for n in by), desk)
        self._finish_note(new.kind, desk)

    def _finish_note(self, kind: str, desk: Desk) -> None:
        self._remarks |= desk.remarks
        part = self._old.find(f"{kind}s")
        if part is not None:
            self._old.touch(part)

    # -- sections --------------------------------------------------------------------------

    def _last_section(self, body: Element, versions: Versions, desk: Desk) -> None:
        old = body.find(SECTION_PR)
        layouts = [(side, s) for side, b in versions if (s := b.find(SECTION_PR)) is not None]
        if old is not None:
            keep_section(old, layouts, desk)
        elif layouts:
            desk.tell(tuple(s for s, _ in layouts), "sidlayouten finns bara i den nya filen")

    def _stationery(self, body: Element, others: Sequence[Element]) -> dict[str, dict[int, str]]:
        """Headers and footers that answer to each other, by those of the earlier file.

        The first section gets an empty one where only a later file has one, and an empty name
        answers to one that only the earlier file has. Later sections go on with those before them.
        """
        mine = list(body.iter(SECTION_PR))
        theirs = [list(other.iter(SECTION_PR)) for other in others]
        if mine:
            wanted = {
                key
                for sections, package in zip(theirs, self._news, strict=True)
                for key in (_parts(sections[0], package) if sections else ())
            }
            for key in sorted(wanted - _parts(mine[0], self._old).keys()):
                self._empty_part(mine[0], *key)
        answering: dict[str, dict[int, str]] = {}
        for number, sections in enumerate(theirs):
            for before, after in self._answering(mine, sections, self._versions[number]).items():
                answering.setdefault(before, {})[number] = after
        return answering

    def _answering(
        self, mine: Sequence[Element], theirs: Sequence[Element], version: Version
    ) -> dict[str, str]:
        """Which header or footer of a later file answers to each of the earlier file."""
        if len(mine) != len(theirs):
            counts = f"({len(mine)} mot {len(theirs)})"
            self._tell(version, f"antalet avsnitt med egen sidlayout {counts}")
        pairs: dict[str, str] = {}
        for number, (one, another) in enumerate(zip(mine, theirs, strict=False)):
            before, after = _parts(one, self._old), _parts(another, version.package)
            if not number:
                after |= dict.fromkeys(before.keys() - after.keys(), "")
            for key in before.keys() ^ after.keys():
                where = "den gamla" if key in before else "den nya"
                self._tell(version, f"{_told(*key)} finns bara i {where} filen")
            for key in before.keys() & after.keys():
                if pairs.setdefault(before[key], after[key]) != after[key]:
                    self._tell(version, f"{_told(*key)} delas av flera avsnitt")
        return pairs

    def _empty_part(self, section: Element, kind: str, pages: str) -> None:
        """Give a section of the earlier file an empty header or footer."""
        local = kind.removesuffix("Reference")
        names = (f"word/{local}{n}.xml" for n in count(1))
        part = next(name for name in names if not self._old.has(name))
        root = _empty(w(_ROOTS[local]))
        self._old.put(part, etree.tostring(root), f"{_WORD}{local}+xml")
        identity = self._old.relate(self._old.main, f"{_OFFICE}/{local}", part)
        section.insert(0, element(w(kind), {_TYPE: pages, _ID: identity}))

    def _carry_places(self, stationery: Mapping[str, Mapping[int, str]]) -> int:
        """Put in the later files' bookmarks and comments; count the comments."""
        carrier = Carrier(self._old, self._ink)
        for number, version in enumerate(self._versions):
            new = version.package
            parts = {new.main: self._old.main}
            for kind in ("footnotes", "endnotes"):
                mine, theirs = self._old.find(kind), new.find(kind)
                if mine is not None and theirs is not None:
                    parts[theirs] = mine
            for part, others in stationery.items():
                if others.get(number):
                    parts.setdefault(others[number], part)
            carry_bookmarks(self._old, new, version.author, parts, self._ink)
            for told in carrier.carry(new, version.author, parts):
                self._tell(version, told)
        return carrier.carried


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
