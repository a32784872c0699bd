"""Which change, conflict, decision or comment somebody means who writes how its id begins."""

from collections.abc import Iterable


def meant(name: str, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids that a name may mean.

    Args:
        name: An id, or the beginning of one. Nothing at all means nothing.
        ids: Those there are; one may stand several times.

    Returns:
        The id itself if there is one; otherwise every id that begins so, each once, in their order.
    """
    known = dict.fromkeys(ids)
    if not name or name in known:
        return (name,) if name else ()
    return tuple(one for one in known if one.startswith(name))
