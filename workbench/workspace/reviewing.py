"""Acts of review: what is proposed to be changed in the agreed text, and deciding about it.

Only the coordinator decides. What was decided lies in the section's log; what is pending is worked
out from the municipalities' texts whenever somebody asks.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from workbench.core import places
from workbench.core.contribution import AgreedText
from workbench.core.language.swedish import counted, join_names
from workbench.core.markdown import canonical
from workbench.core.merging.merge import merge
from workbench.core.outline import STANDING, order_of
from workbench.core.reviewing.decisions import DecisionRow, Decisions, Verdict
from workbench.core.reviewing.edits import applied, edits
from workbench.core.reviewing.pending import Fit, Pending, Review, Wanted, review
from workbench.core.reviewing.wanted import WantedText
from workbench.errors import InputError, StageError
from workbench.storage import reviewing, texts
from workbench.workspace import clock
from workbench.workspace.desk import Change, Desk
from workbench.workspace.seat import Seat, require_municipality


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A proposal that cannot be brought to the text, with the reason."""

    slug: str
    why: str


class SectionReview:
    """One section under review, as it is saved.

    Args:
        desk: The opened response.
        key: The section.
    """

    def __init__(self, desk: Desk, key: str) -> None:
        self._desk = desk
        self._files = desk.files()
        self.key = key
        self._log_data = self._files.get(places.decisions(key))
        self.decisions: Decisions = reviewing.read_decisions(self._log_data, places.decisions(key))
        agreed = desk.response().agreed.get(key)
        self.agreed: AgreedText = agreed or AgreedText()
        self.text = canonical(self.agreed.text)

    @cached_property
    def review(self) -> Review:
        """What is left to decide."""
        return review(self.text, self._proposals[0], self.decisions)

    @property
    def unreadable(self) -> tuple[Unreadable, ...]:
        """Proposals that cannot be brought to the text."""
        return tuple(self._proposals[1])

    @cached_property
    def _proposals(self) -> tuple[list[Wanted], list[Unreadable]]:
        bases: dict[str, str] = {}
        found: list[Wanted] = []
        unreadable: list[Unreadable] = []
        for path, place in proposals(self._files, self.key):
            try:
                wanted = reviewing.read_wanted(self._files[path], path)
                if wanted.base not in bases:
                    bases[wanted.base] = self._base(wanted.base)
            except InputError as wrong:
                why = str(wrong) if path in str(wrong) else f"{path}: {wrong}"
                unreadable.append(Unreadable(place.slug, why))
                continue
            found.append(Wanted(place.slug, bases[wanted.base], wanted.text))
        return found, unreadable

    def _base(self, version: str) -> str:
        path = places.text(self.key)
        history = self._desk.history
        data = history.read([path], version=history.resolve(version)).get(path)
        return canonical(texts.as_written(data, path)) if data else ""

    def changed(
        self, seat: Seat, text: str | None, rows: Sequence[DecisionRow], subject: str
    ) -> Change:
        """Return the act that writes a text and decisions about it.

        Args:
            seat: Who decides.
            text: The new text; None when it stays.
            rows: What was decided.
            subject: Of the act.
        """
        files: dict[str, bytes | None] = {}
        if text is not None and canonical(text) != self.text:
            path = places.text(self.key)
            agreed = self.agreed.model_copy(update={"text": text})
            files[path] = texts.write(self._files.get(path), agreed)
        log = self.decisions.with_rows(*rows)
        files[places.decisions(self.key)] = reviewing.write_decisions(self._log_data, log)
        trailers = {
            "Remiss-Act": "review",
            "Remiss-Section": self.key,
            "Remiss-Decisions": " ".join(dict.fromkeys(row.id for row in rows)),
        }
        return Change(seat, files, subject, trailers)

    def names(self, slugs: Iterable[str]) -> str:
        """Write municipalities by the names on screen."""
        known = self._desk.response().municipalities
        return join_names(known[slug].name if slug in known else slug for slug in slugs)


def proposals(files: Iterable[str], key: str = "") -> Iterator[tuple[str, places.Place]]:
    """Yield the files of wanted texts, those taken in from Word among them.

    Args:
        files: All paths of the response.
        key: Only this section's.
    """
    for path in sorted(files):
        if "/changes/" not in path:
            continue
        place = places.place(path)
        if place is not None and place.kind is places.Kind.CHANGE and key in {"", place.key}:
            yield path, place


def sections_under_review(desk: Desk) -> tuple[str, ...]:
    """Return the keys of sections that somebody wants changed, in the order of the answer."""
    return tuple(sorted({place.key for _, place in proposals(desk.files())}, key=order_of))


def propose_change(desk: Desk, seat: Seat, key: str, text: str) -> str:
    """Save the agreed text as a municipality wants it.

    What it started from is the text as it is saved now. A text that wants nothing changed takes
    the proposal back.

    Returns:
        The version's identity.

    Raises:
        InputError: There is no agreed text to change, or nothing was changed.
    """
    require_municipality(seat, "föreslå ändringar")
    agreed = desk.response().agreed.get(key)
    if agreed is None:
        raise InputError(
            f"avsnitt {label(key)} har ingen gemensam text att ändra",
            hint="Skriv ett bidrag med remiss contribute.",
        )
    path = places.change(seat.party, key)
    before = desk.files().get(path)
    trailers = {"Remiss-Act": "propose", "Remiss-Section": key}
    if canonical(text) == canonical(agreed.text):
        if before is None:
            raise InputError("texten är den gemensamma; inget är ändrat")
        subject = f"Drog tillbaka ändringsförslag {label(key)}"
        return desk.record([Change(seat, {path: None}, subject, trailers)])[0]
    base = version_of_text(desk, key)
    data = reviewing.write_wanted(before, WantedText(base=base, text=text))
    count = len(edits(canonical(agreed.text), canonical(text)))
    what = counted(count, ("ändring", "ändringar"))
    subject = f"Ändringsförslag {label(key)} ({what})"
    return desk.record([Change(seat, {path: data}, subject, trailers)])[0]


def version_of_text(desk: Desk, key: str) -> str:
    """Return the identity of the act that last changed a section's agreed text.

    Raises:
        InputError: There is none.
    """
    found = desk.history.log(path=places.text(key), limit=1)
    if not found:
        raise InputError(f"avsnitt {label(key)} har ingen gemensam text i historiken")
    return found[0].id


def accept(desk: Desk, seat: Seat, ids: Sequence[str], *, key: str, reason: str = "") -> str:
    """Take in changes, all of them or none.

    Returns:
        The version's identity.

    Raises:
        StageError: Somebody other than the coordinator tried, or two of them cannot both stand.
        InputError: There is no such pending change.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    chosen = _chosen(section, ids)
    return _accept(desk, seat, section, chosen, Verdict.ACCEPTED, reason)


def accept_from(desk: Desk, seat: Seat, slug: str, *, key: str, reason: str = "") -> str:
    """Take in everything that one municipality proposes in a section.

    Raises:
        StageError: As for `accept`; or something of it is in conflict with another's.
        InputError: It proposes nothing here.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    own = [change for change in section.review.pending if slug in change.slugs]
    if not own:
        raise InputError(f"{section.names([slug])} har inga ändringsförslag i {label(key)}")
    disputed = [change for change in own if change.conflict]
    if disputed:
        raise StageError(
            _overlap(section, disputed),
            hint=f"Avgör konflikten med remiss settle {disputed[0].conflict}.",
        )
    fitting = [change for change in own if change.fit is Fit.FITS]
    if not fitting:
        raise StageError(
            f"ingen av ändringarna från {section.names([slug])} passar längre i {label(key)}",
            hint=f"Se dem med remiss review {key} och ta ställning till var och en.",
        )
    return _accept(desk, seat, section, fitting, Verdict.ACCEPTED, reason)


def take_in(seat: Seat, section: SectionReview) -> Change | None:
    """Return the act that takes in everything that nobody disputes; None when there is nothing."""
    chosen = section.review.undisputed
    if not chosen:
        return None
    what = counted(len(chosen), ("ändring", "ändringar"))
    subject = f"Tog in ostridigt i {label(section.key)} ({what})"
    rows = [_row(seat, change, Verdict.TAKEN_IN) for change in chosen]
    return section.changed(seat, section.review.made(chosen), rows, subject)


def reject(desk: Desk, seat: Seat, ids: Sequence[str], *, key: str, reason: str) -> str:
    """Turn changes down, with the reason.

    Raises:
        StageError: Somebody other than the coordinator tried.
        InputError: There is no such pending change, or no reason is given.
    """
    require_decider(seat)
    if not reason.strip():
        raise InputError("en avslagen ändring måste motiveras", hint="Lägg till --reason ”…”.")
    section = SectionReview(desk, key)
    chosen = _chosen(section, ids)
    rows = [_row(seat, change, Verdict.REJECTED, reason) for change in chosen]
    what = counted(len(chosen), ("ändring", "ändringar"))
    subject = f"Avslog {what} i {label(key)}"
    return desk.record([section.changed(seat, None, rows, subject)])[0]


def undo(desk: Desk, seat: Seat, row_id: str, *, key: str) -> str:
    """Take a decision back: what it changed in the text, and the decision itself.

    Later changes of other sentences stay. The change is pending again.

    Raises:
        StageError: Somebody other than the coordinator tried, or the text has been rewritten there.
        InputError: There is no such decision.
    """
    require_decider(seat)
    section = SectionReview(desk, key)
    row = _standing(section, row_id)
    text = _without(desk, section, row) if _changed_text(row) else None
    taken_back = row.model_copy(
        update={
            "verdict": Verdict.UNDONE,
            "changes": (),
            "by": seat.person.name,
            "at": clock.wall(clock.now()),
            "reason": "",
            "old": row.new,
            "new": row.old,
            "way": None,
        }
    )
    subject = f"Tog tillbaka beslut i {label(key)}: {row.verdict}"
    return desk.record([section.changed(seat, text, [taken_back], subject)])[0]


def require_decider(who: Seat) -> None:
    """Refuse anyone but the coordinator, and say why.

    Raises:
        StageError: A municipality tried to decide about changes, perhaps its own.
    """
    if not who.is_coordinator:
        raise StageError(
            f"{who.label} kan inte avgöra ändringar i den gemensamma texten, inte heller sina egna",
            hint="Det gör samordnaren. Utelämna --as.",
        )


def _chosen(section: SectionReview, ids: Sequence[str]) -> list[Pending]:
    chosen: list[Pending] = []
    for change_id in ids:
        change = section.review.change(change_id)
        if change is None:
            raise InputError(
                f"ingen väntande ändring i {label(section.key)} heter ”{change_id}”",
                hint=f"Se dem med remiss review {section.key}.",
            )
        if change not in chosen:
            chosen.append(change)
    return chosen


def _accept(
    desk: Desk,
    seat: Seat,
    section: SectionReview,
    chosen: Sequence[Pending],
    verdict: Verdict,
    reason: str,
) -> str:
    for change in chosen:
        if change.fit is Fit.ORPHAN:
            raise StageError(
                f"ändringen {change.id} har inget ställe i texten längre",
                hint="Skriv in den för hand, eller avslå den med en motivering.",
            )
    against = section.review.against(chosen)
    if against:
        overlapping = [change for change in chosen if change.id in against]
        raise StageError(_overlap(section, overlapping), hint="Godkänn en av dem.")
    rows = [_row(seat, change, verdict, reason) for change in chosen]
    whose = section.names(sorted({slug for change in chosen for slug in change.slugs}))
    what = counted(len(chosen), ("ändring", "ändringar"))
    subject = f"Godkände {what} i {label(section.key)} ({whose})"
    return desk.record([section.changed(seat, section.review.made(chosen), rows, subject)])[0]


def _overlap(section: SectionReview, changes: Sequence[Pending]) -> str:
    named = [f"{change.id} ({section.names(change.slugs)})" for change in changes]
    place = f" på rad {changes[0].line}" if changes and changes[0].line else ""
    if len(named) == 1:
        return f"ändringen {named[0]} står i konflikt med en annan{place} i {label(section.key)}"
    return f"ändringarna {join_names(named)} gäller samma ställe{place} i {label(section.key)}"


def _row(seat: Seat, change: Pending, verdict: Verdict, reason: str = "") -> DecisionRow:
    return DecisionRow(
        id=change.id,
        verdict=verdict,
        changes=(change.id,),
        municipalities=change.slugs,
        by=seat.person.name,
        at=clock.wall(clock.now()),
        reason=reason,
        old=change.now,
        new=change.after,
    )


def _standing(section: SectionReview, row_id: str) -> DecisionRow:
    found = [row for row in section.decisions.standing if row.id.startswith(row_id)]
    if not found:
        raise InputError(
            f"inget beslut i {label(section.key)} gäller ”{row_id}”",
            hint=f"Se besluten med remiss review {section.key} --log.",
        )
    return found[-1]


def _changed_text(row: DecisionRow) -> bool:
    if row.verdict is Verdict.SETTLED:
        return row.old != row.new
    return row.verdict in {Verdict.ACCEPTED, Verdict.TAKEN_IN}


def _without(desk: Desk, section: SectionReview, row: DecisionRow) -> str:
    """Return the present text without what one decision put into it."""
    path = places.text(section.key)
    for version, before in pairwise(desk.history.log(path=path)):
        if row.id not in version.trailers.get("Remiss-Decisions", "").split():
            continue
        new, old = (
            canonical(texts.as_written(desk.history.read([path], at.id)[path], path))
            for at in (version, before)
        )
        undone = _undone(old, new, row)
        merged = merge(new, {"nu": section.text, "ångra": undone or new})
        if undone is None or merged.conflicts:
            break
        return merged.text
    raise StageError(
        "texten har skrivits om sedan beslutet, så det går inte att ta tillbaka av sig självt",
        hint="Ändra texten för hand; beslutet finns kvar i loggen.",
    )


def _undone(old: str, new: str, row: DecisionRow) -> str | None:
    """Return a decision's new text without the one change; None when it cannot be told apart."""
    back = [e for e in edits(new, old) if (e.before, e.after) == (row.new, row.old)]
    if back:
        return applied(new, back[:1])
    if row.new and new.count(row.new) == 1:
        return canonical(new.replace(row.new, row.old))
    return None


def label(key: str) -> str:
    """Name a section in a sentence."""
    return STANDING.get(key, key)
