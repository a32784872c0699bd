"""The answer form (svarsblankett): what is asked of each section, and what was filled in.

It is for those who start from nothing: no text to change, only the inquiry's proposals to take a
stand on. A field that is left as it was says nothing; everything that is filled in either becomes
part of the municipality's contribution or is named.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from workbench.core.answer.wording import heading
from workbench.core.contribution import Contribution
from workbench.core.outline import OTHER, STANDING
from workbench.core.position import Position, parse
from workbench.core.response import Response

POSITION: Final = "Ställningstagande"
CONDITION: Final = "Förbehåll"
TEXT: Final = "Synpunkter"
FIELDS: Final = (POSITION, CONDITION, TEXT)
"""What is filled in for a section, as the rows of the form are called."""

ALREADY_SAID: Final = "Ni har redan svarat"
"""Names the row that tells of what the municipality has said before."""

NOT_CHOSEN: Final = "Välj ställningstagande"
NAME: Final = "Ifyllt av"
PHONE: Final = "Frågor besvaras av"
PROMPTS: Final = {
    POSITION: NOT_CHOSEN,
    CONDITION: "Fyll i om ni tillstyrker med förbehåll: under förutsättning att …",
    TEXT: "Skriv era synpunkter här",
    NAME: "Skriv namn och befattning",
    PHONE: "Skriv telefon eller e-post",
}
"""What stands in a field before anybody has filled it in."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the form asks about one section."""

    key: str
    title: str
    """With the report's number."""
    asked: tuple[tuple[str, str], ...]
    """What the inquiry says: `Förslag` or `Bedömning`, and the proposal in short."""
    positions: tuple[Position, ...]
    """Those that can be taken here; empty where no stand is taken."""
    said: str = ""
    """What the municipality has said already, in a few words; empty for nothing."""

    @property
    def fields(self) -> tuple[str, ...]:
        """What is to be filled in."""
        return FIELDS if self.positions else (TEXT,)


@dataclass(frozen=True, slots=True)
class Row:
    """What was filled in for one section, field by field; empty for what was left."""

    key: str
    position: str = ""
    """As it stands in the file, which may be typed by hand."""
    condition: str = ""
    text: str = ""
    """Markdown in its stored form."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was filled in."""
        return not (self.position or self.condition or self.text.strip())


@dataclass(frozen=True, slots=True)
class Answered:
    """A row as a contribution, or why it cannot be one."""

    contribution: Contribution
    remark: str = ""
    """What the coordinator should know of it, in Swedish; empty for nothing."""
    trouble: str = ""
    """Why it cannot be taken in as it stands."""


def questions(response: Response, slug: str, keys: Iterable[str]) -> tuple[Question, ...]:
    """Return what to ask a municipality.

    Args:
        response: The response.
        slug: The municipality's.
        keys: The sections, in order.
    """
    return tuple(_question(response, slug, key) for key in keys)


def sections_asked(response: Response) -> tuple[str, ...]:
    """Return the sections that a form asks about when none are named, in order."""
    return (*(key for key in response.sections if key not in STANDING), OTHER)


def _question(response: Response, slug: str, key: str) -> Question:
    section = response.outline.by_number.get(key)
    said = response.contributions_to(key).get(slug)
    return Question(
        key=key,
        title=STANDING.get(key) or f"{key} {heading(response.outline, key) if section else ''}",
        asked=tuple((p.kind.value.capitalize(), p.text) for p in section.proposals)
        if section
        else (),
        positions=tuple(
            position
            for position in Position
            if position is not Position.SPLIT and section and section.accepts(position)
        ),
        said="" if said is None else _in_short(said),
    )


def _in_short(said: Contribution) -> str:
    if said.agrees:
        return "instämmer i det gemensamma förslaget"
    return said.position.value if said.position else "synpunkter utan ställningstagande"


def answered(row: Row, stated: str | None = None) -> Answered:
    """Read a row that says something.

    Args:
        row: What was filled in.
        stated: What the coordinator has found out that was meant, instead of what stands in the
            field; empty for no stand at all, None when nothing was said about it.
    """
    words = row.position if stated is None else stated
    position = parse(words.strip().rstrip(".")) if words.strip() else None
    if words.strip() and position is None:
        return Answered(Contribution(text=row.text), trouble=_unknown(words))
    if position is Position.SUPPORT_ON_CONDITION:
        trouble = "" if row.condition else f"”{position}” utan att förbehållet är ifyllt"
        value = Contribution(position=position, condition=row.condition, text=row.text)
        return Answered(value, trouble=trouble)
    if row.condition:
        text = "\n\n".join(filter(None, (row.text.strip(), f"{CONDITION}: {row.condition}")))
        remark = "förbehållet lades sist i texten, för ställningstagandet är "
        remark += f"”{position}”" if position else "inte ifyllt"
        return Answered(Contribution(position=position, text=text), remark)
    remark = "" if position or row.key in STANDING else "inget ställningstagande är valt"
    return Answered(Contribution(position=position, text=row.text), remark)


def _unknown(words: str) -> str:
    known = [position.value for position in Position if position is not Position.SPLIT]
    near = difflib.get_close_matches(words.casefold(), known, 1, 0.6)
    meant = f"; menas ”{near[0]}”?" if near else ""
    return f"”{words}” är inget ställningstagande{meant}"
