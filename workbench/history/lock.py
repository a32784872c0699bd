"""One writer at a time, and what a killed writer left behind.

The lock is the operating system's (flock), so it is free the moment its holder is gone, however
that came about. git children hold it too (`Runner.children_hold`): when it is free, no child of any
workbench is at work, and lock files of git's own that still lie there were left by someone killed,
or belong to a git that a person runs by hand.
"""

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.errors import HistoryError
from workbench.history.durable import disk

_POLL = 0.01  # seconds
_FRESH = 0.5  # seconds that a lock file of git's must lie still before it can be thought left over


class WriterLock:
    """The lock of one repository; the same thread may take it again while it holds it."""

    def __init__(self, git_folder: Path, *, patience: float = 10.0) -> None:
        """Name the lock without taking it.

        Args:
            git_folder: The `.git` folder.
            patience: Seconds to wait for another writer before giving up.
        """
        self._git_folder = git_folder
        self._own_folder = git_folder / "remiss"
        self._patience = patience
        self._threads = threading.RLock()
        self._handle: int | None = None

    @contextmanager
    def held(self, patience: float | None = None) -> Iterator[int]:
        """Hold the lock, and give the open file that it stands on.

        Args:
            patience: Seconds to wait, when not the usual.

        Raises:
            HistoryError: Another writer held it all the while, or the disk refused.
        """
        patience = self._patience if patience is None else patience
        deadline = time.monotonic() + patience
        if not self._threads.acquire(timeout=patience):
            raise _busy()
        try:
            if self._handle is not None:
                yield self._handle
                return
            self._handle = self._open(deadline)
            try:
                self._set_aside_leftovers(deadline)
                yield self._handle
            finally:
                os.close(
                    self._handle
                )  # the lock goes when the last one that holds the file is gone
                self._handle = None
        finally:
            self._threads.release()

    def _open(self, deadline: float) -> int:
        """Take the lock in turn: whoever has it now cannot take it again before one who waits."""
        with disk(self._own_folder):
            self._own_folder.mkdir(exist_ok=True)
        turn = self._take("turn", deadline)
        try:
            return self._take("lock", deadline)
        finally:
            os.close(turn)

    def _take(self, name: str, deadline: float) -> int:
        file = self._own_folder / name
        with disk(file):
            handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            self._wait_for(handle, deadline)
        except BaseException:
            os.close(handle)
            raise
        return handle

    def _wait_for(self, handle: int, deadline: float) -> None:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise _busy() from error
                time.sleep(_POLL)
            except OSError as error:
                raise HistoryError(
                    f"mappen {self._git_folder.parent} ligger på en disk som inte kan låsas",
                    hint="Lägg den på datorns egen disk.",
                ) from error
            else:
                return

    def _set_aside_leftovers(self, deadline: float) -> None:
        """Move git's own lock files out of the way once it is sure that nobody needs them."""
        seen = time.monotonic()
        while leftovers := _git_locks(self._git_folder):
            still = time.monotonic() - seen > _FRESH
            if still and not _git_is_at_work(self._git_folder.parent):
                aside = self._own_folder / "aside"
                with disk(aside):
                    aside.mkdir(exist_ok=True)
                    for lock in leftovers:
                        _move_aside(lock, aside)
                return
            if time.monotonic() > deadline:
                raise HistoryError(
                    f"ett annat git-program arbetar i {self._git_folder.parent}",
                    hint="Avsluta det och försök igen.",
                )
            time.sleep(_POLL)


def _busy() -> HistoryError:
    return HistoryError(
        "en annan remiss skriver just nu i samma mapp",
        hint="Vänta tills den är klar, eller stäng den, och försök igen.",
    )


def _git_locks(git_folder: Path) -> list[Path]:
    nested = ("refs/**/*.lock", "objects/info/**/*.lock", "objects/pack/*.lock")
    return [lock for pattern in ("*.lock", *nested) for lock in git_folder.glob(pattern)]


def _move_aside(lock: Path, aside: Path) -> None:
    try:
        lock.rename(aside / f"{lock.name}.{lock.stat().st_mtime_ns}")
    except FileNotFoundError:
        return  # its owner was alive after all, and is done


def _git_is_at_work(folder: Path) -> bool:
    """Tell whether a git process stands in `folder`; where the system cannot say, it is not.

    A git that was started elsewhere with `-C` has changed to the folder too.
    """
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_git = (process / "comm").read_text(encoding="ascii", errors="replace")
            if is_git.startswith("git") and (process / "cwd").readlink().is_relative_to(folder):
                return True
        except OSError:
            continue  # gone, or somebody else's
    return False
