"""Working copies read by other programs: the same marks, by the same people."""

import datetime as dt
import json
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

import pytest
from lxml import etree

from tests.word.writer.answers import answer, template
from tests.word.writer.proposals import agreed, proposal, text_of, tracked_blocks
from workbench.core import document as doc
from workbench.core.answer.embedding import Footnotes
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.writer import write

AT = dt.datetime(2020, 10, 5, 8, 30, tzinfo=dt.UTC)
SEEDS = (0, 1, 2, 3, 5, 7, 8, 9, 10, 36, 44)
"""Of texts that together have every kind of change, moves too."""
_PUT_IN = ("ins", "moveTo")
_STRUCK = ("del", "moveFrom")
_NS = {
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_TEXT = f"{{{_NS['text']}}}"

Said = Mapping[tuple[str, str], str]
"""What was put in (`insertion`) or struck (`deletion`) by whom, without white space."""


@pytest.fixture(scope="module")
def data() -> bytes:
    """Write a working copy with a section for each seed."""
    notes, blocks = Footnotes(), list[doc.Block]()
    for seed in SEEDS:
        random = Random(seed)
        lines, texts = agreed(random)
        text = text_of(lines, texts)
        made = [proposal(random, text, lines, texts) for _ in range(1 + seed % 3)]
        shown = tracked_blocks(text, made, f"7.{seed}", notes, AT)
        blocks.append(doc.Heading(1, f"Avsnitt {seed}", f"avsnitt-{seed}"))
        blocks.append(doc.Region(f"7.{seed}", shown))
    blocks.append(doc.Heading(1, "Efter", "efter"))
    return write(answer(*blocks, footnotes=notes.blocks), template())


@pytest.fixture(scope="module")
def package(data: bytes) -> Package:
    return open_package(data, "arbetskopia.docx")


def gathered(found: Iterator[tuple[str, str, str]]) -> Said:
    texts: dict[tuple[str, str], str] = defaultdict(str)
    for kind, author, text in found:
        texts[kind, author] += "".join(text.split())
    return {key: "".join(sorted(text)) for key, text in texts.items() if text}


def ours(package: Package) -> Said:
    def told() -> Iterator[tuple[str, str, str]]:
        for one in list_revisions(package):
            if one.kind.value in _PUT_IN + _STRUCK:
                kind = "insertion" if one.kind.value in _PUT_IN else "deletion"
                yield kind, one.author, one.text

    return gathered(told())


def test_there_is_something_of_every_kind(package: Package) -> None:
    kinds = {one.kind.value for one in list_revisions(package)}
    assert {
        "ins", "del", "moveFrom", "moveTo", "paragraph-ins", "paragraph-del", "table-row-ins",
        "table-row-del",
    } <= kinds  # fmt: skip
    assert {one.date for one in list_revisions(package)} == {"2020-10-05T08:30:00Z"}


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc finns inte här")
def test_pandoc_finds_the_same_marks(data: bytes, package: Package) -> None:
    command = ["pandoc", "-f", "docx", "--track-changes=all", "-t", "json"]
    read = json.loads(subprocess.run(command, input=data, check=True, capture_output=True).stdout)
    spans = list(_spans(read["blocks"]))
    assert gathered((kind, who, text) for kind, who, _, text in spans) == ours(package)
    ends = Counter((k.partition("-")[2], who) for k, who, _, _ in spans if k.startswith("parag"))
    assert ends == Counter(
        ("insertion" if one.kind.value == "paragraph-ins" else "deletion", one.author)
        for one in list_revisions(package)
        if one.kind.value.startswith("paragraph-")
    )
    assert {at for _, _, at, _ in spans} == {"2020-10-05T08:30:00Z"}


def _spans(node: object) -> Iterator[tuple[str, str, str, str]]:
    """Kind, author, date and text of each span that pandoc marks."""
    if isinstance(node, list):
        for child in node:
            yield from _spans(child)
    elif isinstance(node, dict):
        if node.get("t") == "Span":
            (_, classes, pairs), inside = node["c"]
            told = dict(pairs)
            if classes and "author" in told:
                yield classes[0], told["author"], told["date"], _words(inside)
        for child in node.values():
            yield from _spans(child)


def _words(node: object) -> str:
    if isinstance(node, list):
        return "".join(map(_words, node))
    if not isinstance(node, dict) or node.get("t") == "Note":
        return ""
    content = node.get("c", "")
    if node["t"] == "Str":
        return str(content)
    return str(content[1]) if node["t"] == "Code" else _words(content)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice finns inte här")
def test_libreoffice_finds_the_same_marks(data: bytes, package: Package, tmp_path: Path) -> None:
    (tmp_path / "kopia.docx").write_bytes(data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profil", "--headless",
         "--convert-to", "fodt", "--outdir", str(tmp_path), str(tmp_path / "kopia.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    root = etree.parse(tmp_path / "kopia.fodt").getroot()
    assert gathered(_regions(root)) == ours(package)
    dates = {each.text for each in root.iterfind(".//office:change-info/dc:date", _NS)}
    assert {str(date)[:19] for date in dates} == {"2020-10-05T08:30:00"}


def _regions(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Kind, author and text of each tracked change in an OpenDocument text."""
    whose = {
        region.get(f"{_TEXT}id", ""): (
            etree.QName(region[0]).localname,
            region[0].findtext("office:change-info/dc:creator", "", _NS),
        )
        for region in root.iter(f"{_TEXT}changed-region")
    }
    opened: list[str] = []
    around: list[
        list[str]
    ] = []  # what was open where a note or comment begins, with marks of its own
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = etree.QName(element).localname
        if name in ("note", "annotation"):
            if event == "start":
                around.append(opened)
                opened = []
            else:
                opened = around.pop()
        elif event == "start" and name == "change-start":
            opened.append(element.get(f"{_TEXT}change-id", ""))
        elif event == "start" and name == "change-end":
            opened.remove(element.get(f"{_TEXT}change-id", ""))
        said = (element.text if event == "start" else element.tail) or ""
        for change in opened:
            yield *whose[change], said
