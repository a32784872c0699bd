"""Comments of the later files, put in the redline with their threads.

Word does not track comments. So the redline has those of all the files: the earlier one's where
they were, and beside them those that only a later file has, about the same words as there. What
several files have from a common origin stands once.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from workbench.core.language.swedish import counted
from workbench.core.text import visible
from workbench.word.comments import Comment, list_comments
from workbench.word.comparing.borrowing import Loan
from workbench.word.comparing.pen import Ink, copy_of, element
from workbench.word.comparing.places import Place, Sort, find, put_all, read
from workbench.word.comparing.threads import CommentParts
from workbench.word.markup import Element
from workbench.word.names import COMMENT_REFERENCE, ID, RUN
from workbench.word.package import Package

_COMMENTS: Final = ("kommentar", "kommentarer")
_SORTS: Final = (Sort.START, Sort.END, Sort.SIGN)
_MOST_TOLD: Final = 40
"""Characters of a comment that name it to people."""


class Carrier:
    """Carries comments into a redline that has been written.

    Args:
        old: The earlier file with the redline in it.
        ink: That it was written with.
    """

    def __init__(self, old: Package, ink: Ink) -> None:
        self._old, self._ink = old, ink
        self._parts = CommentParts(old)
        self._before = {comment.id for comment in list_comments(old)}
        self.carried = 0
        """How many comments came along."""

    def carry(self, new: Package, author: str, parts: Mapping[str, str]) -> Iterator[str]:
        """Put in what only a later file has, and tell of what could not be, in Swedish.

        Args:
            new: The later file, compared already.
            author: Who its changes are by.
            parts: Which part of the earlier file answers to each of the later.
        """
        mine, theirs = list_comments(self._old), list_comments(new)
        same = _same(mine, theirs)
        gone = len(self._before - set(same.values()))
        if gone:
            yield f"{counted(gone, _COMMENTS)} finns bara i den gamla filen och står kvar"
        yield from self._resolved(mine, theirs, same)
        wanted = [comment for comment in theirs if comment.id not in same]
        if not wanted:
            return
        taken = [int(c.id) for c in mine if c.id.isdecimal()]
        ids = {c.id: str(n) for n, c in enumerate(wanted, max(taken, default=-1) + 1)}
        placed = set(self._placed(new, author, parts, ids))
        loan = _Loans(self._old, new, self._parts)
        for comment in sorted(wanted, key=lambda each: each.parent is not None):
            parent = same.get(comment.parent or "")
            if comment.id in placed or parent is not None:
                same[comment.id] = ids[comment.id]
                loan.take(comment, ids[comment.id], parent)
                self.carried += 1
            else:
                yield f"{_told(comment)} går inte att förankra och är inte med"

    def _resolved(
        self, mine: Sequence[Comment], theirs: Sequence[Comment], same: Mapping[str, str]
    ) -> Iterator[str]:
        """Let a thread of both be resolved, or open again, as in the later file."""
        before = {comment.id: comment for comment in mine}
        elements = self._parts.elements()
        for comment in theirs:
            known = before.get(same.get(comment.id, ""))
            if known is None or comment.parent is not None or known.resolved == comment.resolved:
                continue
            self._parts.tie(elements[known.id], None, done=comment.resolved)
            state = "löst" if comment.resolved else "öppen igen"
            yield f"{_told(comment)} är {state} i den nya filen, och i jämförelsen"

    def _placed(
        self, new: Package, author: str, parts: Mapping[str, str], ids: Mapping[str, str]
    ) -> Iterator[str]:
        """Put the places of comments in the redline; the ids of those that have a sign there."""
        for new_part, part in parts.items():
            theirs = read(new.tree(new_part), lambda _: True)
            wanted = [p for p in theirs.places if p.sort in _SORTS and p.identity in ids]
            if not wanted:
                continue
            mine = read(self._old.tree(part), lambda mark: self._ink.is_by(mark, author))
            found = find(mine, theirs, wanted)
            put_all(found, lambda place: _written(place, ids[place.identity]), self._ink)
            self._old.touch(part)
            yield from (place.identity for place, _, _ in found if place.sort is Sort.SIGN)


class _Loans:
    """Takes comments over from one file into another."""

    def __init__(self, old: Package, new: Package, parts: CommentParts) -> None:
        self._old, self._new, self._parts = old, new, parts
        self._theirs = CommentParts(new)
        self._elements = self._theirs.elements()

    def take(self, comment: Comment, identity: str, parent: str | None) -> None:
        """Put a comment in.

        Args:
            comment: In the later file.
            identity: What it is to be called.
            parent: Id, in the earlier file, of the comment that it answers.
        """
        original = self._elements[comment.id]
        copied = copy_of(original)
        copied.set(ID, identity)
        self._parts.add(copied, self._theirs.beside(original))
        Loan(self._old, self._parts.part, self._new, self._theirs.part).borrow([copied])
        answered = None if parent is None else self._parts.elements()[parent]
        if answered is not None or comment.resolved:
            if answered is not None:
                self._parts.open_thread(answered)
            self._parts.tie(copied, answered, done=comment.resolved)


def _same(mine: Sequence[Comment], theirs: Sequence[Comment]) -> dict[str, str]:
    """Which comments are the same: said by the same person in the same words, best at one time.

    Returns:
        Ids in the first file by ids in the second.
    """
    same: dict[str, str] = {}
    keys: tuple[Callable[[Comment], tuple[str | None, ...]], ...] = (
        lambda c: (c.author, c.text, c.date, c.anchor),
        lambda c: (c.author, c.text, c.date),
        lambda c: (c.author, c.text),
    )
    for key in keys:
        left = defaultdict(list)
        for comment in mine:
            if comment.id not in same.values():
                left[key(comment)].append(comment.id)
        for comment in theirs:
            if comment.id not in same and left[key(comment)]:
                same[comment.id] = left[key(comment)].pop(0)
    return same


def _written(place: Place, identity: str) -> Element:
    """A place as it is to stand in the redline."""
    if place.sort is not Sort.SIGN:
        return element(place.sort.value, {ID: identity})
    run = element(RUN)
    if place.source is not None:
        run.append(copy_of(place.source))
    run.append(element(COMMENT_REFERENCE, {ID: identity}))
    return run


def _told(comment: Comment) -> str:
    """How a comment is named to people."""
    said = " ".join(visible(comment.text).split())
    short = said if len(said) <= _MOST_TOLD else f"{said[:_MOST_TOLD].rstrip()} …"
    return f"kommentaren ”{short}” av {visible(comment.author) or 'okänd'}"
