"""Driving the workbench in tests: waiting until it rests, and reading what the screen says.

Snapshots are plain text, what a person sees at a size of terminal, in `tests/tui/snapshots/`. When
a screen was changed on purpose, write them anew and read the difference before it is committed:

    REMISS_SNAPSHOTS=write pytest tests/tui/test_snapshots.py && git diff tests/tui/snapshots
"""

import asyncio
import os
import re
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from textual._context import visible_screen_stack
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Key, Resize
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from workbench.tui.screen import Go

_RESTS = 3  # times in a row that the loop has nothing to do, before the screen is said to rest
_PATIENCE = 60  # seconds; a slow machine is no failure
SNAPSHOTS = Path(__file__).parent / "snapshots"


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until nothing is under way: no act in the background, nothing left for the loop to do.

    No pause is of a fixed length, and the library's own (until the processor rests) is not used:
    how long a key takes says nothing of when it is done.
    """
    ready = vars(asyncio.get_running_loop())["_ready"]  # what the loop will do at once
    rests = 0
    end = time.monotonic() + _PATIENCE
    while rests < _RESTS and not (pilot.app._exit or pilot.app._exception):
        assert time.monotonic() < end, f"never rested: {_busy(pilot.app)}"
        await asyncio.sleep(0)
        if _busy(pilot.app):
            await asyncio.sleep(0.002)
        elif not ready:
            pilot.app.screen._on_timer_update()
            rests += 1
            continue
        rests = 0


def _busy(app: App[Any]) -> list[str]:
    """Name what is under way."""
    waiting = (
        "_asking",
        "_resting",
        "_drawing",
        "_looking",
        "_under_way",
        "_resize_event",
    )
    parts = (app, *app.screen_stack)
    at_work = [str(worker) for worker in app.workers if not worker.is_finished]
    return at_work + [
        f"{part} {name}" for part in parts for name in waiting if getattr(part, name, None)
    ]


async def opened(pilot: Pilot[Any], go: Go) -> None:
    """Go to a screen."""
    pilot.app.post_message(go)
    await settled(pilot)


async def resized(pilot: Pilot[Any], width: int, height: int) -> None:
    """Give the terminal another size."""
    size = Size(width, height)
    driver = pilot.app._driver
    assert isinstance(driver, HeadlessDriver)
    driver._size = size
    pilot.app.post_message(Resize(size, size))
    await settled(pilot)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys one after the other, each when what the one before began is done.

    Args:
        pilot: The program.
        keys: The library's names of keys (`ctrl+s`, `slash`), or characters.
    """
    for key in keys:
        pilot.app.post_message(
            Key(_character_to_key(key) if len(key) == 1 else key, _character(key))
        )
        await settled(pilot)


def _character(key: str) -> str | None:
    """Return what a key types; None for one that types nothing."""
    if len(key) == 1:
        return key
    try:
        return unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key)))
    except KeyError:
        return None


def shown(app: App[Any]) -> str:
    """Return what stands on the screen."""
    visible_screen_stack.set(app._background_screens)  # what lies behind a box
    lines = app.screen._compositor.render_strips()
    text = "\n".join("".join(segment.text for segment in strip).rstrip() for strip in lines)
    text = re.sub(r"\b[0-9a-f]{10}\b", "0123456789", text)  # identities of versions
    return re.sub(r"\b\d{1,2} [a-z]{3} \d\d\.\d\d\b", _masked, text)  # times of acts


def _masked(time: re.Match[str]) -> str:
    return "1 jan 12.00".ljust(len(time.group()))


async def _comes_to_say(pilot: Pilot[Any], wanted: str) -> bool:
    """Tell whether the screen says this, now or soon: the library scrolls on timers of its own."""
    for pause in (0, 0.02, 0.1, 0.4):
        await asyncio.sleep(pause)
        await settled(pilot)
        if shown(pilot.app) + "\n" == wanted:
            return True
    return False


async def differing(
    name: str, pilot: Pilot[Any], sizes: Sequence[tuple[int, int]], *, box: str = ""
) -> list[str]:
    """Compare the screen with what was accepted before; returns the names of those that differ.

    Args:
        name: What the snapshots are called.
        pilot: The program.
        sizes: Columns and lines of each terminal to look in.
        box: The key that opens the box to look at, if it is one; it is closed again.
    """
    wrong = []
    near = pilot.app.size == sizes[0]
    for width, height in sizes if near else reversed(sizes):  # each resizing costs
        if pilot.app.size != (width, height):
            await resized(pilot, width, height)
        if box:
            await press(pilot, box)
        file = SNAPSHOTS / f"{name}-{width}x{height}.txt"
        if os.environ.get("REMISS_SNAPSHOTS") == "write":
            file.write_text(shown(pilot.app) + "\n", "utf-8")
        if not file.exists() or not await _comes_to_say(pilot, file.read_text("utf-8")):
            wrong.append(file.name)
        if box:
            await press(pilot, "escape")
    return wrong
