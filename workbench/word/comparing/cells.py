"""The rows and cells of a table, seen through the content controls that stand around them."""

from collections.abc import Iterator
from typing import Final

from workbench.word.comparing.frames import control_key
from workbench.word.comparing.pen import copy_of
from workbench.word.markup import Element
from workbench.word.names import (
    CELL,
    CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    GRID,
    ROW,
    ROW_PR,
    TABLE,
    TABLE_PR,
    w,
)
from workbench.word.settling.content import PLACES

EXCEPTIONS: Final = w("tblPrEx")
_FRAMES: Final = (CONTROL, CONTROL_CONTENT, CUSTOM_XML)
_HOLDERS: Final = (TABLE, ROW)
_IN_TABLE: Final = PLACES | {TABLE_PR, GRID, ROW}
_IN_ROW: Final = PLACES | {ROW_PR, EXCEPTIONS, CELL}


def rows_of(table: Element) -> list[Element]:
    """The table's own rows, those in controls too."""
    return list(_inside(table, ROW))


def cells_of(row: Element) -> list[Element]:
    """The row's own cells, those in controls too."""
    return list(_inside(row, CELL))


def _inside(holder: Element, tag: str) -> Iterator[Element]:
    for child in holder.iterchildren(tag, *_FRAMES):
        if child.tag == tag:
            yield child
        else:
            yield from _inside(child, tag)


def is_plain(table: Element) -> bool:
    """Whether rows and cells stand in it one by one, at most with controls around each."""
    return _holds(table, ROW, _IN_TABLE) and all(
        _holds(row, CELL, _IN_ROW) for row in rows_of(table)
    )


def _holds(holder: Element, tag: str, known: frozenset[str]) -> bool:
    return all(
        child.tag in known or (child.tag == CONTROL and len(list(_inside(child, tag))) == 1)
        for child in holder.iterchildren("*")
    )


def around(inside: Element) -> Element:
    """The outermost control around a row or a cell; itself where there is none."""
    return [inside, *_controls(inside)][-1]


def names_around(inside: Element) -> list[str]:
    """What the controls around a row or a cell are called."""
    return [control_key(control) for control in _controls(inside)]


def _controls(inside: Element) -> Iterator[Element]:
    for above in inside.iterancestors():
        if above.tag in _HOLDERS:
            return
        if above.tag == CONTROL:
            yield above


def copy_around(inside: Element) -> tuple[Element, Element]:
    """A copy of a row or a cell with the controls around it, and the row or cell in the copy."""
    copied = copy_of(around(inside))
    return copied, next(copied.iter(str(inside.tag)))
