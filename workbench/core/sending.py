"""What has been sent: the answer, and what was added to it or taken back afterwards.

Rows are only ever added: what was sent was sent.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from workbench.core import places
from workbench.core.stored import Filled, Line, Slug, Stored

FILE = places.SENT
"""Path of the record in a response's folder; the coordinator's."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
SectionKey = Annotated[str, StringConstraints(pattern=r"^(\d{1,3}(\.\d{1,3}){0,5}|[a-z]+)$")]


class Kind(StrEnum):
    """What was sent, by the Swedish words for it."""

    ANSWER = "yttrande"
    ADDENDUM = "tillägg"
    WITHDRAWAL = "återkallelse"


class SentFile(Stored):
    """One file that went along."""

    name: Filled
    sha256: Digest


class Sending(Stored):
    """One message that was sent."""

    kind: Annotated[Kind, Field(strict=False)]
    at: dt.datetime
    """Local time in Sweden, without zone."""
    by: Filled
    """Who recorded it, as acts are signed."""
    version: Line = ""
    """Identity of the version of the whole that the files show; empty when it could not be told."""
    milestone: Line = ""
    dated: dt.date | None = None
    """The day that stands on the files, without which they are not made again byte for byte."""
    subject: Line = ""
    to: tuple[Line, ...] = Field(default=(), strict=False)
    copies: tuple[Line, ...] = Field(default=(), strict=False)
    sections: tuple[SectionKey, ...] = Field(default=(), strict=False)
    """What was added to or taken back; empty for the answer."""
    municipality: Slug | None = None
    """Whose words were taken back; None for everybody's."""
    reason: Line = ""
    files: tuple[SentFile, ...] = Field(default=(), strict=False)


class Sendings(Stored):
    """The file `sent.toml`, oldest first."""

    sending: tuple[Sending, ...] = Field(default=(), strict=False)

    @property
    def answer(self) -> Sending | None:
        """The answer as it was last sent; None before that."""
        return next((s for s in reversed(self.sending) if s.kind is Kind.ANSWER), None)

    def with_file(self, digest: str) -> Sending | None:
        """Return the latest sending that a file of this digest went along with."""
        found = (s for s in reversed(self.sending) if any(f.sha256 == digest for f in s.files))
        return next(found, None)

    def with_sending(self, sending: Sending) -> "Sendings":
        """Return the record with a row added."""
        return Sendings(sending=(*self.sending, sending))
