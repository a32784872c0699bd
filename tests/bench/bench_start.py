"""The terminal workbench: from the start of the process to the first paint, keys, and memory.

Everything is measured in a pseudo-terminal against a bare Textual app with a header and a footer,
started in the same way, by turns in the same run.
"""

import os
import pty
import select
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.tui.test_matrix import content
from workbench.config import Settings
from workbench.workspace import demo

_ROUNDS = 7
_BARE = """\
from textual.app import App
from textual.widgets import Footer, Header
class Bare(App):
    def compose(self):
        yield Header()
        yield Footer()
Bare().run()
"""
_WHOLE_COUNTRY = """\
from tests.tui.test_matrix import OnlyMatrix, content
from workbench.tui.widgets.matrix import Matrix
class Whole(OnlyMatrix):
    def on_mount(self):
        matrix = self.query_one(Matrix)
        matrix.show(content(300, 290))
        matrix.focus()
Whole().run()
"""


@dataclass
class Run:
    """One run of a program."""

    seconds: float
    """Wall time until the words were drawn."""
    cpu: float
    """Processor seconds until then."""
    resident: float
    """MB then."""
    key: float
    """Milliseconds from a key to the first byte of what it drew; median."""


def run(command: list[str], words: str, key: bytes = b"", presses: int = 0) -> Run:
    """Start a program, wait until it has drawn some words, press a key some times, kill it."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
    )
    os.close(slave)
    try:
        seen = b""
        while words.encode() not in seen:
            seen += os.read(master, 65536)
        seconds = time.perf_counter() - began
        cpu, resident = _used(process.pid)
        latencies = [_pressed(master, key) for _ in range(presses)]
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
        os.close(master)
    return Run(seconds, cpu, resident, 1000 * statistics.median(latencies or [0.0]))


def _pressed(master: int, key: bytes) -> float:
    while select.select([master], [], [], 0.1)[0]:
        os.read(master, 65536)
    began = time.perf_counter()
    os.write(master, key)
    select.select([master], [], [], 5)
    return time.perf_counter() - began


def _used(pid: int) -> tuple[float, float]:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    ticks = int(fields[11]) + int(fields[12])
    pages = int(fields[21])
    return ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _best(runs: list[Run]) -> tuple[float, float]:
    return min(one.seconds for one in runs), min(one.cpu for one in runs)


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        response = Path(folder) / "dalarna"
        demo.make(response, Settings())
        opening = [sys.executable, "-m", "workbench", "open", str(response)]
        bare, paint, matrix = [], [], []
        for _ in range(_ROUNDS):
            bare.append(run([sys.executable, "-c", _BARE], "palette"))
            paint.append(run(opening, "ppnar"))
            matrix.append(run(opening, "10.3.5"))
        wall, cpu = _best(bare)
        print(f"bare Textual app, first paint     {wall:.2f} s wall, {cpu:.2f} s CPU")
        for name, runs in (("first paint", paint), ("the matrix is there", matrix)):
            mine, own_cpu = _best(runs)
            words = f"remiss open, {name}"
            print(
                f"{words:<33} {mine:.2f} s wall ({mine / wall:.2f}×), "
                f"{own_cpu:.2f} s CPU ({own_cpu / cpu:.2f}×)"
            )
        keys = run(opening, "10.3.5", b"\x1b[B", presses=40)
        print(f"a key in the overview             {keys.key:.1f} ms, median of 40")
        print(
            f"memory with Dalarna open          {keys.resident:.0f} MB "
            f"({keys.resident / min(one.resident for one in bare):.2f}× the bare app)"
        )
    whole = run([sys.executable, "-c", _WHOLE_COUNTRY], "En rubrik", b"\x1b[B", presses=40)
    rows = content(300, 290).rows
    print(
        f"290 municipalities × {len(rows)} sections  first paint {whole.seconds:.2f} s "
        f"({whole.seconds / wall:.2f}×), a key {whole.key:.1f} ms, {whole.resident:.0f} MB"
    )


if __name__ == "__main__":
    main()
