"""What other programs make of the same files, where they are installed."""

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.word.cases import FRAMES, MOVES, PARAGRAPHS, TABLES
from tests.word.made import made
from tests.word.wml import docx, opened
from workbench.word.marks import Kind
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision, settle
from workbench.word.text import View, body_text

PROSE = "Vi {-F avstyrker}{+F tillstyrker} detta.\n{+L Helt nytt.} Och {-M gammalt} kvar.\n{*F fet}"

needs_pandoc = pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc finns inte")
needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice finns inte")
VALIDATOR = os.environ.get("OOXML_VALIDATOR", "")
needs_validator = pytest.mark.skipif(not VALIDATOR, reason="OOXML_VALIDATOR är inte satt")


def pandoc(data: bytes, *options: str) -> str:
    command = ["pandoc", "-f", "docx", *options]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    return done.stdout.decode()


@needs_pandoc
@pytest.mark.parametrize("decision", Decision)
def test_pandoc_reads_the_same_words(decision: Decision) -> None:
    theirs = pandoc(docx(PROSE), f"--track-changes={decision}", "-t", "plain", "--wrap=none")
    mine = body_text(opened(PROSE), View(decision.value))
    assert theirs.split() == " ".join(mine).split()


@needs_pandoc
def test_pandoc_lists_the_same_authors() -> None:
    document = json.loads(pandoc(docx(PROSE), "--track-changes=all", "-t", "json"))
    names = {"insertion": Kind.INS, "deletion": Kind.DEL}
    theirs = Counter(
        (names[kind], dict(more)["author"]) for kind, more in spans(document) if kind in names
    )
    revisions = list_revisions(opened(PROSE))
    assert theirs == Counter((r.kind, r.author) for r in revisions if r.kind in names.values())


def spans(node: Any) -> Iterator[tuple[str, list[list[str]]]]:
    """Class and attributes of every span in a pandoc document."""
    if isinstance(node, dict):
        if node.get("t") == "Span":
            (_, classes, attributes), _ = node["c"]
            yield from ((name, attributes) for name in classes)
        node = list(node.values())
    if isinstance(node, list):
        for child in node:
            yield from spans(child)


def all_together() -> str:
    """Every case and some made-up documents, in one body."""
    sources = [case.source for case in (*PARAGRAPHS, *MOVES, *TABLES)]
    return "\n—\n".join(sources + [made(seed) for seed in range(20)])


@needs_office
def test_libreoffice_reads_our_results_as_we_do(tmp_path: Path) -> None:
    packages = {decision.value: opened(all_together()) for decision in Decision}
    for name, package in packages.items():
        settle(package, Decision(name))
        (tmp_path / f"{name}.docx").write_bytes(package.to_bytes())
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8"]
    files = [str(path) for path in tmp_path.glob("*.docx")]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=120
    )
    for name, package in packages.items():
        theirs = (tmp_path / f"{name}.txt").read_text(encoding="utf-8-sig").split()
        assert theirs == " ".join(body_text(package, View.MARKS)).split()


@needs_validator
@pytest.mark.parametrize("decision", Decision)
def test_the_validator_finds_nothing_new(tmp_path: Path, decision: Decision) -> None:
    def errors(data: bytes) -> set[str]:
        path = tmp_path / "prov.docx"
        path.write_bytes(data)
        done = subprocess.run([VALIDATOR, str(path)], capture_output=True, check=False)
        return {str(error.get("description")) for error in json.loads(done.stdout)["errors"]}

    source = "\n".join((all_together(), *(case.source for case in FRAMES)))
    package = opened(source)
    settle(package, decision)
    assert errors(package.to_bytes()) <= errors(docx(source))
