"""`Agreeing`: the acts on the agreed text, from the first proposal to the last comment."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.core.contribution import AgreedText
from workbench.workspace.outgoing import Outgoing
from workbench.workspace.seat import find_municipality

if TYPE_CHECKING:  # what these acts need is large, and most starts do not
    from workbench.core.composing import Composition
    from workbench.core.composing.proposal import Proposed
    from workbench.core.reviewing.comments import Thread
    from workbench.core.reviewing.decisions import DecisionRow
    from workbench.core.reviewing.moves import OtherEnd
    from workbench.core.reviewing.pending import Dispute
    from workbench.workspace.commenting import Remark
    from workbench.workspace.merging import SectionMerge
    from workbench.workspace.provenance import SentenceProvenance
    from workbench.workspace.reviewing import SectionReview
    from workbench.workspace.settling import Settling


class Agreeing(Outgoing):
    """Merging, review, conflicts and comments of one response."""

    def compose(self, words: str) -> "Composition | None":
        """Propose an agreed text out of a section's contributions; saves nothing."""
        from workbench.core.composing import compose

        return compose(self.response, self.desk.section_key(words))

    def merge(
        self, words: str = "", *, preview: bool = False, party: str = ""
    ) -> "tuple[SectionMerge, ...]":
        """Merge a section, or all: compose what has no text, take in what nobody disputes."""
        from workbench.workspace import merging

        key = self.desk.section_key(words) if words else ""
        return merging.merge_sections(self.desk, self.seat(party), key, preview=preview)

    def save_composed(
        self, words: str, agreed: AgreedText, lines: "Sequence[Proposed]" = (), *, party: str = ""
    ) -> str:
        """Save the agreed text that was made of the proposal's lines; returns the version."""
        from workbench.workspace import merging

        key = self.desk.section_key(words)
        return merging.save_composed(self.desk, self.seat(party), key, agreed, lines)

    def consider(self, words: str, municipality: str, *, party: str = "") -> str:
        """Set aside a municipality's new contribution as dealt with by hand."""
        from workbench.workspace import merging

        key = self.desk.section_key(words)
        slug = find_municipality(self.response, municipality).slug
        return merging.consider(self.desk, self.seat(party), key, slug)

    def sections_on_review(self) -> tuple[str, ...]:
        """Return the keys of sections that somebody wants changed or has commented on."""
        from workbench.workspace import on_review

        return on_review.sections_on_review(self.desk)

    def next_open(self, key: str, step: int) -> str:
        """Return the next section with something to review, or with -1 the one before it."""
        from workbench.workspace import on_review

        return on_review.next_open(self.desk, key, step)

    def review(self, words: str) -> "SectionReview":
        """Open a section for review: what is pending, in conflict and decided."""
        from workbench.workspace.reviewing import SectionReview

        return SectionReview(self.desk, self.desk.section_key(words))

    def propose_change(self, words: str, text: str, *, party: str, officer: str = "") -> str:
        """Save the agreed text as a municipality wants it; returns the version."""
        from workbench.workspace import reviewing

        key = self.desk.section_key(words)
        return reviewing.propose_change(self.desk, self.seat(party, officer), key, text)

    def other_ends(self, key: str) -> "Mapping[str, tuple[OtherEnd, ...]]":
        """Return the other ends of what moves to or from a section, by the change's id there."""
        from workbench.workspace.moves import other_ends

        return other_ends(self.desk, key)

    def accept(
        self,
        words: str,
        ids: Sequence[str],
        *,
        reason: str = "",
        party: str = "",
        whole_moves: bool = False,
    ) -> str:
        """Take in pending changes, all of them or none; returns the version."""
        from workbench.workspace import deciding

        key, seat = self.desk.section_key(words), self.seat(party)
        return deciding.accept(
            self.desk, seat, ids, key=key, reason=reason, whole_moves=whole_moves
        )

    def accept_from(
        self, words: str, municipality: str, *, reason: str = "", party: str = ""
    ) -> str:
        """Take in everything that one municipality proposes in a section."""
        from workbench.workspace import deciding

        key = self.desk.section_key(words)
        slug = find_municipality(self.response, municipality).slug
        return deciding.accept_from(self.desk, self.seat(party), slug, key=key, reason=reason)

    def take_in(self, words: str = "", *, party: str = "") -> dict[str, int]:
        """Take in what nobody disputes, in a section or in all; returns how many by section."""
        from workbench.workspace import deciding

        key = self.desk.section_key(words) if words else ""
        return deciding.take_in_all(self.desk, self.seat(party), key)

    def reject(
        self,
        words: str,
        ids: Sequence[str],
        *,
        reason: str,
        party: str = "",
        whole_moves: bool = False,
    ) -> str:
        """Turn pending changes down, with the reason; returns the version."""
        from workbench.workspace import deciding

        key, seat = self.desk.section_key(words), self.seat(party)
        return deciding.reject(
            self.desk, seat, ids, key=key, reason=reason, whole_moves=whole_moves
        )

    def reject_from(self, words: str, municipality: str, *, reason: str, party: str = "") -> str:
        """Turn down what one municipality alone proposes in a section; returns the version."""
        from workbench.workspace import deciding

        key = self.desk.section_key(words)
        slug = find_municipality(self.response, municipality).slug
        return deciding.reject_from(self.desk, self.seat(party), slug, key=key, reason=reason)

    def place(
        self, words: str, change: str, line: int, *, beside: bool = False, party: str = ""
    ) -> str:
        """Give a change that has lost its place another one; returns the version."""
        from workbench.workspace import deciding

        key = self.desk.section_key(words)
        return deciding.place(self.desk, self.seat(party), change, line, key=key, beside=beside)

    def undo_decision(self, words: str, *decisions: str, party: str = "") -> str:
        """Take decisions back, and what they did to the text; returns the version."""
        from workbench.workspace import taking_back

        key = self.desk.section_key(words)
        return taking_back.undo(self.desk, self.seat(party), *decisions, key=key)

    def conflicts(self) -> "dict[str, tuple[Dispute, ...]]":
        """Return the open conflicts by section; sections without any are left out."""
        if not any("/changes/" in path for path in self.desk.files()):
            return {}
        from workbench.workspace import settling

        return settling.open_conflicts(self.desk)

    def open_conflicts(self) -> dict[str, int]:
        """Count the open conflicts by section; sections without any are left out."""
        return {key: len(found) for key, found in self.conflicts().items()}

    def settled_conflicts(self) -> "tuple[tuple[str, DecisionRow], ...]":
        """Return the settled conflicts with their sections, the latest first."""
        from workbench.workspace import settling

        return settling.settled_conflicts(self.desk)

    def settle(self, conflict: str, how: "Settling", *, party: str = "") -> str:
        """Settle an open conflict; returns the version."""
        from workbench.workspace import settling

        return settling.settle(self.desk, self.seat(party), conflict, how)

    def reopen(self, conflict: str, *, party: str = "") -> str:
        """Open a settled conflict again; returns the version."""
        from workbench.workspace import settling

        return settling.reopen(self.desk, self.seat(party), conflict)

    def comments(self, words: str) -> "tuple[Thread, ...]":
        """Return the threads about a section, in the order of its text."""
        from workbench.workspace import commenting

        return commenting.comments(self.desk, self.desk.section_key(words))

    def comment(self, words: str, remark: "Remark", *, party: str = "", officer: str = "") -> str:
        """Say something beside the agreed text, answer, or be done with a thread."""
        from workbench.workspace import commenting

        key = self.desk.section_key(words)
        return commenting.comment(self.desk, self.seat(party, officer), key, remark)

    def blame(self, words: str) -> "tuple[SentenceProvenance, ...]":
        """Tell of every sentence of the agreed text who wrote it and how it came in."""
        from workbench.workspace import provenance

        return provenance.blame(self.desk, self.desk.section_key(words))
