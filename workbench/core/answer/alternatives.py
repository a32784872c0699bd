"""Open conflicts in print: every wording at its place in the text, with who wants it.

Nothing is chosen and nothing is left out. What the agreed text says there stands first, then each
alternative by letter, as in `ALTERNATIV A (Falun, Mora)`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from string import ascii_uppercase

from workbench.core import document as doc
from workbench.core.answer.line_kinds import is_prose
from workbench.core.markdown import Parsed, parse

_EMPTY = doc.Paragraph(())


@dataclass(frozen=True, slots=True)
class Alternative:
    """One wording of an open conflict."""

    names: str
    """Who wants it, as in running text: `Falun, Mora`."""
    text: str
    """Empty when they want the place to say nothing."""


@dataclass(frozen=True, slots=True)
class OpenConflict:
    """One open conflict of a section."""

    line: int
    """Where it is in the agreed text, from 1."""
    base: str
    """What the agreed text says there; empty for something that is put in."""
    alternatives: tuple[Alternative, ...]


def with_alternatives(text: str, conflicts: Sequence[OpenConflict]) -> Parsed:
    """Show a section's text with its open conflicts spelled out.

    Args:
        text: The agreed text in its stored form.
        conflicts: Its open conflicts.
    """
    lines = text.rstrip("\n").split("\n") if text.strip() else []
    notes = parse(text).footnotes
    definitions = "\n\n".join(s for s in text.split("\n\n") if s.startswith("[^"))

    def read(part: str) -> tuple[doc.Block, ...]:
        return parse(f"{part}\n\n{definitions}" if "[^" in part else part).blocks

    blocks: list[doc.Block] = []
    at = 0
    for conflict in sorted(conflicts, key=lambda conflict: conflict.line):
        start, stop = _place(lines, conflict, at)
        blocks += read("\n".join(lines[at:start]))
        shown = conflict.base if stop > start else ""
        blocks += _told(conflict, shown, read)
        at = stop
    blocks += read("\n".join(lines[at:]))
    return Parsed(tuple(blocks), notes)


def _place(lines: Sequence[str], conflict: OpenConflict, at: int) -> tuple[int, int]:
    """Return which lines a conflict is about; no line, after its block, where it is no prose."""
    start = max(conflict.line - 1, at)
    base = conflict.base.strip("\n").split("\n") if conflict.base.strip() else []
    here = lines[start : start + len(base)]
    if base and here == base and all(is_prose(line) for line in _stanza(lines, start) if line):
        return start, start + len(base)
    while start < len(lines) and lines[start].strip():
        start += 1
    return start, start


def _stanza(lines: Sequence[str], place: int) -> Iterator[str]:
    first = place
    while first and lines[first - 1].strip():
        first -= 1
    for line in islice(lines, first, None):
        if not line.strip():
            return
        yield line


def _told(
    conflict: OpenConflict, base: str, read: Callable[[str], tuple[doc.Block, ...]]
) -> Iterator[doc.Block]:
    if base:
        yield from _labelled("NUVARANDE LYDELSE", read(base))
    for letter, alternative in zip(_letters(), conflict.alternatives, strict=False):
        label = f"ALTERNATIV {letter} ({alternative.names})"
        if alternative.text.strip():
            yield from _labelled(label, read(alternative.text))
        else:
            yield from _labelled(label, (doc.Paragraph((doc.Text("stryks", emphasis=True),)),))


def _labelled(label: str, blocks: Iterable[doc.Block]) -> Iterator[doc.Block]:
    first: doc.Block
    rest: list[doc.Block]
    first, *rest = [*blocks, _EMPTY]
    spans: tuple[doc.Span, ...] = ()
    if isinstance(first, doc.Paragraph):
        spans = first.spans
    else:
        rest.insert(0, first)
    heading = doc.Text(f"{label}: ", strong=True)
    yield doc.Quote((doc.Paragraph((heading, *spans)), *(one for one in rest if one != _EMPTY)))


def _letters() -> Iterator[str]:
    """Yield A, B … Z, AA, AB …: there may be more wordings than letters."""
    yield from ascii_uppercase
    yield from ("".join(pair) for pair in product(ascii_uppercase, repeat=2))
