"""The comments of a returned file that are not known yet, section by section."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from workbench.core.reviewing.comments import Comment, Thread, comment_id
from workbench.word.comments import Comment as WordComment
from workbench.word.comments import list_comments
from workbench.word.markup import Element
from workbench.word.names import P
from workbench.word.package import Package
from workbench.word.returning.regions import Region
from workbench.word.text import visible_paragraphs
from workbench.workspace import clock
from workbench.workspace.returning.people import WORKBENCH, People

_UNDATED = dt.datetime(1980, 1, 1)  # noqa: DTZ001  # local time without zone, as everywhere


class Remarks:
    """The comments of one file.

    Args:
        package: The file.
        regions: Its sections.
        lines: The text that each section went out with, for what a comment is about.
        people: Whom its names stand for.
        threads: What is known already, by section.
    """

    def __init__(
        self,
        package: Package,
        regions: Mapping[str, Region],
        lines: Mapping[str, str],
        people: People,
        threads: Mapping[str, Sequence[Thread]],
    ) -> None:
        self._comments = list_comments(package)
        self._by_id = {comment.id: comment for comment in self._comments}
        self._lines, self._people, self._threads = lines, people, threads
        self._keys = keys_of_paragraphs(package, regions)
        self._main = package.main
        self._ids: dict[str, str] = {}

    def of(self, key: str) -> Iterator[Comment]:
        """New entries about a section, those that answer others after them."""
        for comment in self._comments:
            if self._key(comment) != key or comment.author == WORKBENCH:
                continue
            known = self._known(comment, key)
            if known:
                self._ids[comment.id] = known
            else:
                yield self._entry(comment, key)
        yield from self._done(key)

    def _key(self, comment: WordComment) -> str:
        """The section that a comment's thread is about; the first one where that is none."""
        root = self._by_id.get(comment.parent or "", comment)
        first = next(iter(self._threads))
        if root.part == self._main and root.paragraph is not None:
            return self._keys.get(root.paragraph, first)
        return first

    def _known(self, comment: WordComment, key: str) -> str:
        """Id of the thread that an entry belongs to already; empty for a new entry."""
        signed = self._people.signed(comment.author)
        for thread in self._threads[key]:
            for entry in (thread.first, *thread.answers):
                said = entry.comment.text.strip()
                same = bool(said) and comment.text.strip().startswith(said)
                if same and entry.comment.by in (comment.author, signed):
                    return thread.id
        return ""

    def _entry(self, comment: WordComment, key: str) -> Comment:
        by, at = self._people.signed(comment.author), _moment(comment)
        text = comment.text.strip()
        root = self._ids.get(comment.parent or "", "")
        quote = "" if root else self._quote(comment, key)
        identity = comment_id(by, at, text)
        self._ids[comment.id] = root or identity
        return Comment(id=identity, by=by, at=at, text=text, quote=quote, answers=root)

    def _quote(self, comment: WordComment, key: str) -> str:
        anchor = " ".join((comment.anchor or "").split())
        if not anchor:
            return ""
        for line in self._lines[key].split("\n"):
            words = " ".join(line.split())
            if words and (anchor in words or words in anchor):
                return words
        return ""

    def _done(self, key: str) -> Iterator[Comment]:
        """Entries that say that a thread is resolved."""
        for comment in self._comments:
            if comment.parent or not comment.resolved or self._key(comment) != key:
                continue
            thread_id = self._ids.get(comment.id, "")
            known = next((t for t in self._threads[key] if t.id == thread_id), None)
            if not thread_id or (known is not None and known.resolved):
                continue
            by = self._people.official_name
            said = [_moment(c) for c in self._comments if c.parent == comment.id]
            at = max([_moment(comment), *said]) + dt.timedelta(seconds=1)
            identity = comment_id(by, at, "löst")
            yield Comment(id=identity, by=by, at=at, answers=thread_id, resolves=True)


def _moment(comment: WordComment) -> dt.datetime:
    """When a comment was made, on a Swedish wall clock."""
    if comment.date_utc:
        return clock.wall(dt.datetime.fromisoformat(comment.date_utc)).replace(microsecond=0)
    if comment.date is None:
        return _UNDATED
    # Word writes local time and calls it UTC.
    return dt.datetime.fromisoformat(comment.date).replace(tzinfo=None, microsecond=0)


def keys_of_paragraphs(package: Package, regions: Mapping[str, Region]) -> dict[int, str]:
    """Return the section of each paragraph that is in one, by its number in the file from 0."""
    numbers: dict[Element, int] = {
        p: n for n, p in enumerate(visible_paragraphs(package.tree(package.main)))
    }
    return {
        numbers[paragraph]: key
        for key, region in regions.items()
        for block in region.blocks
        for paragraph in block.iter(P)
        if paragraph in numbers
    }
