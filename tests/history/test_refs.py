"""Where the branches stand: always what the files say, and git is asked no more than it must be."""

from collections import Counter
from pathlib import Path

import pytest

from tests.history.sample import FALUNS, TEXT, act, git
from workbench.errors import HistoryError
from workbench.history import History
from workbench.history.runner import Command


def test_a_move_by_somebody_else_is_seen_at_once_however_fresh(
    history: History, folder: Path
) -> None:
    first = history.heads()["falun"]
    (second,) = history.record([act("falun", {FALUNS: "Två.\n"})])
    for commit in [first, second] * 5:
        git(folder, "update-ref", "refs/heads/kommun/falun", commit)
        assert history.heads()["falun"] == commit
        text = "Falun.\n" if commit == first else "Två.\n"
        assert history.read()[FALUNS] == text.encode()


def test_packing_the_refs_moves_nothing(history: History, folder: Path) -> None:
    before = history.heads()
    git(folder, "pack-refs", "--all")
    assert history.heads() == before
    git(folder, "update-ref", "-d", "refs/heads/kommun/falun")
    assert set(history.heads()) == set(before) - {"falun"}


def test_git_is_asked_once_however_often_one_looks(
    history: History, asked: Counter[Command]
) -> None:
    history.record([act("falun", {FALUNS: "Två.\n"})])
    asked.clear()
    for _ in range(20):
        assert history.read()[FALUNS] == "Två.\n".encode()
    assert asked[Command.HEADS] == 1
    assert asked[Command.OBJECTS] <= 5  # the folders, and what had not been read before


def test_what_was_just_written_is_not_read_back(history: History, asked: Counter[Command]) -> None:
    history.read()
    asked.clear()
    for number in range(5):
        history.record([act("main", {TEXT: f"{number}\n"})])
        assert history.read()[TEXT] == f"{number}\n".encode()
    assert asked[Command.OBJECTS] == 0


def test_a_damaged_branch_is_never_taken_for_what_it_was(history: History, folder: Path) -> None:
    history.heads()
    (folder / ".git/refs/heads/kommun/falun").write_text("skräp\n", encoding="utf-8")
    with pytest.raises(HistoryError, match="skadad"):
        history.heads()
