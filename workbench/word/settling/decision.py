"""Accepting and rejecting, and what a change then does to what it is about."""

from enum import StrEnum

from workbench.word.marks import Mark


class Decision(StrEnum):
    """What is done with a tracked change."""

    ACCEPT = "accept"
    REJECT = "reject"

    def keeps(self, mark: Mark) -> bool:
        """Whether what the mark is about stays in the document."""
        return mark.adds == (self is Decision.ACCEPT)


class Unsettled(Exception):  # noqa: N818  # not an error: the change stays, and is told of
    """One change cannot be settled; its argument says why, in Swedish for the report."""
