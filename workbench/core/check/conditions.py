"""Support on a condition (förbehåll): said in the position and in the text, or in neither."""

import re
from collections.abc import Iterable, Iterator

from workbench.core.check.finding import Finding
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import Text
from workbench.core.check.reading import Reading
from workbench.core.check.stance import OTHER_SECTION, Speaker, Voice
from workbench.core.position import Lean, Position

_CONDITION = re.compile(
    r"\bförutsättning|\bvillkor|\bförbehåll|\bförutsatt\b|\bunder\s+förutsättning|\bom\s|\bkräver\b"
    r"|\bmåste\b|\bså\s+länge\b",
    re.IGNORECASE,
)
_ON_CONDITION = re.compile(
    r"\bunder\s+(?:den\s+)?förutsättning(?:en)?\b|\bförutsatt\s+att\b|\bpå\s+villkor\b"
    r"|\bmed\s+förbehåll\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Check that a condition stands both in the position and in the text."""
    for text in reading.agreed:
        if text.position is Position.SUPPORT and _ON_CONDITION.search(text.markdown):
            yield from _unmarked_condition(text, reading)
    for text in _on_condition(reading.agreed):
        if text.markdown.strip() and not _CONDITION.search(text.markdown):
            yield Kind.CONDITION_MISSING.found(
                text.place,
                "Ställningstagandet är med förbehåll, men texten säger inte vilket.",
                "Skriv ut villkoret: under förutsättning att …",
            )
    for text in _on_condition(reading.contributions):
        contribution = reading.response.contributions[text.section, text.owner]
        if not contribution.condition:
            yield Kind.CONDITION_MISSING.found(
                text.place,
                "Kommunen tillstyrker med förbehåll men har inte angett villkoret.",
                "Fyll i condition i bidragets huvud.",
            )


def _unmarked_condition(text: Text, reading: Reading) -> Iterator[Finding]:
    """Look for support on a condition under a position that has none."""
    voice = Voice(reading.names)
    for sentence in text.sentences:
        if not _ON_CONDITION.search(sentence.words) or OTHER_SECTION.search(sentence.words):
            continue
        stands = voice.stands(sentence.words)
        if any(s.speaker is Speaker.SELF and s.lean is Lean.FOR for s in stands):
            yield text.found(
                Kind.CONDITION_IN_TEXT,
                sentence.line,
                "Texten tillstyrker på ett villkor, men ställningstagandet är ”tillstyrker”.",
                f"Välj ”{Position.SUPPORT_ON_CONDITION}”, eller skriv villkoret som en synpunkt.",
                sentence.words,
            )


def _on_condition(texts: Iterable[Text]) -> Iterator[Text]:
    return (text for text in texts if text.position is Position.SUPPORT_ON_CONDITION)
