"""The act of comparing Word files: a redline is made, and nothing of it is stored anywhere else."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.storage import files
from workbench.word.comparing.comparison import Version, compare_all
from workbench.word.comparing.redline import Redline
from workbench.word.package import Package, open_package
from workbench.workspace import clock

_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class LaterFile:
    """A file that somebody made of the earlier one."""

    path: Path
    author: str
    """Who its changes are by."""


def compare_files(
    old: Path, news: Sequence[LaterFile], out: Path, *, date: dt.datetime | None = None
) -> Redline:
    """Write a redline of Word files: accepting somebody's changes gives that somebody's file.

    Args:
        old: The earlier file.
        news: The later ones, in any order.
        out: The redline.
        date: When the changes were made; None for now.

    Raises:
        InputError: A file is no Word file, two are by the same author, or the redline would lie on
            top of one of them.
    """
    files.keep_apart(out, old, *(new.path for new in news))
    earlier = _opened(old)
    versions = [Version(_opened(new.path), new.author) for new in news]
    moment = clock.now() if date is None else date
    redline = compare_all(earlier, versions, moment.astimezone(dt.UTC))
    files.write(out, earlier.to_bytes())
    return redline


def _opened(file: Path) -> Package:
    return open_package(files.read(file, limit=_MOST_BYTES), file.name)


__all__ = ["LaterFile", "Redline", "compare_files"]
