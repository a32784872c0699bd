"""Making the example in a folder: its story told into a history, as far as one wants.

Acts on files go into the history many in one pass. What was proposed, said and decided about the
agreed text is done with the workbench's own acts, at the story's time.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from workbench.config import Settings
from workbench.history import Act, History
from workbench.storage import files, shipped, story
from workbench.workspace.demo.review import Reviewing, review
from workbench.workspace.demo.teller import Milestone, Teller
from workbench.workspace.desk import Desk
from workbench.workspace.workspace import Workspace

EXAMPLE = "sou-2020-47"

_Event = Act | Reviewing | Milestone


class Until(StrEnum):
    """How far the story is told."""

    SENT = "svar"
    """To its end: the answer that is sent."""
    REVIEW = "granskning"
    """To the middle of the review: changes, comments and a conflict are open."""


def make(folder: Path, settings: Settings, until: Until = Until.SENT) -> Workspace:
    """Make the example in a folder.

    Raises:
        InputError: The folder has something in it already.
    """
    folder = files.reached(folder)
    content = shipped.files(EXAMPLE)
    tale = story.read(content[story.FILE])
    teller = Teller(content, tale)
    with files.begun(folder):
        _tell(teller, _events(teller, tale, until), folder)
        return Workspace(Desk.open(folder), settings)


def _events(teller: Teller, tale: story.Story, until: Until) -> list[_Event]:
    """Return all that happened, in the order of time."""
    acts = teller.acts()
    events: list[_Event] = [*acts, *review(tale), *teller.milestones(acts[-1].at)]
    events.sort(key=lambda event: event.at)
    if until is Until.SENT:
        return events
    first = next(n for n, event in enumerate(events) if _settles(event))
    return events[:first]


def _settles(event: _Event) -> bool:
    return isinstance(event, Reviewing) and event.settles


def _tell(teller: Teller, events: Sequence[_Event], folder: Path) -> None:
    history = History.create(folder)
    workspace = Workspace(Desk(folder, history), Settings())
    for step in _steps(events):
        if isinstance(step, Reviewing):
            _lay_out(history, folder)
            step.tell(workspace)
        elif isinstance(step, Milestone):
            _reach(teller, history, step)
        else:
            with history.lock():
                history.record(step)
    _lay_out(history, folder)


def _lay_out(history: History, folder: Path) -> None:
    """Write what the folder lacks of what is saved."""
    lacking = history.stale()
    if lacking:
        with history.lock():
            there = history.read(path for path, blob in lacking.items() if blob is not None)
            files.write_into(folder, {path: there.get(path) for path in lacking})
            history.settle(lacking)


def _steps(events: Sequence[_Event]) -> Iterator[list[Act] | Reviewing | Milestone]:
    """Yield what happened, acts on files gathered where nothing else comes between them."""
    for kind, group in groupby(events, type):
        if kind is Act:
            yield [event for event in group if isinstance(event, Act)]
        else:
            yield from (event for event in group if not isinstance(event, Act))


def _reach(teller: Teller, history: History, milestone: Milestone) -> None:
    with history.lock():
        history.record_version(
            milestone.title,
            teller.coordinator.person,
            milestone.at,
            milestone=milestone.tag,
            trailers={"Remiss-Act": "milestone"},
        )
