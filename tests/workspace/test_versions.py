"""Comparing and fetching back: what differs is shown, and nothing that came after is lost."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workspace.small import TEXT
from workbench.config import Settings
from workbench.core import places
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.merging.diff import Kind
from workbench.errors import InputError, StageError
from workbench.workspace import Workspace, clock
from workbench.workspace.desk import Change
from workbench.workspace.versions import FileDifference

words = st.text(alphabet="abå. \n", max_size=60)


@given(words, words)
@settings(max_examples=100)
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    pieces = FileDifference("text/5.md", "5", before, after).pieces()
    assert "".join(p.text for p in pieces if p.kind is not Kind.INSERTED) == before
    assert "".join(p.text for p in pieces if p.kind is not Kind.DELETED) == after


def test_two_versions_differ_in_what_was_done_between_them(workspace: Workspace) -> None:
    workspace.set_milestone("utkast-1", "Utkast 1")
    workspace.write_text("5", AgreedText(text="Ny text.\n"))
    workspace.contribute("5", Contribution(text="Falun.\n"), party="Falun")
    workspace.set_milestone("utkast-2", "Utkast 2")
    forwards = workspace.compare("utkast-1", "utkast-2")
    assert {d.label for d in forwards} == {"5 gemensam text", "5 bidrag (Falun)"}
    backwards = workspace.compare("utkast-2", "utkast-1")
    assert [(d.path, d.after, d.before) for d in backwards] == [
        (d.path, d.before, d.after) for d in forwards
    ]
    assert workspace.compare("utkast-2") == workspace.compare("utkast-2", "utkast-2") == ()
    assert workspace.compare("utkast-1", section="7.3.4") == ()
    assert len(workspace.compare("utkast-1", section="5")) == 2


def test_an_act_of_a_municipality_is_compared_within_its_own_folder(workspace: Workspace) -> None:
    version = workspace.contribute("5", Contribution(text="Ett.\n"), party="Falun")
    workspace.write_text("5", AgreedText(text="Gemensamt.\n"))
    workspace.contribute("5", Contribution(text="Två.\n"), party="Falun")
    (only,) = workspace.compare(version[:8])
    assert (only.before, only.after) == ("Ett.\n", "Två.\n")


def test_fetching_back_is_a_new_act_and_loses_nothing(workspace: Workspace) -> None:
    original = workspace.response.agreed["7.3.4"]
    workspace.set_milestone("utkast-1")
    workspace.write_text("7.3.4", AgreedText(text="Senare text.\n"))
    later = workspace.log()[0].id
    before = workspace.log()
    workspace.restore("utkast-1", "7.3.4")
    assert workspace.response.agreed["7.3.4"] == original
    assert workspace.log()[1:] == before
    assert workspace.log()[0].subject == "Återställde 7.3.4 till utkast-1"
    workspace.restore(later, "7.3.4")
    assert workspace.response.agreed["7.3.4"].text == "Senare text.\n"
    assert (workspace.folder / TEXT).read_text() == "Senare text.\n"


def test_a_municipality_fetches_back_its_own_contribution(workspace: Workspace) -> None:
    workspace.set_milestone("utkast-1")
    before = workspace.response.contributions["7.3.4", "falun"]
    agreed = workspace.response.agreed["7.3.4"]
    workspace.withdraw("7.3.4", party="Falun")
    workspace.restore("utkast-1", "7.3.4", party="Falun")
    assert workspace.response.contributions["7.3.4", "falun"] == before
    assert workspace.response.agreed["7.3.4"] == agreed


def test_what_was_not_there_cannot_be_fetched_back(workspace: Workspace) -> None:
    workspace.set_milestone("utkast-1")
    with pytest.raises(InputError, match="fanns inte i version utkast-1"):
        workspace.restore("utkast-1", "5")


def test_the_log_is_of_a_section_or_a_party(workspace: Workspace) -> None:
    workspace.contribute("5", Contribution(text="Falun.\n"), party="Falun")
    workspace.write_text("5", AgreedText(text="Text.\n"))
    assert {entry.who for entry in workspace.log(section="5")} == {"Samordnaren", "Falun"}
    assert {entry.who for entry in workspace.log(municipality="Falu kommun")} == {"Falun"}
    assert {entry.who for entry in workspace.log(municipality="samordnaren")} == {"Samordnaren"}
    assert len(workspace.log(limit=2)) == 2


def test_a_section_that_the_outline_lost_stays_within_reach(workspace: Workspace) -> None:
    workspace.contribute("5", Contribution(text="Falun.\n"), party="Falun")
    outline = workspace.folder / "outline.toml"
    outline.write_text(outline.read_text().replace('number = "5"', 'number = "5.1"'))
    workspace.save_outside_edits()
    assert "5" in {row.key for row in workspace.status().rows}
    assert workspace.section("5", "Falun").own == Contribution(text="Falun.\n")
    assert workspace.log(section="5")
    workspace.contribute("5", Contribution(text="Mer.\n"), party="Falun")
    workspace.withdraw("5", party="Falun")
    assert "5" not in {row.key for row in workspace.status().rows}


def test_only_the_coordinator_sets_a_milestone(workspace: Workspace) -> None:
    with pytest.raises(StageError, match="Falun kan inte"):
        workspace.set_milestone("utkast-1", party="Falun")
    workspace.set_milestone("utkast-1")
    with pytest.raises(InputError, match="redan"):
        workspace.set_milestone("utkast-1")


def test_acts_of_one_second_stand_in_one_order_whoever_came_first(workspace: Workspace) -> None:
    at = clock.now() + dt.timedelta(seconds=5)
    for party in ("malung-salen", "samordnaren", "falun", "borlange"):
        seat = workspace.seat(party)
        path = "text/5.md" if seat.is_coordinator else places.contribution(party, "5")
        for words in (b"Ett.\n", b"Tv\xc3\xa5.\n"):
            workspace.desk.record([Change(seat, {path: words}, words.decode(), {}, at)])
    expected = [
        (who, words)
        for who in ("Samordnaren", "Borlänge", "Falun", "Malung-Sälen")
        for words in ("Två.", "Ett.")
    ]
    assert [(entry.who, entry.subject) for entry in workspace.log(limit=8)] == expected
    assert [(entry.who, entry.subject) for entry in workspace.log()[:8]] == expected
    assert [(entry.who, entry.subject) for entry in workspace.log(limit=3)] == expected[:3]


def test_what_is_done_for_another_municipality_says_by_whom(workspace: Workspace) -> None:
    own = Settings(name="Åsa", email="asa@falun.example", municipality="falun")
    helping = Workspace.open(workspace.folder, own)
    helping.contribute("5", Contribution(text="Vi instämmer.\n"), party="Malung-Sälen")
    (entry,) = helping.log(municipality="Malung-Sälen", limit=1)
    assert entry.signed == "för Malung-Sälen, av Åsa, Falu kommun"
    helping.contribute("5", Contribution(text="Vi instämmer.\n"), party="Falun")
    (entry,) = helping.log(municipality="Falun", limit=1)
    assert (entry.on_behalf, entry.signed) == (False, "Åsa, Falu kommun")


def test_a_milestone_gathers_the_history(workspace: Workspace) -> None:
    for number in range(3):
        workspace.write_text("5", AgreedText(text=f"Text {number}.\n"))
    before = [(entry.id, entry.subject) for entry in workspace.log()]
    workspace.set_milestone("utkast-1", "Utkast 1")
    objects = workspace.folder / ".git" / "objects"
    assert not [path for path in objects.glob("??/*") if path.is_file()]
    assert [(e.id, e.subject) for e in Workspace.open(workspace.folder).log()][1:] == before
    assert workspace.desk.history.verify() == []
