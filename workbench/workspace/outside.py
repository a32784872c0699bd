"""Edits made by other programs in the response folder: shown, and taken in when asked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.core import exchange, made, places, sending
from workbench.core.party import COORDINATOR
from workbench.core.stored import Stored
from workbench.errors import InputError
from workbench.history import Kind, OutsideEdit
from workbench.storage import files, toml
from workbench.workspace import clock
from workbench.workspace.contributing import check_contribution, check_position
from workbench.workspace.desk import Change, Desk
from workbench.workspace.seat import Seat
from workbench.workspace.versions import label

_DISCARDED = Path(".git") / "remiss" / "discarded"


@dataclass(frozen=True, slots=True)
class OutsideEdits:
    """What other programs did to the folder since it was last saved."""

    own: tuple[str, ...]
    """Paths that the one who asks may save."""
    others: tuple[str, ...]
    """Paths of other parties: never taken in from here."""


@dataclass(frozen=True, slots=True)
class Discarded:
    """Edits that were thrown away."""

    paths: tuple[str, ...]
    kept: Path
    """The folder where what they said lies, should somebody regret it."""


def divided(edits: Iterable[OutsideEdit], party: str) -> OutsideEdits:
    """Tell one's own edits from others'."""
    paths = [edit.path for edit in edits]
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
    chosen = _chosen(desk, seat, names)
    if not chosen:
        return ()
    _check(desk, chosen)
    content = desk.edited_files(chosen)
    about = [places.place(edit.path) for edit in chosen]
    trailers = {"Remiss-Act": "save-outside"}
    if len(chosen) == 1 and about[0] and about[0].key:
        trailers["Remiss-Section"] = about[0].key
    desk.record_edits(Change(seat, content, _subject(desk, chosen), trailers))
    return tuple(edit.path for edit in chosen)


def discard(desk: Desk, seat: Seat, names: Sequence[str] = ()) -> Discarded:
    """Put back what is saved in place of edits, those below the party's own paths and no others.

    What the edits said is kept beside the history.

    Raises:
        InputError: A file has no edit, or belongs to somebody else.
        StorageError: The disk refused.
    """
    chosen = _chosen(desk, seat, names)
    kept = desk.folder / _DISCARDED / f"{clock.now():%Y-%m-%d-%H.%M.%S}"
    saved = desk.files()
    with desk.history.lock():
        for edit in chosen:
            path = files.inside(desk.folder, edit.path)
            if path.is_file():
                files.write(kept / edit.path, files.read(path))
        files.write_into(desk.folder, {edit.path: saved.get(edit.path) for edit in chosen})
    return Discarded(tuple(edit.path for edit in chosen), kept)


def _chosen(desk: Desk, seat: Seat, names: Sequence[str]) -> list[OutsideEdit]:
    """Return the edits that were named, or all of the party's own."""
    edits = {edit.path: edit for edit in desk.outside_edits()}
    for name in names:
        if name not in edits:
            raise InputError("filen har inga osparade ändringar", file=name)
        if places.owner(name) != seat.party:
            raise _somebody_elses(desk, name)
    wanted = names or [path for path in edits if places.owner(path) == seat.party]
    return [edits[path] for path in dict.fromkeys(wanted)]


def _somebody_elses(desk: Desk, name: str) -> InputError:
    owner = places.owner(name)
    if owner == COORDINATOR:
        return InputError("filen är samordnarens", file=name, hint="Utelämna --as.")
    municipality = desk.response().municipalities.get(owner)
    whose = municipality.name if municipality else owner
    return InputError(
        f"filen hör till {whose}", file=name, hint=f"Handla för kommunen med --as {whose}."
    )


_VERBS = {Kind.NEW: "Skrivet", Kind.CHANGED: "Ändrat", Kind.REMOVED: "Borttaget"}


def _subject(desk: Desk, edits: Sequence[OutsideEdit]) -> str:
    kinds = {edit.kind for edit in edits}
    verb = _VERBS[kinds.pop()] if len(kinds) == 1 else "Ändrat"
    place = places.place(edits[0].path)
    if len(edits) > 1 or place is None:
        return f"{verb} i annat program: {len(edits)} filer"
    return f"{verb} i annat program: {label(desk.response(), place)}"


_RECORDS: dict[places.Kind, type[Stored]] = {
    places.Kind.SENT: sending.Sendings,
    places.Kind.EXCHANGE: exchange.Exchange,
    places.Kind.DOCUMENTS: made.MadeDocuments,
}


def _check(desk: Desk, edits: Sequence[OutsideEdit]) -> None:
    """Refuse edits that the workbench itself would not have let through."""
    edited, content = desk.with_edits(edits), desk.edited_files(edits)
    for edit in edits:
        place = places.place(edit.path)
        if place is None:
            continue
        if place.kind is places.Kind.ARMS and (picture := content[edit.path]):
            from workbench.core.answer.picture import read_picture

            read_picture(picture, edit.path)
        if place.kind in _RECORDS and (data := content[edit.path]):
            toml.read(_RECORDS[place.kind], data, edit.path)
        try:
            if place.kind is places.Kind.CONTRIBUTION:
                found = edited.contributions.get((place.key, place.slug))
                if found is not None:
                    check_contribution(edited, place.key, found)
            elif place.kind is places.Kind.TEXT and place.key in edited.agreed:
                check_position(edited, place.key, edited.agreed[place.key].position)
        except InputError as wrong:
            raise InputError(str(wrong), file=edit.path, hint=wrong.hint) from wrong
