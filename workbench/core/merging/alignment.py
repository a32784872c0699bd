"""What became of each sentence, or paragraph, between two versions of a text.

`align` takes the pieces of both versions as strings; whether they are sentences, paragraphs or
lines is the caller's business. Equal pieces are matched first (`merging.matching`); between them,
pieces that share enough words are the same piece edited; then a piece beside such a pair may turn
out to be the other half of a split or a join. Equal pieces that are left over on both sides have
moved. Deterministic; near-linear, because only pieces that share a rare word are compared where
many stand between two anchors.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from workbench.core.merging.matching import Pair, equal_pairs

_WORDS = re.compile(r"\w+")
_SIMILAR = 0.4  # Dice's measure over words from which two pieces are one piece, edited
_MOVED_ALTERED = 0.75  # … from which a piece that has gone stands elsewhere, edited
_SHORTEST_MOVE = 3  # words; shorter pieces that come and go are not called moves
_BETWEEN_HALVES = 1  # pieces that may stand between the halves of a split one
_ALL_PAIRS = 1_024  # pairs compared one by one; above it only those that share a rare word
_RARE = 8  # a word is rare when it stands in at most this many pieces

Bag = frozenset[str]
_Chain = tuple[float, int, int, object]  # weight, place, other place, the chain it goes on from


class Fate(Enum):
    """What became of one or several pieces."""

    KEPT = "kept"
    EDITED = "edited"
    SPLIT = "split"
    JOINED = "joined"
    REWRITTEN = "rewritten"
    """Other pieces stand in the same place; too little is common to say which is which."""
    INSERTED = "inserted"
    DELETED = "deleted"


class Match(NamedTuple):
    """Pieces of one version and what they are in the other."""

    fate: Fate
    before: range
    """Places in the earlier version; empty for an insertion."""
    after: range
    """Places in the later version; empty for a deletion."""


class Alignment(NamedTuple):
    """Two versions, matched piece by piece."""

    matches: tuple[Match, ...]
    """In reading order of both; together they cover every piece of both once."""
    moves: tuple[Pair, ...]
    """`(place before, place after)` of what moved; each is also a deletion and an insertion."""


def align(before: Sequence[str], after: Sequence[str]) -> Alignment:
    """Match the pieces of two versions.

    Args:
        before: Pieces of the earlier version in order. Pieces are the same when the strings are.
        after: Pieces of the later version.
    """
    pairs = equal_pairs(before, after)
    moved = _exact_moves(
        before,
        after,
        sorted(set(range(len(before))) - {place for place, _ in pairs}),
        sorted(set(range(len(after))) - {other for _, other in pairs}),
    )
    gone, arrived = frozenset(moved), frozenset(moved.values())
    matches: list[Match] = []
    for mine, theirs, pair in _gaps(pairs, len(before), len(after)):
        for match in _align_gap(before, after, mine, theirs):
            matches.extend(_apart(match, gone, arrived))
        if pair is not None:
            place, other = pair
            matches.append(Match(Fate.KEPT, range(place, place + 1), range(other, other + 1)))
    _slide(matches, before, after)
    return Alignment(tuple(matches), _moves(before, after, matches))


def _slide(matches: list[Match], before: Sequence[str], after: Sequence[str]) -> None:
    """Say of equal pieces side by side that the last ones came or went.

    Which of two equal neighbours was deleted cannot be known; but two versions that deleted one
    must be read alike, or merging them would delete both.
    """
    place = 0
    while place + 1 < len(matches):
        match, following = matches[place : place + 2]
        if match.fate is following.fate and match.fate in {Fate.DELETED, Fate.INSERTED}:
            matches[place : place + 2] = [
                Match(
                    match.fate,
                    range(match.before.start, following.before.stop),
                    range(match.after.start, following.after.stop),
                )
            ]
            continue
        if following.fate is Fate.KEPT:
            start, stop = following.before.start, following.after.start
            if match.fate is Fate.DELETED and before[match.before.start] == before[start]:
                first = match.before.start
                matches[place] = Match(Fate.KEPT, range(first, first + 1), following.after)
                nothing = range(stop + 1, stop + 1)
                matches[place + 1] = Match(Fate.DELETED, range(first + 1, start + 1), nothing)
            elif match.fate is Fate.INSERTED and after[match.after.start] == after[stop]:
                first = match.after.start
                matches[place] = Match(Fate.KEPT, following.before, range(first, first + 1))
                nothing = range(start + 1, start + 1)
                matches[place + 1] = Match(Fate.INSERTED, nothing, range(first + 1, stop + 1))
        place += 1


def _apart(match: Match, gone: frozenset[int], arrived: frozenset[int]) -> tuple[Match, ...]:
    """See a deletion and an insertion where one thing moved away or another moved in.

    Only where nothing is alike: a sentence that was copied elsewhere and edited here stays here.
    """
    if match.fate is not Fate.REWRITTEN or not (
        gone.issuperset(match.before) or arrived.issuperset(match.after)
    ):
        return (match,)
    nothing, stop = range(match.after.start, match.after.start), match.before.stop
    return (
        Match(Fate.DELETED, match.before, nothing),
        Match(Fate.INSERTED, range(stop, stop), match.after),
    )


def bag(text: str) -> Bag:
    """Return the words of a text, without order and number, in lower case."""
    return frozenset(_WORDS.findall(text.casefold()))


def likeness(one: Bag, other: Bag) -> float:
    """Return Dice's measure: 0 for no common word, 1 for all."""
    return 2 * len(one & other) / ((len(one) + len(other)) or 1)


def _gaps(
    pairs: Sequence[Pair], length: int, other_length: int
) -> Iterator[tuple[range, range, Pair | None]]:
    """Walk what lies before each pair, with the pair, and last what lies after them all."""
    edge = other_edge = 0
    for place, other in pairs:
        yield range(edge, place), range(other_edge, other), (place, other)
        edge, other_edge = place + 1, other + 1
    yield range(edge, length), range(other_edge, other_length), None


def _align_gap(
    before: Sequence[str], after: Sequence[str], mine: range, theirs: range
) -> Iterator[Match]:
    """Match what lies between two kept pieces."""
    if not mine or not theirs:
        yield from _left_over(mine, theirs)
        return
    bags = {place: bag(before[place]) for place in mine}
    others = {place: bag(after[place]) for place in theirs}
    if len(mine) == len(theirs) == 1:
        alike = likeness(bags[mine.start], others[theirs.start]) >= _SIMILAR
        yield Match(Fate.EDITED if alike else Fate.REWRITTEN, mine, theirs)
        return
    groups = _widened(_similar_pairs(bags, others), bags, others)
    edge, other_edge = mine.start, theirs.start
    for match in groups:
        yield from _left_over(range(edge, match.before.start), range(other_edge, match.after.start))
        yield match
        edge, other_edge = match.before.stop, match.after.stop
    yield from _left_over(range(edge, mine.stop), range(other_edge, theirs.stop))


def _left_over(mine: range, theirs: range) -> Iterator[Match]:
    if mine and theirs:
        yield Match(Fate.REWRITTEN, mine, theirs)
    elif mine:
        yield Match(Fate.DELETED, mine, theirs)
    elif theirs:
        yield Match(Fate.INSERTED, mine, theirs)


def _similar_pairs(bags: Mapping[int, Bag], others: Mapping[int, Bag]) -> list[Pair]:
    """Pair pieces that share enough words, in order, with the most words shared in all."""
    weights: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for place, other in _candidates(bags, others):
        alike = likeness(bags[place], others[other])
        if alike >= _SIMILAR:
            weights[place].append((other, alike * len(bags[place] & others[other])))
    return _heaviest_chain(weights, others)


def _candidates(bags: Mapping[int, Bag], others: Mapping[int, Bag]) -> Iterator[Pair]:
    if len(bags) * len(others) <= _ALL_PAIRS:
        yield from ((place, other) for place in bags for other in others)
        return
    common = Counter(word for words in bags.values() for word in words)
    standing: dict[str, list[int]] = defaultdict(list)
    for other, words in others.items():
        for word in words:
            standing[word].append(other)
    for place, words in bags.items():
        met = Counter(
            other
            for word in words
            if common[word] <= _RARE and len(standing.get(word, ())) <= _RARE
            for other in standing.get(word, ())
        )
        best = sorted(met, key=lambda other: (-met[other], other))[:_RARE]
        yield from ((place, other) for other in sorted(best))


def _heaviest_chain(
    weights: Mapping[int, Sequence[tuple[int, float]]], others: Mapping[int, Bag]
) -> list[Pair]:
    """Choose the pairs of most weight that increase in both places.

    A Fenwick tree over the second places holds the heaviest chain that ends at or before each.
    """
    if not weights:
        return []
    first = min(others)
    size = max(others) - first + 2
    nothing: _Chain = (0.0, -1, -1, None)
    tree = [nothing] * (size + 1)
    for place in sorted(weights):
        grown: list[tuple[int, _Chain]] = []
        for other, weight in weights[place]:
            index = other - first
            best = nothing
            while index > 0:
                best = max(best, tree[index], key=lambda chain: chain[0])
                index -= index & -index
            grown.append((other - first + 1, (best[0] + weight, place, other, best)))
        for start, chain in grown:
            index = start
            while index <= size:
                if chain[0] > tree[index][0]:
                    tree[index] = chain
                index += index & -index
    return _unrolled(max(tree, key=lambda chain: chain[0]))


def _unrolled(chain: object) -> list[Pair]:
    pairs: list[Pair] = []
    while isinstance(chain, tuple) and chain[1] >= 0:
        pairs.append((chain[1], chain[2]))
        chain = chain[3]
    return pairs[::-1]


def _widened(
    pairs: Sequence[Pair], bags: Mapping[int, Bag], others: Mapping[int, Bag]
) -> Iterator[Match]:
    """Let each pair take in the unpaired pieces beside it that are its other half."""
    paired = {place for place, _ in pairs}
    other_paired = {other for _, other in pairs}
    for place, other in pairs:
        mine, theirs = range(place, place + 1), range(other, other + 1)
        after = _grown(theirs, bags[place], others, other_paired)
        before = _grown(mine, others[other], bags, paired)
        if len(after) > 1 and len(before) == 1:
            other_paired.update(after)
            yield Match(Fate.SPLIT, mine, after)
        elif len(before) > 1 and len(after) == 1:
            paired.update(before)
            yield Match(Fate.JOINED, before, theirs)
        else:
            yield Match(Fate.EDITED, mine, theirs)


def _grown(core: range, whole: Bag, parts: Mapping[int, Bag], taken: set[int]) -> range:
    """Extend `core` over the free neighbours that bring it closer to `whole`."""
    words = parts[core.start]
    for step in (1, -1):
        edge = core.stop if step > 0 else core.start - 1
        skipped = 0
        while edge in parts and edge not in taken and skipped <= _BETWEEN_HALVES:
            part = parts[edge]
            skipped += 1
            nearer = likeness(whole, words | part) > likeness(whole, words)
            if nearer and 2 * len(part & whole) >= len(part):
                words |= part
                core = range(min(core.start, edge), max(core.stop, edge + 1))
                skipped = 0
            edge += step
    return core


def _exact_moves(
    before: Sequence[str], after: Sequence[str], gone: Iterable[int], come: Iterable[int]
) -> dict[int, int]:
    """Find pieces that are left over once on each side with the same text."""
    left: dict[str, list[int]] = defaultdict(list)
    arrived: dict[str, list[int]] = defaultdict(list)
    for place in gone:
        left[before[place]].append(place)
    for other in come:
        arrived[after[other]].append(other)
    return {
        places[0]: arrived[text][0]
        for text, places in left.items()
        if len(places) == 1 and len(arrived.get(text, ())) == 1 and len(bag(text)) >= _SHORTEST_MOVE
    }


def _moves(
    before: Sequence[str], after: Sequence[str], matches: Sequence[Match]
) -> tuple[Pair, ...]:
    """Find what was deleted and stands elsewhere as an insertion, unaltered or altered."""
    gone = [p for match in matches if match.fate is Fate.DELETED for p in match.before]
    come = [p for match in matches if match.fate is Fate.INSERTED for p in match.after]
    moves = _exact_moves(before, after, gone, come)
    taken = set(moves.values())
    bags = _long_enough(before, [place for place in gone if place not in moves])
    others = _long_enough(after, [other for other in come if other not in taken])
    found = sorted(
        (-likeness(bags[place], others[other]), place, other)
        for place, other in _candidates(bags, others)
    )
    for unlike, place, other in found:
        if -unlike >= _MOVED_ALTERED and place not in moves and other not in taken:
            moves[place] = other
            taken.add(other)
    return tuple(sorted(moves.items()))


def _long_enough(pieces: Sequence[str], places: Sequence[int]) -> dict[int, Bag]:
    """Return the words of the pieces that are long enough to be known again when altered."""
    bags = {place: bag(pieces[place]) for place in places}
    return {place: words for place, words in bags.items() if len(words) > _SHORTEST_MOVE}
