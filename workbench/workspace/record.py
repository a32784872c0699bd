"""The record of what was sent, when and to whom: the file `sent.toml`."""

from workbench.core.answer.sending import FILE, Sending, Sendings
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
