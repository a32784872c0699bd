"""How far the work has come: the matrix of sections and municipalities, and its sums.

Every figure here is counted from the response; nothing is estimated.
"""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from workbench.core.adoption import BEHIND, Adoption
from workbench.core.outline import STANDING
from workbench.core.party import Joins
from workbench.core.position import Lean, Position, lean
from workbench.core.response import Response, Round


@dataclass(frozen=True, slots=True)
class Row:
    """One section of the matrix."""

    key: str
    heading: str
    positions: dict[str, Position | None]
    """By slug, for those who have answered; None is an answer without a position."""
    missing: tuple[str, ...]
    """Slugs of the taking-part municipalities that have not answered."""
    agreed: Position | None
    has_text: bool
    """There is an agreed text."""
    words: int
    """Words of the agreed text."""
    conflicts: int = 0
    """Open conflicts of the agreed text."""

    @property
    def answers(self) -> int:
        """How many have answered."""
        return len(self.positions)

    @property
    def is_divided(self) -> bool:
        """Whether some are for and some against."""
        leans = {lean(position) for position in self.positions.values() if position}
        return Lean.AGAINST in leans and bool(leans & {Lean.FOR, Lean.WITH_RESERVATION})

    @property
    def wants_text(self) -> bool:
        """Whether somebody has answered and there is no agreed text."""
        return bool(self.answers) and not self.has_text

    @property
    def wants_agreement(self) -> bool:
        """Whether they are divided and no text says what they agree on."""
        return self.is_divided and not self.has_text


class AdoptionState(StrEnum):
    """Where a municipality stands with its own decision; decided and expected never mix."""

    NOT_ANSWERED = "ej svarat"
    EXPECTED = "förväntat"
    STANDS_BEHIND = "står bakom"
    WITH_CONDITIONS = "står bakom med förbehåll"
    WITH_DEVIATION = "står bakom med avvikelse"
    SENT_BACK = "återremiss"
    ABSTAINS = "avstår"
    DECLINES = "står inte bakom"


@dataclass(frozen=True, slots=True)
class Status:
    """The state of a response at a moment."""

    rows: tuple[Row, ...]
    """The report's sections, in its order."""
    standing: tuple[Row, ...]
    """The standing parts (allmänna synpunkter …) that somebody has written in."""
    taking_part: tuple[str, ...]
    """Slugs of the municipalities that are asked: all but those that declined to join."""
    answered_by: dict[str, int]
    """Number of answered sections by slug."""
    adoption: dict[str, AdoptionState]
    """By slug, every municipality once."""
    days_left: int | None
    """Whole days until the answer is due; negative when it is late; None when not known."""
    next_round: Round | None
    """The first round that has not closed."""

    @property
    def contributions(self) -> int:
        """All contributions to the report's sections; standing parts are not counted."""
        return sum(row.answers for row in self.rows)

    @property
    def cells(self) -> int:
        """How many contributions there would be if everybody answered everything."""
        return len(self.rows) * len(self.taking_part)

    @property
    def silent(self) -> tuple[str, ...]:
        """Slugs of those that have answered nothing at all, under any heading."""
        heard = {slug for row in (*self.rows, *self.standing) for slug in row.positions}
        return tuple(slug for slug in self.taking_part if slug not in heard)

    @property
    def heard(self) -> int:
        """How many of those taking part have said something."""
        return len(self.taking_part) - len(self.silent)

    @property
    def behind(self) -> int:
        """How many have decided to stand behind the answer, in whatever way."""
        return sum(state in BEHIND_STATES for state in self.adoption.values())

    @property
    def decided(self) -> int:
        """How many have decided, whatever they decided; what is expected is not decided."""
        waiting = {AdoptionState.NOT_ANSWERED, AdoptionState.EXPECTED}
        return sum(state not in waiting for state in self.adoption.values())

    @property
    def disputed(self) -> tuple[Row, ...]:
        """The rows with open conflicts, standing parts first."""
        return tuple(row for row in (*self.standing, *self.rows) if row.conflicts)

    @property
    def conflicts(self) -> int:
        """All open conflicts."""
        return sum(row.conflicts for row in self.disputed)

    @property
    def share(self) -> int:
        """How much of what could be contributed has been, in whole per cent."""
        return round(100 * self.contributions / self.cells) if self.cells else 0

    @property
    def undecided(self) -> tuple[str, ...]:
        """Slugs of those whose decision is waited for: none yet, or sent back."""
        return tuple(slug for slug, state in self.adoption.items() if state in _UNDECIDED)

    def adoption_counts(self) -> dict[AdoptionState, int]:
        """Count the municipalities in each state; the sum is all municipalities."""
        counts = Counter(self.adoption.values())
        return {state: counts[state] for state in AdoptionState}


_UNDECIDED = {AdoptionState.NOT_ANSWERED, AdoptionState.EXPECTED, AdoptionState.SENT_BACK}

BEHIND_STATES = frozenset(AdoptionState(stance.value) for stance in BEHIND)


def adoption_state(adoption: Adoption | None) -> AdoptionState:
    """Tell where a municipality stands: its decision when there is one, else what is expected."""
    if adoption is None or (adoption.decision is None and adoption.expected is None):
        return AdoptionState.NOT_ANSWERED
    if adoption.decision is None:
        return AdoptionState.EXPECTED
    return AdoptionState(adoption.decision.stance.value)


def status(
    response: Response, now: dt.datetime, *, conflicts: dict[str, int] | None = None
) -> Status:
    """Count a response.

    Args:
        response: The response.
        now: Local time in Sweden, without zone.
        conflicts: Open conflicts by section key.
    """
    taking_part = tuple(
        slug for slug, m in response.municipalities.items() if m.joins is not Joins.NO
    )
    everything = [
        _row(response, key, taking_part, (conflicts or {}).get(key, 0)) for key in response.sections
    ]
    rows = tuple(row for row in everything if row.key not in STANDING)
    due = response.facts.referral.due
    open_rounds = [round_ for round_ in response.facts.rounds if round_.closes >= now]
    return Status(
        rows=rows,
        standing=tuple(row for row in everything if row.key in STANDING),
        taking_part=taking_part,
        answered_by={slug: sum(slug in row.positions for row in rows) for slug in taking_part},
        adoption={
            slug: adoption_state(response.adoptions.get(slug)) for slug in response.municipalities
        },
        days_left=(due - now.date()).days if due else None,
        next_round=min(open_rounds, key=lambda round_: round_.closes, default=None),
    )


def _row(response: Response, key: str, taking_part: tuple[str, ...], conflicts: int) -> Row:
    given = response.contributions_to(key)
    positions = {
        slug: given[slug].position
        for slug in taking_part
        if slug in given and given[slug].says_something
    }
    text = response.agreed.get(key)
    return Row(
        key=key,
        heading=response.outline.heading(key) if response.outline.knows(key) else "",
        positions=positions,
        missing=tuple(slug for slug in taking_part if slug not in positions),
        agreed=text.position if text else None,
        has_text=bool(text and text.text.strip()),
        words=len(text.text.split()) if text else 0,
        conflicts=conflicts,
    )
