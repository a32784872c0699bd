"""Arms in the Word file: as many as there are, told in words, without anything else along."""

import io
import zipfile
from dataclasses import replace

import pytest
from lxml import etree

from tests.core.answer.pictures import shield
from tests.word.writer.answers import W, parts, template, tree
from workbench.core import document as doc
from workbench.core.answer.picture import read_picture
from workbench.word.inspector import inspect_hidden
from workbench.word.writer import Template, write
from workbench.word.writer.standard_template import build

_DESCRIPTION = "//*[local-name()='docPr']/@descr"


def _answer(count: int) -> doc.Document:
    one = read_picture(shield(), "x.png")
    arms = tuple(replace(one, description=f"Kommun {n} & grannars vapen") for n in range(count))
    letterhead = doc.Letterhead("Kommunerna", arms=arms)
    return doc.Document("Yttrande", letterhead, (doc.paragraph("Text."),))


@pytest.mark.parametrize("count", [1, 15, 60])
def test_every_picture_is_there_and_told(count: int) -> None:
    data = write(_answer(count), template())
    body = tree(data, "word/document.xml")
    found = body.xpath(_DESCRIPTION)
    assert found == [f"Kommun {n} & grannars vapen" for n in range(count)]
    media = [name for name in parts(data) if name.startswith("word/media/")]
    assert len(media) == count
    named = etree.fromstring(parts(data)["word/_rels/document.xml.rels"])
    targets = {one.get("Id"): one.get("Target") for one in named}
    embedded = body.xpath("//@*[local-name()='embed']")
    assert [targets[id_] for id_ in embedded] == [f"/{name}" for name in media]
    assert inspect_hidden(data) == ()


def test_without_arms_there_is_no_line_for_them() -> None:
    body = tree(write(_answer(0), template()), "word/document.xml")
    assert "{" not in "".join(body.itertext())
    styles = [style.get(f"{W}val") for style in body.iter(f"{W}pStyle")]
    assert "Vapen" not in styles


def _with_place_in_header() -> Template:
    """Return a template whose place for arms stands in a header and not in the text."""
    source = io.BytesIO(build())
    made = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"{vapen}", b"")
            if name == "word/header2.xml":
                data = data.replace("{märkning}".encode(), b"{vapen}")
            new.writestr(name, data)
    return Template.read(made.getvalue(), "egen.docx")


def test_the_place_may_stand_in_a_header() -> None:
    data = write(_answer(3), _with_place_in_header())
    assert len(tree(data, "word/header2.xml").xpath(_DESCRIPTION)) == 3
    assert b"arms3.png" in parts(data)["word/_rels/header2.xml.rels"]
    assert b"arms" not in parts(data)["word/_rels/document.xml.rels"]
    assert inspect_hidden(data) == ()
