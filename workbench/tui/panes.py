"""A screen of panes around what one writes in: the proposal, the others, and the agreed text.

Where it is wide all stand beside each other; where it is narrow one at a time, and F6 goes between.
"""

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from workbench.core.text import visible
from workbench.tui.acts import Acts
from workbench.tui.screen import BROAD, WorkbenchScreen
from workbench.tui.sheet import Sheet
from workbench.tui.widgets.editor import Editor
from workbench.tui.widgets.keys import Keys

_PANES = {
    "editor": "Vår text",
    "source": "Utredningen",
    "others": "Andra",
    "agreed": "Gemensam text",
}
"""The panes in the order that F6 goes through them, and what they are called above a narrow one."""


class PanesScreen(WorkbenchScreen):
    """An editor, and what there is to know while one writes."""

    def __init__(self, acts: Acts, section: str) -> None:
        super().__init__(acts, section)
        self._editor = Editor(id="editor", classes="sheet-pane -shown")
        self._sheet: Sheet | None = None

    def compose(self) -> ComposeResult:
        """Lay out the screen; how it looks is in `workbench.tcss`."""
        yield Static(id="title", markup=False)
        yield Static(id="tabs", markup=False)
        with Container(id="panes"):
            with VerticalScroll(id="source", classes="pane sheet-pane"):
                yield Static(id="source-text", markup=False)
            yield self._editor
            with VerticalScroll(id="others", classes="pane sheet-pane"):
                yield Static(id="others-text", markup=False)
            with VerticalScroll(id="agreed", classes="pane sheet-pane"):
                yield Static(id="agreed-text", markup=False)
        yield Static(id="state", markup=False)
        yield Keys()

    def show_around(self, sheet: Sheet) -> None:
        """Show what stands around the text that one writes."""
        self._sheet = sheet
        self.query_one("#panes").set_class(sheet.is_coordinator, "-coordinating")
        own = "Gemensam text" if sheet.is_coordinator else f"{sheet.name}: vårt bidrag"
        if sheet.wanted is not None:
            own = f"{sheet.name}: den gemensamma texten som vi vill ha den"
        self.refresh_bindings()
        self.head(self._editor, own)
        self.head(self.query_one("#source"), "Utredningen")
        who = "Kommunerna" if sheet.is_coordinator else "Andra kommuner"
        self.head(self.query_one("#others"), f"{who} ({len(sheet.view.others)})")
        self.head(self.query_one("#agreed"), "Gemensam text")
        for name, text in (
            ("source", sheet.source_words()),
            ("others", sheet.others_words()),
            ("agreed", sheet.agreed_words()),
        ):
            shown = self.query_one(f"#{name}-text", Static)
            shown.update(visible(text, keep_newlines=True))

    @property
    def writes_as(self) -> str:
        """Who one writes as here, which may be another than on other screens."""
        sheet = self._sheet
        if sheet is None:
            return super().writes_as
        who = sheet.who if sheet.is_coordinator else f"för {sheet.who}"
        return f"{who}, av {sheet.person}" if self.app.size.width >= BROAD else who

    def show_tabs(self) -> None:
        """Say which of the panes is shown, where there is room for one."""
        shown = self._pane_shown()
        names = [f"[{_PANES[p]}]" if p == shown else f" {_PANES[p]} " for p in self._panes()]
        self.query_one("#tabs", Static).update("F6 " + " ".join(names))

    def action_next_pane(self) -> None:
        """Go to the next pane; on a narrow screen it is the one that is shown."""
        names = self._panes()
        pane = names[(names.index(self._pane_shown()) + 1) % len(names)]
        for name in _PANES:
            self.query_one(f"#{name}").set_class(name == pane, "-shown")
        self.query_one(f"#{pane}").focus()
        self.show_tabs()

    def _panes(self) -> list[str]:
        """Return the panes that are there; the coordinator writes in the agreed text itself."""
        coordinating = self._sheet is not None and self._sheet.is_coordinator
        return [name for name in _PANES if not (coordinating and name == "agreed")]

    def _pane_shown(self) -> str:
        return next(name for name in _PANES if self.query_one(f"#{name}").has_class("-shown"))
