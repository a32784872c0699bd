"""Commands over versions: `log`, `diff`, `restore`, `milestone`."""

from pathlib import Path

import click

from workbench.cli.changes import MARKS
from workbench.cli.options import folder_option, json_option, opened, party_options
from workbench.cli.output import as_json, say, table
from workbench.core.language.swedish import counted
from workbench.core.merging.diff import Kind
from workbench.workspace.versions import NOW, FileDifference


@click.command("log")
@click.option("--section", default="", metavar="AVSNITT", help="Bara detta avsnitt.")
@click.option("--as", "party", default="", metavar="KOMMUN", help="Bara denna kommun.")
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=None, metavar="ANTAL", help="Högst så många."
)
@folder_option
@json_option
def log(section: str, party: str, limit: int | None, folder: Path, machine: bool) -> None:
    """Visa vad som har gjorts, av vem och när; det senaste först."""
    entries = opened(folder, strict=False).log(section=section, municipality=party, limit=limit)
    if machine:
        as_json(
            [
                {
                    "id": entry.id,
                    "at": entry.at.isoformat(),
                    "party": entry.who,
                    "author": entry.person,
                    "on_behalf": entry.on_behalf,
                    "subject": entry.subject,
                    "section": entry.section or None,
                    "milestone": entry.milestone or None,
                    "paths": list(entry.paths),
                }
                for entry in entries
            ]
        )
        return
    table(
        [
            [
                entry.id,
                f"{entry.at:%Y-%m-%d %H.%M}",
                entry.who,
                entry.subject
                + (f"  ({entry.signed})" if entry.on_behalf else "")
                + (f"  ◆ {entry.milestone}" if entry.milestone else ""),
            ]
            for entry in entries
        ]
    )


@click.command("diff")
@click.argument("before", metavar="A")
@click.argument("after", metavar="[B]", default=NOW)
@click.option("--section", default="", metavar="AVSNITT", help="Bara detta avsnitt.")
@folder_option
@json_option
def diff(before: str, after: str, section: str, folder: Path, machine: bool) -> None:
    """Jämför version A med B, ord för ord. Utan B jämförs med läget nu.

    Borttaget står inom [-…-] och tillagt inom {+…+}.
    """
    differences = opened(folder, strict=False).compare(before, after, section=section)
    if machine:
        as_json([_as_json(difference) for difference in differences])
        return
    for difference in differences:
        say(f"── {difference.label}  ({difference.path})")
        say(marked(difference).rstrip("\n"))
        say()
    say(counted(len(differences), ("fil skiljer", "filer skiljer")) + ".")


def marked(difference: FileDifference) -> str:
    """Write a difference in one text: [-borttaget-] and {+tillagt+}."""
    pieces = []
    for piece in difference.pieces():
        # A mark that swallowed line ends would glue lines together on screen.
        inner = piece.text.strip("\n")
        head = piece.text[: len(piece.text) - len(piece.text.lstrip("\n"))]
        tail = piece.text[len(head) + len(inner) :]
        pieces.append(head + (MARKS[piece.kind].format(inner) if inner else "") + tail)
    return "".join(pieces)


def _as_json(difference: FileDifference) -> dict[str, object]:
    names = {Kind.KEPT: "kept", Kind.DELETED: "deleted", Kind.INSERTED: "inserted"}
    return {
        "path": difference.path,
        "label": difference.label,
        "pieces": [
            {"kind": names[piece.kind], "text": piece.text} for piece in difference.pieces()
        ],
    }


@click.command("restore")
@click.argument("version", metavar="VERSION")
@click.argument("section", metavar="AVSNITT")
@party_options
@folder_option
@json_option
def restore(
    version: str, section: str, party: str, officer: str, folder: Path, machine: bool
) -> None:
    """Hämta tillbaka ett avsnitt ur en tidigare version.

    Det blir en ny version; det som skrivits senare finns kvar i historiken.
    """
    workspace = opened(folder, party)
    saved = workspace.restore(version, section, party=party, officer=officer)
    if machine:
        as_json({"section": workspace.section_key(section), "version": saved})
        return
    say(f"Återställde {section} till {version} (version {saved[:10]}).")


@click.command("milestone")
@click.argument("tag", metavar="MÄRKE")
@click.argument("title", metavar="[BESKRIVNING]", default="")
@folder_option
@json_option
def milestone(tag: str, title: str, folder: Path, machine: bool) -> None:
    """Sätt ett märke, till exempel utkast-2, på hela svaret som det står nu."""
    version = opened(folder).set_milestone(tag, title)
    if machine:
        as_json({"milestone": tag, "version": version})
    else:
        say(f"Satte märket {tag} på version {version[:10]}.")
