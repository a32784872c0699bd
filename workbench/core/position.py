"""The words with which one takes a stand on a section (ställningstagande).

Source: the wording seen in real answers; *tillstyrker* and *avstyrker* are said of proposals
(förslag), *delar* and *delar inte* of assessments (bedömning).
"""

import unicodedata
from enum import Enum, StrEnum


class Family(Enum):
    """What kind of statement of the report a position may answer."""

    PROPOSAL = "förslag"
    ASSESSMENT = "bedömning"
    EITHER = "båda"


class Position(StrEnum):
    """A stand on one section, by the Swedish words it is written with."""

    SUPPORT = "tillstyrker"
    SUPPORT_WITH_COMMENTS = "tillstyrker med synpunkter"
    SUPPORT_IN_PART = "tillstyrker delvis"
    SUPPORT_ON_CONDITION = "tillstyrker med förbehåll"
    REJECT = "avstyrker"
    AGREE = "delar bedömningen"
    DISAGREE = "delar inte bedömningen"
    POSITIVE = "ser positivt på"
    NO_OBJECTION = "har inget att erinra"
    DOUBTFUL = "tveksam"
    ABSTAIN = "avstår"
    SPLIT = "delat"
    """Only of the agreed text: the municipalities differ."""


class Lean(Enum):
    """Which way a position points; what may stand together without contradiction."""

    FOR = "för"
    WITH_RESERVATION = "med förbehåll"
    NEUTRAL = "neutral"
    AGAINST = "emot"
    NONE = "tar inte ställning"
    SPLIT = "delat"


_FAMILY = {
    Position.SUPPORT: Family.PROPOSAL,
    Position.SUPPORT_WITH_COMMENTS: Family.PROPOSAL,
    Position.SUPPORT_IN_PART: Family.PROPOSAL,
    Position.SUPPORT_ON_CONDITION: Family.PROPOSAL,
    Position.REJECT: Family.PROPOSAL,
    Position.AGREE: Family.ASSESSMENT,
    Position.DISAGREE: Family.ASSESSMENT,
}
_LEAN = {
    Position.SUPPORT: Lean.FOR,
    Position.SUPPORT_WITH_COMMENTS: Lean.WITH_RESERVATION,
    Position.SUPPORT_IN_PART: Lean.WITH_RESERVATION,
    Position.SUPPORT_ON_CONDITION: Lean.WITH_RESERVATION,
    Position.REJECT: Lean.AGAINST,
    Position.AGREE: Lean.FOR,
    Position.DISAGREE: Lean.AGAINST,
    Position.POSITIVE: Lean.FOR,
    Position.NO_OBJECTION: Lean.NEUTRAL,
    Position.DOUBTFUL: Lean.AGAINST,
    Position.ABSTAIN: Lean.NONE,
    Position.SPLIT: Lean.SPLIT,
}
_SIGN = {
    Position.SUPPORT: "+",
    Position.SUPPORT_WITH_COMMENTS: "±",
    Position.SUPPORT_IN_PART: "±",
    Position.SUPPORT_ON_CONDITION: "±",
    Position.REJECT: "–",
    Position.AGREE: "+",
    Position.DISAGREE: "–",
    Position.POSITIVE: "+",
    Position.NO_OBJECTION: "0",
    Position.DOUBTFUL: "?",
    Position.ABSTAIN: "○",
    Position.SPLIT: "≠",
}

NO_ANSWER_SIGN = "·"
"""Shown where a municipality has not answered."""

_ALIASES = {
    "tillstyrker_synpunkter": Position.SUPPORT_WITH_COMMENTS,
    "i huvudsak positiv": Position.SUPPORT_WITH_COMMENTS,
    "ställer sig bakom": Position.SUPPORT,
    "motsätter sig": Position.REJECT,
    "instämmer": Position.AGREE,
    "delar": Position.AGREE,
    "delar inte": Position.DISAGREE,
    "delar_inte": Position.DISAGREE,
    "positiv": Position.POSITIVE,
    "välkomnar": Position.POSITIVE,
    "ingen_erinran": Position.NO_OBJECTION,
    "ingen erinran": Position.NO_OBJECTION,
    "inga synpunkter": Position.NO_OBJECTION,
    "är tveksam": Position.DOUBTFUL,
    "är tveksam till": Position.DOUBTFUL,
    "avstar": Position.ABSTAIN,
    "avstår från att yttra sig": Position.ABSTAIN,
}

_VERBS = {
    Position.SUPPORT: "tillstyrker förslaget",
    Position.SUPPORT_WITH_COMMENTS: "tillstyrker förslaget med synpunkter",
    Position.SUPPORT_IN_PART: "tillstyrker förslaget delvis",
    Position.SUPPORT_ON_CONDITION: "tillstyrker förslaget med förbehåll",
    Position.REJECT: "avstyrker förslaget",
    Position.AGREE: "delar utredningens bedömning",
    Position.DISAGREE: "delar inte utredningens bedömning",
    Position.POSITIVE: "ser positivt på {object}",
    Position.NO_OBJECTION: "har inget att erinra mot {object}",
    Position.DOUBTFUL: "är tveksamma till {object}",
    Position.ABSTAIN: "avstår från att yttra sig i denna del",
    Position.SPLIT: "har olika uppfattning",
}


def family(position: Position) -> Family:
    """Return what kind of statement the position may answer."""
    return _FAMILY.get(position, Family.EITHER)


def lean(position: Position) -> Lean:
    """Return which way the position points."""
    return _LEAN[position]


def sign(position: Position | None) -> str:
    """Return the one character that stands for the position in the matrix."""
    return NO_ANSWER_SIGN if position is None else _SIGN[position]


def phrase(position: Position, *, one: bool = False, assessment: bool = False) -> str:
    """Return the verb phrase of a sentence that states the position.

    Args:
        position: The position.
        one: The subject is a single municipality, not several.
        assessment: What is answered is an assessment and not a proposal.
    """
    words = _VERBS[position].format(object="bedömningen" if assessment else "förslaget")
    return words.replace("tveksamma", "tveksam") if one else words


def parse(words: str) -> Position | None:
    """Find the position that somebody wrote, by its words, a known variant or its name.

    Returns:
        The position; None when no position is written so.
    """
    wanted = " ".join(unicodedata.normalize("NFC", words).casefold().split())
    for position in Position:
        if wanted in {
            position.value,
            position.value.replace(" ", "-"),
            position.value.replace(" ", "_"),
        }:
            return position
    return _ALIASES.get(wanted)
