"""The act of comparing Word files: a redline is made, and nothing of it is stored anywhere else."""

import datetime as dt
from pathlib import Path

from workbench.errors import InputError
from workbench.storage import files
from workbench.word.comparing.comparison import compare
from workbench.word.comparing.redline import Redline
from workbench.word.package import open_package
from workbench.workspace import clock

_MOST_BYTES = 100_000_000


def compare_files(
    old: Path, new: Path, out: Path, *, author: str, date: dt.datetime | None = None
) -> Redline:
    """Write a redline of two Word files: accepting all gives the later, rejecting all the earlier.

    Args:
        old: The earlier file.
        new: The later file.
        out: The redline.
        author: Who the changes are by.
        date: When they were made; None for now.

    Raises:
        InputError: A file is no Word file, or the redline would lie on top of one of them.
    """
    _keep_apart(out, old, new)
    earlier, later = (open_package(files.read(f, limit=_MOST_BYTES), f.name) for f in (old, new))
    moment = clock.now() if date is None else date
    redline = compare(earlier, later, author, moment.astimezone(dt.UTC))
    files.write(out, earlier.to_bytes())
    return redline


def _keep_apart(out: Path, *originals: Path) -> None:
    if out.exists() and any(out.resolve() == original.resolve() for original in originals):
        raise InputError(
            "jämförelsen kan inte ha samma namn som en av filerna",
            file=str(out),
            hint="Ange ett annat.",
        )


__all__ = ["Redline", "compare_files"]
