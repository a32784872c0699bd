"""A story written again: the earlier file's blocks, with what changed marked in them.

Blocks that nothing happened to are the very elements of the earlier file. Everything else is built
from the plan: kept text from the earlier file, new text from the later ones.
"""

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from workbench.core.merging.diff import Kind
from workbench.word.comparing.boxes import compare_boxes
from workbench.word.comparing.frames import Framed, Frames, common, in_frames, match_controls
from workbench.word.comparing.inline import Paragraph, Piece
from workbench.word.comparing.leavings import lay_leavings_apart
from workbench.word.comparing.line import Line
from workbench.word.comparing.overlay import overlay
from workbench.word.comparing.pairing import Block, Story, read_story
from workbench.word.comparing.plan import PlanItem, Table, around, note_versions, painted, plan
from workbench.word.comparing.script import End, Stretch, Whole
from workbench.word.comparing.side import By, Desk, Side, Versions
from workbench.word.markup import Element
from workbench.word.names import ROW, SECTION_PR, TABLE, w

Homes = Mapping[Side, Mapping[Paragraph | Block, Frames]]


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
    homes = {side: around(planned, side) for side, planned in plans}
    _replace_blocks(holder, mine, _Writing(desk, homes).blocks(items))


def paint_story(holder: Element, kind: Kind, by: By, desk: Desk) -> None:
    """Mark everything in a cell or a note as inserted or deleted, in place.

    What is inserted must be a copy of the element of the first of those who did it.
    """
    story = read_story(holder, by[0].reader if kind is Kind.INSERTED else desk.old)
    items = list(painted(story.blocks, kind, by))
    _replace_blocks(holder, story, _Writing(desk, {}).blocks(items))


def _replace_blocks(holder: Element, story: Story, framed: Sequence[Element]) -> None:
    """Put blocks in a holder in place of those that it has."""
    heads = [e for e in holder if e.tag == w("tcPr")]
    sections = [e for e in holder if e.tag == SECTION_PR]
    for child in list(holder):
        holder.remove(child)
    holder.extend((*heads, *framed, *story.after, *sections))


class _Writing:
    """One story being written.

    Args:
        desk: What is known of the files.
        homes: What is in each later file around the earlier file's blocks that it has too.
    """

    def __init__(self, desk: Desk, homes: Homes) -> None:
        self._desk = desk
        self._homes = homes
        self._matches = {
            side: dict(match_controls([(old.frames, new) for old, new in home.items()]))
            for side, home in homes.items()
        }
        self._frames: Frames = ()
        self._line = Line(desk, self._look_inside)
        self._out: list[Framed] = []

    def blocks(self, items: Sequence[PlanItem]) -> list[Element]:
        """The whole story."""
        ahead: list[Frames] = []
        after: Frames = ()
        for item in reversed(items):
            ahead.append(after)
            after = _frames(item, after)
        for item, frames in zip(items, reversed(ahead), strict=True):
            self._item(item, frames)
        return in_frames(self._out, self._matches, self._desk)

    def _item(self, item: PlanItem, ahead: Frames) -> None:
        if isinstance(item, Stretch):
            self._line.add(item)
            return
        later = self._later(item)
        if item.old is not None:
            self._frames = item.old.frames
        else:
            self._frames = self._around(later, ahead)
        if isinstance(item, End):
            written = self._line.ended(item)
        else:
            before = () if item.old is None else item.old.before
            inside = (item.old.element,) if isinstance(item, Whole) else self._compared(item)
            written = (*before, *inside)
        self._out += [Framed(block, self._frames, later) for block in written]

    def _later(self, item: Whole | End | Table) -> dict[Side, Frames]:
        """What is around a block in the later files that have it."""
        if item.old is not None:
            home = item.old
            return {side: homes[home] for side, homes in self._homes.items() if home in homes}
        if isinstance(item, Table):
            return {side: new.frames for side, new in item.news if new is not None}
        return {} if item.new is None else dict.fromkeys(item.by, item.new.frames)

    def _around(self, later: Mapping[Side, Frames], ahead: Frames) -> Frames:
        """Controls of the earlier file that something new stands in: those that it has there."""
        for side, frames in later.items():
            known = self._matches.get(side, {})
            wanted = tuple(known[frame] for frame in frames if frame in known)
            return max(common(self._frames, wanted), common(ahead, wanted), key=len)
        return common(self._frames, ahead)

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
