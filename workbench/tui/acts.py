"""Acts in the background: one at a time, in the order they were asked for, never on the loop.

A workspace is not made for several threads at once, so every act, reading too, goes through one
lock. A refusal that is foreseen comes back as a value; a bug ends the program.
"""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from workbench.core.party import COORDINATOR
from workbench.errors import WorkbenchError

if TYPE_CHECKING:  # large, and loaded while the first screen is already shown
    from workbench.workspace import Draft, DraftJournal, Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act that was refused, in words for the user."""

    message: str
    hint: str


class Acts:
    """The way from screens to the workspace.

    Args:
        workspace: The opened response.
        party: Whom one writes for when nothing else is said; empty is the coordinator.
        seat: Who one writes as then: the party's name, and the person as acts are signed.
    """

    def __init__(
        self, workspace: "Workspace", party: str = "", seat: tuple[str, str] = ("", "")
    ) -> None:
        self._workspace = workspace
        self._one_at_a_time = threading.Lock()
        self._seat = seat
        self.party = party

    def writes_as(self, *, wide: bool) -> str:
        """Say who one writes as: `för Falun`, and where it is wide `för Falun, av Åsa Ek`."""
        name, person = self._seat
        who = f"för {name}" if self.party else name
        return f"{who}, av {person}" if wide and person else who

    @property
    def decider(self) -> str:
        """Who decides about the agreed text, as the acts name it; they refuse a municipality."""
        return self.party or "samordnaren"

    def do(self, act: "Callable[[Workspace], T]") -> T | Refusal:
        """Do an act and wait for it; called from a thread worker."""
        with self._one_at_a_time:
            try:
                return act(self._workspace)
            except WorkbenchError as refused:
                return Refusal(_sentence(str(refused)), refused.hint)

    def keeper(
        self,
        party: str,
        key: str,
        started_from: str,
        refused: Callable[[Refusal], None],
        over: "Draft | None" = None,
    ) -> "Keeper":
        """Begin to keep a draft. Touches no history, so it waits for no other act."""
        return Keeper(self._workspace.draft(party, key, started_from, over), refused)

    def left(self, key: str) -> "Draft | None":
        """Return what the one who sits here was writing when it was left; reads the disk."""
        left = self._workspace.drafts_to_offer(self.party or COORDINATOR, key)
        return left[0] if left else None


def _sentence(message: str) -> str:
    """Begin a message with a capital letter, unless it begins with a file or a command."""
    first, _, _ = message.partition(" ")
    return message if "/" in first or "." in first else message[:1].upper() + message[1:]


class Keeper:
    """Keeps a draft on the disk from a thread of its own, so that no key press waits for the disk.

    Args:
        journal: Where it is kept.
        refused: Told, from that thread, when the disk refuses.
    """

    def __init__(self, journal: "DraftJournal", refused: Callable[[Refusal], None]) -> None:
        self._journal = journal
        self._refused = refused
        self._writer = ThreadPoolExecutor(1, "draft")
        self._latest: tuple[str, str] | None = None

    def keep(self, text: str, facts: str) -> None:
        """Keep a text soon. A text that is not on the disk when a newer comes is skipped."""
        self._latest = (text, facts)
        self._do(self._keep_latest)

    def keep_now(self, text: str, facts: str) -> None:
        """Keep a text; it is on the disk when this returns."""
        self._latest = (text, facts)
        self._do(self._keep_latest).result()

    def close(self) -> None:
        """Stop; the draft stays on the disk, and can be offered when this returns."""
        self._do(self._journal.close).result()
        self._writer.shutdown(wait=False)

    def discard(self) -> None:
        """Stop and forget the draft: it was saved, or thrown away on purpose."""
        self._latest = None
        self._do(self._journal.discard).result()
        self._writer.shutdown(wait=False)

    def _keep_latest(self) -> None:
        latest, self._latest = self._latest, None
        if latest is not None:
            self._journal.keep(*latest)

    def _do(self, step: Callable[[], None]) -> "Future[None]":
        return self._writer.submit(self._guarded, step)

    def _guarded(self, step: Callable[[], None]) -> None:
        try:
            step()
        except WorkbenchError as refused:
            self._refused(Refusal(_sentence(str(refused)), refused.hint))
