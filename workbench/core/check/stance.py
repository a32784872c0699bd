"""Who takes which stand in a sentence: the verbs of a remissvar and the one who says them.

*Kommunerna avstyrker* is the joint stand, *Falu kommun avstyrker* is one municipality's, and
*utredningen avstyrker* is nobody's here. What cannot be told is left out: a check that cries
wolf is not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from workbench.core.check.names import Names
from workbench.core.position import Family, Lean


class Speaker(Enum):
    """Whose stand it is."""

    SELF = auto()
    """The text's own voice: the municipalities together, or the municipality that writes."""
    SOME = auto()
    """One or some of the municipalities, by name or number."""
    OTHER = auto()
    """Somebody outside: the inquiry, the government, an agency."""


@dataclass(frozen=True, slots=True)
class Stand:
    """One stand that a sentence states."""

    lean: Lean
    speaker: Speaker
    family: Family
    """What kind of statement the words may answer."""
    hedged: bool
    """Only in part, on a condition, or in the second place."""
    words: str
    """The words that say it."""


_VERB = re.compile(
    r"""
      \b(?P<support>tillstyrk(?:er|s|te|t|a|as)|ställer\s+(?:\w+\s+)?(?:sig\s+)?bakom
        |ställer\s+sig\s+(?:\w+\s+)?bakom)\b
    | \b(?P<reject>avstyrk(?:er|s|te|t|a|as)|motsätter\s+(?:\w+\s+)?sig)\b
    | \b(?P<share>delar|instämmer)\s+(?P<not>(?:\w+\s+){0,2}?(?:inte|ej)\s+)?
        (?:(?:i|helt|därför|dock|i\s+huvudsak|fullt\s+ut)\s+)*(?:\w+\s+){0,2}?
        (?P<assessment>bedömning(?:en|ar|arna)?)\b
    | \bser\s+(?:\w+\s+)?(?P<positive>positivt)\s+på\b | \b(?P<welcome>välkomnar)\b
    | \b(?P<neutral>har\s+(?:\w+\s+)?(?:inget|ingenting|inga?)\s+(?:\w+\s+)?
        (?:att\s+(?:erinra|invända)|erinran|erinringar|invändning(?:ar)?|synpunkter))\b
    | \b(?P<doubt>tveksam(?:ma)?)\b
    | \b(?P<abstain>avstår\s+(?:\w+\s+)?från\s+att\s+(?:yttra|ta|lämna)|tar\s+inte\s+ställning)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIVIDED = re.compile(
    r"\b(?:olika\s+(?:uppfattning(?:ar)?|meningar?|syn)|oeniga|delade\s+(?:meningar|uppfattningar)"
    r"|inte\s+(?:eniga|överens)|går\s+isär|skiljer\s+sig\s+åt|är\s+delade?)\b",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"\s+(?:(?:dock|däremot|därför|alltså|kommunerna|vi|kommunen)\s+)?(?:inte|ej)\b"
)
_INFINITIVE = re.compile(r"(tillstyrka|avstyrka)s?$", re.IGNORECASE)
_CANNOT = re.compile(r"\b(?:kan|vill)\s+(?:\w+\s+)?(?:inte|ej)\s+(?:\w+\s+)?$", re.IGNORECASE)
_WANTS = re.compile(r"\b(?:vill|väljer\s+att|har\s+valt\s+att)\s+(?:\w+\s+)?$", re.IGNORECASE)
_PASSIVE = re.compile(r"(?:tillstyrk|avstyrk)(?:s|as)$", re.IGNORECASE)
_HEDGE = re.compile(
    r"\bdelvis\b|\bi\s+(?:den|denna|de|dessa|vissa|den\s+här)\s+del(?:en|ar|arna)?\b|\bi\s+övrigt\b"
    r"|\bi\s+andra\s+hand\b|\bundantag\b|\bförutsättning|\bvillkor|\bförbehåll|\butom\b"
    r"|\bmen\s+inte\b|\benbart\b|\bendast\b",
    re.IGNORECASE,
)
_IF_BEFORE = re.compile(
    r"(?:^|[,;]\s|\boch\s|\bmen\s)(?:om|ifall|såvida)\b|\b(?:som|att\s+inte)\s+$", re.I
)
_JOINT = re.compile(
    r"\b(?:kommunerna|vi|samtliga\s+(?:\w+\s+)?kommuner|alla\s+(?:\w+\s+)?kommuner)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:kommunen|nämnden|förvaltningen|vi|socialnämnden)\b", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:en|ett\s+par|några|flera|vissa|enstaka|övriga|andra|många|de\s+flesta|flertalet|en\s+del"
    r"|en\s+minoritet|en\s+majoritet|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton"
    r"|\d+)\s+(?:\w+\s+)?(?:kommun(?:er(?:na)?)?|av)\b|\bkommunen\b|\bde\s+kommuner\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:utredningen|utredaren|betänkandet|regeringen|riksdagen|departementet|lagrådet|SKR"
    r"|Sveriges\s+Kommuner\s+och\s+Regioner|länsstyrels\w+|Socialstyrelsen|IVO|region(?:en|erna)"
    r"|remissinstans\w*|organisation\w*|myndighet(?:en|erna)|kritiker\w*|experter\w*|domstol\w*)\b",
    re.IGNORECASE,
)
OTHER_SECTION = re.compile(r"\b(?:avsnitt(?:en|et)?|kapitel|kap\.)\s+\d", re.IGNORECASE)
"""In a sentence that speaks of another section than the one it stands in."""

_NEAR = 400
"""Characters on each side of a verb that can matter to it, in the longest sentence."""

_STEMS = ("styrk", "bedömning", "positivt", "välkomna", "erinra", "invänd", "tveksam", "avstår",
          "ställning", "bakom", "motsätter", "synpunkter")  # fmt: skip


def says_something(text: str) -> bool:
    """Tell quickly whether a text can hold a stand at all; `text` has its case folded."""
    return any(stem in text for stem in _STEMS)


def is_divided(text: str) -> bool:
    """Tell whether a text says that the municipalities differ."""
    return _DIVIDED.search(text) is not None


@dataclass(frozen=True)
class Voice:
    """Whose text is read."""

    names: Names
    owner: str = ""
    """Slug of the one municipality whose words these are; empty for the joint text."""

    def stands(self, sentence: str) -> Iterator[Stand]:
        """Yield the stands that a sentence states, in reading order."""
        for verb in _VERB.finditer(sentence):
            lean, family = _meaning(verb)
            lean, hedged = self._turned(sentence, verb, lean)
            if lean is not Lean.NONE or verb["abstain"]:
                speaker = self._speaker(sentence, verb)
                yield Stand(lean, speaker, family, hedged, verb[0])

    def _turned(self, sentence: str, verb: re.Match[str], lean: Lean) -> tuple[Lean, bool]:
        """Take negation, infinitives and reservations into account."""
        near = slice(max(0, verb.start() - _NEAR), verb.end() + _NEAR)
        head, tail = sentence[near.start : verb.start()], sentence[verb.end() : near.stop]
        hedged = bool(_HEDGE.search(sentence[near]) or _IF_BEFORE.search(head))
        if _INFINITIVE.search(verb[0]):
            if _CANNOT.search(head):
                return (Lean.AGAINST if lean is Lean.FOR else Lean.NONE), hedged
            return (lean if _WANTS.search(head) else Lean.NONE), hedged
        if _NOT_AFTER.match(tail) and lean in {Lean.FOR, Lean.AGAINST}:
            return (Lean.AGAINST if lean is Lean.FOR else Lean.NONE), hedged
        return lean, hedged

    def _speaker(self, sentence: str, verb: re.Match[str]) -> Speaker:
        """Find who says it: the last one named before the verb, else the first one after it."""
        before = self._actors(sentence[max(0, verb.start() - _NEAR) : verb.start()])
        if _PASSIVE.search(verb[0]):
            after = self._actors(sentence[verb.end() : verb.end() + _NEAR].partition(" av ")[2])
            return after[0][1] if after else Speaker.SELF
        if before:
            return before[-1][1]
        after = self._actors(sentence[verb.end() : verb.end() + 40])
        return after[0][1] if after and sentence[: verb.start()].strip() else Speaker.SELF

    def _actors(self, text: str) -> list[tuple[int, Speaker]]:
        """Find everybody who can be the subject, in reading order."""
        found = [(at, self._one(slug)) for at, slug in self.names.in_text(text)]
        own = _OWN if self.owner else _JOINT
        found += [(m.start(), Speaker.SELF) for m in own.finditer(text)]
        found += [(m.start(), Speaker.OTHER) for m in _OUTSIDE.finditer(text)]
        if not self.owner:
            # `de flesta kommunerna` also holds `kommunerna`: what begins first covers the other
            found += [(m.end() - 1, Speaker.SOME) for m in _SOME.finditer(text)]
        return sorted(found, key=lambda actor: actor[0])

    def _one(self, slug: str) -> Speaker:
        return Speaker.SELF if slug == self.owner else Speaker.SOME


_LEANS = {
    "support": Lean.FOR,
    "reject": Lean.AGAINST,
    "positive": Lean.FOR,
    "welcome": Lean.FOR,
    "neutral": Lean.NEUTRAL,
    "doubt": Lean.WITH_RESERVATION,
    "abstain": Lean.NONE,
}


def _meaning(verb: re.Match[str]) -> tuple[Lean, Family]:
    if verb["share"]:
        return (Lean.AGAINST if verb["not"] else Lean.FOR), Family.ASSESSMENT
    name = next(name for name in _LEANS if verb[name])
    word = verb[0].casefold()
    formal = word.startswith(("tillstyrk", "avstyrk"))
    return _LEANS[name], Family.PROPOSAL if formal else Family.EITHER
