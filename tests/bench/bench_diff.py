"""Word differences against `wdiff` and `git diff --word-diff`: CPU seconds of whole processes."""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bench.prose import Writer, document

_ROUNDS = 5
_OURS = """
import sys
from workbench.core.merging.diff import Kind, diff_words
before, after = (open(path, "rb").read().decode() for path in sys.argv[1:])
marks = {Kind.DELETED: ("[-", "-]"), Kind.KEPT: ("", ""), Kind.INSERTED: ("{+", "+}")}
out = []
for kind, text in diff_words(before, after):
    start, end = marks[kind]
    out += start, text, end
sys.stdout.buffer.write("".join(out).encode())
"""
_PEERS = {
    "git --word-diff": ["git", "--no-pager", "diff", "--no-index", "--word-diff"],
    "wdiff": ["wdiff"],
}


def main() -> None:
    """Print how our whole process compares with each peer's, for each kind of text."""
    for name, before, after in _texts():
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / "before", Path(folder) / "after"]
            for file, text in zip(files, (before, after), strict=True):
                file.write_text(text, encoding="utf-8")
            paths = [str(file) for file in files]
            ours = _seconds([sys.executable, "-c", _OURS, *paths])
            ratios = []
            for peer, command in _PEERS.items():
                if shutil.which(command[0]) is None:
                    ratios.append(f"{peer}: missing")
                else:
                    ratios.append(f"{ours / _seconds([*command, *paths]):.2f} × {peer}")
            print(f"{name:<58} {ours:.3f} s CPU = " + ", ".join(ratios))


def _texts() -> list[tuple[str, str, str]]:
    lines = document(100_000, 1)
    flowing = document(100_000, 1, one_sentence_a_line=False)
    one = " ".join(Writer(4).paragraph(1_670))

    def tenth(text: str) -> str:
        writer = Writer(2)
        return "\n".join(
            writer.edited(line) if line and writer.chance(0.1) else line
            for line in text.split("\n")
        )

    def reworked(text: str) -> str:
        writer = Writer(6)
        return "\n".join(
            writer.reworked(line) if line and writer.chance(0.1) else line
            for line in text.split("\n")
        )

    everywhere: Callable[[str], str] = lambda text: Writer(3).with_words_changed(text, 0.1)  # noqa: E731
    return [
        ("100,000 words, 10 % of the sentences changed", lines, tenth(lines)),
        ("the same, and some put in, some left out", lines, reworked(lines)),
        ("100,000 words, 10 % of all words changed", lines, everywhere(lines)),
        (
            "the same, and some put in, some left out",
            lines,
            Writer(7).with_words_edited(lines, 0.1),
        ),
        ("100,000 words, 10 % changed, one paragraph a line", flowing, everywhere(flowing)),
        ("100,000 words, all new", lines, document(100_000, 9)),
        (
            "one paragraph of 20,000 words, half its words changed",
            one,
            Writer(5).with_words_changed(one, 0.5),
        ),
        ("two texts of 200 words", document(200, 1), everywhere(document(200, 1))),
    ]


def _seconds(command: list[str]) -> float:
    """Return the median CPU seconds, user and system, of a command.

    It runs as an installed program does, with its modules compiled.
    """
    taken: list[float] = []
    own = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}
    environment = {name: value for name, value in os.environ.items() if name not in own}
    silent = partial(
        subprocess.run,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    silent(command)
    for _ in range(_ROUNDS):
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        silent(command)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime)
    return statistics.median(taken)
