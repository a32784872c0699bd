"""What several files put in one place of the earlier one: the same thing once, with all names.

What one file put there is parted at the ends of paragraphs, so that others' can stand between, and
what they have in common stands once.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import TypeVar

from workbench.core.merging.matching import equal_pairs
from workbench.word.comparing.fingerprint import fingerprint
from workbench.word.comparing.inline import NOTE_SIGNS, Piece, Sort
from workbench.word.comparing.plan import PlanItem, Table
from workbench.word.comparing.script import End, Stretch, Whole
from workbench.word.comparing.side import By, Side

_T = TypeVar("_T")
_COMPLETE, _INLINE, _APPENDED = range(3)
"""What is inserted: whole paragraphs, text, or paragraphs that begin with a mark. In this order."""


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


def shaped(items: Sequence[PlanItem]) -> Iterator[tuple[int, list[Sequence[PlanItem]]]]:
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


def insertion_key(side: Side, items: Sequence[PlanItem]) -> Hashable:
    """What is the same for items that put the same thing in."""
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


def signed(item: PlanItem, by: By) -> PlanItem:
    """An item in the names of all who put it in."""
    if isinstance(item, Table):
        item.news = [(side, item.news[0][1]) for side in by]
    elif not isinstance(item, Whole):
        item.by = by
    return item
