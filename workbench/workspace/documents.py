"""Acts on Word files by themselves: what is in them, and settling their tracked changes.

No response is needed. A file is read once, and a new one is written whole or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.storage import files
from workbench.word.comments import Comment, list_comments
from workbench.word.listing import marks_json
from workbench.word.marks import Kind
from workbench.word.package import Package, open_package
from workbench.word.remarks import list_remarks
from workbench.word.revisions import Revision, Unknown, list_revisions, list_unknown
from workbench.word.settle import EVERYTHING, Selection, SettleReport, settle
from workbench.word.settling.decision import Decision
from workbench.word.text import View, body_text


class Settling(StrEnum):
    """What is done with the tracked changes of a file."""

    ACCEPT = "accept"
    REJECT = "reject"


@dataclass(frozen=True, slots=True)
class Marks:
    """What people have marked in a Word file."""

    revisions: tuple[Revision, ...]
    comments: tuple[Comment, ...]
    unknown: tuple[Unknown, ...]
    """Marks of change that are not understood, counted; an import stops on them."""
    remarks: tuple[str, ...]
    """What one ought to know of the file itself, in Swedish."""


def open_document(file: Path) -> Package:
    """Open a Word file.

    Raises:
        InputError: It is no Word file, or not a harmless one.
    """
    return open_package(files.read(file, limit=100_000_000), file.name)


def marks(file: Path) -> Marks:
    """List the tracked changes and comments of a Word file, in document order."""
    package = open_document(file)
    return Marks(
        list_revisions(package),
        list_comments(package),
        list_unknown(package),
        list_remarks(package),
    )


def as_listing(found: Marks) -> dict[str, Any]:
    """Return what is marked in the shape that scripts rely on."""
    return marks_json(found.revisions, found.comments, found.unknown, found.remarks)


def text(file: Path, view: str) -> tuple[str, ...]:
    """Return the paragraphs of a Word file's body, those of table cells included.

    Args:
        file: The Word file.
        view: `accept`, `reject` or `original`.
    """
    return body_text(open_document(file), View(view))


def settle_file(file: Path, out: Path, settling: Settling, selection: Selection) -> SettleReport:
    """Write a copy of a Word file in which chosen tracked changes are accepted or rejected.

    Raises:
        InputError: The file is no Word file, has no such changes, or the copy would lie on top
            of it.
    """
    files.keep_apart(out, file)
    package = open_document(file)
    report = settle(package, Decision(settling.value), selection)
    if selection != EVERYTHING and report.complete and not report.settled:
        raise InputError(
            "inga sådana ändringar finns i dokumentet",
            file=file.name,
            hint="Se remiss word list.",
        )
    files.write(out, package.to_bytes())
    return report


def selection(
    *, authors: Sequence[str] = (), keys: Sequence[str] = (), kinds: Sequence[str] = ()
) -> Selection:
    """Say which changes are meant: those that fit everything that is given; nothing means all.

    Raises:
        InputError: There is no such kind of change.
    """
    known = [kind.value for kind in Kind]
    for kind in kinds:
        if kind not in known:
            raise InputError(
                f"”{kind}” är inget slag av ändring", hint=f"Slagen: {', '.join(known)}."
            )
    return Selection(
        keys=frozenset(keys) or None,
        authors=frozenset(authors) or None,
        kinds=frozenset(Kind(kind) for kind in kinds) or None,
    )


__all__ = [
    "Marks",
    "Package",
    "SettleReport",
    "Settling",
    "as_listing",
    "marks",
    "open_document",
    "selection",
    "settle_file",
    "text",
]
