"""Blocks as WordprocessingML, written once from the top."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.core import document as doc
from workbench.word.writer.markup import attribute
from workbench.word.writer.numbering import Numbering
from workbench.word.writer.paragraphs import BODY, SPACER, Pen, Place
from workbench.word.writer.runs import bookmark_name
from workbench.word.writer.tables import write_table

_DEEPEST_HEADING = 6
_SPACE_BEFORE_TABLE = 120
_LONGEST_TAG = 64  # characters that Word takes in the tag of a content control
_KIND_OF_REGION = '<w:docPartObj><w:docPartGallery w:val="AutoText"/></w:docPartObj>'
"""Says that a content control only tells what the blocks in it are (ISO/IEC 29500-1, 17.5.2.13).
LibreOffice 7 makes a field of the first paragraph in one that says nothing: marks are lost."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A heading as the table of contents needs it."""

    level: int
    text: str
    """With its number, as it stands in the text."""
    number: str
    anchor: str
    bookmark: str


@dataclass(slots=True)
class Contents:
    """Where a table of contents is to be put in once the pages are known."""

    block: doc.TableOfContents
    xml: int
    """Place in `Pen.xml`; likewise in `Pen.pieces`."""
    piece: int
    new_page: bool


@dataclass(slots=True)
class BodyWriter:
    """Writes blocks with a pen."""

    pen: Pen
    numbering: Numbering
    bookmarks: Mapping[str, str]
    """Name of the bookmark by anchor of a heading."""
    listed: list[Listing] = field(default_factory=list)
    contents: list[Contents] = field(default_factory=list)

    def write(self, blocks: Sequence[doc.Block], place: Place) -> None:
        """Write blocks one after the other."""
        for at, block in enumerate(blocks):
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            bare = isinstance(following, doc.Table) and not following.caption
            after = place.after if following is None else _SPACE_BEFORE_TABLE if bare else 0
            self._block(block, place if after == place.after else replace(place, after=after))
            if isinstance(block, doc.Table) and (bare or following is None or _may_go(following)):
                goes = following is not None and not isinstance(following, doc.Table)
                self.pen.spacer(after or SPACER, self._end_of(block) if goes else "")
            place = place.unlabelled()

    def _block(self, block: doc.Block, place: Place) -> None:
        if place.label and not isinstance(block, doc.Paragraph):
            self.pen.paragraph(BODY, (), place)  # an item whose text is not a paragraph
            place = place.unlabelled()
        match block:
            case doc.Paragraph():
                self._paragraph(block, place)
            case doc.Heading():
                self._heading(block, place)
            case doc.List():
                self._list(block, place)
            case doc.Quote(blocks=blocks):
                self._quote(blocks, place)
            case doc.Region():
                self._region(block, place)
            case doc.Table():
                write_table(self.pen, block, place)
            case _:
                self._plain(block, place)

    def _end_of(self, table: doc.Table) -> str:
        """Return what is said of the end of an empty paragraph that comes and goes with a table."""
        mark = table.marks[0] if len(set(table.marks)) == 1 else None
        return self.pen.spans.revisions.end(mark)

    def _plain(self, block: doc.Block, place: Place) -> None:
        pen = self.pen
        match block:
            case doc.Verbatim():
                self._verbatim(block, place)
            case doc.Rule(mark=mark):
                end = pen.spans.revisions.end(mark)
                pen.paragraph(pen.first_style("Avdelare", BODY), (), place, mark=end)
            case doc.PageBreak():
                pen.new_page = True
            case doc.TableOfContents():
                self.contents.append(Contents(block, len(pen.xml), len(pen.pieces), pen.new_page))
                pen.new_page = False
                pen.xml.append("")

    def _paragraph(self, paragraph: doc.Paragraph, place: Place) -> None:
        mark = self.pen.spans.revisions.end(paragraph.mark)
        role = paragraph.role
        style = place.style if role is doc.Role.BODY else role.value
        self.pen.paragraph(style, paragraph.spans, place, mark=mark)

    def _heading(self, heading: doc.Heading, place: Place) -> None:
        pen = self.pen
        level = min(max(heading.level, 1), _DEEPEST_HEADING)
        style = f"heading {level}"
        if not heading.listed:
            style = pen.first_style(f"Rubrik {level} utanför innehåll", style)
        text = f"{heading.number} {heading.text}" if heading.number else heading.text
        wrap = ("", "")
        name = self.bookmarks.get(heading.anchor, "")
        if name:
            id_ = pen.spans.revisions.id()
            wrap = (
                f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/>',
                f'<w:bookmarkEnd w:id="{id_}"/>',
            )
        spans = (doc.Text(text, mark=heading.mark),) if text else ()
        end = pen.spans.revisions.end(heading.mark)
        piece = pen.paragraph(style, spans, place, mark=end, wrap=wrap)
        piece.anchors = (heading.anchor,) if heading.anchor else ()
        if heading.listed and text:
            listing = Listing(heading.level, text, heading.number, heading.anchor, name)
            self.listed.append(listing)

    def _list(self, block: doc.List, place: Place) -> None:
        label = self.numbering.label(ordered=block.ordered, depth=place.depth, start=block.start)
        inner = replace(
            place, left=place.left + label.hanging, depth=place.depth + 1, label=label, after=0
        )
        for number, item in enumerate(block.items, 1):
            after = place.after if number == len(block.items) else 0
            within = replace(inner, after=after)
            if item:
                self.write(item, within)
            else:
                self.pen.paragraph(BODY, (), within)

    def _quote(self, blocks: Sequence[doc.Block], place: Place) -> None:
        look = self.pen.look("Quote")
        inner = replace(
            place, style="Quote", left=place.left + look.left, right=place.right + look.right
        )
        self.write(blocks, inner)

    def _verbatim(self, block: doc.Verbatim, place: Place) -> None:
        pen, mark = self.pen, block.mark
        spans: list[doc.Span] = []
        for number, line in enumerate(block.text.expandtabs(4).split("\n")):
            if number:
                spans.append(doc.LineBreak(mark))
            spans.append(doc.Text(line, code=True, mark=mark))
        end = pen.spans.revisions.end(mark)
        pen.paragraph(pen.first_style("HTML Preformatted", BODY), spans, place, mark=end)

    def _region(self, region: doc.Region, place: Place) -> None:
        pen = self.pen
        revisions = pen.spans.revisions
        control, bookmark = revisions.id(), revisions.id()
        tag = attribute(region.tag[:_LONGEST_TAG])
        name = bookmark_name(region.tag, "_text_")
        pen.xml.append(
            f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/>'
            f'<w:id w:val="{control}"/>{_KIND_OF_REGION}</w:sdtPr><w:sdtContent>'
            f'<w:bookmarkStart w:id="{bookmark}" w:name="{name}"/>'
        )
        before = len(pen.pieces)
        self.write(region.blocks, place)
        if len(pen.pieces) == before:  # a content control must hold a paragraph
            pen.paragraph(BODY, (), place)
        elif all(_may_go(block) for block in region.blocks):  # whatever becomes of the text
            pen.spacer()
        pen.xml.append(f'<w:bookmarkEnd w:id="{bookmark}"/></w:sdtContent></w:sdt>')


def _may_go(block: doc.Block) -> bool:
    """Tell whether nothing may be left of a block when tracked changes are settled."""
    match block:
        case doc.Paragraph() | doc.Heading() | doc.Verbatim() | doc.Rule():
            return block.mark is not None
        case doc.List(items=items):
            return all(_may_go(block) for item in items for block in item)
        case doc.Quote(blocks=blocks):
            return all(_may_go(block) for block in blocks)
        case doc.Table(marks=marks):
            return bool(marks) and all(marks)
        case _:
            return False


def bookmarks_of(blocks: Sequence[doc.Block]) -> dict[str, str]:
    """Return a bookmark name for the anchor of every heading, no two the same."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for heading in _headings(blocks):
        if heading.anchor and heading.anchor not in names:
            name = bookmark_name(heading.anchor)
            salt = heading.anchor
            while name.casefold() in taken:
                salt += "+"
                name = bookmark_name(salt.ljust(_LONGEST_TAG, "+"))
            taken.add(name.casefold())
            names[heading.anchor] = name
    return names


def _headings(blocks: Sequence[doc.Block]) -> Iterator[doc.Heading]:
    for block in blocks:
        match block:
            case doc.Heading():
                yield block
            case doc.Region(blocks=inner) | doc.Quote(blocks=inner):
                yield from _headings(inner)
            case doc.List(items=items):
                for item in items:
                    yield from _headings(item)


def repeated_notes(blocks: Sequence[doc.Block]) -> frozenset[str]:
    """Return the labels of the footnotes that are referred to more than once."""
    seen: set[str] = set()
    again: set[str] = set()
    for label in _references(blocks):
        (again if label in seen else seen).add(label)
    return frozenset(again)


def _references(blocks: Sequence[doc.Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case doc.Paragraph(spans=spans):
                yield from _labels(spans)
            case doc.Region(blocks=inner) | doc.Quote(blocks=inner):
                yield from _references(inner)
            case doc.List(items=items):
                for item in items:
                    yield from _references(item)
            case doc.Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from _labels(cell)


def _labels(spans: Sequence[doc.Span]) -> Iterator[str]:
    for span in spans:
        if isinstance(span, doc.FootnoteReference):
            yield span.label
