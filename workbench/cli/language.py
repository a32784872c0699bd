"""Swedish for what click says by itself: usage, headings of help, and its errors.

Click sends its texts through gettext, bound to a name `_` in each of its modules. A compiled
catalogue would follow the machine's locale, and a machine set to English or to nothing would
get half a Swedish program; so the name is pointed at this table instead.
"""

from types import ModuleType

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

_SWEDISH = {
    "Usage:": "Användning:",
    "Usage: ": "Användning: ",
    "Options": "Flaggor",
    "Commands": "Kommandon",
    "Arguments": "Argument",
    "Aborted!": "Avbrutet.",
    "Show this message and exit.": "Visa denna hjälp.",
    "Show the version and exit.": "Visa versionen.",
    "%(prog)s, version %(version)s": "%(prog)s %(version)s",
    "{text} {deprecated_message}": "{text} {deprecated_message}",
    "default: {default}": "förval: {default}",
    "required": "krävs",
    "(dynamic)": "(beräknas)",
    "Error: {message}": "Fel: {message}",
    "Try '{command} {option}' for help.": "”{command} {option}” visar hjälp.",
    "Invalid value: {message}": "Ogiltigt värde: {message}",
    "Invalid value for {param_hint}: {message}": "Ogiltigt värde för {param_hint}: {message}",
    "Missing argument": "Argument saknas",
    "Missing option": "Flagga saknas",
    "Missing parameter": "Parameter saknas",
    "Missing {param_type}": "{param_type} saknas",
    "Missing parameter: {param_name}": "Parametern {param_name} saknas",
    "No such option: {name}": "Flaggan {name} finns inte",
    "No such option '{name}'.": "Flaggan {name} finns inte.",
    "Did you mean {possibility}?": "Menade du {possibility}?",
    "(Possible options: {possibilities})": "(Möjliga flaggor: {possibilities})",
    "No such command {name!r}.": "Kommandot {name} finns inte.",
    "No such command '{name}'.": "Kommandot {name} finns inte.",
    "Option {name!r} requires an argument.": "Flaggan {name} kräver ett värde.",
    "Option {name!r} does not take a value.": "Flaggan {name} tar inget värde.",
    "Got unexpected extra argument ({args})": "Oväntat argument: {args}",
    "Got unexpected extra arguments ({args})": "Oväntade argument: {args}",
    "{value!r} is not {choice}.": "{value} är inte {choice}.",
    "{value!r} is not one of {choices}.": "{value} är inget av {choices}.",
    "{value!r} is not a valid {number_type}.": "{value} är inget giltigt tal.",
    "{value!r} is not a valid boolean.": "{value} är varken ja eller nej.",
    "{name} {filename!r} does not exist.": "{filename} finns inte.",
    "{name} {filename!r} is a file.": "{filename} är en fil.",
    "{name} {filename!r} is a directory.": "{filename} är en mapp.",
    "Choose from:\n\t{choices}": "Välj mellan: {choices}",
    "(Did you mean one of: {possibilities}?)": "(Menade du någon av: {possibilities}?)",
    "Argument {name!r} takes {nargs} values.": "Argumentet {name} tar {nargs} värden.",
    "Could not open file {filename!r}: {message}": "{filename} går inte att öppna: {message}",
    "Invalid start character for option ({option})": "{option} kan ingen flagga börja med",
    "Missing command.": "Kommando saknas.",
    "No such option {name!r}.": "Flaggan {name} finns inte.",
    "Option {name!r} requires {nargs} arguments.": "Flaggan {name} kräver {nargs} värden.",
    "Positional arguments": "Argument",
    "Takes {nargs} values but 1 was given.": "Tar {nargs} värden men fick ett.",
    "Takes {nargs} values but {len} were given.": "Tar {nargs} värden men fick {len}.",
    "deprecated": "utgår",
    "env var: {var}": "miljövariabel: {var}",
    "unknown error": "okänt fel",
    "{len_type} values are required, but {len_value} was given.": (
        "{len_type} värden krävs, men {len_value} gavs."
    ),
    "{len_type} values are required, but {len_value} were given.": (
        "{len_type} värden krävs, men {len_value} gavs."
    ),
    "{name} {filename!r} is not executable.": "{filename} går inte att köra.",
    "{name} {filename!r} is not readable.": "{filename} går inte att läsa.",
    "{name} {filename!r} is not writable.": "{filename} går inte att skriva.",
    "{value!r} does not match the format {format}.": "{value} har inte formen {format}.",
    "{value!r} does not match the formats {formats}.": "{value} har ingen av formerna {formats}.",
    "{value!r} is not a valid UUID.": "{value} är inget giltigt UUID.",
    "{value!r} is not a valid boolean. Recognized values: {states}": (
        "{value} är varken ja eller nej. Möjliga värden: {states}"
    ),
    "{value} is not in the range {range}.": "{value} är inte inom {range}.",
    "file": "fil",
    "directory": "mapp",
    "path": "sökväg",
}


def _translate(message: str) -> str:
    return _SWEDISH.get(message, message)


def _translate_counted(singular: str, plural: str, number: int) -> str:
    return _translate(singular if number == 1 else plural)


def speak_swedish() -> None:
    """Make click speak Swedish in this process."""
    modules: tuple[ModuleType, ...] = (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    )
    for module in modules:
        if hasattr(module, "_"):
            setattr(module, "_", _translate)  # noqa: B010  no name that a type checker knows
        if hasattr(module, "ngettext"):
            setattr(module, "ngettext", _translate_counted)  # noqa: B010
