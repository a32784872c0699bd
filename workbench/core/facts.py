"""The facts by key: what can be set without an editor, and what the words given for it mean.

A key is dotted as in the file (`referral.deadline`); a municipality's begin with its slug
(`falun.joins`). The last part alone will do where only one key ends so.
"""

import datetime as dt
import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel

from workbench.core.party import Municipality, Officer
from workbench.core.referral import Extension, Referral
from workbench.core.response import About, Facts
from workbench.errors import InputError

_TABLES: Mapping[str, type[BaseModel]] = {
    "response": About,
    "referral": Referral,
    "referral.extension": Extension,
}
_BY_HAND = frozenset({"response.joint_headings", "referral.extension"})
"""Lists of tables; the file says them better than a command line."""

_YES_NO = {"ja": True, "true": True, "nej": False, "false": False}
_OFFICER = re.compile(r"(?P<name>[^<>]+?)\s*<(?P<email>[^<>\s]+)>")


def keys(facts: Facts) -> tuple[str, ...]:
    """Return every key that can be set, in the order of the file."""
    return tuple(_keys(facts))


def _keys(facts: Facts) -> Iterator[str]:
    for table, model in _TABLES.items():
        yield from (f"{table}.{name}" for name in model.model_fields)
    for municipality in facts.municipalities:
        names = (name for name in Municipality.model_fields if name != "slug")
        yield from (f"{municipality.slug}.{name}" for name in names)


def values(facts: Facts) -> dict[str, Any]:
    """Return what is known, by key; what is empty or not known is None."""
    found: dict[str, Any] = {}
    for key in keys(facts):
        if key not in _BY_HAND:
            table, _, name = key.rpartition(".")
            value = getattr(_table(facts, table), name, None)
            found[key] = _plain(value) if value not in ("", ()) else None
    return found


def _table(facts: Facts, name: str) -> object:
    here: object = facts
    for part in name.split("."):
        slugs = {municipality.slug: municipality for municipality in facts.municipalities}
        here = slugs.get(part) or getattr(here, part, None)
    return here


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Officer):
        return f"{value.name} <{value.email}>"
    return str(value) if isinstance(value, str | dt.date) else value


def find(facts: Facts, words: str) -> str:
    """Return the key that somebody named, whole or by its last part.

    Raises:
        InputError: No key is called so, or several end so.
    """
    known = keys(facts)
    wanted = words.strip()
    found = [key for key in known if key == wanted or key.endswith(f".{wanted}")]
    if wanted in found:
        found = [wanted]
    # The response's and the referral's own come before a table's in them or a municipality's.
    own = [key for key in found if key.rpartition(".")[0] in {"response", "referral"}]
    if len(found) > 1 and len(own) == 1:
        found = own
    match found:
        case [key] if key in _BY_HAND:
            raise InputError(
                f"{key} är en tabell", hint="Fyll i den i response.toml och kör remiss save."
            )
        case [key]:
            return key
        case []:
            raise InputError(f"okänd uppgift ”{words}”", hint=_nearest(known, wanted))
    raise InputError(
        f"flera uppgifter heter {wanted}", hint=f"Skriv {' eller '.join(own or found[:3])}."
    )


def _nearest(known: tuple[str, ...], wanted: str) -> str:
    ends = {key.rpartition(".")[2]: key for key in reversed(known)}
    whole = difflib.get_close_matches(wanted, known, 1)
    near = whole or [ends[end] for end in difflib.get_close_matches(wanted, list(ends), 1)]
    return f"Menade du {near[0]}?" if near else "remiss facts visar alla."


def put(raw: dict[str, Any], key: str, words: str) -> None:
    """Set one fact in a response's facts as plain tables; empty words take it away.

    Args:
        raw: `Facts.model_dump()`, changed in place.
        key: As `find` gives it.
        words: The value as somebody typed it.

    Raises:
        InputError: The words cannot be that kind of value.
    """
    table, _, name = key.rpartition(".")
    if table in _TABLES:
        model, here = _TABLES[table], raw
        for part in table.split("."):
            here[part] = here.get(part) or {}
            here = here[part]
    else:
        model = Municipality
        here = next(found for found in raw["municipalities"] if found["slug"] == table)
    if not words.strip():
        here.pop(name, None)
    else:
        before = here.get(name) or ()
        here[name] = _read(model.model_fields[name].annotation, key, words, before)
    if table == "referral.extension" and not any(here.values()):
        raw["referral"]["extension"] = None


def _read(annotation: object, key: str, words: str, before: Any) -> Any:  # noqa: ANN401  any value
    kinds = _kinds(annotation)
    if Officer in kinds:
        return tuple(_officer(part, key, before) for part in _parts(words))
    if tuple in kinds:
        separated = re.sub(r"[,\s]+", ";", words) if "mail" in key or "copies" in key else words
        return tuple(_parts(separated))
    if bool in kinds:
        if words.strip().casefold() not in _YES_NO:
            raise InputError(f"{key} ska vara ja eller nej, inte ”{words}”")
        return _YES_NO[words.strip().casefold()]
    if dt.date in kinds:
        try:
            return dt.date.fromisoformat(words.strip())
        except ValueError as wrong:
            raise InputError(
                f"”{words}” är inget datum", hint=f"Skriv remiss facts {key} 2021-02-01."
            ) from wrong
    return words


def _kinds(annotation: object) -> set[object]:
    kinds = {annotation, getattr(annotation, "__origin__", None)}
    for inner in get_args(annotation):
        kinds |= _kinds(inner)
    return kinds


def _parts(words: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", words) if part.strip()]


def _officer(words: str, key: str, before: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    """Read `Utredare <utredare@falun.se>`; the dates of one who was there already are kept."""
    match = _OFFICER.fullmatch(words)
    if match is None:
        raise InputError(
            f"”{words}” är ingen handläggare",
            hint=f"Skriv remiss facts {key} ”Namn <adress@kommun.se>; Namn <adress@kommun.se>”.",
        )
    known = next((one for one in before if one["email"] == match["email"]), {})
    return {**known, **match.groupdict()}
