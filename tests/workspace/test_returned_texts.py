"""What else comes back in a working copy: lost marks, notes, pictures, moves, several people."""

from pathlib import Path

import pytest

from tests.builder import make_response
from tests.workspace.test_exchange import OTHER, TEXT, copy_for, take_in, wanted
from tests.workspace.test_exchange import workspace as workspace  # noqa: PLC0414  a fixture
from workbench.core.markdown import canonical
from workbench.errors import StageError
from workbench.word.settle import Decision
from workbench.workspace.archiving import archive
from workbench.workspace.exchange import read_exchange
from workbench.workspace.workspace import Workspace

# -- sections ----------------------------------------------------------------------------------


def test_what_is_written_just_below_a_section_belongs_to_it(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun")
    got = take_in(workspace, word.write_after_section("20.4.1", "Ett sista ord från oss."))
    assert [(s.key, s.changes, s.untracked) for s in got.sections] == [("20.4.1", 1, 1)]
    assert wanted(workspace, "falun", "20.4.1") == canonical(f"{OTHER}\nEtt sista ord från oss.\n")


def test_a_section_that_only_its_words_tell_is_shown_before_it_is_taken_in(
    workspace: Workspace,
) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    word.lose_controls().lose_bookmarks().lose_headings()
    before = workspace.desk.history.heads()
    with pytest.raises(StageError, match=r"inte säkert var 7\.3\.4 är \(stycke \d+–\d+ har") as no:
        take_in(workspace, word)
    assert "--preview" in no.value.hint
    shown = take_in(workspace, word, preview=True)
    assert workspace.desk.history.heads() == before
    assert [(s.key, s.changes, s.found_by) for s in shown.sections] == [("7.3.4", 1, "texten")]
    assert 0.9 < shown.sections[0].certainty <= 1
    assert "minst 3 år" in shown.sections[0].wordings[0].after
    take_in(workspace, word, as_found=True)
    assert wanted(workspace, "falun") == canonical(TEXT.replace("minst 2 år", "minst 3 år"))


def test_a_section_that_is_not_in_an_unlabelled_file_is_named(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    word.lose_section("20.4.1").lose_headings().lose_properties()
    got = take_in(workspace, word, municipality="Falun")
    assert [s.key for s in got.sections] == ["7.3.4"]
    assert "Filen har inte avsnitten 20.4.1; där ändrades inget." in got.remarks


def test_a_heading_with_nothing_under_it_is_asked_about(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").lose_section("20.4.1")
    with pytest.raises(StageError, match="rubriken finns men ingen text under den"):
        take_in(workspace, word)
    take_in(workspace, word, as_found=True)
    assert wanted(workspace, "falun", "20.4.1") == ""


def test_a_section_that_is_gone_with_its_heading_stops_a_labelled_file(
    workspace: Workspace,
) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").lose_section("20.4.1").lose_headings()
    with pytest.raises(StageError, match=r"hittar inte texten till 20\.4\.1"):
        take_in(workspace, word)


def test_a_copy_that_was_made_for_another_is_told_of(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Malung-Sälen").rewrite("minst 2 år", "minst 3 år")
    got = take_in(workspace, word, municipality="Malung-Sälen")
    assert "Filen gjordes för Falun" in got.remarks[0]
    assert "minst 3 år" in wanted(workspace, "malung-salen")


# -- text that moved ---------------------------------------------------------------------------


@pytest.mark.parametrize("tracked", [True, False])
def test_text_that_moved_between_sections_is_told_of(workspace: Workspace, tracked: bool) -> None:
    sentence = "Kommunerna delar bedömningen i denna del. Ingen ny lag behövs för äldre."
    word = copy_for(workspace, "Falun", "Falu kommun")
    word.carry("Ingen ny lag behövs", "Staten bör betala", tracked=tracked)
    got = take_in(workspace, word)
    assert [(m.source, m.target) for m in got.moved] == [("20.4.1", "7.3.4")]
    assert " ".join(got.moved[0].text.split()) == sentence
    assert "Ingen ny lag" in wanted(workspace, "falun")
    assert "Ingen ny lag" not in wanted(workspace, "falun", "20.4.1")
    assert workspace.desk.history.log(limit=1)[0].trailers["Remiss-Moved"] == "20.4.1>7.3.4"


# -- notes -------------------------------------------------------------------------------------


def test_an_edited_footnote_is_taken_in(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite_note("2 kap.", "3 kap.")
    take_in(workspace, word.rewrite_note("2\u00a0kap.", "3\u00a0kap."))
    text = wanted(workspace, "falun")
    assert text.replace("\u00a0", " ") == canonical(TEXT.replace("Se 2 kap.", "Se 3 kap."))


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_new_note_is_taken_in_as_a_footnote(workspace: Workspace, kind: str) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun")
    take_in(workspace, word.note("Staten bör betala", "Enligt finansieringsprincipen.", kind=kind))
    text = wanted(workspace, "falun")
    (label,) = {line.partition("]")[0][2:] for line in text.split("\n") if "Enligt finans" in line}
    assert label.startswith("not-")
    assert text == canonical(
        TEXT.replace("bör betala.", f"bör betala.[^{label}]")
        + f"\n[^{label}]: Enligt finansieringsprincipen.\n"
    )


def test_the_same_new_note_from_two_municipalities_is_one(workspace: Workspace) -> None:
    for name, official in (("Falun", "Falu kommun"), ("Malung-Sälen", "Malung-Sälens kommun")):
        word = copy_for(workspace, name, official)
        take_in(workspace, word.note("Staten bör betala", "Enligt finansieringsprincipen."))
    assert wanted(workspace, "falun") == wanted(workspace, "malung-salen")


def test_notes_that_are_not_last_stay_where_they_are(tmp_path: Path) -> None:
    text = "Första stycket här.[^a]\n\n[^a]: En not.\n\nAndra stycket står här.\n"
    workspace = make_response(tmp_path / "svar", {"text/7.3.4.md": text})
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("Andra stycket", "Tredje stycket")
    take_in(workspace, word)
    assert wanted(workspace, "falun") == text.replace("Andra stycket", "Tredje stycket")


def test_a_note_that_is_referred_to_twice_stays_one(tmp_path: Path) -> None:
    text = "Första meningen här.[^a]\nAndra meningen står här.[^a]\n\n[^a]: En not.\n"
    workspace = make_response(tmp_path / "svar", {"text/7.3.4.md": text})
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("meningen står", "satsen står")
    take_in(workspace, word)
    assert wanted(workspace, "falun") == text.replace("meningen står", "satsen står")


# -- what was proposed before -------------------------------------------------------------------

STRONGER = ("Staten bör betala.", "Staten ska betala.")


def test_an_own_proposal_that_comes_back_is_nothing_new(workspace: Workspace) -> None:
    workspace.propose_change("7.3.4", TEXT.replace(*STRONGER), party="falun")
    got = take_in(workspace, copy_for(workspace, "Falun", "Falu kommun"))
    assert (got.sections, got.remarks) == ((), ())
    assert not [path for path in workspace.desk.files() if "/received/changes/" in path]


def test_an_own_proposal_that_was_taken_out_is_told_of(workspace: Workspace) -> None:
    workspace.propose_change("7.3.4", TEXT.replace(*STRONGER), party="falun")
    word = copy_for(workspace, "Falun", "Falu kommun")
    got = take_in(workspace, word.settle("Utredare, Falu kommun", Decision.REJECT))
    assert got.sections == ()
    assert "Falun har tagit bort sitt tidigare förslag i 7.3.4" in got.remarks[0]


def test_an_earlier_proposal_in_word_can_be_taken_out_and_replaced(workspace: Workspace) -> None:
    take_in(workspace, copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2", "minst 3"))
    word = copy_for(workspace, "Falun", "Falu kommun").settle("Falu kommun", Decision.REJECT)
    word.rewrite("12 miljoner", "14 miljoner")
    assert "tagit bort" in take_in(workspace, word, preview=True).remarks[0]
    take_in(workspace, word, replace=True)
    assert wanted(workspace, "falun") == canonical(TEXT.replace("12 mil", "14 mil"))


def test_files_of_an_old_and_a_new_text_are_put_together(workspace: Workspace) -> None:
    old = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    agreed = workspace.response.agreed["7.3.4"]
    newer = canonical(TEXT.replace("Till sist", "Slutligen"))
    workspace.write_text("7.3.4", agreed.model_copy(update={"text": newer}))
    new = copy_for(workspace, "Falun", "Falu kommun").rewrite("12 miljoner", "14 miljoner")
    take_in(workspace, new)
    take_in(workspace, old)
    text = newer.replace("minst 2 år", "minst 3 år").replace("12 mil", "14 mil")
    assert wanted(workspace, "falun") == text


# -- what no text can hold ---------------------------------------------------------------------


def test_a_picture_is_named_and_stops_until_told(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")
    word.picture("Ingen ny lag")
    with pytest.raises(StageError, match=r"bild \(1\) i avsnitt 20\.4\.1") as refused:
        take_in(workspace, word)
    assert "--without-pictures" in refused.value.hint
    got = take_in(workspace, word, without_pictures=True)
    assert "Togs inte in: bild (1) i avsnitt 20.4.1." in got.remarks
    assert [s.key for s in got.sections] == ["7.3.4"]


# -- who ---------------------------------------------------------------------------------------


def test_each_person_has_a_version_of_their_own(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "E.E.").rewrite("minst 2 år", "minst 3 år")
    word.written_by("Admin").rewrite("12 miljoner", "14 miljoner")
    word.rewrite("Ingen ny lag", "En ny lag", tracked=False)
    people = {"E.E.": "Falun: Eva Ek", "Admin": "Falun: Adam Al"}
    got = take_in(workspace, word, authors=people)
    assert got.people == ("Falu kommun", "Adam Al, Falu kommun", "Eva Ek, Falu kommun")
    by = {
        version.author.name.partition(", genom")[0]: version
        for version in workspace.desk.history.log(limit=3)
    }
    assert set(by) == set(got.people)
    assert by["Falu kommun"].trailers["Remiss-Section"] == "20.4.1"
    assert by["Eva Ek, Falu kommun"].trailers["Remiss-Section"] == "7.3.4"
    assert "minst 3 år" in wanted(workspace, "falun")
    assert "14 miljoner" in wanted(workspace, "falun")


def test_blame_names_municipality_and_person(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Admin").rewrite("minst 2 år", "minst 3 år")
    take_in(workspace, word, authors={"Admin": "Falun: Eva Ek"})
    workspace.take_in("7.3.4")
    line = next(s for s in workspace.blame("7.3.4") if "minst 3 år" in s.text)
    assert ("falun", "Eva Ek, Falu kommun, genom Samordnare, Borlänge kommun") in [
        (origin.slug, origin.person) for origin in line.origins
    ]


def test_blame_tells_the_persons_of_one_file_apart(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "E.E.").rewrite("minst 2 år", "minst 3 år")
    word.written_by("Admin").rewrite("12 miljoner", "14 miljoner")
    take_in(workspace, word, authors={"E.E.": "Falun: Eva Ek", "Admin": "Falun: Adam Al"})
    workspace.take_in("7.3.4")
    for words, person in (("minst 3 år", "Eva Ek"), ("14 miljoner", "Adam Al")):
        line = next(s for s in workspace.blame("7.3.4") if words in s.text)
        falun = [origin.person for origin in line.origins if origin.slug == "falun"]
        assert [each.partition(",")[0] for each in falun] == [person]


def test_who_returned_what_is_remembered(workspace: Workspace) -> None:
    word = copy_for(workspace, "Falun", "Admin").rewrite("minst 2 år", "minst 3 år")
    take_in(workspace, word, authors={"Admin": "Falun: Eva Ek"})
    (row,) = read_exchange(workspace.desk).returned
    assert (row.sections, row.people) == (("7.3.4",), ("Eva Ek, Falu kommun",))


def test_the_list_of_handlingar_has_what_went_out_and_came_in(
    workspace: Workspace, tmp_path: Path
) -> None:
    word = copy_for(workspace, "Falun", "Admin").rewrite("minst 2 år", "minst 3 år")
    take_in(workspace, word, authors={"Admin": "Falun: Eva Ek"})
    archive(workspace.desk, tmp_path / "arkiv")
    rows = (tmp_path / "arkiv" / "diarielista.csv").read_text("utf-8-sig").splitlines()
    (out,) = [row for row in rows if "Arbetskopia (synpunkter)" in row]
    (back,) = [row for row in rows if "Svar i Word" in row]
    assert ";ut;" in out
    assert "Falu kommun synpunkter.docx" in out
    assert ";in;" in back
    assert "svar.docx (sha256 " in back
    assert "från Eva Ek, Falu kommun" in back
    received = tmp_path / "arkiv" / "svaret" / "municipalities" / "falun" / "received"
    assert (received / "changes" / "7.3.4.md").is_file()
