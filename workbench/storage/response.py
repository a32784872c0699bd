"""A response out of its files: bytes by path become one value.

After an act one file of some hundred says something new. What a file was read as is therefore kept
by its content: values are frozen, so the same one may stand in many responses.
"""

from collections.abc import Mapping
from functools import lru_cache

from workbench.core import places
from workbench.core.adoption import Adoption
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import Outline
from workbench.core.response import FORMAT, Deviation, Facts, Response
from workbench.core.reviewing.decisions import Way
from workbench.errors import InputError
from workbench.storage import texts, toml


def read_facts(data: bytes) -> Facts:
    """Read `response.toml`.

    Raises:
        InputError: It cannot be read, or a newer program wrote it.
    """
    _check_format(data)
    return _facts(data)


def read_response(files: Mapping[str, bytes]) -> Response:
    """Read everything there is.

    Args:
        files: Content by path, as `core.places` names them; other paths are left alone.

    Raises:
        InputError: A file cannot be read as it stands; the first in the order of their names.
    """
    if places.FACTS not in files:
        raise InputError(
            "filen saknas, så mappen är inget remissvar",
            file=places.FACTS,
            hint="Skapa ett med remiss new MAPP, eller gå till rätt mapp.",
        )
    facts = read_facts(files[places.FACTS])
    outline = _outline(files.get(places.OUTLINE, b""))
    contributions: dict[tuple[str, str], Contribution] = {}
    agreed: dict[str, AgreedText] = {}
    adoptions: dict[str, Adoption] = {}
    deviations: dict[str, tuple[Deviation, ...]] = {}
    # What a municipality wrote itself comes after, and so before, what was taken in for it.
    for path in sorted(files, key=lambda path: ("/received/" not in path, path)):
        place = places.place(path)
        if place is None:
            continue
        match place.kind:
            case places.Kind.CONTRIBUTION:
                contributions[place.key, place.slug] = _contribution(files[path], path)
            case places.Kind.TEXT:
                agreed[place.key] = _agreed(files[path], path)
            case places.Kind.ADOPTION:
                adoptions[place.slug] = _adoption(files[path], path)
            case places.Kind.DECISIONS:
                if shown := _deviations(files[path], path):
                    deviations[place.key] = shown
            case _:
                pass
    return Response(facts, outline, contributions, agreed, adoptions, deviations)


_MANY = 4_096  # files; some times as many as a large response has
_FEW = 8


@lru_cache(_FEW)
def _facts(data: bytes) -> Facts:
    return toml.read(Facts, data, places.FACTS)


@lru_cache(_FEW)
def _outline(data: bytes) -> Outline:
    return toml.read(Outline, data, places.OUTLINE)


@lru_cache(_MANY)
def _contribution(data: bytes, path: str) -> Contribution:
    return texts.read(Contribution, data, path)


@lru_cache(_MANY)
def _agreed(data: bytes, path: str) -> AgreedText:
    return texts.read(AgreedText, data, path)


@lru_cache(_MANY)
def _adoption(data: bytes, path: str) -> Adoption:
    return toml.read(Adoption, data, path)


@lru_cache(_MANY)
def _deviations(data: bytes, path: str) -> tuple[Deviation, ...]:
    """Read the wordings that a settled conflict left to be shown beside the agreed text."""
    from workbench.storage import reviewing

    return tuple(
        Deviation(side.municipalities, side.text)
        for row in reviewing.read_decisions(data, path).standing
        if row.way is Way.DEVIATION
        for side in row.sides
        if side.text.strip() != row.new.strip()
    )


def _check_format(data: bytes) -> None:
    """Refuse a format that this program does not know before anything else is read of it."""
    import tomllib

    try:
        found = tomllib.loads(toml.decode(data, places.FACTS).replace("\r\n", "\n")).get("format")
    except tomllib.TOMLDecodeError:
        return  # the strict reader says where
    if isinstance(found, int) and found > FORMAT:
        raise InputError(
            f"filen har format {found}, det här programmet kan högst {FORMAT}",
            file=places.FACTS,
            hint="Uppgradera remiss-workbench.",
        )
