"""The check before sending: what must be put right, and making the documents."""

from collections import Counter
from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from workbench.core import places
from workbench.core.check import Finding, Severity
from workbench.core.check.kinds import Kind
from workbench.core.language.swedish import counted
from workbench.core.text import visible
from workbench.tui.acts import Acts
from workbench.tui.redline import Styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import LineInput, Question
from workbench.tui.split import SplitScreen
from workbench.tui.widgets.listing import Line, Listing
from workbench.workspace import Workspace

SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "△", Severity.NOTE: "·"}
_LOOKS = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.NOTE: "muted"}
_FORMS = {
    Severity.ERROR: ("fel", "fel"),
    Severity.WARNING: ("varning", "varningar"),
    Severity.NOTE: ("upplysning", "upplysningar"),
}

_WHERE = {
    Kind.OPEN_CONFLICT.code: "conflicts",
    Kind.PENDING_CHANGE.code: "review",
    Kind.CONTRIBUTION_UNMERGED.code: "merge",
}
"""Kinds of findings that are put right on another screen than the section's own."""


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return CheckScreen(acts, go.section)


class CheckScreen(SplitScreen):
    """The findings, the heaviest first, with what to do about each beside it."""

    TITLE = "Kontroll och export"
    LIST_TITLE = "Att se över"
    HELP_TEXT = (
        "Allt som ska vara rätt innan svaret skickas. ✗ är fel som hindrar export, △ är sådant "
        "som någon måste ta ställning till, · är upplysningar (f visar och döljer dem).\n\n"
        "Enter går dit felet rättas: till avsnittet, konflikten, granskningen eller kommunens "
        "beslut. x gör dokumenten. Finns det fel kvar frågar programmet efter ett skäl, som står "
        "i historiken."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Gå dit", id="check.open"),
        Binding("n", "next_open(1)", "Nästa fel", id="screen.next"),
        Binding("N", "next_open(-1)", "Föregående", show=False, id="screen.previous"),
        Binding("f", "filter", "Urval", id="screen.filter"),
        Binding("x", "export", "Gör dokumenten", id="check.export"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._findings: tuple[Finding, ...] | None = None
        self._everything = False

    def action_refresh(self) -> None:
        """Check anew."""
        self.ask(lambda workspace: workspace.check(), self._show)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        self._findings = findings
        counts = Counter(finding.severity for finding in findings)
        words = [f"{SIGNS[s]} {counted(counts[s], _FORMS[s])}" for s in Severity]
        self.write("title", "Kontroll och export   " + "   ".join(words))
        lines = [_line(finding) for finding in self._shown]
        self.listing.show(lines, "Inget att anmärka. x gör dokumenten.")
        if not lines:
            self.show_reading("", [])

    @property
    def _shown(self) -> Sequence[Finding]:
        found = self._findings or ()
        return [f for f in found if self._everything or f.severity is not Severity.NOTE]

    @property
    def _finding(self) -> Finding | None:
        row = self.listing.cursor
        return self._shown[row] if row < len(self._shown) else None

    @on(Listing.Moved)
    def _moved(self) -> None:
        finding = self._finding
        self.refresh_bindings()
        if finding is None:
            return
        line = f", rad {finding.place.line}" if finding.place.line else ""
        self.section = finding.place.section
        parts: list[Styled] = [(visible(finding.message), "bold"), "\n\n"]
        if finding.quote:
            parts += [f"”{visible(finding.quote)}”\n\n"]
        parts += [visible(finding.advice), "\n\n"]
        parts += [(visible(f"{finding.place.file}{line} · {finding.code}"), "$text-muted")]
        self.show_reading(f"{SIGNS[finding.severity]} {finding.severity.value}", parts)

    @on(Listing.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Go to what the finding is about."""
        finding = self._finding
        going = destination(finding) if finding else None
        if going is not None:
            self.post_message(going)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go only where there is somewhere to go."""
        del parameters
        return action != "open" or (self._finding is not None and bool(destination(self._finding)))

    def action_next_open(self, step: int) -> None:
        """Go to the next error."""
        rows = [n for n, f in enumerate(self._shown) if f.severity is Severity.ERROR]
        if not rows:
            self.tell("Inga fel")
            return
        ahead = [n for n in rows if (n - self.listing.cursor) * step > 0]
        self.listing.cursor = (ahead or rows)[0 if step > 0 else -1]

    def action_filter(self) -> None:
        """Show the notes too, or no longer."""
        self._everything = not self._everything
        if self._findings is not None:
            self._show(self._findings)

    def action_export(self) -> None:
        """Make the documents of what is saved now."""

        def chose(answer: str | None) -> None:
            if answer in {"w", "p"}:
                self._export(pdf=answer == "p")

        self.app.push_screen(
            Question(
                "Gör dokumenten av det som är sparat nu",
                (("w", "Word"), ("p", "Word och tillgänglig PDF")),
            ),
            chose,
        )

    def _export(self, *, pdf: bool) -> None:
        errors = [f for f in self._findings or () if f.severity is Severity.ERROR]
        if not errors:
            self._make(pdf=pdf, reason="")
            return

        def given(reason: str | None) -> None:
            if reason:
                self._make(pdf=pdf, reason=reason)

        words = counted(len(errors), ("fel", "fel"))
        self.app.push_screen(LineInput(f"Det finns {words}. Varför görs dokumenten ändå?"), given)

    def _make(self, *, pdf: bool, reason: str) -> None:
        party = self.acts.decider

        def make(workspace: Workspace) -> tuple[str, ...]:
            from workbench.workspace.exporting import ExportOptions

            done = workspace.export(ExportOptions(pdf=pdf), despite=reason, party=party)
            return tuple(str(file.path) for file in done.files)

        self.do(make, self._made)

    def _made(self, files: tuple[str, ...]) -> None:
        self.show_reading("Dokumenten är gjorda", [visible("\n".join(files), keep_newlines=True)])
        self.tell("Dokumenten är gjorda", files[0] if files else "")


def destination(finding: Finding) -> Go | None:
    """Return the screen where a finding is seen to; None for what stands in no screen."""
    place = finding.place
    if place.section:
        return Go(_WHERE.get(finding.code, "section"), place.section, place.municipality)
    if place.municipality and place.file == places.adoption(place.municipality):
        return Go("decisions", party=place.municipality)
    return None


def _line(finding: Finding) -> Line:
    where = finding.place.section or finding.place.municipality or "hela svaret"
    return (
        (f"{SIGNS[finding.severity]} ", _LOOKS[finding.severity]),
        (f"{where:<12.12} ", "muted"),
        (finding.message, "plain"),
    )
