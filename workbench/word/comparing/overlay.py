"""Several later files laid over one earlier: one row of items that holds what each of them did.

Every change keeps its own marks, side by side and never inside another's, so that each can be
decided alone and in any order: accepting one person's changes gives that person's file. What
several did to the same text in the same way stands once, with all their names. Where they did
different things to one piece of text (somebody deleted what another made bold), the piece is
deleted by all of them and each one's version is inserted.

What several put in one place stands in the order of the sides, which is that of their names.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from workbench.core.merging.diff import Kind
from workbench.core.merging.matching import equal_pairs
from workbench.word.comparing.fingerprint import fingerprint
from workbench.word.comparing.inline import NOTE_SIGNS, Paragraph, Piece, Sort
from workbench.word.comparing.pairing import Block
from workbench.word.comparing.plan import PlanItem, Table, end_moves_in_front
from workbench.word.comparing.script import End, Stretch, Whole
from workbench.word.comparing.side import By, Desk, Side

_T = TypeVar("_T")
_Version = tuple[list[Side], Piece]
_Place = tuple[int, int]
"""A gap in the earlier story: how many blocks stand before it, and how many characters of the next
paragraph."""
_COMPLETE, _INLINE, _APPENDED = range(3)
"""What is inserted: whole paragraphs, text, or paragraphs that begin with a mark."""


@dataclass(slots=True)
class _Fate:
    """What one file makes of some characters of a paragraph."""

    side: Side
    start: int
    stop: int
    new: Piece | None = None
    """None when they went."""

    def part(self, start: int, stop: int) -> "_Fate":
        """What it makes of some of them."""
        new = None if self.new is None else self.new.part(start - self.start, stop - self.start)
        return _Fate(self.side, start, stop, new)


@dataclass(slots=True)
class _Clash:
    """Pieces that several did different things to."""

    by: By
    """All of them."""
    pieces: list[Piece]
    versions: dict[By, list[Piece]]


@dataclass(slots=True)
class _Gathered:
    """What all files make of a story, by where it stands in the earlier one."""

    fates: dict[int, list[_Fate]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[int, list[tuple[Side, End]]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[int, list[tuple[Side, Block | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    wholes: dict[int, Whole] = field(default_factory=dict)
    moved: dict[int, list[PlanItem]] = field(default_factory=dict)
    """Paragraphs that went as moves: everybody who touched them moved them to the same place."""
    inserted: dict[_Place, dict[Side, list[PlanItem]]] = field(
        default_factory=lambda: defaultdict(dict)
    )


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
    gathered = _Gathered()
    for side, items in plans:
        _gather(items, side, gathered)
    _agree_on_moves(gathered, plans)
    items = _Laying(blocks, gathered, desk).items()
    _end_torn_moves(items)
    end_moves_in_front(items)
    _tell_of_order(items, desk)
    return items


def _gather(items: Iterable[PlanItem], side: Side, gathered: _Gathered) -> None:
    at = offset = 0
    for item in items:
        if _inserts(item):
            gathered.inserted[at, offset].setdefault(side, []).append(item)
        elif isinstance(item, Stretch):
            for fate in _fates(item, side, offset):
                gathered.fates[at].append(fate)
                offset = fate.stop
        else:
            if isinstance(item, Whole):
                gathered.wholes.setdefault(at, item)
            elif isinstance(item, End):
                gathered.ends[at].append((side, item))
            else:
                gathered.tables[at] += item.news
            at, offset = at + 1, 0


def _inserts(item: PlanItem) -> bool:
    if isinstance(item, Table):
        return item.old is None
    return not isinstance(item, Whole) and item.kind is Kind.INSERTED


def _fates(stretch: Stretch, side: Side, offset: int) -> Iterator[_Fate]:
    olds = [piece for piece in stretch.old if piece.sort is not Sort.PLACE]
    news: Sequence[Piece | None] = stretch.new or [None] * len(olds)
    for old, new in zip(olds, news, strict=True):
        yield _Fate(side, offset, offset + len(old.text), new)
        offset += len(old.text)


class _Laying:
    """The row of items being made."""

    def __init__(
        self, blocks: Sequence[Paragraph | Block], gathered: _Gathered, desk: Desk
    ) -> None:
        self._blocks = blocks
        self._gathered = gathered
        self._rank = {side: number for number, side in enumerate(desk.sides)}
        self._out: list[PlanItem] = []
        self._clash: _Clash | None = None

    def items(self) -> list[PlanItem]:
        """Walk the earlier story, and say at each place what was done there."""
        for at, block in enumerate(self._blocks):
            self._insert((at, 0))
            if isinstance(block, Block):
                self._out.append(Table(block, self._gathered.tables[at]))
            elif at in self._gathered.moved:
                self._out += self._gathered.moved[at]
            elif not self._gathered.fates[at] and not self._gathered.ends[at]:
                self._out.append(self._gathered.wholes[at])
            else:
                self._paragraph(at, block)
        self._insert((len(self._blocks), 0))
        return self._out

    def _by(self, sides: Iterable[Side]) -> By:
        return tuple(sorted(set(sides), key=self._rank.__getitem__))

    def _insert(self, place: _Place) -> None:
        by_side = self._gathered.inserted.pop(place, None)
        if by_side is None:
            return
        self._out_of_clash()
        shaped: dict[int, dict[Side, list[Sequence[PlanItem]]]] = defaultdict(dict)
        for side in sorted(by_side, key=self._rank.__getitem__):
            for shape, parts in _shaped(by_side[side]):
                shaped[shape][side] = parts
        for shape in sorted(shaped):
            for by, items in together(shaped[shape], _key):
                self._out += (_signed(item, by) for item in items)

    def _paragraph(self, at: int, paragraph: Paragraph) -> None:
        fates = self._gathered.fates[at]
        cuts = {edge for fate in fates for edge in (fate.start, fate.stop)}
        cuts |= {offset for block, offset in self._gathered.inserted if block == at}
        offset = 0
        for piece in paragraph.pieces:
            if piece.sort is Sort.PLACE:
                self._out_of_clash()
                self._out.append(Stretch(Kind.KEPT, (piece,)))
                continue
            start, offset = offset, offset + len(piece.text)
            edges = sorted({start, offset, *(cut for cut in cuts if start < cut < offset)})
            for left, right in pairwise(edges):
                self._insert((at, left))
                here = [f.part(left, right) for f in fates if f.start <= left and right <= f.stop]
                self._piece(piece.part(left - start, right - start), here)
        self._insert((at, offset))
        self._out_of_clash()
        self._end(paragraph, self._gathered.ends[at])

    def _piece(self, piece: Piece, fates: Sequence[_Fate]) -> None:
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


# -- what was inserted ---------------------------------------------------------------------


def together(
    parts: Mapping[Side, Sequence[_T]], key: Callable[[Side, _T], Hashable]
) -> list[tuple[By, _T]]:
    """Make one row of what several put in one place; the same thing, in the same order, once.

    Args:
        parts: What each of them put there, in the order of the sides.
        key: What is the same for things that are the same.
    """
    row: list[tuple[Hashable, list[Side], _T]] = []
    for side, things in parts.items():
        keys = [key(side, thing) for thing in things]
        merged: list[tuple[Hashable, list[Side], _T]] = []
        edge = other_edge = 0
        same = equal_pairs([known for known, _, _ in row], keys)
        for place, other in [*same, (len(row), len(keys))]:
            merged += row[edge:place]
            merged += [(keys[n], [side], things[n]) for n in range(other_edge, other)]
            if place < len(row):
                row[place][1].append(side)
                merged.append(row[place])
            edge, other_edge = place + 1, other + 1
        row = merged
    return [(tuple(sides), thing) for _, sides, thing in row]


def _shaped(items: Sequence[PlanItem]) -> Iterator[tuple[int, list[Sequence[PlanItem]]]]:
    """Part what one file put in one place, so that what others put there can stand between."""
    tables = [number for number, item in enumerate(items, 1) if isinstance(item, Table)]
    rest = tables[-1] if tables and not isinstance(items[-1], End) else 0
    if rest:
        yield _COMPLETE, list(_parts(items[:rest], after=True))
    left = items[rest:]
    if not left:
        return
    if isinstance(left[-1], End):
        yield _COMPLETE, list(_parts(left, after=True))
    elif isinstance(left[0], End):
        yield _APPENDED, list(_parts(left, after=False))
    else:
        yield _INLINE, [left]


def _parts(items: Sequence[PlanItem], *, after: bool) -> Iterator[Sequence[PlanItem]]:
    """Cut after, or before, each paragraph's mark and each table."""
    start = 0
    for number, item in enumerate(items):
        cut = number + after
        if not isinstance(item, Stretch) and cut > start:
            yield items[start:cut]
            start = cut
    if start < len(items):
        yield items[start:]


def _key(side: Side, items: Sequence[PlanItem]) -> Hashable:
    return tuple(_told(side, item) for item in items)


def _told(side: Side, item: PlanItem) -> Hashable:
    if isinstance(item, Table):
        block = item.news[0][1]
        return "" if block is None else fingerprint(block.element, side.reader.resolve)
    if isinstance(item, End):
        return ("", "") if item.new is None else (item.new.properties_key, item.move)
    if isinstance(item, Whole):
        return ""
    return tuple(_piece_told(side, piece) for piece in item.new), item.move


def _piece_told(side: Side, piece: Piece) -> Hashable:
    sign = piece.content[0] if piece.sort is Sort.SIGN else None
    note = side.loan.note_told(sign) if sign is not None and sign.tag in NOTE_SIGNS else ""
    return piece.identity, piece.look_key, piece.inside, note


def _signed(item: PlanItem, by: By) -> PlanItem:
    if isinstance(item, Table):
        item.news = [(side, item.news[0][1]) for side in by]
    elif not isinstance(item, Whole):
        item.by = by
    return item


# -- moves -----------------------------------------------------------------------------------


def _agree_on_moves(gathered: _Gathered, plans: Sequence[tuple[Side, Sequence[PlanItem]]]) -> None:
    """Let a move be one where all who touched the paragraph moved it; else it went and came."""
    arrived: dict[str, Hashable] = {}
    for place, by_side in gathered.inserted.items():
        for items in by_side.values():
            for item in items:
                if isinstance(item, End) and item.move and item.new is not None:
                    arrived[item.move] = place, item.new.text, item.new.properties_key
    names: dict[str, str] = {}
    for at, ends in gathered.ends.items():
        movers = [(side, end) for side, end in ends if end.kind is Kind.DELETED and end.move]
        touched = {side for side, _ in ends} | {fate.side for fate in gathered.fates[at]}
        touched |= {
            side
            for (block, offset), by_side in gathered.inserted.items()
            if block == at and offset
            for side in by_side
        }
        same = {arrived.get(end.move) for _, end in movers}
        if movers and len(same) == 1 and touched == {side for side, _ in movers}:
            name = movers[0][1].move
            names |= {end.move: name for _, end in movers}
            old, by = movers[0][1].old, tuple(side for side, _ in movers)
            gathered.moved[at] = _moved(old, name, by)
    for _, planned in plans:
        for item in planned:
            if isinstance(item, Stretch | End):
                item.move = names.get(item.move, "")


def _moved(old: Paragraph | None, name: str, by: By) -> list[PlanItem]:
    end = End(Kind.DELETED, old, move=name, by=by)
    if old is None or not old.pieces:
        return [end]
    return [Stretch(Kind.DELETED, tuple(old.pieces), move=name, by=by), end]


def _end_torn_moves(items: Iterable[PlanItem]) -> None:
    """Say of moves whose halves are not by the same people that something went and came."""
    halves: dict[str, list[Stretch | End]] = defaultdict(list)
    for item in items:
        if isinstance(item, Stretch | End) and item.move:
            halves[item.move].append(item)
    for parts in halves.values():
        if len({part.by for part in parts}) > 1 or len({part.kind for part in parts}) == 1:
            for part in parts:
                part.move = ""


# -- what cannot be decided in any order -----------------------------------------------------


def _tell_of_order(items: Sequence[PlanItem], desk: Desk) -> None:
    """Tell of paragraphs before a table that one took away while another wrote in them.

    The mark of such a paragraph cannot go before what the other wrote is decided.
    """
    written: list[By] = []
    gone: By = ()  # who took away the mark before what comes now
    for item in items:
        if isinstance(item, Stretch | End) and item.kind is not Kind.DELETED:
            if item.kind is Kind.INSERTED:
                written.append(item.by)
                gone = gone if isinstance(item, Stretch) else ()
            elif isinstance(item, End):
                written, gone = [], ()
        elif isinstance(item, End):
            gone = item.by
        elif not isinstance(item, Stretch):
            if isinstance(item, Table) and item.old is None:
                written.append(tuple(side for side, _ in item.news))
            others = {side for by in written for side in by if not set(gone) <= set(by)}
            if isinstance(item, Table) and gone and others:
                _tell_both(set(gone), others, desk)
            written, gone = [], ()


def _tell_both(gone: set[Side], written: set[Side], desk: Desk) -> None:
    names = [
        " och ".join(side.author for side in desk.sides if side in sides)
        for sides in (gone, written)
    ]
    desk.remarks.add(
        f"ett styckeslut före en tabell är borttaget av {names[0]}, och {names[1]} har satt in "
        f"något där: avgör det som {names[1]} gjort först"
    )
