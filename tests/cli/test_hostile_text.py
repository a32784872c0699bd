"""Nothing that somebody wrote acts on a terminal, whatever command shows it."""

import re
from pathlib import Path

import pytest

from tests.builder import FACTS, OUTLINE, contribution, make_response
from tests.cli.running import Remiss

PAYLOADS = [
    "\x1b]52;c;aGVq\x07",
    "\x1b]0;titel\x07",
    "\x1bP$q\x1b\\",
    "\x1b[2J\x1b[31m",
    "\x9b31m",
    "\x9d0;x\x9c",
    "\x90x\x9c",
    "\x08\x08\x08",
    "\x07",
    "\x0e\x0f",
    "\x7f",
    "\r0verskriven",
    "\u202egnirts",
    "\u2066x\u2069",
    "\u200b\u200e",
    "\ufeff",
    "[/1][@click=app.quit]x",
    "\U000e0041",
]
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e0fff]"
)
HOSTILE = "".join(PAYLOADS)
IN_TOML = "".join(c if c.isprintable() else f"\\U{ord(c):08x}" for c in HOSTILE)


@pytest.fixture
def hostile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Remiss:
    """A response where every text that a person can write is hostile."""
    folder = tmp_path / "svar"
    make_response(
        folder,
        {
            "response.toml": FACTS.replace('title = "', f'title = "{IN_TOML}').replace(
                'name = "Kommunerna', f'name = "{IN_TOML}'
            ),
            "outline.toml": OUTLINE.replace('title = "', f'title = "{IN_TOML}'),
            "text/7.3.4.md": f"Gemensamt {HOSTILE} sagt.\n",
            "municipalities/falun/contributions/7.3.4.md": contribution(
                "tillstyrker", f"Falun {HOSTILE} säger."
            ),
            "municipalities/falun/changes/7.3.4.md": f"Gemensamt {HOSTILE} ändrat.\n",
        },
    )
    monkeypatch.setenv("REMISS_CONFIG", str(tmp_path / "inga.toml"))
    monkeypatch.chdir(folder)
    return Remiss(folder, capsys)


COMMANDS = [
    ["status"],
    ["status", "--json"],
    ["facts"],
    ["facts", "--json"],
    ["facts", HOSTILE, "x"],
    ["facts", "deadline", HOSTILE],
    ["answer"],
    ["answer", "--json"],
    ["answer", HOSTILE],
    ["contribute", "5", "--as", "Falun", "--text", HOSTILE, "--position", "tillstyrker"],
    ["contribute", HOSTILE, "--as", "Falun", "--text", "x"],
    ["contribute", "5", "--as", HOSTILE, "--text", "x"],
    ["contribute", "5", "--as", "Falun", "--position", HOSTILE],
    ["contribute", "5", "--as", "Falun", "--officer", HOSTILE, "--text", "x"],
    ["contribute", "5", "--as", "Falun", "--file", HOSTILE],
    ["save", HOSTILE],
    ["adopt", "--as", "Falun", "--stance", HOSTILE],
    ["log"],
    ["log", "--json"],
    ["log", "--section", HOSTILE],
    ["diff", HOSTILE],
    ["diff", "start"],
    ["diff", "start", "--json"],
    ["restore", HOSTILE, "5"],
    ["milestone", HOSTILE],
    ["milestone", "m", HOSTILE],
    ["merge", "--preview"],
    ["review", "7.3.4"],
    ["blame", "7.3.4"],
    ["comment", "7.3.4"],
    ["conflicts"],
    ["check", "--all"],
    ["check", "--json"],
    ["verify", HOSTILE],
    ["page", HOSTILE],
    ["outline", HOSTILE],
    ["new", HOSTILE + "/x", "--county", HOSTILE],
    [HOSTILE],
    ["status", HOSTILE],
    ["status", f"--{HOSTILE}"],
]


def test_no_command_prints_it_raw(hostile: Remiss) -> None:
    hostile("milestone", "start", f"Början {HOSTILE}")
    hostile("contribute", "10.3.5", "--as", "Falun", "--text", f"Mer {HOSTILE} text.")
    for arguments in COMMANDS:
        outcome = hostile(*arguments)
        assert outcome.code in {0, 2, 3, 4}, (arguments, outcome)
        assert not UNSAFE.search(outcome.out), (arguments, UNSAFE.findall(outcome.out))
        assert not UNSAFE.search(outcome.err), (arguments, UNSAFE.findall(outcome.err))
        assert "Traceback" not in outcome.err
