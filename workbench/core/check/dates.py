"""Dates in running text: weekdays that do not fit, days that do not exist, days gone by."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workbench.core.check.finding import Finding
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import Line, LineKind, Text, has_digit
from workbench.core.check.reading import Reading
from workbench.core.language.swedish import MONTHS, WEEKDAYS, join_names, long_date

_DAYS = "måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|mån|tis|ons|tors?|fre|lör|sön"
_MONTHS = (
    "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
    "|jan|febr?|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_WEEKDAY = rf"(?:(?P<weekday>{_DAYS})(?:en|s)?\.?,?\s+(?:den\s+)?)"
_LONG = re.compile(
    rf"(?<![\w.])(?:{_WEEKDAY})?(?<![\d.:/])(?P<day>\d{{1,2}})(?::e|:a)?\s+(?P<month>{_MONTHS})\b\.?"
    r"(?:\s+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?<![\w.])(?:{_WEEKDAY}|\b(?P<cue>den|senast|till|före|efter|per|från)\s+)"
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])(?:[\s-]+(?P<year>(?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)
_SHORT_IN_HEADING = re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])")
_ISO = re.compile(
    rf"(?<![\w-])(?:{_WEEKDAY})?(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w-])",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:senast|kommer\s+att|planeras|inväntar|väntas|återkommer|inför|nästa|kommande|hinner"
    r"|ska\s+(?:\w+\s+){0,2}?(?:lämna|skicka|yttra|svara|besluta|behandla|ske|hållas|träda)\w*"
    r"|föreslås\s+träda|träder\s+i\s+kraft|räknar\s+med|pågår\s+till)\b",
    re.IGNORECASE,
)
_STARTS = {name[:3]: index for index, name in enumerate(WEEKDAYS)}
_MONTH_STARTS = {name[:3]: index for index, name in enumerate(MONTHS, 1)}


@dataclass(frozen=True)
class Mention:
    """A day that a text mentions."""

    words: str
    start: int
    """Where it begins in the line."""
    day: int
    month: int
    year: int | None
    weekday: int | None
    """0 is Monday; None when no weekday is written."""
    years: tuple[int, ...]
    """Years that can be meant when none is written."""

    @cached_property
    def dates(self) -> tuple[dt.date, ...]:
        """The days that can be meant; empty when there is no such day."""
        found = []
        for year in (self.year,) if self.year else self.years:
            try:
                found.append(dt.date(year, self.month, self.day))
            except ValueError:
                continue
        return tuple(found)

    def nearest(self, day: dt.date) -> dt.date:
        """Return the day that is most likely meant by somebody who writes on `day`."""
        return min(self.dates, key=lambda date: abs((date - day).days))


def mentions(words: str, years: tuple[int, ...], *, heading: bool = False) -> Iterator[Mention]:
    """Yield the days that a line mentions.

    Args:
        words: Running text.
        years: Years that can be meant where none is written.
        heading: In a heading a bare `29/9` is a date; in a sentence it may be a fraction.
    """
    patterns = (_LONG, _ISO, _SHORT_IN_HEADING if heading else _SHORT)
    for pattern in patterns:
        for found in pattern.finditer(words):
            groups = found.groupdict()
            month, weekday, year = groups["month"], groups.get("weekday"), groups.get("year")
            yield Mention(
                words=found[0].strip(),
                start=found.start(),
                day=int(groups["day"]),
                month=int(month) if month.isdigit() else _MONTH_STARTS[month[:3].casefold()],
                year=int(year) if year else None,
                weekday=_STARTS[weekday[:3].casefold()] if weekday else None,
                years=years,
            )


def find(reading: Reading) -> Iterator[Finding]:
    """Check the dates of every text."""
    years = _years(reading)
    due = reading.response.facts.referral.due
    written = min(reading.context.day, due) if due else reading.context.day
    for text in reading.texts:
        if text.has_digit:
            yield from _in_text(text, years, written)
            yield from _in_headings(text, years)


def _years(reading: Reading) -> tuple[int, ...]:
    """The years of the work: from the report's publication until the answer is due."""
    referral = reading.response.facts.referral
    known = [day.year for day in (referral.published, referral.received, referral.due) if day]
    known = known or [reading.context.day.year]
    return tuple(range(min(known), max(known) + 1))


def _in_text(text: Text, years: tuple[int, ...], written: dt.date) -> Iterator[Finding]:
    said = [(s.line, s.words, False) for s in text.sentences] + [
        (line.number, line.words, line.kind is LineKind.HEADING)
        for line in text.lines
        if line.kind in {LineKind.HEADING, LineKind.TABLE}
    ]
    for line, words, heading in said:
        if has_digit(words):
            for mention in mentions(words, years, heading=heading):
                finding = _judge(text, line, words, mention, written)
                if finding:
                    yield finding


def _in_headings(text: Text, years: tuple[int, ...]) -> Iterator[Finding]:
    """Compare the date of a heading with those of the text below it."""
    heading: Line | None = None
    below: list[Line] = []
    for line in (*text.lines, None):
        if line is not None and line.kind is not LineKind.HEADING:
            below.append(line)
            continue
        if heading is not None and has_digit(heading.words):
            yield from _against_heading(text, heading, below, years)
        heading, below = line, []


def _against_heading(
    text: Text, heading: Line, below: list[Line], years: tuple[int, ...]
) -> Iterator[Finding]:
    said = [m for line in below for m in mentions(line.words, years, heading=True)]
    for own in mentions(heading.words, years, heading=True):
        if any((m.day, m.month) == (own.day, own.month) for m in said):
            continue
        other = next((m for m in said if m.day == own.day), None)
        if other is not None:
            yield text.found(
                Kind.HEADING_DATE,
                heading.number,
                f"Rubriken säger {own.words}, men texten under den säger {other.words}.",
                "Rätta det ena eller det andra.",
                heading.words,
            )


def _judge(text: Text, line: int, words: str, mention: Mention, written: dt.date) -> Finding | None:
    if not mention.dates:
        return text.found(
            Kind.DATE_IMPOSSIBLE,
            line,
            f"Dagen {mention.words} finns inte.",
            "Rätta datumet.",
            mention.words,
        )
    if mention.weekday is not None and all(d.weekday() != mention.weekday for d in mention.dates):
        right = join_names(f"{long_date(d)} var en {WEEKDAYS[d.weekday()]}" for d in mention.dates)
        return text.found(
            Kind.WEEKDAY_WRONG,
            line,
            f"Veckodagen i ”{mention.words}” stämmer inte med datumet.",
            f"Rätta det ena eller det andra: {right}.".replace(" var ", " är "),
            mention.words,
        )
    day = mention.nearest(written)
    if day < written and _is_ahead(words, mention):
        return text.found(
            Kind.DATE_PASSED,
            line,
            f"Texten talar om {mention.words} som något kommande, men dagen har passerat.",
            "Uppdatera texten eller rätta datumet.",
            words,
        )
    return None


def _is_ahead(words: str, mention: Mention) -> bool:
    """Tell whether a sentence speaks of the day as coming: `senast` before it, or it opens it."""
    opens = mention.start < 6 and _AHEAD.search(words[mention.start :][: len(mention.words) + 30])
    return bool(opens or _AHEAD.search(words[: mention.start]))
