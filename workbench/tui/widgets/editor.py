"""The text area that people write in, in Swedish and without the traps of the library's own."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea


class Editor(TextArea):
    """A text area for running text: soft wrap, undo, no markup, Swedish keys."""

    # A scrollbar that comes and goes makes undo of a large edit fail in Textual 8.2.
    DEFAULT_CSS = "Editor { overflow-y: scroll; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+a,f7", "select_all", "Markera allt", show=False, id="editor.all"),
        Binding("ctrl+home", "top", "Till början", show=False, id="editor.top"),
        Binding("ctrl+end", "bottom", "Till slutet", show=False, id="editor.bottom"),
        Binding("ctrl+z", "undo", "Ångra", show=False, id="editor.undo"),
        Binding("ctrl+y", "redo", "Gör om", show=False, id="editor.redo"),
    ]

    @dataclass
    class Typed(Message):
        """The text changed by somebody's hand."""

        text: str

    def __init__(self, *, id: str, classes: str = "") -> None:  # noqa: A002  Textual's word
        super().__init__(
            id=id, classes=classes, soft_wrap=True, tab_behavior="focus", max_checkpoints=500
        )
        self._shown = ""

    def show(self, text: str) -> None:
        """Show a text without it counting as typed."""
        self._shown = text
        self.load_text(text)

    def on_text_area_changed(self) -> None:
        """Pass on what was typed."""
        if self.text != self._shown:
            self._shown = self.text
            self.post_message(self.Typed(self.text))

    def action_top(self) -> None:
        """Go to the start of the text."""
        self.move_cursor((0, 0))

    def action_bottom(self) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end)
