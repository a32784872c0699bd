"""Decisions: what each municipality has decided about the joint answer, and recording it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from workbench.core.adoption import Adoption, Decision, Expectation, Level, Stance
from workbench.core.language.swedish import join_names, long_date
from workbench.core.party import Municipality
from workbench.core.status import AdoptionState, adoption_state
from workbench.core.text import visible
from workbench.errors import InputError
from workbench.tui.acts import Acts
from workbench.tui.redline import Styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice, Form
from workbench.tui.split import SplitScreen
from workbench.tui.widgets.listing import Line, Listing
from workbench.workspace import Workspace

_NEEDS = {
    Stance.WITH_CONDITIONS: ("conditions", "Villkor"),
    Stance.WITH_DEVIATION: ("deviates_in", "Avviker i avsnitt (t.ex. 10.3.5, 15.10.4)"),
    Stance.SENT_BACK: ("reason", "Skäl till återremissen"),
    Stance.ABSTAINS: ("reason", "Skäl"),
    Stance.DECLINES: ("reason", "Skäl"),
}
"""What has to be filled in for a stance, beside what all have."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What the screen shows."""

    municipalities: tuple[Municipality, ...]
    adoptions: dict[str, Adoption]
    differing: dict[str, tuple[str, ...]]
    """Sections whose text is no longer what was adopted, by slug."""
    milestones: tuple[str, ...]
    """Newest first."""


def look(workspace: Workspace) -> Ledger:
    """Gather the decisions."""
    response = workspace.response
    return Ledger(
        municipalities=tuple(response.municipalities.values()),
        adoptions=dict(response.adoptions),
        differing=workspace.adopted_differs(),
        milestones=tuple(entry.milestone for entry in workspace.log() if entry.milestone),
    )


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return DecisionsScreen(acts, go.section, go.party or acts.party)


class DecisionsScreen(SplitScreen):
    """A line for each municipality, and its decision in full beside it."""

    TITLE = "Beslut"
    LIST_TITLE = "Kommunernas beslut"
    HELP_TEXT = (
        "Vad varje kommun själv har beslutat om det gemensamma svaret. Det som väntas räknas "
        "aldrig som beslutat. ⚠ betyder att texten har ändrats sedan kommunen antog den.\n\n"
        "Enter för in ett beslut för kommunen på raden; w antecknar vad som väntas."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "record", "För in beslut", id="decisions.record"),
        Binding("w", "expect", "Väntat beslut", id="decisions.expect"),
    ]

    def __init__(self, acts: Acts, section: str = "", party: str = "") -> None:
        super().__init__(acts, section)
        self._begin_at = party
        """Slug of the municipality whose line one comes to."""
        self._ledger: Ledger | None = None

    def action_refresh(self) -> None:
        """Read the decisions anew."""
        self.ask(look, self._show)

    def _show(self, ledger: Ledger) -> None:
        first = self._ledger is None
        self._ledger = ledger
        slugs = [m.slug for m in ledger.municipalities]
        self.listing.show([_line(ledger, m) for m in ledger.municipalities])
        if first and self._begin_at in slugs:
            self.listing.cursor = slugs.index(self._begin_at)
        states = [adoption_state(ledger.adoptions.get(slug)) for slug in slugs]
        counts = [f"{states.count(s)} {s.value}" for s in AdoptionState if s in states]
        self.show_sums(f"{' · '.join(counts)} = {len(states)}")

    @property
    def _municipality(self) -> Municipality | None:
        ledger, row = self._ledger, self.listing.cursor
        return ledger.municipalities[row] if ledger and row < len(ledger.municipalities) else None

    @on(Listing.Moved)
    def _moved(self) -> None:
        municipality = self._municipality
        if self._ledger and municipality:
            self.show_reading(municipality.official_name, _in_full(self._ledger, municipality))

    @on(Listing.Chosen)
    def _chosen(self) -> None:
        self.action_record()

    def action_record(self) -> None:
        """Record a decision of the municipality on the line."""
        municipality = self._municipality
        if municipality is None:
            return

        def chose_stance(stance: str | None) -> None:
            if stance:
                levels = [(level.value, level.value) for level in Level]
                self.app.push_screen(
                    Choice("Vem har beslutat?", levels),
                    lambda level: self._fill_in(municipality, Stance(stance), level),
                )

        stances = [(stance.value, stance.value) for stance in Stance]
        self.app.push_screen(Choice(f"{municipality.name} …", stances), chose_stance)

    def _fill_in(self, municipality: Municipality, stance: Stance, level: str | None) -> None:
        if level is None or self._ledger is None:
            return
        fields = [
            ("body", "Organ", municipality.decides),
            ("date", "Datum (ÅÅÅÅ-MM-DD)", ""),
            ("paragraph", "Paragraf i protokollet", ""),
            ("registration_number", "Diarienummer", municipality.registration_number),
            ("version", "Beslutet gäller version", next(iter(self._ledger.milestones), "")),
        ]
        if stance in _NEEDS:
            fields.insert(0, (*_NEEDS[stance], ""))

        def filled(given: dict[str, str] | None) -> None:
            if given is not None:
                self.do(
                    lambda workspace: workspace.adopt(
                        decision_of(stance, level, given), party=municipality.slug
                    ),
                    lambda _: self._recorded(municipality, stance),
                )

        self.app.push_screen(Form(f"{municipality.official_name}: {stance}", fields), filled)

    def action_expect(self) -> None:
        """Note what the municipality on the line is expected to decide."""
        municipality = self._municipality
        if municipality is None:
            return

        def chose(stance: str | None) -> None:
            if stance:
                self.do(
                    lambda workspace: workspace.expect(
                        Expectation(stance=Stance(stance), noted=workspace.now().date()),
                        party=municipality.slug,
                    ),
                    lambda _: self._recorded(municipality, Stance(stance)),
                )

        stances = [(stance.value, stance.value) for stance in Stance]
        self.app.push_screen(Choice(f"{municipality.name} väntas …", stances), chose)

    def _recorded(self, municipality: Municipality, stance: Stance) -> None:
        self.tell("Infört", f"{municipality.name}: {stance}")
        self.action_refresh()


def decision_of(stance: Stance, level: str, given: dict[str, str]) -> Decision:
    """Make the decision that somebody filled in.

    Raises:
        InputError: Something is missing, or has the wrong form.
    """
    try:
        day = dt.date.fromisoformat(given["date"].strip())
    except ValueError as wrong:
        raise InputError(
            f"”{given['date']}” är inget datum", hint="Skriv det som 2021-01-18."
        ) from wrong
    deviates = tuple(given.get("deviates_in", "").replace(",", " ").split())
    try:
        return Decision(
            stance=stance,
            level=Level(level),
            date=day,
            paragraph=given["paragraph"].replace("§", " "),
            deviates_in=deviates,
            reason=given.get("reason", ""),
            version=given["version"],
            body=given["body"],
            registration_number=given["registration_number"],
            conditions=given.get("conditions", ""),
        )
    except ValueError as wrong:  # pydantic's error is one
        needed = f"Fyll i {_NEEDS[stance][1].lower()}." if stance in _NEEDS else ""
        raise InputError("beslutet är inte fullständigt", hint=needed) from wrong


def _line(ledger: Ledger, municipality: Municipality) -> Line:
    adoption = ledger.adoptions.get(municipality.slug)
    state = adoption_state(adoption)
    decision = adoption.decision if adoption else None
    look = {
        AdoptionState.STANDS_BEHIND: "good",
        AdoptionState.WITH_CONDITIONS: "good",
        AdoptionState.WITH_DEVIATION: "warn",
        AdoptionState.SENT_BACK: "bad",
        AdoptionState.DECLINES: "bad",
    }.get(state, "muted")
    words = state.value.upper() if state is AdoptionState.SENT_BACK else state.value
    warning = "⚠ " if municipality.slug in ledger.differing else "  "
    return (
        (f"{municipality.name:<14.14}", "plain"),
        (warning, "warn"),
        (f"{words:<26.26}", look),
        (f"{decision.date.isoformat() if decision else '–':<11}", "plain"),
        (f"§ {decision.paragraph:<5.5}" if decision and decision.paragraph else " " * 7, "plain"),
        (decision.body if decision else municipality.decides, "plain" if decision else "muted"),
    )


def _in_full(ledger: Ledger, municipality: Municipality) -> Sequence[Styled]:
    """Say everything that is known of a municipality's decision."""
    adoption = ledger.adoptions.get(municipality.slug)
    decision = adoption.decision if adoption else None
    expected = adoption.expected if adoption else None
    facts: list[tuple[str, str]] = []
    if decision:
        facts += [
            ("Ställning", decision.stance.value),
            ("Nivå", decision.level.value),
            ("Organ", decision.body),
            ("Datum", long_date(decision.date)),
            ("Paragraf", decision.paragraph),
            ("Diarienummer", decision.registration_number),
            ("Villkor", decision.conditions),
            ("Avviker i", ", ".join(decision.deviates_in)),
            ("Skäl", decision.reason),
            ("Åter", long_date(decision.returns) if decision.returns else ""),
            ("Gäller version", f"◆ {decision.version}" if decision.version else ""),
            ("Källa", decision.source.value),
        ]
    elif expected:
        noted = f", antecknat {long_date(expected.noted)}" if expected.noted else ""
        facts.append(("Väntas", f"{expected.stance.value} ({expected.source.value}{noted})"))
    else:
        facts.append(("Beslut", "inget infört"))
    if not decision:
        facts.append(("Beslutas av", municipality.decides))
        when = long_date(municipality.meeting) if municipality.meeting else ""
        facts.append(("Sammanträde", when))
    parts: list[Styled] = []
    for name, value in facts:
        if value:
            parts += [(f"{name:<15}", "$text-muted"), visible(value), "\n"]
    changed = ledger.differing.get(municipality.slug, ())
    if changed:
        where = join_names(changed)
        parts += ["\n", (f"⚠ Texten har ändrats sedan beslutet i {where}.", "$text-warning")]
    return parts
