"""Plain language in what is sent (`language.plain`), and the words that a speller does not know."""

import re
from collections.abc import Iterator

from workbench.core import places
from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import OWN_WORDS, LineKind, Sentence, Text
from workbench.core.check.reading import Reading
from workbench.core.language.plain import (
    LONGEST_SENTENCE,
    Remark,
    Rule,
    remarks,
    slips,
    uses_percent_sign,
    uses_percent_word,
)

_KINDS = {
    Rule.LONG_SENTENCE: Kind.LONG_SENTENCE,
    Rule.HEAVY_WORD: Kind.HEAVY_WORD,
    Rule.AND_OR: Kind.AND_OR,
    Rule.ABBREVIATION: Kind.ABBREVIATION,
    Rule.DASH: Kind.DASH,
    Rule.DOUBLE_SPACE: Kind.DOUBLE_SPACE,
    Rule.PUNCTUATION: Kind.PUNCTUATION,
    Rule.QUOTATION_MARKS: Kind.QUOTATION_MARKS,
    Rule.PASSIVE_CHAIN: Kind.PASSIVE_CHAIN,
    Rule.FIGURES: Kind.FIGURES,
    Rule.DECIMAL_POINT: Kind.DECIMAL_POINT,
}
_MESSAGES = {
    Rule.HEAVY_WORD: "”{quote}” gör texten tung.",
    Rule.AND_OR: "”{quote}” kan läsas på flera sätt.",
    Rule.ABBREVIATION: "”{quote}” är förkortat i löpande text.",
    Rule.DASH: "I ”{quote}” står ett bindestreck där det ska vara tankstreck.",
    Rule.DOUBLE_SPACE: "Här står flera blanksteg i följd.",
    Rule.PUNCTUATION: "Skiljetecknen i ”{quote}” ser fel ut.",
    Rule.QUOTATION_MARKS: "Citattecknet {quote} är inte svenskt.",
    Rule.PASSIVE_CHAIN: "Meningen har flera passiva verb i rad: {quote}.",
    Rule.FIGURES: "Talet ”{quote}” är inte skrivet enligt skrivreglerna.",
    Rule.DECIMAL_POINT: "”{quote}” har decimalpunkt.",
}
_ADVICE = {
    Rule.PASSIVE_CHAIN: "Skriv vem som gör vad.",
    Rule.AND_OR: "Skriv ”och”, ”eller” eller ”A eller B eller båda”.",
    Rule.DOUBLE_SPACE: "Skriv ett blanksteg.",
    Rule.PUNCTUATION: "Sätt ett skiljetecken direkt efter ordet.",
    Rule.QUOTATION_MARKS: "Skriv ” före och efter citatet.",
}
"""Where the wording that is wanted says less than an instruction does."""

_BETWEEN_SENTENCES = re.compile(r"(?<!\w)\w+[.!?]  +\w+")
_ONCE_A_TEXT = frozenset({Rule.HEAVY_WORD, Rule.QUOTATION_MARKS})


def find(reading: Reading) -> Iterator[Finding]:
    """Go through what is sent as a strict editor would."""
    for text in reading.sent:
        yield from _in_text(text)
    yield from _percent(reading)
    yield from _misspelt(reading)


def _in_text(text: Text) -> Iterator[Finding]:
    seen: set[tuple[Rule, str]] = set()
    for line, remark in _remarks(text):
        if remark.rule in _ONCE_A_TEXT:
            if (remark.rule, remark.quote) in seen:
                continue
            seen.add((remark.rule, remark.quote))
        yield _finding(text, line, remark)


def _remarks(text: Text) -> Iterator[tuple[int, Remark]]:
    for sentence in text.sentences:
        for remark in remarks(sentence.words, table=sentence.kind is LineKind.NOTE):
            yield sentence.line, remark
    for line in text.lines:
        if line.kind in OWN_WORDS and (found := _BETWEEN_SENTENCES.search(line.words)):
            yield line.number, Remark(Rule.DOUBLE_SPACE, found[0], "")
        if line.kind in {LineKind.HEADING, LineKind.TABLE}:
            for remark in remarks(line.words, table=True):
                yield line.number, remark


def _finding(text: Text, line: int, remark: Remark) -> Finding:
    if remark.rule is Rule.LONG_SENTENCE:
        message = f"Meningen är {remark.instead} ord lång."
        advice = f"Dela den; högst {LONGEST_SENTENCE} ord är lagom."
    else:
        message = _MESSAGES[remark.rule].format(quote=remark.quote)
        advice = _ADVICE.get(remark.rule, "Skriv: {instead}.").format(instead=remark.instead)
    return text.found(_KINDS[remark.rule], line, message, advice, remark.quote)


def _percent(reading: Reading) -> Iterator[Finding]:
    """Look whether the joint text writes both `procent` and `%`."""
    said: list[tuple[Text, Sentence]] = [
        (text, sentence)
        for text in reading.agreed
        if "%" in text.markdown or "procent" in text.markdown
        for sentence in text.sentences
        if sentence.kind in OWN_WORDS
    ]
    signs = [(text, s) for text, s in said if uses_percent_sign(s.words)]
    if not signs or not any(uses_percent_word(s.words) for _, s in said):
        return
    for text, sentence in signs:
        yield text.found(
            Kind.PERCENT,
            sentence.line,
            "Svaret skriver både ”procent” och ”%” i löpande text.",
            "Skriv procent i löpande text och % i tabeller.",
            sentence.words,
        )


def _misspelt(reading: Reading) -> Iterator[Finding]:
    for text in reading.sent:
        for sentence in text.sentences:
            for word, right in slips(sentence.words):
                yield text.found(
                    Kind.MISSPELT,
                    sentence.line,
                    f"”{word}” är felstavat.",
                    f"Skriv: {right}.",
                    word,
                )
    for key, words in reading.context.misspelt.items():
        seen: set[str] = set()
        for line, word, suggestions in words:
            if word in seen or any(slips(word)):
                continue
            seen.add(word)
            meant = f"Menas {', '.join(suggestions[:3])}? " if suggestions else ""
            yield Kind.MISSPELT.found(
                Place(places.text(key), key, line=line),
                f"Ordlistan känner inte ”{word}”.",
                f"{meant}Rätta ordet, eller låt det stå om det är rätt.",
                word,
            )
