"""TOML files: read strictly into values, and changed without losing comments and order.

Reading is tomllib's; tomlkit is loaded only when something is written. A message names the file,
the line, the nearest known key and what to do.
"""

import difflib
import re
import tomllib
from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workbench.core.stored import Stored
from workbench.core.text import normalise, visible
from workbench.errors import InputError

S = TypeVar("S", bound=Stored)
Location = tuple[int | str, ...]

MAX_BYTES = 5_000_000
"""No file of a response is near this; a larger one is refused before it is parsed."""

_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


def decode(data: bytes, file: str) -> str:
    """Read bytes as the one encoding there is.

    Raises:
        InputError: Not UTF-8, or far too large.
    """
    if len(data) > MAX_BYTES:
        raise InputError(
            f"filen är {len(data) // 1_000_000} MB stor, högst {MAX_BYTES // 1_000_000} MB läses",
            file=file,
            hint="Kontrollera att det är rätt fil.",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        looks = "UTF-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "Latin-1 eller Windows-1252"
        raise InputError(
            "filen är inte sparad som UTF-8",
            file=file,
            line=line,
            hint=f"Den ser ut att vara {looks}: spara om den som UTF-8.",
        ) from wrong
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputError("filen är ingen textfil", file=file, line=line, hint="Återställ filen.")
    return text


def read(model: type[S], data: bytes, file: str) -> S:
    """Read a whole file as one value.

    Raises:
        InputError: The file is not such a value; says where and what is known instead.
    """
    return read_text(model, decode(data, file), file)


def read_text(model: type[S], text: str, file: str, *, first_line: int = 1) -> S:
    """Read TOML as one value.

    Args:
        model: What it must be.
        text: The TOML.
        file: Name for messages.
        first_line: The line of the file on which the text starts.

    Raises:
        InputError: As `read`.
    """
    text = text.replace("\r\n", "\n")
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise _broken(wrong, text, file, first_line) from wrong
    except RecursionError as wrong:
        raise InputError("tabellerna är för djupt nästlade", file=file) from wrong
    try:
        return model.model_validate(raw)
    except ValidationError as wrong:
        raise _refused(wrong, model, text, file, first_line) from wrong


def _broken(wrong: tomllib.TOMLDecodeError, text: str, file: str, first_line: int) -> InputError:
    at = _AT_LINE.search(str(wrong))
    lines = text.split("\n")
    line = int(at[1]) if at else len(lines)
    found = visible(lines[line - 1].strip())[:60] if line <= len(lines) else ""
    message = f"raden går inte att läsa som TOML: {found}" if found else "filen är ofullständig"
    if "Cannot overwrite" in str(wrong) or "Cannot declare" in str(wrong):
        message = f"samma nyckel står två gånger: {found}"
    return InputError(
        message,
        file=file,
        line=line + first_line - 1,
        hint='Text skrivs inom citattecken: nyckel = "värde". Datum skrivs 2021-02-01.',
    )


def _refused(
    wrong: ValidationError, model: type[Stored], text: str, file: str, first_line: int
) -> InputError:
    errors = wrong.errors(include_url=False)
    refused = refusal(wrong, model)
    hint = refused.hint
    if len(errors) > 1:
        hint = f"{hint} (Det finns {len(errors) - 1} fel till i filen.)".strip()
    line = _line_of(text, errors[0]["loc"]) + first_line - 1
    return InputError(str(refused), file=file, line=line, hint=hint)


def refusal(wrong: ValidationError, model: type[Stored]) -> InputError:
    """Say in Swedish what is wrong first with a value that is in no file yet."""
    error = wrong.errors(include_url=False)[0]
    message, hint = _in_swedish(error, _model_at(model, error["loc"][:-1]))
    return InputError(message, hint=hint)


def _in_swedish(error: ErrorDetails, model: type[BaseModel] | None) -> tuple[str, str]:
    """Return message and hint for one error of pydantic's."""
    key = _dotted(error["loc"])
    context: Mapping[str, Any] = error.get("ctx", {})
    given = visible(str(error.get("input", "")))[:60]
    known = sorted(model.model_fields) if model else []
    match error["type"]:
        case "extra_forbidden":
            near = difflib.get_close_matches(str(error["loc"][-1]), known, 1)
            hint = f"Menade du ”{near[0]}”?" if near else f"Kända nycklar: {', '.join(known)}."
            return f"okänd nyckel ”{visible(key)}”", hint
        case "missing":
            return f"”{key}” saknas", f"Lägg till raden {error['loc'][-1]} = …"
        case "enum" | "literal_error":
            expected = str(context["expected"]).replace("' or '", "', '").replace("'", "")
            near = difflib.get_close_matches(given, expected.split(", "), 1)
            meant = f"Menade du ”{near[0]}”? " if near else ""
            return f"”{given}” kan inte stå som {key}", f"{meant}Möjliga värden: {expected}."
        case "value_error":
            return f"{context['error']}", "Rätta filen."
        case "greater_than_equal" | "less_than_equal":
            limit = context.get("ge", context.get("le"))
            return f"{key} = {given} är utanför gränsen {limit}", "Rätta talet."
    return f"”{given}” kan inte stå som {key}", _expected(error["type"], context)


def _expected(kind: str, context: Mapping[str, Any]) -> str:
    """Say what sort of value was expected, for the kinds of error that are about form."""
    if kind.startswith(("date_", "datetime_")):
        clock = "T12:00:00" if kind.startswith("datetime") else ""
        return f"Ett datum skrivs utan citattecken: 2021-02-01{clock}."
    if kind == "string_pattern_mismatch" and "@" in str(context.get("pattern")):
        return "Det ska vara en e-postadress."
    return {
        "string_type": 'Det ska vara text inom citattecken: "…".',
        "string_too_short": "Värdet får inte vara tomt.",
        "string_pattern_mismatch": "Använd små bokstäver a–z, siffror och bindestreck; "
        "avsnitt skrivs med siffror och punkter, som 7.3.4.",
        "int_type": "Det ska vara ett heltal.",
        "bool_type": "Det ska vara true eller false.",
        "tuple_type": "Det ska vara en lista: […].",
    }.get(kind, "Se docs/format.md för vad som kan stå här.")


def _dotted(location: Location) -> str:
    """Name a place in a file: `referral.emails nr 2`, `municipalities nr 3 officers nr 1 email`."""
    words = ""
    for before, part in zip((0, *location), location, strict=False):
        if isinstance(part, int):
            words += f" nr {part + 1}"
        else:
            words += f"{' ' if isinstance(before, int) else '.'}{part}"
    return words.strip()


def _model_at(model: type[BaseModel], location: Location) -> type[BaseModel] | None:
    """Follow a location down to the model that it lies in."""
    here: type[BaseModel] | None = model
    for part in location:
        if isinstance(part, int) or here is None:
            continue
        field = here.model_fields.get(part)
        here = _model_in(field.annotation) if field else None
    return here


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        if (found := _model_in(inner)) is not None:
            return found
    return None


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*(?:\.|=)""")


def _line_of(text: str, location: Location) -> int:
    """Find the line on which the value at a location stands; its table's line when it is missing.

    A plain scan of headers and keys: right for files laid out as TOML usually is, and near
    enough for values inside inline tables.
    """
    wanted = [part for part in location if isinstance(part, str)]
    indexes = [part for part in location if isinstance(part, int)]
    counts: dict[str, int] = {}
    best = 1
    here: list[str] = []
    inside = True
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            here = [part.strip(" \"'") for part in header[2].split(".")]
            if header[1] == "[[":
                counts[header[2]] = counts.get(header[2], -1) + 1
                for deeper in [name for name in counts if name.startswith(header[2] + ".")]:
                    del counts[deeper]
            chain = [
                counts[name]
                for i in range(len(here))
                if (name := ".".join(here[: i + 1])) in counts
            ]
            inside = here == wanted[: len(here)] and chain == indexes[: len(chain)]
            if inside:
                best = number
        elif inside and (key := _KEY.match(line)) and wanted[len(here) : len(here) + 1] == [key[1]]:
            return number
    return best


_NEW_HEADER = re.compile(r"^(.*\S.*\n)(\[.*)$", re.MULTILINE)
"""A table's head close under another line; tomlkit sets new tables so."""


def updated(data: bytes | None, value: Stored) -> bytes:
    """Return a file that says the value, with the comments and the order of the file there was.

    Args:
        data: The file as it lies; None for a new one.
        value: What it shall say. Keys that have their default and were not written stay out.
    """
    import tomlkit

    text = normalise((data or b"").decode("utf-8-sig"))
    there = tomlkit.parse(text)
    _merge(there, _table(value, defaults=False), _table(value, defaults=True), tomlkit)
    written = _NEW_HEADER.sub(
        lambda met: met[0] if met[0] in text else f"{met[1]}\n{met[2]}", tomlkit.dumps(there)
    )
    return normalise(written).encode()


def _table(value: Stored, *, defaults: bool) -> dict[str, Any]:
    """Return a value as TOML's own types, with or without what is only default."""

    def simple(part: Any) -> Any:  # noqa: ANN401  any TOML value
        if isinstance(part, Enum):
            return part.value
        if isinstance(part, dict):
            return {key: simple(inner) for key, inner in part.items() if inner is not None}
        if isinstance(part, list | tuple):
            return [simple(inner) for inner in part]
        return part

    plain = simple(value.model_dump(exclude_defaults=not defaults))
    if not isinstance(plain, dict):
        raise TypeError("a stored value is a table")
    return plain


def _merge(
    there: Any,  # noqa: ANN401  an untyped library's table
    wanted: dict[str, Any],
    whole: dict[str, Any],
    tomlkit: Any,  # noqa: ANN401
) -> None:
    """Make a tomlkit table say what is wanted, touching nothing that already says it.

    Args:
        there: The table as it lies.
        wanted: What must be said.
        whole: The same with every default, so that a default somebody wrote out may stay.
        tomlkit: The library, loaded by the caller.
    """
    for key in [key for key in there if key not in wanted]:
        if key not in whole or there[key] != whole[key]:
            del there[key]
    for key, value in wanted.items():
        if isinstance(value, dict) and isinstance(there.get(key), dict):
            _merge(there[key], value, whole[key], tomlkit)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            _merge_tables(there, key, value, whole[key], tomlkit)
        elif key not in there or there[key] != value:
            there[key] = value


def _merge_tables(
    there: Any,  # noqa: ANN401
    key: str,
    wanted: list[dict[str, Any]],
    whole: list[dict[str, Any]],
    tomlkit: Any,  # noqa: ANN401
) -> None:
    """Make a list of tables say what is wanted; a table keeps its comments wherever it moves."""
    tables = there.get(key)
    if tables is None:
        tables = tomlkit.aot()
        there[key] = tables
    for index, value in enumerate(wanted):
        left = [_identity(table) for table in tables[index:]]
        if _identity(value) in left:
            for _ in range(left.index(_identity(value))):
                del tables[index]
            _merge(tables[index], value, whole[index], tomlkit)
        elif left and left[0] is None:
            _merge(tables[index], value, whole[index], tomlkit)
        else:
            table = tomlkit.table()
            _merge(table, value, whole[index], tomlkit)
            if left:
                table.add(tomlkit.nl())
            tables.insert(index, table)
    while len(tables) > len(wanted):
        del tables[-1]


def _identity(table: Mapping[str, Any]) -> object:
    """Return what tells one table of a list from another; None for those that have no such key."""
    return next((table[key] for key in ("number", "slug", "email") if key in table), None)
