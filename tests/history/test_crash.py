"""Sudden deaths and two writers at once: nothing acknowledged is lost, and the next act works."""

import os
import random
import signal
import subprocess
import time
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.history import writer
from tests.history.sample import FALUNS, act, git, write_out
from workbench.errors import HistoryError
from workbench.history import History
from workbench.history.lock import WriterLock

KILLS = 25
MANY = 1_000_000


def fork(folder: Path, name: str, count: int = MANY) -> tuple[int, BinaryIO]:
    """Start a writer, without the half second that a program of its own takes.

    Returns:
        Its process id, and where it tells of its acts.
    """
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        try:
            writer.main(folder, name, count, lambda told: os.write(writing, f"{told}\n".encode()))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    return child, os.fdopen(reading, "rb")


def all_versions(folder: Path) -> set[str]:
    return {version.id for version in History.open(folder).log()}


def test_kill_at_any_moment(history: History, folder: Path) -> None:
    rng = random.Random(20)
    acknowledged: list[str] = []
    for number in range(KILLS):
        child, told = fork(folder, f"k{number}")
        with told:
            for _ in range(rng.randrange(3)):
                acknowledged.append(told.readline().decode().strip())
            time.sleep(rng.uniform(0, 0.1))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            acknowledged += [line.decode().strip() for line in told if line.endswith(b"\n")]
        # What the next start of the workbench does: see what lags, write it, go on.
        reopened = History.open(folder)
        with reopened.lock():
            reopened.record([act("falun", {FALUNS: f"{number}\n"})])
            assert reopened.changed_outside() == ()
            write_out(reopened, folder)
        assert reopened.stale() == {}
        assert git(folder, "status", "--porcelain") == ""
    assert len(acknowledged) >= KILLS // 2
    assert set(acknowledged) <= all_versions(folder)
    assert history.verify() == []


def test_writers_wait_for_each_other(history: History, folder: Path) -> None:
    writers = [fork(folder, f"w{number}", 10) for number in range(4)]
    told = []
    for child, output in writers:
        with output:
            told.append(output.read().decode().split())
        assert os.waitpid(child, 0)[1] == 0
    assert [len(versions) for versions in told] == [10] * 4
    assert {version for versions in told for version in versions} <= all_versions(folder)
    assert len(history.paths()) == 4 + 40
    assert history.changed_outside() == ()
    assert history.stale() == {}


def test_an_act_reaches_the_disk_whole_or_not_at_all(history: History, folder: Path) -> None:
    """A stream that ends in the middle, as when its writer is killed, leaves no trace."""
    before = git(folder, "for-each-ref")
    stream = b"commit refs/heads/main\ncommitter X <x@x> 1 +0000\ndata 1\nx\nM 100644 inline a\n"
    git(folder, "fast-import", "--quiet", "--done", stdin=stream, status=128)
    assert git(folder, "for-each-ref") == before
    assert history.record([act("falun", {FALUNS: "Ny.\n"})])


@pytest.mark.parametrize(
    "name",
    ["index.lock", "HEAD.lock", "packed-refs.lock", "config.lock", "refs/heads/kommun/falun.lock"],
)
def test_a_lock_that_a_killed_git_left_is_set_aside(
    history: History, folder: Path, name: str
) -> None:
    (folder / ".git" / name).write_text("left")
    history.record([act("falun", {FALUNS: "Ny.\n"})])
    write_out(history, folder)
    assert not (folder / ".git" / name).exists()
    assert [file.read_text() for file in (folder / ".git/remiss/aside").iterdir()] == ["left"]
    assert git(folder, "status", "--porcelain") == ""


def test_a_lock_of_a_git_at_work_is_respected(folder: Path, history: History) -> None:
    git_at_work = subprocess.Popen(
        ["git", "-C", str(folder), "cat-file", "--batch"], stdin=subprocess.PIPE
    )
    with git_at_work:
        assert git_at_work.stdin is not None
        (folder / ".git/index.lock").write_text("in use")
        lock = WriterLock(folder / ".git", patience=1.0)
        with pytest.raises(HistoryError, match="annat git-program"), lock.held():
            pass
        assert (folder / ".git/index.lock").read_text() == "in use"
        git_at_work.stdin.close()
    with lock.held():
        assert not (folder / ".git/index.lock").exists()
    assert history.verify() == []


def test_the_second_writer_is_told_after_a_while(history: History, folder: Path) -> None:
    second = WriterLock(folder / ".git", patience=0.1)
    with (
        history.lock(),
        history.lock(),
        pytest.raises(HistoryError, match="skriver just nu"),
        second.held(),
    ):
        pass
    with second.held():
        pass


def test_the_lock_lasts_until_the_last_child_is_gone(history: History, folder: Path) -> None:
    """Killed in the middle of an act, the writer is gone but its git may be at work still."""
    second = WriterLock(folder / ".git", patience=0.1)
    with history._lock.held() as handle:
        child = subprocess.Popen(["cat"], stdin=subprocess.PIPE, pass_fds=(handle,))
    with child:
        with pytest.raises(HistoryError), second.held():
            pass
        assert child.stdin is not None
        child.stdin.close()
    with second.held():
        pass
