"""The report's outline: its sections, and the proposals and assessments that stand in them."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from workbench.core.position import Family, Position, family
from workbench.core.stored import Filled, Line, Slug, Stored

SUMMARY = "sammanfattning"
GENERAL = "allmant"
OTHER = "ovrigt"
STANDING = {SUMMARY: "Sammanfattning", GENERAL: "Allmänna synpunkter", OTHER: "Övriga synpunkter"}
"""Parts that every answer has beside the report's own sections: key and heading."""

_ALIASES = {
    "allmänt": GENERAL,
    "allmänna synpunkter": GENERAL,
    "övrigt": OTHER,
    "övriga synpunkter": OTHER,
}

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,5}")

Number = Annotated[str, StringConstraints(pattern=r"^\d{1,3}(\.\d{1,3}){0,5}$")]


class TitleStatus(StrEnum):
    """How much of a section's heading has been seen in the report."""

    COMPLETE = "fullständig"
    PARTIAL = "avkortad"
    UNSEEN = "ej sedd"


class ProposalKind(StrEnum):
    """What the inquiry does in its box: proposes or assesses."""

    PROPOSAL = "förslag"
    ASSESSMENT = "bedömning"


class Proposal(Stored):
    """One proposal or assessment of the inquiry, in short."""

    kind: Annotated[ProposalKind, Field(strict=False)]
    text: Filled


class Section(Stored):
    """One numbered heading of the report."""

    number: Number
    title: Line = ""
    """As seen in the report; empty when it was not seen. Never invented."""
    title_status: Annotated[TitleStatus, Field(strict=False)] = TitleStatus.COMPLETE
    topic: Line = ""
    """What the section is about, in our words, where the heading is not fully known."""
    level: int = Field(default=1, ge=1, le=6)
    page: int | None = Field(default=None, ge=1, le=20_000)
    answered: bool = False
    """The municipalities have chosen to answer this section."""
    lead: Slug | None = None
    """The municipality that prepares the agreed text, where one is named."""
    number_inferred: bool = False
    """The number was concluded from the order, not read."""
    proposals: tuple[Proposal, ...] = Field(default=(), strict=False)

    @property
    def heading(self) -> str:
        """The heading to show: the report's words; ours in brackets where they are not seen."""
        if self.title and self.title_status is TitleStatus.COMPLETE:
            return self.title
        if self.topic:
            return f"(om {self.topic[0].lower()}{self.topic[1:]})"
        return self.title or "(rubriken inte sedd)"

    def accepts(self, position: Position) -> bool:
        """Tell whether the position can be taken on what the inquiry says here.

        A section without known proposals accepts any position.
        """
        kinds = {proposal.kind for proposal in self.proposals}
        wanted = family(position)
        return not kinds or wanted is Family.EITHER or ProposalKind(wanted.value) in kinds


def order_of(key: str) -> tuple[int, tuple[int, ...]]:
    """Sort key of sections: summary, general, the report's numbers in their order, other."""
    if _NUMBER.fullmatch(key):
        return 2, tuple(int(part) for part in key.split("."))
    return {SUMMARY: 0, GENERAL: 1}.get(key, 3), ()


class Outline(Stored):
    """All known sections of the report, in its order."""

    sections: tuple[Section, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _each_number_once(self) -> "Outline":
        seen: set[str] = set()
        for section in self.sections:
            if section.number in seen:
                raise ValueError(f"avsnitt {section.number} står två gånger")
            seen.add(section.number)
        return self

    @cached_property
    def by_number(self) -> dict[str, Section]:
        """Sections by number."""
        return {section.number: section for section in self.sections}

    @cached_property
    def answered(self) -> tuple[Section, ...]:
        """The sections that are answered, in the report's order."""
        chosen = (section for section in self.sections if section.answered)
        return tuple(sorted(chosen, key=lambda section: order_of(section.number)))

    def knows(self, key: str) -> bool:
        """Tell whether the key is a section of the report or a standing part."""
        return key in STANDING or key in self.by_number

    def heading(self, key: str) -> str:
        """Return the heading of a section or a standing part, without its number."""
        return STANDING[key] if key in STANDING else self.by_number[key].heading

    def label(self, key: str) -> str:
        """Return number and heading; only the one where there is no other."""
        if key in STANDING or key not in self.by_number:
            return STANDING.get(key, key)
        return f"{key} {self.heading(key)}"

    def keys(self) -> Iterable[str]:
        """Yield every key that text can be written for, in the order of the answer."""
        yield from (SUMMARY, GENERAL)
        yield from (section.number for section in self.sections)
        yield OTHER

    def plain(self, words: str) -> str:
        """Return the key in what somebody wrote: `avsnitt 7.3.` is `7.3`; it need not exist."""
        bare = " ".join(unicodedata.normalize("NFC", words).casefold().split())
        for word in ("avsnitt ", "kapitel ", "kap. "):
            bare = bare.removeprefix(word)
        return _ALIASES.get(bare, bare.rstrip("."))

    def nearest(self, key: str) -> str:
        """Return the key that somebody who wrote `key` most likely meant; may be empty."""
        wanted = self.plain(key)
        if self.knows(wanted):
            return wanted
        while "." in wanted:
            wanted = wanted.rpartition(".")[0]
            if wanted in self.by_number:
                return wanted
        return ""
