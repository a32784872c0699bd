"""Writing some lines in a box, beside what they are about."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbench.core.party import COORDINATOR
from workbench.core.text import visible
from workbench.tui.acts import Acts, Refusal
from workbench.tui.screen import WIDE, Box, WorkbenchScreen
from workbench.tui.unsaved import Place, Unsaved, ask_before_leaving, offer
from workbench.tui.widgets.editor import Editor
from workbench.workspace import Draft, Workspace

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Some lines to write."""

    title: str
    """What is written."""
    place: Place
    """Where; what is not saved is offered there the next time."""
    value: str = ""
    """What stands there from the start."""
    shown: Content | None = None
    """What it is about, to look at meanwhile."""


class Writing(Box[str | None]):
    """Lines to write; gives them, or None when the box was left.

    What is given stays on the disk as a draft: the act that it is for may be refused (`write`).

    Args:
        acts: The way to the disk.
        wanted: What to write.
        go_on: Go on with what was kept, without asking.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Spara", id="writing.save", priority=True),
        Binding("escape", "leave", "Avbryt", id="writing.leave"),
        Binding("f6", "app.focus_next", "Ruta", id="screen.pane", priority=True),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE, "-wide")]  # noqa: RUF012  the library's way

    def __init__(self, acts: Acts, wanted: Wanted, *, go_on: bool = False) -> None:
        super().__init__()
        self._acts = acts
        self._wanted = wanted
        self._goes_on = go_on
        self._looking = True
        """It is not known yet whether anything was left here."""
        self._editor = Editor(id="written")
        self._unsaved = Unsaved(self, lambda: (self._editor.text, ""))

    def compose(self) -> ComposeResult:
        """Lay out the box; how it looks is in `workbench.tcss`."""
        shown = self._wanted.shown
        pane = "F6 ruta · " if shown else ""
        with Container(classes="box"):
            yield Static(visible(self._wanted.title), classes="box-title", markup=False)
            with Container(classes="writing"):
                yield self._editor
                if shown:
                    with VerticalScroll(classes="pane", id="about"):
                        yield Static(shown, markup=False)
            yield Static(f"Ctrl+S sparar · {pane}Esc avbryter", markup=False)

    async def on_mount(self) -> None:
        """Begin after what stands there already, or offer what was being written.

        Keys that are pressed while the disk is asked wait here, and are not lost.
        """
        value = self._wanted.value
        self._show(value)
        self._editor.focus()
        left = await asyncio.to_thread(self._acts.left, self._wanted.place.key)
        self._looking = False
        if left is None or left.text.strip() == value.strip():
            self._begin(left)
        elif self._goes_on:
            self._take_up(left, "h")
        else:
            self.app.push_screen(offer(left, value), lambda answer: self._take_up(left, answer))

    def _show(self, text: str) -> None:
        self._editor.show(text)
        self._editor.action_bottom()

    def _begin(self, over: Draft | None = None) -> None:
        keeper = self._acts.keeper(
            self._acts.party or COORDINATOR,
            self._wanted.place.key,
            self._wanted.value,
            self._keeping_refused,
            over,
        )
        self._unsaved.begin(keeper)

    def _take_up(self, left: Draft, answer: str | None) -> None:
        if answer not in {"h", "k"}:
            self.dismiss(None)
            return
        self._begin(left)
        if answer == "h":
            self._show(left.text)
            self._unsaved.keep()
        else:
            self._unsaved.stop(discard=True)
            self._begin()

    def _keeping_refused(self, refusal: Refusal) -> None:
        """Tell, from the thread that keeps, that the disk refused."""
        told = {"title": visible(refusal.message), "severity": "error", "markup": False}
        self.app.call_later(self.app.notify, visible(refusal.hint) or " ", **told)

    @on(Editor.Typed)
    def _typed(self) -> None:
        self._unsaved.touch()

    @property
    def is_unsaved(self) -> bool:
        """Whether anything was typed that would be lost."""
        return self._editor.text.strip() not in {"", self._wanted.value.strip()}

    def keep_now(self) -> None:
        """Keep what is written at once: the program is about to end."""
        if self.is_unsaved:
            self._unsaved.keep_now()

    def action_save(self) -> None:
        """Give what was written."""
        text = self._editor.text.strip()
        if text:
            self.keep_now()
            self._unsaved.stop(discard=False)  # what it is for forgets it, when that is done
            self.dismiss(text)
        else:
            self.app.notify("Skriv något, eller avbryt med Esc.", title="Inget är skrivet")

    def action_leave(self) -> None:
        """Give nothing."""
        self.leave(lambda: self.dismiss(None))

    def leave(self, go: Callable[[], object]) -> None:
        """Go on by doing `go`; what was typed is not thrown away unasked."""

        def put_aside() -> None:
            self.keep_now()
            self._unsaved.stop(discard=False)
            go()

        def throw_away() -> None:
            self._unsaved.stop(discard=True)
            go()

        if not self.is_unsaved:
            throw_away()
            return
        self._unsaved.keep()
        ask_before_leaving(self, save=self.action_save, put_aside=put_aside, throw_away=throw_away)

    def on_unmount(self) -> None:
        """Stop keeping; whatever is kept stays."""
        self.keep_now()
        self._unsaved.stop(discard=False)


def write(
    screen: WorkbenchScreen,
    wanted: Wanted,
    act: Callable[[Workspace, str], T],
    then: Callable[[T], None],
    *,
    go_on: bool = False,
) -> None:
    """Let somebody write some lines, and do with them what they are for.

    Args:
        screen: From where.
        wanted: What to write.
        act: What to do with what was written. When it is refused the box opens again.
        then: What to do on the screen afterwards.
        go_on: Go on with what was kept, without asking.
    """
    party = screen.acts.party or COORDINATOR

    def given(text: str | None) -> None:
        if text is None:
            return

        def act_and_forget(workspace: Workspace) -> T:
            done = act(workspace, text)
            for left in workspace.drafts_to_offer(party, wanted.place.key):
                if left.text.strip() == text:
                    workspace.forget_draft(left)
            return done

        screen.do(act_and_forget, then, lambda: write(screen, wanted, act, then, go_on=True))

    screen.app.push_screen(Writing(screen.acts, wanted, go_on=go_on), given)
