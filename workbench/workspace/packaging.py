"""Sending: the package for the ministry, letters afterwards, and the record of what was sent.

The workbench sends nothing itself. It makes a folder with everything, among it a message that a
mail program opens ready to be sent; when that has been done, it is recorded.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench import mail
from workbench.core import places
from workbench.core.answer.arms import read_arms
from workbench.core.answer.letters import (
    LetterOptions,
    addendum,
    cover_letter,
    distribution_list,
    mail_body,
    withdrawal,
)
from workbench.core.document import Document
from workbench.core.made import MadeDocument
from workbench.core.party import Municipality
from workbench.core.sending import Kind, Sending, SentFile
from workbench.errors import InputError, StageError
from workbench.pdf import typeset
from workbench.storage import files
from workbench.word.writer import write
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.document_file import DocumentFile
from workbench.workspace.exporting import (
    EXPORTS,
    ExportOptions,
    export,
    file_name,
    note,
    safe_name,
)
from workbench.workspace.inspecting import refuse_unfit
from workbench.workspace.recognising import Recognised, recognise
from workbench.workspace.record import last_answer, record
from workbench.workspace.reviewing import label
from workbench.workspace.seat import Seat, find_municipality, require_coordinator
from workbench.workspace.templates import template, template_file
from workbench.workspace.whole import version_or_last_act

PACKAGE = "paket"
"""Folder of the package below the folder of exports."""


@dataclass(frozen=True, slots=True)
class PackageOptions:
    """What is chosen when something is to be sent."""

    out: Path | None = None
    """Folder; None is `export/paket` in the response's folder."""
    to: tuple[str, ...] = ()
    """Mail addresses; empty for the referral's own, with its copies."""
    date: dt.date | None = None
    """The day on the documents; None is the day of the version, for a letter today."""


@dataclass(frozen=True, slots=True)
class Packaged:
    """What was made."""

    folder: Path
    files: tuple[Path, ...]
    message: Path
    to: tuple[str, ...]
    copies: tuple[str, ...]
    subject: str


def package(desk: Desk, seat: Seat, options: PackageOptions, *, despite: str = "") -> Packaged:
    """Make everything that is needed to send the answer.

    Raises:
        StageError: As for `exporting.export`.
        InputError: Nobody to send to is known, or an address is none.
    """
    require_coordinator(seat, "göra paketet som skickas")
    to, copies = _receivers(desk, options)
    folder = _folder(desk, options)
    chosen = ExportOptions(out=folder, pdf=True, date=options.date)
    made = export(desk, seat, chosen, despite=despite)
    answers = [file.path for file in made.files]
    answers += _attachments(desk, folder)
    version = made.milestone or made.version[:10]
    day = options.date or clock.wall(clock.now()).date()
    letters = LetterOptions(day, version, to, copies, read_arms(desk.files()))
    response, name = desk.response(), file_name(desk.response(), chosen)
    names = [path.name for path in answers]
    around = [
        _word(desk, folder / f"{name} följebrev.docx", cover_letter(response, letters, names)),
        _word(desk, folder / f"{name} sändlista.docx", distribution_list(response, letters)),
    ]
    for path, kind in zip(around, ("följebrev", "sändlista"), strict=True):
        _note(desk, seat, [path], _Letter(kind, made.version, day))
    subject = _subject(desk)
    body = mail_body(response, names, "")
    message = _message(folder / f"{name}.eml", answers, mail.Message(to, subject, body, copies))
    return Packaged(folder, (*answers, *around), message, to, copies, subject)


@dataclass(frozen=True, slots=True)
class LetterWanted:
    """A letter about an answer that has been sent."""

    kind: Kind
    """An addendum or a withdrawal."""
    sections: tuple[str, ...]
    """As somebody named them."""
    municipality: str = ""
    """Whose; empty for all together."""
    reason: str = ""


def letter(desk: Desk, seat: Seat, wanted: LetterWanted, options: PackageOptions) -> Packaged:
    """Make a letter that adds to, or takes back, parts of the answer that was sent.

    Raises:
        StageError: No answer is recorded as sent.
        InputError: A section or a municipality is not known, or the section says nothing.
    """
    require_coordinator(seat, "göra brev till departementet")
    sent = _sent(desk)
    keys, by = _about(desk, wanted)
    to, copies = _receivers(desk, options)
    day = options.date or clock.wall(clock.now()).date()
    chosen = LetterOptions(day, "", to, copies, read_arms(desk.files()))
    response = desk.response()
    if wanted.kind is Kind.ADDENDUM:
        document = addendum(response, chosen, sent, keys, by=by)
    else:
        document = withdrawal(response, chosen, sent, keys, by=by, reason=wanted.reason)
    folder = _folder(desk, options)
    path = folder / f"{_letter_name(desk, wanted.kind, keys, by)}.docx"
    made = [_word(desk, path, document), _pdf(path.with_suffix(".pdf"), document)]
    shown, _ = version_or_last_act(desk, seat)
    _note(desk, seat, made, _Letter(wanted.kind.value, shown.id, day, by.slug if by else None))
    subject = f"{_subject(desk)}, {wanted.kind}"
    body = f"{document.title}.\n\n" + "\n".join(f"- {path.name}" for path in made) + "\n"
    message = _message(path.with_suffix(".eml"), made, mail.Message(to, subject, body, copies))
    return Packaged(folder, tuple(made), message, to, copies, subject)


def record_package(
    desk: Desk, seat: Seat, options: PackageOptions, at: dt.datetime | None = None
) -> Sending:
    """Record that the package in the folder has been sent, just as its message stands there.

    Args:
        desk: The opened response.
        seat: Who records it.
        options: The folder, and the receivers when they were others than the message says.
        at: When it was sent, Swedish time; None is now.

    Raises:
        StageError: There is no package in the folder.
    """
    name = file_name(desk.response(), ExportOptions())
    path = _folder(desk, options) / f"{name}.eml"
    sending = _sending(desk, seat, path, options, at)
    record(desk, seat, sending)
    return sending


def record_letter(
    desk: Desk,
    seat: Seat,
    wanted: LetterWanted,
    options: PackageOptions,
    at: dt.datetime | None = None,
) -> Sending:
    """Record that a letter, as it was made, has been sent.

    Raises:
        StageError: The letter has not been made, or no answer is recorded as sent.
    """
    _sent(desk)
    keys, by = _about(desk, wanted)
    path = _folder(desk, options) / f"{_letter_name(desk, wanted.kind, keys, by)}.eml"
    about = {
        "kind": wanted.kind,
        "sections": keys,
        "municipality": by.slug if by else None,
        "reason": wanted.reason,
    }
    sending = _sending(desk, seat, path, options, at).model_copy(update=about)
    record(desk, seat, sending)
    return sending


@dataclass(frozen=True, slots=True)
class _Letter:
    """What is recorded of a letter."""

    kind: str
    version: str
    day: dt.date
    slug: str | None = None


def _note(desk: Desk, seat: Seat, paths: Sequence[Path], letter: _Letter) -> None:
    rows = [
        MadeDocument(
            name=path.name,
            sha256=hashlib.sha256(files.read(path)).hexdigest(),
            kind=letter.kind,
            at=clock.wall(clock.now()).replace(microsecond=0),
            version=letter.version,
            dated=letter.day,
            municipality=letter.slug,
            template=template_file(desk).sha256 if path.suffix == ".docx" else None,
        )
        for path in paths
    ]
    note(desk, seat, rows)


def _sending(
    desk: Desk, seat: Seat, path: Path, options: PackageOptions, at: dt.datetime | None
) -> Sending:
    """Read what was sent out of the message that it was sent with."""
    require_coordinator(seat, "anteckna vad som skickats")
    if not path.exists():
        raise StageError(
            f"{path.name} finns inte i {path.parent}, så det finns inget att anteckna som skickat",
            hint="Gör det först (remiss package eller remiss letter), eller ange rätt --out.",
        )
    message = mail.read(files.read(path), path.name)
    own = [one for one in message.attachments if Path(one.name).stem == path.stem]
    shown = [found for attachment in own if (found := _shown(desk, attachment))]
    return Sending(
        kind=Kind.ANSWER,
        at=(at or clock.wall(clock.now())).replace(microsecond=0),
        by=seat.person.name,
        version=shown[0].version if shown else "",
        milestone=shown[0].milestone if shown else "",
        dated=shown[0].day if shown else None,
        subject=message.subject,
        to=options.to or message.to,
        copies=message.copies,
        files=tuple(
            SentFile(name=attachment.name, sha256=hashlib.sha256(attachment.data).hexdigest())
            for attachment in message.attachments
        ),
    )


def _shown(desk: Desk, attachment: mail.Attachment) -> Recognised | None:
    digest = hashlib.sha256(attachment.data).hexdigest()
    return recognise(desk, DocumentFile(attachment.data, attachment.name), digest)


def _sent(desk: Desk) -> Sending:
    sent = last_answer(desk)
    if sent is None:
        raise StageError(
            "inget yttrande är antecknat som skickat",
            hint="Anteckna det med remiss package --sent, eller ändra svaret innan det skickas.",
        )
    return sent


def _about(desk: Desk, wanted: LetterWanted) -> tuple[tuple[str, ...], Municipality | None]:
    """Find the sections and the municipality that a letter is about."""
    response = desk.response()
    by = find_municipality(response, wanted.municipality) if wanted.municipality else None
    keys = tuple(dict.fromkeys(desk.section_key(words) for words in wanted.sections))
    if not keys:
        raise InputError("brevet måste gälla minst ett avsnitt", hint="Ange dess nummer.")
    for key in keys:
        said = response.contributions_to(key).get(by.slug) if by else response.agreed.get(key)
        if said is None:
            missing = f"bidrag från {by.official_name}" if by else "gemensam text"
            raise InputError(f"{label(key)} saknar {missing}", hint="Ange ett annat avsnitt.")
    return keys, by


def _letter_name(desk: Desk, kind: Kind, keys: Sequence[str], by: Municipality | None) -> str:
    name = file_name(desk.response(), ExportOptions())
    whose = by.official_name if by else ""
    return safe_name(" ".join(part for part in (name, kind.value, *keys, whose) if part))


def _receivers(desk: Desk, options: PackageOptions) -> tuple[tuple[str, ...], tuple[str, ...]]:
    referral = desk.response().facts.referral
    if options.to:
        return options.to, ()
    if not referral.emails:
        raise InputError(
            "mottagarens e-postadress är inte känd",
            file="response.toml",
            hint="Fyll i emails under [referral] ur missivet, eller ange --to ADRESS.",
        )
    return referral.emails, referral.copies


def _subject(desk: Desk) -> str:
    """Return the subject that ministries ask for: registration number and sender."""
    about, referral = desk.response().facts.response, desk.response().facts.referral
    return f"{referral.registration_number} {about.name or about.id}".strip()


def _folder(desk: Desk, options: PackageOptions) -> Path:
    return options.out or desk.folder / EXPORTS / PACKAGE


def _word(desk: Desk, path: Path, document: Document) -> Path:
    return _save(path, write(document, template(desk)))


def _pdf(path: Path, document: Document) -> Path:
    return _save(path, typeset.write(document))


def _attachments(desk: Desk, folder: Path) -> list[Path]:
    """Lay what goes along with the answer beside it, under names that say whose it is."""
    name = file_name(desk.response(), ExportOptions())
    found = []
    for path, data in desk.files().items():
        place = places.place(path)
        if place is not None and place.kind is places.Kind.ATTACHMENT:
            target = folder / f"{name} {path.rpartition('/')[2]}"
            if target.suffix == ".docx":
                refuse_unfit(target.name, data)
            files.write(target, data)
            found.append(target)
    return found


def _message(path: Path, attached: Sequence[Path], message: mail.Message) -> Path:
    attachments = tuple(mail.Attachment(file.name, files.read(file)) for file in attached)
    complete = mail.Message(message.to, message.subject, message.body, message.copies, attachments)
    files.write(path, mail.write(complete))
    return path


def _save(path: Path, content: bytes) -> Path:
    refuse_unfit(path.name, content)
    files.write(path, content)
    return path
