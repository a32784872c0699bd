"""A paragraph's mark that cannot go yet, though it may once somebody has settled something else.

The mark of a cell's last paragraph can only go with a paragraph that has become empty, and one
before a table only when the table is gone. When the words or the rows are themselves still to be
settled, the mark waits for them: then it does not matter in which order people decide.
"""

from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

from workbench.word.marks import Kind, Mark, Role, find_marks
from workbench.word.markup import Element
from workbench.word.names import ROW, RPR, RUN, TABLE, m
from workbench.word.settling.content import is_empty
from workbench.word.settling.decision import Decision
from workbench.word.settling.paragraphs import neighbours

_MOVES: Final = (Kind.MOVE_FROM, Kind.MOVE_TO)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that stays because what it comes to hangs on another."""

    mark: Mark
    other: Mark


class Pending:
    """What is left of a part's changes, when all that was chosen is settled.

    Args:
        root: The part.
        decision: What would be done with them.
    """

    def __init__(self, root: Element, decision: Decision) -> None:
        self._content: dict[Element, Mark] = {}
        self._going: set[Element] = set()
        self._rows: dict[Element, Mark] = {}
        for mark in find_marks(root):
            going = not decision.keeps(mark)
            if mark.role in (Role.CONTENT, Role.RUN):
                self._content[mark.element] = mark
                self._going.update((mark.element,) if going else ())
            elif going and (mark.role in (Role.ROW, Role.CELL) or _ends_moved(mark)):
                for row in islice(mark.element.iterancestors(ROW), 1):
                    self._rows.setdefault(row, mark)

    def holding(self, paragraph: Element) -> Mark | None:
        """What a paragraph's mark waits for; None when nothing can help it."""
        before, after = neighbours(paragraph)
        if after is not None and after.tag == TABLE and (row := self._of_table(after)):
            return row
        if not is_empty(paragraph):
            return self._of_content(paragraph)
        return self._of_table(before) if before is not None and before.tag == TABLE else None

    def _of_table(self, table: Element) -> Mark | None:
        """The first change of a table of which all rows may go."""
        marks = [self._rows.get(row) for row in table.iter(ROW)]
        return marks[0] if marks and None not in marks else None

    def _of_content(self, paragraph: Element) -> Mark | None:
        """The first change of a paragraph of which all text may go."""
        runs = (run for run in paragraph.iter(RUN, m("r")) if any(e.tag != RPR for e in run))
        if not all(self._may_go(run) for run in runs):
            return None
        return next((self._content[e] for e in paragraph.iter() if e in self._content), None)

    def _may_go(self, run: Element) -> bool:
        return any(e in self._going for e in chain(run.iterancestors(), run.iter()))


def _ends_moved(mark: Mark) -> bool:
    return mark.role is Role.PARAGRAPH and mark.kind in _MOVES
