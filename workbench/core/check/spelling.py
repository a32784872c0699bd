"""Which words of a text a speller should look at, and on which line each stands.

Names, numbers, abbreviations, law references, addresses and code are left out: a speller knows
none of them and would only make noise.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbench.core.check.finding import Place
from workbench.core.check.names import Names
from workbench.core.check.prose import OWN_WORDS, Line, LineKind, Text
from workbench.core.language.abbreviations import CLOSING, INSIDE, NUMBERED, REFERENCE

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*-?")
_CHUNK = re.compile(r"\S+")
_DOMAINS = (".se", ".nu", ".com", ".org", ".eu")
_DOTTED = re.compile(r"\b(?:[^\W\d_]{1,5}\.){2,}|\b[^\W\d_]{1,6}\.")
_REFERENCE = re.compile(
    r"\b(?:SOU|Ds|SFS|prop\.?|bet\.?|dir\.?|dnr\.?|RÅ|HFD|NJA|JO)\s*\d[\d/:.-]*(?:\s*(?:ref|s)\.\s*\d+)?"
    r"|\b\w*\d\w*(?:[:/.-]\w+)*"
)
_ABBREVIATIONS = INSIDE | CLOSING | NUMBERED | REFERENCE
_ROMAN = re.compile(r"[IVXLC]+")


class Word(NamedTuple):
    """A word to look up."""

    line: int
    """Line of the text, from 1."""
    text: str


def words_to_spell(markdown: str, known: Iterable[str] = ()) -> Iterator[Word]:
    """Yield the words of a text that a speller should know, in reading order.

    A capitalised word inside a sentence is taken for a name and left out, and so is a word in
    capitals. The first word of a sentence is yielded.

    Args:
        markdown: The text.
        known: Words that are right whatever the speller says, such as the names of the group
            (`names_to_skip`); compared with case folded.
    """
    skip = {word.casefold() for word in known}
    text = Text(Place(""), markdown, sent=True)
    for line in text.lines:
        if line.kind in OWN_WORDS | {LineKind.HEADING, LineKind.TABLE, LineKind.QUOTE}:
            yield from _of_line(line, skip)


def names_to_skip(names: Names) -> frozenset[str]:
    """Return every word that the group's names are made of, also in the genitive."""
    parts = {part for form in names.forms for part in (form, *re.split(r"[\s-]", form)) if part}
    return frozenset(parts | {f"{part}s" for part in parts})


def _of_line(line: Line, skip: set[str]) -> Iterator[Word]:
    words = _REFERENCE.sub(_blank, _CHUNK.sub(_blank_if_address, line.words))
    words = _DOTTED.sub(_blank_if_abbreviation, words)
    for found in _WORD.finditer(words):
        word = found[0].rstrip("-")
        if len(word) < 2 or word.casefold() in skip or _ROMAN.fullmatch(word):
            continue
        if any(letter.isupper() for letter in word[1:]) or found[0].endswith("-"):
            continue  # LSS, e-Hälsa; the first half of `hälso- och sjukvård`
        if word[0].isupper() and not _opens_sentence(words, found.start()):
            continue
        yield Word(line.number, word)


def _opens_sentence(words: str, at: int) -> bool:
    before = words[:at].rstrip(' ”"“(*_')
    return not before or before[-1] in ".!?|"


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _blank_if_address(found: re.Match[str]) -> str:
    chunk = found[0].strip(".,;:!?()”<>")
    is_address = "://" in chunk or "@" in chunk or chunk.startswith("www.")
    is_address = is_address or chunk.partition("/")[0].endswith(_DOMAINS)
    return _blank(found) if is_address else found[0]


def _blank_if_abbreviation(found: re.Match[str]) -> str:
    return _blank(found) if found[0].casefold() in _ABBREVIATIONS else found[0]
