"""Conflicts: places where municipalities want different wordings, and settling them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from workbench.core.language.swedish import join_names
from workbench.core.merging.diff import diff_words
from workbench.core.outline import order_of
from workbench.core.reviewing.decisions import Way
from workbench.core.reviewing.pending import Dispute
from workbench.core.text import visible
from workbench.tui.acts import Acts
from workbench.tui.inline import colour_of
from workbench.tui.origins import in_two
from workbench.tui.redline import Styled, styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import LineInput
from workbench.tui.split import SplitScreen
from workbench.tui.widgets.listing import Line, Listing
from workbench.workspace import Workspace
from workbench.workspace.settling import Settling


@dataclass(frozen=True, slots=True)
class Open:
    """An open conflict."""

    key: str
    label: str
    dispute: Dispute


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What the screen shows."""

    found: tuple[Open, ...]
    names: dict[str, str]
    """By slug."""


def look(workspace: Workspace) -> Conflicts:
    """Gather all open conflicts, in the order of the answer."""
    response = workspace.response
    outline = response.outline
    found = [
        Open(key, outline.label(key) if outline.knows(key) else key, dispute)
        for key in sorted(workspace.open_conflicts(), key=order_of)
        for dispute in workspace.review(key).review.conflicts
    ]
    return Conflicts(tuple(found), {slug: m.name for slug, m in response.municipalities.items()})


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return ConflictsScreen(acts, go.section)


class ConflictsScreen(SplitScreen):
    """The open conflicts, and the wordings of the one under the cursor."""

    TITLE = "Konflikter"
    LIST_TITLE = "Öppna konflikter"
    READ_MORE = True
    HELP_TEXT = (
        "Ställen där kommunerna vill ha olika lydelser. Varje lydelse visas mot den gemensamma "
        "texten: [-struket-] och {+tillagt+}.\n\n"
        "1 … 9 väljer en lydelse och 0 behåller den gemensamma. i sätter ihop alla lydelser, "
        "s skriver en ny. d låter skillnaden stå kvar och visas som avvikelse i svaret. "
        "Beslutet kan tas tillbaka från granskningen med u."
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
        Binding("n", "next_open(1)", "Nästa", id="screen.next"),
        Binding("N", "next_open(-1)", "Föregående", show=False, id="screen.previous"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._conflicts: Conflicts | None = None

    def action_refresh(self) -> None:
        """Read the conflicts anew."""
        self.ask(look, self._show)

    def _show(self, conflicts: Conflicts) -> None:
        first = self._conflicts is None
        self._conflicts = conflicts
        self.listing.show([_line(one, conflicts) for one in conflicts.found], "Inget är olöst.")
        keys = [one.key for one in conflicts.found]
        if first and self.section in keys:
            self.listing.cursor = keys.index(self.section)
        self._moved()

    @property
    def _open(self) -> Open | None:
        found = self._conflicts.found if self._conflicts else ()
        return found[self.listing.cursor] if self.listing.cursor < len(found) else None

    @on(Listing.Moved)
    def _moved(self) -> None:
        one, conflicts = self._open, self._conflicts
        if conflicts is None:
            return
        if one is None:
            self.write("title", "Konflikter · inget är olöst")
            self.show_reading("", ["Alla konflikter är avgjorda."])
            return
        self.section = one.key
        number = f"Konflikt {self.listing.cursor + 1} av {len(conflicts.found)}"
        at, heading = in_two(one.label, one.key)
        self.write("title", f"{number} · {at}, rad {one.dispute.line} · {heading}".rstrip(" ·"))
        self.show_reading(one.label, _wordings(one.dispute, conflicts.names))

    def action_next_open(self, step: int) -> None:
        """Go to the next conflict."""
        self.listing.action_move(step)

    # Settling

    def _settle(self, one: Open, settling: Settling, words: str) -> None:
        party = self.acts.decider

        def settled(_: str) -> None:
            self.tell("Avgjord", words)
            self.action_refresh()

        self.do(lambda workspace: workspace.settle(one.dispute.id, settling, party=party), settled)

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
        """Write a new wording."""
        one = self._open
        if one is None:
            return

        def written(text: str | None) -> None:
            if text:
                self._settle(one, Settling(Way.REWROTE, text=text), "ny lydelse")

        start = one.dispute.base or one.dispute.sides[0].text
        self.app.push_screen(LineInput("Ny lydelse", start.replace("\n", " ")), written)


def _line(one: Open, conflicts: Conflicts) -> Line:
    slugs = [slug for side in one.dispute.sides for slug in side.slugs]
    names = join_names([conflicts.names.get(slug, slug) for slug in slugs])
    base = one.dispute.base or one.dispute.sides[0].text
    return (("! ", "warn"), (f"{one.key:<8} ", "strong"), (f"{names}: ", "muted"), (base, "plain"))


def _wordings(dispute: Dispute, names: dict[str, str]) -> Sequence[Styled]:
    """Show the base, and each side with how it differs from it."""
    base = dispute.base
    order = {slug: number for number, slug in enumerate(names)}
    shown = visible(base, keep_newlines=True) or "(här står inget)"
    parts: list[Styled] = [("0 Gemensam text\n", "bold"), shown, "\n\n"]
    for number, side in enumerate(dispute.sides, 1):
        who = join_names([names.get(slug, slug) for slug in side.slugs])
        colour = colour_of(side.slugs, order)
        parts.append((f"{number} {visible(who)}\n", f"bold {colour}"))
        parts += [*styled(diff_words(base, side.text)), "\n\n"]
    if dispute.earlier is not None:
        row = dispute.earlier
        way = f", {row.way}" if row.way else ""
        words = f"Tidigare om samma ställe: {row.verdict}{way}, {row.by}. {row.reason}"
        parts.append((visible(words), "$text-warning"))
    return parts
