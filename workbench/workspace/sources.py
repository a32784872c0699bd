"""Which contributions an agreed text was composed of, and who wrote them.

A composing act says which contributions went in, each with a hash of what it said. Everything else
is looked up in history when somebody asks: nothing that follows from it is stored.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.core import places
from workbench.core.composing import Source, part_for
from workbench.core.composing.material import sentences
from workbench.core.composing.proposal import Proposed
from workbench.core.contribution import Contribution
from workbench.core.markdown import canonical
from workbench.core.party import COORDINATOR
from workbench.errors import InputError
from workbench.history import Version
from workbench.storage import texts
from workbench.workspace.desk import Desk

TRAILER = "Remiss-Sources"
"""Of a composing act: the contributions that went in, each with a hash of its content."""

REMADE = "Remiss-Remade"
"""Of a composing act: the sentences that were joined, taken apart or reworded by hand, each as a
hash with those who said it and where in their contributions: `1f2e3d4c5b6a:falun#4,mora#2`."""

_DIGITS = 12
_REMADE = re.compile(r"([0-9a-f]{12}):(\S+)")
_SAID = re.compile(r"([a-z0-9-]+)#(-?\d+)")


def fingerprint(source: Source) -> str:
    """Say in short which contribution it is and what it says: `falun/7.3:1f2e3d4c5b6a`."""
    content = source.contribution.model_dump_json().encode()
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return f"{source.slug}/{source.key}:{digest}"


def sentence_mark(line: str) -> str:
    """Say in short what a line of a text says."""
    return hashlib.sha256(line.encode()).hexdigest()[:_DIGITS]


def remade_marks(remade: Iterable[Proposed]) -> str:
    """Write whose sentences were joined, taken apart or reworded by hand, as the act tells it.

    A coordinator whose own words a sentence has is named first.
    """
    marks: dict[str, list[str]] = {}
    for one in remade:
        said = [f"{o.slug}#{o.sentence}" for o in one.sentence.origins]
        if one.text != one.sentence.text:
            said.insert(0, COORDINATOR)
        for line in canonical(one.text).split("\n"):
            if line.strip():
                marks.setdefault(sentence_mark(line), []).extend(said)
    return " ".join(f"{mark}:{','.join(dict.fromkeys(said))}" for mark, said in marks.items())


@dataclass(frozen=True, slots=True)
class Remade:
    """A sentence that the coordinator joined, took apart or reworded in a composing act."""

    mark: str
    """As `sentence_mark` makes it."""
    reworded: bool
    """The words are the coordinator's own."""
    said: tuple[tuple[str, int], ...]
    """Those who said it, and the number of their sentence, as composing counts them."""


def remade_in(version: Version) -> Iterator[Remade]:
    """Yield what a composing act says about work by hand; nothing where it cannot be read."""
    for item in version.trailers.get(REMADE, "").split():
        if match := _REMADE.fullmatch(item):
            who = match[2].split(",")
            said = filter(None, map(_SAID.fullmatch, who))
            numbers = tuple((one[1], int(one[2])) for one in said)
            yield Remade(match[1], who[0] == COORDINATOR, numbers)


@dataclass(frozen=True, slots=True)
class Written:
    """A contribution as it was in one version."""

    contribution: Contribution
    version: Version


class Sources:
    """The contributions' history of one response."""

    def __init__(self, desk: Desk) -> None:
        self._history = desk.history
        self._files = desk.files()
        self._by_path: dict[str, list[Version]] = defaultdict(list)
        for version in reversed(desk.history.log()):
            for path in version.paths:
                self._by_path[path].append(version)
        self._read: dict[tuple[str, str], tuple[Written, ...]] = {}

    def versions(self, path: str) -> list[Version]:
        """Return the acts that changed a file, oldest first."""
        return self._by_path.get(path, [])

    def written(self, slug: str, key: str) -> tuple[Written, ...]:
        """Return a contribution in all its versions, oldest first; withdrawn ones left out."""
        known = self._read.get((slug, key))
        if known is None:
            own = places.contribution(slug, key)
            received = own.replace("/contributions/", "/received/contributions/")
            found = [*self._versions_of(received), *self._versions_of(own)]
            known = tuple(sorted(found, key=lambda written: written.version.at))
            self._read[slug, key] = known
        return known

    def _versions_of(self, path: str) -> Iterator[Written]:
        versions = self.versions(path)
        for version in versions:
            if version is versions[-1]:
                data = self._files.get(path)
            else:
                data = self._history.read([path], version=version.id).get(path)
            if data is None:
                continue
            try:
                yield Written(texts.read(Contribution, data, path), version)
            except InputError:
                continue  # what could not be read then cannot have been composed

    def composed_of(self, version: Version, key: str) -> dict[Source, Version]:
        """Return what a composing act was made of, with the version of each contribution.

        Args:
            version: The act.
            key: The section that it composed.
        """
        found: dict[Source, Version] = {}
        for mark in version.trailers.get(TRAILER, "").split():
            slug, _, rest = mark.partition("/")
            written_to = rest.partition(":")[0]
            for written in self.written(slug, written_to):
                part = part_for(written.contribution, written_to, key)
                source = Source(slug, written_to, part) if part else None
                if source and fingerprint(source) == mark:
                    found[source] = written.version
                    break
        return found

    def first_wrote(self, slug: str, key: str, sentence: str, by: Version) -> Version:
        """Return the act in which a municipality first wrote a sentence that it kept since.

        Args:
            slug: The municipality.
            key: The section that it was written to.
            sentence: As it stands in the contribution at `by`.
            by: The version of the contribution that is asked about.
        """
        first = by
        for written in self.written(slug, key):
            if sentence not in sentences(written.contribution.text):
                first = by
            elif first is by:
                first = written.version
            if written.version is by:
                break
        return first
