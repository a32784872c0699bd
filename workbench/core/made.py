"""Which documents have been made, by whom and of what: the files `documents.toml`.

A row is all that is needed to know a file again, on any machine and whatever has become of the
template since. Rows are only ever added.
"""

import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints

from workbench.core.stored import Filled, Slug, Stored

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class MadeDocument(Stored):
    """One file that was made."""

    name: Filled
    sha256: Digest
    kind: Filled
    """What it is, in Swedish: `svar`, `beslutsunderlag`, `följebrev` …"""
    at: dt.datetime
    """When, local time in Sweden, without zone."""
    version: Filled
    """Identity of the version that it shows."""
    dated: dt.date
    """The day that stands on it."""
    municipality: Slug | None = None
    """Whose it is; None for the joint answer's."""
    template: Digest | None = None
    """Of the Word template that it was made with; None for what is made without one."""


class MadeDocuments(Stored):
    """A file `documents.toml`, oldest first."""

    document: tuple[MadeDocument, ...] = Field(default=(), strict=False)

    def with_file(self, digest: str) -> MadeDocument | None:
        """Return the row about the file of this digest."""
        return next((row for row in self.document if row.sha256 == digest), None)

    def adding(self, rows: tuple[MadeDocument, ...]) -> "MadeDocuments":
        """Return the record with rows added, but for files that it knows."""
        known = {row.sha256 for row in self.document}
        return MadeDocuments(
            document=(*self.document, *(row for row in rows if row.sha256 not in known))
        )

    def latest(self) -> dict[str, MadeDocument]:
        """Return the last row about each file name."""
        return {row.name: row for row in self.document}
