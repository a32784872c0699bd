"""Which sections there is something to review in, and which of them is next."""

from workbench.core.outline import order_of
from workbench.core.reviewing.items import is_open
from workbench.workspace.commenting import comments, sections_with_comments
from workbench.workspace.desk import Desk
from workbench.workspace.reviewing import SectionReview, sections_under_review


def sections_on_review(desk: Desk) -> tuple[str, ...]:
    """Return the keys of sections that somebody wants changed or has commented on, in order."""
    found = {*sections_under_review(desk), *sections_with_comments(desk)}
    return tuple(sorted(found, key=order_of))


def next_open(desk: Desk, key: str, step: int) -> str:
    """Return the next section with something open, all the way round; empty when there is none.

    Args:
        desk: The opened response.
        key: Where one is; never the answer.
        step: 1 for the next, -1 for the one before.
    """
    others = [other for other in sections_on_review(desk) if other != key]
    ahead = [other for other in others if order_of(other) > order_of(key)]
    behind = [other for other in others if other not in ahead]
    turned = [*ahead, *behind] if step > 0 else [*reversed(behind), *reversed(ahead)]
    return next((other for other in turned if _has_open(desk, other)), "")


def _has_open(desk: Desk, key: str) -> bool:
    return bool(SectionReview(desk, key).review.pending) or any(map(is_open, comments(desk, key)))
