"""Tables: a header row that is repeated, rows that stay whole, columns that fill the measure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from workbench.core import document as doc
from workbench.word.writer.layout import Piece
from workbench.word.writer.markup import Element, attribute
from workbench.word.writer.paragraphs import Pen, Place
from workbench.word.writer.runs import Written
from workbench.word.writer.styles import Look, StyleSheet
from workbench.word.writer.template import TABLE_STYLE

_ALIGNMENT = {"left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}
_TEXT = doc.Role.TABLE_TEXT.value
_WHOLE = 20
"""Lines in a row that is still kept on one page."""

_PARTS = 18
"""All widths in Arial are multiples of the type size divided by this; see `standard_template`."""

Row = tuple[tuple[doc.Span, ...], ...]


def write_table(pen: Pen, table: doc.Table, place: Place) -> None:
    """Write a table with its caption above it."""
    if table.caption:
        pen.paragraph("caption", (doc.Text(table.caption),), place.unlabelled())
    columns = max(len(table.header), *(len(row) for row in table.rows), 0)
    if columns:
        _Writer(pen, table, place, columns).write()


class _Writer:
    """Writes one table."""

    def __init__(self, pen: Pen, table: doc.Table, place: Place, columns: int) -> None:
        self._pen = pen
        self._table = table
        self._place = place
        self._opening, self._look = pen.style(_TEXT)
        self._margins = _cell_margins(pen.template.sheet, pen.template.style(TABLE_STYLE, "table"))
        self._widths = _shared(
            pen.width - place.left - place.right,
            _weights(table.widths, columns),
            self._look.size,
            self._margins.left + self._margins.right,
        )

    def write(self) -> None:
        """Write the table."""
        table, pen = self._table, self._pen
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        pen.xml.append(f"<w:tbl>{self._properties()}<w:tblGrid>{grid}</w:tblGrid>")
        heading = self._row(table.header, header=True)
        repeated = heading.height + heading.fixed
        for row in table.rows:
            self._row(row, header=False).repeated = repeated
        pen.xml.append("</w:tbl>")

    def _properties(self) -> str:
        style = self._pen.template.style(TABLE_STYLE, "table")
        described = ""
        if self._table.caption:
            described += f'<w:tblCaption w:val="{attribute(self._table.caption)}"/>'
        if self._table.description:
            described += f'<w:tblDescription w:val="{attribute(self._table.description)}"/>'
        return (
            f'<w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{self._place.left}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{described}</w:tblPr>'
        )

    def _row(self, row: Row, *, header: bool) -> Piece:
        pen, margins = self._pen, self._margins
        cells: list[str] = []
        written: list[Written] = []
        look = self._header_look() if header else self._look
        align = self._table.align
        for content, width, side in zip_longest(row, self._widths, align[: len(self._widths)]):
            inside = width - margins.left - margins.right - look.left - look.right
            cell = pen.spans.write(content or (), look, inside, inside)
            written.append(cell)
            keep = "<w:keepNext/>" if header else ""
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
                f"{self._opening}{keep}{_ALIGNMENT[side or 'left']}</w:pPr>{cell.xml}</w:p></w:tc>"
            )
        lines = max(cell.lines for cell in written)
        whole = header or lines <= _WHOLE
        properties = ("<w:cantSplit/>" if whole else "") + ("<w:tblHeader/>" if header else "")
        pen.xml.append(f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>")
        piece = self._piece(look, lines, whole=whole)
        piece.keep_next = header
        piece.cells = () if whole else tuple(cell.lines for cell in written)
        piece.notes = tuple(
            (0 if whole else line, label) for cell in written for line, label in cell.note_lines
        )
        pen.pieces.append(piece)
        return piece

    def _piece(self, look: Look, lines: int, *, whole: bool) -> Piece:
        margins = self._margins
        fixed = margins.top + margins.bottom + look.before + look.after + margins.border
        if whole:
            return Piece(1, lines * look.line_height, fixed=fixed)
        return Piece(lines, look.line_height, fixed=fixed)

    def _header_look(self) -> Look:
        return replace(self._look, bold=True) if self._margins.bold_header else self._look


@dataclass(frozen=True, slots=True)
class CellMargins:
    """What a table style puts around the text of a cell, in twips."""

    top: int = 0
    bottom: int = 0
    left: int = 108
    right: int = 108
    border: int = 0
    """What the line between two rows takes."""
    bold_header: bool = False


def _cell_margins(sheet: StyleSheet, style: str) -> CellMargins:
    """Read what a table style says; Word's own values where it is silent."""
    margins = CellMargins()
    for ancestor in reversed(list(sheet.lineage(style))):
        properties = ancestor.element.child("w:tblPr") or Element("w:tblPr")
        stated = {
            side.tag.removeprefix("w:"): int(side.attributes.get("w:w", "0"))
            for found in properties.every("w:tblCellMar")
            for side in found.elements()
        }
        known = {side: stated[side] for side in stated if side in _SIDES}
        margins = replace(margins, **known)
        for line in properties.every("w:insideH"):
            margins = replace(margins, border=int(line.attributes.get("w:sz", "0")) * 20 // 8)
        for part in ancestor.element.every("w:tblStylePr"):
            characters = part.child("w:rPr")
            if part.attributes.get("w:type") == "firstRow" and characters is not None:
                margins = replace(margins, bold_header=bool(characters.switch("w:b")))
    return margins


_SIDES = {"top", "bottom", "left", "right"}


def _weights(widths: Sequence[int], columns: int) -> list[int]:
    given = [max(width, 1) for width in widths[:columns]]
    return given + [1] * (columns - len(given))


def _shared(total: int, weights: Sequence[int], size: int, margins: int) -> list[int]:
    """Share a width among columns, each as wide as lets all programs break the same lines.

    Args:
        total: The measure, in twips.
        weights: Relative widths.
        size: Of the type, in twips.
        margins: What the sides of a cell take.
    """
    widths = []
    for weight in weights:
        inside = max(total * weight // sum(weights) - margins, 2 * size)
        whole = (4 * _PARTS * inside - 3 * size) // (4 * size)  # parts of the type size
        widths.append(margins + (4 * whole + 3) * size // (4 * _PARTS))
    return widths
