"""Plain-language rules for official Swedish, as far as a program can follow them.

Each rule finds what a careful editor would mark; none of them knows whether the text is right.
Source: Myndigheternas skrivregler (Ds 2014:43), Svarta listan (PM 2011:1).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from workbench.core.language.heavy_words import BY_FIRST_WORD, INSTEAD

LONGEST_SENTENCE = 35
"""Words."""


class Rule(Enum):
    """What a remark is about."""

    LONG_SENTENCE = auto()
    HEAVY_WORD = auto()
    AND_OR = auto()
    ABBREVIATION = auto()
    DASH = auto()
    DOUBLE_SPACE = auto()
    PUNCTUATION = auto()
    QUOTATION_MARKS = auto()
    PASSIVE_CHAIN = auto()
    FIGURES = auto()
    DECIMAL_POINT = auto()


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to write differently."""

    rule: Rule
    quote: str
    """The words it is about."""
    instead: str
    """What to write; for a long sentence its number of words."""


ABBREVIATIONS = {
    "t.ex.": "till exempel",
    "t ex": "till exempel",
    "bl.a.": "bland annat",
    "bl a": "bland annat",
    "m.m.": "med mera",
    "m m": "med mera",
    "m.fl.": "med flera",
    "m fl": "med flera",
    "osv.": "och så vidare",
    "o.s.v.": "och så vidare",
    "etc.": "och så vidare",
    "dvs.": "det vill säga",
    "d.v.s.": "det vill säga",
    "f.n.": "för närvarande",
    "fr.o.m.": "från och med",
    "fr o m": "från och med",
    "t.o.m.": "till och med",
    "t o m": "till och med",
    "p.g.a.": "på grund av",
    "pga": "på grund av",
    "pga.": "på grund av",
    "p g a": "på grund av",
    "s.k.": "så kallad",
    "s k": "så kallad",
    "resp.": "respektive",
    "ev.": "eventuellt",
    "inkl.": "inklusive",
    "exkl.": "exklusive",
    "enl.": "enligt",
    "ang.": "om",
    "m.a.o.": "med andra ord",
    "f.d.": "före detta",
    "o.d.": "och dylikt",
    "ca": "cirka, ungefär",
    "ca.": "cirka, ungefär",
    "c:a": "cirka, ungefär",
    "tex": "till exempel",
    "mm": "med mera",
    "mm.": "med mera",
    "st.": "stycken",
}
"""Abbreviations of running words and what they stand for; those of law texts are not here."""

_SLIPS = {
    "återemi": "återremi",
    "tillstryk": "tillstyrk",
    "avstryk": "avstyrk",
    "tilstyrk": "tillstyrk",
    "remisssvar": "remissvar",
    "rättsäker": "rättssäker",
    "säja": "säga",
    "säjer": "säger",
}
"""Beginnings of words that are slips in a remissvar; a speller takes several of them for right."""

_SLIP = re.compile(rf"\b(?:{'|'.join(_SLIPS)})\w*", re.IGNORECASE)
_ABBREVIATION = re.compile(
    r"(?<![\w.:/])(?:"
    + "|".join(re.escape(short) for short in sorted(ABBREVIATIONS, key=len, reverse=True))
    + r")(?![\w:/])(?!\.\w)",
    re.IGNORECASE,
)
_ABBREVIATION_WORDS = frozenset(short.split()[0] for short in ABBREVIATIONS)
"""How a word that is or opens an abbreviation looks between spaces."""

_WORD = re.compile(r"\w+(?:[-:.]\w+)*")
_DIGIT = re.compile(r"\d")
_TERM = "verkställ"
"""*Ej verkställda beslut* is the law's own term and not a heavy `ej`."""

_AND_OR = re.compile(r"\b(\w+)\s?/\s?eller\b", re.IGNORECASE)
_RANGE = re.compile(
    r"(?<![\w/:.–§-])(?!0\d)(\d{1,4}(?:,\d+)?)\s?-\s?(\d{1,4}(?:,\d+)?)(?![\w/:-])(?!\.\d)"
)
_SPACED_HYPHEN = re.compile(r"(?<!\w)\w+,?\s-{1,2}\s\w+")
_SPACES = re.compile(r"\S( {2,})(?=\S)")
_BAD_STOP = re.compile(
    r"\w\s+[,;]|\w\s+[.?!](?=\s|$)|(?<!\.)\.\.(?!\.)|,,|;;|[,;]\.|\w,(?=[A-Za-zåäöÅÄÖ]{2,}\b)"
)
_FOREIGN_QUOTE = re.compile(r"[\"“„«»]")
_SCALE = (
    r"(?:procent|%|miljon(?:er)?|miljard(?:er)?|kronor|kr|tkr|mnkr|mkr|timmar|gånger|årsarbet\w+)"
)
_POINT = re.compile(
    rf"(?<![\w.])\d{{1,3}}\.\d{{1,2}}\s?{_SCALE}\b|(?<![\w.])\d{{1,3}}\.\d{{1,2}}\s?%"
)
_THOUSANDS = re.compile(r"(?<![\w.,/:–-])(?:\d{5,7}|\d{1,3}(?:\.\d{3})+)(?=\s+[a-zåäö])")
_FIGURE_FIRST = re.compile(r"\d{1,9}(?![\d.)])\s+[a-zåäö]")
_PASSIVE = re.compile(
    r"\b(?:ska|bör|kan|måste|får|kunde|skulle|behöver|komma|och|eller|att|inte)\s+(?:\w+\s+)?"
    r"(\w{2,}as)\b",
    re.IGNORECASE,
)
_NOT_PASSIVE = frozenset(
    {"finnas", "hoppas", "lyckas", "minnas", "andas", "trivas", "fattas", "enas", "mötas"}
    | {"vistas", "deras", "andras", "allas", "samtligas"}
)
"""Words in -as that are no passives: deponents and genitives."""
_LEAST_PASSIVES = 3


def remarks(sentence: str, *, table: bool = False) -> Iterator[Remark]:
    """Yield what to write differently in a sentence, rule by rule.

    Args:
        sentence: One sentence, or one line without markup.
        table: The words stand in a table or a heading, where short forms are allowed.
    """
    if not table:
        yield from _length(sentence)
        yield from _abbreviations(sentence)
        yield from _passives(sentence)
        yield from _figures(sentence)
    yield from _heavy_words(sentence)
    yield from _signs(sentence)


def slips(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield words of the trade that are misspelt, each with the right spelling."""
    for found in _SLIP.finditer(sentence):
        word = found[0]
        wrong = next(start for start in _SLIPS if word.casefold().startswith(start))
        yield word, _SLIPS[wrong] + word[len(wrong) :]


def uses_percent_word(sentence: str) -> bool:
    """Tell whether a sentence writes `procent` after a number."""
    return re.search(r"\d\s*procent\b", sentence) is not None


def uses_percent_sign(sentence: str) -> bool:
    """Tell whether a sentence writes `%` after a number."""
    return re.search(r"\d\s*%", sentence) is not None


def _length(sentence: str) -> Iterator[Remark]:
    if sentence.count(" ") < LONGEST_SENTENCE:
        return
    words = len([word for word in sentence.split() if any(c.isalnum() for c in word)])
    if words > LONGEST_SENTENCE:
        yield Remark(Rule.LONG_SENTENCE, sentence, str(words))


def _heavy_words(sentence: str) -> Iterator[Remark]:
    words = [word.casefold() for word in _WORD.findall(sentence)]
    if BY_FIRST_WORD.keys().isdisjoint(words):
        return
    at = 0
    while at < len(words):
        phrase = _phrase_at(words, at)
        if phrase:
            yield Remark(Rule.HEAVY_WORD, " ".join(phrase), INSTEAD[phrase])
        at += len(phrase) or 1


def _phrase_at(words: list[str], at: int) -> tuple[str, ...]:
    """Return the longest heavy phrase that begins at a word; empty when none does."""
    for phrase in BY_FIRST_WORD.get(words[at], ()):
        end = at + len(phrase)
        is_term = words[end:] and words[end].startswith(_TERM)
        if tuple(words[at:end]) == phrase and not is_term:
            return phrase
    return ()


def _abbreviations(sentence: str) -> Iterator[Remark]:
    if _ABBREVIATION_WORDS.isdisjoint(w.strip("(,;:”") for w in sentence.casefold().split()):
        return
    for found in _ABBREVIATION.finditer(sentence):
        if not found[0].isupper():  # `MM` and `CA` are initials
            yield Remark(Rule.ABBREVIATION, found[0], ABBREVIATIONS[found[0].casefold()])


def _passives(sentence: str) -> Iterator[Remark]:
    if sentence.count("as") < _LEAST_PASSIVES:
        return
    verbs = [verb for verb in _PASSIVE.findall(sentence) if verb.casefold() not in _NOT_PASSIVE]
    verbs = [verb for verb in verbs if not verb.endswith(("ernas", "arnas", "ornas"))]
    if len(verbs) >= _LEAST_PASSIVES:
        yield Remark(Rule.PASSIVE_CHAIN, ", ".join(verbs), "skriv vem som gör vad")


def _figures(sentence: str) -> Iterator[Remark]:
    if not _DIGIT.search(sentence):
        return
    for found in _POINT.finditer(sentence):
        yield Remark(Rule.DECIMAL_POINT, found[0], found[0].replace(".", ",", 1))
    for found in _THOUSANDS.finditer(sentence):
        digits = found[0].replace(".", "")
        yield Remark(Rule.FIGURES, found[0], f"{int(digits):,}".replace(",", " "))
    if first := _FIGURE_FIRST.match(sentence):
        yield Remark(Rule.FIGURES, first[0][:-1].strip(), "talet med bokstäver först i meningen")


def _signs(sentence: str) -> Iterator[Remark]:
    if "/" in sentence and (found := _AND_OR.search(sentence)):
        yield Remark(Rule.AND_OR, found[0], "och, eller, eller ”A eller B eller båda”")
    if "-" in sentence:
        for found in _RANGE.finditer(sentence):
            if int(found[1].partition(",")[0]) < int(found[2].partition(",")[0]):
                yield Remark(Rule.DASH, found[0], f"{found[1]}–{found[2]}")
        for found in _SPACED_HYPHEN.finditer(sentence):
            yield Remark(Rule.DASH, found[0], re.sub(r"-{1,2}", "–", found[0]))
    if found := _SPACES.search(sentence):
        start = max(0, found.start() - 12)
        yield Remark(Rule.DOUBLE_SPACE, sentence[start : found.end() + 12], "ett blanksteg")
    if found := _BAD_STOP.search(sentence):
        yield Remark(Rule.PUNCTUATION, found[0].strip(), "ett skiljetecken direkt efter ordet")
    if found := _FOREIGN_QUOTE.search(sentence):
        yield Remark(Rule.QUOTATION_MARKS, found[0], "”svenska citattecken”")
