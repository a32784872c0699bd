"""Word differences between two texts, for reading.

Lines that stand in both texts are set aside first, so that an unchanged line costs nothing. What
is left is compared line by line where the lines answer to each other, and sentence by sentence
where they do not (`merging.alignment`), so that a difference does not pair words of one sentence
with words of another. Only inside a changed one are words compared (`merging.wording`). The cost
follows what was changed and not the length of the text.

A difference is for showing. What happens to a text is decided in `merging.merge`, from whole
sentences; the `patch_apply` of diff-match-patch, which looks for a place where a change may fit,
is never used.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import count, islice
from operator import add, itemgetter, lt

from workbench.core.merging.changes import Change, Compared, changes_within, in_step
from workbench.core.merging.matching import Pair, longest_increasing
from workbench.core.merging.script import Kind, Piece, Script, write
from workbench.core.merging.wording import compared_words, write_words

__all__ = ["Kind", "Piece", "diff_words"]

_CLEARLY = 0.25  # share of changed words up to which a whole line is one line, edited
_STILL = 0.5  # … up to which a sentence is one sentence, edited
_LONG_LINE = 2_000  # characters; a longer one is surely many sentences


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
        Anchors as in patience difference, the longest common subsequence of the words between
        them, and the semantic clean-up of google/diff-match-patch.
    """
    script = Script()
    write(script, _compared_texts(before, after), "\n", _rewrite_lines)
    return script.pieces()


def _compared_texts(before: str, after: str) -> Compared:
    """Find the lines that both texts have."""
    old, new = before.split("\n"), after.split("\n")
    found = in_step(old, new)
    if found is None:
        found = []
        edge = other_edge = 0
        for place, other in [*_anchors(old, new), (len(old), len(new))]:
            if old[edge:place] != new[other_edge:other]:
                found += changes_within(old, new, (edge, place, other_edge, other))
            edge, other_edge = place + 1, other + 1
    return Compared(old, new, _over_blank_lines(old, found))


def _over_blank_lines(old: Sequence[str], changes: Sequence[Change]) -> list[Change]:
    """Join changes with only blank lines between them: those do not tell what became of what."""
    joined: list[Change] = []
    for change in changes:
        start, end, other_start, other_end = change
        if joined and not any(old[joined[-1][1] : start]):
            start, _, other_start, _ = joined.pop()
        joined.append((start, end, other_start, other_end))
    return joined


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Match the lines that stand exactly once in each text, as far as they are in order."""
    numbers, others = Counter(old), Counter(new)
    places = dict(zip(new, count(), strict=False))
    pairs = [
        (place, places[line])
        for place, line in enumerate(old)
        if numbers[line] == 1 and others[line] == 1
    ]
    in_order = list(map(itemgetter(1), pairs))
    if all(map(lt, in_order, islice(in_order, 1, None))):
        return pairs
    return longest_increasing(pairs)


def _rewrite_lines(script: Script, old: list[str], new: list[str]) -> None:
    """Compare line by line where the lines clearly answer to each other, else by sentence."""
    if len(old) != len(new):
        _rewrite_sentences(script, "\n".join(old), "\n".join(new))
        return
    lead = ""
    waiting = 0  # the first of the lines that do not answer to each other
    for place, (one, other) in enumerate(zip(old, new, strict=True)):
        within = waiting < place
        # A blank line says nothing, so it stays with those that are waiting.
        compared = _compared_lines(one, other) if one or other or not within else None
        if compared is None:
            continue
        if within:
            script.keep(lead)
            _rewrite_sentences(script, "\n".join(old[waiting:place]), "\n".join(new[waiting:place]))
            lead = "\n"
        script.keep(lead)
        write_words(script, compared)
        lead = "\n"
        waiting = place + 1
    if waiting < len(old):
        script.keep(lead)
        _rewrite_sentences(script, "\n".join(old[waiting:]), "\n".join(new[waiting:]))


def _compared_lines(before: str, after: str) -> Compared | None:
    """Compare two lines; `None` where it is better done sentence by sentence."""
    if max(len(before), len(after)) > _LONG_LINE:
        return None
    compared = compared_words(before, after)
    if compared.is_alike(_CLEARLY):
        return compared
    several = _break().search(before) or _break().search(after)
    return compared if not several and compared.is_alike(_STILL) else None


def _rewrite_sentences(script: Script, before: str, after: str) -> None:
    """Compare sentence by sentence, in place where the sentences answer to each other."""
    if not before or not after:
        script.change(before, after)
        return
    old, new = _sentences(before), _sentences(after)
    if len(old) == len(new):
        compared = list(map(compared_words, old, new))
        if all(sentence.is_alike(_STILL) for sentence in compared):
            for sentence in compared:
                write_words(script, sentence)
            return
    _rewrite_aligned(script, old, new)


def _rewrite_aligned(script: Script, old: list[str], new: list[str]) -> None:
    """Compare sentences of which some were put in, left out, split, joined or moved."""
    from workbench.core.merging.alignment import Fate, align  # most comparisons need none

    stripped, others = ([sentence.strip() for sentence in text] for text in (old, new))
    for match in align(stripped, others).matches:
        gone = "".join(old[match.before.start : match.before.stop])
        come = "".join(new[match.after.start : match.after.stop])
        several = len(match.before) > 1 or len(match.after) > 1
        if match.fate is Fate.REWRITTEN and several:
            script.change(gone, come)
        else:
            write_words(script, compared_words(gone, come))


@cache
def _break() -> re.Pattern[str]:
    """Return where a text may be cut before it is compared, made when the first one needs it.

    Rougher than `language.sentences`, and ten times as fast. A cut in the wrong place costs a
    little readability and nothing else.
    """
    return re.compile(r"(\s*\n\s*|(?<=[.!?:”)])[ \t]+(?=[A-ZÅÄÖ”\"*–]))")


def _sentences(text: str) -> list[str]:
    """Cut a text into sentences, each with the white space after it, the first with that before."""
    cut = _break().split(text)
    pieces = list(map(add, cut[::2], [*cut[1::2], ""]))
    if len(pieces) > 1 and not cut[0]:
        pieces[:2] = ["".join(pieces[:2])]
    if len(pieces) > 1 and not pieces[-1]:
        pieces.pop()
    return pieces
