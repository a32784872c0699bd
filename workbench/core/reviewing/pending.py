"""What is left to decide about the agreed text of a section.

Every change is first brought to the text as it stands now, by merging what it makes of its own
base with what became of that base (`merging.merge`). It fits, or its sentence was rewritten
meanwhile, or its place is gone; nothing is dropped, and nothing is put where it only seems to
belong. Those that fit are then merged with one another: what stands against another is a conflict.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import sha256

from workbench.core.markdown import canonical
from workbench.core.merging.alignment import bag, likeness
from workbench.core.merging.conflict import Conflict, Settlement
from workbench.core.merging.merge import Side, merge
from workbench.core.reviewing.decisions import DecisionRow, Decisions
from workbench.core.reviewing.edits import Edit, EditKind, applied, edits
from workbench.core.reviewing.naming import meant

_NOW = "nu"  # never an id of a change, which holds a hyphen
_CANDIDATE = 0.2  # likeness below which no sentence is called a place for an orphan


@dataclass(frozen=True, slots=True)
class Wanted:
    """The agreed text as a municipality wants it, with what it started from."""

    slug: str
    base: str
    text: str


class Fit(StrEnum):
    """Whether a change can be made in the text as it stands, by the Swedish words for it."""

    FITS = "passar"
    OVERTAKEN = "texten har ändrats"
    """Its sentence says something else now; to accept it replaces that."""
    ORPHAN = "utan hemvist"
    """Its sentence is not there any more."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """The place in the present text that an orphan most likely belongs to. Only a suggestion."""

    line: int
    """From 1."""
    text: str
    likeness: float
    """Share of words in common, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A change that nobody has decided about."""

    id: str
    slugs: tuple[str, ...]
    """Who proposes it, sorted."""
    kind: EditKind
    before: str
    """What the text said when it was proposed."""
    after: str
    """What it shall say."""
    fit: Fit
    now: str
    """What the present text says there; empty for an insertion and for an orphan."""
    line: int | None
    """Where that stands in the present text, from 1; None for an orphan."""
    candidate: Candidate | None
    conflict: str
    """The conflict that it is part of; empty for none."""
    beside: tuple[str, ...]
    """Who else wants something else put in at the same place; both can stand."""
    earlier: DecisionRow | None
    """What was decided about this place before, of another wording."""
    result: str
    """The present text with this change alone made; the present text for an orphan."""
    placed: DecisionRow | None = None
    """By which act it stands where it does, when its own place is gone."""
    edit: Edit | None = None
    """The change itself, where the present text is the one that it was found in."""

    @property
    def undisputed(self) -> bool:
        """Whether it fits and stands against nothing."""
        return self.fit is Fit.FITS and not self.conflict

    @property
    def proposed(self) -> str:
        """What it wants to say, without the sentence that it may have been placed after."""
        return self.after.removeprefix(f"{self.placed.old}\n") if self.placed else self.after

    @property
    def lines(self) -> range:
        """The lines of the present text that it is about, from 1; none for an orphan."""
        first = self.line or 0
        return range(first, first + self.now.count("\n") + 1 if first else 0)


@dataclass(frozen=True, slots=True)
class DisputeSide:
    """One wording of a conflict."""

    slugs: tuple[str, ...]
    text: str
    """Empty when they want the place to say nothing."""
    changes: tuple[str, ...]
    """Ids of the changes that say so."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A conflict between changes of several municipalities, open."""

    id: str
    """Follows from the changes alone: the same whatever else happens to the text."""
    base: str
    """What the agreed text says there."""
    sides: tuple[DisputeSide, ...]
    line: int
    """Where that stands in the present text, from 1."""
    earlier: DecisionRow | None
    """How it was settled before a side changed."""
    places: tuple[str, ...]
    """Ids of the merge's own conflicts that it is made of; mostly one."""

    @property
    def slugs(self) -> tuple[str, ...]:
        """Whose wordings stand against each other, sorted."""
        return tuple(sorted({slug for side in self.sides for slug in side.slugs}))

    @property
    def changes(self) -> tuple[str, ...]:
        """Ids of all changes in it."""
        return tuple(dict.fromkeys(change for side in self.sides for change in side.changes))


@dataclass(frozen=True, slots=True)
class Review:
    """A section's text and what is proposed to be done to it."""

    text: str
    pending: tuple[Pending, ...]
    """In the order of the text; those without a place last."""
    conflicts: tuple[Dispute, ...]

    @property
    def undisputed(self) -> tuple[Pending, ...]:
        """What can be taken in at once."""
        return tuple(change for change in self.pending if change.undisputed)

    @property
    def orphans(self) -> tuple[Pending, ...]:
        """What has lost its place."""
        return tuple(change for change in self.pending if change.fit is Fit.ORPHAN)

    def of(self, slug: str) -> tuple[Pending, ...]:
        """Return what one municipality proposes, alone or with others."""
        return tuple(change for change in self.pending if slug in change.slugs)

    def about(self, line: int) -> tuple[Pending, ...]:
        """Return all changes about the sentence on a line of the text, by whomever.

        Args:
            line: From 1.
        """
        return tuple(change for change in self.pending if line in change.lines)

    def change(self, change_id: str) -> Pending | None:
        """Return the pending change of that id, or the only one whose id begins so."""
        found = meant(change_id, (change.id for change in self.pending))
        named = (change for change in self.pending if (change.id,) == found)
        return next(named, None)

    def conflict(self, conflict_id: str) -> Dispute | None:
        """Return the open conflict of that id, or the only one whose id begins so."""
        found = meant(conflict_id, (dispute.id for dispute in self.conflicts))
        named = (dispute for dispute in self.conflicts if (dispute.id,) == found)
        return next(named, None)

    def made(self, changes: Iterable[Pending]) -> str:
        """Return the text with some changes made.

        Args:
            changes: Pending ones that do not stand against one another; `against` tells.
        """
        return merge(self.text, _sides(changes)).text

    def against(self, changes: Sequence[Pending]) -> tuple[str, ...]:
        """Return the ids of changes that cannot be made together; empty when all can."""
        conflicts = merge(self.text, _sides(changes)).conflicts
        return tuple(sorted({n for c in conflicts for side in c.sides for n in side.names}))

    def settled(self, dispute: Dispute, wording: str) -> str:
        """Return the text with a conflict's place saying something new.

        Args:
            dispute: An open conflict in one place (`Dispute.places`).
            wording: What the place shall say.
        """
        sides = _sides(change for change in self.pending if change.id in dispute.changes)
        settlements = [Settlement(place, wording) for place in dispute.places]
        return merge(self.text, sides, settlements).text


def review(text: str, wanted: Iterable[Wanted], decisions: Decisions) -> Review:
    """Work out what is left to decide.

    Args:
        text: The agreed text as it stands now, in its stored form.
        wanted: What each municipality wants; order does not matter.
        decisions: What was decided before.
    """
    found: dict[str, Pending] = {}
    for one in sorted(wanted, key=lambda one: (one.slug, one.text, one.base)):
        for edit in edits(one.base, one.text):
            if _is_decided(edit, one.slug, decisions):
                continue
            known = found.get(edit.id)
            if known:
                slugs = tuple(sorted({*known.slugs, one.slug}))
                found[edit.id] = replace(known, slugs=slugs)
            elif pending := _brought(edit, one, text):
                placed = _placed(pending, decisions.placed.get(edit.id), text)
                earlier = decisions.earlier(edit.place)
                found[edit.id] = replace(placed, earlier=earlier)
    fitting = [change for change in found.values() if change.fit is Fit.FITS]
    merged = merge(text, _sides(fitting))
    disputes = _disputes(merged.conflicts, found, decisions)
    for dispute in disputes:
        for name in dispute.changes:
            found[name] = replace(found[name], conflict=dispute.id)
    for merged_change in merged.changes:
        beside = {slug for name in merged_change.beside for slug in found[name].slugs}
        for name in merged_change.names:
            others = tuple(sorted(beside - set(found[name].slugs)))
            found[name] = replace(found[name], beside=others)
    order = sorted(found.values(), key=lambda c: (c.line is None, c.line or 0, c.slugs, c.id))
    return Review(text, tuple(order), disputes)


def _is_decided(edit: Edit, slug: str, decisions: Decisions) -> bool:
    if edit.id in decisions.by_change:
        return True
    said = bool(edit.before or edit.after) and edit.before != edit.after
    return said and decisions.turned_down(slug, edit.before, edit.after)


def _sides(changes: Iterable[Pending]) -> list[Side]:
    return [Side(change.id, change.result) for change in changes]


def _brought(edit: Edit, wanted: Wanted, text: str) -> Pending | None:
    """Bring a change to the present text; None when the text says so already."""
    alone = applied(wanted.base, [edit])
    pending = Pending(
        id=edit.id,
        slugs=(wanted.slug,),
        kind=edit.kind,
        before=edit.before,
        after=edit.after,
        fit=Fit.FITS,
        now=edit.before,
        line=edit.line,
        candidate=None,
        conflict="",
        beside=(),
        earlier=None,
        result=alone,
    )
    if wanted.base == text:
        return replace(pending, edit=edit)
    merged = merge(wanted.base, {edit.id: alone, _NOW: text})
    if not merged.conflicts:
        if merged.text == text:
            return None
        return replace(pending, line=_first_line(text, merged.text), result=merged.text)
    return _overtaken(pending, merged.conflicts, wanted.base, alone, text)


def _first_line(text: str, result: str) -> int:
    """Return the first line of a text that a change touches, from 1."""
    return min((edit.line for edit in edits(text, result)), default=1)


def _overtaken(
    pending: Pending, conflicts: Sequence[Conflict], base: str, alone: str, text: str
) -> Pending | None:
    """Tell of a change whose sentence was changed meanwhile."""
    there = [wording.text for c in conflicts for wording in c.sides if _NOW in wording.names]
    mine = [wording.text for c in conflicts for wording in c.sides if pending.id in wording.names]
    now = "\n".join(filter(None, there))
    settlements = [
        Settlement(conflict.id, wording) for conflict, wording in zip(conflicts, mine, strict=False)
    ]
    result = merge(base, {pending.id: alone, _NOW: text}, settlements).text
    if result == text:
        return None
    place = text.find(now) if now else -1
    if place < 0:
        candidate = _candidate(pending.before or pending.after, text)
        return replace(pending, fit=Fit.ORPHAN, now="", line=None, candidate=candidate, result=text)
    line = text.count("\n", 0, place) + 1
    return replace(pending, fit=Fit.OVERTAKEN, now=now, line=line, result=result)


def _placed(pending: Pending, row: DecisionRow | None, text: str) -> Pending:
    """Put an orphan where somebody has placed it, as long as that sentence is there."""
    lines = text.split("\n")
    if pending.fit is not Fit.ORPHAN or row is None or row.old not in lines:
        return pending
    at = lines.index(row.old)
    result = canonical("\n".join([*lines[:at], *row.new.splitlines(), *lines[at + 1 :]]))
    return replace(
        pending,
        fit=Fit.FITS,
        now=row.old,
        after=row.new,
        line=at + 1,
        candidate=None,
        result=result,
        placed=row,
    )


def _candidate(lost: str, text: str) -> Candidate | None:
    """Find the sentence that has most in common with what was lost."""
    words = bag(lost)
    best = max(
        ((likeness(words, bag(line)), -number, line) for number, line in _numbered(text)),
        default=None,
    )
    if best is None or best[0] < _CANDIDATE:
        return None
    return Candidate(-best[1], best[2], round(best[0], 2))


def _numbered(text: str) -> list[tuple[int, str]]:
    return [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]


def _disputes(
    conflicts: Iterable[Conflict], changes: Mapping[str, Pending], decisions: Decisions
) -> tuple[Dispute, ...]:
    """Join the merge's conflicts that share a change, and name them by their changes."""
    joined: list[list[Conflict]] = []
    for conflict in conflicts:
        ids = _ids([conflict])
        touching = [group for group in joined if _ids(group) & ids]
        joined = [group for group in joined if group not in touching]
        joined.append([*(c for group in touching for c in group), conflict])
    return tuple(_dispute(group, changes, decisions) for group in joined)


def _ids(conflicts: Iterable[Conflict]) -> set[str]:
    return {name for conflict in conflicts for side in conflict.sides for name in side.names}


def _dispute(
    conflicts: Sequence[Conflict], changes: Mapping[str, Pending], decisions: Decisions
) -> Dispute:
    wordings: dict[tuple[str, ...], list[str]] = {}
    for conflict in conflicts:
        for side in conflict.sides:
            wordings.setdefault(side.names, []).append(side.text)
    sides = [
        DisputeSide(
            slugs=tuple(sorted({slug for name in names for slug in changes[name].slugs})),
            text="\n".join(filter(None, texts)),
            changes=names,
        )
        for names, texts in wordings.items()
    ]
    ids = sorted(_ids(conflicts))
    places = dict.fromkeys(change_id.partition("-")[0] for change_id in ids)
    return Dispute(
        id="k" + sha256(" ".join(ids).encode()).hexdigest()[:8],
        base="\n".join(conflict.base for conflict in conflicts),
        sides=tuple(sorted(sides, key=lambda side: (side.slugs, side.text))),
        line=conflicts[0].line,
        earlier=next(filter(None, map(decisions.earlier, places)), None),
        places=tuple(conflict.id for conflict in conflicts),
    )
