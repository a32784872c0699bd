"""Commands about the response as a whole: `demo`, `new`, `open`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import as_typed, json_option, settings
from workbench.cli.output import as_json, say
from workbench.core.language.swedish import counted

if TYPE_CHECKING:
    from workbench.workspace import Workspace
    from workbench.workspace.exporting import Exported


_TO_TRY = {
    "svar": (
        ("status", ""),
        ("log", " --section 10.3.5"),
        ("diff", " utkast-1 utkast-2 --section 10.3.5"),
    ),
    "granskning": (
        ("review", ""),
        ("conflicts", ""),
        ("merge", " --preview"),
    ),
}
"""What one can look at in the example, by how far it is told: command, and what follows."""


@click.command("demo")
@click.argument(
    "folder", metavar="[MAPP]", type=click.Path(path_type=Path), default=Path("dalarna")
)
@click.option(
    "--until",
    type=click.Choice(["svar", "granskning"]),
    default="svar",
    help="Hur långt arbetet har kommit: det svar som skickas, eller mitt i granskningen.",
)
@json_option
def demo(folder: Path, until: str, machine: bool) -> None:
    """Skapa Dalarnas exempel i MAPP: femton kommuners svar på SOU 2020:47.

    Allt som kommunerna säger i exemplet är påhittat. Historiken är på riktigt: flera hundra
    händelser av femton kommuner. Till sist görs Worddokumentet; mitt i granskningen är det ett
    utkast med allas ändringsförslag som spårade ändringar.
    """
    from workbench.workspace import demo
    from workbench.workspace.exporting import ExportOptions, Variant

    stage = demo.Until(until)
    workspace = demo.make(folder, settings(), stage)
    variant = Variant.ANSWER if stage is demo.Until.SENT else Variant.TRACKED
    exported = workspace.export(
        ExportOptions(variant=variant), despite="fiktivt exempel, svarstiden gick ut 2021"
    )
    if machine:
        as_json({"folder": str(workspace.folder), "files": [str(f.path) for f in exported.files]})
        return
    _tell_made(workspace, exported)
    say("Prova också:")
    for command, rest in _TO_TRY[until]:
        say(f"  {as_typed()} {command} -C {folder}{rest}")
    if stage is demo.Until.SENT:
        say("Mitt i granskningen, med ändringsförslag att ta ställning till:")
        say(f"  {as_typed()} demo granskning --until granskning")


def _tell_made(workspace: "Workspace", exported: "Exported") -> None:
    response = workspace.response
    say(f"Skapade exemplet i {workspace.folder}")
    say(
        f"  {counted(len(response.municipalities), ('kommun', 'kommuner'))}, "
        f"{counted(len(response.sections), ('avsnitt', 'avsnitt'))}, "
        f"{counted(len(response.contributions), ('bidrag', 'bidrag'))}, "
        f"{counted(len(workspace.log()), ('händelse', 'händelser'))} i historiken"
    )
    say()
    say("Dokumentet ligger här:")
    for file in exported.files:
        say(f"  {file.path}  ({file.pages} sidor)" if file.pages else f"  {file.path}")
    say()
    say("Öppna arbetsbänken:")
    say(f"  {as_typed()} open {workspace.folder}")


@click.command("new")
@click.argument("folder", metavar="MAPP", type=click.Path(path_type=Path))
@click.option(
    "--page",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FIL",
    help="Remissida eller missiv (text, HTML, PDF eller Word).",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FIL",
    help="Betänkandet (PDF) eller dess innehållsförteckning (text eller JSON).",
)
@click.option("--county", default="", metavar="LÄN", help="Länet vars kommuner svarar.")
@click.option("--coordinator", default="", metavar="KOMMUN", help="Kommunen som samordnar.")
@json_option
def new(
    folder: Path,
    page: Path | None,
    report: Path | None,
    county: str,
    coordinator: str,
    machine: bool,
) -> None:
    """Skapa ett nytt remissvar i MAPP.

    Det som inte är känt ännu kan fyllas i senare, i response.toml och outline.toml.
    """
    from workbench.workspace.creating import create, description

    workspace, notes = create(
        folder, settings(), page=page, report=report, county=county, coordinator=coordinator
    )
    if machine:
        as_json({"folder": str(workspace.folder), "notes": list(notes)})
        return
    say(f"Skapade {workspace.folder}")
    say(f"  {description(workspace)}")
    for note in notes:
        say(f"  Obs: {note}")
    say("Sedan, i den mappen:")
    say("  remiss facts            visar vad som saknas, och sätter uppgifter")
    say("  remiss answer AVSNITT…  väljer vilka avsnitt som besvaras")
    say("  remiss status           visar läget")


@click.command("open")
@click.argument("folder", metavar="[MAPP]", type=click.Path(path_type=Path), default=Path())
@click.option("--as", "party", default="", metavar="KOMMUN", help="Skriv som denna kommun.")
def open_response(folder: Path, party: str) -> None:
    """Öppna arbetsbänken i terminalen.

    I en mapp som inte är ett remissvar visas de remissvar som finns i den.
    """
    from workbench.tui import run

    run(folder.absolute(), settings(), party)
