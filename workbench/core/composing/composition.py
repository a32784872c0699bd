"""What composing gives: a proposed text in which every sentence knows where it came from."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from workbench.core.contribution import AgreedText
from workbench.core.position import Position


class Role(Enum):
    """What a sentence does in the proposed text; the value is how a user reads it."""

    POSITION = "ställningstagande"
    COMMON = "gemensam"
    """Several municipalities say it, in the same words or nearly."""
    POINT = "egen synpunkt"
    """One municipality says it."""
    CONTRADICTORY = "motstridig"
    """Another municipality says the opposite; both stand side by side."""
    NAMING = "inledning"
    """Written here, to say who speaks or that opinions differ."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A sentence of a contribution that a sentence of the proposed text comes from."""

    slug: str
    sentence: int
    """Which sentence or block of the contribution, from 0; −1 for its stated position."""
    text: str
    """As the municipality wrote it; for a stated position, the position's words."""
    likeness: float
    """Share of words in common with the proposed sentence, 0 to 1."""
    why: str
    """Why it was taken for the same, in Swedish: `ordagrant lika`, `”ned” = ”ner”`."""


@dataclass(frozen=True, slots=True)
class ComposedSentence:
    """One sentence, or a whole list or table, of the proposed text."""

    text: str
    role: Role
    origins: tuple[Origin, ...]
    """At least one; in the Swedish order of the municipalities' names."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """The municipalities that it comes from, each once."""
        return tuple(dict.fromkeys(origin.slug for origin in self.origins))


@dataclass(frozen=True, slots=True)
class ComposedParagraph:
    """A paragraph of the proposed text."""

    sentences: tuple[ComposedSentence, ...]

    @property
    def text(self) -> str:
        """Its Markdown, one sentence a line."""
        return "\n".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What some municipalities say and others say the opposite of."""

    about: str
    """In what they differ, in Swedish: `nekande`, `tal`, `ställningstagande`, `motsats`."""
    sides: tuple[tuple[tuple[str, ...], str], ...]
    """(slugs, sentence) of each side, in the order that they stand in the text."""


@dataclass(frozen=True, slots=True)
class Composition:
    """A proposed agreed text of one section."""

    position: Position | None
    paragraphs: tuple[ComposedParagraph, ...]
    contradictions: tuple[Contradiction, ...]
    slugs: tuple[str, ...]
    """The municipalities whose contributions went in, in the Swedish order of their names."""
    uncertain: tuple[str, ...]
    """Those that marked something in their own text as uncertain."""

    @property
    def text(self) -> str:
        """The proposed text as it is stored."""
        return "\n\n".join(paragraph.text for paragraph in self.paragraphs) + "\n"

    @property
    def agreed(self) -> AgreedText:
        """The proposed text with its position."""
        return AgreedText(position=self.position, text=self.text if self.paragraphs else "")

    def sentences(self) -> Iterator[ComposedSentence]:
        """Yield every sentence in reading order."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences
