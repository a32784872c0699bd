"""Returned files as they came: kept, listed, given back byte for byte, and archived."""

from pathlib import Path

import pytest

from tests.workspace.returned import Word
from tests.workspace.test_exchange import copy_for, take_in
from tests.workspace.test_exchange import workspace as workspace  # noqa: PLC0414  a fixture
from workbench.errors import InputError, WorkbenchError
from workbench.workspace.returning import originals
from workbench.workspace.workspace import Workspace

NAME = "svar.docx"


@pytest.fixture
def word(workspace: Workspace) -> Word:
    """A file that Falun sends back."""
    return copy_for(workspace, "Falun", "Falu kommun").rewrite("minst 2 år", "minst 3 år")


def test_a_file_is_given_back_just_as_it_came(
    workspace: Workspace, word: Word, tmp_path: Path
) -> None:
    data = word.data
    take_in(workspace, word)
    (original,) = workspace.originals()
    assert (original.municipality, original.row.name) == ("Falun", NAME)
    for words in (NAME, original.row.sha256[:8]):
        folder = tmp_path / f"till {words}"
        folder.mkdir()
        assert workspace.give_back(words, folder).read_bytes() == data
    assert workspace.give_back(NAME, tmp_path / "ut.docx").read_bytes() == data


def test_nothing_of_it_is_in_the_history_or_among_the_files(
    workspace: Workspace, word: Word
) -> None:
    take_in(workspace, word)
    assert not [path for path in workspace.desk.files() if path.endswith(".docx")]
    assert not workspace.desk.outside_edits()


def test_neither_a_preview_nor_a_refused_file_is_kept(workspace: Workspace, word: Word) -> None:
    take_in(workspace, word, preview=True)
    with pytest.raises(WorkbenchError):
        take_in(workspace, word.written_by("Admin").rewrite("miljoner", "tusen"))
    assert workspace.originals() == ()
    assert not (workspace.folder / originals.FOLDER).exists()


def test_what_another_computer_took_in_is_missed_until_it_is_taken_in_here(
    workspace: Workspace, word: Word, tmp_path: Path
) -> None:
    take_in(workspace, word)
    (kept,) = (workspace.folder / originals.FOLDER).iterdir()
    kept.unlink()
    assert [one.path for one in workspace.originals()] == [None]
    with pytest.raises(InputError, match="finns inte på den här datorn"):
        workspace.give_back(NAME, tmp_path / "ut.docx")
    assert take_in(workspace, word).again
    assert workspace.give_back(NAME, tmp_path / "ut.docx").read_bytes() == word.data


def test_a_file_that_was_tampered_with_is_not_given_back(
    workspace: Workspace, word: Word, tmp_path: Path
) -> None:
    take_in(workspace, word)
    (kept,) = (workspace.folder / originals.FOLDER).iterdir()
    kept.write_bytes(b"Annat")
    with pytest.raises(InputError):
        workspace.give_back(NAME, tmp_path / "ut.docx")
    assert take_in(workspace, word).again
    assert kept.read_bytes() == word.data


@pytest.mark.parametrize(
    ("words", "why"), [("annat.docx", "ingen fil"), ("", "ingen fil"), (NAME, "2 intagna filer")]
)
def test_a_name_must_tell_which(workspace: Workspace, word: Word, words: str, why: str) -> None:
    take_in(workspace, word)
    take_in(workspace, copy_for(workspace, "Borlänge", "Borlänge kommun"))
    with pytest.raises(InputError, match=why):
        workspace.give_back(words)


def test_nothing_is_written_over(workspace: Workspace, word: Word, tmp_path: Path) -> None:
    take_in(workspace, word)
    (tmp_path / "ut.docx").write_text("Mitt.")
    with pytest.raises(InputError, match="finns redan"):
        workspace.give_back(NAME, tmp_path / "ut.docx")
    assert (tmp_path / "ut.docx").read_text() == "Mitt."


def test_the_archive_has_what_came_in(workspace: Workspace, word: Word, tmp_path: Path) -> None:
    take_in(workspace, word)
    take_in(workspace, copy_for(workspace, "Falun", "Falu kommun"))
    first, second = workspace.originals()
    assert second.path
    second.path.unlink()
    folder = workspace.archive(tmp_path / "arkiv").folder / "inkommet"
    (kept,) = folder.glob("*.docx")
    assert kept.read_bytes() == word.data
    assert kept.name == f"{first.row.at:%Y-%m-%d} falun {NAME}"
    assert second.row.sha256 in (folder / "SAKNAS.txt").read_text()
