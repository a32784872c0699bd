"""The parts of a text whose lines may be marked: paragraphs, lists, tables, quotes, headings.

The lines of one part are written in the same way, whichever of the proposals are made. Where lines
of several kinds mean something together (a line that goes on with the item above it, code between
fences) they are one part that nothing but Markdown itself can read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from workbench.core import document as doc
from workbench.core.answer.line_kinds import LineKind, layout
from workbench.core.answer.proposed_lines import Line, done_in, joint_author, wordings

_MAY_FOLLOW = {
    LineKind.ITEM: (LineKind.PROSE, LineKind.QUOTE),
    LineKind.QUOTE: (LineKind.PROSE, LineKind.ITEM),
}
"""Kinds of lines that begin a part of their own right after a line of another kind."""
_BEGINS_LIST = re.compile(r" {0,3}(?:[-*+]|1[.)]) ")


@dataclass(frozen=True, slots=True)
class Segment:
    """Lines that are written together."""

    kind: LineKind
    """`OTHER` when only Markdown can tell what they say."""
    lines: tuple[Line, ...]
    ending: doc.Mark | None = None
    """Mark of the end of a paragraph, with its kind."""

    @property
    def changed(self) -> bool:
        """Whether anything is proposed about it."""
        return any(line.mark for line in self.lines)

    @property
    def mark(self) -> doc.Mark | None:
        """The mark of the end of its last paragraph."""
        return self.ending if self.kind is LineKind.PROSE else self.whole

    @property
    def whole(self) -> doc.Mark | None:
        """The mark of a part that is put in or struck as a whole, by those who want all of it."""
        marks = [mark for line in self.lines if (mark := line.whole)]
        if len(marks) < len(self.lines) or len({mark.kind for mark in marks}) > 1:
            return None
        first = self.lines[0].authors
        authors = [author for author in first if all(author in o.authors for o in self.lines)]
        if not authors:
            return None
        return replace(marks[0], author=joint_author(authors), move="")


def segments(
    lines: Sequence[Line], *, enclosed: bool = False, together: tuple[int, int] | None = None
) -> list[Segment]:
    """Divide lines into parts.

    Args:
        lines: All lines of a text or of a quote, without those of its footnotes.
        enclosed: Something stands around them, so that nothing need be left when all goes.
        together: The first and the last of the parts, as they are without this, that are to be one
            part which only Markdown can read.
    """
    found: list[Segment] = []
    breaks: list[Line | None] = []
    for stanza, ending in _stanzas(lines):
        stays = None
        for part in _parts(stanza):
            parting = breaks[-1] if breaks else None
            joined = _joined(found[-1], parting, part) if found else None
            if joined is None:
                found.append(part)
                breaks.append(None)
                continue
            found[-1] = joined
            if part.whole and parting is not None and parting.mark is None:
                stays = parting  # what came into or left the end of a list parts nothing anew
        breaks[-1] = stays or ending
    _end_with_the_text(breaks)
    while True:
        parts = _with_endings(found, breaks, enclosed=enclosed)
        ends = _read_together(parts, lines)
        if ends is None:
            ends, together = together, None
        if ends is None:
            return parts
        glued, first, last = _glued_parts(found, *ends, lines)
        found[first : last + 1] = [glued]
        breaks[first : last + 1] = [breaks[last]]


def _joined(first: Segment, parting: Line | None, second: Segment) -> Segment | None:
    """Join two parts that are one in some wording; None for such as may be two.

    Args:
        first: A part.
        parting: The empty line between the two; None for none.
        second: The part that follows.
    """
    kinds = {first.kind, second.kind}
    if kinds == {LineKind.ITEM}:
        return Segment(LineKind.ITEM, (*first.lines, *second.lines))
    if kinds == {LineKind.QUOTE} and parting is not None and parting.mark is not None:
        return Segment(LineKind.QUOTE, (*first.lines, parting, *second.lines))
    return None


def _stanzas(lines: Sequence[Line]) -> Iterator[tuple[list[Line], Line | None]]:
    """Divide lines at the empty ones; each stanza comes with the break that ends it."""
    stanza: list[Line] = []
    ending: Line | None = None
    glued = _glued(lines)
    for place, line in enumerate(lines):
        if not line.is_break or place in glued:
            if ending is not None:
                yield stanza, ending
                stanza, ending = [], None
            stanza.append(line)
        elif stanza and (ending is None or line.mark is None):
            ending = line  # of two empty lines the one that stays is the paragraph's end
    if stanza:
        yield stanza, ending


def _glued(lines: Sequence[Line]) -> set[int]:
    """Return the places of the empty lines that end nothing: in code, and within an item."""
    fences = [
        place
        for place, line in enumerate(lines)
        if any(layout(text).kind is LineKind.FENCE for text in line.texts)
    ]
    found = set(range(fences[0], fences[-1])) if fences else set()
    waiting: list[int] = []
    begun = False
    for place, line in enumerate(lines):
        if line.is_break:
            waiting.append(place)
            continue
        kinds = [layout(text) for text in line.texts]
        goes_on = any(kind.kind is LineKind.OTHER for kind in kinds)
        if begun and goes_on and any(text.startswith("  ") for text in line.texts):
            found.update(waiting)
        begun = (begun and line.texts[0].startswith(" ")) or kinds[0].kind is LineKind.ITEM
        waiting = []
    return found


def _parts(stanza: Sequence[Line]) -> Iterator[Segment]:
    """Divide a stanza where another kind of line begins a part of its own."""
    rest: list[Line] = []
    for line in stanza:
        if line.texts and layout(line.texts[0]).kind is LineKind.HEADING and not _fenced(stanza):
            yield from _alike(rest)
            yield Segment(LineKind.HEADING, (line,))
            rest = []
        else:
            rest.append(line)
    yield from _alike(rest)


def _fenced(lines: Iterable[Line]) -> bool:
    return any(layout(text).kind is LineKind.FENCE for line in lines for text in line.texts)


def _alike(lines: Sequence[Line]) -> Iterator[Segment]:
    """Divide lines at their kinds, where each wording of them is divided there too."""
    if not lines:
        return
    groups = [Segment(kind, tuple(group)) for kind, group in groupby(lines, key=_kind)]
    if len(groups) > 1:
        parted = groupby(_struck_first(lines), key=_kind)
        groups = [Segment(kind, tuple(group)) for kind, group in parted]
    if all(_can_be_parted(groups, after=after) for after in (False, True)):
        yield from groups
    else:
        yield Segment(LineKind.OTHER, tuple(lines))


def _struck_first(lines: Sequence[Line]) -> list[Line]:
    """Put what is struck before what the same party puts in instead, so that they are not mixed."""
    found: list[Line] = []
    for line in lines:
        place = len(found)
        while line.after is None and place and _is_put_in_by(line.authors, found[place - 1]):
            place -= 1
        found.insert(place, line)
    return found


def _is_put_in_by(authors: Sequence[str], line: Line) -> bool:
    return line.before is None and set(line.authors) <= set(authors)


def _can_be_parted(groups: Sequence[Segment], *, after: bool) -> bool:
    """Tell whether groups mean the same read one by one, as they are or as they shall be."""
    before: Segment | None = None
    for group in groups:
        texts = [text for line in group.lines if (text := line.after if after else line.before)]
        if not texts:
            continue
        if group.kind in {LineKind.OTHER, LineKind.FENCE}:
            return False
        if before is not None and not _can_follow(before.kind, group.kind, texts[0]):
            return False
        before = group
    return True


def _can_follow(before: LineKind, kind: LineKind, text: str) -> bool:
    """Tell whether a line begins a part of its own right after a line of another kind."""
    if before not in _MAY_FOLLOW.get(kind, ()):
        return False
    return kind is not LineKind.ITEM or bool(_BEGINS_LIST.match(text))


def _kind(line: Line) -> LineKind:
    kinds = {layout(text).kind for text in line.texts}
    return kinds.pop() if len(kinds) == 1 else LineKind.OTHER


def _end_with_the_text(breaks: list[Line | None]) -> None:
    """Let the last paragraph have the text's own end, and the marked one stand before it.

    What follows may be a table, with which no paragraph can be joined.
    """
    last = breaks[-1] if breaks else None
    if last is not None and last.mark is not None:
        staying = [place for place, one in enumerate(breaks) if one is None or one.mark is None]
        if staying:
            del breaks[staying[-1]]
            breaks.append(None)
    elif breaks:
        breaks[-1] = None


def _with_endings(
    parts: Sequence[Segment], breaks: Sequence[Line | None], *, enclosed: bool
) -> list[Segment]:
    """Let marks on breaks stand where a paragraph can bear them.

    A break between running text and a list or a table cannot be put in or struck. Running text
    beside it that is put in or struck as a whole bears the mark on its own end.
    """
    prose = [part.kind is LineKind.PROSE for part in parts]
    marks = [
        line.whole if line and prose[place] and _flows(parts, breaks, place) else None
        for place, line in enumerate(breaks)
    ]
    for place, part in enumerate(parts):
        beside = marks[max(place - 1, 0) : place + 1]
        if prose[place] and not any(beside) and (enclosed or len(parts) > 1):
            marks[place] = part.whole
    return [replace(part, ending=mark) for part, mark in zip(parts, marks, strict=True)]


def _flows(parts: Sequence[Segment], breaks: Sequence[Line | None], place: int) -> bool:
    """Tell whether a paragraph goes on in another when the mark on its end is not there.

    It may have something between the two that came or went with that mark.
    """
    ending = breaks[place]
    for part, line in zip(parts[place + 1 :], breaks[place + 1 :], strict=True):
        if part.kind is LineKind.PROSE:
            return True
        if part.kind in _NEVER_JOINED or not (line and _alike_marked(ending, line, part)):
            return False
    return False


def _alike_marked(ending: Line | None, line: Line, part: Segment) -> bool:
    marks = {mark and (mark.kind, mark.author) for mark in (part.whole, line.whole)}
    own = ending.whole if ending else None
    return own is not None and marks == {(own.kind, own.author)}


_NEVER_JOINED = (LineKind.ROW, LineKind.OTHER)
"""Parts that may be tables, across which no paragraphs are joined."""


def _glued_parts(
    parts: Sequence[Segment], first: int, last: int, lines: Sequence[Line]
) -> tuple[Segment, int, int]:
    """Make one part of several, with the empty lines between them.

    Returns:
        The part, and the first and the last of those that it is made of.
    """
    owner = {id(line): place for place, part in enumerate(parts) for line in part.lines}
    owners = [owner.get(id(line)) for line in lines]
    while True:
        places = [at for at, own in enumerate(owners) if own is not None and first <= own <= last]
        within = [own for own in owners[places[0] : places[-1] + 1] if own is not None]
        if (min(within), max(within)) == (first, last):
            glued = Segment(LineKind.OTHER, tuple(lines[places[0] : places[-1] + 1]))
            return glued, first, last
        first, last = min(within), max(within)


def _read_together(parts: Sequence[Segment], lines: Sequence[Line]) -> tuple[int, int] | None:
    """Find parts that some wording reads otherwise than they are written; None when there are none.

    Args:
        parts: In order.
        lines: Of all parts, with the empty ones.
    """
    number = {id(line): place for place, part in enumerate(parts) for line in part.lines}
    for wording in wordings(lines):
        last, parted = None, False
        for line in lines:
            text = line.said_in(wording)
            if text is not None and line.is_break:
                parted = True
            here = number.get(id(line))
            if not text or here is None:
                continue
            if last is not None and last < here:
                between = parts[last : here + 1]
                if not _reads_so(between, wording, text, parted=parted):
                    return last, here
            last, parted = here, False
    return None


def _reads_so(parts: Sequence[Segment], wording: str, text: str, *, parted: bool) -> bool:
    """Tell whether two parts stand to each other as a wording wants it.

    Args:
        parts: The two, and between them those that do not stand in the wording.
        wording: One of `wordings`.
        text: The first line of the second part.
        parted: Whether there is an empty line between them.
    """
    first, second = parts[0], parts[-1]
    gone = _is_gone(first.ending, wording)
    if first.kind is second.kind is LineKind.PROSE:
        return parted != (gone and all(_is_gone(one.mark, wording) for one in parts[1:-1]))
    if gone:
        return False
    kinds = {first.kind, second.kind}
    if parted or LineKind.HEADING in kinds or kinds == {LineKind.ITEM}:
        return True
    return LineKind.OTHER not in kinds and _can_follow(first.kind, second.kind, text)


def _is_gone(mark: doc.Mark | None, wording: str) -> bool:
    return mark is not None and done_in(mark, wording) == (mark.kind == "deleted")
