"""The title of what is referred, out of the heading of a remiss page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.intake.designation import Designation, designations, registration_numbers


@dataclass(frozen=True, slots=True)
class Title:
    """What a heading says of the report."""

    text: str
    """The title, without "Remiss av", kind and designation; empty when there is none."""
    kind: str | None
    designations: tuple[Designation, ...]
    notes: tuple[str, ...] = ()


_REGISTRATION = re.compile(
    r"[ ,.–(-]*(?:diarienummer|diarienr|dnr)\.? ?:? ?[A-ZÅÄÖa-zåäö]{0,2} ?\d{4}.*", re.IGNORECASE
)
_OPENING = re.compile(
    r"(?:(?:remiss ?[:–-] ?)?(?:förlängd|ny) (?:remisstid|svarstid)(?: (?:för|av|på))?"
    r"(?: remiss av)?"
    r"|(?:snabb)?(?:remiss|remittering|remitterad)(?:en|missiv|var)?(?![\wåäö-]) ?"
    r"(?:(?:av|på|om|angående|gällande|avseende|över)\b)?) ?[:–-]? ?",
    re.IGNORECASE,
)
_DEFINITE = (
    r"(?:(?P<kind>(?:del|slut|huvud|tilläggs)?betänkandet?|departementspromemorian?|promemorian?|"
    r"utkastet (?:till|på) lagrådsremiss(?:en)?|utkast (?:till|på) lagrådsremiss(?:en)?|"
    r"lagrådsremissen|rapporten|rapport|skrivelsen|utredningen|slutrapporten|delrapporten)"
    r"|(?P<owner>[A-ZÅÄÖ][\wåäö-]{2,40}s) (?P<what>rapport|skrivelse|promemoria|utredning|"
    r"redovisning|betänkande))"
)
_KIND = re.compile(rf"{_DEFINITE}:? (?=[A-ZÅÄÖ\"”“’'(\d])", re.IGNORECASE)
_INDEFINITE = re.compile(r"(?:promemoria|rapport|utredning|betänkande|skrivelse)\b", re.IGNORECASE)
_IN_BRACKETS = re.compile(r" ?\( ?(?:nr |dnr )?\)")
_EDGES = " ,;:–—-"
_QUOTES = "\"”“’'»«"


def read_title(heading: str, said: Sequence[str]) -> Title:
    """Read a heading.

    Args:
        heading: The page's heading; may be empty.
        said: The page's sentences, asked when the heading is only a designation.
    """
    text = _REGISTRATION.sub("", heading)
    text = text[opening.end() :] if (opening := _OPENING.match(text)) else text
    found = designations(text)
    spans = [(one.start, one.end) for one in found]
    for number in registration_numbers(text):
        if not any(start <= number.start < end for start, end in spans):  # `PM S2023:02147`
            spans.append((number.start, number.end))
    text, kind = _without_kind(_without(text, spans))
    if found and not kind and found[0].start <= 1:
        kind = found[0].kind
    if kind is None and (begins := _INDEFINITE.match(text)):
        kind = begins.group().casefold()
    if not text and found:
        text, kind = _from_sentences(found[0], said)[0], kind or found[0].kind
    notes = () if text else ("Ingen titel hittades.",)
    return Title(text, kind, found, notes)


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Leave out designations and numbers, with brackets that held nothing else."""
    for start, end in sorted(spans, reverse=True):
        before, after = text[:start], text[end:]
        if before.rstrip().endswith(("och", "samt")):
            before = re.sub(r",? ?(?:och|samt) $", " ", before)
        apart = " " if before[-1:].isalnum() or not before.endswith((" ", "(")) else ""
        text = f"{before}{apart}{after}"
    text = _IN_BRACKETS.sub("", text)
    return " ".join(text.split()).replace(" :", ":").replace(" ,", ",").strip(_EDGES)


def _without_kind(text: str) -> tuple[str, str | None]:
    """Cut off what the report is: `promemorian`, `Sametingets rapport`."""
    found = _KIND.match(text)
    if not found or (found["owner"] and not text[found.end()].isupper()):
        return _unquoted(text), None
    rest = text[found.end() :].strip(_EDGES)
    if rest[:1].islower() or not rest:
        return _unquoted(text), None
    return _unquoted(rest), _indefinite(found["kind"] or found["what"])


def _indefinite(kind: str) -> str:
    """Return the dictionary form: `promemorian` is `promemoria`."""
    folded = kind.casefold()
    for definite, plain in (
        ("betänkandet", "betänkande"), ("promemorian", "promemoria"), ("rapporten", "rapport"),
        ("skrivelsen", "skrivelse"), ("utredningen", "utredning"),
    ):  # fmt: skip
        folded = folded.replace(definite, plain)
    return "utkast till lagrådsremiss" if "lagrådsremiss" in folded else folded


def _unquoted(text: str) -> str:
    if len(text) > 2 and text[0] in _QUOTES and text[-1] in _QUOTES:
        return text[1:-1].strip()
    return text


def _from_sentences(report: Designation, said: Sequence[str]) -> tuple[str, str | None]:
    """Find the title after or before the designation in a sentence."""
    for sentence in said[:12]:
        for one in designations(sentence):
            if one.text != report.text:
                continue
            after = sentence[one.end :].strip(_EDGES + ".)").removeprefix("och ")
            if after[:1].isupper() and len(after) > 5:
                return _without_kind(after)
    return "", None
