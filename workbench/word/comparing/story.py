"""A story written again: the earlier file's blocks, with what changed marked in them.

Blocks that nothing happened to are the very elements of the earlier file. Everything else is built
from the plan: kept text from the earlier file, new text from the later ones.
"""

from collections.abc import Iterable, Sequence

from lxml import etree

from workbench.core.merging.diff import Kind
from workbench.word.comparing.boxes import compare_boxes
from workbench.word.comparing.frames import Framed, Frames, common, in_frames
from workbench.word.comparing.inline import Paragraph, Piece
from workbench.word.comparing.leavings import lay_leavings_apart
from workbench.word.comparing.line import Line
from workbench.word.comparing.overlay import overlay
from workbench.word.comparing.pairing import Block, Story, read_story
from workbench.word.comparing.plan import PlanItem, Table, note_versions, painted, plan
from workbench.word.comparing.script import End, Stretch, Whole
from workbench.word.comparing.side import By, Desk, Versions
from workbench.word.markup import Element
from workbench.word.names import ROW, SECTION_PR, TABLE, w


def compare_story(holder: Element, versions: Versions, desk: Desk) -> None:
    """Mark in a story what the later files make of it, in place.

    Args:
        holder: Body, cell, header, footer, note or text box of the earlier file.
        versions: The same of the later files, unchanged.
        desk: Readers, pens and what comes along.
    """
    mine = read_story(holder, desk.old)
    plans = [
        (side, plan(mine.blocks, read_story(other, side.reader).blocks, side, desk))
        for side, other in versions
    ]
    if not plans:
        return
    if len(plans) > 1:
        plans = lay_leavings_apart(plans)
    for side, planned in plans:
        for item in planned:
            note_versions(item, side, desk)
    items = plans[0][1] if len(plans) == 1 else overlay(mine.blocks, plans, desk)
    _replace_blocks(holder, mine, _Writing(desk).blocks(items))


def paint_story(holder: Element, kind: Kind, by: By, desk: Desk) -> None:
    """Mark everything in a cell or a note as inserted or deleted, in place.

    What is inserted must be a copy of the element of the first of those who did it.
    """
    story = read_story(holder, by[0].reader if kind is Kind.INSERTED else desk.old)
    items = list(painted(story.blocks, kind, by))
    _replace_blocks(holder, story, _Writing(desk).blocks(items))


def _replace_blocks(holder: Element, story: Story, blocks: Iterable[Framed]) -> None:
    """Put blocks in a holder in place of those that it has."""
    framed = list(in_frames(blocks))
    heads = [e for e in holder if e.tag == w("tcPr")]
    sections = [e for e in holder if e.tag == SECTION_PR]
    for child in list(holder):
        holder.remove(child)
    holder.extend((*heads, *framed, *story.after, *sections))


class _Writing:
    """One story being written."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._frames: Frames = ()
        self._line = Line(desk, self._look_inside)
        self._out: list[Framed] = []

    def blocks(self, items: Sequence[PlanItem]) -> list[Framed]:
        """The whole story."""
        ahead: list[Frames] = []
        after: Frames = ()
        for item in reversed(items):
            ahead.append(after)
            after = _frames(item, after)
        for item, frames in zip(items, reversed(ahead), strict=True):
            self._item(item, frames)
        return self._out

    def _item(self, item: PlanItem, ahead: Frames) -> None:
        if isinstance(item, Stretch):
            self._line.add(item)
            return
        if item.old is not None:
            self._frames = item.old.frames
        else:
            self._frames = common(self._frames, ahead)
        if isinstance(item, End):
            self._out += [(block, self._frames) for block in self._line.ended(item)]
            return
        if item.old is not None:
            self._out += [(place, self._frames) for place in item.old.before]
        if isinstance(item, Whole):
            self._out.append((item.old.element, self._frames))
        else:
            self._out += [(block, self._frames) for block in self._compared(item)]

    def _compared(self, table: Table) -> Iterable[Element]:
        desk = self._desk
        if table.old is None:
            new = table.news[0][1]
            by = tuple(side for side, _ in table.news)
            if new is None:
                return ()
            if new.element.tag == TABLE and next(new.element.iter(ROW), None) is None:
                desk.tell(by, "en tabell utan rader som satts in")
                return ()
            if new.element.tag == TABLE:
                return (desk.insert_table(new.element, by, desk),)
            desk.tell(by, f"{etree.QName(new.element).localname} i brödtexten")
            return ()
        if table.old.element.tag != TABLE:
            gone = tuple(side for side, new in table.news if new is None)
            if gone:
                desk.tell(gone, f"{etree.QName(table.old.element).localname} i brödtexten")
            return (table.old.element,)
        news = [(side, None if new is None else new.element) for side, new in table.news]
        return desk.compare_table(table.old.element, news, desk)

    def _look_inside(self, piece: Piece, written: Sequence[Element]) -> None:
        versions = self._desk.versions.get(piece.content[0], ())
        if versions:
            compare_boxes(piece.content[0], written, versions, self._desk, compare_story)


def _frames(item: PlanItem, otherwise: Frames) -> Frames:
    """Controls around the earlier file's block that an item is the end of."""
    if isinstance(item, Stretch) or item.old is None:
        return otherwise
    return item.old.frames


__all__ = ["Block", "Paragraph", "compare_story", "paint_story"]
