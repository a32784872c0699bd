"""Adoption: what each municipality itself has decided about the joint answer.

What is expected and what is decided are two values that never mix; counts are of decisions only.
"""

import datetime as dt
from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from workbench.core.stored import Line, Stored


class Stance(StrEnum):
    """What a municipality has decided about the joint answer."""

    STANDS_BEHIND = "står bakom"
    WITH_CONDITIONS = "står bakom med förbehåll"
    WITH_DEVIATION = "står bakom med avvikelse"
    SENT_BACK = "återremiss"
    ABSTAINS = "avstår"
    DECLINES = "står inte bakom"


class Level(StrEnum):
    """On which level a municipality decides."""

    COUNCIL = "fullmäktige"
    EXECUTIVE = "kommunstyrelse"
    BOARD = "nämnd"
    COMMITTEE = "utskott"
    CHAIR = "ordförandebeslut"
    DELEGATION = "delegation"


class Source(StrEnum):
    """How the coordinator knows."""

    MINUTES = "protokoll"
    MAIL = "mejl"
    ORAL = "muntligt"


BEHIND = frozenset({Stance.STANDS_BEHIND, Stance.WITH_CONDITIONS, Stance.WITH_DEVIATION})
"""Stances of a municipality that is a sender of the answer."""

SectionKey = Annotated[str, StringConstraints(pattern=r"^(\d{1,3}(\.\d{1,3}){0,5}|[a-z]+)$")]


class Expectation(Stored):
    """What somebody said will probably be decided. Binds nobody and is never counted as decided."""

    stance: Annotated[Stance, Field(strict=False)]
    source: Annotated[Source, Field(strict=False)] = Source.MAIL
    noted: dt.date | None = None


class Decision(Stored):
    """One municipality's decision, as its minutes say."""

    stance: Annotated[Stance, Field(strict=False)]
    level: Annotated[Level, Field(strict=False)]
    body: Line = ""
    date: dt.date
    paragraph: Line = ""
    """The number of the item in the minutes, without the § sign."""
    registration_number: Line = ""
    conditions: Line = ""
    deviates_in: tuple[SectionKey, ...] = Field(default=(), strict=False)
    reason: Line = ""
    """Why it was sent back, or why the municipality abstains or declines."""
    returns: dt.date | None = None
    """When a matter that was sent back is taken up again."""
    version: Line = ""
    """The milestone or version that was decided on; empty when unknown."""
    source: Annotated[Source, Field(strict=False)] = Source.MINUTES

    @model_validator(mode="after")
    def _is_complete(self) -> "Decision":
        missing = {
            Stance.WITH_CONDITIONS: ("conditions", self.conditions),
            Stance.WITH_DEVIATION: ("deviates_in", self.deviates_in),
            Stance.SENT_BACK: ("reason", self.reason),
        }.get(self.stance)
        if missing and not missing[1]:
            raise ValueError(f"”{self.stance}” kräver att {missing[0]} är ifyllt")
        return self


class Adoption(Stored):
    """One file `municipalities/<slug>/adoption.toml`."""

    expected: Expectation | None = None
    decision: Decision | None = None
