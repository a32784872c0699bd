"""Who takes part: the municipalities, their officers, and the coordinator."""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from workbench.core.stored import Filled, Line, Slug, Stored

COORDINATOR = "main"
"""The coordinator as a party: the branch of everything but the municipalities' own folders."""


class Invited(StrEnum):
    """Whether the ministry asked this municipality (is it a remissinstans)."""

    YES = "ja"
    NO = "nej"
    UNKNOWN = "okänt"


class Joins(StrEnum):
    """What a municipality said when it was asked to join."""

    YES = "ja"
    NO = "nej"
    WAITS = "avvaktar"
    NO_ANSWER = "ej svarat"


class Officer(Stored):
    """Somebody who writes for a municipality; rather a role than a person's name."""

    name: Filled
    email: Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+$")]
    since: dt.date | None = None
    until: dt.date | None = None
    """The last day; left out while the officer is there."""


class Municipality(Stored):
    """One municipality of the group."""

    slug: Slug
    name: Filled
    """As on screen: `Falun`."""
    official_name: Filled
    """As in the answer: `Falu kommun`."""
    abbreviation: Line = ""
    """Three letters for the matrix; made from the name when left out."""
    invited: Annotated[Invited, Field(strict=False)] = Invited.UNKNOWN
    scope: Line = ""
    """The part of the referral that the municipality was asked about; empty for all of it."""
    joins: Annotated[Joins, Field(strict=False)] = Joins.NO_ANSWER
    registration_number: Line = ""
    """The municipality's own diarienummer."""
    decides: Line = ""
    """The body that is expected to decide."""
    meeting: dt.date | None = None
    """That body's planned meeting."""
    officers: tuple[Officer, ...] = Field(default=(), strict=False)

    @property
    def short(self) -> str:
        """Three letters for a narrow column."""
        return (self.abbreviation or self.name)[:3]
