"""The union: what everyone sees, from each branch its own part and nothing else that it says.

Two municipalities therefore never merge, never race, and cannot touch each other's words, whatever
their branches hold.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from workbench.history.objects import FOLDER, Found, Judge, Objects, Verdict, Walk
from workbench.history.ownership import (
    COORDINATOR,
    FOLDERS,
    RECEIVED,
    folder,
    is_party,
    is_safe_name,
)

_KEPT_PARTS = 1000  # all parties of a response and then some
_KEPT_WHOLES = 500
_WHOLE = ""  # the name of a walk that is no party's

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Ignored:
    """Something on a party's branch that is not read."""

    party: str
    path: str
    reason: str
    """Swedish, to stand after the path."""


class Union:
    """The union of all parties' parts, at any heads or versions."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._parts: _Recent[tuple[str, str]] = _Recent(_KEPT_PARTS)
        self._wholes: _Recent[str] = _Recent(_KEPT_WHOLES)

    def parts(self, heads: Mapping[str, str]) -> dict[str, Walk]:
        """Return each party's own part at its head, by party."""
        known = {party: self._parts.get((party, head)) for party, head in heads.items()}
        walks = self._walk(heads, [party for party, part in known.items() if part is None])
        return {party: part or walks[party] for party, part in known.items()}

    def prepare(self, heads: Mapping[str, str], commit: str) -> None:
        """Read every party's part and all of one commit together, if they are not known yet.

        A walk costs a process for each level of folders, however many trees it goes through.
        """
        unknown = [who for who, head in heads.items() if self._parts.get((who, head)) is None]
        self._walk(heads, unknown, commit if self._wholes.get(commit) is None else "")

    def _walk(
        self, heads: Mapping[str, str], parties: Iterable[str], commit: str = ""
    ) -> dict[str, Walk]:
        """Read parts, and the whole of a commit if one is named, and remember them."""
        tops = {party: (f"{heads[party]}:{folder(party)}", _own(party)) for party in parties}
        if commit:
            tops[_WHOLE] = (f"{commit}:", _anything)
        walks = self._objects.walk(tops)
        if commit:
            self._wholes.keep(commit, walks.pop(_WHOLE))
        for party, walk in walks.items():
            self._parts.keep((party, heads[party]), walk)
        return walks

    def paths(self, heads: Mapping[str, str]) -> dict[str, str]:
        """Return blob id by path of what everyone sees, in the order of the paths."""
        parts = self.parts(heads).values()
        return dict(sorted(item for part in parts for item in part.files.items()))

    def whole(self, commit: str) -> Walk:
        """Return all that can be read in one commit, whoever wrote it.

        This is the union as a version of the whole froze it, and as the work copy holds it.
        """
        walk = self._wholes.get(commit)
        if walk is None:
            walk = self._objects.walk({_WHOLE: (f"{commit}:", _anything)})[_WHOLE]
            self._wholes.keep(commit, walk)
        return walk

    def prepare_wholes(self, commits: Iterable[str]) -> None:
        """Read all of many commits together: a process a level of folders, not one a commit."""
        unknown = [commit for commit in dict.fromkeys(commits) if self._wholes.get(commit) is None]
        tops = {commit: (f"{commit}:", _anything) for commit in unknown[:_KEPT_WHOLES]}
        for commit, walk in self._objects.walk(tops).items():
            self._wholes.keep(commit, walk)

    def tree(self, commit: str) -> str:
        """Return the id of a commit's whole tree."""
        return self._objects.read([f"{commit}:"])[f"{commit}:"][0]

    def learn(self, party: str, commit: str, files: Mapping[str, str]) -> None:
        """Be told a party's own part at a commit that was just made, to spare reading it back."""
        self._parts.keep((party, commit), Walk(dict(files), ()))

    def learn_whole(self, commit: str, files: Mapping[str, str]) -> None:
        """Be told all of a commit that was just made, all of it readable."""
        self._wholes.keep(commit, Walk(dict(files), ()))

    def ignored(self, heads: Mapping[str, str]) -> tuple[Ignored, ...]:
        """List what the branches hold that is not read: odd names, links, others' folders."""
        outside = self._objects.walk(
            {p: (f"{h}:", _strangers(p)) for p, h in heads.items() if p != COORDINATOR}
        )
        inside = self.parts(heads)
        return tuple(
            Ignored(party, found.path, reason)
            for walks in (outside, inside)
            for party, walk in walks.items()
            for found, reason in walk.refused
        )


class _Recent(Generic[K]):
    """The walks that were last asked for: a commit never changes, but there are ever more."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._walks: OrderedDict[K, Walk] = OrderedDict()
        self._one_at_a_time = Lock()

    def get(self, key: K) -> Walk | None:
        with self._one_at_a_time:
            if key in self._walks:
                self._walks.move_to_end(key)
            return self._walks.get(key)

    def keep(self, key: K, walk: Walk) -> None:
        with self._one_at_a_time:
            self._walks[key] = walk
            if len(self._walks) > self._most:
                self._walks.popitem(last=False)


def _own(party: str) -> Judge:
    """Judge the part of a branch that is its party's own."""
    if party == COORDINATOR:
        return _coordinators
    received = f"{folder(party)}/{RECEIVED}"

    def judge(found: Found) -> Verdict | str:
        if found.path.casefold() == received:
            return "ägs av samordnaren"
        return _anything(found)

    return judge


def _name(found: Found) -> str:
    return found.path.rpartition("/")[2]


def _anything(found: Found) -> Verdict | str:
    return Verdict.TAKE if is_safe_name(_name(found)) else "har ett namn som inte kan läsas"


def _coordinators(found: Found) -> Verdict | str:
    match found.path.split("/"):
        case [top] if top.casefold() == FOLDERS:
            if top != FOLDERS:
                return "är för likt kommunernas mapp"
            return Verdict.TAKE if found.mode == FOLDER else "är ingen mapp"
        case [top, slug] if top == FOLDERS:
            if found.mode != FOLDER or not is_party(slug) or slug == COORDINATOR:
                return "är ingen kommuns mapp"
            return Verdict.TAKE
        case [top, _, name] if top == FOLDERS and name != RECEIVED:
            return Verdict.SKIP  # the municipality's words as the last version froze them
        case _:
            return _anything(found)


def _strangers(party: str) -> Judge:
    """Judge what a municipality's branch holds beside its own folder."""

    def judge(found: Found) -> Verdict | str:
        if found.path == FOLDERS and found.mode == FOLDER:
            return Verdict.TAKE
        if found.path == folder(party):
            return Verdict.SKIP
        return f"ligger utanför {folder(party)}"

    return judge
