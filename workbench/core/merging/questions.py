"""What there is to decide in a merge, each with the id by which it can be settled."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from workbench.core.merging.arrangement import Arrangement, Node
from workbench.core.merging.conflict import Settlement, Wording, place_digest, wordings_digest
from workbench.core.merging.decision import Decision, decide
from workbench.core.merging.regions import Region
from workbench.core.merging.units import Cut, key

_PUT_IN = "+"  # stands for the base's text where it has none


@dataclass(frozen=True, slots=True)
class Question:
    """Nodes that are answered as one: a region, or what the same people put in at one place."""

    nodes: range
    """Places of the nodes in their arrangement."""
    decision: Decision
    said: tuple[str, ...]
    """What each node says unless a settlement says otherwise."""
    place: str
    """The first half of its id."""
    moved_by: tuple[str, ...]
    moved_apart: bool
    """Whether they moved it to different places."""
    beside: tuple[str, ...]
    """Who else put something else into the same place."""

    @property
    def id(self) -> str:
        """The id of the conflict or change."""
        return f"{self.place}-{wordings_digest(key(w.text) for w in self.decision.wordings)}"

    def texts(self, settlement: Settlement | None) -> Iterator[tuple[int, str]]:
        """Give what each node shall say."""
        if settlement is None:
            yield from zip(self.nodes, self.said, strict=True)
        else:
            yield self.nodes.start, settlement.text


def questions(base: Cut, arrangement: Arrangement) -> Iterator[Question]:
    """Ask about every region, and about everything that was put in."""
    seen: Counter[tuple[str, ...]] = Counter()
    keys = ["", *(unit.key for unit in base.units), ""]  # the unit before slot n is keys[n]
    company = _company(arrangement.nodes)
    for nodes in _grouped(arrangement.nodes):
        group = arrangement.nodes[nodes.start : nodes.stop]
        first = group[0]
        beside: set[str] = set()
        if first.region is None:
            decision = _put_in(group)
            where = (_PUT_IN, keys[first.start], keys[first.start + 1])
            beside = company[first.start, first.follows] - decision.names
        else:
            decision = _decided(base, arrangement, nodes.start, first.region)
            units = first.region.units
            where = (key(decision.base), keys[units.start], keys[units.stop + 1])
        plain = first.region is None and not decision.disputed
        # What is put in can have much company: only what says the same makes it another place.
        same = (*where, key(decision.wordings[0].text)) if plain else where
        yield Question(
            nodes,
            decision,
            said=tuple(n.wordings[0].text for n in group) if plain else (decision.text,),
            place=place_digest(*where, seen[same]),
            moved_by=first.moved_by,
            moved_apart=first.moved_apart,
            beside=tuple(sorted(beside)),
        )
        seen[same] += 1


def _grouped(nodes: Sequence[Node]) -> Iterator[range]:
    """Group what the same people put in at one place; every other node is by itself."""

    def group(place: int) -> tuple[int, object]:
        node = nodes[place]
        if node.region is not None or len(node.wordings) != 1:
            return place, None
        return -1 - node.start, (node.follows, node.wordings[0].names)

    for _, places in groupby(range(len(nodes)), key=group):
        members = list(places)
        yield range(members[0], members[-1] + 1)


def _company(nodes: Sequence[Node]) -> dict[tuple[int, bool], set[str]]:
    """Return who put something into each place."""
    company: dict[tuple[int, bool], set[str]] = {}
    for node in nodes:
        if node.region is None:
            names = (name for wording in node.wordings for name in wording.names)
            company.setdefault((node.start, node.follows), set()).update(names)
    return company


def _put_in(nodes: Sequence[Node]) -> Decision:
    wordings = nodes[0].wordings
    if len(nodes) > 1:
        text = " ".join(node.wordings[0].text for node in nodes)
        wordings = (Wording(text, wordings[0].names),)
    return Decision("", "", wordings, disputed=len(wordings) > 1)


def _decided(base: Cut, arrangement: Arrangement, place: int, region: Region) -> Decision:
    insisting = arrangement.insisting.get(place, frozenset())
    concerned = sorted(insisting.union(arrangement.talkers.get(place, ())))
    return decide(
        base,
        [arrangement.readings[number] for number in concerned],
        region,
        [arrangement.readings[number] for number in insisting],
    )
