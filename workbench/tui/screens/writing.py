"""Writing some lines in a box, beside what they are about."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.core.text import visible
from workbench.tui.screen import WIDE, Box
from workbench.tui.screens.choosing import Question
from workbench.tui.widgets.editor import Editor


class Writing(Box[str | None]):
    """A text to write; gives it, or None when it was left.

    Args:
        title: What is written.
        value: What stands there from the start.
        shown: What it is about, to look at meanwhile; empty for nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Spara", id="writing.save", priority=True),
        Binding("escape", "leave", "Avbryt", id="writing.leave"),
        Binding("f6", "app.focus_next", "Ruta", id="screen.pane", priority=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  the library's way

    def __init__(self, title: str, value: str = "", shown: Content | None = None) -> None:
        super().__init__()
        self._title = title
        self._value = value
        self._shown = shown or Content("")
        self._editor = Editor(id="written")

    def compose(self) -> ComposeResult:
        """Lay out the box; how it looks is in `workbench.tcss`."""
        pane = "F6 ruta · " if self._shown else ""
        with Container(classes="box"):
            yield Static(visible(self._title), classes="box-title", markup=False)
            with Container(classes="writing"):
                yield self._editor
                if self._shown:
                    with VerticalScroll(classes="pane", id="about"):
                        yield Static(self._shown, markup=False)
            yield Static(f"Ctrl+S sparar · {pane}Esc avbryter", markup=False)

    def on_mount(self) -> None:
        """Begin after what stands there already."""
        self._editor.show(self._value)
        self._editor.action_bottom()
        self._editor.focus()

    @property
    def is_unsaved(self) -> bool:
        """Whether anything was typed that would be lost."""
        return self._editor.text.strip() not in {"", self._value.strip()}

    def action_save(self) -> None:
        """Give what was written."""
        text = self._editor.text.strip()
        if text:
            self.dismiss(text)
        else:
            self.app.notify("Skriv något, eller avbryt med Esc.", title="Inget är skrivet")

    def action_leave(self) -> None:
        """Give nothing."""
        self.leave(lambda: self.dismiss(None))

    def leave(self, go: Callable[[], object]) -> None:
        """Go on by doing `go`; what was typed is not thrown away unasked."""

        def answered(answer: str | None) -> None:
            if answer == "s":
                self.action_save()
            elif answer == "k":
                go()

        if not self.is_unsaved:
            go()
            return
        answers = (("f", "Fortsätt skriva"), ("s", "Spara"), ("k", "Kasta det skrivna"))
        self.app.push_screen(Question("Det du har skrivit är inte sparat.", answers), answered)
