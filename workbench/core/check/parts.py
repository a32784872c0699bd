"""The parts of the answer: summary first, a text for each section, references that lead somewhere.

Lengths: real answers are 2–16 pages, a joint one from fifteen municipalities up to about 30.
"""

import re
from collections.abc import Iterator

from workbench.core import places
from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.check.names import distance
from workbench.core.check.prose import OWN_WORDS, Line, LineKind, Text
from workbench.core.check.reading import Reading
from workbench.core.composing import sources
from workbench.core.language.swedish import counted, figures
from workbench.core.outline import STANDING, SUMMARY, TitleStatus
from workbench.core.response import Form

MOST_WORDS = 10_500
"""About thirty pages."""
MOST_WORDS_OF_SECTION = 900
RETELLING_FROM = 80
"""Words from which a text without any stand is suspected of retelling the report."""

_SUMMARY_HEADING = re.compile(r"(?:sammanfattning|sammanfattande\s+synpunkter)\b", re.IGNORECASE)
_DISSENT = re.compile(r"(?:bilaga\s+\w+[.:]?\s+)?särskil(?:t|da)\s+yttrande", re.IGNORECASE)
_EMPTY_OPENING = re.compile(
    r"\b(?:har\s+(?:mottagit|fått|beretts|erhållit|getts|erbjudits)\b.{0,60}\b(?:remiss\w*|yttra\s+sig)"
    r"|tackar\s+för\s+möjligheten|har\s+tagit\s+del\s+av\s+(?:remissen|betänkandet))",
    re.IGNORECASE,
)
_STAND = re.compile(
    r"tillstyrk|avstyrk|motsätter|bakom|instäm|\bdelar\b|positivt|positiva?\b|välkomna|stödjer"
    r"|stöder|\berinra|invänd|tveksam|avstår|\banser\b|\bmenar\b|\bbör\b|borde|efterlys|efterfråg|\bsaknar\b"
    r"|\bföreslår\b|framhåll|understryk|betona|\bvill\b|befara|\brisk|behöver|önskvär"
    r"|olika uppfattning"
    r"|\bbra\b|viktigt|angeläg|nödvändig|oroa|\bser\b|kritisk|ifrågasätt|beklaga|uppskatta",
    re.IGNORECASE,
)
_RETELLS = re.compile(
    r"\b(?:utredningen|utredaren|betänkandet|promemorian)\s+(?:\w+\s+)?(?:föreslår|anger|beskriver|"
    r"konstaterar|redovisar|redogör|bedömer|anför|skriver|framhåller|pekar|gör|har|lämnar|tar)\b",
    re.IGNORECASE,
)
_MENTION = re.compile(
    r"\b(?P<what>avsnitt(?:en|et)?|kapitel|kapitlen|kap\.)\s+"
    r"(?P<numbers>\d{1,3}(?:\.\d{1,3})*(?:(?:\s*,\s*|\s+och\s+|\s+samt\s+|\s+eller\s+|\s*[–-]\s*)"
    r"\d{1,3}(?:\.\d{1,3})*)*)(?![\d.]*\d)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*")
_ELSEWHERE = re.compile(
    r"\s*(?:§|\d+\s*(?:[a-z]\s*)?§|(?:i|av|ur|till)\s+(?:den\s+nya\s+|den\s+|vår\w*\s+)?(?:prop|SOU|Ds"
    r"|proposition|lag|promemori|bilag|rapport|handbok|skrivelse|direktiv|författning|SFS|OSL|SoL"
    r"|LSS|missiv|yttrande|\w+lag(?:en)?\b|\w+balk)"
    r"|\w*(?:lagen|balken|formen|förordningen|ordningen)\b|(?:SoL|LSS|OSL|KL|TF|RF|PBL|FB|LVU|LVM)\b)",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Check the answer part by part."""
    yield from _summary(reading)
    yield from _openings(reading)
    yield from _sections(reading)
    yield from _headings(reading)
    yield from _lengths(reading)
    for text in reading.texts:
        if "avsnitt" in text.folded or "kap" in text.folded:
            yield from _mentions(text, reading)
    for text in reading.sent:
        yield from _retelling(text)


def _summary(reading: Reading) -> Iterator[Finding]:
    text = next((text for text in reading.agreed if text.section == SUMMARY), None)
    place = Place(places.text(SUMMARY), SUMMARY)
    if text is None or not text.markdown.strip():
        yield Kind.SUMMARY_MISSING.found(
            place,
            "Svaret har ingen sammanfattning.",
            "Skriv en sammanfattning som börjar med kommunernas ställningstagande.",
        )
    else:
        first = [s for s in text.sentences if s.stanza == text.sentences[0].stanza]
        if not any(_STAND.search(sentence.words) for sentence in first[:4]):
            yield text.found(
                Kind.SUMMARY_WITHOUT_POSITION,
                first[0].line if first else 1,
                "Sammanfattningens första stycke säger inte vad kommunerna tycker.",
                "Börja med ställningstagandet: tillstyrker, tillstyrker delvis, avstyrker.",
            )
    for other in reading.agreed:
        for line in other.lines if other.section != SUMMARY else ():
            if line.kind is LineKind.HEADING and _SUMMARY_HEADING.match(line.words):
                yield other.found(
                    Kind.SUMMARY_NOT_FIRST,
                    line.number,
                    "Här står en sammanfattning mitt i svaret.",
                    "Flytta den till text/sammanfattning.md, som alltid står först.",
                    line.words,
                )


def _openings(reading: Reading) -> Iterator[Finding]:
    for index, text in enumerate(reading.agreed):
        opening = next((line for line in text.lines if line.words), None)
        if opening and _DISSENT.match(opening.words):
            yield text.found(
                Kind.DISSENT_FIRST,
                opening.number,
                "Ett särskilt yttrande står bland det gemensamma och kan ge dokumentet dess titel.",
                "Lägg det som kommunens bidrag och anteckna avvikelsen i kommunens beslut.",
                opening.words,
            )
        if index == 0 and opening and (found := _EMPTY_OPENING.search(opening.words)):
            yield text.found(
                Kind.OPENING_EMPTY,
                opening.number,
                "Svaret börjar med att kommunerna har fått remissen.",
                "Stryk det och börja med ställningstagandet.",
                found[0],
            )


def _sections(reading: Reading) -> Iterator[Finding]:
    response = reading.response
    for text in reading.texts:
        if not response.outline.knows(text.section):
            near = response.outline.nearest(text.section)
            meant = f" Närmast ligger {response.outline.label(near)}." if near else ""
            kind = Kind.SECTION_UNKNOWN
            yield (kind.found if text.sent else kind.found_in_draft)(
                text.place,
                f"Avsnitt {text.section} finns inte i betänkandet.",
                f"Flytta texten eller lägg till avsnittet i outline.toml.{meant}",
                text.section,
            )
    if response.facts.response.form is Form.COORDINATED:
        return
    for section in response.outline.answered:
        agreed = response.agreed.get(section.number)
        if agreed is None or not agreed.text.strip():
            found = sources(response, section.number)
            written = sum(source.contribution.adds_something for source in found)
            yield Kind.SECTION_WITHOUT_TEXT.found(
                Place(places.text(section.number), section.number),
                f"Avsnitt {section.number} ska besvaras men har ingen gemensam text.",
                f"Sammanfoga {counted(written, ('bidrag', 'bidrag'))}."
                if written
                else "Skriv texten eller ta bort answered = true i outline.toml.",
            )


def _headings(reading: Reading) -> Iterator[Finding]:
    response = reading.response
    keys = [text.section for text in reading.agreed if text.section in response.outline.by_number]
    for key in keys:
        section = response.outline.by_number[key]
        place = Place(places.OUTLINE, key)
        if section.title_status is not TitleStatus.COMPLETE or not section.title:
            yield Kind.HEADING_UNSEEN.found(
                place,
                f"Rubriken till avsnitt {key} är inte läst i sin helhet i betänkandet.",
                "Läs den i betänkandet och fyll i title och title_status i outline.toml.",
                section.heading,
            )
        if section.number_inferred:
            yield Kind.NUMBER_INFERRED.found(
                place,
                f"Numret på avsnitt {key} följer av ordningen och är inte läst i betänkandet.",
                "Läs det i betänkandet och ta bort number_inferred i outline.toml.",
            )
        within = next((other for other in keys if other.startswith(f"{key}.")), "")
        if within:
            yield Kind.HEADINGS_MIXED.found(
                Place(places.text(key), key),
                f"Både {key} och det underordnade {within} har en egen text.",
                "Besvara antingen kapitlet i ett sammanhang eller dess avsnitt vart för sig.",
            )


def _lengths(reading: Reading) -> Iterator[Finding]:
    total = sum(text.word_count for text in reading.agreed)
    if total > MOST_WORDS:
        yield Kind.ANSWER_TOO_LONG.found(
            Place(places.text(SUMMARY)),
            f"Den gemensamma texten är {figures(total)} ord, ungefär {total // 350} sidor.",
            f"Korta till högst {figures(MOST_WORDS)} ord; ett remissvar är sällan över 20 sidor.",
        )
    for text in reading.agreed:
        if text.word_count > MOST_WORDS_OF_SECTION:
            yield Kind.SECTION_TOO_LONG.found(
                text.place,
                f"Texten är {figures(text.word_count)} ord.",
                f"Korta till högst {MOST_WORDS_OF_SECTION} ord eller dela den på flera avsnitt.",
            )


def _mentions(text: Text, reading: Reading) -> Iterator[Finding]:
    outline = reading.response.outline
    if not outline.sections:
        return
    own = re.escape(reading.response.facts.referral.report or "betänkandet")
    ours = re.compile(rf"\s*(?:i|av|ur)\s+(?:betänkandet|utredningen|{own})", re.IGNORECASE)
    for line in text.lines:
        if line.kind not in OWN_WORDS | {LineKind.TABLE, LineKind.HEADING}:
            continue
        for found in _MENTION.finditer(line.words):
            rest = line.words[found.end() : found.end() + 80]
            is_ours = ours.match(rest)
            if not is_ours and (_ELSEWHERE.match(rest) or found["what"].casefold() == "kap."):
                continue
            for number in _NUMBER.findall(found["numbers"]):
                yield from _mention(text, line, number, reading)


def _mention(text: Text, line: Line, number: str, reading: Reading) -> Iterator[Finding]:
    response = reading.response
    if number not in response.outline.by_number:
        slips = (known for known in response.outline.by_number if distance(number, known) == 1)
        near = next(slips, "") or response.outline.nearest(number)
        meant = f" Närmast ligger {response.outline.label(near)}." if near else ""
        yield text.found(
            Kind.MENTION_UNKNOWN,
            line.number,
            f"Avsnitt {number} finns inte i betänkandet.",
            f"Rätta hänvisningen, eller lägg till avsnittet i outline.toml.{meant}",
            number,
        )
    elif text.sent and not _is_answered(number, response.sections):
        yield text.found(
            Kind.MENTION_NOT_ANSWERED,
            line.number,
            f"Avsnitt {number} nämns men besvaras inte.",
            "Skriv ut att det gäller betänkandet, eller ta bort hänvisningen.",
            number,
        )


def _is_answered(number: str, keys: tuple[str, ...]) -> bool:
    """Tell whether a section, one above it or one below it is answered."""
    return any(
        key == number or key.startswith(f"{number}.") or number.startswith(f"{key}.")
        for key in keys
    )


def _retelling(text: Text) -> Iterator[Finding]:
    if text.section in STANDING and text.section != SUMMARY:
        return
    sentences = [s for s in text.sentences if s.kind in OWN_WORDS]
    retold = [s for s in sentences if _RETELLS.search(s.words)]
    mute = text.word_count >= RETELLING_FROM and not any(_STAND.search(s.words) for s in sentences)
    if mute or (len(retold) >= 4 and len(retold) >= 0.6 * len(sentences)):
        yield text.found(
            Kind.RETELLING,
            (retold or sentences)[0].line if sentences else 1,
            "Texten återger betänkandet utan att säga vad kommunerna tycker."
            if mute
            else f"{len(retold)} av {len(sentences)} meningar återger betänkandet.",
            "Stryk återgivningen och skriv ställningstagandet och skälen.",
        )
