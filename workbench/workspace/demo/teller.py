"""What was done in the example's story: acts out of its files, with who and when.

What is written is the shipped example; what the story does not say of when and by whom follows
from the files' names, always the same.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workbench.config import Settings
from workbench.core import places
from workbench.core.adoption import Adoption
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import STANDING
from workbench.core.party import Municipality
from workbench.core.response import Response, officer_by
from workbench.history import Act, Person
from workbench.storage import story, texts, toml
from workbench.storage.response import read_response
from workbench.workspace import clock
from workbench.workspace.merging import composed_file
from workbench.workspace.seat import Seat, seat

FINAL = "svar"
"""The milestone of what is sent."""

REVIEWED = "utkast-2"
"""The milestone by which what was proposed has been decided about."""

_UNKNOWN_AT_START = ("registration_number", "deadline", "received", "page")
_KEEPS_RECORDS = re.compile(r"registrator|sekreterare", re.IGNORECASE)
"""Officers who take part and do not write contributions."""

_MORNING, _DAY_MINUTES = 8 * 60 + 5, 8 * 60


@dataclass(frozen=True, slots=True)
class Milestone:
    """A version of the whole that gets a name."""

    tag: str
    title: str
    at: dt.datetime


class Teller:
    """Turns the example's files and story into acts, in the order of time."""

    def __init__(self, content: Mapping[str, bytes], tale: story.Story) -> None:
        self._content = {path: data for path, data in content.items() if path != story.FILE}
        self._tale = tale
        self._response: Response = read_response(self._content)
        self.coordinator: Seat = seat(self._response, Settings())
        self._reviewed = {entry.section for entry in tale.proposed}

    def acts(self) -> list[Act]:
        """Return what was done on files, in the order of time."""
        return sorted(self._acts(), key=lambda act: act.at)

    def milestones(self, end: dt.datetime) -> list[Milestone]:
        """Return the versions that got a name, the last of them a while after the end."""
        named = [Milestone(m.tag, m.title, aware(m.date)) for m in self._tale.milestones]
        final = clock.wall(end) + dt.timedelta(hours=2)
        return [*named, Milestone(FINAL, "Svaret som skickas", aware(final))]

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
                aware(date),
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
                aware(_spread(path, stage.from_, stage.from_ + dt.timedelta(days=4))),
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
        for number, name in enumerate(names):
            if key in self._reviewed and name == REVIEWED:
                break  # what it says from there on is what was decided about the proposals
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
            aware(_spread(f"{path}{number}", middle, stage.to - dt.timedelta(days=1))),
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
    return aware(dt.datetime.combine(day, dt.time(minutes // 60, minutes % 60)))


def aware(wall: dt.datetime) -> dt.datetime:
    """Return a Swedish wall clock's time with its zone."""
    return wall.replace(tzinfo=clock.zone())
