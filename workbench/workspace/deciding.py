"""Deciding about what is proposed: taking in, turning down, placing anew, and taking back.

Only the coordinator decides, and every decision is a row of the section's log.
"""

from collections.abc import Collection, Iterator, Sequence

from workbench.core.language.swedish import counted, join_names
from workbench.core.reviewing.decisions import DecisionRow, Verdict
from workbench.core.reviewing.edits import EditKind
from workbench.core.reviewing.pending import Fit, Pending
from workbench.errors import InputError, StageError
from workbench.workspace import clock
from workbench.workspace.desk import Change, Desk
from workbench.workspace.moves import ends_waiting, held_back
from workbench.workspace.reviewing import SectionReview, label, sections_under_review
from workbench.workspace.seat import Seat


def accept(
    desk: Desk,
    seat: Seat,
    ids: Sequence[str],
    *,
    key: str,
    reason: str = "",
    whole_moves: bool = False,
) -> str:
    """Take in changes, all of them or none.

    Args:
        desk: The opened response.
        seat: The coordinator.
        ids: The changes, or the beginnings of their ids.
        key: The section.
        reason: May be empty.
        whole_moves: Take in the other ends of what moves between sections too.

    Returns:
        The version's identity.

    Raises:
        StageError: Somebody other than the coordinator tried, or two of them cannot both stand.
        InputError: There is no such pending change.
    """
    require_decider(seat)
    decided = _decided_about(desk, ids, key, whole_moves=whole_moves)
    changes = [_accepted(seat, section, chosen, reason) for section, chosen in decided]
    return desk.record(changes)[0]


def accept_from(desk: Desk, seat: Seat, slug: str, *, key: str, reason: str = "") -> str:
    """Take in everything that one municipality proposes in a section and that fits.

    Raises:
        StageError: As for `accept`; or something of it is in conflict with another's.
        InputError: It proposes nothing here.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    own = _from(section, slug)
    disputed = [change for change in own if change.conflict]
    if disputed:
        raise StageError(
            _overlap(section, disputed),
            hint=f"Avgör konflikten med remiss settle {disputed[0].conflict}.",
        )
    fitting = [change for change in own if change.fit is Fit.FITS]
    if not fitting:
        raise StageError(
            f"ingen av ändringarna från {section.names([slug])} passar längre i {label(key)}",
            hint=f"Se dem med remiss review {key} och ta ställning till var och en.",
        )
    return desk.record([_accepted(seat, section, fitting, reason)])[0]


def take_in_all(desk: Desk, seat: Seat, key: str = "") -> dict[str, int]:
    """Take in everything that nobody disputes, one act a section.

    One end of a move between sections waits for the other (`moves.held_back`).

    Args:
        desk: The opened response.
        seat: The coordinator.
        key: Only in this section; empty for all.

    Returns:
        How many changes were taken in, by section; those without any are left out.
    """
    require_decider(seat)
    keys = (key,) if key else sections_under_review(desk)
    held = held_back(desk, keys)
    sections = [SectionReview(desk, one) for one in keys]
    found = [(section, to_take_in(section, held)) for section in sections]
    found = [(section, chosen) for section, chosen in found if chosen]
    if found:
        desk.record([take_in(seat, section, chosen) for section, chosen in found])
    return {section.key: len(chosen) for section, chosen in found}


def to_take_in(section: SectionReview, held: Collection[tuple[str, str]]) -> tuple[Pending, ...]:
    """Return what nobody disputes and what need not wait for the other end of a move."""
    undisputed = section.review.undisputed
    return tuple(change for change in undisputed if (section.key, change.id) not in held)


def take_in(seat: Seat, section: SectionReview, chosen: Sequence[Pending]) -> Change:
    """Return the act that takes in what nobody disputes, as `to_take_in` gives it."""
    subject = f"Tog in ostridigt i {label(section.key)} ({_counted(chosen)})"
    rows = _rows(seat, chosen, Verdict.TAKEN_IN)
    return section.changed(seat, section.review.made(chosen), rows, subject)


def reject(
    desk: Desk, seat: Seat, ids: Sequence[str], *, key: str, reason: str, whole_moves: bool = False
) -> str:
    """Turn changes down, with the reason; with `whole_moves` as `accept` does.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: There is no such pending change, or no reason is given.
    """
    require_decider(seat)
    decided = _decided_about(desk, ids, key, whole_moves=whole_moves)
    changes = [_rejected(seat, section, chosen, reason) for section, chosen in decided]
    return desk.record(changes)[0]


def reject_from(desk: Desk, seat: Seat, slug: str, *, key: str, reason: str) -> str:
    """Turn down everything that one municipality alone proposes in a section.

    What others propose too is theirs as well, and stays.

    Raises:
        StageError: As for `reject`; or all that it proposes is proposed by others too.
        InputError: It proposes nothing here, or no reason is given.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    own = _from(section, slug)
    alone = [change for change in own if change.slugs == (slug,)]
    if not alone:
        raise StageError(
            f"allt som {section.names([slug])} föreslår i {label(key)} föreslår andra också",
            hint="Avslå ändringarna var för sig.",
        )
    return desk.record([_rejected(seat, section, alone, reason)])[0]


def place(
    desk: Desk, seat: Seat, change_id: str, line: int, *, key: str, beside: bool = False
) -> str:
    """Give a change that has lost its place another one; it is then decided about like others.

    Args:
        desk: The opened response.
        seat: The coordinator.
        change_id: The change, or the beginning of its id.
        line: Of the sentence in the present text that it is about from now on, from 1.
        key: The section.
        beside: What it says shall stand after that sentence, not instead of it. What was
            put in or moved always does.

    Raises:
        StageError: Somebody other than the coordinator tried, or the change has its place.
        InputError: There is no such change or sentence.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    (change,) = _chosen(section, [change_id])
    if change.fit is not Fit.ORPHAN and change.placed is None:
        raise StageError(f"ändringen {change.id} har sitt ställe i texten, på rad {change.line}")
    if change.kind is EditKind.PARAGRAPHS:
        raise StageError(
            f"ändringen {change.id} gäller bara var stycken börjar, och de meningarna finns inte",
            hint="Dela stycket för hand, eller avslå ändringen med en motivering.",
        )
    lines = section.text.split("\n")
    anchor = lines[line - 1] if 0 < line <= len(lines) else ""
    if not anchor.strip():
        raise InputError(
            f"det står ingen mening på rad {line} i {label(key)}",
            hint=f"Se raderna med remiss review {key}.",
        )
    wording = change.proposed
    if beside or change.kind in {EditKind.INSERTED, EditKind.MOVED}:
        wording = f"{anchor}\n{wording}"
    (row,) = _rows(seat, [change], Verdict.PLACED)
    row = row.model_copy(update={"changes": (), "old": anchor, "new": wording.strip("\n")})
    subject = f"Placerade en ändring i {label(key)} på rad {line} ({section.names(change.slugs)})"
    return desk.record([section.changed(seat, None, [row], subject)])[0]


def require_decider(who: Seat) -> None:
    """Refuse anyone but the coordinator, and say why.

    Raises:
        StageError: A municipality tried to decide about changes, perhaps its own.
    """
    if not who.is_coordinator:
        raise StageError(
            f"{who.label} kan inte avgöra ändringar i den gemensamma texten, inte heller sina egna",
            hint="Det gör samordnaren. Utelämna --as.",
        )


# Which changes


def _chosen(section: SectionReview, ids: Sequence[str]) -> list[Pending]:
    chosen: list[Pending] = []
    for change_id in ids:
        change = section.review.change(change_id)
        if change is None:
            raise InputError(
                f"ingen väntande ändring i {label(section.key)} heter ”{change_id}”",
                hint=f"Se dem med remiss review {section.key}.",
            )
        if change not in chosen:
            chosen.append(change)
    return chosen


def _decided_about(
    desk: Desk, ids: Sequence[str], key: str, *, whole_moves: bool
) -> Iterator[tuple[SectionReview, list[Pending]]]:
    """Yield the sections that a decision is about, the one that was named first, and the changes.

    With whole moves, other ends of what is decided follow, wherever they are, and theirs.
    """
    section = SectionReview(desk, key)
    wanted = {key: [change.id for change in _chosen(section, ids)]}
    asked = list(wanted) if whole_moves else []
    while asked:
        one = asked.pop()
        for other, ends in ends_waiting(desk, one, wanted[one]).items():
            if more := [end for end in ends if end not in wanted.setdefault(other, [])]:
                wanted[other] += more
                asked.append(other)
    for one, changes in wanted.items():
        found = section if one == key else SectionReview(desk, one)
        yield found, _chosen(found, changes)


def _from(section: SectionReview, slug: str) -> tuple[Pending, ...]:
    own = section.review.of(slug)
    if not own:
        where = label(section.key)
        raise InputError(f"{section.names([slug])} har inga ändringsförslag i {where}")
    return own


# Acts and rows


def _accepted(seat: Seat, section: SectionReview, chosen: Sequence[Pending], reason: str) -> Change:
    for change in chosen:
        if change.fit is Fit.ORPHAN:
            raise StageError(
                f"ändringen {change.id} har inget ställe i texten längre",
                hint=f"Placera den med remiss review {section.key} --place {change.id} --line RAD, "
                "eller avslå den med en motivering.",
            )
    against = section.review.against(chosen)
    if against:
        overlapping = [change for change in chosen if change.id in against]
        raise StageError(_overlap(section, overlapping), hint="Godkänn en av dem.")
    rows = _rows(seat, chosen, Verdict.ACCEPTED, reason)
    whose = section.names(sorted({slug for change in chosen for slug in change.slugs}))
    subject = f"Godkände {_counted(chosen)} i {label(section.key)} ({whose})"
    return section.changed(seat, section.review.made(chosen), rows, subject)


def _rejected(seat: Seat, section: SectionReview, chosen: Sequence[Pending], reason: str) -> Change:
    if not reason.strip():
        raise InputError("en avslagen ändring måste motiveras", hint="Lägg till --reason ”…”.")
    rows = _rows(seat, chosen, Verdict.REJECTED, reason)
    subject = f"Avslog {_counted(chosen)} i {label(section.key)}"
    return section.changed(seat, None, rows, subject)


def _counted(changes: Sequence[Pending]) -> str:
    return counted(len(changes), ("ändring", "ändringar"))


def _overlap(section: SectionReview, changes: Sequence[Pending]) -> str:
    named = [f"{change.id} ({section.names(change.slugs)})" for change in changes]
    place = f" på rad {changes[0].line}" if changes and changes[0].line else ""
    if len(named) == 1:
        return f"ändringen {named[0]} står i konflikt med en annan{place} i {label(section.key)}"
    return f"ändringarna {join_names(named)} gäller samma ställe{place} i {label(section.key)}"


def _rows(
    seat: Seat, changes: Sequence[Pending], verdict: Verdict, reason: str = ""
) -> list[DecisionRow]:
    now = clock.wall(clock.now())  # one time, by which the rows of one act are known
    return [
        DecisionRow(
            id=change.id,
            verdict=verdict,
            changes=(change.id,),
            municipalities=change.slugs,
            by=seat.person.name,
            at=now,
            reason=" ".join(reason.split()),
            old=change.now,
            new=change.after,
        )
        for change in changes
    ]
