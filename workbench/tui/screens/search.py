"""Search in everything that is written: agreed texts, contributions, proposals and headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from workbench.core.language.swedish import counted
from workbench.core.outline import STANDING, order_of
from workbench.core.response import Response
from workbench.core.text import visible
from workbench.tui.acts import Acts
from workbench.tui.redline import Styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.split import SplitScreen
from workbench.tui.widgets.listing import Line, Listing

_AROUND = 18
"""Characters before a hit in the list."""
_AT_MOST = 2000
"""Hits that are listed."""


@dataclass(frozen=True, slots=True)
class Text:
    """Something that is written."""

    key: str
    whose: str
    """`Falun`, `Gemensam text`, `Utredningen`."""
    party: str | None
    """Whose text to open: a slug, empty for the coordinator; None for nobody's."""
    text: str
    lower: str
    """The text as it is searched in. `lower` keeps every Swedish character's length, so that
    places are the same in both."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where the words stand."""

    text: Text
    start: int
    end: int


def texts_of(response: Response) -> tuple[Text, ...]:
    """List everything that is written, in the order of the answer."""
    found: list[Text] = []

    def add(key: str, whose: str, party: str | None, text: str) -> None:
        found.append(Text(key, whose, party, text, text.lower()))

    for section in response.outline.sections:
        proposals = "\n".join(proposal.text for proposal in section.proposals)
        add(section.number, "Rubrik", None, f"{section.number} {section.heading}")
        if proposals:
            add(section.number, "Utredningen", None, proposals)
    for key, agreed in response.agreed.items():
        add(key, "Gemensam text", "", agreed.text)
    for (key, slug), contribution in response.contributions.items():
        name = response.municipalities[slug].name if slug in response.municipalities else slug
        text = f"{contribution.condition}\n{contribution.text}".strip()
        add(key, name, slug, text)
    return tuple(sorted(found, key=lambda text: order_of(text.key)))


def hits(texts: Sequence[Text], words: str) -> Iterator[Hit]:
    """Find the first place in each text where the words stand, in any case."""
    wanted = words.lower()
    if not wanted:
        return
    for text in texts:
        at = text.lower.find(wanted)
        if at >= 0:
            yield Hit(text, at, at + len(wanted))


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return SearchScreen(acts, go.section)


class SearchScreen(SplitScreen):
    """A line to write in, and what was found."""

    TITLE = "Sök"
    LIST_TITLE = "Träffar"
    HELP_TEXT = (
        "Söker i rubriker, utredningens förslag, gemensamma texter och alla kommuners bidrag. "
        "Pil ner går till träffarna, Enter öppnar avsnittet, / går tillbaka till sökraden."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Öppna", id="search.open"),
        Binding("slash", "search", "Sök", key_display="/", id="screen.search"),
        Binding("down", "into_list", "Till träffarna", show=False, id="search.down"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._texts: tuple[Text, ...] = ()
        self._hits: list[Hit] = []

    def compose(self) -> ComposeResult:
        """Lay out the screen; how it looks is in `workbench.tcss`."""
        yield Input(placeholder="Sök i allt som är skrivet", id="words")
        yield from super().compose()

    def first_focus(self) -> Widget:
        """Begin in the line."""
        return self.query_one(Input)

    def action_refresh(self) -> None:
        """Read what is written anew."""
        self.ask(lambda workspace: texts_of(workspace.response), self._show)

    def _show(self, texts: tuple[Text, ...]) -> None:
        self._texts = texts
        self._search()

    @on(Input.Changed)
    def _search(self) -> None:
        words = self.query_one(Input).value.strip()
        found = islice(hits(self._texts, words), _AT_MOST)
        self._hits = sorted(found, key=lambda hit: hit.text.key != words)
        nothing = "Inget hittat." if words else "Skriv det du söker."
        self.listing.show([_line(hit) for hit in self._hits], nothing, keep=False)
        count = counted(len(self._hits), ("träff", "träffar"))
        self.write("title", f"Sök   {count}" if words else "Sök")
        if not self._hits:
            self.show_reading("", [])

    @property
    def _hit(self) -> Hit | None:
        row = self.listing.cursor
        return self._hits[row] if row < len(self._hits) else None

    @on(Listing.Moved)
    def _moved(self) -> None:
        hit = self._hit
        if hit is not None:
            self.section = hit.text.key
            text = hit.text.text
            parts: list[Styled] = [
                visible(text[: hit.start], keep_newlines=True),
                (visible(text[hit.start : hit.end], keep_newlines=True), "bold reverse"),
                visible(text[hit.end :], keep_newlines=True),
            ]
            self.show_reading(f"{hit.text.key} · {hit.text.whose}", parts)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.action_open()

    @on(Listing.Chosen)
    def _chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the section of the hit."""
        hit = self._hit
        own = self.acts.party
        if hit is None:
            return
        # An officer stays at the own municipality's desk, whoever wrote what was found.
        party, agreed = own or hit.text.party, hit.text.party == ""
        self.post_message(Go("section", hit.text.key, party, proposing=bool(own) and agreed))

    def action_search(self) -> None:
        """Go back to the line."""
        self.query_one(Input).focus()

    def action_into_list(self) -> None:
        """Go from the line to the hits."""
        self.listing.focus()


def _line(hit: Hit) -> Line:
    text, start = hit.text.text, max(0, hit.start - _AROUND)
    lead = "…" if start else ""
    after = text[hit.end : hit.end + 200].replace("\n", " ")
    return (
        (f"{STANDING.get(hit.text.key, hit.text.key):<14.14} ", "muted"),
        (f"{hit.text.whose:<14.14} ", "plain"),
        (lead + text[start : hit.start].replace("\n", " "), "plain"),
        (text[hit.start : hit.end].replace("\n", " "), "strong"),
        (after, "plain"),
    )
