"""Several later files laid over one earlier: one row of items that holds what each of them did.

Every change keeps its own marks, side by side and never inside another's, so that each can be
decided alone and in any order: accepting one person's changes gives that person's file. What
several did to the same text in the same way stands once, with all their names. Where they did
different things to one piece of text (somebody deleted what another made bold), the piece is
deleted by all of them and each one's version is inserted.

What several put in one place stands in the order of the sides, which is that of their names.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TypeVar

from workbench.core.merging.diff import Kind
from workbench.word.comparing.gathering import Fate, Gathered, gather
from workbench.word.comparing.inline import Paragraph, Piece, Sort
from workbench.word.comparing.insertions import insertion_key, shaped, signed, together
from workbench.word.comparing.moves import agree_on_moves, end_torn_moves
from workbench.word.comparing.pairing import Block
from workbench.word.comparing.plan import PlanItem, Table, end_moves_in_front
from workbench.word.comparing.script import End, Stretch
from workbench.word.comparing.side import By, Desk, Side

_T = TypeVar("_T")
_Version = tuple[list[Side], Piece]


@dataclass(slots=True)
class _Clash:
    """Pieces that several did different things to."""

    by: By
    """All of them."""
    pieces: list[Piece]
    versions: dict[By, list[Piece]]


def overlay(
    blocks: Sequence[Paragraph | Block],
    plans: Sequence[tuple[Side, Sequence[PlanItem]]],
    desk: Desk,
) -> list[PlanItem]:
    """Lay the plans of several later files over each other.

    Args:
        blocks: The earlier story.
        plans: What each later file makes of it, in the order of the sides.
        desk: What is known of the files.
    """
    gathered = Gathered()
    for side, items in plans:
        gather(items, side, gathered)
    agree_on_moves(gathered, plans)
    items = _Laying(blocks, gathered, desk).items()
    end_torn_moves(items)
    end_moves_in_front(items)
    return items


class _Laying:
    """The row of items being made."""

    def __init__(self, blocks: Sequence[Paragraph | Block], gathered: Gathered, desk: Desk) -> None:
        self._blocks = blocks
        self._gathered = gathered
        self._rank = {side: number for number, side in enumerate(desk.sides)}
        self._out: list[PlanItem] = []
        self._clash: _Clash | None = None

    def items(self) -> list[PlanItem]:
        """Walk the earlier story, and say at each place what was done there."""
        for at, block in enumerate(self._blocks):
            self._insert(at, 0)
            if isinstance(block, Block):
                self._out.append(Table(block, self._gathered.tables[at]))
            elif at in self._gathered.moved:
                self._out += self._gathered.moved[at]
            elif not self._gathered.fates[at] and not self._gathered.ends[at]:
                self._out.append(self._gathered.wholes[at])
            else:
                self._paragraph(at, block)
        self._insert(len(self._blocks), 0)
        return self._out

    def _by(self, sides: Iterable[Side]) -> By:
        return tuple(sorted(set(sides), key=self._rank.__getitem__))

    def _insert(self, at: int, offset: int) -> None:
        by_side = self._gathered.inserted.get(at, {}).pop(offset, None)
        if by_side is None:
            return
        self._out_of_clash()
        by_shape: dict[int, dict[Side, list[Sequence[PlanItem]]]] = defaultdict(dict)
        for side in sorted(by_side, key=self._rank.__getitem__):
            for shape, parts in shaped(by_side[side]):
                by_shape[shape][side] = parts
        for shape in sorted(by_shape):
            for by, items in together(by_shape[shape], insertion_key):
                self._out += (signed(item, by) for item in items)

    def _paragraph(self, at: int, paragraph: Paragraph) -> None:
        edges = self._edges(at, paragraph)
        here: dict[int, list[Fate]] = defaultdict(list)
        for fate in self._gathered.fates[at]:
            first, last = bisect_left(edges, fate.start), bisect_left(edges, fate.stop)
            for left, right in pairwise(edges[first : last + 1]):
                here[left].append(fate.part(left, right))
        offset = 0
        for piece in paragraph.pieces:
            if piece.sort is Sort.PLACE:
                self._out_of_clash()
                self._out.append(Stretch(Kind.KEPT, (piece,)))
                continue
            start, offset = offset, offset + len(piece.text)
            first, last = bisect_left(edges, start), bisect_left(edges, offset)
            for left, right in pairwise(edges[first : last + 1]):
                self._insert(at, left)
                self._piece(piece.part(left - start, right - start), here[left])
        self._insert(at, offset)
        self._out_of_clash()
        self._end(paragraph, self._gathered.ends[at])

    def _edges(self, at: int, paragraph: Paragraph) -> list[int]:
        """Where a paragraph has to be cut so that each part has one fate in each file."""
        edges = {0, *self._gathered.inserted.get(at, ())}
        edges.update(edge for fate in self._gathered.fates[at] for edge in (fate.start, fate.stop))
        edges.update(accumulate(len(piece.text) for piece in paragraph.pieces))
        return sorted(edges)

    def _piece(self, piece: Piece, fates: Sequence[Fate]) -> None:
        """Say what became of some characters."""
        went = [fate.side for fate in fates if fate.new is None]
        kept = [(fate.side, fate.new) for fate in fates if fate.new is not None]
        looks = _groups(
            (side, new.look_key, new) for side, new in kept if not _looks_as(new, piece)
        )
        inside = [side for side, new in kept if new.inside != piece.inside]
        if len(looks) > 1 or (went and (looks or inside)):
            changed = [(s, n) for s, n in kept if not _looks_as(n, piece) or s in inside]
            versions = _groups((side, (new.look_key, new.inside), new) for side, new in changed)
            self._add_to_clash(piece, [*went, *(side for side, _ in changed)], versions)
            return
        self._out_of_clash()
        if went:
            self._out.append(Stretch(Kind.DELETED, (piece,), by=self._by(went)))
        else:
            sides, new = next(iter(looks.values()), ([], piece))
            self._out.append(Stretch(Kind.KEPT, (piece,), (new,), by=self._by(sides)))

    def _end(self, paragraph: Paragraph, ends: Sequence[tuple[Side, End]]) -> None:
        """Say what became of a paragraph's mark."""
        went = [side for side, end in ends if end.kind is Kind.DELETED]
        changed = _groups(
            (side, end.new.properties_key, end.new)
            for side, end in ends
            if end.kind is Kind.KEPT
            and end.new is not None
            and end.new.properties_key != paragraph.properties_key
        )
        if len(changed) > 1 or (went and changed):
            gone = [*went, *(side for sides, _ in changed.values() for side in sides)]
            self._out.append(End(Kind.DELETED, paragraph, by=self._by(gone)))
            self._out += (
                End(Kind.INSERTED, new=new, by=self._by(sides)) for sides, new in changed.values()
            )
        elif went:
            self._out.append(End(Kind.DELETED, paragraph, by=self._by(went)))
        else:
            sides, new = next(iter(changed.values()), ([], paragraph))
            self._out.append(End(Kind.KEPT, paragraph, new, by=self._by(sides)))

    def _add_to_clash(
        self, piece: Piece, gone: Iterable[Side], versions: Mapping[Hashable, _Version]
    ) -> None:
        by = self._by(gone)
        news = {self._by(sides): new for sides, new in versions.values()}
        if (
            self._clash is None
            or self._clash.by != by
            or self._clash.versions.keys() != news.keys()
        ):
            self._out_of_clash()
            self._clash = _Clash(by, [], {sides: [] for sides in news})
        self._clash.pieces.append(piece)
        for sides, new in news.items():
            self._clash.versions[sides].append(new)

    def _out_of_clash(self) -> None:
        """Write pieces that several did different things to: gone, and what each made of them."""
        clash, self._clash = self._clash, None
        if clash is not None:
            self._out.append(Stretch(Kind.DELETED, tuple(clash.pieces), by=clash.by))
            for by in sorted(clash.versions, key=lambda by: [self._rank[side] for side in by]):
                self._out.append(Stretch(Kind.INSERTED, new=tuple(clash.versions[by]), by=by))


def _looks_as(new: Piece, old: Piece) -> bool:
    return new.look_key == old.look_key


def _groups(versions: Iterable[tuple[Side, Hashable, _T]]) -> dict[Hashable, tuple[list[Side], _T]]:
    """Those who made the same of something, by what they made, and the first one's version."""
    groups: dict[Hashable, tuple[list[Side], _T]] = {}
    for side, key, new in versions:
        groups.setdefault(key, ([], new))[0].append(side)
    return groups
