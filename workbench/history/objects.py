"""Reading git's objects in batches: one child for many, and never the same tree twice.

An id names its content, so a tree that was read once is known for good. Trees are parsed here and
not by git because git lists one tree a process, and a union has hundreds.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from workbench.errors import HistoryError
from workbench.history.ownership import DEEPEST
from workbench.history.runner import Command, Runner

FOLDER = "40000"
PLAIN = "100644"
_ID_BYTES = 20


class Entry(NamedTuple):
    """One name in a tree; a tuple, as `Found` is, because a union makes thousands of them."""

    mode: str
    """As git writes it: `100644` a plain file, `40000` a folder; the rest is never read."""
    name: str
    """Bytes that are not UTF-8 stand as backslash escapes; such a name is never read."""
    id: str


class Found(NamedTuple):
    """An entry with its whole path, as a walk comes upon it."""

    path: str
    mode: str
    id: str


class Verdict(Enum):
    """What to do with something found on a walk."""

    TAKE = auto()
    """A file is read, a folder is entered."""
    SKIP = auto()
    """Not read, and nothing to wonder at."""


Judge = Callable[[Found], Verdict | str]
"""What to do with an entry; a string is the reason, in Swedish, why it is not read."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What a walk through one tree gave."""

    files: Mapping[str, str]
    """Blob id by path, of all plain files that were taken."""
    refused: tuple[tuple[Found, str], ...]
    """What was not read although it was in the way, each with the reason."""


def blob_id(content: bytes) -> str:
    """Return the id that git gives a file with this content."""
    header = b"blob %d\0" % len(content)
    return hashlib.sha1(header + content, usedforsecurity=False).hexdigest()


def parse_tree(raw: bytes) -> tuple[Entry, ...]:
    """Read a tree object, in its own order.

    Source:
        git's Documentation/gitformat: `mode SP name NUL id`, the id as 20 bytes.
    """
    entries = []
    at = 0
    while at < len(raw):
        end = raw.index(b"\0", at)
        mode, _, name = raw[at:end].partition(b" ")
        at = end + 1 + _ID_BYTES
        entries.append(
            Entry(
                mode.decode("ascii", "backslashreplace"),
                name.decode("utf-8", "backslashreplace"),
                raw[end + 1 : at].hex(),
            )
        )
    return tuple(entries)


class Objects:
    """The objects of one repository."""

    def __init__(self, git: Runner) -> None:
        self._git = git
        self._trees: dict[str, tuple[Entry, ...]] = {}

    def read(self, requests: Iterable[str]) -> dict[str, tuple[str, str, bytes]]:
        """Read many objects in one process.

        Args:
            requests: Ids, or an id and a path as in `1234…:text`; no line breaks.

        Returns:
            (id, kind, content) by request; what is not there is left out.
        """
        asked = list(dict.fromkeys(requests))
        if not asked:
            return {}
        out = self._git.run(Command.OBJECTS, "".join(f"{r}\n" for r in asked).encode())
        answers = {}
        at = 0
        for request in asked:
            end = out.index(b"\n", at)
            fields = out[at:end].decode("utf-8", "replace").split(" ")
            at = end + 1
            if fields[-1] in ("missing", "ambiguous"):
                continue
            name, kind, size = fields
            answers[request] = (name, kind, out[at : at + int(size)])
            at += int(size) + 1
        return answers

    def contents(self, ids: Iterable[str]) -> dict[str, bytes]:
        """Read the content of many blobs, by id."""
        return {request: content for request, (_, _, content) in self.read(ids).items()}

    def walk(self, tops: Mapping[str, tuple[str, Judge]]) -> dict[str, Walk]:
        """Walk through many trees at once, one process for each level of all of them.

        Args:
            tops: Where each walk starts, by any name: a commit and a folder in it as in
                `1234…:municipalities/falun` (`1234…:` is all of it), and what to read. Paths are
                whole ones, from the top of the response.

        Returns:
            What each walk found, by the same names; nothing where the folder is not there.

        Raises:
            HistoryError: A folder is there but cannot be read. It is never taken for an empty one,
                because the caller would then remove its files.
        """
        asked = self.read(start for start, _ in tops.values())
        walks = {name: _Course(judge) for name, (_, judge) in tops.items()}
        level = []
        for name, (start, _) in tops.items():
            if start not in asked:
                self._require_absent(start)
            else:
                tree, kind, content = asked[start]
                prefix = start.partition(":")[2]
                if kind == "tree":
                    self._trees.setdefault(tree, parse_tree(content))
                    level.append((walks[name], prefix, tree))
                else:
                    walks[name].refused.append((Found(prefix, kind, tree), "är ingen mapp"))
        while level:
            self._learn(tree for _, _, tree in level)
            level = [
                (course, found.path, found.id)
                for course, path, tree in level
                for found in course.visit(path, self._trees[tree])
            ]
        return {name: course.walked() for name, course in walks.items()}

    def _learn(self, trees: Iterable[str]) -> None:
        unknown = [tree for tree in trees if tree not in self._trees]
        found = self.read(unknown)
        for tree in unknown:
            if tree not in found or found[tree][1] != "tree":
                raise _damaged(tree)
            self._trees[tree] = parse_tree(found[tree][2])

    def _require_absent(self, start: str) -> None:
        """Make sure that a folder that was not found is not there, and no folder above it lost."""
        commit, _, path = start.partition(":")
        names = path.split("/") if path else []
        above = [f"{commit}:{'/'.join(names[:depth])}" for depth in range(len(names))]
        folders = self.read(above)
        for folder, name in zip(above, names, strict=True):
            if folder not in folders:
                raise _damaged(folder)
            _, kind, content = folders[folder]
            if kind != "tree" or name not in {entry.name for entry in parse_tree(content)}:
                return
        raise _damaged(start)


def _damaged(what: str) -> HistoryError:
    return HistoryError(
        f"historiken är skadad: {what} går inte att läsa",
        hint="Hämta svaret på nytt från den gemensamma platsen eller en säkerhetskopia.",
    )


class _Course:
    """One walk under way."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge
        self.files: dict[str, str] = {}
        self.refused: list[tuple[Found, str]] = []

    def visit(self, path: str, entries: Iterable[Entry]) -> list[Found]:
        """Judge all names in one folder, and return the folders to enter."""
        deeper = []
        taken: set[str] = set()
        for entry in entries:
            found = Found(f"{path}/{entry.name}" if path else entry.name, entry.mode, entry.id)
            verdict = self._judge(found)
            if verdict is Verdict.SKIP:
                continue
            folded = entry.name.casefold()
            if verdict is Verdict.TAKE:
                verdict = _unreadable(found, folded in taken) or verdict
            if isinstance(verdict, str):
                self.refused.append((found, verdict))
            else:
                taken.add(folded)
                if found.mode == FOLDER:
                    deeper.append(found)
                else:
                    self.files[found.path] = found.id
        return deeper

    def walked(self) -> Walk:
        return Walk(self.files, tuple(self.refused))


def _unreadable(found: Found, name_is_taken: bool) -> str:
    if name_is_taken:
        return "skiljer sig bara i stora och små bokstäver från ett annat namn"
    if found.mode == FOLDER:
        too_deep = found.path.count("/") + 1 >= DEEPEST
        return "ligger för djupt" if too_deep else ""
    if found.mode != PLAIN:
        return "är ingen vanlig fil"
    return ""
