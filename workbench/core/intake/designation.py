"""What identifies a referral in a text: the report's designation, and the ministry's dnr.

Both are written in many ways, also on the same page: `SOU2020: 47`, `PM S2023:02147` beside
`S2023/02147`, and `A2015-1903-A` as the start of a file name. Each has one spelling here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

DEPARTMENT_CODES = {
    code.casefold(): code
    for code in (
        *("A", "E", "Fi", "Fö", "I", "IJ", "Jo", "Ju", "K", "Ke", "KN", "Ku", "L", "LI", "M"),
        *("N", "S", "SB", "U", "UD", "V"),
    )
}
"""The letters that ministries' numbers have begun with since 2000, by their lower-case form."""


@dataclass(frozen=True, slots=True)
class Designation:
    """A report's designation as found in a text."""

    text: str
    """In its one spelling: `SOU 2020:47`, `Ds 2015:36`, `PM S2023:02147`."""
    kind: str
    """What such a report is: betänkande, promemoria, rapport, förslag."""
    start: int
    end: int
    odd: bool = False
    """It was written without its colon, so the reading should be looked at."""


_SOU = re.compile(
    r"(?<![A-ZÅÄÖ\d])S ?[Oo] ?[Uu][ :]{0,3}(?P<year>(?:19|20)\d\d)"
    r"(?P<mark> {0,2}[:;] {0,2}| ?[./–-] ?| {0,2})(?P<number>\d{1,3})(?!\d|[-–./]\d)"
)
_DS = re.compile(
    r"(?<![A-Za-zÅÄÖåäö\d])D[sS][ :]{0,3}(?P<year>(?:19|20)\d\d)"
    r"(?P<mark> {0,2}[:;] {0,2}| ?[./–-] ?)(?P<number>\d{1,3})(?!\d|[-–./]\d)"
)
_PM = re.compile(
    r"(?<!SB )\b(?:PM|Pm|pm) {1,2}(?P<code>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]?)? ?(?P<year>20\d\d) ?: ?"
    r"(?P<number>\d{1,5})(?!\d)"
)
_OWN_SERIES = re.compile(
    r"(?P<owner>[A-ZÅÄÖ][\wåäö-]{2,40}s) (?P<what>rapport|skrivelse|promemoria|redovisning|PM) "
    r"\(?(?P<year>20\d\d) ?: ?(?P<number>\d{1,3})(?!\d)\)?"
)
_COM = re.compile(
    r"\b(?P<body>KOM|COM) ?\(?(?P<year>20\d\d)\)? ?\(?(?P<number>\d{1,4})\)?(?: (?:final|slutlig))?"
)
_GUIDE = {"PM 2003:2", "PM 2021:1"}  # how to answer a referral, not what is referred

_DNR = re.compile(
    r"(?<![\w/.@-])(?P<code>[A-ZÅÄÖa-zåäö]{1,2})(?P<gap> ?)(?P<year>(?:19|20)\d\d)"
    r"(?P<mark> ?[/:–-] ?)(?P<number>\d{3,6})"
    r"(?P<suffix>(?: ?[/–-] ?[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,5}\d{0,2}(?![\wåäö]))?)"
)


def designations(text: str) -> tuple[Designation, ...]:
    """Find report designations in order, the guides on how to answer left out."""
    found = [*_numbered(text), *_memoranda(text), *_own_series(text), *_proposals(text)]
    found.sort(key=lambda one: (one.start, -one.end))
    return tuple(
        one
        for i, one in enumerate(found)
        if not any(one.start < other.end for other in found[:i]) and one.text not in _GUIDE
    )


def _numbered(text: str) -> Iterator[Designation]:
    for pattern, series, kind in ((_SOU, "SOU", "betänkande"), (_DS, "Ds", "promemoria")):
        for found in pattern.finditer(text):
            name = f"{series} {found['year']}:{int(found['number'])}"
            odd = ":" not in found["mark"]
            if odd and not found["mark"].strip() and not _stands_alone(text, found):
                continue
            yield Designation(name, kind, *found.span(), odd)


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    """Tell whether figures without a mark between can only be year and number."""
    return not re.match(r" ?(?:kap|§|års|och \d)", text[found.end() : found.end() + 8])


def _memoranda(text: str) -> Iterator[Designation]:
    for found in _PM.finditer(text):
        code = DEPARTMENT_CODES.get((found["code"] or "").casefold(), "")
        if found["code"] and not code:
            continue
        name = f"PM {code}{found['year']}:{found['number']}"
        yield Designation(name, "promemoria", *found.span())


def _own_series(text: str) -> Iterator[Designation]:
    for found in _OWN_SERIES.finditer(text):
        name = f"{found['owner']} {found['what']} {found['year']}:{found['number']}"
        yield Designation(name, found["what"].replace("PM", "promemoria"), *found.span())


def _proposals(text: str) -> Iterator[Designation]:
    for found in _COM.finditer(text):
        name = f"{found['body']}({found['year']}) {int(found['number'])}"
        yield Designation(name, "förslag", *found.span())


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
    """A ministry's registration number as found in a text."""

    text: str
    """In its one spelling: `S2023/02147`, `N2015/04746/PUB`."""
    start: int
    end: int

    @property
    def stem(self) -> str:
        """Without the unit's suffix and leading zeros: what makes two of them the same matter."""
        code_year, number = self.text.split("/")[:2]
        return f"{code_year}/{int(number)}"


def registration_numbers(text: str) -> tuple[RegistrationNumber, ...]:
    """Find the ministries' registration numbers in order, each in its one spelling."""
    found = []
    for match in _DNR.finditer(text):
        code = DEPARTMENT_CODES.get(match["code"].casefold())
        if code is None or match["code"][0].islower() or _is_range_of_years(match):
            continue
        suffix = re.sub(r"[ –/-]+", "/", match["suffix"])
        number = f"{code}{match['year']}/{match['number']}{suffix}"
        found.append(RegistrationNumber(number, *match.span()))
    return tuple(found)


def _is_range_of_years(match: re.Match[str]) -> bool:
    """Tell whether it is `I 2018/2019`; also a law's number, `I 2018:218`, is none."""
    number = int(match["number"])
    if match["gap"] and ":" in match["mark"]:
        return len(match["number"]) < 4
    if ":" in match["mark"]:
        return len(match["number"]) < 4
    return bool(match["gap"]) and number - int(match["year"]) in {0, 1}


def normal(text: str) -> str:
    """Return the one spelling of a registration number, the text unchanged when it is none."""
    stripped = " ".join(text.split())
    found = registration_numbers(stripped)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(stripped)):
        return found[0].text
    return text
