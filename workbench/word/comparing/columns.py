"""Which columns of two tables answer to each other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbench.core.merging.alignment import Fate, align
from workbench.word.comparing.cells import cells_of, rows_of
from workbench.word.comparing.inline import Reader
from workbench.word.comparing.pairing import text_of
from workbench.word.markup import Element
from workbench.word.names import CELL_PR, GRID, VAL, w

_COLUMN: Final = w("gridCol")
_SHAPE: Final = (w("gridSpan"), w("vMerge"), w("hMerge"))


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns of the earlier table and what they are in the later."""

    same: bool
    """Whether no column came or went; then rows need not lie on columns at all."""
    matched: tuple[tuple[int | None, int | None], ...] = ()
    """Place in the earlier and in the later table, in the order of both; None where it is not."""

    def pairs(self, cells: int) -> Iterator[tuple[int | None, int | None]]:
        """Places of the cells of a row that answer to each other.

        Args:
            cells: How many the earlier row has.
        """
        return ((n, n) for n in range(cells)) if self.same else iter(self.matched)

    def lets_answer(self, old: Element, new: Element) -> bool:
        """Whether two rows can be compared cell by cell: their cells lie alike on the columns."""
        mine, theirs = _shape(old), _shape(new)
        if self.same:
            return mine == theirs
        before = sum(1 for place, _ in self.matched if place is not None)
        after = sum(1 for _, place in self.matched if place is not None)
        return not any(mine + theirs) and (len(mine), len(theirs)) == (before, after)

    def text_before(self, row: Element, reader: Reader) -> str:
        """What a row of the earlier table is known by: the columns that both have."""
        return self._text(row, reader, [a for a, b in self.matched if b is not None])

    def text_after(self, row: Element, reader: Reader) -> str:
        """What a row of the later table is known by."""
        return self._text(row, reader, [b for a, b in self.matched if a is not None])

    def _text(self, row: Element, reader: Reader, places: list[int | None]) -> str:
        cells = cells_of(row)
        if self.same or len(cells) <= max((p for p in places if p is not None), default=0):
            return text_of(row, reader)
        return "\n".join(text_of(cells[p], reader) for p in places if p is not None)


AS_THEY_ARE: Final = Columns(same=True)


def count_columns(table: Element) -> int:
    """How many columns a table says that it has."""
    return len(table.findall(f"{GRID}/{_COLUMN}"))


def match_columns(old: Element, new: Element, readers: tuple[Reader, Reader]) -> Columns | None:
    """Find the columns that came and went.

    Returns:
        None when there is none that stayed, or when cells span columns.
    """
    texts = [_texts(table, reader) for table, reader in zip((old, new), readers, strict=True)]
    before, after = texts
    if before is None or after is None:
        return None
    matched: list[tuple[int | None, int | None]] = []
    for match in align(before, after).matches:
        olds, news = list(match.before), list(match.after)
        both = min(len(olds), len(news)) if match.fate is not Fate.REWRITTEN else 0
        matched += zip(olds[:both], news[:both], strict=True)
        matched += ((place, None) for place in olds[both:])
        matched += ((None, place) for place in news[both:])
    if all(None in pair for pair in matched):
        return None
    return Columns(same=False, matched=tuple(matched))


def _texts(table: Element, reader: Reader) -> list[str] | None:
    """What each column is known by; None when the cells do not lie one on each column."""
    rows = [cells_of(row) for row in rows_of(table)]
    columns = count_columns(table)
    if any(len(cells) != columns or any(_shape(row)) for row, cells in _with_cells(table, rows)):
        return None
    return ["\n".join(text_of(cells[n], reader) for cells in rows) for n in range(columns)]


def _with_cells(
    table: Element, rows: list[list[Element]]
) -> Iterator[tuple[Element, list[Element]]]:
    return zip(rows_of(table), rows, strict=True)


def _shape(row: Element) -> list[tuple[str, ...]]:
    """How a row's cells lie on the table's columns."""
    return [
        tuple(f"{e.tag}{e.get(VAL, '')}" for e in cell.iterfind(f"{CELL_PR}/*") if e.tag in _SHAPE)
        for cell in cells_of(row)
    ]
