"""A difference as it grows: what is kept, deleted and inserted, in reading order.

Lines and words are written alike: elements with a separator between them, and the changes that make
one text of the other. How elements that became others are shown is left to whoever knows them.
"""

from collections.abc import Callable
from enum import Enum
from functools import partial

from workbench.core.merging.changes import Compared


class Kind(Enum):
    """What became of a piece of text. The values are those of diff-match-patch."""

    DELETED = -1
    KEPT = 0
    INSERTED = 1


class Piece(tuple[Kind, str]):
    """A stretch of text that was kept, deleted or inserted.

    Named by hand: importing typing for it would cost a tenth of a short comparison.
    """

    __slots__ = ()

    def __new__(cls, kind: Kind, text: str) -> "Piece":
        """Make one of what became of a text, and the text."""
        return super().__new__(cls, (kind, text))

    @property
    def kind(self) -> Kind:
        """What became of it."""
        return self[0]

    @property
    def text(self) -> str:
        """What it says."""
        return self[1]


_AS_PIECE = partial(tuple.__new__, Piece)  # without a call of ours for each of thousands
_DELETED, _KEPT, _INSERTED = Kind  # a member's own name costs more than a short comparison


class Script:
    """A difference as it grows: neighbours of a kind joined, deletions before insertions."""

    __slots__ = ("_deleted", "_inserted", "_kept", "_pieces")

    def __init__(self) -> None:
        self._pieces: list[tuple[Kind, str]] = []
        self._kept: list[str] = []
        self._deleted: list[str] = []
        self._inserted: list[str] = []

    def keep(self, text: str) -> None:
        """Add what both texts have."""
        if text:
            if self._deleted or self._inserted:
                self._end_change()
            self._kept.append(text)

    def change(self, old: str, new: str) -> None:
        """Add what only the earlier text has, and what only the later one has."""
        if self._kept and (old or new):
            self._pieces.append((_KEPT, "".join(self._kept)))
            self._kept = []
        if old:
            self._deleted.append(old)
        if new:
            self._inserted.append(new)

    def pieces(self) -> tuple[Piece, ...]:
        """Return the whole of it, none empty, no two of a kind beside each other."""
        self._end_change()
        if self._kept:
            self._pieces.append((_KEPT, "".join(self._kept)))
        return tuple(map(_AS_PIECE, self._pieces))

    def _end_change(self) -> None:
        if self._deleted:
            self._pieces.append((_DELETED, "".join(self._deleted)))
            self._deleted = []
        if self._inserted:
            self._pieces.append((_INSERTED, "".join(self._inserted)))
            self._inserted = []


Rewrite = Callable[[Script, list[str], list[str]], None]


def write(script: Script, compared: Compared, separator: str, rewrite: Rewrite) -> None:
    """Write two texts as what is kept and what changed.

    Lines or words that come or go take the separator after them along, the last ones that before
    them.

    Args:
        script: What is written to.
        compared: The two texts.
        separator: What stands between their lines, or words.
        rewrite: Writes those that became others.
    """
    old, new, changes = compared.old, compared.new, compared.changes
    edge, last = 0, len(old)
    lead = ""  # the separator that is still to be written
    for start, end, other_start, other_end in changes:
        if edge < start:
            script.keep(lead + separator.join(old[edge:start]))
            lead = separator
        edge = end
        if start < end and other_start < other_end:
            script.keep(lead)
            rewrite(script, old[start:end], new[other_start:other_end])
            lead = separator
            continue
        text = separator.join(old[start:end] or new[other_start:other_end])
        if end < last:
            script.keep(lead)
            lead, text = "", text + separator
        else:
            text = lead + text
        script.change(text if start < end else "", text if start == end else "")
    if edge < last:
        script.keep(lead + separator.join(old[edge:]))
