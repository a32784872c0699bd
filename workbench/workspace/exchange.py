"""The exchange with those who only have Word: what goes out to them, remembered in one act.

A working copy or an answer form, and a message that a mail program opens ready to be sent.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench import mail
from workbench.core.exchange import FILE, Copy, Exchange, Purpose, Return, letter
from workbench.core.party import Municipality
from workbench.core.response import Response
from workbench.errors import InputError
from workbench.storage import files, toml
from workbench.workspace import clock
from workbench.workspace.desk import Change, Desk
from workbench.workspace.exporting import EXPORTS, safe_name
from workbench.workspace.seat import Seat, find_municipality, require_coordinator


@dataclass(frozen=True, slots=True)
class SendOptions:
    """What is to be sent."""

    municipalities: tuple[str, ...] = ()
    """By any of their names; empty for all but the coordinator's own."""
    sections: tuple[str, ...] = ()
    """Empty for every section that has a text; for a form, every section that is answered."""
    purpose: Purpose = Purpose.OPINIONS
    out: Path | None = None
    """Folder; None is `export/arbetskopior` in the response's folder."""
    unlocked: bool = False
    """Let edits be made without being tracked; in a form, let everything be edited."""
    form: bool = False
    """Send an answer form and no copy of the text."""


@dataclass(frozen=True, slots=True)
class SentCopy:
    """A working copy or form, and the message that it goes with."""

    slug: str
    path: Path
    message: Path
    to: tuple[str, ...]
    """Mail addresses; empty when none is known."""
    sha256: str


def read_exchange(desk: Desk) -> Exchange:
    """Return what is remembered of the exchange.

    Raises:
        InputError: The file cannot be read as it stands.
    """
    data = desk.files().get(FILE)
    return toml.read(Exchange, data, FILE) if data else Exchange()


def remembering(desk: Desk, value: Exchange) -> bytes:
    """Return the file of the exchange with a record that has grown since it was read.

    Rows are written at its end: to read hundreds of them for the comments between takes longer
    than everything else about a file that came back.
    """
    data, known = desk.files().get(FILE), read_exchange(desk)
    added = Exchange(
        sent=value.sent[len(known.sent) :],
        returned=value.returned[len(known.returned) :],
        author=value.author[len(known.author) :],
    )
    if data is None or value.author[: len(known.author)] != known.author:
        return toml.updated(data, value)
    return b"\n".join((data, toml.updated(None, added).lstrip(b"\n")))


def handlingar(desk: Desk) -> Iterator[tuple[str, ...]]:
    """Yield what went out and came in, as the registrator lists it.

    Yields:
        Day, direction (`ut` or `in`), kind, municipality, its registration number, and content: the
        file's name with the beginning of its SHA-256.
    """
    known = read_exchange(desk)
    for copy in known.sent:
        kind = "Svarsblankett" if copy.form else f"Arbetskopia ({copy.purpose})"
        yield _handling(desk, copy, "ut", kind)
    for back in known.returned:
        told = _handling(desk, back, "in", "Svar i Word")
        yield (*told[:-1], ", från ".join(filter(None, (told[-1], ", ".join(back.people)))))


def _handling(desk: Desk, row: Copy | Return, direction: str, kind: str) -> tuple[str, ...]:
    one = desk.response().municipalities.get(row.municipality)
    who = (one.official_name, one.registration_number) if one else (row.municipality, "")
    return f"{row.at:%Y-%m-%d}", direction, kind, *who, f"{row.name} (sha256 {row.sha256[:12]}…)"


def send(desk: Desk, seat: Seat, options: SendOptions) -> tuple[SentCopy, ...]:
    """Make a file and a message for each municipality, and remember them in one act.

    Raises:
        InputError: There is no such municipality or section.
        StageError: Somebody other than the coordinator tried, or there is no text to send.
        StorageError: The folder cannot be written.
    """
    require_coordinator(seat, "skicka arbetskopior")
    if options.form and options.purpose is not Purpose.OPINIONS:
        raise InputError(
            f"en svarsblankett skickas för synpunkter, inte för {options.purpose}",
            hint="Utelämna --purpose, eller skicka en arbetskopia i stället: utelämna --form.",
        )
    receivers = _receivers(desk.response(), options.municipalities)
    keys, made = _made(desk, receivers, options)
    told = letter.Letter(
        keys, clock.wall(clock.now()), options.purpose, options.form, not options.unlocked
    )
    folder = options.out or desk.folder / EXPORTS / "arbetskopior"
    sent = [
        _written(desk, folder, one, data, told) for one, data in zip(receivers, made, strict=True)
    ]
    _remember(desk, seat, sent, told)
    return tuple(sent)


def _made(
    desk: Desk, receivers: Sequence[Municipality], options: SendOptions
) -> tuple[tuple[str, ...], Iterator[bytes]]:
    """Return the sections, and the file for each receiver in order."""
    locked = not options.unlocked
    if options.form:
        from workbench.workspace import answer_forms

        keys = answer_forms.sections_to_ask(desk, options.sections)
        return keys, (answer_forms.form_for(desk, one, keys, locked=locked) for one in receivers)
    from workbench.workspace import working_copies

    keys = working_copies.sections_to_send(desk, options.sections)
    document = working_copies.working_copy(desk, keys)
    slugs = (one.slug for one in receivers)
    return keys, working_copies.copies_for(desk, document, slugs, locked=locked)


def _receivers(response: Response, wanted: Sequence[str]) -> list[Municipality]:
    if wanted:
        found = [find_municipality(response, words) for words in wanted]
        return list({one.slug: one for one in found}.values())
    home = response.facts.response.coordinator
    return [one for one in response.facts.municipalities if one.slug != home]


def _written(
    desk: Desk, folder: Path, receiver: Municipality, data: bytes, told: letter.Letter
) -> SentCopy:
    """Write a file and its message."""
    response = desk.response()
    number = response.facts.referral.registration_number.replace("/", "-").replace(":", "-")
    what = "svarsblankett" if told.form else told.purpose.value
    name = safe_name(f"{number} {receiver.official_name} {what}".strip())
    to = tuple(officer.email for officer in receiver.officers if officer.until is None)
    message = mail.Message(
        to=to,
        subject=letter.subject(response, told),
        body=letter.body(response, receiver, told),
        attachments=(mail.Attachment(f"{name}.docx", data),),
    )
    path, around = folder / f"{name}.docx", folder / f"{name}.eml"
    files.write(path, data)
    files.write(around, mail.write(message))
    return SentCopy(receiver.slug, path, around, to, hashlib.sha256(data).hexdigest())


def _remember(desk: Desk, seat: Seat, sent: Sequence[SentCopy], told: letter.Letter) -> None:
    rows = [
        Copy(
            municipality=one.slug,
            at=told.now,
            purpose=told.purpose,
            name=one.path.name,
            sha256=one.sha256,
            sections=tuple(told.keys),
            form=told.form,
        )
        for one in sent
    ]
    known = read_exchange(desk)
    value = known.model_copy(update={"sent": (*known.sent, *rows)})
    names = ", ".join(desk.response().municipalities[one.slug].name for one in sent)
    trailers = {
        "Remiss-Act": "send-copies",
        "Remiss-To": " ".join(one.slug for one in sent),
        "Remiss-Purpose": told.purpose.value,
    }
    what = "svarsblanketter" if told.form else f"arbetskopior ({told.purpose.value})"
    data = remembering(desk, value)
    desk.record([Change(seat, {FILE: data}, f"Skickade {what} till {names}"[:200], trailers)])
