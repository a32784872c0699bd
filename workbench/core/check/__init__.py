"""What must be right before the answer is sent: pure checks over a response at one moment.

Each module here looks at one side of the answer and yields findings; none of them knows the
others. `Kind` lists every kind of finding. Few false alarms matter more than many findings: a list
that is mostly noise is not read, and then nothing in it is.
"""

from workbench.core.check import (
    adoptions,
    apparatus,
    conditions,
    dates,
    leftovers,
    parts,
    persons,
    plain,
    positions,
    quoted_facts,
    referral,
    repetition,
    senders,
    terms,
    work,
)
from workbench.core.check.context import Context, Misspelling, Unrevised
from workbench.core.check.finding import Finding, Place, Severity
from workbench.core.check.kinds import Kind
from workbench.core.check.reading import Reading
from workbench.core.outline import order_of
from workbench.core.response import Response

__all__ = [
    "Context",
    "Finding",
    "Kind",
    "Misspelling",
    "Place",
    "Severity",
    "Unrevised",
    "blocking",
    "check",
]

_SIDES = (
    referral,
    quoted_facts,
    parts,
    positions,
    conditions,
    leftovers,
    repetition,
    apparatus,
    dates,
    terms,
    senders,
    persons,
    work,
    adoptions,
    plain,
)


def check(response: Response, context: Context) -> tuple[Finding, ...]:
    """Check everything that must be right before the answer is sent.

    Args:
        response: The response.
        context: The moment, and what the response itself does not know.

    Returns:
        The findings, the heaviest first; within a severity what is about the whole answer, then
        section by section in the order of the answer, then line by line.
    """
    reading = Reading(response, context)
    found = {finding for side in _SIDES for finding in side.find(reading)}
    order = {slug: index for index, slug in enumerate(response.municipalities, 1)}
    return tuple(sorted(found, key=lambda finding: _order(finding, order)))


def blocking(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings that stop an answer from being sent without a reason."""
    return tuple(finding for finding in findings if finding.severity.blocks)


def _order(
    finding: Finding, municipalities: dict[str, int]
) -> tuple[int, tuple[int, tuple[int, ...]], int, str, int, str, str]:
    place = finding.place
    return (
        finding.severity.rank,
        order_of(place.section) if place.section else (-1, ()),
        municipalities.get(place.municipality, 0),
        place.file,
        place.line or 0,
        finding.code,
        finding.message + finding.quote,
    )
