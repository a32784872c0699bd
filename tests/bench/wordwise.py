"""What was changed between two texts, word by word, as Git sees it.

Words are compared by `git diff` over files with one word a line, so that nothing here depends on
the engine that is measured.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

_WORD = re.compile(r"\w+|[^\w\s]|\s")
_HUNK = re.compile(r"^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", re.M)
_ONE_PLACE = 4  # unchanged words between two changes that make them two


class Edit(NamedTuple):
    """Words of a text, and what stands instead of them."""

    start: int
    stop: int
    words: tuple[str, ...]


def words(text: str) -> list[str]:
    """Cut a text into words; every character of white space is a word by itself."""
    return _WORD.findall(text)


def edits(before: str, after: str) -> list[Edit]:
    """Find what was changed, in order."""
    old, new = words(before), words(after)
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "old", Path(folder) / "new"]
        for file, text in zip(files, (old, new), strict=True):
            file.write_text("".join(f"{word!r}\n" for word in text), encoding="utf-8")
        options = ["--no-index", "--no-color", "--patience", "-U0"]
        done = subprocess.run(
            ["git", "diff", *options, *map(str, files)], capture_output=True, check=False
        )
    found: list[Edit] = []
    for hunk in _HUNK.finditer(done.stdout.decode("utf-8", "surrogateescape")):
        start, length, other, other_length = (int(n) if n else 1 for n in hunk.groups())
        start, other = start - (length > 0), other - (other_length > 0)
        found.append(Edit(start, start + length, tuple(new[other : other + other_length])))
    return found


def places(changes: Iterable[Edit], text: Sequence[str]) -> Iterator[list[Edit]]:
    """Group changes that have fewer than four unchanged words between them.

    One who rewrites a sentence does it in several words.
    """
    place: list[Edit] = []
    for edit in changes:
        if place:
            kept = sum(not word.isspace() for word in text[place[-1].stop : edit.start])
            if kept >= _ONE_PLACE:
                yield place
                place = []
        place.append(edit)
    if place:
        yield place


def rebased(later: Iterable[list[Edit]], earlier: Iterable[Edit]) -> Iterator[Edit]:
    """Say what later changes do in the words before the earlier ones; leave out what touches them.

    Args:
        later: Places of changes, in the words as the earlier ones left them.
        earlier: Changes in the words as they were first.
    """
    spans: list[tuple[int, int, int]] = []  # in the text between, and how far what follows moved
    moved = 0
    for edit in earlier:
        start = edit.start + moved
        moved += len(edit.words) - (edit.stop - edit.start)
        spans.append((start, start + len(edit.words), moved))
    for place in later:
        if all(place[-1].stop < start - 1 or stop + 1 < place[0].start for start, stop, _ in spans):
            shift = max((s for s in spans if s[1] < place[0].start), default=(0, 0, 0))[2]
            yield from (Edit(start - shift, stop - shift, new) for start, stop, new in place)


def applied(text: Sequence[str], changes: Iterable[Edit]) -> str:
    """Make changes, which come in order."""
    parts: list[str] = []
    edge = 0
    for start, stop, new in changes:
        parts += text[edge:start]
        parts += new
        edge = stop
    return "".join([*parts, *text[edge:]])
