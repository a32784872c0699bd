"""Everything that can be read on the screen is Swedish, the library's own words too."""

import string

from textual.pilot import Pilot

from tests.tui.conftest import Running
from tests.tui.running import opened, press
from workbench.tui.destinations import DESTINATIONS
from workbench.tui.language import SWEDISH, key_name
from workbench.tui.screen import Go

ENGLISH = {"cursor", "select", "scroll", "delete", "move", "page", "focus", "up", "down", "the"}
ENGLISH |= {"quit", "copy", "paste", "cut", "undo", "redo", "submit", "go", "to", "left", "right"}


def english(pilot: Pilot[None]) -> list[str]:
    """Return what is said in English of the keys that do something here."""
    said = set()
    for active in pilot.app.screen.active_bindings.values():
        said |= {active.binding.description, active.binding.tooltip, active.tooltip}
    words = {text: set(text.casefold().translate(_PLAIN).split()) for text in said if text}
    return [text for text, used in words.items() if text in SWEDISH or used & ENGLISH]


_PLAIN = str.maketrans("", "", string.punctuation)


async def test_no_key_is_described_in_english(running: Running) -> None:
    async with running() as pilot:
        assert english(pilot) == []
        for name in DESTINATIONS:
            await opened(pilot, Go(name, "7.3.4", "falun"))
            assert english(pilot) == [], name
            if name == "section":
                await press(pilot, "f4")
                assert english(pilot) == []
                await press(pilot, "escape")
        await press(pilot, "ctrl+p")
        assert english(pilot) == []
        await press(pilot, "escape", "f1")
        assert english(pilot) == []


def test_keys_are_named_as_on_a_swedish_keyboard() -> None:
    names = {"ctrl+s": "Ctrl+S", "alt+1": "Alt+1", "f6": "F6", "å": "å", "shift+left": "Skift+←"}
    assert {key: key_name(key) for key in names} == names
