"""Word differences between two texts, for reading; the only module that knows diff-match-patch.

Two levels. Sentences and lines are matched first (`merging.alignment`), so that a difference never
pairs words of one sentence with words of another and so that an unchanged sentence costs nothing.
Only inside a changed one are words compared. That keeps a redline readable and makes the cost
follow what was changed and not the length of the text.

A difference is for showing. What happens to a text is decided in `merging.merge`, from whole
sentences; the library's `patch_apply`, which looks for a place where a change may fit, is never
used.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum
from itertools import compress, count, groupby
from operator import ne
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from workbench.core.language.tokens import is_word, tokenise
from workbench.core.merging.alignment import Fate, align
from workbench.core.merging.matching import equal_pairs

# Where a text may be cut before it is compared: rougher than `language.sentences`, and ten times as
# fast. A cut in the wrong place costs a little readability and nothing else.
_BREAK = re.compile(r"(\s*\n\s*|(?<=[.!?:”)])[ \t]+(?=[A-ZÅÄÖ”\"*–]))")
_EXACT_LIMIT = 400  # tokens of both sides; above it, words are first matched by rare ones
_FIRST_STAND_IN = 0xF0000  # private use, planes 15 and 16: room for 131,068 different tokens
_DIGIT = re.compile("[0-9§]")
_WORDS_IN_PLACE = 2  # words side by side that may be replaced one for one
_STAND_INS = 0x10FFFF - _FIRST_STAND_IN


class Kind(Enum):
    """What became of a piece of text. The values are those of diff-match-patch."""

    DELETED = -1
    KEPT = 0
    INSERTED = 1


class Piece(NamedTuple):
    """A stretch of text that was kept, deleted or inserted."""

    kind: Kind
    text: str


_Part = tuple[Kind, str]  # a piece that may be empty or stand beside another of its kind


def diff_words(before: str, after: str) -> tuple[Piece, ...]:
    """Split a change into kept, deleted and inserted pieces, never inside a word.

    The same two texts give the same pieces on every machine: nothing depends on time. Where very
    much is new at once, the difference is coarser and still right.

    Args:
        before: Any text.
        after: Any text.

    Returns:
        Pieces in reading order, none empty, no two of a kind beside each other, deleted before
        inserted. Joining all but the inserted ones gives `before`; all but the deleted, `after`.

    Source:
        Myers' difference and the semantic clean-up by way of google/diff-match-patch, on one
        stand-in character a token, cleaned up before the tokens are put back.
    """
    return _tidy(_by_line(before, after))


def _by_line(before: str, after: str) -> Iterator[_Part]:
    """Leave unchanged lines alone and compare what stands between them."""
    mine, theirs = _lines(before), _lines(after)
    edge = other_edge = 0
    for place, other in [*equal_pairs(mine, theirs), (len(mine), len(theirs))]:
        if edge < place or other_edge < other:
            yield from _changed_lines(mine[edge:place], theirs[other_edge:other])
        if place < len(mine):
            yield (Kind.KEPT, mine[place])
        edge, other_edge = place + 1, other + 1


def _changed_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[_Part]:
    """Compare line by line where the lines clearly answer to each other, else by sentence."""
    if len(old) != len(new):
        yield from _by_sentence("".join(old), "".join(new))
        return
    in_place = [_word_for_word(one, other) for one, other in zip(old, new, strict=True)]
    for answered, run in groupby(range(len(old)), key=lambda line: in_place[line] is not None):
        lines = list(run)
        if answered:
            yield from (part for line in lines for part in in_place[line] or ())
        else:
            first, last = lines[0], lines[-1] + 1
            yield from _by_sentence("".join(old[first:last]), "".join(new[first:last]))


def _lines(text: str) -> list[str]:
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines


def _by_sentence(before: str, after: str) -> Iterator[_Part]:
    mine, theirs = _BREAK.split(before), _BREAK.split(after)
    for match in align(mine[::2], theirs[::2]).matches:
        # A sentence is followed by its white space, except the last one.
        old = mine[2 * match.before.start : 2 * match.before.stop]
        new = theirs[2 * match.after.start : 2 * match.after.stop]
        if match.fate is Fate.KEPT:
            yield (Kind.KEPT, old[0])
            yield from _replaced("".join(old[1:]), "".join(new[1:]))
        elif match.fate is Fate.REWRITTEN and (len(match.before) > 1 or len(match.after) > 1):
            yield from _replaced("".join(old), "".join(new))
        else:
            one, other = "".join(old), "".join(new)
            yield from _word_for_word(one, other) or _by_word(one, other)


def _word_for_word(before: str, after: str) -> list[_Part] | None:
    """Compare a sentence of which single words were replaced, the most usual edit of all.

    Returns:
        `None` for any other edit, and where a number stands: `2 kap. 5 §` reads as one word.
    """
    words, others = before.split(" "), after.split(" ")
    if len(words) != len(others) or _DIGIT.search(before) or _DIGIT.search(after):
        return None
    changed = list(compress(count(), map(ne, words, others)))
    if 2 * len(changed) > len(words):
        return None
    runs: list[list[int]] = []
    for place in changed:
        if runs and place == runs[-1][1]:
            runs[-1][1] += 1
        else:
            runs.append([place, place + 1])
    if any(end - start > _WORDS_IN_PLACE for start, end in runs):
        return None
    parts: list[_Part] = []
    edge = 0
    for start, end in runs:
        space = " " if edge and start > edge else ""
        parts.append((Kind.KEPT, f"{space}{' '.join(words[edge:start])}{' ' if start else ''}"))
        parts.extend(_trimmed(" ".join(words[start:end]), " ".join(others[start:end])))
        edge = end
    if edge < len(words):
        parts.append((Kind.KEPT, (" " if edge else "") + " ".join(words[edge:])))
    return parts


def _replaced(before: str, after: str) -> Iterator[_Part]:
    """Show white space, or whole sentences, as kept or as replaced."""
    if before == after:
        yield (Kind.KEPT, before)
    elif before.isspace() and after.isspace() and after.startswith(before):
        yield (Kind.KEPT, before)
        yield (Kind.INSERTED, after[len(before) :])
    else:
        yield (Kind.DELETED, before)
        yield (Kind.INSERTED, after)


def _by_word(before: str, after: str) -> Iterator[_Part]:
    """Compare the words of an edited sentence."""
    old, new = tokenise(before), tokenise(after)
    start, end = _common_ends(old, new)
    yield (Kind.KEPT, "".join(old[:start]))
    tail = len(old) - end
    middle, other_middle = old[start:tail], new[start : len(new) - end]
    if len(middle) <= 1 or len(other_middle) <= 1:
        yield from _replaced("".join(middle), "".join(other_middle))
    else:
        yield from _cleaned(middle, other_middle)
    yield (Kind.KEPT, "".join(old[tail:]))


def _trimmed(before: str, after: str) -> Sequence[_Part]:
    """Show words as replaced, but not the punctuation that they have in common."""
    if before.isalpha() and after.isalpha():
        return (Kind.DELETED, before), (Kind.INSERTED, after)
    old, new = tokenise(before), tokenise(after)
    start, end = _common_ends(old, new)
    tail = len(old) - end
    return (
        (Kind.KEPT, "".join(old[:start])),
        (Kind.DELETED, "".join(old[start:tail])),
        (Kind.INSERTED, "".join(new[start : len(new) - end])),
        (Kind.KEPT, "".join(old[tail:])),
    )


def _common_ends(old: Sequence[str], new: Sequence[str]) -> tuple[int, int]:
    """Count the tokens that are the same at the start, and of the others at the end."""
    shortest = min(len(old), len(new))
    start = 0
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _cleaned(before: Sequence[str], after: Sequence[str]) -> Iterator[_Part]:
    """Compare tokens and join scattered changes to readable ones."""
    stand_ins: dict[str, str] = {}
    old, new = (
        "".join(
            stand_ins.setdefault(token, chr(_FIRST_STAND_IN + len(stand_ins) % _STAND_INS))
            for token in tokens
        )
        for tokens in (before, after)
    )
    if len(stand_ins) >= _STAND_INS:  # more different words than there are characters for them
        yield from _replaced("".join(before), "".join(after))
        return
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # seconds; 0 means none, so that the result never depends on speed
    words = {stand_in: token for token, stand_in in stand_ins.items()}
    pieces: list[tuple[int, str]] = []
    for mine, theirs in _bounded(before, after):
        pieces.extend(
            engine.diff_main(old[mine.start : mine.stop], new[theirs.start : theirs.stop], False)
            if len(mine) + len(theirs) <= _EXACT_LIMIT
            else [(-1, old[mine.start : mine.stop]), (1, new[theirs.start : theirs.stop])]
        )
    engine.diff_cleanupMerge(pieces)
    engine.diff_cleanupSemantic(pieces)
    for operation, text in pieces:
        yield (Kind(operation), "".join(words[character] for character in text))


def _bounded(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[range, range]]:
    """Cut a long comparison into short ones at words that stand once on either side."""
    if len(before) + len(after) <= _EXACT_LIMIT:
        yield range(len(before)), range(len(after))
        return
    edge = other_edge = 0
    for place, other in equal_pairs(before, after):
        if place - edge + other - other_edge > _EXACT_LIMIT // 2 or is_word(before[place]):
            yield range(edge, place), range(other_edge, other)
            yield range(place, place + 1), range(other, other + 1)
            edge, other_edge = place + 1, other + 1
    yield range(edge, len(before)), range(other_edge, len(after))


def _tidy(parts: Iterable[_Part]) -> tuple[Piece, ...]:
    """Join neighbours of a kind, deletions before insertions, and leave out what is empty."""
    tidy: list[Piece] = []
    kept = ""
    deleted: list[str] = []
    inserted: list[str] = []

    for kind, text in parts:
        if kind is Kind.KEPT:
            if deleted and text:
                tidy.append(Piece(Kind.DELETED, "".join(deleted)))
                deleted = []
            if inserted and text:
                tidy.append(Piece(Kind.INSERTED, "".join(inserted)))
                inserted = []
            kept += text
        elif text:
            if kept:
                tidy.append(Piece(Kind.KEPT, kept))
                kept = ""
            (deleted if kind is Kind.DELETED else inserted).append(text)
    rest = ((Kind.DELETED, deleted), (Kind.INSERTED, inserted), (Kind.KEPT, [kept]))
    tidy.extend(Piece(kind, text) for kind, texts in rest if (text := "".join(texts)))
    return tuple(tidy)
