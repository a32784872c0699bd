"""How changes, conflicts and decisions are shown: in plain lines, and as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.cli.output import say
from workbench.core.language.swedish import join_names
from workbench.core.merging.diff import Kind, diff_words
from workbench.core.reviewing.decisions import DecisionRow
from workbench.core.reviewing.moves import OtherEnd
from workbench.core.reviewing.pending import Dispute, Fit, Pending
from workbench.workspace import Workspace

MARKS = {Kind.KEPT: "{}", Kind.DELETED: "[-{}-]", Kind.INSERTED: "{{+{}+}}"}
"""How a piece of a comparison is written in plain text."""


def pending_json(change: Pending, ends: Sequence[OtherEnd] = ()) -> dict[str, Any]:
    """Return a pending change as JSON, with the other ends of what it moves between sections."""
    candidate = change.candidate
    return {
        "id": change.id,
        "municipalities": list(change.slugs),
        "kind": change.kind.value,
        "before": change.before,
        "after": change.after,
        "line": change.line,
        "fit": change.fit.value,
        "now": change.now,
        "orphan": change.fit is Fit.ORPHAN,
        "candidate": None
        if candidate is None
        else {"line": candidate.line, "text": candidate.text, "likeness": candidate.likeness},
        "conflict": change.conflict or None,
        "beside": list(change.beside),
        "placed": row_json(change.placed) if change.placed else None,
        "earlier": row_json(change.earlier) if change.earlier else None,
        "moves": [_end_json(end) for end in ends],
    }


def _end_json(end: OtherEnd) -> dict[str, Any]:
    return {
        "direction": "till" if end.arrives else "från",
        "section": end.key,
        "change": end.change,
        "state": end.state.value,
        "text": end.move.text,
        "if_accepted_alone": end.consequence(accepted=True) or None,
        "if_rejected_alone": end.consequence(accepted=False) or None,
    }


def conflict_json(conflict: Dispute) -> dict[str, Any]:
    """Return an open conflict as JSON."""
    return {
        "id": conflict.id,
        "base": conflict.base,
        "line": conflict.line,
        "sides": [
            {"municipalities": list(side.slugs), "text": side.text, "changes": list(side.changes)}
            for side in conflict.sides
        ],
        "earlier": row_json(conflict.earlier) if conflict.earlier else None,
    }


def row_json(row: DecisionRow) -> dict[str, Any]:
    """Return a decision as JSON."""
    return {
        "id": row.id,
        "decision": row.verdict.value,
        "changes": list(row.changes),
        "municipalities": list(row.municipalities),
        "by": row.by,
        "at": row.at.isoformat(),
        "reason": row.reason or None,
        "how": row.way.value if row.way else None,
        "old": row.old,
        "new": row.new,
    }


def marked(before: str, after: str) -> str:
    """Write a change in one text: [-struket-] and {+tillagt+}."""
    pieces = diff_words(before, after)
    return " ".join("".join(MARKS[p.kind].format(p.text) for p in pieces).split())


def say_conflict(workspace: Workspace, conflict: Dispute) -> None:
    """Print an open conflict."""
    say(f"  Konflikt {conflict.id}, rad {conflict.line}")
    say(f"    Gemensam text: {_flat(conflict.base)}")
    for side in conflict.sides:
        text = marked(conflict.base, side.text) if side.text else "(stryker)"
        say(f"    {names(workspace, side.slugs)}: {text}")
    if conflict.earlier:
        earlier = conflict.earlier
        say(f"    Tidigare {earlier.way or earlier.verdict} {earlier.at:%Y-%m-%d}: {earlier.new}")


def say_decision(workspace: Workspace, row: DecisionRow) -> None:
    """Print a decision: when, what, about whose change, by whom and why; then old and new."""
    way = f" ({row.way})" if row.way else ""
    reason = f": {row.reason}" if row.reason else ""
    whose = names(workspace, row.municipalities)
    say(f"  {row.at:%Y-%m-%d %H.%M} {row.verdict}{way} {row.id} {whose}, {row.by}{reason}")
    if row.old != row.new:
        say(f"    {marked(row.old, row.new)}")


def say_pending(workspace: Workspace, change: Pending, ends: Sequence[OtherEnd] = ()) -> None:
    """Print a pending change, with the other ends of what it moves between sections."""
    place = f"rad {change.line}" if change.line else "utan hemvist"
    notes = [place, str(change.kind)]
    if change.fit is Fit.OVERTAKEN:
        notes.append("texten har ändrats sedan dess")
    if change.conflict:
        notes.append(f"konflikt {change.conflict}")
    say(f"  {change.id}  {names(workspace, change.slugs)} ({', '.join(notes)})")
    if change.before == change.after:
        say(f"    {_flat(change.before) or 'styckeindelningen'}")
    else:
        say(f"    {marked(change.before, change.after)}")
    for end in ends:
        alone = end.consequence(accepted=True)
        say(f"    {end.told.capitalize()}{f'. Godkänns den ensam: {alone}' if alone else ''}.")
    if change.fit is Fit.OVERTAKEN:
        say(f"    Nu står det: {_flat(change.now)}")
    if change.placed:
        say(f"    Placerad här av {change.placed.by}, {change.placed.at:%Y-%m-%d}")
    if change.candidate:
        candidate = change.candidate
        share = f"{round(100 * candidate.likeness)} % lika"
        say(f"    Hörde kanske hemma på rad {candidate.line} ({share}): {candidate.text}")
    if change.earlier:
        say(f"    Tidigare {change.earlier.verdict}: {change.earlier.reason or change.earlier.new}")


def _flat(text: str) -> str:
    return " ".join(text.split())


def names(workspace: Workspace, slugs: Iterable[str]) -> str:
    """Name municipalities as on screen."""
    known = workspace.response.municipalities
    return join_names(known[slug].name if slug in known else slug for slug in slugs)
