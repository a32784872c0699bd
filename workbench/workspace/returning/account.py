"""How a returned file is to be taken in, and the account of what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.core.reviewing.moves import Move


@dataclass(frozen=True, slots=True)
class ReceiveOptions:
    """How a file is to be taken in."""

    municipality: str = ""
    """Who sent it, by any of its names; empty when the file says."""
    authors: Mapping[str, str] = field(default_factory=dict)
    """What names in Word stand for: `Admin` → `Falun: Eva Ek`."""
    replace: bool = False
    """Let the file replace what the municipality has sent before, also where the two differ."""
    as_found: bool = False
    """Take in sections also where only their words tell which they are."""
    without_pictures: bool = False
    """Leave out pictures, formulas and other things that no text can hold."""
    positions: Mapping[str, str] = field(default_factory=dict)
    """What was meant in an answer form, by section key; empty words for no stand at all."""
    preview: bool = False
    """Only tell what would be taken in."""


@dataclass(frozen=True, slots=True)
class Wording:
    """One change: lines of the text that went out, and what came back instead."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReceivedSection:
    """What came back about one section."""

    key: str
    found_by: str
    """How the section was found, in Swedish."""
    changes: int
    untracked: int
    """How many of them bear no mark in the file."""
    comments: int
    older: bool
    """The copy was made from an earlier version of the text than the present."""
    is_guess: bool = False
    """Only the section's words tell that this is the one."""
    certainty: float = 1.0
    """Share of the section's words that stand there, for a guess; otherwise 1."""
    place: tuple[int, int] = (0, 0)
    """First and last paragraph or table of the section in the file, from 1."""
    wordings: tuple[Wording, ...] = ()
    """The changes in the order of the text."""
    contribution: str = ""
    """What an answer form made of the section, in Swedish; empty for a working copy."""


@dataclass(frozen=True, slots=True)
class Received:
    """What was taken in."""

    municipality: str
    """Its name on screen."""
    version: str
    """Identity of the act; empty when nothing was to be taken in."""
    sections: tuple[ReceivedSection, ...] = ()
    again: bool = False
    """The very same file had been taken in before; nothing was done."""
    remarks: tuple[str, ...] = ()
    moved: tuple[Move, ...] = ()
    """Text that went from one section to another."""
    people: tuple[str, ...] = ()
    """Who at the municipality had a hand in the file, as far as is known."""
    preview: bool = False
    """Nothing was saved: this is what would be taken in."""
