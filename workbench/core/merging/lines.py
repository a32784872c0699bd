"""Versions compared line by line, the way Git does it; never to decide what a text says.

Sentences decide what is merged. Lines know two things that sentences do not: how a text is laid
out where every side's changes lie on lines of their own, and, of two things that were put between
the same two sentences, which one stood before a blank line and which one after it.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from workbench.core.merging.matching import equal_pairs


class Hunk(NamedTuple):
    """Lines of the base, and what one version has instead of them."""

    start: int
    """The first of the base's lines, from 0."""
    stop: int
    """The line after the last of them; `start` where lines were only put in."""
    lines: tuple[str, ...]
    """With their line ends."""


def lines(text: str) -> list[str]:
    """Return the lines of a text with their line ends; the last one may have none."""
    found = [line + "\n" for line in text.split("\n")]
    last = found.pop()[:-1]
    return [*found, last] if last else found


class Layout:
    """Where the lines of one version stand in the base."""

    def __init__(self, base: Sequence[str], version: Sequence[str]) -> None:
        """Compare the lines of a version with those of the base."""
        self.hunks = tuple(_hunks(base, version))
        self._starts: list[int] = []
        moved = 0  # how many lines more the version has before the hunk
        for hunk in self.hunks:
            self._starts.append(hunk.start + moved)
            moved += len(hunk.lines) - (hunk.stop - hunk.start)

    def place(self, line: int) -> tuple[int, bool]:
        """Return the line of the base at which a line of the version stands.

        Returns:
            The line, and whether it stands on it; otherwise it was put in before that line.
        """
        number = bisect_right(self._starts, line) - 1
        if number < 0:
            return line, True
        hunk, offset = self.hunks[number], line - self._starts[number]
        if offset < len(hunk.lines):
            within = min(hunk.start + offset, hunk.stop)
            return within, within < hunk.stop
        return hunk.stop + offset - len(hunk.lines), True


def merged_by_line(base: Sequence[str], versions: Sequence[Layout]) -> str | None:
    """Merge versions whose changes do not come near each other.

    Returns:
        The merged text; `None` when two versions changed the same or adjoining lines differently.
    """
    merged: list[str] = []
    edge = -1
    for start, stop, lines in sorted({hunk for version in versions for hunk in version.hunks}):
        if start <= edge:
            return None
        merged += base[max(0, edge) : start]
        merged += lines
        edge = stop
    return "".join([*merged, *base[max(0, edge) :]])


def _hunks(base: Sequence[str], version: Sequence[str]) -> list[Hunk]:
    """Find what differs; of equal lines side by side, the last ones came or went, as with Git."""
    hunks: list[Hunk] = []
    for hunk in reversed(list(_differences(base, version))):
        start, stop, lines = _slid(hunk, base, hunks[-1].start if hunks else len(base))
        if hunks and stop == hunks[-1].start:
            following = hunks.pop()
            stop, lines = following.stop, lines + following.lines
        hunks.append(Hunk(start, stop, lines))
    return hunks[::-1]


def _differences(base: Sequence[str], version: Sequence[str]) -> Iterator[Hunk]:
    edge = other_edge = 0
    for place, other in [*equal_pairs(base, version), (len(base), len(version))]:
        if edge < place or other_edge < other:
            yield Hunk(edge, place, tuple(version[other_edge:other]))
        edge, other_edge = place + 1, other + 1


def _slid(hunk: Hunk, base: Sequence[str], end: int) -> Hunk:
    """Say the same of lines further down, as far as `end`."""
    start, stop, lines = hunk
    if start < stop and lines:
        return hunk
    offset = 0
    while stop + offset < end and base[stop + offset] == (
        lines[offset % len(lines)] if lines else base[start + offset]
    ):
        offset += 1
    turned = offset % (len(lines) or 1)
    return Hunk(start + offset, stop + offset, lines[turned:] + lines[:turned])
