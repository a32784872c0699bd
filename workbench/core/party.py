"""Who takes part: the municipalities, their officers, and the coordinator."""

import datetime as dt
import unicodedata
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import combinations, count
from typing import Annotated

from pydantic import Field, StringConstraints

from workbench.core.stored import Filled, Line, Slug, Stored

COORDINATOR = "main"
"""The coordinator as a party: the branch of everything but the municipalities' own folders."""

_SHORT = 3
"""Letters of a short name."""


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
    """Three letters for the matrix; `short_names` makes them when left out or taken."""
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


def short_names(municipalities: Sequence[Municipality]) -> dict[str, str]:
    """Give each municipality three letters of its own, for a narrow column.

    The abbreviation when there is one, else how the name begins; where another has that already,
    letters further on in the name, capitals first: Östersund is `Öst`, Östra Göinge then `ÖsG`.
    What somebody chose goes before what is made up, and names of three letters before longer
    ones; otherwise who stands first in the file.

    Returns:
        By slug, in the order given. No two are the same in any case of letters.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one in sorted(municipalities, key=lambda it: (not it.abbreviation, len(it.name) > _SHORT)):
        short = next(it for it in _shortened(one) if it.casefold() not in taken)
        taken.add(short.casefold())
        found[one.slug] = short
    return {one.slug: found[one.slug] for one in municipalities}


def _shortened(municipality: Municipality) -> Iterator[str]:
    """Give ways to say a municipality in three letters without end, the plainest first."""
    name = unicodedata.normalize("NFC", municipality.name)
    yield (unicodedata.normalize("NFC", municipality.abbreviation) or name)[:_SHORT]
    yield name[:_SHORT]
    begins = name[:1]
    later = sorted((letter for letter in name[2:] if letter.isalnum()), key=str.islower)
    yield from (name[:2] + letter for letter in later)
    rest = (letter for letter in name[1:] if letter.isalnum())
    yield from (begins + one + other for one, other in combinations(rest, 2))
    yield from (f"{begins}{number}" for number in count(1))
