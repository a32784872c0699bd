"""Settling the changes of one part, in the order that makes it right.

Formatting first, for it lies in place. Then content from the inside out, so that a deletion in
somebody's insertion is decided before the insertion. Then rows and cells, and last the paragraphs,
from the end to the beginning: only now is it known what stands between two of them.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from workbench.word.marks import (
    CONTROL_ENDS,
    CONTROL_STARTS,
    MOVE_ENDS,
    MOVE_STARTS,
    RANGES,
    Kind,
    Mark,
    Role,
    find_marks,
)
from workbench.word.markup import Element
from workbench.word.names import (
    CELL,
    DELETED_INSTRUCTION,
    DELETED_TEXT,
    FIELD_CHAR,
    ID,
    ROW,
    RUN,
    P,
    m,
    w,
)
from workbench.word.settling.content import detach, is_empty, keep, leave_out, undelete
from workbench.word.settling.controls import settle_control, settle_structure
from workbench.word.settling.decision import Decision, Unsettled
from workbench.word.settling.fields import broken_signs, mend_fields
from workbench.word.settling.paragraphs import join_paragraphs
from workbench.word.settling.properties import (
    settle_merge,
    settle_numbering,
    settle_properties,
    tidy,
)
from workbench.word.settling.tables import end_in_paragraph, join_tables, remove_cells, remove_rows
from workbench.word.settling.waiting import Pending, Waiting

_MOVES: Final = (Kind.MOVE_FROM, Kind.MOVE_TO)
_NAME: Final = w("name")


@dataclass(frozen=True, slots=True)
class Failure:
    """A change that stays because it cannot be settled."""

    mark: Mark
    reason: str
    """Swedish, for the report."""


@dataclass(frozen=True, slots=True)
class Left:
    """The changes that were to be settled and stay."""

    failures: list[Failure]
    waiting: list[Waiting]


def settle_tree(root: Element, decision: Decision) -> None:
    """Settle every change of a part, in place; what cannot be settled stays."""
    settle_marks(root, find_marks(root), decision, everything=True)


def settle_marks(
    root: Element, marks: Sequence[Mark], decision: Decision, *, everything: bool
) -> Left:
    """Settle some changes of a part, in place.

    Args:
        root: The part.
        marks: The changes, in document order.
        decision: What is done with each of them.
        everything: Whether these are all there are: then no range is left without its marks, and
            there is nothing to wait for.
    """
    fields = next(root.iter(FIELD_CHAR), None) is not None
    broken = broken_signs(root) if fields else set()
    failures = _settle_in_place(marks, decision)
    _settle_content(root, marks, decision)
    _settle_tables(root, marks, decision)
    waiting = _settle_paragraphs(root, marks, decision, everything=everything)
    _forget_moves(root, {mark.move for mark in marks if mark.kind in _MOVES}, everything=everything)
    if fields:
        mend_fields(root, broken)
    return Left(failures, waiting)


def _settle_in_place(marks: Iterable[Mark], decision: Decision) -> list[Failure]:
    failures: list[Failure] = []
    acts: dict[Role, Callable[[Mark, Decision], None]] = {
        Role.PROPERTIES: settle_properties,
        Role.NUMBERING: settle_numbering,
    }
    for mark in marks:
        if mark.kind is Kind.CELL_MERGE:  # before the cell's formatting, which may say otherwise
            settle_merge(mark, decision)
    for mark in marks:
        act = acts.get(mark.role)
        try:
            if act is not None:
                act(mark, decision)
        except Unsettled as why:
            failures.append(Failure(mark, str(why)))
    return failures


def _settle_content(root: Element, marks: Sequence[Mark], decision: Decision) -> None:
    for mark in reversed(marks):
        if not _is_in(root, mark.element):
            continue  # went with something that it stood in
        if mark.role is Role.CONTENT:
            (keep if decision.keeps(mark) else _leave_out)(mark.element)
        elif mark.role is Role.RUN:
            _settle_run(mark, decision)
        elif mark.role is Role.CONTROL:
            settle_control(mark, decision)
        elif mark.role is Role.MATHS:
            settle_structure(mark, decision)
        elif mark.role is Role.BARE:
            _remove_mark(mark)


def _leave_out(element: Element) -> None:
    """Leave out content; some programs put whole paragraphs and rows in a mark made for words."""
    holder = element.getparent()
    remove_rows(element.iterchildren(ROW))
    leave_out(element)
    if holder is not None and holder.tag == CELL:
        end_in_paragraph(holder)


def _settle_run(mark: Mark, decision: Decision) -> None:
    """A mark in a run's own properties, as old programs wrote it."""
    run = next(mark.element.iterancestors(RUN, m("r")), None)
    _remove_mark(mark)
    if run is None:
        return
    if not decision.keeps(mark):
        leave_out(run)
        return
    for deleted in list(run.iter(DELETED_TEXT, DELETED_INSTRUCTION)):
        undelete(deleted)


def _remove_mark(mark: Mark) -> None:
    properties = mark.element.getparent()
    detach(mark.element)
    if properties is not None:
        tidy(properties)


def _settle_tables(root: Element, marks: Iterable[Mark], decision: Decision) -> None:
    rows: list[Element] = []
    for mark in marks:
        if mark.role is Role.ROW and _is_in(root, mark.element):
            row = next(mark.element.iterancestors(ROW), None)
            _remove_mark(mark)
            if row is not None and not decision.keeps(mark):
                rows.append(row)
    remove_rows(rows)
    going: dict[Element, dict[Element, bool]] = {}
    for mark in marks:
        if mark.role is Role.CELL and _is_in(root, mark.element):
            cell = next(mark.element.iterancestors(CELL), None)
            row = next(mark.element.iterancestors(ROW), None)
            _remove_mark(mark)
            if cell is not None and row is not None and not decision.keeps(mark):
                going.setdefault(row, {})[cell] = mark.kind is Kind.CELL_DEL
    for row, cells in going.items():
        if _is_in(root, row):
            remove_cells(row, cells)


def _settle_paragraphs(
    root: Element, marks: Iterable[Mark], decision: Decision, *, everything: bool
) -> list[Waiting]:
    dropped: dict[Element, list[Mark]] = {}  # a mark may be both inserted and deleted
    moved: dict[Element, None] = {}
    for mark in marks:
        if mark.role is not Role.PARAGRAPH or not _is_in(root, mark.element):
            continue
        paragraph = next(mark.element.iterancestors(P), None)
        if paragraph is None or decision.keeps(mark):
            _remove_mark(mark)
            continue
        dropped.setdefault(paragraph, []).append(mark)
        if mark.kind in _MOVES:
            moved[paragraph] = None
    _remove_moved_rows(moved)
    cells = {cell for p in dropped for cell in p.iterancestors(CELL)}
    join_tables(join_paragraphs([p for p in dropped if _is_in(root, p)]))
    for cell in cells:
        end_in_paragraph(cell)
    stuck = {p: dropped[p] for p in dropped if _is_in(root, p)}
    if everything or not stuck:
        for mark in chain.from_iterable(stuck.values()):
            _remove_mark(mark)
        return []
    return _waiting(stuck, Pending(root, decision))


def _waiting(stuck: dict[Element, list[Mark]], pending: Pending) -> list[Waiting]:
    """Forget the marks that cannot do anything, but for those that may later."""
    waiting: list[Waiting] = []
    for paragraph, marks in stuck.items():
        other = pending.holding(paragraph)
        for mark in marks:
            if other is None:
                _remove_mark(mark)
            else:
                waiting.append(Waiting(mark, other))
    return waiting


def _remove_moved_rows(moved: dict[Element, None]) -> None:
    """Remove rows of which nothing is left after a move: Word does not mark the rows themselves."""
    rows = dict.fromkeys(row for p in moved for row in p.iterancestors(ROW))
    remove_rows(row for row in rows if all(p in moved and is_empty(p) for p in row.iter(P)))


def _forget_moves(root: Element, settled: set[str], *, everything: bool) -> None:
    """Remove the ranges of moves that have no marks left."""
    if next(root.iter(*RANGES), None) is None:
        return
    left = {mark.move for mark in find_marks(root) if mark.kind in _MOVES}
    gone: set[tuple[str, str]] = set()
    for start in list(root.iter(*MOVE_STARTS)):
        name = start.get(_NAME, "")
        if everything or (name in settled and name not in left):
            gone.add((str(start.tag).replace("Start", "End"), start.get(ID, "")))
            detach(start)
    for end in list(root.iter(*MOVE_ENDS)):
        if everything or (str(end.tag), end.get(ID, "")) in gone:
            detach(end)
    if everything:
        for stray in list(root.iter(*CONTROL_STARTS, *CONTROL_ENDS)):
            detach(stray)


def _is_in(root: Element, element: Element) -> bool:
    """Whether an element still belongs to the part."""
    return any(above is root for above in element.iterancestors())  # `getroottree` never forgets
