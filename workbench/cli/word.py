"""`remiss word …`: tracked changes and comments in Word files."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path

import click

from workbench.cli.group import CommandTable
from workbench.cli.options import json_option
from workbench.cli.output import as_json, say, tell
from workbench.core.language.swedish import counted
from workbench.errors import InputError
from workbench.workspace import documents
from workbench.workspace.documents import SettleReport, Settling

INCOMPLETE = 3
"""Exit code when some chosen change could not be settled."""

_NOT_UNDERSTOOD = (
    "Det som inte förstås tas inte in. Öppna filen i Word, godkänn eller avslå det där, spara och "
    "försök igen."
)
_CHANGES = ("ändring", "ändringar")

_PARTS = (
    ("header", "sidhuvudet"),
    ("footer", "sidfoten"),
    ("footnotes", "fotnoterna"),
    ("endnotes", "slutnoterna"),
    ("comments", "kommentarerna"),
    ("styles", "formatmallarna"),
    ("numbering", "listorna"),
)
"""What parts other than the text are called, by how their names begin."""

word = CommandTable(
    "word",
    {
        "list": ("word:list_marks", "Visa spårade ändringar och kommentarer."),
        "text": ("word:text", "Visa texten, med eller utan ändringarna."),
        "accept": ("word:accept", "Godkänn ändringar i en kopia."),
        "reject": ("word:reject", "Avslå ändringar i en kopia."),
        "compare": ("comparing:compare", "Jämför två dokument med spårade ändringar."),
        "send": ("exchange:send", "Gör arbetskopior till dem som bara har Word."),
        "receive": ("exchange:receive", "Ta in en arbetskopia som kommit tillbaka."),
        "received": ("exchange:received", "Visa filerna som tagits in, eller få ut en av dem."),
    },
    about="Spårade ändringar och kommentarer i Worddokument.",
)

_file = click.argument("file", metavar="FIL", type=click.Path(path_type=Path))
_out = click.argument("out", metavar="NY", type=click.Path(path_type=Path))


@click.command("list")
@_file
@json_option
def list_marks(file: Path, machine: bool) -> None:
    """Visa alla spårade ändringar och kommentarer, med författare och tid."""
    found = documents.marks(file)
    if machine:
        as_json(documents.as_listing(found))
        return
    for revision in found.revisions:
        who = revision.author or "okänd"
        when = (revision.date or "utan tid")[:16].replace("T", " ")
        where = _where(revision.part, revision.paragraph)
        say(f"{revision.key:<4} {revision.kind:<17} {who}, {when}{where}: {_line(revision.text)}")
    for comment in found.comments:
        state = " (löst)" if comment.resolved else ""
        answer = "  ↳ " if comment.parent else ""
        say(f"{answer}kommentar{state} {comment.author or 'okänd'}: {_line(comment.text)}")
        if comment.anchor:
            say(f"    om ”{_line(comment.anchor)}”")
    for unknown in found.unknown:
        say(f"Förstås inte: {unknown.name} i {unknown.part} ({unknown.count})")
    if found.unknown:
        tell(_NOT_UNDERSTOOD)
    for remark in found.remarks:
        tell(f"Obs: {remark}")
    comments = counted(len(found.comments), ("kommentar", "kommentarer"))
    say(f"{counted(len(found.revisions), _CHANGES)}, {comments}.")


def _line(text: str) -> str:
    """A text on one line."""
    return text.replace("\n", " / ")


def _where(part: str, paragraph: int | None) -> str:
    """Where in the file a change stands, as a reader would say it."""
    place = "" if paragraph is None else f", stycke {paragraph + 1}"
    leaf = part.rpartition("/")[2]
    return place + next((f" i {name}" for start, name in _PARTS if leaf.startswith(start)), "")


@click.command("text")
@_file
@click.option(
    "--view",
    type=click.Choice(["accept", "reject", "original"]),
    default="accept",
    help="Med ändringarna godkända, avslagna, eller som det var.",
)
@json_option
def text(file: Path, view: str, machine: bool) -> None:
    """Visa texten i dokumentets brödtext, tabellceller inräknade."""
    paragraphs = documents.text(file, view)
    if machine:
        as_json({"paragraphs": list(paragraphs)})
        return
    for paragraph in paragraphs:
        say(paragraph)


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which changes the user named."""

    authors: tuple[str, ...]
    keys: tuple[str, ...]
    kinds: tuple[str, ...]
    first: str | None
    last: str | None

    def bounds(self, file: Path) -> tuple[int, int | None]:
        """The first and last place, among the changes of a file, of those that are meant."""
        if self.first is None and self.last is None:
            return 0, None
        places: dict[str, list[int]] = {}
        for revision in documents.marks(file).revisions:
            for name in {revision.key, revision.id}:
                places.setdefault(name, []).append(revision.index)
        for key in (self.first, self.last):
            if key is not None and key not in places:
                raise InputError(
                    f"ingen ändring har id {key}", file=file.name, hint="Se remiss word list."
                )
        first = 0 if self.first is None else places[self.first][0]
        return first, None if self.last is None else places[self.last][-1]


_CHOICES = (
    click.option("--author", "authors", multiple=True, metavar="NAMN", help="Bara denna persons."),
    click.option("--id", "keys", multiple=True, metavar="ID", help="Bara ändringen med detta id."),
    click.option(
        "--kind", "kinds", multiple=True, metavar="SLAG", help="Bara detta slag (se word list)."
    ),
    click.option("--from", "first", metavar="ID", help="Från och med denna ändring."),
    click.option("--to", "last", metavar="ID", help="Till och med denna ändring."),
)


def _selection_options(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that choose changes, as one argument `chosen`."""

    @wraps(command)
    def gathered(
        *,
        authors: tuple[str, ...],
        keys: tuple[str, ...],
        kinds: tuple[str, ...],
        first: str | None,
        last: str | None,
        **others: object,
    ) -> int:
        return command(chosen=Chosen(authors, keys, kinds, first, last), **others)

    for option in reversed(_CHOICES):
        gathered = option(gathered)
    return gathered


def _settling(name: str, settling: Settling, do: str) -> click.Command:
    """Make the command that settles the chosen changes in one way."""

    @click.command(name, help=f"{do} ändringar i FIL och skriv resultatet till NY.")
    @_file
    @_out
    @_selection_options
    @json_option
    def settle(file: Path, out: Path, chosen: Chosen, machine: bool) -> int:
        return _settle(file, out, settling, chosen, machine=machine)

    return settle


accept = _settling("accept", Settling.ACCEPT, "Godkänn")
reject = _settling("reject", Settling.REJECT, "Avslå")


def _settle(file: Path, out: Path, settling: Settling, chosen: Chosen, *, machine: bool) -> int:
    selection = documents.selection(authors=chosen.authors, keys=chosen.keys, kinds=chosen.kinds)
    first, last = chosen.bounds(file)
    selection = replace(selection, first=first, last=last)
    report = documents.settle_file(file, out, settling, selection)
    if machine:
        as_json(_report_as_json(report))
    else:
        _print(report, out, settling)
    return 0 if report.complete else INCOMPLETE


def _print(report: SettleReport, out: Path, settling: Settling) -> None:
    done = "Godkände" if settling is Settling.ACCEPT else "Avslog"
    say(f"{done} {counted(len(report.settled), _CHANGES)}; {report.left} kvar. Skrev {out}.")
    for broken in report.broken:
        place = "" if broken.paragraph is None else f", stycke {broken.paragraph + 1}"
        tell(
            f"Kunde inte avgöras: {broken.id or 'utan id'} ({broken.name} i {broken.part}{place}): "
            f"{broken.reason}"
        )
    for remark in report.remarks:
        tell(f"Obs: {remark}")
    for overlap in report.overlaps:
        mine, other = overlap.revision, overlap.other
        tell(
            f"Lämnad: {mine.key} av {mine.author or 'okänd'} hänger ihop med {other.key} av "
            f"{other.author or 'okänd'}, som inte är avgjord."
        )


def _report_as_json(report: SettleReport) -> dict[str, object]:
    return {
        "settled": [revision.key for revision in report.settled],
        "left": report.left,
        "remarks": list(report.remarks),
        "broken": [
            {
                "id": broken.id,
                "name": broken.name,
                "part": broken.part,
                "paragraph": broken.paragraph,
                "reason": broken.reason,
            }
            for broken in report.broken
        ],
        "overlaps": [
            {"id": overlap.revision.key, "other": overlap.other.key} for overlap in report.overlaps
        ],
    }
