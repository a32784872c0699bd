"""What holds for any document at all."""

import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from lxml import etree

from tests.word.writer.answers import W, documents, long_answer, parts, shown, template, tree
from workbench.core import document as doc
from workbench.word.inspector import inspect_hidden
from workbench.word.writer import compose

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_XML_TYPES = ("+xml", "application/xml")


@given(documents())
def test_every_text_stands_once_and_in_order(document: doc.Document) -> None:
    made = compose(document, template())
    text = shown(_without_contents(made.data))
    found = [int(number) for number in re.findall(r"\[(\d+)\]", text)]
    expected = [
        int(number)
        for block in doc.texts(document.body)
        for number in re.findall(r"\[(\d+)\]", block)
    ]
    assert found == expected


@given(documents())
def test_the_package_is_whole(document: doc.Document) -> None:
    data = compose(document, template()).data
    _check_package(data)
    _check_ids(data)
    assert inspect_hidden(data) == ()


@given(documents())
@settings(max_examples=30)
def test_another_reader_opens_it(document: doc.Document) -> None:
    data = compose(document, template()).data
    opened = docx.Document(io.BytesIO(data))
    assert opened.sections[0].page_width is not None
    tables = sum(1 for _ in tree(data).iter(f"{W}tbl"))
    assert len(list(opened.element.iter(f"{W}tbl"))) == tables


@given(documents())
@settings(max_examples=50)
def test_bytes_and_pages_depend_on_nothing_else(document: doc.Document) -> None:
    first, second = compose(document, template()), compose(document, template())
    assert first == second
    assert all(1 <= page <= first.page_count for page in first.pages.values())
    order = [first.pages[anchor] for anchor in first.pages]
    assert order == sorted(order)


def _without_contents(data: bytes) -> etree._Element:
    """Return the main part without its table of contents, whose texts stand twice."""
    root = tree(data)
    for control in list(root.iter(f"{W}sdt")):
        if control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartUnique") is not None:
            control.getparent().remove(control)  # type: ignore[union-attr]  # has one
    return root


def _check_package(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(set(names)) == len(names)
    types = tree(data, "[Content_Types].xml")
    named = {e.get("PartName", "").lstrip("/") for e in types}
    for name, content in parts(data).items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
        assert name in named or name.endswith(".rels") or name == "[Content_Types].xml"


def _check_ids(data: bytes) -> None:
    main = tree(data)
    ids = [e.get(f"{W}id") for e in main.iter(f"{W}bookmarkStart", f"{W}ins", f"{W}del")]
    ids += [e.get(f"{W}val") for e in main.iter(f"{W}id")]
    assert len(set(ids)) == len(ids)
    names = [e.get(f"{W}name", "").casefold() for e in main.iter(f"{W}bookmarkStart")]
    assert len(set(names)) == len(names)
    for link in main.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        assert anchor is None or anchor.casefold() in names
    paragraphs = [e.get(f"{_W14}paraId") for e in main.iter(f"{W}p")]
    assert not any(paragraphs)


@pytest.mark.skipif(shutil.which("pandoc") is None, reason="pandoc finns inte här")
def test_pandoc_reads_the_same_text(tmp_path: Path) -> None:
    document = long_answer(12)
    (tmp_path / "svar.docx").write_bytes(compose(document, template()).data)
    command = ["pandoc", "--wrap=none", "-t", "plain", str(tmp_path / "svar.docx")]
    read = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    words = re.sub(r"\W+", " ", read)
    for text in doc.texts(document.body):
        assert re.sub(r"\W+", " ", text).strip()[:40] in words


@pytest.mark.skipif("OOXML_VALIDATOR" not in os.environ, reason="OOXML_VALIDATOR är inte satt")
@given(documents())
@settings(max_examples=20)
def test_the_open_xml_sdk_finds_nothing(document: doc.Document) -> None:
    marked = replace(document, properties={"a": "b"})
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(compose(marked, template()).data)
        file.flush()
        command = [os.environ["OOXML_VALIDATOR"], file.name]
        said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    assert json.loads(said)["errors"] == []
