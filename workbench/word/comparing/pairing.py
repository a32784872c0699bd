"""Which blocks of two stories answer to each other: tables first, then the text between them.

Content controls around paragraphs are seen through: their paragraphs are compared as if they
stood free, and are put back into the earlier file's controls when the story is written.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from workbench.core.merging.alignment import Fate, Match, align, bag
from workbench.word.comparing.counterparts import Standing, counterparts
from workbench.word.comparing.fingerprint import fingerprint
from workbench.word.comparing.inline import SHELL, Paragraph, Piece, Reader, Sort
from workbench.word.comparing.script import Segment
from workbench.word.markup import Element
from workbench.word.names import (
    CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    GRID,
    SECTION_PR,
    TABLE,
    P,
    w,
)
from workbench.word.settling.content import PLACES

_HEADS: Final = SHELL | {w("tcPr"), SECTION_PR, w("proofErr")}
_SHORTEST_MOVE: Final = 3  # words


@dataclass(slots=True, eq=False)
class Block:
    """A table, or something that cannot be compared."""

    element: Element
    text: str
    """What it is known by."""
    frames: tuple[Element, ...] = ()
    before: list[Element] = field(default_factory=list)
    """Places that stand before it."""


@dataclass(slots=True, eq=False)
class Pair:
    """The same table in both files, or one that is in one of them only."""

    old: Block | None
    new: Block | None


@dataclass(slots=True)
class Story:
    """What stands in one holder of blocks: a body, a cell, a header, a note."""

    blocks: list[Paragraph | Block]
    after: list[Element]
    """Places after the last block."""


Step = Segment | Pair


def read_story(holder: Element, reader: Reader) -> Story:
    """Read the blocks of a body, a cell, a header or a note in order, frames seen through."""
    story = Story([], [])
    for element, frames in _flat(holder, ()):
        if element.tag in PLACES:
            if not reader.later:
                story.after.append(element)
            continue
        before, story.after = story.after, []
        if element.tag == P:
            paragraph = reader.paragraph(element, frames)
            paragraph.before = before
            paragraph.pieces[:0] = [Piece(Sort.PLACE, "", (place,)) for place in before]
            story.blocks.append(paragraph)
        else:
            told = text_of(element, reader)
            if element.tag != TABLE:
                told = fingerprint(element, reader.resolve)
            story.blocks.append(Block(element, told, frames, before))
    return story


def _flat(
    holder: Element, frames: tuple[Element, ...]
) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    for child in holder.iterchildren("*"):
        if child.tag == CONTROL:
            content = child.find(CONTROL_CONTENT)
            if content is not None:
                yield from _flat(content, (*frames, child))
        elif child.tag == CUSTOM_XML:
            yield from _flat(child, (*frames, child))
        elif child.tag not in _HEADS:
            yield child, frames


def text_of(holder: Element, reader: Reader) -> str:
    """What a table, a row or a cell is known by."""
    return "\n".join(reader.paragraph(p).text for p in holder.iter(P))


def pair_blocks(olds: Sequence[Paragraph | Block], news: Sequence[Paragraph | Block]) -> list[Step]:
    """Walk both stories, in an order that is the reading order of both."""
    steps: list[Step] = []
    edge = other_edge = 0
    for place, other, pair in _same_tables(olds, news):
        steps += _between(olds[edge:place], news[other_edge:other])
        steps.append(pair)
        edge, other_edge = place + 1, other + 1
    return [*steps, *_between(olds[edge:], news[other_edge:])]


def _same_tables(
    olds: Sequence[Paragraph | Block], news: Sequence[Paragraph | Block]
) -> Iterator[tuple[int, int, Pair]]:
    here = [(at, block) for at, block in enumerate(olds) if isinstance(block, Block)]
    there = [(at, block) for at, block in enumerate(news) if isinstance(block, Block)]
    if not here or not there:
        return
    kept = _kept_before(olds, news)
    standing = (
        [Standing(block.text, _columns(block), words[at]) for at, block in blocks]
        for blocks, words in zip((here, there), kept, strict=True)
    )
    for one, other in counterparts(*standing):
        (place, old), (other_place, new) = here[one], there[other]
        yield place, other_place, Pair(old, new)


def _kept_before(
    olds: Sequence[Paragraph | Block], news: Sequence[Paragraph | Block]
) -> tuple[list[int], list[int]]:
    """How many words that both stories have stand before each block, tables passed by."""
    mine = [block for block in olds if isinstance(block, Paragraph)]
    theirs = [block for block in news if isinstance(block, Paragraph)]
    kept: dict[Paragraph, int] = {}
    for match in _align(mine, theirs):
        if match.fate is not Fate.REWRITTEN:
            for old, new in zip(_of(mine, match.before), _of(theirs, match.after), strict=False):
                kept[old] = kept[new] = len(old.text.split())
    return _summed(olds, kept), _summed(news, kept)


def _summed(blocks: Sequence[Paragraph | Block], words: Mapping[Paragraph, int]) -> list[int]:
    counts = (words.get(b, 0) if isinstance(b, Paragraph) else 0 for b in blocks)
    return list(accumulate(counts, initial=0))


def _columns(block: Block) -> int:
    return len(block.element.findall(f"{GRID}/{w('gridCol')}"))


def _between(
    olds: Sequence[Paragraph | Block], news: Sequence[Paragraph | Block]
) -> Iterator[Step]:
    """Pair what stands between two tables that are in both files."""
    mine = [block for block in olds if isinstance(block, Paragraph)]
    theirs = [block for block in news if isinstance(block, Paragraph)]
    matches = _align(mine, theirs)
    edge = other_edge = 0
    for place, other, pair in _cuts(olds, news, matches):
        yield from _segment(mine[edge:place], theirs[other_edge:other])
        yield pair
        edge, other_edge = place, other
    if not edge and not other_edge and (mine or theirs):
        yield Segment(mine, theirs, matches)
    else:
        yield from _segment(mine[edge:], theirs[other_edge:])


def _segment(olds: list[Paragraph], news: list[Paragraph]) -> Iterator[Segment]:
    if olds or news:
        yield Segment(olds, news, _align(olds, news))


def _align(olds: Sequence[Paragraph], news: Sequence[Paragraph]) -> tuple[Match, ...]:
    return align([p.text for p in olds], [p.text for p in news]).matches


def _cuts(
    olds: Sequence[Paragraph | Block],
    news: Sequence[Paragraph | Block],
    matches: Sequence[Match],
) -> Iterator[tuple[int, int, Pair]]:
    """Where tables of one file only stand, counted in the paragraphs of both files."""
    gone = list(_places(olds))
    come = list(_places(news))
    edge = other_edge = 0
    while gone or come:
        if gone:
            place, block = gone[0]
            ends = [m.after.stop for m in matches if m.before.stop <= place]
            other = max(other_edge, *ends, 0)
            if not come or other <= come[0][0]:
                edge, other_edge = place, other
                gone.pop(0)
                yield edge, other_edge, Pair(block, None)
                continue
        other, block = come.pop(0)
        ends = [m.before.stop for m in matches if m.after.stop <= other]
        place = max(edge, *ends, 0)
        edge, other_edge = min(place, gone[0][0]) if gone else place, other
        yield edge, other_edge, Pair(None, block)


def _places(blocks: Sequence[Paragraph | Block]) -> Iterator[tuple[int, Block]]:
    paragraphs = 0
    for block in blocks:
        if isinstance(block, Block):
            yield paragraphs, block
        else:
            paragraphs += 1


def find_moves(steps: Iterable[Step]) -> list[tuple[Paragraph, Paragraph]]:
    """Find paragraphs that went in one place and came in another; matches are taken apart there."""
    segments = [step for step in steps if isinstance(step, Segment)]
    gone = [p for s in segments for m in s.matches if _goes(m) for p in _of(s.olds, m.before)]
    come = [p for s in segments for m in s.matches if _comes(m) for p in _of(s.news, m.after)]
    once = {text for text, uses in Counter(p.text for p in gone).items() if uses == 1}
    once &= {text for text, uses in Counter(p.text for p in come).items() if uses == 1}
    left = {p.text: p for p in gone if p.text in once and _may_move(p)}
    arrived = {p.text: p for p in come if _may_move(p)}
    moves = [(old, arrived[text]) for text, old in left.items() if text in arrived]
    moved = {paragraph for move in moves for paragraph in move}
    for segment in segments:
        segment.matches = tuple(_apart(segment, moved))
    return moves


def _goes(match: Match) -> bool:
    return match.fate in (Fate.DELETED, Fate.REWRITTEN)


def _comes(match: Match) -> bool:
    return match.fate in (Fate.INSERTED, Fate.REWRITTEN)


def _of(paragraphs: Sequence[Paragraph], places: range) -> Sequence[Paragraph]:
    return paragraphs[places.start : places.stop]


def _may_move(paragraph: Paragraph) -> bool:
    return len(bag(paragraph.text)) >= _SHORTEST_MOVE and not paragraph.ends_section


def _apart(segment: Segment, moved: set[Paragraph]) -> Iterator[Match]:
    """See a deletion and an insertion where something moved away from, or into, a rewritten row."""
    for match in segment.matches:
        inside = (*_of(segment.olds, match.before), *_of(segment.news, match.after))
        if match.fate is Fate.REWRITTEN and not moved.isdisjoint(inside):
            nothing, stop = range(match.after.start, match.after.start), match.before.stop
            yield Match(Fate.DELETED, match.before, nothing)
            yield Match(Fate.INSERTED, range(stop, stop), match.after)
        else:
            yield match
