"""What a redline of a hundred pages costs, beside pandoc reading the same two files to text.

Whole processes are measured, by the CPU seconds of children. python-redlines is the peer that does
the same thing; where it is not installed it is named as missing.
"""

import importlib.util
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.word import wml
from workbench.word.comparing.comparison import compare
from workbench.word.package import open_package
from workbench.word.revisions import list_revisions

_PARAGRAPHS = 700
"""About a hundred pages: seven paragraphs of some sixty words on each."""
_WORDS = (
    "kommunerna tillstyrker förslaget men vill framhålla att staten bör ersätta kostnader för "
    "förebyggande arbete inom socialtjänsten enligt finansieringsprincipen och äldreomsorgen"
).split()


def main() -> None:
    """Compare, count, and print ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before, after = folder / "gammal.docx", folder / "ny.docx"
        for file, text in zip((before, after), _texts(Random(4)), strict=True):
            file.write_bytes(wml.docx(text))
        _told(before, after)
        ours = _cpu(
            sys.executable, "-m", "workbench", "word", "compare", str(before), str(after),
            str(folder / "ut.docx"),
        )  # fmt: skip
        print(f"remiss word compare, 100 pages: {ours:.2f} CPU s")
        if shutil.which("pandoc") is None:
            print("pandoc: missing")
        else:
            theirs = sum(_cpu("pandoc", "-t", "plain", str(file)) for file in (before, after))
            print(f"  {ours / theirs:.2f} × pandoc reading both files to text ({theirs:.2f} CPU s)")
        if importlib.util.find_spec("python_redlines") is None:
            print("python-redlines: missing")


def _told(before: Path, after: Path) -> None:
    old = open_package(before.read_bytes(), before.name)
    compare(old, open_package(after.read_bytes(), after.name), "Falu kommun", None)
    found = list_revisions(open_package(old.to_bytes(), "ut.docx"))
    painted = sum(len(revision.text) for revision in found)
    print(f"{len(found)} marks over {painted} characters, {_PARAGRAPHS} paragraphs")


def _texts(dice: Random) -> tuple[str, str]:
    """A text and what became of it: every tenth paragraph edited, some split, some moved."""
    lines = [_paragraph(dice) for _ in range(_PARAGRAPHS)]
    edited = []
    for number, line in enumerate(lines):
        if number % 10 == 3:
            edited.append(line.replace("staten", "regeringen"))
        elif number % 50 == 7:
            edited += line.split(". ", 1)
        elif number % 90 != 11:
            edited.append(line)
    edited += [line for number, line in enumerate(lines) if number % 90 == 11]
    return "\n".join(lines), "\n".join([*edited, "Ett helt nytt stycke sist."])


def _paragraph(dice: Random) -> str:
    sentences = (" ".join(dice.choices(_WORDS, k=12)).capitalize() + "." for _ in range(5))
    return " ".join(sentences)


def _cpu(*command: str) -> float:
    def used() -> float:
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        return usage.ru_utime + usage.ru_stime

    began = used()
    subprocess.run(command, check=True, capture_output=True)
    return used() - began
