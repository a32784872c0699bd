"""Driving the workbench in tests: waiting until it rests, and reading what the screen says.

Snapshots are plain text, what a person sees at a size of terminal, in `tests/tui/snapshots/`. When
a screen was changed on purpose, write them anew and read the difference before it is committed:

    REMISS_SNAPSHOTS=write pytest tests/tui/test_snapshots.py && git diff tests/tui/snapshots
"""

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

_RESTS = 3  # looks at a screen that does not change, before it is said to rest
SNAPSHOTS = Path(__file__).parent / "snapshots"


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: no act in the background, nothing new on the screen."""
    seen: list[tuple[int, str]] = []
    while len(seen) < _RESTS or len(set(seen[-_RESTS:])) > 1:
        await pilot.pause(0.04)
        while _is_busy(pilot.app):
            await pilot.pause(0.02)
            seen.clear()
        seen.append((id(pilot.app.screen), shown(pilot.app)))


def _is_busy(app: App[Any]) -> bool:
    if any(not worker.is_finished for worker in app.workers):
        return True
    waiting = ("_asking", "_resting", "_drawing", "_keeping", "_under_way")
    parts = (app, *app.screen_stack)
    return any(getattr(part, name, None) for part in parts for name in waiting)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys, and wait until what they began is done."""
    await pilot.press(*keys)
    await settled(pilot)


def shown(app: App[Any]) -> str:
    """Return what stands on the screen."""
    lines = app.screen._compositor.render_strips()
    text = "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines)
    text = re.sub(r"\b[0-9a-f]{10}\b", "0123456789", text)  # identities of versions
    return re.sub(r"\b\d{1,2} [a-z]{3} \d\d\.\d\d\b", _masked, text)  # times of acts


def _masked(time: re.Match[str]) -> str:
    return "1 jan 12.00".ljust(len(time.group()))


async def differing(name: str, pilot: Pilot[Any], sizes: Sequence[tuple[int, int]]) -> list[str]:
    """Compare the screen with what was accepted before; returns the names of those that differ."""
    wrong = []
    for width, height in sizes:
        await pilot.resize_terminal(width, height)
        await pilot.pause()
        file = SNAPSHOTS / f"{name}-{width}x{height}.txt"
        text = shown(pilot.app) + "\n"
        if os.environ.get("REMISS_SNAPSHOTS") == "write":
            file.write_text(text, "utf-8")
        if not file.exists() or text != file.read_text("utf-8"):
            wrong.append(file.name)
    return wrong
