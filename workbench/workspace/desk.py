"""The opened response: its folder, its history and its present content, for the acts to work on.

Every act ends in `Desk.record`: commits first, durable, then the work tree, then the note that
the two agree. A process that dies between leaves a work tree that the next opening brings up.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, cast

from workbench.core import places
from workbench.core.response import Response
from workbench.errors import InputError, OutsideError, StageError
from workbench.history import Act, History, OutsideEdit
from workbench.storage import files, response
from workbench.workspace import clock
from workbench.workspace.seat import Seat

T = TypeVar("T")

DRAFTS = Path(".git") / "remiss" / "drafts"


@dataclass(frozen=True, slots=True)
class Change:
    """What one act is to do."""

    seat: Seat
    files: Mapping[str, bytes | None]
    """New content by path; None removes the file."""
    subject: str
    trailers: Mapping[str, str]
    at: dt.datetime | None = None
    """When it was done; None is now."""


class Desk:
    """One response, opened."""

    def __init__(self, folder: Path, history: History) -> None:
        self.folder = folder
        self.history = history
        self._heads: dict[str, str] | None = None
        self._files: dict[str, bytes] = {}
        self._response: Response | None = None
        self._earlier: dict[tuple[str, str], bytes | None] = {}
        self._followed: dict[str, tuple[Mapping[str, bytes], object]] = {}

    @classmethod
    def open(cls, folder: Path) -> "Desk":
        """Open a response folder, or the response that a folder inside it belongs to.

        Raises:
            InputError: There is no response here.
            StorageError: The folder cannot be looked at.
            HistoryError: The repository cannot be opened safely.
        """
        folder = files.reached(folder)
        for candidate in (folder, *folder.parents):
            if (candidate / ".git").exists() and (candidate / places.FACTS).exists():
                desk = cls(candidate, History.open(candidate))
                desk.bring_up()
                return desk
        if (folder / places.FACTS).exists():
            raise InputError(
                "mappen har ingen historik", file=str(folder), hint="Kör remiss new på en tom mapp."
            )
        raise InputError(
            "här finns inget remissvar" if folder.exists() else "mappen finns inte",
            file=str(folder),
            hint="Gå till svarets mapp, skapa ett med remiss new MAPP, eller prova remiss demo.",
        )

    @property
    def drafts(self) -> Path:
        """The folder of drafts."""
        return self.folder / DRAFTS

    def files(self) -> dict[str, bytes]:
        """Return everything that is saved, by path."""
        heads = self.history.heads()
        if heads != self._heads:
            self._files = self.history.read(None)
            self._response = None
            self._heads = heads
        return self._files

    def earlier(self, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
        """Return the coordinator's files as they were at acts, by the act's whole id and the path.

        What an act says never changes, so nothing is looked for twice.
        """
        asked = list(wanted)
        unread = [pair for pair in asked if pair not in self._earlier]
        if unread:
            found = self.history.read_earlier(unread)
            self._earlier.update((pair, found.get(pair)) for pair in unread)
        known = ((pair, self._earlier[pair]) for pair in asked)
        return {pair: data for pair, data in known if data is not None}

    def following(self, name: str, said: Mapping[str, bytes], work: Callable[[], T]) -> T:
        """Return what follows from some files, worked out anew only when they have changed.

        Args:
            name: Of what follows.
            said: The files that it follows from, and nothing else that can change.
            work: How it is worked out.
        """
        known = self._followed.get(name)
        if known is None or known[0] != said:
            known = self._followed[name] = (said, work())
        return cast("T", known[1])

    def response(self) -> Response:
        """Return the response as it is saved.

        Raises:
            InputError: A file cannot be read as it stands.
        """
        files_now = self.files()
        self._require_facts(files_now)
        if self._response is None:
            self._response = response.read_response(files_now)
        return self._response

    def _require_facts(self, saved: Mapping[str, bytes]) -> None:
        """Refuse a git repository that has a file of our name and nothing else of ours."""
        if places.FACTS not in saved:
            raise InputError(
                f"mappen har {places.FACTS}, men ingen sådan är sparad av arbetsbänken",
                file=str(self.folder),
                hint="Skapa ett remissvar i en annan mapp med remiss new MAPP.",
            )

    def section_key(self, words: str) -> str:
        """Return the key of the section that somebody named.

        Raises:
            InputError: There is no such section; says which is nearest.
        """
        outline = self.response().outline
        key = words.strip()
        # What was written about a section that the outline has lost stays within reach.
        if outline.knows(key) or key in self.response().sections:
            return key
        near = outline.nearest(key)
        if near and near == outline.plain(key):
            return near
        hint = "Se remiss status för avsnitten."
        if near:
            hint = f"Närmast är {outline.label(near)}."
        elif not outline.sections:
            hint = "Dispositionen är tom: fyll i outline.toml och kör remiss save."
        raise InputError(f"avsnitt ”{words}” finns inte i betänkandets disposition", hint=hint)

    def record(self, changes: Sequence[Change]) -> tuple[str, ...]:
        """Save acts: one commit each, on the branch of the party that acts.

        Returns:
            The identity of each act's version, in order.

        Raises:
            StageError: A file was changed outside the workbench and would be overwritten.
        """
        acts = [_act(change) for change in changes]
        written = {path: data for change in changes for path, data in change.files.items()}
        with self.history.lock():
            self._refuse_overwriting(written)
            versions = self.history.record(acts)
            files.write_into(self.folder, written)
            self.history.settle(written)
        return versions

    def record_edits(self, change: Change) -> str:
        """Save what already stands in the work tree, just as it stands there."""
        with self.history.lock():
            (version,) = self.history.record([_act(change)])
            self.history.settle(change.files)
        return version

    def _refuse_overwriting(self, written: Mapping[str, bytes | None]) -> None:
        for edit in self.outside_edits():
            if edit.path in written:
                raise StageError(
                    f"{edit.path} är ändrad utanför arbetsbänken och inte sparad",
                    hint="Kör remiss save för att spara ändringen, eller återställ filen.",
                )

    def bring_up(self) -> None:
        """Make the work tree hold what is saved, except where somebody has edited it.

        A folder that can only be read stays as it is: what is saved is read from the history.
        """
        stale = self.history.stale()
        if not stale:
            return
        edited = {edit.path for edit in self.outside_edits()}
        wanted = [path for path in stale if path not in edited]
        content = self.history.read([path for path in wanted if stale[path] is not None])
        with suppress(OutsideError), self.history.lock():
            files.write_into(self.folder, {path: content.get(path) for path in wanted})
            self.history.settle(wanted)

    def outside_edits(self) -> tuple[OutsideEdit, ...]:
        """Return what was changed in the folder by other programs, and is not saved."""
        edits = self.history.changed_outside()
        own = self._template() if edits else ""
        return tuple(e for e in edits if e.path == own or places.place(e.path) is not None)

    def _template(self) -> str:
        """Return the name of the response's own template; empty when there is none."""
        try:
            return self.response().facts.response.template
        except InputError:
            return ""

    def unread_files(self) -> tuple[str, ...]:
        """Return the files among the response's own that nobody reads, as for a misspelt name."""
        known = self.response().municipalities

        def is_read(path: str) -> bool:
            place = places.place(path)
            return place is not None and (not place.slug or place.slug in known)

        return tuple(
            edit.path
            for edit in self.history.changed_outside()
            if edit.path.startswith(places.FOLDERS) and not is_read(edit.path)
        )

    def edited_files(self, edits: Sequence[OutsideEdit]) -> dict[str, bytes | None]:
        """Read the work tree's content of edited files; None for one that was removed.

        Raises:
            InputError: A file cannot be read as it stands.
        """
        content: dict[str, bytes | None] = {}
        for edit in edits:
            path = files.inside(self.folder, edit.path)
            content[edit.path] = files.read(path) if path.exists() else None
        return content

    def check_outside_edits(self) -> tuple[OutsideEdit, ...]:
        """Refuse to go on with files that were edited outside and can no longer be read.

        Returns:
            The edits, all of them readable.

        Raises:
            InputError: The first such file.
        """
        edits = self.outside_edits()
        if edits:
            self._require_facts(self.files())
            self.with_edits(edits)
        return edits

    def with_edits(self, edits: Sequence[OutsideEdit]) -> Response:
        """Read the response as it would be with edits taken in.

        Raises:
            InputError: A file cannot be read as it stands.
        """
        merged: dict[str, bytes] = dict(self.files())
        for path, data in self.edited_files(edits).items():
            if data is None:
                merged.pop(path, None)
            else:
                merged[path] = data
        return response.read_response(merged)


def _act(change: Change) -> Act:
    return Act(
        party=change.seat.party,
        changes=dict(change.files),
        subject=change.subject,
        author=change.seat.person,
        at=change.at or clock.now(),
        trailers=dict(change.trailers),
    )
