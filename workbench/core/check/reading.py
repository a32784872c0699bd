"""One response made ready for checking: its texts, and what they are compared with."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from workbench.core import places
from workbench.core.adoption import Decision
from workbench.core.check.context import Context
from workbench.core.check.finding import Place
from workbench.core.check.names import Names, names_of
from workbench.core.check.prose import Text
from workbench.core.party import Joins, Municipality
from workbench.core.response import Form, Response

FACTS = Place(places.FACTS)


@dataclass(frozen=True)
class Reading:
    """What every check is given."""

    response: Response
    context: Context

    @cached_property
    def names(self) -> Names:
        """The group's names."""
        return names_of(self.response.facts.municipalities)

    @cached_property
    def agreed(self) -> tuple[Text, ...]:
        """The joint texts in the order of the answer."""
        return tuple(
            Text(Place(places.text(key), key), agreed.text, sent=True, position=agreed.position)
            for key in self.response.sections
            if (agreed := self.response.agreed.get(key)) is not None
        )

    @cached_property
    def contributions(self) -> tuple[Text, ...]:
        """What the municipalities wrote, by section and in their order."""
        return tuple(
            Text(
                Place(places.contribution(slug, key), key, slug),
                contribution.text,
                sent=self.is_annexed(slug, key),
                position=contribution.position,
                owner=slug,
            )
            for key in self.response.sections
            for slug, contribution in self.response.contributions_to(key).items()
        )

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Everything that anybody has written, the joint texts first."""
        return self.agreed + self.contributions

    @cached_property
    def sent(self) -> tuple[Text, ...]:
        """The texts whose very words go to the ministry."""
        return tuple(text for text in self.texts if text.sent)

    def is_annexed(self, slug: str, key: str) -> bool:
        """Tell whether a contribution goes along as an annex or a särskilt yttrande."""
        match self.response.facts.response.form:
            case Form.COORDINATED:
                return slug in self.taking_part
            case Form.WITH_DEVIATIONS:
                decision = self.decision(slug)
                return decision is not None and key in decision.deviates_in
            case Form.ALIKE:
                return False

    @cached_property
    def taking_part(self) -> dict[str, Municipality]:
        """The municipalities that are asked, by slug: all but those that declined to join."""
        return {
            slug: municipality
            for slug, municipality in self.response.municipalities.items()
            if municipality.joins is not Joins.NO
        }

    def decision(self, slug: str) -> Decision | None:
        """Return a municipality's decision; None while there is none."""
        adoption = self.response.adoptions.get(slug)
        return adoption.decision if adoption else None

    def decisions(self) -> Iterator[tuple[Municipality, Decision]]:
        """Yield those who have decided, in the municipalities' order."""
        for slug, municipality in self.response.municipalities.items():
            if (decision := self.decision(slug)) is not None:
                yield municipality, decision
