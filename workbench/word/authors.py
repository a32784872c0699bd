"""The name on a change that several people made: Word has room for one name on each change."""

from collections.abc import Iterable
from typing import Final

BETWEEN: Final = "; "
MOST: Final = 255
"""Characters that Word takes in an author's name."""
_OTHERS: Final = " m.fl."


def joint_author(names: Iterable[str]) -> str:
    """One name for all who made the same change, in the order given.

    Names that Word has no room for are left out, and that there are others is said.
    """
    several = list(names)
    author = BETWEEN.join(several)
    if len(author) <= MOST or len(several) == 1:
        return author
    while len(several) > 1 and len(BETWEEN.join(several)) > MOST - len(_OTHERS):
        several.pop()
    return BETWEEN.join(several)[: MOST - len(_OTHERS)] + _OTHERS


def authors_of(author: str) -> frozenset[str]:
    """Everybody whom a name on a change may mean: the name as it stands, and each name in it."""
    return frozenset((author, *(name for name in author.split(BETWEEN) if name)))


def names_in(author: str) -> tuple[str, ...]:
    """Each of those who made a change together, as far as Word had room for their names."""
    return tuple(filter(None, author.removesuffix(_OTHERS).split(BETWEEN))) or (author,)
