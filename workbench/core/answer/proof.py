"""What a working copy shows beside the agreed text: proposed changes, comments, open conflicts.

    proposed_lines      the text's lines with what is proposed to become of each
    line_kinds          what a line is by its looks
    segments            the parts that the lines make: paragraphs, lists, tables
    tracked_text        those parts as blocks with tracked changes
    tracked_notes       the footnotes, theirs too
    settled_reading     what the blocks read once somebody's changes are accepted
    verification        coarser marks where that is not what was proposed

Rejecting every mark gives the agreed text back; accepting one person's, what that person wants.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workbench.core import document as doc
from workbench.core.answer.proposed_lines import Proposed, proposed_lines
from workbench.core.answer.tracked_text import Remark
from workbench.core.answer.verification import verified
from workbench.core.markdown import Parsed

__all__ = ["NOTHING", "Proof", "Proposed", "Remark", "tracked"]


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands in a working copy instead of the agreed texts, by section key."""

    bodies: Mapping[str, Parsed]
    comments: Mapping[str, doc.Comment] = field(default_factory=dict)
    """By label; their anchors stand in the bodies."""
    told: str = ""
    """What kind of copy this is, a paragraph for the first page."""


NOTHING = Proof({})
"""Of what is sent: nothing but the agreed texts."""


def tracked(text: str, changes: Sequence[Proposed], remarks: Sequence[Remark] = ()) -> Parsed:
    """Show the changes of a section's text as tracked ones, each with its author.

    Two changes of one sentence are both put in, beside each other, and the sentence is struck once.

    Args:
        text: The agreed text in its stored form.
        changes: What is proposed, in the order in which it is to be read.
        remarks: The comments to anchor.
    """
    base = text.split("\n") if text.strip() else []
    return verified(proposed_lines(base, changes), remarks)
