"""A screen with a list, and beside it (below, where it is narrow) what the marked line is about."""

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from workbench.tui.acts import Acts
from workbench.tui.redline import Styled
from workbench.tui.screen import WorkbenchScreen
from workbench.tui.widgets.keys import Keys
from workbench.tui.widgets.listing import Listing

_LINES_ABOVE = 3
"""Lines left above what is brought into sight."""


class SplitScreen(WorkbenchScreen):
    """A title, a list, something to read, and the keys."""

    LIST_TITLE: ClassVar[str] = ""
    READ_MORE: ClassVar[bool] = False
    """Whether the reading takes more room than the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "next_pane", "Ruta", show=False, id="screen.pane"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self.listing = Listing(id="list", classes="pane list")

    def compose(self) -> ComposeResult:
        """Lay out the screen; how it looks is in `workbench.tcss`."""
        yield Static(id="title", markup=False)
        with Container(classes="split -read" if self.READ_MORE else "split"):
            yield self.listing
            with VerticalScroll(id="reading", classes="pane reading"):
                yield Static(id="reading-text", markup=False)
        yield Static(id="sums", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Begin in the list."""
        self.head(self.listing, self.LIST_TITLE)
        self.query_one("#sums").display = False
        self.write("title", self.TITLE or "")
        self.first_focus().focus()

    def first_focus(self) -> Widget:
        """Return what has the focus from the start."""
        return self.listing

    def show_reading(self, title: str, parts: Sequence[Styled]) -> None:
        """Show something beside the list.

        Args:
            title: What it is; made safe here.
            parts: Text with styles, safe to show.
        """
        reading = self.query_one("#reading")
        self.head(reading, title)
        self.write("reading-text", Content.assemble(*parts))
        reading.scroll_home(animate=False)

    def bring_into_sight(self, parts: Sequence[Styled], sign: str) -> None:
        """Scroll what is shown beside the list to the part that begins with a sign."""
        words = [part if isinstance(part, str) else part[0] for part in parts]
        before = next((n for n, text in enumerate(words) if text.startswith(sign)), 0)
        reading = self.query_one("#reading")
        width = max(1, reading.scrollable_content_region.width)
        lines = "".join(words[:before]).split("\n")
        above = sum(max(1, -(-cell_len(line) // width)) for line in lines) - 1
        reading.scroll_to(y=max(0, above - _LINES_ABOVE), animate=False)

    def show_sums(self, words: str) -> None:
        """Show a line of sums below."""
        self.write("sums", words)
        self.query_one("#sums").display = bool(words)

    def action_next_pane(self) -> None:
        """Go between the list and what is beside it."""
        (self.query_one("#reading") if self.listing.has_focus else self.listing).focus()
