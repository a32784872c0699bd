"""The log of what was decided about a section's text: kept after the change itself is gone.

Rows are only ever added. A decision that is taken back stays, with a later row that says so.
"""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from functools import cached_property
from itertools import groupby
from typing import Annotated

from pydantic import Field

from workbench.core.stored import Filled, Line, Slug, Stored


class Verdict(StrEnum):
    """What was decided, by the Swedish words for it."""

    ACCEPTED = "godkänd"
    TAKEN_IN = "ostridig"
    """Taken in together with everything else that nobody disputed."""
    REJECTED = "avslagen"
    SETTLED = "avgjord konflikt"
    UNDONE = "återtagen"
    CONSIDERED = "beaktad"
    """A contribution that came after the text was composed, and was dealt with by hand."""
    PLACED = "placerad"
    """A change that had lost its place was given another; it is still to be decided."""


class Way(StrEnum):
    """How a conflict was settled."""

    CHOSE = "valde en lydelse"
    COMBINED = "sammanförde lydelserna"
    REWROTE = "skrev en ny lydelse"
    KEPT = "behöll den gemensamma textens lydelse"
    DEVIATION = "visas som avvikelse"
    """The differing wordings are shown in the answer as deviations."""


class SideRow(Stored):
    """One side of a settled conflict."""

    municipalities: tuple[Slug, ...] = Field(strict=False)
    text: str = ""


class DecisionRow(Stored):
    """One decision."""

    id: Filled
    """The change, the conflict or the contribution that it is about."""
    verdict: Annotated[Verdict, Field(strict=False)]
    changes: tuple[Filled, ...] = Field(default=(), strict=False)
    """Ids of the changes that are decided by it."""
    municipalities: tuple[Slug, ...] = Field(default=(), strict=False)
    """Who had proposed them."""
    by: Filled
    """Who decided."""
    at: dt.datetime
    """Local time in Sweden, without zone."""
    reason: Line = ""
    way: Annotated[Way | None, Field(strict=False)] = None
    """Only of a settled conflict."""
    old: str = ""
    """What the agreed text said; of a placed change, the sentence that it is about from now on."""
    new: str = ""
    """What was proposed, or what it says since; of a placed change, what shall stand there."""
    sides: tuple[SideRow, ...] = Field(default=(), strict=False)


class Decisions(Stored):
    """One file `decisions/<section>.toml`, oldest first."""

    decision: tuple[DecisionRow, ...] = Field(default=(), strict=False)

    @cached_property
    def standing(self) -> tuple[DecisionRow, ...]:
        """What holds now: rows that no later row has taken back, oldest first."""
        holding: dict[int, DecisionRow] = {}
        for number, row in enumerate(self.decision):
            if row.verdict is Verdict.UNDONE:
                last = max((n for n, other in holding.items() if other.id == row.id), default=None)
                if last is not None:
                    del holding[last]
            else:
                holding[number] = row
        return tuple(holding.values())

    @cached_property
    def by_change(self) -> dict[str, DecisionRow]:
        """What holds now about each change, by the change's id."""
        return {change: row for row in self.standing for change in row.changes}

    @cached_property
    def placed(self) -> dict[str, DecisionRow]:
        """Where changes that had lost their place belong instead, by the change's id."""
        return {row.id: row for row in self.standing if row.verdict is Verdict.PLACED}

    @property
    def acts(self) -> tuple[tuple[DecisionRow, ...], ...]:
        """What holds now, the rows of one act together, oldest first."""
        by_act = groupby(self.standing, lambda row: (row.at, row.by, row.verdict, row.reason))
        return tuple(tuple(rows) for _, rows in by_act)

    def turned_down(self, slug: str, before: str, after: str) -> bool:
        """Tell whether a municipality was told no to a wording before.

        Its change may have got another id since, when something beside it was changed.
        """
        for row in self.standing:
            if slug not in row.municipalities or row.old != before:
                continue
            if row.verdict is Verdict.REJECTED and row.new == after:
                return True
            losing = (side.text for side in row.sides if slug in side.municipalities)
            if row.verdict is Verdict.SETTLED and after in losing:
                return True
        return False

    def earlier(self, place: str) -> DecisionRow | None:
        """Return the latest decision, standing or not, about another wording of one place."""
        return next(self._about(place), None)

    def _about(self, place: str) -> Iterator[DecisionRow]:
        for row in reversed(self.decision):
            if any(change.partition("-")[0] == place for change in row.changes):
                yield row

    def with_rows(self, *rows: DecisionRow) -> "Decisions":
        """Return the log with rows added."""
        return Decisions(decision=(*self.decision, *rows))
