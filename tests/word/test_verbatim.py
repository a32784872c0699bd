"""What nobody settled keeps its bytes, however the sender's program writes XML."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.word.made import made
from tests.word.wml import Writer, document, docx, entries, opened, zipped
from workbench.word.names import W
from workbench.word.package import open_package
from workbench.word.settle import Decision, settle
from workbench.word.text import View, body_text
from workbench.word.verbatim import as_it_came

_CELL = "<w:tc><w:p><w:r><w:t>i en cell</w:t></w:r></w:p></w:tc>"
_BARE = "<w:p><w:pPr><w:rPr/></w:pPr><w:r><w:rPr/><w:t>orörd</w:t></w:r></w:p>"
_HEAD, _TAIL = document("|").split("|")
HEAD = f"{_HEAD}{_BARE}<w:tbl><w:tblPr/><w:tr>{_CELL}</w:tr></w:tbl>"
CHANGED = Writer().body("a{+F b} ¶-F\n{-L c}d")
TAIL = f"{_BARE}<w:p/>{_BARE}{_TAIL}"

WRITINGS: dict[str, Callable[[str], str]] = {
    "as Word": lambda xml: xml,
    "as LibreOffice": lambda xml: xml.replace("<w:rPr/>", "<w:rPr></w:rPr>"),
    "in both ways": lambda xml: xml.replace("<w:rPr/>", "<w:rPr></w:rPr>", 1),
    "empty paragraphs long": lambda xml: xml.replace("<w:p/>", "<w:p></w:p>"),
    "a space before the slash": lambda xml: xml.replace("/>", " />"),
    "indented, with two signs for a line": lambda xml: xml.replace("><", ">\r\n  <") + "\r\n",
    "single quotes": lambda xml: xml.replace('"', "'"),
    "numbered characters": lambda xml: xml.replace("ö", "&#xF6;"),
    "text apart": lambda xml: xml.replace("orörd", "<![CDATA[orörd]]>"),
    "markup in a comment": lambda xml: xml.replace("<w:tr>", "<!-- <w:p> --><w:tr>"),
    "no prefix": lambda xml: (
        xml.replace("<w:", "<").replace("</w:", "</").replace("xmlns:w=", f'xmlns="{W}" xmlns:w=')
    ),
}


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("decision", Decision)
def test_what_was_not_settled_keeps_its_bytes(writing: str, decision: Decision) -> None:
    head, changed, tail = map(WRITINGS[writing], (HEAD, CHANGED, TAIL))
    package = open_package(
        zipped({**entries(), "word/document.xml": head + changed + tail}), "prov.docx"
    )
    expected = body_text(package, View(decision.value))
    assert settle(package, decision).settled
    after = package.data(package.main).decode()
    assert after.startswith(head)
    assert after.endswith(tail)
    assert body_text(open_package(package.to_bytes(), "prov.docx"), View.MARKS) == expected


@settings(max_examples=settings().max_examples // 4)
@given(st.integers(0, 10**6), st.sampled_from(sorted(WRITINGS)))
def test_it_is_always_the_same_markup(seed: int, writing: str) -> None:
    parser = etree.XMLParser(resolve_entities=False)
    old = WRITINGS[writing](document(Writer().body(made(seed)))).encode()
    package = open_package(zipped({**entries(), "word/document.xml": old}), "prov.docx")
    settle(package, Decision.ACCEPT)
    new = etree.tostring(package.tree(package.main).getroottree(), encoding="UTF-8")
    kept = as_it_came(new, old, parser)
    assert etree.tostring(etree.fromstring(kept, parser).getroottree(), encoding="UTF-8") == new


def test_a_part_that_was_replaced_is_written_as_it_is() -> None:
    package = opened("a{+F b}")
    package.put(package.main, open_package(docx("c{+F d}"), "x").data("word/document.xml"))
    settle(package, Decision.ACCEPT)
    assert body_text(open_package(package.to_bytes(), "x"), View.MARKS) == ("cd",)
