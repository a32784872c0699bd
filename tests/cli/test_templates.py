"""`remiss template`: a letterhead looked at, completed, and used."""

import pytest

from tests.cli.running import Remiss
from tests.word.templating.letterheads import bare, county, in_swedish
from workbench.word.writer.standard_template import build


def test_a_letterhead_is_told_of_completed_and_used(remiss: Remiss) -> None:
    original = in_swedish(county())
    (remiss.folder / "brev.docx").write_bytes(original)
    told = remiss("template", "brev.docx")
    assert told.code == 3
    for words in (
        "Verdana",
        "210 × 297 mm",
        "1 bild",
        "Rubrik 1 (finns, men under sitt svenska namn)",
        "Dokumenttyp",
        "remiss template brev.docx --complete NY",
    ):
        assert words in told.out
    made = remiss("template", "brev.docx", "--complete", "mall.docx")
    assert made.code == 0
    assert "Rättade namnet på: Rubrik 1" in made.out
    assert "rsid" in made.out
    assert (remiss.folder / "brev.docx").read_bytes() == original
    assert remiss("template", "mall.docx").code == 0
    assert remiss("facts", "response.template", "mall.docx").code == 0
    assert remiss("template").out.splitlines()[0].endswith("mall.docx")
    sent = remiss("export", "--despite-errors", "prov")
    assert sent.code == 0, sent.err


def test_without_a_file_the_template_in_use_is_told_of(remiss: Remiss) -> None:
    told = remiss("template", "--json")
    assert (told.code, told.json["usable"], told.json["file"]) == (0, True, "standard.docx")
    assert {row["present"] for row in told.json["styles"]} == {True}
    assert told.json["page_mm"]["width"] == 210


def test_what_is_made_is_told_as_json(remiss: Remiss) -> None:
    (remiss.folder / "brev.docx").write_bytes(bare(county("Enheten")))
    told = remiss("template", "brev.docx", "--json")
    assert (told.code, told.json["usable"], told.json["says_where"]) == (3, False, False)
    made = remiss("template", "brev.docx", "--complete", "mall.docx", "--json")
    assert (made.code, made.json["lines"]) == (0, ["{innehåll}"])
    assert "heading 1" in made.json["added"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("--complete", "x.docx"), "vilken fil", id="no file"),
        pytest.param(("brev.docx", "--complete", "brev.docx"), "samma namn", id="on top"),
        pytest.param(("brev.docx", "--complete", "x.dotx"), "också vara en .docx", id="kind"),
        pytest.param(("finns-inte.docx",), "finns inte", id="not there"),
        pytest.param(("text.docx",), "text.docx", id="no Word file"),
    ],
)
def test_refuses_what_it_cannot_do(remiss: Remiss, arguments: tuple[str, ...], said: str) -> None:
    (remiss.folder / "brev.docx").write_bytes(build())
    (remiss.folder / "text.docx").write_bytes(b"Hej")
    done = remiss("template", *arguments)
    assert (done.code, said in done.err) == (2, True)
