"""The lines of an agreed text, each with what is proposed to become of it.

The text has one sentence a line, and a proposal is about whole lines. A line that one proposal
rewrites is one line with two wordings; what several rewrite is struck once, by all of them, and
what each of them wants stands after it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from workbench.core import document as doc
from workbench.core.answer.line_kinds import LineKind, is_prose, layout
from workbench.core.reviewing.edits import Edit, EditKind, edits

BETWEEN_AUTHORS = "; "
"""Stands between the names in one author's name, where several did the same."""

BASE, ALL = "", "*"
"""Wordings of a text: as it is, and with all that is proposed; the others are their authors'."""
_LONGEST_AUTHOR = 255  # characters


@dataclass(frozen=True, slots=True)
class Proposed:
    """One pending change of a section's text."""

    author: str
    """As it is to stand in Word."""
    at: dt.datetime | None
    result: str
    """The section's text with this change alone made, in its stored form."""
    edit: Edit | None = None
    """The change itself, only where it was found in this very text; it knows what comes first of
    what its author puts in at one place. Without it that is the order of the changes."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text with what is proposed to become of it."""

    before: str | None
    """As the agreed text has it; None for a line that is put in."""
    after: str | None
    """None for a line that is struck."""
    mark: doc.Mark | None = None
    """Who wants that; its kind says nothing here. None for a line that stays."""
    number: int | None = None
    """Of the line in the agreed text, from 1."""

    @property
    def is_break(self) -> bool:
        """Whether it is the empty line between two paragraphs."""
        return not (self.before or self.after)

    @property
    def authors(self) -> tuple[str, ...]:
        """Who wants something else of it, one by one."""
        return tuple(self.mark.author.split(BETWEEN_AUTHORS)) if self.mark else ()

    def said_in(self, wording: str) -> str | None:
        """What the line says in one wording of the text; None where it does not stand.

        Args:
            wording: An author, who alone is listened to; or `BASE` or `ALL`.
        """
        if self.mark is None or wording == BASE:
            return self.before
        return self.after if wording == ALL or wording in self.authors else self.before

    @property
    def texts(self) -> tuple[str, ...]:
        """What it says and shall say, without what is empty."""
        return tuple(filter(None, (self.before, self.after)))

    @property
    def whole(self) -> doc.Mark | None:
        """The mark of a line that is put in or struck as a whole, with its kind."""
        if self.mark is None or (self.before is None) == (self.after is None):
            return None
        return replace(self.mark, kind="inserted" if self.before is None else "deleted")


def proposed_lines(base: Sequence[str], changes: Sequence[Proposed]) -> list[Line]:
    """Walk a text once, with what each change puts in or strikes at its place.

    Args:
        base: The lines of the agreed text.
        changes: What is proposed, in the order in which it is to be read.
    """
    return _with_whole_moves(list(_walk(base, changes)))


class _Cut(NamedTuple):
    """Lines that one change replaces."""

    start: int
    stop: int
    lines: tuple[str, ...]
    mark: doc.Mark
    order: int = 0
    """Among what its author puts in at its place; 0 where that is not known."""


def _walk(base: Sequence[str], changes: Sequence[Proposed]) -> Iterator[Line]:
    put_in: list[_Cut] = []
    replaced: list[_Cut] = []
    text = "\n".join(base)
    for number, change in enumerate(changes):
        made = [
            (cut, doc.Mark("inserted", change.author, change.at, _move(edit, number)))
            for edit in _edits(text, change)
            for cut in edit.cuts
        ]
        for cut, mark in sorted(made, key=lambda one: (one[0].start, one[0].order)):
            order = cut.order if change.edit else 0
            found = _Cut(cut.start, cut.stop, cut.lines, mark, order)
            (put_in if cut.start == cut.stop else replaced).append(found)
    inserted = _inserted(put_in)
    groups = {start: (stop, group) for start, stop, group in _overlapping(replaced)}
    place = 0
    while place <= len(base):
        yield from inserted.pop(place, ())
        if place in groups:
            stop, group = groups[place]
            yield from _became(base, (place, stop), group, inserted)
            place = stop
            continue
        if place < len(base):
            yield Line(base[place], base[place], None, place + 1)
        place += 1


def _edits(text: str, change: Proposed) -> Sequence[Edit]:
    """Find what a change is; a text that says the same twice does not tell which of the two."""
    return (change.edit,) if change.edit else edits(text, change.result)


def _inserted(cuts: Sequence[_Cut]) -> dict[int, list[Line]]:
    """Return what is put in, by place: one party after the other, each in its own order."""
    parties = list(dict.fromkeys(cut.mark.author for cut in cuts))
    found: dict[int, list[Line]] = defaultdict(list)
    for cut in sorted(cuts, key=lambda cut: (parties.index(cut.mark.author), cut.order)):
        found[cut.start] += _put_in(cut.lines, cut.mark)
    return found


def _move(edit: Edit, number: int) -> str:
    return f"{edit.id}-{number}" if edit.kind is EditKind.MOVED else ""


def _put_in(lines: Iterable[str], mark: doc.Mark) -> list[Line]:
    return [Line(None, line, mark) for line in lines]


def _overlapping(cuts: Iterable[_Cut]) -> Iterator[tuple[int, int, list[_Cut]]]:
    """Gather the cuts that touch the same lines, with the lines that they touch together."""
    group: list[_Cut] = []
    stop = 0
    for cut in sorted(cuts, key=lambda cut: cut[:2]):
        if group and cut.start >= stop:
            yield group[0].start, stop, group
            group, stop = [], 0
        group.append(cut)
        stop = max(stop, cut.stop)
    if group:
        yield group[0].start, stop, group


def _became(
    base: Sequence[str],
    span: tuple[int, int],
    group: Sequence[_Cut],
    inserted: dict[int, list[Line]],
) -> Iterator[Line]:
    """Tell what becomes of lines that one change, or several against one another, replace.

    Args:
        base: The agreed text.
        span: The first of the lines, and the one after the last.
        group: What replaces them.
        inserted: What is put in, by place; what stands between the lines is taken out.
    """
    start, stop = span
    between = any(place in inserted for place in range(start + 1, stop))
    if len(group) == 1 and not between:
        (cut,) = group
        old = base[start:stop]
        if _answer_to_each_other(old, cut.lines):
            yield Line(" ".join(old), " ".join(cut.lines), cut.mark, start + 1)
            return
    for place in range(start, stop):
        yield from inserted.pop(place, ())
        marks = [cut.mark for cut in group if cut.start <= place < cut.stop]
        yield Line(base[place], None, _by_all(marks), place + 1)
        for cut in group:
            if cut.stop == place + 1:  # before a break that another strikes
                yield from _put_in(cut.lines, cut.mark)


def _by_all(marks: Sequence[doc.Mark]) -> doc.Mark:
    """One mark for what several do alike, so that each of them can be accepted alone."""
    if len(marks) == 1:
        return marks[0]
    authors = joint_author(mark.author for mark in marks)
    return doc.Mark("deleted", authors, min((m.at for m in marks if m.at), default=None))


def joint_author(authors: Iterable[str]) -> str:
    """One name for several; without the persons' own names where Word has no room for them."""
    names = list(dict.fromkeys(authors))
    joint = BETWEEN_AUTHORS.join(names)
    if len(joint) <= _LONGEST_AUTHOR:
        return joint
    return BETWEEN_AUTHORS.join(dict.fromkeys(name.rpartition(", ")[2] for name in names))


def _answer_to_each_other(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether lines are to be compared word by word: alike one with one, or running text."""
    if not new or not all(line.strip() for line in (*old, *new)):
        return False
    if len(old) == len(new) == 1:
        return layout(old[0]) == layout(new[0])
    return all(is_prose(line) and not line.endswith(("  ", "\\")) for line in (*old, *new))


def wordings(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return every wording of a text that somebody may want to read."""
    return (BASE, *dict.fromkeys(author for line in lines for author in line.authors), ALL)


def done_in(mark: doc.Mark, wording: str) -> bool:
    """Tell whether what a mark says is done in a wording."""
    return wording == ALL or wording in mark.author.split(BETWEEN_AUTHORS)


def _with_whole_moves(lines: list[Line]) -> list[Line]:
    """Pair what left with what came, sentence by sentence; a move that has no such pairs is none.

    Only running text and items are moved: of a row or a heading it is said that it went and came.
    """
    ends: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for place, line in enumerate(lines):
        if line.mark and line.mark.move and not line.is_break:
            ends[line.mark.move][line.before is None].append(place)
    names: dict[int, str] = {}
    for move, (left, came) in ends.items():
        if [lines[place].before for place in left] != [lines[place].after for place in came]:
            continue
        if all(layout(text).kind in _MOVED for place in left for text in lines[place].texts):
            for number, pair in enumerate(zip(left, came, strict=True)):
                names |= dict.fromkeys(pair, f"{move}.{number}")
    return [
        replace(line, mark=replace(line.mark, move=names.get(place, "")))
        if line.mark and line.mark.move
        else line
        for place, line in enumerate(lines)
    ]


_MOVED = (LineKind.PROSE, LineKind.ITEM)
