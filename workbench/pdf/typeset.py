"""Writing the accessible PDF: PDF/UA-1 and PDF/A-2a, without an office suite.

`write` turns a document into JSON; `layout.typ`, which never changes, sets that as text. Nothing
that a document says is ever read as Typst, so no text can become code, open a file or fetch. The
fonts lie beside this module or inside the typesetter; none of the machine's are used, so the same
document gives the same bytes everywhere.
"""

import datetime as dt
import json
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, Literal, cast

from workbench.core import document as doc
from workbench.core.arms import rows
from workbench.core.language.swedish import long_date
from workbench.core.language.typography import bind
from workbench.core.text import normalise
from workbench.errors import PdfError
from workbench.pdf.boxes import MOST_CHARACTERS, box_font
from workbench.pdf.summaries import with_summaries

_STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""PDF/A-2a is the strictest archive level that may be combined with PDF/UA-1 (both PDF 1.7)."""

_LAYOUT = Path(__file__).with_name("layout.typ")
_FONTS = Path(__file__).with_name("fonts")

_UNDATED = dt.date(1980, 1, 1)  # PDF/A demands a date; the same one that a Word file then gets

_ORDINARY = re.compile("[\n -~\xa0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030€−]+")
"""Runs of characters that Liberation Sans draws; others may need a box (`pdf.boxes`)."""

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters without a meaning of their own, which PDF/A refuses."""

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

_Node = dict[str, Any]
_Inline = _Node | str | list[str]
"""A bare string is running text; a list of them is one word that may be divided between them."""


def write(document: doc.Document) -> bytes:
    """Write a document as an accessible PDF.

    Tracked changes are shown with their author; comments and what is needed only to take a
    working copy back (`Region`, `Document.properties`) are left out. Characters that nobody can
    see are left out as in `core.text.normalise`, and those that no font here can draw become boxes.

    Raises:
        PdfError: The typesetter refused; its own words are in `__cause__`.
    """
    import typst  # 80 MB that only this act needs

    tree = _Tree(document)
    data = json.dumps(tree.root(), ensure_ascii=False, separators=(",", ":"))
    try:
        pdf = _typeset(data, document.letterhead.arms)
        return with_summaries(pdf, tree.summaries)
    except (typst.TypstError, OSError) as error:
        said = error.message if isinstance(error, typst.TypstError) else error.strerror
        raise PdfError(
            f"PDF-filen av ”{_line(document.title)}” kunde inte göras: {said}",
            hint="Skriv Word-filen i stället och gör PDF av den i Word eller LibreOffice.",
        ) from error


def _typeset(data: str, arms: Sequence[doc.Picture]) -> bytes:
    import typst

    with tempfile.TemporaryDirectory(prefix="remiss-") as folder:
        for number, picture in enumerate(arms):
            Path(folder, _arms_file(number)).write_bytes(picture.png)
        fonts = [str(_FONTS)]
        if unusual := _ORDINARY.sub("", data):
            Path(folder, "boxes.ttf").write_bytes(_boxes(unusual))
            fonts.append(folder)
        compiler = typst.Compiler(
            root=folder,  # holds no more than the arms and the boxes: there is nothing else to read
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=fonts),
            package_path=folder,
            package_cache_path=folder,
        )
        pdf, warnings = compiler.compile_with_warnings(
            _LAYOUT.read_bytes(),
            format="pdf",
            sys_inputs={"document": data},
            pdf_standards=[*_STANDARDS],
        )
    if any("converge" in warning.message for warning in warnings):
        raise PdfError(
            "Sidnumren i innehållsförteckningen kunde inte bestämmas",
            hint="Ta bort fotnoter som hänvisar till varandra, eller innehållsförteckningen.",
        )
    return cast(bytes, pdf)  # one file, not a folder of pages


def _boxes(text: str) -> bytes:
    """Make a box for every character, and for the parts that one may be drawn in."""
    characters = {*text, *unicodedata.normalize("NFKD", text)}
    if len(characters) > MOST_CHARACTERS:
        raise PdfError(
            f"Texten har {len(characters)} olika tecken; en PDF-fil rymmer {MOST_CHARACTERS}.",
            hint="Ta bort det som inte är löpande text.",
        )
    return box_font(characters)


def _arms_file(number: int) -> str:
    return f"arms{number}.png"


class _Tree:
    """What `layout.typ` gets: the document as JSON, each text cleaned once."""

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

    def root(self) -> _Node:
        """Give the whole document."""
        document, letterhead = self._document, self._document.letterhead
        language = _LANGUAGE.fullmatch(document.language)
        date = letterhead.date or _UNDATED
        version = (f"version {document.version}",) if document.version else ()
        return {
            "title": _line(document.title) or _line(letterhead.kind) or "Dokument",
            "author": _line(document.author),
            "subject": _line(document.subject),
            "keywords": _lines((*document.keywords, *version)),
            "language": language.groupdict() if language else {"lang": "sv", "region": "SE"},
            "date": {"year": date.year, "month": date.month, "day": date.day},
            "letterhead": self._letterhead(),
            "body": self._blocks(document.body),
        }

    def _letterhead(self) -> _Node:
        head = self._document.letterhead
        return {
            "sender": _line(head.sender),
            "members": _lines(head.members),
            "kind": _line(head.kind),
            "date": long_date(head.date) if head.date else "",
            "our": _line(head.our_reference),
            "your": _line(head.your_reference),
            "recipient": [_breakable(line, _FIT_ADDRESS) for line in _lines(head.recipient)],
            "contact": [_breakable(line, _FIT_ADDRESS) for line in _lines(head.contact)],
            "arms": self._arms(),
            "marking": _line(head.marking),
            "marking-told": _tells_marking(self._document.body),
        }

    def _arms(self) -> list[list[_Node]]:
        """Read the arms row by row; lengths are in points."""
        pictures = self._document.letterhead.arms
        numbers = iter(range(len(pictures)))
        return [
            [
                {
                    "file": _arms_file(next(numbers)),
                    "told": _line(placed.picture.description),
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
            yield {"kind": "verbatim", "text": _clean(block.text)}
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
                if _line(title):
                    self._level = 1  # it is a heading of the first level
                yield {"kind": "contents", "levels": max(levels, 1), "title": _prose(title)}
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
            if not self._in_note and _line(doc.plain(block.spans)).strip():
                # A screen reader must meet it as a heading, below the one that it stands under.
                node |= {"kind": "subheading", "level": min(self._level + 1, _LOWEST_HEADING)}
        elif block.role is not doc.Role.BODY:
            node["role"] = block.role.value
        yield node

    def _heading(self, block: doc.Heading) -> Iterator[_Node]:
        text, number = _prose(block.text).strip(), _line(block.number).strip()
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
        anchor = _line(block.anchor)
        if anchor and anchor not in self._placed:
            self._placed.add(anchor)
            node["anchor"] = anchor
        yield node

    def _table(self, table: doc.Table) -> _Node:
        columns = len(table.header)
        align = table.align if len(table.align) == columns else ("left",) * columns
        across = columns >= _LANDSCAPE_FROM and not self._depth
        self.summaries.append(_prose(table.description))
        widths, fits = _columns(table, _FIT_LANDSCAPE_TABLE if across else _FIT_TABLE)
        return {
            "kind": "table",
            "caption": _prose(table.caption),
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
        outer, nodes = self._fit, []
        for cell, self._fit in zip(cells, fits, strict=True):
            nodes.append(self._spans(cell))
        self._fit = outer
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
                text, anchor = _prose(span.text), _line(span.anchor)
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
        text = _line(span.text) if span.code else _prose(span.text)
        if not text:
            return
        run = _breakable(text, self._fit)
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
        fit, self._fit = self._fit, _FIT_LINE
        blocks = self._inside(self._document.footnotes[label])
        self._in_note, self._fit = outer, fit
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
        f"Rubrikraden i tabellen ”{_line(table.caption)}” ryms inte på en sida",
        hint="Korta kolumnernas rubriker, eller dela tabellen i flera.",
    )


def _lines_of(cells: Iterable[tuple[doc.Span, ...]], fits: list[int]) -> float:
    """Return how many lines the tallest cell of a row surely fits on."""
    return max(len(doc.plain(cell)) / fit for cell, fit in zip(cells, fits, strict=True))


def _is_blank(span: doc.Span) -> bool:
    return not isinstance(span, doc.FootnoteReference) and not _line(doc.plain((span,))).strip()


def _mark_of(span: doc.Span) -> doc.Mark | None:
    return None if isinstance(span, doc.CommentAnchor) else span.mark


def _mark(mark: doc.Mark) -> _Node:
    return {"change": mark.kind, "author": _line(mark.author) or "okänd"}


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
                if _line(f"{number}{text}").strip():
                    yield _line(anchor)
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


def _lines(texts: Iterable[str]) -> list[str]:
    return [line for line in map(_line, texts) if line]


def _line(text: str) -> str:
    """Clean a text that stands on one line."""
    return _clean(text).replace("\n", " ").replace("\t", " ")


def _prose(text: str) -> str:
    """Clean a text that stands on one line and is read as Swedish."""
    return bind(_line(text))


def _breakable(text: str, fit: int) -> str | list[str]:
    """Divide words that are longer than `fit` characters into pieces; most texts have none."""
    if len(text) <= fit or not (long := list(_longer_than(fit).finditer(text))):
        return text
    cuts = [at for word in long for at in range(*word.span(), max(fit // 4, 2))]
    bounds = sorted({0, *cuts, *(word.end() for word in long), len(text)})
    return [text[a:b] for a, b in pairwise(bounds)]


@cache
def _longer_than(fit: int) -> re.Pattern[str]:
    # Only letters and signs that stand for themselves; other scripts divide as they like.
    return re.compile(f"[!-~\xa1-\u024f]{{{fit + 1},}}")


def _clean(text: str) -> str:
    """Leave out what cannot be seen, and write private characters as their codes."""
    return _PRIVATE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", normalise(text))
