"""The matrix of sections and municipalities: draws the lines that are seen, whatever there is."""

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from workbench.core.position import sign
from workbench.core.status import Row
from workbench.core.text import visible

_LABEL = (26, 64)
"""Columns of the section's label: the fewest, and the most."""
_CELLS = (4, 3, 2)
"""Widths of a column, the widest that fits; below 4 the names stand on two lines by turns."""
_COUNT = 5


@dataclass(frozen=True, slots=True)
class MatrixContent:
    """What the matrix shows."""

    rows: tuple[Row, ...]
    labels: tuple[str, ...]
    """One a row."""
    slugs: tuple[str, ...]
    """The columns."""
    names: tuple[str, ...]
    """Three letters for each column."""
    marks: tuple[str, ...]
    """One a row, what is open there, such as `!2`; empty for nothing."""


class Matrix(ScrollView, can_focus=True):
    """Sections down, municipalities across, a sign in each cell; a cursor in one of them.

    The first line, with the municipalities, and the first column, with the sections, stay.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--head",
        "matrix--column",
        "matrix--cursor",
        "matrix--line",
        "matrix--missing",
        "matrix--open",
    }
    DEFAULT_CSS = """
    Matrix { height: 1fr; padding: 0 0 0 1; scrollbar-size-vertical: 1; }
    Matrix > .matrix--head { text-style: bold; color: $text-muted; }
    Matrix > .matrix--column { color: $accent; text-style: bold underline; }
    Matrix > .matrix--line { background: $surface; }
    Matrix > .matrix--cursor { text-style: reverse bold; }
    Matrix > .matrix--missing { color: $text-muted; }
    Matrix > .matrix--open { text-style: bold; color: $warning; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1,0)", "Upp", show=False, id="matrix.up"),
        Binding("down", "move(1,0)", "Ner", show=False, id="matrix.down"),
        Binding("left", "move(0,-1)", "Vänster", show=False, id="matrix.left"),
        Binding("right", "move(0,1)", "Höger", show=False, id="matrix.right"),
        Binding("pageup", "page(-1)", "Sida upp", show=False, id="matrix.page_up"),
        Binding("pagedown", "page(1)", "Sida ner", show=False, id="matrix.page_down"),
        Binding("home", "to(0)", "Början", show=False, id="matrix.home"),
        Binding("end", "to(-1)", "Slutet", show=False, id="matrix.end"),
        Binding("enter", "open", "Öppna", id="matrix.open"),
    ]

    row: reactive[int] = reactive(0)
    column: reactive[int] = reactive(0)

    @dataclass
    class Opened(Message):
        """Somebody pressed Enter on a cell, or clicked it twice."""

        key: str
        slug: str

    @dataclass
    class Moved(Message):
        """The cursor came to another cell."""

        key: str
        slug: str

    def __init__(self, *, id: str) -> None:  # noqa: A002  Textual's word
        super().__init__(id=id)
        self._content = MatrixContent((), (), (), (), ())

    def show(self, content: MatrixContent) -> None:
        """Show other content; the cursor stays on its section if it is still there."""
        key = self.key
        self._content = content
        keys = [row.key for row in content.rows]
        self.row = keys.index(key) if key in keys else min(self.row, max(0, len(keys) - 1))
        self.column = min(self.column, max(0, len(content.slugs) - 1))
        self._measure()
        self.refresh()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are shown."""
        return self._content.rows

    @property
    def key(self) -> str:
        """Key of the section under the cursor; empty when there is none."""
        rows = self._content.rows
        return rows[self.row].key if rows else ""

    @property
    def slug(self) -> str:
        """Slug of the municipality under the cursor; empty when there is none."""
        return self._content.slugs[self.column] if self._content.slugs else ""

    def go_to(self, key: str, slug: str = "") -> None:
        """Put the cursor on a cell."""
        keys = [row.key for row in self._content.rows]
        if key in keys:
            self.row = keys.index(key)
        if slug in self._content.slugs:
            self.column = self._content.slugs.index(slug)

    @property
    def _view(self) -> Size:
        """The room that there is, without the scrollbars."""
        return self.scrollable_content_region.size

    @property
    def _label_width(self) -> int:
        left = self._view.width - len(self._content.slugs) * _CELLS[0] - _COUNT - 1
        return min(max(_LABEL[0], left), _LABEL[1])

    @property
    def _cell_width(self) -> int:
        room = self._view.width - self._label_width - _COUNT
        columns = max(1, len(self._content.slugs))
        return next((width for width in _CELLS if columns * width <= room), 3)

    @property
    def _head_height(self) -> int:
        return 1 if self._cell_width == _CELLS[0] else 2

    def _measure(self) -> None:
        width = self._label_width + len(self._content.slugs) * self._cell_width + _COUNT
        self.virtual_size = Size(width, len(self._content.rows) + self._head_height)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002  Textual's signature
        """Share the width anew."""
        self._measure()
        self._follow()

    def on_focus(self) -> None:
        """Show the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the cursor."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen: the head, or the row that is scrolled to it."""
        left, top = (int(part) for part in self.scroll_offset)
        if y < self._head_height:
            return self._head(y, left)
        number = y - self._head_height + top
        if number >= len(self._content.rows):
            return Strip.blank(self._view.width, self.rich_style)
        return self._row(number, left)

    def _seen(self, left: int) -> range:
        """Return the columns that can be seen, and one before them, whose name may reach in."""
        width = self._cell_width
        room = self._view.width - self._label_width
        last = min(len(self._content.slugs), (left + room) // width + 1)
        return range(max(0, left // width - 1), last)

    def _head(self, y: int, left: int) -> Strip:
        """Draw the municipalities' names; where they are crowded, every other one a line lower."""
        head = self.rich_style + self.get_component_rich_style("matrix--head")
        marked = head + self.get_component_rich_style("matrix--column")
        width, height = self._cell_width, self._head_height
        seen = self._seen(left)
        cells: list[tuple[str, Style]] = []
        for column in seen:
            if column % height == y:
                name = self._content.names[column][: width * height - 1]
                here = column == self.column and bool(self._content.rows)
                cells += [(name, marked if here else head)]
                cells += [(" " * (width * height - len(name)), head)]
            elif column == seen.start:
                cells.append((" " * width, head))
        last = y == height - 1
        words = "Avsnitt" if last else ""
        return self._strip((words, head), cells, "svar" if last else "", left)

    def _row(self, number: int, left: int) -> Strip:
        row = self._content.rows[number]
        plain = self.rich_style
        if number == self.row:
            plain += self.get_component_rich_style("matrix--line")
        missing = plain + self.get_component_rich_style("matrix--missing")
        cursor = self.column if number == self.row and self.has_focus else -1
        rest = " " * (self._cell_width - 1)
        cells: list[tuple[str, Style]] = []
        for column in self._seen(left):
            slug = self._content.slugs[column]
            style = plain if slug in row.positions else missing
            if column == cursor:
                marked = plain + self.get_component_rich_style("matrix--cursor")
                cells += [(self._sign(row, slug), marked), (rest, plain)]
            elif cells and cells[-1][1] is style:
                cells[-1] = (cells[-1][0] + self._sign(row, slug) + rest, style)
            else:
                cells.append((self._sign(row, slug) + rest, style))
        style = plain
        marks = self._content.marks[number]
        if marks:
            style = plain + self.get_component_rich_style("matrix--open")
        pointer = "▸" if number == self.row else " "
        label = self._fitted(pointer + visible(self._content.labels[number]), marks)
        return self._strip((label, style), cells, f"{row.answers}", left)

    def _fitted(self, label: str, marks: str) -> str:
        """Cut a label to its column, and put the marks at the column's right edge."""
        room = self._label_width - 1 - (len(marks) + 1 if marks else 0)
        shown = label if len(label) <= room else label[: room - 1] + "…"
        return f"{shown.ljust(room)} {marks}" if marks else shown

    @staticmethod
    def _sign(row: Row, slug: str) -> str:
        if slug not in row.positions:
            return sign(None)
        position = row.positions[slug]
        return sign(position) if position else "*"

    def _strip(
        self, label: tuple[str, Style], cells: list[tuple[str, Style]], count: str, left: int
    ) -> Strip:
        """Join the frozen column and the part of the others that is scrolled to."""
        width, room = self._label_width, self._view.width - self._label_width
        words, style = label
        seen = self._seen(left)
        frozen = Strip([Segment(words, style)]).adjust_cell_length(width, style)
        background = Style(bgcolor=style.bgcolor)
        moving = Strip(Segment(text, cell) for text, cell in cells)
        moving = moving.adjust_cell_length(len(seen) * self._cell_width, background)
        if seen.stop == len(self._content.slugs):
            counted = Segment(count.rjust(_COUNT - 1), background + Style(color=style.color))
            moving = Strip([*moving, counted])
        hidden = left - seen.start * self._cell_width
        moving = moving.crop(hidden, hidden + room)
        return Strip.join([frozen, moving]).adjust_cell_length(self._view.width, background)

    def _follow(self) -> None:
        """Scroll so that the cursor is seen."""
        x = self.column * self._cell_width
        room = max(1, self._view.width - self._label_width)
        left = self.scroll_offset.x
        if x < left:
            left = x
        elif x + self._cell_width + _COUNT > left + room:
            left = x + self._cell_width + _COUNT - room
        self.scroll_to(x=left, animate=False, force=True)
        room = max(1, self._view.height - self._head_height)
        top = self.scroll_offset.y
        top = min(max(top, self.row - room + 1), self.row)
        self.scroll_to(y=top, animate=False, force=True)

    def watch_row(self) -> None:
        """Follow the cursor."""
        self._moved()

    def watch_column(self) -> None:
        """Follow the cursor."""
        self._moved()

    def _moved(self) -> None:
        if self._content.rows and self.is_mounted:
            self._follow()
            self.refresh()
            self.post_message(self.Moved(self.key, self.slug))

    def action_move(self, down: int, right: int) -> None:
        """Move the cursor by cells."""
        if self._content.rows:
            self.row = min(max(0, self.row + down), len(self._content.rows) - 1)
            self.column = min(max(0, self.column + right), max(0, len(self._content.slugs) - 1))

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self.action_move(pages * max(1, self._view.height - self._head_height - 1), 0)

    def action_to(self, row: int) -> None:
        """Move to the first or the last row."""
        self.row = max(0, len(self._content.rows) - 1) if row else 0

    def action_open(self) -> None:
        """Open the section under the cursor."""
        if self.key:
            self.post_message(self.Opened(self.key, self.slug))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click opens."""
        left, top = (int(part) for part in self.scroll_offset)
        number = event.y - self._head_height + top
        if event.y < self._head_height or number >= len(self._content.rows):
            return
        if event.x >= self._label_width:
            column = (event.x - self._label_width + left) // self._cell_width
            self.column = min(column, len(self._content.slugs) - 1)
        self.row = number
        if event.chain == 2:
            self.action_open()
