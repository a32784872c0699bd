"""Acts on comments: saying something beside the text, answering, being done, opening again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core import places
from workbench.core.language.swedish import join_names
from workbench.core.markdown import canonical
from workbench.core.outline import order_of
from workbench.core.reviewing.comments import Comment, Entry, Thread, comment_id, threads
from workbench.core.reviewing.naming import meant
from workbench.errors import InputError
from workbench.storage import reviewing
from workbench.workspace import clock
from workbench.workspace.desk import Change, Desk
from workbench.workspace.reviewing import label
from workbench.workspace.seat import Seat


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wants to say."""

    text: str = ""
    quote: str = ""
    """The sentence that it is about, or words of it; empty for the whole section."""
    answers: str = ""
    """The thread that it answers; empty to begin one."""
    resolves: bool = False
    """The thread is done with it."""
    reopens: bool = False
    """The thread is open again; an answer with words opens it too."""


def sections_with_comments(desk: Desk) -> tuple[str, ...]:
    """Return the keys of sections that somebody has commented on, in the order of the answer."""
    found = (places.place(path) for path in desk.files())
    keys = {place.key for place in found if place and place.kind is places.Kind.COMMENTS}
    return tuple(sorted(keys, key=order_of))


def comments(desk: Desk, key: str) -> tuple[Thread, ...]:
    """Return the threads about a section, in the order of its text."""
    agreed = desk.response().agreed.get(key)
    return threads(_entries(desk, key), canonical(agreed.text) if agreed else "")


def comment(desk: Desk, seat: Seat, key: str, remark: Remark) -> str:
    """Add an entry, in the party's own files.

    The coordinator's lie in what is taken in for the municipality whose thread it is.

    Returns:
        The entry's id.

    Raises:
        InputError: Nothing is said, there is no such thread or sentence, or the thread is
            already as one wants it.
    """
    thread = _thread(desk, key, remark.answers) if remark.answers else None
    _require_something(remark, thread)
    at = _after(clock.wall(clock.now()), thread)
    by = seat.person.name
    entry = Comment(
        id=comment_id(by, at, remark.text),
        by=by,
        at=at,
        text=remark.text.strip(),
        quote=_quoted(desk, key, remark.quote) if remark.quote else "",
        answers=thread.id if thread else "",
        resolves=remark.resolves,
    )
    path = _path(desk, seat, key, thread)
    data = desk.files().get(path)
    value = reviewing.read_comments(data, path).with_comment(entry)
    subject = f"{_what(remark, thread)} i {label(key)}"
    trailers = {"Remiss-Act": "comment", "Remiss-Section": key}
    desk.record([Change(seat, {path: reviewing.write_comments(data, value)}, subject, trailers)])
    return entry.id


def _require_something(remark: Remark, thread: Thread | None) -> None:
    if thread and not remark.text.strip() and (remark.resolves or remark.reopens):
        if thread.resolved == remark.resolves:
            state = "löst" if thread.resolved else "öppen"
            raise InputError(f"kommentaren {thread.id} är redan {state}")
    elif not remark.text.strip():
        raise InputError("kommentaren är tom", hint="Skriv den med --text ”…”.")


def _what(remark: Remark, thread: Thread | None) -> str:
    if remark.resolves:
        return "Löste kommentar"
    if thread and thread.resolved:
        return "Öppnade kommentar"
    return "Svar på kommentar" if thread else "Kommentar"


def _entries(desk: Desk, key: str) -> Iterator[Entry]:
    for path, data in sorted(desk.files().items()):
        place = places.place(path)
        if place is not None and place.kind is places.Kind.COMMENTS and place.key == key:
            for one in reviewing.read_comments(data, path).comment:
                yield Entry(place.slug, place.received, one)


def _thread(desk: Desk, key: str, thread_id: str) -> Thread:
    there = {thread.id: thread for thread in comments(desk, key)}
    found = meant(thread_id, there)
    if len(found) != 1:
        several = f"flera kommentarer i {label(key)} börjar med ”{thread_id}”: {join_names(found)}"
        raise InputError(
            several if found else f"ingen kommentar i {label(key)} heter ”{thread_id}”",
            hint=f"Se dem med remiss comment {key}.",
        )
    return there[found[0]]


def _after(now: dt.datetime, thread: Thread | None) -> dt.datetime:
    """Return when an answer was given: never in the same second as what it answers."""
    said = [entry.comment.at for entry in (thread.first, *thread.answers)] if thread else []
    return max([now, *(at + dt.timedelta(seconds=1) for at in said)])


def _quoted(desk: Desk, key: str, words: str) -> str:
    """Return the whole sentence that somebody quoted words of."""
    agreed = desk.response().agreed.get(key)
    wanted = " ".join(words.split())
    lines = canonical(agreed.text).split("\n") if agreed else []
    if wanted in lines:  # a whole sentence is meant, though others may hold its words too
        return wanted
    found = [line for line in lines if wanted in " ".join(line.split())]
    if len(found) != 1:
        many = "finns på flera ställen" if found else "finns inte"
        raise InputError(
            f"”{wanted}” {many} i den gemensamma texten i {label(key)}",
            hint="Citera en hel mening som den står.",
        )
    return found[0]


def _path(desk: Desk, seat: Seat, key: str, thread: Thread | None) -> str:
    if not seat.is_coordinator:
        return places.comments(seat.party, key)
    home = thread.first.slug if thread else desk.response().facts.response.coordinator
    if not home:
        raise InputError(
            "samordnaren kan inte börja en kommentar när ingen kommun samordnar",
            hint="Fyll i coordinator i response.toml, eller svara på en kommuns kommentar.",
        )
    return places.comments(home, key).replace("/comments/", "/received/comments/")
