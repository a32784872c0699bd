"""The conflicts of an answer, open and settled: as lines of a list, and to read beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.language.swedish import join_names, short_moment
from workbench.core.merging.diff import diff_words
from workbench.core.reviewing.decisions import DecisionRow
from workbench.core.reviewing.pending import Dispute
from workbench.core.text import visible
from workbench.tui.inline import colour_of
from workbench.tui.redline import Styled, styled
from workbench.tui.widgets.listing import Line
from workbench.workspace import Workspace

_NOTHING = "(här står inget)"


@dataclass(frozen=True, slots=True)
class Open:
    """An open conflict."""

    key: str
    label: str
    dispute: Dispute

    @property
    def id(self) -> str:
        """Stays when the conflict is settled, and when it is opened again."""
        return self.dispute.id

    @property
    def wordings(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Each side's municipalities and what they want the place to say."""
        return tuple((side.slugs, side.text) for side in self.dispute.sides)

    @property
    def start(self) -> str:
        """What a new wording is written from: the agreed text's, or else all the sides'."""
        texts = dict.fromkeys(side.text for side in self.dispute.sides if side.text)
        return self.dispute.base or "\n".join(texts)

    @property
    def lines(self) -> range:
        """The lines of the agreed text that it is about, from 1; none where there is no text."""
        first, base = self.dispute.line, self.dispute.base
        return range(first, first + base.count("\n") + 1 if base else first)


@dataclass(frozen=True, slots=True)
class Settled:
    """A conflict that was settled."""

    key: str
    label: str
    row: DecisionRow

    @property
    def id(self) -> str:
        """The same as while it was open."""
        return self.row.id

    @property
    def wordings(self) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Each side's municipalities and what they wanted the place to say."""
        return tuple((side.municipalities, side.text) for side in self.row.sides)


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The conflicts of an answer."""

    found: tuple[Open, ...]
    """In the order of the answer."""
    settled: tuple[Settled, ...]
    """The latest first."""
    names: dict[str, str]
    """By slug."""

    @property
    def items(self) -> tuple[Open | Settled, ...]:
        """All, the open ones first."""
        return (*self.found, *self.settled)

    def name(self, slugs: Sequence[str]) -> str:
        """Name some municipalities."""
        return join_names([self.names.get(slug, slug) for slug in slugs])


def look(workspace: Workspace) -> Conflicts:
    """Gather all conflicts."""
    response = workspace.response
    label = response.outline.label
    found = [
        Open(key, label(key), dispute)
        for key, disputes in workspace.conflicts().items()
        for dispute in disputes
    ]
    settled = [Settled(key, label(key), row) for key, row in workspace.settled_conflicts()]
    names = {slug: municipality.name for slug, municipality in response.municipalities.items()}
    return Conflicts(tuple(found), tuple(settled), names)


def line(conflicts: Conflicts, one: Open | Settled) -> Line:
    """Show a conflict as a line of the list."""
    who = conflicts.name([slug for slugs, _ in one.wordings for slug in slugs])
    if isinstance(one, Settled):
        way = one.row.way or one.row.verdict
        return (("✓ ", "good"), (f"{one.key:<8} ", "muted"), (f"{who}: {way}", "muted"))
    words = one.start.replace("\n", " ")
    return (("! ", "warn"), (f"{one.key:<8} ", "strong"), (f"{who}: ", "muted"), (words, "plain"))


def in_full(conflicts: Conflicts, one: Open | Settled) -> list[Styled]:
    """Show a conflict to read: how it was settled, or what it is about."""
    if isinstance(one, Open):
        return [*_agreed(one), *sides(conflicts, one), *_earlier(one.dispute.earlier)]
    row = one.row
    told = "\n".join(filter(None, (f"{row.by}, {short_moment(row.at)}", row.reason)))
    return [
        (f"✓ Avgjord: {row.way or row.verdict}\n", "bold $text-success"),
        (f"{visible(told, keep_newlines=True)}\n\n", "$text-muted"),
        ("Så blev det\n", "bold"),
        f"{visible(row.new, keep_newlines=True) or _NOTHING}\n\n",
        *_agreed(one),
        *sides(conflicts, one),
    ]


def sides(conflicts: Conflicts, one: Open | Settled) -> list[Styled]:
    """Show how each side differs from what the agreed text said.

    The numbers are the keys that choose a wording, where there is still something to choose.
    """
    base = _base(one)
    order = {slug: number for number, slug in enumerate(conflicts.names)}
    parts: list[Styled] = []
    for number, (slugs, text) in enumerate(one.wordings, 1):
        lead = f"{number} " if isinstance(one, Open) else ""
        colour = colour_of(slugs, order)
        parts.append((f"{lead}{visible(conflicts.name(slugs))}\n", f"bold {colour}"))
        parts += [*styled(diff_words(base, text)), "\n\n"]
    return parts


def _base(one: Open | Settled) -> str:
    return one.dispute.base if isinstance(one, Open) else one.row.old


def _agreed(one: Open | Settled) -> list[Styled]:
    """Show what the agreed text says, or said before it was settled."""
    title = "0 Gemensam text" if isinstance(one, Open) else "Den gemensamma texten före"
    shown = visible(_base(one), keep_newlines=True) or _NOTHING
    return [(f"{title}\n", "bold"), shown, "\n\n"]


def _earlier(row: DecisionRow | None) -> list[Styled]:
    if row is None:
        return []
    way = f", {row.way}" if row.way else ""
    words = f"Tidigare om samma ställe: {row.verdict}{way}, {row.by}. {row.reason}"
    return [(visible(words), "$text-warning")]
