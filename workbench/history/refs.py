"""Refs: where every branch stands, and moving them so that the move survives a power cut."""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import HistoryError
from workbench.history import durable
from workbench.history.ownership import party_of
from workbench.history.runner import SETTLED, Command, Runner

_RECENT = 100_000_000  # nanoseconds; file systems tell times apart by some milliseconds

_Stamp = tuple[tuple[str, int, int, int], ...]
"""Name, inode, times of change of every file and folder that the refs lie in."""

_Words = Mapping[str, bytes]
"""What every such file says, by name."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Where every branch stands."""

    parties: Mapping[str, str]
    """The newest act's id by party."""
    settled: str
    """The work copy's commit; empty when there is none yet."""
    newest: str
    """When the newest head was made, as git writes it; empty when there is no head."""


@dataclass(frozen=True, slots=True)
class Move:
    """One ref to be moved."""

    ref: str
    new: str
    old: str | None
    """Where it must stand for the move to be made; `NOTHING` for not there, None for anywhere."""


class Refs:
    """The refs of one repository."""

    def __init__(self, git: Runner, git_folder: Path) -> None:
        self._git = git
        self._git_folder = git_folder
        self._seen: tuple[_Stamp, _Words, Heads] | None = None

    def heads(self) -> Heads:
        """Return where every branch stands; git is asked when some file of refs says another thing.

        Raises:
            HistoryError: A branch is damaged. It is never taken for one that is not there, because
                the next act would then begin the branch anew.
        """
        stamp = self._stamp()
        seen = self._seen
        if seen is not None and stamp and seen[0] == stamp:
            return seen[2]
        words = self._words()
        heads = seen[2] if seen is not None and seen[1] == words else self._read()
        self._seen = (stamp, words, heads)
        return heads

    def _words(self) -> _Words:
        """Return what the files of refs say: decisive however fresh they are, but slower to get."""
        words = {}
        for name, _, _, _ in self._files():
            path = Path(name)
            with suppress(OSError):  # gone by now
                words[name] = path.read_bytes() if path.is_file() else b""
        return words

    def _stamp(self) -> _Stamp:
        """Return what changes when a ref is moved; empty when that was so lately that it may not.

        git moves a ref by renaming a new file over the old one. Two moves within a tick of the
        file system's clock could leave the same times and the same inode, so what is that fresh is
        never trusted (the same rule as for git's own index).
        """
        found = tuple(sorted(self._files()))
        newest = max((max(changed, moved) for _, _, changed, moved in found), default=0)
        return found if newest < time.time_ns() - _RECENT else ()

    def _files(self) -> Iterator[tuple[str, int, int, int]]:
        heads = self._git_folder / "refs" / "heads"
        single = [self._git_folder / "packed-refs", self._git_folder / SETTLED]
        for path in (*single, heads, heads / "kommun"):
            with suppress(OSError):
                yield _changed(str(path), path.stat())
        for folder in (heads, heads / "kommun"):
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    yield _changed(entry.path, entry.stat())

    def _read(self) -> Heads:
        answer = self._git.ask(Command.HEADS)
        if answer.status or answer.err:
            raise HistoryError(
                f"historiken är skadad: {answer.err.decode('utf-8', 'replace').strip()}",
                hint="Hämta svaret på nytt från den gemensamma platsen eller en säkerhetskopia.",
            )
        parties: dict[str, str] = {}
        settled = ""
        dates = []
        for line in answer.out.decode("utf-8", "replace").split("\n"):
            ref, kind, commit, *date = [*line.split(" "), "", ""]
            party = party_of(ref)
            if kind != "commit":
                continue
            if ref == SETTLED:
                settled = commit
            elif party is not None:
                parties[party] = commit
                dates.append((int(date[0]), date[1]))
        newest = "{} {}".format(*max(dates)) if dates else ""
        return Heads(parties, settled, newest)

    def move(self, moves: Sequence[Move]) -> None:
        """Move all of the refs, or none when one does not stand where it should.

        They are on the disk when this returns, names and all.

        Raises:
            HistoryError: Somebody else moved one of them meanwhile, or git or the disk refused.
        """
        if not moves:
            return
        lines = []
        for move in moves:
            was = "" if move.old is None else f" {move.old}"
            lines.append(f"option no-deref\nupdate {move.ref} {move.new}{was}\n")
        self._git.run(Command.MOVE_REFS, "".join(lines).encode())
        folders = {(self._git_folder / move.ref).parent for move in moves}
        top = self._git_folder / "refs"
        durable.sync([*sorted(folders), top, self._git_folder])


def _changed(name: str, about: os.stat_result) -> tuple[str, int, int, int]:
    return name, about.st_ino, about.st_mtime_ns, about.st_ctime_ns
