"""What is told of a letterhead as a template."""

import pytest

from tests.word.templating.letterheads import (
    HEADINGS,
    OWN,
    STYLES,
    bare,
    changed,
    county,
    in_swedish,
    without,
)
from workbench.word.templating.account import Account, Band, PageSize, examine
from workbench.word.writer.standard_template import build


def account(data: bytes) -> Account:
    return examine(data, "brev.docx")


def test_the_standard_template_lacks_nothing() -> None:
    found = account(build())
    assert found.usable
    assert not found.missing
    assert all(row.present for row in found.styles)
    assert (found.places[0], found.says_where, found.notes) == ("vapen", True, ())


def test_a_letterhead_is_described() -> None:
    found = account(county())
    assert found.page == PageSize(210, 297, 25, 25, 35, 35)
    assert (found.family, found.size, found.heading_family) == (OWN, 12, HEADINGS)
    assert found.bands == (
        Band("header", "first", "", 1),
        Band("header", "default", "Västmarks län\t\t{vår beteckning}", 0),
        Band("footer", "first", "Box 1, 700 00 Västby", 0),
    )
    assert found.places == ("vår beteckning",)
    assert not found.usable
    assert found.obstacle is None


def test_what_is_missing_is_named_as_swedish_word_names_it() -> None:
    found = account(without(build(), ("heading 2", "Quote", "Avdelare")))
    assert [row.need.shown for row in found.missing] == ["Rubrik 2", "Citat"]
    assert [row.need.name for row in found.styles if not row.present][-1] == "Avdelare"


def test_a_style_under_its_swedish_name_is_seen() -> None:
    rows = {row.need.name: row for row in account(in_swedish(county())).styles}
    assert (rows["heading 1"].present, rows["heading 1"].under_shown_name) == (False, True)
    assert (rows["Title"].present, rows["Title"].under_shown_name) == (True, False)


def test_text_without_a_place_for_the_answer_is_lacking() -> None:
    found = account(county("Enheten för samverkan"))
    assert (found.says_where, found.blank, found.usable) == (False, False, False)


def test_what_no_completing_mends_is_told() -> None:
    found = account(county("Hej {namn}"))
    assert "{namn}" in str(found.obstacle)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(county(), "Georgia", id="widths unknown"),
        pytest.param(bare(county()), "brevhuvud", id="no letterhead"),
        pytest.param(county("{innehåll}"), "{vapen}", id="no arms"),
        pytest.param(
            changed(
                build(),
                STYLES,
                lambda t: t.replace(
                    'w:outlineLvl w:val="1"',
                    'w:numPr><w:numId w:val="2"/></w:numPr><w:outlineLvl w:val="1"',
                    1,
                ),
            ),
            "Word numrerar Rubrik 2",
            id="numbered headings",
        ),
    ],
)
def test_what_one_ought_to_know_is_told(data: bytes, said: str) -> None:
    assert said in " ".join(account(data).notes)
