"""Returned files as they came, kept byte for byte beside the history.

The history remembers that a file came, from whom, when and with which digest; the file itself stays
with the coordinator, who received it (docs/decisions/08-returned-files.md says why).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from workbench.core.exchange import Return
from workbench.core.language.swedish import join_names
from workbench.core.text import visible
from workbench.errors import InputError
from workbench.storage import files
from workbench.workspace.desk import Desk
from workbench.workspace.exchange import read_exchange
from workbench.workspace.exporting import safe_name

FOLDER: Final = Path(".git") / "remiss" / "received"
LARGEST: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Original:
    """A file that came back."""

    row: Return
    municipality: str
    """Its name on screen."""
    path: Path | None
    """Where it is kept; None when this computer does not have it."""


def keep(desk: Desk, data: bytes) -> None:
    """Keep a file as it came.

    Raises:
        StorageError: The disk refused.
    """
    digest = hashlib.sha256(data).hexdigest()
    files.write_into(desk.folder, {f"{FOLDER.as_posix()}/{digest}.docx": data})


def originals(desk: Desk) -> tuple[Original, ...]:
    """Return all files that were taken in, oldest first."""
    known = desk.response().municipalities
    return tuple(
        Original(
            row,
            known[row.municipality].name if row.municipality in known else row.municipality,
            _kept(desk, row.sha256),
        )
        for row in read_exchange(desk).returned
    )


def content(original: Original) -> bytes | None:
    """Return a file just as it came; None when it is not here, or is not that file any more."""
    if original.path is None:
        return None
    data = files.read(original.path, limit=LARGEST)
    return data if hashlib.sha256(data).hexdigest() == original.row.sha256 else None


def name_of(original: Original) -> str:
    """Return the name that a file came with, fit for any disk."""
    return f"{safe_name(Path(original.row.name).stem)}.docx"


def give_back(desk: Desk, words: str, out: Path | None = None) -> Path:
    """Write a file that was taken in, just as it came.

    Args:
        desk: The opened response.
        words: The name that it came with, or the beginning of its SHA-256.
        out: File, or a folder that there is; None is the name that it came with, where one stands.

    Returns:
        The file that was written.

    Raises:
        InputError: There is no such file or several, it is not here, or something lies in its way.
        StorageError: The disk refused.
    """
    original = _chosen(originals(desk), words)
    data = content(original)
    if data is None:
        raise InputError(
            f"{visible(original.row.name)} finns inte på den här datorn",
            hint="Den finns där den togs in, och i diariet. Har du filen: ta in den en gång till "
            "med remiss word receive, så sparas den här också.",
        )
    target = out or Path(name_of(original))
    if target.is_dir():
        target /= name_of(original)
    if target.exists():
        raise InputError("filen finns redan", file=str(target), hint="Ange en annan med --out.")
    files.write(target, data)
    return target


def _chosen(found: Sequence[Original], words: str) -> Original:
    named = [one for one in found if one.row.name == words]
    named = named or [one for one in found if words and one.row.sha256.startswith(words)]
    if len(named) == 1:
        return named[0]
    if named:
        digests = join_names(one.row.sha256[:12] for one in named)
        raise InputError(
            f"{len(named)} intagna filer passar på ”{visible(words)}”",
            hint=f"Ange en av dem med början av dess kontrollsumma: {digests}.",
        )
    raise InputError(
        f"ingen fil som heter ”{visible(words)}” är intagen",
        hint="Se dem med remiss word received.",
    )


def _kept(desk: Desk, digest: str) -> Path | None:
    path = desk.folder / FOLDER / f"{digest}.docx"
    return path if path.is_file() else None
