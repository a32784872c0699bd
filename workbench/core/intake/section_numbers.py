"""The numbers that sections of a report have: read off a line, and put in their order."""

import re

Steps = tuple[int, ...]
"""A section's number as figures: `7.3.4` is (7, 3, 4)."""

_NUMBER = r"\d{1,3}(?:\.\d{1,3}){0,5}"
_LOOSE = r"\d{1,3}(?: ?\. ?\d{1,3}){1,5}"
_CHAPTER_WORD = re.compile(
    r"(?:kapitel|kap\.?|avsnitt) {1,3}(?P<number>\d{1,3}(?:\.\d{1,3}){0,5})[.:]?(?: {1,3}[–—-])?"
    r"(?: (?P<rest>.*))?",
    re.IGNORECASE,
)
_WORD_AFTER = re.compile(
    r"(?P<number>\d{1,3}) {0,2}(?:kap|KAP)(?:\.|itel|itlet) {1,3}(?P<rest>\D.*)"
)
_STRICT = re.compile(rf"(?P<number>{_NUMBER})(?P<stop>\.?)(?: +|(?=[A-ZÅÄÖ”\"]))(?P<rest>\S.*)")
_WITH_SPACES = re.compile(rf"(?P<number>{_LOOSE})\.?(?: +|(?=[A-ZÅÄÖ”\"]))(?P<rest>\D.*)")
_ALONE = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){1,5})\.?")
_NO_HEADING = re.compile(
    r"(?:§|kap\.? ?\d|års\b|procent|kr\b|kronor|st\b|[%:/)]|\d{4})", re.IGNORECASE
)


def steps(number: str) -> Steps:
    """Return a section's number as figures."""
    return tuple(int(part) for part in number.split("."))


def begins(text: str) -> bool:
    """Tell whether a line can begin with a number at all."""
    return text[:1].isdigit() or text[:3].casefold() in {"kap", "avs"}


def read_number(text: str, previous: Steps) -> tuple[str, str, bool] | None:
    """Read a section number and what follows it; `True` when a full stop stands between.

    Spaces inside a number are read as part of it only when that makes the number that is next.
    """
    if not begins(text):
        return None
    if found := _CHAPTER_WORD.fullmatch(text) or _WORD_AFTER.fullmatch(text):
        return found["number"], (found["rest"] or "").strip(), False
    strict = _STRICT.fullmatch(text)
    loose = _WITH_SPACES.fullmatch(text)
    if loose and (not strict or strict["number"] != loose["number"]):
        number = loose["number"].replace(" ", "")
        if strict is None or _is_next(previous, steps(number)):
            return number, loose["rest"], False
    if strict and not _NO_HEADING.match(strict["rest"]):
        return strict["number"], strict["rest"], bool(strict["stop"])
    alone = _ALONE.fullmatch(text)
    return (alone["number"], "", False) if alone else None


def _is_next(previous: Steps, number: Steps) -> bool:
    """Tell whether a number can follow another with nothing left out."""
    if number == (*previous, 1):
        return True
    shared = next(
        (i for i, (a, b) in enumerate(zip(previous, number, strict=False)) if a != b), None
    )
    if shared is None:
        return False
    return number[shared] == previous[shared] + 1 and all(one == 1 for one in number[shared + 1 :])


def follows(previous: Steps, number: Steps) -> bool:
    """Tell whether a number can follow another when a few may be missing between."""
    if not previous:
        return number[0] <= 3
    shared = next(
        (i for i, (a, b) in enumerate(zip(previous, number, strict=False)) if a != b), None
    )
    if shared is None:
        return len(number) > len(previous) and max(number[len(previous) :]) <= 4
    further = number[shared] - previous[shared]
    return 0 < further <= (2 if shared == 0 else 6) and all(n <= 4 for n in number[shared + 1 :])
