"""A proposed text as the coordinator works on it in the merge screen, and saving it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

from pydantic import TypeAdapter, ValidationError

from workbench.core.composing import Candidate, Composition, candidates
from workbench.core.composing.proposal import Proposed, apart, joined, proposed, text_of
from workbench.core.contribution import AgreedText
from workbench.core.party import Municipality
from workbench.core.position import Position
from workbench.errors import StageError
from workbench.workspace import Workspace

Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the coordinator has made of a proposal."""

    lines: tuple[Proposed, ...]
    kept_apart: frozenset[Pair] = frozenset()
    """Pairs of sentences that are nearly alike and are to stand as they are."""


_CHOICES = TypeAdapter(Choices)


@dataclass(frozen=True, slots=True)
class Work:
    """A proposal, and what the coordinator has made of it. Each act gives another."""

    composition: Composition
    municipalities: Mapping[str, Municipality]
    """By slug."""
    choices: Choices

    @classmethod
    def on(cls, composition: Composition, municipalities: Mapping[str, Municipality]) -> "Work":
        """Begin with a proposal as it was composed."""
        return cls(composition, municipalities, Choices(proposed(composition)))

    @property
    def lines(self) -> tuple[Proposed, ...]:
        """Every sentence, also those that are left out."""
        return self.choices.lines

    @property
    def text(self) -> str:
        """The text that it makes."""
        return text_of(self.lines)

    @property
    def is_changed(self) -> bool:
        """Whether anything is otherwise than it was composed."""
        return self.choices != Choices(proposed(self.composition))

    # Kept on the disk

    def facts(self) -> str:
        """Write down what was made of the proposal, for a draft."""
        return _CHOICES.dump_json(self.choices).decode()

    def taken_up(self, facts: str) -> "Work":
        """Go on with what was written down; what cannot be read is left out."""
        try:
            return replace(self, choices=_CHOICES.validate_json(facts))
        except ValidationError:
            return self

    # Sentences that are nearly alike

    def candidates(self) -> tuple[Candidate, ...]:
        """Return the sentences that may say the same, except those that are to stand apart."""
        lines = self.lines
        found = candidates([replace(one.sentence, text=one.text) for one in lines])
        return tuple(
            c
            for c in found
            if lines[c.one].taken
            and lines[c.other].taken
            and self._pair(c.one, c.other) not in self.choices.kept_apart
        )

    def joined(self, row: int, other: int) -> "Work":
        """Let one sentence stand for another, too."""
        divided = self.composition.position is Position.SPLIT
        lines = joined(self.lines, row, other, self.municipalities, divided=divided)
        return self._with(lines)

    def held_apart(self, row: int, other: int) -> "Work":
        """Let two sentences that are nearly alike stand as they are."""
        return self._with(self.lines, {self._pair(row, other)})

    def _pair(self, row: int, other: int) -> Pair:
        return frozenset((self.lines[row].text, self.lines[other].text))

    def _with(
        self, lines: tuple[Proposed, ...], kept: frozenset[Pair] | set[Pair] = frozenset()
    ) -> "Work":
        return replace(self, choices=Choices(lines, self.choices.kept_apart | kept))

    # One sentence

    def turned(self, row: int) -> "Work":
        """Take a sentence in, or leave it out."""
        return self._changed(row, lambda one: replace(one, taken=not one.taken))

    def reworded(self, row: int, text: str) -> "Work":
        """Let a sentence say something else."""
        return self._changed(row, lambda one: replace(one, text=text, taken=True))

    def _changed(self, row: int, change: Callable[[Proposed], Proposed]) -> "Work":
        lines = list(self.lines)
        lines[row] = change(lines[row])
        return self._with(tuple(lines))

    def taken_apart(self, row: int) -> "Work":
        """Let each who says a common sentence say it in its own words; the same where it cannot."""
        lines = apart(self.lines, row, self.municipalities)
        new = [one.text for one in lines if one not in self.lines]
        return self._with(lines, {frozenset(pair) for pair in combinations(new, 2)})


def save(workspace: Workspace, key: str, work: Work, party: str) -> str:
    """Save a proposal as the agreed text; returns the version.

    Raises:
        StageError: A text was written meanwhile.
    """
    agreed = workspace.response.agreed.get(key)
    if agreed is not None and agreed.text.strip():
        raise StageError("avsnittet har fått en text under tiden", hint="Läs om med F5.")
    made = AgreedText(position=work.composition.position, text=work.text)
    return workspace.save_composed(key, made, work.lines, party=party)
