"""Deciding about what is proposed: taking in, turning down, placing anew, and taking back.

Only the coordinator decides, and every decision is a row of the section's log.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise

from workbench.core import places
from workbench.core.language.swedish import counted, join_names
from workbench.core.markdown import canonical
from workbench.core.merging.merge import merge
from workbench.core.reviewing.decisions import DecisionRow, Verdict
from workbench.core.reviewing.edits import EditKind, applied, edits
from workbench.core.reviewing.pending import Fit, Pending
from workbench.errors import InputError, StageError
from workbench.storage import texts
from workbench.workspace import clock
from workbench.workspace.desk import Change, Desk
from workbench.workspace.reviewing import SectionReview, label, sections_under_review
from workbench.workspace.seat import Seat


def accept(desk: Desk, seat: Seat, ids: Sequence[str], *, key: str, reason: str = "") -> str:
    """Take in changes, all of them or none.

    Returns:
        The version's identity.

    Raises:
        StageError: Somebody other than the coordinator tried, or two of them cannot both stand.
        InputError: There is no such pending change.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    return _accept(desk, seat, section, _chosen(section, ids), reason)


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
    return _accept(desk, seat, section, fitting, reason)


def take_in_all(desk: Desk, seat: Seat, key: str = "") -> dict[str, int]:
    """Take in everything that nobody disputes, one act a section.

    Args:
        desk: The opened response.
        seat: The coordinator.
        key: Only in this section; empty for all.

    Returns:
        How many changes were taken in, by section; those without any are left out.
    """
    require_decider(seat)
    keys = (key,) if key else sections_under_review(desk)
    sections = [SectionReview(desk, one) for one in keys]
    found = [(section, take_in(seat, section)) for section in sections]
    changes = [change for _, change in found if change is not None]
    if changes:
        desk.record(changes)
    return {section.key: len(section.review.undisputed) for section, change in found if change}


def take_in(seat: Seat, section: SectionReview) -> Change | None:
    """Return the act that takes in everything that nobody disputes; None when there is nothing."""
    chosen = section.review.undisputed
    if not chosen:
        return None
    subject = f"Tog in ostridigt i {label(section.key)} ({_counted(chosen)})"
    rows = _rows(seat, chosen, Verdict.TAKEN_IN)
    return section.changed(seat, section.review.made(chosen), rows, subject)


def reject(desk: Desk, seat: Seat, ids: Sequence[str], *, key: str, reason: str) -> str:
    """Turn changes down, with the reason.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: There is no such pending change, or no reason is given.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    return _reject(desk, seat, section, _chosen(section, ids), reason)


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
    return _reject(desk, seat, section, alone, reason)


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


def undo(desk: Desk, seat: Seat, *row_ids: str, key: str) -> str:
    """Take decisions back, in one act: what they changed in the text, and the decisions themselves.

    Later changes of other sentences stay. The changes are pending again.

    Raises:
        StageError: Somebody other than the coordinator tried, or the text has been rewritten there.
        InputError: There is no such decision.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    rows = [_standing(section, row_id) for row_id in dict.fromkeys(row_ids)]
    text = section.text
    for row in reversed(rows):
        text = _without(desk, section.key, text, row) if _changed_text(row) else text
    now = clock.wall(clock.now())
    verdicts = join_names(sorted({row.verdict.value for row in rows}))
    subject = f"Tog tillbaka beslut i {label(section.key)}: {verdicts}"
    taken_back = [_taken_back(seat, row, now) for row in rows]
    return desk.record([section.changed(seat, text, taken_back, subject)])[0]


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


def _from(section: SectionReview, slug: str) -> tuple[Pending, ...]:
    own = section.review.of(slug)
    if not own:
        where = label(section.key)
        raise InputError(f"{section.names([slug])} har inga ändringsförslag i {where}")
    return own


# Acts and rows


def _accept(
    desk: Desk, seat: Seat, section: SectionReview, chosen: Sequence[Pending], reason: str
) -> str:
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
    return desk.record([section.changed(seat, section.review.made(chosen), rows, subject)])[0]


def _reject(
    desk: Desk, seat: Seat, section: SectionReview, chosen: Sequence[Pending], reason: str
) -> str:
    if not reason.strip():
        raise InputError("en avslagen ändring måste motiveras", hint="Lägg till --reason ”…”.")
    rows = _rows(seat, chosen, Verdict.REJECTED, reason)
    subject = f"Avslog {_counted(chosen)} i {label(section.key)}"
    return desk.record([section.changed(seat, None, rows, subject)])[0]


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


# Taking back


def _standing(section: SectionReview, row_id: str) -> DecisionRow:
    found = [row for row in section.decisions.standing if row.id.startswith(row_id)]
    if not found:
        raise InputError(
            f"inget beslut i {label(section.key)} gäller ”{row_id}”",
            hint=f"Se besluten med remiss review {section.key} --log.",
        )
    return found[-1]


def _taken_back(seat: Seat, row: DecisionRow, now: dt.datetime) -> DecisionRow:
    update = {
        "verdict": Verdict.UNDONE,
        "changes": (),
        "by": seat.person.name,
        "at": now,
        "reason": "",
        "old": row.new,
        "new": row.old,
        "way": None,
    }
    return row.model_copy(update=update)


def _changed_text(row: DecisionRow) -> bool:
    if row.verdict is Verdict.SETTLED:
        return row.old != row.new
    return row.verdict in {Verdict.ACCEPTED, Verdict.TAKEN_IN}


def _without(desk: Desk, key: str, text: str, row: DecisionRow) -> str:
    """Return a later text without what one decision put into it."""
    for new, old, alone in _versions_around(desk, key, row):
        undone = old if alone else _undone(old, new, row)
        merged = merge(new, {"nu": text, "ångra": undone or new})
        if undone is not None and not merged.conflicts:
            return merged.text
    raise StageError(
        "texten har skrivits om sedan beslutet, så det går inte att ta tillbaka av sig självt",
        hint="Ändra texten för hand; beslutet finns kvar i loggen.",
    )


def _versions_around(desk: Desk, key: str, row: DecisionRow) -> Iterator[tuple[str, str, bool]]:
    """Yield the text after and before the latest act of a decision; nothing when there is none.

    With them, whether the act was that decision and no other.
    """
    path = places.text(key)
    for version, before in pairwise(desk.history.log(path=path)):
        decided = version.trailers.get("Remiss-Decisions", "").split()
        if row.id in decided:
            new, old = (
                canonical(texts.as_written(desk.history.read([path], at.id)[path], path))
                for at in (version, before)
            )
            yield new, old, decided == [row.id]
            return


def _undone(old: str, new: str, row: DecisionRow) -> str | None:
    """Return a decision's new text without the one change; None when it cannot be told apart."""
    back = [e for e in edits(new, old) if (e.before, e.after) == (row.new, row.old)]
    if back:
        return applied(new, back[:1])
    if row.new and new.count(row.new) == 1:
        return canonical(new.replace(row.new, row.old))
    return None
