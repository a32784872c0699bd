"""What was left behind in a text: placeholders, version marks, traces of editing.

Both Uppsala's and Region Norrbotten's real answers were sent with such traces in them.
"""

import re
from collections.abc import Iterator

from workbench.core.check.finding import Finding
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import LineKind, Text
from workbench.core.check.reading import FACTS, Reading

_PLACEHOLDER = re.compile(
    r"""
      click\s+or\s+tap(?:\s+(?:here|to)\b[^.]*\.?)? | klicka\s+eller\s+tryck\s+här[^.]*\.?
    | \bklicka\s+här\b(?:[^.]*\.)? | \bskriv\s+(?:din\s+)?text\s+här\b | \bange\s+text\b
    | \[\s*(?:…|\.\.\.)\s*\] | (?<!\])\[(?!\^)[^\]\[\n]{1,60}\](?![\[(:])
    | <[A-Za-zÅÄÖåäö][^<>@:/\n]{0,40}> | \{\{[^}\n]*\}\}
    | (?-i:\bX{2,}\b|\bTODO\b|\bFIXME\b|\bTBD\b|\bTBC\b|\bÅÅÅÅ-MM-DD\b)
    | (?-i:\bNN\s+kommun\b|\bX(?:-stads|s)?\s+kommun\b)
    | \bxxx+\b | \bxx\s+(?:procent|kronor|kommun\w*|personer) | \blorem\s+ipsum\b | \?{3,} | _{4,}
    | \b(?:kompletteras|fylls\s+(?:i|på)|skrivs)\s+(?:senare|in\s+senare)\b | \btext\s+kommer\b
    | \bska\s+kompletteras\b | \bplatshållare\b | \(\?\) | \bexempeltext\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_VERSION = re.compile(
    r"""
      \butkast\s*(?:nr\.?\s*)?\d+\b | (?-i:\bUTKAST\b|\bARBETSMATERIAL\b|\bKONCEPT\b|\bDRAFT\b)
    | \((?:utkast|arbetsmaterial|draft)\) | ^\W*arbetsmaterial\W*$ | \barbetsversion\b
    | \bversion\s*:?\s*\d+\.\d+(?:\.\d+)? | (?-i:\bVERSION\s+\d) | ^\W*version\s+\d+\W*$
    | (?<![\w.])v\.?\s?\d+\.\d+(?:\.\d+)?\b | \bej\s+(?:färdig|slutgiltig)\w*\s+version\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_EDITING = re.compile(
    r"""
      ^(?:<{7}|={7}|>{7}|\|{7})(?:\s.*)?$ | \{(?:\+\+|--|~~|>>|==)[^{]*?(?:\+\+|--|~~|<<|==)\}
    | <!--.*?(?:-->|$) | \[?kommentar(?:er)?\s*\[?[A-ZÅÄÖ]{1,3}\d+\]?\s*:?
    | \b(?:formaterat|borttaget|infogat|flyttat\s+(?:från|till)|deleted|formatted|inserted)
      \s*(?:\[[^\]]*\])?:
    | \bALTERNATIV\s+[A-E]\b\s*[(:] | \berror!\s+\w+
    | \bfel!\s+(?:hittar|bokmärket|det\s+finns|ogiltig)[^.]*\.?
    | \bOBS!?\s*(?:kolla|kontrollera|stäm|fråga|ska|ändra)\w*
    | \b(?:kolla|stäm)\s+av\s+(?:det\s+här\s+|detta\s+)?med\b
    | ^\s*(?:anteckning|intern\s+kommentar|att\s+göra)\s*:
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUOTED = re.compile(r"[”\"“][^”\"“]*[”\"“]")
_OMISSION = re.compile(r"\[\s*(?:…|\.\.\.)\s*\]")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]]+\]:\s")
_TASK = re.compile(r"(\s*[-*+]\s+)\[[ xX]\]")
_CODE = re.compile(r"`[^`]*`")

_HINTS = (
    "click", "klicka", "[", "<", "{", "xx", "todo", "fixme", "tbd", "tbc", "åååå", "nn kommun",
    "x kommun", "x-stads", "xs kommun", "lorem", "???", "____", "ska kompletteras",
    "kompletteras senare", "fylls ", "skrivs senare", "skrivs in", "text kommer", "platshållare",
    "(?)", "exempeltext", "text här", "ange text", "utkast", "arbetsm", "arbetsv", "koncept",
    "draft", "version", "=======", ">>>", "|||", "kommentar", "formaterat", "borttaget",
    "infogat", "flyttat", "deleted", "formatted", "inserted", "alternativ ", "error!", "fel!",
    "obs", "kolla ", "stäm av", "anteckning:", "att göra:",
)  # fmt: skip
"""One of these stands wherever the patterns above can find anything, but for `v0.11`."""

_SHORT_VERSION = re.compile(r"v\.?\s?\d+\.\d")

_SEARCHES = (
    (
        Kind.PLACEHOLDER,
        _PLACEHOLDER,
        "Här står en platshållare kvar.",
        "Skriv det som ska stå här eller stryk det.",
    ),
    (
        Kind.VERSION_MARK,
        _VERSION,
        "Här står ett versionsmärke kvar i texten.",
        "Stryk det; arbetsbänken håller reda på versionerna.",
    ),
    (
        Kind.EDITING_MARK,
        _EDITING,
        "Här finns spår av redigering kvar.",
        "Ta ställning till ändringen eller anteckningen och stryk märket.",
    ),
)


def find(reading: Reading) -> Iterator[Finding]:
    """Look for what was left behind in every text and in the facts."""
    everything = "\n".join(text.folded for text in reading.texts).encode()
    likely = [hint for hint in _HINTS if hint.encode() in everything]
    for text in reading.texts:
        hints = [hint for hint in likely if hint in text.folded]
        if hints or _SHORT_VERSION.search(text.folded):
            yield from _in_text(text, hints)
    yield from _in_facts(reading)


def _in_text(text: Text, hints: list[str]) -> Iterator[Finding]:
    """Search the lines that hold one of the hints: the patterns are slow, substrings are not."""
    kinds = [line.kind for line in text.lines]
    for number, raw in enumerate(text.markdown.split("\n"), 1):
        kind = kinds[number - 1]
        if kind is LineKind.VERBATIM and not raw.startswith(("<<<", ">>>")):
            continue
        folded = raw.casefold()
        if not any(hint in folded for hint in hints) and not _SHORT_VERSION.search(folded):
            continue
        words = _TASK.sub(r"\1", _CODE.sub("", raw))
        if kind is LineKind.QUOTE:
            words = _OMISSION.sub("", words)
        words = _QUOTED.sub(lambda quoted: _OMISSION.sub("", quoted[0]), words)
        words = "" if _DEFINITION.match(words) and kind is not LineKind.NOTE else words
        for sort, pattern, message, advice in _SEARCHES:
            for found in pattern.finditer(words):
                yield text.found(sort, number, message, advice, found[0].strip())


def _in_facts(reading: Reading) -> Iterator[Finding]:
    facts = reading.response.facts
    fields = {
        "[response] name": facts.response.name,
        "[response] registration_number": facts.response.registration_number,
        "[referral] title": facts.referral.title,
        "[referral] registration_number": facts.referral.registration_number,
        "[referral] recipient": facts.referral.recipient,
    }
    for number, municipality in enumerate(facts.municipalities, 1):
        fields[f"[[municipalities]] nr {number}, official_name"] = municipality.official_name
        fields[f"[[municipalities]] nr {number}, registration_number"] = (
            municipality.registration_number
        )
    for name, value in fields.items():
        if found := _PLACEHOLDER.search(value):
            yield Kind.PLACEHOLDER.found(
                FACTS, f"Under {name} står en platshållare.", "Fyll i det rätta.", found[0]
            )
