"""Working on a proposed text: sentences taken in, left out, reworded, joined and taken apart.

What was made of the proposal is kept on the disk until it is saved as the agreed text.
"""

import zlib
from collections.abc import Callable

from textual.content import Content

from workbench.core.composing import Candidate
from workbench.core.party import COORDINATOR
from workbench.tui.acts import Acts
from workbench.tui.composing import Work, save
from workbench.tui.redline import Styled
from workbench.tui.screen import Go
from workbench.tui.screens.writing import Wanted, write
from workbench.tui.split import SplitScreen
from workbench.tui.unsaved import Kind, Place, Unsaved, offer
from workbench.workspace import Draft


class ProposalScreen(SplitScreen):
    """A proposal in a list, and the coordinator's acts on it.

    Args:
        acts: The way to the workspace.
        section: The section's key.
    """

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._work: Work | None = None
        """The proposal that is worked on; None where there is an agreed text."""
        self._candidates: tuple[Candidate, ...] = ()
        self.reading: list[Styled] = []
        """What is said of the line under the cursor."""
        self._unsaved = Unsaved(self, self._written)

    def begin(self, work: Work | None, draft: Draft | None) -> None:
        """Begin to work on a proposal, and offer what had been made of it."""
        self._work = work
        self.show_work()
        if work is not None:
            self._keep(work, draft)
            if draft is not None:
                self._offer(work, draft)

    def show_work(self) -> None:
        """Show the proposal as it stands."""

    # What is not saved

    @property
    def _is_changed(self) -> bool:
        return self._work is not None and self._work.is_changed

    def _written(self) -> tuple[str, str]:
        return (self._work.text, self._work.facts()) if self._work else ("", "")

    def _keep(self, work: Work, over: Draft | None = None) -> None:
        key = Place(self.section, Kind.COMPOSED).key
        started_from = work.composition.text
        # The party whose text it is, also where a municipality looks: it is refused to save.
        party = self.acts.party or COORDINATOR
        where = (party, key, started_from)
        self._unsaved.begin(self.acts.keeper(*where, self.keeping_refused, over))

    def _offer(self, work: Work, draft: Draft) -> None:
        """Offer the choices that were made when this was left."""
        before = work.taken_up(draft.facts)
        if not before.is_changed:
            return

        def answered(answer: str | None) -> None:
            if answer == "h":
                self._make(before)
            elif answer == "k":
                self._unsaved.stop(discard=True)
                self._keep(work)
            else:
                self._unsaved.stop(discard=False)
                self.app.pop_screen()

        self.app.push_screen(offer(draft, work.composition.text), answered)

    def _make(self, work: Work) -> None:
        """Show what was made of the proposal, and keep it."""
        self._work = work
        self._unsaved.keep()
        self.show_work()

    def keep_now(self) -> None:
        """Keep the choices at once: the program is about to end."""
        if self._is_changed:
            self._unsaved.keep_now()

    def leave(self, go: Callable[[], object]) -> None:
        """Go on after what is not saved has been seen to."""

        def forget() -> None:
            self._work = None

        self._unsaved.leave(go, is_changed=self._is_changed, save=self._save, forget=forget)

    def on_unmount(self) -> None:
        """Stop keeping; whatever is kept stays."""
        self.keep_now()
        self._unsaved.stop(discard=False)

    # Acts

    def near(self) -> tuple[Candidate | None, int]:
        """Return what may say the same as the sentence under the cursor, and its row."""
        row = self.listing.cursor
        for one in self._candidates:
            if row in {one.one, one.other}:
                return one, one.other if row == one.one else one.one
        return None, -1

    def action_take_or_leave(self) -> None:
        """Take the sentence in, or leave it out."""
        row = self.listing.cursor
        if self._work is not None and row < len(self._work.lines):
            self._make(self._work.turned(row))

    def action_join(self) -> None:
        """Let the sentence stand for the one that is nearly like it, too."""
        _, other = self.near()
        if self._work is None or other < 0:
            self.tell("Ställ markören på en mening som är nästan lik en annan (≈)")
        else:
            self._make(self._work.joined(self.listing.cursor, other))

    def action_keep_apart(self) -> None:
        """Let two sentences that are nearly alike stand as they are."""
        _, other = self.near()
        if self._work is None or other < 0:
            self.tell("Ställ markören på en mening som är nästan lik en annan (≈)")
        else:
            self._make(self._work.held_apart(self.listing.cursor, other))

    def action_take_apart(self) -> None:
        """Let each who says a common sentence say it in its own words."""
        work, row = self._work, self.listing.cursor
        if work is None or row >= len(work.lines):
            return
        parted = work.taken_apart(row)
        if parted.lines == work.lines:
            self.tell("Meningen kommer från en enda kommun, eller inleder andra")
        else:
            self._make(parted)

    def action_edit(self) -> None:
        """Edit the sentence; where there is a text, open it."""
        work, row = self._work, self.listing.cursor
        if work is None or row >= len(work.lines):
            self.post_message(Go("section", self.section, ""))
            return
        one = work.lines[row]
        about = f"{zlib.crc32(one.sentence.text.encode()):08x}"
        wanted = Wanted(
            "Redigera meningen",
            Place(self.section, Kind.SENTENCE, about),
            one.text,
            Content.assemble(*self.reading),
        )
        write(self, wanted, lambda _, text: text, lambda text: self._make(work.reworded(row, text)))

    def action_save(self) -> None:
        """Save the proposed text as the agreed text."""
        self._save()

    def _save(self, then: Callable[[], object] | None = None) -> None:
        key, work, party = self.section, self._work, self.acts.decider
        if work is None:
            self.tell("Inget att spara")
            return

        def saved(version: str) -> None:
            self.tell("Sparat som gemensam text", f"Version {version[:10]}")
            self._unsaved.stop(discard=True)
            self._work = None
            if then is not None:
                then()
            else:
                self.action_refresh()

        self.do(lambda workspace: save(workspace, key, work, party), saved)
