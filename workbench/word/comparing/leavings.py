"""What one wrote in a paragraph that another took away before a table, or at the end of the story.

Elsewhere text that loses its mark runs on in the paragraph that follows. Here none follows, so the
mark of a paragraph cannot go while something of another's stands in it: were that rejected later,
an empty paragraph would be left that nobody wrote. So what the other made of such a paragraph is
laid out as a paragraph of its own, and the earlier one goes by both. In the same way text that
runs on past a place where another put a table is laid out after the table. Then each can be
decided alone, in any order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.core.merging.diff import Kind
from workbench.word.comparing.inline import Paragraph, Sort
from workbench.word.comparing.plan import PlanItem, Table
from workbench.word.comparing.script import End, Stretch, Whole, came, went
from workbench.word.comparing.side import By, Side

Plans = list[tuple[Side, list[PlanItem]]]


def lay_leavings_apart(plans: Plans) -> Plans:
    """Lay out again what several files make of one story, where one took away what others wrote in.

    Args:
        plans: What each later file makes of the story.
    """
    laid = _laid_once(plans)
    while laid != plans:  # what is laid apart is taken away, and others may have written in it
        plans, laid = laid, _laid_once(laid)
    return laid


def _laid_once(plans: Plans) -> Plans:
    tables = {side: set(_before_new_tables(items)) for side, items in plans}
    breaks = set().union(*tables.values())
    taken = {side: set(_taken(items, breaks)) for side, items in plans}
    endings = {side: set(_ending(items)) for side, items in plans}
    laid: Plans = []
    for side, items in plans:
        rows = list(_laid(items, _of_others(taken, side), _of_others(tables, side)))
        _end_after_table(
            rows, [ending for other, ending in endings.items() if other is not side], (side,)
        )
        laid.append((side, rows))
    return laid


def _of_others(chosen: Mapping[Side, set[Paragraph]], side: Side) -> set[Paragraph]:
    return {paragraph for other in chosen if other is not side for paragraph in chosen[other]}


def _before_new_tables(items: Iterable[PlanItem]) -> Iterator[Paragraph]:
    """The paragraphs of the earlier file that a table came after."""
    last: Paragraph | None = None
    for item in items:
        if isinstance(item, Table):
            if item.old is not None:
                last = None
            elif last is not None:
                yield last
        elif isinstance(item, Whole | End) and item.old is not None:
            last = item.old


def _taken(items: Iterable[PlanItem], breaks: set[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs that a file took away with all that stood between them and a table."""
    gone: list[Paragraph] = []
    for item in items:
        if isinstance(item, Stretch):
            continue
        if isinstance(item, Table):
            yield from gone
            gone = []
        elif isinstance(item, End) and item.kind is Kind.DELETED and item.old is not None:
            gone.append(item.old)
            if item.old in breaks:
                yield from gone
        else:
            gone = []
    yield from gone


def _ending(items: Sequence[PlanItem]) -> Iterator[Paragraph]:
    """The paragraphs that a file took away at the very end of the story."""
    for item in reversed(items):
        if isinstance(item, End) and item.kind is Kind.DELETED and item.old is not None:
            yield item.old
        elif not isinstance(item, Stretch):
            return


def _end_after_table(items: list[PlanItem], endings: Sequence[set[Paragraph]], by: By) -> None:
    """Let what ends the story after a table that came be new too, in place.

    A story cannot end in a table. So where another took away all that the earlier file has after
    it, the last paragraph would have to stay for the table's sake, and nobody would take it away
    when the table goes.

    Args:
        items: What one file makes of the story.
        endings: What each of the others took away at its end.
        by: Whose file it is.
    """
    at = max((n for n, i in enumerate(items) if isinstance(i, Table) and i.old is None), default=-1)
    after = {i.old for i in items[at + 1 :] if isinstance(i, Whole | End) and i.old is not None}
    last = items[-1]
    if at < 0 or not isinstance(last, Whole) or not any(after <= ending for ending in endings):
        return
    items[-1:] = [*came(last.new, by=by), *went(last.old, by=by)]


def _laid(
    items: Sequence[PlanItem], taken: set[Paragraph], breaks: set[Paragraph]
) -> Iterator[PlanItem]:
    """Lay out one file's rows.

    Args:
        items: What it makes of the story.
        taken: Paragraphs that others took away.
        breaks: Paragraphs that others put a table after.
    """
    for row in _rows(items):
        ends = [n for n, item in enumerate(row, 1) if isinstance(item, End) and item.old in breaks]
        if ends and ends[-1] < len(row):  # the text runs on past another's table
            head, tail = row[: ends[-1]], row[ends[-1] :]
            yield from (*_went(head), *_came(head), *tail)
        elif any(_is_end_of(item, taken) for item in row) and any(_writes(item) for item in row):
            yield from (*_came(row), *_went(row))
        else:
            yield from row


def _is_end_of(item: PlanItem, paragraphs: set[Paragraph]) -> bool:
    return isinstance(item, End) and item.old in paragraphs


def _rows(items: Iterable[PlanItem]) -> Iterator[list[PlanItem]]:
    """Part items where a paragraph ends in both files, and around what is whole.

    A paragraph that only came, or only went, is a row of its own where nothing runs into it.
    """
    row: list[PlanItem] = []
    for item in items:
        if isinstance(item, Whole | Table):
            if row:
                yield row
            yield [item]
            row = []
            continue
        row.append(item)
        kinds = {_kind(each) for each in row}
        if isinstance(item, End) and (item.kind is Kind.KEPT or len(kinds) == 1):
            yield row
            row = []
    if row:
        yield row


def _kind(item: PlanItem) -> Kind:
    return item.kind if isinstance(item, Stretch | End) else Kind.KEPT


def _writes(item: PlanItem) -> bool:
    """Whether an item puts in something that must be decided."""
    if isinstance(item, Stretch) and item.kind is Kind.KEPT:
        olds = (piece for piece in item.old if piece.sort is not Sort.PLACE)
        return any(
            (old.look_key, old.inside) != (new.look_key, new.inside)
            for old, new in zip(olds, item.new, strict=True)
        )
    return _kind(item) is Kind.INSERTED


def _came(row: Iterable[PlanItem]) -> Iterator[PlanItem]:
    for item in row:
        if isinstance(item, Stretch) and item.kind is not Kind.DELETED and item.new:
            yield Stretch(Kind.INSERTED, new=item.new, move=item.move, by=item.by)
        elif isinstance(item, End) and item.kind is not Kind.DELETED:
            yield End(Kind.INSERTED, new=item.new, move=item.move, by=item.by)


def _went(row: Iterable[PlanItem]) -> Iterator[PlanItem]:
    for item in row:
        if isinstance(item, Stretch) and item.kind is not Kind.INSERTED:
            yield Stretch(Kind.DELETED, old=item.old, move=item.move, by=item.by)
        elif isinstance(item, End) and item.kind is not Kind.INSERTED:
            yield End(Kind.DELETED, old=item.old, move=item.move, by=item.by)
