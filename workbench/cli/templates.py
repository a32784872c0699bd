"""The command `template`: a county's own letterhead, looked at as a template and made into one."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import folder_option, json_option
from workbench.cli.output import as_json, say, table
from workbench.core.language.swedish import counted, join_names
from workbench.errors import InputError
from workbench.workspace import templates

if TYPE_CHECKING:
    from workbench.workspace.templates import Account, Band, Completed, StyleRow

LACKING = 3
_BANDS = {"header": "Sidhuvud", "footer": "Sidfot"}
_PAGES = {"first": "första sidan", "even": "jämna sidor", "default": "övriga sidor"}
_PICTURES = ("bild", "bilder")


@click.command("template")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path), required=False)
@click.option("--complete", "out", metavar="NY", type=click.Path(path_type=Path),
              help="Skriv en kopia av FIL där det som saknas är tillagt.")  # fmt: skip
@folder_option
@json_option
def template(file: Path | None, *, out: Path | None, folder: Path, machine: bool) -> int:
    """Se vad en Word-fil har och saknar som mall, och gör brevpapper till mall.

    FIL är länets eget brevpapper (.docx eller .dotx); utan FIL visas mallen som svaret använder.
    Slutar med kod 3 när något saknas.

    Med --complete skrivs en kopia med det som saknas: format i filens egna typsnitt och färger,
    och platsen för texten. Sidhuvuden, sidfötter och bilder är som de var.
    """
    if out is not None:
        if file is None:
            raise InputError(
                "det sägs inte vilken fil som ska göras till mall",
                hint="Skriv remiss template brevpapper.docx --complete mall.docx.",
            )
        _tell_completed(templates.complete(file, out), out, machine=machine)
        return 0
    found = templates.examine(file) if file else templates.examine_used(folder)
    if machine:
        as_json(_account_json(found))
    else:
        _tell_account(found, file)
    return 0 if found.usable else LACKING


def _tell_completed(made: "Completed", out: Path, *, machine: bool) -> None:
    if machine:
        as_json(
            {
                "file": str(out),
                "added": [need.name for need in made.added],
                "renamed": [need.name for need in made.renamed],
                "lines": list(made.lines),
                "removed": list(made.removed),
            }
        )
        return
    if not (made.added or made.renamed or made.lines or made.removed):
        say("Inget saknades.")
    if made.added:
        say(f"Lade till {len(made.added)} format: {join_names(need.shown for need in made.added)}.")
    if made.renamed:
        say(f"Rättade namnet på: {join_names(need.shown for need in made.renamed)}.")
    if made.removed:
        say(f"Tog bort det som inget svar får bära på: {join_names(made.removed)}.")
    if made.lines:
        say("Lade till sist i texten:")
        for line in made.lines:
            say(f"  {line.replace(chr(9), '  ')}")
    say(f"Skrev {out}. Se efter i Word att den ser ut som den ska.")
    say(f"Lägg den i svarets mapp och säg att den ska användas: remiss facts response.template "
        f"{out.name}")  # fmt: skip


def _tell_account(found: "Account", file: Path | None) -> None:
    rows = [("Mall", found.name), *_page_rows(found), *map(_band_row, found.bands)]
    places = ", ".join(f"{{{place}}}" for place in found.places)
    rows.append(("Platser", places or "inga"))
    present = sum(row.present for row in found.styles)
    rows.append(("Format", f"{present} av {len(found.styles)}"))
    table(rows)
    for note in found.notes:
        say(f"Obs: {note}")
    _tell_missing(found)
    if found.obstacle is not None:
        say(f"Hindrar: {str(found.obstacle).removeprefix(f'{found.name}: ')}.")
        say(f"     {found.obstacle.hint}")
    if found.usable:
        say("Kan användas som mall.")
    elif found.obstacle is None:
        say(f"Rätta det: remiss template {file or found.name} --complete NY")


def _page_rows(found: "Account") -> Iterable[tuple[str, str]]:
    page = found.page
    yield (
        "Sida",
        f"{page.width} × {page.height} mm, marginaler {page.top} upptill, {page.bottom} nedtill, "
        f"{page.left} till vänster och {page.right} till höger",
    )
    headings = f", rubriker {found.heading_family}" if found.heading_family else ""
    yield "Typsnitt", f"{found.family} {found.size:g} punkter{headings}".replace(".", ",")


def _band_row(band: "Band") -> tuple[str, str]:
    pictures = counted(band.pictures, _PICTURES) if band.pictures else ""
    words = "; ".join(filter(None, (band.text, pictures))) or "tomt"
    return f"{_BANDS[band.kind]}, {_PAGES[band.pages]}", words


def _tell_missing(found: "Account") -> None:
    if found.missing:
        forms = join_names(map(_shown, found.missing))
        say(f"Saknar {counted(len(found.missing), ('format', 'format'))}: {forms}.")
    optional = [row for row in found.styles if not row.need.required and not row.present]
    if optional:
        say(f"Saknar, men klarar sig utan: {join_names(row.need.shown for row in optional)}.")
    if not found.says_where and not found.blank:
        say("Saknar platsen {innehåll}, som säger var texten ska stå.")
    if found.unseen:
        say(f"Har något som inget svar får bära på: {join_names(found.unseen)}.")


def _shown(row: "StyleRow") -> str:
    named = " (finns, men under sitt svenska namn)" if row.under_shown_name else ""
    return row.need.shown + named


def _account_json(found: "Account") -> dict[str, object]:
    refused = found.obstacle
    return {
        "file": found.name,
        "usable": found.usable,
        "styles": [
            {
                "name": row.need.name,
                "shown": row.need.shown,
                "kind": row.need.kind,
                "required": row.need.required,
                "present": row.present,
                "under_shown_name": row.under_shown_name,
            }
            for row in found.styles
        ],
        "places": list(found.places),
        "says_where": found.says_where,
        "blank": found.blank,
        "bands": [asdict(band) for band in found.bands],
        "page_mm": asdict(found.page),
        "text": {"family": found.family, "points": found.size},
        "headings": {"family": found.heading_family},
        "obstacle": refused and {"message": str(refused), "hint": refused.hint},
        "unseen": list(found.unseen),
        "notes": list(found.notes),
    }
