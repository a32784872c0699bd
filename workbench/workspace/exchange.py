"""Working copies for those who only have Word: making them, and remembering that they went out.

A copy is the agreed text with everybody's pending changes as tracked ones, each section in a
region of its own. What it is made from stands in the file's properties, so a copy can be taken in
again even where the record of it is lost.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from workbench import mail
from workbench.core import document as doc
from workbench.core.answer.joint import AnswerOptions, joint_answer
from workbench.core.exchange import FILE, Copy, Exchange, Purpose, letter
from workbench.core.markdown import canonical
from workbench.core.party import Municipality
from workbench.core.response import Response
from workbench.errors import InputError, StageError
from workbench.storage import files, toml
from workbench.word.package import open_package
from workbench.word.returning.labels import lock_to_tracking
from workbench.word.writer import write
from workbench.workspace import clock
from workbench.workspace.desk import Change, Desk
from workbench.workspace.exporting import EXPORTS, safe_name
from workbench.workspace.proofs import tracked_proof
from workbench.workspace.reviewing import version_of_text
from workbench.workspace.seat import Seat, find_municipality, require_coordinator
from workbench.workspace.templates import template

MARKING: Final = "ARBETSMATERIAL – UTKAST"
RESPONSE: Final = "remiss.response"
MUNICIPALITY: Final = "remiss.municipality"
SECTION: Final = "remiss.section."
"""Before a section's key: the version of its text and the text's digest."""
AUTHOR: Final = "remiss.author."
"""Before a number: an author of the marks that the copy went out with."""

FORM: Final = "remiss.form"
"""Says that the file is an answer form; its value is the form's edition."""


@dataclass(frozen=True, slots=True)
class SendOptions:
    """What is to be sent."""

    municipalities: tuple[str, ...] = ()
    """By any of their names; empty for all but the coordinator's own."""
    sections: tuple[str, ...] = ()
    """Empty for every section that has a text."""
    purpose: Purpose = Purpose.OPINIONS
    out: Path | None = None
    """Folder; None is `export/arbetskopior` in the response's folder."""
    unlocked: bool = False
    """Let edits be made without being tracked."""


@dataclass(frozen=True, slots=True)
class SentCopy:
    """A working copy and the message that it goes with."""

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


def send(desk: Desk, seat: Seat, options: SendOptions) -> tuple[SentCopy, ...]:
    """Make a working copy and a message for each municipality, and remember them in one act.

    Raises:
        InputError: There is no such municipality or section.
        StageError: Somebody other than the coordinator tried, or there is no text to send.
        StorageError: The folder cannot be written.
    """
    require_coordinator(seat, "skicka arbetskopior")
    response = desk.response()
    keys = _sections(desk, options.sections)
    receivers = _receivers(response, options.municipalities)
    document = _document(desk, keys)
    folder = options.out or desk.folder / EXPORTS / "arbetskopior"
    made = [_made(desk, document, one, keys, options) for one in receivers]
    for name, data, message in made:
        files.write(folder / f"{name}.docx", data)
        files.write(folder / f"{name}.eml", message)
    sent = tuple(
        SentCopy(
            one.slug,
            folder / f"{name}.docx",
            folder / f"{name}.eml",
            _addresses(one),
            hashlib.sha256(data).hexdigest(),
        )
        for one, (name, data, _) in zip(receivers, made, strict=True)
    )
    _remember(desk, seat, sent, keys, options.purpose)
    return sent


def _sections(desk: Desk, wanted: Sequence[str]) -> tuple[str, ...]:
    response = desk.response()
    texts = [
        k for k in response.sections if k in response.agreed and response.agreed[k].text.strip()
    ]
    chosen = [desk.section_key(words) for words in wanted]
    for key in chosen:
        if key not in texts:
            raise InputError(
                f"avsnitt {key} har ingen gemensam text att skicka",
                hint="Skriv den först, eller slå ihop bidragen med remiss merge.",
            )
    if not texts:
        raise StageError(
            "det finns ingen gemensam text att skicka",
            hint="Slå ihop bidragen med remiss merge först.",
        )
    return tuple(key for key in texts if not chosen or key in chosen)


def _receivers(response: Response, wanted: Sequence[str]) -> list[Municipality]:
    if wanted:
        return [find_municipality(response, words) for words in dict.fromkeys(wanted)]
    home = response.facts.response.coordinator
    return [one for one in response.facts.municipalities if one.slug != home]


def _document(desk: Desk, keys: Sequence[str]) -> doc.Document:
    """The working copy, the same for everybody but for whose it is."""
    response = desk.response()
    chosen = replace(response, agreed={key: response.agreed[key] for key in keys})
    version = desk.history.log(limit=1)[0].id[:10]
    proof = tracked_proof(desk, version)
    proof = replace(
        proof,
        bodies={key: body for key, body in proof.bodies.items() if key in keys},
        comments={
            label: c for label, c in proof.comments.items() if label.rpartition(":")[0] in keys
        },
    )
    day = clock.wall(clock.now()).date()
    answer = AnswerOptions(date=day, marking=MARKING, version=version, regions=True)
    document = joint_answer(chosen, answer, proof)
    labels = {RESPONSE: response.facts.response.id}
    for key in keys:
        digest = text_digest(response.agreed[key].text)
        labels[f"{SECTION}{key}"] = f"{version_of_text(desk, key)}:{digest}"
    for number, author in enumerate(sorted(_authors(document)), 1):
        labels[f"{AUTHOR}{number}"] = author
    return replace(document, properties=labels)


def text_digest(text: str) -> str:
    """Short digest of a section's text in its stored form."""
    return hashlib.sha256(canonical(text).encode()).hexdigest()[:16]


def _authors(document: doc.Document) -> set[str]:
    found = {mark.author for mark in _marks(document.body)}
    for comment in document.comments.values():
        found |= {comment.author, *(reply.author for reply in comment.replies)}
    return found


def _marks(blocks: Iterable[doc.Block]) -> Iterable[doc.Mark]:
    for block in blocks:
        match block:
            case doc.Paragraph(spans=spans, mark=mark):
                yield from filter(None, (mark, *_span_marks(spans)))
            case doc.List(items=items):
                for item in items:
                    yield from _marks(item)
            case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
                yield from _marks(inner)
            case doc.Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from _span_marks(cell)
            case _:
                pass


def _span_marks(spans: Sequence[doc.Span]) -> Iterable[doc.Mark]:
    return [span.mark for span in spans if isinstance(span, doc.Text) and span.mark]


def _made(
    desk: Desk,
    document: doc.Document,
    receiver: Municipality,
    keys: Sequence[str],
    options: SendOptions,
) -> tuple[str, bytes, bytes]:
    """Name, Word file and message for one municipality."""
    response = desk.response()
    labels = {**document.properties, MUNICIPALITY: receiver.slug}
    package = open_package(
        write(replace(document, properties=labels), template(desk)), "arbetskopia.docx"
    )
    if not options.unlocked:
        lock_to_tracking(package)
    number = response.facts.referral.registration_number.replace("/", "-").replace(":", "-")
    name = safe_name(f"{number} {receiver.official_name} {options.purpose.value}".strip())
    data = package.to_bytes()
    now = clock.wall(clock.now())
    told = letter.Letter(keys, now, options.purpose, locked=not options.unlocked)
    message = mail.Message(
        to=_addresses(receiver),
        subject=letter.subject(response, told),
        body=letter.body(response, receiver, told),
        attachments=(mail.Attachment(f"{name}.docx", data),),
    )
    return name, data, mail.write(message)


def _addresses(receiver: Municipality) -> tuple[str, ...]:
    return tuple(o.email for o in receiver.officers if o.until is None)


def _remember(
    desk: Desk, seat: Seat, sent: Sequence[SentCopy], keys: Sequence[str], purpose: Purpose
) -> None:
    now = clock.wall(clock.now())
    rows = [
        Copy(
            municipality=one.slug,
            at=now,
            purpose=purpose,
            name=one.path.name,
            sha256=one.sha256,
            sections=tuple(keys),
        )
        for one in sent
    ]
    known = read_exchange(desk)
    value = known.model_copy(update={"sent": (*known.sent, *rows)})
    names = ", ".join(desk.response().municipalities[one.slug].name for one in sent)
    trailers = {
        "Remiss-Act": "send-copies",
        "Remiss-To": " ".join(one.slug for one in sent),
        "Remiss-Purpose": purpose.value,
    }
    data = toml.updated(desk.files().get(FILE), value)
    subject = f"Skickade arbetskopior ({purpose.value}) till {names}"
    desk.record([Change(seat, {FILE: data}, subject[:200], trailers)])
