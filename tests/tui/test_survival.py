"""A real terminal: bytes that are no UTF-8, signals, and death in mid-sentence."""

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual._xterm_parser import XTermParser
from textual.events import Key

from workbench.tui.keyboard import decoder, digits_with_alt
from workbench.workspace import Workspace

_PATIENCE = 30  # seconds; a slow machine is no failure


class Terminal:
    """The workbench in a pseudo-terminal of 100 columns."""

    def __init__(self, folder: Path) -> None:
        self._master, slave = pty.openpty()
        settings = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30"}
        environment = {**os.environ, **settings, "REMISS_CONFIG": str(folder / "ingen.toml")}
        environment.pop("TEXTUAL_DRIVER", None)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "workbench", "open", str(folder), "--as", "falun"],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=environment,
            start_new_session=True,
        )
        os.close(slave)
        self._seen = b""

    def wait_for(self, words: str) -> None:
        """Read until the words have been drawn."""
        wanted = words.encode()
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            if wanted in re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]", b"", self._seen):
                self._seen = b""
                return
            if select.select([self._master], [], [], 0.1)[0]:
                self._read()
        pytest.fail(f"{words!r} was never shown: {self._seen[-2000:]!r}")

    def _read(self) -> None:
        try:
            self._seen += os.read(self._master, 65536)
        except OSError:
            return

    def type(self, keys: bytes) -> None:
        """Send what a keyboard sends."""
        os.write(self._master, keys)

    def end(self) -> int:
        """Wait for the end, reading on so that the program is never stuck; returns the code."""
        end = time.monotonic() + _PATIENCE
        while self.process.poll() is None and time.monotonic() < end:
            if select.select([self._master], [], [], 0.1)[0]:
                self._read()
        return self.process.wait(1)

    def vanish(self) -> None:
        """Close the window, with nobody left to read or write."""
        os.close(self._master)
        self._master = -1

    def close(self) -> None:
        """Kill what is left."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self._master >= 0:
            os.close(self._master)


@pytest.fixture
def terminal(folder: Path) -> Iterator[Terminal]:
    """The workbench on section 5, for Falun, in mid-sentence."""
    found = Terminal(folder)
    found.wait_for("Lagens till")
    found.type(b"\r")
    found.wait_for("Falun: v\u00e5rt bidrag")
    yield found
    found.close()


def wait_for_draft(folder: Path, text: str) -> None:
    """Wait until a draft holds the text; it is kept within a quarter of a second."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if any(text in draft.text for draft in Workspace.open(folder).drafts_left()):
            return
        time.sleep(0.05)
    pytest.fail(f"{text!r} was never kept")


def test_a_kill_in_mid_sentence_loses_nothing(terminal: Terminal, folder: Path) -> None:
    # å in UTF-8 and in Latin-1: neither ends the program.
    terminal.type(b"Kommunen anser " + b"\xe5tg\xc3\xa4rder")
    wait_for_draft(folder, "Kommunen anser åtgärder")
    terminal.process.kill()
    terminal.end()
    again = Terminal(folder)
    again.wait_for("Osparad text")
    again.type(b"\r")
    again.wait_for("Kommunen anser åtgärder")
    again.type(b"h")
    again.wait_for("OSPARAT")
    again.type(b"\x13")
    again.wait_for("Sparat")
    again.type(b"\x11")
    assert again.end() == 0
    again.close()
    saved = Workspace.open(folder)
    assert saved.response.contributions["5", "falun"].text == "Kommunen anser åtgärder\n"
    assert not saved.drafts_left()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_closed_window_keeps_the_last_key(terminal: Terminal, folder: Path, name: str) -> None:
    terminal.type(b"Sista")
    terminal.wait_for("OSPARAT")
    number = getattr(signal, name)
    os.kill(terminal.process.pid, number)
    assert terminal.end() == 128 + number
    (left,) = Workspace.open(folder).drafts_left()
    assert left.text.startswith("S")


@pytest.mark.parametrize("told", [True, False], ids=["SIGHUP", "no signal"])
def test_a_terminal_that_is_gone_leaves_the_text_and_no_process(
    terminal: Terminal, folder: Path, told: bool
) -> None:
    terminal.type(b"Sista")
    terminal.wait_for("OSPARAT")
    terminal.vanish()
    if told:
        os.kill(terminal.process.pid, signal.SIGHUP)
    assert terminal.process.wait(20) == 128 + signal.SIGHUP
    (left,) = Workspace.open(folder).drafts_left()
    assert left.text.startswith("S")


def test_alt_and_a_digit_are_no_sign_of_another_keyboard() -> None:
    parser = XTermParser()
    typed = digits_with_alt("\x1b1\x1b6§")
    keys = [event.key for event in parser.feed(typed) if isinstance(event, Key)]
    assert keys == ["alt+1", "alt+6", "section_sign"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        pytest.param("åäö".encode(), "åäö", id="utf-8"),
        pytest.param("åäö x".encode("latin-1"), "åäö x", id="latin-1"),
        pytest.param(b"\xff\xfe\x80a", "ÿþ\x80a", id="no text at all"),
    ],
)
def test_every_byte_can_be_typed(typed: bytes, read: str) -> None:
    reader = decoder()
    one_at_a_time = "".join(reader.decode(bytes([byte])) for byte in typed)
    assert one_at_a_time + reader.decode(b"", final=True) == read
