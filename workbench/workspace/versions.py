"""Acts on versions: what was done, what differs between two, and fetching back what was."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from workbench.core import places
from workbench.core.merging.diff import Piece, diff_words
from workbench.core.outline import STANDING, order_of
from workbench.core.party import COORDINATOR
from workbench.core.response import Response
from workbench.errors import HistoryError, InputError
from workbench.history import Version
from workbench.storage import texts
from workbench.workspace import clock
from workbench.workspace.desk import Change, Desk
from workbench.workspace.seat import Seat, find_municipality, require_coordinator

NOW = "nu"
"""The name of the response as it is saved now, in comparisons."""

_SAME_SECOND = 64
"""Acts that may share a second with the last one that is asked for, before all are read."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One act, as a user sees it."""

    id: str
    """Short identity, enough to name it with."""
    at: dt.datetime
    who: str
    """The party: `Samordnaren`, `Falun`."""
    person: str
    """Who did it, as acts are signed: `Åsa Ek, Falu kommun`."""
    on_behalf: bool
    """The person is from another municipality than the one that it was done for."""
    subject: str
    milestone: str
    section: str
    """Key of the section that the act was about; empty when it was about no single one."""
    paths: tuple[str, ...]

    @property
    def signed(self) -> str:
        """Who did it, and for whom where that is another: `för Falun, av Bo Ek, Mora kommun`."""
        return f"för {self.who}, av {self.person}" if self.on_behalf else self.person


@dataclass(frozen=True, slots=True)
class FileDifference:
    """What became of one file between two versions."""

    path: str
    label: str
    """What the file is, for a user: `7.3.4 Gemensam text`."""
    before: str
    after: str
    """The file's whole text; empty where it was not there."""

    def pieces(self) -> tuple[Piece, ...]:
        """Return the difference word by word."""
        return diff_words(self.before, self.after)


def log(
    desk: Desk, *, section: str = "", municipality: str = "", limit: int | None = None
) -> tuple[LogEntry, ...]:
    """List what was done, newest first.

    Git keeps whole seconds. Acts of the same second stand in one order always: the coordinator's
    first, since they may build on the others, then the municipalities' in the file's order, and
    last the one that created the response.

    Args:
        desk: The opened response.
        section: Only acts on this section.
        municipality: Only this municipality's own acts; `samordnare` for the coordinator's.
        limit: At most so many.
    """
    response = desk.response()
    party = None
    if municipality:
        is_coordinator = municipality.casefold() in {"samordnare", "samordnaren", COORDINATOR}
        party = COORDINATOR if is_coordinator else find_municipality(response, municipality).slug
    wanted = _versions(desk, party, None if section else limit)
    entries = [_entry(response, version) for version in _in_fixed_order(response, wanted)]
    if section:
        entries = [entry for entry in entries if _is_about(entry, section)]
    return tuple(entries[:limit])


def _versions(desk: Desk, party: str | None, limit: int | None) -> Sequence[Version]:
    """Return the latest versions, at least so many, and all of the last one's second."""
    if limit is None:
        return desk.history.log(party=party)
    found = desk.history.log(party=party, limit=limit + _SAME_SECOND)
    if len(found) > limit and found[limit - 1].at == found[-1].at:
        return desk.history.log(party=party)
    return found


def _in_fixed_order(response: Response, found: Sequence[Version]) -> Iterator[Version]:
    order = {slug: number for number, slug in enumerate((COORDINATOR, *response.municipalities))}

    def rank(version: Version) -> tuple[bool, int, str]:
        created = version.trailers.get("Remiss-Act") == "new"
        return created, order.get(version.party, len(order)), version.party

    for _, acts in groupby(found, lambda version: version.at):
        yield from sorted(acts, key=rank)


def _is_about(entry: LogEntry, section: str) -> bool:
    if entry.section == section:
        return True
    found = (places.place(path) for path in entry.paths)
    return any(place is not None and place.key == section for place in found)


def _entry(response: Response, version: Version) -> LogEntry:
    municipality = response.municipalities.get(version.party)
    who = municipality.name if municipality else "Samordnaren"
    if municipality is None and version.party != COORDINATOR:
        who = version.party
    return LogEntry(
        id=version.id[:10],
        at=clock.wall(version.at),
        who=who,
        person=version.author.name,
        on_behalf=municipality is not None and _works_elsewhere(response, version),
        subject=version.subject,
        milestone=version.milestone,
        section=version.trailers.get("Remiss-Section", ""),
        paths=version.paths,
    )


def _works_elsewhere(response: Response, version: Version) -> bool:
    """Tell whether an act is signed with another municipality than the one whose it is."""
    signed = version.author.name.rpartition(", ")[2]
    return any(
        signed == other.official_name and slug != version.party
        for slug, other in response.municipalities.items()
    )


def read_version(desk: Desk, name: str) -> dict[str, bytes]:
    """Return the files of a version by path.

    Args:
        desk: The opened response.
        name: A milestone, an identity from the log, or `nu`.

    Raises:
        InputError: There is no such version.
    """
    if name in {NOW, ""}:
        return desk.files()
    return desk.history.read(None, version=desk.history.resolve(name))


def compare(
    desk: Desk, before: str, after: str = NOW, *, section: str = ""
) -> tuple[FileDifference, ...]:
    """Compare two versions of the whole, or of one section's files.

    A version that is one municipality's act holds that municipality's files alone; then only
    those are compared.

    Raises:
        InputError: There is no such version.
    """
    old, new = read_version(desk, before), read_version(desk, after)
    scopes = [_scope(desk, name) for name in (before, after)]
    found = []
    for path in sorted(set(old) | set(new), key=_order):
        place = places.place(path)
        if place is None or (section and place.key != section):
            continue
        if any(scope and not path.startswith(scope) for scope in scopes):
            continue
        if old.get(path) != new.get(path):
            found.append(_difference(desk.response(), place, path, old.get(path), new.get(path)))
    return tuple(found)


def _scope(desk: Desk, name: str) -> str:
    """Return the folder that a version is limited to; empty for a version of the whole."""
    if name in {NOW, ""}:
        return ""
    wanted = desk.history.resolve(name)
    for version in desk.history.log():
        if version.id == wanted:
            return "" if version.party == COORDINATOR else f"municipalities/{version.party}/"
    return ""


def _order(path: str) -> tuple[object, ...]:
    place = places.place(path)
    if place is None or not place.key:
        return 0, (0, ()), path
    return 1, order_of(place.key), place.slug, path


def _difference(
    response: Response, place: places.Place, path: str, old: bytes | None, new: bytes | None
) -> FileDifference:
    return FileDifference(path, label(response, place), _text(old), _text(new))


def _text(data: bytes | None) -> str:
    if data and b"\0" in data:
        return f"({len(data)} byte)"  # a picture, or some other program's file
    return (data or b"").decode("utf-8", "replace")


_KIND_NAMES = {
    places.Kind.FACTS: "Uppgifter om remissen",
    places.Kind.OUTLINE: "Disposition",
    places.Kind.SENT: "Vad som har skickats",
    places.Kind.EXCHANGE: "Arbetskopior som har skickats och kommit tillbaka",
    places.Kind.DOCUMENTS: "Dokument som har gjorts",
    places.Kind.README: "Läs mig",
    places.Kind.ARMS: "Vapen",
    places.Kind.ATTACHMENT: "Bilaga",
    places.Kind.TEXT: "gemensam text",
    places.Kind.DECISIONS: "granskningsbeslut",
    places.Kind.CONTRIBUTION: "bidrag",
    places.Kind.CHANGE: "ändringsförslag",
    places.Kind.COMMENTS: "kommentarer",
    places.Kind.ADOPTION: "beslut",
}


def label(response: Response, place: places.Place) -> str:
    """Say what a file is: `7.3.4 bidrag (Falun)`."""
    municipality = response.municipalities.get(place.slug)
    words: Iterator[str] = iter((STANDING.get(place.key, place.key), _KIND_NAMES[place.kind]))
    name = municipality.name if municipality else place.slug
    return " ".join(word for word in words if word) + (f" ({name})" if name else "")


def restore(desk: Desk, seat: Seat, name: str, key: str) -> str:
    """Bring a section back to what it was in a version, as a new act on top of all later ones.

    The coordinator's is the agreed text, a municipality's is its contribution.

    Returns:
        The new version's identity.

    Raises:
        InputError: There is no such version, or the section was not in it.
    """
    path = places.text(key) if seat.is_coordinator else places.contribution(seat.party, key)
    old = read_version(desk, name).get(path)
    if old is None:
        raise InputError(
            f"avsnitt {STANDING.get(key, key)} fanns inte i version {name}",
            hint=f"Se vilka versioner som finns med remiss log --section {key}.",
        )
    change = Change(
        seat,
        {path: old},
        f"Återställde {STANDING.get(key, key)} till {name}",
        {"Remiss-Act": "restore", "Remiss-Section": key, "Remiss-Version": name},
    )
    return desk.record([change])[0]


def set_milestone(desk: Desk, seat: Seat, tag: str, title: str) -> str:
    """Mark the whole response, as every party has it saved now, with a name.

    The history is gathered into few files at the same time: it is seldom, and a point of rest.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: The name cannot be a milestone's, or is taken.
    """
    require_coordinator(seat, "sätta ett märke")
    with desk.history.lock():
        version = desk.history.record_version(
            title or f"Märke {tag}",
            seat.person,
            clock.now(),
            milestone=tag,
            trailers={"Remiss-Act": "milestone"},
        )
        with suppress(HistoryError):  # the mark is set, whatever room the disk has left
            desk.history.tidy()
    return version


def agreed_texts(desk: Desk, name: str) -> Mapping[str, str]:
    """Return the agreed text of every section in a version, by key."""
    found = {}
    for path, data in read_version(desk, name).items():
        place = places.place(path)
        if place is not None and place.kind is places.Kind.TEXT:
            found[place.key] = texts.as_written(data, path)
    return found
