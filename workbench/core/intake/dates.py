"""Dates as Swedish letters write them, found in a sentence.

Nothing is guessed: a day without a year, or one that the calendar does not have, is found and
said to be so, and has no date.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace

from workbench.core.language.swedish import MONTHS, WEEKDAYS, long_date

_ENGLISH = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_SHORT = {
    "jan": 1, "febr": 2, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sept": 9,
    "sep": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_KNOWN = (
    {name: i for i, name in enumerate(_ENGLISH, 1)}
    | _SHORT
    | {name: i for i, name in enumerate(MONTHS, 1)}
)
_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"

_IN_WORDS = re.compile(
    r"(?:\b(?P<weekday>(?:mån|tis|ons|tors|fre|lör|sön)dag)(?:en)?[ ,]{1,3})?"
    r"(?:\bden ?)?(?<![\d.:/])(?P<day>\d{1,2})(?::?[ae]\b|\.|(?:st|nd|rd|th)\b)? ?(?:of )?"
    r"(?P<month>[a-zåäö]{3,10})(?![a-zåäö])\.?,? ?"
    r"(?:(?P<year>(?:19|20)\d\d(?!\d|:\d|/\d\d))|[-–’'](?P<short>[0-4]\d)(?![\d-]))?",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(?<![\d/:.-])((?:19|20)\d\d)([-–./])(\d{1,2})\2(\d{1,2})(?![\d/-])")
_COMPACT = re.compile(r"(?<![\d/:.-])(20\d\d)(0\d|1[0-2])([0-3]\d)(?![\d/-])")
_DAY_FIRST = re.compile(r"(?<![\d/:.-])(\d{1,2})([/.])(\d{1,2})(?:\2|[ -]{1,2})((?:20)?\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date as it stands in a sentence."""

    day: dt.date | None
    """None when it has no year or is not in the calendar; `problem` says which."""
    written: str
    start: int
    end: int
    problem: str = ""
    """A Swedish sentence, where something is doubtful."""


def mentions(sentence: str) -> tuple[DateMention, ...]:
    """Find the dates in one sentence, in order.

    Args:
        sentence: Text with single spaces, on one line.

    Returns:
        Every date. One without a year takes the year of the next one in the sentence ("den 1
        respektive den 15 mars 2021").
    """
    found = [*_in_words(sentence), *_in_figures(sentence)]
    found.sort(key=lambda mention: (mention.start, -mention.end))
    apart: list[DateMention] = []
    for mention in found:
        if not apart or mention.start >= apart[-1].end:
            apart.append(mention)
    return tuple(
        _with_year_of(mention, apart[i + 1 :]) if mention.day is None else mention
        for i, mention in enumerate(apart)
    )


def _in_words(sentence: str) -> list[DateMention]:
    found = []
    for match in _IN_WORDS.finditer(sentence):
        year = match["year"] or (f"20{match['short']}" if match["short"] else None)
        month, spelled = _month(match["month"], has_year=year is not None)
        if month:
            written = match.group().strip(" ,.")
            mention = DateMention(None, written, match.start(), match.end())
            found.append(_dated(mention, year, month, match["day"], spelled))
    return [_checked_weekday(mention) for mention in found]


def _in_figures(sentence: str) -> list[DateMention]:
    found = []
    for match in _YEAR_FIRST.finditer(sentence):
        mention = DateMention(None, match.group(), *match.span())
        found.append(_dated(mention, match[1], int(match[3]), match[4]))
    for match in _COMPACT.finditer(sentence):
        mention = DateMention(None, match.group(), *match.span())
        found.append(_dated(mention, match[1], int(match[2]), match[3]))
    for match in _DAY_FIRST.finditer(sentence):
        mention = DateMention(None, match.group(), *match.span())
        found.append(_dated(mention, f"20{match[4][-2:]}", int(match[3]), match[1]))
    return found


def _month(word: str, *, has_year: bool) -> tuple[int, str]:
    """Return the month's number and, when it is misspelt, its right spelling; 0 for no month."""
    word = word.casefold()
    if word in _KNOWN:
        return _KNOWN[word], ""
    if has_year and len(word) > 3:
        near = [name for name in MONTHS if len(name) > 3 and _one_slip(word, name)]
        if len(near) == 1:
            return _KNOWN[near[0]], near[0]
    return 0, ""


def _one_slip(word: str, name: str) -> bool:
    """Tell whether one letter is missing, wrong, too many, or two have changed places."""
    if abs(len(word) - len(name)) > 1:
        return False
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    slips = {left + right[1:] for left, right in cuts if right}
    slips |= {left + letter + right for left, right in cuts for letter in _LETTERS}
    slips |= {left + letter + right[1:] for left, right in cuts if right for letter in _LETTERS}
    slips |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    return name in slips


def _dated(
    mention: DateMention, year: str | None, month: int, day: str, spelled: str = ""
) -> DateMention:
    if year is None:
        return replace(mention, problem=f"”{mention.written}” står utan år.")
    try:
        date = dt.date(int(year), month, int(day))
    except ValueError:
        return replace(mention, problem=f"”{mention.written}” finns inte i almanackan.")
    slip = f"”{mention.written}” är läst som {spelled}." if spelled else ""
    return replace(mention, day=date, problem=slip)


def _checked_weekday(mention: DateMention) -> DateMention:
    said = mention.written.casefold().split("dag", 1)[0] + "dag"
    if mention.day is None or said not in WEEKDAYS or said == WEEKDAYS[mention.day.weekday()]:
        return mention
    real = WEEKDAYS[mention.day.weekday()]
    wrong = f"”{mention.written}”: {long_date(mention.day)} är en {real}, inte en {said}."
    return replace(mention, problem=f"{mention.problem} {wrong}".strip())


def _with_year_of(mention: DateMention, later: list[DateMention]) -> DateMention:
    """Give a date without a year the year of the next date in the sentence."""
    following = next((one.day for one in later if one.day), None)
    found = _IN_WORDS.match(mention.written)
    if following is None or found is None or found["year"] or found["short"]:
        return mention
    month, _ = _month(found["month"], has_year=False)
    dated = _dated(replace(mention, problem=""), str(following.year), month, found["day"])
    return _checked_weekday(dated)
