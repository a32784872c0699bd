"""Sentences of several municipalities that say the same, and those that deny each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.core.composing import sameness, voice
from workbench.core.composing.composition import Origin
from workbench.core.composing.material import Said

Names = Mapping[str, tuple[str, ...]]
"""What each municipality calls itself, by slug."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Sentences that say the same."""

    text: str
    """The wording that was chosen."""
    said: tuple[Said, ...]
    """In the order of the municipalities."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """Those who say it, each once."""
        return tuple(dict.fromkeys(one.slug for one in self.said))

    def origins(self, text: str) -> tuple[Origin, ...]:
        """Return where the sentence comes from.

        Args:
            text: How it stands in the proposed text.
        """
        return tuple(
            Origin(
                one.slug,
                one.number,
                one.text,
                sameness.likeness(text, one.text),
                sameness.explain(self.text, one.text),
            )
            for one in self.said
        )


@dataclass(frozen=True, slots=True)
class Denial:
    """Clusters that are about the same and deny each other."""

    about: str
    """In what they differ, as `composition.Contradiction` says it."""
    clusters: tuple[Cluster, ...]


def clusters(sentences: Iterable[Said], names: Names) -> tuple[Cluster, ...]:
    """Gather sentences that say the same, each sentence in one cluster.

    Args:
        sentences: Running sentences, in the order of the municipalities.
        names: What each municipality calls itself.
    """
    by_words: dict[sameness.Key, dict[sameness.Key, list[Said]]] = {}
    for said in sentences:
        key = sameness.key(said.text, names[said.slug])
        by_words.setdefault(tuple(sorted(key)), {}).setdefault(key, []).append(said)
    rank = {slug: number for number, slug in enumerate(names)}
    return tuple(
        _cluster(sorted(said, key=lambda one: (rank[one.slug], one.number)))
        for keys in by_words.values()
        for said in _gathered(keys)
    )


def _gathered(keys: Mapping[sameness.Key, Sequence[Said]]) -> Iterator[list[Said]]:
    """Gather sentences of the same words whose order is the same, or differs without effect."""
    if len(keys) == 1:
        yield from map(list, keys.values())
        return
    left = sorted(keys)
    while left:
        group = [left.pop(0)]
        for one in group:  # grows while it is walked
            near = [key for key in left if sameness.moved(one, key)]
            group.extend(near)
            left = [key for key in left if key not in near]
        yield [said for key in group for said in keys[key]]


def _cluster(said: Sequence[Said]) -> Cluster:
    return Cluster(_wording(said), tuple(said))


def _wording(said: Sequence[Said]) -> str:
    """Choose the wording.

    One that speaks for nobody in particular; what most wrote; what has most in common with the
    others; the shortest; the first in the alphabet.
    """
    wordings: dict[str, set[str]] = defaultdict(set)
    for one in said:
        wordings[one.text].add(one.slug)
    if len(wordings) == 1:
        return said[0].text

    def merit(text: str) -> tuple[object, ...]:
        nearness = sum(sameness.likeness(text, other) for other in wordings)
        return voice.is_own(text), -len(wordings[text]), -round(nearness, 4), len(text), text

    return min(wordings, key=merit)


def denials(found: Iterable[Cluster], names: Names) -> tuple[Denial, ...]:
    """Find clusters of different municipalities that deny each other."""
    about: dict[sameness.Key, list[Cluster]] = defaultdict(list)
    for cluster in found:
        first = cluster.said[0]
        bones = sameness.skeleton(first.text, names[first.slug])
        if bones:
            about[bones].append(cluster)
    denying = []
    for same in about.values():
        if len(same) == 1:
            continue
        ordered = sorted(same, key=lambda cluster: (-len(cluster.slugs), cluster.text))
        if differs := _differs(ordered, names):
            denying.append(Denial(differs, tuple(ordered)))
    return tuple(sorted(denying, key=lambda denial: denial.clusters[0].text))


def _differs(same: Sequence[Cluster], names: Names) -> str:
    """Tell in what clusters of one skeleton deny each other; empty when they do not."""
    if len({slug for cluster in same for slug in cluster.slugs}) < 2:
        return ""
    first = same[0].said[0]
    for other in (cluster.said[0] for cluster in same[1:]):
        differs = sameness.opposed(first.text, other.text, names[first.slug], names[other.slug])
        if differs:
            return differs
    return ""
