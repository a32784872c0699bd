"""Acts on conflicts: showing those that are open, settling them, and opening them again.

A conflict is worked out from the municipalities' texts; what is stored is how it was settled.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from workbench.core import places
from workbench.core.language.swedish import join_names
from workbench.core.markdown import canonical
from workbench.core.merging.conflict import Settlement
from workbench.core.merging.merge import Side, merge
from workbench.core.reviewing.decisions import DecisionRow, SideRow, Verdict, Way
from workbench.core.reviewing.naming import meant
from workbench.core.reviewing.pending import Dispute
from workbench.errors import InputError
from workbench.storage import reviewing
from workbench.workspace import clock
from workbench.workspace.deciding import require_decider
from workbench.workspace.desk import Desk
from workbench.workspace.reviewing import SectionReview, label, sections_under_review
from workbench.workspace.seat import Seat
from workbench.workspace.taking_back import undo


def open_conflicts(desk: Desk) -> dict[str, tuple[Dispute, ...]]:
    """Return the open conflicts of each section that has any, in the order of the answer."""
    keys = sections_under_review(desk)
    found = {key: SectionReview(desk, key).review.conflicts for key in keys}
    return {key: disputes for key, disputes in found.items() if disputes}


def settled_conflicts(desk: Desk) -> tuple[tuple[str, DecisionRow], ...]:
    """Return the settled conflicts with their sections, the latest first."""
    found = [(key, row) for key, row in _standing(desk) if row.verdict is Verdict.SETTLED]
    found.sort(key=lambda one: one[1].at)
    return tuple(reversed(found))


def find_conflict(desk: Desk, conflict_id: str) -> tuple[SectionReview, Dispute]:
    """Return an open conflict and its section.

    Raises:
        InputError: There is none of that id, or there is one in several sections.
    """
    found: list[tuple[SectionReview, Dispute]] = []
    for key in sections_under_review(desk):
        section = SectionReview(desk, key)
        dispute = section.review.conflict(conflict_id)
        if dispute is not None:
            found.append((section, dispute))
    if len(found) > 1:
        where = join_names([label(section.key) for section, _ in found])
        raise InputError(
            f"konflikter som heter ”{conflict_id}” finns i flera avsnitt: {where}",
            hint="Godkänn eller avslå deras ändringar med remiss review AVSNITT.",
        )
    if found:
        return found[0]
    raise InputError(
        f"ingen öppen konflikt heter ”{conflict_id}”", hint="Se dem med remiss conflicts."
    )


@dataclass(frozen=True, slots=True)
class Settling:
    """How a conflict is to be settled."""

    way: Way
    slug: str = ""
    """Whose wording is chosen; empty for none."""
    text: str = ""
    """The new wording, for `Way.REWROTE`."""
    reason: str = ""


def settle(desk: Desk, seat: Seat, conflict_id: str, settling: Settling) -> str:
    """Settle a conflict; it and the changes in it are pending no longer.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: There is no such conflict, or nobody's wording is the chosen one's.
    """
    require_decider(seat)
    section, dispute = find_conflict(desk, conflict_id)
    wording = _wording(section, dispute, settling)
    if wording is None:
        text = section.text
    elif len(dispute.places) == 1:
        text = section.review.settled(dispute, wording)
    elif settling.slug:
        text = _as_chosen(section, dispute, settling.slug)
    else:
        text = _settled_place_by_place(section, dispute, settling, wording)
    row = DecisionRow(
        id=dispute.id,
        verdict=Verdict.SETTLED,
        changes=dispute.changes,
        municipalities=dispute.slugs,
        by=seat.person.name,
        at=clock.wall(clock.now()),
        reason=settling.reason,
        way=settling.way,
        old=dispute.base,
        new=dispute.base if wording is None else wording,
        sides=tuple(SideRow(municipalities=s.slugs, text=s.text) for s in dispute.sides),
    )
    subject = f"Avgjorde konflikt i {label(section.key)}: {settling.way}"
    return desk.record([section.changed(seat, text, [row], subject)])[0]


def reopen(desk: Desk, seat: Seat, conflict_id: str) -> str:
    """Open a settled conflict again; its place says what it said before.

    Raises:
        StageError: As for `undo`.
        InputError: No settled conflict has that id, or the ids of several begin so.
    """
    settled = {row.id: key for key, row in settled_conflicts(desk)}
    found = meant(conflict_id, settled)
    if len(found) != 1:
        several = f"flera avgjorda konflikter börjar med ”{conflict_id}”: {join_names(found)}"
        raise InputError(
            several if found else f"ingen avgjord konflikt heter ”{conflict_id}”",
            hint="Se besluten med remiss review --log.",
        )
    return undo(desk, seat, found[0], key=settled[found[0]])


def _standing(desk: Desk) -> Iterator[tuple[str, DecisionRow]]:
    """Yield the decisions of all sections that hold, with their section."""
    for path, data in sorted(desk.files().items()):
        place = places.place(path)
        if place is not None and place.kind is places.Kind.DECISIONS:
            log = reviewing.read_decisions(data, path)
            yield from ((place.key, row) for row in log.standing)


def _wording(section: SectionReview, dispute: Dispute, settling: Settling) -> str | None:
    """Return what the place shall say; None for what it says now."""
    if settling.slug:
        for side in dispute.sides:
            if settling.slug in side.slugs:
                return side.text
        raise InputError(
            f"{section.names([settling.slug])} har ingen lydelse i konflikten",
            hint=f"Lydelserna är från {section.names(dispute.slugs)}.",
        )
    match settling.way:
        case Way.COMBINED:
            return _combined(side.text for side in dispute.sides)
        case Way.REWROTE:
            return canonical(settling.text).strip("\n")
    return None


def _as_chosen(section: SectionReview, dispute: Dispute, slug: str) -> str:
    """Return the text with a conflict in several places settled as one municipality wants it."""
    chosen = next(side for side in dispute.sides if slug in side.slugs)
    found = (section.review.change(change) for change in chosen.changes)
    return section.review.made([change for change in found if change is not None])


def _settled_place_by_place(
    section: SectionReview, dispute: Dispute, settling: Settling, wording: str
) -> str:
    """Return the text with each place of a conflict saying what it shall say."""
    pending = (section.review.change(change) for change in dispute.changes)
    sides = [Side(change.id, change.result) for change in pending if change is not None]
    conflicts = [c for c in merge(section.text, sides).conflicts if c.id in dispute.places]
    if settling.way is Way.COMBINED:
        wordings = [_combined(side.text for side in conflict.sides) for conflict in conflicts]
    else:
        wordings = _shared_out(wording, [conflict.base for conflict in conflicts])
    settlements = [
        Settlement(conflict.id, said) for conflict, said in zip(conflicts, wordings, strict=True)
    ]
    return merge(section.text, sides, settlements).text


def _combined(wordings: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, wordings)))


def _shared_out(wording: str, places: Sequence[str]) -> list[str]:
    """Share a new wording out over the places that it is for.

    With as many sentences as the places have, each goes where the old one stood; otherwise all of
    it stands in the first place, and the others say nothing.
    """
    lines = [line for line in wording.split("\n") if line.strip()]
    numbers = [len(place.split("\n")) if place else 0 for place in places]
    if len(lines) != sum(numbers):
        return [wording, *("" for _ in places[1:])]
    ends = list(accumulate(numbers))
    return ["\n".join(lines[end - number : end]) for end, number in zip(ends, numbers, strict=True)]
