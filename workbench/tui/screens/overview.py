"""The overview: how far every section has come with every municipality, and what is next."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from workbench.core.party import COORDINATOR
from workbench.core.response import Response
from workbench.core.status import Row
from workbench.core.text import visible
from workbench.tui import left_behind
from workbench.tui.acts import Acts
from workbench.tui.outlook import Overview, few, look, sums, title, todo
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice
from workbench.tui.widgets.keys import Keys
from workbench.tui.widgets.matrix import Matrix, MatrixContent

SIGNS = (
    "+ tillstyrker  ± delvis/med synpunkter  – avstyrker  0 ingen erinran  ○ avstår  "
    "? tveksam  * text  · ej svarat"
)
SIGNS_SHORT = "+ tillstyrker ± delvis – avstyrker 0 ingen erinran ○ avstår ? tveksam * text"
MARKS = "!2 olösta konflikter  ≠ oeniga, text saknas  ✎ osparad text från förra gången"

FILTERS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "": ("Alla avsnitt", lambda row: True),  # noqa: ARG005  the shape of a filter
    "missing": ("Där någon saknas", lambda row: bool(row.missing)),
    "divided": ("Där kommunerna är oeniga", lambda row: row.is_divided),
    "open": ("Med olösta konflikter", lambda row: row.conflicts > 0),
    "textless": ("Utan gemensam text", lambda row: not row.has_text),
}
"""Which sections to show: what the user reads, and the rule."""


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return OverviewScreen(acts, go.section)


class OverviewScreen(WorkbenchScreen):
    """The matrix, with what remains to be done above it and the sums below."""

    TITLE = "Översikt"
    HELP_TEXT = (
        "En rad för varje avsnitt och en kolumn för varje kommun.\n\n"
        f"{SIGNS}\n{MARKS}\n\n"
        "Gå med piltangenterna. Enter öppnar avsnittet för den kommun som markören står på; "
        "e öppnar den gemensamma texten, som en kommun kan föreslå ändringar i. g och en bokstav "
        "går vidare, till sammanfogning, granskning, versioner, beslut och kontroll. d visar det "
        "som skrevs men aldrig sparades. n går till "
        "nästa avsnitt där någon saknas (för en kommun: där den själv saknas) eller något är olöst."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.leave", "Avsluta", show=False, id="overview.leave"),
        Binding("n", "next_open(1)", "Nästa", id="screen.next"),
        Binding("N", "next_open(-1)", "Föregående", show=False, id="screen.previous"),
        Binding("e", "text", "Gemensam text", id="section.edit"),
        Binding("f", "filter", "Urval", id="screen.filter"),
        Binding("d", "drafts", "Osparat", id="overview.drafts"),
        Binding("ctrl+s", "save", "Spara", id="section.save"),
        Binding("f4", "choose_party", "Kommun", show=False, id="screen.party"),
        Binding("slash", "search", "Sök", key_display="/", id="screen.search"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._found: Overview | None = None
        self._filter = ""

    def compose(self) -> ComposeResult:
        """Lay out the screen; how it looks is in `workbench.tcss`."""
        yield Static(id="title", markup=False)
        yield Static(id="todo", markup=False)
        yield Matrix(id="matrix")
        yield Static(id="cell", markup=False)
        yield Static(SIGNS, id="signs", markup=False)
        yield Static(SIGNS_SHORT, id="signs-short", markup=False)
        yield Static(id="sums", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Begin in the matrix."""
        self.write("title", "Läser svaret …")
        self.query_one(Matrix).focus()

    def action_refresh(self) -> None:
        """Read the response anew."""
        party = self.acts.decider
        self.ask(lambda workspace: look(workspace, party), self._show)

    def _show(self, found: Overview) -> None:
        first = self._found is None
        self._found = found
        self.refresh_bindings()
        response, counts = found.response, found.status
        self.write("title", title(response, counts))
        self.query_one("#todo", Static).update(
            visible(todo(found, self.acts.party), keep_newlines=True)
        )
        self.query_one("#sums", Static).update(visible(sums(counts), keep_newlines=True))
        rows = [row for row in counts.rows if FILTERS[self._filter][1](row)]
        matrix = self.query_one(Matrix)
        matrix.show(
            MatrixContent(
                rows=tuple(rows),
                labels=tuple(_label(response, row) for row in rows),
                slugs=counts.taking_part,
                names=tuple(response.short_names[slug] for slug in counts.taking_part),
                marks=tuple(_marks(row, found.drafted) for row in rows),
            )
        )
        if first:
            matrix.go_to(self.section, self.acts.party)
        self._show_cell()

    @on(Matrix.Moved)
    def _show_cell(self) -> None:
        """Say in words what the cell under the cursor shows."""
        matrix, found = self.query_one(Matrix), self._found
        self.section = matrix.key
        words = "Inget avsnitt i urvalet." if found else ""
        if found and matrix.key and matrix.slug:
            row = next(row for row in found.status.rows if row.key == matrix.key)
            words = _in_words(found.response, row, matrix.slug)
        if self._filter:
            words = f"[{FILTERS[self._filter][0]}]  {words}"
        self.query_one("#cell", Static).update(visible(words))

    @on(Matrix.Opened)
    def _open(self, message: Matrix.Opened) -> None:
        # An officer writes for the own municipality, whatever column the cursor stands in.
        self.post_message(Go("section", message.key, self.acts.party or message.slug))

    def action_text(self) -> None:
        """Open the agreed text of the section under the cursor; a municipality proposes changes."""
        party, found = self.acts.party, self._found
        agreed = found.response.agreed.get(self.section) if found else None
        if party and not (agreed and agreed.text.strip()):
            self.tell("Avsnittet har ingen gemensam text ännu", "Enter öppnar ert eget bidrag.")
        elif self.section:
            self.post_message(Go("section", self.section, party, proposing=bool(party)))

    def action_next_open(self, step: int) -> None:
        """Go to the next section where somebody is missing or something is open."""
        matrix = self.query_one(Matrix)
        rows = matrix.rows
        own = self.acts.party
        wanted = [
            n
            for n, row in enumerate(rows)
            if row.conflicts or (own in row.missing if own else row.missing)
        ]
        if not wanted:
            self._tell_nothing_next()
            return
        ahead = [n for n in wanted if n > matrix.row] or wanted
        behind = [n for n in wanted if n < matrix.row] or wanted
        row = rows[ahead[0] if step > 0 else behind[-1]]
        matrix.go_to(row.key, own or (row.missing[0] if row.missing else ""))

    def _tell_nothing_next(self) -> None:
        """Say that no row shown waits for anything, and what may all the same."""
        unseen = [row.key for row in self._found.status.disputed] if self._found else []
        if self._filter:
            self.tell("Inget saknas i urvalet", "Tryck f och välj Alla avsnitt för att se resten.")
        elif unseen:
            self.tell("Inget saknas i avsnitten", f"Olöst: {few(unseen)} (g k)")
        else:
            whom = "Ni har" if self.acts.party else "Alla har"
            self.tell("Inget saknas", f"{whom} svarat på allt och inget är olöst.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something here."""
        del parameters
        found = self._found
        offered = {
            "save": bool(found and found.edited),
            "drafts": bool(found and found.drafts),
        }
        return offered.get(action, True)

    def action_save(self) -> None:
        """Save what was edited in other programs."""
        party = self.acts.decider

        def saved(paths: tuple[str, ...]) -> None:
            self.tell("Sparat", few(paths))
            self.action_refresh()

        self.do(lambda workspace: workspace.save_outside_edits(party=party), saved)

    def action_filter(self) -> None:
        """Choose which sections to show."""
        options = [(name, words) for name, (words, _) in FILTERS.items()]
        self.app.push_screen(Choice("Visa", options, self._filter), self._filtered)

    def _filtered(self, name: str | None) -> None:
        if name is not None:
            self._filter = name
            if self._found:
                self._show(self._found)

    def action_drafts(self) -> None:
        """List what was written and never saved."""
        found = self._found
        if found is None:
            return
        names = {slug: m.name for slug, m in found.response.municipalities.items()}
        names[COORDINATOR] = "Samordnaren"
        left_behind.choose(
            self, found.drafts, lambda slug: names.get(slug, slug), self.action_refresh
        )

    def action_choose_party(self) -> None:
        """Go to a municipality's column."""
        if self._found:
            names = self._found.response.municipalities
            options = [(slug, names[slug].name) for slug in self._found.status.taking_part]
            self.app.push_screen(
                Choice("Gå till kommun", options, self.query_one(Matrix).slug), self._chose_party
            )

    def _chose_party(self, slug: str | None) -> None:
        if slug is not None:
            self.query_one(Matrix).go_to("", slug)

    def action_search(self) -> None:
        """Search in everything."""
        self.post_message(Go("search"))


def _label(response: Response, row: Row) -> str:
    known = response.outline.knows(row.key)
    return response.outline.label(row.key) if known else f"{row.key} (utan hemvist)"


def _marks(row: Row, drafted: frozenset[str]) -> str:
    marks = [f"!{row.conflicts}"] if row.conflicts else []
    if row.wants_agreement:
        marks.append("≠")
    if row.key in drafted:
        marks.append("✎")
    return " ".join(marks)


def _in_words(response: Response, row: Row, slug: str) -> str:
    """Say what one cell shows: `Falun om 7.3.4: tillstyrker delvis`."""
    name = response.municipalities[slug].name
    if slug not in row.positions:
        return f"{name} om {row.key}: har inte svarat"
    contribution = response.contributions_to(row.key)[slug]
    position = row.positions[slug]
    words = position.value if position else "text utan ställningstagande"
    if contribution.condition:
        words += f" ({contribution.condition})"
    if contribution.agrees:
        words += ", instämmer i gemensam text"
    return f"{name} om {row.key}: {words}"
