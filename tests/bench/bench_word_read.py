"""Listing the tracked changes of a long Word file, against what one would use instead.

A file of 1,000 pages with 5,000 changes is made from a seed. Peers: pandoc, which lists changes
with `--track-changes=all`; and the least that reading can cost, a process that inflates the same
part and parses it with lxml.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Final

from tests.word.wml import AUTHORS, DATE, document, entries, run, zipped

PAGES: Final = 1_000
CHANGES: Final = 5_000
_PARAGRAPHS: Final = 8
_ROUNDS: Final = 5
_SYLLABLES: Final = (
    "kom mun social tjänst för slag barn äldre om sorg stöd in sats lag råd region ut red ning "
    "an svar be hov rätt skyd dad hem vård plan upp följ nämnd re miss svar av styr till"
)

_LIST: Final = """
import sys, pathlib
from workbench.word.package import open_package
from workbench.word.revisions import list_revisions
from workbench.word.comments import list_comments
package = open_package(pathlib.Path(sys.argv[1]).read_bytes(), "lång.docx")
print(len(list_revisions(package)), len(list_comments(package)))
"""
_TEXT: Final = """
import sys, pathlib
from workbench.word.package import open_package
from workbench.word.text import View, body_text
package = open_package(pathlib.Path(sys.argv[1]).read_bytes(), "lång.docx")
print(len(body_text(package, View.ACCEPT)))
"""
_SETTLE: Final = """
import sys, pathlib
from workbench.word.package import open_package
from workbench.word.settle import Decision, settle
package = open_package(pathlib.Path(sys.argv[1]).read_bytes(), "lång.docx")
settle(package, Decision.ACCEPT)
print(len(package.to_bytes()))
"""
_PARSE: Final = """
import sys, zipfile
from lxml import etree
print(etree.fromstring(zipfile.ZipFile(sys.argv[1]).read("word/document.xml")).tag)
"""


def long_file(pages: int, changes: int, seed: int = 1) -> bytes:
    """A Word file of prose with insertions, deletions and joined paragraphs spread over it."""
    dice = Random(seed)
    syllables = _SYLLABLES.split()
    vocabulary = ["".join(dice.choices(syllables, k=dice.randint(1, 3))) for _ in range(9_000)]

    def words(count: int) -> str:
        return " ".join(dice.choices(vocabulary, k=count)) + " "

    total = pages * _PARAGRAPHS
    changed = set(dice.sample(range(total), min(changes, total)))
    body = "".join(_paragraph(n, n in changed, words) for n in range(total))
    return zipped(entries() | {"word/document.xml": document(body)})


def _paragraph(number: int, changed: bool, words: Callable[[int], str]) -> str:
    if not changed:
        return f"<w:p>{run(words(25))}{run(words(25))}</w:p>"
    letter = "FLM"[number % 3]
    head = f'w:id="{number}" w:author="{AUTHORS[letter]}" w:date="{DATE}"'
    if number % 10 == 0:
        mark = f"<w:pPr><w:rPr><w:del {head}/></w:rPr></w:pPr>"
        return f"<w:p>{mark}{run(words(50))}</w:p>"
    name = "del" if number % 2 else "ins"
    inner = run(words(3), deleted=name == "del")
    return f"<w:p>{run(words(25))}<w:{name} {head}>{inner}</w:{name}>{run(words(22))}</w:p>"


def cpu_seconds(command: Sequence[str]) -> float:
    """CPU seconds, user and system, of the cheapest of some runs of a whole process."""
    best = float("inf")
    for _ in range(_ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        best = min(best, spent)
    return best


def main() -> None:
    """Print what each program costs, and ours as a share of theirs."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long.docx"
        file.write_bytes(long_file(PAGES, CHANGES))
        python = [sys.executable, "-c"]
        ours = cpu_seconds([*python, _LIST, str(file)])
        parse = cpu_seconds([*python, _PARSE, str(file)])
        print(f"{PAGES} pages, {CHANGES} changes, {file.stat().st_size / 2**20:.1f} MB packed")
        print(
            f"list: {ours:.2f} s CPU, {ours / parse:.2f} × lxml parse of the same ({parse:.2f} s)"
        )
        print(f"text: {cpu_seconds([*python, _TEXT, str(file)]):.2f} s CPU")
        print(f"accept all and write: {cpu_seconds([*python, _SETTLE, str(file)]):.2f} s CPU")
        if shutil.which("pandoc") is None:
            print("pandoc: not installed")
            return
        pandoc = cpu_seconds(["pandoc", "--track-changes=all", "-t", "json", str(file)])
        print(f"list: {ours / pandoc:.3f} × pandoc --track-changes=all ({pandoc:.2f} s)")
