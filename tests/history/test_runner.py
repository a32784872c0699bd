"""How git is run: constant command lines, an environment of its own, and never for ever."""

import os
import threading
from pathlib import Path

import pytest

from tests.history.sample import BO, FALUNS, NOON, act, begin, write_out
from workbench.errors import HistoryError
from workbench.history import History, Person, runner
from workbench.history.runner import Command, Runner

NASTY = "--output=x;$(touch y)`z`\u202e"


def test_nothing_that_a_person_wrote_is_on_a_command_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[tuple[str, ...]] = []
    child = Runner._child

    def noted(self: Runner, argv: list[str], stdin: bytes, patience: float) -> runner.Answer:
        ends = next(at for at, word in enumerate(argv, 1) if word.startswith("--work-tree="))
        lines.append(tuple(argv[ends:]))
        return child(self, argv, stdin, patience)

    monkeypatch.setattr(Runner, "_child", noted)
    history = begin(folder)
    history.record([act("falun", {FALUNS: NASTY}, NASTY, Not=NASTY)])
    write_out(history, folder)
    history.record_version(NASTY, Person(NASTY, NASTY), NOON, milestone="utkast-1")
    history.log(path=FALUNS, limit=3)
    history.resolve("utkast-1")
    history.verify()
    history.bundle(folder.parent / "b")
    history.tidy()
    assert set(lines) - {command.value for command in Command} == {
        (*Command.LOG.value, "--max-count=3")
    }


def test_the_callers_environment_does_not_reach_git(
    history: History, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "gitconfig"
    config.write_text("[core]\n\tfsmonitor = /nowhere\n[user]\n\tname = Fel\n")
    for name, value in {
        "GIT_DIR": "/nowhere",
        "GIT_INDEX_FILE": "/nowhere",
        "GIT_OBJECT_DIRECTORY": "/nowhere",
        "GIT_CONFIG_GLOBAL": str(config),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.bare",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_AUTHOR_DATE": "1",
        "GIT_TRACE": str(tmp_path / "trace"),
        "HOME": str(tmp_path),
        "LC_ALL": "sv_SE.UTF-8",
    }.items():
        monkeypatch.setenv(name, value)
    history.record([act("falun", {FALUNS: "Ny.\n"})])
    write_out(history, folder)
    assert history.log(party="falun")[0].at == NOON
    assert not (tmp_path / "trace").exists()


def test_gives_up_on_a_git_that_does_not_answer(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(runner._PATIENCE, Command.CHECK, 0.0)
    with pytest.raises(HistoryError, match="svarade inte"):
        history.verify()
    assert not has_children()


def test_says_that_git_is_missing(history: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    runner._program.cache_clear()
    with pytest.raises(HistoryError, match="finns inte"):
        history.heads()
    monkeypatch.undo()
    runner._program.cache_clear()
    assert history.heads()


def test_refuses_a_git_that_cannot_keep_the_promise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "_version", lambda: "git version 2.30.2")
    with pytest.raises(HistoryError, match="för gammalt"):
        runner.require_recent_git()


def test_passes_on_gits_own_words(history: History, folder: Path) -> None:
    (folder / ".git/HEAD").write_text("nonsense")
    with pytest.raises(HistoryError) as refusal:
        history.log()
    assert "not a git repository" in str(refusal.value) + str(refusal.value.__cause__)


def test_many_threads_read_at_once(history: History) -> None:
    wrong: list[object] = []

    def read() -> None:
        for _ in range(8):
            if history.read([FALUNS]) != {FALUNS: b"Falun.\n"}:
                wrong.append("read")

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    history.record([act("mora", {"municipalities/mora/x.md": "x"})])
    for thread in threads:
        thread.join()
    assert wrong == []


def test_leaves_no_handle_and_no_child(history: History, folder: Path) -> None:
    history.log()
    before = handles()
    for number in range(5):
        history.record([act("falun", {FALUNS: f"{number}"})])
        write_out(history, folder)
        history.record_version("V", BO, NOON)
    assert not has_children()
    assert handles() <= before


def handles() -> int:
    folder = Path("/proc/self/fd")
    return sum(1 for _ in folder.iterdir()) if folder.exists() else 0


def has_children() -> bool:
    """Tell whether any process that was started here still is, or was never asked how it ended."""
    try:
        os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return False
    return True
