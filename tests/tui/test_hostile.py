"""Texts from others that try to act on the terminal or on the program: shown, and nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.pilot import Pilot

from tests.builder import FACTS, OUTLINE, contribution, make_response
from tests.tui.conftest import Running
from tests.tui.running import opened, press
from workbench.tui.destinations import DESTINATIONS
from workbench.tui.screen import Go
from workbench.workspace import Workspace

PAYLOADS = (
    "[/1]",
    "[bold]fet[/bold",
    "[@click=app.leave]klicka[/]",
    "[@click=app.screenshot('x','/tmp')]klicka[/]",
    "[link=https://example.org]länk[/link]",
    "$primary ${surface}",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]0;titel\x07",
    "\x1b[2J\x1b[31m",
    "\x1bP1$q\x1b\\",
    "\x9b31m",
    "\x90q\x9c",
    "\x07\x08\x7f",
    "\u202eavstyrker\u202c",
    "\u200bnoll\u200dbredd\ufeff",
    "\u2066isolerad\u2069",
    "a\u0300\u0301\u0302\u0303" * 5,
    "\U000e0041\U000e0042\ufff9",
)
UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    "|[\U000e0000-\U000e0fff]"
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A response where every text that somebody else can write is hostile."""
    text = "\n".join(f"Kommunen säger {payload} här." for payload in PAYLOADS)
    safe_in_toml = [p for p in PAYLOADS if not re.search('[\x00-\x1f\x7f"\\\\]', p)]
    line = " ".join(safe_in_toml)
    content = {
        "response.toml": FACTS.replace("Hållbar socialtjänst", f"Hållbar {line}").replace(
            'name = "Falun"', f'name = "Falun {line}"'
        ),
        "outline.toml": OUTLINE.replace("Lagen anger", f"{line} Lagen anger").replace(
            "Lagens tillämpningsområde", f"Lagens {line}"
        ),
        "municipalities/falun/contributions/5.md": contribution("tillstyrker", text),
        "municipalities/borlange/contributions/5.md": contribution("avstyrker", text),
        "text/7.3.4.md": f'+++\nposition = "tillstyrker"\n+++\n\n{text}\n',
    }
    folder = make_response(tmp_path / "ond", content).folder
    workspace = Workspace.open(folder)
    agreed = workspace.response.agreed["7.3.4"].text
    for slug, word in (("falun", "menar"), ("malung-salen", "anser")):
        changed = agreed.replace("säger [/1]", f"{word} [/1] {line}")
        workspace.propose_change("7.3.4", changed, party=slug)
    return folder


def unsafe(app: App[Any]) -> list[str]:
    """Return what the screen would send raw to a terminal, or act on when it is clicked."""
    found = []
    for strip in app.screen._compositor.render_strips():
        for segment in strip:
            found += UNSAFE.findall(segment.text)
            click = segment.style.meta.get("@click") if segment.style else None
            if click and not str(click).startswith("press("):
                found.append(str(click))
    return found


async def _visit(pilot: Pilot[None], go: Go) -> None:
    await opened(pilot, go)
    assert unsafe(pilot.app) == [], go


async def test_hostile_text_is_shown_and_does_nothing(running: Running, hostile: Path) -> None:
    async with running(where=hostile, size=(120, 40)) as pilot:
        assert unsafe(pilot.app) == []
        for name in DESTINATIONS:
            await _visit(pilot, Go(name, "7.3.4", "falun"))
        for name in ("section", "merge", "versions"):
            await _visit(pilot, Go(name, "5", "falun"))
        await press(pilot, "f4")
        assert unsafe(pilot.app) == []
        await press(pilot, "escape", "f1")
        assert unsafe(pilot.app) == []
