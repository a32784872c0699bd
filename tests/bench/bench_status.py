"""The everyday commands as whole processes, against bare Python, its libraries, git and pandoc.

CPU seconds (user and system) with every child's, and peak memory. Bytecode is compiled by the
first run of each and is not counted; nothing is kept between runs but what lies in the folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.prose import Writer
from tests.builder import PERSON, START
from workbench.core import counties
from workbench.core.party import Municipality
from workbench.history import Act, History
from workbench.storage import files

_ROUNDS = 5
_CODE = "import sys; from workbench.cli.main import run; sys.exit(run(sys.argv[1:]))"
_LIBRARIES = "import click, pydantic, git.cmd; pydantic.BaseModel"


def main() -> None:
    """Print what each command costs on the example and on larger responses."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        python = _cost([sys.executable, "-c", "pass"])
        libraries = _cost([sys.executable, "-c", _LIBRARIES])
        _tell("python", python)
        _tell("python with click, pydantic and GitPython", libraries)
        _tell("remiss --help", _ours("--help"))
        _tell("remiss demo, with its document", _ours("demo", str(top / "dalarna"), rounds=1))
        _commands(top / "dalarna", libraries[0])
        county = counties.municipalities("vastra-gotaland")
        _large(top / "vg", county, sections=60)
        _tell("49 municipalities × 60 sections: status", _ours("status", "-C", str(top / "vg")))
        everybody = [m for key in counties.COUNTIES for m in counties.municipalities(key)]
        _large(top / "riket", everybody, sections=300)
        large = _ours("status", "-C", str(top / "riket"), rounds=1)
        _tell("290 municipalities × 300 sections: status", large)


def _commands(folder: Path, libraries: float) -> None:
    at = ("-C", str(folder))
    status = _ours("status", *at)
    _tell(f"remiss status ({status[0] / libraries:.1f} × its libraries)", status)
    _tell("git status in the same folder", _cost(["git", "-C", str(folder), "status"]))
    number = iter(range(100))
    texts = (("--text", f"Falun säger {n}.") for n in number)
    writing = [_ours("contribute", "4", "--as", "Falun", *next(texts), *at, rounds=1)]
    writing += [_ours("contribute", "4", "--as", "Falun", *next(texts), *at, rounds=1)]
    _tell("remiss contribute", min(writing))
    _tell("remiss log", _ours("log", *at))
    _tell("git log in the same folder", _cost(["git", "-C", str(folder), "log"]))
    _tell("remiss diff utkast-1 utkast-2", _ours("diff", "utkast-1", "utkast-2", *at))
    made = _ours("export", "--draft", "--out", str(folder.parent / "ut"), *at, rounds=2)
    _tell("remiss export --draft", made)
    if shutil.which("pandoc") is None:
        print("pandoc is missing")
        return
    texts_together = [str(path) for path in sorted((folder / "text").glob("*.md"))]
    theirs = _cost(["pandoc", "-f", "markdown", "-o", f"{folder.parent}/p.docx", *texts_together])
    _tell(f"pandoc on the same texts (we: {made[0] / theirs[0]:.2f} ×)", theirs)
    print("export of 30 and 1,000 pages against pandoc: python -m tests.bench export")


def _large(folder: Path, municipalities: Sequence[Municipality], *, sections: int) -> None:
    """Make a response where everybody has written about a third of the sections."""
    prose = Writer(seed=sections)
    numbers = [f"{1 + n // 20}.{1 + n % 20}" for n in range(sections)]
    own: dict[str, bytes | None] = {
        "response.toml": _facts(municipalities).encode(),
        "outline.toml": "".join(
            f'[[sections]]\nnumber = "{n}"\ntitle = "{prose.word()}"\nanswered = true\n'
            for n in numbers
        ).encode(),
    }
    acts = [Act("main", own, "Skapade", PERSON, START)]
    for municipality in municipalities:
        place = f"municipalities/{municipality.slug}/contributions"
        written: dict[str, bytes | None] = {
            f"{place}/{n}.md": _contribution(prose).encode() for n in numbers if prose.chance(0.33)
        }
        if written:
            acts.append(Act(municipality.slug, written, "Bidrag", PERSON, START))
    history = History.create(folder)
    history.record(acts)
    union: Mapping[str, bytes] = history.read(None)
    files.write_into(folder, union)
    history.settle(union)


def _facts(municipalities: Sequence[Municipality]) -> str:
    return 'format = 1\n[response]\nid = "stort"\n' + "".join(
        f'[[municipalities]]\nslug = "{m.slug}"\nname = "{m.name}"\n'
        f'official_name = "{m.official_name}"\n'
        for m in municipalities
    )


def _contribution(prose: Writer) -> str:
    return '+++\nposition = "tillstyrker"\n+++\n\n' + "\n".join(prose.paragraph(6)) + "\n"


def _ours(*arguments: str, rounds: int = _ROUNDS) -> tuple[float, float]:
    return _cost([sys.executable, "-c", _CODE, *arguments], rounds)


def _cost(command: Sequence[str], rounds: int = _ROUNDS) -> tuple[float, float]:
    """Return the least CPU seconds of some runs, and the most memory, in megabytes."""
    allowed = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    seconds, memory = [], 0.0
    for _ in range(rounds + (rounds > 1)):
        with tempfile.TemporaryFile() as told:
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=told, env=allowed)
            _, status, used = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode:
                told.seek(0)
                raise SystemExit(f"{command[-4:]}: {told.read().decode()[-400:]}")
        seconds.append(used.ru_utime + used.ru_stime)
        memory = max(memory, used.ru_maxrss / 1000)
    return min(seconds), memory


def _tell(what: str, cost: tuple[float, float]) -> None:
    print(f"{what:60} {cost[0]:6.3f} s CPU {cost[1]:5.0f} MB")
