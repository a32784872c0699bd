"""Merging line by line, the way Git does it; here only to find out how a merged text is laid out.

Where every side's changes lie on lines of their own, with an untouched line between them, there
is no doubt about any blank line or indentation. What stands on the lines is decided elsewhere.
"""

from collections.abc import Iterator, Sequence

from workbench.core.merging.matching import equal_pairs

_Hunk = tuple[int, int, tuple[str, ...]]
"""Lines of the base from and up to, and what one side has instead."""


def merged_by_line(base: str, versions: Sequence[str]) -> str | None:
    """Merge versions whose changes do not come near each other.

    Returns:
        The merged text; `None` when two versions changed the same or adjoining lines differently.
    """
    lines = base.split("\n")
    hunks = sorted({hunk for version in versions for hunk in _hunks(lines, version.split("\n"))})
    merged: list[str] = []
    edge = -1
    for start, end, text in hunks:
        if start <= edge:
            return None
        merged += lines[max(0, edge) : start]
        merged += text
        edge = end
    return "\n".join(merged + lines[max(0, edge) :])


def _hunks(lines: Sequence[str], version: Sequence[str]) -> Iterator[_Hunk]:
    edge = other_edge = 0
    for place, other in [*equal_pairs(lines, version), (len(lines), len(version))]:
        if edge < place or other_edge < other:
            yield edge, place, tuple(version[other_edge:other])
        edge, other_edge = place + 1, other + 1
