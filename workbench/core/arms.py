"""How one to sixty arms stand on a letterhead, the same in every format.

Apart from whose they are (`core.answer.arms`), so that what writes a file needs no response.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.document import Picture

_TALLEST = 907  # twips, 16 mm
_NARROWEST = 510  # room for one in a row, 9 mm
_WIDEST_GAP = 170  # between two, 3 mm


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture with its place in a row. Lengths in twips."""

    picture: Picture
    left: int
    """From the beginning of the row."""
    width: int
    height: int


def rows(pictures: Sequence[Picture], width: int) -> tuple[tuple[Placed, ...], ...]:
    """Lay arms out in as few rows as they can be told apart in, as many in each.

    Args:
        pictures: In order.
        width: Of a row, in twips.
    """
    if not pictures:
        return ()
    number = -(-len(pictures) // max(width // _NARROWEST, 1))
    in_a_row = -(-len(pictures) // number)
    cell = width // in_a_row
    gap = min(_WIDEST_GAP, cell // 6)
    sizes = [_fitted(picture, cell - gap) for picture in pictures]
    step = min(cell, max(wide for wide, _ in sizes) + gap)
    placed = [
        Placed(picture, at % in_a_row * step, *size)
        for at, (picture, size) in enumerate(zip(pictures, sizes, strict=True))
    ]
    return tuple(tuple(placed[at : at + in_a_row]) for at in range(0, len(placed), in_a_row))


def _fitted(picture: Picture, room: int) -> tuple[int, int]:
    """Return width and height of a picture that is as large as it may be."""
    tallest = min(_TALLEST, room * 5 // 4)
    width = tallest * picture.width // picture.height
    if width <= room:
        return max(width, 1), tallest
    return room, max(room * picture.height // picture.width, 1)
