"""What all screens of the workbench have in common: asking the workspace, telling, and help."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeVar

from textual import on
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen, Screen
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from workbench.core.text import visible
from workbench.tui.acts import Acts, Refusal
from workbench.tui.language import in_swedish

if TYPE_CHECKING:  # large, and loaded while the first screen is already shown
    from workbench.workspace import Workspace

T = TypeVar("T")
Answer = TypeVar("Answer")

WIDE, BROAD = 110, 150
"""Columns from which two panes stand beside each other, and three."""

_WORKING_AFTER = 0.5  # seconds; what is done sooner needs no sign


@dataclass
class Go(Message):
    """Somebody wants to go to another screen."""

    to: str
    """Name of the screen: `overview`, `section`, `versions` … (`destinations`)."""
    section: str = ""
    party: str | None = None
    """Whom one wants to write for there: a slug, empty for the coordinator; None is as before."""
    proposing: bool = False
    """In a section: the agreed text as that municipality wants it, not its contribution."""


class Box(ModalScreen[Answer]):
    """A box on top of a screen, that gives an answer."""

    @property
    def is_unsaved(self) -> bool:
        """Whether something was typed in it that would be lost."""
        return False

    def leave(self, go: Callable[[], object]) -> None:
        """Leave the box by doing `go`; one with something unsaved asks first."""
        go()

    def keep_now(self) -> None:
        """Keep on the disk what is being written: the program is about to end."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, in Swedish."""
        return in_swedish(super().active_bindings)


class WorkbenchScreen(Screen[None]):
    """A screen over one response.

    Args:
        acts: The way to the workspace.
        section: The section that it is about; empty for the whole response.
    """

    TITLE: ClassVar[str | None] = ""
    """What the screen is called, in Swedish."""
    HELP_TEXT: ClassVar[str] = ""
    """What F1 explains, in Swedish."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Tillbaka", id="screen.back"),
        Binding("g", "app.go", "Gå till", id="screen.go"),
        Binding("ctrl+g", "app.go", "Gå till", show=False, id="screen.go_always", priority=True),
        Binding("f1", "explain", "Hjälp", id="screen.help"),
        Binding("f5", "refresh", "Läs om", show=False, id="screen.refresh"),
    ]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  the library declares it so
        (0, "-narrow"),
        (WIDE, "-wide"),
        (BROAD, "-broad"),
    ]

    @dataclass
    class Answered(Message):
        """The workspace answered."""

        result: Any
        then: Callable[[Any], None]
        otherwise: Callable[[], None] | None = None

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__()
        self.acts = acts
        self.section = section
        self.destination = ""
        """The name that it was gone to by."""
        self._under_way = 0
        self._title = ""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, in Swedish."""
        return in_swedish(super().active_bindings)

    def ask(self, look: "Callable[[Workspace], T]", then: Callable[[T], None]) -> None:
        """Read something in the background and go on with the answer here.

        An earlier question that is not answered yet is dropped: only the latest counts.

        Args:
            look: What to ask of the workspace; changes nothing.
            then: What to do with the answer, on the screen's own loop. A refusal is told instead.
        """
        self._start(look, then, None, group="ask", exclusive=True)

    def do(
        self,
        act: "Callable[[Workspace], T]",
        then: Callable[[T], None],
        otherwise: Callable[[], None] | None = None,
    ) -> None:
        """Do something in the background, and go on with its answer here; it is never dropped.

        Args:
            act: What to do.
            then: What to do with the answer, on the screen's own loop.
            otherwise: What to do when it is refused, which is told in any case.
        """
        self._start(act, then, otherwise, group="do", exclusive=False)

    def _start(
        self,
        act: "Callable[[Workspace], T]",
        then: Callable[[T], None],
        otherwise: Callable[[], None] | None,
        *,
        group: str,
        exclusive: bool,
    ) -> None:
        def work() -> None:
            worker = get_current_worker()
            if worker.is_cancelled:
                return
            result = self.acts.do(act)
            if not worker.is_cancelled:
                self.post_message(self.Answered(result, then, otherwise))

        self._under_way = 1 if exclusive else self._under_way + 1
        self.set_timer(_WORKING_AFTER, self._show_working)
        self.run_worker(work, thread=True, group=group, exclusive=exclusive)

    def _show_working(self) -> None:
        if self._under_way and self.is_current and not self.query("#working"):
            self.mount(Static("Arbetar …", id="working", markup=False))

    @on(Answered)
    def _go_on(self, message: Answered) -> None:
        self._under_way = max(0, self._under_way - 1)
        if not self._under_way:
            self.query("#working").remove()
        if self not in self.app.screen_stack:
            return  # somebody has left the screen meanwhile
        if isinstance(message.result, Refusal):
            self.refused(message.result)
            if message.otherwise is not None:
                message.otherwise()
        else:
            message.then(message.result)

    def refused(self, refusal: Refusal) -> None:
        """Tell of an act that was refused."""
        self.tell(refusal.message, refusal.hint, severity="error")

    def keeping_refused(self, refusal: Refusal) -> None:
        """Tell, from the thread that keeps a draft, that the disk refused."""
        self.app.call_later(self.refused, refusal)

    def tell(
        self,
        title: str,
        text: str = "",
        *,
        severity: Literal["information", "warning", "error"] = "information",
    ) -> None:
        """Tell the user something; never read as markup."""
        self.app.notify(
            visible(text or title),
            title=visible(title) if text else "",
            severity=severity,
            markup=False,
            timeout=8 if severity == "error" else 4,
        )

    @property
    def writes_as(self) -> str:
        """Who one writes as here, for the head of the screen: `för Falun`, or `Samordnaren`.

        Where it is narrow, a head without a name is the coordinator's.
        """
        if self.app.size.width < WIDE and not self.acts.party:
            return ""
        return self.acts.writes_as(wide=self.app.size.width >= BROAD)

    def on_resize(self) -> None:
        """Say in the head as much as there is room for."""
        if self._title:
            self.write("title", self._title)

    def write(self, place: str, text: str | Content) -> None:
        """Show a text in one of the screen's places; a plain one is made safe to show first.

        The title always begins with who one writes as.
        """
        if place == "title" and isinstance(text, str):
            self._title = text
            text = " │ ".join(filter(None, (self.writes_as, text)))
        safe = visible(text, keep_newlines=True) if isinstance(text, str) else text
        self.query_one(f"#{place}", Static).update(safe)

    def head(self, widget: Widget, words: str) -> None:
        """Write in a pane's border. The library would read a plain string as markup."""
        widget.border_title = Content(visible(words))

    # What a screen can do otherwise

    def leave(self, go: Callable[[], object]) -> None:
        """Leave the screen by doing `go`; a screen or a box with something unsaved asks first."""
        boxes = [box for box in self.app.screen_stack if isinstance(box, Box) and box.is_unsaved]
        if boxes:
            boxes[-1].leave(go)
        else:
            go()

    def keep_now(self) -> None:
        """Keep on the disk what is being written: the program is about to end."""

    def action_refresh(self) -> None:
        """Read what the screen shows anew."""

    def on_screen_resume(self) -> None:
        """Go on after another screen, or a box, has been on top."""
        self.resumed()

    def resumed(self) -> None:
        """Read again: another screen may have changed something."""
        self.action_refresh()

    def action_back(self) -> None:
        """Leave the screen."""
        self.leave(self.app.pop_screen)

    def action_explain(self) -> None:
        """Say what the screen is for and what its keys do."""
        from workbench.tui.screens.explanation import Explanation

        found = [a.binding for a in self.active_bindings.values() if a.binding.description]
        found.sort(key=lambda binding: (not binding.show, not binding.id))
        keys = [(self.app.get_key_display(binding), binding.description) for binding in found]
        self.app.push_screen(Explanation(self.TITLE or "", self.HELP_TEXT, keys))
