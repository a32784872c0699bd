"""The keys at the foot of every screen: each and what it does, on as many lines as it takes."""

from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

_LAST = ("screen.go", "screen.go_always", "screen.help", "app.commands", "screen.back")
"""Ids of the keys that are the same everywhere: they come last."""

_SHARE = 6
"""The keys take at most one line in so many of the terminal's, and never less than two."""


class Keys(Static):
    """Every key that does something here. A click on one presses it."""

    DEFAULT_CSS = """
    Keys { dock: bottom; height: auto; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._items: list[Content] = []

    def on_mount(self) -> None:
        """Follow what the focus makes possible."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.call_after_refresh(self._changed, self.screen)

    def _changed(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        shown = [a.binding for a in screen.active_bindings.values() if a.binding.show]
        shown.sort(key=lambda b: _LAST.index(b.id) if b.id in _LAST else -1)
        once = {binding.action: binding for binding in reversed(shown)}
        self._items = [self._item(binding) for binding in reversed(once.values())]
        self._fill()

    def _item(self, binding: Binding) -> Content:
        press = Style.from_meta({"@click": f"press({binding.key!r})"})
        key = Content.styled(f"{self.app.get_key_display(binding)} ", "bold $accent")
        return Content.assemble(key, binding.description).stylize(press)

    def on_resize(self) -> None:
        """Share the width anew."""
        self._fill()

    def _fill(self) -> None:
        """Put the keys on lines; a key never stands on another line than what it does.

        In a very low terminal the first and the last of them are shown; F1 tells of the others.
        """
        room = max(1, self.size.width - 2)
        lines: list[list[Content]] = [[]]
        used = 0
        for item in self._items:
            if lines[-1] and used + item.cell_length > room:
                lines.append([])
                used = 0
            lines[-1].append(item)
            used += item.cell_length + 2
        most = max(2, self.screen.size.height // _SHARE)
        if len(lines) > most:
            lines = [*lines[: most - 1], lines[-1]]
        self.update(Content("\n").join(Content("  ").join(line) for line in lines))

    def action_press(self, key: str) -> None:
        """Do what a key does."""
        self.app.simulate_key(key)
