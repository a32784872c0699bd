"""Every text that click can show is in the Swedish table, or is one that we never show."""

import ast
from pathlib import Path

import click

from workbench.cli import language

NEVER_SHOWN_IN = {"termui.py", "_termui_impl.py", "shell_completion.py", "_winconsole.py"}
"""Prompts, pagers and completion, which the program does not use."""


NEVER_SHOWN = {
    "Arguments take exactly one parameter declaration, got {length}: {decls}.",
    "Boolean option {decl!r} cannot use the same flag for true/false.",
    "Choice({choices})",
    "Confirm the action without prompting.",
    "Could not determine name for option with declarations {decls!r}",
    "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
    "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
    "Do you want to continue?",
    "Name '{name}' defined twice",
    "Unknown standard stream '{name}'",
    "Value must be an iterable.",
}
"""What click says to programmers, and about things that no command of ours has."""


def texts() -> set[str]:
    """Read the messages out of click's own sources."""
    found = set()
    for path in Path(click.__file__).parent.glob("*.py"):
        if path.name in NEVER_SHOWN_IN:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"_", "ngettext"}:
                literals = [a.value for a in node.args if isinstance(a, ast.Constant)]
                found |= {text for text in literals if isinstance(text, str)}
    return found


def test_click_says_nothing_that_is_not_in_the_table() -> None:
    missing = {
        text
        for text in texts() - set(language._SWEDISH) - NEVER_SHOWN
        if not text.startswith("No options defined but a name was passed")
    }
    assert not missing
