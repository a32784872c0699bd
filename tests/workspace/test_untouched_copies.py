"""Working copies that nobody has edited: whatever is proposed, they bring nothing back."""

from pathlib import Path

import pytest

from tests.builder import make_response
from tests.workspace.test_exchange import TEXT, copy_for, take_in, wanted
from workbench.core.markdown import canonical
from workbench.word.comments import list_comments
from workbench.word.package import open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision
from workbench.workspace.workspace import Workspace

BASE = TEXT.partition("[^lag]:")[0] + (
    "> Ett citat ur betänkandet.\n> Det har två meningar.\n\n"
    "1. Första punkten.\n2. Andra punkten.\n\n"
    "[^lag]: Se 2 kap. 2 § socialtjänstlagen (2001:453).\n"
)
CHANGES = {
    "a footnote put in": [
        ("reformen.", "reformen.[^egen]"),
        ("[^lag]:", "[^egen]: Enligt *finansieringsprincipen*.\n\n[^lag]:"),
    ],
    "a footnote struck": [("[^lag]\n", "\n"), ("\n\n[^lag]: Se 2 kap. 2 § soc", "")],
    "a footnote's text": [("[^lag]: Se 2 kap.", "[^lag]: Jämför 3 kap.")],
    "an item": [("- Staten", "- Regionen bör hjälpa.\n- Staten")],
    "a nested item": [("- Kommunerna bör", "  - Kommunerna bör")],
    "a numbered list": [("- Staten", "1. Staten"), ("- Kommunerna bör", "2. Kommunerna bör")],
    "a row": [("| 7.3.4 | 12 miljoner |", "| 7.3.4 | 12 miljoner |\n| 8.1 | 3 miljoner |")],
    "a cell": [("12 miljoner", "14 miljoner")],
    "a column": [
        ("| Avsnitt | Kostnad |\n| --- | --- |\n| 7.3.4 | 12 miljoner |",
         "| Avsnitt | Kostnad | År |\n| --- | --- | --- |\n| 7.3.4 | 12 miljoner | 2021 |"),
    ],
    "a heading": [("Till sist", "## Uppföljning\n\nTill sist")],
    "a quote": [("två meningar", "bara två meningar")],
    "looks": [("**alla**", "*alla*"), ("*uppföljning*", "**uppföljning**")],
    "code": [("Till sist", "Kör `remiss` till sist")],
    "a link": [("stöd i arbetet", "[stöd](https://exempel.se/) i arbetet")],
    "a move": [("Kommunerna tillstyrker förslaget.\n", ""),
               ("reformen.\n", "reformen.\nKommunerna tillstyrker förslaget.\n")],
}  # fmt: skip


def proposed(*names: str) -> str:
    text = BASE
    for old, new in (pair for name in names for pair in CHANGES[name]):
        assert old in text
        text = text.replace(old, new)
    return canonical(text)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    files = {"text/7.3.4.md": canonical(BASE), "text/20.4.1.md": "Något annat.\n"}
    return make_response(tmp_path / "svar", files)


SECTIONS = {
    "5": ("a footnote put in", "an item", "a cell", "a heading", "looks"),
    "7.3.4": ("a footnote struck", "a row", "a quote", "a numbered list", "a link"),
    "20.4.1": ("a footnote's text", "a nested item", "a column", "code", "a move"),
}


def test_an_untouched_copy_changes_nothing(tmp_path: Path) -> None:
    texts = {f"text/{key}.md": canonical(BASE) for key in SECTIONS}
    workspace = make_response(tmp_path / "svar", texts)
    beside = canonical(BASE.replace("viktigt", "mycket viktigt"))
    for key, names in SECTIONS.items():
        workspace.propose_change(key, proposed(*names), party="falun")
        workspace.propose_change(key, beside, party="malung-salen")
    for to, official in (("Falun", "Falu kommun"), ("Malung-Sälen", "Malung-Sälens kommun")):
        got = take_in(workspace, copy_for(workspace, to, official), preview=True)
        assert {s.key: s.wordings for s in got.sections} == {}
        assert got.remarks == ()


def test_anothers_footnote_that_is_accepted_is_supported(workspace: Workspace) -> None:
    text = proposed("a footnote put in")
    workspace.propose_change("7.3.4", text, party="falun")
    word = copy_for(workspace, "Malung-Sälen", "Malung-Sälens kommun")
    take_in(workspace, word.settle("Utredare, Falu kommun", Decision.ACCEPT))
    back = wanted(workspace, "malung-salen")
    (label,) = {line.partition("]")[0][2:] for line in back.split("\n") if "Enligt *" in line}
    assert sorted(back.replace(label, "egen").split("\n")) == sorted(text.split("\n"))


def test_an_own_footnote_that_is_rejected_is_told_of(workspace: Workspace) -> None:
    workspace.propose_change("7.3.4", proposed("a footnote put in"), party="falun")
    word = copy_for(workspace, "Falun", "Falu kommun")
    got = take_in(workspace, word.settle("Utredare, Falu kommun", Decision.REJECT))
    assert got.sections == ()
    assert any("tagit bort sitt tidigare förslag" in remark for remark in got.remarks)


def test_an_own_footnote_that_is_edited_keeps_its_name(workspace: Workspace) -> None:
    workspace.propose_change("7.3.4", proposed("a footnote put in"), party="falun")
    word = copy_for(workspace, "Falun", "Falu kommun")
    take_in(workspace, word.rewrite_note("Enligt", "Jämför"))
    assert "[^egen]: Jämför *finansieringsprincipen*." in wanted(workspace, "falun")


def test_the_notes_of_a_copy_carry_their_authors(workspace: Workspace) -> None:
    workspace.propose_change("7.3.4", proposed("a footnote put in"), party="falun")
    package = open_package(copy_for(workspace, "Falun", "Falu kommun").data, "svar.docx")
    inside = [r for r in list_revisions(package) if r.part.endswith("footnotes.xml")]
    assert {(r.kind.value, r.author) for r in inside} == {
        ("ins", "Utredare, Falu kommun"), ("paragraph-ins", "Utredare, Falu kommun")
    }  # fmt: skip
    assert not list_comments(package)


def test_what_several_propose_alike_is_one_mark_of_each_of_them(workspace: Workspace) -> None:
    text = canonical(BASE.replace("12 miljoner", "14 miljoner"))
    workspace.propose_change("7.3.4", text, party="falun")
    workspace.propose_change("7.3.4", text, party="malung-salen")
    for to, official in (("Falun", "Falu kommun"), ("Malung-Sälen", "Malung-Sälens kommun")):
        word = copy_for(workspace, to, official)
        marks = list_revisions(open_package(word.data, "svar.docx"))
        assert {mark.author for mark in marks} == {"Utredare, Falu kommun; Malung-Sälens kommun"}
        got = take_in(workspace, word, preview=True)
        assert (got.sections, got.remarks) == ((), ())


def test_who_edits_a_copy_with_a_shared_proposal_is_named_alone(workspace: Workspace) -> None:
    text = canonical(BASE.replace("12 miljoner", "14 miljoner"))
    workspace.propose_change("7.3.4", text, party="falun")
    workspace.propose_change("7.3.4", text, party="malung-salen")
    word = copy_for(workspace, "Malung-Sälen", "Malung-Sälens kommun").rewrite("2 år", "3 år")
    got = take_in(workspace, word)
    assert got.people == ("Malung-Sälens kommun",)
    assert wanted(workspace, "malung-salen") == text.replace("2 år", "3 år")


def test_a_note_that_is_struck_under_its_reference_stays_struck(workspace: Workspace) -> None:
    """Word has no reference without a note: an empty note is one whose text is struck."""
    told = BASE.rpartition("\n\n[^lag]:")[0]
    workspace.propose_change("7.3.4", canonical(told), party="falun")
    got = take_in(workspace, copy_for(workspace, "Falun", "Falu kommun"), preview=True)
    assert (got.sections, got.remarks) == ((), ())
    word = copy_for(workspace, "Malung-Sälen", "Malung-Sälens kommun")
    take_in(workspace, word.settle("Utredare, Falu kommun", Decision.ACCEPT))
    assert wanted(workspace, "malung-salen") == canonical(told)
