"""The agreed text with every pending change standing in it, where it would be made."""

from collections.abc import Callable, Mapping, Sequence

from workbench.core.merging.diff import diff_words
from workbench.core.reviewing.pending import Fit, Pending
from workbench.core.text import visible
from workbench.tui.redline import Styled, styled

COLOURS = ("$primary", "$text-warning", "$text-success", "$text-error", "$secondary", "$accent")
"""The colours of municipalities, by turns; the name always stands beside."""

MARKED = "▶"
"""Stands before the change under the cursor."""

Name = Callable[[Sequence[str]], str]
"""Gives the municipalities' names by their slugs."""


def colour_of(slugs: Sequence[str], order: Mapping[str, int]) -> str:
    """Return the colour of a change: its first municipality's."""
    return COLOURS[order.get(slugs[0], 0) % len(COLOURS)] if slugs else COLOURS[0]


def with_changes(
    text: str, pending: Sequence[Pending], name: Name, marked: str, order: Mapping[str, int]
) -> list[Styled]:
    """Show a text with its pending changes.

    Args:
        text: The agreed text, one sentence a line.
        pending: The changes to show.
        name: Gives names.
        marked: Id of the change under the cursor.
        order: Number of each municipality, for its colour.
    """
    lines = text.rstrip("\n").split("\n") if text else []
    at: dict[int, list[Pending]] = {}
    for change in pending:
        if change.line is not None:
            at.setdefault(min(change.line, len(lines) or 1), []).append(change)
    parts: list[Styled] = []
    covered = 0
    for number, line in enumerate(lines, 1):
        for change in at.pop(number, []):
            parts += [*_change(change, name, marked, order), "\n"]
            if change.now:
                covered = max(covered, number + change.now.count("\n"))
        if number > covered:
            parts.append(visible(line) + "\n")
    for change in (change for left in at.values() for change in left):
        parts += [*_change(change, name, marked, order), "\n"]
    orphans = [change for change in pending if change.line is None]
    if orphans:
        parts.append(("\nUtan hemvist i texten\n", "bold"))
    for change in orphans:
        parts += [*_change(change, name, marked, order), "\n"]
    return parts


def _change(change: Pending, name: Name, marked: str, order: Mapping[str, int]) -> list[Styled]:
    here = change.id == marked
    colour = colour_of(change.slugs, order)
    before = change.before if change.fit is Fit.ORPHAN else change.now
    sign = MARKED if here else "│"
    conflict = " !" if change.conflict else ""
    parts: list[Styled] = [(f"{sign} {visible(name(change.slugs))}{conflict}: ", f"bold {colour}")]
    for part in styled(diff_words(before, change.after)):
        if isinstance(part, str):
            parts.append((part, "bold") if here else part)
        else:
            words, style = part
            shown = f"{colour} strike" if "strike" in style else f"{colour} underline"
            parts.append((words, f"{shown} bold" if here else shown))
    return parts
