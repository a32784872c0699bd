"""Commands at sending and afterwards: `package`, `letter`, `archive`."""

import datetime as dt
from pathlib import Path

import click

from workbench.cli.dates import day, moment
from workbench.cli.options import folder_option, json_option, opened, party_options
from workbench.cli.output import as_json, say
from workbench.core.sending import Kind, Sending
from workbench.errors import InputError
from workbench.workspace.archiving import SUMS
from workbench.workspace.packaging import LetterWanted, Packaged, PackageOptions

_Given = str | bool | Path | tuple[str, ...] | None

_out = click.option(
    "--out", type=click.Path(path_type=Path), default=None, metavar="MAPP", help="Mapp för filerna."
)
_to = click.option("--to", multiple=True, metavar="ADRESS", help="Annan mottagare än remissens.")
_date = click.option("--date", "day", default="", metavar="ÅÅÅÅ-MM-DD", help="Dokumentets datum.")
_sent = click.option(
    "--sent", is_flag=True, help="Anteckna att det som ligger i mappen är skickat."
)
_at = click.option(
    "--at", "moment", default="", metavar="TID", help="När det skickades: 2021-01-29T14:05."
)


@click.command("package")
@_out
@_to
@_date
@click.option(
    "--despite-errors", "reason", default="", metavar="SKÄL", help="Gör paketet trots fel."
)
@_sent
@_at
@folder_option
@json_option
def package(**given: _Given) -> None:
    """Gör allt som behövs för att skicka svaret, eller anteckna att det är skickat.

    I mappen läggs svaret i Word och PDF, ett mejl som är klart att öppna och skicka, följebrev
    och sändlista. Med --sent antecknas att mejlet har skickats, till vem och när.
    """
    _refuse_time_of_nothing(given)
    workspace = opened(Path(str(given["folder"])))
    options = _options(given)
    machine = bool(given["machine"])
    if given["sent"]:
        _show_sent(workspace.record_package(options, _moment(given)), machine=machine)
        return
    made = workspace.package(options, despite=str(given["reason"]))
    _show(made, "Skicka det, och anteckna sedan med remiss package --sent.", machine=machine)


@click.command("letter")
@click.argument("sections", nargs=-1, required=True, metavar="AVSNITT…")
@click.option("--addendum", is_flag=True, help="Tillägg: avsnitten får ny text.")
@click.option("--withdraw", is_flag=True, help="Återkallelse: avsnitten utgår.")
@click.option("--reason", default="", metavar="SKÄL", help="Varför, för en återkallelse.")
@_out
@_to
@_date
@_sent
@_at
@party_options
@folder_option
@json_option
def letter(**given: _Given) -> None:
    """Gör ett brev om ett svar som redan är skickat: tillägg eller återkallelse.

    Med --as gäller brevet en kommun och inte alla. Med --sent antecknas att brevet är skickat.
    """
    if bool(given["addendum"]) == bool(given["withdraw"]):
        raise InputError("välj --addendum eller --withdraw")
    _refuse_time_of_nothing(given)
    workspace = opened(Path(str(given["folder"])))
    options = _options(given)
    wanted = LetterWanted(
        Kind.ADDENDUM if given["addendum"] else Kind.WITHDRAWAL,
        _texts(given["sections"]),
        str(given["party"]),
        " ".join(str(given["reason"]).split()),
    )
    machine = bool(given["machine"])
    if given["sent"]:
        _show_sent(workspace.record_letter(wanted, options, _moment(given)), machine=machine)
        return
    made = workspace.letter(wanted, options)
    _show(made, "Skicka det, och anteckna sedan med samma kommando och --sent.", machine=machine)


@click.command("archive")
@_out
@folder_option
@json_option
def archive(out: Path | None, folder: Path, machine: bool) -> None:
    """Lägg hela historiken, dokumenten och diarielistan i en mapp, med kontrollsummor."""
    archived = opened(folder).archive(out)
    if machine:
        as_json({"folder": str(archived.folder), "files": [str(path) for path in archived.files]})
        return
    tops = {path.relative_to(archived.folder).parts[0] for path in archived.files}
    for name in sorted(tops):
        say(f"{archived.folder / name}")
    say(f"{len(archived.files)} filer. Kontrollera med sha256sum -c {SUMS}.")


def _options(given: dict[str, _Given]) -> PackageOptions:
    date = day(str(given["day"]), "--date") if given["day"] else None
    out = Path(str(given["out"])) if given["out"] else None
    return PackageOptions(out, _texts(given["to"]), date)


def _moment(given: dict[str, _Given]) -> dt.datetime | None:
    return moment(str(given["moment"]), "--at") if given["moment"] else None


def _refuse_time_of_nothing(given: dict[str, _Given]) -> None:
    if given["moment"] and not given["sent"]:
        raise InputError(
            "--at är när något skickades", hint="Lägg till --sent för att anteckna det."
        )


def _texts(value: _Given) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, tuple) else ()


def _show(made: Packaged, advice: str, *, machine: bool) -> None:
    if machine:
        as_json(
            {
                "folder": str(made.folder),
                "files": [str(path) for path in made.files],
                "message": str(made.message),
                "to": list(made.to),
                "cc": list(made.copies),
                "subject": made.subject,
            }
        )
        return
    for path in made.files:
        say(f"{path}")
    say(f"{made.message}")
    copies = f", kopia till {', '.join(made.copies)}" if made.copies else ""
    say(f"Mejlet ”{made.subject}” går till {', '.join(made.to)}{copies}.")
    say(advice)


def _show_sent(sending: Sending, *, machine: bool) -> None:
    if machine:
        as_json(sending.model_dump(mode="json"))
        return
    say(
        f"Antecknat: {sending.kind} skickat {sending.at:%Y-%m-%d %H:%M} "
        f"till {', '.join(sending.to)}."
    )
    for file in sending.files:
        say(f"    {file.name}  {file.sha256[:16]}…")
    if sending.kind is Kind.ANSWER and not sending.version:
        say("Obs: filerna är ingen version av svaret som den är sparad; de är ändrade efteråt.")
