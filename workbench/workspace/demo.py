"""The example made real: a response with the history of several hundred acts by many parties.

What is written is the shipped example; when and by whom follows from its story, always the same.
All acts between two milestones go into the history in one pass.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workbench.config import Settings
from workbench.core import places
from workbench.core.adoption import Adoption
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import STANDING
from workbench.core.party import Municipality
from workbench.core.response import Response, officer_by
from workbench.history import Act, History, Person
from workbench.storage import files, shipped, story, texts, toml
from workbench.storage.response import read_response
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.merging import composed_file
from workbench.workspace.seat import Seat, seat
from workbench.workspace.workspace import Workspace

EXAMPLE = "sou-2020-47"
FINAL = "svar"
"""The milestone of what is sent."""

_UNKNOWN_AT_START = ("registration_number", "deadline", "received", "page")
_KEEPS_RECORDS = re.compile(r"registrator|sekreterare", re.IGNORECASE)
"""Officers who take part and do not write contributions."""

_MORNING, _DAY_MINUTES = 8 * 60 + 5, 8 * 60


def make(folder: Path, settings: Settings) -> Workspace:
    """Make the example in a folder.

    Raises:
        InputError: The folder has something in it already.
    """
    folder = folder.resolve()
    content = shipped.files(EXAMPLE)
    teller = _Teller(content, story.read(content[story.FILE]))
    with files.begun(folder):
        _tell(teller, History.create(folder), folder)
        return Workspace(Desk.open(folder), settings)


def _tell(teller: "_Teller", history: History, folder: Path) -> None:
    with history.lock():
        for acts, milestone in teller.passes():
            history.record(acts)
            history.record_version(
                milestone.title,
                teller.coordinator.person,
                _aware(milestone.date),
                milestone=milestone.tag,
                trailers={"Remiss-Act": "milestone"},
            )
        union = history.read(None)
        files.write_into(folder, union)
        history.settle(union)


@dataclass(frozen=True, slots=True)
class _Milestone:
    tag: str
    title: str
    date: dt.datetime


class _Teller:
    """Turns the example's files and story into acts, in the order of time."""

    def __init__(self, content: Mapping[str, bytes], tale: story.Story) -> None:
        self._content = {path: data for path, data in content.items() if path != story.FILE}
        self._tale = tale
        self._response: Response = read_response(self._content)
        self.coordinator: Seat = seat(self._response, Settings())

    def passes(self) -> Iterator[tuple[list[Act], _Milestone]]:
        """Yield the acts up to each milestone, with the milestone."""
        acts = sorted(self._acts(), key=lambda act: act.at)
        last = max(act.at for act in acts)
        ends = [_Milestone(m.tag, m.title, m.date) for m in self._tale.milestones]
        ends.append(
            _Milestone(FINAL, "Svaret som skickas", clock.wall(last) + dt.timedelta(hours=2))
        )
        for end in ends:
            limit = _aware(end.date)
            yield [act for act in acts if act.at <= limit], end
            acts = [act for act in acts if act.at > limit]

    def _acts(self) -> Iterator[Act]:
        yield from self._setting_up()
        for path in sorted(self._content):
            place = places.place(path)
            if place is None:
                continue
            if place.kind is places.Kind.CONTRIBUTION:
                yield from self._contribution(path, place)
            elif place.kind is places.Kind.ADOPTION:
                yield from self._adoption(path, place)
            elif place.kind is places.Kind.TEXT:
                yield from self._agreed(path, place)

    def _setting_up(self) -> Iterator[Act]:
        start = self._tale.stage("Förberedelse").from_
        facts = self._response.facts
        referral = facts.referral.model_copy(update=dict.fromkeys(_UNKNOWN_AT_START[1:3]))
        referral = referral.model_copy(update={"registration_number": "", "page": ""})
        early = facts.model_copy(update={"referral": referral})
        data = self._content[places.FACTS]
        own = {path: data for path, data in self._content.items() if path in {"README.md"}}
        own[places.FACTS] = toml.updated(data, early)
        own[places.OUTLINE] = self._content[places.OUTLINE]
        yield self._own(own, "Skapade remissvaret", _at(start, 9 * 60), {"Remiss-Act": "new"})
        filled = self._tale.stage("Förberedelse").to
        yield self._own(
            {places.FACTS: data},
            "Förde in diarienummer och sista svarsdag",
            _at(filled, 13 * 60),
            {"Remiss-Act": "facts"},
        )

    def _own(
        self,
        changes: Mapping[str, bytes | None],
        subject: str,
        at: dt.datetime,
        trailers: dict[str, str],
    ) -> Act:
        party, person = self.coordinator.party, self.coordinator.person
        return Act(party, changes, subject, person, at, trailers)

    def _contribution(self, path: str, place: places.Place) -> Iterator[Act]:
        municipality = self._response.municipalities[place.slug]
        steps = [
            (entry.date, entry.text.encode(), entry.officer)
            for entry in self._tale.earlier
            if entry.file == path
        ]
        stage = self._tale.stage("Bidrag")
        last = max((date for date, _, _ in steps), default=None)
        when = _spread(path, (last.date() if last else stage.from_), stage.to)
        if last and when <= last:
            when = last + dt.timedelta(hours=1)
        steps.append((when, self._content[path], ""))
        for number, (date, data, officer) in enumerate(steps):
            value = texts.read(Contribution, data, path)
            said = value.position.value if value.position else "text"
            verb = "Ändrat bidrag" if number else "Bidrag"
            yield Act(
                municipality.slug,
                {path: data},
                f"{verb} {STANDING.get(place.key, place.key)}: {said}",
                _author(municipality, officer, path),
                _aware(date),
                {"Remiss-Act": "contribute", "Remiss-Section": place.key},
            )

    def _adoption(self, path: str, place: places.Place) -> Iterator[Act]:
        municipality = self._response.municipalities[place.slug]
        adoption = toml.read(Adoption, self._content[path], path)
        person = _author(municipality, "", path)
        noted = adoption.expected.noted if adoption.expected else None
        if adoption.expected and noted:
            only = toml.updated(None, Adoption(expected=adoption.expected))
            data = only if adoption.decision else self._content[path]
            subject = f"Väntat beslut: {adoption.expected.stance} ({adoption.expected.source})"
            yield Act(
                place.slug,
                {path: data},
                subject,
                person,
                _at(noted, 10 * 60),
                {"Remiss-Act": "expect"},
            )
        if adoption.decision:
            decision = adoption.decision
            item = f" § {decision.paragraph}" if decision.paragraph else ""
            subject = f"Beslut: {decision.stance}, {decision.body} {decision.date}{item}"
            yield Act(
                place.slug,
                {path: self._content[path]},
                subject,
                person,
                _at(decision.date, 15 * 60),
                {"Remiss-Act": "adopt"},
            )

    def _agreed(self, path: str, place: places.Place) -> Iterator[Act]:
        key = place.key
        stage = self._tale.stage("Sammanfogning")
        composed = composed_file(self._response, key)
        if composed is not None:
            count = len(self._response.contributions_to(key))
            yield self._own(
                {path: composed.data},
                f"Sammanfogade {STANDING.get(key, key)} ({count} bidrag)",
                _aware(_spread(path, stage.from_, stage.from_ + dt.timedelta(days=4))),
                composed.trailers,
            )
        wordings = {
            entry.milestone: entry.text.encode()
            for entry in self._tale.earlier_text
            if entry.file == path
        }
        names = [milestone.tag for milestone in self._tale.milestones]
        stages = ["Sammanfogning", "Granskning", "Slutjustering"]
        before: bytes | None = composed.data if composed else None
        for number in range(len(names)):
            later = [wordings[tag] for tag in names[number:] if tag in wordings]
            data = later[0] if later else self._content[path]
            if data != before:
                yield self._edit(path, place, data, self._tale.stage(stages[number]), number)
            before = data

    def _edit(
        self, path: str, place: places.Place, data: bytes, stage: story.Stage, number: int
    ) -> Act:
        texts.read(AgreedText, data, path)  # an example that cannot be read is not shipped
        middle = stage.from_ + (stage.to - stage.from_) / 2
        verb = "Skrev" if not number else "Bearbetade"
        return self._own(
            {path: data},
            f"{verb} gemensam text {STANDING.get(place.key, place.key)}",
            _aware(_spread(f"{path}{number}", middle, stage.to - dt.timedelta(days=1))),
            {"Remiss-Act": "edit", "Remiss-Section": place.key},
        )


def _author(municipality: Municipality, officer: str, path: str) -> Person:
    """Return the officer who did it: the named one, or one that follows from the file's name."""
    named = officer_by(municipality, officer) if officer else None
    writers = [o for o in municipality.officers if not _KEEPS_RECORDS.search(o.name)]
    chosen = named or (writers or municipality.officers)[_number(path) % len(writers or "x")]
    return Person(f"{chosen.name}, {municipality.official_name}", chosen.email)


def _number(text: str) -> int:
    """Return a number that follows from a text alone, spread evenly enough."""
    number = 0
    for character in text:
        number = (number * 131 + ord(character)) % 1_000_003
    return number


def _spread(path: str, first: dt.date, last: dt.date) -> dt.datetime:
    """Return a working hour between two days that follows from a file's name alone."""
    days = [
        day
        for n in range(max(1, (last - first).days + 1))
        if (day := first + dt.timedelta(days=n)).weekday() < 5
    ] or [first]
    number = _number(path)
    minutes = _MORNING + number // 7 % _DAY_MINUTES
    return dt.datetime.combine(days[number % len(days)], dt.time(minutes // 60, minutes % 60))


def _at(day: dt.date, minutes: int) -> dt.datetime:
    return _aware(dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60)))


def _aware(wall: dt.datetime) -> dt.datetime:
    return wall.replace(tzinfo=clock.zone())
