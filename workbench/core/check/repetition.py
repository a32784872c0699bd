"""What is said twice: sentences, words, and contributions that are copies of another."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from workbench.core.check.finding import Finding
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import LineKind, Sentence, Text
from workbench.core.check.reading import Reading
from workbench.core.outline import SUMMARY

_WORD = re.compile(r"\w+")
_DOUBLED = re.compile(r"\b(\w+)\s+\1\b", re.IGNORECASE)
_MAY_BE_DOUBLE = frozenset(
    {"de", "den", "det", "där", "då", "han", "hon", "här", "mycket", "så", "var"}
)
"""Words that can rightly stand twice: *det det handlar om*, *den den berör*."""

_UNCHANGED = re.compile(
    r"(?:(?:är\s+|texten\s+är\s+)?oförändrat?|se\s+(?:tidigare|föregående)\b.*|(?:samma\s+)?som\s+(?:tidigare|förra\b.*"
    r"|ovan)|samma\s+(?:text|svar)\s+som\s+\w+.*|inget\s+nytt|enligt\s+tidigare.*|dito|d:o|idem)\W*",
    re.IGNORECASE,
)
_STANCE = re.compile(r"tillstyrk|avstyrk|bedömning|erinra|positivt|invänd|avstår|ställning", re.I)

LEAST_WORDS = 8
"""Words of a sentence that nobody writes twice by chance."""
_LEAST_STANCE_WORDS = 15
_LEAST_NEAR = 10
_LEAST_COPIED = 12
_ALIKE = 0.7
"""Share of word triples that two sentences must have in common to be nearly the same."""
_COMMON = 12
"""A triple in more sentences than this is a phrase of the trade and tells nothing."""


def find(reading: Reading) -> Iterator[Finding]:
    """Look for repetition in what is sent, and for copies among the contributions."""
    joint = [(text, s) for text in reading.agreed for s in text.sentences]
    yield from _sentences(joint)
    for text in reading.sent:
        yield from _doubled_words(text)
    yield from _copies(reading)


def _sentences(said: list[tuple[Text, Sentence]]) -> Iterator[Finding]:
    words = [tuple(_WORD.findall(sentence.words.casefold())) for _, sentence in said]
    first: dict[tuple[str, ...], int] = {}
    distinct: list[int] = []
    for at, ((text, sentence), these) in enumerate(zip(said, words, strict=True)):
        if len(these) < _least(sentence):
            continue
        earlier = first.setdefault(these, at)
        if earlier == at:
            distinct.append(at)
        elif not _is_summed_up(said[earlier][0], text):
            yield text.found(
                Kind.SENTENCE_REPEATED,
                sentence.line,
                f"Samma mening står redan i {_where(said[earlier], text)}.",
                "Stryk den ena.",
                sentence.words,
            )
    yield from _near(said, words, distinct)


def _least(sentence: Sentence) -> int:
    return _LEAST_STANCE_WORDS if _STANCE.search(sentence.words) else LEAST_WORDS


def _is_summed_up(one: Text, other: Text) -> bool:
    """Tell whether one of two texts is the summary of the other: saying it again is its task."""
    return one is not other and SUMMARY in {one.section, other.section}


def _where(earlier: tuple[Text, Sentence], text: Text) -> str:
    other, sentence = earlier
    if other is text:
        return f"rad {sentence.line}"
    return f"{other.place.file}, rad {sentence.line}"


def _near(
    said: list[tuple[Text, Sentence]], words: list[tuple[str, ...]], distinct: list[int]
) -> Iterator[Finding]:
    grams = {at: _grams(words[at]) for at in distinct if len(words[at]) >= _LEAST_NEAR}
    holders: dict[int, list[int]] = defaultdict(list)
    for at, own in grams.items():
        met: list[int] = []
        for gram in own:
            others = holders[gram]
            if len(others) <= _COMMON:
                met += others
                others.append(at)
        shared = Counter(met)
        text, sentence = said[at]
        likely = sorted(e for e, hits in shared.items() if hits >= _ALIKE * len(own))
        for earlier in likely:
            hits = shared[earlier]
            both = len(own) + len(grams[earlier]) - hits
            if hits >= _ALIKE * both and not _is_summed_up(said[earlier][0], text):
                yield text.found(
                    Kind.SENTENCE_NEARLY_REPEATED,
                    sentence.line,
                    f"Nästan samma mening står i {_where(said[earlier], text)}.",
                    "Stryk den ena eller gör tydligt vad som skiljer dem.",
                    sentence.words,
                )
                break


def _grams(words: tuple[str, ...]) -> frozenset[int]:
    """Return the word triples of a sentence, each by its hash: half the memory and the time."""
    return frozenset(map(hash, zip(words, words[1:], words[2:], strict=False)))


def _doubled_words(text: Text) -> Iterator[Finding]:
    for line in text.lines:
        if line.kind in {LineKind.TABLE, LineKind.QUOTE}:
            continue
        for found in _DOUBLED.finditer(line.words):
            if found[1].casefold() not in _MAY_BE_DOUBLE and not found[1].isdigit():
                yield text.found(
                    Kind.WORD_DOUBLED,
                    line.number,
                    f"Ordet ”{found[1]}” står två gånger i följd.",
                    "Stryk det ena.",
                    found[0],
                )


def _copies(reading: Reading) -> Iterator[Finding]:
    """Look for contributions that are copies of the same text in another place."""
    own: dict[tuple[str, str], Text] = {}
    shared: dict[tuple[str, str], Text] = {}
    for text in reading.contributions:
        words = " ".join(text.folded.split())
        if _UNCHANGED.fullmatch(words):
            yield text.found(
                Kind.CONTRIBUTION_UNCHANGED,
                1,
                "Bidraget hänvisar bara till en tidigare text.",
                "Be kommunen skriva ut vad den vill ha sagt, eller använd ”instämmer”.",
                text.markdown.strip(),
            )
        if words.count(" ") < _LEAST_COPIED:
            continue
        before = own.setdefault((text.owner, words), text)
        if before is not text:
            yield Kind.CONTRIBUTION_COPIED.found(
                text.place,
                f"Kommunen har lämnat samma text också till avsnitt {before.section}.",
                "Fråga om texten hör hemma i båda avsnitten.",
            )
        twin = shared.setdefault((text.section, words), text)
        if twin is not text:
            other = reading.response.municipalities[twin.owner].official_name
            yield Kind.CONTRIBUTION_SHARED.found(
                text.place,
                f"Texten är ord för ord densamma som {other} har lämnat.",
                "Inget att göra om kommunerna har skrivit den tillsammans.",
            )
