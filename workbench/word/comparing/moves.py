"""Moves that several files agree on; the others are something that went and something that came."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence

from workbench.core.merging.diff import Kind
from workbench.word.comparing.gathering import Gathered
from workbench.word.comparing.inline import Paragraph
from workbench.word.comparing.plan import PlanItem
from workbench.word.comparing.script import End, Stretch
from workbench.word.comparing.side import By, Side


def agree_on_moves(gathered: Gathered, plans: Sequence[tuple[Side, Sequence[PlanItem]]]) -> None:
    """Let a move be one where all who touched the paragraph moved it; else it went and came."""
    arrived: dict[str, Hashable] = {}
    for at, gaps in gathered.inserted.items():
        for offset, by_side in gaps.items():
            for item in (item for items in by_side.values() for item in items):
                if isinstance(item, End) and item.move and item.new is not None:
                    arrived[item.move] = at, offset, item.new.text, item.new.properties_key
    names: dict[str, str] = {}
    for at, ends in gathered.ends.items():
        movers = [(side, end) for side, end in ends if end.kind is Kind.DELETED and end.move]
        touched = {side for side, _ in ends} | {fate.side for fate in gathered.fates[at]}
        gaps = gathered.inserted.get(at, {})
        touched |= {side for offset, by_side in gaps.items() if offset for side in by_side}
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


def end_torn_moves(items: Iterable[PlanItem]) -> None:
    """Say of moves whose halves are not by the same people that something went and came."""
    halves: dict[str, list[Stretch | End]] = defaultdict(list)
    for item in items:
        if isinstance(item, Stretch | End) and item.move:
            halves[item.move].append(item)
    for parts in halves.values():
        if len({part.by for part in parts}) > 1 or len({part.kind for part in parts}) == 1:
            for part in parts:
                part.move = ""
