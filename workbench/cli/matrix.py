"""The matrix as lines of text, in whatever width there is.

Three ways, the widest that fits: short names over columns of four characters; the names upright
over columns of two; and the same without gaps. A screen reader, which reads a pipe, gets the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

_WIDEST_LABEL, _NARROWEST_LABEL = 44, 14
_LAST = "svar"


@dataclass(frozen=True, slots=True)
class Line:
    """One section's line."""

    label: str
    mark: str
    """Stands after the label and is never cut: open conflicts."""
    signs: tuple[str, ...]
    """One character for each municipality."""
    total: int


def lines(heads: Sequence[str], rows: Sequence[Line], width: int | None) -> Iterator[str]:
    """Lay the matrix out.

    Args:
        heads: The municipalities' short names, of at most three letters.
        rows: The sections.
        width: Characters there are; None for no limit.
    """
    longest = max([len(row.label + row.mark) for row in rows] + [len("Avsnitt")])
    longest = min(longest, _WIDEST_LABEL)
    last = 1 + len(_LAST)
    if width is None or longest + 4 * len(heads) + last <= width:
        yield _line("Avsnitt", longest, (f"{head:3}" for head in heads), " ", _LAST)
        yield from (
            _line(_cut(row, longest), longest, (f"{sign:3}" for sign in row.signs), " ", row.total)
            for row in rows
        )
        return
    gap = " " if _NARROWEST_LABEL + 2 * len(heads) + last <= width else ""
    room = width - last - (1 + len(gap)) * len(heads) - (0 if gap else 1)
    label = max(_NARROWEST_LABEL, min(longest, room))
    upright = list(zip_longest(*heads, fillvalue=" "))
    for number, letters in enumerate(upright, 1):
        final = number == len(upright)
        yield _line("Avsnitt" if final else "", label, letters, gap, _LAST if final else "")
    yield from (_line(_cut(row, label), label, row.signs, gap, row.total) for row in rows)


def _line(
    label: str, width: int, cells: Iterator[str] | Sequence[str], gap: str, last: object
) -> str:
    return f"{label:{width}} {gap.join(cells)} {last}".rstrip()


def _cut(row: Line, width: int) -> str:
    room = width - len(row.mark)
    label = row.label if len(row.label) <= room else row.label[: room - 1] + "…"
    return label + row.mark
