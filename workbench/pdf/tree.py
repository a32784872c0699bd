"""A document as `layout.typ` reads it: a tree of nodes, each text in it cleaned once."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from workbench.core import document as doc
from workbench.core.arms import rows
from workbench.core.language.swedish import long_date
from workbench.errors import PdfError
from workbench.pdf.words import clean, divided, one_line, prose, some_lines

_UNDATED = dt.date(1980, 1, 1)  # PDF/A demands a date; the same one that a Word file then gets

_LANGUAGE = re.compile(r"(?P<lang>[a-z]{2,3})(?:-(?P<region>[A-Z]{2}))?")

_LOOKS = ("strong", "emphasis", "code")

_TALLEST_KEPT_ROW = 20
"""Lines in a table row that is kept on one page; a taller one may be divided."""

_TALLEST_HEADER = 40
"""Lines in a header row, which is never divided: less than a page holds, to be sure."""

_LOWEST_HEADING = 6  # PDF 1.7 has no tags for more
_DEEPEST_NESTING = 9  # of lists, quotes and notes in each other; as many levels as Word has

_TWIPS = 20  # in a point
_TEXT_WIDTH = 9071  # twips, 16 cm, as `layout.typ` has it

_LANDSCAPE_FROM = 10  # columns; a table with so many needs a page across

# How many characters surely fit on one line; a longer word may be divided anywhere.
_FIT_LINE = 40
_FIT_ADDRESS = 30
_FIT_TABLE, _FIT_LANDSCAPE_TABLE = 70, 130

# What a character that fits has in a table, and what the column's two margins take: 16 cm is 47.7
# em of the largest letters that `layout.typ` sets a table in (9.5 points, margins of 5).
_EM_IN_TABLE, _EM_OF_INSET = 0.68, 1.2

_Node = dict[str, Any]
_Inline = _Node | str | list[str]
"""A bare string is running text; a list of them is one word that may be divided between them."""


def arms_file(number: int) -> str:
    """Return the name of the file that the layout finds some arms in."""
    return f"arms{number}.png"


class Tree:
    """One document, to be read once."""

    def __init__(self, document: doc.Document) -> None:
        self._document = document
        self._anchors = frozenset(_anchors(document.body))
        self._placed: set[str] = set()
        self._notes: dict[str, str] = {}
        self.summaries: list[str] = []
        """What each table shows, in order; complete when `root` has been read."""
        self._level = 0  # of the heading that was read last
        self._depth = 0  # of lists, quotes and notes around
        self._in_note = False
        self._fit = _FIT_LINE
        self._room = 0.0  # em, that a table's column surely is wide; 0 where that is not known

    def root(self) -> _Node:
        """Give the whole document."""
        document, letterhead = self._document, self._document.letterhead
        language = _LANGUAGE.fullmatch(document.language)
        date = letterhead.date or _UNDATED
        version = (f"version {document.version}",) if document.version else ()
        return {
            "title": one_line(document.title) or one_line(letterhead.kind) or "Dokument",
            "author": one_line(document.author),
            "subject": one_line(document.subject),
            "keywords": some_lines((*document.keywords, *version)),
            "language": language.groupdict() if language else {"lang": "sv", "region": "SE"},
            "date": {"year": date.year, "month": date.month, "day": date.day},
            "letterhead": self._letterhead(),
            "body": self._blocks(document.body),
        }

    def _letterhead(self) -> _Node:
        head = self._document.letterhead
        return {
            "sender": one_line(head.sender),
            "members": some_lines(head.members),
            "kind": one_line(head.kind),
            "date": long_date(head.date) if head.date else "",
            "our": one_line(head.our_reference),
            "your": one_line(head.your_reference),
            "recipient": [divided(line, _FIT_ADDRESS) for line in some_lines(head.recipient)],
            "contact": [divided(line, _FIT_ADDRESS) for line in some_lines(head.contact)],
            "arms": self._arms(),
            "marking": one_line(head.marking),
            "marking-told": _tells_marking(self._document.body),
        }

    def _arms(self) -> list[list[_Node]]:
        """Read the arms row by row; lengths are in points."""
        pictures = self._document.letterhead.arms
        numbers = iter(range(len(pictures)))
        return [
            [
                {
                    "file": arms_file(next(numbers)),
                    "told": one_line(placed.picture.description),
                    "left": placed.left / _TWIPS,
                    "width": placed.width / _TWIPS,
                    "height": placed.height / _TWIPS,
                }
                for placed in row
            ]
            for row in rows(pictures, _TEXT_WIDTH)
        ]

    def _blocks(self, blocks: Iterable[doc.Block]) -> list[_Node]:
        return [node for block in blocks for node in self._block(block)]

    def _inside(self, blocks: Iterable[doc.Block]) -> list[_Node]:
        """Read blocks that stand in a list, a quote or a note, where no page can be ended."""
        self._depth += 1
        nodes = self._blocks(blocks)
        self._depth -= 1
        return nodes

    def _block(self, block: doc.Block) -> Iterator[_Node]:
        match block:
            case doc.Paragraph():
                yield from self._paragraph(block)
            case doc.Heading():
                yield from self._heading(block)
            case doc.List(items=items):
                yield from self._list(block) if self._may_nest() else self._all(items)
            case doc.Table(header=header) if header:
                yield self._table(block)
            case doc.Quote(blocks=inner):
                if self._may_nest():
                    yield {"kind": "quote", "blocks": self._inside(inner)}
                else:
                    yield from self._all((inner,))
            case doc.Verbatim():
                yield from self._verbatim(block)
            case doc.Region(blocks=inner):
                yield from self._all((inner,))
            case _:
                yield from self._furniture(block)

    def _may_nest(self) -> bool:
        """Tell whether the typesetter bears one more level; what is deeper stands on the last."""
        return self._depth < _DEEPEST_NESTING

    def _all(self, parts: Iterable[Iterable[doc.Block]]) -> Iterator[_Node]:
        for part in parts:
            yield from self._blocks(part)

    def _verbatim(self, block: doc.Verbatim) -> Iterator[_Node]:
        mark = block.mark
        if mark is None:
            yield {"kind": "verbatim", "text": clean(block.text)}
            return
        for line in block.text.split("\n"):
            code = doc.Text(line, code=True, mark=mark)
            yield from self._paragraph(doc.Paragraph((code,), mark=mark))

    def _list(self, block: doc.List) -> Iterator[_Node]:
        if block.items:
            items = [self._inside(item) for item in block.items]
            start = max(block.start, 0)
            yield {"kind": "list", "ordered": block.ordered, "start": start, "items": items}

    def _furniture(self, block: doc.Block) -> Iterator[_Node]:
        """Read what says nothing of its own: lists of contents, ends of pages, rules."""
        match block:
            case doc.TableOfContents(levels=levels, title=title) if not self._depth:
                if one_line(title):
                    self._level = 1  # it is a heading of the first level
                yield {"kind": "contents", "levels": max(levels, 1), "title": prose(title)}
            case doc.PageBreak() if not self._depth:
                yield {"kind": "page-break"}
            case doc.Rule(mark=mark):
                if mark is None:
                    yield {"kind": "rule"}
                else:
                    line = doc.Text("* * *", mark=mark)
                    yield from self._paragraph(doc.Paragraph((line,), mark=mark))

    def _paragraph(self, block: doc.Paragraph) -> Iterator[_Node]:
        spans = self._spans(block.spans)
        if block.mark is not None:
            spans.append({"kind": "end-mark", **_mark(block.mark)})
        elif all(_is_blank(span) for span in block.spans):
            return  # space is the layout's to give; a tag around nothing is only heard as a pause
        node: _Node = {"kind": "paragraph", "spans": spans}
        if block.role is doc.Role.UNNUMBERED_HEADING:
            if not self._in_note and one_line(doc.plain(block.spans)).strip():
                # A screen reader must meet it as a heading, below the one that it stands under.
                node |= {"kind": "subheading", "level": min(self._level + 1, _LOWEST_HEADING)}
        elif block.role is not doc.Role.BODY:
            node["role"] = block.role.value
        yield node

    def _heading(self, block: doc.Heading) -> Iterator[_Node]:
        text, number = prose(block.text).strip(), one_line(block.number).strip()
        if block.mark is not None:  # no heading until it is agreed; none longer when it is struck
            words = doc.Text(f"{number} {text}".strip(), mark=block.mark)
            role = doc.Role.UNNUMBERED_HEADING
            yield from self._paragraph(doc.Paragraph((words,), role, block.mark))
            return
        if self._in_note or not (text or number):
            looks = doc.Text(f"{number} {text}".strip(), strong=True)
            yield from self._paragraph(doc.Paragraph((looks,)))
            return
        self._level = min(max(block.level, 1), self._level + 1, _LOWEST_HEADING)
        node: _Node = {"kind": "heading", "level": self._level, "listed": block.listed}
        node |= {"number": number if text else "", "text": text or number}
        anchor = one_line(block.anchor)
        if anchor and anchor not in self._placed:
            self._placed.add(anchor)
            node["anchor"] = anchor
        yield node

    def _table(self, table: doc.Table) -> _Node:
        columns = len(table.header)
        align = table.align if len(table.align) == columns else ("left",) * columns
        across = columns >= _LANDSCAPE_FROM and not self._depth
        self.summaries.append(prose(table.description))
        widths, fits = _columns(table, _FIT_LANDSCAPE_TABLE if across else _FIT_TABLE)
        return {
            "kind": "table",
            "caption": prose(table.caption),
            "across": across,
            "widths": widths,
            "align": align,
            "header": self._row(table.header, fits),
            "rows": [self._row(row, fits) for row in table.rows],
        }

    def _row(self, cells: tuple[tuple[doc.Span, ...], ...], fits: list[int]) -> _Node:
        """Read a row.

        Args:
            cells: The spans of each cell.
            fits: How many characters surely fit on a line in each.
        """
        outer, nodes = (self._fit, self._room), []
        for cell, self._fit in zip(cells, fits, strict=True):
            self._room = 0.0 if self._depth else self._fit * _EM_IN_TABLE - _EM_OF_INSET
            nodes.append(self._spans(cell))
        self._fit, self._room = outer
        return {
            "cells": nodes,
            "keep": _lines_of(cells, fits) <= _TALLEST_KEPT_ROW,
            "leads": any(_leads(span) for cell in cells for span in cell),
        }

    def _spans(self, spans: Iterable[doc.Span]) -> list[_Inline]:
        """Read spans; neighbours under one tracked change are gathered under one name."""
        nodes: list[_Inline] = []
        for mark, group in groupby(spans, key=_mark_of):
            inner = [node for span in group for node in self._span(span)]
            if mark is None:
                nodes.extend(inner)
            elif inner:
                nodes.append({"kind": "marked", **_mark(mark), "spans": inner})
        return nodes

    def _span(self, span: doc.Span) -> Iterator[_Inline]:
        match span:
            case doc.Text():
                yield from self._text(span)
            case doc.LineBreak():
                yield {"kind": "break"}
            case doc.SectionReference():
                text, anchor = prose(span.text), one_line(span.anchor)
                if text and anchor in self._anchors:
                    yield {"kind": "section", "text": text, "anchor": anchor}
                elif text:
                    yield text
            case doc.FootnoteReference(label=label):
                yield self._note(label)
            case doc.CommentAnchor():
                pass

    def _text(self, span: doc.Text) -> Iterator[_Inline]:
        """Read one run; a bare string where it has no looks of its own."""
        text = one_line(span.text) if span.code else prose(span.text)
        if not text:
            return
        run = divided(text, self._fit, self._room)
        looks: _Node = {name: True for name in _LOOKS if getattr(span, name)}
        if link := doc.link_target(span.link):
            looks |= {"link": link}
        if line := _drawn_line(span):
            looks |= {"line": line}
        yield {"kind": "text", "text": run, **looks} if looks else run

    def _note(self, label: str) -> _Node:
        if label in self._notes:
            return {"kind": "note-again", "key": self._notes[label]}
        key = self._notes[label] = str(len(self._notes) + 1)
        outer, self._in_note = self._in_note, True
        fits = self._fit, self._room
        self._fit, self._room = _FIT_LINE, 0.0
        blocks = self._inside(self._document.footnotes[label])
        self._in_note = outer
        self._fit, self._room = fits
        return {"kind": "note", "key": key, "blocks": blocks}


def _columns(table: doc.Table, fit: int) -> tuple[list[int], list[int]]:
    """Return columns' relative widths, and how many characters surely fit on a line in each.

    The widths that the table asks for, unless its header row, which cannot be divided between
    pages, would then be too tall; then what the headings themselves need.

    Raises:
        PdfError: The header row is too tall with any widths.
    """
    asked = table.widths if len(table.widths) == len(table.header) else (1,) * len(table.header)
    needed = [len(doc.plain(cell)) + 4 for cell in table.header]
    for shares, tallest in (asked, _TALLEST_KEPT_ROW), (needed, _TALLEST_HEADER):
        widths = [max(share, 1) for share in shares]
        fits = [max(fit * width // sum(widths), 3) for width in widths]
        if _lines_of(table.header, fits) <= tallest:
            return widths, fits
    raise PdfError(
        f"rubrikraden i tabellen ”{one_line(table.caption)}” ryms inte på en sida",
        hint="Korta kolumnernas rubriker, eller dela tabellen i flera.",
    )


def _lines_of(cells: Iterable[tuple[doc.Span, ...]], fits: list[int]) -> float:
    """Return how many lines the tallest cell of a row surely fits on."""
    return max(len(doc.plain(cell)) / fit for cell, fit in zip(cells, fits, strict=True))


def _is_blank(span: doc.Span) -> bool:
    return not isinstance(span, doc.FootnoteReference) and not one_line(doc.plain((span,))).strip()


def _mark_of(span: doc.Span) -> doc.Mark | None:
    return None if isinstance(span, doc.CommentAnchor) else span.mark


def _mark(mark: doc.Mark) -> _Node:
    return {"change": mark.kind, "author": one_line(mark.author) or "okänd"}


def _drawn_line(span: doc.Text) -> str:
    """Return the one line that is drawn with a run; PDF/UA has no tag for two at once."""
    if span.strike or (span.mark is not None and span.mark.kind == "deleted"):
        return "through"
    return "under" if span.mark is not None or doc.link_target(span.link) else ""


def _leads(span: doc.Span) -> bool:
    """Tell whether a span is a link, which may not be repeated at the head of each page."""
    return isinstance(span, doc.FootnoteReference | doc.SectionReference) or (
        isinstance(span, doc.Text) and bool(span.link)
    )


def _anchors(blocks: Iterable[doc.Block]) -> Iterator[str]:
    """Yield the anchors of all headings that can be led to."""
    for block in blocks:
        match block:
            case doc.Heading(text=text, number=number, anchor=anchor):
                if one_line(f"{number}{text}").strip():
                    yield one_line(anchor)
            case doc.List(items=items):
                for item in items:
                    yield from _anchors(item)
            case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
                yield from _anchors(inner)


def _tells_marking(blocks: Iterable[doc.Block]) -> bool:
    """Tell whether the text itself says what kind of copy it is."""
    return any(
        _tells_marking(block.blocks)
        if isinstance(block, doc.Region)
        else isinstance(block, doc.Paragraph) and block.role is doc.Role.MARKING
        for block in blocks
    )
