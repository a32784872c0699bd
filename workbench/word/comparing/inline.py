"""A paragraph as a row of pieces: text that looks the same, and things that are one thing each.

A picture, a formula, a tab or a whole field (`begin` to `end`) takes one character, its stand-in,
so that text can be compared as text. Bookmarks and comments take none: they are places between
characters and stay where the earlier file has them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from lxml import etree

from workbench.word.comparing.fingerprint import PASSED, XML_SPACE, Resolve, fingerprint
from workbench.word.comparing.pen import copy_of, element
from workbench.word.markup import Element
from workbench.word.names import (
    COMMENT_REFERENCE,
    CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DELETED_TEXT,
    FIELD_CHAR,
    HYPERLINK,
    INSTRUCTION,
    PPR,
    RPR,
    RUN,
    SECTION_PR,
    SIMPLE_FIELD,
    SMART_TAG,
    TEXT,
    TEXT_BOX,
    VAL,
    w,
)
from workbench.word.settling.content import PLACES

_FIRST_STAND_IN: Final = 0xF0000  # private use, plane 15
_STAND_INS: Final = 0xFFFE
_LINE_ENDS: Final = ("\n", "\r")
FRAMES: Final = frozenset(
    (HYPERLINK, SMART_TAG, SIMPLE_FIELD, CONTROL, CUSTOM_XML, w("dir"), w("bdo"))
)
SHELL: Final = frozenset(w(f"{name}Pr") for name in ("sdt", "sdtEnd", "smartTag", "customXml"))
"""What a frame says about itself, as opposed to what it holds."""
NOTE_SIGNS: Final = (w("footnoteReference"), w("endnoteReference"))
_PASSED: Final = PASSED | SHELL | {w("annotationRef"), w("fldData")}
_FIELD_KIND: Final = w("fldCharType")
_ALWAYS_NEW: Final = ("PAGE", "NUMPAGES", "SECTIONPAGES")
"""Fields whose result is worked out again on every page."""


class Sort(Enum):
    """How a piece is written."""

    TEXT = "characters in a run"
    SIGN = "an element in a run"
    THING = "elements beside runs, or whole runs that belong together"
    PLACE = "an element that takes no room"


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Something around a part of a paragraph, such as a link or a content control."""

    element: Element
    key: str
    """The same for frames that are alike."""
    later: bool
    """Whether it stands in the later file."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph."""

    sort: Sort
    text: str
    """As it is compared: the characters, one stand-in, or nothing for a place."""
    content: tuple[Element, ...] = ()
    """What a sign, thing or place is."""
    key: str = ""
    """The same for signs and things that are alike."""
    look: Element | None = None
    """The run's properties."""
    look_key: str = ""
    frames: tuple[Frame, ...] = ()
    inside: str = ""
    """The same for what holds the same text boxes; empty for what holds none. Two pieces may be
    one thing that was changed inside."""

    @property
    def identity(self) -> tuple[str, str, tuple[str, ...]]:
        """What must be the same for a piece to be kept, however it looks."""
        return self.text, self.key, tuple(frame.key for frame in self.frames)

    def part(self, start: int, stop: int) -> "Piece":
        """Some of its characters."""
        if start == 0 and stop == len(self.text):
            return self
        return Piece(
            self.sort, self.text[start:stop], self.content, self.key, self.look, self.look_key,
            self.frames, self.inside,
        )  # fmt: skip  # `replace` says the same at five times the cost


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph of one of the files."""

    element: Element
    pieces: list[Piece]
    properties_key: str
    """The same for paragraphs formatted alike."""
    frames: tuple[Element, ...] = ()
    """Content controls around it, the outermost first."""
    before: list[Element] = field(default_factory=list)
    """Places that stand before it, beside paragraphs."""
    text: str = ""
    """As it is compared; holds no line end."""

    def __post_init__(self) -> None:
        text = "".join([piece.text for piece in self.pieces])
        for end in _LINE_ENDS:
            if end in text:
                text = text.replace(end, " ")
        self.text = text

    @property
    def ends_section(self) -> bool:
        """Whether its mark carries a section break."""
        return self.element.find(f"{PPR}/{SECTION_PR}") is not None

    def same_as(self, other: "Paragraph") -> bool:
        """Whether a reader could tell them apart."""
        return self.properties_key == other.properties_key and _looks(self) == _looks(other)


def _looks(paragraph: Paragraph) -> list[tuple[object, ...]]:
    return [
        (p.identity, p.look_key, p.inside) for p in paragraph.pieces if p.sort is not Sort.PLACE
    ]


class Alphabet:
    """One stand-in for each thing that two files hold."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}

    def stand_in(self, key: str) -> str:
        """The character that stands for a thing; the same for things that are alike."""
        at = len(self._known) % _STAND_INS
        return self._known.setdefault(key, chr(_FIRST_STAND_IN + at))


class Reader:
    """Reads the paragraphs of one part.

    Args:
        alphabet: Shared by both files.
        resolve: What the part's relations lead to.
        later: Whether the part belongs to the later file: then places are left out.
        default_style: Id of the style that paragraphs have when they do not say.
    """

    def __init__(
        self, alphabet: Alphabet, resolve: Resolve, *, later: bool, default_style: str = ""
    ) -> None:
        self._alphabet = alphabet
        self.resolve = resolve
        self.later = later
        self._default = default_style
        self._looks: dict[bytes, str] = {}

    def paragraph(self, element: Element, frames: tuple[Element, ...] = ()) -> Paragraph:
        """Read one paragraph."""
        pieces = list(_merged(self._fold(list(self._inside(element, ())))))
        return Paragraph(element, pieces, self.properties_key(element.find(PPR)), frames)

    def properties_key(self, properties: Element | None) -> str:
        """Say how a paragraph is formatted."""
        if properties is None:
            return self._properties([])
        return self._properties([c for c in properties if c.tag not in (SECTION_PR,)])

    def format_key(self, properties: Element | None) -> str:
        """Say how a paragraph is formatted, its mark left out."""
        children = [] if properties is None else list(properties)
        return self._properties([c for c in children if c.tag not in (SECTION_PR, RPR)])

    def told(self, children: Iterable[Element]) -> str:
        """Say all that matters about some properties."""
        return "".join(sorted(fingerprint(c, self.resolve) for c in children))

    def look_key(self, look: Element | None) -> str:
        """Say how a run looks."""
        if look is None or not len(look):
            return ""
        written = etree.tostring(look)
        if written not in self._looks:
            told = (fingerprint(e, self.resolve) for e in look if e.tag not in PASSED)
            self._looks[written] = "".join(sorted(told))
        return self._looks[written]

    def _properties(self, children: list[Element]) -> str:
        told = []
        for child in children:
            if child.tag in PASSED:
                continue
            if child.tag == w("pStyle") and child.get(VAL) == self._default:
                continue
            if child.tag == RPR:
                look = self.look_key(child)
                told += [f"mark{look}"] if look else []
            else:
                told.append(fingerprint(child, self.resolve))
        return "".join(sorted(told))

    def _inside(self, holder: Element, frames: tuple[Frame, ...]) -> Iterator[Piece]:
        for child in holder:
            tag = child.tag
            if tag == RUN:
                yield from self._run(child, frames)
            elif tag in PLACES:
                if not self.later:
                    yield Piece(Sort.PLACE, "", (child,), frames=frames)
            elif tag in FRAMES:
                yield from self._inside(*self._framed(child, frames))
            elif tag not in _PASSED and tag != PPR and isinstance(tag, str):
                key, inside = self._keys(child)
                stand_in = self._alphabet.stand_in(key)
                yield Piece(Sort.THING, stand_in, (child,), key, frames=frames, inside=inside)

    def _framed(
        self, element: Element, frames: tuple[Frame, ...]
    ) -> tuple[Element, tuple[Frame, ...]]:
        shell = element.makeelement(element.tag, dict(element.attrib))
        told = fingerprint(shell, self.resolve)
        told += "".join(fingerprint(c, self.resolve) for c in element if c.tag in SHELL)
        holder = element.find(CONTROL_CONTENT) if element.tag == CONTROL else element
        return element if holder is None else holder, (*frames, Frame(element, told, self.later))

    def _run(self, run: Element, frames: tuple[Frame, ...]) -> Iterator[Piece]:
        look = run.find(RPR)
        look_key = self.look_key(look)
        for child in run:
            tag = child.tag
            if tag in (TEXT, DELETED_TEXT):
                if child.text:
                    yield Piece(Sort.TEXT, child.text, (), "", look, look_key, frames)
            elif tag == COMMENT_REFERENCE:
                if not self.later:
                    yield Piece(Sort.PLACE, "", (_alone(run, child),), frames=frames)
            elif tag != RPR and tag not in _PASSED and isinstance(tag, str):
                key, inside = (str(tag), "") if tag in NOTE_SIGNS else self._keys(child)
                stand_in = self._alphabet.stand_in(key)
                yield Piece(Sort.SIGN, stand_in, (child,), key, look, look_key, frames, inside)

    def _keys(self, thing: Element) -> tuple[str, str]:
        """What a thing is known by, and what is in its text boxes."""
        told = fingerprint(thing, self.resolve)
        if next(thing.iter(TEXT_BOX), None) is None:
            return told, ""
        return fingerprint(thing, self.resolve, hollow=True), told

    def _fold(self, pieces: list[Piece]) -> Iterator[Piece]:
        """Make one thing of each field that begins and ends in the paragraph."""
        at = 0
        while at < len(pieces):
            end = _field_end(pieces, at) if _field_sign(pieces[at]) == "begin" else None
            if end is None:
                yield pieces[at]
                at += 1
                continue
            inside = pieces[at:end]
            yield self._field(inside)
            yield from (p for p in inside if p.sort is Sort.PLACE)
            at = end

    def _field(self, inside: Sequence[Piece]) -> Piece:
        shown = [piece for piece in inside if piece.sort is not Sort.PLACE]
        told = [(piece.text, piece.key, piece.look_key, piece.inside) for piece in shown]
        code = "".join(e.text or "" for p in shown for e in p.content if e.tag == INSTRUCTION)
        if code.split()[:1] and code.split()[0].upper() in _ALWAYS_NEW:
            told = [("", code.strip(), shown[0].look_key, "")]
        key = f"field{told!r}"
        runs = tuple(run for piece in shown for run in as_runs(piece))
        return Piece(Sort.THING, self._alphabet.stand_in(key), runs, key, frames=shown[0].frames)


def note_kind(sign: Element) -> str:
    """`footnote` or `endnote`, of a note's sign in the text."""
    return str(sign.tag).rpartition("}")[2].removesuffix("Reference")


def as_runs(piece: Piece) -> list[Element]:
    """The elements of a piece as they may stand in a paragraph, all of them copies."""
    if piece.sort in (Sort.THING, Sort.PLACE):
        return [copy_of(each) for each in piece.content]
    run = element(RUN)
    if piece.look is not None:
        run.append(copy_of(piece.look))
    if piece.sort is Sort.SIGN:
        run.extend(copy_of(each) for each in piece.content)
    else:
        text = etree.SubElement(run, TEXT)
        text.text = piece.text
        if piece.text != piece.text.strip() or "  " in piece.text:
            text.set(XML_SPACE, "preserve")
    return [run]


def _alone(run: Element, sign: Element) -> Element:
    """A run with nothing but a comment's sign."""
    alone = element(RUN)
    look = run.find(RPR)
    alone.extend(copy_of(each) for each in (look, sign) if each is not None)
    return alone


def _field_sign(piece: Piece) -> str:
    if piece.sort is Sort.SIGN and piece.content[0].tag == FIELD_CHAR:
        return piece.content[0].get(_FIELD_KIND, "")
    return ""


def _field_end(pieces: Sequence[Piece], start: int) -> int | None:
    """One past the end of the field that begins at `start`; None when it is not in the row."""
    depth = 0
    for at in range(start, len(pieces)):
        if pieces[at].frames != pieces[start].frames:
            return None
        sign = _field_sign(pieces[at])
        depth += (sign == "begin") - (sign == "end")
        if depth == 0:
            return at + 1
    return None


def _goes_on(last: Piece, piece: Piece) -> bool:
    alike = last.look_key == piece.look_key and last.frames == piece.frames
    return alike and last.sort is piece.sort is Sort.TEXT


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join neighbouring text that looks the same."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and _goes_on(last, piece):
            last = replace(last, text=last.text + piece.text)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last
