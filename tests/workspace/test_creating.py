"""Starting a response: with what is known, or with nothing; and nothing left when it fails."""

from pathlib import Path

import pytest

from workbench.config import Settings
from workbench.core.party import Invited
from workbench.errors import InputError
from workbench.workspace.creating import create

PAGE = """# Remiss av SOU 2020:47 Hållbar socialtjänst

Diarienummer: S2020/06592
Remissvaren ska ha kommit in senast den 1 februari 2021.

## Remissinstanser

1. Borlänge kommun
2. Falu kommun
"""
OUTLINE = '{"sections": [{"number": "5", "title": "Lagens område", "level": 1, "page": 200}]}'


def test_with_nothing_known(tmp_path: Path) -> None:
    workspace, notes = create(tmp_path / "Mitt svar å", Settings())
    assert workspace.response.facts.response.id == "mitt-svar-a"
    assert workspace.response.sections == ()
    assert notes == ()
    assert workspace.outside_edits().own == ()
    assert [entry.subject for entry in workspace.log()] == ["Skapade remissvaret"]


def test_with_a_page_a_report_and_a_county(tmp_path: Path) -> None:
    page, report = tmp_path / "remiss.md", tmp_path / "innehåll.json"
    page.write_text(PAGE, encoding="utf-8")
    report.write_text(OUTLINE, encoding="utf-8")
    workspace, _ = create(
        tmp_path / "svar",
        Settings(),
        page=page,
        report=report,
        county="Dalarna",
        coordinator="Borlänge",
    )
    facts = workspace.response.facts
    assert facts.referral.registration_number == "S2020/06592"
    assert str(facts.referral.deadline) == "2021-02-01"
    assert len(facts.municipalities) == 15
    assert facts.response.coordinator == "borlange"
    invited = [m.slug for m in facts.municipalities if m.invited is Invited.YES]
    assert invited == ["borlange", "falun"]
    assert workspace.response.outline.by_number["5"].page == 200


WRONG = {
    "county": {"county": "Kalle"},
    "coordinator": {"county": "Dalarna", "coordinator": "Lund"},
    "page": {"page": Path("finns-inte.html")},
    "report": {"report": Path("finns-inte.pdf")},
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("is_there", [False, True])
def test_nothing_is_left_when_it_fails(tmp_path: Path, name: str, is_there: bool) -> None:
    folder = tmp_path / "svar"
    if is_there:
        folder.mkdir()
    with pytest.raises(InputError):
        create(folder, Settings(), **WRONG[name])  # type: ignore[arg-type]  # a table of cases
    assert folder.exists() is is_there
    assert not is_there or not any(folder.iterdir())


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mitt.txt").write_text("viktigt")
    with pytest.raises(InputError, match="inte tom"):
        create(tmp_path, Settings())
    assert [path.name for path in tmp_path.iterdir()] == ["mitt.txt"]
