"""The keys at the foot of every screen: each and what it does, on as many lines as it takes."""

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

_LAST = ("screen.go", "screen.go_always", "screen.help", "app.commands", "screen.back")
"""Ids of the keys that are the same everywhere: they come last."""


class Keys(Static):
    """Every key that does something here. A click on one presses it."""

    DEFAULT_CSS = """
    Keys { dock: bottom; height: auto; padding: 0 1; background: $panel; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)

    def on_mount(self) -> None:
        """Follow what the focus makes possible."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)
        self.call_after_refresh(self._changed, self.screen)

    def _changed(self, screen: Screen[object]) -> None:
        if not self.is_attached or screen is not self.screen:
            return
        shown = [a.binding for a in screen.active_bindings.values() if a.binding.show]
        shown.sort(key=lambda b: _LAST.index(b.id) if b.id in _LAST else -1)
        parts: list[Content | tuple[str, str]] = []
        for binding in {binding.action: binding for binding in reversed(shown)}.values():
            press = Style.from_meta({"@click": f"press({binding.key!r})"})
            # A no-break space: a key never stands on another line than what it does.
            words = binding.description.replace(" ", "\u00a0")
            name = self.app.get_key_display(binding)
            key = Content.styled(f"{name}\u00a0", "bold $accent").stylize(press)
            parts.insert(0, Content.assemble(key, Content(words).stylize(press), "  "))
        self.update(Content.assemble(*parts))

    def action_press(self, key: str) -> None:
        """Do what a key does."""
        self.app.simulate_key(key)
