"""What is remembered of the exchange with those who only have Word: the file `exchange.toml`.

Working copies that went out, files that came back, and whom the names in Word stand for. Rows are
only ever added, except that a name may come to stand for somebody else.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from workbench.core import places
from workbench.core.stored import Filled, Line, Slug, Stored

FILE = places.EXCHANGE
"""Path in a response's folder; the coordinator's."""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Purpose(StrEnum):
    """What a working copy is sent out for, by the Swedish words for it."""

    OPINIONS = "synpunkter"
    INFORMATION = "information"
    BASIS = "beslutsunderlag"


class Copy(Stored):
    """A working copy that was made for a municipality."""

    municipality: Slug
    at: dt.datetime
    """Local time in Sweden, without zone."""
    purpose: Annotated[Purpose, Field(strict=False)]
    name: Filled
    """The file's name."""
    sha256: Digest
    sections: tuple[Filled, ...] = Field(default=(), strict=False)
    form: bool = False
    """It was an answer form and no copy of the text."""


class Return(Stored):
    """A file that came back and was taken in."""

    municipality: Slug
    at: dt.datetime
    """Local time in Sweden, without zone."""
    name: Filled
    sha256: Digest
    sections: tuple[Filled, ...] = Field(default=(), strict=False)
    """Those that something was said about."""
    people: tuple[Filled, ...] = Field(default=(), strict=False)
    """Who wrote, as acts are signed; just the municipality where it is not known who."""


class Author(Stored):
    """Whom a name in Word stands for."""

    name: Line
    """As Word has it, such as `Admin`; empty where names have been taken away."""
    municipality: Slug
    person: Line = ""
    """Empty when it is not known who."""


class Exchange(Stored):
    """The file `exchange.toml`, oldest first."""

    sent: tuple[Copy, ...] = Field(default=(), strict=False)
    returned: tuple[Return, ...] = Field(default=(), strict=False)
    author: tuple[Author, ...] = Field(default=(), strict=False)

    def known(self, name: str, municipality: str) -> Author | None:
        """Return whom a name stands for in a file that a municipality sent."""
        found = (a for a in self.author if a.name == name and a.municipality == municipality)
        return next(found, None)

    def taken_in(self, digest: str) -> Return | None:
        """Return the earlier return of the very same file."""
        return next((r for r in self.returned if r.sha256 == digest), None)
