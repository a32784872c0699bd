"""Acts of merging: contributions become agreed text, and undisputed changes are taken in.

What the coordinator has written is never overwritten: where there is an agreed text already, what
is new in the contributions is listed, and only changes that were proposed to that very text go in.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.core import places
from workbench.core.composing import Composition, compose, sources
from workbench.core.composing import Source as Part
from workbench.core.composing.material import sentences
from workbench.core.composing.proposal import Proposed, remade
from workbench.core.contribution import AgreedText
from workbench.core.language.swedish import counted
from workbench.core.markdown import canonical
from workbench.core.merging.alignment import bag, likeness
from workbench.core.outline import SUMMARY
from workbench.core.party import COORDINATOR
from workbench.core.position import Position
from workbench.core.response import Response
from workbench.core.reviewing.decisions import DecisionRow, Verdict
from workbench.core.reviewing.pending import Dispute, Pending
from workbench.errors import InputError
from workbench.history import Version
from workbench.storage import texts
from workbench.workspace import clock
from workbench.workspace.contributing import check_position
from workbench.workspace.deciding import take_in, to_take_in
from workbench.workspace.desk import Change, Desk
from workbench.workspace.moves import held_back
from workbench.workspace.reviewing import SectionReview, Unreadable, label
from workbench.workspace.seat import Seat, require_coordinator
from workbench.workspace.sources import REMADE, TRAILER, Sources, fingerprint, remade_marks

_SAID_ALREADY = 0.6  # share of words from which a sentence of the text says what is new


@dataclass(frozen=True, slots=True)
class ComposedFile:
    """The agreed text of a section as composing proposes it, ready to be saved."""

    data: bytes
    trailers: dict[str, str]
    """What the act must say, for provenance: what was composed, and out of which texts."""


def composed_file(response: Response, key: str) -> ComposedFile | None:
    """Compose a section's contributions into the file of its agreed text.

    Returns:
        The file; None when there is nothing to compose.
    """
    composition = compose(response, key)
    return _file(response, key, composition) if composition else None


def save_composed(
    desk: Desk, seat: Seat, key: str, agreed: AgreedText, lines: Sequence[Proposed] = ()
) -> str:
    """Save an agreed text that the coordinator made of the proposal.

    Sentences that stand as proposed keep the origins that the proposal gave them.

    Args:
        desk: The opened response.
        seat: The coordinator.
        key: The section.
        agreed: The text.
        lines: The proposal as it was worked on, so that whoever was joined, taken apart or
            reworded by hand is found again.

    Returns:
        The version's identity.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: Nothing has been contributed, or the position does not fit the section.
    """
    require_coordinator(seat, "sammanfoga")
    composition = compose(desk.response(), key)
    if composition is None:
        raise InputError(f"{label(key)} har inga bidrag att sammanfoga")
    check_position(desk.response(), key, agreed.position)
    path = places.text(key)
    data = texts.write(desk.files().get(path), agreed)
    trailers = _file(desk.response(), key, composition).trailers
    if marks := remade_marks(remade(lines, composition)):
        trailers[REMADE] = marks
    return desk.record([Change(seat, {path: data}, _subject(key, composition), trailers)])[0]


def _subject(key: str, composition: Composition) -> str:
    count = counted(len(composition.slugs), ("bidrag", "bidrag"))
    return f"Sammanfogade {label(key)} ({count})"


def _file(response: Response, key: str, composition: Composition) -> ComposedFile:
    trailers = {
        "Remiss-Act": "compose",
        "Remiss-Section": key,
        TRAILER: " ".join(map(fingerprint, sources(response, key))),
    }
    return ComposedFile(texts.write(None, composition.agreed), trailers)


@dataclass(frozen=True, slots=True)
class NewContribution:
    """What a municipality has said since the text was composed, and the text does not say."""

    slug: str
    key: str
    """The section that it was written to."""
    sentences: tuple[str, ...]
    position: Position | None
    """Its position now, when that has changed; None when it has not."""
    mark: str
    """What it is known by when it is set aside as dealt with."""


@dataclass(frozen=True, slots=True)
class SectionMerge:
    """What merging did, or would do, with one section."""

    key: str
    composed: Composition | None = None
    """The proposal that became its text; None where there was a text."""
    contributions: int = 0
    """How many went into it."""
    taken_in: tuple[Pending, ...] = ()
    conflicts: tuple[Dispute, ...] = ()
    """Open, on the text as it is afterwards."""
    pending: tuple[Pending, ...] = ()
    """Changes left to decide, on the text as it is afterwards."""
    new: tuple[NewContribution, ...] = ()
    """Contributions that came, or were changed, after the text was composed."""
    unreadable: tuple[Unreadable, ...] = ()
    version: str = ""
    """The act that was made; empty when nothing was done."""

    @property
    def anything(self) -> bool:
        """Whether there is anything to tell."""
        left = self.conflicts or self.pending or self.new or self.unreadable
        return bool(self.composed or self.taken_in or left)


def merge_sections(
    desk: Desk, seat: Seat, key: str = "", *, preview: bool = False
) -> tuple[SectionMerge, ...]:
    """Merge every section, or one.

    A section without text is composed; in one with a text, everything that nobody disputes is
    taken in. One act a section.

    Args:
        desk: The opened response.
        seat: The coordinator.
        key: The section; empty for all. The summary is only merged when it is named.
        preview: Tell what would be done, and do nothing.

    Raises:
        StageError: Somebody other than the coordinator tried.
    """
    require_coordinator(seat, "sammanfoga")
    wanted = [key] if key else [other for other in desk.response().sections if other != SUMMARY]
    held = held_back(desk, wanted)
    found = [_merged(desk, seat, one, held) for one in wanted]
    changes = [change for _, change in found if change is not None]
    versions = iter(desk.record(changes) if changes and not preview else ())
    told = []
    new = _new_contributions(desk, [merged.key for merged, _ in found if not merged.composed])
    for merged, change in found:
        version = next(versions, "") if change else ""
        after = merged
        if change and not preview:
            after = replace(_left(desk, merged.key), composed=merged.composed)
            after = replace(after, contributions=merged.contributions, taken_in=merged.taken_in)
        told.append(replace(after, new=tuple(new.get(merged.key, ())), version=version))
    return tuple(told)


def _merged(
    desk: Desk, seat: Seat, key: str, held: Collection[tuple[str, str]]
) -> tuple[SectionMerge, Change | None]:
    """Return what is to be done with a section, and the act that does it."""
    response = desk.response()
    agreed = response.agreed.get(key)
    if agreed is None or not (agreed.text.strip() or agreed.position):
        composition = compose(response, key)
        if composition is None:
            return SectionMerge(key), None
        file = _file(response, key, composition)
        subject = _subject(key, composition)
        change = Change(seat, {places.text(key): file.data}, subject, file.trailers)
        count = len(composition.slugs)
        return SectionMerge(key, composed=composition, contributions=count), change
    section = SectionReview(desk, key)
    chosen = to_take_in(section, held)
    left = _left(desk, key, section)
    if not chosen:
        return left, None
    pending = tuple(change for change in left.pending if change not in chosen)
    return replace(left, taken_in=chosen, pending=pending), take_in(seat, section, chosen)


def _left(desk: Desk, key: str, section: SectionReview | None = None) -> SectionMerge:
    """Return what is left to decide in a section."""
    section = section or SectionReview(desk, key)
    found = section.review
    return SectionMerge(
        key, conflicts=found.conflicts, pending=found.pending, unreadable=section.unreadable
    )


# Contributions that came after the text


def new_contributions(desk: Desk, key: str = "") -> dict[str, list[NewContribution]]:
    """Return, by section, what was contributed after its text was composed and it does not say.

    Args:
        desk: The opened response.
        key: Only this section.
    """
    return _new_contributions(desk, [key] if key else list(desk.response().agreed))


def consider(desk: Desk, seat: Seat, key: str, slug: str) -> str:
    """Set aside what a municipality has contributed since: it has been dealt with by hand.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: There is nothing new from that municipality.
    """
    require_coordinator(seat, "avgöra vad som är beaktat")
    section = SectionReview(desk, key)
    own = [new for new in new_contributions(desk, key).get(key, ()) if new.slug == slug]
    if not own:
        raise InputError(f"{section.names([slug])} har inget nytt bidrag till {label(key)}")
    rows = [
        DecisionRow(
            id=new.mark,
            verdict=Verdict.CONSIDERED,
            changes=(new.mark,),
            municipalities=(slug,),
            by=seat.person.name,
            at=clock.wall(clock.now()),
            new="\n".join(new.sentences),
        )
        for new in own
    ]
    subject = f"Beaktade nytt bidrag från {section.names([slug])} i {label(key)}"
    return desk.record([section.changed(seat, None, rows, subject)])[0]


def _new_contributions(desk: Desk, keys: Sequence[str]) -> dict[str, list[NewContribution]]:
    response = desk.response()
    composing: dict[str, Version] = {}
    latest: dict[str, Version] = {}
    for version in desk.history.log(party=COORDINATOR):
        if version.trailers.get("Remiss-Act") == "compose":
            composing.setdefault(version.trailers.get("Remiss-Section", ""), version)
        for path in version.paths:
            latest.setdefault(path, version)
    history: Sources | None = None
    found: dict[str, list[NewContribution]] = {}
    for key in keys:
        text = latest.get(places.text(key))
        if key not in response.agreed or text is None:
            continue
        act = composing.get(key)
        marks = act.trailers.get(TRAILER, "").split() if act else []
        parts = [part for part in sources(response, key) if fingerprint(part) not in marks]
        if not parts:
            continue
        history = history or Sources(desk)
        decisions = SectionReview(desk, key).decisions
        for part in parts:
            if fingerprint(part) not in decisions.by_change:
                before = _known_before(history, part, marks, text)
                found.setdefault(key, []).extend(
                    _new_in(part, before, canonical(response.agreed[key].text))
                )
    return {key: new for key, new in found.items() if new}


def _known_before(history: Sources, part: Part, marks: Sequence[str], text: Version) -> Part | None:
    """Return a contribution as it was when the text was made; None when it was not there."""
    earlier = None
    for written in history.written(part.slug, part.key):
        old = Part(part.slug, part.key, written.contribution)
        if marks and fingerprint(old) in marks:
            return old
        if not marks and written.version.at <= text.at:
            earlier = old
    return earlier


def _new_in(part: Part, before: Part | None, text: str) -> Iterator[NewContribution]:
    known = set(sentences(before.contribution.text)) if before else set()
    said = [bag(line) for line in text.split("\n") if line.strip()]
    fresh = tuple(
        sentence
        for sentence in sentences(part.contribution.text)
        if sentence not in known
        and all(likeness(bag(sentence), line) < _SAID_ALREADY for line in said)
    )
    position = part.contribution.position
    changed = position if position != (before.contribution.position if before else None) else None
    if fresh or changed:
        yield NewContribution(part.slug, part.key, fresh, changed, fingerprint(part))
