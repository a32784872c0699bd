"""The state of the work in words: what is left, what is to be done now, and the sums."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.core.language.swedish import counted, join_names, long_date, short_date
from workbench.core.response import Response
from workbench.core.status import BEHIND_STATES, Status, status
from workbench.tui.unsaved import Place
from workbench.workspace import Draft, Workspace

_TODO = 5
"""Lines of what is to be done."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the overview shows to a party."""

    response: Response
    status: Status
    drafts: tuple[Draft, ...] = ()
    edited: tuple[str, ...] = ()
    """Own paths edited in other programs and not saved."""
    edited_others: tuple[str, ...] = ()
    """The same of other parties: never saved from here."""
    drafted: frozenset[str] = field(default=frozenset())
    """Keys of sections with a draft."""
    pending: dict[str, int] = field(default_factory=dict)
    """Changes that wait for a decision, by section; sections without any are left out."""
    homeless: dict[str, int] = field(default_factory=dict)
    """Those of them that have lost their place."""


def look(workspace: Workspace, party: str) -> Overview:
    """Gather what the overview shows to a party."""
    edits = workspace.outside_edits(party)
    drafts = workspace.drafts_left()
    reviews = {key: workspace.review(key).review for key in workspace.sections_on_review()}
    conflicts = {key: len(review.conflicts) for key, review in reviews.items()}
    return Overview(
        workspace.response,
        status(workspace.response, workspace.now(), conflicts=conflicts),
        drafts,
        edits.own,
        edits.others,
        frozenset(Place.of(draft.key).section for draft in drafts),
        {key: len(review.pending) for key, review in reviews.items() if review.pending},
        {key: len(review.orphans) for key, review in reviews.items() if review.orphans},
    )


def title(response: Response, counts: Status) -> str:
    """Say what the response is and how many days are left."""
    referral = response.facts.referral
    name = f"{referral.report} {referral.title}".strip() or response.facts.response.id
    number = referral.registration_number or "dnr saknas"
    if referral.due is None or counts.days_left is None:
        return f"{number} · svarsdag inte känd · {name}"
    days = counted(abs(counts.days_left), ("dag", "dagar"))
    left = f"{days} kvar" if counts.days_left >= 0 else "svarstiden har gått ut"
    return (
        f"{left} · svar senast {short_date(referral.due)} {referral.due.year} · {name} · {number}"
    )


def todo(found: Overview, party: str = "") -> str:
    """Say in a few lines what is to be done now, by a party; the most pressing first."""
    lines = [*_left_from_before(found), *_own(found, party), *_in_the_work(found)]
    return "\n".join(f"• {line}" for line in lines[:_TODO]) or "• Inget väntar just nu."


def _left_from_before(found: Overview) -> list[str]:
    lines = []
    if found.drafts:
        where = few(sorted({str(Place.of(draft.key)) for draft in found.drafts}))
        lines.append(f"Osparad text från förra gången i {where}: d visar.")
    if found.edited:
        lines.append(f"Ändrat i annat program; Ctrl+S sparar: {few(found.edited)}")
    if found.edited_others:
        where = few(found.edited_others)
        lines.append(f"Ändrat i andras filer, sparas inte härifrån: {where}")
    return lines


def _own(found: Overview, party: str) -> list[str]:
    """Say what a municipality has left to answer."""
    missing = [row.key for row in found.status.rows if party in row.missing]
    if not missing:
        return []
    return [f"Ert svar saknas i {counted(len(missing), ('avsnitt', 'avsnitt'))}: {few(missing)}"]


def _in_the_work(found: Overview) -> list[str]:
    response, counts = found.response, found.status
    lines = []
    if counts.silent:
        names = few([response.municipalities[slug].name for slug in counts.silent])
        lines.append(f"Har inte svarat på något: {names}")
    if counts.disputed:
        what = counted(counts.conflicts, ("olöst konflikt", "olösta konflikter"))
        lines.append(f"{what} i {few([row.key for row in counts.disputed])}")
    if found.pending:
        total, lost = sum(found.pending.values()), sum(found.homeless.values())
        homeless = f", {lost} utan hemvist" if lost else ""
        what = counted(total, ("ändring", "ändringar"))
        lines.append(f"{what} att granska{homeless}: {few(list(found.pending))} (g g)")
    divided = [row.key for row in counts.rows if row.wants_agreement]
    if divided:
        lines.append(f"Kommunerna är oeniga och text saknas i {few(divided)}")
    textless = [row.key for row in counts.rows if row.wants_text]
    if textless:
        lines.append(f"Gemensam text saknas i {few(textless)}")
    if counts.undecided and not textless:
        names = few([response.municipalities[slug].name for slug in counts.undecided])
        lines.append(f"Har inte beslutat om svaret: {names}")
    if counts.next_round is not None:
        closes = counts.next_round.closes
        lines.append(f"{counts.next_round.name} stänger {long_date(closes.date())} {closes:%H.%M}")
    return lines


def few(names: Sequence[str], shown: int = 4) -> str:
    """List some names, and say how many more there are."""
    if len(names) <= shown + 1:
        return join_names(names)
    return f"{', '.join(names[:shown])} och {len(names) - shown} till"


def sums(counts: Status) -> str:
    """Say the sums: who has answered, and who has decided what."""
    return (
        f"{counts.heard} av {len(counts.taking_part)} kommuner har lämnat bidrag · "
        f"{counts.contributions} av {counts.cells} möjliga ({counts.share} %)\n"
        f"Beslut: {_decided(counts)}"
    )


def _decided(counts: Status) -> str:
    """Say how many stand behind the answer, and how the others stand."""
    states = counts.adoption_counts()
    others = [f"{n} {state}" for state, n in states.items() if n and state not in BEHIND_STATES]
    return " · ".join([f"{counts.behind} står bakom", *others])
