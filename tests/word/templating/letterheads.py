"""Letterheads of a county that does not exist, as its registrar may have made them in Word."""

import io
import struct
import zlib
from collections.abc import Callable, Iterable
from functools import cache

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Mm, Pt, RGBColor

from tests.word.writer.answers import parts, repacked

GREEN = "2E6B3F"
OWN = "Georgia"
HEADINGS = "Verdana"
STYLES = "word/styles.xml"
SWEDISH = {
    **{f"heading {level}": f"Rubrik {level}" for level in range(1, 4)},
    "List Bullet": "Punktlista",
    "Quote": "Citat",
    "header": "Sidhuvud",
}


def saved(document: Document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@cache
def plain() -> bytes:
    """The template that python-docx brings: every style that Word has of its own, no place."""
    return saved(docx.Document())


@cache
def county(text: str = "", *, size: int = 12) -> bytes:
    """A letterhead with a picture in its header, type and colour of its own, on A4.

    Args:
        text: What stands in its text, a line each.
        size: Of the text, in points.
    """
    document = docx.Document()
    document.styles["Normal"].font.name = OWN
    document.styles["Normal"].font.size = Pt(size)
    for level in range(1, 4):
        font = document.styles[f"Heading {level}"].font
        font.element.rPr.remove(font.element.rPr.rFonts)  # a theme's type is stronger than a name
        font.name, font.color.rgb = HEADINGS, RGBColor.from_string(GREEN)
        font.size = Pt(size + 4 - 2 * level)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(35)
    section.different_first_page_header_footer = True
    logo = section.first_page_header.paragraphs[0].add_run().add_picture(io.BytesIO(png()))
    logo._inline.docPr.set("descr", "Västmarks läns märke")
    section.header.paragraphs[0].text = "Västmarks län\t\t{vår beteckning}"
    section.first_page_footer.paragraphs[0].text = "Box 1, 700 00 Västby"
    for line in filter(None, text.split("\n")):
        document.add_paragraph(line)
    return saved(document)


def without(data: bytes, names: Iterable[str]) -> bytes:
    """Take styles out of a file, by the names that stand in it."""
    document = docx.Document(io.BytesIO(data))
    gone = {name.casefold() for name in names}
    for style in list(document.styles):
        if style.element.name_val.casefold() in gone:
            style.delete()
    return saved(document)


def bare(data: bytes) -> bytes:
    """Take every style out of a file that is no default."""
    document = docx.Document(io.BytesIO(data))
    for style in list(document.styles):
        if not style.element.default:
            style.delete()
    return saved(document)


def in_swedish(data: bytes) -> bytes:
    """Let some of Word's own styles bear the names that Swedish Word shows."""
    document = docx.Document(io.BytesIO(data))
    for style in document.styles:
        style.element.name_val = SWEDISH.get(style.element.name_val, style.element.name_val)
    return saved(document)


def without_lists(data: bytes) -> bytes:
    """Take the lists out, styles and numbering part alike."""
    document = docx.Document(io.BytesIO(without(data, ("List Bullet", "List Number"))))
    for style in document.styles:
        for number in style.element.xpath(".//w:numPr"):
            number.getparent().remove(number)
    part = document.part
    [relation] = [r.rId for r in part.rels.values() if r.reltype.endswith("/numbering")]
    del part.rels[relation]
    return saved(document)


def with_style(data: bytes, name: str, kind: WD_STYLE_TYPE) -> bytes:
    """Put a style into a file."""
    document = docx.Document(io.BytesIO(data))
    document.styles.add_style(name, kind)
    return saved(document)


def changed(data: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Change the markup of one part."""
    return repacked(data, {part: change(parts(data)[part].decode()).encode()})


def png() -> bytes:
    """A green picture, 120 × 40 points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    row = b"\0" + bytes.fromhex(GREEN) * 120
    about = struct.pack(">2I5B", 120, 40, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", about), chunk(b"IDAT", zlib.compress(row * 40)), chunk(b"IEND", b""))
    )
