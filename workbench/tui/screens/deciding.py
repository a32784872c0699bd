"""The acts of deciding about changes, over a list of them: one, a sentence, a municipality, all."""

from collections.abc import Callable, Sequence

from textual.content import Content

from workbench.core.reviewing.edits import EditKind
from workbench.core.reviewing.items import Item
from workbench.core.reviewing.moves import State
from workbench.core.reviewing.pending import Fit, Pending
from workbench.tui.acts import Acts
from workbench.tui.agenda import Agenda, decided
from workbench.tui.margin import proposals
from workbench.tui.screens.choosing import Choice, Question
from workbench.tui.screens.writing import Wanted, write
from workbench.tui.split import SplitScreen
from workbench.tui.unsaved import Kind, Place
from workbench.workspace import Workspace

_NOTHING = "Inget ostridigt att ta in"
_HALF = "Text som flyttas tas bara in i båda avsnitten"
"""Why what nobody disputes may still not be taken in."""
_DECIDING = {"accept", "reject", "sentence", "from_one", "take_in", "take_in_all", "undo", "place"}
"""What only the coordinator does."""


class DecidingScreen(SplitScreen):
    """A list of what there is to decide about, and the coordinator's acts on it.

    Args:
        acts: The way to the workspace.
        section: The section's key.
    """

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._agenda: Agenda | None = None
        self._items: tuple[Item, ...] = ()
        self._only = ""
        """The municipality whose changes are shown; empty for all."""

    @property
    def _item(self) -> Item | None:
        row = self.listing.cursor
        return self._items[row] if row < len(self._items) else None

    @property
    def _change(self) -> Pending | None:
        return self._item if isinstance(self._item, Pending) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the coordinator can do with the change under the cursor; others nothing."""
        del parameters
        if action not in _DECIDING:
            return True
        agenda, change = self._agenda, self._change
        if agenda is None or self.acts.party:
            return False
        offered = {
            "accept": change is not None and change.fit is not Fit.ORPHAN,
            "reject": change is not None,
            "sentence": change is not None and len(self._same_sentence(change)) > 1,
            "from_one": change is not None,
            "take_in": bool(agenda.review.undisputed),
            "take_in_all": True,
            "place": change is not None and _can_be_placed(change),
            "undo": bool(agenda.decisions.standing),
        }
        return offered[action]

    def _done(self, words: str) -> Callable[[object], None]:
        def told(_: object) -> None:
            self.tell(words)
            self.action_refresh()

        return told

    def action_accept(self) -> None:
        """Take in the change under the cursor."""
        change = self._change
        if change is not None:
            self._of_move(
                change,
                "Godkänn",
                lambda whole: self._accept([change.id], "Godkänd", whole_moves=whole),
            )

    def _accept(self, ids: Sequence[str], words: str, *, whole_moves: bool = False) -> None:
        key, party = self.section, self.acts.decider
        self.do(
            lambda it: it.accept(key, ids, party=party, whole_moves=whole_moves), self._done(words)
        )

    def _of_move(self, change: Pending, verb: str, act: Callable[[bool], None]) -> None:
        """Decide, when that is asked for, about both ends of text that moves between sections."""
        ends = self._agenda.ends.get(change.id, ()) if self._agenda else ()
        waiting = [end for end in ends if end.state is State.WAITS]
        if not waiting:
            act(False)
            return

        def answered(answer: str | None) -> None:
            if answer in {"f", "h"}:
                act(answer == "f")

        told = "; ".join(end.told for end in waiting)
        answers = (("f", f"{verb} hela flytten"), ("h", f"{verb} bara här"), ("b", "Avbryt"))
        alone = waiting[0].consequence(accepted=verb == "Godkänn")
        question = f"Texten är {told}. Bara här: {alone}."
        self.app.push_screen(Question(question, answers), answered)

    def action_reject(self) -> None:
        """Turn down the change under the cursor, with the reason."""
        change, question = self._change, "Varför avslås ändringen?"
        if change is not None:
            self._of_move(
                change,
                "Avslå",
                lambda whole: self._reject([change], question, "Avslagen", whole_moves=whole),
            )

    def _reject(
        self, changes: Sequence[Pending], question: str, words: str, *, whole_moves: bool = False
    ) -> None:
        key, party = self.section, self.acts.decider
        ids = [one.id for one in changes]

        def reject(workspace: Workspace, reason: str) -> object:
            return workspace.reject(key, ids, reason=reason, party=party, whole_moves=whole_moves)

        write(self, self._reason(question, ids[0], changes), reject, self._done(words))

    def _reason(self, question: str, about: str, changes: Sequence[Pending]) -> Wanted:
        """Return the reason to write, beside the changes that it is for."""
        shown = Content.assemble(*proposals(self._agenda, changes)) if self._agenda else None
        return Wanted(question, Place(self.section, Kind.REASON, about), shown=shown)

    def _same_sentence(self, change: Pending) -> tuple[Pending, ...]:
        return self._agenda.review.about(change.line or 0) if self._agenda else ()

    def action_sentence(self) -> None:
        """Take in or turn down all changes of the sentence under the cursor."""
        change, agenda = self._change, self._agenda
        if change is None or agenda is None:
            return
        changes = self._same_sentence(change)
        ids = [one.id for one in changes]
        who = agenda.name(sorted({slug for one in changes for slug in one.slugs}))

        def answered(answer: str | None) -> None:
            if answer == "g":
                self._accept(ids, f"Godkände {len(ids)} ändringar")
            elif answer == "r":
                self._reject(changes, "Varför avslås de?", f"Avslog {len(ids)} ändringar")

        self._ask_about_all(f"{len(ids)} ändringar av meningen, från {who}.", answered)

    def _ask_about_all(self, question: str, answered: Callable[[str | None], None]) -> None:
        answers = (("g", "Godkänn alla"), ("r", "Avslå alla, med en motivering"), ("b", "Avbryt"))
        self.app.push_screen(Question(question, answers), answered)

    def action_from_one(self) -> None:
        """Take in or turn down everything that the change's municipality proposes here."""
        change, agenda = self._change, self._agenda
        if change is None or agenda is None:
            return
        key, party, slug = self.section, self.acts.decider, self._only or change.slugs[0]
        name = agenda.name([slug])

        def answered(answer: str | None) -> None:
            if answer == "g":
                self.do(
                    lambda workspace: workspace.accept_from(key, slug, party=party),
                    self._done(f"Godkände allt från {name}"),
                )
            elif answer == "r":
                alone = [one for one in changes if one.slugs == (slug,)]
                write(
                    self,
                    self._reason("Varför avslås de?", slug, alone),
                    lambda it, reason: it.reject_from(key, slug, reason=reason, party=party),
                    self._done(f"Avslog det som bara {name} föreslår"),
                )

        changes = agenda.review.of(slug)
        words = "Ändringen" if len(changes) == 1 else f"Alla {len(changes)} ändringar"
        self._ask_about_all(f"{words} från {name} i avsnittet.", answered)

    def action_take_in(self) -> None:
        """Take in everything here that nobody disputes."""
        self._take_in(self.section)

    def action_take_in_all(self) -> None:
        """Take in everything in the whole answer that nobody disputes."""

        def answered(answer: str | None) -> None:
            if answer == "t":
                self._take_in("")

        answers = (("t", "Ta in"), ("b", "Avbryt"))
        question = "Ta in allt som ingen motsäger, i alla avsnitt?"
        self.app.push_screen(Question(question, answers), answered)

    def _take_in(self, key: str) -> None:
        party = self.acts.decider

        waits = bool(self._agenda and self._agenda.review.undisputed)

        def told(taken: dict[str, int]) -> None:
            where = ", ".join(taken) if taken else _HALF if waits else ""
            self.tell(
                f"Tog in {sum(taken.values())} som ingen motsäger" if taken else _NOTHING, where
            )
            self.action_refresh()

        self.do(lambda workspace: workspace.take_in(key, party=party), told)

    def action_place(self) -> None:
        """Give a change that has lost its place another one."""
        change, agenda = self._change, self._agenda
        if change is None or agenda is None:
            return
        lines = agenda.review.text.split("\n")
        options = [(str(n), f"rad {n}  {text}") for n, text in enumerate(lines, 1) if text.strip()]
        if not options:
            self.tell("Avsnittet har ingen text att placera den i")
            return
        likely = change.candidate.line if change.candidate else change.line or 0

        def chosen(number: str | None) -> None:
            if number is not None:
                self._place(change, int(number))

        self.app.push_screen(
            Choice("Vilken mening gäller ändringen?", options, f"{likely}"), chosen
        )

    def _place(self, change: Pending, number: int) -> None:
        key, party = self.section, self.acts.decider

        def placed(answer: str | None) -> None:
            if answer in {"i", "e"}:
                beside = answer == "e"
                self.do(
                    lambda it: it.place(key, change.id, number, beside=beside, party=party),
                    self._done(f"Placerad på rad {number}; den väntar på beslut"),
                )

        if change.kind in {EditKind.INSERTED, EditKind.MOVED}:
            placed("e")
        elif change.kind is EditKind.DELETED:
            placed("i")
        else:
            answers = (("i", "I stället för meningen"), ("e", "Efter meningen"), ("b", "Avbryt"))
            self.app.push_screen(Question("Var ska den nya lydelsen stå?", answers), placed)

    def action_undo(self) -> None:
        """Take a decision back, or an act of several."""
        agenda, key, party = self._agenda, self.section, self.acts.decider
        if agenda is None:
            return
        acts = list(decided(agenda))
        options = [(str(number), words) for number, (_, words) in enumerate(acts)]

        def chosen(number: str | None) -> None:
            if number is not None:
                ids = acts[int(number)][0]
                self.do(
                    lambda workspace: workspace.undo_decision(key, *ids, party=party),
                    self._done("Beslutet är återtaget"),
                )

        self.app.push_screen(Choice("Ta tillbaka vilket beslut?", options), chosen)


def _can_be_placed(change: Pending) -> bool:
    has_lost = change.fit is Fit.ORPHAN or change.placed is not None
    return has_lost and change.kind is not EditKind.PARAGRAPHS
