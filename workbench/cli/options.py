"""Flags that many commands share, and how a command gets at the response."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from workbench import config
from workbench.cli.output import tell
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


def opened(folder: Path, *, remind: bool = True) -> Workspace:
    """Open the response and remind of edits that are not saved."""
    workspace = Workspace.open(folder.resolve(), settings())
    if remind:
        _remind(workspace)
    return workspace


def _remind(workspace: Workspace) -> None:
    edits = workspace.outside_edits()
    if edits.own:
        tell(f"Obs: ändrat i annat program och inte sparat: {', '.join(edits.own)}")
        tell("     Spara med remiss save.")
    if edits.others:
        tell(f"Obs: ändrat i andras filer, sparas inte av dig: {', '.join(edits.others)}")
        tell("     Spara som rätt kommun med remiss save --as KOMMUN.")
