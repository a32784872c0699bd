"""What a municipality has proposed before, in the workbench or in an earlier file.

A copy goes out with the municipality's own proposals too. When they come back they are nothing new;
when they are gone, somebody has taken them out.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.core import places
from workbench.core.exchange import Exchange
from workbench.core.merging.merge import Side, merge
from workbench.core.reviewing.edits import Edit, edits
from workbench.core.reviewing.wanted import WantedText
from workbench.errors import StageError
from workbench.storage import reviewing
from workbench.workspace import clock
from workbench.workspace.returning.origin import Base, ReturnedFile, text_at
from workbench.workspace.returning.saving import received
from workbench.workspace.reviewing import version_of_text


@dataclass(frozen=True, slots=True)
class _Proposal:
    """One file of a wanted text."""

    path: str
    base: str
    wanted: WantedText


class Earlier:
    """The proposals of the municipality that sent a file, as they are saved.

    Args:
        file: The file that is being taken in.
    """

    def __init__(self, file: ReturnedFile) -> None:
        self._file = file
        self._known: dict[str, dict[str, Edit]] = {}

    def edits(self, key: str) -> dict[str, Edit]:
        """Return the changes that are proposed in a section already, by id."""
        if key not in self._known:
            self._known[key] = {
                edit.id: edit
                for proposal in self._proposals(key)
                for edit in edits(proposal.base, proposal.wanted.text)
            }
        return self._known[key]

    def wanted(self, bases: Mapping[str, Base]) -> Iterator[tuple[str, str]]:
        """Yield each text of which something is proposed, with all of that made, by section.

        Args:
            bases: What the file's sections were made from.
        """
        for key, base in bases.items():
            sides = {
                str(number): merge(
                    each.base, [Side("nu", base.text), Side("vill", each.wanted.text)]
                )
                for number, each in enumerate(self._proposals(key))
            }
            whole = [Side(name, one.text) for name, one in sides.items() if not one.conflicts]
            if whole:
                yield key, merge(base.text, whole).text

    def taken_out(self, key: str, kept: Iterable[str], exchange: Exchange) -> tuple[Edit, ...]:
        """Return the proposals that the copy went out with and that are not wanted any more.

        Args:
            key: The section.
            kept: Ids of the changes that the file still wants.
            exchange: What is remembered, for when the copy went out.
        """
        sent = [
            each.at
            for each in exchange.sent
            if each.municipality == self._file.home.slug and key in each.sections and not each.form
        ]
        if not sent:
            return ()
        wanted = set(kept)
        return tuple(
            edit
            for proposal in self._proposals(key)
            if self._written(proposal.path) <= sent[-1]
            for edit in edits(proposal.base, proposal.wanted.text)
            if edit.id not in wanted
        )

    def with_new(self, path: str, key: str, base: Base, text: str) -> bytes:
        """Return the file of a wanted text, with what an earlier file wanted besides.

        Args:
            path: Where it lies.
            key: The section.
            base: What the copy was made from.
            text: What is wanted now.

        Raises:
            StageError: The two cannot both stand, and nobody has said that the new one replaces.
        """
        before = self._file.desk.files().get(path)
        if before is None or self._file.options.replace:
            return reviewing.write_wanted(before, WantedText(base=base.version, text=text))
        earlier = reviewing.read_wanted(before, path)
        was = text_at(self._file.desk, key, earlier.base) or ""
        old = earlier.text
        if was != base.text:
            version = version_of_text(self._file.desk, key)
            now = Base(version, text_at(self._file.desk, key, version) or "")
            old = self._moved_to(now, key, was, old)
            text = self._moved_to(now, key, base.text, text)
            base = now
        text = self._merged(key, base.text, {"förra": old, "ny": text})
        return reviewing.write_wanted(before, WantedText(base=base.version, text=text))

    def _moved_to(self, now: Base, key: str, was: str, wanted: str) -> str:
        """Write what was wanted of an older text as a wish about the present one."""
        return self._merged(key, was, {"nu": now.text, "vill": wanted})

    def _merged(self, key: str, base: str, sides: dict[str, str]) -> str:
        merged = merge(base, [Side(name, text) for name, text in sides.items()])
        if merged.conflicts:
            raise StageError(
                f"{self._file.name} säger något annat i avsnitt {key} än den fil som "
                f"{self._file.home.official_name} skickade tidigare",
                hint="Inget är taget in. Lägg till --replace om den nya gäller i stället.",
            )
        return merged.text

    def _proposals(self, key: str) -> Iterator[_Proposal]:
        own = places.change(self._file.home.slug, key)
        for path in (own, received(own)):
            data = self._file.desk.files().get(path)
            if data is not None:
                wanted = reviewing.read_wanted(data, path)
                yield _Proposal(path, text_at(self._file.desk, key, wanted.base) or "", wanted)

    def _written(self, path: str) -> dt.datetime:
        return clock.wall(self._file.desk.history.log(path=path, limit=1)[0].at)
