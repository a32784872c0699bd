"""Who sends the answer, as the text says it: names that are wrong and counts that do not agree."""

import re
from collections.abc import Iterator

from workbench.core.adoption import BEHIND
from workbench.core.check.finding import Finding
from workbench.core.check.kinds import Kind
from workbench.core.check.names import wrong_names
from workbench.core.check.prose import OWN_WORDS, LineKind, Sentence, Text
from workbench.core.check.reading import Reading
from workbench.core.outline import STANDING

_TO_TWELVE = "noll|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv"
_NUMBERS = f"{_TO_TWELVE}|tretton|fjorton|femton|sexton|sjutton|arton|nitton|tjugo".split("|")
_COUNT = rf"(?P<{{name}}>\d{{{{1,3}}}}|{'|'.join(_NUMBERS[2:])})"
_OF = re.compile(
    rf"\b{_COUNT.format(name='part')}\s+av\s+(?:länets\s+|de\s+|våra\s+|Dalarnas\s+|\w+\s+)?"
    rf"{_COUNT.format(name='whole')}\s+(?:\w+\s+)?kommuner(?:na)?\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"\b{_COUNT.format(name='count')}\s+(?:\w+\s+)?kommuner(?:na)?\b", re.IGNORECASE
)
_SENDS = re.compile(
    r"\bstår\s+(?:\w+\s+){0,2}?bakom|\bställer\s+sig\s+(?:\w+\s+)?bakom|\bgemensam\w*|\bavges\b|\blämnas?\b"
    r"|\byttrandet\b|\bremissvaret\b|\bsvaret\b|\bsvarar\b",
    re.IGNORECASE,
)
_TOOK_PART = re.compile(
    r"\bdeltagit\b|\bmedverkat\b|\bbidragit\b|\bhar\s+(?:svarat|lämnat)\b", re.I
)
_ALL = re.compile(r"\b(?:samtliga|alla|länets)\s+$|(?<!\w)\w+s\s+$", re.IGNORECASE)


def find(reading: Reading) -> Iterator[Finding]:
    """Check the names and counts of municipalities in what is sent."""
    for text in reading.sent:
        yield from _names(text, reading)
        if "kommuner" in text.folded and text.section in STANDING:
            for sentence in text.sentences:
                yield from _counts(text, sentence, reading)


def _names(text: Text, reading: Reading) -> Iterator[Finding]:
    for line in text.lines:
        if line.kind in OWN_WORDS | {LineKind.HEADING, LineKind.TABLE}:
            for wrong in wrong_names(line.words, reading.names):
                yield text.found(
                    Kind.NAME_MISSPELT,
                    line.number,
                    f"Kommunen skriver inte sitt namn ”{wrong.written}”.",
                    f"Skriv {wrong.meant}.",
                    wrong.written,
                )


def _counts(text: Text, sentence: Sentence, reading: Reading) -> Iterator[Finding]:
    words = sentence.words
    total = len(reading.response.municipalities)
    if found := _OF.search(words):
        part, whole = _number(found["part"]), _number(found["whole"])
        wanted = _took_part(reading) if _TOOK_PART.search(words) else _behind(reading, words)
        if whole != total:
            yield _wrong(text, sentence, found[0], f"gruppen är {total} kommuner")
        elif wanted is not None and part != wanted:
            yield _wrong(text, sentence, found[0], f"rätt antal är {wanted}")
        return
    for found in _PLAIN.finditer(words):
        count = _number(found["count"])
        behind = _behind(reading, words)
        describes_all = count == total and not (behind and _SENDS.search(words))
        if count * 2 <= total or describes_all or behind is None or count == behind:
            continue
        if count == total and _ALL.search(words[: found.start()]) is None and behind == total:
            continue
        yield _wrong(text, sentence, found[0], f"{behind} kommuner står bakom svaret")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS.index(word.casefold())


def _took_part(reading: Reading) -> int:
    """Count the municipalities that have contributed anything."""
    return len(
        {slug for (_, slug), c in reading.response.contributions.items() if c.says_something}
    )


def _behind(reading: Reading, words: str) -> int | None:
    """Count those who stand behind the answer, when the words are about that and it is settled.

    Until all have decided the number is the most that can come to stand behind, and only a larger
    one is wrong; then None is returned for every count that may still come true.
    """
    if not _SENDS.search(words):
        return None
    taking_part = reading.taking_part
    decided = {municipality.slug: decision for municipality, decision in reading.decisions()}
    open_still = [slug for slug in taking_part if slug not in decided]
    if open_still:
        return None
    return sum(decided[slug].stance in BEHIND for slug in taking_part)


def _wrong(text: Text, sentence: Sentence, quote: str, why: str) -> Finding:
    return text.found(
        Kind.COUNT_WRONG,
        sentence.line,
        f"Texten säger ”{quote}”, men {why}.",
        "Rätta antalet.",
        quote,
    )
