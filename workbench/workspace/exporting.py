"""Making the documents: from a version of the whole to files with the names that are asked for."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from workbench.core.answer import (
    AnswerOptions,
    contribution_summary,
    decision_basis,
    joint_answer,
)
from workbench.core.answer.arms import read_arms
from workbench.core.check import Kind, blocking
from workbench.core.document import Document
from workbench.core.language.swedish import join_names
from workbench.core.made import MadeDocument
from workbench.core.response import Response
from workbench.core.text import normalise
from workbench.errors import InputError, OutsideError, StageError, StorageError
from workbench.history import Version
from workbench.storage import files
from workbench.storage.response import read_response
from workbench.word.writer import compose
from workbench.workspace import clock
from workbench.workspace.checking import check
from workbench.workspace.desk import Desk
from workbench.workspace.inspecting import barriers, refuse_unfit
from workbench.workspace.proofs import alternatives_proof, tracked_proof
from workbench.workspace.record import remember
from workbench.workspace.seat import Seat, find_municipality, require_coordinator
from workbench.workspace.templates import TemplateFile, keep_template, template_file, template_used
from workbench.workspace.whole import (
    recorded_version_of_now,
    version_of_now,
    version_or_last_act,
    versions_of_now,
)

EXPORTS = "export"
"""Folder below the response for what is made; never part of the response."""

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


class Variant(StrEnum):
    """What kind of document is made."""

    ANSWER = "svar"
    DRAFT = "utkast"
    TRACKED = "med spårade ändringar"
    ALTERNATIVES = "med alternativ"
    BASIS = "beslutsunderlag"
    SUMMARY = "sammanställning"

    @property
    def marking(self) -> str:
        """What stands on every page; empty for what is not a working copy of the answer."""
        return _MARKINGS.get(self, "")


_MARKINGS = {
    Variant.DRAFT: "UTKAST",
    Variant.TRACKED: "UTKAST med spårade ändringar",
    Variant.ALTERNATIVES: "UTKAST med alternativ",
}


_LEAVING = frozenset({Variant.ANSWER, Variant.BASIS, Variant.SUMMARY})
"""What others than those who write it get as it is: nothing hidden may be in it."""


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """One file that was made."""

    path: Path
    sha256: str
    pages: int | None
    """Pages, where the writer counts them."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A document in one format, not yet on the disk."""

    name: str
    content: bytes
    pages: int | None = None
    """Pages, where the writer counts them."""
    estimates: tuple[str, ...] = ()
    """Why the page numbers of its contents may differ from those that Word shows."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export made."""

    version: str
    """Full identity of the version of the whole that the files are made from."""
    milestone: str
    """Its name, when it has one."""
    files: tuple[ExportedFile, ...]
    remarks: tuple[str, ...] = ()
    """What is worth knowing about the files, one sentence each."""


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What is to be made."""

    out: Path | None = None
    """Folder for the files; None is `export` in the response's folder."""
    variant: Variant = Variant.ANSWER
    municipality: str = ""
    """Whose decision basis it is."""
    pdf: bool = False
    via_office: bool = False
    """The PDF is made by LibreOffice of exactly the Word file."""
    date: dt.date | None = None
    """The day on the document; None is the day of the version."""


def export(desk: Desk, seat: Seat, options: ExportOptions, *, despite: str = "") -> Exported:
    """Make documents of the response as it is saved now.

    A version of the whole is recorded first, unless the last one already is what is saved: a
    document can always be traced to the version that it shows.

    Args:
        desk: The opened response.
        seat: Who exports.
        options: What is to be made.
        despite: Why the answer is made although the check finds errors; kept in the history.

    Raises:
        StageError: The check finds errors in what is to be sent, and no reason is given.
        InputError: The template lacks a style, or a municipality is not known.
        StorageError: The folder cannot be written.
    """
    if options.variant is Variant.ANSWER:
        _see_to_errors(desk, seat, options, despite)
    remarks = _keep_template(desk, seat)
    shown, noted = _version(desk, seat, options)
    day = options.date or clock.wall(shown.at).date()
    answer = AnswerOptions(
        date=day,
        marking=options.variant.marking,
        version=shown.milestone or shown.id[:10],
        arms=read_arms(desk.files()),
    )
    document, used = _document(desk, options, answer), template_file(desk)
    folder = options.out or desk.folder / EXPORTS
    try:
        written = written_files(desk, document, options, used)
        made = tuple(_save(folder, file) for file in written)
    except StorageError as refused:
        raise StorageError(str(refused), hint="Ange en annan mapp med --out MAPP.") from refused
    rows = [_row(desk, file, shown, day, options, used) for file in made]
    remarks += note(desk, seat, rows) if noted else (_NOT_NOTED,)
    remarks += (*_estimated(written), *_remarks(made, options))
    return Exported(shown.id, shown.milestone, made, remarks)


_NOT_NOTED = (
    "Svarets mapp går inte att skriva i, så det är inte antecknat att dokumenten har gjorts."
)


def _keep_template(desk: Desk, seat: Seat) -> tuple[str, ...]:
    try:
        keep_template(desk, seat)
    except OutsideError:
        return ("Mallen gick inte att spara i historiken.",)
    return ()


def _version(desk: Desk, seat: Seat, options: ExportOptions) -> tuple[Version, bool]:
    """Return what the documents show; a working copy is made also where nothing can be saved."""
    if options.variant is Variant.ANSWER:
        return recorded_version_of_now(desk, seat), True
    return version_or_last_act(desk, seat)


def note(desk: Desk, seat: Seat, rows: Sequence[MadeDocument]) -> tuple[str, ...]:
    """Record that documents were made; returns what is worth telling of it."""
    try:
        remember(desk, seat, rows)
    except OutsideError:
        return (_NOT_NOTED,)
    return ()


def _see_to_errors(desk: Desk, seat: Seat, options: ExportOptions, despite: str) -> None:
    """Let an answer with errors through only with a reason, which is recorded."""
    errors = blocking(check(desk, spelling=False, dated=options.date))
    if not errors:
        return
    conflicts = [finding for finding in errors if finding.code == Kind.OPEN_CONFLICT.code]
    if conflicts:
        # No reason lets a conflict through: there is no text yet that all could have agreed to.
        raise StageError(
            conflicts[0].message[0].lower() + conflicts[0].message[1:].rstrip("."),
            hint="Avgör det (remiss conflicts, remiss settle), eller visa det med --alternatives.",
        )
    count = errors[0].severity.counted(len(errors))
    if not despite:
        raise StageError(
            f"kontrollen hittar {count}, bland annat: {errors[0].message}",
            hint="Se remiss check. Ett utkast görs med --draft; annars --despite-errors SKÄL.",
        )
    require_coordinator(seat, "exportera trots fel")
    reason = " ".join(despite.split())
    with desk.history.lock():
        if any(v.trailers.get("Remiss-Reason") == reason for v in versions_of_now(desk)):
            return  # said already of just this; a new version would only give the files new names
        desk.history.record_version(
            f"Exporteras trots {count}: {reason}",
            seat.person,
            clock.now(),
            trailers={"Remiss-Act": "version", "Remiss-Reason": reason},
        )


def documents_of(desk: Desk, options: ExportOptions, version: str) -> list[WrittenFile]:
    """Make the answer or the summary of a version again, whatever the check says of it.

    Args:
        desk: The opened response.
        options: What is to be made; nothing that is put beside the text of what is saved now.
        version: The version's identity; empty for what is saved now.
    """
    found = version_of_now(desk)
    if version:
        found = next((one for one in desk.history.log() if one.id == version), None)
    saved = desk.history.read(None, version=version or None)
    response = read_response(saved)
    at, name = (found.at, found.milestone or found.id[:10]) if found else (clock.now(), "")
    answer = AnswerOptions(
        options.date or clock.wall(at).date(),
        options.variant.marking,
        name,
        arms=read_arms(saved),
    )
    make = contribution_summary if options.variant is Variant.SUMMARY else joint_answer
    used = template_used(desk, found.id if found else "")
    return written_files(desk, make(response, answer), options, used)


def _document(desk: Desk, options: ExportOptions, answer: AnswerOptions) -> Document:
    response = desk.response()
    match options.variant:
        case Variant.ANSWER | Variant.DRAFT:
            return joint_answer(response, answer)
        case Variant.TRACKED:
            return joint_answer(response, answer, tracked_proof(desk, answer.version))
        case Variant.ALTERNATIVES:
            return joint_answer(response, answer, alternatives_proof(desk, answer.version))
        case Variant.SUMMARY:
            return contribution_summary(response, answer)
        case Variant.BASIS:
            if not options.municipality:
                raise InputError(
                    "ett beslutsunderlag görs för en kommun", hint="Lägg till --as KOMMUN."
                )
            municipality = find_municipality(response, options.municipality)
            return decision_basis(response, municipality, answer)


def file_name(response: Response, options: ExportOptions) -> str:
    """Return the file's name without ending: registration number and sender, as ministries ask.

    A slash of the number becomes a hyphen: `S2020-06592 Kommunerna i Dalarna`.
    """
    about, referral = response.facts.response, response.facts.referral
    sender = about.name or about.id
    if options.variant is Variant.BASIS:
        sender = find_municipality(response, options.municipality).official_name
    number = referral.registration_number.replace("/", "-").replace(":", "-")
    kind = "" if options.variant is Variant.ANSWER else options.variant.value
    return safe_name(" ".join(word for word in (number, sender, kind) if word))


def safe_name(words: str) -> str:
    """Return words as a file name without ending, for any system's disk."""
    return _NOT_IN_FILE_NAMES.sub("", normalise(words))[:120].strip(" .") or "Remissvar"


def written_files(
    desk: Desk, document: Document, options: ExportOptions, used: TemplateFile
) -> list[WrittenFile]:
    """Write a document in the formats that are wanted; nothing is put on the disk.

    Raises:
        StageError: What is to be sent holds something hidden, or cannot be read by everybody.
        PdfError: The PDF could not be made.
    """
    name = file_name(desk.response(), options)
    written = compose(document, used.read())
    found = [WrittenFile(f"{name}.docx", written.data, written.page_count, written.estimates)]
    if options.via_office:
        from workbench.pdf import office

        found.append(WrittenFile(f"{name}.pdf", office.convert(written.data)))
    elif options.pdf:
        from workbench.pdf import typeset

        found.append(WrittenFile(f"{name}.pdf", typeset.write(document)))
    if options.variant in _LEAVING:
        for file in found:
            if not (options.via_office and file.name.endswith(".pdf")):
                refuse_unfit(file.name, file.content)
    return found


def _estimated(written: Iterable[WrittenFile]) -> tuple[str, ...]:
    """Tell that page numbers may differ from Word's, and why."""
    why = join_names(dict.fromkeys(reason for file in written for reason in file.estimates))
    if not why:
        return ()
    return (
        f"Sidnumren i innehållsförteckningen är uppskattade: {why}. "
        "Uppdatera förteckningen i Word om de behöver stämma på sidan.",
    )


def _remarks(made: Iterable[ExportedFile], options: ExportOptions) -> tuple[str, ...]:
    """Tell what LibreOffice's PDF lacks: that program's doing, which no template can mend."""
    if not options.via_office:
        return ()
    found = [b for f in made if f.path.suffix == ".pdf" for b in barriers(files.read(f.path))]
    if not found:
        return ()
    return (
        f"PDF-filen från LibreOffice är inte tillgänglig för alla ({'; '.join(found)}). "
        "Den som arbetsbänken gör själv, med --pdf, är det.",
    )


def _row(
    desk: Desk,
    file: ExportedFile,
    shown: Version,
    day: dt.date,
    options: ExportOptions,
    used: TemplateFile,
) -> MadeDocument:
    whose = options.municipality if options.variant is Variant.BASIS else ""
    return MadeDocument(
        name=file.path.name,
        sha256=file.sha256,
        kind=options.variant.value,
        at=clock.wall(clock.now()).replace(microsecond=0),
        version=shown.id,
        dated=day,
        municipality=find_municipality(desk.response(), whose).slug if whose else None,
        template=used.sha256 if file.path.suffix == ".docx" or options.via_office else None,
    )


def _save(folder: Path, file: WrittenFile) -> ExportedFile:
    path = folder / file.name
    files.write(path, file.content)
    return ExportedFile(path, hashlib.sha256(file.content).hexdigest(), file.pages)
