"""Versions: what was done, by whom and when; any two compared word by word; fetching back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.timer import Timer

from workbench.core.language.swedish import counted, short_moment
from workbench.core.merging.diff import diff_words
from workbench.core.text import visible
from workbench.tui.acts import Acts
from workbench.tui.redline import Styled, counted_words, styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import Choice, LineInput, Question
from workbench.tui.split import SplitScreen
from workbench.tui.widgets.listing import Line, Listing
from workbench.workspace import Workspace
from workbench.workspace.versions import NOW, FileDifference, LogEntry

_PREVIEW_AFTER = 0.08
"""Seconds that the cursor rests on an act before what it did is fetched."""
_SHOWN = 150_000
"""Characters of difference that are shown at once."""


@dataclass(frozen=True, slots=True)
class Log:
    """What the screen lists."""

    entries: tuple[LogEntry, ...]
    name: str
    """What it is the log of, for a user."""
    municipalities: tuple[tuple[str, str], ...]
    sections: tuple[tuple[str, str], ...]
    """Key and label of what can be fetched back."""


def look(workspace: Workspace, section: str, party: str) -> Log:
    """Gather the log of a section or of the whole, by everybody or by one party."""
    response = workspace.response
    outline = response.outline
    name = outline.label(section) if section and outline.knows(section) else section
    return Log(
        entries=workspace.log(section=section, municipality=party),
        name=name or "Hela svaret",
        municipalities=tuple((m.slug, m.name) for m in response.municipalities.values()),
        sections=tuple(
            (key, outline.label(key) if outline.knows(key) else key) for key in response.sections
        ),
    )


_FACT = re.compile(r'^(?P<key>\w+) = "?(?P<value>.*?)"?$')
_FACTS = {"position": "Ställning", "condition": "Förbehåll", "agrees": "Instämmer"}
"""What stands before a text, as a user reads it."""


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return VersionsScreen(acts, go.section)


class VersionsScreen(SplitScreen):
    """The log, with what each act did beside it."""

    TITLE = "Versioner"
    LIST_TITLE = "Händelser"
    HELP_TEXT = (
        "Allt som har gjorts, det senaste först. Bredvid står vad händelsen ändrade: "
        "[-borttaget-] och {+tillagt+}. ◆ är ett märke på hela svaret.\n\n"
        "Enter jämför med det som är sparat nu. Vill du jämföra två äldre: ställ dig på den ena "
        "och tryck m, gå till den andra och tryck Enter.\n"
        "å hämtar tillbaka avsnittet som det var. Inget av det som har gjorts sedan försvinner "
        "ur historiken."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "compare", "Jämför", id="versions.compare"),
        Binding("m", "mark", "Märk ut", id="versions.mark"),
        Binding("å", "restore", "Återställ", id="versions.restore"),
        Binding("t", "milestone", "Sätt märke", id="versions.milestone"),
        Binding("f", "filter", "Urval", id="screen.filter"),
        Binding("f4", "choose_party", "Kommun", id="screen.party"),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._wanted = section
        """The section whose log is shown; empty for the whole."""
        self._party = ""
        self._log: Log | None = None
        self._marked: LogEntry | None = None
        self._resting: Timer | None = None

    def action_refresh(self) -> None:
        """Read the log anew."""
        section, party = self._wanted, self._party
        self.ask(lambda workspace: look(workspace, section, party), self._show)

    def _show(self, log: Log) -> None:
        self._log = log
        count = counted(len(log.entries), ("händelse", "händelser"))
        who = dict(log.municipalities).get(self._party, "")
        who = "Samordnaren" if self._party == "samordnare" else who
        self.write("title", " · ".join(filter(None, ("Versioner", log.name, who, count))))
        marked = self._marked.id if self._marked else ""
        self.listing.show([_line(entry, marked) for entry in log.entries], "Inget är gjort ännu.")

    @property
    def _entry(self) -> LogEntry | None:
        row = self.listing.cursor
        return self._log.entries[row] if self._log and row < len(self._log.entries) else None

    # What an act did

    @on(Listing.Moved)
    def _rest(self) -> None:
        self.refresh_bindings()
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_PREVIEW_AFTER, self._preview)

    def _preview(self) -> None:
        """Show what the act under the cursor changed."""
        self._resting = None
        entry = self._entry
        if entry is None or self._log is None:
            return
        earlier = self._log.entries[self.listing.cursor + 1 :]
        before = next((other for other in earlier if other.who == entry.who), None)
        self.show_reading(f"{short_moment(entry.at)} {entry.who}", [_about(entry)])
        if before is not None:
            self._compare(
                before.id, entry.id, f"{short_moment(entry.at)} {entry.who}", _about(entry)
            )

    def action_compare(self) -> None:
        """Compare with what is saved now, or with the marked version."""
        entry = self._entry
        if entry is None:
            return
        if self._marked is not None and self._marked.id != entry.id:
            order = [known.id for known in self._log.entries] if self._log else []
            one, other = sorted((self._marked, entry), key=lambda e: -_place(order, e.id))
            title = f"{short_moment(one.at)} → {short_moment(other.at)}"
            self._compare(one.id, other.id, title, "")
        else:
            self._compare(entry.id, NOW, f"{short_moment(entry.at)} → nu", "")

    def _compare(self, before: str, after: str, title: str, about: str) -> None:
        section = self._wanted

        def look_up(workspace: Workspace) -> list[Styled]:
            found = _differences(workspace.compare(before, after, section=section))
            return [about, *found] if about else found

        self.ask(look_up, lambda parts: self.show_reading(title, parts))

    # Acts

    @on(Listing.Chosen)
    def _chosen(self) -> None:
        self.action_compare()

    def action_mark(self) -> None:
        """Mark a version to compare another with; a second time takes the mark away."""
        entry = self._entry
        same = self._marked and entry and self._marked.id == entry.id
        self._marked = None if same else entry
        if self._log:
            self._show(self._log)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something here, for the one who sits here."""
        del parameters
        own, entry = self.acts.party, self._entry
        if action == "milestone":
            return not own
        if action == "restore":
            return entry is not None and own in {"", self._slug(entry)}
        return action not in {"compare", "mark"} or entry is not None

    def _slug(self, entry: LogEntry) -> str:
        slugs = {name: slug for slug, name in (self._log.municipalities if self._log else ())}
        return slugs.get(entry.who, "")

    def action_restore(self) -> None:
        """Fetch a section back as it was in the version under the cursor."""
        entry, log = self._entry, self._log
        if entry is None or log is None:
            return
        section = self._wanted or entry.section
        if section:
            self._confirm(entry, section)
            return

        def chosen(key: str | None) -> None:
            if key:
                self._confirm(entry, key)

        self.app.push_screen(Choice("Vilket avsnitt?", log.sections), chosen)

    def _confirm(self, entry: LogEntry, section: str) -> None:
        whose = "den gemensamma texten" if entry.who == "Samordnaren" else f"bidraget ({entry.who})"
        label = dict(self._log.sections).get(section, section) if self._log else section

        def answered(answer: str | None) -> None:
            if answer == "å":
                self._restore(entry, section)

        self.app.push_screen(
            Question(
                f"Hämta tillbaka {whose} i {label} som det var {short_moment(entry.at)}?\n"
                "Det blir en ny händelse; det som gäller nu finns kvar i versionerna.",
                (("å", "Återställ"), ("b", "Behåll det som gäller nu")),
            ),
            answered,
        )

    def _restore(self, entry: LogEntry, section: str) -> None:
        party = self._slug(entry) or "samordnaren"

        def done(version: str) -> None:
            self.tell("Återställt", f"Ny version {version[:10]}")
            self.action_refresh()

        self.do(lambda workspace: workspace.restore(entry.id, section, party=party), done)

    def action_milestone(self) -> None:
        """Mark the whole response, as it is saved now, with a name."""

        def named(tag: str | None) -> None:
            if tag:
                self.do(
                    lambda workspace: workspace.set_milestone(tag, party=self.acts.decider),
                    lambda _: self._milestone_set(tag),
                )

        self.app.push_screen(LineInput("Märk hela svaret som det står nu (t.ex. utkast-4)"), named)

    def _milestone_set(self, tag: str) -> None:
        self.tell("Märket är satt", tag)
        self.action_refresh()

    def action_filter(self) -> None:
        """Choose the whole response or one section."""
        if self._log is None:
            return
        options = [("", "Hela svaret"), *self._log.sections]
        self.app.push_screen(Choice("Visa händelser i", options, self._wanted), self._filtered)

    def _filtered(self, section: str | None) -> None:
        if section is not None:
            self._wanted = self.section = section
            self.action_refresh()

    def action_choose_party(self) -> None:
        """Choose whose acts to show."""
        if self._log is None:
            return
        options = [("", "Alla"), ("samordnare", "Samordnaren"), *self._log.municipalities]
        self.app.push_screen(Choice("Visa händelser av", options, self._party), self._chose_party)

    def _chose_party(self, party: str | None) -> None:
        if party is not None:
            self._party = party
            self.action_refresh()


def _place(order: Sequence[str], entry: str) -> int:
    """Return where an act stands in the log; one that is not in it is older than all."""
    return order.index(entry) if entry in order else len(order)


def _line(entry: LogEntry, marked: str) -> Line:
    milestone = f"◆ {entry.milestone} " if entry.milestone else ""
    return (
        ("● " if entry.id == marked else "  ", "warn"),
        (f"{short_moment(entry.at):<13}", "muted"),
        (f"{entry.who:<13.13}", "plain"),
        (milestone, "warn"),
        (entry.subject, "strong" if milestone else "plain"),
    )


def _about(entry: LogEntry) -> str:
    milestone = f"◆ {entry.milestone}\n" if entry.milestone else ""
    words = f"{milestone}{entry.subject}\n{entry.signed} · version {entry.id}\n\n"
    return visible(words, keep_newlines=True)


def _as_read(text: str) -> str:
    """Write a file as one reads it: the facts that a text begins with in words, not as stored."""
    fence, _, rest = text.partition("\n")
    facts, found, body = rest.partition("\n+++\n")
    if fence != "+++" or not found:
        return text
    told = [_FACT.sub(_in_words, line) for line in facts.split("\n")]
    return "\n".join([*told, body.lstrip("\n")])


def _in_words(fact: re.Match[str]) -> str:
    return f"{_FACTS.get(fact['key'], fact['key'])}: {fact['value']}"


def _differences(differences: Sequence[FileDifference]) -> list[Styled]:
    """Show what became of each file, as far as there is room."""
    parts: list[Styled] = []
    shown = 0
    for number, difference in enumerate(differences):
        pieces = diff_words(_as_read(difference.before), _as_read(difference.after))
        put_in, taken_out = counted_words(pieces)
        head = f"{visible(difference.label)}   +{put_in} −{taken_out} ord\n"
        parts += [(head, "bold $accent"), *styled(pieces), "\n\n"]
        shown += len(difference.before) + len(difference.after)
        if shown > _SHOWN and number + 1 < len(differences):
            rest = len(differences) - number - 1
            parts.append(f"… och {rest} filer till. Tryck f och välj ett avsnitt för att se dem.")
            break
    return parts or ["Inget skiljer."]
