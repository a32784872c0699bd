"""Drafts: what is being written right now, kept so that it survives the death of the process.

One journal a draft, appended to and forced to the disk at each call. A record is one replacement
in the text so far, so that a key press costs a few bytes however long the text is. Each record
carries its length and checksum; reading stops at the first that is torn.
"""

import json
import os
import zlib
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import StorageError
from workbench.storage import files


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


class DraftJournal:
    """The journal of one text being edited."""

    def __init__(self, path: Path, party: str, key: str, started_from: str) -> None:
        self._path = path
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
            raise files.refusal(refused, self._path) from refused
        self._text, self._facts = text, facts

    def close(self) -> None:
        """Stop writing; the draft stays on the disk."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def discard(self) -> None:
        """Stop writing and forget the draft: it was saved, or thrown away on purpose."""
        self.close()
        try:
            self._path.unlink(missing_ok=True)
        except OSError as refused:
            raise files.refusal(refused, self._path) from refused

    def _begin(self, edit: dict[str, str | int]) -> None:
        """Start the journal beside the one there may be, which it replaces when it says something.

        A draft from an earlier time stays readable until the new one is on the disk.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        beside = self._path.with_suffix(".ny")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self._descriptor = os.open(beside, flags, 0o600)
        self._append({"party": self._party, "key": self._key, "from": self._started_from})
        self._append(edit)
        beside.replace(self._path)
        files.sync_folder(self._path.parent)

    def _append(self, record: dict[str, str | int]) -> None:
        if self._descriptor is None:
            raise StorageError(f"{self._path.name}: utkastet är stängt")
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


def journal(folder: Path, party: str, key: str, started_from: str) -> DraftJournal:
    """Begin to keep a draft.

    Args:
        folder: Where drafts lie.
        party: Whose text it is.
        key: The section's key.
        started_from: The stored text.
    """
    return DraftJournal(folder / f"{party}--{key}.utkast", party, key, started_from)


def left_behind(folder: Path) -> tuple[Draft, ...]:
    """Read the drafts that were never saved, in the order of their names."""
    if not folder.is_dir():
        return ()
    found = (_read(path) for path in sorted(folder.glob("*.utkast")) if not path.is_symlink())
    return tuple(draft for draft in found if draft is not None)


def _read(path: Path) -> Draft | None:
    records = _records(path.read_bytes())
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
    return Draft(str(head["party"]), str(head["key"]), text, str(head["from"]), facts)


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
