"""A conflict: a place where several wordings stand against each other. A value, not a failure.

Nothing about a conflict is stored. It is worked out from the base and the sides whenever somebody
looks, and comes out the same on every machine; so it can be named by an id, shown, carried, and
settled later by somebody else. What is stored is the settlement.

An id has two halves, `place-wordings`. The first is a digest of the base's text there and of its
neighbours, the second of the wordings that stand against each other. A settlement answers exactly
one question: when a wording changes, the second half changes, the conflict is open again, and the
earlier settlement is shown beside it. Who stands behind a wording does not matter: another
municipality that joins one changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

_PLACE_DIGITS, _WORDING_DIGITS = 8, 6


class How(StrEnum):
    """How a conflict was settled, by the Swedish words for it."""

    CHOSE = "valde en lydelse"
    COMBINED = "sammanförde lydelser"
    REWROTE = "skrev en ny lydelse"
    KEPT = "behöll grundtexten"


@dataclass(frozen=True, slots=True)
class Wording:
    """What one side, or several with the same words, wants a place to say."""

    text: str
    """Empty when they want the place to say nothing: a deletion."""
    names: tuple[str, ...]
    """Sorted, none twice."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What was decided about a conflict, or about a change that nobody disputes."""

    id: str
    """The id of the conflict, or change, as it was when it was settled."""
    text: str
    """What the place shall say; empty for nothing."""
    how: How = How.REWROTE

    @property
    def place(self) -> str:
        """The half of the id that stays when the wordings change."""
        return self.id.partition("-")[0]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two or more wordings for one place. The merged text says there what the base says."""

    id: str
    base: str
    """What the base says; empty when the wordings are all new."""
    sides: tuple[Wording, ...]
    """The wordings that differ from the base, sorted by their names; and the base's own, with those
    who have moved it, or worked under it, while others deleted or rewrote it."""
    start: int
    """Where the base's words stand in the merged text, in characters from 0."""
    end: int
    line: int
    """The line of `start` in the merged text, from 1."""
    earlier: Settlement | None = None
    """How this place was settled before a wording changed."""

    @property
    def place(self) -> str:
        """The half of the id that stays when the wordings change."""
        return self.id.partition("-")[0]


def place_digest(base: str, before: str, after: str, occurrence: int) -> str:
    """Name a place by what stands there and beside it in the base.

    Args:
        base: What the base says there.
        before: The unit before it; empty at the start.
        after: The unit after it; empty at the end.
        occurrence: How many places earlier in the text look exactly the same.
    """
    return _digest((base, before, after, str(occurrence)), _PLACE_DIGITS)


def wordings_digest(texts: Iterable[str]) -> str:
    """Name a set of wordings; neither their order nor repetition matters."""
    return _digest(sorted(set(texts)), _WORDING_DIGITS)


def _digest(texts: Iterable[str], digits: int) -> str:
    joined = "".join(f"{len(text)}:{text}" for text in texts)
    return sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
