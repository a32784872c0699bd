"""Blocks of lines that may be marked: each part of a text with its changes as tracked ones.

A sentence, an item's text or a cell that was changed is compared word by word, a row or an item
that came or went is marked as one. What only Markdown can tell the meaning of is struck and put in
whole. Rejecting every mark gives the agreed text back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from workbench.core import document as doc
from workbench.core.answer.line_kinds import ITEM, LineKind, is_prose
from workbench.core.answer.marking import Spans, marked, word_changes
from workbench.core.answer.proposed_lines import Line, joint_author, wordings
from workbench.core.answer.segments import Segment, segments
from workbench.core.answer.spaces import FORCED, Spaces
from workbench.core.answer.tracked_notes import TrackedNotes
from workbench.core.markdown import parse


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with its answers, and the line of the text that it is about."""

    label: str
    """Unique in the whole document."""
    line: int | None
    """From 1; None for the whole section, or when its sentence is gone."""


class TrackedText:
    """Makes blocks of a text whose lines may be marked.

    Args:
        notes: Its footnotes.
        remarks: The comments to anchor.
    """

    def __init__(self, notes: TrackedNotes, remarks: Sequence[Remark]) -> None:
        self._known = notes.definitions(before=True), notes.definitions(before=False)
        self._by_line: dict[int, list[str]] = defaultdict(list)
        self._unplaced = [remark.label for remark in remarks if remark.line is None]
        for remark in remarks:
            if remark.line is not None:
                self._by_line[remark.line].append(remark.label)
        self._spaces = Spaces(())

    def blocks(self, lines: Sequence[Line], parts: Sequence[Segment]) -> tuple[doc.Block, ...]:
        """Make all blocks, with the comments that have no line of their own around the first.

        Args:
            lines: All that are no footnote's.
            parts: What they make.
        """
        self._spaces = Spaces(lines)
        found = tuple(self._blocks(parts))
        labels = [*self._unplaced, *(one for rest in self._by_line.values() for one in rest)]
        return anchored(found, labels)

    def _blocks(self, parts: Sequence[Segment]) -> Iterator[doc.Block]:
        """Yield blocks; unchanged parts that are no running text are read as one."""
        for how, group in groupby(parts, key=self._how):
            if how == "unchanged":
                yield from self._unchanged(list(group))
                continue
            for part in group:
                if how == "prose":
                    yield self._paragraph(part)
                else:
                    yield from self._changed(part)

    def _how(self, part: Segment) -> str:
        if part.kind is LineKind.PROSE and self._reads_alike(part.lines):
            return "prose"
        return "changed" if part.changed else "unchanged"

    def _reads_alike(self, lines: Sequence[Line]) -> bool:
        """Tell whether the sentences mean the same read one by one as read together.

        They do not when emphasis or a link runs from one into the next.
        """
        for after in (False, True):
            texts = [text for line in lines if (text := line.after if after else line.before)]
            together = doc.plain(self._spans("\n".join(texts), after)) if texts else ""
            if together != " ".join(doc.plain(self._spans(_bare(t) or "", after)) for t in texts):
                return False
        return True

    def _spans(self, text: str, after: bool) -> Spans:
        """Read a sentence; footnotes are known wherever they are explained."""
        blocks = self._parsed(text, after)
        if len(blocks) == 1 and isinstance(blocks[0], doc.Paragraph):
            return blocks[0].spans
        return (doc.Text(text),)

    def _parsed(self, text: str, after: bool) -> tuple[doc.Block, ...]:
        return parse(f"{text}\n\n{self._known[after]}" if "[^" in text else text).blocks

    # -- running text ---------------------------------------------------------------------

    def _paragraph(self, part: Segment) -> doc.Paragraph:
        spans: list[doc.Span] = []
        for line in part.lines:
            spans += self._spaces.before(line)
            spans += self._about(line, self._sentence(line, _bare(line.before), _bare(line.after)))
        self._spaces.end(part.ending)
        return doc.Paragraph(tuple(spans), mark=part.ending)

    def _sentence(self, line: Line, before: str | None, after: str | None) -> Spans:
        was = self._spans(before, after=False) if before else ()
        if line.mark is None:
            return was
        return word_changes(was, self._spans(after, after=True) if after else (), line.mark)

    def _about(self, line: Line, spans: Iterable[doc.Span]) -> Iterator[doc.Span]:
        """Put the anchors of the comments on a line around what it says."""
        labels = self._by_line.pop(line.number, []) if line.number else []
        yield from (doc.CommentAnchor(label) for label in labels)
        yield from spans
        yield from (doc.CommentAnchor(label, end=True) for label in reversed(labels))

    # -- what is no running text ----------------------------------------------------------

    def _unchanged(self, parts: Sequence[Segment]) -> Iterator[doc.Block]:
        lines = [line for part in parts for line in (*part.lines, Line("", ""))]
        blocks = self._parsed("\n".join(line.before or "" for line in lines), after=False)
        labels = self._labels(lines)
        yield from anchored(blocks, labels) if blocks else blocks

    def _changed(self, part: Segment) -> Iterator[doc.Block]:
        if part.kind is LineKind.QUOTE:
            inner = [replace(line, before=_quoted(line.before), after=_quoted(line.after))
                     for line in part.lines]  # fmt: skip
            outer, self._spaces = self._spaces, self._spaces.beside()
            yield doc.Quote(tuple(self._blocks(segments(inner, enclosed=True))))
            self._spaces = outer
            return
        blocks: tuple[doc.Block, ...] = ()
        if part.kind is LineKind.ITEM:
            yield from self._list(part.lines)
            return
        if part.kind is LineKind.ROW:
            blocks = tuple(self._table(part))
        yield from anchored(blocks or tuple(self._replaced(part.lines)), self._labels(part.lines))

    def _labels(self, lines: Iterable[Line]) -> list[str]:
        return [label for line in lines for label in self._by_line.pop(line.number or 0, [])]

    def _list(self, lines: Sequence[Line]) -> Iterator[doc.Block]:
        """Yield lists item by item; whole where an item holds more than running text."""
        lines = [line for line in lines if line.texts]
        found = [[ITEM.fullmatch(text) for text in line.texts] for line in lines]
        if not all(one and is_prose(one["text"]) for each in found for one in each):
            yield from anchored(tuple(self._replaced(lines)), self._labels(lines))
            return
        items: list[_Item] = []
        edges: dict[str, list[int]] = {wording: [] for wording in wordings(lines)}
        """Where the text begins of the items that the next may lie in, in each wording."""
        for line in lines:
            sign, indent = _sign(line.before or line.after or "")
            texts = (_item_text(text) for text in (line.before, line.after))
            spans = tuple(self._about(line, self._sentence(line, *texts)))
            present = [around for wording, around in edges.items() if line.said_in(wording)]
            for around in present:
                while around and indent < around[-1]:
                    around.pop()
            items.append(_Item(len(present[0]), sign, doc.Paragraph(spans, mark=line.whole)))
            for around in present:
                around.append(indent + len(sign) + 1)
        yield from _nested(items)

    def _table(self, part: Segment) -> Iterator[doc.Table]:
        """Yield a table row by row; nothing where its columns change."""
        if part.whole or len(part.lines) == 1:
            return
        head, ruler, *rows = part.lines
        width = len(self._cells(head.before, head.before, ruler))
        same_columns = width == len(self._cells(head.after, head.after, ruler, after=True))
        if ruler.mark or not width or not same_columns:
            return
        found: list[tuple[Spans, ...]] = []
        for row in (head, *rows):
            before = self._cells(row.before, head.before, ruler) or ((),) * width
            after = self._cells(row.after, head.after, ruler, after=True) or ((),) * width
            pairs = zip(before, after, strict=True)
            found.append(
                tuple(word_changes(*pair, row.mark) for pair in pairs) if row.mark else before
            )
        blocks = self._parsed(f"{head.before}\n{ruler.before}", after=False)
        align = blocks[0].align if isinstance(blocks[0], doc.Table) else ()
        marks = tuple(row.whole for row in (head, *rows))
        yield doc.Table(found[0], tuple(found[1:]), align, marks=marks if any(marks) else ())

    def _cells(
        self, row: str | None, head: str | None, ruler: Line, *, after: bool = False
    ) -> tuple[Spans, ...]:
        """Read a row; nothing where there is none."""
        if row is None:
            return ()
        text = f"{head}\n{ruler.before}" if row == head else f"{head}\n{ruler.before}\n{row}"
        table = next(iter(self._parsed(text, after)), None)
        if not isinstance(table, doc.Table):
            return ()
        return table.header if row == head else table.rows[0]

    def _replaced(self, lines: Sequence[Line]) -> Iterator[doc.Block]:
        """Strike the block as it is, and put in what each party makes of it."""
        marks = {
            author: doc.Mark("inserted", author, line.mark.at)
            for line in lines
            if line.mark
            for author in line.authors
        }
        before = [line.before for line in lines if line.before is not None]
        if before:
            at = min((mark.at for mark in marks.values() if mark.at), default=None)
            going = doc.Mark("deleted", joint_author(marks), at)
            for block in self._parsed("\n".join(before), after=False):
                yield marked(block, going)
        for author, mark in marks.items():
            for block in self._parsed("\n".join(_wanted_by(author, lines)), after=True):
                yield marked(block, mark)


def _wanted_by(author: str, lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        text = line.after if author in line.authors or line.mark is None else line.before
        if text is not None:
            yield text


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a list, before it is known which lists there are."""

    depth: int
    sign: str
    paragraph: doc.Paragraph


def _nested(items: Sequence[_Item]) -> Iterator[doc.List]:
    """Yield lists of items, each with the lists inside its items."""
    tops = [place for place, item in enumerate(items) if item.depth <= items[0].depth]
    inside = [
        (items[start], tuple(_nested(items[start + 1 : stop])))
        for start, stop in pairwise([*tops, len(items)])
    ]
    for _, group in groupby(inside, key=lambda pair: pair[0].sign[-1]):
        whole = list(group)
        number = whole[0][0].sign[:-1]
        yield doc.List(
            tuple((item.paragraph, *lists) for item, lists in whole),
            bool(number),
            int(number or 1),
        )


def _bare(text: str | None) -> str | None:
    """A line without what forces a new one after it."""
    if text and text.endswith(FORCED):
        return text.rstrip(" ") if text.endswith(" ") else text[:-1]
    return text


def _sign(line: str) -> tuple[str, int]:
    """Return an item's sign and the columns before it."""
    text = line.lstrip(" ")
    return text.partition(" ")[0], len(line) - len(text)


def _item_text(line: str | None) -> str | None:
    found = ITEM.fullmatch(line) if line else None
    return found["text"] if found else line


def _quoted(line: str | None) -> str | None:
    """A line of a quote without its sign."""
    return line and line.removeprefix(">").removeprefix(" ")


def anchored(blocks: tuple[doc.Block, ...], labels: Sequence[str]) -> tuple[doc.Block, ...]:
    """Put comments around the first paragraph there is."""
    if not labels:
        return blocks
    opening = tuple(doc.CommentAnchor(label) for label in labels)
    closing = tuple(doc.CommentAnchor(label, end=True) for label in reversed(labels))
    for place, block in enumerate(blocks):
        found: doc.Block | None = None
        match block:
            case doc.Paragraph(spans=spans):
                found = replace(block, spans=(*opening, *spans, *closing))
            case doc.List(items=items) if items:
                first = anchored(items[0], labels)
                found = replace(block, items=(first, *items[1:]))
            case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
                found = replace(block, blocks=anchored(inner, labels))
        if found is not None:
            return (*blocks[:place], found, *blocks[place + 1 :])
    return (*blocks, doc.Paragraph((*opening, *closing)))
