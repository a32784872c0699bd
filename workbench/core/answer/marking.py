"""Marking spans and blocks as put in or struck, word by word where it can be told."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workbench.core import document as doc
from workbench.core.merging.diff import Kind, diff_words

Spans = tuple[doc.Span, ...]

_FIRST_STAND_IN = 0xE000  # private use: stands for a span that is no run of characters


def word_changes(before: Spans, after: Spans, mark: doc.Mark) -> Spans:
    """Show what a sentence was and what it shall be.

    Args:
        before: What it says; empty when it is put in.
        after: What it shall say; empty when it is struck.
        mark: Who wants that, and when.
    """
    known: list[doc.Span] = []
    old, new = _Run(before, known), _Run(after, known)
    found: list[doc.Span] = []
    at = other = 0
    for piece in diff_words(old.text, new.text):
        length = len(piece.text)
        if piece.kind is Kind.DELETED:
            found += struck(old.cut(at, at + length), mark)
        elif piece.kind is Kind.INSERTED:
            found += put_in(new.cut(other, other + length), mark)
        else:
            kept, wanted = old.cut(at, at + length), new.cut(other, other + length)
            # The same words with other looks are as much of a change as other words.
            found += kept if kept == wanted else (*struck(kept, mark), *put_in(wanted, mark))
        at += length if piece.kind is not Kind.INSERTED else 0
        other += length if piece.kind is not Kind.DELETED else 0
    return tuple(found)


@dataclass(frozen=True)
class _Run:
    """Spans as one string, in which a span without characters has a stand-in."""

    spans: Spans
    known: list[doc.Span]

    @property
    def text(self) -> str:
        return "".join(self._text(span) for span in self.spans)

    def _text(self, span: doc.Span) -> str:
        if isinstance(span, doc.Text):
            return span.text
        if span not in self.known:
            self.known.append(span)
        return chr(_FIRST_STAND_IN + self.known.index(span))

    def cut(self, start: int, stop: int) -> Spans:
        """Return what stands between two places of the string."""
        found: list[doc.Span] = []
        edge = 0
        for span in self.spans:
            text = self._text(span)
            first, last = max(start - edge, 0), min(stop - edge, len(text))
            if first < last:
                if isinstance(span, doc.Text):
                    found.append(replace(span, text=text[first:last]))
                else:
                    found.append(span)
            edge += len(text)
        return tuple(found)


def struck(spans: Spans, mark: doc.Mark) -> Spans:
    """Return spans as struck; what is marked already stays as it is."""
    return _carrying(spans, of_kind(mark, "deleted"))


def put_in(spans: Spans, mark: doc.Mark) -> Spans:
    """Return spans as put in; what is marked already stays as it is."""
    return _carrying(spans, of_kind(mark, "inserted"))


def of_kind(mark: doc.Mark, kind: Literal["inserted", "deleted"]) -> doc.Mark:
    """Return the same person's mark of one kind."""
    return mark if mark.kind == kind else replace(mark, kind=kind)


def _carrying(spans: Spans, mark: doc.Mark) -> Spans:
    return tuple(
        replace(span, mark=mark) if isinstance(span, doc.Markable) and span.mark is None else span
        for span in spans
    )


def marked(block: doc.Block, mark: doc.Mark) -> doc.Block:
    """Return a block with everything in it put in or struck, as the mark says.

    What is marked already stays as it is.
    """
    match block:
        case doc.Paragraph():
            spans = _carrying(block.spans, mark)
            return replace(block, spans=spans, mark=block.mark or mark)
        case doc.List(items=items):
            return replace(block, items=tuple(tuple(marked(b, mark) for b in i) for i in items))
        case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
            return replace(block, blocks=tuple(marked(one, mark) for one in inner))
        case doc.Table(header=header, rows=rows):
            marks = block.marks or (None,) * (len(rows) + 1)
            return replace(
                block,
                header=tuple(_carrying(cell, mark) for cell in header),
                rows=tuple(tuple(_carrying(cell, mark) for cell in row) for row in rows),
                marks=tuple(one or mark for one in marks),
            )
        case doc.Heading() | doc.Verbatim() | doc.Rule():
            return block if block.mark else replace(block, mark=mark)
        case _:
            return block


def mapped(block: doc.Block, change: Callable[[Spans], Spans]) -> doc.Block:
    """Return a block with the spans of each of its paragraphs and cells changed, in order."""
    match block:
        case doc.Paragraph(spans=spans):
            changed = change(spans)
            return block if changed == spans else replace(block, spans=changed)
        case doc.List(items=items):
            return replace(block, items=tuple(tuple(mapped(b, change) for b in i) for i in items))
        case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
            return replace(block, blocks=tuple(mapped(one, change) for one in inner))
        case doc.Table(header=header, rows=rows):
            return replace(
                block,
                header=tuple(change(cell) for cell in header),
                rows=tuple(tuple(change(cell) for cell in row) for row in rows),
            )
        case _:
            return block


def marks_of(blocks: Sequence[doc.Block]) -> Iterator[doc.Mark]:
    """Yield every mark in blocks, in reading order."""
    for block in blocks:
        match block:
            case doc.Paragraph(spans=spans):
                yield from _span_marks(spans)
            case doc.List(items=items):
                for item in items:
                    yield from marks_of(item)
            case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
                yield from marks_of(inner)
            case doc.Table(header=header, rows=rows, marks=marks):
                yield from (mark for mark in marks if mark)
                for cell in (cell for row in (header, *rows) for cell in row):
                    yield from _span_marks(cell)
            case _:
                pass
        if isinstance(block, doc.Paragraph | doc.Heading | doc.Verbatim | doc.Rule) and block.mark:
            yield block.mark


def _span_marks(spans: Spans) -> Iterator[doc.Mark]:
    return (span.mark for span in spans if isinstance(span, doc.Markable) and span.mark)


def without_torn_moves(blocks: Sequence[doc.Block]) -> tuple[doc.Block, ...]:
    """Return blocks in which a move whose halves are not both there is something that went or came.

    A half is lost where a block is struck and put in whole.
    """
    kinds: dict[str, set[str]] = {}
    for mark in marks_of(blocks):
        kinds.setdefault(mark.move, set()).add(mark.kind)
    torn = {move for move, found in kinds.items() if move and len(found) == 1}

    def mended(spans: Spans) -> Spans:
        return tuple(
            replace(span, mark=replace(span.mark, move=""))
            if isinstance(span, doc.Markable) and span.mark and span.mark.move in torn
            else span
            for span in spans
        )

    return tuple(mapped(block, mended) for block in blocks) if torn else tuple(blocks)
