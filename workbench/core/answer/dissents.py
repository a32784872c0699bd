"""Who differs from the joint answer, and where: the särskilda yttranden, from what is recorded.

Two sources, and none can be forgotten: a position that contradicts the joint one, and a deviation
that a municipality has decided on.
"""

from dataclasses import dataclass

from workbench.core.answer.senders import senders
from workbench.core.outline import order_of
from workbench.core.position import Lean, Position, lean
from workbench.core.response import Response


@dataclass(frozen=True, slots=True)
class Dissent:
    """One municipality's särskilt yttrande."""

    number: int
    """From 1, in the municipalities' order."""
    slug: str
    sections: tuple[str, ...]
    """Keys of the sections that it is about, in the order of the answer; never empty."""


def contradicts(own: Position, joint: Position) -> bool:
    """Tell whether a municipality's position cannot stand under the joint one.

    A divided joint position contradicts nobody: the text itself says who thinks what.
    """
    mine, ours = lean(own), lean(joint)
    if Lean.NONE in {mine, ours} or Lean.SPLIT in {mine, ours}:
        return False
    return (mine is Lean.AGAINST) != (ours is Lean.AGAINST)


def dissents(response: Response, *, asked: str = "") -> tuple[Dissent, ...]:
    """Find every municipality that differs, and in which sections.

    Only a sender of the answer differs from it (`senders`): a municipality that has not decided,
    or has decided otherwise, gets its särskilt yttrande when it decides to stand behind.

    Args:
        response: The response.
        asked: Slug of a municipality that is about to decide, taken for a sender.
    """
    found: list[Dissent] = []
    sending = {*senders(response), asked}
    for slug in (one for one in response.municipalities if one in sending):
        sections = _sections(response, slug)
        if sections:
            found.append(Dissent(len(found) + 1, slug, sections))
    return tuple(found)


def _sections(response: Response, slug: str) -> tuple[str, ...]:
    keys = set()
    adoption = response.adoptions.get(slug)
    if adoption and adoption.decision:
        keys |= set(adoption.decision.deviates_in)
    for key in response.sections:
        own = response.contributions_to(key).get(slug)
        joint = response.agreed.get(key)
        if own is None or joint is None or own.position is None or joint.position is None:
            continue
        if contradicts(own.position, joint.position):
            keys.add(key)
    return tuple(sorted(keys, key=order_of))
