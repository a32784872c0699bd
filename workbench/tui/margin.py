"""What stands in the margin of a text under review: what to know of a change, and the threads."""

from collections.abc import Iterator, Sequence

from workbench.core.language.swedish import short_moment
from workbench.core.merging.diff import diff_words
from workbench.core.reviewing.pending import Fit, Pending
from workbench.core.text import visible
from workbench.tui.agenda import RESOLVED, Agenda
from workbench.tui.inline import COMMENTED, MARKED, colour_of
from workbench.tui.redline import Styled, styled


def notes(agenda: Agenda, change: Pending) -> list[Styled]:
    """Say what one should know of a change before deciding."""
    told = "\n".join(f"  {note}" for note in _what_to_know(agenda, change))
    return [(visible(told, keep_newlines=True) + "\n", "$text-warning")] if told else []


def _what_to_know(agenda: Agenda, change: Pending) -> Iterator[str]:
    if change.conflict:
        yield "! Står i konflikt med en annan ändring; avgör den med g k."
    for end in agenda.ends.get(change.id, ()):
        alone = end.consequence(accepted=True)
        yield f"⇄ {end.told.capitalize()}{f'. Godkänns den ensam: {alone}' if alone else ''}."
    if change.beside:
        yield f"Även {agenda.name(change.beside)} vill lägga till något här; båda får plats."
    if change.fit is Fit.OVERTAKEN:
        yield "⚠ Meningen har ändrats sedan förslaget; att godkänna ersätter det nya."
    if change.fit is Fit.ORPHAN:
        yield "⚠ Meningen finns inte kvar i texten. p ger ändringen en plats."
    if change.candidate is not None:
        alike = round(100 * change.candidate.likeness)
        yield f"Närmast är rad {change.candidate.line} ({alike} % lika): {change.candidate.text}"
    if change.placed is not None:
        yield f"Placerad här av {change.placed.by}; meningen den gällde finns inte kvar."
    if change.earlier is not None:
        row = change.earlier
        yield f"Tidigare om samma ställe: {row.verdict}, {row.by}. {row.reason}".strip()


def proposals(agenda: Agenda, changes: Sequence[Pending]) -> list[Styled]:
    """Show some changes one after the other, each with whose it is."""
    order = {slug: number for number, slug in enumerate(agenda.names)}
    parts: list[Styled] = []
    for change in changes:
        who = visible(agenda.name(change.slugs))
        before = change.before if change.fit is Fit.ORPHAN else change.now
        parts.append((f"{who}: ", f"bold {colour_of(change.slugs, order)}"))
        parts += [*styled(diff_words(before, change.after)), "\n\n"]
    return parts


def comments(agenda: Agenda, marked: str) -> list[Styled]:
    """Show the threads with all that was said.

    Args:
        agenda: The section.
        marked: Id of the thread under the cursor; empty for none.
    """
    parts: list[Styled] = []
    for thread in agenda.threads:
        where = f"rad {thread.line}" if thread.line else "hela avsnittet"
        if thread.orphan:
            where = "meningen finns inte kvar"
        state, sign = ("löst", RESOLVED) if thread.resolved else ("öppen", COMMENTED)
        lead = f"{MARKED} " if thread.id == marked else ""
        parts += ["\n", (f"{lead}{sign} Kommentar ({where}, {state})\n", "bold")]
        if thread.first.comment.quote:
            parts.append((f"  ”{visible(thread.first.comment.quote)}”\n", "$text-muted"))
        for entry in thread.entries:
            said = entry.comment
            words = visible(said.words, keep_newlines=True).replace("\n", "\n    ")
            signed = visible(f"{said.by}, {short_moment(said.at)}")
            parts += [(f"  {signed}: ", "$text-muted"), f"{words}\n"]
    return parts


def unreadable(agenda: Agenda) -> list[Styled]:
    """Tell of the proposals that cannot be brought to the text."""
    return [
        (f"\n⚠ {visible(f'Förslaget från {name} kan inte läsas: {why}')}\n", "$text-error")
        for name, why in agenda.unreadable
    ]
