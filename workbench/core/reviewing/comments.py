"""What is said beside the agreed text, in threads that are about a sentence or the whole section.

Every party adds to files of its own, so a thread is put together from several. An entry is about
the sentence that it quotes; when the text has moved on, the thread is shown where that sentence now
stands, and where it is gone the thread stays, without a place.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from pydantic import Field

from workbench.core.merging.alignment import bag, likeness
from workbench.core.stored import Filled, Line, Stored

_SAME_SENTENCE = 0.4  # share of words from which an edited sentence is still the quoted one


class Comment(Stored):
    """One entry of a thread."""

    id: Filled
    by: Filled
    """Who wrote it, as acts are signed."""
    at: dt.datetime
    """Local time in Sweden, without zone."""
    text: str = ""
    quote: Line = ""
    """The sentence that the thread is about; empty for the whole section, and in answers."""
    answers: Line = ""
    """Id of the thread's first entry; empty for a first one."""
    resolves: bool = False
    """With this entry the thread is done, until somebody writes in it again."""

    @property
    def words(self) -> str:
        """What is said; an entry without a text says only that the thread is done, or open."""
        return self.text or ("(löst)" if self.resolves else "(öppnad igen)")


class Comments(Stored):
    """One file `municipalities/<slug>/comments/<section>.toml`, oldest first."""

    comment: tuple[Comment, ...] = Field(default=(), strict=False)

    def with_comment(self, comment: Comment) -> "Comments":
        """Return the file with an entry added."""
        return Comments(comment=(*self.comment, comment))


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry with whose file it stands in."""

    slug: str
    received: bool
    """Written by the coordinator: a comment, or taken in on the municipality's behalf."""
    comment: Comment


@dataclass(frozen=True, slots=True)
class Thread:
    """A first entry and its answers."""

    first: Entry
    answers: tuple[Entry, ...]
    """Oldest first."""
    line: int | None
    """Where the quoted sentence stands in the present text, from 1; None for the whole section
    and for a thread that has lost its place."""
    orphan: bool
    """The quoted sentence is gone."""

    @property
    def id(self) -> str:
        """The first entry's id."""
        return self.first.comment.id

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that was said, oldest first."""
        return (self.first, *self.answers)

    @property
    def resolved(self) -> bool:
        """Whether the last word was that it is done."""
        return self.answers[-1].comment.resolves if self.answers else False


def comment_id(by: str, at: dt.datetime, text: str) -> str:
    """Name an entry by who wrote what, and when."""
    return "c" + sha256(f"{by}\n{at.isoformat()}\n{text}".encode()).hexdigest()[:8]


def threads(entries: Iterable[Entry], text: str) -> tuple[Thread, ...]:
    """Put threads together, in the order of the text; those about no sentence last.

    An answer to an entry that is not there begins a thread of its own, so that none is lost.

    Args:
        entries: All of a section's.
        text: The agreed text as it stands.
    """
    ordered = sorted(entries, key=lambda entry: (entry.comment.at, entry.comment.id))
    firsts = {entry.comment.id: entry for entry in ordered if not entry.comment.answers}
    for entry in ordered:
        if entry.comment.answers and entry.comment.answers not in firsts:
            firsts[entry.comment.id] = entry
    found = []
    for first in firsts.values():
        line = _line_of(first.comment.quote, text)
        answers = tuple(entry for entry in ordered if entry.comment.answers == first.comment.id)
        orphan = bool(first.comment.quote) and line is None
        found.append(Thread(first, answers, line, orphan))
    return tuple(sorted(found, key=lambda t: (t.line is None, t.line or 0, t.first.comment.at)))


def _line_of(quote: str, text: str) -> int | None:
    if not quote:
        return None
    lines = [" ".join(line.split()) for line in text.split("\n")]
    if quote in lines:
        return lines.index(quote) + 1
    containing = [number for number, line in enumerate(lines, 1) if quote in line]
    if len(containing) == 1:
        return containing[0]
    words = bag(quote)
    best = max(((likeness(words, bag(line)), -n) for n, line in enumerate(lines, 1)), default=None)
    return -best[1] if best and best[0] >= _SAME_SENTENCE else None
