"""What a redline of a hundred pages costs, beside the peers that make redlines too.

Whole processes are measured, by the CPU seconds of children. python-redlines does the same thing
with two engines; `REMISS_PYTHON_REDLINES` names a python that has it installed, else the one on
the path is asked. What is not installed is named as missing.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from tests.word import wml
from workbench.word.comparing.comparison import Version, compare, compare_all
from workbench.word.package import open_package
from workbench.word.revisions import list_revisions

_PARAGRAPHS = 700
"""About a hundred pages: seven paragraphs of some sixty words on each."""
_WORDS = (
    "kommunerna tillstyrker förslaget men vill framhålla att staten bör ersätta kostnader för "
    "förebyggande arbete inom socialtjänsten enligt finansieringsprincipen och äldreomsorgen"
).split()
_STYLES = {
    "styles": f'<w:styles {wml.NAMESPACES}><w:style w:type="paragraph" w:default="1" '
    'w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
}
_ENGINES = ("DocxodusEngine", "XmlPowerToolsEngine")
_REDLINES = """
import sys
from python_redlines import engines
old, new = (open(name, "rb").read() for name in sys.argv[2:4])
made, said, _ = getattr(engines, sys.argv[1])().run_redline("Falu kommun", old, new)
sys.exit(0 if made.startswith(b"PK") else said)
"""
_MUNICIPALITIES = 15


def main() -> None:
    """Compare, count, and print ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before, after = folder / "gammal.docx", folder / "ny.docx"
        for file, text in zip((before, after), _texts(Random(4)), strict=True):
            file.write_bytes(wml.docx(text, _STYLES))
        _told(before, after)
        ours = _cpu(
            sys.executable, "-m", "workbench", "word", "compare", str(before), str(after),
            str(folder / "ut.docx"),
        )  # fmt: skip
        print(f"remiss word compare, 100 pages: {ours:.2f} CPU s")
        _redlines(ours, before, after)
        if shutil.which("pandoc") is None:
            print("pandoc: missing")
        else:
            theirs = sum(_cpu("pandoc", "-t", "plain", str(file)) for file in (before, after))
            print(f"  {ours / theirs:.2f} × pandoc reading both files to text ({theirs:.2f} CPU s)")
        _several(before)


def _redlines(ours: float, before: Path, after: Path) -> None:
    python = os.environ.get("REMISS_PYTHON_REDLINES") or shutil.which("python3") or sys.executable
    for engine in _ENGINES:
        command = (python, "-c", _REDLINES, engine, str(before), str(after))
        try:
            _cpu(*command)  # the first time unpacks it
            theirs = _cpu(*command)
        except (OSError, subprocess.CalledProcessError):
            print(f"  python-redlines, {engine}: missing")
        else:
            print(f"  {ours / theirs:.2f} × python-redlines, {engine} ({theirs:.2f} CPU s)")


def _several(before: Path) -> None:
    """What fifteen files against one base cost, beside one file against it."""
    dice = Random(5)
    text = _texts(Random(4))[0].split("\n")
    data = before.read_bytes()
    made = [wml.docx("\n".join(_some_edited(text, dice)), _STYLES) for _ in range(_MUNICIPALITIES)]
    costs = []
    for files in (made[:1], made):
        began = _own()
        old = open_package(data, "gammal.docx")
        news = [Version(open_package(f, "ny.docx"), f"Kommun {n}") for n, f in enumerate(files)]
        compare_all(old, news, None)
        old.to_bytes()
        costs.append(_own() - began)
    print(
        f"{len(made)} files in one redline: {costs[1] / costs[0]:.1f} × one ({costs[1]:.2f} CPU s)"
    )


def _some_edited(lines: list[str], dice: Random) -> list[str]:
    chosen = set(dice.sample(range(len(lines)), len(lines) // 20))
    return [
        line.replace("staten", "regeringen") if number in chosen else line
        for number, line in enumerate(lines)
    ]


def _own() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


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
