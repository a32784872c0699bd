"""From a document and a template to the bytes of a Word file, and where its headings came."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.core.document import Document, Role, paragraph
from workbench.word.writer import arms, letterhead, metrics
from workbench.word.writer.archive import MAIN, WORD_TYPE, Part, Relation, pack
from workbench.word.writer.body import BodyWriter, bookmarks_of, repeated_notes
from workbench.word.writer.comments import comment_parts, people_part
from workbench.word.writer.contents import ContentsWriter
from workbench.word.writer.footnotes import SEPARATOR, Footnotes, write_footnotes
from workbench.word.writer.layout import Pages, Piece, Sheet, paginate
from workbench.word.writer.markup import DECLARATION, RELATIONSHIPS, WORD, Element, serialise
from workbench.word.writer.numbering import Numbering
from workbench.word.writer.paragraphs import Pen, Place
from workbench.word.writer.properties import property_parts, settings_part
from workbench.word.writer.runs import Notes, Remarks, Spans
from workbench.word.writer.stationery import Paper
from workbench.word.writer.tables import WHOLE_ROW
from workbench.word.writer.template import Template
from workbench.word.writer.tracking import Revisions
from workbench.word.writer.watermark import watermark

_REPEATED_ROW = "<w:tblHeader/>"


@dataclass(frozen=True, slots=True)
class Written:
    """A Word file, and what was worked out on the way."""

    data: bytes
    pages: Mapping[str, int]
    """Page of each heading, by its anchor."""
    page_count: int
    estimates: tuple[str, ...]
    """Why the page numbers may be wrong, in Swedish; empty when they are worked out exactly."""


def write(document: Document, template: Template) -> bytes:
    """Write a document as a Word file: the same bytes for the same document and template."""
    return compose(document, template).data


def compose(document: Document, template: Template) -> Written:
    """Write a document, and tell on which page each heading came."""
    return _Composing(document, template).written()


class _Composing:
    """One document on its way into one file."""

    def __init__(self, document: Document, template: Template) -> None:
        self._document = document
        self._template = template
        self._paper = Paper(template, letterhead.facts(document), document.letterhead.arms)
        self._revisions = Revisions()
        self._remarks = Remarks(document.comments)
        notes = Notes(
            document.footnotes,
            template.style("footnote reference", "character"),
            self._revisions,
            repeated=repeated_notes(document.body) if document.footnotes else frozenset(),
        )
        bookmarks = bookmarks_of(document.body)
        self._spans = Spans(template, bookmarks, self._revisions, self._remarks, notes)
        self._numbering = Numbering(template.sheet, template.numbering)
        width = template.page.text_width
        self._writer = BodyWriter(Pen(template, self._spans, width), self._numbering, bookmarks)

    def written(self) -> Written:
        """Write the body, lay it out, then everything that depends on it."""
        document, template = self._document, self._template
        above, front = self._paper.lines(template.front)
        below, back = self._paper.lines(template.back)
        if document.letterhead.marking and not template.has_place("märkning"):
            marking = paragraph(document.letterhead.marking, Role.MARKING)
            self._writer.write((marking,), Place())
        self._writer.write(document.body, Place())
        footnotes = write_footnotes(
            self._spans, document.footnotes, self._numbering, template.page.text_width
        )
        headers, sheet = self._stationery()
        contents = [
            ContentsWriter(self._writer.pen, each, self._writer.listed)
            for each in self._writer.contents
        ]
        body, shifts = self._pieces(contents, len(front))
        pieces = [*front, *body, *back]
        pages = paginate(pieces, sheet, footnotes.heights)
        self._loosen_tables(pages, shifts)
        if pages.notes_go_on:
            self._paper.guesses.add("en fotnot fortsätter på nästa sida")
        xml = self._writer.pen.xml
        for place, each in zip(self._writer.contents, contents, strict=True):
            xml[place.xml] = "".join(each.xml(pages.of, self._revisions))
        text = [*map(serialise, above), *xml, *self._ending(), *map(serialise, below)]
        arms_used = self._paper.relations(Element("", {}, [*above, *below]))
        parts = list(self._parts(text, footnotes, headers, arms_used))
        return Written(pack(parts), pages.of, pages.count, self._estimates())

    def _pieces(
        self, contents: Iterable[ContentsWriter], before: int
    ) -> tuple[list[Piece], list[tuple[int, int]]]:
        """Return the pieces of the body with those of the tables of contents in their places.

        Returns:
            The pieces, and how far they are shifted: from which piece of the body on, and how
            many pieces stand before it that are not the body's own.
        """
        pen = self._writer.pen
        result: list[Piece] = []
        shifts = [(0, before)]
        start = 0
        for place, each in zip(self._writer.contents, contents, strict=True):
            added = each.pieces()
            result += [*pen.pieces[start : place.piece], *added]
            start = place.piece
            shifts.append((start, shifts[-1][1] + len(added)))
        return result + pen.pieces[start:], shifts

    def _loosen_tables(self, pages: Pages, shifts: Sequence[tuple[int, int]]) -> None:
        """Let rows be divided in tables that go over the end of a page with footnotes.

        LibreOffice may lose the rows after the page break when they must stay whole. How it
        divides them is not worked out here, so the page numbers after such a table may be wrong.

        Args:
            pages: Where everything came.
            shifts: As `_pieces` returns them.
        """
        pen = self._writer.pen
        for table in pen.tables:
            shift = next(by for start, by in reversed(shifts) if start <= table.pieces_start)
            on = set(pages.pieces[table.pieces_start + shift : table.pieces_end + shift])
            if len(on) > 1 and on & pages.with_notes:
                self._paper.guesses.add("en tabell går över en sidbrytning där det finns fotnoter")
                for at in range(table.xml_start, table.xml_end):
                    if _REPEATED_ROW not in pen.xml[at]:
                        pen.xml[at] = pen.xml[at].replace(WHOLE_ROW, "", 1)

    def _ending(self) -> Iterator[str]:
        """Yield what must stand after the text: comments without a place, a last paragraph."""
        left_over = self._remarks.left_over()
        if left_over or not self._writer.pen.xml:
            yield f"<w:p>{left_over}</w:p>"

    def _stationery(self) -> tuple[list[Part], Sheet]:
        """Return headers and footers as parts, and what they leave of the pages."""
        template, page = self._template, self._template.page
        marking = "".join(self._paper.facts["märkning"])
        parts: list[Part] = []
        heights: dict[tuple[str, str], int] = {}
        counts = {"header": 0, "footer": 0}
        for one in template.stationery:
            root, height = self._paper.stationery(one)
            heights[one.kind, one.pages] = height
            counts[one.kind] += 1
            xml = serialise(root)
            if one.kind == "header" and marking:
                xml = _in_last_paragraph(xml, watermark(marking, counts["header"]))
            parts.append(
                Part(
                    f"word/{one.kind}{counts[one.kind]}.xml",
                    f"{WORD_TYPE}{one.kind}+xml",
                    DECLARATION + xml,
                    relation=one.kind,
                    relations=[*_renamed(one.relations), *self._paper.relations(root)],
                )
            )

        def room(pages: str) -> int:
            top = max(page.top, page.header + heights.get(("header", pages), 0))
            bottom = max(page.bottom, page.footer + heights.get(("footer", pages), 0))
            return page.height - top - bottom

        first = room("first") if template.first_page_differs else room("default")
        return parts, Sheet(first, room("default"), SEPARATOR)

    def _parts(
        self,
        body: Iterable[str],
        footnotes: Footnotes,
        headers: list[Part],
        arms_used: list[Relation],
    ) -> Iterator[Part]:
        document, template = self._document, self._template
        comments = [
            *comment_parts(template, self._remarks),
            *people_part([*self._revisions.authors, *_commenters(document)]),
        ]
        settings = settings_part(
            document, even_pages=template.even_pages_differ, notes=footnotes.part is not None
        )
        related = [
            Part("word/styles.xml", f"{WORD_TYPE}styles+xml", self._styles(), relation="styles"),
            settings,
            *headers,
        ]
        if self._numbering.used or any(template.sheet.root.every("w:numPr")):
            xml = self._numbering.xml()
            related.append(
                Part("word/numbering.xml", f"{WORD_TYPE}numbering+xml", xml, relation="numbering")
            )
        if template.theme:
            kind = "application/vnd.openxmlformats-officedocument.theme+xml"
            related.append(Part("word/theme/theme1.xml", kind, template.theme, relation="theme"))
        if footnotes.part:
            related.append(footnotes.part)
        related += comments
        yield Part(
            MAIN,
            f"{WORD_TYPE}document.main+xml",
            self._main(body, related),
            relations=[
                *self._spans.links.relations(),
                *_renamed(template.relations),
                *arms_used,
            ],
        )
        yield from related
        for picture in template.pictures:
            yield Part(picture.name, picture.type, picture.data, owner="-")
        if template.has_place(letterhead.ARMS):
            yield from arms.parts(document.letterhead.arms)
        yield from property_parts(document)

    def _main(self, body: Iterable[str], related: list[Part]) -> Iterator[str]:
        namespaces = {"xmlns:w": WORD, "xmlns:r": RELATIONSHIPS, **self._template.namespaces}
        attributes = "".join(f' {name}="{value}"' for name, value in namespaces.items())
        yield f"{DECLARATION}<w:document{attributes}><w:body>"
        yield from body
        yield self._section(related)
        yield "</w:body></w:document>"

    def _section(self, related: list[Part]) -> str:
        template, page = self._template, self._template.page
        ids = {
            part.name: f"rId{number}"
            for number, part in enumerate((p for p in related if p.relation), 1)
        }
        counts = {"header": 0, "footer": 0}
        references = ""
        for one in template.stationery:
            counts[one.kind] += 1
            id_ = ids[f"word/{one.kind}{counts[one.kind]}.xml"]
            references += f'<w:{one.kind}Reference w:type="{one.pages}" r:id="{id_}"/>'
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{page.width}" w:h="{page.height}"/>'
            f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" '
            f'w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
            f"{'<w:titlePg/>' if template.first_page_differs else ''}</w:sectPr>"
        )

    def _styles(self) -> str:
        """Return the template's styles in the document's language."""
        root = self._template.sheet.root
        language = self._document.language
        for element in root.every("w:lang"):
            if element.attributes.get("w:val") not in {None, language}:
                root = _in_language(root, language)
                break
        return DECLARATION + serialise(root, lambda name: not name.startswith("w:rsid"))

    def _estimates(self) -> tuple[str, ...]:
        sheet = self._template.sheet
        families = {sheet.look(style.id).family for style in sheet.paragraph_styles() if style.name}
        unknown = sorted(family for family in families if not metrics.known(family))
        fonts = [f"typsnittet {family} i mallen har okända bredder" for family in unknown]
        return (*fonts, *sorted(self._paper.guesses))


def _commenters(document: Document) -> Iterator[str]:
    for comment in document.comments.values():
        yield comment.author
        yield from (reply.author for reply in comment.replies)


def _in_last_paragraph(xml: str, run: str) -> str:
    before, end, after = xml.rpartition("</w:p>")
    if not end:  # no paragraph with anything in it: the last one is empty
        before, _, after = xml.rpartition("<w:p/>")
        return f"{before}<w:p>{run}</w:p>{after}"
    return f"{before}{run}{end}{after}"


def _renamed(relations: Iterable[Relation]) -> list[Relation]:
    """Return relations as they are written: targets relative to the folder of the main part."""
    return [
        relation if relation.external else replace(relation, target=f"/{relation.target}")
        for relation in relations
    ]


def _in_language(element: Element, language: str) -> Element:
    attributes = dict(element.attributes)
    if element.tag == "w:lang" and "w:val" in attributes:
        attributes["w:val"] = language
    children = [c if isinstance(c, str) else _in_language(c, language) for c in element.children]
    return Element(element.tag, attributes, children)
