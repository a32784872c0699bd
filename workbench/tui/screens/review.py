"""Review: the agreed text with every proposed change in it, to take in or turn down."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.timer import Timer

from workbench.core.reviewing.comments import Thread
from workbench.core.reviewing.items import is_open
from workbench.core.reviewing.pending import Pending
from workbench.core.text import visible
from workbench.tui.acts import Acts
from workbench.tui.agenda import FILTERS, Agenda, line, look
from workbench.tui.inline import MARKED, Marks
from workbench.tui.margin import comments, notes, unreadable
from workbench.tui.redline import Styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice, Question
from workbench.tui.screens.deciding import DecidingScreen
from workbench.tui.screens.writing import Wanted, write
from workbench.tui.unsaved import Kind, Place
from workbench.tui.widgets.listing import Listing
from workbench.workspace import Workspace

_VIEWS = ("alla ändringar", "som det blir", "som det är")


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return ReviewScreen(acts, go.section)


class ReviewScreen(DecidingScreen):
    """Changes and comments in a list, and the text with all of them beside it."""

    TITLE = "Granska"
    LIST_TITLE = "Ändringar och kommentarer"
    READ_MORE = True
    HELP_TEXT = (
        "Den gemensamma texten med alla föreslagna ändringar inne i texten: [-struket-] och "
        "{+tillagt+}, med kommunens namn före och i dess färg. ! betyder att ändringen står i "
        "konflikt med en annan (g k går dit), ⚠ att meningen har ändrats eller inte finns kvar, "
        "◇ en öppen kommentar och ✓ en löst.\n\n"
        "Samordnaren godkänner (a) eller avslår med en motivering (r): en ändring i taget, allt om "
        "meningen (S), allt från kommunen (A) eller allt som ingen motsäger, här (o) eller i hela "
        "svaret (O). En ändring utan hemvist får en ny plats med p. u tar tillbaka ett beslut. "
        "En kommun godkänner aldrig ändringar, inte heller sina egna. Text som flyttas till eller "
        "från ett annat avsnitt är två ändringar; a och r frågar om hela flytten.\n\n"
        "k kommenterar meningen eller svarar i tråden, l säger att tråden är löst eller öppnar den "
        "igen. v växlar mellan alla ändringar, som det blir och som det är; inget sparas av det. "
        "n går till nästa öppna, och efter den sista till nästa avsnitt."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Välj", id="review.choose"),
        Binding("a", "accept", "Godkänn", id="review.accept"),
        Binding("r", "reject", "Avslå", id="review.reject"),
        Binding("S", "sentence", "Hela meningen", id="review.sentence"),
        Binding("A", "from_one", "Hela kommunen", id="review.accept_from"),
        Binding("o", "take_in", "Allt ostridigt", id="merge.take_in"),
        Binding("O", "take_in_all", "Ostridigt i hela svaret", show=False, id="review.take_in_all"),
        Binding("p", "place", "Placera", id="review.place"),
        Binding("k", "comment", "Kommentera", id="review.comment"),
        Binding("l", "resolve", "Löst/öppen", id="review.resolve"),
        Binding("u", "undo", "Ångra", id="screen.undo"),
        Binding("n", "next_open(1)", "Nästa", id="screen.next"),
        Binding("N", "next_open(-1)", "Föregående", show=False, id="screen.previous"),
        Binding("v", "view", "Visa", id="review.view"),
        Binding("f", "filter", "Urval", id="screen.filter"),
        Binding("f4", "choose_party", "Kommun", id="screen.party"),
        Binding("e", "text", "Redigera", id="section.edit"),
        Binding("e", "propose", "Föreslå ändring", id="section.propose"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._wanted = ""
        """One of `FILTERS`."""
        self._view = 0
        self._drawing: Timer | None = None

    # Showing

    def action_refresh(self) -> None:
        """Read the section anew."""
        key = self.section
        self.ask(lambda workspace: look(workspace, key), self._show)

    def _show(self, agenda: Agenda) -> None:
        here, first = self._item, self._agenda is None
        self._agenda = agenda
        self._items = agenda.items(self._only, self._wanted)
        self.write("title", f"Granska {agenda.label}")
        nothing = (
            "Inget i urvalet." if self._is_narrowed else "Inget att granska här. n: nästa avsnitt."
        )
        self.listing.show([line(agenda, item) for item in self._items], nothing)
        places = [n for n, item in enumerate(self._items) if here and item.id == here.id]
        if first:  # what is done may stand before what is left
            places = [n for n, item in enumerate(self._items) if is_open(item)]
        if places:
            self.listing.cursor = places[0]
        who = agenda.name([self._only]) if self._only else ""
        what = FILTERS[self._wanted][0] if self._wanted else ""
        shown = ", ".join(filter(None, (what, who)))
        self.show_sums(agenda.sums() + (f" · visar bara: {shown}" if shown else ""))
        self.refresh_bindings()
        self._draw()

    @property
    def _is_narrowed(self) -> bool:
        return bool(self._only or self._wanted)

    @property
    def _thread(self) -> Thread | None:
        return self._item if isinstance(self._item, Thread) else None

    @on(Listing.Moved)
    def _moved(self) -> None:
        self.refresh_bindings()
        if self._drawing is not None:
            self._drawing.stop()
        self._drawing = self.set_timer(0.05, self._draw)

    def _draw(self) -> None:
        """Show the text as the chosen view has it."""
        self._drawing = None
        agenda = self._agenda
        if agenda is None:
            return
        parts = self._text(agenda) or ["Ingen gemensam text ännu.\n"]
        thread = self._thread
        parts += comments(agenda, thread.id if thread else "") + unreadable(agenda)
        self.show_reading(f"{agenda.label}: {_VIEWS[self._view]}", parts)
        self.bring_into_sight(parts, MARKED)

    def _text(self, agenda: Agenda) -> list[Styled]:
        if self._view:
            review = agenda.review
            text = review.made(review.undisputed) if self._view == 1 else review.text
            return [visible(text, keep_newlines=True)]
        change = self._change
        marks = Marks(
            agenda.name,
            {slug: number for number, slug in enumerate(agenda.names)},
            marked=change.id if change else "",
            notes=notes(agenda, change) if change else (),
            commented={thread.line for thread in agenda.threads if thread.line and is_open(thread)},
        )
        shown = [item for item in self._items if isinstance(item, Pending)]
        return marks.with_changes(agenda.review.text, shown)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something here, for the one who sits here."""
        if action == "choose":
            return self._item is not None
        if action == "text":
            return not self.acts.party
        if action == "propose":
            return bool(self.acts.party and self._agenda and self._agenda.review.text.strip())
        if action == "resolve":
            return self._thread is not None
        return super().check_action(action, parameters)

    # Choosing and saying

    @on(Listing.Chosen)
    def _chosen(self) -> None:
        self.action_choose()

    def action_choose(self) -> None:
        """List what can be done with what is under the cursor."""
        acts = {
            "a": ("accept", "Godkänn"),
            "r": ("reject", "Avslå, med en motivering"),
            "S": ("sentence", "Allt om meningen …"),
            "p": ("place", "Ge den en plats i texten"),
            "k": ("comment", "Svara" if self._thread else "Kommentera"),
            "l": ("resolve", "Öppna igen" if self._is_resolved else "Löst"),
        }
        answers = [(key, words) for key, (name, words) in acts.items() if self._offers(name)]

        def answered(key: str | None) -> None:
            if key is not None:
                self.call_later(getattr(self, f"action_{acts[key][0]}"))

        if self._agenda and self._item:
            self.app.push_screen(Question(self._agenda.who(self._item), answers), answered)

    def _offers(self, name: str) -> bool:
        return bool(self.check_action(name, ()))

    def action_comment(self) -> None:
        """Answer the thread under the cursor, or say something about the sentence or section."""
        thread, change = self._thread, self._change
        if thread is not None:
            self._remark("Svara", thread.id, answers=thread.id)
            return
        quote = self._sentence(change) if change else ""
        if change and quote:
            self._remark("Kommentera meningen", change.id, quote=quote)
        else:
            self._remark("Kommentera avsnittet")

    def _sentence(self, change: Pending) -> str:
        """Return the sentence of the present text that a change is about, or stands beside."""
        lines = self._agenda.review.text.split("\n") if self._agenda else []
        at = next((n for n in change.lines if lines[n - 1 : n] and lines[n - 1].strip()), 0)
        return lines[at - 1] if at else ""

    def _remark(self, title: str, about: str = "", *, quote: str = "", answers: str = "") -> None:
        from workbench.workspace.commenting import Remark

        key, party = self.section, self.acts.decider
        wanted = Wanted(title, Place(key, Kind.COMMENT, about), shown=self._about(quote))

        def comment(workspace: Workspace, words: str) -> object:
            return workspace.comment(
                key, Remark(text=words, quote=quote, answers=answers), party=party
            )

        write(self, wanted, comment, self._done("Kommentaren är sparad"))

    def _about(self, quote: str) -> Content:
        """Return what a comment is about: the thread that it answers, or a sentence."""
        if self._agenda is None or self._thread is None:
            return Content(visible(quote))
        return Content.assemble(*comments(replace(self._agenda, threads=(self._thread,)), ""))

    @property
    def _is_resolved(self) -> bool:
        return self._thread is not None and self._thread.resolved

    def action_resolve(self) -> None:
        """Say that the thread under the cursor is done, or open it again."""
        from workbench.workspace.commenting import Remark

        thread, key, party = self._thread, self.section, self.acts.decider
        if thread is not None:
            done = thread.resolved
            remark = Remark(answers=thread.id, resolves=not done, reopens=done)
            self.do(
                lambda workspace: workspace.comment(key, remark, party=party),
                self._done("Kommentaren är öppen igen" if done else "Kommentaren är löst"),
            )

    # Looking

    def action_view(self) -> None:
        """Show the text with all changes, as it will be, or as it is. Changes nothing."""
        self._view = (self._view + 1) % len(_VIEWS)
        self._draw()

    def action_text(self) -> None:
        """Edit the agreed text by hand."""
        self.post_message(Go("section", self.section, ""))

    def action_propose(self) -> None:
        """Write the agreed text as the own municipality wants it."""
        self.post_message(Go("section", self.section, self.acts.party, proposing=True))

    def action_filter(self) -> None:
        """Choose what kind of items to show."""
        options = [(name, words) for name, (words, _) in FILTERS.items()]

        def chosen(name: str | None) -> None:
            if name is not None and self._agenda:
                self._wanted = name
                self._show(self._agenda)

        self.app.push_screen(Choice("Visa", options, self._wanted), chosen)

    def action_choose_party(self) -> None:
        """Choose whose changes and comments to show."""
        agenda = self._agenda
        if agenda is None:
            return
        slugs = [slug for slug in agenda.names if agenda.items(slug)]
        options = [("", "Alla kommuner"), *((slug, agenda.name([slug])) for slug in slugs)]
        self.app.push_screen(Choice("Visa det som är från", options, self._only), self._chose_party)

    def _chose_party(self, slug: str | None) -> None:
        if slug is not None and self._agenda:
            self._only = slug
            self._show(self._agenda)

    def action_next_open(self, step: int) -> None:
        """Go to the next open item, and after the last one to the next section that has any."""
        row, key = self.listing.cursor, self.section
        found = [n for n, item in enumerate(self._items) if is_open(item) and (n - row) * step > 0]
        if found:
            self.listing.cursor = min(found, key=lambda n: abs(n - row))
        else:
            # Not a question that a list read anew meanwhile would drop: somebody pressed a key.
            self.do(lambda workspace: workspace.next_open(key, step), self._go_on_in)

    def _go_on_in(self, key: str) -> None:
        if key:
            self.post_message(Go("review", key))
        elif any(map(is_open, self._agenda.items() if self._agenda else ())):
            self.tell("Inget mer att granska i de andra avsnitten")
        else:
            self.tell("Allt är granskat")
