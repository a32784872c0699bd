"""Everything the workbench raises on purpose.

WorkbenchError
├── InputError      what a person wrote or handed in cannot be used as it stands   exit 2
├── StageError      the request is sound but comes at the wrong stage              exit 3
└── OutsideError    the disk, git or a program refused                             exit 4
    ├── HistoryError
    ├── StorageError
    └── PdfError

Messages and hints are Swedish: they are shown to the user as they stand. A conflict between
municipalities is not here; it is a value, `merging.conflict.Conflict`. Anything that is not a
`WorkbenchError` is a bug and keeps its traceback.
"""

from typing import ClassVar


class WorkbenchError(Exception):
    """The one class that a front end catches.

    Args:
        message: What went wrong and for what, one Swedish sentence.
        hint: What the reader can do next, a Swedish sentence; empty when there is nothing.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class InputError(WorkbenchError):
    """What a person wrote or handed in cannot be used as it stands.

    Args:
        message: What is wrong, without the place.
        file: The file it stands in, as the user would name it; empty when it was typed.
        line: Line in that file, from 1.
        hint: What the reader can do next.
    """

    exit_code = 2

    def __init__(
        self, message: str, *, file: str = "", line: int | None = None, hint: str = ""
    ) -> None:
        self.file = file
        self.line = line
        where = f"{file}, rad {line}" if file and line is not None else file
        super().__init__(f"{where}: {message}" if where else message, hint=hint)


class StageError(WorkbenchError):
    """The request is sound but comes at the wrong stage of the response."""

    exit_code = 3


class OutsideError(WorkbenchError):
    """Something outside the workbench refused; `__cause__` holds its own words."""

    exit_code = 4


class HistoryError(OutsideError):
    """Git refused."""


class StorageError(OutsideError):
    """The disk refused."""


class PdfError(OutsideError):
    """A PDF could not be made."""
