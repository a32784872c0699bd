"""Every comment of a Word file as a value: what it says, about what, in which thread.

A comment lies in several parts: its text in one, its thread and whether it is resolved in another
that came with Word 2013 and knows comments by the id of their last paragraph, its moment in UTC in
a third. What it is about is a range between two places in the text, which may overlap others, end
in another paragraph or stand around a whole table; or only a point; or nothing at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import (
    AUTHOR,
    COMMENT_END,
    COMMENT_REFERENCE,
    COMMENT_START,
    DATE,
    DEL,
    ID,
    MOVE_FROM,
    W14,
    W15,
    W16CEX,
    W16CID,
    P,
    w,
)
from workbench.word.package import Package
from workbench.word.revisions import iso_date
from workbench.word.text import ATOMS, paragraph_texts, shown, unshown, visible_paragraphs

LONGEST_ANCHOR: Final = 1_000
"""Characters; a thousand comments on a whole book must not cost a thousand books."""
_PARA_ID: Final = f"{{{W14}}}paraId"
_PLACES: Final = (COMMENT_START, COMMENT_END, COMMENT_REFERENCE)
_TELLTALE: Final = (b"comment",)
_TRUE: Final = ("1", "true", "on")
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment."""

    id: str
    """As the file says, the same that its anchor bears."""
    author: str
    """Empty when the file does not say."""
    initials: str
    date: str | None
    """ISO 8601 as the file has it; None when missing or no date."""
    date_utc: str | None
    """The same moment in UTC, which newer Word keeps apart."""
    text: str
    """Its paragraphs, joined by newlines."""
    anchor: str | None
    """The text it is about, deleted and inserted alike, paragraphs joined by newlines, no more of
    it than `LONGEST_ANCHOR`; empty for a comment on a point; None when nothing refers to it."""
    anchor_deleted: bool
    """Whether all of that text is deleted."""
    part: str
    """Name of the part it is anchored in; empty when it is nowhere."""
    paragraph: int | None
    """Where its anchor begins: as `Revision.paragraph`."""
    parent: str | None
    """Id of the comment that it answers; None for the first of a thread."""
    resolved: bool
    """Whether its thread is marked as done."""


@dataclass(frozen=True, slots=True)
class _Anchor:
    """What a comment is about."""

    part: str
    paragraph: int | None
    text: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a range begins: how much text and how much of it undeleted lies before."""

    paragraph: int | None
    pieces: int
    standing: int


@dataclass(frozen=True, slots=True)
class _Thread:
    """What the parts beside the comments say of one comment."""

    parent: str | None
    first: str
    """The comment that began its thread."""
    done: bool
    """Whether the thread is marked as done, at this comment or at its first."""


def list_comments(package: Package) -> tuple[Comment, ...]:
    """Every comment of the file, in the order of its comments part."""
    part = _part(package, "comments")
    if part is None:
        return ()
    elements = list(package.tree(part).iterchildren(w("comment")))
    if not elements:
        return ()
    anchors = _anchors(package)
    threads = _threads(package, elements)
    moments = _moments(package)
    return tuple(_comment(element, anchors, threads, moments) for element in elements)


def _comment(
    element: Element,
    anchors: dict[str, _Anchor],
    threads: dict[str, _Thread],
    moments: dict[str, str],
) -> Comment:
    identity = element.get(ID, "")
    thread = threads.get(identity, _Thread(None, identity, done=False))
    anchor = anchors.get(identity) or anchors.get(thread.first)
    return Comment(
        id=identity,
        author=element.get(AUTHOR, ""),
        initials=element.get(w("initials"), ""),
        date=iso_date(element.get(DATE)),
        date_utc=iso_date(next((moments[i] for i in _para_ids(element) if i in moments), None)),
        text="\n".join(paragraph_texts(element)),
        anchor=None if anchor is None else anchor.text,
        anchor_deleted=anchor is not None and anchor.deleted,
        part="" if anchor is None else anchor.part,
        paragraph=None if anchor is None else anchor.paragraph,
        parent=thread.parent,
        resolved=thread.done or _done(element),
    )


def _part(package: Package, kind: str) -> str | None:
    """A part that holds something of the comments, by content type, else by what points at it."""
    wanted = f"{_TYPES}.{kind}+xml"
    declared = (part for part in package.parts if package.content_type(part) == wanted)
    return next(declared, None) or package.find(kind)


def _para_ids(comment: Element) -> list[str]:
    """Ids of a comment's paragraphs, the last first: that is the one that names the comment."""
    return [p.get(_PARA_ID, "").upper() for p in reversed(list(comment.iter(P)))]


def _done(element: Element) -> bool:
    """Whether an element says so of itself, in whatever namespace: programs disagree."""
    flags = (str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == "done")
    return any(flag in _TRUE for flag in flags)


def _threads(package: Package, comments: list[Element]) -> dict[str, _Thread]:
    part = _part(package, "commentsExtended")
    if part is None:
        return {}
    by_paragraph: dict[str, str] = {}
    for comment in comments:
        for para_id in _para_ids(comment):
            by_paragraph.setdefault(para_id, comment.get(ID, ""))
    parents: dict[str, str | None] = {}
    done: set[str] = set()
    for element in package.tree(part).iter(f"{{{W15}}}commentEx"):
        identity = by_paragraph.get(element.get(f"{{{W15}}}paraId", "").upper())
        parent = by_paragraph.get(element.get(f"{{{W15}}}paraIdParent", "").upper() or "-")
        if identity is not None and identity != parent:
            parents[identity] = parent
            if _done(element):
                done.add(identity)
    firsts: dict[str, str] = {}
    return {
        each: _Thread(parent, first, done=bool(done & {each, first}))
        for each, parent in parents.items()
        for first in (_first(each, parents, firsts),)
    }


def _first(comment: str, parents: dict[str, str | None], known: dict[str, str]) -> str:
    """The first comment of a thread; a file may send one round in circles."""
    passed: dict[str, None] = {}
    above: str | None = comment
    while above is not None and above not in known and above not in passed:
        comment = above
        passed[comment] = None
        above = parents.get(comment)
    first = known.get(above or "", comment)
    known.update(dict.fromkeys(passed, first))
    return first


def _moments(package: Package) -> dict[str, str]:
    """Moments in UTC by paragraph id, by way of the durable ids."""
    ids, dates = _part(package, "commentsIds"), _part(package, "commentsExtensible")
    if ids is None or dates is None:
        return {}
    durable = {
        e.get(f"{{{W16CEX}}}durableId", ""): e.get(f"{{{W16CEX}}}dateUtc", "")
        for e in package.tree(dates).iter(f"{{{W16CEX}}}commentExtensible")
    }
    return {
        e.get(f"{{{W16CID}}}paraId", "").upper(): durable[e.get(f"{{{W16CID}}}durableId", "")]
        for e in package.tree(ids).iter(f"{{{W16CID}}}commentId")
        if e.get(f"{{{W16CID}}}durableId", "") in durable
    }


def _anchors(package: Package) -> dict[str, _Anchor]:
    anchors: dict[str, _Anchor] = {}
    for part in package.stories:
        if part == package.main or package.holds_any(part, _TELLTALE):
            for identity, anchor in _anchors_in(package.tree(part), part):
                anchors.setdefault(identity, anchor)
    return anchors


def _anchors_in(root: Element, part: str) -> Iterator[tuple[str, _Anchor]]:
    """Ranges and points of one part; a range that never ends is a point."""
    hidden = unshown(root)
    numbers = {p: n for n, p in enumerate(visible_paragraphs(root))}
    pieces: list[str] = []
    standing = 0
    current: int | None = None
    opened: dict[str, _Place] = {}
    found: dict[str, _Anchor] = {}
    for element in root.iter(P, COMMENT_START, COMMENT_END, COMMENT_REFERENCE, *ATOMS):
        if element.tag == P:
            current = numbers.get(element, current)
            pieces.append("\n")
        elif element.tag in _PLACES:
            above = next(element.iterancestors(P), None)
            at = current if above is None else numbers.get(above, current)
            identity = element.get(ID, "")
            if element.tag == COMMENT_START:
                opened[identity] = _Place(at, len(pieces), standing)
            elif element.tag == COMMENT_END and identity in opened:
                found[identity] = _between(opened.pop(identity), pieces, standing, part)
            elif identity not in opened:
                found.setdefault(identity, _Anchor(part, at))
        elif element not in hidden:
            pieces.append(shown(element))
            standing += bool(pieces[-1]) and not _is_deleted(element)
    points = ((identity, _Anchor(part, place.paragraph)) for identity, place in opened.items())
    yield from (dict(points) | found).items()


def _between(start: _Place, pieces: list[str], standing: int, part: str) -> _Anchor:
    """The anchor from a place to the end of what has been read."""
    text = "".join(pieces[start.pieces : start.pieces + LONGEST_ANCHOR])[:LONGEST_ANCHOR]
    text = text.strip("\n")
    return _Anchor(part, start.paragraph, text, bool(text) and standing == start.standing)


def _is_deleted(atom: Element) -> bool:
    return next(atom.iterancestors(DEL, MOVE_FROM), None) is not None
