"""A long list with a cursor: draws the lines that are seen, however many there are."""

from collections.abc import Sequence
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

from workbench.core.text import visible

Line = Sequence[tuple[str, str]]
"""The parts of a line, each with the look it has: one of `LOOKS`."""

LOOKS = ("plain", "muted", "strong", "good", "bad", "warn")


class Listing(ScrollView, can_focus=True):
    """Lines to choose one of."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"listing--{look}" for look in LOOKS),
        "listing--cursor",
    }
    DEFAULT_CSS = """
    Listing { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    Listing > .listing--muted { color: $text-muted; }
    Listing > .listing--strong { text-style: bold; }
    Listing > .listing--good { color: $text-success; }
    Listing > .listing--bad { color: $text-error; }
    Listing > .listing--warn { color: $text-warning; }
    Listing > .listing--cursor { background: $panel; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "Upp", show=False, id="listing.up"),
        Binding("down", "move(1)", "Ner", show=False, id="listing.down"),
        Binding("pageup", "page(-1)", "Sida upp", show=False, id="listing.page_up"),
        Binding("pagedown", "page(1)", "Sida ner", show=False, id="listing.page_down"),
        Binding("home", "to(0)", "Början", show=False, id="listing.home"),
        Binding("end", "to(-1)", "Slutet", show=False, id="listing.end"),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor came to another line."""

        row: int

    @dataclass
    class Chosen(Message):
        """Somebody clicked a line twice."""

        row: int

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002  Textual's word
        super().__init__(id=id, classes=classes)
        self._lines: Sequence[Line] = ()
        self._nothing = ""

    def show(self, lines: Sequence[Line], nothing: str = "", *, keep: bool = True) -> None:
        """Show other lines.

        Args:
            lines: What to show.
            nothing: What to say when there are none.
            keep: Leave the cursor on its line's number.
        """
        self._lines = lines
        self._nothing = nothing
        self.virtual_size = Size(self.size.width, len(lines))
        self.cursor = min(self.cursor, max(0, len(lines) - 1)) if keep else 0
        self._follow()
        self.refresh()
        self.post_message(self.Moved(self.cursor))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        number = y + int(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        plain = self.rich_style
        if number >= len(self._lines):
            first = y == 0 and not self._lines
            words = f" {self._nothing}" if first else ""
            return Strip([Segment(words, plain)]).adjust_cell_length(width, plain)
        here = number == self.cursor
        ground = self.get_component_rich_style("listing--cursor") if here else Style()
        segments = [Segment("▸" if here else " ", plain + ground)]
        for words, look in self._lines[number]:
            style = self.get_component_rich_style(f"listing--{look}") if look != "plain" else plain
            segments.append(Segment(visible(words), plain + style + ground))
        strip = Strip(segments)
        if strip.cell_length > width:
            cut = strip.crop(0, max(0, width - 1))
            strip = Strip([*cut, Segment("…", plain + ground)])
        return strip.adjust_cell_length(width, plain + ground)

    def watch_cursor(self) -> None:
        """Follow the cursor."""
        if self._lines and self.is_mounted:
            self._follow()
            self.refresh()
            self.post_message(self.Moved(self.cursor))

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002  Textual's signature
        """Keep the cursor in sight."""
        self.virtual_size = Size(self.size.width, len(self._lines))
        self._follow()

    def _follow(self) -> None:
        room = max(1, self.size.height)
        top = int(self.scroll_offset.y)
        top = min(max(top, self.cursor - room + 1), self.cursor)
        self.scroll_to(y=top, animate=False, force=True)

    def action_move(self, down: int) -> None:
        """Move the cursor."""
        self.cursor = min(max(0, self.cursor + down), max(0, len(self._lines) - 1))

    def action_page(self, pages: int) -> None:
        """Move by screens."""
        self.action_move(pages * max(1, self.size.height - 1))

    def action_to(self, row: int) -> None:
        """Move to the first or the last line."""
        self.cursor = max(0, len(self._lines) - 1) if row else 0

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click chooses."""
        inside = event.get_content_offset(self)  # a border has no lines
        number = inside.y + int(self.scroll_offset.y) if inside else len(self._lines)
        if number < len(self._lines):
            self.cursor = number
            if event.chain == 2:
                self.post_message(self.Chosen(number))
