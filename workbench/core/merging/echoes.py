"""Sentences that would stand twice: where a disputed place has them, and where a side put them.

A side that takes a sentence out of a place that is in dispute may have put it in somewhere else.
As long as the place still says the sentence, what was put in elsewhere waits: it is shown when the
dispute has been settled in words that no longer say it.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from workbench.core.merging.arrangement import Arrangement
from workbench.core.merging.conflict import Settlement
from workbench.core.merging.questions import Question
from workbench.core.merging.units import Cut, cut, key

_SHORTEST = 3  # words; shorter ones, such as `Se nedan.`, may well be said twice


def echoes(
    base: Cut,
    arrangement: Arrangement,
    asked: Sequence[Question],
    answered: Sequence[Settlement | None],
) -> frozenset[int]:
    """Find what was put in that a disputed place says already.

    Args:
        base: The text that all started from.
        arrangement: What stands in the merged text.
        asked: What there is to decide.
        answered: How each of it is settled, if it is.

    Returns:
        Places of nodes, none of them a region's.
    """
    said: dict[str, set[str]] = {}  # whose words are disputed, by what the place says
    for question, settlement in zip(asked, answered, strict=True):
        if question.decision.disputed and question.decision.base:
            stands = settlement.text if settlement else question.decision.base
            for text in _long(stands):
                said.setdefault(text, set()).update(question.decision.names)
    if not said:
        return frozenset()
    return frozenset(_found(base, arrangement, said))


def _long(text: str) -> Iterator[str]:
    return (unit.key for unit in cut(text).units if len(unit.key.split()) >= _SHORTEST)


def _found(base: Cut, arrangement: Arrangement, said: dict[str, set[str]]) -> Iterator[int]:
    had = Counter(unit.key for unit in base.units)
    for place, node in enumerate(arrangement.nodes):
        if node.region is None and len(node.wordings) == 1:
            (wording,) = node.wordings
            text = key(wording.text)
            if said.get(text, set()).issuperset(wording.names) and all(
                _count(reading.cut, text) <= had[text]
                for reading in arrangement.readings
                if not set(reading.names).isdisjoint(wording.names)
            ):
                yield place


def _count(version: Cut, text: str) -> int:
    return sum(unit.key == text for unit in version.units)
