"""Positions: the right words for the kind of statement, and the same stand everywhere.

*Tillstyrker* and *avstyrker* are said of proposals (förslag), *delar* and *delar inte* of
assessments (bedömning). What the front matter says, what the text says and what the municipalities
said must go together, or the difference must be named.
"""

import re
from collections.abc import Iterator

from workbench.core.adoption import Stance
from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import Sentence, Text
from workbench.core.check.reading import Reading
from workbench.core.check.stance import (
    OTHER_SECTION,
    Speaker,
    Stand,
    Voice,
    is_divided,
    says_something,
)
from workbench.core.contribution import Contribution
from workbench.core.language.swedish import join_names
from workbench.core.outline import STANDING, ProposalKind, Section
from workbench.core.position import Family, Lean, Position, lean
from workbench.core.response import Form

_SECTIONS = re.compile(
    r"\bavsnitt(?:en|et)?\s+\d{1,3}(?:\.\d{1,3})*"
    r"(?:(?:\s*,\s*|\s+och\s+|\s+samt\s+)\d{1,3}(?:\.\d{1,3})*)*(?![\d.]*\d)",
    re.IGNORECASE,
)
_KEY = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_TURNING = ("avstyrk", "motsätter", "inte", " ej", "avstår")
"""One of these stands in every sentence that says something else than that it agrees."""

_FOR = frozenset({Lean.FOR, Lean.WITH_RESERVATION})
_LARGE_MINORITY = 1 / 3


def find(reading: Reading) -> Iterator[Finding]:
    """Check the positions of every text."""
    for text in reading.texts:
        section = reading.response.outline.by_number.get(text.section)
        if section is not None:
            yield from _family(text, section)
        if "avsnitt" in text.folded and not text.owner:
            yield from _about_others(text, reading)
        if text.section not in STANDING and _may_be_wrong(text, section):
            yield from _prose(text, section, reading)
    for text in reading.agreed:
        if text.section not in STANDING:
            yield from _joint(text, reading)


def _family(text: Text, section: Section) -> Iterator[Finding]:
    position = text.position
    if position is not None and not section.accepts(position):
        kinds = sorted({proposal.kind.value for proposal in section.proposals})
        has, words = (
            ("bara en bedömning", "”delar bedömningen” eller ”delar inte bedömningen”")
            if kinds == [ProposalKind.ASSESSMENT.value]
            else ("bara ett förslag", "”tillstyrker” eller ”avstyrker”")
        )
        kind = Kind.POSITION_FAMILY
        yield (kind.found if text.sent else kind.found_in_draft)(
            text.place,
            f"Ställningstagandet är ”{position}”, men avsnitt {section.number} innehåller {has}.",
            f"Välj {words}.",
            position.value,
        )


def _about_others(text: Text, reading: Reading) -> Iterator[Finding]:
    """Compare what a joint text says of another section with the position there."""
    voice = Voice(reading.names)
    for sentence in text.sentences:
        numbers = [
            n for found in _SECTIONS.finditer(sentence.words) for n in _KEY.findall(found[0])
        ]
        if not numbers or not says_something(sentence.words.casefold()):
            continue
        own = [s for s in voice.stands(sentence.words) if s.speaker is Speaker.SELF]
        if len({stand.lean for stand in own}) != 1:
            continue  # which of the stands is about which section cannot be told
        for number in numbers:
            there = reading.response.agreed.get(number)
            contrary = _contrary(there.position, own) if there and there.position else None
            if there is not None and contrary is not None:
                yield text.found(
                    Kind.POSITION_CONTRADICTED,
                    sentence.line,
                    f"Här står ”{contrary.words}” om avsnitt {number}, men ställningstagandet där "
                    f"är ”{there.position}”.",
                    "Ändra det ena eller det andra så att de säger samma sak.",
                    sentence.words,
                )


def _may_be_wrong(text: Text, section: Section | None) -> bool:
    """Tell quickly whether the stands of a text can be at odds with anything: few can."""
    if not says_something(text.folded):
        return False
    if section is not None and len({proposal.kind for proposal in section.proposals}) == 1:
        return True
    if text.position is not None and lean(text.position) is Lean.FOR:
        if not any(word in text.folded for word in _TURNING):
            return False
        return any(map(_may_turn, text.sentences))
    return text.position is not None


def _may_turn(sentence: Sentence) -> bool:
    words = sentence.words.casefold()
    return any(word in words for word in _TURNING) and says_something(words)


def _prose(text: Text, section: Section | None, reading: Reading) -> Iterator[Finding]:
    voice = Voice(reading.names, text.owner)
    said = [
        (sentence, stand)
        for sentence in text.sentences
        if says_something(sentence.words.casefold()) and not OTHER_SECTION.search(sentence.words)
        for stand in voice.stands(sentence.words)
        if stand.speaker is not Speaker.OTHER
    ]
    if section is not None:
        yield from _words_family(text, section, said)
    own = [(sentence, stand) for sentence, stand in said if stand.speaker is Speaker.SELF]
    if text.position is not None:
        contrary = _contrary(text.position, [stand for _, stand in own])
        at = next((sentence for sentence, stand in own if stand is contrary), None)
        if contrary is not None and at is not None:
            yield text.found(
                Kind.POSITION_CONTRADICTED,
                at.line,
                f"Ställningstagandet är ”{text.position}”, men texten säger ”{contrary.words}”.",
                "Ändra ställningstagandet eller texten så att de säger samma sak.",
                at.words,
            )


def _words_family(
    text: Text, section: Section, said: list[tuple[Sentence, Stand]]
) -> Iterator[Finding]:
    kinds = {proposal.kind for proposal in section.proposals}
    if len(kinds) != 1:
        return
    only = kinds.pop()
    wrong = Family.PROPOSAL if only is ProposalKind.ASSESSMENT else Family.ASSESSMENT
    for sentence, stand in said:
        if stand.family is wrong:
            what, instead = (
                ("en bedömning", "Skriv delar eller delar inte bedömningen.")
                if only is ProposalKind.ASSESSMENT
                else ("ett förslag", "Skriv tillstyrker eller avstyrker förslaget.")
            )
            yield text.found(
                Kind.WORDS_FAMILY,
                sentence.line,
                f"”{stand.words}” sägs om avsnitt {section.number}, som bara innehåller {what}.",
                instead,
                sentence.words,
            )


def _contrary(position: Position, stands: list[Stand]) -> Stand | None:
    """Return the stand in the text that cannot go with the position; None when all can."""
    formal = [s for s in stands if s.family is not Family.EITHER]
    plain = [s for s in formal if not s.hedged]
    said = {stand.lean for stand in stands}
    against = next((s for s in plain if s.lean is Lean.AGAINST), None)
    agreeing = next((s for s in plain if s.lean is Lean.FOR), None)
    abstaining = next((s for s in stands if s.lean is Lean.NONE and not s.hedged), None)
    match lean(position):
        case Lean.FOR:
            return against or (abstaining if Lean.FOR not in said else None)
        case Lean.WITH_RESERVATION:
            return against if Lean.FOR not in said else None
        case Lean.AGAINST:
            opposed = {Lean.AGAINST, Lean.WITH_RESERVATION} & said
            return None if opposed else agreeing or abstaining
        case Lean.NEUTRAL:
            return against
        case Lean.NONE:
            return agreeing or against
        case Lean.SPLIT:
            return None


def _joint(text: Text, reading: Reading) -> Iterator[Finding]:
    position = text.position
    if position is None:
        if text.markdown.strip():
            yield Kind.POSITION_MISSING.found(
                text.place,
                f"Den gemensamma texten till avsnitt {text.section} har inget ställningstagande.",
                "Ange position i textens huvud; departementet läser det först.",
            )
        return
    named = reading.names.named(text.markdown)
    positions = {
        slug: contribution
        for slug, contribution in reading.response.contributions_to(text.section).items()
        if contribution.position and slug in reading.taking_part
    }
    if position is Position.SPLIT:
        if not is_divided(text.markdown) and not named:
            yield Kind.SPLIT_UNNAMED.found(
                text.place,
                "Ställningstagandet är ”delat”, men texten säger inte att kommunerna har olika "
                "uppfattning.",
                "Skriv vilka kommuner som tycker vad.",
            )
        return
    if reading.response.facts.response.form is not Form.COORDINATED:
        yield from _differing(text, position, positions, named, reading)


def _differing(
    text: Text,
    position: Position,
    positions: dict[str, Contribution],
    named: frozenset[str],
    reading: Reading,
) -> Iterator[Finding]:
    """Compare the joint position with each municipality's own."""
    apart = [slug for slug, c in positions.items() if c.position and _opposed(position, c.position)]
    unnamed = [
        slug
        for slug in apart
        if slug not in named and not _has_settled(slug, text.section, reading)
    ]
    if len(apart) >= 2 and len(apart) >= _LARGE_MINORITY * len(positions) and unnamed:
        yield Kind.SPLIT_UNMARKED.found(
            text.place,
            f"{len(apart)} av {len(positions)} kommuner tycker tvärtemot ”{position}”.",
            "Välj ställningstagandet ”delat” och skriv vilka kommuner som tycker vad.",
        )
    else:
        for slug in unnamed:
            yield _unnamed(Kind.DEVIATION_UNNAMED, slug, text, positions[slug], reading)
    if lean(position) is not Lean.FOR:
        return
    for slug, contribution in positions.items():
        conditional = contribution.position is Position.SUPPORT_ON_CONDITION
        if conditional and slug not in named and not _has_settled(slug, text.section, reading):
            yield _unnamed(Kind.CONDITION_UNNAMED, slug, text, contribution, reading)


def _unnamed(
    kind: Kind, slug: str, text: Text, contribution: Contribution, reading: Reading
) -> Finding:
    name = join_names(reading.response.official_names([slug]))
    return kind.found(
        Place(text.place.file, text.section, slug),
        f"{name} har ställningstagandet ”{contribution.position}”, men nämns inte i texten till "
        f"avsnitt {text.section}.",
        "Lägg till en mening om vad kommunen anser, anteckna avvikelsen i kommunens beslut, eller "
        "be kommunen ändra sitt ställningstagande.",
    )


def _opposed(joint: Position, own: Position) -> bool:
    one, other = lean(joint), lean(own)
    if one is Lean.AGAINST:
        return other in _FOR
    return one in _FOR | {Lean.NEUTRAL} and other is Lean.AGAINST


def _has_settled(slug: str, section: str, reading: Reading) -> bool:
    """Tell whether a municipality's own decision has settled what it thinks of the joint text."""
    decision = reading.decision(slug)
    if decision is None or decision.stance is Stance.SENT_BACK:
        return False
    return section in decision.deviates_in or not reading.context.adopted_differs.get(slug)
