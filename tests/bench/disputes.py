"""What two people really fought over, said without the engine that is measured.

A merge that ends in a conflict may have deserved it, or not. So every merge is put into one of
four classes by what its two sides did to the words of the base (`wordwise`), the first that fits:

- **the same words**: both took out one and the same word and did not do the same thing with it, or
  put different words into one spot of a sentence. No program can know what they want together.
- **one sentence**: both changed the same sentence, but different words of it. Some programs merge
  that; whether the sentence then says what either of them meant is another matter.
- **one made all the other's changes and more**: in every sentence that both changed. One has taken
  over the other's words, and added some that the other has not seen.
- **apart**: no sentence was changed by both, but for what both made alike. Whole lines or sentences
  that both put in at one place belong here too: they can all be kept.

Two who only take something out, one of them more than the other, do not fight over words. A
sentence ends where a word ends in `.`, `!`, `?` or `:`, at a blank line and before the mark of a
list item. What is put in at the end of a line that ends no sentence is put into that sentence.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from tests.bench.replay import Replayed
from tests.bench.wordwise import Edit, edits, words

_ENDS = frozenset(".!?:")
_MARKS = frozenset("-*+•")


class Dispute(Enum):
    """How near two sides' changes come to each other, the nearest first."""

    SAME_WORDS = "the same words"
    ONE_SENTENCE = "other words of one sentence"
    ONE_MORE = "one made all the other's changes and more"
    APART = "apart"


def dispute(one: Replayed) -> Dispute:
    """Tell how near the two sides of a merge come to each other."""
    base = words(one.base)
    ours, theirs = (
        [_begun_on_a_line(base, edit) for edit in edits(one.base, side)]
        for side in (one.ours, one.theirs)
    )
    alike = set(ours) & set(theirs)
    mine, yours = ([edit for edit in side if edit not in alike] for side in (ours, theirs))
    if _fought_over(base, mine, yours):
        return Dispute.SAME_WORDS
    of = list(_sentences(base))
    did, other = (_by_sentence(base, of, side) for side in (ours, theirs))
    near = [(did[number], other[number]) for number in did.keys() & other.keys()]
    if any(not (here <= there or there <= here) for here, there in near):
        return Dispute.ONE_SENTENCE
    return Dispute.ONE_MORE if any(here != there for here, there in near) else Dispute.APART


def doubled(one: Replayed, text: str) -> bool:
    """Tell whether a text is right but for lines that both sides put in, and that stand there once.

    Git says such lines twice when the two sides put them in at different lines of one gap.
    """
    had, mine, yours, right, said = (
        _lines(version) for version in (one.base, one.ours, one.theirs, one.truth or "", text)
    )
    missing = right - said
    return (
        bool(missing)
        and not said - right
        and all(mine[line] > had[line] and yours[line] > had[line] for line in missing)
    )


def _begun_on_a_line(base: Sequence[str], edit: Edit) -> Edit:
    """Of the ways to say what was put in or taken out, choose one that begins with a line.

    Before the line `A (1) b` either the line `A (2) c` was put in, or `2) c ⏎ A (` in its midst.
    """
    start, stop, new = edit
    while (start == stop or not new) and start and base[start - 1] != "\n":
        if base[start - 1] != (new or base[start:stop])[-1]:
            return edit
        new = (base[start - 1], *new[:-1]) if new else new
        start, stop = start - 1, stop - 1
    return Edit(start, stop, new)


def _lines(text: str) -> Counter[str]:
    return Counter(line for line in text.split("\n") if line.strip())


def _fought_over(base: Sequence[str], mine: Sequence[Edit], yours: Sequence[Edit]) -> bool:
    wanted: dict[int, Edit] = {
        place: edit for edit in mine for place in _words_of(base, edit.start, edit.stop)
    }
    spots = {edit.start for edit in mine if _into_a_sentence(base, edit)}
    return any(
        _says(wanted[place]) or _says(edit)
        for edit in yours
        for place in _words_of(base, edit.start, edit.stop)
        if place in wanted
    ) or any(edit.start in spots and _into_a_sentence(base, edit) for edit in yours)


def _into_a_sentence(base: Sequence[str], edit: Edit) -> bool:
    """Tell whether words, but no whole lines or sentences, were put in and none taken out."""
    taken = next(_words_of(base, edit.start, edit.stop), None)
    before = base[edit.start - 1] if edit.start else "\n"
    return (
        taken is None and _says(edit) and before != "\n" and _word_before(base, edit) not in _ENDS
    )


def _word_before(base: Sequence[str], edit: Edit) -> str:
    return next((base[n] for n in range(edit.start - 1, -1, -1) if not base[n].isspace()), "")


def _words_of(base: Sequence[str], start: int, stop: int) -> Iterator[int]:
    return (place for place in range(start, stop) if not base[place].isspace())


def _says(edit: Edit) -> bool:
    return any(not word.isspace() for word in edit.words)


def _sentences(base: Sequence[str]) -> Iterator[int]:
    """Number the sentence that each word is part of."""
    number = breaks = 0
    last = ""
    for place, word in enumerate(base):
        if word.isspace():
            breaks += word == "\n"
        else:
            spaced = place > 0 and base[place - 1].isspace()
            item = breaks and word in _MARKS and base[place + 1 : place + 2] == [" "]
            number += breaks > 1 or bool(item) or (spaced and last in _ENDS)
            breaks, last = 0, word
        yield number


def _by_sentence(
    base: Sequence[str], of: Sequence[int], side: Iterable[Edit]
) -> dict[int, set[Edit]]:
    """Return what a side changed, took out or put in, by the number of the sentence."""
    found: dict[int, set[Edit]] = defaultdict(set)
    for edit in side:
        for place in _words_of(base, edit.start, edit.stop):
            found[of[place]].add(edit)
        if _into_a_sentence(base, edit):
            found[of[edit.start - 1]].add(edit)
    return found
