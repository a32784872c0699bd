"""`Workspace`: every act of a user on one response, each in a line or two over the act's module."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.config import Settings
from workbench.core.adoption import Decision, Expectation
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import Proposal
from workbench.core.status import Status, status
from workbench.history import OutsideEdit
from workbench.storage import drafts
from workbench.workspace import clock, contributing, outside, versions
from workbench.workspace.agreeing import Agreeing
from workbench.workspace.desk import Desk
from workbench.workspace.outside import OutsideEdits
from workbench.workspace.versions import FileDifference, LogEntry

if TYPE_CHECKING:  # what these acts need is large, and most starts do not
    from workbench.workspace.facts import Choice


@dataclass(frozen=True, slots=True)
class SectionView:
    """Everything that one needs to see to write in a section."""

    key: str
    label: str
    proposals: tuple[Proposal, ...]
    page: int | None
    own: Contribution | None
    """The contribution of the one who looks; None for the coordinator or when there is none."""
    agreed: AgreedText | None
    others: tuple[tuple[str, Contribution], ...]
    """Every other municipality's contribution, by its name on screen, in the file's order."""


class Workspace(Agreeing):
    """One response, opened by somebody.

    A method that changes something returns when it is on the disk. Municipalities are named by
    any of their names, sections by number or by a standing part's key.

    Args:
        desk: The opened response.
        settings: The user's own.
        edits: What other programs had changed when it was opened.
    """

    def __init__(self, desk: Desk, settings: Settings, edits: tuple[OutsideEdit, ...] = ()) -> None:
        super().__init__(desk, settings)
        self._edits = edits

    @classmethod
    def open(
        cls, folder: Path, settings: Settings | None = None, *, strict: bool = True
    ) -> "Workspace":
        """Open a response folder.

        Args:
            folder: The response's folder, or one inside it.
            settings: The user's own.
            strict: Files that other programs left half-written stop the opening.

        Raises:
            InputError: There is no response there, or a file of it cannot be read.
            HistoryError: The folder cannot be opened safely.
        """
        desk = Desk.open(folder)
        edits = desk.check_outside_edits() if strict else desk.outside_edits()
        return cls(desk, settings or Settings(), edits)

    @property
    def folder(self) -> Path:
        """The response's folder."""
        return self.desk.folder

    def now(self) -> dt.datetime:
        """Return the time on a Swedish wall clock."""
        return clock.wall(clock.now())

    def section_key(self, words: str) -> str:
        """Return the key of the section that somebody named."""
        return self.desk.section_key(words)

    # What one sees

    def status(self) -> Status:
        """Count how far the work has come."""
        return status(self.response, self.now(), conflicts=self.open_conflicts())

    def section(self, words: str, party: str = "") -> SectionView:
        """Gather what one section holds.

        Args:
            words: The section.
            party: Whose own contribution to show apart.
        """
        key = self.desk.section_key(words)
        response = self.response
        who = self.seat(party).party
        found = response.outline.by_number.get(key)
        given = response.contributions_to(key)
        return SectionView(
            key=key,
            label=response.outline.label(key),
            proposals=found.proposals if found else (),
            page=found.page if found else None,
            own=given.get(who),
            agreed=response.agreed.get(key),
            others=tuple(
                (response.municipalities[slug].name, contribution)
                for slug, contribution in given.items()
                if slug != who
            ),
        )

    # Writing

    def contribute(
        self, words: str, contribution: Contribution, *, party: str, officer: str = ""
    ) -> str:
        """Save a municipality's contribution to a section; returns the version."""
        key = self.desk.section_key(words)
        who = self.seat(party, officer)
        return contributing.contribute(self.desk, who, key, contribution)

    def withdraw(self, words: str, *, party: str, officer: str = "") -> str:
        """Take a municipality's contribution back; it stays in the history."""
        key = self.desk.section_key(words)
        return contributing.withdraw(self.desk, self.seat(party, officer), key)

    def write_text(self, words: str, agreed: AgreedText, *, party: str = "") -> str:
        """Save the agreed text of a section, as the coordinator wrote it."""
        key = self.desk.section_key(words)
        subject = f"Gemensam text {key} skriven"
        return contributing.write_text(self.desk, self.seat(party), key, agreed, subject)

    def adopt(self, decision: Decision, *, party: str, officer: str = "") -> str:
        """Record a municipality's decision."""
        return contributing.adopt(self.desk, self.seat(party, officer), decision)

    def expect(self, expectation: Expectation, *, party: str) -> str:
        """Note what a municipality is expected to decide."""
        return contributing.expect(self.desk, self.seat(party), expectation)

    # The facts and the outline

    def set_facts(self, given: Sequence[tuple[str, str]], *, party: str = "") -> str:
        """Set facts by key, all of them or none; returns the version."""
        from workbench.workspace import facts

        return facts.set_facts(self.desk, self.seat(party), given)

    def choose_sections(self, sections: Sequence[str], choice: "Choice", *, party: str = "") -> str:
        """Mark sections as answered or not, all of them or none; returns the version."""
        from workbench.workspace import facts

        return facts.choose(self.desk, self.seat(party), sections, choice)

    # Edits by other programs, and drafts

    def outside_edits(self, party: str = "") -> OutsideEdits:
        """Tell what other programs changed in the folder and is not saved."""
        return outside.divided(self.desk.outside_edits(), self.seat(party).party)

    def edits_at_opening(self, party: str = "") -> OutsideEdits:
        """Tell what other programs had changed when the response was opened."""
        return outside.divided(self._edits, self.seat(party).party)

    def unread_files(self) -> tuple[str, ...]:
        """Return the files that lie among the response's own under names that nobody reads."""
        return self.desk.unread_files()

    def save_outside_edits(
        self, names: Sequence[str] = (), *, party: str = "", officer: str = ""
    ) -> tuple[str, ...]:
        """Save such edits below the party's own paths; returns the paths."""
        return outside.save_outside_edits(self.desk, self.seat(party, officer), names)

    def discard_outside_edits(
        self, names: Sequence[str] = (), *, party: str = "", officer: str = ""
    ) -> outside.Discarded:
        """Put back what is saved in place of such edits; what they said is set aside."""
        return outside.discard(self.desk, self.seat(party, officer), names)

    def draft(
        self, party: str, key: str, started_from: str, over: "drafts.Draft | None" = None
    ) -> drafts.DraftJournal:
        """Begin to keep what is being written, in place of a draft that it goes on from."""
        file = over.file if over else ""
        return drafts.DraftJournal(self.desk.drafts, party, key, started_from, file)

    def drafts_left(self) -> tuple[drafts.Draft, ...]:
        """Return what is not saved, by party and key, the latest of each first.

        What another program that runs is writing is among it.
        """
        return drafts.left_behind(self.desk.drafts)

    def drafts_to_offer(self, party: str, key: str) -> tuple[drafts.Draft, ...]:
        """Return what was left of one text and nobody is writing, the latest first."""
        mine = (party, key)
        left = self.drafts_left()
        return tuple(one for one in left if (one.party, one.key) == mine and not one.is_open)

    def forget_draft(self, draft: drafts.Draft) -> bool:
        """Throw a draft away unless somebody is writing it; returns whether it is gone."""
        return drafts.forget(self.desk.drafts, draft.file)

    # Versions

    def log(
        self, *, section: str = "", municipality: str = "", limit: int | None = None
    ) -> tuple[LogEntry, ...]:
        """List what was done, newest first."""
        key = self.desk.section_key(section) if section else ""
        return versions.log(self.desk, section=key, municipality=municipality, limit=limit)

    def compare(
        self, before: str, after: str = versions.NOW, *, section: str = ""
    ) -> tuple[FileDifference, ...]:
        """Compare two versions, file by file."""
        key = self.desk.section_key(section) if section else ""
        return versions.compare(self.desk, before, after, section=key)

    def restore(self, version: str, words: str, *, party: str = "", officer: str = "") -> str:
        """Bring a section back to what it was, as a new act."""
        key = self.desk.section_key(words)
        return versions.restore(self.desk, self.seat(party, officer), version, key)

    def set_milestone(self, tag: str, title: str = "", *, party: str = "") -> str:
        """Mark the whole response with a name."""
        return versions.set_milestone(self.desk, self.seat(party), tag, title)
