"""Who owns which path, and which names are safe to read: the law that makes a party a branch.

`main` is the coordinator's branch, `kommun/<slug>` a municipality's. Each path of a response has
one owner, so two parties never write the same file. Everything here is a pure function of names.
"""

import re
from functools import lru_cache

COORDINATOR = "main"
"""The party that writes everything but the municipalities' own folders."""

FOLDERS = "municipalities"
RECEIVED = "received"

_BRANCHES = "refs/heads/"
_PARTY_BRANCHES = "refs/heads/kommun/"

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_SLUG = 80
_SEGMENT = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_LONGEST_SEGMENT = 120
DEEPEST = 10
"""Folders that a path may lie in; a hostile tree of thousands is not walked."""

# Windows opens a device and not a file under these names, whatever stands after the first dot.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


def is_party(name: str) -> bool:
    """Tell whether `name` can be a party: `main`, or a municipality's slug."""
    return len(name) <= _LONGEST_SLUG and _SLUG.fullmatch(name) is not None


def branch(party: str) -> str:
    """Return the full name of the one branch that `party` writes."""
    return f"{_BRANCHES if party == COORDINATOR else _PARTY_BRANCHES}{party}"


def party_of(ref: str) -> str | None:
    """Return whose branch a full ref name is, or None when it is nobody's."""
    if ref == branch(COORDINATOR):
        return COORDINATOR
    name = ref.removeprefix(_PARTY_BRANCHES)
    known = name not in (ref, COORDINATOR) and is_party(name)
    return name if known else None


def folder(party: str) -> str:
    """Return the folder that holds all that `party` may write; empty for the whole response."""
    return "" if party == COORDINATOR else f"{FOLDERS}/{party}"


@lru_cache(maxsize=10_000)  # a union asks of the same few hundred names for every party
def is_safe_name(segment: str) -> bool:
    """Tell whether one part of a path means the same on every file system.

    ASCII letters, digits, `_`, `-` and `.` only, never first a dot or dash, never last a dot,
    never a Windows device: this alone refuses `..`, `.git`, `git~1` and `.gitattributes`.
    """
    return (
        len(segment) <= _LONGEST_SEGMENT
        and _SEGMENT.fullmatch(segment) is not None
        and _DEVICE.fullmatch(segment) is None
    )


def is_safe(path: str) -> bool:
    """Tell whether every part of `path` (slashes between, none first or last) is safe to read."""
    segments = path.split("/")
    return len(segments) <= DEEPEST and all(map(is_safe_name, segments))


def owner(path: str) -> str | None:
    """Return the party that may write `path`.

    Returns:
        `main`, a municipality's slug, or None for a path that nobody may write: unsafe names, and
        what lies loose in `municipalities/` or in a folder there that is no municipality's.
    """
    if not is_safe(path):
        return None
    match path.split("/"):
        case [top, *_] if top != FOLDERS:
            return None if top.casefold() == FOLDERS else COORDINATOR
        case [_, slug, first, *_] if is_party(slug) and slug != COORDINATOR:
            if first.casefold() != RECEIVED:
                return slug
            return COORDINATOR if first == RECEIVED else None
        case _:
            return None
