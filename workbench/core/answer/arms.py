"""The arms on the letterhead: whose they are, and how one to sixty of them stand in rows.

They lie in the folder `arms` of the response, one PNG a municipality by its slug, and
`avsandare.png` for those who answer together (a county, an association of municipalities).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.core.answer.picture import read_picture
from workbench.core.document import Picture
from workbench.core.response import Response

FOLDER = "arms"
SENDER = "avsandare"
"""Name of the file with the arms of the sender itself."""

_ENDING = ".png"

Arms = Mapping[str, Picture]
"""Pictures by slug, or `SENDER`."""

_TALLEST = 907  # twips, 16 mm
_NARROWEST = 510  # room for one in a row, 9 mm
_WIDEST_GAP = 170  # between two, 3 mm


def read_arms(files: Mapping[str, bytes]) -> dict[str, Picture]:
    """Read the arms among a response's files.

    Args:
        files: Content by path; other paths are left alone.

    Raises:
        InputError: A picture cannot be used; the first in the order of their names.
    """
    found = {}
    for path in sorted(files):
        folder, _, name = path.rpartition("/")
        if folder == FOLDER and name.endswith(_ENDING):
            found[name.removesuffix(_ENDING)] = read_picture(files[path], path)
    return found


def arms_of(response: Response, arms: Arms, slugs: Iterable[str]) -> tuple[Picture, ...]:
    """Return the arms to show, with what they are for somebody who cannot see them.

    Args:
        response: The response.
        arms: What there is.
        slugs: Municipalities in the order that they are shown; one without arms is passed over.
    """
    shown = []
    if SENDER in arms:
        sender = response.facts.response.name or "avsändaren"
        shown.append(replace(arms[SENDER], description=f"Vapen för {sender}"))
    for slug in slugs:
        if slug in arms:
            name = response.municipalities[slug].official_name
            genitive = name if name.endswith(("s", "x", "z")) else f"{name}s"
            shown.append(replace(arms[slug], description=f"{genitive} vapen"))
    return tuple(shown)


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
