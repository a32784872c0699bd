"""Tracked changes that read as proposed: where fine ones do not, coarser ones take their place.

Word by word is how people want to see a change, and there are texts in which marks so fine cannot
say what each party wants. Every wording is therefore read back. Where one is wrong, the smallest
region that mends it is struck whole as it stands and put in whole as each party would have it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.core.answer.line_kinds import LineKind
from workbench.core.answer.marking import without_torn_moves
from workbench.core.answer.proposed_lines import ALL, BASE, Line, wordings
from workbench.core.answer.segments import Segment, segments
from workbench.core.answer.settled_reading import settled_reading
from workbench.core.answer.tracked_notes import TrackedNotes, set_aside
from workbench.core.answer.tracked_text import Remark, TrackedText
from workbench.core.markdown import Parsed, parse

_WIDEST = 4
"""Parts that are struck and put in together; when that does not do, the whole text is."""
_MOST = 60
"""Regions that are tried, so that a long text is not made over and over."""

_Region = tuple[int, int]
"""The first and the last of some parts."""
_Way = tuple[Sequence[Line], Sequence[Segment]]
"""Lines, and the parts that they are made in."""


@dataclass(frozen=True, slots=True)
class _Made:
    """A text with its marks, and how far it is from saying what was proposed."""

    body: Parsed
    wrong: tuple[str, ...]
    """The wordings that do not read as they shall."""


def verified(lines: Sequence[Line], remarks: Sequence[Remark]) -> Parsed:
    """Make a text with tracked changes that read, whoever's are accepted, as that one proposed.

    Args:
        lines: With what is proposed to become of each.
        remarks: The comments to anchor.
    """
    told, definitions = set_aside(lines)
    marked = any(line.mark for line in lines)
    read = [wording for wording in wordings(lines) if marked and wording != ALL]
    wanted = {wording: _wanted(lines, wording) for wording in read}

    def made(way: _Way) -> _Made:
        notes = TrackedNotes(definitions)
        blocks = without_torn_moves(TrackedText(notes, remarks).blocks(*way))
        body = Parsed(notes.bind(blocks), notes.texts)
        return _Made(body, tuple(one for one in read if settled_reading(body, one) != wanted[one]))

    parts = segments(told)
    best = made((told, parts))
    if best.wrong:
        for way in _coarser(lines, told, _regions(parts, best.wrong)):
            coarse = made(way)
            if len(coarse.wrong) < len(best.wrong):
                best = coarse
            if not best.wrong:
                break
    return best.body


def _wanted(lines: Sequence[Line], wording: str) -> tuple[str, ...]:
    said = (line.said_in(wording) for line in lines)
    return settled_reading(parse("\n".join(text for text in said if text is not None)), BASE)


def _coarser(
    lines: Sequence[Line], told: Sequence[Line], regions: Iterator[_Region]
) -> Iterator[_Way]:
    """Yield ways to make a text with coarser marks; at last all of it is struck and put in.

    Then its notes' lines are read with it: what parts them from the text may come and go.
    """
    for region in regions:
        yield told, segments(told, together=region)
    yield lines, [Segment(LineKind.OTHER, tuple(lines))]


def _regions(parts: Sequence[Segment], wrong: Sequence[str]) -> Iterator[_Region]:
    """Return regions that may mend wordings, the smallest first."""
    concerned = {
        place
        for place, part in enumerate(parts)
        if part.ending or any(_concerns(line, wrong) for line in part.lines)
    }
    found = (
        (first, first + width - 1)
        for width in range(1, min(_WIDEST, len(parts)) + 1)
        for first in range(len(parts) - width + 1)
        if concerned.intersection(range(first, first + width))
    )
    return islice(found, _MOST)


def _concerns(line: Line, wrong: Sequence[str]) -> bool:
    return line.mark is not None and (BASE in wrong or bool(set(line.authors) & set(wrong)))
