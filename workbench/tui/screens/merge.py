"""Merging: contributions beside the agreed text that they become, sentence by sentence."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from workbench.core.language.swedish import counted
from workbench.core.party import COORDINATOR
from workbench.core.text import visible
from workbench.tui import origins
from workbench.tui.acts import Acts
from workbench.tui.composing import Work
from workbench.tui.origins import Merging
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Question
from workbench.tui.screens.proposal import ProposalScreen
from workbench.tui.unsaved import Kind, Place
from workbench.tui.widgets.listing import Listing
from workbench.workspace import Workspace
from workbench.workspace.merging import NewContribution, SectionMerge


def look(workspace: Workspace, key: str) -> Merging:
    """Gather what there is to merge in a section."""
    response = workspace.response
    (left,) = workspace.merge(key, preview=True, party="samordnaren")
    agreed = response.agreed.get(key)
    has_text = bool(agreed and agreed.text.strip())
    drafts = workspace.drafts_to_offer(COORDINATOR, Place(key, Kind.COMPOSED).key)
    return Merging(
        label=response.outline.label(key),
        municipalities=response.municipalities,
        composition=left.composed,
        sentences=workspace.blame(key) if has_text else (),
        left=left,
        draft=drafts[0] if drafts else None,
    )


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return MergeScreen(acts, go.section)


class MergeScreen(ProposalScreen):
    """The sentences in a list, and where the one under the cursor comes from beside it."""

    TITLE = "Sammanfoga"
    LIST_TITLE = "Meningar"
    HELP_TEXT = (
        "Där gemensam text saknas visas ett förslag som är satt ihop av bidragen: det som är "
        "lika står en gång, med alla som har skrivit det. ✓ kommer med, ○ lämnas ute, ! är "
        "motstridigt, ≈ är nästan lik en annan mening. Mellanslag växlar, e redigerar meningen, "
        "Ctrl+S sparar.\n\n"
        "i sätter ihop meningen med den som är nästan lik och k håller dem isär. d delar upp en "
        "mening som flera står för, så att var och en säger det med egna ord. h visar varför "
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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something here."""
        del parameters
        composing = self._work is not None
        offered = {
            "take_or_leave": composing,
            "save": composing,
            "join": bool(self._candidates),
            "keep_apart": bool(self._candidates),
            "take_apart": composing,
            "why": bool(self.reading),
            "take_in": bool(self._merging and self._merging.left.taken_in),
            "consider": bool(self._merging and self._merging.left.new),
        }
        return offered.get(action, True)

    def resumed(self) -> None:
        """Read again, unless choices made here would be lost."""
        if self._work is None:
            self.action_refresh()

    def action_refresh(self) -> None:
        """Read the section anew, unless something here is not saved."""
        if self._is_changed:
            self.tell("Förslaget här är inte sparat", "Spara det med Ctrl+S, eller lämna med Esc.")
            return
        key = self.section
        self.ask(lambda workspace: look(workspace, key), self._show)

    def _show(self, merging: Merging) -> None:
        self._merging = merging
        composed = merging.composition
        work = Work.on(composed, merging.municipalities) if composed else None
        self.begin(work, merging.draft)

    def show_work(self) -> None:
        """Show the sentences, and how much is left to look at."""
        merging, work = self._merging, self._work
        if merging is None:
            return
        self._candidates = work.candidates() if work else ()
        self.refresh_bindings()
        if work is not None:
            state = "○ OSPARAT" if work.is_changed else "förslag"
            clashes = len(work.composition.contradictions)
            what = counted(len(work.composition.slugs), ("bidrag", "bidrag"))
            rest = counted(clashes, ("motsägelse", "motsägelser"))
            near = {place for one in self._candidates for place in (one.one, one.other)}
            lines = [
                origins.proposed_line(merging, one, alike=place in near)
                for place, one in enumerate(work.lines)
            ]
            if self._candidates:
                rest += f" · {counted(len(self._candidates), ('nästan lik', 'nästan lika'))}"
        else:
            state, what = "", "gemensam text finns"
            rest = counted(len(merging.left.new), ("nytt bidrag", "nya bidrag"))
            lines = [origins.sentence_line(merging, one) for one in merging.sentences]
            lines += [origins.new_line(merging, one) for one in merging.left.new]
        number, heading = origins.in_two(merging.label, self.section)
        parts = (f"Sammanfoga {number}", state, what, rest, heading)
        self.write("title", " · ".join(filter(None, parts)))
        self.listing.show(lines, "Inga bidrag att sammanfoga ännu.")
        self._moved()

    @on(Listing.Moved)
    def _moved(self) -> None:
        merging, row = self._merging, self.listing.cursor
        if merging is None:
            return
        title = ""
        self.reading = []
        lines = self._work.lines if self._work else ()
        if row < len(lines):
            title = "Därifrån kommer meningen"
            near, other = self.near()
            if near is not None:
                self.reading += origins.alike(merging, near, lines[other])
            self.reading += origins.origins(merging, lines[row])
        elif row < len(merging.sentences):
            title = "Vem skrev"
            self.reading = origins.history(merging.name, merging.sentences[row])
        elif self._new is not None:
            title = f"Nytt från {merging.name([self._new.slug])}"
            position = f"Ny ställning: {self._new.position}\n\n" if self._new.position else ""
            said = visible("\n".join(self._new.sentences), keep_newlines=True)
            self.reading = [position, said]
        self.show_reading(title, self.reading)

    @property
    def _new(self) -> NewContribution | None:
        merging = self._merging
        if merging is None or merging.composition is not None:
            return None
        at = self.listing.cursor - len(merging.sentences)
        return merging.left.new[at] if 0 <= at < len(merging.left.new) else None

    def action_why(self) -> None:
        """Show where the sentence comes from, and why, on the whole screen."""
        if self.reading:
            shown = Content.assemble(*self.reading)
            self.app.push_screen(Question("Varför ser det ut så här?", [("h", "Stäng")], shown))

    # Taking in

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
        lines = self._work.lines if self._work else ()
        rows = [n for n, one in enumerate(lines) if origins.is_open(one)]
        rows = sorted({*rows, *(place for c in self._candidates for place in (c.one, c.other))})
        if merging and self._work is None:
            first = len(merging.sentences)
            rows = list(range(first, first + len(merging.left.new)))
        if not rows:
            self.tell("Inget olöst här")
            return
        ahead = [n for n in rows if (n - self.listing.cursor) * step > 0]
        self.listing.cursor = (ahead or rows)[0 if step > 0 else -1]
