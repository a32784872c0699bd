"""How the text itself cites the referral: the report's title, its designation and the number."""

import re
from collections.abc import Iterator

from workbench.core.check.finding import Finding
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import OWN_WORDS, Line, LineKind, Text
from workbench.core.check.reading import Reading
from workbench.core.referral import Referral, normal_registration_number

_KINDS = r"(?i:betänkandet|slutbetänkandet|delbetänkandet|promemorian|rapporten|skrivelsen)"
_DASHES = str.maketrans("—−-", "–––")
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[”\"“]([^”\"“]{4,160})[”\"“]|(?<![\w*])[*_]([^*_]{4,160})[*_](?![\w*])")
_ANY_DESIGNATION = re.compile(r"\b(SOU|Ds)\s*[: ]?\s*(\d{4})\s*([:/\-–])\s*(\d{1,4})\b")
_NUMBER = re.compile(
    r"(?<![\w/])([A-ZÅÄÖ][a-zåäö]{0,3})?\s?(\d{4})([/:])(\d{4,6})(?:/\w{1,6})?(?![\w/])"
)


def find(reading: Reading) -> Iterator[Finding]:
    """Compare what the sent texts cite with the facts."""
    referral = reading.response.facts.referral
    title = _Title(referral) if referral.title else None
    for text in reading.sent:
        raw = text.markdown.split("\n")
        for line in text.lines:
            if line.kind not in OWN_WORDS | {LineKind.HEADING, LineKind.TABLE}:
                continue
            if title:
                yield from title.find(text, line, raw[line.number - 1])
            if any(mark in line.words for mark in ":/–-"):
                yield from _designation(text, line, referral)
                yield from _number(text, line, referral)


class _Title:
    """The report's title and what a slip for it looks like."""

    def __init__(self, referral: Referral) -> None:
        self._title = referral.title
        self._exact = _folded(referral.title)
        main, dash, rest = referral.title.translate(_DASHES).partition(" – ")
        self._accepted = {self._exact, _folded(main), _folded(rest) if dash else self._exact}
        self._content = {word for word in _words(referral.title) if len(word) > 4}
        shown = re.escape(referral.report) if referral.report else r"(?:SOU|Ds)\s\d{4}:\d+"
        self._cited = re.compile(rf"\b{_KINDS}\s+([^.;!?]{{4,160}}?),?\s*\(?{shown}")
        self._before = re.compile(rf"([A-ZÅÄÖ][^.;:!?()]{{3,160}}?),?\s*\({shown}\)")

    def find(self, text: Text, line: Line, raw: str) -> Iterator[Finding]:
        for said in dict.fromkeys(self._citations(line.words, raw)):
            yield text.found(
                Kind.TITLE_DIFFERS,
                line.number,
                f"Titeln är skriven ”{said}”.",
                f"Skriv den ord för ord: {self._title}.",
                said,
            )

    def _citations(self, words: str, raw: str) -> Iterator[str]:
        """Yield every citation of the title in a line that is not exact."""
        cited = list(self._cited.finditer(words))
        for found in cited or self._before.finditer(words):
            said = found[1].strip(' ”"“*_,–-')
            if not _folded(said).endswith(self._exact) and (cited or self._is_like(said)):
                yield self._end_of(said)
        for found in _QUOTED.finditer(raw):
            said = (found[1] or found[2]).strip()
            if said[:1].isupper() and _folded(said) not in self._accepted and self._is_like(said):
                yield said
        yield from self._capitalised(words)

    def _capitalised(self, words: str) -> Iterator[str]:
        """Yield runs that begin with a capital inside a sentence and share the title's words."""
        for found in re.finditer(rf"\b{_KINDS}\s+([A-ZÅÄÖ]\w+(?:\s+[\w–-]+){{1,6}})", words):
            run = found[1]
            head = next((end for end in self._starts() if _folded(run).startswith(end)), "")
            if not head and not self._cited.search(words) and self._is_like(run):
                yield run

    def _starts(self) -> tuple[str, ...]:
        return tuple(sorted(self._accepted, key=len, reverse=True))

    def _end_of(self, said: str) -> str:
        """Cut off what stands before the title when a sentence runs into it."""
        return said if len(said) <= len(self._title) + 30 else "…" + said[-len(self._title) :]

    def _is_like(self, said: str) -> bool:
        words = _words(said)
        if not words or not self._content:
            return False
        hits = sum(any(_close(word, wanted) for wanted in self._content) for word in words)
        return hits >= min(2, len(self._content)) and hits >= 0.4 * len(words)


def _close(word: str, wanted: str) -> bool:
    return word == wanted or (len(word) > 6 and (word in wanted or wanted in word))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _folded(text: str) -> str:
    """One spelling for comparing titles: single spaces, one kind of dash, the case as it is."""
    return " ".join(text.translate(_DASHES).split())


def _designation(text: Text, line: Line, referral: Referral) -> Iterator[Finding]:
    own = re.fullmatch(r"(SOU|Ds) (\d{4}):(\d+)", referral.report)
    for found in _ANY_DESIGNATION.finditer(line.words):
        series, year, number = found[1], found[2], found[4]
        wanted = f"{series} {year}:{number}"
        if own and wanted != own[0] and _is_slip((series, year, number), own):
            yield text.found(
                Kind.DESIGNATION_DIFFERS,
                line.number,
                f"Beteckningen {found[0]} liknar men är inte {own[0]}.",
                f"Skriv {own[0]} om det är den utredning som besvaras.",
                found[0],
            )
        elif found[0] != wanted:
            yield text.found(
                Kind.DESIGNATION_FORM,
                line.number,
                f"Beteckningen {found[0]} är inte skriven på vanligt sätt.",
                f"Skriv {wanted}.",
                found[0],
            )


def _is_slip(said: tuple[str, str, str], own: re.Match[str]) -> bool:
    """Tell whether a designation is ours with digits swapped, or with another year or series."""
    series, year, number = said
    swapped = sorted(year + number) == sorted(own[2] + own[3])
    other_year = number == own[3] and abs(int(year) - int(own[2])) == 1
    return swapped or other_year or (series != own[1] and (year, number) == (own[2], own[3]))


def _number(text: Text, line: Line, referral: Referral) -> Iterator[Finding]:
    own = referral.registration_number
    if not own:
        return
    for found in _NUMBER.finditer(line.words):
        written = found[0].strip()
        normal = normal_registration_number(written)
        bare = f"{found[2]}/{found[4]}"
        if not _is_about(found, own) or written == own or f"{own}/" in f"{written}/":
            continue
        what = (
            "saknar departementets bokstav"
            if not found[1]
            else "är inte skrivet som i missivet"
            if normal == own
            else "stämmer inte"
        )
        yield text.found(
            Kind.NUMBER_IN_TEXT,
            line.number,
            f"Diarienumret {written or bare} {what}.",
            f"Skriv {own}.",
            written,
        )


def _is_about(found: re.Match[str], own: str) -> bool:
    """Tell whether a number in the text is meant to be the ministry's."""
    parts = re.match(r"([A-ZÅÄÖ][a-zåäö]{0,3})?(\d{4})/(\d+)", own)
    if parts is None:
        return False
    same = (found[2], found[4]) == (parts[2], parts[3])
    return same or (found[1] == parts[1] and sorted(found[4]) == sorted(parts[3]))
