"""The log: asking git for versions, one process for any number."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from workbench.errors import InputError
from workbench.history.ownership import COORDINATOR, owner
from workbench.history.runner import Command, Runner
from workbench.history.versions import (
    Ancestry,
    Milestone,
    PartyOf,
    Version,
    parse_graph,
    parse_log,
    parse_tags,
)


class Log:
    """What was done in one repository."""

    def __init__(self, git: Runner) -> None:
        self._git = git
        self._parties: tuple[Mapping[str, str], dict[str, str]] = ({}, {})

    def of_party(
        self, heads: Mapping[str, str], party: str | None, limit: int | None
    ) -> list[Version]:
        """List one party's acts, or everyone's (None), newest first."""
        alone = party not in (None, COORDINATOR)
        tops = [head for who, head in heads.items() if not alone or who == party]
        found = self._versions(tops, Ancestry(heads).party, None if party else limit)
        return list(islice((v for v in found if party in (None, v.party)), limit))

    def of_path(
        self, heads: Mapping[str, str], path: str, party: str | None, limit: int | None
    ) -> list[Version]:
        """List the acts that changed a file, or something in a folder, newest first.

        Only its owner's branch is asked: what others say of it is not read.

        Raises:
            InputError: Nobody owns it.
        """
        holder = owner(path) or owner(f"{path}/x")
        if holder is None:
            raise InputError(f"{path!r} är ingen fil eller mapp i svaret")
        if party not in (None, holder) or holder not in heads:
            return []
        return list(self._versions([heads[holder]], lambda *_: holder, limit, path))

    def milestones(self) -> list[Milestone]:
        """Read all milestones, in no order."""
        return list(parse_tags(self._git.run(Command.TAGS)))

    def parties(self, heads: Mapping[str, str]) -> Mapping[str, str]:
        """Return whose each version is, by id, no version before one that builds on it."""
        known_heads, parties = self._parties
        if known_heads != heads:
            out = self._git.run(Command.GRAPH, _lines(heads.values())) if heads else b""
            parties = dict(parse_graph(out, Ancestry(heads).party))
            self._parties = (dict(heads), parties)
        return parties

    def _versions(
        self, tops: Iterable[str], party_of: PartyOf, limit: int | None, path: str = ""
    ) -> Iterator[Version]:
        asked = [*tops, *(["--", path] if path else [])]
        if not asked:
            return iter(())
        names = {milestone.version: milestone.name for milestone in self.milestones()}
        out = self._git.run(Command.LOG, _lines(asked), limit=limit)
        return parse_log(out, party_of, names)


def _lines(words: Iterable[str]) -> bytes:
    return "".join(f"{word}\n" for word in words).encode()
