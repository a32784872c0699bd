"""Rows and cells that go, and the tables that they leave behind.

A cell that goes leaves its width to its neighbour, a row without cells goes, a table without rows
goes, and a cell always ends in a paragraph. Two tables with nothing left between them become one,
as Word makes them.
"""

from bisect import bisect_right as bisect
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import (
    CELL,
    CELL_PR,
    CONTROL,
    CONTROL_CONTENT,
    GRID,
    ROW,
    TABLE,
    TABLE_PR,
    VAL,
    P,
    w,
)
from workbench.word.settling.content import detach, rehome, survivors

MOST_COLUMNS: Final = 63
_SPAN: Final = w("gridSpan")
_COLUMN: Final = w("gridCol")
_WIDTH: Final = w("w")
_CELL_WIDTH: Final = w("tcW")
_BIDI: Final = w("bidiVisual")


def remove_rows(rows: Iterable[Element]) -> None:
    """Remove rows, given in document order, and a table with them when they were its last."""
    waiting = dict.fromkeys(rows)
    together: list[Element] = []
    for row in waiting:
        together.append(row)
        if row.getnext() not in waiting:
            _remove_together(together)
            together = []


def _remove_together(rows: list[Element]) -> None:
    """Remove rows that lie one after the other; what must outlive them moves once, and out."""
    *before, last = rows
    places = [place for row in rows for place in survivors(row)]
    table = next(last.iterancestors(TABLE), None)
    for element in (*places, *before):
        detach(element)
    rehome(places, last)
    _remove(last)
    if table is not None and next(table.iter(ROW), None) is None:
        holder = table.getparent()
        _remove(table)
        if holder is not None and holder.tag == CELL:
            end_in_paragraph(holder)


def remove_cells(row: Element, going: Mapping[Element, bool]) -> None:
    """Remove cells of a row, and the row with them when they were all it had.

    Args:
        row: The row.
        going: The cells, and whether the neighbour spans the columns that each spanned: those of
            them that the table still has, for columns may have gone with the cells.
    """
    cells = [cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row]
    if all(cell in going for cell in cells):
        remove_rows([row])
        return
    neighbour: Element | None = None
    waiting = 0  # columns of cells before the first that stays
    bare = _columns(row) - sum(_span(cell) for cell in cells if cell not in going)
    for cell in cells:
        if cell not in going:
            neighbour = cell
        freed = waiting if cell not in going else min(going[cell] * _span(cell), max(bare, 0))
        bare -= freed if cell in going else 0
        if neighbour is None:
            waiting += freed
        elif freed:
            _set_span(neighbour, _span(neighbour) + freed)
            waiting = 0
        if cell in going:
            _remove(cell)


def end_in_paragraph(cell: Element) -> None:
    """See to that the last thing in a cell is a paragraph."""
    last = next((e for e in cell.iterchildren(reversed=True) if e.tag in (P, TABLE, CONTROL)), None)
    if last is None or last.tag == TABLE:
        cell.append(cell.makeelement(P))


def join_tables(tables: Iterable[Element]) -> None:
    """Make one table of each given table and the one that now follows it directly.

    Args:
        tables: The last of the document first, so that many in a row cost no more than few.
    """
    for table in tables:
        after = table.getnext()
        if after is None or after.tag != TABLE or _is_mirrored(table) != _is_mirrored(after):
            continue
        if not _put_on_one_grid(table, after):
            continue
        for head in [child for child in after if child.tag in (TABLE_PR, GRID)]:
            after.remove(head)
        for child in reversed(list(table)):
            after.insert(0, child)
        detach(table)


def _remove(element: Element) -> None:
    rehome(survivors(element), element)
    content = element.getparent()
    detach(element)
    while content is not None and content.tag == CONTROL_CONTENT and not len(content):
        control = content.getparent()
        content = None if control is None else control.getparent()
        if control is not None:
            detach(control)


def _is_mirrored(table: Element) -> bool:
    return table.find(f"{TABLE_PR}/{_BIDI}") is not None


def _columns(row: Element) -> int:
    """How many columns a row's table says that it has; where it does not say, more than any has."""
    table = next(row.iterancestors(TABLE), None)
    grid = None if table is None else table.find(GRID)
    return len(grid.findall(_COLUMN)) if grid is not None and len(grid) else MOST_COLUMNS + 1


def _span(cell: Element) -> int:
    span = cell.find(f"{CELL_PR}/{_SPAN}")
    written = "" if span is None else span.get(VAL, "")
    return max(1, int(written)) if written.isdecimal() and len(written) < 4 else 1


def _set_span(cell: Element, columns: int) -> None:
    properties = cell.find(CELL_PR)
    if properties is None:
        properties = cell.makeelement(CELL_PR)
        cell.insert(0, properties)
    span = properties.find(_SPAN)
    if columns == 1:
        if span is not None:
            properties.remove(span)
        return
    if span is None:
        span = properties.makeelement(_SPAN)
        before = next((e for e in properties if e.tag in (_CELL_WIDTH, w("cnfStyle"))), None)
        width = properties.find(_CELL_WIDTH)
        before = width if width is not None else before
        if before is None:
            properties.insert(0, span)
        else:
            before.addnext(span)
    span.set(VAL, str(columns))


def _edges(table: Element) -> list[int]:
    """Right edges of a table's columns, in twentieths of a point."""
    widths = [column.get(_WIDTH, "0") for column in table.findall(f"{GRID}/{_COLUMN}")]
    return list(accumulate(int(width) if width.isdecimal() else 0 for width in widths))


def _put_on_one_grid(first: Element, second: Element) -> bool:
    """Give both tables the columns of either, and their cells the spans that keep their widths.

    Returns:
        Whether that could be done: Word has no table with more columns than `MOST_COLUMNS`.
    """
    edges = sorted(set(_edges(first)) | set(_edges(second)))
    if len(edges) > MOST_COLUMNS:
        return False
    for table in (first, second):
        own = _edges(table)
        if own and own != edges:
            _put_on_grid(table, own, edges)
    return True


def _put_on_grid(table: Element, own: list[int], edges: list[int]) -> None:
    for row in table.iterchildren(ROW):
        at = 0
        for cell in row.iterchildren(CELL):
            start, at = at, min(at + _span(cell), len(own))
            left = own[start - 1] if start else 0
            right = own[at - 1] if at else 0
            _set_span(cell, max(1, bisect(edges, right) - bisect(edges, left)))
    grid = table.find(GRID)
    if grid is not None:
        for column in list(grid):
            grid.remove(column)
        for left, right in zip([0, *edges], edges, strict=False):
            grid.append(grid.makeelement(_COLUMN, {_WIDTH: str(right - left)}))
