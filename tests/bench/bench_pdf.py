"""The accessible PDF against LibreOffice making one of the same text, and pandoc making Word.

CPU seconds, user and system, and peak memory of whole processes. LibreOffice is given the Word
file that pandoc made of the text, because it needs one; neither it nor pandoc starts a page anew
where we do, so their pages are a little fewer.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.pdf.typeset_answers import joint_answer
from workbench.core import document as doc

_CHAPTERS = {30: 10, 300: 104, 1000: 350}
"""Chapters by the pages that they about fill."""

_OURS = """
import sys
from tests.pdf.typeset_answers import joint_answer
from workbench.pdf.typeset import write
open(sys.argv[2], "wb").write(write(joint_answer(int(sys.argv[1]))))
"""


@dataclass(frozen=True, slots=True)
class _Cost:
    seconds: float
    megabytes: float


def main() -> None:
    """Print how our whole process compares with each peer's, for three lengths."""
    for pages, chapters in _CHAPTERS.items():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            rounds = 3 if pages < 1000 else 1
            ours = _cost([sys.executable, "-c", _OURS, str(chapters), f"{folder}/ours.pdf"], rounds)
            (folder / "a.md").write_text("\n\n".join(_markdown(joint_answer(chapters).body)))
            made = (folder / "ours.pdf").stat().st_size / 1e6
            print(f"{pages:5} pages: {_told(ours)}, {made:.1f} MB file")
            for peer, command in _peers(folder).items():
                if shutil.which(command[0]) is None:
                    print(f"        {peer}: missing")
                    continue
                theirs = _cost(command, rounds)
                time = ours.seconds / theirs.seconds
                memory = ours.megabytes / theirs.megabytes
                print(
                    f"        {time:.2f} × CPU, {memory:.2f} × memory of {peer} ({_told(theirs)})"
                )


def _peers(folder: Path) -> dict[str, list[str]]:
    profile = (folder / "profile").as_uri()
    return {
        "pandoc to Word": ["pandoc", "--toc", f"{folder}/a.md", "-o", f"{folder}/a.docx"],
        "LibreOffice to PDF": [
            *("soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to"),
            'pdf:writer_pdf_Export:{"PDFUACompliance":{"type":"boolean","value":"true"}}',
            *("--outdir", str(folder), f"{folder}/a.docx"),
        ],
    }


def _cost(command: list[str], rounds: int) -> _Cost:
    """Return the medians of some runs."""
    runs = [_run(command) for _ in range(rounds)]
    return _Cost(
        statistics.median(run.seconds for run in runs),
        statistics.median(run.megabytes for run in runs),
    )


def _run(command: list[str]) -> _Cost:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return _Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _told(cost: _Cost) -> str:
    return f"{cost.seconds:.2f} s, {cost.megabytes:.0f} MB"


def _markdown(blocks: Iterable[doc.Block]) -> Iterator[str]:
    """Write the same text as Markdown, enough of it for the amount of work to be the same."""
    for block in blocks:
        match block:
            case doc.Heading(level=level, text=text, number=number):
                yield f"{'#' * level} {number} {text}"
            case doc.List(items=items):
                for item in items:
                    inner = re.sub(r"\n+", "\n  ", "\n".join(_markdown(item)))
                    yield f"- {inner}"
            case doc.Table(header=header, rows=rows):
                lines = ["|".join(map(doc.plain, row)) for row in (header, *rows)]
                yield "\n".join([lines[0], "|".join(["---"] * len(header)), *lines[1:]])
            case doc.Region(blocks=inner) | doc.Quote(blocks=inner):
                yield from _markdown(inner)
            case _:
                yield from doc.texts((block,))
