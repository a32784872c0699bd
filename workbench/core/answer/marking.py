"""Marking spans and blocks as put in or struck, word by word where it can be told.

Only runs of characters can carry a mark: a reference to a footnote or a section that is put in is
written out as text, and one that is struck stays beside the struck words.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workbench.core import document as doc
from workbench.core.merging.diff import Kind, diff_words

_FIRST_STAND_IN = 0xE000  # private use: stands for a span that is no run of characters


def word_changes(
    before: tuple[doc.Span, ...], after: tuple[doc.Span, ...], mark: doc.Mark
) -> tuple[doc.Span, ...]:
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
            found += _struck(old.cut(at, at + length), mark)
        elif piece.kind is Kind.INSERTED:
            found += _put_in(new.cut(other, other + length), mark)
        else:
            kept, wanted = old.cut(at, at + length), new.cut(other, other + length)
            # The same words with other looks are as much of a change as other words.
            found += kept if kept == wanted else (*_struck(kept, mark), *_put_in(wanted, mark))
        at += length if piece.kind is not Kind.INSERTED else 0
        other += length if piece.kind is not Kind.DELETED else 0
    return tuple(found)


@dataclass(frozen=True)
class _Run:
    """Spans as one string, in which a span without characters has a stand-in."""

    spans: tuple[doc.Span, ...]
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

    def cut(self, start: int, stop: int) -> tuple[doc.Span, ...]:
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


def _struck(spans: tuple[doc.Span, ...], mark: doc.Mark) -> tuple[doc.Span, ...]:
    gone = replace(mark, kind="deleted")
    return tuple(replace(s, mark=gone) if isinstance(s, doc.Text) else s for s in spans)


def _put_in(spans: tuple[doc.Span, ...], mark: doc.Mark) -> tuple[doc.Span, ...]:
    new = replace(mark, kind="inserted")
    found: list[doc.Span] = []
    for span in spans:
        match span:
            case doc.Text():
                found.append(replace(span, mark=new))
            case doc.SectionReference(text=text):
                found.append(doc.Text(text, mark=new))
            case doc.FootnoteReference(label=label):
                found.append(doc.Text(f"[^{label}]", mark=new))
            case doc.LineBreak():
                found.append(doc.Text(" ", mark=new))
            case doc.CommentAnchor():
                found.append(span)
    return tuple(found)


def marked(block: doc.Block, mark: doc.Mark) -> Iterator[doc.Block]:
    """Yield a block with everything in it put in or struck, as the mark says."""
    spans = _struck if mark.kind == "deleted" else _put_in
    match block:
        case doc.Paragraph():
            yield replace(block, spans=spans(block.spans, mark), mark=mark)
        case doc.Heading(text=text, number=number):
            words = doc.Text(f"{number} {text}".strip(), mark=mark)
            yield doc.Paragraph((words,), doc.Role.UNNUMBERED_HEADING, mark)
        case doc.List(items=items):
            yield replace(
                block,
                items=tuple(
                    tuple(new for one in item for new in marked(one, mark)) for item in items
                ),
            )
        case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
            yield replace(block, blocks=tuple(new for one in inner for new in marked(one, mark)))
        case doc.Table(header=header, rows=rows):
            yield replace(
                block,
                header=tuple(spans(cell, mark) for cell in header),
                rows=tuple(tuple(spans(cell, mark) for cell in row) for row in rows),
            )
        case doc.Verbatim(text=text):
            for line in text.split("\n"):
                code = (doc.Text(line, code=True, mark=mark),) if line else ()
                yield doc.Paragraph(code, mark=mark)
        case doc.Rule():
            yield doc.Paragraph((doc.Text("* * *", mark=mark),), mark=mark)
        case _:
            yield block
