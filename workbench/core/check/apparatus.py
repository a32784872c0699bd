"""What holds a text together: numbering, brackets and quotation marks, footnotes, annexes."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from workbench.core import places
from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import Line, LineKind, Text
from workbench.core.check.reading import Reading

_NUMBERED = re.compile(r"(\s*)(\d{1,4})([.)])\s+\S")
_LETTERED = re.compile(r"(\s*)(?:[-*+]\s+)?([a-zåäö])(\))\s+\S")
_HEADING_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?\s")
_ENUMERATOR = re.compile(r"(?:(?<=\s)|^)\(?\w{1,3}\)(?=\s)")
_LABEL = re.compile(r"\[\^([^\]\s]+)\]")
_DEFINITION = re.compile(r"\s{0,3}\[\^([^\]\s]+)\]:")
_CODE = re.compile(r"`[^`]*`")
_ANNEX = re.compile(
    r"\b[Bb]ilag(?:a|an|orna|or)\s+((?:\d{1,2}|[A-ZÅÄÖ])(?:(?:\s*,\s*|\s+och\s+|\s*[–-]\s*)(?:\d{1,2}|[A-ZÅÄÖ]))*)(?![\wåäö])"
)
_ANNEX_LABEL = re.compile(r"\d{1,2}|[A-ZÅÄÖ]")
_NAMED_ANNEX = re.compile(r"bilaga[\s_-]*(\d{1,2}|[A-ZÅÄÖ])(?![\wåäö])", re.IGNORECASE)
_ATTACHED = re.compile(
    r"\b(?:se\s+bilaga[n]?\b|bifogas\b|bifogade?\s+(?:fil|dokument|skrivelse|bilag)\w*)",
    re.IGNORECASE,
)
_THE_REPORTS = re.compile(
    r"\b(?:betänkandets|utredningens|promemorians|rapportens|direktivens)\s+$", re.IGNORECASE
)
_IN_THE_REPORT = re.compile(
    r"\s*(?:till|i|av)\s+(?:betänkandet|utredningen|promemorian|rapporten|förordning\w*|lagen|direktiv\w*|SOU|Ds|prop)",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Check the apparatus of what is sent; footnotes also in contributions."""
    for text in reading.sent:
        yield from _numbering(text)
        yield from _balance(text)
    for text in reading.texts:
        if "[^" in text.markdown:
            yield from _footnotes(text)
    yield from _annexes(reading)


def _numbering(text: Text) -> Iterator[Finding]:
    raw = text.markdown.split("\n")
    lists = (line for line in text.lines if line.kind in {LineKind.ITEM, LineKind.PROSE})
    for _, stanza in groupby(lists, key=lambda line: line.stanza):
        lines = list(stanza)
        for pattern in (_NUMBERED, _LETTERED):
            yield from _sequence(text, [(n, pattern.match(raw[n.number - 1])) for n in lines])
    numbers = [
        (line, found[1])
        for line in text.lines
        if line.kind is LineKind.HEADING and (found := _HEADING_NUMBER.match(line.words))
    ]
    times = Counter(number for _, number in numbers)
    for number in (number for number, count in times.items() if count > 1):
        last = [line for line, own in numbers if own == number][-1]
        yield _misnumbered(text, last, f"Rubriknumret {number} används {times[number]} gånger.")


def _sequence(text: Text, items: Sequence[tuple[Line, re.Match[str] | None]]) -> Iterator[Finding]:
    """Check that numbers or letters at one indentation follow each other."""
    found = [(line, match) for line, match in items if match]
    for indent in dict.fromkeys(len(match[1]) for _, match in found):
        level = [(line, match[2]) for line, match in found if len(match[1]) == indent]
        if len({label for _, label in level}) == 1:
            continue  # 1. 1. 1. is how one writes a list that numbers itself
        for (_, one), (line, other) in pairwise(level):
            if _ordinal(other) != _ordinal(one) + 1:
                yield _misnumbered(text, line, f"Efter {one} kommer {other} i listan.")
                break


def _ordinal(label: str) -> int:
    return int(label) if label.isdigit() else ord(label)


def _misnumbered(text: Text, line: Line, message: str) -> Finding:
    return text.found(Kind.NUMBERING, line.number, message, "Numrera om.", line.words)


def _balance(text: Text) -> Iterator[Finding]:
    """Check brackets and quotation marks stanza by stanza: a quotation may span sentences."""
    lines = (line for line in text.lines if line.words and line.kind is not LineKind.VERBATIM)
    for _, stanza in groupby(lines, key=lambda line: line.stanza):
        block = list(stanza)
        words = " ".join(_ENUMERATOR.sub(" ", line.words) for line in block)
        problem = _unbalanced(words)
        if problem:
            at = next((n for n in block if any(mark in n.words for mark in problem)), block[0])
            yield text.found(
                Kind.UNBALANCED,
                at.number,
                f"{_BALANCE_NAMES[problem]} går inte jämnt ut i stycket.",
                "Sätt dit den som fattas eller stryk den som är över.",
                at.words,
            )


_BALANCE_NAMES = {"()": "Parenteserna", "[]": "Hakparenteserna", '”"“': "Citattecknen"}


def _unbalanced(words: str) -> str:
    """Return the marks that do not go together; empty when all do."""
    if words.count("(") != words.count(")"):
        return "()"
    if words.count("[") != words.count("]"):
        return "[]"
    return '”"“' if sum(words.count(mark) for mark in '”"“') % 2 else ""


def _footnotes(text: Text) -> Iterator[Finding]:
    used: dict[str, int] = {}
    defined: dict[str, int] = {}
    for line, raw in zip(text.lines, text.markdown.split("\n"), strict=True):
        if line.kind is LineKind.VERBATIM:
            continue
        body = _CODE.sub("", raw)
        if found := _DEFINITION.match(body):
            if found[1] in defined:
                yield text.found(
                    Kind.FOOTNOTE_TWICE,
                    line.number,
                    f"Fotnoten {found[1]} har två texter.",
                    "Ge den ena ett annat märke.",
                    f"[^{found[1]}]",
                )
            defined.setdefault(found[1], line.number)
            body = body[found.end() :]
        for label in _LABEL.findall(body):
            used.setdefault(label, line.number)
    for label in used.keys() - defined.keys():
        yield text.found(
            Kind.FOOTNOTE_WITHOUT_TEXT,
            used[label],
            f"Fotnoten {label} har ingen text.",
            f"Skriv den sist i texten: [^{label}]: …",
            f"[^{label}]",
        )
    for label in defined.keys() - used.keys():
        yield text.found(
            Kind.FOOTNOTE_UNUSED,
            defined[label],
            f"Inget i texten hänvisar till fotnoten {label}.",
            "Sätt dit hänvisningen eller stryk fotnoten.",
            f"[^{label}]",
        )


def _annexes(reading: Reading) -> Iterator[Finding]:
    attachments = reading.context.attachments
    given, made = _labelled(attachments), _labelled(reading.context.annexes)
    have = made | given
    mentioned: set[str] = set()
    for text in reading.sent:
        if "bila" not in text.folded and "bifog" not in text.folded:
            continue
        for line in text.lines:
            for found in _ANNEX.finditer(line.words):
                before = line.words[max(0, found.start() - 40) : found.start()]
                after = line.words[found.end() : found.end() + 40]
                if _THE_REPORTS.search(before) or _IN_THE_REPORT.match(after):
                    continue
                labels = _ANNEX_LABEL.findall(found[1])
                mentioned |= set(labels)
                for label in (label for label in labels if label not in have):
                    yield _no_annex(text, line, f"Bilaga {label} finns inte.", found[0])
            anything = attachments or reading.context.annexes
            named = _ANNEX.search(line.words)
            if not anything and not named and (vague := _ATTACHED.search(line.words)):
                yield _no_annex(
                    text, line, "Texten hänvisar till en bilaga, men ingen finns.", vague[0]
                )
    for label in given.keys() - mentioned:
        yield Kind.ANNEX_UNMENTIONED.found(
            Place(f"{places.ATTACHMENTS}{have[label]}"),
            f"Bilagan ”{have[label]}” nämns inte i svaret.",
            "Hänvisa till den där den behövs, eller ta bort den.",
            have[label],
        )


def _labelled(names: Iterable[str]) -> dict[str, str]:
    """Return names of annexes by their number or letter."""
    return {found[1].upper(): name for name in names if (found := _NAMED_ANNEX.search(name))}


def _no_annex(text: Text, line: Line, message: str, quote: str) -> Finding:
    advice = "Lägg till bilagan eller ta bort hänvisningen."
    return text.found(Kind.ANNEX_MISSING, line.number, message, advice, quote)
