"""Content controls around paragraphs and tables, which come and go like anything else.

Blocks are put back into the controls of the earlier file that they stood in. A control that only a
later file has is put around what it holds there, and marked as inserted; one that only the earlier
has is marked as deleted: the control alone, for what is in it has marks of its own. As Word does,
one range stands around a control's opening and another around its closing (ECMA-376 part 1,
17.13.5.4 and 17.13.5.6). A control that would cross one that stands already is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from workbench.core.text import visible
from workbench.word.comparing.inline import SHELL
from workbench.word.comparing.pen import copy_of, element
from workbench.word.comparing.properties import clean
from workbench.word.comparing.side import By, Desk, Side
from workbench.word.markup import Element
from workbench.word.names import CONTROL, CONTROL_CONTENT, VAL, w

Frames = tuple[Element, ...]
"""Controls around something, the outermost first."""
Matches = Mapping[Side, Mapping[Element, Element]]
"""For each later file, its controls and what each is in the earlier."""


@dataclass(slots=True, eq=False)
class Framed:
    """A block as it is to stand in the redline."""

    element: Element
    frames: Frames
    later: Mapping[Side, Frames] = field(default_factory=dict)
    """What is around it in the later files that have it."""


@dataclass(slots=True, eq=False)
class _Change:
    """What happened to a control."""

    name: str
    """`customXmlIns` or `customXmlDel`."""
    by: By


def in_frames(blocks: Sequence[Framed], matches: Matches, desk: Desk) -> list[Element]:
    """Put blocks into the controls that they stand in.

    Args:
        blocks: In the order of the redline.
        matches: Which controls of the later files the earlier one has.
        desk: Pens, and what comes along.
    """
    if not any(block.frames or any(block.later.values()) for block in blocks):
        return [block.element for block in blocks]
    changes = _lost(blocks, matches, desk) | _put_around(blocks, matches, desk)
    holder = _Holder(desk, changes)
    for block in blocks:
        holder.add(block)
    return holder.finished()


def _lost(blocks: Sequence[Framed], matches: Matches, desk: Desk) -> dict[Element, _Change]:
    """The earlier file's controls that are no longer around what they held."""
    lost: dict[Element, list[Side]] = {}
    for side in desk.sides:
        kept = set(matches.get(side, {}).values())
        around = {f: None for block in blocks if side in block.later for f in block.frames}
        for frame in around:
            if frame not in kept:
                lost.setdefault(frame, []).append(side)
    return {frame: _Change("customXmlDel", tuple(by)) for frame, by in lost.items()}


def _put_around(blocks: Sequence[Framed], matches: Matches, desk: Desk) -> dict[Element, _Change]:
    """Put the later files' own controls around what they hold there."""
    placed: dict[Element, _Change] = {}
    known: dict[tuple[str, int, int], _Change] = {}
    for side in desk.sides:
        for frame, (first, last) in _extents(blocks, side, matches.get(side, {})).items():
            if frame in placed:
                continue
            key = control_key(frame), first, last
            if key in known:
                known[key].by += (side,)
            elif _place(blocks[first : last + 1], _beside(blocks, first, last), frame, side):
                around = [b for b in blocks if frame in b.later.get(side, ())]
                by = (s for s in desk.sides if all(frame in b.later.get(s, ()) for b in around))
                placed[frame] = known[key] = _Change("customXmlIns", tuple(by))
            else:
                desk.tell((side,), f"innehållskontrollen ”{key[0]}” finns bara i den nya filen")
    return placed


def _extents(
    blocks: Sequence[Framed], side: Side, matched: Mapping[Element, Element]
) -> dict[Element, tuple[int, int]]:
    """The first and the last block of each control that only a later file has, outer ones first."""
    extents: dict[Element, tuple[int, int]] = {}
    for number, block in enumerate(blocks):
        for frame in block.later.get(side, ()):
            if frame not in matched:
                extents[frame] = extents.get(frame, (number, number))[0], number
    return extents


def _beside(blocks: Sequence[Framed], first: int, last: int) -> tuple[Frames, Frames]:
    """What is around the blocks before and after some."""
    before = blocks[first - 1].frames if first else ()
    return before, blocks[last + 1].frames if last + 1 < len(blocks) else ()


def _place(
    inside: Sequence[Framed], beside: tuple[Frames, Frames], frame: Element, side: Side
) -> bool:
    """Put a control around blocks; False where it would cross another."""
    depth = min(len(common(inside[0].frames, block.frames)) for block in inside)
    edges = zip((inside[0].frames, inside[-1].frames), beside, strict=True)
    crosses = any(len(common(one, other)) > depth for one, other in edges)
    if crosses or any(side in b.later and frame not in b.later[side] for b in inside):
        return False
    for block in inside:
        block.frames = (*block.frames[:depth], frame, *block.frames[depth:])
    return True


class _Holder:
    """Blocks being put into controls."""

    def __init__(self, desk: Desk, changes: Mapping[Element, _Change]) -> None:
        self._desk, self._changes = desk, changes
        self._out: list[Element] = []
        self._stack: list[tuple[Element, Element, Element]] = []  # of the file, shell, what it has

    def add(self, block: Framed) -> None:
        """Put a block in, after those before it."""
        depth = 0
        while depth < min(len(self._stack), len(block.frames)) and (
            self._stack[depth][0] is block.frames[depth]
        ):
            depth += 1
        self._close(depth)
        for frame in block.frames[depth:]:
            self._open(frame)
        self._put(block.element)

    def finished(self) -> list[Element]:
        """All that was put in."""
        self._close(0)
        return self._out

    def _put(self, *elements: Element) -> None:
        if self._stack:
            self._stack[-1][2].extend(elements)
        else:
            self._out += elements

    def _open(self, frame: Element) -> None:
        change = self._changes.get(frame)
        shell, content = empty_shell(frame)
        if change is not None and change.name == "customXmlIns":
            clean(shell)
            self._desk.borrow([shell], change.by)
        if change is None:
            self._put(shell)
        else:
            start, end = self._desk.pen(change.by).control_range(change.name, counts=True)
            self._put(start, shell)
            content.append(end)
        self._stack.append((frame, shell, content))

    def _close(self, depth: int) -> None:
        while len(self._stack) > depth:
            frame, _, content = self._stack.pop()
            change = self._changes.get(frame)
            if change is not None:
                start, end = self._desk.pen(change.by).control_range(change.name, counts=False)
                content.append(start)
                self._put(end)


def match_controls(pairs: Sequence[tuple[Frames, Frames]]) -> Iterator[tuple[Element, Element]]:
    """Say which controls are the same: they have one name and are around the same block.

    Args:
        pairs: What is around each block that both files have, in the earlier and in the later.

    Yields:
        A control of the later file, and the earlier file's.
    """
    found: set[Element] = set()
    for olds, news in pairs:
        for old in olds:
            for new in news:
                alike = old.tag == new.tag and control_key(old) == control_key(new)
                if alike and old not in found and new not in found:
                    found |= {old, new}
                    yield new, old


def empty_shell(frame: Element) -> tuple[Element, Element]:
    """A copy of a control with nothing in it, and the element in it that is to be filled."""
    shell = element(str(frame.tag), {str(k): str(v) for k, v in frame.attrib.items()})
    shell.extend(copy_of(c) for c in frame if c.tag in SHELL)
    if frame.tag != CONTROL:
        return shell, shell
    return shell, etree.SubElement(shell, CONTROL_CONTENT)


def common(one: Frames, other: Frames) -> Frames:
    """The controls that are around both."""
    depth = 0
    while depth < min(len(one), len(other)) and one[depth] is other[depth]:
        depth += 1
    return one[:depth]


def control_key(frame: Element) -> str:
    """What a control is known by to people: its title, its tag, or that it has neither."""
    for name in ("alias", "tag"):
        told = frame.find(f"{w('sdtPr')}/{w(name)}")
        if told is not None and told.get(VAL):
            return visible(told.get(VAL, ""))
    return "utan namn"
