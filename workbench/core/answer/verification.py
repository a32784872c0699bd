"""Tracked changes that read as proposed: where fine ones do not, coarser ones take their place.

Word by word is how people want to see a change, and there are texts in which marks so fine cannot
say what each party wants. Every wording is therefore read back. Where one is wrong, the smallest
region that mends it is struck whole as it stands and put in whole as each party would have it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.core.answer.marking import without_torn_moves
from workbench.core.answer.proposed_lines import ALL, BASE, Line, wordings
from workbench.core.answer.segments import Segment, segments
from workbench.core.answer.settled_reading import settled_reading
from workbench.core.answer.tracked_notes import TrackedNotes, set_aside
from workbench.core.answer.tracked_text import Remark, TrackedText
from workbench.core.markdown import Parsed, canonical, parse

_WIDEST = 4
"""Parts that are struck and put in together; when that does not do, the whole text is."""
_MOST = 60
"""Regions that are tried, so that a long text is not made over and over."""

_Region = tuple[int, int]


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

    def body_of(parts: Sequence[Segment]) -> Parsed:
        notes = TrackedNotes(definitions)
        blocks = TrackedText(notes, remarks).blocks(told, parts)
        return Parsed(notes.bind(without_torn_moves(blocks)), notes.texts)

    parts = segments(told)
    body = body_of(parts)
    if not any(line.mark for line in lines):
        return body
    wanted = {wording: _wanted(lines, wording) for wording in wordings(lines) if wording != ALL}
    best = _Made(body, _wrong(body, wanted))
    if not best.wrong:
        return body
    for region in _regions(parts, best.wrong):
        body = body_of(segments(told, together=region))
        made = _Made(body, _wrong(body, wanted))
        if len(made.wrong) < len(best.wrong):
            best = made
        if not made.wrong:
            break
    return best.body


def _wanted(lines: Sequence[Line], wording: str) -> tuple[str, ...]:
    said = (line.said_in(wording) for line in lines)
    text = canonical("\n".join(text for text in said if text is not None))
    return settled_reading(parse(text), BASE)


def _wrong(body: Parsed, wanted: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        wording for wording, reading in wanted.items() if settled_reading(body, wording) != reading
    )


def _regions(parts: Sequence[Segment], wrong: Sequence[str]) -> Iterator[_Region]:
    """Yield regions that may mend wordings, the smallest first and all of the text last."""
    concerned = {
        place
        for place, part in enumerate(parts)
        if part.ending or any(_concerns(line, wrong) for line in part.lines)
    }
    few = (
        (first, first + width - 1)
        for width in range(1, min(_WIDEST, len(parts)) + 1)
        for first in range(len(parts) - width + 1)
        if concerned.intersection(range(first, first + width))
    )
    yield from islice(few, _MOST)
    yield 0, len(parts) - 1


def _concerns(line: Line, wrong: Sequence[str]) -> bool:
    return line.mark is not None and (BASE in wrong or bool(set(line.authors) & set(wrong)))
