"""What the command line prints: plain lines that can be read aloud, or JSON.

Everything that a person or a file from outside may have written goes through `say` or `as_json`,
so that no control character ever reaches a terminal.
"""

import io
import json
import shutil
import sys
from collections.abc import Iterable, Sequence

import click

from workbench.core.text import visible


def say(text: str = "") -> None:
    """Print lines to the user."""
    click.echo(visible(text, keep_newlines=True))


def tell(text: str) -> None:
    """Print a remark that is not part of the result, on the error stream."""
    click.echo(visible(text, keep_newlines=True), err=True)


def as_json(value: object) -> None:
    """Print a value as JSON: two spaces, keys in the order they were given.

    UTF-8, or escaped ASCII (which means the same) where the output has another encoding.
    """
    encoding = "" if sys.stdout is None else sys.stdout.encoding or ""
    plain = encoding.casefold().replace("-", "") != "utf8"
    click.echo(json.dumps(value, ensure_ascii=plain, indent=2))


def speak_any_encoding() -> None:
    """Let a terminal that lacks a character show a stand-in for it, and never fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def width() -> int | None:
    """Return the terminal's width in characters; None when nobody looks at a terminal."""
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    return shutil.get_terminal_size().columns


def table(rows: Iterable[Sequence[str]], *, gap: str = "  ") -> None:
    """Print rows in columns as wide as their widest cell; the last is never padded."""
    lines = [[visible(cell) for cell in row] for row in rows]
    if not lines:
        return
    widths = [
        max(len(row[i]) for row in lines if i < len(row)) for i in range(max(map(len, lines)))
    ]
    for row in lines:
        cells = [cell.ljust(widths[i]) for i, cell in enumerate(row[:-1])]
        click.echo(gap.join([*cells, row[-1]]).rstrip() if row else "")
