"""What tracked blocks read as in Word once their changes are settled.

Word has no lists or quotes, only paragraphs one after the other, each with its looks, and tables.
A paragraph whose end goes becomes the beginning of the next and takes on its looks; none is joined
with anything across a table. Reading the blocks so, before they are written, tells whether their
marks say what was proposed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbench.core import document as doc
from workbench.core.answer.proposed_lines import BASE, done_in
from workbench.core.markdown import Parsed

_Spans = tuple[doc.Span, ...]
_Decide = Callable[[doc.Mark], bool | None]
"""Whether a change is made or not; None for one that waits."""

_RULE = "rule"
_ITEM = "item"


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as Word has it."""

    look: str
    spans: _Spans
    mark: doc.Mark | None = None
    """Of its end."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table."""

    cells: tuple[_Spans, ...]
    mark: doc.Mark | None


_Table = tuple[_Row, ...]
_Piece = _Paragraph | _Table


def settled_reading(parsed: Parsed, wording: str) -> tuple[str, ...]:
    """Return what a text reads as, one string a paragraph or table, with its looks.

    An empty one is an empty paragraph that parts two lists; no other is seen.

    Args:
        parsed: The text; without any marks it reads the same in every wording.
        wording: The author whose changes are accepted before all others are rejected; or `BASE`.
    """
    settled = _Settled(parsed.footnotes, wording)
    return tuple(settled.told(parsed.blocks))


class _Settled:
    """Reads blocks in one wording."""

    def __init__(self, notes: Mapping[str, tuple[doc.Block, ...]], wording: str) -> None:
        self._notes = notes
        self._wording = wording

    def told(self, blocks: Sequence[doc.Block]) -> Iterator[str]:
        pieces = list(_pieces(blocks, "", 0))
        if self._wording != BASE:
            pieces = _settled(pieces, self._accepted)
        last, parted = "", False
        for piece in _settled(pieces, lambda mark: mark.kind == "deleted"):
            if not isinstance(piece, _Paragraph):
                last = "\n".join("|".join(map(self._said, row.cells)) for row in piece)
            elif (said := self._said(piece.spans)) or piece.look == _RULE:
                if parted and last.startswith(_ITEM) and piece.look.startswith(_ITEM):
                    yield ""
                last = f"{piece.look}:{said}"
            else:
                parted = True
                continue
            yield last
            parted = False

    def _accepted(self, mark: doc.Mark) -> bool | None:
        """Tell what is left of what a mark is on when the author's changes are accepted."""
        return mark.kind == "inserted" if done_in(mark, self._wording) else None

    def _said(self, spans: _Spans) -> str:
        found: list[tuple[str, tuple[object, ...]]] = []
        for span in spans:
            text, look = self._span(span)
            if found and found[-1][1] == look:
                text = found.pop()[0] + text
            if text:
                found.append((text, look))
        return "".join(text if not any(look) else f"<{look}{text}>" for text, look in found).strip()

    def _span(self, span: doc.Span) -> tuple[str, tuple[object, ...]]:
        match span:
            case doc.Text(text=text):
                look = (span.strong, span.emphasis, span.code, span.strike, span.link)
                return text.replace("\u00a0", " "), look
            case doc.FootnoteReference(label=label):
                note = " ".join(self.told(self._notes.get(label, ())))
                return f"[^{' '.join(note.split())}]", ()
            case doc.SectionReference(text=text):
                return text, ()
            case doc.LineBreak():
                return " ", ()
            case _:
                return "", ()


def _pieces(blocks: Sequence[doc.Block], look: str, depth: int) -> Iterator[_Piece]:
    """Yield blocks as Word has them.

    Args:
        blocks: What is written one after the other.
        look: Of the first of them that is running text; an item's sign stands on no other.
        depth: How many lists they lie in.
    """
    for place, block in enumerate(blocks):
        match block:
            case doc.List(items=items, ordered=ordered):
                sign = f"{_ITEM} {depth}{'.' if ordered else '-'}"
                for item in items:
                    yield from _pieces(item or (doc.Paragraph(()),), sign, depth + 1)
            case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
                yield from _pieces(inner, "quote", depth)
            case doc.Table():
                yield _rows(block)
                yield from _after_table(block, blocks[place + 1 : place + 2])
            case _:
                yield from _plain(block, look)
        if look != "quote":
            look = ""


def _plain(block: doc.Block, look: str) -> Iterator[_Paragraph]:
    match block:
        case doc.Paragraph(spans=spans, mark=mark):
            yield _Paragraph(look, spans, mark)
        case doc.Heading(text=text, mark=mark):
            yield _Paragraph("heading", (doc.Text(text, mark=mark),), mark)
        case doc.Verbatim(text=text, mark=mark):
            yield _Paragraph("verbatim", (doc.Text(text, mark=mark),), mark)
        case doc.Rule(mark=mark):
            yield _Paragraph(_RULE, (), mark)
        case _:
            pass


def _rows(table: doc.Table) -> _Table:
    rows = (table.header, *table.rows)
    return tuple(map(_Row, rows, table.marks or (None,) * len(rows)))


def _after_table(table: doc.Table, following: Sequence[doc.Block]) -> Iterator[_Paragraph]:
    """Yield the empty paragraph that is written where no other is sure to stay after a table."""
    if not following or isinstance(following[0], doc.Table):
        yield _Paragraph("", ())
    elif all(isinstance(one, _Paragraph) and one.mark for one in _pieces(following, "", 0)):
        yield _Paragraph("", (), table.marks[0] if len(set(table.marks)) == 1 else None)


def _settled(pieces: Sequence[_Piece], decide: _Decide) -> list[_Piece]:
    """Settle the marks that are decided on; the others stay."""
    found: list[_Piece] = []
    waiting: list[doc.Span] = []  # of paragraphs whose end is gone
    for piece in pieces:
        if not isinstance(piece, _Paragraph):
            rows = tuple(row for one in piece if (row := _settled_row(one, decide)))
            if rows and waiting:
                found.append(_Paragraph("", tuple(waiting)))  # it cannot go: there is no next
                waiting = []
            if rows:
                found.append(rows)
            continue
        spans = (*waiting, *_settled_spans(piece.spans, decide))
        stays = True if piece.mark is None else decide(piece.mark)
        waiting = list(spans) if stays is False else []
        if stays is not False:
            found.append(replace(piece, spans=spans, mark=piece.mark if stays is None else None))
    if waiting:
        found.append(_Paragraph("joined with what follows", tuple(waiting)))
    return found


def _settled_row(row: _Row, decide: _Decide) -> _Row | None:
    stays = True if row.mark is None else decide(row.mark)
    if stays is False:
        return None
    cells = tuple(_settled_spans(cell, decide) for cell in row.cells)
    return _Row(cells, row.mark if stays is None else None)


def _settled_spans(spans: _Spans, decide: _Decide) -> _Spans:
    found: list[doc.Span] = []
    for span in spans:
        mark = span.mark if isinstance(span, doc.Markable) else None
        stays = None if mark is None else decide(mark)
        if stays is None:
            found.append(span)
        elif stays and isinstance(span, doc.Markable):
            found.append(replace(span, mark=None))
    return tuple(found)
