"""The records: what was sent (`sent.toml`), and which documents were made (`documents.toml`)."""

from collections.abc import Sequence

from workbench.core import places
from workbench.core.language.swedish import counted
from workbench.core.made import MadeDocument, MadeDocuments
from workbench.core.sending import FILE, Sending, Sendings
from workbench.storage import toml
from workbench.workspace.desk import Change, Desk
from workbench.workspace.seat import Seat, require_coordinator


def sendings(desk: Desk) -> Sendings:
    """Return everything that was sent.

    Raises:
        InputError: The record cannot be read as it stands.
    """
    data = desk.files().get(FILE)
    return toml.read(Sendings, data, FILE) if data else Sendings()


def last_answer(desk: Desk) -> Sending | None:
    """Return the answer as it was last sent; None before that."""
    return sendings(desk).answer


def record(desk: Desk, seat: Seat, sending: Sending) -> str:
    """Record that something was sent.

    Returns:
        The version's identity.

    Raises:
        StageError: Somebody other than the coordinator tried.
    """
    require_coordinator(seat, "anteckna vad som skickats")
    data = desk.files().get(FILE)
    value = sendings(desk).with_sending(sending)
    receivers = ", ".join(sending.to) or "okänd mottagare"
    subject = f"Skickade {sending.kind} till {receivers}"
    trailers = {"Remiss-Act": "send"}
    return desk.record([Change(seat, {FILE: toml.updated(data, value)}, subject, trailers)])[0]


def made_documents(desk: Desk) -> MadeDocuments:
    """Return every document that anybody has made, oldest first.

    Raises:
        InputError: A record cannot be read as it stands.
    """
    rows: list[MadeDocument] = []
    for path, data in desk.files().items():
        place = places.place(path)
        if place is not None and place.kind is places.Kind.DOCUMENTS:
            rows += toml.read(MadeDocuments, data, path).document
    return MadeDocuments(document=tuple(sorted(rows, key=lambda row: row.at)))


def remember(desk: Desk, seat: Seat, rows: Sequence[MadeDocument]) -> None:
    """Record that documents were made, those that are not known already.

    Raises:
        HistoryError: The history cannot be written.
    """
    path = places.documents(seat.party)
    data = desk.files().get(path)
    before = toml.read(MadeDocuments, data, path) if data else MadeDocuments()
    after = before.adding(tuple(rows))
    new = after.document[len(before.document) :]
    if not new:
        return
    more = counted(len(new) - 1, ("fil", "filer"))
    subject = f"Gjorde {new[0].name}" + (f" och {more} till" if len(new) > 1 else "")
    trailers = {"Remiss-Act": "export"}
    # Written at the end: reading hundreds of rows for their comments takes longer than the export.
    rendered = toml.updated(None, MadeDocuments(document=new)).lstrip(b"\n")
    whole = b"\n".join(part for part in (data, rendered) if part)
    desk.record([Change(seat, {path: whole}, subject[:200], trailers)])
