"""Breaking a paragraph into lines, as an office program does it: first fit, ragged right.

A line may be broken at a space, which then hangs outside the measure, and inside a word after a
hyphen, a dash or a slash. Nothing is hyphenated.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from workbench.word.writer.metrics import Type

_INSIDE = re.compile(
    r"(?:[-–—\u2010|…!?\u00ad]|(?<!\d)\\|\\(?!\d))(?![-–—\u2010|…!?/\\\s)\]}.,;:\"'”’»%])(?=.)"
    r"|[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60\U00020000-\U0003ffff](?=[^\s)\].,;:!?、。」』])"
    r"|\u200b(?=.)"
)
"""Where a word may be divided: after each match.

Source: Unicode Standard Annex 14 as LibreOffice applies it, tried character by character.
"""
_LAST_RESORT = re.compile(r"(?<!\d)/(?=[^/])|/(?=[^/\d])")
"""Where a word that fills a whole line is cut first of all; addresses have nothing else."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one type inside a paragraph of several."""

    text: str
    type: Type
    note: bool = False
    """Whether this is the mark of a footnote, whose line must be known."""


def count(text: str, face: Type, first: int, rest: int) -> int:
    """Return how many lines a text of a single type takes.

    Args:
        text: The whole paragraph.
        face: The type that it is set in.
        first: Measure of the first line, in the unit of `metrics`.
        rest: Measure of the lines after it.
    """
    text = text.rstrip(" ")
    if "  " in text:  # several spaces hang at the end of a line together
        return set_mixed([Stretch(text, face)], first, rest)[0]
    words = text.split(" ")
    space = face.space
    ends = list(accumulate(map(face.spaced.__getitem__, words)))
    if ends[-1] - space <= first:
        return 1
    lines, start, origin, limit = 1, 0, 0, first
    while True:
        # every word that ends within the measure; the space after the last may hang outside
        fitting = bisect_right(ends, origin + limit + space, start)
        if fitting == len(words):
            return lines
        word = words[fitting]
        set_up_to = ends[fitting - 1] if fitting else 0
        alone = origin == set_up_to
        if alone or face[word] > rest or len(pieces_of(word)) > 1:
            room = origin + limit - set_up_to
            more, used = _divided(word, face, room, rest, alone=alone)
            # where the current line would begin, had its first words been as wide as what is on it
            origin = ends[fitting] - space - used
        else:  # the word goes whole to the next line
            more, origin = 1, set_up_to
        if more:
            lines, limit = lines + more, rest
        start = fitting + 1


def _divided(word: str, face: Type, room: int, rest: int, *, alone: bool) -> tuple[int, int]:
    """Lay a word that is wider than the room left on its line.

    Returns:
        How many lines were begun, and the width of what stands on the last of them.
    """
    lines, used, empty = 0, 0, alone
    for piece in pieces_of(word):
        width = face[piece]
        if used + width <= room:
            used += width
        else:
            if not empty:
                lines, used, room = lines + 1, 0, rest
            if width > room:
                more, used = _cut(piece, face, room, rest)
                lines, room = lines + more, rest if more else room
            else:
                used = width
        empty = False
    return lines, used


def _cut(piece: str, face: Type, room: int, rest: int) -> tuple[int, int]:
    """Lay a piece that fits on no line: after a slash if there is one, else anywhere."""
    lines, used, at = 0, 0, 0
    slashes = [found.end() for found in _LAST_RESORT.finditer(piece)]
    begun = 0  # where in the piece the current line begins
    while at < len(piece):
        width = face[piece[at]]
        if at > begun and used + width > room:
            begun = max((s for s in slashes if begun < s <= at), default=at)
            lines, used, room = lines + 1, 0, rest
            at = begun
        else:
            used += width
            at += 1
    return lines, used


@lru_cache(maxsize=50_000)
def pieces_of(word: str) -> tuple[str, ...]:
    """Divide a word at the places inside it where a line may end."""
    pieces, start = [], 0
    for found in _INSIDE.finditer(word):
        pieces.append(word[start : found.end()])
        start = found.end()
    return (*pieces, word[start:])


def divide(text: str, face: Type, first: int, rest: int) -> list[str]:
    """Return a text line by line; the space that a line ends at is left out.

    A word that is wider than a line stays whole.
    """
    lines: list[str] = []
    line, used, room = "", 0, first
    for word in text.split(" "):
        gap = face.space if line else 0
        for piece in pieces_of(word):
            width = face[piece]
            if line and used + gap + width > room:
                lines.append(line)
                line, used, gap, room = "", 0, 0, rest
            line += (" " if gap else "") + piece
            used += gap + width
            gap = 0
    return [*lines, line]


def set_mixed(
    stretches: Sequence[Stretch | None], first: int, rest: int
) -> tuple[int, tuple[int, ...]]:
    """Set a paragraph of several types; None is a forced line break.

    Returns:
        How many lines it takes, and the line (from 0) of each footnote mark in order.
    """
    setter = _Setter(first, rest)
    for stretch in stretches:
        if stretch is None:
            setter.break_line()
        else:
            setter.lay(stretch)
    setter.end()
    return setter.lines, tuple(setter.notes)


class _Setter:
    """Sets stretch after stretch; a word may go on from one stretch into the next."""

    def __init__(self, first: int, rest: int) -> None:
        self.lines = 1
        self.notes: list[int] = []
        self._limit = first
        self._rest = rest
        self._used = 0
        self._spaces = 0  # width of the spaces after what is set on the line
        self._piece: list[tuple[str, Type]] = []  # what must stay together, not set yet
        self._waiting_notes = 0

    def lay(self, stretch: Stretch) -> None:
        """Set a stretch, but for its last piece, which may go on in the next one."""
        head, *others = stretch.text.split(" ")
        self._grow(head, stretch.type)
        self._waiting_notes += stretch.note
        for word in others:
            self._place()
            self._spaces += stretch.type.space
            self._grow(word, stretch.type)

    def break_line(self) -> None:
        """End the line here."""
        self._place()
        self._new_line()

    def end(self) -> None:
        """Set what is left."""
        self._place()

    def _grow(self, word: str, face: Type) -> None:
        *whole, last = pieces_of(word)
        for piece in whole:
            self._piece.append((piece, face))
            self._place()
        if last:
            self._piece.append((last, face))

    def _place(self) -> None:
        width = sum(face[text] for text, face in self._piece)
        if self._piece:
            slant = self._piece[-1][1].slant
            if self._used and self._used + self._spaces + width > self._limit - slant:
                self._new_line()
        if self._piece:
            self._set(width)
        self.notes += [self.lines - 1] * self._waiting_notes
        self._waiting_notes = 0

    def _set(self, width: int) -> None:
        if self._used + self._spaces + width <= self._limit:
            self._used += self._spaces + width
        else:  # alone on its line and still too wide
            for text, face in self._piece:
                more, self._used = _cut(text, face, self._limit - self._used, self._rest)
                self.lines += more
                self._limit = self._rest if more else self._limit
        self._spaces = 0
        self._piece = []

    def _new_line(self) -> None:
        self.lines += 1
        self._used = 0
        self._spaces = 0
        self._limit = self._rest
