"""Bookmarks that only a later file has, put in the redline: what points at them comes along too.

A table of contents, a cross-reference and a link within the file all lead to a bookmark by its
name. Word does not track bookmarks, so those of all files stand in the redline.
"""

from collections.abc import Mapping
from functools import partial
from typing import Final

from workbench.word.comparing.pen import Ink, element
from workbench.word.comparing.places import Place, Sort, find, put_all, read
from workbench.word.markup import Element
from workbench.word.names import ID, w
from workbench.word.package import Package

_NAME: Final = w("name")
_SORTS: Final = (Sort.BOOKMARK, Sort.BOOKMARK_END)
_LAST_EDIT: Final = "_goback"
"""Word's own, for where somebody last wrote."""


def carry_bookmarks(
    old: Package, new: Package, author: str, parts: Mapping[str, str], ink: Ink
) -> None:
    """Put the bookmarks in that only a later file has, where its own text has them.

    Args:
        old: The earlier file with the redline in it.
        new: The later file, compared already.
        author: Who its changes are by.
        parts: Which part of the earlier file answers to each of the later.
        ink: That the redline was written with.
    """
    known = {name for part in old.stories for name in _names(old.tree(part)).values()}
    known.add(_LAST_EDIT)
    for new_part, part in parts.items():
        names = _names(new.tree(new_part))
        ids = {
            identity: str(next(ink.ids)) for identity, name in names.items() if name not in known
        }
        if not ids:
            continue
        known |= set(names.values())
        theirs = read(new.tree(new_part), lambda _: True)
        mine = read(old.tree(part), lambda mark: ink.is_by(mark, author))
        wanted = [p for p in theirs.places if p.sort in _SORTS and p.identity in ids]
        put_all(find(mine, theirs, wanted), partial(_written, ids), ink)
        old.touch(part)


def _names(root: Element) -> dict[str, str]:
    """Names of bookmarks by their ids; Word does not tell capitals from small letters."""
    starts = root.iter(Sort.BOOKMARK.value)
    return {e.get(ID, ""): e.get(_NAME, "").casefold() for e in starts if e.get(_NAME)}


def _written(ids: Mapping[str, str], place: Place) -> Element:
    made = element(place.sort.value, {ID: ids[place.identity]})
    if place.sort is Sort.BOOKMARK and place.source is not None:
        made.set(_NAME, place.source.get(_NAME, ""))
    return made
