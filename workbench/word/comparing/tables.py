"""Tables, compared row by row and cell by cell.

Rows that answer to each other are compared inside; other rows go and come whole. Where columns
went or came, the cells in them are marked one by one. Only a table whose rows cannot be laid on
columns goes and comes whole.

A row that somebody took away, or of which somebody took away a cell, and that somebody else wrote
in, is taken away by both, and the other's version is inserted: no mark stands inside another's.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from workbench.core.merging.alignment import Fate, align
from workbench.core.merging.diff import Kind
from workbench.word.comparing.cells import (
    EXCEPTIONS,
    around,
    cells_of,
    copy_around,
    is_plain,
    names_around,
    rows_of,
)
from workbench.word.comparing.columns import AS_THEY_ARE, Columns, count_columns, match_columns
from workbench.word.comparing.fingerprint import fingerprint
from workbench.word.comparing.inline import NOTE_SIGNS, SHELL
from workbench.word.comparing.insertions import together
from workbench.word.comparing.pen import copy_of, element
from workbench.word.comparing.properties import fit, keep_grid, keep_table_properties
from workbench.word.comparing.side import By, Desk, Side, Versions
from workbench.word.comparing.story import compare_story, paint_story
from workbench.word.markup import Element
from workbench.word.names import (
    CELL,
    CELL_PR,
    CONTROL,
    DEL,
    GRID,
    INS,
    ROW_PR,
    TABLE_PR,
    w,
)
from workbench.word.settling.content import PLACES


def compare_table(
    old: Element, news: Sequence[tuple[Side, Element | None]], desk: Desk
) -> Iterable[Element]:
    """Mark in a table of the earlier file what the later files make of it.

    Args:
        old: Changed in place.
        news: The table in the later files; None in those that it went from.
        desk: Readers, pens and what comes along.
    """
    kept = [(s, new) for s, new in news if new is not None and not _is_same(old, new, s, desk)]
    columns = {side: _columns(old, new, (desk, side)) for side, new in kept}
    inside = [(side, new) for side, new in kept if columns[side] is not None]
    whole = [(side, new) for side, new in kept if columns[side] is None]
    gone = [side for side, new in news if new is None] + [side for side, _ in whole]
    rows = _Rows(old, inside, {s: c for s, c in columns.items() if c is not None}, desk)
    rows.write(gone)
    replaced = {side: [new] for side, new in whole}
    inserted = together(replaced, lambda side, new: fingerprint(new, side.reader.resolve))
    return (old, *(insert_table(new, by, desk) for by, new in inserted))


def insert_table(new: Element, by: By, desk: Desk) -> Element:
    """A copy of a later file's table of which every row is marked as inserted."""
    table = copy_of(new)
    fit(table)
    for row in rows_of(table):
        _number_controls(around(row), by, desk)
        _paint_row(row, Kind.INSERTED, by, desk)
    return table


def _number_controls(copied: Element, by: By, desk: Desk) -> None:
    """Make the controls around a row and its cells fit; text in the cells is made so when painted.

    Args:
        copied: A row or a cell of a later file with the controls around it.
        by: Who put it in.
        desk: What comes along.
    """
    cells = set(copied.iter(CELL))
    shells = [c for c in copied.iter(CONTROL) if cells.isdisjoint(c.iterancestors(CELL))]
    desk.borrow([e for shell in shells for e in shell.iterchildren(*SHELL)], by)


def _is_same(old: Element, new: Element, side: Side, desk: Desk) -> bool:
    """Whether two tables, or rows, are the same; their notes are noted, to be compared later."""
    if fingerprint(old, desk.old.resolve) != fingerprint(new, side.reader.resolve):
        return False
    for sign, other in zip(old.iter(*NOTE_SIGNS), new.iter(*NOTE_SIGNS), strict=True):
        desk.keep_note(sign, other, side)
    return True


def _columns(old: Element, new: Element, context: tuple[Desk, Side]) -> Columns | None:
    """How the columns answer to each other; None when the tables cannot be compared inside."""
    desk, side = context
    if not (is_plain(old) and is_plain(new)):
        return None
    if count_columns(old) == count_columns(new):
        return AS_THEY_ARE
    return match_columns(old, new, (desk.old, side.reader))


def _tell_of_controls(old: Element, new: Element, side: Side, desk: Desk) -> None:
    """Tell of controls around a row or a cell that only one of the files has."""
    mine, theirs = Counter(names_around(old)), Counter(names_around(new))
    for more, where in ((mine - theirs, "gamla"), (theirs - mine, "nya")):
        for name in more:
            what = f"innehållskontrollen ”{name}” i en tabell finns bara i den {where} filen"
            desk.tell((side,), what)


@dataclass(slots=True)
class _Row:
    """A row of the earlier table, and what became of it."""

    element: Element
    gone: list[Side] = field(default_factory=list)
    kept: list[tuple[Side, Element]] = field(default_factory=list)
    """What it is in the files where something in it changed."""
    came: dict[Side, list[Element]] = field(default_factory=lambda: defaultdict(list))
    """What stands before it in the later files and is new."""


@dataclass(slots=True)
class _Cell:
    """A cell of a row of the earlier table, and what became of it."""

    element: Element | None
    """None for what stands after the last."""
    versions: list[tuple[Side, Element | None]] = field(default_factory=list)
    """What it is in the files where something in the row changed; None where it went."""
    came: dict[Side, list[Element]] = field(default_factory=dict)
    """What stands before it in the later files and is new."""

    def is_torn(self, desk: Desk) -> bool:
        """Whether somebody took it away and somebody else wrote in it."""
        if self.element is None or all(new is not None for _, new in self.versions):
            return False
        kept = ((side, new) for side, new in self.versions if new is not None)
        return not all(_is_same(self.element, new, side, desk) for side, new in kept)


class _Rows:
    """The rows of a table being written."""

    def __init__(
        self, old: Element, versions: Versions, columns: dict[Side, Columns], desk: Desk
    ) -> None:
        self._old, self._versions = old, versions
        self._columns, self._desk = columns, desk
        self._rows = [_Row(row) for row in rows_of(old)]
        self._last = _Row(old)  # what stands after the last row

    def write(self, gone: Sequence[Side]) -> None:
        """Mark everything, in place.

        Args:
            gone: Those in whose files the table is not.
        """
        for row in self._rows:
            row.gone += gone
        if gone and not self._rows:
            self._desk.tell(tuple(gone), "en tabell utan rader som tagits bort")
        for side, new in self._versions:
            self._read(side, new)
        if self._versions:
            keep_table_properties(self._old, TABLE_PR, self._versions, self._desk)
            grids = [(side, g) for side, new in self._versions if (g := new.find(GRID)) is not None]
            keep_grid(self._old.find(GRID), grids, self._desk)
        if not self._versions:
            for row in self._rows:
                list(self._written(row))
            return
        written = [r for row in (*self._rows, self._last) for r in self._written(row)]
        places = [child for child in self._old if child.tag in PLACES]
        for child in [*places, *(around(row.element) for row in self._rows)]:
            self._old.remove(child)
        self._old.extend((*places, *written))

    def _read(self, side: Side, new: Element) -> None:
        """Find out what became of the rows in one file."""
        columns = self._columns[side]
        theirs = rows_of(new)
        texts = (
            [columns.text_before(row.element, self._desk.old) for row in self._rows],
            [columns.text_after(row, side.reader) for row in theirs],
        )
        for match in align(*texts).matches:
            olds = self._rows[match.before.start : match.before.stop]
            news = theirs[match.after.start : match.after.stop]
            both = min(len(olds), len(news))
            if match.fate is Fate.REWRITTEN and len(olds) != len(news):
                both = 0
            for row, other in zip(olds[:both], news[:both], strict=True):
                _tell_of_controls(row.element, other, side, self._desk)
                if not _is_same(row.element, other, side, self._desk):
                    row.kept.append((side, other))
            for row in olds[both:]:
                row.gone.append(side)
            after = match.before.stop
            place = self._rows[after] if after < len(self._rows) else self._last
            place.came[side] += news[both:]

    def _written(self, row: _Row) -> Iterator[Element]:
        yield from self._came(row.came)
        if row is self._last:
            return
        cells = self._cells(row)
        if row.gone or cells is None or any(cell.is_torn(self._desk) for cell in cells):
            gone = {*row.gone, *(side for side, _ in row.kept)}
            by = tuple(side for side in self._desk.sides if side in gone)
            _paint_row(row.element, Kind.DELETED, by, self._desk)
            yield around(row.element)
            yield from self._came({side: [other] for side, other in row.kept})
        else:
            if row.kept:
                keep_table_properties(row.element, ROW_PR, row.kept, self._desk)
                self._write_cells(cells)
            yield around(row.element)

    def _came(self, rows: dict[Side, list[Element]]) -> Iterator[Element]:
        for by, new in self._together(rows):
            copied, row = copy_around(new)
            fit(copied)
            _number_controls(copied, by, self._desk)
            _paint_row(row, Kind.INSERTED, by, self._desk)
            yield copied

    def _cells(self, row: _Row) -> list["_Cell"] | None:
        """What became of the cells of a row; None when they do not answer to each other."""
        mine = cells_of(row.element)
        cells = [_Cell(cell) for cell in mine]
        after_last = _Cell(None)
        for side, other in row.kept:
            columns = self._columns[side]
            if not columns.lets_answer(row.element, other):
                return None
            theirs = cells_of(other)
            at = 0
            for before, after in columns.pairs(len(cells)):
                if before is not None:
                    at = before + 1
                    if after is not None:
                        _tell_of_controls(mine[before], theirs[after], side, self._desk)
                    cells[before].versions.append((side, None if after is None else theirs[after]))
                elif after is not None:
                    place = cells[at] if at < len(cells) else after_last
                    place.came.setdefault(side, []).append(theirs[after])
        return [*cells, after_last]

    def _write_cells(self, cells: Sequence["_Cell"]) -> None:
        """Compare the cells of a row, and put in those of columns that came."""
        last: Element | None = None
        for cell in cells:
            for by, new in self._together(cell.came):
                copied, inside = copy_around(new)
                fit(copied)
                _number_controls(copied, by, self._desk)
                paint_story(inside, Kind.INSERTED, by, self._desk)
                _cell_properties(inside).append(self._desk.pen(by).mark(w("cellIns")))
                if cell.element is not None:
                    around(cell.element).addprevious(copied)
                elif last is not None:
                    around(last).addnext(copied)
                    last = inside
            if cell.element is None:
                continue
            last = cell.element
            gone = tuple(side for side, new in cell.versions if new is None)
            kept = [(side, new) for side, new in cell.versions if new is not None]
            if gone:
                paint_story(last, Kind.DELETED, gone, self._desk)
                _cell_properties(last).append(self._desk.pen(gone).mark(w("cellDel")))
            else:
                compare_story(last, kept, self._desk)
                keep_table_properties(last, CELL_PR, kept, self._desk)

    def _together(self, things: dict[Side, list[Element]]) -> list[tuple[By, Element]]:
        """Rows or cells that came in one place, in the order of the sides."""
        ordered = {side: things[side] for side in self._desk.sides if things.get(side)}
        return together(ordered, lambda side, new: fingerprint(new, side.reader.resolve))


def _cell_properties(cell: Element) -> Element:
    properties = cell.find(CELL_PR)
    if properties is None:
        properties = element(CELL_PR)
        cell.insert(0, properties)
    return properties


def _paint_row(row: Element, kind: Kind, by: By, desk: Desk) -> None:
    """A row that is marked with all that is in it."""
    for cell in cells_of(row):
        paint_story(cell, kind, by, desk)
    properties = row.find(ROW_PR)
    if properties is None:
        properties = element(ROW_PR)
        row.insert(1 if len(row) and row[0].tag == EXCEPTIONS else 0, properties)
    properties.append(desk.pen(by).mark(INS if kind is Kind.INSERTED else DEL))
