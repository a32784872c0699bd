"""A difference as one reads it: `[-struck-]{+added+}`; colour on top, never colour alone."""

from collections.abc import Iterable, Iterator

from textual.content import Content

from workbench.core.merging.diff import Kind, Piece, diff_words
from workbench.core.text import visible

_ELLIPSIS = " … "
Styled = str | tuple[str, str]


def redline(before: str, after: str, *, context: int = 0) -> Content:
    """Show what became of a text.

    Args:
        before: Any text.
        after: Any text.
        context: How many characters around each change to show; 0 shows everything.
    """
    pieces: Iterable[Piece] = diff_words(before.strip(), after.strip())
    return Content.assemble(*styled(_shortened(pieces, context) if context else pieces))


def styled(pieces: Iterable[Piece]) -> Iterator[Styled]:
    """Yield each piece with its signs and its style, safe to show."""
    for kind, text in pieces:
        words = visible(text, keep_newlines=True)
        if kind is Kind.DELETED:
            yield (f"[-{words}-]", "$text-error strike")
        elif kind is Kind.INSERTED:
            yield (f"{{+{words}+}}", "$text-success underline")
        else:
            yield words


def _shortened(pieces: Iterable[Piece], context: int) -> Iterator[Piece]:
    found = list(pieces)
    for number, piece in enumerate(found):
        text = piece.text
        if piece.kind is not Kind.KEPT or len(text) <= 2 * context:
            yield piece
            continue
        head = text[:context] if number else ""
        tail = text[-context:] if number < len(found) - 1 else ""
        yield Piece(Kind.KEPT, f"{head}{_ELLIPSIS}{tail}")


def counted_words(pieces: Iterable[Piece]) -> tuple[int, int]:
    """Count the words that were put in and taken out."""
    put_in = taken_out = 0
    for kind, text in pieces:
        if kind is Kind.INSERTED:
            put_in += len(text.split())
        elif kind is Kind.DELETED:
            taken_out += len(text.split())
    return put_in, taken_out
