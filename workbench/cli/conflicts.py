"""Commands over conflicts: `conflicts`, `settle`."""

from pathlib import Path
from typing import Any

import click

from workbench.cli.changes import conflict_json, say_conflict
from workbench.cli.options import folder_option, json_option, opened, party_options
from workbench.cli.output import as_json, say
from workbench.cli.writing import read_text
from workbench.core.language.swedish import counted
from workbench.core.reviewing.decisions import Way
from workbench.errors import InputError
from workbench.workspace import Workspace
from workbench.workspace.settling import Settling

_HOW = ("choose", "text", "file", "both", "keep", "deviation")
"""The flags that say how a conflict is settled."""


@click.command("conflicts")
@click.argument("section", metavar="[AVSNITT]", default="")
@folder_option
@json_option
def conflicts(section: str, folder: Path, machine: bool) -> None:
    """Visa olösta konflikter: den gemensamma texten och varje sidas lydelse."""
    workspace = opened(folder)
    found = workspace.conflicts()
    if section:
        key = workspace.section_key(section)
        found = {key: found.get(key, ())}
    if machine:
        rows = [{"section": k, **conflict_json(c)} for k in found for c in found[k]]
        as_json({"conflicts": rows})
        return
    for key, open_ones in found.items():
        if open_ones:
            say(f"{key}:")
        for conflict in open_ones:
            say_conflict(workspace, conflict)
    total = sum(map(len, found.values()))
    say(counted(total, ("olöst konflikt", "olösta konflikter")) + ".")


@click.command("settle")
@click.argument("conflict", metavar="ID")
@click.option("--choose", default="", metavar="KOMMUN", help="Välj kommunens lydelse.")
@click.option("--text", default="", metavar="TEXT", help="Skriv en ny lydelse.")
@click.option("--file", "file", default="", metavar="FIL", help="Läs den nya lydelsen ur en fil.")
@click.option("--both", is_flag=True, help="Ta med alla sidors lydelser efter varandra.")
@click.option("--keep", is_flag=True, help="Behåll den gemensamma textens lydelse.")
@click.option(
    "--as-deviation", "deviation", is_flag=True, help="Visa de andra lydelserna som avvikelser."
)
@click.option("--reopen", is_flag=True, help="Öppna en avgjord konflikt igen.")
@click.option("--reason", default="", metavar="TEXT", help="Motivering.")
@party_options
@folder_option
@json_option
def settle(**given: Any) -> None:  # noqa: ANN401  click hands over one value a flag
    """Avgör en konflikt, eller öppna en avgjord igen.

    --choose och --as-deviation kan anges ihop: den ena lydelsen väljs, de andra visas som
    avvikelser.
    """
    workspace = opened(given["folder"])
    conflict = str(given["conflict"])
    if given["reopen"]:
        if any(given[flag] for flag in _HOW):
            raise InputError(
                "--reopen öppnar konflikten igen och avgör den inte",
                hint="Öppna den först, och avgör den sedan.",
            )
        version = workspace.reopen(conflict, party=given["party"])
        done = f"Öppnade konflikten {conflict} igen"
    else:
        how = _settling(workspace, given)
        version = workspace.settle(conflict, how, party=given["party"])
        done = f"Avgjorde konflikten {conflict}: {how.way}"
    if given["machine"]:
        as_json({"conflict": conflict, "version": version})
    else:
        say(f"{done} (version {version[:10]}).")


def _settling(workspace: Workspace, given: dict[str, Any]) -> Settling:
    ways = {
        Way.COMBINED: given["both"],
        Way.REWROTE: given["text"] or given["file"],
        Way.KEPT: given["keep"],
        Way.CHOSE: given["choose"],
    }
    chosen = [way for way, flag in ways.items() if flag]
    deviation = given["deviation"]
    if deviation and chosen in ([], [Way.CHOSE]):
        chosen = [Way.DEVIATION]
    elif len(chosen) != 1 or deviation or (given["text"] and given["file"]):
        raise InputError(
            "ange hur konflikten ska avgöras",
            hint="Ett av --choose KOMMUN, --text, --file, --both, --keep och --as-deviation.",
        )
    text = read_text(given["file"]) if given["file"] else given["text"]
    slug = workspace.seat(given["choose"]).party if given["choose"] else ""
    return Settling(chosen[0], slug, text, given["reason"])
