"""What a working copy shows beside the agreed text: proposed changes, comments, open conflicts.

The agreed text is Markdown with one sentence a line, and so is what each change makes of it. A
sentence that was changed is compared word by word; what is more than running text (a table, a
quote, a footnote) is struck and put in whole, since a list of characters cannot say what became of
it. Rejecting every mark gives the agreed text back.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import itemgetter

from workbench.core import document as doc
from workbench.core.answer.marking import marked, word_changes
from workbench.core.markdown import Parsed, parse
from workbench.core.reviewing.edits import edits

_ITEM = re.compile(r"(?P<sign>[-*+]|\d{1,9}[.)])\s+(?P<text>\S.*)")
_NOTE = re.compile(r"\[\^[^\]]+\]:")
_FENCE = re.compile(r"^\s*(?:```|~~~)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Proposed:
    """One pending change of a section's text."""

    author: str
    """As it is to stand in Word."""
    at: dt.datetime | None
    result: str
    """The section's text with this change alone made, in its stored form."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment with its answers, and the line of the text that it is about."""

    label: str
    """Unique in the whole document."""
    line: int | None
    """From 1; None for the whole section, or when its sentence is gone."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands in a working copy instead of the agreed texts, by section key."""

    bodies: Mapping[str, Parsed]
    comments: Mapping[str, doc.Comment] = field(default_factory=dict)
    """By label; their anchors stand in the bodies."""
    told: str = ""
    """What kind of copy this is, a paragraph for the first page."""


NOTHING = Proof({})
"""Of what is sent: nothing but the agreed texts."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the text with what is proposed to become of it."""

    before: str | None
    """As the agreed text has it; None for a line that is put in."""
    after: str | None
    """None for a line that is struck."""
    mark: doc.Mark | None = None
    """Who wants that; its kind says nothing here. None for a line that stays."""
    number: int | None = None
    """Of the line in the agreed text, from 1."""

    @property
    def is_break(self) -> bool:
        """Whether it is the empty line between two paragraphs."""
        return not (self.before or self.after)


def tracked(text: str, changes: Sequence[Proposed], remarks: Sequence[Remark] = ()) -> Parsed:
    """Show the changes of a section's text as tracked ones, each with its author.

    Two changes of one sentence are both put in, beside each other, and the sentence is struck once.

    Args:
        text: The agreed text in its stored form.
        changes: What is proposed, in the order in which it is to be read.
        remarks: The comments to anchor.
    """
    base = text.split("\n") if text.strip() else []
    lines = list(_lines(base, changes))
    notes = _definitions([text, *(change.result for change in changes)])
    if any(_FENCE.search(one) for one in (text, *(change.result for change in changes))):
        stanzas = [lines]  # an empty line inside a fence ends no paragraph
        breaks: list[_Line | None] = [None]
    else:
        stanzas, breaks = _stanzas(lines)
    writer = _Writer(notes, remarks)
    blocks = writer.blocks(stanzas, breaks)
    used = {span.label for span in _spans_of(blocks) if isinstance(span, doc.FootnoteReference)}
    known = parse(f"{text}\n\n{notes}").footnotes if used else {}
    return Parsed(blocks, {label: note for label, note in known.items() if label in used})


def _lines(base: Sequence[str], changes: Sequence[Proposed]) -> Iterator[_Line]:
    """Walk the text once, with what each change puts in or strikes at its place."""
    inserted: dict[int, list[_Line]] = defaultdict(list)
    replaced: list[tuple[int, int, tuple[str, ...], doc.Mark]] = []
    text = "\n".join(base)
    for change in changes:
        mark = doc.Mark("inserted", change.author, change.at)
        cuts = [cut for edit in edits(text, change.result) for cut in edit.cuts]
        for cut in sorted(cuts, key=lambda cut: (cut.start, cut.order)):
            if cut.start == cut.stop:
                inserted[cut.start] += _put_in(cut.lines, mark)
            else:
                replaced.append((cut.start, cut.stop, cut.lines, mark))
    groups = {start: (stop, group) for start, stop, group in _overlapping(replaced)}
    place = 0
    while place <= len(base):
        yield from inserted.pop(place, ())
        if place in groups:
            stop, group = groups[place]
            yield from _became(base, place, stop, group)
            for inside in range(place + 1, stop):
                yield from inserted.pop(inside, ())
            place = stop
            continue
        if place < len(base):
            yield _Line(base[place], base[place], None, place + 1)
        place += 1


def _put_in(lines: Iterable[str], mark: doc.Mark) -> list[_Line]:
    return [_Line(None, line, mark) for line in lines]


_Cut = tuple[int, int, tuple[str, ...], doc.Mark]


def _overlapping(cuts: Iterable[_Cut]) -> Iterator[tuple[int, int, list[_Cut]]]:
    """Gather the cuts that touch the same lines, with the lines that they touch together."""
    group: list[_Cut] = []
    stop = 0
    for cut in sorted(cuts, key=lambda cut: cut[:2]):
        if group and cut[0] >= stop:
            yield group[0][0], stop, group
            group, stop = [], 0
        group.append(cut)
        stop = max(stop, cut[1])
    if group:
        yield group[0][0], stop, group


def _became(base: Sequence[str], start: int, stop: int, group: Sequence[_Cut]) -> Iterator[_Line]:
    """Tell what becomes of lines that one change, or several against one another, replace."""
    if len(group) == 1:
        (_, _, lines, mark) = group[0]
        old = base[start:stop]
        if _answer_to_each_other(old, lines):
            yield _Line(" ".join(old), " ".join(lines), mark, start + 1)
            return
    for place in range(start, stop):
        mark = next(cut[3] for cut in group if cut[0] <= place < cut[1])
        yield _Line(base[place], None, mark, place + 1)
    for _, _, lines, mark in group:
        yield from _put_in(lines, mark)


def _answer_to_each_other(old: Sequence[str], new: Sequence[str]) -> bool:
    """Tell whether lines are to be compared word by word: one with one, or running text."""
    if not new or not all(line.strip() for line in (*old, *new)):
        return False
    return len(old) == len(new) == 1 or all(is_prose(line) for line in (*old, *new))


def _stanzas(lines: Iterable[_Line]) -> tuple[list[list[_Line]], list[_Line | None]]:
    """Divide lines at the empty ones; each stanza comes with the break that ends it."""
    stanzas: list[list[_Line]] = [[]]
    breaks: list[_Line | None] = []
    for line in lines:
        if not line.is_break:
            stanzas[-1].append(line)
        elif stanzas[-1]:
            breaks.append(line)
            stanzas.append([])
        elif breaks and line.mark is None:
            breaks[-1] = line  # of two empty lines the one that stays is the paragraph's end
    if stanzas[-1] or len(stanzas) == 1:
        breaks.append(None)
    else:
        stanzas.pop()
        _end_with_the_text(breaks)
    return stanzas, breaks


def _end_with_the_text(breaks: list[_Line | None]) -> None:
    """Let the last paragraph have the text's own end, and the marked one stand before it.

    What follows may be a table, with which no paragraph can be joined.
    """
    last = breaks[-1]
    if last is not None and last.mark is not None:
        staying = [place for place, one in enumerate(breaks) if one is None or one.mark is None]
        if staying:
            del breaks[staying[-1]]
            breaks.append(None)
    else:
        breaks[-1] = None


def _definitions(texts: Iterable[str]) -> str:
    """Return the footnotes' own lines, the first of each label, to be read with any part."""
    found: dict[str, str] = {}
    for text in texts:
        for stanza in re.split(r"\n{2,}", text):
            if opening := _NOTE.match(stanza):
                for part in re.split(r"\n(?=\[\^[^\]]+\]:)", stanza):
                    label = _NOTE.match(part)
                    found.setdefault(label[0] if label else opening[0], part)
    return "\n\n".join(found.values())


class _Writer:
    """Makes blocks of stanzas whose lines may be marked."""

    def __init__(self, notes: str, remarks: Sequence[Remark]) -> None:
        self._notes = notes
        self._by_line: dict[int, list[str]] = defaultdict(list)
        self._said_before = self._says_after = False
        """Whether something of the paragraph stands already, as it was and as it shall be."""
        self._last: doc.Mark | None = None
        self._unplaced = [remark.label for remark in remarks if remark.line is None]
        for remark in remarks:
            if remark.line is not None:
                self._by_line[remark.line].append(remark.label)

    def blocks(
        self, stanzas: Sequence[list[_Line]], breaks: Sequence[_Line | None]
    ) -> tuple[doc.Block, ...]:
        """Make all blocks; unchanged parts that are no running text are read as one."""
        found: list[doc.Block] = []
        kinds = [self._kind(stanza) for stanza in stanzas]
        pairs = zip(stanzas, _on_paragraphs(stanzas, breaks, kinds), kinds, strict=True)
        for kind, group in groupby(pairs, key=itemgetter(2)):
            run = [pair[:2] for pair in group]
            if kind == "prose":
                found += [self._paragraph(lines, ending) for lines, ending in run]
                self._said_before = self._says_after = False
            elif kind == "unchanged":
                found += self._unchanged([line for lines, _ in run for line in [*lines, _BREAK]])
            else:
                for lines, _ in run:
                    found += self._changed(lines)
        labels = [*self._unplaced, *(one for rest in self._by_line.values() for one in rest)]
        return _anchored(tuple(found), labels)

    def _kind(self, lines: Sequence[_Line]) -> str:
        texts = [text for line in lines for text in (line.before, line.after) if text]
        if all(is_prose(text) for text in texts) and self._reads_alike(lines):
            return "prose"
        return "changed" if any(line.mark for line in lines) else "unchanged"

    def _reads_alike(self, lines: Sequence[_Line]) -> bool:
        """Tell whether the sentences mean the same read one by one as read together.

        They do not when emphasis or a link runs from one into the next.
        """
        for side in ("before", "after"):
            texts = [text for line in lines if (text := getattr(line, side))]
            together = doc.plain(self._spans(" ".join(texts))) if texts else ""
            if together != " ".join(doc.plain(self._spans(text)) for text in texts):
                return False
        return True

    def _spans(self, text: str) -> tuple[doc.Span, ...]:
        """Read a sentence; footnotes are known wherever they are explained."""
        blocks = parse(f"{text}\n\n{self._notes}" if "[^" in text else text).blocks
        if len(blocks) == 1 and isinstance(blocks[0], doc.Paragraph):
            return blocks[0].spans
        return (doc.Text(text),)

    def _paragraph(self, lines: Sequence[_Line], ending: _Line | None) -> doc.Paragraph:
        spans: list[doc.Span] = []
        for line in lines:
            spans += self._space(line)
            spans += self._about(line, self._sentence(line))
        mark = _kind_of(ending) if ending else None
        if ending is None or ending.before is not None:
            self._said_before = False
        if ending is None or ending.after is not None:
            self._says_after = False
        if ending and ending.mark:
            self._last = ending.mark
        return doc.Paragraph(tuple(spans), mark=mark)

    def _space(self, line: _Line) -> Iterator[doc.Span]:
        """Yield the space before a sentence, where there was one or shall be."""
        was = self._said_before and bool(line.before)
        shall_be = self._says_after and bool(line.after)
        mark = line.mark or self._last
        if was and shall_be:
            yield doc.Text(" ")
        elif mark and (was or shall_be):
            yield doc.Text(" ", mark=replace(mark, kind="deleted" if was else "inserted"))
        self._said_before |= bool(line.before)
        self._says_after |= bool(line.after)
        self._last = line.mark or self._last

    def _sentence(self, line: _Line) -> tuple[doc.Span, ...]:
        before = self._spans(line.before) if line.before else ()
        after = self._spans(line.after) if line.after else ()
        if line.mark is None:
            return before
        return word_changes(before, after, line.mark)

    def _about(self, line: _Line, spans: tuple[doc.Span, ...]) -> Iterator[doc.Span]:
        """Put the anchors of the comments on a line around what it says."""
        labels = self._by_line.pop(line.number, []) if line.number else []
        yield from (doc.CommentAnchor(label) for label in labels)
        yield from spans
        yield from (doc.CommentAnchor(label, end=True) for label in reversed(labels))

    def _unchanged(self, lines: Sequence[_Line]) -> tuple[doc.Block, ...]:
        text = "\n".join(line.before or "" for line in lines)
        blocks = parse(f"{text}\n\n{self._notes}" if "[^" in text else text).blocks
        labels = [label for line in lines for label in self._by_line.pop(line.number or 0, [])]
        return _anchored(blocks, labels) if blocks else blocks

    def _changed(self, lines: Sequence[_Line]) -> tuple[doc.Block, ...]:
        """Show a changed list item by item, anything else struck and put in whole."""
        labels = [label for line in lines for label in self._by_line.pop(line.number or 0, [])]
        items = [
            _ITEM.fullmatch(text) for line in lines for text in (line.before, line.after) if text
        ]
        if all(items):
            return _anchored((self._list(lines),), labels)
        return _anchored(tuple(self._replaced(lines)), labels)

    def _list(self, lines: Sequence[_Line]) -> doc.List:
        items: list[tuple[doc.Block, ...]] = []
        for line in lines:
            own = replace(line, before=_item_text(line.before), after=_item_text(line.after))
            whole = line.before is None or line.after is None
            mark = _kind_of(line) if line.mark and whole else None
            items.append((doc.Paragraph(self._sentence(own), mark=mark),))
        first = lines[0].before or lines[0].after or ""
        number = first.partition(".")[0].partition(")")[0]
        ordered = number.isdigit()
        return doc.List(tuple(items), ordered, int(number) if ordered else 1)

    def _replaced(self, lines: Sequence[_Line]) -> Iterator[doc.Block]:
        """Strike the block as it is, and put in what each party makes of it."""
        marks = list(dict.fromkeys(line.mark for line in lines if line.mark))
        before = [line.before for line in lines if line.before is not None]
        if before:
            yield from self._whole(before, replace(marks[0], kind="deleted"))
        for mark in marks:
            own = [
                line.after if line.mark == mark else line.before
                for line in lines
                if (line.after if line.mark == mark else line.before) is not None
            ]
            if own:
                yield from self._whole([text for text in own if text is not None], mark)

    def _whole(self, lines: Sequence[str], mark: doc.Mark) -> Iterator[doc.Block]:
        text = "\n".join(lines)
        blocks = parse(f"{text}\n\n{self._notes}" if "[^" in text else text).blocks
        if not blocks:  # a footnote's own text, which stands nowhere in the running text
            blocks = (doc.paragraph(" ".join(lines), doc.Role.NOTE),)
        for block in blocks:
            yield from marked(block, mark)


_BREAK = _Line("", "")


def _on_paragraphs(
    stanzas: Sequence[Sequence[_Line]], breaks: Sequence[_Line | None], kinds: Sequence[str]
) -> list[_Line | None]:
    """Let marks on breaks stand only where a paragraph can bear them.

    A break between running text and a list or a table cannot be put in or struck. When the running
    text after it is put in or struck as a whole, that paragraph's own end bears the mark.
    """
    found = list(breaks)
    for place, ending in enumerate(breaks[:-1]):
        if not ending or not ending.mark or kinds[place] == kinds[place + 1] == "prose":
            continue
        found[place] = None
        whole = all(
            line.mark == ending.mark
            and (line.before is None) == (ending.before is None)
            and (line.after is None) == (ending.after is None)
            for line in stanzas[place + 1]
        )
        if whole and kinds[place + 1] == "prose":
            found[place + 1] = ending
    return found


def is_prose(line: str) -> bool:
    """Tell whether a line is running text wherever it stands: no item, heading or table row."""
    if "|" in line:
        return False
    blocks = parse(line).blocks
    return len(blocks) == 1 and isinstance(blocks[0], doc.Paragraph)


def _item_text(line: str | None) -> str | None:
    found = _ITEM.fullmatch(line) if line else None
    return found["text"] if found else line


def _kind_of(line: _Line) -> doc.Mark | None:
    """Return the mark of a line that is put in or struck as a whole."""
    if line.mark is None:
        return None
    return replace(line.mark, kind="inserted" if line.before is None else "deleted")


def _anchored(blocks: tuple[doc.Block, ...], labels: Sequence[str]) -> tuple[doc.Block, ...]:
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
                first = _anchored(items[0], labels)
                found = replace(block, items=(first, *items[1:]))
            case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
                found = replace(block, blocks=_anchored(inner, labels))
        if found is not None:
            return (*blocks[:place], found, *blocks[place + 1 :])
    return (*blocks, doc.Paragraph((*opening, *closing)))


def _spans_of(blocks: Iterable[doc.Block]) -> Iterator[doc.Span]:
    for block in blocks:
        match block:
            case doc.Paragraph(spans=spans):
                yield from spans
            case doc.List(items=items):
                for item in items:
                    yield from _spans_of(item)
            case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
                yield from _spans_of(inner)
            case doc.Table(header=header, rows=rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from cell
            case _:
                pass
