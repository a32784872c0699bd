"""The archive: the whole history, readable without the workbench and without git.

One folder holds the history as one file that git can read, the log as text, every file of the
response as it stands, the documents, a list of handlingar for the registrator, and digests of all.
"""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.core.language.swedish import long_date
from workbench.core.sending import Sendings, SentFile
from workbench.history import COORDINATOR, Version
from workbench.storage import files
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.exchange import handlingar
from workbench.workspace.exporting import EXPORTS, ExportOptions, Variant, documents_of
from workbench.workspace.packaging import PACKAGE
from workbench.workspace.record import sendings
from workbench.workspace.returning.originals import content, name_of, originals

ARCHIVE = "arkiv"
BUNDLE = "history.bundle"
SUMS = "SHA256SUMS"

_RECEIVED = {"contribute": "Bidrag", "withdraw": "Återtaget bidrag", "propose": "Ändringsförslag"}
_RECEIVED |= {"comment": "Kommentar", "adopt": "Beslut", "expect": "Besked om väntat beslut"}


@dataclass(frozen=True, slots=True)
class Archived:
    """What was put together."""

    folder: Path
    files: tuple[Path, ...]
    """In the order of the list of digests, which is the last."""


def archive(desk: Desk, out: Path | None = None) -> Archived:
    """Put the archive together.

    Args:
        desk: The opened response.
        out: Folder, new or empty; None is `export/arkiv` in the response's folder.

    Raises:
        InputError: The folder has something in it, or is no folder.
        StorageError: The disk refused; nothing is left in the folder.
    """
    folder = out or desk.folder / EXPORTS / ARCHIVE
    with files.begun(folder):
        content = dict(_content(desk))
        files.write_into(folder, content)
        desk.history.bundle(folder / BUNDLE)
        content[BUNDLE] = (folder / BUNDLE).read_bytes()
        sums = "".join(
            f"{hashlib.sha256(data).hexdigest()}  {name}\n"
            for name, data in sorted(content.items())
        )
        files.write(folder / SUMS, sums.encode())
    return Archived(folder, tuple(folder / name for name in (*sorted(content), SUMS)))


def _content(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of everything but the history itself."""
    acts = tuple(reversed(desk.history.log()))
    sent = sendings(desk)
    yield "LÄSMIG.txt", _about(desk, sent).encode()
    yield "logg.txt", _log(desk, acts).encode()
    yield "diarielista.csv", _register(desk, acts, sent)
    for path, data in desk.files().items():
        yield f"svaret/{path}", data
    documents = dict(_documents(desk, sent))
    for name, data in documents.items():
        yield f"dokument/{name}", data
    yield from _kept(desk, sent, documents)
    yield from _came_in(desk)


def _documents(desk: Desk, sent: Sendings) -> Iterator[tuple[str, bytes]]:
    """Yield the answer that was sent, made again; before that the one that stands now."""
    version = sent.answer.version if sent.answer else ""
    for variant in (Variant.ANSWER, Variant.SUMMARY):
        dated = sent.answer.dated if sent.answer else None
        options = ExportOptions(variant=variant, pdf=True, date=dated)
        for file in documents_of(desk, options, version):
            yield file.name, file.content


def _kept(
    desk: Desk, sent: Sendings, documents: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """Yield what was sent and is not among the documents: letters, as they lie in the package."""
    made = {hashlib.sha256(data).hexdigest() for data in documents.values()}
    missing = []
    for sending in sent.sending:
        folder = f"skickat/{sending.at:%Y-%m-%d} {sending.kind}"
        for file in sending.files:
            data = _packaged(desk, file)
            if data is not None:
                yield f"{folder}/{Path(file.name).name}", data
            elif file.sha256 not in made:
                missing.append(f"{folder}/{file.name}  sha256 {file.sha256}")
    if missing:
        told = "Skickat, men finns inte kvar på datorn och går inte att göra om:\n"
        yield "skickat/SAKNAS.txt", (told + "\n".join(missing) + "\n").encode()


def _came_in(desk: Desk) -> Iterator[tuple[str, bytes]]:
    """Yield the Word files that were taken in, as they came."""
    missing, names = [], set()
    for original in originals(desk):
        row = original.row
        name = f"inkommet/{row.at:%Y-%m-%d} {row.municipality} {name_of(original)}"
        if name in names:
            name = f"{name.removesuffix('.docx')} {row.sha256[:8]}.docx"
        names.add(name)
        data = content(original)
        if data is None:
            missing.append(f"{name}  sha256 {row.sha256}")
        else:
            yield name, data
    if missing:
        told = "Intaget, men filen finns inte på den här datorn:\n"
        yield "inkommet/SAKNAS.txt", (told + "\n".join(missing) + "\n").encode()


def _packaged(desk: Desk, file: SentFile) -> bytes | None:
    """Return a sent file as it lies in the package's folder; None when it is no longer there."""
    path = desk.folder / EXPORTS / PACKAGE / Path(file.name).name
    if not path.is_file():
        return None
    data = files.read(path)
    return data if hashlib.sha256(data).hexdigest() == file.sha256 else None


def _about(desk: Desk, sent: Sendings) -> str:
    about, referral = desk.response().facts.response, desk.response().facts.referral
    told = "Yttrandet är inte antecknat som skickat."
    if sent.answer:
        told = f"Yttrandet skickades den {long_date(sent.answer.at.date())}."
    return (
        f"{about.name or about.id}: yttrande över {referral.full_title}\n"
        f"Departementets dnr: {referral.registration_number or 'okänt'}\n"
        f"{told}\n\n"
        "dokument/        yttrandet i Word och PDF, och sammanställningen av bidragen\n"
        "skickat/         det som har skickats, som det låg i paketet\n"
        "inkommet/        Word-filer som har kommit in, som de var\n"
        "svaret/          alla texter och uppgifter, som vanliga textfiler\n"
        "logg.txt         allt som har gjorts, av vem och när\n"
        "diarielista.csv  in- och utgående handlingar, för registrator\n"
        f"{BUNDLE}   hela historiken; läses med: git clone -b main {BUNDLE} MAPP\n"
        f"{SUMS}       kontrollsummor; kontrolleras med: sha256sum -c {SUMS}\n"
    )


def _log(desk: Desk, acts: tuple[Version, ...]) -> str:
    lines = []
    for act in acts:
        milestone = f"  [{act.milestone}]" if act.milestone else ""
        lines.append(f"{clock.wall(act.at):%Y-%m-%d %H:%M}  {_who(desk, act)}{milestone}")
        lines.append(f"    {act.subject}")
        reason = act.trailers.get("Remiss-Reason")
        lines += [f"    skäl: {reason}"] if reason else []
        lines += [f"    {path}" for path in act.paths]
        lines.append(f"    version {act.id}")
    return "\n".join(lines) + "\n"


def _who(desk: Desk, act: Version) -> str:
    municipality = desk.response().municipalities.get(act.party)
    who = municipality.name if municipality else act.party
    return f"{'Samordnaren' if act.party == COORDINATOR else who} ({act.author.name})"


def _register(desk: Desk, acts: tuple[Version, ...], sent: Sendings) -> bytes:
    """Return the list of handlingar, as a spreadsheet opens it."""
    response = desk.response()
    rows = list(handlingar(desk))
    for act in acts:
        day = f"{clock.wall(act.at):%Y-%m-%d}"
        municipality = response.municipalities.get(act.party)
        kind = _RECEIVED.get(act.trailers.get("Remiss-Act", ""), "")
        if municipality is not None and kind:
            who, number = municipality.official_name, municipality.registration_number
            rows.append((day, "in", kind, who, number, act.subject))
        elif act.milestone:
            rows.append((day, "upprättad", "Version", "", "", act.subject))
    for sending in sent.sending:
        number = response.facts.referral.registration_number
        names = ", ".join(file.name for file in sending.files)
        day, to = f"{sending.at:%Y-%m-%d}", ", ".join(sending.to)
        rows.append((day, "ut", sending.kind.value.capitalize(), to, number, names))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(("Nr", "Datum", "Riktning", "Handling", "Från eller till", "Dnr", "Innehåll"))
    for number_, row in enumerate(sorted(rows, key=lambda row: row[0]), 1):
        writer.writerow((number_, *(_cell(cell) for cell in row)))
    return text.getvalue().encode("utf-8-sig")


def _cell(text: str) -> str:
    """Return text that a spreadsheet takes for text and never for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text
