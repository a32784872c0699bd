"""What is proposed to be changed in the agreed text, and proposing it; `deciding` decides about it.

What was decided lies in the section's log; what is pending is worked out from the municipalities'
texts whenever somebody asks.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.core import places
from workbench.core.contribution import AgreedText
from workbench.core.language.swedish import counted, join_names
from workbench.core.markdown import canonical
from workbench.core.outline import STANDING, order_of
from workbench.core.reviewing.decisions import DecisionRow, Decisions
from workbench.core.reviewing.edits import edits
from workbench.core.reviewing.pending import Review, Wanted, review
from workbench.core.reviewing.wanted import WantedText
from workbench.errors import InputError
from workbench.storage import reviewing, texts
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
        return wanted_texts(self._desk, self.key)

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


def _bases(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield what wanted texts seem to have started from, without reading them: act and path."""
    for path, place in proposals(files):
        if version := reviewing.begun(files[path]):
            yield version, places.text(place.key)


def wanted_texts(desk: Desk, key: str) -> tuple[list[Wanted], list[Unreadable]]:
    """Return a section's text as the municipalities want it, and what cannot be read of that."""
    files = desk.files()
    bases: dict[str, str] = {}
    found: list[Wanted] = []
    unreadable: list[Unreadable] = []
    for path, place in proposals(files, key):
        try:
            wanted = reviewing.read_wanted(files[path], path)
            if wanted.base not in bases:
                bases[wanted.base] = _base(desk, key, wanted.base)
        except InputError as wrong:
            why = str(wrong) if path in str(wrong) else f"{path}: {wrong}"
            unreadable.append(Unreadable(place.slug, why))
            continue
        found.append(Wanted(place.slug, bases[wanted.base], wanted.text))
    return found, unreadable


def _base(desk: Desk, key: str, version: str) -> str:
    path = places.text(key)
    started = (version, path)
    # The bases of all sections in one go: whoever looks at one often looks at all.
    data = desk.earlier([started, *_bases(desk.files())]).get(started)
    if data is None:
        data = desk.history.read([path], version=desk.history.resolve(version)).get(path)
    return canonical(texts.as_written(data, path)) if data else ""


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


def label(key: str) -> str:
    """Name a section in a sentence."""
    return STANDING.get(key, key)
