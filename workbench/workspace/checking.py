"""Checking: gathers what the rules have to be told beside the response, and asks them."""

from workbench.core.check import Context, Finding
from workbench.core.check import check as check_response
from workbench.core.outline import order_of
from workbench.errors import InputError
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.versions import agreed_texts


def check(desk: Desk) -> tuple[Finding, ...]:
    """Look for everything that must be right before the answer is sent."""
    response = desk.response()
    context = Context(
        now=clock.wall(clock.now()),
        adopted_differs=adopted_differs(desk),
    )
    return check_response(response, context)


def adopted_differs(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Find the sections whose agreed text is no longer what a municipality adopted, by slug.

    A decision on a version that the history does not know is left to the rules about decisions.
    """
    now = agreed_texts(desk, "")
    texts_of: dict[str, dict[str, str]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for slug, adoption in desk.response().adoptions.items():
        name = adoption.decision.version if adoption.decision else ""
        if not name:
            continue
        if name not in texts_of:
            try:
                texts_of[name] = dict(agreed_texts(desk, name))
            except InputError:
                continue
        then = texts_of[name]
        differing = [key for key in set(now) | set(then) if now.get(key) != then.get(key)]
        if differing:
            found[slug] = tuple(sorted(differing, key=order_of))
    return found
