"""Versions: every act as it stands in history, and the names that some of them were given.

Order is that of history itself: listed newest first, an act never comes after one that it builds
on, whatever the clocks said. Times decide only between acts that do not know each other, and never
whether an act is shown.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from difflib import get_close_matches

from workbench.errors import InputError
from workbench.history.acts import Person, split_message
from workbench.history.ownership import COORDINATOR

_MILESTONE = re.compile(r"[a-z0-9]+(?:[.-][a-z0-9]+)*")
_LONGEST_MILESTONE = 60
_ID = re.compile(r"[0-9a-f]{40}")
_SHORT_ID = re.compile(r"[0-9a-f]{4,40}")
_RAW_TIME = re.compile(r"(\d{1,12}) ([+-])(\d\d)(\d\d)")
_FIELDS = 6  # id, parents, author's name, author's e-mail, time, message

PartyOf = Callable[[str, Sequence[str]], str]
"""Tells whose a commit is, from its id and its parents'; asked of children before parents."""


@dataclass(frozen=True, slots=True)
class Version:
    """One act in history."""

    id: str
    party: str
    """Whose branch it is on: `main` for the coordinator, else the municipality's slug."""
    author: Person
    at: datetime
    subject: str
    trailers: Mapping[str, str]
    paths: tuple[str, ...]
    """What it changed; empty for a version of the whole, which only gathers."""
    milestone: str = ""
    """The name that the coordinator gave it, or nothing."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """A named version of the whole."""

    name: str
    version: str
    """The version's id."""
    at: datetime
    title: str


def is_milestone_name(name: str) -> bool:
    """Tell whether `name` can name a milestone: `utkast-3`, but nothing that reads as an id."""
    return (
        len(name) <= _LONGEST_MILESTONE
        and _MILESTONE.fullmatch(name) is not None
        and _ID.fullmatch(name) is None
    )


def require_new_name(name: str, milestones: Iterable[Milestone]) -> None:
    """Refuse a name that no milestone can have, or that one of these has.

    Raises:
        InputError: It cannot be a name, or is taken.
    """
    if not is_milestone_name(name):
        raise InputError(
            f"”{name}” kan inte vara namn på en version",
            hint="Använd små bokstäver a–z, siffror, punkt och bindestreck, som utkast-3.",
        )
    if name in {milestone.name for milestone in milestones}:
        raise InputError(
            f"det finns redan en version som heter {name}", hint="Välj ett annat namn."
        )


def parse_time(raw: str) -> datetime:
    """Read a time as git writes it; what is no time becomes the first second of 1970, UTC."""
    match = _RAW_TIME.fullmatch(raw)
    if match is None:
        return datetime.fromtimestamp(0, UTC)
    seconds, sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        return datetime.fromtimestamp(int(seconds), zone)
    except (ValueError, OverflowError, OSError):  # a zone of a day or more, a year past 9999
        return datetime.fromtimestamp(0, UTC)


def parse_log(out: bytes, party_of: PartyOf, names: Mapping[str, str]) -> Iterator[Version]:
    """Read what `Command.LOG` wrote, newest first.

    Args:
        out: Its output.
        party_of: Whose each commit is.
        names: Milestone by id.
    """
    for record, paths in _records(out):
        commit, parents, name, email, raw_time, message = record
        subject, trailers = split_message(message)
        yield Version(
            id=commit,
            party=party_of(commit, parents.split()),
            author=_person(name, email),
            at=parse_time(raw_time),
            subject=subject,
            trailers=trailers,
            paths=paths,
            milestone=names.get(commit, ""),
        )


def parse_graph(out: bytes, party_of: PartyOf) -> Iterator[tuple[str, str]]:
    """Read what `Command.GRAPH` wrote: (id, party) of every version, newest first."""
    for line in out.decode("ascii").splitlines():
        commit, *parents = line.split()
        yield commit, party_of(commit, parents)


def parse_tags(out: bytes) -> Iterator[Milestone]:
    """Read what `Command.TAGS` wrote; names that are no milestone's are passed over."""
    for line in out.decode("utf-8", "replace").split("\n"):
        name, commit, time, title = [*line.split("\0", 3), "", "", ""][:4]
        if _ID.fullmatch(commit) and is_milestone_name(name):
            yield Milestone(name, commit, parse_time(time), title)


def resolve(name: str, milestones: Iterable[Milestone], ids: Iterable[str]) -> str:
    """Return the id of the version that a person meant.

    Args:
        name: A milestone, or an id or the beginning of one (four characters or more).
        milestones: Those there are; they come first.
        ids: All versions there are.

    Raises:
        InputError: Nothing is called that, or several versions begin so.
    """
    named = {milestone.name: milestone.version for milestone in milestones}
    if name in named:
        return named[name]
    begun = [i for i in ids if i.startswith(name)] if _SHORT_ID.fullmatch(name) else []
    match begun:
        case [only]:
            return only
        case []:
            near = get_close_matches(name, named, n=1, cutoff=0.4)
            hint = f"Menade du {near[0]}?" if near else "remiss log visar vilka som finns."
            raise InputError(f"det finns ingen version som heter ”{name}”", hint=hint)
        case _:
            raise InputError(
                f"flera versioner börjar på ”{name}”", hint="Skriv några tecken till av versionen."
            )


class Ancestry:
    """Whose branch each commit is on, told from children to parents.

    A commit is the party's on whose branch it was made. A version of the whole has every party's
    head as a parent, and each party's own commits are told from that head; a municipality's branch
    is all its own, except what it may have begun from on `main`.
    """

    def __init__(self, heads: Mapping[str, str]) -> None:
        """Start from the newest act by party."""
        self._claims = {head: party for party, head in heads.items() if party != COORDINATOR}
        if COORDINATOR in heads:
            self._claims[heads[COORDINATOR]] = COORDINATOR

    def party(self, commit: str, parents: Sequence[str]) -> str:
        """Tell whose a commit is; to be asked of children before their parents, and once each."""
        party = self._claims.pop(commit, COORDINATOR)
        for number, parent in enumerate(parents):
            if party != COORDINATOR:
                self._claims.setdefault(parent, party)
            elif number == 0:
                self._claims[parent] = COORDINATOR
        return party


def _records(out: bytes) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Split a log at its NULs: an empty field, the fields of one commit, then the changed paths.

    No path is empty, so an empty field is always where the next commit begins.
    """
    fields = [field.decode("utf-8", "backslashreplace") for field in out.split(b"\0")]
    at = 0
    while at + _FIELDS < len(fields):
        record = fields[at + 1 : at + 1 + _FIELDS]
        at += 1 + _FIELDS
        names = []
        while at < len(fields) and fields[at]:
            names.append(fields[at].removeprefix("\n"))
            at += 1
        yield record, tuple(names)


def _person(name: str, email: str) -> Person:
    """Return the author of a commit that anybody may have made."""
    clean = [re.sub(r"[\x00-\x1f\x7f<>]", "", text) for text in (name, email)]
    return Person(clean[0].strip() or "okänd", clean[1])
