"""Flags that many commands share, and how a command gets at the response."""

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from workbench import config
from workbench.cli.output import tell

if TYPE_CHECKING:  # a command that opens nothing must not pay for it
    from workbench.workspace import Workspace

F = TypeVar("F", bound=Callable[..., object])


def folder_option(command: F) -> F:
    """Add `-C/--dir`: the response's folder, by default the one that one stands in."""
    return click.option(
        "-C",
        "--dir",
        "folder",
        type=click.Path(path_type=Path),
        default=Path(),
        metavar="MAPP",
        help="Svarets mapp; annars den mapp du står i.",
    )(command)


def party_options(command: F) -> F:
    """Add `--as` and `--officer`: who acts."""
    command = click.option(
        "--officer", default="", metavar="NAMN", help="Handläggare, med namn eller e-postadress."
    )(command)
    return click.option(
        "--as",
        "party",
        default="",
        metavar="KOMMUN",
        help="Kommunen som handlingen gäller; annars samordnaren.",
    )(command)


def json_option(command: F) -> F:
    """Add `--json`."""
    return click.option("--json", "machine", is_flag=True, help="Skriv svaret som JSON.")(command)


def settings() -> config.Settings:
    """Read the user's settings; `REMISS_CONFIG` names another file."""
    named = os.environ.get("REMISS_CONFIG")
    return config.read(Path(named) if named else config.default_path())


def opened(
    folder: Path, party: str = "", *, remind: bool = True, strict: bool = True
) -> "Workspace":
    """Open the response and remind of edits that are not saved.

    Args:
        folder: The response's folder.
        party: Who acts, for the reminder: one's own edits can be saved at once.
        remind: Whether to remind.
        strict: A file that another program left half-written stops the command.
    """
    from workbench.workspace import Workspace

    workspace = Workspace.open(folder, settings(), strict=strict)
    if remind:
        _remind(workspace, party)
    return workspace


def _remind(workspace: "Workspace", party: str) -> None:
    edits = workspace.edits_at_opening(party)
    if edits.own:
        flag = f" --as {workspace.seat(party).label}" if party else ""
        tell(f"Obs: ändrat i annat program och inte sparat: {_few(edits.own)}")
        tell(f"     Spara med remiss save{flag}, eller ångra med remiss save --discard{flag}.")
    if edits.others:
        tell(f"Obs: ändrat i andras filer, sparas inte av dig: {_few(edits.others)}")
        tell("     Den som filen hör till sparar med remiss save --as KOMMUN.")


def _few(paths: Sequence[str], most: int = 5) -> str:
    """Name some files and count the rest."""
    more = f" och {len(paths) - most} till" if len(paths) > most else ""
    return ", ".join(paths[:most]) + more


def as_typed() -> str:
    """Return how the user can start this program again from the folder that one stands in."""
    started = Path(sys.argv[0])
    if started.name != "remiss" or shutil.which("remiss") == str(started.absolute()):
        return "remiss"
    with suppress(ValueError):
        return str(started.absolute().relative_to(Path.cwd()))
    return str(started.absolute())
