"""A response out of its files: bytes by path become one value."""

from collections.abc import Mapping

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
    return toml.read(Facts, data, places.FACTS)


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
    outline = toml.read(Outline, files.get(places.OUTLINE, b""), places.OUTLINE)
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
                found = texts.read(Contribution, files[path], path)
                contributions[place.key, place.slug] = found
            case places.Kind.TEXT:
                agreed[place.key] = texts.read(AgreedText, files[path], path)
            case places.Kind.ADOPTION:
                adoptions[place.slug] = toml.read(Adoption, files[path], path)
            case places.Kind.DECISIONS:
                if shown := _deviations(files[path], path):
                    deviations[place.key] = shown
            case _:
                pass
    return Response(facts, outline, contributions, agreed, adoptions, deviations)


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
