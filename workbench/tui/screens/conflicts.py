"""Conflicts: places where municipalities want different wordings, and settling them."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content

from workbench.core.language.swedish import counted
from workbench.core.reviewing.decisions import Way
from workbench.tui.acts import Acts
from workbench.tui.disputes import Conflicts, Open, Settled, in_full, line, look, sides
from workbench.tui.origins import history, in_two
from workbench.tui.redline import Styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Question
from workbench.tui.screens.writing import Wanted, write
from workbench.tui.split import SplitScreen
from workbench.tui.unsaved import Kind, Place
from workbench.tui.widgets.listing import Listing
from workbench.workspace import Workspace
from workbench.workspace.provenance import SentenceProvenance
from workbench.workspace.settling import Settling

_SETTLING = {"choose", "keep", "combine", "rewrite", "deviate"}
"""What the coordinator does with an open conflict."""


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return ConflictsScreen(acts, go.section)


class ConflictsScreen(SplitScreen):
    """The conflicts, the open ones first, and the wordings of the one under the cursor."""

    TITLE = "Konflikter"
    LIST_TITLE = "Konflikter"
    READ_MORE = True
    HELP_TEXT = (
        "Ställen där kommunerna vill ha olika lydelser. Varje lydelse visas mot den gemensamma "
        "texten: [-struket-] och {+tillagt+}. ! är olöst och ✓ avgjord; de avgjorda står sist, "
        "den senaste först.\n\n"
        "1 … 9 väljer en lydelse och 0 behåller den gemensamma. i sätter ihop alla lydelser, "
        "s skriver en ny med lydelserna bredvid. d låter skillnaden stå kvar och visas som "
        "avvikelse i svaret. u på en avgjord konflikt öppnar den igen. Bara samordnaren avgör.\n\n"
        "h visar varför den gemensamma texten ser ut som den gör där kommunerna är oense."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(n),
                f"choose({n})",
                "Välj lydelse",
                show=n == 1,
                key_display="1…9",
                id=f"conflicts.choose_{n}",
            )
            for n in range(1, 10)
        ),
        Binding("0", "keep", "Behåll", id="conflicts.keep"),
        Binding("i", "combine", "Sätt ihop", id="conflicts.combine"),
        Binding("s", "rewrite", "Skriv ny", id="conflicts.rewrite"),
        Binding("d", "deviate", "Avvikelse", id="conflicts.deviate"),
        Binding("u", "reopen", "Öppna igen", id="screen.undo"),
        Binding("h", "why", "Varför", id="merge.why"),
        Binding("n", "next_open(1)", "Nästa", id="screen.next"),
        Binding("N", "next_open(-1)", "Föregående", show=False, id="screen.previous"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._conflicts: Conflicts | None = None
        self._reopened = ""
        """Id of the conflict that was just opened again, to go to."""

    def action_refresh(self) -> None:
        """Read the conflicts anew."""
        self.ask(look, self._show)

    def _show(self, conflicts: Conflicts) -> None:
        first = self._conflicts is None
        last = max(0, len(conflicts.found) - 1)
        row = self.listing.cursor
        if self._open is not None and conflicts.found:
            row = min(row, last)  # settled the last one: to the one before, not down to the settled
        ids = [one.id for one in conflicts.found]
        keys = [one.key for one in conflicts.found]
        if self._reopened in ids:
            row = ids.index(self._reopened)
        elif first and self.section in keys:
            row = keys.index(self.section)
        self._reopened = ""
        self._conflicts = conflicts
        self.listing.show([line(conflicts, one) for one in conflicts.items], "Inga konflikter.")
        self.listing.cursor = min(row, max(0, len(conflicts.items) - 1))
        self._moved()

    @property
    def _marked(self) -> Open | Settled | None:
        items = self._conflicts.items if self._conflicts else ()
        return items[self.listing.cursor] if self.listing.cursor < len(items) else None

    @property
    def _open(self) -> Open | None:
        return self._marked if isinstance(self._marked, Open) else None

    @property
    def _settled(self) -> Settled | None:
        return self._marked if isinstance(self._marked, Settled) else None

    @on(Listing.Moved)
    def _moved(self) -> None:
        one, conflicts = self._marked, self._conflicts
        self.refresh_bindings()
        if conflicts is None:
            return
        number = counted(len(conflicts.found), ("olöst", "olösta"))
        if not conflicts.found:
            number = "inget är olöst"
        if one is None:
            self.write("title", f"Konflikter · {number}")
            self.show_reading("", ["Alla konflikter är avgjorda."])
            return
        self.section = one.key
        at, heading = in_two(one.label, one.key)
        if isinstance(one, Open):
            what = f"Konflikt {self.listing.cursor + 1} av {len(conflicts.found)}"
            at = f"{at}, rad {one.dispute.line}"
        else:
            what = f"Avgjord konflikt · {number}"
        self.write("title", f"{what} · {at} · {heading}".rstrip(" ·"))
        self.show_reading(one.label, in_full(conflicts, one))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something with the conflict under the cursor."""
        one = self._open
        if action == "choose":
            number = parameters[0] if parameters else 1
            count = len(one.dispute.sides) if one else 0
            return isinstance(number, int) and number <= count and not self.acts.party
        if action in _SETTLING:
            return one is not None and not self.acts.party
        if action == "reopen":
            return self._settled is not None and not self.acts.party
        if action == "why":
            return one is not None and bool(one.lines)
        if action == "next_open":
            found = self._conflicts.found if self._conflicts else ()
            return len(found) > (1 if one else 0)
        return True

    def action_next_open(self, step: int) -> None:
        """Go to the next open conflict, and after the last one to the first."""
        count = len(self._conflicts.found) if self._conflicts else 0
        if count:
            row = self.listing.cursor if self._open else -1 if step > 0 else count
            self.listing.cursor = (row + step) % count

    # Settling

    def _settle(self, one: Open, settling: Settling, words: str) -> None:
        party = self.acts.decider
        self.do(
            lambda workspace: workspace.settle(one.id, settling, party=party),
            self._settled_as(words),
        )

    def _settled_as(self, words: str) -> Callable[[str], None]:
        def settled(_: str) -> None:
            self.tell("Avgjord", words)
            self.action_refresh()

        return settled

    def action_choose(self, number: int) -> None:
        """Choose a wording."""
        one = self._open
        if one is not None and number <= len(one.dispute.sides):
            side = one.dispute.sides[number - 1]
            self._settle(one, Settling(Way.CHOSE, slug=side.slugs[0]), f"lydelse {number}")

    def action_keep(self) -> None:
        """Keep what the agreed text says."""
        if self._open is not None:
            self._settle(self._open, Settling(Way.KEPT), "den gemensamma lydelsen")

    def action_combine(self) -> None:
        """Put all the wordings after one another."""
        if self._open is not None:
            self._settle(self._open, Settling(Way.COMBINED), "lydelserna sattes ihop")

    def action_deviate(self) -> None:
        """Let the difference stand, and be shown in the answer."""
        if self._open is not None:
            self._settle(self._open, Settling(Way.DEVIATION), "visas som avvikelse i svaret")

    def action_rewrite(self) -> None:
        """Write a new wording, with the others beside it."""
        one, conflicts = self._open, self._conflicts
        if one is None or conflicts is None:
            return

        wanted = Wanted(
            f"Ny lydelse: {one.key}, rad {one.dispute.line}",
            Place(one.key, Kind.WORDING, one.id),
            one.start,
            Content.assemble(*sides(conflicts, one)),
        )
        party = self.acts.decider

        def rewrite(workspace: Workspace, text: str) -> str:
            return workspace.settle(one.id, Settling(Way.REWROTE, text=text), party=party)

        write(self, wanted, rewrite, self._settled_as("ny lydelse"))

    def action_reopen(self) -> None:
        """Open a settled conflict again; its place says what it said before."""
        one, party = self._settled, self.acts.decider
        if one is None:
            return

        def done(_: str) -> None:
            self.tell("Konflikten är öppen igen")
            self._reopened = one.id
            self.action_refresh()

        self.do(lambda workspace: workspace.undo_decision(one.key, one.id, party=party), done)

    # Looking

    def action_why(self) -> None:
        """Show who wrote what the agreed text says in the conflict, and how it came in."""
        one, conflicts = self._open, self._conflicts
        if one is None or conflicts is None:
            return

        def about(workspace: Workspace) -> list[SentenceProvenance]:
            return [said for said in workspace.blame(one.key) if said.line in one.lines]

        def show(found: list[SentenceProvenance]) -> None:
            parts: list[Styled] = []
            for said in found:
                parts += [*history(conflicts.name, said), "\n"]
            shown = Content.assemble(*parts)
            self.app.push_screen(Question("Varför ser det ut så här?", [("h", "Stäng")], shown))

        # Not a question that a list read anew meanwhile would drop: somebody pressed a key.
        self.do(about, show)
