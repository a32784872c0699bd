"""The program in the terminal: wires screens, keys, colours and signals, and decides nothing."""

import asyncio
import contextlib
import os
import select
import signal
import sys
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.events import Event, Key
from textual.screen import Screen
from textual.timer import Timer

from workbench.config import Settings
from workbench.core.text import visible
from workbench.tui.acts import Acts
from workbench.tui.colours import DARK, THEMES
from workbench.tui.destinations import DESTINATIONS
from workbench.tui.language import key_name
from workbench.tui.screen import Box, Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice, Question
from workbench.tui.screens.opening import Opened, Opening

_LIST_PLACES_AFTER = 0.3
"""Seconds from `g` until the list of places is shown."""

_BUG = (
    "\nArbetsbänken avslutades av ett fel i programmet. Det sparade är orört, och det som skrevs "
    "erbjuds nästa gång.\nRapportera gärna raderna ovan."
)

Command = tuple[str, Callable[[], object]]


_PATIENCE = 3.0
"""Seconds that the program may take to leave the terminal as it was when it is ended."""


class WorkbenchApp(App[None]):
    """The terminal workbench.

    Args:
        folder: A response, or a folder that holds some.
        settings: The user's own.
        party: Whom to write for; empty takes the settings' municipality, or the coordinator.
    """

    TITLE = "Remiss"
    CSS_PATH = "workbench.tcss"
    ENABLE_COMMAND_PALETTE = False  # the library's own is in English; ours is `Choice`
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "commands", "Kommandon", id="app.commands", priority=True),
        Binding("ctrl+q", "leave", "Avsluta", show=False, id="app.quit", priority=True),
        Binding("ctrl+c", "help_quit", "Avsluta?", show=False, system=True),
    ]

    def __init__(self, folder: Path, settings: Settings, party: str = "") -> None:
        super().__init__()
        self._folder = folder
        self._settings = settings
        self._party = party or settings.municipality
        self._acts: Acts | None = None
        self._bad_keys: set[str] = set()
        self._asking: Timer | None = None
        """Runs from `g` until its letter is typed, or the list of places is shown."""

    # Beginning and end

    def get_driver_class(self) -> type[Driver]:
        """Return the library's driver for this system, with a reader that no byte can stop."""
        chosen = super().get_driver_class()
        if chosen.__name__ == "LinuxDriver":
            from workbench.tui.keyboard import ForgivingDriver

            return ForgivingDriver
        return chosen

    def on_mount(self) -> None:
        """Show the first screen; what it opens is opened behind it."""
        for theme in THEMES:
            self.register_theme(theme)
        self._choose_theme(self._settings.theme or DARK)
        self._choose_keys()
        self._listen_to_signals()
        self._watch_the_terminal()
        self.push_screen(Opening(self._folder, self._settings, self._party))

    def on_opened(self, message: Opened) -> None:
        """Go to the overview of the response that was opened."""
        self._acts = Acts(message.workspace, message.party, message.seat)
        self.post_message(Go("overview", party=message.party))

    def _listen_to_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                with contextlib.suppress(NotImplementedError, RuntimeError):
                    loop.add_signal_handler(number, self._ended_from_outside, int(number))

    def _watch_the_terminal(self) -> None:
        """End when the terminal has gone without a signal, as when a connection is cut."""
        if self.is_headless or not hasattr(select, "poll"):
            return
        watch = select.poll()
        watch.register(sys.__stdin__ or 0, 0)

        def look() -> None:
            if any(happened & (select.POLLHUP | select.POLLERR) for _, happened in watch.poll(0)):
                self._ended_from_outside(int(signal.SIGHUP))

        self.set_interval(1.0, look)

    def _ended_from_outside(self, number: int) -> None:
        """Keep what is being written and end: the window was closed, or the machine goes down.

        Where the terminal is gone, Textual cannot put it back as it was, and its reader of keys
        would go on for ever; so the program ends by itself when it has not within a few seconds.
        """
        self._keep_now()
        last_resort = threading.Timer(_PATIENCE, os._exit, (128 + number,))
        last_resort.daemon = True
        last_resort.start()
        self.exit(return_code=128 + number)

    def _keep_now(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, (WorkbenchScreen, Box)):
                screen.keep_now()

    def on_unmount(self) -> None:
        """Keep what is being written, however the program ends."""
        self._keep_now()

    def _fatal_error(self) -> None:
        """End because of a bug: where it is, and not every text that was at hand there."""
        from rich.console import Group
        from rich.traceback import Traceback

        self.panic(Group(Traceback(width=None, suppress=["textual"]), _BUG))

    def action_leave(self) -> None:
        """End the program; a screen with something unsaved asks first."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, WorkbenchScreen):
                screen.leave(self.exit)
                return
        self.exit()

    def action_help_quit(self) -> None:
        """Say how one ends the program, to somebody who pressed Ctrl+C."""
        self.notify("Ctrl+Q avslutar.", title="Vill du avsluta?", markup=False)

    # Going between screens

    def on_go(self, message: Go) -> None:
        """Go to a screen: back to it when it lies below, else to a new one on top."""
        if self._acts is None:
            return
        while len(self.screen_stack) > 1 and not isinstance(self.screen, WorkbenchScreen):
            self.pop_screen()
        names = [getattr(screen, "destination", "") for screen in self.screen_stack]
        if message.to == "overview" and "overview" in names:
            self._pop_to(names.index("overview") + 1)
            return
        if message.to in names:
            self._pop_to(names.index(message.to))
        screen = DESTINATIONS[message.to].open(self._acts, message)
        screen.destination = message.to
        self.push_screen(screen)

    def _pop_to(self, length: int) -> None:
        while len(self.screen_stack) > length:
            self.pop_screen()

    def action_go(self) -> None:
        """Ask where to go."""
        if isinstance(self.screen, WorkbenchScreen):
            # Whoever knows the letter types it at once, and need not wait for a list.
            self._asking = self.set_timer(_LIST_PLACES_AFTER, self._list_places)

    async def on_event(self, event: Event) -> None:
        """Take the letter after `g`, also when it comes faster than the list of places."""
        if self._asking is not None and isinstance(event, Key):
            self._asking.stop()
            self._asking = None
            self._chose_place(event.character)
            return
        await super().on_event(event)

    def _list_places(self) -> None:
        self._asking = None
        here = self.screen
        if not isinstance(here, WorkbenchScreen):
            return
        places = [
            (place.letter, place.words)
            for place in DESTINATIONS.values()
            if here.section or not place.needs_section
        ]
        self.push_screen(Question("Gå till", places), self._chose_place)

    def _chose_place(self, letter: str | None) -> None:
        here = self.screen
        for name, place in DESTINATIONS.items():
            if place.letter == letter and (not place.needs_section or _section_of(here)):
                self._go_from_here(name)

    def _go_from_here(self, name: str) -> None:
        here = self.screen
        if isinstance(here, WorkbenchScreen):
            here.leave(lambda: self.post_message(Go(name, here.section)))

    # Every act, by name

    def action_commands(self) -> None:
        """List everything that can be done from here."""
        commands = self._commands(self.screen)
        labels = [(name, words) for name, (words, _) in commands.items()]

        def chosen(name: str | None) -> None:
            if name in commands:
                self.call_later(commands[name][1])

        if not isinstance(self.screen, Choice):
            self.push_screen(Choice("Kommandon", labels), chosen)

    def _commands(self, screen: Screen[object]) -> dict[str, Command]:
        """Return every act by a name of its own: words for the user, and what does it."""
        found: dict[str, Command] = {}
        for active in screen.active_bindings.values():
            binding = active.binding
            if binding.id and binding.action != "commands" and not _only_moves(binding):
                words = f"{binding.description}   {self.get_key_display(binding)}"
                act = partial(self.run_action, binding.action, active.node)
                found.setdefault(binding.action, (words, act))
        if isinstance(screen, WorkbenchScreen):
            for name, place in DESTINATIONS.items():
                if screen.section or not place.needs_section:
                    words = f"Gå till {place.words.lower()}   g {place.letter}"
                    found[f"go {name}"] = (words, partial(self._go_from_here, name))
        for theme in sorted(self.available_themes):
            found[f"theme {theme}"] = (f"Färger: {theme}", partial(self._choose_theme, theme))
        return found

    # Keys and colours

    def _choose_theme(self, name: str) -> None:
        if name in self.available_themes:
            self.theme = name
        else:
            known = ", ".join(sorted(self.available_themes))
            self._warn(f"Färgtemat ”{name}” finns inte", f"Kända: {known}")
            self.theme = DARK

    def _choose_keys(self) -> None:
        """Use the user's own keys; what cannot be a key is told and left out."""
        from textual.keys import Keys

        known = {key.value for key in Keys}
        wanted = {}
        for name, keys in self._settings.keys.items():
            parts = [key.strip() for key in keys.split(",")]
            if all(_is_key(part, known) for part in parts):
                wanted[name] = keys
            else:
                self._warn(f"”{keys}” är ingen tangent", f"Inställningen {name} används inte.")
        self.set_keymap(wanted)

    def handle_bindings_clash(
        self,
        clashed_bindings: set[Binding],
        node: DOMNode,  # noqa: ARG002  the library's signature
    ) -> None:
        """Tell once of two acts that the user's settings give the same key."""
        names = sorted(binding.id or binding.action for binding in clashed_bindings)
        if names and names[0] not in self._bad_keys:
            self._bad_keys.update(names)
            self._warn("Samma tangent för två saker", ", ".join(names))

    def _warn(self, title: str, text: str) -> None:
        self.notify(visible(text), title=visible(title), severity="warning", markup=False)

    def get_key_display(self, binding: Binding) -> str:
        """Write a key as on a Swedish keyboard."""
        return binding.key_display or key_name(binding.key)


def _section_of(screen: Screen[object]) -> str:
    return screen.section if isinstance(screen, WorkbenchScreen) else ""


def _only_moves(binding: Binding) -> bool:
    """Tell whether a key is for the fingers only, and no act that one would look for by name."""
    return (binding.id or "").partition(".")[0] in {"matrix", "listing", "choice", "question"} and (
        not binding.show
    )


def _is_key(words: str, known: set[str]) -> bool:
    last = words.rpartition("+")[2]
    return bool(last) and (len(last) == 1 or last in known or words in known)
