"""Tables: a header row that is repeated, rows that stay whole, columns that fill the measure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from workbench.core import document as doc
from workbench.word.writer.layout import Piece
from workbench.word.writer.markup import Element, attribute, number
from workbench.word.writer.metrics import SCALE
from workbench.word.writer.paragraphs import Extent, Pen, Place
from workbench.word.writer.styles import Look, StyleSheet
from workbench.word.writer.template import TABLE_STYLE

_ALIGNMENT = {"left": "", "center": '<w:jc w:val="center"/>', "right": '<w:jc w:val="right"/>'}
WHOLE_ROW = "<w:cantSplit/>"
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
    elif pen.new_page:
        pen.spacer()
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
            self._weights(columns),
            self._look.size,
            self._margins.left + self._margins.right,
        )

    def _weights(self, columns: int) -> list[int]:
        """Return relative widths: as stated, or as what stands in each column asks for."""
        stated = [max(width, 1) for width in self._table.widths[:columns]]
        if stated:
            return stated + [1] * (columns - len(stated))
        face = self._look.type(bold=True)
        least, most = [], []
        for column in zip_longest(self._table.header, *self._table.rows, fillvalue=()):
            texts = [doc.plain(cell) for cell in column]
            sides = (self._margins.left + self._margins.right) * SCALE
            least.append(sides + max(face[w] for text in texts for w in text.split(" ")))
            most.append(sides + max(sum(face[w] + face.space for w in t.split(" ")) for t in texts))
        total = (self._pen.width - self._place.left - self._place.right) * SCALE
        spare = total - sum(least)
        if spare <= 0:
            return least
        wanted = [high - low for low, high in zip(least, most, strict=True)]
        if sum(wanted) <= spare:
            return most
        return [low + spare * more // sum(wanted) for low, more in zip(least, wanted, strict=True)]

    def write(self) -> None:
        """Write the table."""
        table, pen = self._table, self._pen
        begun = len(pen.xml), len(pen.pieces)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in self._widths)
        pen.xml.append(f"<w:tbl>{self._properties()}<w:tblGrid>{grid}</w:tblGrid>")
        margins = self._margins
        marks = table.marks or (None,) * (1 + len(table.rows))
        heading = self._row(table.header, marks[0], header=True)
        heading.fixed += margins.edge_above + (margins.below_header or margins.between)
        last = heading
        for row, mark in zip(table.rows, marks[1:], strict=True):
            last = self._row(row, mark, header=False)
            last.fixed += margins.between
            last.repeated = heading.height + heading.fixed
        if last is not heading:
            last.fixed += margins.edge_below - margins.between
        pen.xml.append("</w:tbl>")
        pen.tables.append(Extent(begun[0], len(pen.xml), begun[1], len(pen.pieces)))

    def _properties(self) -> str:
        style = self._pen.template.style(TABLE_STYLE, "table")
        described = ""
        if self._table.caption:
            described += f'<w:tblCaption w:val="{attribute(self._table.caption)}"/>'
        if self._table.description:
            described += f'<w:tblDescription w:val="{attribute(self._table.description)}"/>'
        return (
            f'<w:tblPr><w:tblStyle w:val="{style}"/>'
            f'<w:tblW w:w="{sum(self._widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{self._place.left}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
            f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>{described}</w:tblPr>'
        )

    def _row(self, row: Row, mark: doc.Mark | None, *, header: bool) -> Piece:
        """Write a row; one that is not too high stays on one page."""
        pen, margins = self._pen, self._margins
        look = self._header_look() if header else self._look
        edges = margins.left + margins.right + look.left + look.right
        padded = row + ((),) * (len(self._widths) - len(row))
        written = [
            pen.spans.write(content, look, width - edges, width - edges)
            for content, width in zip(padded, self._widths, strict=True)
        ]
        lines = max(cell.lines for cell in written)
        whole = header or lines <= _WHOLE
        cells = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>'
            f"<w:p><w:pPr>{self._opening}{side}</w:pPr>{cell.xml}</w:p></w:tc>"
            for cell, width, side in zip(written, self._widths, self._sides(), strict=True)
        )
        properties = (WHOLE_ROW if whole else "") + ("<w:tblHeader/>" if header else "")
        properties += pen.spans.revisions.sign(mark) if mark else ""
        pen.xml.append(f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>")
        piece = self._piece(look, lines, whole=whole)
        piece.keep_next = header
        piece.cells = () if whole else tuple(cell.lines for cell in written)
        piece.notes = tuple(
            (0 if whole else line, label) for cell in written for line, label in cell.note_lines
        )
        pen.pieces.append(piece)
        return piece

    def _sides(self) -> list[str]:
        """Return the alignment of each column as a property."""
        stated = [_ALIGNMENT[side] for side in self._table.align[: len(self._widths)]]
        return stated + [""] * (len(self._widths) - len(stated))

    def _piece(self, look: Look, lines: int, *, whole: bool) -> Piece:
        margins = self._margins
        fixed = margins.top + margins.bottom + look.before + look.after
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
    edge_above: int = 0
    """What the line above the table takes; likewise the others below."""
    edge_below: int = 0
    between: int = 0
    below_header: int = 0
    bold_header: bool = False


def _cell_margins(sheet: StyleSheet, style: str) -> CellMargins:
    """Read what a table style says; Word's own values where it is silent."""
    margins = CellMargins()
    for ancestor in reversed(list(sheet.lineage(style))):
        properties = ancestor.element.child("w:tblPr") or Element("w:tblPr")
        stated = {
            side.tag.removeprefix("w:"): number(side.attributes.get("w:w"))
            for found in properties.every("w:tblCellMar")
            for side in found.elements()
        }
        margins = replace(
            margins,
            top=stated.get("top", margins.top),
            bottom=stated.get("bottom", margins.bottom),
            left=stated.get("left", stated.get("start", margins.left)),
            right=stated.get("right", stated.get("end", margins.right)),
        )
        for borders in properties.every("w:tblBorders"):
            margins = replace(
                margins,
                edge_above=_thickness(borders.child("w:top"), margins.edge_above),
                edge_below=_thickness(borders.child("w:bottom"), margins.edge_below),
                between=_thickness(borders.child("w:insideH"), margins.between),
            )
        for part in ancestor.element.every("w:tblStylePr"):
            if part.attributes.get("w:type") == "firstRow":
                margins = _with_header(margins, part)
    return margins


def _with_header(margins: CellMargins, first_row: Element) -> CellMargins:
    for characters in first_row.every("w:rPr"):
        margins = replace(margins, bold_header=bool(characters.switch("w:b")))
    for borders in first_row.every("w:tcBorders"):
        line = _thickness(borders.child("w:bottom"), margins.below_header)
        margins = replace(margins, below_header=line)
    return margins


def _thickness(border: Element | None, default: int) -> int:
    """Return the width of a line in twips; `w:sz` is in eighths of a point."""
    if border is None:
        return default
    if border.attributes.get("w:val", "none") in {"none", "nil"}:
        return 0
    return number(border.attributes.get("w:sz")) * 20 // 8


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
        inside = max(total * weight // sum(weights) - margins, size)
        whole = (4 * _PARTS * inside - 3 * size) // (4 * size)  # parts of the type size
        widths.append(margins + (4 * whole + 3) * size // (4 * _PARTS))
    return widths
