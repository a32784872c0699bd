"""What is being written and is not saved: kept on the disk meanwhile, and offered back.

The same for a section's text, a proposal that is being composed, and every box that one writes in:
kept while one types, asked about before it is left, and offered where it was written the next time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from workbench.core.language.swedish import counted
from workbench.core.text import word_count
from workbench.tui.acts import Keeper
from workbench.tui.redline import redline
from workbench.tui.screens.choosing import Question
from workbench.workspace import Draft

_KEEP_AFTER = 0.2
"""Seconds from a key press until the draft is on its way to the disk."""

_CONTEXT = 120
"""Characters shown around each difference between a draft and what is saved."""


class Kind(StrEnum):
    """What somebody writes; the value is what drafts are kept under."""

    TEXT = ""
    PROPOSED = "forslag"
    COMPOSED = "sammanfogning"
    SENTENCE = "mening"
    WORDING = "lydelse"
    REASON = "motivering"
    COMMENT = "kommentar"

    @property
    def words(self) -> str:
        """Say what it is, as a user reads it."""
        return _WORDS[self]


_WORDS = {
    Kind.TEXT: "text",
    Kind.PROPOSED: "ändringsförslag",
    Kind.COMPOSED: "sammanfogning",
    Kind.SENTENCE: "omskriven mening",
    Kind.WORDING: "ny lydelse",
    Kind.REASON: "motivering",
    Kind.COMMENT: "kommentar",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written."""

    section: str
    kind: Kind = Kind.TEXT
    about: str = ""
    """Id of the change, conflict or thread that it is about; empty for the section."""

    @property
    def key(self) -> str:
        """What its draft is kept under; a section's key has no hyphen."""
        return "-".join(filter(None, (self.section, self.kind.value, self.about)))

    @classmethod
    def of(cls, key: str) -> "Place":
        """Return the place that a draft was kept under."""
        section, _, rest = key.partition("-")
        what, _, about = rest.partition("-")
        known = {one.value for one in Kind}
        return cls(section, Kind(what), about) if what in known else cls(section, about=rest)

    def __str__(self) -> str:
        """Say it: `7.3.4 (kommentar)`."""
        if self.kind is Kind.TEXT:
            return self.section
        return f"{self.section} ({self.kind.words})"


class Unsaved:
    """What stands on a screen or in a box and is not saved.

    Args:
        screen: Where it stands.
        written: Gives the text as it stands, and what else is set beside it.
    """

    def __init__(self, screen: Screen[Any], written: Callable[[], tuple[str, str]]) -> None:
        self._screen = screen
        self._written = written
        self._keeper: Keeper | None = None
        self._waiting: Timer | None = None

    def begin(self, keeper: Keeper) -> None:
        """Begin to keep; what was kept until now stays on the disk."""
        self.stop(discard=False)
        self._keeper = keeper

    def touch(self) -> None:
        """Keep it soon: something was typed."""
        if self._waiting is None:
            self._waiting = self._screen.set_timer(_KEEP_AFTER, self.keep)

    def keep(self) -> None:
        """Put what stands there on the disk, without waiting for it."""
        self._waiting = None
        if self._keeper is not None:
            self._keeper.keep(*self._written())

    def keep_now(self) -> None:
        """Put what stands there on the disk; it is there when this returns."""
        if self._keeper is not None:
            self._keeper.keep_now(*self._written())

    def stop(self, *, discard: bool) -> None:
        """Stop keeping, and forget what was kept or leave it for the next time."""
        if self._waiting is not None:
            self._waiting.stop()
            self._waiting = None
        if self._keeper is not None:
            if discard:
                self._keeper.discard()
            else:
                self._keeper.close()
            self._keeper = None

    def leave(
        self,
        go: Callable[[], object],
        *,
        is_changed: bool,
        save: Callable[[Callable[[], object]], object],
        forget: Callable[[], object],
    ) -> None:
        """Go on by doing `go`, after asking what to do with what is changed and not saved.

        Args:
            go: Where to.
            is_changed: Whether anything is.
            save: Saves it, and does what it is given when that is done.
            forget: Takes what stands there as seen to.
        """

        def leave_now(*, discard: bool) -> None:
            self.stop(discard=discard)
            forget()
            go()

        def put_aside() -> None:
            self.keep_now()
            leave_now(discard=False)

        if not is_changed:
            leave_now(discard=True)
            return
        self.keep()
        ask_before_leaving(
            self._screen,
            save=lambda: save(lambda: leave_now(discard=True)),
            put_aside=put_aside,
            throw_away=lambda: leave_now(discard=True),
        )


def offer(draft: Draft, saved: str) -> Question:
    """Make the question whether to go on with what was being written; `h`, `k` or `v`.

    Args:
        draft: What was being written.
        saved: What stands there without it: what is saved, or proposed.
    """
    words = counted(word_count(draft.text), ("ord", "ord"))
    changed = " Det som står här har ändrats sedan dess." if draft.started_from != saved else ""
    return Question(
        f"Här finns osparad text från förra gången ({words}).{changed} "
        "Så skiljer den sig från det som står här:",
        (
            ("h", "Hämta tillbaka den"),
            ("k", "Kasta den"),
            ("v", "Vänta; fråga nästa gång"),
        ),
        redline(saved, draft.text, context=_CONTEXT),
    )


def overtaken(saved: str, text: str) -> Question:
    """Make the question what to do about a text that somebody else saved meanwhile; `s` or `v`."""
    return Question(
        "Någon har sparat en annan text här sedan du öppnade avsnittet. "
        "Så skiljer sig din från den:",
        (("s", "Spara min; den andra finns kvar i versionerna"), ("v", "Vänta")),
        redline(saved, text, context=_CONTEXT),
    )


def ask_before_leaving(
    screen: Screen[Any],
    *,
    save: Callable[[], object],
    put_aside: Callable[[], object],
    throw_away: Callable[[], object],
) -> None:
    """Ask what to do with what is not saved, and do that; otherwise one goes on."""
    acts = {"s": save, "l": put_aside, "k": throw_away}
    answers: Sequence[tuple[str, str]] = (
        ("f", "Fortsätt"),
        ("s", "Spara och gå vidare"),
        ("l", "Lägg undan; det erbjuds nästa gång"),
        ("k", "Kasta det som inte är sparat"),
    )

    def answered(answer: str | None) -> None:
        if answer in acts:
            acts[answer]()

    screen.app.push_screen(Question("Det du har gjort här är inte sparat.", answers), answered)
