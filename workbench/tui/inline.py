"""The agreed text with every pending change standing in it, where it would be made."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from workbench.core.merging.diff import diff_words
from workbench.core.reviewing.pending import Fit, Pending
from workbench.core.text import visible
from workbench.tui.colours import PARTIES
from workbench.tui.redline import Styled, styled

MARKED = "▶"
"""Stands before the change under the cursor."""

COMMENTED = "◇"
"""Stands after a sentence that an open thread is about, and before the thread."""

Name = Callable[[Sequence[str]], str]
"""Gives the municipalities' names by their slugs."""


def colour_of(slugs: Sequence[str], order: Mapping[str, int]) -> str:
    """Return the colour of a change: its first municipality's."""
    return PARTIES[order.get(slugs[0], 0) % len(PARTIES)] if slugs else PARTIES[0]


@dataclass(frozen=True, slots=True)
class Marks:
    """How changes are marked in a text."""

    name: Name
    order: Mapping[str, int]
    """Number of each municipality, for its colour."""
    marked: str = ""
    """Id of the change under the cursor."""
    notes: Sequence[Styled] = ()
    """What to say of that one, below it."""
    commented: Collection[int] = ()
    """Lines that an open thread is about, from 1."""

    def with_changes(self, text: str, pending: Sequence[Pending]) -> list[Styled]:
        """Show a text with its pending changes.

        Args:
            text: The agreed text, one sentence a line.
            pending: The changes to show.
        """
        lines = text.rstrip("\n").split("\n") if text else []
        at: dict[int, list[Pending]] = defaultdict(list)
        for change in pending:
            if change.line is not None:
                at[min(change.line, len(lines) or 1)].append(change)
        parts: list[Styled] = []
        covered = 0
        for number in range(1, max(len(lines), 1) + 1):
            for change in at[number]:
                parts += self._change(change)
                covered = max(covered, change.lines.stop - 1 if change.now else 0)
            plain = [visible(lines[number - 1])] if covered < number <= len(lines) else []
            sign = [(f" {COMMENTED}", "$text-warning")] if number in self.commented else []
            parts += [*plain, *sign, "\n"] if plain or sign else []
        orphans = [change for change in pending if change.line is None]
        if orphans:
            parts.append(("\nUtan hemvist i texten\n", "bold"))
        for change in orphans:
            parts += self._change(change)
        return parts

    def _change(self, change: Pending) -> list[Styled]:
        here = change.id == self.marked
        colour = colour_of(change.slugs, self.order)
        before = change.before if change.fit is Fit.ORPHAN else change.now
        sign = MARKED if here else "│"
        conflict = " !" if change.conflict else ""
        name = visible(self.name(change.slugs))
        parts: list[Styled] = [(f"{sign} {name}{conflict}: ", f"bold {colour}")]
        for part in styled(diff_words(before, change.after)):
            if isinstance(part, str):
                parts.append((part, "bold") if here else part)
            else:
                words, style = part
                shown = f"{colour} strike" if "strike" in style else f"{colour} underline"
                parts.append((words, f"{shown} bold" if here else shown))
        return [*parts, "\n", *(self.notes if here else ())]
