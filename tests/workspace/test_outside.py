"""Edits by other programs: noticed, saved by their owner alone, thrown away without being lost."""

import pytest

from tests.builder import contribution
from tests.workspace.small import FALUNS, TEXT
from workbench.errors import InputError, StageError
from workbench.history import Act
from workbench.workspace import Workspace, clock


def test_only_ones_own_edits_are_saved(workspace: Workspace) -> None:
    (workspace.folder / FALUNS).write_text(contribution("avstyrker", "Nej."))
    (workspace.folder / TEXT).write_text("Ny gemensam text.\n")
    assert workspace.outside_edits().own == (TEXT,)
    assert workspace.outside_edits("Falun").own == (FALUNS,)
    assert workspace.save_outside_edits() == (TEXT,)
    assert workspace.outside_edits().others == (FALUNS,)
    assert workspace.response.agreed["7.3.4"].text == "Ny gemensam text.\n"
    assert "tillstyrker" in workspace.response.contributions["7.3.4", "falun"].text
    assert workspace.save_outside_edits(party="Falun") == (FALUNS,)
    (saved, *_) = workspace.log(municipality="Falun")
    assert (saved.who, saved.section) == ("Falun", "7.3.4")
    assert saved.subject == "Ändrat i annat program: 7.3.4 bidrag (Falun)"


def test_somebody_elses_file_cannot_be_saved_by_name(workspace: Workspace) -> None:
    (workspace.folder / FALUNS).write_text(contribution("avstyrker", "Nej."))
    with pytest.raises(InputError, match="hör till Falun"):
        workspace.save_outside_edits([FALUNS])
    with pytest.raises(InputError, match="inga osparade"):
        workspace.save_outside_edits([TEXT])


def test_new_removed_and_renamed_files(workspace: Workspace) -> None:
    folder = (workspace.folder / FALUNS).parent
    (folder / "7.3.4.md").rename(folder / "5.md")
    saved = workspace.save_outside_edits(party="Falun")
    assert saved == (f"{FALUNS.rpartition('/')[0]}/5.md", FALUNS)
    assert set(workspace.response.contributions) == {("5", "falun")}
    assert workspace.log()[0].subject == "Ändrat i annat program: 2 filer"
    (folder / "5.md").unlink()
    workspace.save_outside_edits(party="Falun")
    assert not workspace.response.contributions
    assert workspace.log()[0].subject == "Borttaget i annat program: 5 bidrag (Falun)"


@pytest.mark.parametrize("name", ["sent.toml", "exchange.toml", "README.md"])
def test_edits_of_the_records_are_noticed_and_saved(workspace: Workspace, name: str) -> None:
    (workspace.folder / name).write_text("# Antecknat för hand.\n")
    assert workspace.outside_edits().own == (name,)
    assert workspace.outside_edits("Falun").others == (name,)
    assert workspace.save_outside_edits() == (name,)
    assert workspace.desk.files()[name] == b"# Antecknat f\xc3\xb6r hand.\n"
    assert not workspace.outside_edits().own


@pytest.mark.parametrize("name", ["sent.toml", "exchange.toml"])
def test_a_record_that_cannot_be_read_is_not_saved(workspace: Workspace, name: str) -> None:
    (workspace.folder / name).write_text("skickat = i går\n")
    with pytest.raises(InputError, match="rad 1") as refused:
        workspace.save_outside_edits()
    assert refused.value.file == name
    assert name not in workspace.desk.files()


def test_a_half_written_file_stops_and_is_thrown_away_without_being_lost(
    workspace: Workspace,
) -> None:
    saved = (workspace.folder / TEXT).read_bytes()
    half = '+++\nposition = "till'
    (workspace.folder / TEXT).write_text(half)
    with pytest.raises(InputError, match="rad"):
        Workspace.open(workspace.folder)
    opened = Workspace.open(workspace.folder, strict=False)
    with pytest.raises(InputError):
        opened.save_outside_edits()
    thrown = opened.discard_outside_edits()
    assert thrown.paths == (TEXT,)
    assert (workspace.folder / TEXT).read_bytes() == saved
    assert (thrown.kept / TEXT).read_text() == half
    assert Workspace.open(workspace.folder).outside_edits().own == ()


def test_throwing_away_brings_removed_files_back_and_takes_new_ones_aside(
    workspace: Workspace,
) -> None:
    new = workspace.folder / "text/5.md"
    new.write_text("Ny.\n")
    (workspace.folder / TEXT).unlink()
    thrown = workspace.discard_outside_edits()
    assert thrown.paths == ("text/5.md", TEXT)
    assert not new.exists()
    assert (thrown.kept / "text/5.md").read_text() == "Ny.\n"
    assert (workspace.folder / TEXT).exists()


def test_files_that_nobody_reads_are_named(workspace: Workspace) -> None:
    names = ["text/7.3.4.txt", "municipalities/lund/contributions/5.md", "text/5 .md"]
    for name in names:
        path = workspace.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Text.\n")
    (workspace.folder / "anteckningar.md").write_text("Mina egna.\n")
    assert workspace.unread_files() == tuple(sorted(names))
    assert workspace.save_outside_edits() == ()


def test_an_edited_file_is_never_written_over(workspace: Workspace) -> None:
    (workspace.folder / TEXT).write_text("Skrivet för hand.\n")
    before = workspace.log()
    with pytest.raises(StageError, match=r"text/7\.3\.4\.md"):
        workspace.write_text("7.3.4", workspace.response.agreed["7.3.4"].model_copy())
    assert (workspace.folder / TEXT).read_text() == "Skrivet för hand.\n"
    assert workspace.log() == before


def test_a_folder_that_lags_is_brought_up_except_where_it_was_edited(
    workspace: Workspace,
) -> None:
    texts = workspace.folder / "text"
    workspace.write_text("5", workspace.response.agreed["7.3.4"])
    # As if killed after the commit and before the files were written.
    workspace.desk.history.record(
        [_act(workspace, {"text/5.md": b"Senare.\n", TEXT: b"Ocks\xc3\xa5 senare.\n"})]
    )
    (workspace.folder / TEXT).write_text("Skrivet för hand.\n")
    opened = Workspace.open(workspace.folder)
    assert (texts / "5.md").read_text() == "Senare.\n"
    assert (workspace.folder / TEXT).read_text() == "Skrivet för hand.\n"
    assert opened.outside_edits().own == (TEXT,)


def _act(workspace: Workspace, changes: dict[str, bytes | None]) -> Act:
    return Act("main", changes, "Prov", workspace.seat().person, clock.now())
