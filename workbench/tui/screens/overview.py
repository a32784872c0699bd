"""The overview: how far every section has come with every municipality, and what is next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static

from workbench.core.language.swedish import counted, join_names, long_date, short_date
from workbench.core.party import COORDINATOR
from workbench.core.response import Response
from workbench.core.status import BEHIND_STATES, AdoptionState, Row, Status, status
from workbench.core.text import visible
from workbench.tui import left_behind
from workbench.tui.acts import Acts
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice
from workbench.tui.unsaved import Place
from workbench.tui.widgets.keys import Keys
from workbench.tui.widgets.matrix import Matrix, MatrixContent
from workbench.workspace import Draft, Workspace

SIGNS = (
    "+ tillstyrker  ± delvis/med synpunkter  – avstyrker  0 ingen erinran  ○ avstår  "
    "? tveksam  * text  · ej svarat"
)
SIGNS_SHORT = "+ tillstyrker ± delvis – avstyrker 0 ingen erinran ○ avstår ? tveksam * text"
MARKS = "!2 olösta konflikter  ≠ oeniga, text saknas  ✎ osparad text från förra gången"

_TODO = 5
"""Lines of what is to be done."""

_UNDECIDED = {AdoptionState.NOT_ANSWERED, AdoptionState.EXPECTED, AdoptionState.SENT_BACK}

FILTERS: dict[str, tuple[str, Callable[[Row], bool]]] = {
    "": ("Alla avsnitt", lambda row: True),  # noqa: ARG005  the shape of a filter
    "missing": ("Där någon saknas", lambda row: bool(row.missing)),
    "divided": ("Där kommunerna är oeniga", lambda row: row.is_divided),
    "open": ("Med olösta konflikter", lambda row: row.conflicts > 0),
    "textless": ("Utan gemensam text", lambda row: not row.has_text),
}
"""Which sections to show: what the user reads, and the rule."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What the screen shows."""

    response: Response
    status: Status
    drafts: tuple[Draft, ...] = ()
    edited: tuple[str, ...] = ()
    """Own paths edited in other programs and not saved."""
    edited_others: tuple[str, ...] = ()
    """The same of other parties: never saved from here."""
    drafted: frozenset[str] = field(default=frozenset())
    """Keys of sections with a draft."""
    pending: dict[str, int] = field(default_factory=dict)
    """Changes that wait for a decision, by section; sections without any are left out."""
    homeless: dict[str, int] = field(default_factory=dict)
    """Those of them that have lost their place."""


def look(workspace: Workspace, party: str) -> Overview:
    """Gather what the overview shows to a party."""
    edits = workspace.outside_edits(party)
    drafts = workspace.drafts_left()
    reviews = {key: workspace.review(key).review for key in workspace.sections_on_review()}
    conflicts = {key: len(review.conflicts) for key, review in reviews.items()}
    return Overview(
        workspace.response,
        status(workspace.response, workspace.now(), conflicts=conflicts),
        drafts,
        edits.own,
        edits.others,
        frozenset(Place.of(draft.key).section for draft in drafts),
        {key: len(review.pending) for key, review in reviews.items() if review.pending},
        {key: len(review.orphans) for key, review in reviews.items() if review.orphans},
    )


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
                names=tuple(response.municipalities[slug].short for slug in counts.taking_part),
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
            whom = "Ni har" if own else "Alla har"
            self.tell("Inget saknas", f"{whom} svarat på allt och inget är olöst.")
            return
        ahead = [n for n in wanted if n > matrix.row] or wanted
        behind = [n for n in wanted if n < matrix.row] or wanted
        row = rows[ahead[0] if step > 0 else behind[-1]]
        matrix.go_to(row.key, own or (row.missing[0] if row.missing else ""))

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
            self.tell("Sparat", _few(paths))
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
    if row.is_divided and not row.has_text:
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


def title(response: Response, counts: Status) -> str:
    """Say what the response is and how many days are left."""
    referral = response.facts.referral
    name = f"{referral.report} {referral.title}".strip() or response.facts.response.id
    number = referral.registration_number or "dnr saknas"
    if referral.due is None or counts.days_left is None:
        return f"{number} · svarsdag inte känd · {name}"
    days = counted(abs(counts.days_left), ("dag", "dagar"))
    left = f"{days} kvar" if counts.days_left >= 0 else "svarstiden har gått ut"
    return (
        f"{left} · svar senast {short_date(referral.due)} {referral.due.year} · {name} · {number}"
    )


def todo(found: Overview, party: str = "") -> str:
    """Say in a few lines what is to be done now, by a party; the most pressing first."""
    lines = [*_left_from_before(found), *_own(found, party), *_in_the_work(found)]
    return "\n".join(f"• {line}" for line in lines[:_TODO]) or "• Inget väntar just nu."


def _left_from_before(found: Overview) -> list[str]:
    lines = []
    if found.drafts:
        where = _few(sorted({str(Place.of(draft.key)) for draft in found.drafts}))
        lines.append(f"Osparad text från förra gången i {where}: d visar.")
    if found.edited:
        lines.append(f"Ändrat i annat program; Ctrl+S sparar: {_few(found.edited)}")
    if found.edited_others:
        where = _few(found.edited_others)
        lines.append(f"Ändrat i andras filer, sparas inte härifrån: {where}")
    return lines


def _own(found: Overview, party: str) -> list[str]:
    """Say what a municipality has left to answer."""
    missing = [row.key for row in found.status.rows if party in row.missing]
    if not missing:
        return []
    return [f"Ert svar saknas i {counted(len(missing), ('avsnitt', 'avsnitt'))}: {_few(missing)}"]


def _in_the_work(found: Overview) -> list[str]:
    response, counts = found.response, found.status
    lines = []
    if counts.silent:
        names = _few([response.municipalities[slug].name for slug in counts.silent])
        lines.append(f"Har inte svarat på något: {names}")
    open_rows = [row for row in counts.rows if row.conflicts]
    if open_rows:
        total = sum(row.conflicts for row in open_rows)
        where = _few([row.key for row in open_rows])
        lines.append(f"{counted(total, ('olöst konflikt', 'olösta konflikter'))} i {where}")
    if found.pending:
        total, lost = sum(found.pending.values()), sum(found.homeless.values())
        homeless = f", {lost} utan hemvist" if lost else ""
        what = counted(total, ("ändring", "ändringar"))
        lines.append(f"{what} att granska{homeless}: {_few(list(found.pending))} (g g)")
    divided = [row.key for row in counts.rows if row.is_divided and not row.has_text]
    if divided:
        lines.append(f"Kommunerna är oeniga och text saknas i {_few(divided)}")
    textless = [row.key for row in counts.rows if not row.has_text and row.answers]
    if textless:
        lines.append(f"Gemensam text saknas i {_few(textless)}")
    waiting = [slug for slug, state in counts.adoption.items() if state in _UNDECIDED]
    if waiting and not textless:
        names = _few([response.municipalities[slug].name for slug in waiting])
        lines.append(f"Har inte beslutat om svaret: {names}")
    if counts.next_round is not None:
        closes = counts.next_round.closes
        lines.append(f"{counts.next_round.name} stänger {long_date(closes.date())} {closes:%H.%M}")
    return lines


def _few(names: Sequence[str], shown: int = 4) -> str:
    """List some names, and say how many more there are."""
    if len(names) <= shown + 1:
        return join_names(names)
    return f"{', '.join(names[:shown])} och {len(names) - shown} till"


def sums(counts: Status) -> str:
    """Say the sums: who has answered, and who has decided what."""
    percent = round(100 * counts.contributions / counts.cells) if counts.cells else 0
    return (
        f"{counts.heard} av {len(counts.taking_part)} kommuner har lämnat bidrag · "
        f"{counts.contributions} av {counts.cells} möjliga ({percent} %)\n"
        f"Beslut: {_decided(counts)}"
    )


def _decided(counts: Status) -> str:
    """Say how many stand behind the answer, and how the others stand."""
    states = counts.adoption_counts()
    others = [f"{n} {state}" for state, n in states.items() if n and state not in BEHIND_STATES]
    return " · ".join([f"{counts.behind} står bakom", *others])
