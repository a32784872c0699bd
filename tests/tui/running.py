"""Driving the workbench in tests: waiting until it rests, and reading what the screen says.

Snapshots are plain text, what a person sees at a size of terminal, in `tests/tui/snapshots/`. When
a screen was changed on purpose, write them anew and read the difference before it is committed:

    REMISS_SNAPSHOTS=write pytest tests/tui/test_snapshots.py && git diff tests/tui/snapshots
"""

import os
import re
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

SNAPSHOTS = Path(__file__).parent / "snapshots"


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way in the background."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait until what they began is done."""
    await pilot.press(*keys)
    await settled(pilot)


def shown(app: App[Any]) -> str:
    """Return what stands on the screen."""
    lines = app.screen._compositor.render_strips()
    text = "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines)
    return re.sub(r"\b[0-9a-f]{10}\b", "0123456789", text)  # identities of versions


def check_snapshot(name: str, app: App[Any]) -> None:
    """Compare the screen with what was accepted before."""
    file = SNAPSHOTS / f"{name}.txt"
    text = shown(app) + "\n"
    if os.environ.get("REMISS_SNAPSHOTS") == "write":
        file.write_text(text, "utf-8")
    assert file.exists(), "no snapshot; see tests/tui/running.py"
    assert text == file.read_text("utf-8")
