"""The whole response: the facts, the outline and everything that the parties have written."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from workbench.core.adoption import Adoption
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import STANDING, Number, Outline, order_of
from workbench.core.party import Municipality, Officer, short_names
from workbench.core.position import Position
from workbench.core.referral import Referral
from workbench.core.stored import Filled, Line, Slug, Stored

FORMAT = 1
"""The version of the files' format that this program writes."""


class Form(StrEnum):
    """How municipalities answer together."""

    ALIKE = "likalydande"
    """One text that all stand behind."""
    WITH_DEVIATIONS = "avvikelser"
    """One text; who differs is named in it, with särskilda yttranden as an annex."""
    COORDINATED = "samordnat"
    """A common cover, each municipality's own answer as an annex."""


class Headings(StrEnum):
    """How the answer's headings follow the report's."""

    BY_SECTION = "avsnitt"
    BY_CHAPTER = "kapitel"


class JointHeading(Stored):
    """Several sections answered under one heading, such as `7.3 och 7.4`."""

    sections: tuple[Number, ...] = Field(min_length=2, strict=False)
    heading: Filled


class Round(Stored):
    """A step of the work with its closing time."""

    name: Filled
    closes: dt.datetime
    """Local time in Sweden, without zone."""


class About(Stored):
    """What this response is."""

    id: Slug
    name: Line = ""
    """The sender's name: `Kommunerna i Dalarna`."""
    form: Annotated[Form, Field(strict=False)] = Form.WITH_DEVIATIONS
    headings: Annotated[Headings, Field(strict=False)] = Headings.BY_SECTION
    joint_headings: tuple[JointHeading, ...] = Field(default=(), strict=False)
    contact: tuple[Line, ...] = Field(default=(), strict=False)
    """Lines of the letterhead: whom to ask, address; an office rather than a person."""
    coordinator: Slug | None = None
    """The municipality that coordinates."""
    registration_number: Line = ""
    """The joint answer's own diarienummer (Vår beteckning)."""
    template: Line = ""
    """File name of the Word template; empty for the standard one."""
    fictional: bool = False
    """What the municipalities say here is invented; every document says so."""


class Facts(Stored):
    """The file `response.toml`."""

    format: Literal[1]
    response: About
    referral: Referral = Field(default_factory=Referral)
    rounds: tuple[Round, ...] = Field(default=(), strict=False)
    municipalities: tuple[Municipality, ...] = Field(default=(), strict=False)

    @model_validator(mode="after")
    def _fits_together(self) -> "Facts":
        slugs = [municipality.slug for municipality in self.municipalities]
        for slug in slugs:
            if slugs.count(slug) > 1:
                raise ValueError(f"kommunen ”{slug}” står två gånger")
        if self.response.coordinator and self.response.coordinator not in slugs:
            raise ValueError(
                f"samordnaren ”{self.response.coordinator}” finns inte bland kommunerna"
            )
        return self


@dataclass(frozen=True, slots=True)
class Deviation:
    """A wording that was not taken into the agreed text and is shown beside it in the answer."""

    slugs: tuple[str, ...]
    """The municipalities whose wording it is."""
    text: str
    """Markdown; empty for those who want nothing said at that place."""


@dataclass(frozen=True)
class Response:
    """Everything that is known about one joint answer at one moment."""

    facts: Facts
    outline: Outline = field(default_factory=Outline)
    contributions: Mapping[tuple[str, str], Contribution] = field(default_factory=dict)
    """By (section key, municipality's slug)."""
    agreed: Mapping[str, AgreedText] = field(default_factory=dict)
    """Agreed text by section key."""
    adoptions: Mapping[str, Adoption] = field(default_factory=dict)
    """By the municipality's slug."""
    deviations: Mapping[str, tuple[Deviation, ...]] = field(default_factory=dict)
    """By section key: conflicts that were settled by showing the other wordings."""

    @cached_property
    def municipalities(self) -> dict[str, Municipality]:
        """The municipalities by slug, in the order of the file."""
        return {municipality.slug: municipality for municipality in self.facts.municipalities}

    @cached_property
    def short_names(self) -> dict[str, str]:
        """Three letters for each municipality by slug, no two the same."""
        return short_names(self.facts.municipalities)

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """Keys of what is answered, in the order of the answer.

        Sections that are marked as answered, and every other that has a contribution or a text.
        """
        keys = {section.number for section in self.outline.answered}
        keys |= {key for key, _ in self.contributions} | set(self.agreed)
        return tuple(sorted(keys, key=order_of))

    @cached_property
    def _by_section(self) -> dict[str, dict[str, Contribution]]:
        found: dict[str, dict[str, Contribution]] = {}
        for slug in self.municipalities:
            for (key, owner), contribution in self._own[slug]:
                found.setdefault(key, {})[owner] = contribution
        return found

    @cached_property
    def _own(self) -> dict[str, list[tuple[tuple[str, str], Contribution]]]:
        found: dict[str, list[tuple[tuple[str, str], Contribution]]] = {
            slug: [] for slug in self.municipalities
        }
        for place, contribution in self.contributions.items():
            if place[1] in found:
                found[place[1]].append((place, contribution))
        return found

    def contributions_to(self, key: str) -> dict[str, Contribution]:
        """Return the contributions to one section by slug, in the municipalities' order."""
        return self._by_section.get(key, {})

    def positions(self, key: str, *, joint: bool) -> tuple[Position, ...]:
        """Return the positions that can be taken in a section; none under a standing part.

        Args:
            key: The section; one that the outline does not know takes any.
            joint: Whether all take it together: only they can be of different opinions.
        """
        section = self.outline.by_number.get(key)
        return tuple(
            position
            for position in Position
            if key not in STANDING
            and (section is None or section.accepts(position))
            and (joint or position is not Position.SPLIT)
        )

    def municipality(self, words: str) -> Municipality | None:
        """Find a municipality by slug, name, official name or short name, in any case.

        A whole name goes before somebody else's short name.
        """
        wanted = unicodedata.normalize("NFC", words).strip().casefold()
        for municipality in self.facts.municipalities:
            names = (municipality.slug, municipality.name, municipality.official_name)
            bare = municipality.official_name.removesuffix(" kommun")
            if wanted in {name.casefold() for name in (*names, bare)}:
                return municipality
        shorts = {short.casefold(): slug for slug, short in self.short_names.items()}
        return self.municipalities[shorts[wanted]] if wanted in shorts else None

    def official_names(self, slugs: Iterable[str]) -> tuple[str, ...]:
        """Return the official names of some municipalities, in the order of the file."""
        wanted = set(slugs)
        return tuple(m.official_name for m in self.facts.municipalities if m.slug in wanted)


def officer_by(municipality: Municipality, words: str) -> Officer | None:
    """Find an officer by name or mail address; the first one when nothing is asked for."""
    if not words:
        return municipality.officers[0] if municipality.officers else None
    wanted = words.strip().casefold()
    for officer in municipality.officers:
        if wanted in {officer.name.casefold(), officer.email.casefold()}:
            return officer
    return None
