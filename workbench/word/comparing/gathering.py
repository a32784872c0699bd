"""What several files make of one story, by where it stands in the earlier file."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from workbench.core.merging.diff import Kind
from workbench.word.comparing.inline import Piece, Sort
from workbench.word.comparing.pairing import Block
from workbench.word.comparing.plan import PlanItem, Table
from workbench.word.comparing.script import End, Stretch, Whole
from workbench.word.comparing.side import Side

Gaps = dict[int, dict[Side, list[PlanItem]]]
"""What each file put in one paragraph of the earlier file, or before it, by the number of its
characters that stand before."""


@dataclass(slots=True)
class Fate:
    """What one file makes of some characters of a paragraph."""

    side: Side
    start: int
    stop: int
    new: Piece | None = None
    """None when they went."""

    def part(self, start: int, stop: int) -> "Fate":
        """What it makes of some of them."""
        new = None if self.new is None else self.new.part(start - self.start, stop - self.start)
        return Fate(self.side, start, stop, new)


@dataclass(slots=True)
class Gathered:
    """What all files make of a story, by where it stands in the earlier one."""

    fates: dict[int, list[Fate]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[int, list[tuple[Side, End]]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[int, list[tuple[Side, Block | None]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    wholes: dict[int, Whole] = field(default_factory=dict)
    moved: dict[int, list[PlanItem]] = field(default_factory=dict)
    """Paragraphs that went as moves: everybody who touched them moved them to the same place."""
    inserted: dict[int, Gaps] = field(default_factory=lambda: defaultdict(dict))
    """By the block that it stands in or before."""


def gather(items: Iterable[PlanItem], side: Side, gathered: Gathered) -> None:
    """Add what one file makes of the story."""
    at = offset = 0
    for item in items:
        if _inserts(item):
            gathered.inserted[at].setdefault(offset, {}).setdefault(side, []).append(item)
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


def _fates(stretch: Stretch, side: Side, offset: int) -> Iterator[Fate]:
    olds = [piece for piece in stretch.old if piece.sort is not Sort.PLACE]
    news: Sequence[Piece | None] = stretch.new or [None] * len(olds)
    for old, new in zip(olds, news, strict=True):
        yield Fate(side, offset, offset + len(old.text), new)
        offset += len(old.text)
