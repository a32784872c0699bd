"""What a region shall say when several sides have had a say.

One rule, stricter than Git's: a region says what the one side that changed it wants, or what all
who changed it want alike; otherwise it is a conflict. Two sides that changed different words of
one sentence are in conflict, because their words were chosen for different sentences: `inte` in
one half and a new object in the other can turn a stance round without either side having meant it.

There is one exception, for general hard-wrapped prose, where a sentence may run over many lines.
When the changes lie on different lines with a whole untouched line between them, which is where
Git merges without a word, and none of the words taken out or put in decides what a sentence
stands for (a negation, a stance, a number, a modal verb), both are taken. A text with one
sentence on a line, as a response is stored, never meets the exception.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from workbench.core.merging.conflict import Wording
from workbench.core.merging.matching import equal_pairs
from workbench.core.merging.reading import Reading
from workbench.core.merging.regions import Edges, Region
from workbench.core.merging.units import Cut, Role, said

_WORD = re.compile(r"\S+")
_DECIDING = re.compile(
    r"""(?ix) .*\d.* | .*§.*
    | inte|icke|ej|aldrig|ingen|inget|inga|ingenting|utan|varken|knappast|endast|bara|enbart
    | förutom|undantag\w*|såvida|såvitt|samtliga|alla|ska|skall|bör|kan|får|måste|skulle|borde
    | o(?:lämplig|rimlig|klar|skälig)\w* | \w*styrk\w*|instäm\w*|motsätt\w*|invänd\w*|erinr\w*
    | avstå\w*|bifall\w*|avslag\w*|avslå\w*|delar|välkomna\w*|tveksam\w*|positiv\w*|negativ\w*
    | stödj\w*|godkän\w*|förord\w*|krit\w*
    | not|no|never|none|neither|nor|without|only|unless|except|cannot|\w+n['’]t|all
    | must|shall|should|may|might|can|could|will|would|support\w*|oppos\w*|reject\w*|approv\w*
    """
)
_PUNCTUATION = ".,;:!?()[]\"'”’»«*_"
_FEWEST_BREAKS = 2  # line breaks between two changes when a whole line between them is untouched


@dataclass(frozen=True, slots=True)
class Decision:
    """What a region shall say, and why."""

    base: str
    text: str
    """The base's text where there is a conflict."""
    wordings: tuple[Wording, ...]
    """What differs from the base, as it says and not as it is laid out, sorted by names."""
    disputed: bool

    @property
    def names(self) -> set[str]:
        """Who wants something else than the base says."""
        return {name for wording in self.wordings for name in wording.names}


def decide(
    base: Cut, readings: Sequence[Reading], region: Region, insisting: Sequence[Reading] = ()
) -> Decision:
    """Decide what a region shall say.

    Args:
        base: The text that all started from.
        readings: The versions that differ from it, in an order that does not depend on names.
        region: What to decide about.
        insisting: Those of them that want the base's words kept although somebody deleted them:
            they have moved them, and so have made up their minds.
    """
    mine = base.slice(region.units.start, region.units.stop)
    verbatim = base.units[region.units.start].role in {Role.FENCED, Role.FRONT}
    says: dict[str, dict[str, set[str]]] = {}
    for reading in readings:
        text = wording(reading, region)
        if text != mine or any(reading is one for one in insisting):
            layouts = says.setdefault(text if verbatim else said(text), {})
            layouts.setdefault(text, set()).update(reading.names)
    base_says = mine if verbatim else said(mine)
    relaid = {} if insisting else says.pop(base_says, {})
    if not says:
        return Decision(mine, _laid_out(relaid) if relaid else mine, (), disputed=False)
    wordings = sorted(
        (
            Wording(_laid_out(layouts), tuple(sorted(set().union(*layouts.values()))))
            for layouts in says.values()
        ),
        key=lambda wording: (wording.names, wording.text),
    )
    if len(wordings) == 1:
        return Decision(mine, wordings[0].text, tuple(wordings), disputed=False)
    agreed = combined(mine, [wording.text for wording in wordings])
    disputed = agreed is None
    return Decision(mine, mine if agreed is None else agreed, tuple(wordings), disputed=disputed)


def wording(reading: Reading, region: Region) -> str:
    """Return what a version says in a region, laid out as it is there."""
    bounds = extent(reading, region)
    return reading.cut.slice(bounds.start, bounds.stop)


def extent(reading: Reading, region: Region) -> range:
    """Return the places of a version that stand for a region."""
    if len(region.units) == 1 and region.edges is Edges.NONE:
        return reading.span(region.units.start)
    spans = [reading.span(unit) for unit in region.units]
    spans.extend(ins.units for ins in reading.insertions if region.takes(ins))
    return range(min(span.start for span in spans), max(span.stop for span in spans))


def _laid_out(layouts: Mapping[str, set[str]]) -> str:
    """Choose among texts that say the same: what most want, then the first by its characters."""
    return min(layouts, key=lambda text: (-len(layouts[text]), text))


def combined(base: str, texts: Sequence[str]) -> str | None:
    """Take in several changes to one sentence over many lines, if that is safe.

    Args:
        base: The sentence as it was.
        texts: The sentence as each side wants it.

    Returns:
        The sentence with every change; `None` when they are too near each other or touch a word
        that decides what it stands for.
    """
    if base.count("\n") < _FEWEST_BREAKS:
        return None
    edits = sorted((edit, side) for side, text in enumerate(texts) for edit in _edits(base, text))
    if any(edit.decides(base) for edit, _ in edits):
        return None
    for (one, side), (other, other_side) in pairwise(edits):
        if side == other_side or one == other:
            continue
        breaks = base.count("\n", one.last(base), other.first(base))
        if other.start < one.end or breaks < _FEWEST_BREAKS:
            return None
    for edit in sorted({edit for edit, _ in edits}, reverse=True):
        base = base[: edit.start] + edit.text + base[edit.end :]
    return base


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
        touched = [*base[self.start : self.end].split(), *self.text.split()]
        return any(_DECIDING.fullmatch(word.strip(_PUNCTUATION)) for word in touched)


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
