"""Spans as WordprocessingML: runs, links, footnote marks, tracked changes and comment ends."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from workbench.core import document as doc
from workbench.core.language.typography import bind
from workbench.word.writer.archive import Relation
from workbench.word.writer.lines import Stretch, count, set_mixed
from workbench.word.writer.markup import attribute, clean, escape
from workbench.word.writer.metrics import SCALE, Type, type_of
from workbench.word.writer.styles import Look
from workbench.word.writer.template import Template

_SUPERSCRIPT = 58  # per cent of the type size
_CODE_FAMILY = "Courier New"
_CODE_FONT = f'<w:rFonts w:ascii="{_CODE_FAMILY}" w:hAnsi="{_CODE_FAMILY}" w:cs="{_CODE_FAMILY}"/>'


def bookmark_name(anchor: str, prefix: str = "_avsnitt_") -> str:
    """Return the bookmark name of a heading's anchor or a region's tag.

    Letters, digits and underscores, at most forty characters, as Word wants it; the underscore
    first keeps it out of Word's own list of bookmarks. Dots and hyphens become underscores.
    """
    name = prefix + re.sub(r"\W", "_", anchor)
    if len(name) > _LONGEST_BOOKMARK:
        tail = f"{_checksum(anchor):08x}"
        name = f"{name[: _LONGEST_BOOKMARK - len(tail) - 1]}_{tail}"
    return name


_LONGEST_BOOKMARK = 40


def _checksum(text: str) -> int:
    """Return a number that tells long names with the same beginning apart (FNV-1a, 32 bits)."""
    value = 0x811C9DC5
    for byte in text.encode("utf-8", "replace"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value


@dataclass(slots=True)
class Links:
    """The addresses that one part leads to."""

    ids: dict[str, str] = field(default_factory=dict)

    def id(self, address: str) -> str:
        """Return the relation's id for an address; empty when it is not one that may be linked."""
        target = doc.link_target(address)
        return self.ids.setdefault(target, f"rLink{len(self.ids) + 1}") if target else ""

    def relations(self) -> list[Relation]:
        """Return the relations to write for the part."""
        return [
            Relation(id_, "hyperlink", address, external=True) for address, id_ in self.ids.items()
        ]


@dataclass(slots=True)
class Revisions:
    """Ids for everything that must have one of its own, and who made the tracked changes."""

    last: int = 0
    authors: dict[str, None] = field(default_factory=dict)

    def id(self) -> int:
        """Return an id that nothing else in the document has."""
        self.last += 1
        return self.last

    def mark(self, mark: doc.Mark) -> str:
        """Return the attributes of a tracked change."""
        self.authors.setdefault(mark.author)
        at = f' w:date="{moment(mark.at)}"' if mark.at else ""
        return f'w:id="{self.id()}" w:author="{attribute(mark.author)}"{at}'


def moment(at: dt.datetime) -> str:
    """Write a time as Word does: UTC to the second."""
    if at.tzinfo is not None:
        at = at.astimezone(dt.UTC)
    return f"{at.replace(tzinfo=None, microsecond=0).isoformat()}Z"


@dataclass(slots=True)
class Remarks:
    """Comments in the order of their anchors; a thread gets an id for each of its comments."""

    comments: Mapping[str, doc.Comment]
    ids: dict[str, int] = field(default_factory=dict)
    """First id of each thread by label."""
    closed: set[str] = field(default_factory=set)
    _last: int = 0

    def opened(self, label: str) -> str:
        """Return the markup where a comment begins."""
        if label not in self.comments or label in self.ids:
            return ""
        self.ids[label] = self._last
        self._last += 1 + len(self.comments[label].replies)
        return "".join(f'<w:commentRangeStart w:id="{n}"/>' for n in self.thread(label))

    def ended(self, label: str) -> str:
        """Return the markup where a comment ends."""
        if label not in self.ids or label in self.closed:
            return ""
        self.closed.add(label)
        return "".join(f'<w:commentRangeEnd w:id="{n}"/>' for n in self.thread(label)) + "".join(
            f'<w:r><w:commentReference w:id="{n}"/></w:r>' for n in self.thread(label)
        )

    def thread(self, label: str) -> range:
        """Return the ids of a comment and of the answers to it."""
        first = self.ids[label]
        return range(first, first + 1 + len(self.comments[label].replies))

    def left_over(self) -> str:
        """Return the markup of the comments that have no end yet, or no place at all."""
        return "".join(self.opened(label) + self.ended(label) for label in self.comments)


@dataclass(slots=True)
class Written:
    """A paragraph's content and the room it takes."""

    xml: str
    lines: int
    note_lines: tuple[tuple[int, str], ...] = ()
    """Line (from 0) and label of each footnote whose mark stands here."""


@dataclass(slots=True)
class Spans:
    """Writes spans for one part and measures them on the way."""

    template: Template
    anchors: Mapping[str, str]
    """Bookmark by anchor, of the headings that may be linked to."""
    revisions: Revisions
    remarks: Remarks
    notes: "Notes"
    links: Links = field(default_factory=Links)

    def write(self, spans: Sequence[doc.Span], look: Look, first: int, rest: int) -> Written:
        """Write the content of a paragraph.

        Args:
            spans: What it says.
            look: The paragraph's style.
            first: Measure of the first line, in twips.
            rest: Measure of the other lines.
        """
        if len(spans) == 1 and isinstance(spans[0], doc.Text) and _is_plain(spans[0]):
            text = bind(clean(spans[0].text))
            xml = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
            return Written(
                xml, count(_set_as(text, look), look.type(), first * SCALE, rest * SCALE)
            )
        pieces: list[str] = []
        stretches: list[Stretch | None] = []
        labels: list[str] = []
        for link, group in groupby(_bound(spans), key=_link):
            inner = "".join(self._span(span, look, stretches, labels, bool(link)) for span in group)
            id_ = self.links.id(link) if link else ""
            pieces.append(
                f'<w:hyperlink r:id="{id_}" w:history="1">{inner}</w:hyperlink>' if id_ else inner
            )
        lines, places = set_mixed(stretches, first * SCALE, rest * SCALE)
        notes = tuple((line, label) for line, label in zip(places, labels, strict=True) if label)
        return Written("".join(pieces), lines, notes)

    def _span(
        self,
        span: doc.Span,
        look: Look,
        stretches: list[Stretch | None],
        labels: list[str],
        linked: bool,
    ) -> str:
        match span:
            case doc.Text():
                stretches.append(Stretch(_set_as(span.text, look), _type(span, look)))
                return self._text(span, look, linked and bool(self.links.id(span.link)))
            case doc.LineBreak():
                stretches.append(None)
                return "<w:r><w:br/></w:r>"
            case doc.SectionReference(text=text, anchor=anchor):
                stretches.append(Stretch(_set_as(text, look), look.type()))
                run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
                name = self.anchors.get(anchor)
                if name is None:
                    return run
                return f'<w:hyperlink w:anchor="{name}" w:history="1">{run}</w:hyperlink>'
            case doc.FootnoteReference(label=label):
                return self._note(label, look, stretches, labels)
            case doc.CommentAnchor(label=label, end=end):
                return self.remarks.ended(label) if end else self.remarks.opened(label)

    def _note(
        self, label: str, look: Look, stretches: list[Stretch | None], labels: list[str]
    ) -> str:
        mark = self.notes.refer(label)
        if mark is None:  # inside another footnote, or nothing to refer to
            text = self.notes.instead(label)
            stretches.append(Stretch(text, look.type()))
            return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        stretches.append(Stretch(str(mark.number), _small(look), note=True))
        labels.append(label if mark.first else "")
        return mark.xml

    @staticmethod
    def mark_width(number: str, look: Look) -> int:
        """Return what a footnote's number and the space after it take, in twips."""
        return -(-(_small(look)[number] + look.type().space) // SCALE)

    def _text(self, text: doc.Text, look: Look, linked: bool) -> str:
        properties = self._properties(text, look, linked)
        deleted = text.mark is not None and text.mark.kind == "deleted"
        tag = "w:delText" if deleted else "w:t"
        run = f'<w:r>{properties}<{tag} xml:space="preserve">{escape(text.text)}</{tag}></w:r>'
        if text.mark is None:
            return run
        wrapper = "w:del" if deleted else "w:ins"
        return f"<{wrapper} {self.revisions.mark(text.mark)}>{run}</{wrapper}>"

    def _properties(self, text: doc.Text, look: Look, linked: bool) -> str:
        xml = ""
        code = self.template.optional_style("HTML Code", kind="character")
        if linked:
            xml += f'<w:rStyle w:val="{self.template.style("Hyperlink", "character")}"/>'
        elif text.code and code:
            xml += f'<w:rStyle w:val="{code}"/>'
        if text.code:  # said outright too: LibreOffice forgets the style's font inside a table
            xml += _CODE_FONT
        if text.strong:
            xml += "<w:b/><w:bCs/>"
        if text.emphasis:
            xml += '<w:i w:val="0"/><w:iCs w:val="0"/>' if look.italic else "<w:i/><w:iCs/>"
        if text.strike:
            xml += "<w:strike/>"
        return f"<w:rPr>{xml}</w:rPr>" if xml else ""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A footnote's mark in the text."""

    number: int
    xml: str
    first: bool
    """Whether this is where the note belongs; later marks only point at it."""


@dataclass(slots=True)
class Notes:
    """The footnotes of a document, numbered in the order of their marks."""

    texts: Mapping[str, Sequence[doc.Block]]
    style: str
    """Id of the style of the marks."""
    revisions: Revisions
    numbers: dict[str, int] = field(default_factory=dict)
    repeated: frozenset[str] = frozenset()
    """Labels of the notes that are referred to more than once."""
    inside: bool = False
    """Whether a footnote is being written: Word has no footnotes in footnotes."""
    _open: set[str] = field(default_factory=set)

    def refer(self, label: str) -> NoteMark | None:
        """Return the mark that refers to a note; None where there cannot be one."""
        if self.inside or label not in self.texts:
            return None
        looks = f'<w:rPr><w:rStyle w:val="{self.style}"/></w:rPr>'
        if label in self.numbers:
            number = self.numbers[label]
            code = f" NOTEREF {self._bookmark(number)} \\f \\h "
            xml = (
                f'<w:r>{looks}<w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r>{looks}<w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
                f'<w:r>{looks}<w:fldChar w:fldCharType="separate"/></w:r>'
                f"<w:r>{looks}<w:t>{number}</w:t></w:r>"
                f'<w:r>{looks}<w:fldChar w:fldCharType="end"/></w:r>'
            )
            return NoteMark(number, xml, first=False)
        number = self.numbers[label] = len(self.numbers) + 1
        xml = f'<w:r>{looks}<w:footnoteReference w:id="{number}"/></w:r>'
        if label in self.repeated:
            id_ = self.revisions.id()
            xml = (
                f'<w:bookmarkStart w:id="{id_}" w:name="{self._bookmark(number)}"/>{xml}'
                f'<w:bookmarkEnd w:id="{id_}"/>'
            )
        return NoteMark(number, xml, first=True)

    def instead(self, label: str) -> str:
        """Return what stands in place of a mark that cannot be: the note's own words."""
        if label not in self.texts or label in self._open:
            return f"[{clean(label)}]"
        self._open.add(label)
        words = " ".join(text for text in doc.texts(tuple(self.texts[label])))
        self._open.discard(label)
        return bind(clean(f" [{words}]"))

    @staticmethod
    def _bookmark(number: int) -> str:
        return f"_fotnot_{number}"


def _is_plain(text: doc.Text) -> bool:
    return not (
        text.strong
        or text.emphasis
        or text.code
        or text.strike
        or text.link
        or text.mark is not None
    )


def _link(span: doc.Span) -> str:
    return span.link if isinstance(span, doc.Text) else ""


def _bound(spans: Iterable[doc.Span]) -> Iterable[doc.Span]:
    """Yield spans with clean, bound text; those that say nothing are left out."""
    for span in spans:
        if isinstance(span, doc.Text):
            text = clean(span.text) if span.code else bind(clean(span.text))
            if text:
                yield span if text == span.text else replace(span, text=text)
        elif isinstance(span, doc.SectionReference):
            yield doc.SectionReference(bind(clean(span.text)), span.anchor)
        else:
            yield span


def _set_as(text: str, look: Look) -> str:
    """Return a text as it is set, for measuring."""
    return text.upper() if look.caps else text


def _small(look: Look) -> Type:
    return type_of(look.family, look.size * _SUPERSCRIPT // 100, look.bold, look.italic)


def _type(text: doc.Text, look: Look) -> Type:
    family = _CODE_FAMILY if text.code else look.family
    return type_of(family, look.size, look.bold or text.strong, look.italic ^ text.emphasis)
