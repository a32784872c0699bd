"""Making a Word file of Markdown, against pandoc on the same text and against deflating the XML.

CPU seconds, user and system, and peak memory of whole processes: our own starts Python, reads
the Markdown of every section, breaks lines and pages, and writes the file with a table of
contents that is filled in. Pandoc is given the same text as one file, with `--toc`.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from zlib import compress

from tests.bench.export_answers import sections

_PAGES = (30, 300, 1000, 3000)
_GROWTH = (300, 3000)
_TEMPLATE = Path(__file__).parents[2] / "templates" / "standard.docx"

_OURS = """
import sys
import time
from pathlib import Path
from workbench.core import document as doc
from workbench.core.markdown import parse
from workbench.word.writer import Template, compose

source, template, out = map(Path, sys.argv[1:])
body, notes = [doc.TableOfContents()], {}
for at, section in enumerate(source.read_text(encoding="utf-8").split("\\n# ")):
    heading, _, text = section.removeprefix("# ").partition("\\n\\n")
    body.append(doc.Heading(1, heading, f"a{at}"))
    parsed = parse(text, base_level=2)
    body += parsed.blocks
    notes |= parsed.footnotes
read = time.process_time()
letterhead = doc.Letterhead("Kommunerna", our_reference="KS 2020/1")
answer = doc.Document("Yttrande", letterhead, tuple(body), notes)
written = compose(answer, Template.read(template.read_bytes(), template.name))
out.write_bytes(written.data)
print(written.page_count, time.process_time() - read)
"""


@dataclass(frozen=True, slots=True)
class _Cost:
    seconds: float
    megabytes: float
    said: str = ""


def main() -> None:
    """Print what each length costs, and how the cost grows."""
    costs = {}
    for pages in _PAGES:
        with tempfile.TemporaryDirectory() as name:
            costs[pages] = _compare(Path(name), pages)
    few, many = (costs[pages] for pages in _GROWTH)
    print(f"{_GROWTH[1]} pages cost {many.seconds / few.seconds:.1f} × what {_GROWTH[0]} do")


def _compare(folder: Path, pages: int) -> _Cost:
    source, ours_out = folder / "a.md", folder / "ours.docx"
    text = "\n".join(f"# {heading}\n\n{text}\n" for heading, text in sections(pages))
    source.write_text(text, encoding="utf-8")
    rounds = 3 if pages <= _GROWTH[0] else 2
    command = [sys.executable, "-c", _OURS, str(source), str(_TEMPLATE), str(ours_out)]
    ours = _cost(command, rounds)
    deflating, size = _deflating(ours_out)
    made, writing = ours.said.split()
    print(f"{pages:5} pages asked for, {made} made: {_told(ours)}, file {size / 1e6:.1f} MB")
    print(
        f"        {ours.seconds / deflating:.1f} × deflating the same XML (level 6); "
        f"without start and Markdown {float(writing) / deflating:.1f} ×"
    )
    if shutil.which("pandoc") is None:
        print("        pandoc: missing")
        return ours
    theirs = _cost(["pandoc", "--toc", str(source), "-o", str(folder / "p.docx")], rounds)
    print(
        f"        {ours.seconds / theirs.seconds:.3f} × CPU, "
        f"{ours.megabytes / theirs.megabytes:.2f} × memory of pandoc ({_told(theirs)})"
    )
    return ours


def _cost(command: list[str], rounds: int) -> _Cost:
    """Run a command some times; return its median cost."""
    seconds, megabytes, said = [], [], ""
    for _ in range(rounds):
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            said = process.stdout.read().decode().strip()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{command[0]} failed")
        seconds.append(usage.ru_utime + usage.ru_stime)
        megabytes.append(usage.ru_maxrss / 1024)
    return _Cost(statistics.median(seconds), statistics.median(megabytes), said)


def _deflating(file: Path) -> tuple[float, int]:
    """Return the seconds that deflating the file's parts takes, and the file's size in bytes."""
    with zipfile.ZipFile(file) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    found = []
    for _ in range(3):
        before = getrusage(RUSAGE_SELF).ru_utime
        for part in parts:
            compress(part, 6)
        found.append(getrusage(RUSAGE_SELF).ru_utime - before)
    return max(statistics.median(found), 0.001), file.stat().st_size


def _told(cost: _Cost) -> str:
    return f"{cost.seconds:.2f} s, {cost.megabytes:.0f} MB"
