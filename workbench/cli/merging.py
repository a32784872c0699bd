"""Commands that merge: `merge`, `blame`, and the engine by itself, `merge-file`, `merge-driver`."""

import sys
from pathlib import Path
from typing import Any

import click

from workbench.cli.changes import conflict_json, names, pending_json, say_conflict, say_pending
from workbench.cli.options import folder_option, json_option, opened
from workbench.cli.output import as_json, say, tell
from workbench.core.composing import Composition, candidates
from workbench.core.language.swedish import counted
from workbench.core.merging.conflict import Settlement
from workbench.core.merging.merge import Merge, Side
from workbench.core.merging.merge import merge as merge_texts
from workbench.core.text import visible
from workbench.errors import InputError
from workbench.workspace import Workspace, text_files
from workbench.workspace.merging import NewContribution, SectionMerge
from workbench.workspace.provenance import SentenceProvenance

CONFLICTS_LEFT = 3


@click.command("merge")
@click.argument("section", metavar="[AVSNITT]", default="")
@click.option("--preview", is_flag=True, help="Visa vad som skulle göras, utan att spara.")
@click.option(
    "--considered", default="", metavar="KOMMUN", help="Kommunens nya bidrag är omhändertaget."
)
@folder_option
@json_option
def merge(section: str, preview: bool, considered: str, folder: Path, machine: bool) -> None:
    """Sammanfoga bidragen till gemensam text, i ett avsnitt eller i alla.

    Ett avsnitt utan gemensam text får ett förslag, sammanställt ur bidragen. I ett avsnitt med text
    tas de föreslagna ändringar in som ingen motsäger; resten står kvar att avgöra. Det som
    samordnaren har skrivit ändras aldrig.
    """
    workspace = opened(folder)
    if considered:
        if not section:
            raise InputError("ange avsnittet", hint="remiss merge AVSNITT --considered KOMMUN")
        workspace.consider(section, considered)
    found = [one for one in workspace.merge(section, preview=preview) if section or one.anything]
    if machine:
        as_json(
            {"sections": [_section_json(workspace, one) for one in found], "saved": not preview}
        )
    else:
        _say_merged(workspace, found, preview=preview)


def _section_json(workspace: Workspace, found: SectionMerge) -> dict[str, Any]:
    composed, ends = found.composed, workspace.other_ends(found.key)
    return {
        "section": found.key,
        "version": found.version or None,
        "composed": None
        if composed is None
        else {
            "contributions": found.contributions,
            "position": composed.position.value if composed.position else None,
            "text": composed.text,
            "sentences": [
                {
                    "text": sentence.text,
                    "role": sentence.role.value,
                    "origins": [
                        {
                            "municipality": origin.slug,
                            "text": origin.text,
                            "likeness": origin.likeness,
                            "why": origin.why,
                        }
                        for origin in sentence.origins
                    ],
                }
                for sentence in composed.sentences()
            ],
            "candidates": [
                {
                    "sentences": [candidate.one, candidate.other],
                    "likeness": candidate.likeness,
                    "why": candidate.why,
                }
                for candidate in candidates(tuple(composed.sentences()))
            ],
            "contradictions": [
                {
                    "about": contradiction.about,
                    "sides": [
                        {"municipalities": list(slugs), "text": text}
                        for slugs, text in contradiction.sides
                    ],
                }
                for contradiction in composed.contradictions
            ],
        },
        "taken_in": [pending_json(change) for change in found.taken_in],
        "conflicts": [conflict_json(conflict) for conflict in found.conflicts],
        "pending": [pending_json(change, ends.get(change.id, ())) for change in found.pending],
        "new_contributions": [_new_json(new) for new in found.new],
        "unreadable": [{"municipality": u.slug, "why": u.why} for u in found.unreadable],
    }


def _new_json(new: NewContribution) -> dict[str, Any]:
    return {
        "municipality": new.slug,
        "section": new.key,
        "position": new.position.value if new.position else None,
        "sentences": list(new.sentences),
    }


def _say_merged(workspace: Workspace, found: list[SectionMerge], *, preview: bool) -> None:
    for one in found:
        say(f"{workspace.response.outline.label(one.key)}: {_done(one, preview=preview)}")
        if one.composed:
            _say_composed(workspace, one.composed, whole=preview)
        _say_left(workspace, one)
    if not found:
        say("Inget att sammanfoga.")
    total = sum(len(one.conflicts) for one in found)
    if total:
        say(f"{counted(total, ('olöst konflikt', 'olösta konflikter'))}. Avgör: remiss settle ID.")


def _say_composed(workspace: Workspace, composed: Composition, *, whole: bool) -> None:
    for contradiction in composed.contradictions:
        say(f"  Motstridiga ({contradiction.about}):")
        for slugs, text in contradiction.sides:
            say(f"    {names(workspace, slugs)}: {text}")
    sentences = tuple(composed.sentences())
    for near in candidates(sentences):
        say(f"  Kanske samma sak ({round(100 * near.likeness)} % lika, {near.why}):")
        for one in (sentences[near.one], sentences[near.other]):
            say(f"    {names(workspace, one.slugs)}: {one.text}")
    if whole:
        say("".join(f"  {line}\n" for line in composed.text.split("\n")).rstrip())


def _say_left(workspace: Workspace, found: SectionMerge) -> None:
    """Print what is left to decide in a section."""
    for conflict in found.conflicts:
        say_conflict(workspace, conflict)
    ends = workspace.other_ends(found.key)
    for change in found.pending:
        if not change.conflict:
            say_pending(workspace, change, ends.get(change.id, ()))
    for new in found.new:
        _say_new(workspace, new)
    for unreadable in found.unreadable:
        say(f"  Går inte att läsa: {unreadable.why}")


def _done(found: SectionMerge, *, preview: bool) -> str:
    if found.composed:
        verb = "skulle sammanfogas" if preview else "sammanfogad"
        return f"{verb} ({counted(found.contributions, ('bidrag', 'bidrag'))})"
    if found.taken_in:
        verb = "skulle ta in" if preview else "tog in"
        return f"{verb} ostridigt ({counted(len(found.taken_in), ('ändring', 'ändringar'))})"
    return "inget nytt att ta in"


def _say_new(workspace: Workspace, new: NewContribution) -> None:
    say(f"  Nytt från {names(workspace, [new.slug])}, finns inte i texten:")
    if new.position:
        say(f"    ställningstagande: {new.position}")
    for sentence in new.sentences:
        say(f"    {sentence}")


@click.command("blame")
@click.argument("section", metavar="AVSNITT")
@folder_option
@json_option
def blame(section: str, folder: Path, machine: bool) -> None:
    """Visa vem som skrev varje mening i den gemensamma texten, och hur den kom in."""
    workspace = opened(folder)
    found = workspace.blame(section)
    if machine:
        as_json({"section": workspace.section_key(section), "sentences": _blamed_json(found)})
        return
    for sentence in found:
        say(f"{sentence.line:>3}  {sentence.text}")
        for origin in sentence.origins:
            when = f" {origin.at:%Y-%m-%d}" if origin.at else ""
            version = f" ({origin.version[:10]})" if origin.version else ""
            who = names(workspace, [origin.slug]) if origin.slug else "Samordnaren"
            say(f"       {origin.source}: {who}, {origin.person}{when}{version}")
            if origin.text != sentence.text:
                say(f"         {round(100 * origin.likeness)} % lika: {origin.text}")
        for step in sentence.steps:
            verdict = f", {step.verdict}" if step.verdict else ""
            say(f"       – {step.at:%Y-%m-%d %H.%M} {step.subject}{verdict} ({step.version[:10]})")


def _blamed_json(found: tuple[SentenceProvenance, ...]) -> list[dict[str, Any]]:
    return [
        {
            "line": sentence.line,
            "text": sentence.text,
            "origins": [
                {
                    "source": origin.source.value,
                    "municipality": origin.slug or None,
                    "person": origin.person or None,
                    "version": origin.version or None,
                    "date": origin.at.isoformat() if origin.at else None,
                    "text": origin.text,
                    "likeness": origin.likeness,
                    "why": origin.why or None,
                }
                for origin in sentence.origins
            ],
            "changes": [
                {
                    "version": step.version,
                    "date": step.at.isoformat(),
                    "person": step.person,
                    "subject": step.subject,
                    "decision": step.verdict or None,
                    "reason": step.reason or None,
                }
                for step in sentence.steps
            ],
        }
        for sentence in found
    ]


# The engine by itself


@click.command("merge-file")
@click.argument("base", metavar="GRUND")
@click.argument("sides", metavar="SIDA…", nargs=-1, required=True)
@click.option("-o", "--out", default="", metavar="FIL", help="Skriv resultatet i FIL.")
@json_option
def merge_file(base: str, sides: tuple[str, ...], out: str, machine: bool) -> int:
    """Sammanfoga två eller flera ändrade versioner av en textfil.

    GRUND är filen som alla utgick från. Där versionerna motsäger varandra står grundens text kvar
    i resultatet, och konflikten visas för sig. Texten utanför ändringarna kommer tillbaka tecken
    för tecken. Slutkoden är 0 utan konflikter och 3 med.
    """
    read = text_files.read
    merged = merge_texts(read(Path(base)), [Side(name, read(Path(name))) for name in sides])
    if out:
        text_files.write(Path(out), merged.text)
    if machine:
        as_json({"text": merged.text, "conflicts": _conflicts_json(merged)})
    else:
        if not out:
            _print_whole(merged.text)
        for conflict in merged.conflicts:
            tell(f"Konflikt på rad {conflict.line}:")
            tell(f"  grunden: {_one_line(conflict.base)}")
            for side in conflict.sides:
                tell(f"  {', '.join(side.names)}: {_one_line(side.text)}")
    return CONFLICTS_LEFT if merged.conflicts else 0


def _conflicts_json(merged: Merge) -> list[dict[str, Any]]:
    return [
        {
            "base": conflict.base,
            "sides": [side.text for side in conflict.sides],
            "files": [list(side.names) for side in conflict.sides],
            "line": conflict.line,
            "id": conflict.id,
        }
        for conflict in merged.conflicts
    ]


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "(struket)"


@click.command("merge-driver", hidden=True)
@click.argument("base", metavar="%O")
@click.argument("ours", metavar="%A")
@click.argument("theirs", metavar="%B")
def merge_driver(base: str, ours: str, theirs: str) -> int:
    """Sammanfoga åt git: resultatet skrivs i %A, och slutkoden är 1 när något är i konflikt.

    Märken skrivs aldrig i texten. Vid konflikt står den egna lydelsen kvar på det stället, allt
    annat är sammanfogat, och git har alla tre versionerna kvar.
    """
    read = text_files.read
    start, versions = read(Path(base)), {"A": read(Path(ours)), "B": read(Path(theirs))}
    merged = merge_texts(start, versions)
    if merged.conflicts:
        settlements = [
            Settlement(conflict.id, side.text)
            for conflict in merged.conflicts
            for side in conflict.sides
            if "A" in side.names
        ]
        text_files.write(Path(ours), merge_texts(start, versions, settlements).text)
        return 1
    text_files.write(Path(ours), merged.text)
    return 0


def _print_whole(text: str) -> None:
    """Print a text byte for byte into a pipe or file, and safely on a terminal."""
    if sys.stdout is None or sys.stdout.isatty():
        say(visible(text, keep_newlines=True).removesuffix("\n"))
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
