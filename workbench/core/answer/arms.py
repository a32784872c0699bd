"""The arms on the letterhead: whose they are. How they stand there is in `core.arms`.

They lie in the folder `arms` of the response, one PNG a municipality by its slug, and
`avsandare.png` for those who answer together (a county, an association of municipalities).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from workbench.core.answer.picture import read_picture
from workbench.core.document import Picture
from workbench.core.response import Response

FOLDER = "arms"
SENDER = "avsandare"
"""Name of the file with the arms of the sender itself."""

_ENDING = ".png"

Arms = Mapping[str, Picture]
"""Pictures by slug, or `SENDER`."""


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
