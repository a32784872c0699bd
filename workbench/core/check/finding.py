"""A finding: one thing about an answer that somebody should look at before it is sent."""

from dataclasses import dataclass, replace
from enum import StrEnum

from workbench.core.language.swedish import counted


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "fel"
    """The document that is sent would be wrong. Blocks the export until settled or overridden."""
    WARNING = "varning"
    """Doubtful: somebody has to look and decide."""
    NOTE = "upplysning"
    """Style and things worth knowing."""

    @property
    def rank(self) -> int:
        """Place in the order of showing; the heaviest is 0."""
        return _RANKS[self]

    @property
    def lighter(self) -> "Severity":
        """The next lighter severity; a note stays a note."""
        return Severity.WARNING if self is Severity.ERROR else Severity.NOTE

    @property
    def sign(self) -> str:
        """One character to stand before a finding."""
        return _SIGNS[self]

    @property
    def blocks(self) -> bool:
        """Whether a document with such a finding is not sent without a reason."""
        return self is Severity.ERROR

    def counted(self, number: int) -> str:
        """Write how many: `2 varningar`."""
        return counted(number, _FORMS[self])


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}
_SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "△", Severity.NOTE: "·"}
_FORMS = {
    Severity.ERROR: ("fel", "fel"),
    Severity.WARNING: ("varning", "varningar"),
    Severity.NOTE: ("upplysning", "upplysningar"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands."""

    file: str
    """Path in the response's folder (`core.places`)."""
    section: str = ""
    """Key of the section or standing part; empty when it is about none."""
    municipality: str = ""
    """Slug of the municipality; empty when it is about none."""
    line: int | None = None
    """Line of the text from 1, not counting the front matter; None for the whole file."""

    def at(self, line: int) -> "Place":
        """Return the same place at one of its lines."""
        return replace(self, line=line)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at."""

    code: str
    """Stable name of the kind of finding; `docs/kontroller.md` describes each."""
    severity: Severity
    place: Place
    message: str
    """What is wrong, one Swedish sentence."""
    advice: str
    """What to do about it, Swedish."""
    quote: str = ""
    """The words it is about, as they stand; empty when it is about what is missing."""
