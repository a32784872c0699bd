"""Which contributions an agreed text was composed of, and who wrote them.

A composing act says which contributions went in, each with a hash of what it said. Everything else
is looked up in history when somebody asks: nothing that follows from it is stored.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core import places
from workbench.core.composing import Source, part_for
from workbench.core.composing.material import sentences
from workbench.core.contribution import Contribution
from workbench.errors import InputError
from workbench.history import Version
from workbench.storage import texts
from workbench.workspace.desk import Desk

TRAILER = "Remiss-Sources"
"""Of a composing act: the contributions that went in, each with a hash of its content."""

_DIGITS = 12


def fingerprint(source: Source) -> str:
    """Say in short which contribution it is and what it says: `falun/7.3:1f2e3d4c5b6a`."""
    content = source.contribution.model_dump_json().encode()
    digest = hashlib.sha256(content).hexdigest()[:_DIGITS]
    return f"{source.slug}/{source.key}:{digest}"


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
