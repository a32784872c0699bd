"""The story of the shipped example: how its work went, from which a real history is made."""

import datetime as dt

from pydantic import Field

from workbench.core.stored import Filled, Slug, Stored
from workbench.storage import toml

FILE = "story.toml"


class Stage(Stored):
    """A part of the work, by its first and last day."""

    name: Filled
    from_: dt.date = Field(alias="from")
    to: dt.date


class StoryMilestone(Stored):
    """A version of the whole that got a name."""

    tag: Slug
    title: Filled
    date: dt.datetime


class Earlier(Stored):
    """What a contribution said at an earlier date."""

    file: Filled
    date: dt.datetime
    officer: Filled
    text: str


class EarlierText(Stored):
    """What an agreed text said at a milestone."""

    file: Filled
    milestone: Slug
    text: str


class Rewording(Stored):
    """What somebody wanted changed in a text: words that stand once in it, and what instead."""

    old: Filled
    new: str
    """Empty where the words were to go; what was put in stands after the old words."""


class Proposed(Stored):
    """The changes that a municipality proposed in an agreed text."""

    date: dt.datetime
    municipality: Slug
    section: Filled
    officer: str = ""
    edits: tuple[Rewording, ...] = Field(strict=False)


class Said(Stored):
    """What somebody said beside an agreed text."""

    date: dt.datetime
    municipality: str = ""
    """Empty for the coordinator."""
    section: Filled
    officer: str = ""
    name: str = ""
    """What the story calls it, for an answer to speak of."""
    answers: str = ""
    quote: str = ""
    text: str = ""
    resolves: bool = False


class Decided(Stored):
    """What the coordinator decided about what one municipality proposed."""

    date: dt.datetime
    section: Filled
    accepted: str = ""
    """The municipality whose changes were taken in."""
    rejected: str = ""
    """The municipality whose changes were turned down."""
    chosen: str = ""
    """The municipality whose wording a conflict was settled with."""
    reason: str = ""


class Story(Stored):
    """The whole story; the files beside it are how it ended."""

    stages: tuple[Stage, ...] = Field(strict=False)
    milestones: tuple[StoryMilestone, ...] = Field(strict=False)
    earlier: tuple[Earlier, ...] = Field(default=(), strict=False)
    earlier_text: tuple[EarlierText, ...] = Field(default=(), strict=False)
    proposed: tuple[Proposed, ...] = Field(default=(), strict=False)
    said: tuple[Said, ...] = Field(default=(), strict=False)
    decided: tuple[Decided, ...] = Field(default=(), strict=False)

    def stage(self, name: str) -> Stage:
        """Return the stage of a name."""
        return next(stage for stage in self.stages if stage.name == name)


def read(data: bytes) -> Story:
    """Read a story.

    Raises:
        InputError: It cannot be read as it stands.
    """
    return toml.read(Story, data, FILE)
