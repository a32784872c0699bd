"""What was done to the work tree by other means than the workbench.

What the tree is known to hold is a commit of its own, the work copy at `refs/remiss/settled`: not
git's index, which anyone's `git add` moves, and not HEAD, which anyone's `git commit` moves. The
index is only used for what it is good at, telling quickly which files were not touched; whether one
that was touched differs is decided by its content.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from workbench.history.objects import blob_id
from workbench.history.ownership import owner

_LARGEST = 64_000_000  # bytes; a file above this is never a text of ours, so it differs


class Kind(StrEnum):
    """What was done to a file."""

    NEW = "ny"
    CHANGED = "ändrad"
    REMOVED = "borttagen"


@dataclass(frozen=True, slots=True)
class OutsideEdit:
    """One file that differs from what the workbench left there."""

    path: str
    kind: Kind
    party: str | None
    """Who may write it; None when nobody may, as with a name that is not safe."""


def edits(
    root: Path, candidates: Iterable[str], settled: Mapping[str, str], union: Mapping[str, str]
) -> Iterator[OutsideEdit]:
    """Compare files with what was last left there.

    A file that already is as the union wants it is no edit: the workbench wrote it and was killed
    before it could say so.

    Args:
        root: The response folder.
        candidates: Paths that may differ; those of editors' own (backups, hidden) are passed over.
        settled: Blob id by path of what the work tree is known to hold.
        union: Blob id by path of what everyone sees.
    """
    for path in candidates:
        known = settled.get(path)
        if known is None and _is_scratch(path):
            continue
        present = content_id(root, path)
        if present == known or present == union.get(path):
            continue
        kind = Kind.REMOVED if present is None else Kind.CHANGED if known else Kind.NEW
        yield OutsideEdit(path, kind, owner(path))


def content_id(root: Path, path: str) -> str | None:
    """Return the blob id that a file's content has; None when there is no file.

    What is there but cannot be a text (a link, a folder, something huge) has the id "".
    """
    file = root / path
    try:
        if file.parent.resolve() != root.resolve() / Path(path).parent:
            return ""  # a folder on the way is a link to somewhere else
        handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return ""
    try:
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode) or about.st_size > _LARGEST:
            return ""
        with os.fdopen(handle, "rb", closefd=False) as stream:
            return blob_id(stream.read())
    finally:
        os.close(handle)


def _is_scratch(path: str) -> bool:
    """Tell whether a new file is hidden or an editor's backup, and not meant for the response."""
    return any(
        part.startswith((".", "~$", "#")) or part.endswith(("~", ".swp", ".tmp", ".bak"))
        for part in path.split("/")
    )
