"""Commands that make documents and know them again: `export`, `verify`."""

from pathlib import Path

import click

from workbench.cli.changes import marked
from workbench.cli.dates import day
from workbench.cli.options import folder_option, json_option, opened, party_options
from workbench.cli.output import as_json, say, tell
from workbench.core.language.swedish import join_names
from workbench.errors import InputError
from workbench.workspace.exporting import Exported, ExportOptions, Variant
from workbench.workspace.verifying import Verdict

WRONG_STAGE = 3
_VARIANTS = {
    "draft": Variant.DRAFT,
    "tracked": Variant.TRACKED,
    "alternatives": Variant.ALTERNATIVES,
    "basis": Variant.BASIS,
    "summary": Variant.SUMMARY,
}


@click.command("export")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=None,
    metavar="MAPP",
    help="Mapp för filerna; annars export/ i svarets mapp.",
)
@click.option("--pdf", is_flag=True, help="Gör också en tillgänglig PDF med samma innehåll.")
@click.option("--via-office", is_flag=True, help="Gör PDF av just Wordfilen, med LibreOffice.")
@click.option("--draft", is_flag=True, help="Märk dokumentet UTKAST.")
@click.option("--tracked", is_flag=True, help="Visa väntande ändringar och kommentarer.")
@click.option("--alternatives", is_flag=True, help="Visa olösta konflikter som alternativ A, B …")
@click.option("--basis", is_flag=True, help="Beslutsunderlag (tjänsteskrivelse) för --as KOMMUN.")
@click.option("--summary", is_flag=True, help="Sammanställning av vem som sagt vad.")
@click.option("--date", "day", default="", metavar="ÅÅÅÅ-MM-DD", help="Dokumentets datum.")
@click.option(
    "--despite-errors",
    "reason",
    default="",
    metavar="SKÄL",
    help="Exportera trots fel; skälet sparas i historiken.",
)
@party_options
@folder_option
@json_option
def export(**given: str | bool | Path | None) -> None:
    """Gör dokumenten som ska skickas.

    Svaret kontrolleras först. Utkast, med eller utan spårade ändringar och alternativ,
    beslutsunderlag och sammanställning görs även när det finns fel.
    """
    workspace = opened(Path(str(given["folder"])))
    exported = workspace.export(_options(given), despite=str(given["reason"]))
    _show(exported, machine=bool(given["machine"]))


def _options(given: dict[str, str | bool | Path | None]) -> ExportOptions:
    chosen = [name for name in _VARIANTS if given[name]]
    if len(chosen) > 1:
        raise InputError(f"välj en av {join_names(f'--{name}' for name in chosen)}")
    return ExportOptions(
        out=Path(str(given["out"])) if given["out"] else None,
        variant=_VARIANTS[chosen[0]] if chosen else Variant.ANSWER,
        municipality=str(given["party"]),
        pdf=bool(given["pdf"]),
        via_office=bool(given["via_office"]),
        date=day(str(given["day"]), "--date") if given["day"] else None,
    )


def _show(exported: Exported, *, machine: bool) -> None:
    if machine:
        as_json(
            {
                "version": exported.version,
                "milestone": exported.milestone or None,
                "files": [
                    {"path": str(file.path), "sha256": file.sha256, "pages": file.pages}
                    for file in exported.files
                ],
            }
        )
        return
    for remark in exported.remarks:
        tell(f"Obs: {remark}")
    for file in exported.files:
        say(f"{file.path}" + (f"  ({file.pages} sidor)" if file.pages else ""))
    name = f" ({exported.milestone})" if exported.milestone else ""
    say(f"Version {exported.version[:10]}{name}.")


@click.command("verify")
@click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
@folder_option
@json_option
def verify(file: Path, folder: Path, machine: bool) -> int:
    """Tala om vilken version ett dokument visar, vilka som antog den och vad som skiljer.

    Slutar med kod 3 när dokumentet inte är någon version av svaret.
    """
    verdict = opened(folder).verify(file)
    if machine:
        as_json(
            {
                "sha256": verdict.sha256,
                "version": verdict.version or None,
                "milestone": verdict.milestone or None,
                "marking": verdict.marking or None,
                "variant": verdict.variant or None,
                "municipality": verdict.municipality or None,
                "is_current": verdict.is_current,
                "adopted_by": list(verdict.adopted_by),
                "adoptions": [
                    {"municipality": a.name, "version": a.version, "differs_in": list(a.differs_in)}
                    for a in verdict.adoptions
                ],
                "sent": verdict.sent.model_dump(mode="json") if verdict.sent else None,
                "copy": verdict.copy.model_dump(mode="json") if verdict.copy else None,
                "nearest": verdict.nearest or None,
                "differences": [
                    {"section": d.section, "expected": d.expected, "found": d.found}
                    for d in verdict.differences
                ],
            }
        )
    else:
        _tell(verdict)
    return 0 if verdict.version else WRONG_STAGE


def _tell(verdict: Verdict) -> None:
    if verdict.sent:
        sent = verdict.sent
        say(f"Filen skickades {sent.at:%Y-%m-%d %H:%M} till {', '.join(sent.to)} ({sent.kind}).")
    if verdict.copy:
        copy = verdict.copy
        say(f"Filen är arbetskopian {copy.name}, gjord {copy.at:%Y-%m-%d %H:%M} ({copy.purpose}).")
    if not verdict.version:
        if not verdict.sent and not verdict.copy:
            _tell_differences(verdict)
        return
    name = f" ({verdict.milestone})" if verdict.milestone else ""
    whose = f", {verdict.municipality}" if verdict.municipality else ""
    say(f"Dokumentet är version {verdict.version[:10]}{name}: {verdict.variant}{whose}.")
    say("Det är vad som är sparat nu." if verdict.is_current else "Svaret har ändrats sedan dess.")
    if verdict.adopted_by:
        say(f"Just den texten är antagen av {join_names(verdict.adopted_by)}.")
    for adopted in verdict.adoptions:
        if adopted.differs_in:
            say(
                f"{adopted.name} antog {adopted.version}, som skiljer sig i "
                f"{join_names(adopted.differs_in)}."
            )


def _tell_differences(verdict: Verdict) -> None:
    say("Dokumentet är ingen version av svaret: det är ändrat efteråt, eller gjort på annat sätt.")
    if not verdict.nearest:
        return
    if not verdict.differences:
        say(f"Texten är densamma som i version {verdict.nearest}; bara formen skiljer.")
        return
    say(f"Mest liknar det version {verdict.nearest}, men säger:")
    section = ""
    for difference in verdict.differences:
        if difference.section != section:
            section = difference.section
            say(f"{section}:")
        say(f"    {marked(difference.expected, difference.found)}")
