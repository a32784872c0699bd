"""What a check has to be told beside the response: the moment, and what others have counted."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Misspelling(NamedTuple):
    """A word that a speller does not know."""

    line: int
    """Line of the text, from 1."""
    word: str
    suggestions: tuple[str, ...] = ()
    """The likeliest first."""


class Unrevised(NamedTuple):
    """What a municipality let stand when it revised other contributions."""

    round: str
    """Name of the step of the work that had closed."""
    revised: int
    """Contributions that it changed afterwards."""
    sections: tuple[str, ...]
    """Keys of those that stand as they did."""


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one check. Everything but the moment may be left out."""

    now: dt.datetime
    """Local time in Sweden, without zone."""
    open_conflicts: Mapping[str, int] = field(default_factory=dict)
    """Number of open conflicts by section key."""
    pending_changes: Mapping[str, int] = field(default_factory=dict)
    """Number of proposed changes that nobody has accepted or rejected, by section key."""
    contradictions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Slugs whose contributions somebody has marked as contradicting each other, by section."""
    adopted_differs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Sections whose text differs from the version that the municipality adopted, by slug."""
    misspelt: Mapping[str, tuple[Misspelling, ...]] = field(default_factory=dict)
    """What a speller did not know in the agreed text, by section key (`check.spelling`)."""
    attachments: tuple[str, ...] = ()
    """What goes along, each by its name: `Bilaga 1 Särskilda yttranden`, `Bilaga A.pdf`."""
    annexes: tuple[str, ...] = ()
    """Annexes that the answer itself makes, by name: `Bilaga 2: Yttrande från Falu kommun`."""
    unmerged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Slugs that have said something new since the agreed text was made, by section."""
    unrevised: Mapping[str, Unrevised] = field(default_factory=dict)
    """By slug: what stands since an earlier step though the municipality revised other texts."""
    other_template: tuple[str, ...] = ()
    """Names of documents that were made with another template than the one in use."""
    dated: dt.date | None = None
    """The day that is to stand on the answer, where somebody chose one."""
    sent: dt.date | None = None
    """The day the answer was sent; the deadline is compared with it once it is known."""

    @property
    def day(self) -> dt.date:
        """The day that the answer bears: when it was sent, otherwise today."""
        return self.sent or self.now.date()
