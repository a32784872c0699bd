"""`remiss status`: the matrix of sections and municipalities."""

from pathlib import Path
from typing import Any

import click

from workbench.cli import matrix
from workbench.cli.options import folder_option, json_option, opened
from workbench.cli.output import as_json, say, width
from workbench.core.language.swedish import counted, join_names, long_date
from workbench.core.outline import Outline
from workbench.core.position import Position, sign
from workbench.core.response import Response
from workbench.core.status import Row, Status
from workbench.core.text import visible
from workbench.workspace import Workspace

_KEY_TO_SIGNS = (
    "+ tillstyrker  ± delvis/med synpunkter  – avstyrker  0 ingen erinran  ○ avstår  "
    "? tveksam  * bara text  · ej svarat  ! olöst"
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
    shown = [*(row for row in found.standing if row.answers), *found.rows]
    if not shown:
        say(_how_to_begin(response))
        return
    heads = [response.short_names[slug] for slug in found.taking_part]
    rows = [
        _line(response.outline, row, found.taking_part) for row in (*found.standing, *found.rows)
    ]
    for line in matrix.lines(heads, rows, width()):
        say(line)
    say()
    say(_KEY_TO_SIGNS)
    _print_sums(response, found)


def _how_to_begin(response: Response) -> str:
    """Say what is to be done before there is anything to show."""
    lines = []
    if not response.municipalities:
        lines.append("Inga kommuner är inlagda: fyll i dem i response.toml, och kör remiss save.")
    if not response.outline.sections:
        lines.append("Dispositionen är tom. Lägg till avsnitt: remiss answer 7.3.4 --title RUBRIK.")
    else:
        count = len(response.outline.sections)
        lines.append(f"Inget av betänkandets {count} avsnitt är valt. Välj vilka som ska besvaras:")
        lines.append(f"  remiss answer {_two_of(response.outline)}")
    lines.append("Uppgifter som saknas visas med remiss facts.")
    return "\n".join(lines)


def _two_of(outline: Outline) -> str:
    """Numbers for an example: of what is deepest, where the proposals are."""
    depth = max(section.level for section in outline.sections)
    deepest = [section.number for section in outline.sections if section.level == depth]
    return " ".join(deepest[:2])


def _line(outline: Outline, row: Row, slugs: tuple[str, ...]) -> matrix.Line:
    label = outline.label(row.key) if outline.knows(row.key) else f"{row.key} (utan hemvist)"
    mark = f" !{row.conflicts}" if row.conflicts else ""
    return matrix.Line(visible(label), mark, tuple(_sign(row, slug) for slug in slugs), row.answers)


def _sign(row: Row, slug: str) -> str:
    position = row.positions.get(slug)
    return "*" if slug in row.positions and position is None else sign(position)


def _deadline(response: Response, found: Status) -> str:
    referral = response.facts.referral
    number = referral.registration_number or "dnr saknas"
    if referral.due is None or found.days_left is None:
        return f"{number} · sista dag att svara är inte känd"
    left = counted(abs(found.days_left), ("dag", "dagar"))
    when = f"{left} kvar" if found.days_left >= 0 else f"{left} för sent"
    return f"{number} · svar senast {long_date(referral.due)} · {when}"


def _print_sums(response: Response, found: Status) -> None:
    asked = len(found.taking_part)
    declined = len(response.municipalities) - asked
    say(
        f"{found.heard} av {asked} kommuner har lämnat bidrag"
        + (f" ({declined} deltar inte)" if declined else "")
    )
    if found.cells:
        say(
            f"{found.contributions} av {found.cells} möjliga bidrag till betänkandets avsnitt "
            f"({found.share} %)"
        )
    if found.silent:
        names = join_names(response.municipalities[slug].name for slug in found.silent)
        say(f"Har inte svarat på något: {names}")
    homeless = [row.key for row in found.rows if not response.outline.knows(row.key)]
    if homeless:
        say(f"Utan hemvist i dispositionen: {', '.join(homeless)}. Lägg till med remiss answer.")
    counts = [f"{n} {state}" for state, n in found.adoption_counts().items() if n]
    if counts:
        say(f"Beslut: {' · '.join(counts)} = {len(response.municipalities)}")


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
        "standing": [_row_as_json(row) for row in found.standing],
        "totals": {
            "municipalities": len(response.municipalities),
            "sections": len(found.rows),
            "contributions": found.contributions,
            "possible": found.cells,
            "heard": found.heard,
            "general_contributions": sum(row.answers for row in found.standing),
            "open_conflicts": found.conflicts,
            "adoption": {state.value: n for state, n in found.adoption_counts().items()},
            "decided": found.decided,
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
