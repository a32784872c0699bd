"""`History`: one response's repository, as the workspace sees it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from workbench.errors import HistoryError, InputError
from workbench.history import durable, guard, verification, versions
from workbench.history.acts import NOTHING, Act, Person, Stream, heading, message, signature
from workbench.history.drafts import Drafts
from workbench.history.lock import WriterLock
from workbench.history.log import Log
from workbench.history.objects import Objects, blob_id
from workbench.history.outside import OutsideEdit
from workbench.history.ownership import COORDINATOR, branch, owner
from workbench.history.refs import Move, Refs
from workbench.history.runner import Command, Runner, require_recent_git
from workbench.history.union import Ignored, Union
from workbench.history.versions import Milestone, Version
from workbench.history.workcopy import WorkCopy

_NO_TRAILERS: Mapping[str, str] = MappingProxyType({})


class History:
    """The versions of one response, each party's on its own branch.

    Reading is safe from any thread. Writing takes the repository's lock by itself; hold `lock()`
    around several steps that belong together. Work tree files are never written here.
    """

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._git_folder = folder / ".git"
        self._git = Runner(folder)
        self._objects = Objects(self._git)
        self._union = Union(self._objects)
        self._log = Log(self._git)
        self._refs = Refs(self._git, self._git_folder)
        self._lock = WriterLock(self._git_folder)
        self._contents: Mapping[str, bytes] = {}
        """Of every file that everyone saw when all were last read, by blob id."""
        self._work_copy = WorkCopy(folder, self._git, self._union, self._lock)

    @classmethod
    def create(cls, folder: Path) -> Self:
        """Make a repository in a folder, which may have files in it; they are left as they are.

        Raises:
            HistoryError: There is one already, or git or the disk refused.
        """
        folder = folder.resolve()
        if guard.is_repository(folder):
            raise HistoryError(f"{folder}: här finns redan ett remissvar", hint="Välj en tom mapp.")
        require_recent_git()
        history = cls(folder)
        with durable.disk(folder):
            folder.mkdir(parents=True, exist_ok=True)
            history._git.run(Command.INIT)
            history._write_own("config", guard.CONFIG)
            history._write_own("info/attributes", guard.ATTRIBUTES)
            history._write_own("info/exclude", guard.EXCLUDED)
            top = history._git_folder
            durable.sync([*top.glob("*"), *durable.folders(top), folder, folder.parent])
        return history

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a repository, after making sure that it can run nothing.

        Raises:
            HistoryError: There is none, or its `.git` is not safe; the message names what.
        """
        folder = folder.resolve()
        guard.inspect(folder)
        history = cls(folder)
        if not (history._git_folder / "info" / "attributes").exists():
            with suppress(OSError):  # a folder that can only be read can still be read
                history._write_own("info/attributes", guard.ATTRIBUTES)
        return history

    @staticmethod
    def is_repository(folder: Path) -> bool:
        """Tell whether a folder has a repository of its own; `open` tells whether it is safe."""
        return guard.is_repository(folder)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the only writer for a while; may be taken again by the thread that holds it.

        Raises:
            HistoryError: Someone else is writing, git is too old to keep what is written, or
                `.git` has become unsafe since it was opened.
        """
        guard.inspect(self._root)
        require_recent_git()
        with self._lock.held() as handle, self._git.children_hold(handle):
            yield

    def heads(self) -> dict[str, str]:
        """Return the id of the newest act by party, for each that has made one."""
        return dict(self._refs.heads().parties)

    def paths(self, version: str | None = None) -> dict[str, str]:
        """Return blob id by path of what everyone sees.

        Args:
            version: An id from `log`, `heads` or `resolve`; None is now. A version of the whole
                gives the whole as it was, an act of a municipality that municipality's own part as
                it was, and any other act of the coordinator the whole with the municipalities as
                they were at the version of the whole before it.

        Raises:
            InputError: There is no such version.
        """
        heads = self._refs.heads().parties
        if version is None:
            return self._union.paths(heads)
        party = self._log.parties(heads).get(version)
        if party is None:
            raise InputError(f"det finns ingen version som heter ”{version}”")
        if party == COORDINATOR:
            return dict(sorted(self._union.whole(version).files.items()))
        return self._union.paths({party: version})

    def prepare(self, versions: Iterable[str]) -> None:
        """Read which files many versions of the whole hold, together, before one asks of each.

        Args:
            versions: Ids from `log`; what is no act of the coordinator's is passed over.
        """
        parties = self._log.parties(self._refs.heads().parties)
        self._union.prepare_wholes(v for v in versions if parties.get(v) == COORDINATOR)

    def read(
        self, paths: Iterable[str] | None = None, version: str | None = None
    ) -> dict[str, bytes]:
        """Return content by path, in one process; paths that are not there are left out.

        What all of it was when it was last read is known, so that only what is new is read again.

        Args:
            paths: What to read; None for everything.
            version: As for `paths`.
        """
        known = self.paths(version)
        wanted = known if paths is None else {p: known[p] for p in paths if p in known}
        contents = {b: self._contents[b] for b in wanted.values() if b in self._contents}
        contents |= self._objects.contents(b for b in wanted.values() if b not in contents)
        missing = [path for path, blob in wanted.items() if blob not in contents]
        if missing:
            raise HistoryError(
                f"{missing[0]}: innehållet saknas i historiken",
                hint="Disken är skadad. Hämta svaret på nytt ur en säkerhetskopia eller ett arkiv.",
            )
        if paths is None and version is None:
            self._contents = contents
        return {path: contents[blob] for path, blob in wanted.items()}

    def read_earlier(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
        """Return the coordinator's files as they were at many acts, in one process.

        Args:
            wanted: Whole ids of acts, each with a path.

        Returns:
            Content by id and path. Left out is what is not there, and what is no act of the
            coordinator's: what a municipality's branch says of such a file is not read.
        """
        parties = self._log.parties(self._refs.heads().parties)
        requests = {
            (version, path): f"{version}:{path}"
            for version, path in wanted
            if parties.get(version) == owner(path) == COORDINATOR
        }
        found = self._objects.read(requests.values())
        return {
            pair: found[request][2]
            for pair, request in requests.items()
            if request in found and found[request][1] == "blob"
        }

    def record(self, acts: Sequence[Act]) -> tuple[str, ...]:
        """Record acts, each as one commit on its party's branch, all of them or none.

        They are on the disk when this returns, and survive a power cut. Files in the work tree are
        the caller's to write, and then to `settle`.

        Returns:
            The id of each act's commit; for an act that changes nothing, the head that it found
            (empty when its party had none).

        Raises:
            HistoryError: An act changes what is not its party's, a branch moved meanwhile, or git
                or the disk refused. Nothing is recorded then.
        """
        with self.lock():
            heads = self._refs.heads().parties
            parts = self._union.parts({a.party: heads[a.party] for a in acts if a.party in heads})
            drafts = Drafts(heads, {party: part.files for party, part in parts.items()})
            marks = [drafts.add(act) for act in acts]
            moved = drafts.moved()
            made = self._import(drafts.stream()) if moved else {}
            self._refs.move(
                [
                    Move(branch(party), made[mark], heads.get(party, NOTHING))
                    for party, mark in moved.items()
                ]
            )
            for party, mark in moved.items():
                if party not in parts or not parts[party].refused:
                    self._union.learn(party, made[mark], drafts.files(party))
        written = [data for act in acts for data in act.changes.values() if data is not None]
        self._contents = {**self._contents, **{blob_id(data): data for data in written}}
        return tuple(made.get(mark, mark) for mark in marks)

    def record_version(
        self,
        subject: str,
        author: Person,
        at: datetime,
        *,
        milestone: str = "",
        trailers: Mapping[str, str] = _NO_TRAILERS,
    ) -> str:
        """Record a version of the whole: the union as it is, with every branch's head as parent.

        Args:
            subject: One line that a person can read, in Swedish.
            author: The coordinator's officer.
            at: When, with its time zone.
            milestone: A name for it, as `utkast-3`; nothing for none.
            trailers: As for an act.

        Returns:
            Its id.

        Raises:
            InputError: The milestone's name is taken or cannot be one.
            HistoryError: The coordinator has recorded nothing yet, or as for `record`.
        """
        with self.lock():
            heads = self._refs.heads().parties
            if COORDINATOR not in heads:
                raise HistoryError(
                    "samordnaren har inte sparat något än", hint="Spara svarets uppgifter först."
                )
            if milestone:
                versions.require_new_name(milestone, self._log.milestones())
            others = [heads[party] for party in sorted(heads) if party != COORDINATOR]
            stream = Stream()
            mark = stream.commit(
                COORDINATOR,
                heading(author, at, message(subject, trailers)),
                [heads[COORDINATOR], *others],
                self._since_last_version(heads),
            )
            version = self._import(stream.finish())[mark]
            moves = [Move(branch(COORDINATOR), version, heads[COORDINATOR])]
            if milestone:
                tag = self._tag(milestone, version, signature("tagger", author, at), subject)
                moves.append(Move(f"refs/tags/{milestone}", tag, NOTHING))
            self._refs.move(moves)
        return version

    def settle(self, paths: Iterable[str] | None = None) -> None:
        """Take down that the work tree now holds the union at `paths`; None for everywhere.

        Git's index and HEAD follow, so that plain `git status` is clean there. With no paths
        at all, HEAD still comes to stand on the newest of every branch.
        """
        with self.lock():
            self._work_copy.settle(self._refs.heads(), paths)

    def stale(self) -> dict[str, str | None]:
        """Return where the work tree lags behind the union, as when killed before it was written.

        Returns:
            The blob id that it should hold (None for no file), by path. A file there may still have
            been edited by hand since: ask `changed_outside` before writing over it.
        """
        return self._work_copy.behind(self._refs.heads())

    def changed_outside(self) -> tuple[OutsideEdit, ...]:
        """List where the work tree differs from what the workbench left there."""
        return self._work_copy.edits(self._refs.heads())

    def milestones(self) -> tuple[Milestone, ...]:
        """List the named versions of the whole, newest first, in the order of history."""
        heads = self._refs.heads().parties
        order = {version: number for number, version in enumerate(self._log.parties(heads))}
        known = [m for m in self._log.milestones() if m.version in order]
        return tuple(sorted(known, key=lambda milestone: order[milestone.version]))

    def log(
        self, *, path: str | None = None, party: str | None = None, limit: int | None = None
    ) -> list[Version]:
        """List acts of everyone, newest first, no act before one that builds on it.

        Args:
            path: Only those that changed this file, or something in this folder, of one owner.
            party: Only this party's.
            limit: At most so many.

        Raises:
            InputError: Nobody owns the path.
        """
        heads = self._refs.heads().parties
        if path is not None:
            return self._log.of_path(heads, path, party, limit)
        return self._log.of_party(heads, party, limit)

    def resolve(self, name: str) -> str:
        """Return the id of the version that a person meant.

        Args:
            name: A milestone, or an id or the beginning of one (four characters or more).

        Raises:
            InputError: Nothing is called that, or several versions begin so.
        """
        parties = self._log.parties(self._refs.heads().parties)
        return versions.resolve(name, self.milestones(), parties)

    def ignored(self) -> tuple[Ignored, ...]:
        """List what the branches hold that is not read, each with the reason."""
        return self._union.ignored(self._refs.heads().parties)

    def verify(self) -> list[str]:
        """Check that the history is whole; every object is read.

        Returns:
            What is wrong, in Swedish; nothing when all is well.
        """
        found = verification.damage(self._git)
        if not found:
            parties = self._log.parties(self._refs.heads().parties)
            found.extend(verification.untrue_versions(self._objects, self._union, parties))
        return found

    def bundle(self, target: Path) -> None:
        """Write all branches and milestones into one file, for `git clone -b main FILE`.

        Raises:
            HistoryError: There is nothing to write yet, or git or the disk refused.
        """
        content = self._git.run(Command.BUNDLE)
        unfinished = target.with_name(f"{target.name}.part")
        with durable.disk(target):
            unfinished.write_bytes(content)
            durable.sync([unfinished])
            unfinished.replace(target)
            durable.sync([target.parent])

    def tidy(self) -> None:
        """Gather what many acts left as thousands of small files; nothing is thrown away."""
        with self.lock():
            made = durable.NewObjects(self._git_folder)
            self._git.run(Command.REPACK)
            self._git.run(Command.COMMIT_GRAPH)
            made.keep()

    def _import(self, stream: bytes) -> dict[str, str]:
        """Make the commits of a stream, on the disk, and return their ids by mark."""
        made = durable.NewObjects(self._git_folder)
        ids = self._git.run(Command.IMPORT, stream).decode("ascii").split()
        made.keep()
        return {f":{number}": commit for number, commit in enumerate(ids, 1)}

    def _since_last_version(self, heads: Mapping[str, str]) -> dict[str, str | None]:
        """Return what must change on `main` for it to hold the whole union and nothing else."""
        union = self._union.paths(heads)
        frozen = self._union.whole(heads[COORDINATOR])
        strange = {found.path: None for found, _ in frozen.refused}
        paths = sorted(union.keys() | frozen.files.keys())
        known = frozen.files
        return strange | {p: union.get(p) for p in paths if known.get(p) != union.get(p)}

    def _tag(self, name: str, version: str, tagger: bytes, title: str) -> str:
        """Make an annotated tag, on the disk but not yet under its name, and return its id."""
        made = durable.NewObjects(self._git_folder)
        lines = f"object {version}\ntype commit\ntag {name}\n".encode()
        text = lines + tagger + b"\n" + message(title, {})
        tag = self._git.run(Command.MAKE_TAG, text).decode("ascii").strip()
        made.keep()
        return tag

    def _write_own(self, name: str, content: str) -> None:
        """Write one of git's own files while the repository is made or mended."""
        file = self._git_folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8", newline="\n")
        durable.sync([file, file.parent])
