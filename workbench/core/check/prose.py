"""Running text taken out of Markdown, line by line, with the line it stands on.

A check needs the words and where they stand; `core.markdown` gives the words alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property
from typing import NamedTuple

from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.language.sentences import split
from workbench.core.position import Position


class LineKind(StrEnum):
    """What a line of Markdown is. Strings, because a hash is asked for on every line."""

    PROSE = auto()
    ITEM = auto()
    HEADING = auto()
    TABLE = auto()
    QUOTE = auto()
    NOTE = auto()
    """The text of a footnote."""
    VERBATIM = auto()
    BLANK = auto()


OWN_WORDS = frozenset({LineKind.PROSE, LineKind.ITEM, LineKind.NOTE})
"""Lines of running text in the sender's own words."""

_OPEN = frozenset(LineKind) - {LineKind.ITEM, LineKind.NOTE, LineKind.TABLE}
"""Lines that a line of words below them does not belong to."""

_OPENINGS = (
    (LineKind.HEADING, re.compile(r"\s{0,3}#{1,6}\s+")),
    (LineKind.NOTE, re.compile(r"\s{0,3}\[\^[^\]\s]+\]:\s*")),
    (LineKind.ITEM, re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")),
)
_RULED = re.compile(r"[\s|:-]*")
_MARKUP = re.compile(r"[`\[<*_~\\]")
_CODE = re.compile(r"`+[^`]*`+")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")
_LINK = re.compile(r"\[([^\]\[]*)\]\([^()\s]*\)")
_AUTOLINK = re.compile(r"<(?:https?|mailto):[^>\s]*>")
_EMPHASIS = re.compile(r"(?<![\w\\])[*_]{1,3}(?=\S)|(?<=[^\s\\])[*_]{1,3}(?!\w)|~~")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_DIGIT = re.compile(r"\d")
_STOP_INSIDE = re.compile(r"[.!?…][”\"’)\]]*\s")
_ENDS = re.compile(r"[.!?:;…][”\"’)\]]*$")


class Line(NamedTuple):
    """One line of a text. A tuple: there are tens of thousands, and they are made each time."""

    number: int
    """From 1."""
    kind: LineKind
    words: str
    """What it says, without markup."""
    stanza: int
    """Lines without a blank line between them share a stanza."""
    opens: bool = False
    """A list item or a footnote begins here."""


class Sentence(NamedTuple):
    """One sentence of running text."""

    words: str
    line: int
    """The line it begins on."""
    kind: LineKind
    stanza: int


@dataclass(frozen=True)
class Text:
    """One text of the answer, with what is known about it."""

    place: Place
    markdown: str
    sent: bool
    """These very words go to the ministry."""
    position: Position | None = None
    owner: str = ""
    """Slug of the municipality whose words these are; empty for the joint text."""

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every line in order, blank ones too."""
        return tuple(_lines(self.markdown))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the running text and of the footnotes, in order."""
        return tuple(_sentences(self.lines))

    @cached_property
    def folded(self) -> str:
        """The whole text with case folded, for looking whether something is there at all."""
        return self.markdown.casefold()

    @cached_property
    def has_digit(self) -> bool:
        """Whether there is a digit at all: without one there is no date and no number."""
        return has_digit(self.markdown)

    @cached_property
    def word_count(self) -> int:
        """Words of everything but code and blank lines."""
        return sum(len(line.words.split()) for line in self.lines)

    @property
    def section(self) -> str:
        """Key of the section."""
        return self.place.section

    def found(self, kind: Kind, line: int, message: str, advice: str, quote: str = "") -> Finding:
        """Make a finding at a line; lighter where these words are not themselves sent."""
        make = kind.found if self.sent else kind.found_in_draft
        return make(self.place.at(line), message, advice, quote)


def has_digit(text: str) -> bool:
    """Tell whether a text holds a digit: no date, number or count can be found without one."""
    return _DIGIT.search(text) is not None


def plain(text: str) -> str:
    """Return what one line says: links by their text, without marks, code and footnote marks."""
    if not _MARKUP.search(text):
        return text
    text = _FOOTNOTE.sub("", _CODE.sub("", text))
    text = _AUTOLINK.sub("", _LINK.sub(r"\1", text))
    return _ESCAPE.sub(r"\1", _EMPHASIS.sub("", text))


def _lines(markdown: str) -> Iterator[Line]:
    stanza = 0
    fence = ""
    before = LineKind.BLANK
    for number, raw in enumerate(markdown.split("\n"), 1):
        if not fence and raw[:1].isalpha() and before in _OPEN:  # nearly every line
            before = LineKind.PROSE
            yield Line(number, before, plain(raw.rstrip("\\ \t\r")), stanza)
            continue
        opens = raw.lstrip()[:3] if raw.lstrip().startswith(("```", "~~~")) else ""
        if opens and fence in {"", opens}:
            fence = "" if fence else opens
            line = Line(number, LineKind.VERBATIM, "", stanza)
        elif fence:
            line = Line(number, LineKind.VERBATIM, "", stanza)
        else:
            kind, words, begins = _read(raw, before)
            stanza += kind is LineKind.BLANK
            line = Line(number, kind, words, stanza, begins)
        yield line
        before = line.kind


def _read(raw: str, before: LineKind) -> tuple[LineKind, str, bool]:
    """Tell what a line is, what it says, and whether an item or a note begins with it.

    `before` is what the line above it is.
    """
    stripped = raw.strip()
    if not stripped:
        return LineKind.BLANK, "", False
    for kind, pattern in _OPENINGS:
        if found := pattern.match(raw):
            return kind, plain(raw[found.end() :].rstrip(" #")), kind is not LineKind.HEADING
    if stripped[0] == ">":
        return LineKind.QUOTE, plain(stripped.lstrip(" >")), False
    if stripped[0] == "|" or (before is LineKind.TABLE and "|" in raw):
        ruled = _RULED.fullmatch(raw)
        cells = "" if ruled else " | ".join(cell.strip() for cell in stripped.strip("|").split("|"))
        return LineKind.TABLE, plain(cells), False
    carried = before if before in {LineKind.ITEM, LineKind.NOTE} else LineKind.PROSE
    return carried, plain(stripped.rstrip("\\ ")), False


def _sentences(lines: tuple[Line, ...]) -> Iterator[Sentence]:
    """Cut running text into sentences; one that goes on over the line end is put together."""
    held: list[str] = []
    first: Line | None = None
    following = (*lines[1:], None)
    for line, after in zip(lines, following, strict=True):
        if line.kind not in OWN_WORDS or not line.words:
            continue
        if first is None and line.words[-1] == "." and not _STOP_INSIDE.search(line.words):
            yield Sentence(line.words, line.number, line.kind, line.stanza)  # nearly every line
            continue
        first = first or line
        held.append(line.words)
        if not _goes_on(line, after):
            yield from _cut(" ".join(held), first)
            held, first = [], None


def _goes_on(line: Line, after: Line | None) -> bool:
    """Tell whether the sentence of a line continues on the next one."""
    if after is None or after.opens or (after.stanza, after.kind) != (line.stanza, line.kind):
        return False
    return after.words[:1].islower() and not _ENDS.search(line.words)


def _cut(words: str, first: Line) -> Iterator[Sentence]:
    pieces = split(words) if _STOP_INSIDE.search(words) else (words.strip(),)
    for piece in pieces:
        yield Sentence(piece, first.number, first.kind, first.stanza)
