"""One section: the inquiry's proposal, one's own text, the agreed text, and what others wrote."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Static

from workbench.core import position as positions
from workbench.core.language.swedish import counted
from workbench.core.position import Position
from workbench.core.text import word_count
from workbench.tui.acts import Acts
from workbench.tui.panes import PanesScreen
from workbench.tui.screen import Box, Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice, LineInput
from workbench.tui.sheet import Overtaken, Sheet, Stand, look, save
from workbench.tui.unsaved import Unsaved, offer, overtaken
from workbench.tui.widgets.editor import Editor
from workbench.workspace import Draft


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    party = acts.party if go.party is None else go.party
    return SectionScreen(acts, go.section, party, proposing=go.proposing)


class SectionScreen(PanesScreen):
    """Reading and writing in one section.

    Args:
        acts: The way to the workspace.
        section: The section's key.
        party: Whom to write for: a municipality's slug; empty for the coordinator.
        proposing: Begin with the agreed text as the municipality wants it.
    """

    TITLE = "Avsnitt"
    HELP_TEXT = (
        "Här skriver du en kommuns bidrag, eller som samordnare den gemensamma texten.\n\n"
        "Det du skriver läggs undan medan du skriver och finns kvar om programmet avbryts. "
        "Andra ser det först när du sparar med Ctrl+S.\n\n"
        "Alt+1 … Alt+9 väljer ställningstagande, F2 visar dem alla. F4 väljer vem du skriver "
        "för. F6 går till nästa ruta. Ctrl+G går till andra skärmar.\n\n"
        "F3 visar den gemensamma texten att ändra i: det du sparar där blir ändringsförslag som "
        "samordnaren godkänner eller avslår."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Spara", id="section.save", priority=True),
        Binding("f2", "choose_position", "Ställning", id="section.position"),
        Binding("ctrl+t", "agree", "Instäm", id="section.agree", priority=True),
        Binding("f3", "propose", "Föreslå ändring", id="section.propose"),
        Binding("f3", "contribute", "Vårt bidrag", id="section.contribute"),
        Binding("f4", "choose_party", "Kommun", id="screen.party"),
        Binding("f6", "next_pane", "Ruta", id="screen.pane", priority=True),
        Binding("f8", "versions", "Versioner", id="section.versions"),
        Binding("ctrl+g", "app.go", "Gå till", id="screen.go_always", priority=True),
        *(
            Binding(f"alt+{n}", f"take({n})", f"Ställning {n}", show=False, id=f"section.take_{n}")
            for n in range(1, 10)
        ),
    ]

    def __init__(self, acts: Acts, section: str, party: str, *, proposing: bool = False) -> None:
        super().__init__(acts, section)
        self._party = party
        self._proposing = proposing
        """What is written is the agreed text as the municipality wants it."""
        self._stand = Stand()
        self._saved_stand = Stand()
        self._saved_text = ""
        """What the editor held when it was last the same as what is saved."""
        self._unsaved = Unsaved(self, lambda: (self._editor.text, self._stand.facts()))
        self._is_behind = True
        """What is shown may be older than what is saved."""

    # Reading

    def resumed(self) -> None:
        """Read the section when something else may have changed it."""
        if self._is_behind:
            self._is_behind = False
            self._read()

    def on_screen_suspend(self) -> None:
        """Remember that another screen, not only a box, is on top."""
        if not isinstance(self.app.screen, Box):
            self._is_behind = True

    def action_refresh(self) -> None:
        """Read the section anew, unless something here is not saved."""
        if self.is_changed:
            self.tell("Texten här är inte sparad", "Spara eller kasta den först.")
        else:
            self._read()

    def _read(self) -> None:
        key, party, proposing = self.section, self._party, self._proposing
        self.ask(lambda workspace: look(workspace, key, party, proposing=proposing), self._show)

    def _show(self, sheet: Sheet) -> None:
        self.show_around(sheet)
        self._editor.show(sheet.text)
        self._begin(sheet, sheet.draft or sheet.spent)
        self._show_state()
        self._editor.focus()
        draft = sheet.draft
        if draft is not None:
            self.app.push_screen(
                offer(draft, sheet.text), lambda answer: self._take_up(draft, answer)
            )

    def _begin(self, sheet: Sheet, over: Draft | None = None) -> None:
        """Take what is saved as what one starts from; what is kept takes a draft's place."""
        self._stand = self._saved_stand = sheet.stand
        self._saved_text = self._editor.text
        where = (sheet.party, sheet.place.key, sheet.text)
        self._unsaved.begin(self.acts.keeper(*where, self.keeping_refused, over))

    # What is not saved

    def _take_up(self, draft: Draft, answer: str | None) -> None:
        if answer == "h":
            self._editor.show(draft.text)
            self._stand = Stand.from_facts(draft.facts)
            self._unsaved.keep()
        elif answer == "k" and self._sheet:
            self._unsaved.stop(discard=True)
            self._begin(self._sheet)
        else:
            self._unsaved.stop(discard=False)
            self.app.pop_screen()
        self._show_state()

    @property
    def is_changed(self) -> bool:
        """Whether anything here is not saved."""
        if self._sheet is None:
            return False
        return self._editor.text != self._saved_text or self._stand != self._saved_stand

    @on(Editor.Typed)
    def _typed(self) -> None:
        self._unsaved.touch()
        self._show_state()

    def keep_now(self) -> None:
        """Keep the draft at once: the program is about to end."""
        if self.is_changed:
            self._unsaved.keep_now()

    def _show_state(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        saved = "○ OSPARAT" if self.is_changed else "● sparat"
        stand = self._stand.in_words()
        if sheet.wanted is not None:
            stand = "den gemensamma texten"
        self.write("title", f"{saved}   {stand}   {sheet.view.label}")
        words = counted(word_count(self._editor.text), ("ord", "ord"))
        choices = "  ".join(f"{n} {p}" for n, p in enumerate(sheet.positions[:9], 1))
        if self.has_class("-narrow") and choices:
            choices = f"1…{len(sheet.positions[:9])} tar ställning, F2 visar hur"
        rest = f" · Alt+{choices}" if choices else " · här tas ingen ställning"
        if sheet.wanted is not None:
            rest = " · skriv i den gemensamma texten; samordnaren ser ändringarna. F3 går tillbaka."
        self.query_one("#state", Static).update(words + rest)
        self.show_tabs()

    # Acts

    def action_take(self, number: int) -> None:
        """Take the position with a number."""
        if self._sheet is not None and number <= len(self._sheet.positions):
            self._take(self._sheet.positions[number - 1])

    def action_choose_position(self) -> None:
        """Choose a position from the list."""
        sheet = self._sheet
        if sheet is None:
            return
        if not sheet.positions:
            self.tell("Här tas ingen ställning", "Det görs i avsnittet som förslaget står i.")
            return
        options = [
            (p.value, f"{positions.sign(p)}  {p.value}" + (f"   Alt+{n}" if n < 10 else ""))
            for n, p in enumerate(sheet.positions, 1)
        ]
        options.append(("", "·  inget ställningstagande"))
        now = self._stand.position.value if self._stand.position else ""
        self.app.push_screen(Choice("Ställningstagande", options, now), self._chose_position)

    def _chose_position(self, value: str | None) -> None:
        if value is not None:
            self._take(Position(value) if value else None)

    def _take(self, position: Position | None) -> None:
        if position is not Position.SUPPORT_ON_CONDITION or (
            self._sheet and self._sheet.is_coordinator
        ):
            self._set_stand(Stand(position, "", self._stand.agrees))
            return

        def conditioned(condition: str | None) -> None:
            if condition:
                self._set_stand(Stand(position, condition, self._stand.agrees))
            else:
                self.tell("Ställningen är inte ändrad", "Ett förbehåll måste sägas.")

        asked = LineInput("Under vilket förbehåll?", self._stand.condition)
        self.app.push_screen(asked, conditioned)

    def _set_stand(self, stand: Stand) -> None:
        self._stand = stand
        self._unsaved.keep()
        self._show_state()

    def action_agree(self) -> None:
        """Stand behind the agreed text as it is, or no longer."""
        if self._sheet is not None and not self._sheet.is_coordinator:
            stand = self._stand
            self._set_stand(Stand(stand.position, stand.condition, not stand.agrees))

    def action_choose_party(self) -> None:
        """Choose for whom one writes."""
        sheet = self._sheet
        if sheet is None:
            return
        options = [("", "Samordnaren (gemensam text)"), *sheet.municipalities]
        now = "" if sheet.is_coordinator else sheet.party
        self.app.push_screen(Choice("Skriv för", options, now), self._chose_party)

    def _chose_party(self, party: str | None) -> None:
        def switch() -> None:
            self._party, self._proposing = party or "", False
            self._read()

        if party is not None and party != self._party:
            self.leave(switch)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something here."""
        del parameters
        sheet = self._sheet
        if action == "propose":
            agreed = sheet.view.agreed if sheet and sheet.wanted is None else None
            return bool(sheet and not sheet.is_coordinator and agreed and agreed.text.strip())
        if action == "contribute":
            return bool(sheet and sheet.wanted is not None)
        if action == "agree":
            return bool(sheet and not sheet.is_coordinator and sheet.wanted is None)
        if action in {"take", "choose_position"}:
            return bool(sheet and sheet.wanted is None and sheet.positions)
        return True

    def action_propose(self) -> None:
        """Go to the agreed text as one wants it."""
        self._write_instead(proposing=True)

    def action_contribute(self) -> None:
        """Go back to the own contribution."""
        self._write_instead(proposing=False)

    def _write_instead(self, *, proposing: bool) -> None:
        def switch() -> None:
            self._proposing = proposing
            self._read()

        self.leave(switch)

    def action_save(self) -> None:
        """Save: the others can see it, and it is in the history."""
        self._save()

    def _save(self, then: Callable[[], object] | None = None, *, over: bool = False) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if not self.is_changed:
            self.tell("Inget att spara", "Allt här är sparat.")
            return
        text, stand = self._editor.text, self._stand

        def saved(result: Sheet | Overtaken) -> None:
            if isinstance(result, Overtaken):
                question = overtaken(result.saved, self._editor.text)
                self.app.push_screen(question, over_it)
                return
            self._saved(result, text, stand)
            if then is not None:
                then()

        def over_it(answer: str | None) -> None:
            if answer == "s":
                self._save(then, over=True)

        self.do(lambda workspace: save(workspace, sheet, text, stand, over=over), saved)

    def _saved(self, sheet: Sheet, text: str, stand: Stand) -> None:
        """Go on writing on top of what was saved; what was typed meanwhile stays unsaved."""
        self.tell("Sparat", f"{sheet.view.label}: {sheet.who}")
        self.show_around(sheet)
        if self._editor.text == text and self._stand == stand:
            self._unsaved.stop(discard=True)
            self._begin(sheet)
        self._saved_text, self._saved_stand = text, stand
        if self.is_changed:
            self._unsaved.keep()
        self._show_state()

    def action_versions(self) -> None:
        """Go to the versions of the section."""
        self.leave(lambda: self.post_message(Go("versions", self.section)))

    def leave(self, go: Callable[[], object]) -> None:
        """Go on after what is not saved has been seen to."""

        def forget() -> None:
            self._saved_text, self._saved_stand = self._editor.text, self._stand

        self._unsaved.leave(go, is_changed=self.is_changed, save=self._save, forget=forget)

    def on_unmount(self) -> None:
        """Stop keeping; whatever is kept stays."""
        self.keep_now()
        self._unsaved.stop(discard=False)
