"""The places that one can go to: their names, the letter after `g`, and what opens them."""

import importlib
from dataclasses import dataclass
from typing import Protocol, cast

from workbench.tui.acts import Acts
from workbench.tui.screen import Go, WorkbenchScreen


class _Opener(Protocol):
    def __call__(self, acts: Acts, go: Go) -> WorkbenchScreen: ...


@dataclass(frozen=True, slots=True)
class Destination:
    """A screen that one can go to."""

    letter: str
    """What one presses after `g`."""
    words: str
    module: str
    """Below `workbench.tui.screens`; has a function `opened(acts, go)`. Loaded when gone to."""
    needs_section: bool = False

    def open(self, acts: Acts, go: Go) -> WorkbenchScreen:
        """Make the screen."""
        module = importlib.import_module(f"workbench.tui.screens.{self.module}")
        return cast("_Opener", module.opened)(acts, go)


DESTINATIONS = {
    "overview": Destination("ö", "Översikt", "overview"),
    "section": Destination("a", "Avsnittet: skriv", "section", needs_section=True),
    "merge": Destination("m", "Sammanfoga avsnittet", "merge", needs_section=True),
    "review": Destination("g", "Granska avsnittet", "review", needs_section=True),
    "conflicts": Destination("k", "Konflikter", "conflicts"),
    "versions": Destination("v", "Versioner", "versions"),
    "decisions": Destination("b", "Beslut", "decisions"),
    "check": Destination("e", "Kontroll och export", "check"),
    "search": Destination("s", "Sök i allt", "search"),
}
"""By the name that `Go` uses, in the order of the list that `g` shows."""
