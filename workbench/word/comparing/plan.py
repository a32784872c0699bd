"""What one later file makes of a story, as one row of items in the reading order of both files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from workbench.core.merging.diff import Kind
from workbench.word.comparing.frames import Frames
from workbench.word.comparing.inline import NOTE_SIGNS, Paragraph, Piece, Sort
from workbench.word.comparing.pairing import Block, Pair, Step, find_moves, pair_blocks
from workbench.word.comparing.script import End, Item, Segment, Stretch, Whole, came, script, went
from workbench.word.comparing.side import By, Desk, Side


@dataclass(slots=True, eq=False)
class Table:
    """A table, or something else between paragraphs that is one thing."""

    old: Block | None
    """None for one that came."""
    news: list[tuple[Side, Block | None]]
    """What it is in the later files; None for one that went. Of one that came: all the same."""


PlanItem = Item | Table


def plan(
    olds: Sequence[Paragraph | Block], news: Sequence[Paragraph | Block], side: Side, desk: Desk
) -> list[PlanItem]:
    """Say what a later file makes of a story."""
    steps = pair_blocks(olds, news)
    moves: dict[Paragraph, str] = {}
    for old, new in find_moves(steps):
        moves[old] = moves[new] = f"move{next(desk.ink.moves)}"
    items = keep_tables_apart(_items(steps, moves, side))
    end_moves_in_front(items)
    return items


def _items(steps: Sequence[Step], moves: dict[Paragraph, str], side: Side) -> Iterator[PlanItem]:
    for step in steps:
        if isinstance(step, Segment):
            yield from script(step, moves, (side,))
        else:
            yield _table(step, side)


def _table(pair: Pair, side: Side) -> Table:
    return Table(pair.old, [(side, pair.new)])


def keep_tables_apart(items: Iterable[PlanItem]) -> list[PlanItem]:
    """Let tables that touch in one of the files, and not in the other, go and come.

    Where the last paragraph between two tables goes, they become one, as in Word. So a table that
    only the later file has right after another comes there, and goes where it stood; and the other
    way round.
    """
    out: list[PlanItem] = []
    before, after = _Edge(Kind.INSERTED), _Edge(Kind.DELETED)
    for item in items:
        if not isinstance(item, Table):
            for edge in (before, after):
                edge.pass_by(item)
            out.append(item)
            continue
        side, new = item.news[0]
        if new is not None and after.would_touch:
            before.shift(after.put(out, Table(None, [(side, new)])))
            new = None
        elif item.old is not None and before.would_touch:
            after.shift(before.put(out, Table(item.old, [(side, None)])))
            item.old = None
        if item.old is None and new is None:
            continue
        item.news = [(side, new)]
        out.append(item)
        if item.old is not None:
            before.begin(len(out))
        if new is not None:
            after.begin(len(out))
    return out


@dataclass(slots=True)
class _Edge:
    """The end of the last table of one of the files, and what stands between it and what comes."""

    passing: Kind
    """What is not in that file."""
    at: int | None = None
    """Where one may be put right after it; None when something of the file follows it."""
    would_touch: bool = False
    """Whether nothing but paragraphs of the other file stand between."""

    def begin(self, at: int) -> None:
        """Stand right after a table."""
        self.at, self.would_touch = at, False

    def pass_by(self, item: Item) -> None:
        """See what follows."""
        if isinstance(item, Stretch):
            return
        if isinstance(item, End) and item.kind is self.passing:
            self.would_touch = self.at is not None
        else:
            self.at, self.would_touch = None, False

    def put(self, out: list[PlanItem], table: Table) -> int:
        """Put a table right after the last one, and say where."""
        at = self.at or 0
        out.insert(at, table)
        self.at = at + 1
        return at

    def shift(self, at: int) -> None:
        """Something was put in at a place."""
        if self.at is not None and self.at > at:
            self.at += 1


def end_moves_in_front(items: Sequence[PlanItem]) -> None:
    """Say of what moved to or from before a table that opens the story: it went and came.

    The edges of a move outlive its paragraphs for a moment, and there is no paragraph to keep them.
    """
    in_front: set[str] = set()
    tables = 0
    for item in items:
        if isinstance(item, Whole) or (isinstance(item, End) and item.kind is Kind.KEPT):
            break
        if isinstance(item, Table):
            tables += 1
        else:
            in_front.add(item.move)
    for item in items if tables else ():
        if isinstance(item, Stretch | End) and item.move in in_front:
            item.move = ""


def painted(blocks: Sequence[Paragraph | Block], kind: Kind, by: By) -> Iterator[PlanItem]:
    """Everything in a story as inserted, or as deleted."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from went(block, by=by) if kind is Kind.DELETED else came(block, by=by)
        elif kind is Kind.DELETED:
            yield Table(block, [(side, None) for side in by])
        else:
            yield Table(None, [(side, block) for side in by])


def note_versions(item: PlanItem, side: Side, desk: Desk) -> None:
    """Note what a thing that is in both files, and has something inside, is in the later file."""
    if isinstance(item, Whole):
        signs = ([p for p in paragraph.pieces if p.content] for paragraph in (item.old, item.new))
        olds, news = ([p for p in pieces if p.sort is not Sort.PLACE] for pieces in signs)
        _note_pieces(olds, news, side, desk)
        _note_section(item.old, item.new, side, desk)
    elif isinstance(item, Stretch) and item.kind is Kind.KEPT:
        _note_pieces([p for p in item.old if p.sort is not Sort.PLACE], item.new, side, desk)
    elif isinstance(item, End) and item.old is not None and item.new is not None:
        _note_section(item.old, item.new, side, desk)


def _note_pieces(olds: Sequence[Piece], news: Sequence[Piece], side: Side, desk: Desk) -> None:
    for old, new in zip(olds, news, strict=False):
        if not old.content:
            continue
        sign, other = old.content[0], new.content[0]
        if sign.tag in NOTE_SIGNS:
            desk.keep_note(sign, other, side)
        elif old.inside != new.inside:
            desk.versions.setdefault(sign, []).append((side, other))


def around(items: Iterable[PlanItem], side: Side) -> dict[Paragraph | Block, Frames]:
    """What is in a later file around each of the earlier file's blocks that it has too."""
    found: dict[Paragraph | Block, Frames] = {}
    for item in items:
        if isinstance(item, Table):
            news = [new for by, new in item.news if by is side and new is not None]
            if item.old is not None and news:
                found[item.old] = news[0].frames
        elif isinstance(item, Whole | End) and item.old is not None and item.new is not None:
            found[item.old] = item.new.frames
    return found


def _note_section(old: Paragraph, new: Paragraph, side: Side, desk: Desk) -> None:
    if old.ends_section or new.ends_section:
        desk.versions.setdefault(old.element, []).append((side, new.element))
