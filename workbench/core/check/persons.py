"""Personal data that must not be in a remissvar: identity numbers, private addresses, telephones.

What the municipalities write is, or becomes, an allmän handling; an identity number is therefore
an error in a contribution too. Source: offentlighets- och sekretesslagen (2009:400) 26 kap. 1 §.
"""

import datetime as dt
import re
from collections.abc import Iterator

from workbench.core import places
from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import Text
from workbench.core.check.reading import Reading

_NUMBER = re.compile(
    r"(?<![\d/:.-])(?P<century>18|19|20)?(?P<born>\d{6})"
    r"(?P<mark>[-+–]|\s?[-–]\s?| )?(?P<last>\d{4})(?![\d/:])"
)
_SIX_DIGITS = re.compile(r"\d{6}")
_MASKED = re.compile(r"(?<!\d)(?:18|19|20)?\d{6}-(?:[Xx*]{4}|T[Ff]\d{2}|[A-ZÅÄÖ]{2}\d{2})(?!\w)")
_MAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
_PERSONAL_MAIL = re.compile(
    r"(?<![a-zåäöé])[a-zåäöé]{2,}(?:-[a-zåäöé]+)?[._][a-zåäöé]{2,}(?:-[a-zåäöé]+)?\d*",
    re.IGNORECASE,
)
_FUNCTION = re.compile(
    r"(?:kommun|nämnd|förvaltning|namnd|forvaltning|info|registrator|remiss|social|kontakt|vård|vard"
    r"|omsorg|diarium|kansli|stab|post|brev|utred|jurist|samord|utveckl|sekreter|chef)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w/:.-])(?:\+46\s?(?:\(0\))?\s?\d{1,3}|0\d{1,3})\s?[-–/ ]\s?"
    r"\d{2,3}(?:\s?\d{2,3}){1,2}(?![\w/:-])"
)


def is_personal_number(digits: str) -> bool:
    """Tell whether ten digits, `YYMMDDNNNN`, make a Swedish identity number.

    A samordningsnummer has 60 added to the day. The last digit is the check digit (Luhn).
    """
    return _is_day(digits[:6]) and luhn(digits)


def luhn(digits: str) -> bool:
    """Tell whether the last digit is the check digit of those before it."""
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


def _is_day(born: str) -> bool:
    day = int(born[4:])
    day = day - 60 if day > 60 else day
    try:
        dt.date(
            2000 + int(born[:2]), int(born[2:4]), day
        )  # leap years fall alike in both centuries
    except ValueError:
        return False
    return True


def find(reading: Reading) -> Iterator[Finding]:
    """Look for personal data in every text and in what the decisions say."""
    for text in reading.texts:
        if text.has_digit and _SIX_DIGITS.search(text.markdown):
            yield from _numbers(text)
    for text in reading.sent:
        yield from _contacts(text)
    for municipality, decision in reading.decisions():
        place = Place(places.adoption(municipality.slug), municipality=municipality.slug)
        for words in (decision.conditions, decision.reason):
            for written, certain in _written_numbers(words):
                yield _personal(place, written, certain)


def _numbers(text: Text) -> Iterator[Finding]:
    for number, raw in enumerate(text.markdown.split("\n"), 1):
        for written, certain in _written_numbers(raw):
            yield _personal(text.place.at(number), written, certain)


def _written_numbers(words: str) -> Iterator[tuple[str, bool]]:
    """Yield what looks like an identity number, and whether it certainly is one."""
    for found in _NUMBER.finditer(words):
        digits = found["born"] + found["last"]
        if is_personal_number(digits):
            yield found[0], True
        elif found["mark"] in {"-", "+", "–"} and found["century"] and _is_day(found["born"]):
            yield found[0], False
    for found in _MASKED.finditer(words):
        yield found[0], False


def _personal(place: Place, written: str, certain: bool) -> Finding:
    hidden = written[:-4] + "••••" if certain else written
    kind = Kind.PERSONAL_NUMBER if certain else Kind.LIKE_PERSONAL_NUMBER
    message = (
        f"Här står ett personnummer eller samordningsnummer ({hidden})."
        if certain
        else f"{hidden} ser ut som ett personnummer."
    )
    advice = "Stryk det; uppgifter om enskilda hör inte hemma i ett remissvar."
    return kind.found(place, message, advice, hidden)


def _contacts(text: Text) -> Iterator[Finding]:
    for number, raw in enumerate(text.markdown.split("\n"), 1):
        mails = [
            found[0]
            for found in _MAIL.finditer(raw)
            if _PERSONAL_MAIL.fullmatch(found[1]) and not _FUNCTION.search(found[1])
        ]
        phones = [found[0] for found in _PHONE.finditer(raw)]
        for written, what in [(m, "e-postadress") for m in mails] + [
            (p, "ett telefonnummer") for p in phones
        ]:
            article = "en persons " if what == "e-postadress" else ""
            yield text.found(
                Kind.PERSON_CONTACT,
                number,
                f"Här står {article}{what}.",
                "Ange kommunens eller förvaltningens funktionsbrevlåda i brevhuvudet i stället.",
                written,
            )
