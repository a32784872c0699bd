"""Spans as WordprocessingML: runs, links, footnote marks, tracked changes and comment ends."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from workbench.core import document as doc
from workbench.core.language.typography import bind
from workbench.word.writer.archive import Relation
from workbench.word.writer.lines import Stretch, count, set_mixed
from workbench.word.writer.markup import clean, escape
from workbench.word.writer.metrics import SCALE, Type, type_of
from workbench.word.writer.styles import Look
from workbench.word.writer.template import Template
from workbench.word.writer.tracking import Revisions

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
        content = list(_bound(spans))
        pieces: list[str] = []
        stretches: list[Stretch | None] = []
        labels: list[str] = []
        edges = self._edges_of_moves(content)
        place = 0
        for (link, mark), group in groupby(content, key=_around):
            id_ = self._link(link) if link else ""
            inner = ""
            opening, closing = "", ""
            for span in group:
                inner += self._span(span, look, stretches, labels, bool(id_))
                opening += edges.get((place, False), "")
                closing += edges.get((place, True), "")
                place += 1
            inner = self.revisions.around(inner, mark)
            pieces += (opening, f"<w:hyperlink {id_}>{inner}</w:hyperlink>" if id_ else inner)
            pieces.append(closing)
        lines, places = set_mixed(stretches, first * SCALE, rest * SCALE)
        notes = tuple((line, label) for line, label in zip(places, labels, strict=True) if label)
        return Written("".join(pieces), lines, notes)

    def _edges_of_moves(self, spans: Sequence[doc.Span]) -> dict[tuple[int, bool], str]:
        """Return what stands before (False) or after (True) the span at a place."""
        halves: dict[doc.Mark, list[int]] = {}
        for place, span in enumerate(spans):
            mark = _mark(span)
            if mark and mark.move:
                halves.setdefault(mark, []).append(place)
        found: dict[tuple[int, bool], str] = {}
        for mark, places in halves.items():
            found[places[0], False], found[places[-1], True] = self.revisions.edges(mark)
        return found

    def _link(self, link: str | doc.SectionReference) -> str:
        """Return the attributes of a link; empty when it leads nowhere."""
        if isinstance(link, str):
            id_ = self.links.id(link)
            return f'r:id="{id_}" w:history="1"' if id_ else ""
        name = self.anchors.get(link.anchor)
        return f'w:anchor="{name}" w:history="1"' if name else ""

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
                return _run(span.text, span.mark, self._properties(span, look, linked))
            case doc.LineBreak():
                stretches.append(None)
                return "<w:r><w:br/></w:r>"
            case doc.SectionReference(text=text):
                stretches.append(Stretch(_set_as(text, look), look.type()))
                return _run(text, span.mark)
            case doc.FootnoteReference():
                return self._note(span, look, stretches, labels)
            case doc.CommentAnchor(label=label, end=end):
                return self.remarks.ended(label) if end else self.remarks.opened(label)

    def _note(
        self,
        reference: doc.FootnoteReference,
        look: Look,
        stretches: list[Stretch | None],
        labels: list[str],
    ) -> str:
        label = reference.label
        mark = self.notes.refer(label, struck=_is_struck(reference.mark))
        if mark is None:  # inside another footnote, or nothing to refer to
            text = self.notes.instead(label)
            stretches.append(Stretch(text, look.type()))
            return _run(text, reference.mark)
        stretches.append(Stretch(str(mark.number), _small(look), note=True))
        labels.append(label if mark.first else "")
        return mark.xml

    @staticmethod
    def mark_width(number: str, look: Look) -> int:
        """Return what a footnote's number and the space after it take, in twips."""
        return -(-(_small(look)[number] + look.type().space) // SCALE)

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

    def refer(self, label: str, *, struck: bool = False) -> NoteMark | None:
        """Return the mark that refers to a note; None where there cannot be one."""
        if self.inside or label not in self.texts:
            return None
        looks = f'<w:rPr><w:rStyle w:val="{self.style}"/></w:rPr>'
        if label in self.numbers:
            number = self.numbers[label]
            code = f" NOTEREF {self._bookmark(number)} \\f \\h "
            told, shown = ("delInstrText", "delText") if struck else ("instrText", "t")
            xml = (
                f'<w:r>{looks}<w:fldChar w:fldCharType="begin"/></w:r>'
                f'<w:r>{looks}<w:{told} xml:space="preserve">{code}</w:{told}></w:r>'
                f'<w:r>{looks}<w:fldChar w:fldCharType="separate"/></w:r>'
                f"<w:r>{looks}<w:{shown}>{number}</w:{shown}></w:r>"
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


def _around(span: doc.Span) -> tuple[str | doc.SectionReference, doc.Mark | None]:
    """Return what stands around a span: where it leads, and its tracked change."""
    mark = _mark(span)
    if isinstance(span, doc.SectionReference):
        return span, mark
    return span.link if isinstance(span, doc.Text) else "", mark


def _mark(span: doc.Span) -> doc.Mark | None:
    return None if isinstance(span, doc.CommentAnchor) else span.mark


def _is_struck(mark: doc.Mark | None) -> bool:
    """Tell whether what stands in a tracked change is called deleted; what moved is not."""
    return mark is not None and mark.kind == "deleted" and not mark.move


def _run(text: str, mark: doc.Mark | None, properties: str = "") -> str:
    tag = "w:delText" if _is_struck(mark) else "w:t"
    return f'<w:r>{properties}<{tag} xml:space="preserve">{escape(text)}</{tag}></w:r>'


def _bound(spans: Iterable[doc.Span]) -> Iterable[doc.Span]:
    """Yield spans with clean, bound text; those that say nothing are left out."""
    for span in spans:
        if isinstance(span, doc.Text):
            text = clean(span.text) if span.code else bind(clean(span.text))
            if text:
                yield span if text == span.text else replace(span, text=text)
        elif isinstance(span, doc.SectionReference):
            yield replace(span, text=bind(clean(span.text)))
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
