"""A contribution as material: its sentences and blocks, in units that stay together.

A unit is a paragraph, or what only makes sense as one piece: a heading with what stands under it, a
list with the paragraph that leads to it, a paragraph that points back to the one before. Whatever
is no running text is a block and is never taken apart.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.core.composing.vocabulary import POINTING, REFERRING
from workbench.core.markdown import canonical

_BLOCK = re.compile(r"\s{0,3}(?:[-+*>#|=~`:]|\d{1,9}[.)](?:\s|$)|\[[^\]]+\]:)|\s{2,}|\t")
_HARD_BREAK = re.compile(r"(?:  |\\)$", re.MULTILINE)
_HEADING = re.compile(r"\s{0,3}#{1,6}\s")
_DEFINITION = re.compile(r"\[\^(?P<label>[^\]\s]+)\]:[ \t]*")
_ANNOUNCES = re.compile(
    r"\b(?:följande|nedan\w*|dessa|detta|så|tabell\w*|list\w*|punkt\w*|del\w*|exempel\w*|citat\w*"
    r"|två|tre|fyra|fem|sex|sju|åtta|nio|tio|flera|några|olika|bland annat|\d+)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_REFERRING_WITHIN = 3  # words from the beginning
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_KEPT = 1_024  # texts; the same contribution is taken apart again and again
_REFERENCE = re.compile(r"\[\^(?P<label>[^\]\s]+)\]")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, or one block, of a contribution."""

    slug: str
    number: int
    """Its place in the contribution, from 0."""
    text: str
    fixed: bool
    """It is a block, or carries one: it stays where it stands and is joined with nothing."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences and blocks that stay together."""

    slug: str
    place: float
    """Where in its contribution it stands, 0 to 1."""
    paragraphs: tuple[tuple[Said, ...], ...]

    def said(self) -> Iterator[Said]:
        """Yield all of it in reading order."""
        for paragraph in self.paragraphs:
            yield from paragraph


@dataclass(frozen=True, slots=True)
class Material:
    """What one municipality has said in one section."""

    slug: str
    units: tuple[Unit, ...]
    footnotes: tuple[Said, ...]
    """Definitions, as blocks."""


@lru_cache(maxsize=_KEPT)
def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences and blocks of a text in order, as `Said.number` counts them."""
    found = []
    for stanza in _stanzas(text):
        found.extend([stanza] if is_block(stanza) else stanza.split("\n"))
    return tuple(found)


def read(slug: str, text: str) -> Material:
    """Take a contribution's text apart.

    Args:
        slug: Whose it is.
        text: Its Markdown.
    """
    number = 0
    paragraphs: list[tuple[Said, ...]] = []
    footnotes: list[Said] = []
    for stanza in _stanzas(text):
        pieces = [stanza] if is_block(stanza) else stanza.split("\n")
        block = is_block(stanza)
        said = tuple(
            Said(slug, number + i, piece, block or _REFERENCE.search(piece) is not None)
            for i, piece in enumerate(pieces)
        )
        number += len(pieces)
        is_note = _DEFINITION.match(stanza) or (
            footnotes and stanza[:1] in {" ", "\t"} and said[0].number == footnotes[-1].number + 1
        )
        if is_note:
            footnotes.extend(said)
        else:
            paragraphs.append(said)
    return Material(slug, tuple(_units(slug, paragraphs)), tuple(footnotes))


@lru_cache(maxsize=_KEPT)
def _stanzas(text: str) -> tuple[str, ...]:
    """Return what stands between blank lines; a fenced block is one, blank lines and all."""
    found: list[str] = []
    lines: list[str] = []
    fenced = False
    for line in canonical(text).split("\n"):
        fenced ^= _FENCE.match(line) is not None
        if line.strip() or fenced:
            lines.append(line)
        elif lines:
            found.append("\n".join(lines))
            lines = []
    if lines:
        found.append("\n".join(lines))
    return tuple(found)


def is_block(stanza: str) -> bool:
    """Tell whether a stanza is no running text."""
    return any(map(_BLOCK.match, stanza.split("\n"))) or bool(_HARD_BREAK.search(stanza))


def _units(slug: str, paragraphs: Sequence[tuple[Said, ...]]) -> Iterator[Unit]:
    gathered: list[tuple[Said, ...]] = []
    starts = 0
    for index, paragraph in enumerate(paragraphs):
        if gathered and not _goes_on(gathered, paragraph):
            yield Unit(slug, starts / len(paragraphs), tuple(gathered))
            gathered, starts = [], index
        gathered.append(_carrying(paragraph, paragraphs[index + 1 : index + 2]))
    if gathered:
        yield Unit(slug, starts / len(paragraphs), tuple(gathered))


def _goes_on(unit: Sequence[tuple[Said, ...]], paragraph: tuple[Said, ...]) -> bool:
    """Tell whether a paragraph belongs to the unit before it."""
    text = paragraph[0].text
    if _HEADING.match(text):
        return False
    if _HEADING.match(unit[0][0].text) or is_block(text):
        return True
    opening = set(_WORD.findall(text.lower())[:_REFERRING_WITHIN])
    return bool(opening & REFERRING) or text.lower().startswith(tuple(POINTING))


def _carrying(
    paragraph: tuple[Said, ...], following: Sequence[tuple[Said, ...]]
) -> tuple[Said, ...]:
    """Fix the last sentence of a paragraph that leads over to a block."""
    last = paragraph[-1]
    leads = last.text.endswith(":") or _ANNOUNCES.search(last.text)
    if not following or not is_block(following[0][0].text) or last.fixed or not leads:
        return paragraph
    return (*paragraph[:-1], Said(last.slug, last.number, last.text, fixed=True))


def footnote_labels(text: str) -> tuple[str, ...]:
    """Return the labels of the footnotes that a text refers to or defines, in order."""
    return tuple(dict.fromkeys(match["label"] for match in _REFERENCE.finditer(text)))


def relabelled(text: str, labels: dict[str, str]) -> str:
    """Return a text with its footnotes' labels replaced, except in code."""
    if _FENCE.match(text):
        return text
    return _REFERENCE.sub(lambda m: f"[^{labels.get(m['label'], m['label'])}]", text)
