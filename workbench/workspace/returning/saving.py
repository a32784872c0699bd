"""Saving what a returned file says: a version for each person, the file remembered with the last.

Each person whose words are in the file gets a version of their own, so that history tells who wrote
what; the coordinator, who takes it in, stands beside them.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from workbench.core import places
from workbench.core.exchange import FILE, Exchange, Return
from workbench.core.outline import order_of
from workbench.core.reviewing.comments import Comment
from workbench.core.text import visible
from workbench.history import Person
from workbench.storage import reviewing
from workbench.workspace import clock
from workbench.workspace.desk import Change, Desk
from workbench.workspace.exchange import remembering
from workbench.workspace.returning.origin import ReturnedFile
from workbench.workspace.returning.originals import keep
from workbench.workspace.seat import Seat

_LONGEST_SUBJECT: Final = 200


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be saved in one person's name."""

    signed: str
    content: Mapping[str, bytes | None]


def commented(desk: Desk, path: str, added: Sequence[Comment]) -> bytes:
    """Return a file of comments with some added."""
    before = desk.files().get(path)
    value = reviewing.read_comments(before, path)
    for comment in added:
        value = value.with_comment(comment)
    return reviewing.write_comments(before, value)


@dataclass(frozen=True, slots=True)
class Acted:
    """How the act is written in history."""

    subject: str
    trailers: Mapping[str, str]


def save(
    file: ReturnedFile, seat: Seat, exchange: Exchange, parts: Sequence[Part], acted: Acted
) -> str:
    """Save a returned file: a version for each person, and the file remembered with the last.

    Args:
        file: The file.
        seat: The coordinator.
        exchange: What is remembered, with whom the names in the file stand for.
        parts: What is to be saved, in order.
        acted: How it is written in history.

    Returns:
        The identity of the last version.
    """
    desk = file.desk
    digest = hashlib.sha256(file.data).hexdigest()
    row = Return(
        municipality=file.home.slug,
        at=clock.wall(clock.now()),
        name=file.name,
        sha256=digest,
        sections=tuple(sorted(_keys(parts), key=order_of)),
        people=tuple(part.signed for part in parts),
    )
    value = exchange.model_copy(update={"returned": (*exchange.returned, row)})
    remembered = {FILE: remembering(desk, value)}
    whole = {"Remiss-Act": "receive", "Remiss-From": file.home.slug, "Remiss-File": digest}
    changes = []
    for number, part in enumerate(parts, 1):
        trailers = whole | ({"Remiss-Section": " ".join(keys)} if (keys := _keys([part])) else {})
        last = number == len(parts)
        content = {**part.content, **(remembered if last else {})}
        changes.append(
            Change(
                _on_behalf(seat, part.signed),
                content,
                (acted.subject if last else _in_part(part, file))[:_LONGEST_SUBJECT],
                {**trailers, **(acted.trailers if last else {})},
            )
        )
    keep(desk, file.data)  # first: a file that nothing tells of does no harm, the reverse would
    return desk.record(changes)[-1]


def _in_part(part: Part, file: ReturnedFile) -> str:
    """What stands of a version that is not the whole file."""
    return f"Tog in det som {visible(part.signed)} skrivit i {file.name}"


def _keys(parts: Sequence[Part]) -> tuple[str, ...]:
    found = (places.place(path) for part in parts for path in part.content)
    return tuple(dict.fromkeys(place.key for place in found if place is not None and place.key))


def _on_behalf(seat: Seat, signed: str) -> Seat:
    """The coordinator, acting for whoever wrote."""
    name = f"{' '.join(visible(signed).split())}, genom {seat.person.name}"
    return replace(seat, person=Person(name.replace("<", "(").replace(">", ")"), seat.person.email))


def received(path: str) -> str:
    """Where something of a municipality's lies when the coordinator took it in."""
    owner, _, rest = path.removeprefix("municipalities/").partition("/")
    return f"municipalities/{owner}/received/{rest}"
