"""Tables, compared row by row and cell by cell.

Rows that answer to each other and have cells of the same shape are compared inside; other rows go
and come whole. A table that got another number of columns goes and comes whole.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from workbench.core.merging.alignment import Fate, align
from workbench.core.merging.diff import Kind
from workbench.word.comparing.fingerprint import fingerprint
from workbench.word.comparing.pairing import text_of
from workbench.word.comparing.pen import copy_of, element
from workbench.word.comparing.properties import clean, keep_grid, keep_table_properties
from workbench.word.comparing.story import Desk, compare_story, paint_story
from workbench.word.markup import Element
from workbench.word.names import (
    CELL,
    CELL_PR,
    DEL,
    GRID,
    INS,
    ROW,
    ROW_PR,
    TABLE,
    TABLE_PR,
    VAL,
    w,
)
from workbench.word.settling.content import PLACES

_EXCEPTIONS: Final = w("tblPrEx")
_SHAPE: Final = (w("gridSpan"), w("vMerge"), w("hMerge"))
_IN_TABLE: Final = PLACES | {TABLE_PR, GRID, ROW}
_IN_ROW: Final = PLACES | {ROW_PR, _EXCEPTIONS, CELL}


def compare_tables(old: Element | None, new: Element | None, desk: Desk) -> Iterable[Element]:
    """Mark what makes one table the other.

    Args:
        old: Changed in place; None for a table that came.
        new: None for a table that went.
        desk: Readers, pen and what comes along.
    """
    if old is None or new is None or not _comparable(old, new, desk):
        went = () if old is None else (_painted(old, Kind.DELETED, desk),)
        came = () if new is None else (_painted(copy_of(new), Kind.INSERTED, desk),)
        return (*went, *came)
    told = fingerprint(old, desk.old.resolve) == fingerprint(new, desk.new.resolve)
    if not told or _has_notes(old):
        _compare(old, new, desk)
    return (old,)


def _has_notes(table: Element) -> bool:
    return next(table.iter(w("footnoteReference"), w("endnoteReference")), None) is not None


def _comparable(old: Element, new: Element, desk: Desk) -> bool:
    if fingerprint(old, desk.old.resolve) == fingerprint(new, desk.new.resolve):
        return True
    columns = [len(table.findall(f"{GRID}/{w('gridCol')}")) for table in (old, new)]
    return columns[0] == columns[1] and _is_plain(old) and _is_plain(new)


def _is_plain(table: Element) -> bool:
    """Whether rows and cells stand in it without frames around them."""
    return all(child.tag in _IN_TABLE for child in table.iterchildren("*")) and all(
        child.tag in _IN_ROW for row in table.iterchildren(ROW) for child in row.iterchildren("*")
    )


def _compare(old: Element, new: Element, desk: Desk) -> None:
    context = desk.old, desk.new, desk.pen
    keep_table_properties(old, old.find(TABLE_PR), new.find(TABLE_PR), TABLE_PR, context)
    keep_grid(old.find(GRID), new.find(GRID), desk.pen)
    mine, theirs = list(old.iterchildren(ROW)), list(new.iterchildren(ROW))
    rows = list(_rows(mine, theirs, desk))
    places = [child for child in old if child.tag in PLACES]
    for child in (*mine, *places):
        old.remove(child)
    old.extend((*places, *rows))


def _rows(mine: list[Element], theirs: list[Element], desk: Desk) -> Iterator[Element]:
    texts = [text_of(row, desk.old) for row in mine], [text_of(row, desk.new) for row in theirs]
    for match in align(*texts).matches:
        olds = mine[match.before.start : match.before.stop]
        news = theirs[match.after.start : match.after.stop]
        together = min(len(olds), len(news))
        if match.fate is Fate.REWRITTEN and len(olds) != len(news):
            together = 0
        for old, new in zip(olds[:together], news[:together], strict=True):
            yield from _row(old, new, desk)
        for old in olds[together:]:
            yield _painted_row(old, Kind.DELETED, desk)
        for new in news[together:]:
            yield _painted_row(copy_of(new), Kind.INSERTED, desk)


def _row(old: Element, new: Element, desk: Desk) -> Iterator[Element]:
    if _shape(old) != _shape(new):
        yield _painted_row(old, Kind.DELETED, desk)
        yield _painted_row(copy_of(new), Kind.INSERTED, desk)
        return
    context = desk.old, desk.new, desk.pen
    keep_table_properties(old, old.find(ROW_PR), new.find(ROW_PR), ROW_PR, context)
    for cell, other in zip(old.iterchildren(CELL), new.iterchildren(CELL), strict=True):
        compare_story(cell, other, desk)
        keep_table_properties(cell, cell.find(CELL_PR), other.find(CELL_PR), CELL_PR, context)
    yield old


def _shape(row: Element) -> list[tuple[str, ...]]:
    """How a row's cells lie on the table's columns."""
    return [
        tuple(f"{e.tag}{e.get(VAL, '')}" for e in cell.iterfind(f"{CELL_PR}/*") if e.tag in _SHAPE)
        for cell in row.iterchildren(CELL)
    ]


def _painted(table: Element, kind: Kind, desk: Desk) -> Element:
    """A table of which every row is marked."""
    if kind is Kind.INSERTED:
        _fit(table)
    for row in [r for r in table.iter(ROW) if _is_own(r, table)]:
        _painted_row(row, kind, desk, fit=False)
    return table


def _is_own(row: Element, table: Element) -> bool:
    return next(row.iterancestors(TABLE)) is table


def _painted_row(row: Element, kind: Kind, desk: Desk, *, fit: bool = True) -> Element:
    """A row that is marked with all that is in it."""
    if kind is Kind.INSERTED and fit:
        _fit(row)
    for cell in [c for c in row.iter(CELL) if next(c.iterancestors(ROW)) is row]:
        paint_story(cell, kind, desk)
    properties = row.find(ROW_PR)
    if properties is None:
        properties = element(ROW_PR)
        row.insert(1 if len(row) and row[0].tag == _EXCEPTIONS else 0, properties)
    properties.append(desk.pen.mark(INS if kind is Kind.INSERTED else DEL))
    return row


def _fit(copied: Element) -> None:
    """Make the frame of a copied table fit for the earlier file; its text is borrowed later."""
    clean(copied)
    for place in list(copied.iter(*PLACES)):
        holder = place.getparent()
        if holder is not None:
            holder.remove(place)
