"""What there is to decide about in a section: its changes and threads, in the order of the text."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.core.language.swedish import counted, join_names, short_moment
from workbench.core.merging.diff import Kind, diff_words
from workbench.core.reviewing.comments import Thread
from workbench.core.reviewing.decisions import DecisionRow, Decisions
from workbench.core.reviewing.edits import EditKind
from workbench.core.reviewing.items import Item, in_order, is_open, is_orphan, slugs_of
from workbench.core.reviewing.moves import OtherEnd
from workbench.core.reviewing.pending import Fit, Pending, Review
from workbench.tui.inline import COMMENTED
from workbench.tui.redline import styled
from workbench.tui.widgets.listing import Line
from workbench.workspace import Workspace

RESOLVED = "✓"


@dataclass(frozen=True, slots=True)
class Agenda:
    """What lies on the reviewer's table."""

    key: str
    label: str
    review: Review
    decisions: Decisions
    unreadable: tuple[tuple[str, str], ...]
    """Name and reason of each proposal that cannot be brought to the text."""
    threads: tuple[Thread, ...]
    names: dict[str, str]
    """By slug."""
    ends: Mapping[str, tuple[OtherEnd, ...]]
    """Other ends of what moves to or from here, by the change's id."""

    def name(self, slugs: Sequence[str]) -> str:
        """Name some municipalities."""
        return join_names([self.names.get(slug, slug) for slug in slugs])

    def who(self, item: Item) -> str:
        """Name those that an item is from."""
        return self.name(item.slugs if isinstance(item, Pending) else [item.first.slug])

    def items(self, slug: str = "", wanted: str = "") -> tuple[Item, ...]:
        """Return changes and threads in the order of the text, those without a place last.

        Args:
            slug: Only what this municipality proposes or has said something in.
            wanted: One of `FILTERS`.
        """
        found: list[Item] = [*self.review.pending, *self.threads]
        is_wanted = FILTERS[wanted][1]
        return in_order(
            one for one in found if is_wanted(one) and (not slug or slug in slugs_of(one))
        )

    def sums(self) -> str:
        """Count it all: `3 ändringar · 1 konflikt: g k · 1 utan hemvist · 2 öppna kommentarer`."""
        review = self.review
        open_threads = sum(map(is_open, self.threads))
        conflicts = counted(len(review.conflicts), ("konflikt", "konflikter"))
        counts = [
            counted(len(review.pending), ("ändring", "ändringar")),
            f"{conflicts}: g k" if review.conflicts else "",
            f"{len(review.orphans)} utan hemvist" if review.orphans else "",
            counted(open_threads, ("öppen kommentar", "öppna kommentarer")),
        ]
        return " · ".join(filter(None, counts))


def _is_kind(kind: EditKind) -> Callable[[Item], bool]:
    return lambda item: isinstance(item, Pending) and item.kind is kind


FILTERS: dict[str, tuple[str, Callable[[Item], bool]]] = {
    "": ("Allt", lambda _: True),
    "changes": ("Alla ändringar", lambda one: isinstance(one, Pending)),
    **{kind.name: (f"Ändringar som {kind.value}", _is_kind(kind)) for kind in EditKind},
    "conflicts": ("I konflikt", lambda one: isinstance(one, Pending) and bool(one.conflict)),
    "homeless": ("Utan hemvist i texten", is_orphan),
    "threads": ("Alla kommentarer", lambda one: isinstance(one, Thread)),
    "open": ("Öppna kommentarer", lambda one: isinstance(one, Thread) and is_open(one)),
}
"""Which items to show: what the user reads, and the rule."""


def look(workspace: Workspace, key: str) -> Agenda:
    """Gather one section's changes, comments and decisions."""
    response = workspace.response
    names = {slug: m.name for slug, m in response.municipalities.items()}
    section = workspace.review(key)
    return Agenda(
        key=key,
        label=response.outline.label(key),
        review=section.review,
        decisions=section.decisions,
        unreadable=tuple((names.get(u.slug, u.slug), u.why) for u in section.unreadable),
        threads=workspace.comments(key),
        names=names,
        ends=workspace.other_ends(key),
    )


def line(agenda: Agenda, item: Item) -> Line:
    """Write an item as a line of the list."""
    return _change_line(agenda, item) if isinstance(item, Pending) else _thread_line(agenda, item)


def _change_line(agenda: Agenda, change: Pending) -> Line:
    sign = "!" if change.conflict else "⚠" if change.fit is not Fit.FITS else " "
    before = change.before if change.fit is Fit.ORPHAN else change.now
    changed = (piece for piece in diff_words(before, change.after) if piece.kind is not Kind.KEPT)
    words = " ".join(part[0] for part in styled(changed)) or change.after
    told = [] if change.fit is Fit.FITS else [change.fit.value]
    told += [end.told for end in agenda.ends.get(change.id, ())]
    note = f" ({', '.join(told)})" if told else ""
    return (
        (f"{sign} ", "warn"),
        (f"{agenda.name(change.slugs):<12.12} ", "strong"),
        (f"{change.kind.value}{note}: ", "muted"),
        (words.replace("\n", " "), "plain"),
    )


def _thread_line(agenda: Agenda, thread: Thread) -> Line:
    latest = thread.entries[-1].comment
    count = f" ({len(thread.entries)})" if thread.answers else ""
    state = "löst" if thread.resolved else "öppen"
    look = "muted" if thread.resolved else "plain"
    return (
        (f"{RESOLVED if thread.resolved else COMMENTED} ", "warn"),
        (f"{agenda.name([thread.first.slug]):<12.12} ", "muted" if thread.resolved else "strong"),
        (f"kommentar {state}{count}: ", "muted"),
        (
            (thread.first.comment.words if thread.resolved else latest.words).replace("\n", " "),
            look,
        ),
    )


def decided(agenda: Agenda) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what can be taken back, the latest first: the ids of its rows, and what it was.

    An act of several decisions comes whole, and then each of them.
    """
    for act in reversed(agenda.decisions.acts):
        first = act[0]
        when = short_moment(first.at)
        if len(act) > 1:
            slugs = sorted({slug for row in act for slug in row.municipalities})
            ids = tuple(row.id for row in act)
            yield ids, f"{when} {first.verdict} · {len(act)} ändringar · {agenda.name(slugs)}"
        for row in act:
            lead = "   bara: " if len(act) > 1 else f"{when} "
            yield (row.id,), f"{lead}{row.verdict} · {_said(agenda, row)}"


def _said(agenda: Agenda, row: DecisionRow) -> str:
    words = " ".join((row.new or row.old).split())
    return f"{agenda.name(row.municipalities)} · {words}"
