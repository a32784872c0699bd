"""Everything that was written and never saved, to look at, go on with, or throw away.

What was written is offered where it was written; but a change that a reason was for may be decided
since, and then nobody comes there again.
"""

from collections.abc import Callable, Sequence

from textual.content import Content

from workbench.core.language.swedish import short_moment
from workbench.core.party import COORDINATOR
from workbench.core.text import visible
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice, Question
from workbench.tui.unsaved import Kind, Place
from workbench.workspace import Draft, clock

_WHERE = {
    Kind.TEXT: "section",
    Kind.PROPOSED: "section",
    Kind.COMPOSED: "merge",
    Kind.SENTENCE: "merge",
    Kind.WORDING: "conflicts",
    Kind.REASON: "review",
    Kind.COMMENT: "review",
}
"""The screen that each kind of text is written on."""


def destination(draft: Draft) -> Go:
    """Return where a draft was written, and is offered again."""
    place = Place.of(draft.key)
    party = "" if draft.party == COORDINATOR else draft.party
    return Go(_WHERE[place.kind], place.section, party, proposing=place.kind is Kind.PROPOSED)


def choose(
    screen: WorkbenchScreen,
    drafts: Sequence[Draft],
    name: Callable[[str], str],
    then: Callable[[], None],
) -> None:
    """Let somebody choose a draft, look at it, and go to it or throw it away.

    Args:
        screen: From where.
        drafts: What was left.
        name: Gives a party's name by its slug.
        then: What to do when one was thrown away.
    """

    def chosen(number: str | None) -> None:
        if number is not None:
            _look_at(screen, drafts[int(number)], name, then)

    options = [
        (f"{number}", " · ".join((f"{Place.of(one.key)}", name(one.party), _when(one), _line(one))))
        for number, one in enumerate(drafts)
    ]
    screen.app.push_screen(Choice("Osparat från förra gången", options), chosen)


def _when(draft: Draft) -> str:
    """Say when it was written last, or that it is being written: `22 nov 09.14`."""
    at = short_moment(clock.wall(draft.kept))
    return f"{at}, skrivs nu i ett annat fönster" if draft.is_open else at


def _line(draft: Draft) -> str:
    return " ".join(draft.text.split())


def _look_at(
    screen: WorkbenchScreen, draft: Draft, name: Callable[[str], str], then: Callable[[], None]
) -> None:
    def answered(answer: str | None) -> None:
        if answer == "g":
            screen.post_message(destination(draft))
        elif answer == "k":
            screen.do(lambda it: it.forget_draft(draft), thrown_away)

    def thrown_away(done: bool) -> None:
        if not done:
            screen.tell("Texten skrivs i ett annat fönster", "Kasta den där.")
        then()

    question = f"{Place.of(draft.key)}, {name(draft.party)}, {_when(draft)}"
    stay = ("b", "Låt den ligga")
    going = (("g", "Gå dit; där erbjuds den"), ("k", "Kasta den"))
    answers = (stay,) if draft.is_open else (*going, stay)
    shown = Content(visible(draft.text, keep_newlines=True))
    screen.app.push_screen(Question(question, answers, shown), answered)
