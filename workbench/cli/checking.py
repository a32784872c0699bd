"""The command `check`: what must be right before anything is sent, in words."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from workbench.cli.options import folder_option, json_option, opened
from workbench.cli.output import as_json, say
from workbench.core.check import Finding, Severity, blocking
from workbench.core.language.swedish import counted, join_names
from workbench.core.response import Response
from workbench.workspace.checking import can_spell

WRONG_STAGE = 3
_MANY = 3
"""More findings than so of one kind, with one advice, are told of together."""


@click.command("check")
@click.option("--section", default="", metavar="AVSNITT", help="Bara detta avsnitt.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Visa varje anmärkning för sig, också upplysningarna om språket.",
)
@folder_option
@json_option
def check(section: str, everything: bool, folder: Path, machine: bool) -> int:
    """Kontrollera allt som ska vara rätt innan svaret skickas.

    Slutar med kod 3 när det finns fel, alltså sådant som hindrar export.
    """
    workspace = opened(folder)
    findings = workspace.check()
    if section:
        key = workspace.section_key(section)
        findings = tuple(f for f in findings if f.place.section == key)
    if machine:
        as_json([_as_json(finding) for finding in findings])
    else:
        _print(workspace.response, findings, everything=everything)
        if not can_spell():
            say("Stavningen är inte kontrollerad: hunspell med svensk ordlista (sv_SE) saknas.")
    return WRONG_STAGE if blocking(findings) else 0


def _print(response: Response, findings: Sequence[Finding], *, everything: bool) -> None:
    if everything:
        groups = [[finding] for finding in findings]
    else:
        groups = _alike([f for f in findings if f.severity is not Severity.NOTE])
    for group in groups:
        _print_group(response, group)
    counts = Counter(finding.severity for finding in findings)
    notes = "" if everything or not counts[Severity.NOTE] else " (visas med --all)"
    say(f"{', '.join(severity.counted(counts[severity]) for severity in Severity)}{notes}.")


def _alike(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Gather findings that say the same of many places; a group stands where its first one did."""
    kinds: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.code, finding.advice), []).append(finding)
    groups: list[list[Finding]] = []
    for finding in findings:
        group = kinds[finding.code, finding.advice]
        if len(group) <= _MANY:
            groups.append([finding])
        elif finding is group[0]:
            groups.append(group)
    return groups


def _print_group(response: Response, group: Sequence[Finding]) -> None:
    first, *others = group
    line = f", rad {first.place.line}" if first.place.line else ""
    say(f"{first.severity.sign} {first.place.file}{line}: {first.message}")
    if first.quote:
        say(f"    ”{first.quote}”")
    if others:
        names = dict.fromkeys(_where(response, finding) for finding in others)
        places = counted(len(others), ("ställe", "ställen"))
        say(f"    Likadant på {places} till: {join_names(names)}.")
    say(f"    {first.advice}")


def _where(response: Response, finding: Finding) -> str:
    """Name the place of a finding among others of its kind, as shortly as can be."""
    place = finding.place
    if place.municipality in response.municipalities:
        return response.municipalities[place.municipality].name
    where = place.section or place.file
    return f"{where} rad {place.line}" if place.line else where


def _as_json(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "file": finding.place.file,
        "line": finding.place.line,
        "section": finding.place.section or None,
        "municipality": finding.place.municipality or None,
        "message": finding.message,
        "advice": finding.advice,
        "quote": finding.quote or None,
    }
