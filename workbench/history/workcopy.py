"""The work copy: what the response folder is known to hold, beside what everyone's branches say.

It is a commit whose tree is what was last left in the folder and whose parents are all heads, and
HEAD stands on it, detached. So plain `git status` in the folder is clean after every act, and plain
`git log` shows everyone's. No branch points to it, so it is never sent to anybody.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from workbench.errors import HistoryError
from workbench.history import durable, outside
from workbench.history.acts import NOTHING, Person, Stream, heading
from workbench.history.lock import WriterLock
from workbench.history.outside import OutsideEdit
from workbench.history.ownership import COORDINATOR
from workbench.history.refs import Heads, Move, Refs
from workbench.history.runner import SETTLED, Command, Runner
from workbench.history.union import Union
from workbench.history.versions import parse_time

_MESSAGE = "Arbetskopia: det senaste från alla\n".encode()
_NOBODY = Person("Remiss", "remiss@localhost")
_MANY = 20  # files that look touched but are not, before git's record of them is renewed


class WorkCopy:
    """The response folder of one repository, and what it was last known to hold."""

    def __init__(self, root: Path, git: Runner, union: Union, lock: WriterLock) -> None:
        self._root = root
        self._git_folder = root / ".git"
        self._git = git
        self._union = union
        self._lock = lock

    def behind(self, heads: Heads) -> dict[str, str | None]:
        """Return where the folder is known to lag behind the union.

        Returns:
            The blob id that the union has (None for no file), by path.
        """
        settled, union = self._both(heads)
        paths = sorted(settled.keys() | union.keys())
        return {p: union.get(p) for p in paths if settled.get(p) != union.get(p)}

    def edits(self, heads: Heads) -> tuple[OutsideEdit, ...]:
        """List what was done to the folder by other means than the workbench."""
        settled, union = self._both(heads)
        candidates = sorted(set(self._candidates(heads)))
        found = tuple(outside.edits(self._root, candidates, settled, union))
        if len(candidates) - len(found) > _MANY:
            # As after `cp -r`, when every file has a new time: spares reading them each time.
            with suppress(HistoryError), self._lock.held(patience=0):
                self._git.run(Command.REFRESH)
        return found

    def settle(self, heads: Heads, paths: Iterable[str] | None) -> None:
        """Take down that the folder now holds the union at `paths`; None for everywhere.

        To be called by the one who holds the lock.
        """
        if not heads.parties:
            return
        settled, union = self._both(heads)
        told = sorted(settled.keys() | union.keys() if paths is None else set(paths))
        changes = {p: union.get(p) for p in told if settled.get(p) != union.get(p)}
        # The index first: killed in between, the folder still counts as behind.
        self._stage("".join(f"{path}\0" for path in told).encode(), heads.settled)
        commit = self._commit(heads, changes)
        kept = {path: blob for path, blob in settled.items() if path not in changes}
        new = {path: blob for path, blob in changes.items() if blob is not None}
        self._union.learn_whole(commit, kept | new)

    def _both(self, heads: Heads) -> tuple[Mapping[str, str], Mapping[str, str]]:
        """Return what the folder is known to hold and what it should: blob ids by path."""
        if heads.settled:
            self._union.prepare(heads.parties, heads.settled)
        return self._settled(heads), self._union.paths(heads.parties)

    def _settled(self, heads: Heads) -> Mapping[str, str]:
        return self._union.whole(heads.settled).files if heads.settled else {}

    def _commit(self, heads: Heads, changes: Mapping[str, str | None]) -> str:
        stream = Stream()
        stream.commit(
            "workcopy",
            heading(_NOBODY, parse_time(heads.newest), _MESSAGE),
            [heads.parties[party] for party in sorted(heads.parties, key=_coordinator_first)],
            changes,
            tree=heads.settled and self._union.tree(heads.settled),
        )
        refs = Refs(self._git, self._git_folder)
        made = durable.NewObjects(self._git_folder)
        commit = self._git.run(Command.IMPORT, stream.finish()).decode("ascii").strip()
        made.keep()
        refs.move([Move(SETTLED, commit, heads.settled or NOTHING), Move("HEAD", commit, None)])
        return commit

    def _stage(self, paths: bytes, settled: str) -> None:
        index = self._git_folder / "index"
        if index.exists():
            if self._git.ask(Command.STAGE, paths).status == 0:
                return
            if self._git.ask(Command.STAGED).status != 0:
                index.unlink()  # damaged; it only repeats what the work copy says
        if settled and not index.exists():
            self._git.run(Command.READ_INDEX)
        self._git.run(Command.STAGE, paths)

    def _candidates(self, heads: Heads) -> Iterator[str]:
        """Give the paths that may differ from what the folder is known to hold."""
        commands = (Command.CHANGED, Command.UNKNOWN) if heads.settled else ()
        answers = [self._git.ask(command) for command in commands]
        if answers and all(answer.status == 0 for answer in answers):
            names = b"".join(answer.out for answer in answers).split(b"\0")
            yield from (os.fsdecode(name) for name in names if name)
            return
        # Nothing was settled yet, or the index is damaged: then everything may differ.
        yield from self._settled(heads)
        for top, folders, files in os.walk(self._root):
            folders[:] = [name for name in folders if name != ".git"]
            yield from (str(Path(top, name).relative_to(self._root)) for name in files)


def _coordinator_first(party: str) -> tuple[bool, str]:
    return party != COORDINATOR, party
