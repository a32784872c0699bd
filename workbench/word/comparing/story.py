"""A story written again: the earlier file's blocks, with what changed marked in them.

Blocks that nothing happened to are the very elements of the earlier file. Everything else is built
from the script: kept text from the earlier file, new text from the later.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from workbench.core.merging.diff import Kind
from workbench.word.comparing.borrowing import Loan
from workbench.word.comparing.inline import (
    NOTE_SIGNS,
    SHELL,
    Frame,
    Paragraph,
    Piece,
    Reader,
    Sort,
    as_runs,
)
from workbench.word.comparing.pairing import (
    Block,
    Pair,
    Step,
    Story,
    find_moves,
    pair_blocks,
    read_story,
)
from workbench.word.comparing.pen import Pen, call_deleted, copy_of, element
from workbench.word.comparing.properties import (
    STATIONERY,
    changed_look,
    clean,
    keep_section,
    kept_paragraph,
    lone_paragraph,
)
from workbench.word.comparing.script import End, Item, Segment, Stretch, Whole, script
from workbench.word.marks import MOVE_ENDS, MOVE_STARTS
from workbench.word.markup import Element
from workbench.word.names import (
    CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DEL,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    RUN,
    SECTION_PR,
    TABLE,
    P,
    w,
)

Framed = tuple[Element, tuple[Element, ...]]
"""A block and the content controls around it, the outermost first."""
_MARKS: Final = {
    (Kind.DELETED, False): DEL,
    (Kind.INSERTED, False): INS,
    (Kind.DELETED, True): MOVE_FROM,
    (Kind.INSERTED, True): MOVE_TO,
}
_WRAPPABLE: Final = (CONTROL, CUSTOM_XML)


@dataclass(slots=True)
class Desk:
    """What the writing of one part needs."""

    old: Reader
    new: Reader
    pen: Pen
    loan: Loan
    compare_tables: "CompareTables"
    """`tables.compare_tables`, which cannot be imported here: it compares stories in cells."""
    kept_notes: list[tuple[str, str, str]] = field(default_factory=list)
    """Kind, id in the earlier file and id in the later, of notes that are in both."""
    remarks: set[str] = field(default_factory=set)
    """What could not be compared, in Swedish."""


CompareTables = Callable[[Element | None, Element | None, Desk], Iterable[Element]]


def compare_story(holder: Element, other: Element, desk: Desk) -> None:
    """Mark in one story what makes it the other, in place.

    Args:
        holder: Body, cell, header, footer or note of the earlier file.
        other: The same of the later file, unchanged.
        desk: Readers, pen and what comes along.
    """
    mine, theirs = read_story(holder, desk.old), read_story(other, desk.new)
    steps = pair_blocks(mine.blocks, theirs.blocks)
    _replace_blocks(holder, mine, _Writing(desk, steps).blocks())


def paint_story(holder: Element, kind: Kind, desk: Desk) -> None:
    """Mark everything in a cell or a note as inserted or deleted, in place.

    What is inserted must be a copy of the later file's element.
    """
    reader = desk.new if kind is Kind.INSERTED else desk.old
    story = read_story(holder, reader)
    steps = (
        pair_blocks([], story.blocks) if kind is Kind.INSERTED else pair_blocks(story.blocks, [])
    )
    _replace_blocks(holder, story, _Writing(desk, steps).blocks())


def _replace_blocks(holder: Element, story: Story, blocks: Iterable[Framed]) -> None:
    """Put blocks in a holder in place of those that it has."""
    framed = list(_in_frames(blocks))
    tail = [e for e in holder if e.tag == SECTION_PR] + story.after
    heads = [e for e in holder if e.tag == w("tcPr")]
    for child in list(holder):
        holder.remove(child)
    sections = [e for e in tail if e.tag == SECTION_PR]
    holder.extend((*heads, *framed, *story.after, *sections))


def _in_frames(blocks: Iterable[Framed]) -> Iterator[Element]:
    """Put blocks back into the content controls that they stood in."""
    stack: list[tuple[Element, Element]] = []  # a control of the file, and what is being filled
    for block, frames in blocks:
        depth = 0
        while depth < min(len(stack), len(frames)) and stack[depth][0] is frames[depth]:
            depth += 1
        del stack[depth:]
        for frame in frames[depth:]:
            shell, content = _block_shell(frame)
            if stack:
                stack[-1][1].append(shell)
            else:
                yield shell
            stack.append((frame, content))
        if stack:
            stack[-1][1].append(block)
        else:
            yield block


def _block_shell(frame: Element) -> tuple[Element, Element]:
    shell = element(str(frame.tag), {str(k): str(v) for k, v in frame.attrib.items()})
    shell.extend(copy_of(c) for c in frame if c.tag in SHELL)
    if frame.tag != CONTROL:
        return shell, shell
    return shell, etree.SubElement(shell, CONTROL_CONTENT)


class _Writing:
    """One story being written."""

    def __init__(self, desk: Desk, steps: list[Step]) -> None:
        self._desk = desk
        self._steps = steps
        self._moves: dict[Paragraph, str] = {}
        self._frames: tuple[Element, ...] = ()
        self._line = _Line(desk)
        self._out: list[Framed] = []

    def blocks(self) -> list[Framed]:
        """The whole story."""
        for old, new in find_moves(self._steps):
            self._moves[old] = self._moves[new] = self._desk.pen.move_name()
        following = list(self._following())
        for step, after in zip(self._steps, following, strict=True):
            if isinstance(step, Segment):
                self._segment(step, after)
            else:
                self._table(step, after)
        return self._out

    def _following(self) -> Iterator[tuple[Element, ...]]:
        """Frames of the next block of the earlier file after each step."""
        after: tuple[Element, ...] = ()
        found: list[tuple[Element, ...]] = []
        for step in reversed(self._steps):
            found.append(after)
            if isinstance(step, Pair):
                after = step.old.frames if step.old is not None else after
            elif step.olds:
                after = step.olds[0].frames
        return reversed(found)

    def _segment(self, segment: Segment, after: tuple[Element, ...]) -> None:
        items = script(segment, self._moves)
        ahead = [after] * len(items)
        for at in range(len(items) - 1, -1, -1):
            ahead[at] = after = _frames(items[at], after)
        for item, frames in zip(items, ahead, strict=True):
            self._item(item, frames)

    def _item(self, item: Item, ahead: tuple[Element, ...]) -> None:
        if isinstance(item, Whole):
            self._note_pairs(item)
            self._out += [(place, item.old.frames) for place in item.old.before]
            self._out.append((item.old.element, item.old.frames))
            self._frames = item.old.frames
        elif isinstance(item, Stretch):
            self._line.add(item)
        else:
            if item.old is not None:
                self._frames = item.old.frames
            else:
                self._frames = _common(self._frames, ahead)
            self._out += [(block, self._frames) for block in self._line.ended(item)]

    def _note_pairs(self, whole: Whole) -> None:
        signs = (
            [e for p in paragraph.pieces for e in p.content if e.tag in NOTE_SIGNS]
            for paragraph in (whole.old, whole.new)
        )
        for old, new in zip(*signs, strict=True):
            self._desk.kept_notes.append(note_pair(old, new))

    def _table(self, pair: Pair, after: tuple[Element, ...]) -> None:
        if pair.old is not None:
            self._frames = pair.old.frames
            self._out += [(place, self._frames) for place in pair.old.before]
        else:
            self._frames = _common(self._frames, after)
        self._out += [(block, self._frames) for block in self._compared(pair)]

    def _compared(self, pair: Pair) -> Iterable[Element]:
        some = pair.old or pair.new
        if some is None or some.element.tag == TABLE:
            desk = self._desk
            return desk.compare_tables(_element_of(pair.old), _element_of(pair.new), desk)
        if pair.old is None or pair.new is None:
            self._desk.remarks.add(f"{etree.QName(some.element).localname} i brödtexten")
        return () if pair.old is None else (pair.old.element,)


def _frames(item: Item, otherwise: tuple[Element, ...]) -> tuple[Element, ...]:
    """Frames of the earlier file's paragraph that an item belongs to the end of."""
    if isinstance(item, Stretch) or item.old is None:
        return otherwise
    return item.old.frames


def _element_of(block: Block | None) -> Element | None:
    return None if block is None else block.element


def _common(one: tuple[Element, ...], other: tuple[Element, ...]) -> tuple[Element, ...]:
    depth = 0
    while depth < min(len(one), len(other)) and one[depth] is other[depth]:
        depth += 1
    return one[:depth]


def note_pair(old: Element, new: Element) -> tuple[str, str, str]:
    """Kind and ids of a note that is in both files."""
    kind = etree.QName(old).localname.removesuffix("Reference")
    return kind, old.get(ID, ""), new.get(ID, "")


class _Line:
    """The paragraph being written."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._start()

    def _start(self) -> None:
        self._paragraph = element(P)
        self._open: list[tuple[Frame, Element]] = []
        self._group: Element | None = None

    def add(self, stretch: Stretch) -> None:
        """Write a stretch of text."""
        if stretch.kind is Kind.KEPT:
            self._add_kept(stretch)
            return
        tag = _MARKS[stretch.kind, bool(stretch.move)]
        edges: Sequence[Element] = ()
        if stretch.move:
            edges = self._desk.pen.range(tag, stretch.move)
            self._put(edges[0], (), "")
        for piece in stretch.old if stretch.kind is Kind.DELETED else stretch.new:
            if piece.sort is Sort.PLACE:
                self._put_all(as_runs(piece), piece.frames, "")
                continue
            runs = as_runs(piece)
            if stretch.kind is Kind.INSERTED:
                for run in runs:
                    clean(run)
                self._desk.loan.borrow(runs)
            self._put_all(runs, piece.frames, tag)
        if stretch.move:
            self._put(edges[1], (), "")

    def _add_kept(self, stretch: Stretch) -> None:
        new = iter(stretch.new)
        for piece in stretch.old:
            runs = as_runs(piece)
            if piece.sort is not Sort.PLACE:
                self._keep(piece, next(new), runs)
            self._put_all(runs, piece.frames, "")

    def _keep(self, old: Piece, new: Piece, runs: list[Element]) -> None:
        if old.sort is Sort.SIGN and old.content[0].tag in NOTE_SIGNS:
            self._desk.kept_notes.append(note_pair(old.content[0], new.content[0]))
        if old.look_key == new.look_key or old.sort is Sort.THING:
            return
        look = changed_look(old.look, new.look, self._desk.pen)
        for run in runs:
            for before in run.findall(RPR):
                run.remove(before)
            run.insert(0, look)

    def ended(self, end: End) -> tuple[Element, ...]:
        """End the paragraph, and begin the next one.

        Returns:
            The paragraph, between the edges of a move when all of it moved: such edges must not go
            with it, nor keep it when it goes.
        """
        paragraph = self._paragraph
        inside = list(paragraph)
        properties = self._properties(end)
        if len(properties):
            paragraph.insert(0, properties)
        if end.old is not None:
            for name, value in end.old.element.attrib.items():
                paragraph.set(name, value)
        for tag in _WRAPPABLE:
            for control in list(paragraph.iter(tag)):
                _hoist(control)
        self._start()
        if inside and inside[0].tag in MOVE_STARTS and inside[-1].tag in MOVE_ENDS:
            paragraph.remove(inside[0])
            paragraph.remove(inside[-1])
            return inside[0], paragraph, inside[-1]
        return (paragraph,)

    def _properties(self, end: End) -> Element:
        desk = self._desk
        old = None if end.old is None else end.old.element.find(PPR)
        new = None if end.new is None else end.new.element.find(PPR)
        if end.kind is Kind.KEPT:
            properties = kept_paragraph(old, new, (desk.old, desk.new), desk.pen)
            self._section(properties, old, new)
            return properties
        properties = lone_paragraph(new if end.old is None else old)
        if end.old is None:
            for section in properties.findall(SECTION_PR):
                for child in [c for c in section if c.tag in STATIONERY]:
                    section.remove(child)
            desk.loan.borrow(properties)
        desk.pen.end(properties, _MARKS[end.kind, bool(end.move)])
        return properties

    def _section(self, properties: Element, old: Element | None, new: Element | None) -> None:
        before = None if old is None else old.find(SECTION_PR)
        after = None if new is None else new.find(SECTION_PR)
        if (before is None) != (after is None):
            self._desk.remarks.add("en avsnittsbrytning före en tabell")
        if before is None:
            return
        section = copy_of(before)
        change = properties.find(w("pPrChange"))
        if change is None:
            properties.append(section)
        else:
            change.addprevious(section)
        keep_section(section, after, (self._desk.old, self._desk.new), self._desk.pen)

    def _put_all(self, elements: Iterable[Element], frames: tuple[Frame, ...], tag: str) -> None:
        for each in elements:
            self._put(each, frames, tag)

    def _put(self, content: Element, frames: tuple[Frame, ...], tag: str) -> None:
        holder = self._holder(frames)
        if not tag:
            holder.append(content)
            return
        last = holder[-1] if len(holder) else None
        if last is None or last.tag != tag or self._group is not last:
            last = self._desk.pen.mark(tag)
            holder.append(last)
            self._group = last
        if tag == DEL:
            call_deleted(content)
        last.append(content)

    def _holder(self, frames: tuple[Frame, ...]) -> Element:
        depth = 0
        while depth < min(len(self._open), len(frames)) and _same(
            self._open[depth][0], frames[depth]
        ):
            depth += 1
        del self._open[depth:]
        for frame in frames[depth:]:
            shell, content = _block_shell(frame.element)
            if frame.later:
                clean(shell)
                self._desk.loan.borrow([shell])
            self._holder_now().append(shell)
            self._open.append((frame, content))
        return self._holder_now()

    def _holder_now(self) -> Element:
        return self._open[-1][1] if self._open else self._paragraph


def _same(one: Frame, other: Frame) -> bool:
    """Whether text in one frame may stand in the other: the same, or alike in the other file."""
    return one is other or (one.key == other.key and one.later != other.later)


def _hoist(control: Element) -> None:
    """Mark a control that came or went as a whole around it, not inside it."""
    content = control.find(CONTROL_CONTENT) if control.tag == CONTROL else control
    inside = [] if content is None else [c for c in content if c.tag not in SHELL]
    parent = control.getparent()
    if len(inside) != 1 or inside[0].tag not in (INS, DEL) or parent is None or content is None:
        return
    mark = inside[0]
    if any(child.tag not in (RUN, CONTROL, CUSTOM_XML) for child in mark):
        return
    control.addprevious(mark)
    for child in list(mark):
        content.append(child)
    mark.append(control)
