"""What a reviewer has to look at in a section: changes of the text, and threads beside it."""

from collections.abc import Iterable

from workbench.core.reviewing.comments import Thread
from workbench.core.reviewing.pending import Fit, Pending

Item = Pending | Thread
"""A change, or what is said beside the text."""


def slugs_of(item: Item) -> tuple[str, ...]:
    """Return those who propose a change, or have said something in a thread."""
    if isinstance(item, Pending):
        return item.slugs
    return tuple(dict.fromkeys(entry.slug for entry in item.entries))


def is_open(item: Item) -> bool:
    """Tell whether anything is left to do about it."""
    return isinstance(item, Pending) or not item.resolved


def is_orphan(item: Item) -> bool:
    """Tell whether its sentence is gone; a thread about the whole section has none to lose."""
    return item.fit is Fit.ORPHAN if isinstance(item, Pending) else item.orphan


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Put items in the order of the text, changes first at each place, those without one last."""
    return tuple(
        sorted(items, key=lambda one: (one.line is None, one.line or 0, isinstance(one, Thread)))
    )
