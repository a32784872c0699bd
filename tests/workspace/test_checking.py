"""What the check has to be told beside the response, gathered from the history and the disk."""

import datetime as dt
import shutil
from pathlib import Path

import pytest

from tests.builder import contribution, make_response
from workbench.core.adoption import Decision
from workbench.core.contribution import Contribution
from workbench.core.party import COORDINATOR
from workbench.core.position import Position
from workbench.history import Act, Person
from workbench.storage import shipped
from workbench.workspace import checking
from workbench.workspace.exporting import ExportOptions, Variant
from workbench.workspace.workspace import Workspace

FIRST = "municipalities/falun/contributions/7.3.4.md"
OTHERS = [f"municipalities/falun/contributions/{key}.md" for key in ("5", "10.3.5")]
AFTER = dt.datetime.fromisoformat("2020-11-10T10:00+01:00")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_response(
        tmp_path / "svar",
        {
            "text/7.3.4.md": contribution("tillstyrker", "Kommunerna tillstyrker förslaget."),
            FIRST: contribution("tillstyrker", "Falu kommun tillstyrker förslaget."),
            **{path: contribution("tillstyrker", "Vi tillstyrker.") for path in OTHERS},
        },
    )


def codes(workspace: Workspace) -> set[str]:
    return {finding.code for finding in workspace.check()}


def at(workspace: Workspace, when: dt.datetime, path: str, text: str) -> None:
    party = path.split("/")[1] if path.startswith("municipalities/") else COORDINATOR
    act = Act(
        party,
        {path: contribution("tillstyrker", text).encode()},
        "Ändrade",
        Person("Utredare", "utredare@example.se"),
        when,
        {"Remiss-Act": "contribute"},
    )
    workspace.desk.history.record([act])


def test_what_was_said_after_the_text_was_made_is_told(workspace: Workspace) -> None:
    assert "bidrag-ej-inarbetat" not in codes(workspace)
    said = "Falu kommun vill att skolans ansvar förtydligas i lagen."
    workspace.contribute(
        "7.3.4", Contribution(position=Position.SUPPORT, text=f"{said}\n"), party="Falun"
    )
    (finding,) = [f for f in workspace.check() if f.code == "bidrag-ej-inarbetat"]
    assert (finding.place.section, "Falu kommun" in finding.message) == ("7.3.4", True)
    workspace.consider("7.3.4", "Falun")
    assert "bidrag-ej-inarbetat" not in codes(workspace)


def test_a_few_texts_left_from_an_earlier_step_are_told(workspace: Workspace) -> None:
    early = dt.datetime.fromisoformat("2020-10-20T10:00+02:00")
    for path in (FIRST, *OTHERS):
        at(workspace, early, path, "Vi tillstyrker förslaget.")
    now = dt.datetime.fromisoformat("2020-11-20T10:00")
    assert checking.unrevised(workspace.desk, now) == {}
    for path in OTHERS:
        at(workspace, AFTER, path, "Vi tillstyrker, med en ny synpunkt.")
    left = checking.unrevised(workspace.desk, now)["falun"]
    assert (left.round, left.revised, left.sections) == ("Bidrag", 2, ("7.3.4",))


def test_documents_of_another_template_are_told(workspace: Workspace) -> None:
    made = ExportOptions(variant=Variant.BASIS, municipality="Falun")
    workspace.export(made)
    assert "mall-bytt" not in codes(workspace)
    own = workspace.folder / "mall.dotx"
    shutil.copy(shipped.folder("templates") / "standard.docx", own)
    own.write_bytes(own.read_bytes() + b"\0")
    workspace.set_facts([("response.template", "mall.dotx")])
    assert checking.other_template(workspace.desk) == (
        "S2020-06592 Falu kommun beslutsunderlag.docx",
    )


def test_the_annexes_that_the_answer_makes_are_known(workspace: Workspace) -> None:
    assert checking.annexes(workspace.response) == ()
    workspace.set_facts([("response.form", "samordnat")])
    facts = {"stance": "står bakom", "date": dt.date(2021, 1, 18), "level": "nämnd"}
    workspace.adopt(Decision.model_validate(facts), party="Falun")
    assert checking.annexes(workspace.response) == ("Bilaga 1: Yttrande från Falu kommun",)
