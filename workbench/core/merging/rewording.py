"""Several changes to one sentence, and when all of them can be taken without asking anybody.

As a rule they cannot: the words of each were chosen for another sentence than the one that they
would make together. Two cases are without danger.

- All but one of the sides changed only how words are written: a comma, quotation marks, capital
  letters, a hyphen, a space inside a compound, emphasis, a reference to a footnote. The letters and
  the stops are the same in the same order, so that the sentence says what that one side made of it.
- In hard-wrapped prose, where a sentence may run over many lines, the changes lie on different
  lines with a whole untouched line between them, which is where Git merges without a word, and
  none of the words taken out or put in decides what a sentence stands for: a negation, a stance, a
  number, a name, a modal verb, more or less. A text with one sentence on a line, as a response is
  stored, never meets this case.

In neither may two sides touch the same word or words beside each other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from workbench.core.merging.matching import equal_pairs

_WORD = re.compile(r"\S+")
_DECIDING = re.compile(
    r"""(?ix) .*\d.* | .*§.*
    | inte|icke|ej|nej|aldrig|ingen|inget|inga|ingenting|ingenstans|utan|varken|knappast
    | endast|bara|enbart|förutom|undantag\w*|såvida|såvitt|samtliga|alla|varje|någon|något|några
    | ska|skall|bör|kan|får|måste|skulle|borde|om|eller|men|mot|före|efter|med
    | minst|högst|tidigast|senast|mer|mindre|fler|färre|öka\w*|minska\w*|höj\w*|sänk\w*
    | o(?:lämplig|rimlig|klar|skälig)\w* | \w*styrk\w*|instäm\w*|motsätt\w*|invänd\w*|erinr\w*
    | avstå\w*|bifall\w*|avslag\w*|avslå\w*|delar|välkomna\w*|tveksam\w*|positiv\w*|negativ\w*
    | stödj\w*|godkän\w*|förord\w*|krit\w*
    | not|no|never|none|neither|nor|without|only|unless|except|cannot|\w+n['’]t|all|any|every|each
    | must|shall|should|may|might|can|could|will|would|support\w*|oppos\w*|reject\w*|approv\w*
    | if|or|but|before|after|against|with|least|most|more|less|increas\w*|decreas\w*
    """
)
_PUNCTUATION = ".,;:!?()[]\"'”’»«*_"
_WRITING = re.compile(r"\[\^[^\]\s]*\]|[\s,\"'”’»«*_`–—\u00ad-]")
_FEWEST_BREAKS = 2  # line breaks between two changes when a whole line between them is untouched


def combined(base: str, texts: Sequence[str]) -> str | None:
    """Take in several changes to one sentence, if that is safe.

    Args:
        base: The sentence as it was.
        texts: The sentence as each side wants it.

    Returns:
        The sentence with every change; `None` when that might say what nobody meant, or when
        one of them wants the very words of the base.
    """
    sides = [list(_edits(base, text)) for text in texts]
    if not all(sides) or not _apart(sides):
        return None
    changing = [side for side in sides if not all(edit.respells(base) for edit in side)]
    if len(changing) > 1 and not _far_apart(base, sides):
        return None
    for edit in sorted({edit for side in sides for edit in side}, reverse=True):
        base = base[: edit.start] + edit.text + base[edit.end :]
    return base


def decides(base: str, text: str) -> bool:
    """Tell whether words that may decide what a sentence stands for were taken out or put in."""
    return any(edit.decides(base) for edit in _edits(base, text))


class _Edit(NamedTuple):
    """What one side put between two words that it kept, white space included."""

    start: int
    """Where the first of those words ends in the base, in characters."""
    end: int
    """Where the second begins."""
    text: str

    def first(self, base: str) -> int:
        """Return where the first line begins to be touched."""
        taken = base[self.start : self.end]
        if taken.strip():
            return self.end - len(taken.lstrip())
        lead = self.text[: len(self.text) - len(self.text.lstrip())]
        return self.end if "\n" in lead else self.start

    def last(self, base: str) -> int:
        """Return where the last line is touched; whole lines put in touch none."""
        taken = base[self.start : self.end]
        if taken.strip():
            return self.start + len(taken.rstrip())
        tail = self.text[len(self.text.rstrip()) :]
        return self.start if "\n" in tail else self.end

    def decides(self, base: str) -> bool:
        """Tell whether any word taken out or put in may decide what the sentence stands for."""
        taken, put_in = base[self.start : self.end].split(), self.text.split()
        first = 0 if self.start else 1  # a capital letter there is no sign of a name
        named = any(
            word.strip(_PUNCTUATION)[:1].isupper() for word in taken[first:] + put_in[first:]
        )
        return named or _any_decides(taken + put_in)

    def respells(self, base: str) -> bool:
        """Tell whether nothing but the writing of words that decide nothing is changed."""
        taken, put_in = base[self.start : self.end], self.text
        letters, others = (_WRITING.sub("", text) for text in (taken, put_in))
        words = _WRITING.sub(" ", f"{taken} {put_in}").split()
        return letters.casefold() == others.casefold() and not _any_decides(words)


def _any_decides(words: Iterable[str]) -> bool:
    return any(_DECIDING.fullmatch(word.strip(_PUNCTUATION)) for word in words)


def _apart(sides: Sequence[Sequence[_Edit]]) -> bool:
    """Tell whether at least one word that all keep stands between what different sides changed."""
    edits = sorted((edit, side) for side, own in enumerate(sides) for edit in own)
    return all(
        side == other_side or one == other or one.end < other.start
        for (one, side), (other, other_side) in pairwise(edits)
    )


def _far_apart(base: str, sides: Sequence[Sequence[_Edit]]) -> bool:
    """Tell whether the changes are harmless and whole lines lie between different sides'."""
    edits = sorted((edit, side) for side, own in enumerate(sides) for edit in own)
    if base.count("\n") < _FEWEST_BREAKS or any(edit.decides(base) for edit, _ in edits):
        return False
    return all(
        side == other_side
        or one == other
        or base.count("\n", one.last(base), other.first(base)) >= _FEWEST_BREAKS
        for (one, side), (other, other_side) in pairwise(edits)
    )


def _edits(base: str, text: str) -> Iterator[_Edit]:
    """Find what one side changed, leaving out how it is laid out."""
    words, others = list(_WORD.finditer(base)), list(_WORD.finditer(text))
    pairs = equal_pairs([word.group() for word in words], [word.group() for word in others])
    edge = other_edge = 0
    place = other = -1
    for following, other_following in [*pairs, (len(words), len(others))]:
        ended = following == len(words)
        start, end = edge, len(base) if ended else words[following].start()
        text_end = len(text) if ended else others[other_following].start()
        put = text[other_edge:text_end]
        cut_in_two = put.count("\n") > max(1, base.count("\n", start, end))
        if following - place > 1 or other_following - other > 1 or cut_in_two:
            yield _Edit(start, end, put)
        if not ended:
            edge, other_edge = words[following].end(), others[other_following].end()
            place, other = following, other_following
