"""Merging: contributions beside the agreed text that they become, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from workbench.core.composing import ComposedSentence, Composition, Contradiction, Role
from workbench.core.contribution import AgreedText
from workbench.core.language.swedish import counted, join_names
from workbench.core.text import visible
from workbench.errors import StageError
from workbench.tui.acts import Acts
from workbench.tui.redline import Styled
from workbench.tui.screen import Go, WorkbenchScreen
from workbench.tui.screens.choosing import LineInput
from workbench.tui.split import SplitScreen
from workbench.tui.widgets.listing import Line, Listing
from workbench.workspace import Workspace
from workbench.workspace.merging import NewContribution, SectionMerge
from workbench.workspace.provenance import SentenceProvenance


@dataclass(frozen=True, slots=True)
class Proposed:
    """A sentence of the proposed text, and whether it goes in."""

    paragraph: int
    sentence: ComposedSentence
    text: str
    taken: bool = True


@dataclass(frozen=True, slots=True)
class Merging:
    """What the screen shows: a proposal where there is no text, else the text and what is new."""

    label: str
    names: dict[str, str]
    """By slug."""
    composition: Composition | None
    """None where there is an agreed text."""
    sentences: tuple[SentenceProvenance, ...]
    """Of the agreed text, with where each comes from."""
    left: SectionMerge
    """What merging would do now."""

    def name(self, slugs: Sequence[str]) -> str:
        """Name some municipalities."""
        return join_names([self.names.get(slug, slug) for slug in slugs])


def look(workspace: Workspace, key: str) -> Merging:
    """Gather what there is to merge in a section."""
    response = workspace.response
    (left,) = workspace.merge(key, preview=True, party="samordnaren")
    agreed = response.agreed.get(key)
    has_text = bool(agreed and agreed.text.strip())
    return Merging(
        label=response.outline.label(key) if response.outline.knows(key) else key,
        names={slug: m.name for slug, m in response.municipalities.items()},
        composition=left.composed,
        sentences=workspace.blame(key) if has_text else (),
        left=left,
    )


def save(workspace: Workspace, key: str, proposed: Sequence[Proposed], party: str) -> str:
    """Save a composed text as the coordinator wants it; returns the version.

    The composing is one act and what was changed by hand the next, so that each sentence keeps
    where it comes from.

    Raises:
        StageError: A text was written meanwhile.
    """
    (merged,) = workspace.merge(key, party=party)
    if merged.composed is None:
        raise StageError("avsnittet har fått en text under tiden", hint="Läs om med F5.")
    text = text_of(proposed)
    if text == merged.composed.text:
        return merged.version
    agreed = AgreedText(position=merged.composed.position, text=text)
    return workspace.write_text(key, agreed, party=party)


def text_of(proposed: Sequence[Proposed]) -> str:
    """Put the sentences that are taken together again, in their paragraphs."""
    paragraphs: dict[int, list[str]] = {}
    for one in proposed:
        if one.taken and one.text.strip():
            paragraphs.setdefault(one.paragraph, []).append(one.text)
    return "\n\n".join("\n".join(lines) for lines in paragraphs.values()) + "\n"


def opened(acts: Acts, go: Go) -> WorkbenchScreen:
    """Make the screen."""
    return MergeScreen(acts, go.section)


class MergeScreen(SplitScreen):
    """The sentences in a list, and where the one under the cursor comes from beside it."""

    TITLE = "Sammanfoga"
    LIST_TITLE = "Meningar"
    HELP_TEXT = (
        "Där gemensam text saknas visas ett förslag som är satt ihop av bidragen: det som är "
        "lika står en gång, med alla som har skrivit det. ✓ kommer med, ○ lämnas ute, ! är "
        "motstridigt. Mellanslag växlar, e redigerar meningen, Ctrl+S sparar.\n\n"
        "Där det finns en text visas den mening för mening med vem som skrev vad, och sist det "
        "nya som bidragen säger sedan texten gjordes (★). o tar in ändringar som ingen "
        "motsäger, b sätter ett nytt bidrag som beaktat, e öppnar texten för redigering."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "take_or_leave", "Ta med/lämna", id="merge.toggle"),
        Binding("e", "edit", "Redigera", id="section.edit"),
        Binding("o", "take_in", "Allt ostridigt", id="merge.take_in"),
        Binding("b", "consider", "Beaktat", id="merge.consider"),
        Binding("n", "next_open(1)", "Nästa olösta", id="screen.next"),
        Binding("N", "next_open(-1)", "Föregående", show=False, id="screen.previous"),
        Binding("ctrl+s", "save", "Spara", id="section.save", priority=True),
    ]

    def __init__(self, acts: Acts, section: str = "") -> None:
        super().__init__(acts, section)
        self._merging: Merging | None = None
        self._proposed: list[Proposed] = []

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only the keys that do something here."""
        del parameters
        composing = bool(self._proposed)
        offered = {
            "take_or_leave": composing,
            "save": composing,
            "take_in": bool(self._merging and self._merging.left.taken_in),
            "consider": bool(self._merging and self._merging.left.new),
        }
        return offered.get(action, True)

    def resumed(self) -> None:
        """Read again, unless choices made here would be lost."""
        if not self._proposed:
            self.action_refresh()

    def action_refresh(self) -> None:
        """Read the section anew."""
        key = self.section
        self.ask(lambda workspace: look(workspace, key), self._show)

    def _show(self, merging: Merging) -> None:
        self._merging = merging
        self._proposed = (
            [
                Proposed(number, sentence, sentence.text)
                for number, paragraph in enumerate(merging.composition.paragraphs)
                for sentence in paragraph.sentences
            ]
            if merging.composition
            else []
        )
        self.refresh_bindings()
        self._list()

    def _list(self) -> None:
        merging = self._merging
        if merging is None:
            return
        if merging.composition is not None:
            clashes = len(merging.composition.contradictions)
            what = f"förslag av {counted(len(merging.composition.slugs), ('bidrag', 'bidrag'))}"
            rest = counted(clashes, ("motsägelse", "motsägelser"))
            lines = [_proposed_line(merging, one) for one in self._proposed]
        else:
            what = "gemensam text finns"
            rest = counted(len(merging.left.new), ("nytt bidrag", "nya bidrag"))
            lines = [_sentence_line(merging, one) for one in merging.sentences]
            lines += [_new_line(merging, one) for one in merging.left.new]
        self.write("title", f"Sammanfoga {merging.label} · {what} · {rest}")
        self.listing.show(lines, "Inga bidrag att sammanfoga ännu.")
        self._moved()

    @on(Listing.Moved)
    def _moved(self) -> None:
        merging, row = self._merging, self.listing.cursor
        if merging is None:
            return
        if row < len(self._proposed):
            self.show_reading("Därifrån kommer meningen", _origins(merging, self._proposed[row]))
        elif row < len(merging.sentences):
            self.show_reading("Vem skrev", _history(merging, merging.sentences[row]))
        elif self._new is not None:
            name = merging.name([self._new.slug])
            text = visible("\n".join(self._new.sentences), keep_newlines=True)
            position = f"Ny ställning: {self._new.position}\n\n" if self._new.position else ""
            self.show_reading(f"Nytt från {name}", [position, text])
        else:
            self.show_reading("", [])

    @property
    def _new(self) -> NewContribution | None:
        merging = self._merging
        if merging is None or merging.composition is not None:
            return None
        at = self.listing.cursor - len(merging.sentences)
        return merging.left.new[at] if 0 <= at < len(merging.left.new) else None

    def action_take_or_leave(self) -> None:
        """Take the sentence in, or leave it out."""
        row = self.listing.cursor
        if row < len(self._proposed):
            self._proposed[row] = replace(self._proposed[row], taken=not self._proposed[row].taken)
            self._list()

    def action_edit(self) -> None:
        """Edit the sentence; where there is a text, open it."""
        row = self.listing.cursor
        if row >= len(self._proposed):
            self.post_message(Go("section", self.section, ""))
            return

        def written(text: str | None) -> None:
            if text:
                self._proposed[row] = replace(self._proposed[row], text=text, taken=True)
                self._list()

        self.app.push_screen(LineInput("Redigera meningen", self._proposed[row].text), written)

    def action_save(self) -> None:
        """Save the proposed text as the agreed text."""
        key, proposed, party = self.section, tuple(self._proposed), self.acts.decider
        if not proposed:
            self.tell("Inget att spara")
            return

        def saved(version: str) -> None:
            self.tell("Sparat som gemensam text", f"Version {version[:10]}")
            self.action_refresh()

        self.do(lambda workspace: save(workspace, key, proposed, party), saved)

    def action_take_in(self) -> None:
        """Take in every change that nobody disputes."""
        key, party = self.section, self.acts.decider

        def done(_: object) -> None:
            self.tell("Tog in det ostridiga")
            self.action_refresh()

        self.do(lambda workspace: workspace.merge(key, party=party), done)

    def action_consider(self) -> None:
        """Set a new contribution aside as dealt with."""
        new, key, party = self._new, self.section, self.acts.decider
        if new is None:
            self.tell("Ställ markören på ett nytt bidrag (★)")
            return

        def done(_: str) -> None:
            self.tell("Beaktat")
            self.action_refresh()

        self.do(lambda workspace: workspace.consider(key, new.slug, party=party), done)

    def action_next_open(self, step: int) -> None:
        """Go to the next sentence that is contradicted, or contribution that is new."""
        merging = self._merging
        rows = [n for n, one in enumerate(self._proposed) if _is_open(one)]
        if merging and not self._proposed:
            first = len(merging.sentences)
            rows = list(range(first, first + len(merging.left.new)))
        if not rows:
            self.tell("Inget olöst här")
            return
        ahead = [n for n in rows if (n - self.listing.cursor) * step > 0]
        self.listing.cursor = (ahead or rows)[0 if step > 0 else -1]


def _is_open(one: Proposed) -> bool:
    return one.sentence.role is Role.CONTRADICTORY


def _proposed_line(merging: Merging, one: Proposed) -> Line:
    mark = "!" if _is_open(one) else " "
    return (
        (f"{'✓' if one.taken else '○'}{mark} ", "good" if one.taken else "muted"),
        (f"{len(one.sentence.slugs):>2} ", "muted"),
        (one.text.replace("\n", " "), "plain" if one.taken else "muted"),
        (f"  ‹{merging.name(one.sentence.slugs)}›", "muted"),
    )


def _sentence_line(merging: Merging, one: SentenceProvenance) -> Line:
    slugs = list(dict.fromkeys(origin.slug for origin in one.origins if origin.slug))
    who = merging.name(slugs) if slugs else "Samordnaren"
    return (("  ", "plain"), (one.text, "plain"), (f"  ‹{who}›", "muted"))


def _new_line(merging: Merging, one: NewContribution) -> Line:
    words = " ".join(one.sentences) or f"ställning: {one.position}"
    return (("★ ", "warn"), (f"{merging.name([one.slug])}: ", "strong"), (words, "plain"))


def _origins(merging: Merging, one: Proposed) -> list[Styled]:
    """Show the contributions' sentences that a proposed one comes from."""
    parts: list[Styled] = [(f"{one.sentence.role.value.capitalize()}\n\n", "bold")]
    for origin in one.sentence.origins:
        alike = f"{round(100 * origin.likeness)} % lika"
        why = f": {origin.why}" if origin.why else ""
        parts += [
            (f"{visible(merging.name([origin.slug]))}", "bold $accent"),
            (f"  {visible(alike + why)}\n", "$text-muted"),
            f"{visible(origin.text, keep_newlines=True)}\n\n",
        ]
    for clash in merging.composition.contradictions if merging.composition else ():
        if any(one.sentence.text == text for _, text in clash.sides):
            parts += _clash(merging, clash)
    return parts


def _clash(merging: Merging, clash: Contradiction) -> list[Styled]:
    parts: list[Styled] = [(f"! Motstridigt ({visible(clash.about)})\n", "bold $text-warning")]
    for slugs, text in clash.sides:
        parts += [(f"{visible(merging.name(slugs))}: ", "bold"), f"{visible(text)}\n"]
    return parts


def _history(merging: Merging, one: SentenceProvenance) -> list[Styled]:
    """Tell who wrote a sentence of the agreed text, and what has happened to it."""
    parts: list[Styled] = [f"{visible(one.text)}\n\n"]
    for origin in one.origins:
        who = merging.name([origin.slug]) if origin.slug else "Samordnaren"
        person = f" · {origin.person}" if origin.person else ""
        why = f" · {origin.why}" if origin.why else ""
        alike = round(100 * origin.likeness)
        how = visible(f"{origin.source}{person} · {alike} % lika{why}")
        parts += [(f"{visible(who)}  ", "bold $accent"), (f"{how}\n", "$text-muted")]
        if origin.text != one.text:
            parts.append(f"{visible(origin.text, keep_newlines=True)}\n")
    parts.append(("\nSå kom den in\n", "bold"))
    for step in one.steps:
        verdict = f" ({step.verdict})" if step.verdict else ""
        reason = f": {step.reason}" if step.reason else ""
        when = f"{step.at:%Y-%m-%d %H.%M}"
        parts.append(visible(f"{when}  {step.subject}{verdict}{reason} · {step.person}") + "\n")
    return parts
