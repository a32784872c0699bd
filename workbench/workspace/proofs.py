"""Gathering what a working copy shows: pending changes with who made them, comments, conflicts."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.core import document as doc
from workbench.core import places
from workbench.core.answer.alternatives import Alternative, OpenConflict, with_alternatives
from workbench.core.answer.proof import Proof, Proposed, Remark, tracked
from workbench.core.answer.proposed_lines import joint_author
from workbench.core.language.swedish import counted, join_names
from workbench.core.markdown import Parsed, canonical
from workbench.core.reviewing.comments import Thread
from workbench.core.reviewing.edits import edits
from workbench.core.reviewing.pending import Dispute, Fit, Pending
from workbench.errors import InputError
from workbench.storage import reviewing, texts
from workbench.workspace import clock
from workbench.workspace.commenting import comments
from workbench.workspace.desk import Desk
from workbench.workspace.reviewing import SectionReview, sections_under_review

_WORKBENCH = "Remissarbetsbänken"
"""Author of remarks that nobody wrote: about conflicts, and changes without a place."""


def tracked_proof(desk: Desk, version: str) -> Proof:
    """Gather everybody's pending changes and comments, section by section.

    Args:
        desk: The opened response.
        version: Its name, for the first page.
    """
    bodies: dict[str, Parsed] = {}
    remarks: dict[str, doc.Comment] = {}
    count, parties = 0, set[str]()
    agreed = desk.response().agreed
    authors = _Authors(desk)
    under_review = set(sections_under_review(desk))
    commented = set(_commented(desk))
    for key in agreed:
        if key not in under_review | commented:
            continue
        section = SectionReview(desk, key)
        told = [*_threads(desk, key), *_about_review(section, authors)]
        labels = [Remark(f"{key}:{n}", line) for n, (line, _) in enumerate(told)]
        remarks |= {
            remark.label: comment for remark, (_, comment) in zip(labels, told, strict=True)
        }
        changes = [change for change in section.review.pending if change.fit is not Fit.ORPHAN]
        bodies[key] = tracked(
            section.text, [authors.proposed(section, change) for change in changes], labels
        )
        count += len(section.review.pending)
        parties |= {slug for change in section.review.pending for slug in change.slugs}
    whose = f" från {join_names(desk.response().official_names(parties))}" if parties else ""
    return Proof(bodies, remarks, _told(version, count, len(remarks), whose))


def _told(version: str, changes: int, comments_count: int, whose: str) -> str:
    what = (
        counted(changes, ("föreslagen ändring", "föreslagna ändringar"))
        if changes
        else ("inga föreslagna ändringar")
    )
    said = (
        counted(comments_count, ("kommentar", "kommentarer"))
        if comments_count
        else ("inga kommentarer")
    )
    return (
        f"Arbetsmaterial: den gemensamma texten i version {version} med {what}{whose} som spårade "
        f"ändringar, och {said}. Detta är inte det yttrande som skickas."
    )


def alternatives_proof(desk: Desk, version: str) -> Proof:
    """Gather the open conflicts, to be printed as alternatives."""
    bodies: dict[str, Parsed] = {}
    count = 0
    for key in sections_under_review(desk):
        section = SectionReview(desk, key)
        disputes = section.review.conflicts
        if disputes and key in desk.response().agreed:
            conflicts = [_open_conflict(section, dispute) for dispute in disputes]
            bodies[key] = with_alternatives(section.text, conflicts)
            count += len(disputes)
    what = (
        counted(count, ("olöst konflikt visas", "olösta konflikter visas"))
        if count
        else ("det finns inga olösta konflikter att visa")
    )
    return Proof(
        bodies,
        told=f"Arbetsmaterial: den gemensamma texten i version {version}; {what} som alternativ. "
        "Detta är inte det yttrande som skickas.",
    )


def _open_conflict(section: SectionReview, dispute: Dispute) -> OpenConflict:
    return OpenConflict(
        line=dispute.line,
        base=dispute.base,
        alternatives=tuple(
            Alternative(section.names(side.slugs).replace(" och ", ", "), side.text)
            for side in dispute.sides
        ),
    )


def _commented(desk: Desk) -> Iterator[str]:
    for path in desk.files():
        place = places.place(path)
        if place is not None and place.kind is places.Kind.COMMENTS:
            yield place.key


def _threads(desk: Desk, key: str) -> Iterator[tuple[int | None, doc.Comment]]:
    for thread in comments(desk, key):
        yield thread.line, _comment(thread)


def _comment(thread: Thread) -> doc.Comment:
    first = thread.first.comment
    lost = f"\n(Gällde meningen: ”{first.quote}”)" if thread.orphan else ""
    return doc.Comment(
        author=first.by,
        text=first.text + lost,
        at=first.at,
        resolved=thread.resolved,
        replies=tuple(
            doc.Comment(answer.comment.by, answer.comment.text, answer.comment.at, thread.resolved)
            for answer in thread.answers
            if answer.comment.text
        ),
    )


def _about_review(
    section: SectionReview, authors: "_Authors"
) -> Iterator[tuple[int | None, doc.Comment]]:
    """Tell of what tracked changes cannot show: conflicts, and changes without a place."""
    for dispute in section.review.conflicts:
        sides = (section.names(side.slugs) for side in dispute.sides)
        text = f"Olöst konflikt: {' mot '.join(sides)}. Alla lydelser är införda; en ska väljas."
        yield dispute.line, doc.Comment(_WORKBENCH, text)
    for change in section.review.orphans:
        author, at = authors.of(section, change)
        said = change.after or "(stryks)"
        text = (
            f"Ändringen har inget ställe i texten längre. Den gällde: ”{change.before}” → ”{said}”"
        )
        yield None, doc.Comment(author, text, at)
    for unreadable in section.unreadable:  # known once the review is made
        yield None, doc.Comment(_WORKBENCH, f"Ett förslag kan inte visas: {unreadable.why}")


@dataclass(frozen=True, slots=True)
class _Written:
    """One act on a municipality's wanted text, and the changes that it held."""

    author: str
    at: dt.datetime
    changes: frozenset[str]


class _Authors:
    """Finds who first made each pending change, and when."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._acts: dict[str, tuple[_Written, ...]] = {}

    def proposed(self, section: SectionReview, change: Pending) -> Proposed:
        """Return a change as it is to be tracked."""
        author, at = self.of(section, change)
        return Proposed(author, at, change.result, change.edit)

    def of(self, section: SectionReview, change: Pending) -> tuple[str, dt.datetime | None]:
        """Return the author, and when the change was first proposed.

        A change that several municipalities propose has all their names, so that it is settled
        with each of theirs.
        """
        names = list[str]()
        times = list[dt.datetime]()
        for slug in change.slugs:
            first = self._first(slug, section.key, change.id)[:1]
            made = [act.author for act in first]
            names += made or self._desk.response().official_names([slug])
            times += [act.at for act in first]
        return joint_author(names), min(times, default=None)

    def _first(self, slug: str, key: str, change: str) -> list[_Written]:
        own = places.change(slug, key)
        for path in (own, own.replace("/changes/", "/received/changes/")):
            held: list[_Written] = []
            for act in self._of_file(path, slug):
                if change not in act.changes:
                    break
                held.insert(0, act)
            if held:
                return held
        return []

    def _of_file(self, path: str, slug: str) -> tuple[_Written, ...]:
        """Return the acts on a file, newest first."""
        if path not in self._acts:
            known = path in self._desk.files()
            self._acts[path] = tuple(self._read(path, slug)) if known else ()
        return self._acts[path]

    def _read(self, path: str, slug: str) -> Iterator[_Written]:
        history, place = self._desk.history, places.place(path)
        for version in history.log(path=path):
            data = history.read([path], version=version.id).get(path)
            if data is None or place is None:
                return
            wanted = reviewing.read_wanted(data, path)
            try:
                base = self._base(place.key, wanted.base)
            except InputError:
                return
            ids = frozenset(edit.id for edit in edits(base, wanted.text))
            yield _Written(
                self._name(slug, version.party, version.author.name), clock.wall(version.at), ids
            )

    def _name(self, slug: str, party: str, person: str) -> str:
        """Name whoever wrote: the officer, or the municipality when it was taken in for it."""
        return person if party == slug else join_names(self._desk.response().official_names([slug]))

    def _base(self, key: str, version: str) -> str:
        path, history = places.text(key), self._desk.history
        data = history.read([path], version=history.resolve(version)).get(path)
        return canonical(texts.as_written(data, path)) if data else ""


def conflicts_and_changes(desk: Desk) -> tuple[dict[str, int], dict[str, int]]:
    """Count by section the open conflicts, and the other changes that are not decided about."""
    conflicts, changes = dict[str, int](), dict[str, int]()
    for key in sections_under_review(desk):
        found = SectionReview(desk, key).review
        conflicts[key] = len(found.conflicts)
        changes[key] = sum(not change.conflict for change in found.pending)
    return _some(conflicts.items()), _some(changes.items())


def _some(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    return {key: count for key, count in counts if count}
