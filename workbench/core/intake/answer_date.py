"""The day by which the answer must be in, among all the dates of a remiss page.

A page names many days: when a law enters into force, when a hearing is held, when preliminary
views are wanted, when one part is due. What a date is for stands around it in its sentence; a
date that no word connects with answering is never taken.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from workbench.core.intake.dates import DateMention, mentions
from workbench.core.language.swedish import long_date


class Purpose(Enum):
    """What a date on the page is for; the value is how a note names it."""

    EXTENDED = "förlängd svarstid"
    ANSWER = "svar"
    REST = "svar i övriga delar"
    WISHED = "önskat svar"
    PART = "svar i en del"
    PRELIMINARY = "preliminära synpunkter"
    FORMER = "den tidigare svarstiden"
    OTHER = "något annat"


@dataclass(frozen=True, slots=True)
class OtherDate:
    """A date on the page that is not the answer's."""

    day: dt.date
    purpose: Purpose
    sentence: str


@dataclass(frozen=True, slots=True)
class AnswerDate:
    """What was found about when to answer."""

    day: dt.date | None = None
    time: dt.time | None = None
    sentence: str = ""
    """The sentence that says so."""
    others: tuple[OtherDate, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    mention: DateMention
    purpose: Purpose
    sentence: str
    time: dt.time | None


_ANSWER = re.compile(
    r"svar|synpunkt|yttrande|inkom|\bkom(?:ma|mit)? in\b|till ?handa|remisstid|remissen|respon|"
    r"inlämn|deadline|comments|inges|lämnas|instans"
)
_LIMIT = re.compile(
    r"senast|sista|t\.? ?o\.? ?m\b|till och med|\bgi?[cå][kr] ut|\blöp(?:er|te) ut|\bföre\b|innan|"
    r"deadline|svarsdatum|svarsdag|remisstid|svarstid|utgång|tidsfrist|avsluta|"
    r"ha (?:kommit|inkommit)|vara inkom|no later|\bby\b|\btill den\b"
)
_EXTENDED = re.compile(
    r"förläng|utsträck|utöka[dt]|framflytta|flytta[ts]* fram|senareläg|"
    r"ny(?:tt|a)? (?:sista |remiss|svars|datum|tid|dag)|ändra[dt]s? (?:sista|svars|remiss|datum)"
)
_FORMER = re.compile(
    r"(?:från|i stället för|istället för|inte) (?:\w+dagen )?(?:den )?$|ursprunglig|"
    r"tidigare (?:svars|sista|datum|angiv|remiss)|i stället för"
)
_PRELIMINARY = re.compile(r"preliminär|delsvar|utkast till (?:remiss)?svar|första synpunkter")
_WISHED = re.compile(r"gärna|önskvärt|om möjligt|helst|uppskatta|tidigare om")
_REST = re.compile(r"rester|övriga del|i övrigt|slutlig|definitiv")
_PART = re.compile(
    r"(?:när det gäller|vad gäller|gällande|avseende|beträffande|såvitt avser|i fråga om|"
    r"över|för|i)"
    r" (?:[\wåäö.-]+ ){0,3}?"
    r"(?:avsnitt|kapitel|kap\b|del(?:en|ar|arna)?\b|bilag|punkt|lagförslag|författningsförslag)|"
    r"\bdelar? av\b|\((?:avsnitt|kap)"
)
_OTHER = re.compile(
    r"träd(?:er|a|de) i kraft|ikraft|\bhåll(?:s|es|as)\b|äger rum|anmäl|beställ|semina|\bmöte|"
    r"hearing|publicera|uppdater|beslutade|överlämna|bör ställas|daterad|\bskicka(?:de)?s? ut\b"
)
_UNTIL = re.compile(r" ?(?:[-–—]|till|till och med|t\.? ?o\.? ?m\.?|to) ?")
_CLOCK = re.compile(r"\b(?:kl|klockan)\.? ?(\d{1,2})(?:[.:](\d{2}))?(?!\d|[.:]\d)")
_WHOLE_TIME = re.compile(r"sista (?:svars)?dag|remisstid|svarstid|svarsdatum|gick ut|senast")

_PREFERENCE = (Purpose.EXTENDED, Purpose.ANSWER, Purpose.REST, Purpose.WISHED, Purpose.PART)


def find(sentences: Iterable[str]) -> AnswerDate:
    """Find the answer's day.

    An extended time goes before the first one, the answer before preliminary views, and the
    rest of a report before a part of it that is due on a day of its own.

    Args:
        sentences: The page's sentences in order, each on one line.
    """
    found = [one for sentence in sentences for one in _in_sentence(sentence)]
    for purpose in _PREFERENCE:
        candidates = [one for one in found if one.purpose is purpose and one.mention.day]
        if purpose is Purpose.EXTENDED and candidates:
            return _answer(max(candidates, key=lambda one: one.mention.day or dt.date.min), found)
        if purpose is Purpose.PART and candidates:
            return _answer(candidates[-1], found)
        if candidates:
            return _answer(_most_said(candidates), found)
    return AnswerDate(others=_others(found, None), notes=_notes(found, None))


def _in_sentence(sentence: str) -> list[_Found]:
    dates = mentions(sentence)
    folded = sentence.casefold()
    if len(folded) != len(sentence):  # a letter that folds to two would shift every position
        folded = sentence
    starts = [0, *(mention.end for mention in dates)]
    if not _EXTENDED.search(folded):
        for i, (first, last) in enumerate(pairwise(dates)):
            if _UNTIL.fullmatch(folded[first.end : last.start]):
                starts[i + 1] = starts[i]  # a period: what it is for stands before its first day
    ends = [*(mention.start for mention in dates[1:]), len(sentence)]
    return [
        _Found(
            mention,
            _purpose(folded, folded[start : mention.start], folded[mention.end : end]),
            sentence,
            _clock(folded[start:end]),
        )
        for mention, start, end in zip(dates, starts, ends, strict=False)
    ]


def _purpose(sentence: str, before: str, after: str) -> Purpose:
    """Say what a date is for.

    Args:
        sentence: All of it, case folded.
        before: What stands between the date before it and this one.
        after: What stands between it and the next date.
    """
    near = before[-200:]
    if _UNTIL.fullmatch(after) and not _EXTENDED.search(sentence):
        return Purpose.OTHER
    if _OTHER.search(near) and not _WHOLE_TIME.search(near):
        return Purpose.OTHER
    if _EXTENDED.search(sentence):
        return Purpose.FORMER if _FORMER.search(near) else Purpose.EXTENDED
    if not (_ANSWER.search(sentence) and (_LIMIT.search(near) or _LIMIT.search(after[:60]))):
        return Purpose.OTHER
    if _FORMER.search(near):
        return Purpose.FORMER
    return _kind_of_answer(near, after)


def _kind_of_answer(before: str, after: str) -> Purpose:
    if _PRELIMINARY.search(before):
        return Purpose.PRELIMINARY
    if _REST.search(before):
        return Purpose.REST
    if _PART.search(before[-80:]) or _PART.match(after.strip(" ,(")):
        return Purpose.PART
    if _WISHED.search(before[-60:]):
        return Purpose.WISHED
    return Purpose.ANSWER


def _clock(text: str) -> dt.time | None:
    found = _CLOCK.search(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _most_said(candidates: Sequence[_Found]) -> _Found:
    """Return the day that is said most often; the first of them when they are even."""
    often = Counter(one.mention.day for one in candidates)
    return max(candidates, key=lambda one: often[one.mention.day])  # max takes the first of even


def _answer(chosen: _Found, found: Sequence[_Found]) -> AnswerDate:
    same = [one for one in found if one.mention.day == chosen.mention.day]
    clock = chosen.time or next((one.time for one in same if one.time), None)
    return AnswerDate(
        chosen.mention.day, clock, chosen.sentence, _others(found, chosen), _notes(found, chosen)
    )


def _others(found: Sequence[_Found], chosen: _Found | None) -> tuple[OtherDate, ...]:
    day = chosen.mention.day if chosen else None
    extended = chosen is not None and chosen.purpose is Purpose.EXTENDED
    others = (
        OtherDate(
            one.mention.day,
            Purpose.FORMER if extended and one.purpose is Purpose.ANSWER else one.purpose,
            one.sentence,
        )
        for one in found
        if one.mention.day and one.mention.day != day
    )
    return tuple(dict.fromkeys(others))


def _notes(found: Sequence[_Found], chosen: _Found | None) -> tuple[str, ...]:
    notes = [
        one.mention.problem
        for one in found
        if one.mention.problem and one.purpose is not Purpose.OTHER
    ]
    day = chosen.mention.day if chosen else None
    about = {other.day: other for other in _others(found, chosen)}.values()
    for other in about:
        if other.purpose is Purpose.OTHER:
            continue
        same = chosen is not None and other.purpose is chosen.purpose
        what = "också som svarsdag; kontrollera vilken som gäller" if same else other.purpose.value
        link = "" if same else "för "
        notes.append(f"{long_date(other.day).capitalize()} anges {link}{what}.")
    if chosen and chosen.purpose in {Purpose.PART, Purpose.WISHED}:
        notes.append(f"Svarsdagen är tveksam: den anges för {chosen.purpose.value}.")
    if day is None and any(one.purpose is not Purpose.OTHER for one in found):
        notes.append("Ingen säker sista svarsdag hittades.")
    return tuple(dict.fromkeys(notes))
