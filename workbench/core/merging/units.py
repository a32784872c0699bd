"""A text cut into the units that a merge decides about, without losing a character.

In running text a unit is a sentence; a heading, a table row, a footnote definition, a line of
code or of front matter is a unit by itself. Between the units stand gaps: white space, line ends,
blank lines, indentation. Units and gaps joined again are the text, byte for byte, whatever its
line ends are and whether or not it ends with one.

Two ways of laying out prose need telling apart, because a line break means nothing in one and
ends a unit in the other: hard-wrapped paragraphs, where a sentence goes on over lines filled to a
width, and all else (one sentence a line, one paragraph a line, lists of lines, code). A text is
hard-wrapped when most of its line breaks stand where a filling editor would have put them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from workbench.core.language import sentences

_NARROWEST, _WIDEST = 40, 120  # columns between which a text can be hard-wrapped
_FILLED = 0.6  # share of line breaks that a filling editor explains
_ENDED = 0.7  # share of lines ending a sentence from which the lines are sentences
_SLACK = 8  # columns a line may fall short of full, since people edit after filling

_FENCE_MARKS = 3  # in a row at least; most writers stay there
_STOPS = (".", "!", "?", ":", "”", '"', ")", "*")

_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+•–]|\d{1,4}[.)]|[A-Za-z]\))[ \t]+(?=\S)")
_DEFINITION = re.compile(r" {0,3}\[\^?[^\]\s][^\]]*\]:")
_ALONE = re.compile(  # a line that never flows together with its neighbours
    r" {0,3}(?:>|<|\||={3,}[ \t]*$|(?:-[ \t]*){3,}$|(?:\*[ \t]*){3,}$|%|"
    r"\\(?:begin|end|item|(?:sub)*section|chapter|paragraph|label|input|include)\b)"
)
_FRONT_MATTER = {"+++", "---"}
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_BLANK = re.compile(r"\n[ \t]*\n\s*|\r\n[ \t]*\r\n\s*")
_SPACE = re.compile(r"\s+")


class Role(Enum):
    """What a unit is, as far as it matters for keeping a text well-formed."""

    SENTENCE = "sentence"
    HEADING = "heading"
    ROW = "row"
    DEFINITION = "definition"
    FENCED = "fenced"
    """A line of a fenced block, its two marks included."""
    LINE = "line"
    """A line that never flows together with others: a quote, HTML, a rule."""
    FRONT = "front"
    """A line of front matter, its two marks included."""


_VERBATIM = {Role.FENCED, Role.FRONT}


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit as it stands in its text."""

    text: str
    """As it stands, with any line breaks inside a sentence."""
    key: str
    """What it says, whatever its line breaks and spaces: units with one key are the same."""
    block: int
    """Which paragraph, list item, table, fenced block or the like it belongs to, from 0."""
    role: Role


@dataclass(frozen=True, slots=True)
class Cut:
    """A text as units and gaps."""

    units: tuple[Unit, ...]
    gaps: tuple[str, ...]
    """One more than the units: before the first, between, after the last."""

    def slice(self, start: int, stop: int) -> str:
        """Return the text from unit `start` up to, not including, `stop`, without outer gaps."""
        if start >= stop:
            return ""
        parts = [self.units[start].text]
        for place in range(start + 1, stop):
            parts += self.gaps[place], self.units[place].text
        return "".join(parts)

    def lines(self) -> list[int]:
        """Return the line on which each unit begins, from 0."""
        lines: list[int] = []
        line = 0
        for gap, unit in zip(self.gaps, self.units, strict=False):
            line += gap.count("\n")
            lines.append(line)
            line += unit.text.count("\n")
        return lines


def key(text: str) -> str:
    """Return what a text says, whatever its line breaks and spaces."""
    return _SPACE.sub(" ", text).strip()


def is_fence_mark(unit: Unit) -> bool:
    """Tell whether a unit opens or closes a fenced block, as far as its own text says."""
    return unit.role is Role.FENCED and unit.text.startswith(("```", "~~~"))


def is_item(unit: Unit) -> bool:
    """Tell whether a unit begins with the mark of a list item."""
    return unit.role is Role.SENTENCE and _ITEM.match(unit.text) is not None


def said(text: str) -> str:
    """Return what several units say: like their keys, but a blank line between two is kept."""
    return "\n\n".join(key(part) for part in _BLANK.split(text))


def cut(text: str, *, width: int | None = None) -> Cut:
    """Cut a text into units and gaps.

    Args:
        text: Any text; Markdown is recognised, and never required.
        width: Columns to which its paragraphs are hard-wrapped, 0 for not at all; `None` lets
            the text decide.
    """
    if width is None:
        width = wrap_width(text)
    units: list[Unit] = []
    gaps: list[str] = []
    end = 0
    for number, block in enumerate(_blocks(_lines(text))):
        for start, stop in _unit_spans(text, block, width):
            gaps.append(text[end:start])
            raw = text[start:stop]
            says = raw if block.role in _VERBATIM else key(raw)
            units.append(Unit(raw, says, number, block.role))
            end = stop
    return Cut(tuple(units), (*gaps, text[end:]))


def wrap_width(text: str) -> int:
    """Return the columns to which the paragraphs of a text are filled; 0 when they are not."""
    paragraphs = [
        [line.text.rstrip() for line in block.lines]
        for block in _blocks(_lines(text))
        if block.role is Role.SENTENCE and len(block.lines) > 1
    ]
    pairs = [pair for lines in paragraphs for pair in pairwise(lines)]
    if not pairs:
        return 0
    lengths = sorted(len(line) for line, _ in pairs)
    width = lengths[len(lengths) * 9 // 10]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    filled = sum(_is_filled(line, following, width) for line, following in pairs)
    # Where sentences end tells lines that are sentences from lines that are only full.
    lines_ended = sum(line.endswith(_STOPS) for line, _ in pairs)
    paragraphs_ended = sum(lines[-1].endswith(_STOPS) for lines in paragraphs)
    is_prose = lines_ended < _ENDED * len(pairs) and 2 * paragraphs_ended >= len(paragraphs)
    return width if is_prose and filled >= _FILLED * len(pairs) else 0


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int


@dataclass(slots=True)
class _Block:
    role: Role
    lines: list[_Line]


def _lines(text: str) -> list[_Line]:
    lines = [_Line(match[1], match.start()) for match in _LINE.finditer(text)]
    if lines and lines[0].text.startswith("\ufeff"):
        lines[0] = _Line(lines[0].text[1:], 1)
    return lines


def _blocks(lines: Sequence[_Line]) -> Iterator[_Block]:
    """Group the lines that hold text into blocks."""
    place = _front_matter(lines)
    if place:
        yield _Block(Role.FRONT, [line for line in lines[:place] if line.text.strip()])
    block: _Block | None = None
    while place < len(lines):
        line = lines[place]
        role = Role.LINE if _underlines(lines, place) else _role(line.text)
        if block and not _goes_on(block.role, line.text, role):
            yield block
            block = None
        stop = place + 1
        if role is Role.FENCED:
            stop = _fence_end(lines, place)
            yield _Block(role, [inner for inner in lines[place:stop] if inner.text.strip()])
        elif block:
            block.lines.append(line)
        elif line.text.strip():
            block = _Block(role, [line])
        place = stop
    if block:
        yield block


def _front_matter(lines: Sequence[_Line]) -> int:
    """Count the lines of front matter, its two marks included."""
    mark = lines[0].text.rstrip() if lines else ""
    if mark not in _FRONT_MATTER:
        return 0
    for number, line in enumerate(lines[1:], start=2):
        if line.text.rstrip() == mark:
            return number
    return 0


def _fence_end(lines: Sequence[_Line], opening: int) -> int:
    """Return the place after the line that closes a fence; when none does, after the fence."""
    marks = _FENCE.match(lines[opening].text)
    fence = marks[1] if marks else ""
    for place in range(opening + 1, len(lines)):
        closing = lines[place].text.strip()
        if closing.startswith(fence) and not closing.strip(fence[0]):
            return place + 1
    return opening + 1


def _underlines(lines: Sequence[_Line], place: int) -> bool:
    """Tell whether a row of tildes underlines a heading, as in reStructuredText."""
    row = lines[place].text.rstrip()
    if place == 0 or len(row) <= _FENCE_MARKS or row.strip("~"):
        return False
    title = lines[place - 1].text.rstrip()
    is_alone = place == 1 or not lines[place - 2].text.strip()
    return is_alone and 0 < 2 * len(title) <= 3 * len(row)


def _role(line: str) -> Role:
    if _FENCE.match(line):
        return Role.FENCED
    if _HEADING.match(line):
        return Role.HEADING
    if line.lstrip().startswith("|"):
        return Role.ROW
    if _DEFINITION.match(line):
        return Role.DEFINITION
    return Role.LINE if _ALONE.match(line) else Role.SENTENCE


def _goes_on(block: Role, line: str, role: Role) -> bool:
    """Tell whether a line belongs to the block before it."""
    if not line.strip():
        return False
    if role is Role.SENTENCE:
        return block in {Role.SENTENCE, Role.DEFINITION} and not _ITEM.match(line)
    return role is block and role in {Role.ROW, Role.LINE}


def _unit_spans(text: str, block: _Block, width: int) -> Iterator[tuple[int, int]]:
    """Find the units of a block, as places in the whole text."""
    if block.role is Role.DEFINITION:
        yield _trimmed(text, block.lines[0].start, _end(block.lines[-1]))
    elif block.role is not Role.SENTENCE:
        for line in block.lines:
            yield _trimmed(text, line.start, _end(line))
    else:
        for start, stop in _flows(block.lines, width):
            for first, last in sentences.spans(text[start:stop]):
                yield start + first, start + last


def _flows(lines: Sequence[_Line], width: int) -> Iterator[tuple[int, int]]:
    """Find the stretches of a paragraph over which a sentence may go on."""
    start = lines[0].start
    for line, following in pairwise(lines):
        if not _flows_on(line.text, following.text, width):
            yield start, _end(line)
            start = following.start
    yield start, _end(lines[-1])


def _flows_on(line: str, following: str, width: int) -> bool:
    """Tell whether a sentence may go on over a line break of a hard-wrapped paragraph."""
    if not width or line.endswith(("  ", "\\")):
        return False
    if _is_filled(line, following, width):
        return True
    # People edit a line without filling the paragraph anew.
    long_enough = 2 * len(line.rstrip()) >= width and not line.rstrip().endswith((";", "{", "}"))
    return long_enough and following.lstrip()[:1].islower()


def _is_filled(line: str, following: str, width: int) -> bool:
    """Tell whether the next word would not have had room on the line."""
    return len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width - _SLACK


def _end(line: _Line) -> int:
    return line.start + len(line.text)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    raw = text[start:stop]
    return start + len(raw) - len(raw.lstrip()), stop - len(raw) + len(raw.rstrip())
