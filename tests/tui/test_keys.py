"""The keys at the foot of every screen each do something; and nothing breaks in a tiny terminal."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tests.tui.conftest import REWRITTEN, Running
from tests.tui.running import opened, press, resized, settled, shown
from tests.tui.test_language import english
from workbench.tui.destinations import DESTINATIONS
from workbench.tui.screen import Go

PLACES = [Go(name, REWRITTEN if name == "versions" else "7.3.4", "falun") for name in DESTINATIONS]
PLACES += [Go("section", "7.3.4", "")]
EVERYWHERE = {"f1", "g", "ctrl+g", "ctrl+p", "escape"}
"""Keys that are the same on all screens; tried on one."""
ENGLISH_WORDS = {"the", "and", "search", "open", "close", "cancel", "save", "loading", "error"}
"""Words that are no Swedish and stand in programs that speak English."""


def named(go: Go) -> str:
    return f"{go.to}-{go.party or 'samordnaren'}"


def state(pilot: Pilot[Any], folder: Path) -> tuple[object, ...]:
    """Return everything that a key may change: the screen, the focus, and what is saved."""
    refs = sorted((folder / ".git" / "refs").rglob("*"))
    saved = hashlib.sha256(b"".join(ref.read_bytes() for ref in refs if ref.is_file()))
    app = pilot.app
    return shown(app), app.focused, len(app.screen_stack), len(app._notifications), saved.digest()


def keys_shown(pilot: Pilot[Any]) -> list[str]:
    found = (active.binding for active in pilot.app.screen.active_bindings.values())
    return list({binding.action: binding.key for binding in found if binding.show}.values())


@pytest.mark.parametrize("go", PLACES, ids=named)
async def test_every_key_that_is_shown_does_something(
    running: Running, folder: Path, reviewed: Go, go: Go
) -> None:
    assert reviewed
    tried: set[str] = EVERYWHERE - ({"f1", "g", "ctrl+p"} if go is PLACES[0] else set())
    async with running() as pilot:
        await opened(pilot, go)
        here = pilot.app.screen
        while left := [key for key in keys_shown(pilot) if key not in tried]:
            pilot.app.clear_notifications()
            before = state(pilot, folder)
            await press(pilot, left[0])
            assert state(pilot, folder) != before, f"{left[0]} gör ingenting"
            assert not set(shown(pilot.app).casefold().split()) & ENGLISH_WORDS
            assert english(pilot) == []
            tried.add(left[0])
            if here not in pilot.app.screen_stack:
                await opened(pilot, go)
                here = pilot.app.screen
            while pilot.app.screen is not here:
                pilot.app.pop_screen()
            await settled(pilot)


async def test_nothing_breaks_in_a_tiny_terminal(running: Running, reviewed: Go) -> None:
    assert reviewed
    async with running(size=(40, 12), party="falun") as pilot:
        for go in PLACES:
            await opened(pilot, go)
            assert not go.party or "för Fal" in shown(pilot.app), go
            await press(pilot, "f6", "f1", "escape")
        await resized(pilot, 12, 4)
        await resized(pilot, 200, 60)
        await press(pilot, "g")
