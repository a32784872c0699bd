"""What a region shall say when several sides have had a say.

One rule, stricter than Git's: a region says what the one side that changed it wants, or what all
who changed it want alike; otherwise it is a conflict. Two sides that changed different words of
one sentence are in conflict, because their words were chosen for different sentences: `inte` in
one half and a new object in the other can turn a stance round without either side having meant it.

Two kinds of changes to one sentence cannot turn it round, and both are taken (`rewording`): how a
word is written, beside whatever another did elsewhere in the sentence; and, in hard-wrapped prose,
harmless words on lines far from each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.core.merging.conflict import Wording
from workbench.core.merging.reading import Reading
from workbench.core.merging.regions import Edges, Region
from workbench.core.merging.rewording import combined
from workbench.core.merging.units import Cut, Role, said


@dataclass(frozen=True, slots=True)
class Decision:
    """What a region shall say, and why."""

    base: str
    text: str
    """The base's text where there is a conflict."""
    wordings: tuple[Wording, ...]
    """What differs from the base, as it says and not as it is laid out, sorted by names; the base's
    own words too, if somebody insists on them."""
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
        insisting: Those of them that want the base's words kept although others deleted or rewrote
            them: they have moved them, or worked under them, and so have made up their minds.
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
    agreed = None if verbatim else combined(mine, [wording.text for wording in wordings])
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
