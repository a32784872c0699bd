"""Commands that read and save nothing: `page`, `outline`."""

from pathlib import Path

import click

from workbench.cli.options import json_option
from workbench.cli.output import as_json, say, table
from workbench.core.language.swedish import long_date
from workbench.workspace.reading import read_outline, read_page


@click.command("page")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@json_option
def page(file: Path, machine: bool) -> None:
    """Läs en remissida eller ett missiv: dnr, svarsdag, adresser och remissinstanser."""
    found = read_page(file)
    if machine:
        as_json(found.as_json())
        return
    rows = [
        ("Titel", found.title),
        ("Rapport", found.report),
        ("Dnr", found.registration_number),
        ("Svar senast", long_date(found.deadline) if found.deadline else None),
        ("Departement", found.department),
        ("E-post", ", ".join(found.emails)),
        ("Kopia", ", ".join(found.copies)),
    ]
    table([(name, value or "hittades inte") for name, value in rows])
    if found.bodies:
        say(f"Remissinstanser ({len(found.bodies)}):")
    for body in found.bodies:
        say(f"  {body.name}" + (f"  (endast {body.restriction})" if body.restriction else ""))
    for note in found.notes:
        say(f"Obs: {note}")


@click.command("outline")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@json_option
def outline(file: Path, machine: bool) -> None:
    """Läs ett betänkandes disposition: avsnitt, sidor, förslag och bedömningar."""
    found = read_outline(file)
    if machine:
        as_json(found.as_json())
        return
    table(
        [
            (section.number, section.heading, f"s. {section.page}" if section.page else "")
            for section in found.sections
        ]
    )
    for note in found.notes:
        say(f"Obs: {note}")
