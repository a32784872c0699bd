"""A contribution (textbidrag): what one municipality wants said in one section."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from workbench.core.position import Position
from workbench.core.stored import Line, Stored


class ContributionKind(StrEnum):
    """What a contribution is for."""

    OPINION = "synpunkt"
    MESSAGE = "medskick"
    """Something to pass on beyond any proposal; it lands under the general points."""


class Contribution(Stored):
    """One file `municipalities/<slug>/contributions/<section>.md`."""

    position: Annotated[Position | None, Field(strict=False)] = None
    condition: Line = ""
    """What must be met; required with a conditional position, otherwise empty."""
    kind: Annotated[ContributionKind, Field(strict=False)] = ContributionKind.OPINION
    uncertain: bool = False
    """The municipality itself marks something in the text as not certain."""
    agrees: bool = False
    """The municipality stands behind the joint text as it is and adds nothing of its own."""
    text: str = ""
    """Markdown in its stored form (`core.markdown.canonical`)."""

    @property
    def says_something(self) -> bool:
        """Whether there is a position, a text or an agreement at all."""
        return self.adds_something or self.agrees

    @property
    def adds_something(self) -> bool:
        """Whether there is a position or a text of its own, and not only an agreement."""
        return bool(self.position or self.text.strip())


class AgreedText(Stored):
    """One file `text/<section>.md`: what the municipalities say together in one section."""

    position: Annotated[Position | None, Field(strict=False)] = None
    text: str = ""
    """Markdown in its stored form."""
