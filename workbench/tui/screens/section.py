"""One section: the inquiry's proposal, one's own text, the agreed text, and what others wrote."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.timer import Timer
from textual.widgets import Static

from workbench.core import position as positions
from workbench.core.language.swedish import counted
from workbench.core.position import Position
from workbench.core.text import visible, word_count
from workbench.tui.acts import Acts, Keeper, Refusal
from workbench.tui.redline import redline
from workbench.tui.screen import BROAD, Box, Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice, LineInput, Question
from workbench.tui.sheet import Overtaken, Sheet, Stand, look, save
from workbench.tui.widgets.editor import Editor
from workbench.tui.widgets.keys import Keys
from workbench.workspace import Draft

_KEEP_AFTER = 0.2
"""Seconds from a key press until the draft is on its way to the disk."""

_PANES = {
    "editor": "Vår text",
    "source": "Utredningen",
    "others": "Andra",
    "agreed": "Gemensam text",
}
"""The panes in the order that F6 goes through them."""


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    party = acts.party if go.party is None else go.party
    return SectionScreen(acts, go.section, party, proposing=go.proposing)


class SectionScreen(WorkbenchScreen):
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
        self._editor = Editor(id="editor", classes="sheet-pane -shown")
        self._sheet: Sheet | None = None
        self._proposing = proposing
        """What is written is the agreed text as the municipality wants it."""
        self._stand = Stand()
        self._saved_stand = Stand()
        self._saved_text = ""
        """What the editor held when it was last the same as what is saved."""
        self._keeper: Keeper | None = None
        self._keeping: Timer | None = None
        self._is_behind = True
        """What is shown may be older than what is saved."""

    def compose(self) -> ComposeResult:
        """Lay out the screen; how it looks is in `workbench.tcss`."""
        yield Static(id="title", markup=False)
        yield Static(id="tabs", markup=False)
        with Container(id="panes"):
            with VerticalScroll(id="source", classes="pane sheet-pane"):
                yield Static(id="source-text", markup=False)
            yield self._editor
            with VerticalScroll(id="others", classes="pane sheet-pane"):
                yield Static(id="others-text", markup=False)
            with VerticalScroll(id="agreed", classes="pane sheet-pane"):
                yield Static(id="agreed-text", markup=False)
        yield Static(id="state", markup=False)
        yield Keys()

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
        self._show_around(sheet)
        self._editor.show(sheet.text)
        self._begin(sheet)
        self._show_state()
        self._editor.focus()
        if sheet.draft is not None:
            self._offer(sheet.draft)

    def _begin(self, sheet: Sheet) -> None:
        """Take what is saved as what one starts from."""
        self._stop_keeping(discard=False)
        self._stand = self._saved_stand = sheet.stand
        self._saved_text = self._editor.text
        self._keeper = self.acts.keeper(
            sheet.party, sheet.draft_key, sheet.text, self._keeping_refused
        )

    def _show_around(self, sheet: Sheet) -> None:
        """Show what stands around one's own text."""
        self._sheet = sheet
        self.query_one("#panes").set_class(sheet.is_coordinator, "-coordinating")
        own = "Gemensam text" if sheet.is_coordinator else f"{sheet.name}: vårt bidrag"
        if sheet.wanted is not None:
            own = f"{sheet.name}: den gemensamma texten som vi vill ha den"
        self.refresh_bindings()
        self.head(self._editor, own)
        self.head(self.query_one("#source"), "Utredningen")
        who = "Kommunerna" if sheet.is_coordinator else "Andra kommuner"
        self.head(self.query_one("#others"), f"{who} ({len(sheet.view.others)})")
        self.head(self.query_one("#agreed"), "Gemensam text")
        for name, text in (
            ("source", sheet.source_words()),
            ("others", sheet.others_words()),
            ("agreed", sheet.agreed_words()),
        ):
            shown = self.query_one(f"#{name}-text", Static)
            shown.update(visible(text, keep_newlines=True))

    @property
    def writes_as(self) -> str:
        """Who one writes as here, which may be another than on other screens."""
        sheet = self._sheet
        if sheet is None:
            return super().writes_as
        who = sheet.who if sheet.is_coordinator else f"för {sheet.who}"
        return f"{who}, av {sheet.person}" if self.app.size.width >= BROAD else who

    # What is not saved

    def _offer(self, draft: Draft) -> None:
        """Offer what was being written when the program ended."""
        sheet = self._sheet
        if sheet is None:
            return
        changed = ""
        if draft.started_from != sheet.text:
            changed = " Texten har sparats av någon sedan dess."
        question = (
            f"Här finns osparad text från förra gången ({word_count(draft.text)} ord)."
            f"{changed} Så skiljer den sig från det sparade:"
        )
        answers = (
            ("h", "Hämta tillbaka den"),
            ("k", "Kasta den"),
            ("v", "Vänta; fråga nästa gång"),
        )
        difference = redline(sheet.text, draft.text, context=120)
        self.app.push_screen(
            Question(question, answers, difference), lambda answer: self._take_up(draft, answer)
        )

    def _take_up(self, draft: Draft, answer: str | None) -> None:
        if answer == "h":
            self._editor.show(draft.text)
            self._stand = Stand.from_facts(draft.facts)
            self._keep()
        elif answer == "k" and self._keeper:
            self._keeper.discard()
            if self._sheet:
                self._begin(self._sheet)
        else:
            self._stop_keeping(discard=False)
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
        if self._keeping is None:
            self._keeping = self.set_timer(_KEEP_AFTER, self._keep)
        self._show_state()

    def _keep(self) -> None:
        """Put what stands on the screen on the disk, as a draft."""
        self._keeping = None
        if self._keeper is not None:
            self._keeper.keep(self._editor.text, self._stand.facts())

    def keep_now(self) -> None:
        """Keep the draft at once: the program is about to end."""
        if self._keeper is not None and self.is_changed:
            self._keeper.keep_now(self._editor.text, self._stand.facts())

    def _keeping_refused(self, refusal: Refusal) -> None:
        """Tell, from the thread that keeps, that the disk refused."""
        self.app.call_later(self.refused, refusal)

    def _stop_keeping(self, *, discard: bool) -> None:
        if self._keeping is not None:
            self._keeping.stop()
            self._keeping = None
        if self._keeper is not None:
            if discard:
                self._keeper.discard()
            else:
                self._keeper.close()
            self._keeper = None

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
        self._show_tabs()

    def _show_tabs(self) -> None:
        shown = next(name for name in _PANES if self.query_one(f"#{name}").has_class("-shown"))
        names = [
            f"[{words}]" if name == shown else f" {words} "
            for name, words in _PANES.items()
            if self._is_there(name)
        ]
        self.query_one("#tabs", Static).update("F6 " + " ".join(names))

    def _is_there(self, pane: str) -> bool:
        return not (pane == "agreed" and self._sheet is not None and self._sheet.is_coordinator)

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
        self._keep()
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
                self._ask_about(result, then)
                return
            self._saved(result, text, stand)
            if then is not None:
                then()

        self.do(lambda workspace: save(workspace, sheet, text, stand, over=over), saved)

    def _saved(self, sheet: Sheet, text: str, stand: Stand) -> None:
        """Go on writing on top of what was saved; what was typed meanwhile stays unsaved."""
        self.tell("Sparat", f"{sheet.view.label}: {sheet.who}")
        self._show_around(sheet)
        if self._editor.text == text and self._stand == stand:
            self._stop_keeping(discard=True)
            self._begin(sheet)
        self._saved_text, self._saved_stand = text, stand
        self._keep()
        self._show_state()

    def _ask_about(self, overtaken: Overtaken, then: Callable[[], object] | None) -> None:
        """Ask what to do about a text that somebody else saved meanwhile."""

        def answered(answer: str | None) -> None:
            if answer == "s":
                self._save(then, over=True)

        self.app.push_screen(
            Question(
                "Någon har sparat en annan text här sedan du öppnade avsnittet. "
                "Så skiljer sig din från den:",
                (("s", "Spara min; den andra finns kvar i versionerna"), ("v", "Vänta")),
                redline(overtaken.saved, self._editor.text, context=120),
            ),
            answered,
        )

    def action_next_pane(self) -> None:
        """Go to the next pane; on a narrow screen it is the one that is shown."""
        names = [name for name in _PANES if self._is_there(name)]
        shown = next(n for n, name in enumerate(names) if self._pane_has_focus(name))
        pane = names[(shown + 1) % len(names)]
        for name in _PANES:
            self.query_one(f"#{name}").set_class(name == pane, "-shown")
        self.query_one(f"#{pane}").focus()
        self._show_tabs()

    def _pane_has_focus(self, name: str) -> bool:
        return self.query_one(f"#{name}").has_class("-shown")

    def action_versions(self) -> None:
        """Go to the versions of the section."""
        self.leave(lambda: self.post_message(Go("versions", self.section)))

    def leave(self, go: Callable[[], object]) -> None:
        """Go on after what is not saved has been seen to."""

        def leave_now(*, discard: bool) -> None:
            self._stop_keeping(discard=discard)
            self._saved_text, self._saved_stand = self._editor.text, self._stand
            go()

        if not self.is_changed:
            leave_now(discard=True)
            return
        self._keep()

        def answered(answer: str | None) -> None:
            if answer == "s":
                self._save(lambda: leave_now(discard=True))
            elif answer == "l":
                self.keep_now()
                leave_now(discard=False)
            elif answer == "k":
                leave_now(discard=True)

        self.app.push_screen(
            Question(
                "Texten är inte sparad.",
                (
                    ("s", "Spara och gå vidare"),
                    ("l", "Lägg undan; den erbjuds nästa gång"),
                    ("k", "Kasta ändringarna"),
                ),
            ),
            answered,
        )

    def on_unmount(self) -> None:
        """Stop keeping; whatever is kept stays."""
        self.keep_now()
        self._stop_keeping(discard=False)
