"""Versions of the whole: commits that hold every party's part, which documents are made from."""

from collections.abc import Iterator

from workbench.core import places
from workbench.core.party import COORDINATOR
from workbench.errors import OutsideError
from workbench.history import Version
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.seat import Seat

_ACTS = frozenset({"milestone", "version"})
_RECORDS = frozenset({places.Kind.SENT, places.Kind.EXCHANGE, places.Kind.DOCUMENTS})


def content(desk: Desk, version: str | None = None) -> dict[str, str]:
    """Return what a version says, as digests by path.

    Records of what was made and sent say nothing, and nor does the template.

    Args:
        desk: The opened response.
        version: The version's identity; None for what is saved now.
    """
    template = desk.response().facts.response.template
    paths = desk.history.paths(version)
    return {p: digest for p, digest in paths.items() if p != template and not _is_record(p)}


def _is_record(path: str) -> bool:
    place = places.place(path)
    return place is not None and place.kind in _RECORDS


def versions_of_the_whole(desk: Desk) -> Iterator[Version]:
    """Yield every version of the whole, newest first."""
    for version in desk.history.log(party=COORDINATOR):
        if version.trailers.get("Remiss-Act") in _ACTS:
            yield version


def versions_of_now(desk: Desk) -> Iterator[Version]:
    """Yield the versions of the whole that hold just what is saved now, newest first."""
    saved = content(desk)
    for version in versions_of_the_whole(desk):
        if content(desk, version.id) != saved:
            return
        yield version


def version_of_now(desk: Desk) -> Version | None:
    """Return the version of the whole that holds just what is saved now, one with a name first."""
    versions = list(versions_of_now(desk))
    named = [version for version in versions if version.milestone]
    return next(iter(named or versions), None)


def recorded_version_of_now(desk: Desk, seat: Seat) -> Version:
    """Return the version of the whole that holds what is saved now; a new one if need be.

    Raises:
        HistoryError: There is none, and the history cannot be written.
    """
    found = version_of_now(desk)
    if found is not None:
        return found
    with desk.history.lock():
        found = version_of_now(desk)
        if found is None:
            desk.history.record_version(
                "Version för export", seat.person, clock.now(), trailers={"Remiss-Act": "version"}
            )
            found = version_of_now(desk)
    if found is None:
        raise AssertionError("a version that was just recorded is there")
    return found


def version_or_last_act(desk: Desk, seat: Seat) -> tuple[Version, bool]:
    """Return the version of what is saved now, or the last act where none can be recorded.

    Returns:
        The version, and whether it is one of the whole.
    """
    try:
        return recorded_version_of_now(desk, seat), True
    except OutsideError:
        return desk.history.log(limit=1)[0], False
