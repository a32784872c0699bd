"""`remiss status`: the matrix of sections and municipalities."""

from pathlib import Path
from typing import Any

import click

from workbench.cli.options import folder_option, json_option, opened
from workbench.cli.output import as_json, say, table
from workbench.core.outline import Outline
from workbench.core.position import Position, sign
from workbench.core.response import Response
from workbench.core.status import AdoptionState, Row, Status
from workbench.core.swedish import counted, join_names, long_date
from workbench.workspace import Workspace

_KEY_TO_SIGNS = (
    "+ tillstyrker  ± delvis/med synpunkter  – avstyrker  0 ingen erinran  ○ avstår  "
    "? tveksam  · ej svarat  ! olöst"
)


@click.command("status")
@folder_option
@json_option
def status(folder: Path, machine: bool) -> None:
    """Visa läget: avsnitt mot kommuner, vilka som saknas, beslut och dagar kvar."""
    workspace = opened(folder)
    found = workspace.status()
    if machine:
        as_json(_as_json(workspace, found))
    else:
        _print(workspace, found)


def _print(workspace: Workspace, found: Status) -> None:
    response = workspace.response
    referral = response.facts.referral
    say(f"{referral.report} {referral.title}".strip() or response.facts.response.id)
    say(_deadline(response, found))
    say()
    municipalities = [response.municipalities[slug] for slug in found.taking_part]
    rows = [["Avsnitt", *(m.short for m in municipalities), "svar"]]
    for row in found.rows:
        rows.append(
            [_label(response.outline, row), *_signs(row, found.taking_part), f"{row.answers}"]
        )
    table(rows, gap=" ")
    say()
    say(_KEY_TO_SIGNS)
    _print_sums(response, found)


def _label(outline: Outline, row: Row, width: int = 44) -> str:
    label = outline.label(row.key) if outline.knows(row.key) else f"{row.key} (utan hemvist)"
    mark = f" !{row.conflicts}" if row.conflicts else ""
    label = label if len(label) + len(mark) <= width else label[: width - 1 - len(mark)] + "…"
    return label + mark


def _signs(row: Row, slugs: tuple[str, ...]) -> list[str]:
    return [
        sign(row.positions[slug])
        if row.positions.get(slug)
        else ("*" if slug in row.positions else sign(None))
        for slug in slugs
    ]


def _deadline(response: Response, found: Status) -> str:
    referral = response.facts.referral
    number = referral.registration_number or "dnr saknas"
    if referral.due is None or found.days_left is None:
        return f"{number} · sista dag att svara är inte känd"
    left = counted(abs(found.days_left), ("dag", "dagar"))
    when = f"{left} kvar" if found.days_left >= 0 else f"{left} för sent"
    return f"{number} · svar senast {long_date(referral.due)} · {when}"


def _print_sums(response: Response, found: Status) -> None:
    total = len(response.municipalities)
    answered = sum(1 for slug in found.taking_part if found.answered_by[slug])
    percent = round(100 * found.contributions / found.cells) if found.cells else 0
    say(
        f"{answered} av {total} kommuner har lämnat bidrag · {found.contributions} av "
        f"{found.cells} möjliga bidrag ({percent} %)"
    )
    if found.silent:
        names = join_names(response.municipalities[slug].name for slug in found.silent)
        say(f"Har inte svarat på något: {names}")
    counts = [f"{n} {state}" for state, n in found.adoption_counts().items() if n]
    say(f"Beslut: {' · '.join(counts)} = {total}")


def _as_json(workspace: Workspace, found: Status) -> dict[str, Any]:
    response = workspace.response
    referral = response.facts.referral
    return {
        "response": response.facts.response.id,
        "report": referral.report,
        "title": referral.title,
        "registration_number": referral.registration_number or None,
        "deadline": referral.due.isoformat() if referral.due else None,
        "days_left": found.days_left,
        "municipalities": [
            {
                "slug": slug,
                "name": m.name,
                "official_name": m.official_name,
                "joins": m.joins.value,
                "invited": m.invited.value,
                "answered": found.answered_by.get(slug, 0),
                "missing": [row.key for row in found.rows if slug in row.missing],
                "adoption": found.adoption[slug].value,
            }
            for slug, m in response.municipalities.items()
        ],
        "sections": [_row_as_json(row) for row in found.rows],
        "totals": {
            "municipalities": len(response.municipalities),
            "sections": len(found.rows),
            "contributions": found.contributions,
            "possible": found.cells,
            "open_conflicts": sum(row.conflicts for row in found.rows),
            "adoption": {state.value: n for state, n in found.adoption_counts().items()},
            "decided": sum(
                n
                for state, n in found.adoption_counts().items()
                if state not in {AdoptionState.NOT_ANSWERED, AdoptionState.EXPECTED}
            ),
        },
        "outside_edits": list(workspace.edits_at_opening().own),
    }


def _row_as_json(row: Row) -> dict[str, Any]:
    def word(position: Position | None) -> str | None:
        return position.value if position else None

    return {
        "number": row.key,
        "title": row.heading,
        "positions": {slug: word(position) for slug, position in row.positions.items()},
        "answered": row.answers,
        "missing": list(row.missing),
        "agreed_position": word(row.agreed),
        "has_agreed_text": row.has_text,
        "words": row.words,
        "divided": row.is_divided,
        "open_conflicts": row.conflicts,
    }
