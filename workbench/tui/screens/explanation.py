"""F1: what the screen is for, and every key on it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.tui.screen import Box


class Explanation(Box[None]):
    """The explanation of one screen.

    Args:
        title: What the screen is called.
        text: What it is for.
        keys: Each key and what it does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter", "leave", "Stäng", id="explanation.leave")
    ]

    def __init__(self, title: str, text: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._title = title
        by_act: dict[str, list[str]] = {}
        for key, act in keys:
            by_act.setdefault(act, []).append(key)
        parts: list[str | tuple[str, str]] = [text, "\n\n"]
        for act, names in by_act.items():
            parts += [(f"{' '.join(names[:2]):>16}", "bold $accent"), f"  {act}\n"]
        self._text = Content.assemble(*parts)

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with VerticalScroll(classes="box"):
            yield Static(self._title, classes="box-title", markup=False)
            yield Static(self._text, markup=False)

    def action_leave(self) -> None:
        """Close it."""
        self.dismiss(None)
