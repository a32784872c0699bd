"""Which contributions go into a section's text: its own, and medskick into the general points."""

from dataclasses import dataclass

from workbench.core.contribution import Contribution, ContributionKind
from workbench.core.outline import GENERAL, STANDING
from workbench.core.response import Response


@dataclass(frozen=True, slots=True)
class Source:
    """A contribution that goes into a section's text."""

    slug: str
    key: str
    """The section that it was written to; another one for a medskick."""
    contribution: Contribution
    """What of it goes in."""


def sources(response: Response, key: str) -> tuple[Source, ...]:
    """Return what goes into a section's text.

    Medskick go to the general points, whatever section they were written in; a standing part
    keeps its own.
    """
    found: list[Source] = []
    others = (other for other in response.sections if other not in STANDING)
    for written_to in (key, *(others if key == GENERAL else ())):
        for slug, contribution in response.contributions_to(written_to).items():
            part = part_for(contribution, written_to, key)
            if part is not None:
                found.append(Source(slug, written_to, part))
    return tuple(found)


def part_for(contribution: Contribution, written_to: str, key: str) -> Contribution | None:
    """Return what of a contribution goes into a section's text; None for nothing.

    Args:
        contribution: Of any municipality.
        written_to: The section that it was written to.
        key: The section that is composed.
    """
    message = contribution.kind is ContributionKind.MESSAGE
    part = contribution
    if written_to != key:
        if key != GENERAL or written_to in STANDING or not message:
            return None
        part = Contribution(kind=ContributionKind.MESSAGE, text=contribution.text)
    elif message and key not in STANDING:
        part = contribution.model_copy(update={"text": ""})
    return part if part.position or part.text.strip() else None
