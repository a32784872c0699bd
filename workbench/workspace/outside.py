"""Edits made by other programs in the response folder: shown, and taken in when asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core import places
from workbench.core.party import COORDINATOR
from workbench.errors import InputError
from workbench.history import OutsideEdit
from workbench.workspace.contributing import check_contribution, check_position
from workbench.workspace.desk import Change, Desk
from workbench.workspace.seat import Seat


@dataclass(frozen=True, slots=True)
class OutsideEdits:
    """What other programs did to the folder since it was last saved."""

    own: tuple[str, ...]
    """Paths that the one who asks may save."""
    others: tuple[str, ...]
    """Paths of other parties: never taken in from here."""


def outside_edits(desk: Desk, party: str) -> OutsideEdits:
    """Tell what was edited, by whose it is."""
    paths = [edit.path for edit in desk.outside_edits()]
    own = tuple(path for path in paths if places.owner(path) == party)
    return OutsideEdits(own, tuple(path for path in paths if path not in own))


def save_outside_edits(desk: Desk, seat: Seat, names: Sequence[str] = ()) -> tuple[str, ...]:
    """Save edits made outside, those below the party's own paths and no others.

    Args:
        desk: The opened response.
        seat: Who saves.
        names: Paths to save; empty for all of one's own.

    Returns:
        The paths that were saved.

    Raises:
        InputError: An edited file cannot be read as it stands, or belongs to somebody else.
    """
    edits = {edit.path: edit for edit in desk.outside_edits()}
    for name in names:
        if name not in edits:
            raise InputError("filen har inga osparade ändringar", file=name)
        if places.owner(name) != seat.party:
            whose = "samordnarens" if places.owner(name) == COORDINATOR else "en annan kommuns"
            raise InputError(f"filen är {whose}, inte {seat.label}s", file=name)
    wanted = names or [path for path in edits if places.owner(path) == seat.party]
    chosen: list[OutsideEdit] = [edits[path] for path in wanted]
    if not chosen:
        return ()
    _check(desk, chosen)
    content = desk.edited_files(chosen)
    what = chosen[0].path if len(chosen) == 1 else f"{len(chosen)} filer"
    change = Change(
        seat, content, f"Ändrat i annat program: {what}", {"Remiss-Act": "save-outside"}
    )
    desk.record_edits(change)
    return tuple(wanted)


def _check(desk: Desk, edits: Sequence[OutsideEdit]) -> None:
    """Refuse edits that the workbench itself would not have let through."""
    edited = desk.with_edits(edits)
    for edit in edits:
        place = places.place(edit.path)
        if place is None:
            continue
        try:
            if place.kind is places.Kind.CONTRIBUTION:
                found = edited.contributions.get((place.key, place.slug))
                if found is not None:
                    check_contribution(edited, place.key, found)
            elif place.kind is places.Kind.TEXT and place.key in edited.agreed:
                check_position(edited, place.key, edited.agreed[place.key].position)
        except InputError as wrong:
            raise InputError(str(wrong), file=edit.path, hint=wrong.hint) from wrong
