"""Acts: what is to become one commit each, and how git is told of them.

The stream is that of git-fast-import: one process for any number of acts on any number of branches.
Each party's commits are built on a branch of the stream's own, which is let go again at the end;
moving the real branches is a step by itself (`workbench.history.repository`), all of them or none.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from workbench.errors import HistoryError, InputError

NOTHING = "0" * 40
"""The id that stands for no object: the head of a branch that is not there."""

_UNKEEPABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
"""Line breaks and other controls, and half characters, which UTF-8 cannot hold."""

_TRAILER = re.compile(r"([A-Za-z][A-Za-z0-9-]*): (\S.*)")


@dataclass(frozen=True, slots=True)
class Person:
    """Who did something, as it stands in every commit."""

    name: str
    email: str

    def __post_init__(self) -> None:
        for what, text in (("namnet", self.name), ("e-postadressen", self.email)):
            if _UNKEEPABLE.search(text) or "<" in text or ">" in text:
                raise InputError(
                    f"{what} {text!r} innehåller tecken som inte går att spara",
                    hint="Skriv om det utan radbrytningar, < och >.",
                )
        if not self.name.strip():
            raise InputError("namnet på den som sparar saknas", hint="Ange ditt namn.")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that somebody did, to be one commit on their party's branch."""

    party: str
    """`main` for the coordinator, else the municipality's slug."""
    changes: Mapping[str, bytes | None]
    """New content by path in the response; None removes the file."""
    subject: str
    """One line that a person can read, in Swedish."""
    author: Person
    at: datetime
    """When it was done, with its time zone."""
    trailers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What provenance needs to know, one line each, such as `Avsnitt: 7.3`."""


def message(subject: str, trailers: Mapping[str, str]) -> bytes:
    """Return a commit message: the subject and, after a blank line, the trailers.

    Raises:
        HistoryError: The subject or a trailer would not be read back as it was given.
    """
    subject = subject.strip()
    lines = [f"{name}: {value.strip()}" for name, value in trailers.items()]
    broken = not subject or _UNKEEPABLE.search(subject + "".join(lines))
    if broken or not all(map(_TRAILER.fullmatch, lines)):
        raise HistoryError(f"händelsen går inte att spara: {subject!r} {dict(trailers)!r}")
    return "\n".join([subject, *(["", *lines] if lines else []), ""]).encode()


def split_message(text: str) -> tuple[str, dict[str, str]]:
    """Return the subject and the trailers of a message, whoever wrote it.

    The trailers are the last paragraph, when every line of it is one and it is not the first.
    """
    paragraphs = [p for p in re.split(r"\n\s*\n", text.strip("\n")) if p.strip()]
    if not paragraphs:
        return "", {}
    subject = paragraphs[0].partition("\n")[0].strip()
    found = [_TRAILER.fullmatch(line) for line in paragraphs[-1].split("\n")]
    if len(paragraphs) == 1 or not all(found):
        return subject, {}
    return subject, {match[1]: match[2] for match in found if match}


def moment(at: datetime) -> str:
    """Return a time as git writes it: seconds since 1970 and the zone, as in `1602000000 +0200`.

    git knows no time before 1970; a clock that stands there is wrong, and the text must still be
    saved, so the first second is taken instead.

    Raises:
        HistoryError: The time has no zone.
    """
    if at.utcoffset() is None:
        raise HistoryError(f"tidpunkten {at.isoformat()} saknar tidszon")
    return f"{max(0, int(at.timestamp()))} {at.strftime('%z')[:5]}"


def signature(kind: str, person: Person, at: datetime) -> bytes:
    """Return the line that says who, as `author`, `committer` or `tagger`, and when."""
    return f"{kind} {person.name.strip()} <{person.email}> {moment(at)}\n".encode()


class Stream:
    """A git-fast-import stream that makes commits and moves no branch."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._marks = 0
        self._rooms: dict[str, None] = {}

    def commit(
        self,
        room: str,
        heading: Iterable[bytes],
        parents: Sequence[str],
        changes: Mapping[str, bytes | str | None],
        *,
        tree: str = "",
    ) -> str:
        """Add one commit.

        Args:
            room: Where in the stream it is built; commits of one room build on each other.
            heading: The `author`, `committer` and message, as `heading` makes them.
            parents: Commits by id or mark; nothing when it is the room's first or goes on from the
                commit before it in the same room.
            changes: New content, or the id of a blob that is there, by path; None removes.
            tree: A commit or tree to start from instead of the first parent's.

        Returns:
            The mark of the commit, for use as a parent.
        """
        self._marks += 1
        mark = f":{self._marks}"
        ref = f"refs/remiss/stream/{room}"
        self._rooms[ref] = None
        add = self._parts.append
        add(f"commit {ref}\nmark {mark}\n".encode())
        self._parts.extend(heading)
        for number, parent in enumerate(parents):
            add(f"{'merge' if number else 'from'} {parent}\n".encode())
        if tree:
            add(f'M 040000 {tree} ""\n'.encode())
        for path in sorted(changes, key=lambda p: changes[p] is not None):  # removals first
            add(_change(path, changes[path]))
        add(b"\n")
        return mark

    def finish(self) -> bytes:
        """Return the whole stream; git answers with the id of every commit, in order."""
        asked = [f"get-mark :{n}\n".encode() for n in range(1, self._marks + 1)]
        let_go = [f"reset {ref}\nfrom {NOTHING}\n\n".encode() for ref in self._rooms]
        return b"".join([*self._parts, *asked, *let_go, b"done\n"])


def heading(author: Person, at: datetime, text: bytes) -> tuple[bytes, ...]:
    """Return who, when and what, for `Stream.commit`: author and committer are one here."""
    return (
        signature("author", author, at),
        signature("committer", author, at),
        b"data %d\n" % len(text),
        text,
        b"\n",
    )


def _change(path: str, content: bytes | str | None) -> bytes:
    if content is None:
        return f"D {path}\n".encode()
    if isinstance(content, str):
        return f"M 100644 {content} {path}\n".encode()
    return b"M 100644 inline %s\ndata %d\n%s\n" % (path.encode(), len(content), content)
