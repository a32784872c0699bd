"""Review: the agreed text with every proposed change in it, to take in or turn down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer

from workbench.core.language.swedish import counted, join_names
from workbench.core.merging.diff import Kind, diff_words
from workbench.core.reviewing.comments import Thread
from workbench.core.reviewing.decisions import DecisionRow
from workbench.core.reviewing.pending import Fit, Pending, Review
from workbench.core.text import visible
from workbench.tui.acts import Acts
from workbench.tui.inline import MARKED, with_changes
from workbench.tui.redline import Styled, styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice, LineInput, Question
from workbench.tui.split import SplitScreen
from workbench.tui.widgets.listing import Line, Listing
from workbench.workspace import Workspace

_VIEWS = ("alla ändringar", "som det blir", "som det är")


@dataclass(frozen=True, slots=True)
class Table:
    """What lies on the reviewer's table."""

    label: str
    review: Review
    decided: tuple[DecisionRow, ...]
    """What holds, oldest first."""
    unreadable: tuple[tuple[str, str], ...]
    """Name and reason of each proposal that cannot be brought to the text."""
    threads: tuple[Thread, ...]
    names: dict[str, str]
    """By slug."""

    def name(self, slugs: Sequence[str]) -> str:
        """Name some municipalities."""
        return join_names([self.names.get(slug, slug) for slug in slugs])


def look(workspace: Workspace, key: str) -> Table:
    """Gather one section's changes, comments and decisions."""
    response = workspace.response
    names = {slug: m.name for slug, m in response.municipalities.items()}
    section = workspace.review(key)
    review = section.review
    return Table(
        label=response.outline.label(key) if response.outline.knows(key) else key,
        review=review,
        decided=section.decisions.standing,
        unreadable=tuple((names.get(u.slug, u.slug), u.why) for u in section.unreadable),
        threads=workspace.comments(key),
        names=names,
    )


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return ReviewScreen(acts, go.section)


class ReviewScreen(SplitScreen):
    """The changes in a list, and the text with all of them beside it."""

    TITLE = "Granska"
    LIST_TITLE = "Ändringar"
    READ_MORE = True
    HELP_TEXT = (
        "Den gemensamma texten med alla föreslagna ändringar inne i texten: [-struket-] och "
        "{+tillagt+}, med kommunens namn före. ! betyder att ändringen står i konflikt med en "
        "annan; gå till konflikterna med g k.\n\n"
        "a godkänner ändringen under markören, r avslår den med en motivering. A godkänner allt "
        "från kommunen, o tar in allt som ingen motsäger. u tar tillbaka ett beslut."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "accept", "Godkänn", id="review.accept"),
        Binding("r", "reject", "Avslå", id="review.reject"),
        Binding("A", "accept_from", "Allt från kommunen", id="review.accept_from"),
        Binding("o", "take_in", "Allt ostridigt", id="merge.take_in"),
        Binding("u", "undo", "Ångra", id="screen.undo"),
        Binding("k", "comment", "Kommentera", id="review.comment"),
        Binding("v", "view", "Visa", id="review.view"),
        Binding("e", "text", "Redigera", show=False, id="section.edit"),
        Binding("f4", "choose_party", "Kommun", id="screen.party"),
        Binding("n", "next_open(1)", "Nästa", show=False, id="screen.next"),
        Binding("N", "next_open(-1)", "Föregående", show=False, id="screen.previous"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._table: Table | None = None
        self._only = ""
        """The municipality whose changes are shown; empty for all."""
        self._view = 0
        self._drawing: Timer | None = None

    def action_refresh(self) -> None:
        """Read the section anew."""
        key = self.section
        self.ask(lambda workspace: look(workspace, key), self._show)

    def _show(self, table: Table) -> None:
        self._table = table
        shown = self._shown
        who = table.name([self._only]) if self._only else "alla kommuner"
        open_threads = sum(not thread.resolved for thread in table.threads)
        words = [
            f"Granska {table.label}",
            counted(len(shown), ("ändring", "ändringar")),
            counted(open_threads, ("öppen kommentar", "öppna kommentarer")),
            f"visar {who}",
        ]
        self.write("title", " · ".join(words))
        self.listing.show([self._line(table, c) for c in shown], "Inga ändringar att granska.")
        conflicts = counted(len(table.review.conflicts), ("öppen konflikt", "öppna konflikter"))
        self.show_sums(f"{conflicts}: g k" if table.review.conflicts else "")
        self._draw()

    @property
    def _shown(self) -> Sequence[Pending]:
        pending = self._table.review.pending if self._table else ()
        return [c for c in pending if not self._only or self._only in c.slugs]

    @property
    def _change(self) -> Pending | None:
        shown, row = self._shown, self.listing.cursor
        return shown[row] if row < len(shown) else None

    @staticmethod
    def _line(table: Table, change: Pending) -> Line:
        sign = "!" if change.conflict else "⚠" if change.fit is not Fit.FITS else " "
        before = change.before if change.fit is Fit.ORPHAN else change.now
        changed = (p for p in diff_words(before, change.after) if p.kind is not Kind.KEPT)
        words = " ".join(part[0] for part in styled(changed))
        note = "" if change.fit is Fit.FITS else f" ({change.fit.value})"
        return (
            (f"{sign} ", "warn"),
            (f"{table.name(change.slugs):<12.12} ", "strong"),
            (f"{change.kind.value}{note}: ", "muted"),
            (words.replace("\n", " "), "plain"),
        )

    @on(Listing.Moved)
    def _moved(self) -> None:
        if self._drawing is not None:
            self._drawing.stop()
        self._drawing = self.set_timer(0.05, self._draw)

    def _draw(self) -> None:
        """Show the text as the chosen view has it."""
        self._drawing = None
        table, change = self._table, self._change
        if table is None:
            return
        view = _VIEWS[self._view]
        order = {slug: number for number, slug in enumerate(table.names)}
        if self._view == 0:
            marked = change.id if change else ""
            parts = with_changes(table.review.text, self._shown, table.name, marked, order)
        elif self._view == 1:
            text = table.review.made(table.review.undisputed)
            parts = [visible(text, keep_newlines=True)]
        else:
            parts = [visible(table.review.text, keep_newlines=True)]
        parts += _about(table, change) + _comments(table) + _unreadable(table)
        self.show_reading(f"{table.label}: {view}", parts or ["Ingen gemensam text ännu."])
        self.bring_into_sight(parts, MARKED)

    # Deciding

    def _done(self, words: str) -> Callable[[object], None]:
        def told(_: object) -> None:
            self.tell(words)
            self.action_refresh()

        return told

    @on(Listing.Chosen)
    def _chosen(self) -> None:
        self.action_accept()

    def action_accept(self) -> None:
        """Take in the change under the cursor."""
        change, key, party = self._change, self.section, self.acts.decider
        if change is not None:
            ids = [change.id]
            self.do(
                lambda workspace: workspace.accept(key, ids, party=party), self._done("Godkänd")
            )

    def action_reject(self) -> None:
        """Turn down the change under the cursor, with the reason."""
        change, key, party = self._change, self.section, self.acts.decider
        if change is None:
            return

        def given(reason: str | None) -> None:
            if reason:
                self.do(
                    lambda workspace: workspace.reject(
                        key, [change.id], reason=reason, party=party
                    ),
                    self._done("Avslagen"),
                )

        self.app.push_screen(LineInput("Varför avslås ändringen?"), given)

    def action_accept_from(self) -> None:
        """Take in everything that the change's municipality proposes here."""
        change, table = self._change, self._table
        if change is None or table is None:
            return
        key, party, slug = self.section, self.acts.decider, self._only or change.slugs[0]

        def answered(answer: str | None) -> None:
            if answer == "g":
                self.do(
                    lambda workspace: workspace.accept_from(key, slug, party=party),
                    self._done(f"Godkände allt från {table.name([slug])}"),
                )

        question = f"Godkänn alla ändringar från {table.name([slug])} i avsnittet?"
        self.app.push_screen(Question(question, (("g", "Godkänn alla"), ("b", "Avbryt"))), answered)

    def action_take_in(self) -> None:
        """Take in everything that nobody disputes."""
        table, key, party = self._table, self.section, self.acts.decider
        if table is None or not table.review.undisputed:
            self.tell("Inget ostridigt att ta in")
            return
        count = counted(len(table.review.undisputed), ("ändring", "ändringar"))
        self.do(
            lambda workspace: workspace.merge(key, party=party),
            self._done(f"Tog in {count} som ingen motsäger"),
        )

    def action_undo(self) -> None:
        """Take a decision back."""
        table, key, party = self._table, self.section, self.acts.decider
        if table is None or not table.decided:
            self.tell("Inget beslut att ta tillbaka")
            return
        options = [
            (str(n), f"{row.verdict} · {table.name(row.municipalities)} · {row.new or row.old}")
            for n, row in reversed(list(enumerate(table.decided)))
        ]

        def chosen(number: str | None) -> None:
            if number is not None:
                decision = table.decided[int(number)].id
                self.do(
                    lambda workspace: workspace.undo_decision(key, decision, party=party),
                    self._done("Beslutet är återtaget"),
                )

        self.app.push_screen(Choice("Ta tillbaka vilket beslut?", options), chosen)

    def action_comment(self) -> None:
        """Say something about the sentence under the cursor, or about the section."""
        change, key, party = self._change, self.section, self.acts.decider
        quote = change.now.split("\n")[0] if change else ""

        def given(words: str | None) -> None:
            if words:
                from workbench.workspace.commenting import Remark

                remark = Remark(text=words, quote=quote)
                self.do(
                    lambda workspace: workspace.comment(key, remark, party=party),
                    self._done("Kommentaren är sparad"),
                )

        self.app.push_screen(LineInput("Kommentera meningen" if quote else "Kommentera"), given)

    # Looking

    def action_view(self) -> None:
        """Show the text with all changes, as it will be, or as it is. Changes nothing."""
        self._view = (self._view + 1) % len(_VIEWS)
        self._draw()

    def action_text(self) -> None:
        """Edit the agreed text by hand."""
        self.post_message(Go("section", self.section, ""))

    def action_choose_party(self) -> None:
        """Choose whose changes to show."""
        if self._table is None:
            return
        slugs = sorted({slug for c in self._table.review.pending for slug in c.slugs})
        options = [("", "Alla kommuner"), *((slug, self._table.name([slug])) for slug in slugs)]
        self.app.push_screen(Choice("Visa ändringar från", options, self._only), self._chose_party)

    def _chose_party(self, slug: str | None) -> None:
        if slug is not None and self._table:
            self._only = slug
            self._show(self._table)

    def action_next_open(self, step: int) -> None:
        """Go to the next change."""
        self.listing.action_move(step)


def _about(table: Table, change: Pending | None) -> list[Styled]:
    """Say what one should know of a change before deciding."""
    if change is None:
        return []
    notes = []
    if change.conflict:
        notes.append("! Står i konflikt med en annan ändring; avgör den med g k.")
    if change.beside:
        notes.append(f"Även {table.name(change.beside)} vill lägga till något här; båda får plats.")
    if change.fit is Fit.OVERTAKEN:
        notes.append("⚠ Meningen har ändrats sedan förslaget; att godkänna ersätter det nya.")
    if change.candidate is not None:
        alike = round(100 * change.candidate.likeness)
        notes.append(f"Närmast ligger rad {change.candidate.line} ({alike} % lika).")
    if change.earlier is not None:
        row = change.earlier
        notes.append(f"Tidigare om samma ställe: {row.verdict}, {row.by}. {row.reason}".strip())
    return [("\n" + visible("\n".join(notes), keep_newlines=True) + "\n", "$text-warning")] * bool(
        notes
    )


def _comments(table: Table) -> list[Styled]:
    parts: list[Styled] = []
    for thread in table.threads:
        where = f"rad {thread.line}" if thread.line else "hela avsnittet"
        state = "löst" if thread.resolved else "öppen"
        if thread.orphan:
            where = "meningen finns inte kvar"
        parts.append((f"\n◇ Kommentar ({where}, {state})\n", "bold"))
        for entry in (thread.first, *thread.answers):
            said = f"  {entry.comment.by}: {entry.comment.text}"
            parts.append(visible(said, keep_newlines=True) + "\n")
    return parts


def _unreadable(table: Table) -> list[Styled]:
    return [
        (f"\n⚠ {visible(f'Förslaget från {name} kan inte läsas: {why}')}\n", "$text-error")
        for name, why in table.unreadable
    ]
