"""The first screen: opens a response, lets one choose among several, or says how to begin."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from workbench.config import Settings
from workbench.core.text import visible
from workbench.errors import WorkbenchError
from workbench.tui.language import in_swedish
from workbench.tui.widgets.keys import Keys

if TYPE_CHECKING:  # large, and loaded while the first screen is already shown
    from workbench.workspace import Workspace
    from workbench.workspace.shelf import Shelved

_HOW_TO_BEGIN = """\
Här finns inget remissvar ännu.

  Nytt svar     remiss new MAPP --page remissidan.html --report betänkandet.pdf
  Exempel       d gör Dalarnas exempel här: femton kommuners svar på SOU 2020:47
  Annan mapp    remiss open MAPP
"""


@dataclass
class Opened(Message):
    """A response was opened."""

    workspace: "Workspace"
    party: str
    """Slug of the municipality that one writes for; empty for the coordinator."""
    seat: tuple[str, str]
    """Its name, and the person as acts are signed."""


@dataclass(frozen=True, slots=True)
class Found:
    """What there is in the folder."""

    opened: Opened | None = None
    shelf: "tuple[Shelved, ...]" = ()
    problem: str = ""


def find(folder: Path, settings: Settings, party: str, *, here: bool) -> Found:
    """Open the response in a folder, or list those that it holds.

    Args:
        folder: Where to look.
        settings: The user's own.
        party: Whom to write for, as the user named it.
        here: The folder itself was chosen: say what is wrong with it and look no further.
    """
    from workbench.core import places
    from workbench.workspace import Workspace
    from workbench.workspace.shelf import responses_in

    shelf = () if here else responses_in(folder)
    inside = any((path / places.FACTS).exists() for path in (folder, *folder.parents))
    if not (here or inside) and len(shelf) != 1:
        return Found(shelf=shelf)
    try:
        workspace = Workspace.open(folder if here or inside else shelf[0].folder, settings)
        seat = workspace.seat(party)
    except WorkbenchError as refused:
        return Found(shelf=shelf, problem=f"{refused}\n{refused.hint}".strip())
    party = "" if seat.is_coordinator else seat.party
    return Found(opened=Opened(workspace, party, (seat.label, seat.person.name)))


class Opening(Screen[None]):
    """The first screen.

    Args:
        folder: Where to look.
        settings: The user's own.
        party: Whom to write for, as the user named it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Öppna", id="opening.open"),
        Binding("d", "demo", "Gör exemplet", id="opening.demo"),
        Binding("escape", "app.leave", "Avsluta", id="opening.leave"),
    ]

    def __init__(self, folder: Path, settings: Settings, party: str) -> None:
        super().__init__()
        self._folder = folder
        self._settings = settings
        self._party = party
        self._found: Found | None = None
        """What there is; None while it is looked for."""

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The keys, in Swedish."""
        return in_swedish(super().active_bindings)

    def compose(self) -> ComposeResult:
        """Lay out the screen; how it looks is in `workbench.tcss`."""
        yield Static("Remiss", id="title", markup=False)
        yield Static(f"Öppnar {visible(str(self._folder))} …", id="note", markup=False)
        yield OptionList(id="options", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Look in the folder, behind what is already shown."""
        self.query_one(OptionList).display = False
        # After the first paint, so that loading the rest does not delay it.
        self.call_after_refresh(self._look, self._folder, here=False)

    def _look(self, folder: Path, *, here: bool) -> None:
        settings, party = self._settings, self._party
        self._work(lambda: find(folder, settings, party, here=here))

    def _work(self, look: Callable[[], Found]) -> None:
        def work() -> None:
            self.app.call_from_thread(self._show, look())

        self.run_worker(work, thread=True, exclusive=True)

    def _show(self, found: Found) -> None:
        if found.opened:
            self.post_message(found.opened)
            return
        shelf = found.shelf or (self._found.shelf if self._found else ())
        self._found = Found(shelf=shelf)
        self.refresh_bindings()
        words = "Vilket remissvar?" if shelf else _HOW_TO_BEGIN
        words = f"{found.problem}\n\n{words}" if found.problem else words
        self.query_one("#note", Static).update(visible(words, keep_newlines=True))
        options = self.query_one(OptionList)
        options.display = bool(shelf)
        options.clear_options()
        for number, one in enumerate(shelf):
            due = f"   svar senast {one.deadline}" if one.deadline else ""
            label = f"{one.folder.name}\n  {one.title}{due}"
            options.add_option(Option(Content(visible(label, keep_newlines=True)), id=f"{number}"))
        if shelf:
            options.highlighted = 0
            options.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer nothing while a response is being opened, and to open only what there is."""
        del parameters
        if action == "demo":
            return self._found is not None
        return action != "choose" or bool(self._found and self._found.shelf)

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        if self._found:
            self._look(self._found.shelf[event.option_index].folder, here=True)

    def action_choose(self) -> None:
        """Open the response that is marked."""
        self.query_one(OptionList).action_select()

    def action_demo(self) -> None:
        """Make the example here, and open it."""
        folder, settings, party = self._folder / "dalarna", self._settings, self._party

        def make_and_open() -> Found:
            from workbench.workspace import demo

            try:
                demo.make(folder, settings)
            except WorkbenchError as refused:
                return Found(problem=f"{refused}\n{refused.hint}".strip())
            return find(folder, settings, party, here=True)

        self.query_one("#note", Static).update("Gör exemplet; det tar några sekunder …")
        self._work(make_and_open)
