"""The template that is shipped."""

import io
import re

import docx
import pytest

from tests.conftest import PROJECT
from tests.word.writer.answers import W, parts, template, tree
from workbench.core.document import Role
from workbench.word.inspector import inspect_hidden
from workbench.word.writer.standard_template import TEXT_WIDTH, build
from workbench.word.writer.styles import Look

_GRID = 40  # twips; see the module's docstring


def test_file_is_what_its_program_makes() -> None:
    assert (PROJECT / "templates" / "standard.docx").read_bytes() == build()


def test_holds_nothing_hidden() -> None:
    assert inspect_hidden(build()) == ()


def test_every_style_speaks_swedish() -> None:
    styles = tree(build(), "word/styles.xml")
    for style in styles.iter(f"{W}style"):
        if style.get(f"{W}type") != "numbering":
            language = style.find(f"{W}rPr/{W}lang")
            assert language is not None, style.get(f"{W}styleId")
            assert language.get(f"{W}val") == "sv-SE"
    assert styles.find(f".//{W}docDefaults//{W}lang") is not None


def test_opens_in_python_docx() -> None:
    opened = docx.Document(io.BytesIO(build()))
    names = {style.name for style in opened.styles}
    assert {"Heading 6", "List Number", "Att-sats"} <= names
    section = opened.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header.paragraphs[0]._p.xml


@pytest.mark.parametrize("name", [*(role.value for role in Role), "heading 3", "toc 2", "caption"])
def test_sits_on_the_grid(name: str) -> None:
    look = _look(name)
    assert look.rule == "exact"
    for height in (look.line, look.before, look.border_above + look.border_below):
        assert height % _GRID == 0
    assert look.after == 0


def test_page_is_a_whole_number_of_lines() -> None:
    page = template().page
    assert (page.width, page.height) == (11906, 16838)
    assert page.text_width == TEXT_WIDTH
    assert (page.height - page.top - page.bottom) % _look("Body Text").line == 0


@pytest.mark.parametrize("name", ["Body Text", "List Bullet", "Quote", "heading 2", "Anmärkning"])
def test_measures_lie_between_what_lines_can_be(name: str) -> None:
    look = _look(name)
    place = (TEXT_WIDTH - look.left - look.right) * 18 / look.size % 1
    assert 0.5 < place < 0.9


def test_names_of_parts_and_ids_are_plain() -> None:
    assert all(re.fullmatch(r"[\w./\[\]]+", name) for name in parts(build()))
    for style in tree(build(), "word/styles.xml").iter(f"{W}style"):
        assert style.get(f"{W}styleId", "").isascii()


def _look(name: str) -> Look:
    return template().sheet.look(template().style(name))
