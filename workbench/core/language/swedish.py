"""Swedish conventions that the standard library does not know: order, dates, lists of names."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Sequence

_ALPHABET = {letter: chr(0x10FF00 + i) for i, letter in enumerate("åäö")}
_FOLDED = {"é": "e", "è": "e", "ü": "y", "æ": "ä", "ø": "ö", "w": "v"}

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


def sort_key(text: str) -> tuple[str, str]:
    """Key for sorting as Swedes do: å, ä, ö last and in that order, case and accents second."""
    folded = unicodedata.normalize("NFC", text).casefold()
    letters = (_FOLDED.get(letter, letter) for letter in folded)
    return "".join(_ALPHABET.get(letter, letter) for letter in letters), text


def long_date(day: dt.date) -> str:
    """Write a date in full: `1 februari 2021`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def short_moment(at: dt.datetime) -> str:
    """Write a moment without its year: `3 feb 09.15`."""
    return f"{at.day} {MONTHS[at.month - 1][:3]} {at:%H.%M}"


def short_date(day: dt.date) -> str:
    """Write a date for a narrow column: `mån 1 feb`."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]}"


def join_names(names: Iterable[str]) -> str:
    """Write a list as in running text: `Avesta, Falun och Mora`; the order is kept."""
    *head, last = list(names) or [""]
    return f"{', '.join(head)} och {last}" if head else last


def figures(number: int) -> str:
    """Write a number as it is read: groups of three figures, a hard space between them."""
    return f"{number:,}".replace(",", "\u00a0")


def counted(number: int, forms: Sequence[str]) -> str:
    """Write a number with its noun: `counted(3, ("kommun", "kommuner"))` is `3 kommuner`."""
    return f"{figures(number)} {forms[0] if number == 1 else forms[1]}"


def genitive(name: str) -> str:
    """Form a Swedish genitive: `Faluns`, but `Borås`."""
    return name if name.endswith(("s", "x", "z")) else f"{name}s"
