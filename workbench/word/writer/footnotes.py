"""Footnotes: the part that holds them, with the lines that set them off from the text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbench.core import document as doc
from workbench.word.writer.archive import WORD_TYPE, Part
from workbench.word.writer.body import BodyWriter
from workbench.word.writer.markup import DECLARATION, RELATIONSHIPS, WORD
from workbench.word.writer.numbering import Numbering
from workbench.word.writer.paragraphs import Pen, Place
from workbench.word.writer.runs import Remarks, Spans
from workbench.word.writer.tracking import Revisions

SEPARATOR = 160
"""What the line above the footnotes takes, in twips; LibreOffice has 140 of its own."""

_STYLE = "footnote text"
_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:pPr><w:spacing w:before="0" w:after="0" '
    f'w:line="{SEPARATOR}" w:lineRule="exact"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for kind, id_ in (("separator", -1), ("continuationSeparator", 0))
)


@dataclass(slots=True)
class Footnotes:
    """The footnotes of a document, written."""

    part: Part | None
    """None when there are none."""
    heights: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Height of each line of each footnote, by label."""


def write_footnotes(
    spans: Spans, texts: Mapping[str, Sequence[doc.Block]], numbering: Numbering, width: int
) -> Footnotes:
    """Write the footnotes that were referred to.

    Args:
        spans: What wrote the references.
        texts: Blocks by label.
        numbering: Where the lists of the whole document are numbered.
        width: Between the margins, in twips.
    """
    notes = spans.notes
    if not notes.numbers:
        return Footnotes(None)
    inside = Spans(
        spans.template, spans.anchors, spans.revisions, Remarks({}), replace(notes, inside=True)
    )
    writer = BodyWriter(Pen(spans.template, inside, width), numbering, {})
    heights = {}
    xml = [_opening(), _SEPARATORS]
    for label, number in notes.numbers.items():
        heights[label] = _write_one(writer, texts[label], number, notes.style)
        xml += [f'<w:footnote w:id="{number}">', *writer.pen.xml, "</w:footnote>"]
        writer.pen.xml.clear()
        writer.pen.pieces.clear()
    xml.append("</w:footnotes>")
    part = Part(
        "word/footnotes.xml",
        f"{WORD_TYPE}footnotes+xml",
        xml,
        relation="footnotes",
        relations=inside.links.relations(),
    )
    return Footnotes(part, heights)


def _opening() -> str:
    return f'{DECLARATION}<w:footnotes xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}">'


def _write_one(
    writer: BodyWriter, blocks: Sequence[doc.Block], number: int, style: str
) -> tuple[int, ...]:
    pen = writer.pen
    place = Place(style=_STYLE)
    look = pen.look(_STYLE)
    taken = pen.spans.mark_width(str(number), look)
    first, rest = blocks[:1], blocks[1:]
    if not (first and isinstance(first[0], doc.Paragraph)):
        first, rest = (doc.Paragraph(()),), blocks
    for paragraph in first:
        end = paragraph.mark if isinstance(paragraph, doc.Paragraph) else None
        spans = paragraph.spans if isinstance(paragraph, doc.Paragraph) else ()
        mark = _mark_in_note(pen.spans.revisions, style, end)
        ending = pen.spans.revisions.end(end)
        pen.paragraph(_STYLE, spans, place, mark=ending, wrap=(mark, ""), taken=taken)
    writer.write(rest, place)
    heights = []
    for piece in pen.pieces:
        heights += [piece.height] * piece.lines
        heights[-piece.lines] += piece.above + piece.fixed
    return tuple(heights)


def _mark_in_note(revisions: Revisions, style: str, mark: doc.Mark | None) -> str:
    """Return the note's own number; it comes and goes with the note."""
    space = "delText" if mark and mark.kind == "deleted" else "t"
    return revisions.around(
        f'<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:{space} xml:space="preserve"> </w:{space}></w:r>',
        mark,
    )
