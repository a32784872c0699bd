"""The review of the example's agreed text: proposed, said and decided, as its users do it."""

import datetime as dt
from dataclasses import dataclass, field

from workbench.core.reviewing.decisions import Way
from workbench.errors import InputError
from workbench.storage.story import FILE, Decided, Proposed, Said, Story
from workbench.workspace import clock
from workbench.workspace.commenting import Remark
from workbench.workspace.demo.teller import aware
from workbench.workspace.settling import Settling
from workbench.workspace.workspace import Workspace

_Threads = dict[str, str]


@dataclass(frozen=True, slots=True)
class Reviewing:
    """One thing that somebody did at the review."""

    at: dt.datetime
    entry: Proposed | Said | Decided
    threads: _Threads = field(repr=False)
    """The story's names of comments that have been made, with their ids."""

    @property
    def settles(self) -> bool:
        """Whether it ends a conflict."""
        return isinstance(self.entry, Decided) and bool(self.entry.chosen)

    def tell(self, workspace: Workspace) -> None:
        """Do it, at its time."""
        with clock.at(self.at):
            match self.entry:
                case Proposed():
                    _propose(workspace, self.entry)
                case Said():
                    _say(workspace, self.entry, self.threads)
                case Decided():
                    _decide(workspace, self.entry)


def review(tale: Story) -> list[Reviewing]:
    """Return what was done at the review, in no order."""
    threads: _Threads = {}
    entries: list[Proposed | Said | Decided] = [*tale.proposed, *tale.said, *tale.decided]
    return [Reviewing(aware(entry.date), entry, threads) for entry in entries]


def _propose(workspace: Workspace, entry: Proposed) -> None:
    text = workspace.response.agreed[entry.section].text
    for edit in entry.edits:
        if text.count(edit.old) != 1:
            raise InputError(f"”{edit.old}” står inte en gång i {entry.section}", file=FILE)
        text = text.replace(edit.old, edit.new)
    workspace.propose_change(entry.section, text, party=entry.municipality, officer=entry.officer)


def _say(workspace: Workspace, entry: Said, threads: _Threads) -> None:
    remark = Remark(
        text=entry.text,
        quote=entry.quote,
        answers=threads.get(entry.answers, ""),
        resolves=entry.resolves,
    )
    made = workspace.comment(entry.section, remark, party=entry.municipality, officer=entry.officer)
    if entry.name:
        threads[entry.name] = made


def _decide(workspace: Workspace, entry: Decided) -> None:
    if entry.accepted:
        workspace.accept_from(entry.section, entry.accepted, reason=entry.reason)
    elif entry.rejected:
        workspace.reject_from(entry.section, entry.rejected, reason=entry.reason)
    else:
        (conflict,) = workspace.review(entry.section).review.conflicts
        settling = Settling(Way.CHOSE, slug=entry.chosen, reason=entry.reason)
        workspace.settle(conflict.id, settling)
