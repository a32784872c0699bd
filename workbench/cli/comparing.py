"""`remiss word compare`: Word files compared, as a file with tracked changes."""

import datetime as dt
from pathlib import Path

import click

from workbench.cli.options import json_option, settings
from workbench.cli.output import as_json, say, tell
from workbench.core.language.swedish import counted
from workbench.errors import InputError
from workbench.workspace.comparing import LaterFile, Redline, compare_files

_CHANGES = ("ändring", "ändringar")
_COMMENTS = ("kommentar", "kommentarer")
_ENDING = ".docx:"


@click.command("compare")
@click.argument("old", metavar="GAMMAL", type=click.Path(path_type=Path))
@click.argument("new", metavar="NY", type=click.Path(path_type=Path))
@click.argument("out", metavar="JÄMFÖRELSE", type=click.Path(path_type=Path), required=False)
@click.option("-o", "--out", "named", metavar="FIL", type=click.Path(path_type=Path),
              help="Vart jämförelsen skrivs, i stället för JÄMFÖRELSE.")  # fmt: skip
@click.option("--author", metavar="NAMN", help="Vems ändringarna i NY är; annars ditt eget namn.")
@click.option("--also", metavar="FIL:NAMN", multiple=True,
              help="En fil till som gjorts av GAMMAL, och vems; kan upprepas.")  # fmt: skip
@click.option("--date", metavar="TID", help="När de gjordes, som 2026-03-01T10:00; annars nu.")
@json_option
def compare(  # noqa: PLR0913  one argument a flag
    *,
    old: Path,
    new: Path,
    out: Path | None,
    named: Path | None,
    author: str | None,
    also: tuple[str, ...],
    date: str | None,
    machine: bool,
) -> None:
    """Skriv GAMMAL med ändringar som gör den till NY.

    Att godkänna alla ändringar i JÄMFÖRELSE ger NY, att avslå alla ger GAMMAL. Spårade ändringar
    som filerna redan har räknas som godkända.

    Kommentarer följer med från alla filerna.

    Med --also läggs flera filer som gjorts av GAMMAL i samma jämförelse, var och en med sitt namn.
    Att godkänna en persons ändringar och avslå de andras ger den personens fil. Samma ändring av
    flera står en gång, med allas namn.
    """
    target = _target(out, named)
    moment = None if date is None else _moment(date)
    first = LaterFile(new, author or settings().name or "Jämförelse")
    news = (first, *(_later(written) for written in also))
    redline = compare_files(old, news, target, date=moment)
    if machine:
        as_json(_as_json(redline, news, target))
        return
    came = f" och {counted(redline.comments, _COMMENTS)} till" if redline.comments else ""
    say(f"{counted(redline.changes, _CHANGES)}{came}. Skrev {target}.")
    for file, had in zip((old, *(n.path for n in news)), redline.settled, strict=True):
        if had:
            told = counted(had, ("spårad ändring", "spårade ändringar"))
            tell(f"Obs: {file.name} hade {told}, som räknas som godkända.")
    for remark in redline.remarks:
        tell(f"Kan inte visas som ändring: {remark}")


def _target(out: Path | None, named: Path | None) -> Path:
    if out is not None and named is not None:
        raise InputError(
            "jämförelsens namn är givet två gånger", hint="Ange det sist, eller med -o."
        )
    target = out or named
    if target is None:
        raise InputError(
            "det sägs inte vart jämförelsen ska skrivas", hint="Lägg till -o jämförelse.docx."
        )
    return target


def _later(written: str) -> LaterFile:
    """Read `FIL:NAMN`; without a name the file's own is taken."""
    at = written.casefold().find(_ENDING)
    cut = at + len(_ENDING) - 1 if at >= 0 else written.rfind(":")
    if cut < 0:
        return LaterFile(Path(written), Path(written).stem)
    path, author = Path(written[:cut]), written[cut + 1 :].strip()
    if not author:
        raise InputError(f"”{written}” säger inte vems filen är", hint="Skriv FIL:NAMN.")
    return LaterFile(path, author)


def _as_json(redline: Redline, news: tuple[LaterFile, ...], target: Path) -> dict[str, object]:
    """The account of a comparison, and the list that `word list` gives of it."""
    from workbench.workspace import documents

    old, new, *also = redline.settled
    return {
        "changes": redline.changes,
        "settled": {"old": old, "new": new, **({"also": also} if also else {})},
        "comments": redline.comments,
        "authors": [file.author for file in news],
        "remarks": list(redline.remarks),
        "revisions": documents.as_listing(documents.marks(target))["revisions"],
    }


def _moment(written: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(written)
    except ValueError as wrong:
        raise InputError(
            f"”{written}” är ingen tid", hint="Skriv till exempel 2026-03-01T10:00."
        ) from wrong
