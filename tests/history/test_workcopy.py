"""The folder beside the history: what lags, what somebody did by hand, and plain git in it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.history.sample import BO, FALUNS, MORAS, NOON, RECEIVED, TEXT, act, git, write_out
from workbench.history import History, Kind, OutsideEdit


def status(folder: Path) -> str:
    return git(folder, "status", "--porcelain")


def test_plain_git_is_clean_and_shows_everyone_after_each_act(
    history: History, folder: Path
) -> None:
    acts = [
        act("falun", {FALUNS: "Igen.\n"}, "Falun igen"),
        act("main", {RECEIVED: "r", TEXT: None}, "Samordnaren tar emot"),
        act("mora", {MORAS: None}, "Mora drar sig ur"),
    ]
    for one in acts:
        history.record([one])
        write_out(history, folder)
        assert status(folder) == ""
        assert history.changed_outside() == ()
        assert history.stale() == {}
    assert {one.subject for one in acts} <= set(git(folder, "log", "--format=%s").splitlines())
    history.record_version("Utkast 1", BO, NOON)
    history.settle(())
    assert "Utkast 1" in git(folder, "log", "--format=%s").splitlines()
    assert status(folder) == ""
    assert history.verify() == []


def test_before_anything_is_recorded_all_files_are_new(folder: Path) -> None:
    folder.mkdir()
    (folder / "response.toml").write_text("a")
    history = History.create(folder)
    assert history.changed_outside() == (OutsideEdit("response.toml", Kind.NEW, "main"),)
    history.settle()
    assert history.stale() == {}


def test_says_what_lags_after_a_death_before_the_files_were_written(
    history: History, folder: Path
) -> None:
    history.record([act("falun", {FALUNS: "Ny.\n"}), act("mora", {MORAS: None})])
    reopened = History.open(folder)
    assert reopened.stale() == {FALUNS: reopened.paths()[FALUNS], MORAS: None}
    assert reopened.changed_outside() == ()
    write_out(reopened, folder)
    assert (folder / FALUNS).read_text() == "Ny.\n"
    assert not (folder / MORAS).exists()
    assert (reopened.stale(), status(folder)) == ({}, "")


def test_a_death_after_the_files_were_written_is_no_outside_edit(
    history: History, folder: Path
) -> None:
    history.record([act("falun", {FALUNS: "Ny.\n"}), act("mora", {MORAS: None})])
    (folder / FALUNS).write_text("Ny.\n")
    (folder / MORAS).unlink()
    assert History.open(folder).changed_outside() == ()
    assert set(history.stale()) == {FALUNS, MORAS}


def link(path: Path) -> None:
    path.unlink()
    path.symlink_to("/etc/passwd")


def link_folder(path: Path) -> None:
    shutil.copytree(path.parent, path.parents[3] / "elsewhere")
    shutil.rmtree(path.parent)
    path.parent.symlink_to(path.parents[3] / "elsewhere")


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "x").write_text("x")


def become_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("edit", "kind"),
    [
        (lambda path: path.write_text("För hand.\n"), Kind.CHANGED),
        (lambda path: path.unlink(), Kind.REMOVED),
        (link, Kind.CHANGED),
        (link_folder, Kind.CHANGED),
        (become_folder, Kind.CHANGED),
        (become_pipe, Kind.CHANGED),
    ],
)
@pytest.mark.parametrize("then", ["nothing", "add", "commit"])
def test_sees_what_was_done_by_hand(
    history: History, folder: Path, edit: Callable[[Path], object], kind: Kind, then: str
) -> None:
    """Whether or not it was staged or committed with plain git, which the workbench never does."""
    edit(folder / FALUNS)
    if then != "nothing" and edit is not become_pipe:  # which plain git refuses
        git(folder, "add", "-A", "--", "municipalities")
    if then == "commit":
        git(folder, "commit", "-q", "--allow-empty", "-m", "för hand")
    found = {edit.path: edit for edit in history.changed_outside()}
    assert found[FALUNS] == OutsideEdit(FALUNS, kind, "falun")
    assert FALUNS not in history.stale()
    assert history.read([FALUNS]) == {FALUNS: b"Falun.\n"}


@pytest.mark.parametrize(
    ("name", "party"),
    [
        ("text/8.1.md", "main"),
        ("municipalities/orsa/contributions/7.3.md", "orsa"),
        ("municipalities/falun/received/x.md", "main"),
        ("text/åtgärder.md", None),
        ("municipalities/x.md", None),
    ],
)
def test_sees_new_files_and_whose_they_would_be(
    history: History, folder: Path, name: str, party: str | None
) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("x")
    assert history.changed_outside() == (OutsideEdit(name, Kind.NEW, party),)


@pytest.mark.parametrize(
    "name", [".DS_Store", "text/.7.3.md.swp", "text/7.3.md~", "text/~$remiss.docx", "text/#7.3.md#"]
)
def test_passes_over_what_editors_leave(history: History, folder: Path, name: str) -> None:
    (folder / name).write_text("x")
    assert history.changed_outside() == ()


def test_a_file_that_was_only_touched_is_not_changed(history: History, folder: Path) -> None:
    history.record([act("main", {f"text/{n}.md": str(n) for n in range(40)})])
    write_out(history, folder)
    for file in (folder / "text").iterdir():
        os.utime(file, (0, 0))
    assert history.changed_outside() == ()
    assert git(folder, "diff-files", "--name-only") == ""  # git's own record of them was renewed


def test_settles_only_what_it_is_told(history: History, folder: Path) -> None:
    history.record([act("falun", {FALUNS: "Ny.\n"}), act("mora", {MORAS: "Ny.\n"})])
    (folder / FALUNS).write_text("Ny.\n")
    history.settle([FALUNS])
    assert set(history.stale()) == {MORAS}
    assert status(folder) == ""


def test_a_hand_edit_that_was_taken_in_is_settled(history: History, folder: Path) -> None:
    (folder / FALUNS).write_text("För hand.\n")
    (edit,) = history.changed_outside()
    assert edit.party is not None
    history.record([act(edit.party, {edit.path: (folder / edit.path).read_text()})])
    assert history.changed_outside() == ()
    history.settle([edit.path])
    assert (history.changed_outside(), history.stale(), status(folder)) == ((), {}, "")


def test_head_comes_back_after_a_checkout_by_hand_and_no_branch_is_moved(
    history: History, folder: Path
) -> None:
    heads = history.heads()
    git(folder, "checkout", "-q", "kommun/falun")
    assert {e.kind for e in history.changed_outside()} == {Kind.REMOVED}
    git(folder, "checkout", "-q", "refs/remiss/settled", "--", ".")
    history.settle(())
    assert history.heads() == heads
    git(folder, "symbolic-ref", "-q", "HEAD", status=1)
    assert status(folder) == ""


@pytest.mark.parametrize("damage", [b"", b"DIRC\0\0\0\2garbage", None])
def test_a_damaged_index_is_made_anew(history: History, folder: Path, damage: bytes | None) -> None:
    index = folder / ".git/index"
    index.unlink() if damage is None else index.write_bytes(damage)
    (folder / TEXT).write_text("För hand.\n")
    assert history.changed_outside() == (OutsideEdit(TEXT, Kind.CHANGED, "main"),)
    history.record([act("falun", {FALUNS: "Ny.\n"})])
    write_out(history, folder)
    assert history.changed_outside() == (OutsideEdit(TEXT, Kind.CHANGED, "main"),)
    assert status(folder) == f" M {TEXT}\n"


def test_files_are_the_same_bytes_whatever_a_branch_says_of_them(
    history: History, folder: Path
) -> None:
    (folder / ".gitattributes").write_text("* text eol=crlf working-tree-encoding=UTF-16\n")
    history.record([act("falun", {FALUNS: "a\r\nå\n"})])
    write_out(history, folder)
    assert history.changed_outside() == ()
    git(folder, "checkout", "-q", "--", FALUNS)
    assert (folder / FALUNS).read_bytes() == "a\r\nå\n".encode()
