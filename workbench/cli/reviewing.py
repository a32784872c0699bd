"""Commands of review: `propose`, `review`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from workbench.cli.changes import (
    conflict_json,
    pending_json,
    row_json,
    say_conflict,
    say_decision,
    say_pending,
)
from workbench.cli.commenting import say_threads, thread_json
from workbench.cli.options import folder_option, json_option, opened, party_options
from workbench.cli.output import as_json, say
from workbench.cli.writing import read_text
from workbench.core.language.swedish import counted, join_names
from workbench.core.outline import STANDING
from workbench.core.reviewing.comments import Thread
from workbench.core.reviewing.edits import EditKind
from workbench.core.reviewing.items import is_open, is_orphan, slugs_of
from workbench.core.reviewing.moves import State
from workbench.core.reviewing.naming import meant
from workbench.core.reviewing.pending import Dispute, Pending
from workbench.errors import InputError
from workbench.workspace import Workspace
from workbench.workspace.reviewing import SectionReview

_CONFLICTS, _ORPHANS = "konflikt", "utan-hemvist"
_KINDS = (*(kind.value.replace(" ", "-") for kind in EditKind), _CONFLICTS, _ORPHANS)


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
        as_json({"section": workspace.section_key(section), "version": version})
    else:
        say(f"Sparade ändringsförslag till {section} (version {version[:10]}).")


@click.command("review")
@click.argument("section", metavar="[AVSNITT]", default="")
@party_options
@click.option("--accept", multiple=True, metavar="ID", help="Godkänn ändringen.")
@click.option("--reject", multiple=True, metavar="ID", help="Avslå ändringen; kräver --reason.")
@click.option("--accept-line", type=int, metavar="RAD", help="Godkänn allt om meningen på raden.")
@click.option("--reject-line", type=int, metavar="RAD", help="Avslå allt om meningen på raden.")
@click.option("--accept-from", default="", metavar="KOMMUN", help="Godkänn allt från kommunen.")
@click.option(
    "--reject-from", default="", metavar="KOMMUN", help="Avslå allt som kommunen är ensam om."
)
@click.option(
    "--undisputed", is_flag=True, help="Ta in allt som ingen motsäger, i avsnittet eller alla."
)
@click.option("--place", default="", metavar="ID", help="Ge en ändring utan hemvist en plats.")
@click.option("--line", type=int, metavar="RAD", help="Med --place: meningen den ska gälla.")
@click.option("--beside", is_flag=True, help="Med --place: efter meningen, inte i stället för den.")
@click.option("--undo", multiple=True, metavar="ID", help="Ta tillbaka ett beslut.")
@click.option("--reason", default="", metavar="TEXT", help="Motivering.")
@click.option(
    "--whole-move",
    is_flag=True,
    help="Med --accept, --reject (också -line): avgör flyttad text likadant i andra avsnittet.",
)
@click.option("--from", "only", default="", metavar="KOMMUN", help="Visa bara kommunens.")
@click.option(
    "--kind", type=click.Choice(_KINDS), metavar="SLAG", help=f"Visa bara {', '.join(_KINDS)}."
)
@click.option("--log", "show_log", is_flag=True, help="Visa också vad som har beslutats.")
@folder_option
@json_option
def review(**given: Any) -> None:  # noqa: ANN401  click hands over one value a flag
    """Visa, godkänn och avslå ändringar som kommunerna föreslår i den gemensamma texten."""
    workspace = opened(given["folder"])
    section = str(given["section"])
    done = _decided(workspace, section, given)
    shown = _Shown(
        workspace, workspace.seat(given["only"]).party if given["only"] else "", given["kind"] or ""
    )
    keys = [workspace.section_key(section)] if section else workspace.sections_on_review()
    reviews = [workspace.review(key) for key in keys]
    if given["machine"]:
        as_json({"sections": [shown.as_json(found) for found in reviews], "done": done})
        return
    if done:
        say(done)
    for found in reviews:
        shown.say(found, log=given["show_log"])
    if not reviews:
        say("Inga ändringar är föreslagna.")


# Deciding

_Act = Callable[[Workspace, str, dict[str, Any]], str]


def _decided(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    """Do what the flags ask for; returns what was done, for the user."""
    flags = [flag for flag in _ACTS if given[flag]]
    if given["whole_move"] and not set(flags) & _OF_MOVES:
        raise InputError(
            "--whole-move säger inget ensamt eller med det andra som ska göras",
            hint="Använd den med --accept, --reject, --accept-line eller --reject-line.",
        )
    if not flags:
        return ""
    if len(flags) > 1:
        known = join_names([f"--{flag.replace('_', '-')}" for flag in _ACTS])
        raise InputError(f"ange ett av {known} åt gången")
    return _ACTS[flags[0]](workspace, section, given)


def _ids(given: Sequence[str]) -> list[str]:
    ids = [part.strip() for one in given for part in one.split(",")]
    if not all(ids):
        raise InputError("ange vilken ändring det gäller", hint="Se dem med remiss review.")
    return ids


def _counted(count: int) -> str:
    return counted(count, ("ändring", "ändringar"))


def _accept(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    ids = _ids(given["accept"])
    key = workspace.section_key(section) if section else _section_of(workspace, ids)
    besides = _decide(workspace, key, ids, given, accepted=True)
    return f"Godkände {_counted(len(ids))} i {key}.{besides}"


def _reject(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    ids = _ids(given["reject"])
    key = workspace.section_key(section) if section else _section_of(workspace, ids)
    besides = _decide(workspace, key, ids, given, accepted=False)
    return f"Avslog {_counted(len(ids))} i {key}.{besides}"


def _decide(
    workspace: Workspace, key: str, ids: Sequence[str], given: dict[str, Any], *, accepted: bool
) -> str:
    """Take in or turn down some changes of a section.

    Returns:
        Of text that moves between sections: where else that was decided, or what becomes of it as
        it was not.
    """
    act = workspace.accept if accepted else workspace.reject
    ends = workspace.other_ends(key)
    named = {one for name in ids for one in meant(name, ends)}
    moved = [end for name, far in ends.items() if name in named for end in far]
    reason, party, whole = given["reason"], given["party"], given["whole_move"]
    act(key, ids, reason=reason, party=party, whole_moves=whole)
    also = [end for end in moved if whole and end.state is State.WAITS]
    keys = dict.fromkeys(STANDING.get(end.key, end.key) for end in also)
    told = [f" Likaså i {join_names(keys)}."] if keys else []
    left = (end.consequence(accepted=accepted) for end in moved if end not in also)
    return "".join([*told, *(f"\nObs: {words}." for words in dict.fromkeys(left) if words)])


def _on_line(workspace: Workspace, section: str, line: int) -> list[str]:
    """Return the ids of all changes about the sentence on a line."""
    if not section:
        raise InputError("ange vilket avsnitt raden står i", hint="remiss review AVSNITT …")
    found = [change.id for change in workspace.review(section).review.about(line)]
    if not found:
        raise InputError(
            f"ingen väntande ändring gäller rad {line} i {section}",
            hint=f"Se dem med remiss review {section}.",
        )
    return found


def _accept_line(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    ids = _on_line(workspace, section, given["accept_line"])
    besides = _decide(workspace, workspace.section_key(section), ids, given, accepted=True)
    return f"Godkände {_counted(len(ids))} på rad {given['accept_line']} i {section}.{besides}"


def _reject_line(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    ids = _on_line(workspace, section, given["reject_line"])
    besides = _decide(workspace, workspace.section_key(section), ids, given, accepted=False)
    return f"Avslog {_counted(len(ids))} på rad {given['reject_line']} i {section}.{besides}"


def _accept_from(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    municipality = given["accept_from"]
    keys = _sections_from(workspace, section, municipality)
    for key in keys:
        workspace.accept_from(key, municipality, reason=given["reason"], party=given["party"])
    return f"Godkände allt från {municipality} i {join_names(keys)}."


def _reject_from(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    municipality = given["reject_from"]
    keys = _sections_from(workspace, section, municipality)
    for key in keys:
        workspace.reject_from(key, municipality, reason=given["reason"], party=given["party"])
    return f"Avslog det som bara {municipality} föreslår i {join_names(keys)}."


def _take_in(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    taken = workspace.take_in(section, party=given["party"])
    left = _left_waiting(workspace, section)
    if not taken:
        return f"Det finns inget ostridigt att ta in.{left}"
    count = _counted(sum(taken.values()))
    return f"Tog in {count} som ingen motsäger i {join_names(list(taken))}.{left}"


def _left_waiting(workspace: Workspace, section: str) -> str:
    """Say what was not taken in although nobody disputes it: an end of a move waits for the other.

    Args:
        workspace: The response, when everything else undisputed has been taken in.
        section: As named by the user; empty for all.
    """
    keys = [section] if section else workspace.sections_on_review()
    count = sum(len(workspace.review(key).review.undisputed) for key in keys)
    return (
        f"\nObs: {_counted(count)} som ingen motsäger väntar: texten flyttas mellan två avsnitt "
        "och är inte avgjord i det andra. Ta in båda med --accept ID --whole-move."
        if count
        else ""
    )


def _place(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    change, line = given["place"], given["line"]
    if line is None:
        raise InputError("ange vilken mening ändringen ska gälla", hint="Lägg till --line RAD.")
    key = section or _section_of(workspace, [change])
    workspace.place(key, change, line, beside=given["beside"], party=given["party"])
    return f"Placerade {change} på rad {line} i {key}; den väntar på beslut."


def _undo(workspace: Workspace, section: str, given: dict[str, Any]) -> str:
    ids = _ids(given["undo"])
    key = section or _section_of(workspace, ids)
    workspace.undo_decision(key, *ids, party=given["party"])
    return f"Tog tillbaka beslutet om {join_names(ids)} i {key}."


_ACTS: dict[str, _Act] = {
    "accept": _accept,
    "reject": _reject,
    "accept_line": _accept_line,
    "reject_line": _reject_line,
    "accept_from": _accept_from,
    "reject_from": _reject_from,
    "undisputed": _take_in,
    "place": _place,
    "undo": _undo,
}
"""What each flag does; returns what was done, for the user."""
_OF_MOVES = {"accept", "reject", "accept_line", "reject_line"}
"""Those that can decide about text that moves in both its sections."""


def _sections_from(workspace: Workspace, section: str, municipality: str) -> list[str]:
    """Return the named section, or all in which a municipality proposes something."""
    if section:
        return [section]
    slug = workspace.seat(municipality).party
    keys = [key for key in workspace.sections_on_review() if workspace.review(key).review.of(slug)]
    if not keys:
        raise InputError(f"{municipality} har inga väntande ändringsförslag")
    return keys


def _section_of(workspace: Workspace, ids: Sequence[str]) -> str:
    """Find the section that named changes or decisions belong to."""
    keys: list[str] = []
    for key in workspace.sections_on_review():
        found = workspace.review(key)
        known = [change.id for change in found.review.pending]
        known += [row.id for row in found.decisions.standing]
        if any(meant(name, known) for name in ids):
            keys.append(key)
    if len(keys) > 1:
        raise InputError(
            f"det som heter så finns i flera avsnitt: {join_names(keys)}",
            hint="Skriv hela namnet, eller ange avsnittet: remiss review AVSNITT …",
        )
    if keys:
        return keys[0]
    raise InputError(
        f"ingen väntande ändring och inget beslut heter ”{next(iter(ids), '')}”",
        hint="Se dem med remiss review --log.",
    )


# Showing


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is to be shown of sections under review."""

    workspace: Workspace
    slug: str
    """Only this municipality's; empty for all."""
    kind: str
    """One of `_KINDS`; empty for all."""

    def _pending(self, found: SectionReview) -> list[Pending]:
        return [change for change in found.review.pending if self._is_wanted(change)]

    def _is_wanted(self, change: Pending) -> bool:
        if self.slug and self.slug not in change.slugs:
            return False
        if self.kind == _CONFLICTS:
            return bool(change.conflict)
        if self.kind == _ORPHANS:
            return is_orphan(change)
        return self.kind in {"", change.kind.value.replace(" ", "-")}

    def _threads(self, found: SectionReview) -> list[Thread]:
        threads = self.workspace.comments(found.key)
        return [one for one in threads if not self.slug or self.slug in slugs_of(one)]

    def _conflicts(self, found: SectionReview) -> list[Dispute]:
        """Return the conflicts that a shown change is part of."""
        shown = {change.conflict for change in self._pending(found)}
        return [dispute for dispute in found.review.conflicts if dispute.id in shown]

    def as_json(self, found: SectionReview) -> dict[str, Any]:
        """Return one section."""
        pending, ends = self._pending(found), self.workspace.other_ends(found.key)
        return {
            "section": found.key,
            "pending": [pending_json(change, ends.get(change.id, ())) for change in pending],
            "conflicts": [conflict_json(conflict) for conflict in self._conflicts(found)],
            "orphans": sum(map(is_orphan, pending)),
            "threads": [thread_json(thread) for thread in self._threads(found)],
            "unreadable": [{"municipality": u.slug, "why": u.why} for u in found.unreadable],
            "decisions": [row_json(row) for row in found.decisions.decision],
        }

    def say(self, found: SectionReview, *, log: bool) -> None:
        """Print one section."""
        pending, threads = self._pending(found), self._threads(found)
        ends = self.workspace.other_ends(found.key)
        conflicts, open_threads = self._conflicts(found), sum(map(is_open, threads))
        say(
            f"{found.key}: {_counted(len(pending))}, "
            f"{counted(len(conflicts), ('konflikt', 'konflikter'))}, "
            f"{sum(map(is_orphan, pending))} utan hemvist, "
            f"{counted(open_threads, ('öppen kommentar', 'öppna kommentarer'))}"
        )
        for change in pending:
            say_pending(self.workspace, change, ends.get(change.id, ()))
        for conflict in conflicts:
            say_conflict(self.workspace, conflict)
        say_threads(threads)
        for unreadable in found.unreadable:
            say(f"  Går inte att läsa: {unreadable.why}")
        for row in found.decisions.decision if log else ():
            say_decision(self.workspace, row)
