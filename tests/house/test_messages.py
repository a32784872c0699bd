"""What messages tell people to type is there to be typed."""

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from workbench import errors
from workbench.cli.main import COMMANDS

PROJECT = Path(__file__).parents[2]
SOURCES = sorted((PROJECT / "workbench").rglob("*.py"))
GUIDES = sorted([*(PROJECT / "docs").glob("*.md"), PROJECT / "README.md"])

PROSE = {"skriver", "av"}
"""Words that follow `remiss` in a sentence that names no command."""

_CALL = re.compile(r"(?<![\w/.-])remiss ([a-zåäö][\wåäö-]*)(?: ([a-z][a-z-]+))?([^.,;`”\n]*)")
_FLAG = re.compile(r"(?<![\w-])--[a-z][a-z-]*|(?<![\w-])-[A-Za-z]\b")
_CODE = re.compile(r"```(?:sh|console|text)?\n(.*?)```|`([^`\n]+)`", re.DOTALL)


def command(name: str) -> click.Command:
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(importlib.import_module(f"workbench.cli.{module}"), attribute)
    assert isinstance(found, click.Command)
    return found


def inner(of: click.Command) -> dict[str, click.Command]:
    """Return a group's commands by name; none for what is no group."""
    if not isinstance(of, click.Group):
        return {}
    context = click.Context(of)
    found = ((name, of.get_command(context, name)) for name in of.list_commands(context))
    return {name: each for name, each in found if each is not None}


def flags(of: click.Command) -> set[str]:
    own = {flag for p in of.params for flag in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
    return own.union(*(flags(each) for each in inner(of).values()))


def strings(path: Path) -> Iterator[str]:
    """Yield what a module says that is no docstring; what is filled in later stands as `…`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            told.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            told |= {id(part) for part in node.values}
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values
            )
        elif isinstance(node, ast.Constant) and id(node) not in told:
            yield node.value if isinstance(node.value, str) else ""


def untrue(text: str) -> Iterator[str]:
    """Yield the calls of the program in a text that it would not understand."""
    for found in _CALL.finditer(text):
        name, second, rest = found[1], found[2] or "", found[3]
        if name in PROSE:
            continue
        if name not in COMMANDS:
            yield f"remiss {name}"
            continue
        called = command(name)
        if second and (below := inner(called)):
            if second not in below:
                yield f"remiss {name} {second}"
                continue
            called = below[second]
        rest = rest.partition(" remiss ")[0].partition(")")[0]
        unknown = [flag for flag in _FLAG.findall(rest) if flag not in flags(called)]
        yield from (f"remiss {name} {flag}" for flag in unknown)


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PROJECT)))
def test_every_command_that_a_message_names_is_there(path: Path) -> None:
    assert not [call for text in strings(path) for call in untrue(text)]


def test_every_flag_that_a_message_names_is_there() -> None:
    known = {flag for name in COMMANDS for flag in flags(command(name))} | {"--version"}
    found = [
        f"{path.relative_to(PROJECT)}: {flag}"
        for path in SOURCES
        if "history" not in path.parts  # there flags are git's
        for text in strings(path)
        if " " in text
        for flag in re.findall(r"(?<![\w-])--[a-z][a-z-]+", text)
        if flag not in known
    ]
    assert not found


@pytest.mark.parametrize("path", GUIDES, ids=lambda p: p.name)
def test_every_command_in_the_guides_is_there(path: Path) -> None:
    told = path.read_text(encoding="utf-8")
    code = (found[1] or found[2] or "" for found in _CODE.finditer(told))
    assert not [call for text in code for call in untrue(text)]


ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
PROPER = ("LibreOffice", "PDF-filen", "JSON-filen", "Word-filen")
"""What a message may begin with a capital letter for."""


def said_on_purpose(path: Path) -> Iterator[str]:
    """Yield the messages that a module raises errors with; what is filled in stands as `…`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            message = node.args[0]
            if node.func.id not in ERRORS:
                continue
            if isinstance(message, ast.Constant) and isinstance(message.value, str):
                yield message.value
            elif isinstance(message, ast.JoinedStr):
                parts = message.values
                yield "".join(str(p.value) if isinstance(p, ast.Constant) else "…" for p in parts)


def test_every_message_has_the_form_that_follows_on_fel() -> None:
    """`Fel: fil, rad 3: …` reads as one sentence, whoever raised it."""
    told = [(path, text) for path in SOURCES for text in said_on_purpose(path)]
    assert len(told) > 100
    wrong = [
        f"{path.relative_to(PROJECT)}: {text}"
        for path, text in told
        if text.endswith(".") or (text[:1].isupper() and not text.startswith(PROPER))
    ]
    assert not wrong
