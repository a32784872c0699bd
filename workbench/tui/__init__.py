"""The terminal workbench: what one sees and presses. Everything it does goes through `Workspace`.

`app` wires the screens together and decides nothing. The screens do not know each other: one that
wants to go somewhere says so (`screen.Go`). Acts are done in the background, one at a time
(`acts`); what is being written is kept on the disk all the while (`acts.Keeper`).
"""

import sys
from pathlib import Path

from workbench.config import Settings
from workbench.errors import InputError


def run(folder: Path, settings: Settings, party: str = "") -> None:
    """Open the workbench on a response folder, or on a folder that holds several.

    Args:
        folder: The folder.
        settings: The user's own.
        party: The municipality that one writes for; empty takes the settings' or the coordinator.

    Raises:
        InputError: There is no terminal to show it in.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(
            "arbetsbänken behöver en terminal",
            hint="Kör remiss status för läget; alla handlingar finns också som kommandon.",
        )
    from workbench.tui.app import WorkbenchApp

    app = WorkbenchApp(folder, settings, party)
    app.run()
    if app.return_code:
        sys.exit(app.return_code)
