"""`remiss word send` and `receive`: the exchange with those who only have Word."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.options import folder_option, json_option, opened
from workbench.cli.output import as_json, say, tell
from workbench.core.exchange import Purpose
from workbench.core.language.swedish import counted, join_names
from workbench.core.outline import STANDING
from workbench.core.text import visible
from workbench.errors import InputError, WorkbenchError
from workbench.workspace import Workspace

if TYPE_CHECKING:
    from workbench.workspace.returning import Received, ReceivedSection, ReceiveOptions
    from workbench.workspace.returning.originals import Original

_CHANGES = ("ändring", "ändringar")
_COMMENTS = ("kommentar", "kommentarer")


@click.command("send")
@click.option("--to", "to", multiple=True, metavar="KOMMUN", help="Till vem; kan upprepas.")
@click.option("--all", "everybody", is_flag=True, help="Till alla utom samordnarens egen kommun.")
@click.option("--out", type=click.Path(path_type=Path), metavar="MAPP", help="Var de skrivs.")
@click.option(
    "--purpose",
    type=click.Choice([purpose.value for purpose in Purpose]),
    default=Purpose.OPINIONS.value,
    help="Vad de skickas för.",
)
@click.option("--section", "sections", multiple=True, metavar="AVSNITT", help="Bara detta avsnitt.")
@click.option("--form", is_flag=True, help="Svarsblankett att fylla i, i stället för texten.")
@click.option("--unlocked", is_flag=True, help="Lås inte till spårade ändringar eller fält.")
@folder_option
@json_option
def send(  # noqa: PLR0913  one argument a flag
    *,
    to: tuple[str, ...],
    everybody: bool,
    out: Path | None,
    purpose: str,
    sections: tuple[str, ...],
    form: bool,
    unlocked: bool,
    folder: Path,
    machine: bool,
) -> None:
    """Gör en arbetskopia eller en svarsblankett, och ett mejl, för varje kommun.

    Kopian har den gemensamma texten med allas förslag som spårade ändringar. Svarsblanketten är för
    dem som börjar från noll: ställningstagande och synpunkter avsnitt för avsnitt. Mejlet (.eml)
    öppnas i ditt e-postprogram. Att de gjorts antecknas i svarets historik.
    """
    from workbench.workspace import exchange

    if not to and not everybody:
        raise InputError("säg vilka som ska få den", hint="Lägg till --to KOMMUN eller --all.")
    workspace = opened(folder)
    options = exchange.SendOptions(
        municipalities=to,
        sections=sections,
        purpose=Purpose(purpose),
        out=None if out is None else out.resolve(),
        unlocked=unlocked,
        form=form,
    )
    sent = workspace.send_copies(options)
    if machine:
        as_json(
            [
                {
                    "municipality": one.slug,
                    "file": str(one.path),
                    "message": str(one.message),
                    "to": list(one.to),
                    "sha256": one.sha256,
                }
                for one in sent
            ]
        )
        return
    for one in sent:
        say(f"{one.path}")
        say(f"    mejl: {one.message.name}, till {', '.join(one.to) or 'okänd adress'}")
    what = ("svarsblankett", "svarsblanketter") if form else ("arbetskopia", "arbetskopior")
    say(f"Gjorde {counted(len(sent), what)}. Skicka mejlen själv.")


@click.command("receive")
@click.argument("files", metavar="FIL…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--from", "sender", default="", metavar="KOMMUN", help="Vem filen kom från.")
@click.option(
    "--map", "names", multiple=True, metavar="NAMN=KOMMUN: PERSON", help="Vem ett namn i Word är."
)
@click.option(
    "--position",
    "positions",
    multiple=True,
    metavar="AVSNITT=ORD",
    help="Vad som menades i en svarsblankett.",
)
@click.option("--replace", is_flag=True, help="Filen gäller i stället för kommunens förra.")
@click.option("--preview", is_flag=True, help="Visa vad som skulle tas in, spara inget.")
@click.option("--as-found", is_flag=True, help="Ta in avsnitt som bara hittats via sina ord.")
@click.option(
    "--without-pictures", is_flag=True, help="Utelämna bilder och annat som ingen text kan hålla."
)
@folder_option
@json_option
def receive(  # noqa: PLR0913  one argument a flag
    *,
    files: tuple[Path, ...],
    sender: str,
    names: tuple[str, ...],
    positions: tuple[str, ...],
    replace: bool,
    preview: bool,
    as_found: bool,
    without_pictures: bool,
    folder: Path,
    machine: bool,
) -> int:
    """Ta in FIL: ändringar blir kommunens förslag, kommentarer blir trådar. Allt eller inget.

    Med flera filer tas de in en och en; den som inte går att ta in hindrar inte de andra.
    """
    from workbench.workspace import returning

    if sender and len(files) > 1:
        raise InputError(
            "--from gäller en fil från en kommun", hint="Ta in filerna från varje kommun för sig."
        )

    workspace = opened(folder)
    options = returning.ReceiveOptions(
        municipality=sender,
        authors=_pairs(names, "NAMN=KOMMUN: PERSON"),
        replace=replace,
        as_found=as_found,
        without_pictures=without_pictures,
        positions={
            workspace.section_key(key): words
            for key, words in _pairs(positions, "AVSNITT=ställningstagande").items()
        },
        preview=preview,
    )
    if len(files) == 1:
        got = workspace.receive(files[0].resolve(), options)
        if machine:
            as_json(_received_as_json(got))
        else:
            _print(got)
        return 0
    return _receive_each(workspace, files, options, machine=machine)


def _receive_each(
    workspace: Workspace, files: tuple[Path, ...], options: "ReceiveOptions", *, machine: bool
) -> int:
    """Take in several files, each all of it or nothing; returns the first refusal's exit code."""
    codes: list[int] = []
    told: list[dict[str, object]] = []
    for file in files:
        try:
            got = workspace.receive(file.resolve(), options)
        except WorkbenchError as refused:
            codes.append(refused.exit_code)
            told.append({"file": str(file), "error": str(refused), "hint": refused.hint or None})
            if not machine:
                tell(f"Fel: {refused}")
                tell(f"     {refused.hint}" if refused.hint else "")
            continue
        told.append({"file": str(file), **_received_as_json(got)})
        if not machine:
            say(f"{file.name}:")
            _print(got)
    if machine:
        as_json(told)
    else:
        done = len(files) - len(codes)
        say(f"{done} av {len(files)} filer {'förhandsvisade' if options.preview else 'intagna'}.")
    return next(iter(codes), 0)


@click.command("received")
@click.argument("name", metavar="[NAMN]", default="")
@click.option("--out", type=click.Path(path_type=Path), metavar="FIL", help="Var den skrivs.")
@folder_option
@json_option
def received(*, name: str, out: Path | None, folder: Path, machine: bool) -> None:
    """Visa de filer som tagits in, eller skriv ut NAMN precis som den kom.

    NAMN är filens namn, eller början av dess kontrollsumma. Filerna finns på den dator där de togs
    in; de följer inte med till andra kommuner.
    """
    workspace = opened(folder)
    if name:
        written = workspace.give_back(name, out)
        if machine:
            as_json({"file": str(written)})
        else:
            say(f"Skrev {written}, som den kom in.")
        return
    if out is not None:
        raise InputError("säg vilken fil", hint="Lägg till dess namn: remiss word received NAMN.")
    found = workspace.originals()
    if machine:
        as_json([_original_as_json(one) for one in found])
        return
    for one in found:
        row = one.row
        here = "" if one.path else " (finns inte på den här datorn)"
        say(f"{row.at:%Y-%m-%d %H.%M}  {one.municipality}: {visible(row.name)}{here}")
        about = ", ".join(STANDING.get(key, key) for key in row.sections) or "inget nytt"
        say(f"    {'; '.join(row.people)}; {about}; sha256 {row.sha256[:12]}…")
    if not found:
        say("Ingen fil är intagen.")


def _original_as_json(one: "Original") -> dict[str, object]:
    row = one.row
    return {
        "municipality": row.municipality,
        "at": row.at.isoformat(),
        "name": row.name,
        "sha256": row.sha256,
        "sections": list(row.sections),
        "people": list(row.people),
        "kept": one.path is not None,
    }


def _print(got: "Received") -> None:
    for remark in got.remarks:
        tell(f"Obs: {remark}")
    if got.again:
        say(f"Filen är redan intagen från {got.municipality}. Inget ändrades.")
        return
    for section in got.sections:
        _print_section(section, wordings=got.preview)
    for moved in got.moved:
        first = moved.text.partition("\n")[0]
        say(f"Flyttat från {moved.source} till {moved.target}: ”{first}”")
    if got.sections:
        say(f"Skrivet av {join_names(got.people)}.")
    if not got.sections:
        say(f"Filen från {got.municipality} säger inget nytt.")
    if got.preview:
        say(f"Förhandsvisning av filen från {got.municipality}. Inget är taget in.")
    elif not got.sections:
        say("Att den kom är antecknat.")
    else:
        form = any(section.contribution for section in got.sections)
        see = "remiss status" if form else "remiss review"
        say(f"Tog in filen från {got.municipality}. Se {see}.")


def _print_section(section: "ReceivedSection", *, wordings: bool) -> None:
    changes = section.contribution or counted(section.changes, _CHANGES)
    say(f"{section.key}: {changes}, {counted(section.comments, _COMMENTS)}")
    if section.contribution:
        return
    if section.untracked:
        say(f"    {section.untracked} av dem utan spårning")
    if section.older:
        say("    skrivet mot en äldre version av texten")
    if section.found_by != "innehållskontroll":
        first, last = section.place
        where = f" (stycke {first}–{last}, {section.certainty:.0%} av orden)".replace("%", " %")
        told = where if section.is_guess else ""
        say(f"    avsnittet hittades via {section.found_by}{told}")
    for wording in section.wordings if wordings else ():
        for sign, text in (("−", wording.before), ("+", wording.after)):
            for line in text.split("\n") if text else ():
                say(f"    {sign} {line}")


def _received_as_json(got: "Received") -> dict[str, object]:
    return {
        "municipality": got.municipality,
        "version": got.version or None,
        "again": got.again,
        "preview": got.preview,
        "remarks": list(got.remarks),
        "people": list(got.people),
        "moved": [{"from": m.source, "to": m.target, "text": m.text} for m in got.moved],
        "sections": [
            {
                "section": section.key,
                "found_by": section.found_by,
                "guess": section.is_guess,
                "certainty": section.certainty,
                "place": list(section.place),
                "changes": section.changes,
                "untracked": section.untracked,
                "comments": section.comments,
                "older": section.older,
                "contribution": section.contribution or None,
                "wordings": [
                    {"before": wording.before, "after": wording.after}
                    for wording in section.wordings
                ],
            }
            for section in got.sections
        ],
    }


def _pairs(given: tuple[str, ...], form: str) -> dict[str, str]:
    for pair in given:
        if "=" not in pair:
            raise InputError(f"”{pair}” saknar ett likhetstecken", hint=f"Skriv ”{form}”.")
    return {name: who for name, _, who in (pair.rpartition("=") for pair in given)}
