"""Taking decisions back: what they changed in the text, and the decisions themselves.

A decision that is taken back stays in the section's log, with a later row that says so.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from workbench.core import places
from workbench.core.language.swedish import join_names
from workbench.core.markdown import canonical
from workbench.core.merging.merge import merge
from workbench.core.reviewing.decisions import DecisionRow, Verdict
from workbench.core.reviewing.edits import applied, edits
from workbench.core.reviewing.naming import meant
from workbench.errors import InputError, StageError
from workbench.storage import texts
from workbench.workspace import clock
from workbench.workspace.deciding import require_decider
from workbench.workspace.desk import Desk
from workbench.workspace.reviewing import SectionReview, label
from workbench.workspace.seat import Seat


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


def _standing(section: SectionReview, row_id: str) -> DecisionRow:
    standing = section.decisions.standing
    found = meant(row_id, (row.id for row in standing))
    if len(found) != 1:
        where = label(section.key)
        several = f"flera beslut i {where} börjar med ”{row_id}”: {join_names(found)}"
        raise InputError(
            several if found else f"inget beslut i {where} gäller ”{row_id}”",
            hint=f"Se besluten med remiss review {section.key} --log.",
        )
    return [row for row in standing if row.id == found[0]][-1]


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
