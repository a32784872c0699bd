"""The sheet that one writes on in a section: whose text it is, how it stood, and saving it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.core import position as positions
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import STANDING
from workbench.core.position import Position
from workbench.tui.unsaved import Kind, Place
from workbench.workspace import Draft, SectionView, Workspace

_LISTED = ("-", "|", ">", "*", "1.")
"""How a line begins that is not running text."""


@dataclass(frozen=True, slots=True)
class Stand:
    """What is set beside a text: the position taken, and on what condition."""

    position: Position | None = None
    condition: str = ""
    agrees: bool = False

    def facts(self) -> str:
        """Write it down for a draft."""
        facts = {
            "position": self.position.value if self.position else "",
            "condition": self.condition,
            "agrees": self.agrees,
        }
        return json.dumps(facts, ensure_ascii=False)

    @classmethod
    def from_facts(cls, facts: str) -> "Stand":
        """Read what was written down for a draft; what cannot be read is left out."""
        try:
            found = json.loads(facts or "{}")
        except ValueError:
            return cls()
        if not isinstance(found, dict):
            return cls()
        return cls(
            positions.parse(str(found.get("position", ""))),
            str(found.get("condition", "")),
            found.get("agrees") is True,
        )

    def in_words(self) -> str:
        """Say it: `tillstyrker med förbehåll (om staten betalar)`."""
        words = self.position.value if self.position else "ingen ställning tagen"
        if self.condition:
            words += f" ({self.condition})"
        return f"{words}, instämmer i gemensam text" if self.agrees else words


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one writes on: whose text it is, and how it stood when it was read."""

    party: str
    """Slug, or the coordinator."""
    name: str
    """`Falun`, or `Samordnaren`."""
    who: str
    """`Falu kommun`, or `Samordnaren (gemensam text)`."""
    person: str
    """Who writes, as acts are signed: `Åsa Ek, Falu kommun`."""
    is_coordinator: bool
    view: SectionView
    positions: tuple[Position, ...]
    """Positions that may be taken here, in the order of their keys."""
    municipalities: tuple[tuple[str, str], ...]
    """Slug and name of everybody one may write for."""
    draft: Draft | None = None
    """What was being written when the program ended without saving."""
    spent: Draft | None = None
    """The same, when it says no more than what is saved."""
    wanted: str | None = None
    """The agreed text as the municipality wants it, when that is what one writes; else None."""

    @property
    def place(self) -> Place:
        """Where one writes."""
        return Place(self.view.key, Kind.TEXT if self.wanted is None else Kind.PROPOSED)

    @property
    def text(self) -> str:
        """The text as it is saved."""
        if self.wanted is not None:
            return self.wanted
        stored = self.view.agreed if self.is_coordinator else self.view.own
        return stored.text if stored else ""

    @property
    def stand(self) -> Stand:
        """The position and what belongs to it, as saved; a proposed change has none."""
        if self.wanted is not None:
            return Stand()
        if self.is_coordinator:
            return Stand(self.view.agreed.position if self.view.agreed else None)
        own = self.view.own
        return Stand(own.position, own.condition, own.agrees) if own else Stand()

    def source_words(self) -> str:
        """Say what the inquiry proposes."""
        parts = [f"{one.kind.value.capitalize()}: {one.text}" for one in self.view.proposals]
        if not parts and self.view.key not in STANDING:
            parts.append("Ingen förslagsruta är känd för avsnittet.")
        if self.view.key in STANDING:
            parts.append("En del av svaret som inte hör till något avsnitt i betänkandet.")
        if self.view.page:
            parts.append(f"(betänkandet s. {self.view.page})")
        return "\n\n".join(parts)

    def agreed_words(self) -> str:
        """Say what the agreed text is."""
        agreed = self.view.agreed
        if not agreed or not agreed.text.strip():
            return "Ingen gemensam text ännu."
        stand = f"{agreed.position.value.capitalize()}\n\n" if agreed.position else ""
        return stand + flowing(agreed.text)

    def others_words(self) -> str:
        """Say what others have written, one after the other; the same text twice is said once."""
        parts = []
        seen: dict[str, str] = {}
        for name, contribution in self.view.others:
            stand = contribution.position.value if contribution.position else "text"
            head = f"{positions.sign(contribution.position)} {name}: {stand}"
            if contribution.condition:
                head += f" ({contribution.condition})"
            text = contribution.text.strip()
            if text and text in seen:
                parts.append(f"{head}\n= samma text som {seen[text]}")
            else:
                seen[text] = name
                parts.append(f"{head}\n{flowing(text)}".rstrip())
        return "\n\n".join(parts) or "Ingen annan har skrivit ännu."


def flowing(text: str) -> str:
    """Put sentences that stand on lines of their own after each other, for reading."""
    paragraphs = text.strip().split("\n\n")
    return "\n\n".join(
        part if part.lstrip().startswith(_LISTED) else part.replace("\n", " ")
        for part in paragraphs
    )


def look(workspace: Workspace, key: str, party: str, *, proposing: bool = False) -> Sheet:
    """Gather what one section's screen shows.

    Args:
        workspace: The response.
        key: The section.
        party: A municipality's slug; empty for the coordinator.
        proposing: What is written is the agreed text as the municipality wants it.
    """
    response = workspace.response
    seat = workspace.seat(party or "samordnaren")
    view = workspace.section(key, party or "samordnaren")
    municipality = response.municipalities.get(seat.party)
    sheet = Sheet(
        party=seat.party,
        name=seat.label,
        who=municipality.official_name if municipality else "Samordnaren (gemensam text)",
        person=seat.person.name,
        is_coordinator=seat.is_coordinator,
        view=view,
        positions=response.positions(view.key, joint=seat.is_coordinator),
        municipalities=tuple((m.slug, m.name) for m in response.municipalities.values()),
    )
    if proposing:
        # What it wants already stands in the text that one goes on with.
        review = workspace.review(view.key).review
        own = [change for change in review.pending if seat.party in change.slugs]
        sheet = replace(sheet, wanted=review.made(own), positions=())
        sheet = replace(sheet, who=f"{sheet.who} föreslår ändringar")
    return _with_draft(sheet, workspace.drafts_to_offer(sheet.party, sheet.place.key))


def _with_draft(sheet: Sheet, left: Sequence[Draft]) -> Sheet:
    """Add the latest draft that says something else than what is saved, if any does."""
    for draft in left:
        stand = Stand.from_facts(draft.facts) if draft.facts else sheet.stand
        if draft.text.strip() != sheet.text.strip() or stand != sheet.stand:
            return replace(sheet, draft=draft)
    return replace(sheet, spent=left[0]) if left else sheet


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else saved another text meanwhile; nothing was done."""

    saved: str


def save(
    workspace: Workspace, sheet: Sheet, text: str, stand: Stand, *, over: bool = False
) -> Sheet | Overtaken:
    """Save what stands on a sheet; returns the sheet as it is afterwards.

    Args:
        workspace: The response.
        sheet: The sheet as it was opened.
        text: What it says now.
        stand: What is set beside it now.
        over: Save on top of what somebody else has saved since.
    """
    key, party = sheet.view.key, "" if sheet.is_coordinator else sheet.party
    proposing = sheet.wanted is not None
    now = look(workspace, key, party, proposing=proposing)
    if not over and now.text != sheet.text:
        return Overtaken(now.text)
    if proposing:
        workspace.propose_change(key, text, party=party)
    elif sheet.is_coordinator:
        agreed = now.view.agreed or AgreedText()
        written = agreed.model_copy(update={"position": stand.position, "text": text})
        workspace.write_text(key, written, party="samordnaren")
    else:
        own = now.view.own or Contribution()
        update: dict[str, object] = {
            "position": stand.position,
            "condition": stand.condition,
            "agrees": stand.agrees,
            "text": text,
        }
        workspace.contribute(key, own.model_copy(update=update), party=party)
    return look(workspace, key, party, proposing=proposing)
