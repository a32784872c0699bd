"""Refs: where every branch stands, and moving them so that the move survives a power cut."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import HistoryError
from workbench.history import durable
from workbench.history.ownership import party_of
from workbench.history.runner import SETTLED, Command, Runner


@dataclass(frozen=True, slots=True)
class Heads:
    """Where every branch stands."""

    parties: Mapping[str, str]
    """The newest act's id by party."""
    settled: str
    """The work copy's commit; empty when there is none yet."""
    newest: str
    """When the newest head was made, as git writes it; empty when there is no head."""


@dataclass(frozen=True, slots=True)
class Move:
    """One ref to be moved."""

    ref: str
    new: str
    old: str | None
    """Where it must stand for the move to be made; `NOTHING` for not there, None for anywhere."""


class Refs:
    """The refs of one repository."""

    def __init__(self, git: Runner, git_folder: Path) -> None:
        self._git = git
        self._git_folder = git_folder

    def heads(self) -> Heads:
        """Read where every branch stands.

        Raises:
            HistoryError: A branch is damaged. It is never taken for one that is not there, because
                the next act would then begin the branch anew.
        """
        answer = self._git.ask(Command.HEADS)
        if answer.status or answer.err:
            raise HistoryError(
                f"Historiken är skadad: {answer.err.decode('utf-8', 'replace').strip()}",
                hint="Kör 'remiss doctor', eller hämta svaret på nytt från den gemensamma platsen.",
            )
        parties: dict[str, str] = {}
        settled = ""
        dates = []
        for line in answer.out.decode("utf-8", "replace").split("\n"):
            ref, kind, commit, *date = [*line.split(" "), "", ""]
            party = party_of(ref)
            if kind != "commit":
                continue
            if ref == SETTLED:
                settled = commit
            elif party is not None:
                parties[party] = commit
                dates.append((int(date[0]), date[1]))
        newest = "{} {}".format(*max(dates)) if dates else ""
        return Heads(parties, settled, newest)

    def move(self, moves: Sequence[Move]) -> None:
        """Move all of the refs, or none when one does not stand where it should.

        They are on the disk when this returns, names and all.

        Raises:
            HistoryError: Somebody else moved one of them meanwhile, or git or the disk refused.
        """
        if not moves:
            return
        lines = []
        for move in moves:
            was = "" if move.old is None else f" {move.old}"
            lines.append(f"option no-deref\nupdate {move.ref} {move.new}{was}\n")
        self._git.run(Command.MOVE_REFS, "".join(lines).encode())
        folders = {(self._git_folder / move.ref).parent for move in moves}
        top = self._git_folder / "refs"
        durable.sync([*sorted(folders), top, self._git_folder])
