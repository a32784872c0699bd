"""Acts on their way in: what each one really changes, and that it may."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from workbench.errors import HistoryError
from workbench.history.acts import Act, Stream, heading, message
from workbench.history.objects import blob_id
from workbench.history.ownership import is_party, owner

_LARGEST = 20_000_000  # bytes in one file; the shared repository refuses more as well


class Drafts:
    """A sequence of acts on top of the heads, each on its own party's branch."""

    def __init__(self, heads: Mapping[str, str], files: Mapping[str, Mapping[str, str]]) -> None:
        """Start from what is there.

        Args:
            heads: The newest act's id by party.
            files: Blob id by path of what each party has written, by party.
        """
        self._heads = heads
        self._tips = dict(heads)
        self._parts = {party: _Part(known) for party, known in files.items()}
        self._stream = Stream()

    def add(self, act: Act) -> str:
        """Add one act.

        Returns:
            The mark of its commit; the head (empty when there is none) if it changes nothing.

        Raises:
            HistoryError: It changes what is not its party's, or names that cannot be.
        """
        if not is_party(act.party):
            raise HistoryError(f"{act.party!r} är ingen part i svaret")
        for path in act.changes:
            if owner(path) != act.party:
                raise HistoryError(f"{path}: får inte skrivas av {act.party}")
        changes = self._parts.setdefault(act.party, _Part({})).take(act.changes)
        if not changes:
            return self._tips.get(act.party, "")
        going_on = self._tips.get(act.party, "").startswith(":")
        head = self._heads.get(act.party)
        self._tips[act.party] = self._stream.commit(
            act.party,
            heading(act.author, act.at, message(act.subject, act.trailers)),
            [] if going_on or head is None else [head],
            changes,
        )
        return self._tips[act.party]

    def moved(self) -> dict[str, str]:
        """Return the mark of the last commit by party, for the parties that got any."""
        return {party: tip for party, tip in self._tips.items() if tip.startswith(":")}

    def files(self, party: str) -> Mapping[str, str]:
        """Return what the party has written after the last act: blob id by path."""
        return self._parts[party].files

    def stream(self) -> bytes:
        """Return what git-fast-import is to be told."""
        return self._stream.finish()


class _Part:
    """What one party has written, so far."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = dict(files)
        self._names: _Names | None = None

    def take(self, changes: Mapping[str, bytes | None]) -> dict[str, bytes | None]:
        """Make changes, and return those that made a difference."""
        ids = {p: None if c is None else blob_id(c) for p, c in changes.items()}
        real = [path for path, blob in ids.items() if self.files.get(path) != blob]
        removed = [path for path in real if ids[path] is None]
        fresh = [path for path in real if path not in self.files]
        if fresh and self._names is None:
            self._names = _Names(self.files)
        if self._names is not None:
            self._names.remove(removed)
            self._names.add(fresh)
        for path in real:
            if (blob := ids[path]) is None:
                del self.files[path]
            else:
                _refuse_huge(path, changes[path])
                self.files[path] = blob
        return {path: changes[path] for path in real}


class _Names:
    """All names in a part, files and folders, to tell those that cannot stand beside each other."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._spelling: dict[str, str] = {}
        self._uses: Counter[str] = Counter()
        self.add(paths)

    def add(self, paths: Iterable[str]) -> None:
        """Take in new files.

        Raises:
            HistoryError: One differs from another name in case alone, or is a file where another
                has a folder.
        """
        for path in paths:
            for name in _spellings(path):
                key = name.rstrip("/").casefold()
                if self._spelling.setdefault(key, name) != name:
                    raise HistoryError(
                        f"{path}: namnet krockar med {self._spelling[key]}",
                        hint="Namn måste skilja sig åt i mer än stora och små bokstäver.",
                    )
                self._uses[key] += 1

    def remove(self, paths: Iterable[str]) -> None:
        """Let go of files that were there."""
        for path in paths:
            for name in _spellings(path):
                key = name.rstrip("/").casefold()
                self._uses[key] -= 1
                if not self._uses[key]:
                    del self._spelling[key]


def _spellings(path: str) -> Iterator[str]:
    """Give the folders on the way to a file, each ending in a slash, and the file."""
    end = path.find("/")
    while end >= 0:
        yield path[: end + 1]
        end = path.find("/", end + 1)
    yield path


def _refuse_huge(path: str, content: bytes | None) -> None:
    if content is not None and len(content) > _LARGEST:
        raise HistoryError(
            f"{path}: filen är större än {_LARGEST // 1_000_000} MB",
            hint="Dela upp den eller lägg den någon annanstans.",
        )
