"""What a line of a stored text is by its looks alone: running text, an item, a row, a heading."""

import re
from enum import Enum, auto
from typing import NamedTuple

from workbench.core import document as doc
from workbench.core.markdown import parse

ITEM = re.compile(r"(?P<indent> *)(?P<sign>[-*+]|\d{1,9}[.)])(?P<gap> +)(?P<text>\S.*)")
NOTE = re.compile(r"\[\^(?P<label>[^\]]+)\]:[ ]*")
_HEADING = re.compile(r"#{1,6}(?:\s|$)")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_DEEPEST_CODE = 4  # columns from which an indented line is code, or goes on with an item


class LineKind(Enum):
    """What a line is."""

    PROSE = auto()
    ITEM = auto()
    ROW = auto()
    """Of a table."""
    QUOTE = auto()
    HEADING = auto()
    NOTE = auto()
    """The beginning of a footnote's own text."""
    FENCE = auto()
    """Begins or ends lines that stand as they are written."""
    OTHER = auto()
    """A rule, indented code, what goes on with the item above it, and the like."""


_BEGINNINGS = (
    (LineKind.FENCE, _FENCE),
    (LineKind.HEADING, _HEADING),
    (LineKind.NOTE, NOTE),
    (LineKind.QUOTE, re.compile(">")),
)


class Layout(NamedTuple):
    """How a line is laid out; lines that are laid out alike can be compared word by word."""

    kind: LineKind
    indent: int = 0
    """Columns before an item's sign; likewise below."""
    text: int = 0
    """Columns before an item's text."""
    sign: str = ""
    """An item's: `-`, `*` or `+`; `.` or `)` for one that is numbered. A note's label."""


def layout(line: str) -> Layout:
    """Return how a line that says something is laid out."""
    for kind, pattern in _BEGINNINGS:
        if found := pattern.match(line):
            return Layout(kind, sign=found["label"] if kind is LineKind.NOTE else "")
    found = ITEM.fullmatch(line)
    if found and not is_rule(line):
        indent, gap = len(found["indent"]), len(found["gap"])
        width = indent + len(found["sign"]) + (gap if gap <= _DEEPEST_CODE else 1)
        # The width of a number says nothing: a list of ten items has one more digit.
        own = width if not found["sign"][0].isdigit() else 0
        return Layout(LineKind.ITEM, indent, own, found["sign"][-1])
    if "|" in line:
        return Layout(LineKind.ROW)
    return Layout(LineKind.PROSE if is_prose(line) else LineKind.OTHER)


def is_rule(line: str) -> bool:
    """Tell whether a line is a thematic break, which may look like an item."""
    signs = line.replace(" ", "")
    return len(signs) >= 3 and signs[0] in "-*_" and not signs.strip(signs[0])


def is_prose(line: str) -> bool:
    """Tell whether a line is running text wherever it stands: no item, heading or table row."""
    if "|" in line or line.startswith(" "):
        return False
    blocks = parse(line).blocks
    return len(blocks) == 1 and isinstance(blocks[0], doc.Paragraph)
