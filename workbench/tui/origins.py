"""Where the sentences of a text come from: as lines of a list, and to read beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.core.composing import Candidate, Composition, Contradiction, Role
from workbench.core.composing.proposal import Proposed
from workbench.core.language.swedish import join_names
from workbench.core.party import Municipality
from workbench.core.text import visible
from workbench.tui.inline import Name
from workbench.tui.redline import Styled
from workbench.tui.widgets.listing import Line
from workbench.workspace import Draft
from workbench.workspace.merging import NewContribution, SectionMerge
from workbench.workspace.provenance import SentenceProvenance


@dataclass(frozen=True, slots=True)
class Merging:
    """What the screen shows: a proposal where there is no text, else the text and what is new."""

    label: str
    municipalities: Mapping[str, Municipality]
    """By slug."""
    composition: Composition | None
    """None where there is an agreed text."""
    sentences: tuple[SentenceProvenance, ...]
    """Of the agreed text, with where each comes from."""
    left: SectionMerge
    """What merging would do now."""
    draft: Draft | None = None
    """What had been made of the proposal when the screen was left without saving."""

    def name(self, slugs: Sequence[str]) -> str:
        """Name some municipalities."""
        known = self.municipalities
        return join_names([known[slug].name if slug in known else slug for slug in slugs])


def in_two(label: str, key: str) -> tuple[str, str]:
    """Return what a section is known by and its heading, which may be too long to be seen whole."""
    heading = label.removeprefix(key).strip()
    return (key, heading) if heading != label else (label, "")


def is_open(one: Proposed) -> bool:
    """Tell whether a sentence is contradicted by another."""
    return one.sentence.role is Role.CONTRADICTORY


def proposed_line(merging: Merging, one: Proposed, *, alike: bool) -> Line:
    """Show a sentence of a proposal.

    Args:
        merging: What is shown.
        one: The sentence.
        alike: Another sentence may say the same.
    """
    mark = "!" if is_open(one) else "≈" if alike else " "
    return (
        (f"{'✓' if one.taken else '○'}{mark} ", "good" if one.taken else "muted"),
        (f"{len(one.sentence.slugs):>2} ", "muted"),
        (one.text.replace("\n", " "), "plain" if one.taken else "muted"),
        (f"  ‹{merging.name(one.sentence.slugs)}›", "muted"),
    )


def sentence_line(merging: Merging, one: SentenceProvenance) -> Line:
    """Show a sentence of the agreed text, with who wrote it."""
    slugs = list(dict.fromkeys(origin.slug for origin in one.origins if origin.slug))
    who = merging.name(slugs) if slugs else "Samordnaren"
    return (("  ", "plain"), (one.text, "plain"), (f"  ‹{who}›", "muted"))


def new_line(merging: Merging, one: NewContribution) -> Line:
    """Show what somebody has said since the text was made."""
    words = " ".join(one.sentences) or f"ställning: {one.position}"
    return (("★ ", "warn"), (f"{merging.name([one.slug])}: ", "strong"), (words, "plain"))


def alike(merging: Merging, candidate: Candidate, other: Proposed) -> list[Styled]:
    """Show another sentence that may say the same, and why it was not joined."""
    how = f"{round(100 * candidate.likeness)} % lika, {candidate.why}"
    return [
        ("≈ Kanske samma sak\n", "bold $text-warning"),
        (f"{visible(merging.name(other.sentence.slugs))}: ", "bold"),
        f"{visible(other.text)}\n",
        (f"{visible(how)}\n", "$text-muted"),
        "i sätter ihop dem till meningen under markören, k håller isär\n\n",
    ]


def origins(merging: Merging, one: Proposed) -> list[Styled]:
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


def history(name: Name, one: SentenceProvenance) -> list[Styled]:
    """Tell who wrote a sentence of the agreed text, and what has happened to it."""
    parts: list[Styled] = [f"{visible(one.text)}\n\n"]
    for origin in one.origins:
        who = name([origin.slug]) if origin.slug else "Samordnaren"
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
