"""Commands of review: `propose`, `review`, `conflicts`, `settle`, `comment`."""

from pathlib import Path
from typing import Any

import click

from workbench.cli.options import folder_option, json_option, opened, party_options
from workbench.cli.output import as_json, say
from workbench.cli.writing import read_text
from workbench.core.language.swedish import counted, join_names
from workbench.core.merging.diff import Kind, diff_words
from workbench.core.reviewing.comments import Thread
from workbench.core.reviewing.decisions import DecisionRow, Way
from workbench.core.reviewing.pending import Dispute, Fit, Pending
from workbench.errors import InputError
from workbench.workspace import Workspace
from workbench.workspace.commenting import Remark
from workbench.workspace.reviewing import SectionReview, sections_under_review
from workbench.workspace.settling import Settling

_MARKS = {Kind.KEPT: "{}", Kind.DELETED: "[-{}-]", Kind.INSERTED: "{{+{}+}}"}


def pending_json(change: Pending) -> dict[str, Any]:
    """Return a pending change as JSON."""
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
        "earlier": _row_json(change.earlier) if change.earlier else None,
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
        "earlier": _row_json(conflict.earlier) if conflict.earlier else None,
    }


def _row_json(row: DecisionRow) -> dict[str, Any]:
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
    return " ".join("".join(_MARKS[p.kind].format(p.text) for p in pieces).split())


def say_conflict(workspace: Workspace, conflict: Dispute) -> None:
    """Print an open conflict."""
    say(f"  Konflikt {conflict.id}, rad {conflict.line}")
    say(f"    Gemensam text: {_flat(conflict.base)}")
    for side in conflict.sides:
        text = marked(conflict.base, side.text) if side.text else "(stryker)"
        say(f"    {_names(workspace, side.slugs)}: {text}")
    if conflict.earlier:
        earlier = conflict.earlier
        say(f"    Tidigare {earlier.way or earlier.verdict} {earlier.at:%Y-%m-%d}: {earlier.new}")


def say_pending(workspace: Workspace, change: Pending) -> None:
    """Print a pending change."""
    place = f"rad {change.line}" if change.line else "utan hemvist"
    notes = [place, str(change.kind)]
    if change.fit is Fit.OVERTAKEN:
        notes.append("texten har ändrats sedan dess")
    if change.conflict:
        notes.append(f"konflikt {change.conflict}")
    say(f"  {change.id}  {_names(workspace, change.slugs)} ({', '.join(notes)})")
    if change.before == change.after:
        say(f"    {_flat(change.before) or 'styckeindelningen'}")
    else:
        say(f"    {marked(change.before, change.after)}")
    if change.fit is Fit.OVERTAKEN:
        say(f"    Nu står det: {_flat(change.now)}")
    if change.candidate:
        candidate = change.candidate
        share = f"{round(100 * candidate.likeness)} % lika"
        say(f"    Hörde kanske hemma på rad {candidate.line} ({share}): {candidate.text}")
    if change.earlier:
        say(f"    Tidigare {change.earlier.verdict}: {change.earlier.reason or change.earlier.new}")


def _flat(text: str) -> str:
    return " ".join(text.split())


def _names(workspace: Workspace, slugs: tuple[str, ...]) -> str:
    known = workspace.response.municipalities
    return join_names(known[slug].name if slug in known else slug for slug in slugs)


@click.command("propose")
@click.argument("section", metavar="AVSNITT")
@party_options
@click.option(
    "--file", "file", default="", metavar="FIL", help="Avsnittets text som kommunen vill ha den."
)
@folder_option
@json_option
def propose(section: str, party: str, officer: str, file: str, folder: Path, machine: bool) -> None:
    """Föreslå ändringar i den gemensamma texten.

    FIL är hela avsnittets text, ändrad som kommunen vill ha den; – läser från rör. Utan FIL skrivs
    den gemensamma texten ut, att utgå från.
    """
    workspace = opened(folder)
    if not file:
        agreed = workspace.section(section).agreed
        say((agreed.text if agreed else "").rstrip("\n"))
        return
    version = workspace.propose_change(section, read_text(file), party=party, officer=officer)
    if machine:
        as_json({"section": workspace.desk.section_key(section), "version": version})
    else:
        say(f"Sparade ändringsförslag till {section} (version {version[:10]}).")


@click.command("review")
@click.argument("section", metavar="[AVSNITT]", default="")
@party_options
@click.option("--accept", multiple=True, metavar="ID", help="Godkänn ändringen.")
@click.option("--reject", multiple=True, metavar="ID", help="Avslå ändringen; kräver --reason.")
@click.option("--accept-from", default="", metavar="KOMMUN", help="Godkänn allt från kommunen.")
@click.option("--undo", default="", metavar="ID", help="Ta tillbaka ett beslut.")
@click.option("--reason", default="", metavar="TEXT", help="Motivering.")
@click.option("--from", "only", default="", metavar="KOMMUN", help="Visa bara kommunens.")
@click.option("--log", "show_log", is_flag=True, help="Visa också vad som har beslutats.")
@folder_option
@json_option
def review(**given: Any) -> None:  # noqa: ANN401  click hands over one value a flag
    """Visa, godkänn och avslå ändringar som kommunerna föreslår i den gemensamma texten."""
    workspace = opened(given["folder"])
    section = str(given["section"])
    done = _decided(workspace, section, given)
    keys = [workspace.desk.section_key(section)] if section else _keys(workspace)
    reviews = [workspace.review(key) for key in keys]
    only = _slug(workspace, given["only"]) if given["only"] else ""
    if given["machine"]:
        as_json({"sections": [_review_json(found, only) for found in reviews], "done": done})
        return
    if done:
        say(done)
    for found in reviews:
        _say_review(workspace, found, only, show_log=given["show_log"])
    if not reviews:
        say("Inga ändringar är föreslagna.")


def _keys(workspace: Workspace) -> tuple[str, ...]:
    return sections_under_review(workspace.desk)


def _slug(workspace: Workspace, words: str) -> str:
    return workspace.seat(words).party


def _decided(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    """Do what the flags ask for; returns what was done, for the user."""
    acts = [name for name in ("accept", "reject", "accept_from", "undo") if given[name]]
    if not acts:
        return ""
    if len(acts) > 1:
        raise InputError("ange ett av --accept, --reject, --accept-from och --undo åt gången")
    party, reason = given["party"], given["reason"]
    ids = [part for one in (*given["accept"], *given["reject"]) for part in one.split(",")]
    if acts == ["accept_from"]:
        return _accepted_from(workspace, section, given)
    key = section or _section_of(workspace, (*ids, given["undo"]))
    match acts[0]:
        case "accept":
            workspace.accept(key, ids, reason=reason, party=party)
            return f"Godkände {counted(len(ids), ('ändring', 'ändringar'))} i {key}."
        case "reject":
            workspace.reject(key, ids, reason=reason, party=party)
            return f"Avslog {counted(len(ids), ('ändring', 'ändringar'))} i {key}."
    workspace.undo_decision(key, given["undo"], party=party)
    return f"Tog tillbaka beslutet om {given['undo']} i {key}."


def _accepted_from(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    municipality = given["accept_from"]
    keys = [section] if section else _sections_from(workspace, municipality)
    if not keys:
        raise InputError(f"{municipality} har inga väntande ändringsförslag")
    for key in keys:
        workspace.accept_from(key, municipality, reason=given["reason"], party=given["party"])
    return f"Godkände allt från {municipality} i {join_names(keys)}."


def _sections_from(workspace: Workspace, municipality: str) -> list[str]:
    slug = _slug(workspace, municipality)
    return [
        key
        for key in _keys(workspace)
        if any(slug in change.slugs for change in workspace.review(key).review.pending)
    ]


def _section_of(workspace: Workspace, ids: tuple[str, ...]) -> str:
    """Find the section that named changes or decisions belong to."""
    for key in _keys(workspace):
        found = workspace.review(key)
        for name in filter(None, ids):
            rows = (row.id for row in found.decisions.standing)
            if found.review.change(name) or any(row.startswith(name) for row in rows):
                return key
    raise InputError(
        f"ingen väntande ändring heter ”{next(filter(None, ids), '')}”",
        hint="Se dem med remiss review.",
    )


def _review_json(found: SectionReview, only: str) -> dict[str, Any]:
    pending = [c for c in found.review.pending if not only or only in c.slugs]
    return {
        "section": found.key,
        "pending": [pending_json(change) for change in pending],
        "conflicts": [conflict_json(conflict) for conflict in found.review.conflicts],
        "orphans": sum(change.fit is Fit.ORPHAN for change in pending),
        "unreadable": [{"municipality": u.slug, "why": u.why} for u in found.unreadable],
        "decisions": [_row_json(row) for row in found.decisions.decision],
    }


def _say_review(workspace: Workspace, found: SectionReview, only: str, *, show_log: bool) -> None:
    pending = [c for c in found.review.pending if not only or only in c.slugs]
    conflicts = found.review.conflicts
    say(
        f"{found.key}: {counted(len(pending), ('ändring', 'ändringar'))}, "
        f"{counted(len(conflicts), ('konflikt', 'konflikter'))}, "
        f"{len(found.review.orphans)} utan hemvist"
    )
    for change in pending:
        say_pending(workspace, change)
    for conflict in conflicts:
        say_conflict(workspace, conflict)
    for unreadable in found.unreadable:
        say(f"  Går inte att läsa: {unreadable.why}")
    for row in found.decisions.decision if show_log else ():
        way = f" ({row.way})" if row.way else ""
        reason = f": {row.reason}" if row.reason else ""
        names = _names(workspace, row.municipalities)
        say(f"  {row.at:%Y-%m-%d %H.%M} {row.verdict}{way} {row.id} {names}, {row.by}{reason}")


@click.command("conflicts")
@click.argument("section", metavar="[AVSNITT]", default="")
@folder_option
@json_option
def conflicts(section: str, folder: Path, machine: bool) -> None:
    """Visa olösta konflikter: den gemensamma texten och varje sidas lydelse."""
    workspace = opened(folder)
    keys = [workspace.desk.section_key(section)] if section else _keys(workspace)
    found = {key: workspace.review(key).review.conflicts for key in keys}
    if machine:
        rows = [{"section": k, **conflict_json(c)} for k in found for c in found[k]]
        as_json({"conflicts": rows})
        return
    for key, open_ones in found.items():
        if open_ones:
            say(f"{key}:")
        for conflict in open_ones:
            say_conflict(workspace, conflict)
    total = sum(map(len, found.values()))
    say(counted(total, ("olöst konflikt", "olösta konflikter")) + ".")


@click.command("settle")
@click.argument("conflict", metavar="ID")
@click.option("--choose", default="", metavar="KOMMUN", help="Välj kommunens lydelse.")
@click.option("--text", default="", metavar="TEXT", help="Skriv en ny lydelse.")
@click.option("--file", "file", default="", metavar="FIL", help="Läs den nya lydelsen ur en fil.")
@click.option("--both", is_flag=True, help="Ta med alla sidors lydelser efter varandra.")
@click.option("--keep", is_flag=True, help="Behåll den gemensamma textens lydelse.")
@click.option(
    "--as-deviation", "deviation", is_flag=True, help="Visa de andra lydelserna som avvikelser."
)
@click.option("--reopen", is_flag=True, help="Öppna en avgjord konflikt igen.")
@click.option("--reason", default="", metavar="TEXT", help="Motivering.")
@party_options
@folder_option
@json_option
def settle(**given: Any) -> None:  # noqa: ANN401  click hands over one value a flag
    """Avgör en konflikt, eller öppna en avgjord igen.

    --choose och --as-deviation kan anges ihop: den ena lydelsen väljs, de andra visas som
    avvikelser.
    """
    workspace = opened(given["folder"])
    conflict = str(given["conflict"])
    if given["reopen"]:
        version = workspace.reopen(conflict, party=given["party"])
        done = f"Öppnade konflikten {conflict} igen"
    else:
        how = _settling(workspace, given)
        version = workspace.settle(conflict, how, party=given["party"])
        done = f"Avgjorde konflikten {conflict}: {how.way}"
    if given["machine"]:
        as_json({"conflict": conflict, "version": version})
    else:
        say(f"{done} (version {version[:10]}).")


def _settling(workspace: Workspace, given: dict[str, Any]) -> Settling:
    ways = {
        Way.COMBINED: given["both"],
        Way.REWROTE: given["text"] or given["file"],
        Way.KEPT: given["keep"],
        Way.CHOSE: given["choose"],
    }
    chosen = [way for way, flag in ways.items() if flag]
    if given["deviation"] and chosen in ([], [Way.CHOSE]):
        chosen = [Way.DEVIATION]
    if (
        len(chosen) != 1
        or (given["text"] and given["file"])
        or given["deviation"]
        not in {
            False,
            chosen == [Way.DEVIATION],
        }
    ):
        raise InputError(
            "ange hur konflikten ska avgöras",
            hint="Ett av --choose KOMMUN, --text, --file, --both, --keep och --as-deviation.",
        )
    text = read_text(given["file"]) if given["file"] else given["text"]
    slug = _slug(workspace, given["choose"]) if given["choose"] else ""
    return Settling(chosen[0], slug, text, given["reason"])


@click.command("comment")
@click.argument("section", metavar="AVSNITT")
@click.option("--text", default="", metavar="TEXT", help="Det som ska sägas.")
@click.option("--quote", default="", metavar="ORD", help="Meningen det gäller, eller ord ur den.")
@click.option("--reply", default="", metavar="ID", help="Svara på kommentaren.")
@click.option("--resolve", default="", metavar="ID", help="Kommentaren är löst.")
@party_options
@folder_option
@json_option
def comment(**given: Any) -> None:  # noqa: ANN401  click hands over one value a flag
    """Visa kommentarer till ett avsnitt, eller skriv en."""
    workspace = opened(given["folder"])
    section = str(given["section"])
    written = ""
    if given["text"] or given["resolve"]:
        remark = Remark(
            text=given["text"],
            quote=given["quote"],
            answers=given["reply"] or given["resolve"],
            resolves=bool(given["resolve"]),
        )
        written = workspace.comment(section, remark, party=given["party"], officer=given["officer"])
    found = workspace.comments(section)
    if given["machine"]:
        as_json({"threads": [_thread_json(thread) for thread in found], "written": written or None})
        return
    for thread in found:
        _say_thread(workspace, thread)
    if not found:
        say("Inga kommentarer.")


def _thread_json(thread: Thread) -> dict[str, Any]:
    entries = [
        {
            "id": entry.comment.id,
            "municipality": entry.slug,
            "by": entry.comment.by,
            "at": entry.comment.at.isoformat(),
            "text": entry.comment.text,
        }
        for entry in (thread.first, *thread.answers)
    ]
    return {
        "id": thread.id,
        "quote": thread.first.comment.quote or None,
        "line": thread.line,
        "orphan": thread.orphan,
        "resolved": thread.resolved,
        "entries": entries,
    }


def _say_thread(workspace: Workspace, thread: Thread) -> None:
    place = f"rad {thread.line}" if thread.line else "hela avsnittet"
    place = "utan hemvist" if thread.orphan else place
    state = "löst" if thread.resolved else "öppen"
    say(f"{thread.id}  {place} [{state}]  {thread.first.comment.quote}".rstrip())
    for entry in (thread.first, *thread.answers):
        who = "Samordnaren" if entry.received else _names(workspace, (entry.slug,))
        say(f"  {who} {entry.comment.at:%Y-%m-%d}: {entry.comment.text or '(löst)'}")
