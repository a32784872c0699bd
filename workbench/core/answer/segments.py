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
from workbench.core.answer.proposed_lines import Line

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
    def whole(self) -> doc.Mark | None:
        """The mark of a part that one change puts in or strikes as a whole, with its kind."""
        marks = {line.whole for line in self.lines}
        return marks.pop() if len(marks) == 1 else None


def segments(lines: Sequence[Line], *, enclosed: bool = False) -> list[Segment]:
    """Divide lines into parts.

    Args:
        lines: All lines of a text or of a quote, without those of its footnotes.
        enclosed: Something stands around them, so that nothing need be left when all goes.
    """
    found: list[Segment] = []
    breaks: list[Line | None] = []
    for stanza, ending in _stanzas(lines):
        for part in _parts(stanza):
            if found and part.kind is found[-1].kind is LineKind.ITEM:
                found[-1] = replace(part, lines=(*found[-1].lines, *part.lines))
            else:
                found.append(part)
                breaks.append(None)
        if breaks:
            breaks[-1] = ending
    _end_with_the_text(breaks)
    return _with_endings(found, breaks, enclosed=enclosed)


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
    if not lines:
        return
    groups = [(kind, tuple(group)) for kind, group in groupby(lines, key=_kind)]
    before = None
    for kind, group in groups:
        begins = before is None or (before in _MAY_FOLLOW.get(kind, ()) and _can_begin(kind, group))
        if kind in {LineKind.OTHER, LineKind.FENCE} or not begins:
            yield Segment(LineKind.OTHER, tuple(lines))
            return
        before = kind
    yield from (Segment(kind, group) for kind, group in groups)


def _kind(line: Line) -> LineKind:
    kinds = {layout(text).kind for text in line.texts}
    return kinds.pop() if len(kinds) == 1 else LineKind.OTHER


def _can_begin(kind: LineKind, group: Sequence[Line]) -> bool:
    """Tell whether lines are what they look like right after running text."""
    if kind is not LineKind.ITEM:
        return True
    return all(_BEGINS_LIST.match(text) for text in group[0].texts)


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
        line.whole if line and prose[place] and all(prose[place + 1 : place + 2]) else None
        for place, line in enumerate(breaks)
    ]
    for place, part in enumerate(parts):
        beside = marks[max(place - 1, 0) : place + 1]
        if prose[place] and not any(beside) and (enclosed or len(parts) > 1):
            marks[place] = part.whole
    return [replace(part, ending=mark) for part, mark in zip(parts, marks, strict=True)]
