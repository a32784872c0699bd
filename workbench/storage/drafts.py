"""Drafts: what is being written right now, kept so that it survives the death of the process.

One journal a draft, appended to and forced to the disk at each call. A record is one replacement
in the text so far, so that a key press costs a few bytes however long the text is. Each record
carries its length and checksum; reading stops at the first that is torn.

A journal's file is locked by the operating system (flock) as long as it is written. Two programs
that write the same text at once have a file each, and neither touches the other's.
"""

import datetime as dt
import fcntl
import json
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from workbench.errors import StorageError
from workbench.storage import files

_SUFFIX = ".utkast"


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was never saved."""

    party: str
    key: str
    text: str
    started_from: str
    """The stored text that the writing began with."""
    facts: str
    """What else was set in the editor, as the front end wrote it down; may be empty."""
    file: str
    """The name of its file."""
    kept: dt.datetime
    """When it was last kept, in UTC."""
    is_open: bool
    """Whether a program that runs is writing it."""


class DraftJournal:
    """The journal of one text being edited.

    Args:
        folder: Where drafts lie.
        party: Whose text it is.
        key: What it is kept under.
        started_from: The stored text.
        over: The file of a draft that this goes on from, and takes the place of; empty for none.
    """

    def __init__(
        self, folder: Path, party: str, key: str, started_from: str, over: str = ""
    ) -> None:
        self._folder = folder
        self._file = over
        self._party = party
        self._key = key
        self._text = started_from
        self._facts = ""
        self._started_from = started_from
        self._descriptor: int | None = None

    def keep(self, text: str, facts: str = "") -> None:
        """Keep the text as it stands now; on the disk when this returns.

        Raises:
            StorageError: The disk refused.
        """
        if (text, facts) == (self._text, self._facts):
            return
        try:
            start, cut, put = _replacement(self._text, text)
            edit: dict[str, str | int] = {"s": start, "c": cut, "p": put, "f": facts}
            if self._descriptor is None:
                self._begin(edit)
            else:
                self._append(edit)
        except OSError as refused:
            raise files.refusal(refused, self._folder / self._file) from refused
        self._text, self._facts = text, facts

    def close(self) -> None:
        """Stop writing; the draft stays on the disk."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def discard(self) -> None:
        """Stop writing and forget the draft: it was saved, or thrown away on purpose.

        What this goes on from is forgotten with it; what another program has begun is not.
        """
        self.close()
        if self._file:
            forget(self._folder, self._file)

    def _begin(self, edit: dict[str, str | int]) -> None:
        """Start the journal, in place of the one that it goes on from.

        A draft from an earlier time stays readable until the new one is on the disk.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        path, descriptor = next(filter(None, map(self._claimed, self._names())))
        self._descriptor, self._file = descriptor, path.name
        self._append({"party": self._party, "key": self._key, "from": self._started_from})
        self._append(edit)
        _beside(path).replace(path)
        files.sync_folder(self._folder)

    def _names(self) -> Iterator[str]:
        """Give names of files to write in, the best first, without end."""
        if self._file:
            yield self._file
        stem = f"{self._party}--{self._key}"
        yield f"{stem}{_SUFFIX}"
        yield from (f"{stem}~{number}{_SUFFIX}" for number in count(2))

    def _claimed(self, name: str) -> tuple[Path, int] | None:
        """Open an empty file beside the one of a name, locked; None when it is somebody else's."""
        path = self._folder / name
        if not self._may_have(path):
            return None
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        descriptor = os.open(_beside(path), flags, 0o600)
        # Whoever had it may have moved it to its place meanwhile.
        if _takes(descriptor) and _is_at(descriptor, _beside(path)) and self._may_have(path):
            os.ftruncate(descriptor, 0)
            return path, descriptor
        os.close(descriptor)
        return None

    def _may_have(self, path: Path) -> bool:
        """Tell whether a file is not there, or is what this goes on from and nobody writes."""
        return not path.exists() or (path.name == self._file and not _is_open(path))

    def _append(self, record: dict[str, str | int]) -> None:
        if self._descriptor is None:
            raise StorageError(f"{self._file}: utkastet är stängt")
        data = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        frame = len(data).to_bytes(4, "big") + zlib.crc32(data).to_bytes(4, "big") + data
        os.write(self._descriptor, frame)
        os.fsync(self._descriptor)


def _replacement(before: str, after: str) -> tuple[int, int, str]:
    """Return the one replacement that makes `after` of `before`: start, length cut, text put in."""
    start = _alike(before, after)
    rest = min(len(before), len(after)) - start
    tail = _alike(before[::-1][:rest], after[::-1][:rest])
    return start, len(before) - tail - start, after[start : len(after) - tail]


def _alike(one: str, other: str) -> int:
    """Count the characters that two texts have in common at their start."""
    if one == other:
        return len(one)
    low, high = 0, min(len(one), len(other))
    while low < high:  # comparing slices is C; a loop over characters would be felt at each key
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def left_behind(folder: Path) -> tuple[Draft, ...]:
    """Read the drafts that were never saved, by party and key, the latest of each first."""
    if not folder.is_dir():
        return ()
    paths = (path for path in folder.glob(f"*{_SUFFIX}") if not path.is_symlink())
    found = [draft for path in paths if (draft := _read(path)) is not None]
    found.sort(key=lambda draft: (draft.kept, draft.file), reverse=True)
    return tuple(sorted(found, key=lambda draft: (draft.party, draft.key)))


def forget(folder: Path, file: str) -> bool:
    """Throw a draft away, unless a program that runs is writing it; returns whether it is gone.

    Raises:
        StorageError: The disk refused.
    """
    path = folder / file
    if _is_open(path):
        return False
    try:
        path.unlink(missing_ok=True)
    except OSError as refused:
        raise files.refusal(refused, path) from refused
    return True


def _read(path: Path) -> Draft | None:
    try:
        records = _records(path.read_bytes())
        kept = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except FileNotFoundError:  # saved by another program since it was listed
        return None
    if not records:
        return None
    head, *edits = records
    text = str(head["from"])
    facts = ""
    for edit in edits:
        start, cut = int(edit["s"]), int(edit["c"])
        text = text[:start] + str(edit["p"]) + text[start + cut :]
        facts = str(edit["f"])
    if text == head["from"] and not facts:
        return None
    return Draft(
        party=str(head["party"]),
        key=str(head["key"]),
        text=text,
        started_from=str(head["from"]),
        facts=facts,
        file=path.name,
        kept=kept,
        is_open=_is_open(path),
    )


def _beside(path: Path) -> Path:
    return path.with_suffix(".ny")


def _takes(descriptor: int) -> bool:
    """Lock a file; returns whether nobody else has it. A disk that cannot lock says yes."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _is_at(descriptor: int, path: Path) -> bool:
    """Tell whether an opened file still has its name; another program may have moved it on."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _is_open(path: Path) -> bool:
    """Tell whether a program that runs is writing a file."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return False
    try:
        return not _takes(descriptor)
    finally:
        os.close(descriptor)


def _records(data: bytes) -> list[dict[str, str | int]]:
    records = []
    at = 0
    while at + 8 <= len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        body = data[at + 8 : at + 8 + size]
        if len(body) < size or zlib.crc32(body) != int.from_bytes(data[at + 4 : at + 8], "big"):
            break
        records.append(json.loads(body.decode("utf-8", "surrogatepass")))
        at += 8 + size
    return records
