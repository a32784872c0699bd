"""Merging: contributions beside the agreed text that they become, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from workbench.core.composing import Candidate, candidates
from workbench.core.composing.proposal import Proposed, apart, joined, proposed, text_of
from workbench.core.contribution import AgreedText
from workbench.core.language.swedish import counted
from workbench.core.position import Position
from workbench.core.text import visible
from workbench.errors import StageError
from workbench.tui import origins
from workbench.tui.acts import Acts
from workbench.tui.origins import Merging
from workbench.tui.redline import Styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import LineInput, Question
from workbench.tui.split import SplitScreen
from workbench.tui.widgets.listing import Listing
from workbench.workspace import Workspace
from workbench.workspace.merging import NewContribution, SectionMerge


def look(workspace: Workspace, key: str) -> Merging:
    """Gather what there is to merge in a section."""
    response = workspace.response
    (left,) = workspace.merge(key, preview=True, party="samordnaren")
    agreed = response.agreed.get(key)
    has_text = bool(agreed and agreed.text.strip())
    return Merging(
        label=response.outline.label(key) if response.outline.knows(key) else key,
        municipalities=response.municipalities,
        composition=left.composed,
        sentences=workspace.blame(key) if has_text else (),
        left=left,
    )


def save(workspace: Workspace, key: str, lines: Sequence[Proposed], party: str) -> str:
    """Save a composed text as the coordinator wants it; returns the version.

    The composing is one act and what was changed by hand the next, so that each sentence keeps
    where it comes from.

    Raises:
        StageError: A text was written meanwhile.
    """
    (merged,) = workspace.merge(key, party=party)
    if merged.composed is None:
        raise StageError("avsnittet har fått en text under tiden", hint="Läs om med F5.")
    text = text_of(lines)
    if text == merged.composed.text:
        return merged.version
    agreed = AgreedText(position=merged.composed.position, text=text)
    return workspace.write_text(key, agreed, party=party)


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return MergeScreen(acts, go.section)


class MergeScreen(SplitScreen):
    """The sentences in a list, and where the one under the cursor comes from beside it."""

    TITLE = "Sammanfoga"
    LIST_TITLE = "Meningar"
    HELP_TEXT = (
        "Där gemensam text saknas visas ett förslag som är satt ihop av bidragen: det som är "
        "lika står en gång, med alla som har skrivit det. ✓ kommer med, ○ lämnas ute, ! är "
        "motstridigt, ≈ är nästan lik en annan mening. Mellanslag växlar, e redigerar meningen, "
        "Ctrl+S sparar.\n\n"
        "i sätter ihop meningen med den som är nästan lik och k håller dem isär. d delar upp en "
        "gemensam mening så att var och en säger det med egna ord. h visar varför "
        "meningen ser ut som den gör.\n\n"
        "Där det finns en text visas den mening för mening med vem som skrev vad, och sist det "
        "nya som bidragen säger sedan texten gjordes (★). o tar in ändringar som ingen "
        "motsäger, O gör det i hela svaret, b sätter ett nytt bidrag som beaktat, e öppnar "
        "texten för redigering."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "take_or_leave", "Ta med/lämna", id="merge.toggle"),
        Binding("e", "edit", "Redigera", id="section.edit"),
        Binding("i", "join", "Sätt ihop", id="merge.join"),
        Binding("k", "keep_apart", "Håll isär", id="merge.keep_apart"),
        Binding("d", "take_apart", "Dela upp", id="merge.take_apart"),
        Binding("h", "why", "Varför", id="merge.why"),
        Binding("o", "take_in", "Allt ostridigt", id="merge.take_in"),
        Binding("O", "take_in_everywhere", "Ostridigt i alla", id="merge.take_in_everywhere"),
        Binding("b", "consider", "Beaktat", id="merge.consider"),
        Binding("n", "next_open(1)", "Nästa olösta", id="screen.next"),
        Binding("N", "next_open(-1)", "Föregående", show=False, id="screen.previous"),
        Binding("ctrl+s", "save", "Spara", id="section.save", priority=True),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._merging: Merging | None = None
        self._proposed: list[Proposed] = []
        self._candidates: tuple[Candidate, ...] = ()
        self._apart: set[frozenset[str]] = set()
        self._reading: list[Styled] = []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something here."""
        del parameters
        composing = bool(self._proposed)
        offered = {
            "take_or_leave": composing,
            "save": composing,
            "join": bool(self._candidates),
            "keep_apart": bool(self._candidates),
            "take_apart": composing,
            "why": bool(self._reading),
            "take_in": bool(self._merging and self._merging.left.taken_in),
            "consider": bool(self._merging and self._merging.left.new),
        }
        return offered.get(action, True)

    def resumed(self) -> None:
        """Read again, unless choices made here would be lost."""
        if not self._proposed:
            self.action_refresh()

    def action_refresh(self) -> None:
        """Read the section anew."""
        key = self.section
        self.ask(lambda workspace: look(workspace, key), self._show)

    def _show(self, merging: Merging) -> None:
        self._merging = merging
        self._proposed = list(proposed(merging.composition)) if merging.composition else []
        self._apart.clear()
        self._list()

    def _list(self) -> None:
        merging = self._merging
        if merging is None:
            return
        self._candidates = tuple(self._open_candidates())
        self.refresh_bindings()
        if merging.composition is not None:
            clashes = len(merging.composition.contradictions)
            what = counted(len(merging.composition.slugs), ("bidrag", "bidrag"))
            rest = counted(clashes, ("motsägelse", "motsägelser"))
            near = {place for one in self._candidates for place in (one.one, one.other)}
            lines = [
                origins.proposed_line(merging, one, alike=place in near)
                for place, one in enumerate(self._proposed)
            ]
            if self._candidates:
                rest += f" · {counted(len(self._candidates), ('nästan lik', 'nästan lika'))}"
        else:
            what = "gemensam text finns"
            rest = counted(len(merging.left.new), ("nytt bidrag", "nya bidrag"))
            lines = [origins.sentence_line(merging, one) for one in merging.sentences]
            lines += [origins.new_line(merging, one) for one in merging.left.new]
        number, heading = origins.in_two(merging.label, self.section)
        self.write("title", " · ".join(filter(None, (f"Sammanfoga {number}", what, rest, heading))))
        self.listing.show(lines, "Inga bidrag att sammanfoga ännu.")
        self._moved()

    def _open_candidates(self) -> list[Candidate]:
        """Find sentences that may say the same, except those that were to be kept apart."""
        lines = self._proposed
        found = candidates([replace(one.sentence, text=one.text) for one in lines])
        return [
            c
            for c in found
            if lines[c.one].taken
            and lines[c.other].taken
            and frozenset((lines[c.one].text, lines[c.other].text)) not in self._apart
        ]

    @on(Listing.Moved)
    def _moved(self) -> None:
        merging, row = self._merging, self.listing.cursor
        if merging is None:
            return
        title = ""
        self._reading = []
        if row < len(self._proposed):
            title = "Därifrån kommer meningen"
            near, other = self._near()
            if near is not None:
                self._reading += origins.alike(merging, near, self._proposed[other])
            self._reading += origins.origins(merging, self._proposed[row])
        elif row < len(merging.sentences):
            title = "Vem skrev"
            self._reading = origins.history(merging.name, merging.sentences[row])
        elif self._new is not None:
            title = f"Nytt från {merging.name([self._new.slug])}"
            position = f"Ny ställning: {self._new.position}\n\n" if self._new.position else ""
            said = visible("\n".join(self._new.sentences), keep_newlines=True)
            self._reading = [position, said]
        self.show_reading(title, self._reading)

    def _near(self) -> tuple[Candidate | None, int]:
        """Return what may say the same as the sentence under the cursor, and its row."""
        row = self.listing.cursor
        for one in self._candidates:
            if row in {one.one, one.other}:
                return one, one.other if row == one.one else one.one
        return None, -1

    @property
    def _new(self) -> NewContribution | None:
        merging = self._merging
        if merging is None or merging.composition is not None:
            return None
        at = self.listing.cursor - len(merging.sentences)
        return merging.left.new[at] if 0 <= at < len(merging.left.new) else None

    def action_take_or_leave(self) -> None:
        """Take the sentence in, or leave it out."""
        row = self.listing.cursor
        if row < len(self._proposed):
            self._proposed[row] = replace(self._proposed[row], taken=not self._proposed[row].taken)
            self._list()

    def action_join(self) -> None:
        """Let the sentence stand for the one that is nearly like it, too."""
        merging = self._merging
        _, other = self._near()
        if merging is None or merging.composition is None or other < 0:
            self.tell("Ställ markören på en mening som är nästan lik en annan (≈)")
            return
        row, known = self.listing.cursor, merging.municipalities
        divided = merging.composition.position is Position.SPLIT
        self._proposed = list(joined(self._proposed, row, other, known, divided=divided))
        self._list()

    def action_keep_apart(self) -> None:
        """Let two sentences that are nearly alike stand as they are."""
        _, other = self._near()
        if other < 0:
            self.tell("Ställ markören på en mening som är nästan lik en annan (≈)")
            return
        pair = self._proposed[self.listing.cursor], self._proposed[other]
        self._apart.add(frozenset(one.text for one in pair))
        self._list()

    def action_take_apart(self) -> None:
        """Let each who says a common sentence say it in its own words."""
        row = self.listing.cursor
        if self._merging is None or row >= len(self._proposed):
            return
        parts = apart(self._proposed, row, self._merging.municipalities)
        new = [one.text for one in parts if one not in self._proposed]
        if not new:
            self.tell("Meningen är inte satt ihop av olika lydelser")
            return
        self._apart |= {frozenset(pair) for pair in combinations(new, 2)}
        self._proposed = list(parts)
        self._list()

    def action_why(self) -> None:
        """Show where the sentence comes from, and why, on the whole screen."""
        if self._reading:
            shown = Content.assemble(*self._reading)
            self.app.push_screen(Question("Varför ser det ut så här?", [("h", "Stäng")], shown))

    def action_edit(self) -> None:
        """Edit the sentence; where there is a text, open it."""
        row = self.listing.cursor
        if row >= len(self._proposed):
            self.post_message(Go("section", self.section, ""))
            return

        def written(text: str | None) -> None:
            if text:
                self._proposed[row] = replace(self._proposed[row], text=text, taken=True)
                self._list()

        self.app.push_screen(LineInput("Redigera meningen", self._proposed[row].text), written)

    def action_save(self) -> None:
        """Save the proposed text as the agreed text."""
        key, lines, party = self.section, tuple(self._proposed), self.acts.decider
        if not lines:
            self.tell("Inget att spara")
            return

        def saved(version: str) -> None:
            self.tell("Sparat som gemensam text", f"Version {version[:10]}")
            self.action_refresh()

        self.do(lambda workspace: save(workspace, key, lines, party), saved)

    def action_take_in(self) -> None:
        """Take in every change that nobody disputes."""
        key, party = self.section, self.acts.decider

        def done(_: object) -> None:
            self.tell("Tog in det ostridiga")
            self.action_refresh()

        self.do(lambda workspace: workspace.merge(key, party=party), done)

    def action_take_in_everywhere(self) -> None:
        """Take in what nobody disputes in the whole answer, once it is seen how much that is."""
        party = self.acts.decider

        def ask(found: Sequence[SectionMerge]) -> None:
            changed = [one for one in found if one.taken_in]
            composed = [one for one in found if one.composed]
            if not changed and not composed:
                self.tell("Inget ostridigt att ta in")
                return
            number = sum(len(one.taken_in) for one in changed)
            words = (
                f"Ta in {counted(number, ('ändring', 'ändringar'))} i "
                f"{counted(len(changed), ('avsnitt', 'avsnitt'))} och sammanställ "
                f"{counted(len(composed), ('avsnitt', 'avsnitt'))} utan text?"
            )
            self.app.push_screen(Question(words, [("j", "Ja"), ("n", "Nej")]), answered)

        def answered(answer: str | None) -> None:
            if answer == "j":
                self.do(lambda workspace: workspace.merge("", party=party), done)

        def done(_: object) -> None:
            self.tell("Tog in det ostridiga i hela svaret")
            self.action_refresh()

        self.ask(lambda workspace: workspace.merge("", preview=True, party=party), ask)

    def action_consider(self) -> None:
        """Set a new contribution aside as dealt with."""
        new, key, party = self._new, self.section, self.acts.decider
        if new is None:
            self.tell("Ställ markören på ett nytt bidrag (★)")
            return

        def done(_: str) -> None:
            self.tell("Beaktat")
            self.action_refresh()

        self.do(lambda workspace: workspace.consider(key, new.slug, party=party), done)

    def action_next_open(self, step: int) -> None:
        """Go to the next sentence to look at: contradicted, like another, or new."""
        merging = self._merging
        rows = [n for n, one in enumerate(self._proposed) if origins.is_open(one)]
        rows = sorted({*rows, *(place for c in self._candidates for place in (c.one, c.other))})
        if merging and not self._proposed:
            first = len(merging.sentences)
            rows = list(range(first, first + len(merging.left.new)))
        if not rows:
            self.tell("Inget olöst här")
            return
        ahead = [n for n in rows if (n - self.listing.cursor) * step > 0]
        self.listing.cursor = (ahead or rows)[0 if step > 0 else -1]
