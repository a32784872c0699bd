"""`remiss word compare`: Word files compared, as a file with tracked changes."""

import datetime as dt
from pathlib import Path

import click

from workbench.cli.options import json_option, settings
from workbench.cli.output import as_json, say, tell
from workbench.core.language.swedish import counted
from workbench.errors import InputError
from workbench.workspace.comparing import compare_files

_CHANGES = ("ändring", "ändringar")


@click.command("compare")
@click.argument("old", metavar="GAMMAL", type=click.Path(path_type=Path))
@click.argument("new", metavar="NY", type=click.Path(path_type=Path))
@click.argument("out", metavar="JÄMFÖRELSE", type=click.Path(path_type=Path))
@click.option("--author", metavar="NAMN", help="Vems ändringarna är; annars ditt eget namn.")
@click.option("--date", metavar="TID", help="När de gjordes, som 2026-03-01T10:00; annars nu.")
@json_option
def compare(
    old: Path, new: Path, out: Path, author: str | None, date: str | None, machine: bool
) -> None:
    """Skriv GAMMAL med ändringar som gör den till NY.

    Att godkänna alla ändringar i JÄMFÖRELSE ger NY, att avslå alla ger GAMMAL. Spårade ändringar
    som filerna redan har räknas som godkända.
    """
    moment = None if date is None else _moment(date)
    name = author or settings().name or "Jämförelse"
    redline = compare_files(old, new, out, author=name, date=moment)
    if machine:
        as_json(
            {
                "changes": redline.changes,
                "settled": {"old": redline.settled[0], "new": redline.settled[1]},
                "remarks": list(redline.remarks),
            }
        )
        return
    say(f"{counted(redline.changes, _CHANGES)}. Skrev {out}.")
    for file, had in zip((old, new), redline.settled, strict=True):
        if had:
            told = counted(had, ("spårad ändring", "spårade ändringar"))
            tell(f"Obs: {file.name} hade {told}, som räknas som godkända.")
    for remark in redline.remarks:
        tell(f"Kan inte visas som ändring: {remark}")


def _moment(written: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(written)
    except ValueError as wrong:
        raise InputError(
            f"”{written}” är ingen tid", hint="Skriv till exempel 2026-03-01T10:00."
        ) from wrong
