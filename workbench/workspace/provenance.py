"""Who wrote each sentence of the agreed text, who changed it, and which decision let it in.

Worked out from history when somebody asks. A composing act is done again, on the contributions that
it names, so that every sentence finds those that it was made of; a decision names the change that
it let in, and its proposer's own act is looked up.
"""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workbench.core import places
from workbench.core.composing import STATED, Composition, Role, compose_contributions, stand, voice
from workbench.core.composing import Origin as Composed
from workbench.core.composing import Source as Part
from workbench.core.composing.material import sentences
from workbench.core.composing.proposal import BY_HAND
from workbench.core.contribution import Contribution
from workbench.core.markdown import canonical
from workbench.core.merging.alignment import bag, likeness
from workbench.core.party import Joins
from workbench.core.provenance import History, Origin, Source, Step, Trace
from workbench.core.reviewing.decisions import DecisionRow, Verdict
from workbench.errors import InputError
from workbench.history import Version
from workbench.storage import reviewing, texts
from workbench.workspace import clock
from workbench.workspace.desk import Desk
from workbench.workspace.reviewing import label
from workbench.workspace.sources import Remade, Sources, remade_in, sentence_mark

_MODELLED = 0.5  # share of words from which the coordinator's sentence is modelled on another


@dataclass(frozen=True, slots=True)
class SentenceProvenance:
    """One sentence of the agreed text, and where it comes from."""

    line: int
    """In the text, from 1."""
    text: str
    origins: tuple[Origin, ...]
    """At least one; who has most in common with the sentence first."""
    steps: tuple[Step, ...]
    """Oldest first: how it came in, and what was done to it since."""


def blame(desk: Desk, key: str) -> tuple[SentenceProvenance, ...]:
    """Tell of every sentence of a section's agreed text where it comes from.

    Raises:
        InputError: The section has no agreed text.
    """
    agreed = desk.response().agreed.get(key)
    if agreed is None:
        raise InputError(
            f"avsnitt {label(key)} har ingen gemensam text",
            hint=f"Sammanfoga bidragen med remiss merge {key}.",
        )
    traced = iter(_Follower(desk, key).follow())
    names = {
        slug: voice.calls_itself(municipality.name, municipality.official_name)
        for slug, municipality in desk.response().municipalities.items()
    }
    found = []
    for number, line in enumerate(canonical(agreed.text).rstrip("\n").split("\n"), 1):
        if line.strip():
            _, trace = next(traced)
            named = {slug for slug, own in names.items() if voice.mentions(line, own)}
            of_all = voice.speaks_of_all(line)
            told = {o.slug for o in trace.origins if of_all or o.slug in named}
            found.append(SentenceProvenance(number, line, trace.telling(line, told), trace.steps))
    return tuple(found)


class _Follower:
    """Follows one section's text through its versions."""

    def __init__(self, desk: Desk, key: str) -> None:
        self._history = desk.history
        self._response = desk.response()
        self._log = desk.files().get(places.decisions(key))
        self._sources = Sources(desk)
        self._key = key
        self._path = places.text(key)
        self._wished: dict[tuple[str, str], tuple[str, ...]] = {}

    def follow(self) -> list[tuple[str, Trace]]:
        """Return the present sentences with their traces."""
        text = History()
        versions = self._sources.versions(self._path)
        for version in versions:
            last = version is versions[-1]
            lines = [line for line in self._text(version, last).split("\n") if line.strip()]
            text.next_version(lines, _Teller(self, version).fresh)
        return text.sentences

    def _text(self, version: Version, last: bool) -> str:
        if last:
            agreed = self._response.agreed.get(self._key)
            return canonical(agreed.text) if agreed else ""
        data = self._history.read([self._path], version=version.id).get(self._path)
        return canonical(texts.as_written(data, self._path)) if data else ""

    @cached_property
    def decisions(self) -> dict[str, DecisionRow]:
        """The section's decisions by what they are about; the latest of each, standing or not."""
        path = places.decisions(self._key)
        log = reviewing.read_decisions(self._log, path)
        return {row.id: row for row in log.decision if row.verdict is not Verdict.UNDONE}

    def composed_origins(self, version: Version) -> dict[str, list[Origin]]:
        """Do a composing act again; returns the origins of each line that it wrote, by its mark."""
        parts = self._sources.composed_of(version, self._key)
        composition = self._composed(parts)
        found: dict[str, list[Origin]] = {}
        said: dict[tuple[str, int], Origin] = {}
        for composed in composition.sentences() if composition else ():
            if composed.role is Role.NAMING:
                named = _origin(Source.COMPOSED, "", version, composed.text)
                found[sentence_mark(composed.text)] = [named]
                continue
            origins = {(o.slug, o.sentence): self._told(o, parts) for o in composed.origins}
            said |= origins
            for line in composed.text.split("\n"):
                found.setdefault(sentence_mark(line), []).extend(origins.values())
        for one in remade_in(version):
            if origins := {place: said[place] for place in one.said if place in said}:
                found[one.mark] = list(_by_hand(one, origins.values(), version))
        return found

    def _told(self, origin: Composed, parts: Mapping[Part, Version]) -> Origin:
        """Return who wrote a sentence that went into a composed one, and in which act."""
        own = [part for part in parts if part.slug == origin.slug]
        given = next((part for part in own if self._says(part, origin.text)), own[0])
        wrote = self._author(given, parts[given], origin.text, origin.sentence)
        return replace(wrote, likeness=origin.likeness, why=origin.why)

    def _composed(self, parts: dict[Part, Version]) -> Composition | None:
        response = self._response
        given: dict[str, list[Contribution]] = {}
        for part in parts:
            given.setdefault(part.slug, []).append(part.contribution)
        here = {part.slug for part in parts if part.key == self._key and part.contribution.position}
        asked = {slug for slug, m in response.municipalities.items() if m.joins is not Joins.NO}
        section = response.outline.by_number.get(self._key)
        return compose_contributions(
            given, response.municipalities, section, all_spoke=asked <= here
        )

    def _says(self, part: Part, text: str) -> bool:
        return text in sentences(part.contribution.text)

    def _author(self, part: Part, version: Version, text: str, number: int) -> Origin:
        if number == STATED:
            return _origin(Source.POSITION, part.slug, version, text)
        version = self._sources.first_wrote(part.slug, part.key, text, version)
        return _origin(Source.CONTRIBUTION, part.slug, version, text)

    def proposer(self, slug: str, text: str, at: dt.datetime) -> Origin:
        """Return the act in which a municipality proposed a change that was decided on.

        That is the first act whose wanted text says so; the latest where none does, as for what
        was struck.
        """
        own = places.change(slug, self._key)
        paths = (own, own.replace("/changes/", "/received/changes/"))
        acts = [(v, path) for path in paths for v in self._sources.versions(path)]
        by_then = at + dt.timedelta(seconds=1)
        acts = [(v, path) for v, path in acts if clock.wall(v.at) <= by_then] or acts
        if not acts:
            return Origin(Source.CHANGE, slug, "", "", None, text, 1.0)
        acts.sort(key=lambda act: act[0].at)
        said = (v for v, path in acts if len(acts) > 1 and text in self._wanted(v, path))
        return _origin(Source.CHANGE, slug, next(said, acts[-1][0]), text)

    def _wanted(self, version: Version, path: str) -> tuple[str, ...]:
        """Return the lines of a wanted text as an act wrote it."""
        known = self._wished.get((version.id, path))
        if known is None:
            data = self._history.read([path], version=version.id).get(path)
            try:
                known = tuple(reviewing.read_wanted(data, path).text.split("\n")) if data else ()
            except InputError:
                known = ()  # what cannot be read says nothing
            self._wished[version.id, path] = known
        return known

    def modelled_on(self, text: str, at: dt.datetime) -> Iterator[Origin]:
        """Find what a sentence was written after: contributions' sentences, and positions."""
        words = bag(text)
        tells = stand.tells(text)
        for slug, municipality in self._response.municipalities.items():
            names = voice.calls_itself(municipality.name, municipality.official_name)
            said = [w for w in self._sources.written(slug, self._key) if w.version.at <= at]
            for written in said[-1:]:
                by, position = written.version, written.contribution.position
                for sentence in sentences(written.contribution.text):
                    alike = likeness(words, bag(sentence))
                    if alike >= _MODELLED and not stand.is_alone(sentence, names):
                        first = self._sources.first_wrote(slug, self._key, sentence, by)
                        yield replace(
                            _origin(Source.CONTRIBUTION, slug, first, sentence),
                            why="meningen har de flesta orden gemensamma med bidraget",
                        )
                if tells and position and voice.mentions(text, names):
                    yield _origin(Source.POSITION, slug, by, position.value)


class _Teller:
    """Tells who wrote what is new in one version."""

    def __init__(self, follower: _Follower, version: Version) -> None:
        self._follower = follower
        self._version = version

    def fresh(self, text: str, _replaced: Sequence[Trace]) -> tuple[Sequence[Origin], Step]:
        """Return the origins of a sentence that this version put in, and its act."""
        composed = self._composed.get(sentence_mark(text))
        if composed:
            return [replace(one, text=one.text or text) for one in composed], self._step()
        decided = self._decision(text)
        if decided is not None:
            return list(self._decided(text, decided)), self._step(decided)
        return self._written_by_hand(text), self._step()

    @cached_property
    def _composed(self) -> dict[str, list[Origin]]:
        if self._version.trailers.get("Remiss-Act") != "compose":
            return {}
        return self._follower.composed_origins(self._version)

    def _decision(self, text: str) -> DecisionRow | None:
        """Return the decision of this act that wrote a sentence."""
        ids = self._version.trailers.get("Remiss-Decisions", "").split()
        rows = [self._follower.decisions[name] for name in ids if name in self._follower.decisions]
        said = [row for row in rows if text in row.new.split("\n")]
        return said[0] if said else rows[0] if len(rows) == 1 else None

    def _decided(self, text: str, row: DecisionRow) -> Iterator[Origin]:
        """Yield who wrote a sentence that a decision put in."""
        if row.verdict is not Verdict.SETTLED:
            for slug in row.municipalities:
                yield self._follower.proposer(slug, text, row.at)
            return
        chosen = [side for side in row.sides if text in side.text.split("\n")]
        if not chosen:  # written anew, of what the sides said
            yield self._own(text)
        for side in chosen or row.sides:
            for slug in side.municipalities:
                said = text if side in chosen else side.text
                yield self._follower.proposer(slug, said, row.at)

    def _written_by_hand(self, text: str) -> list[Origin]:
        models = sorted(
            self._follower.modelled_on(text, self._version.at),
            key=lambda origin: (-likeness(bag(origin.text), bag(text)), origin.slug),
        )
        return [self._own(text), *models]

    def _own(self, text: str) -> Origin:
        return _origin(Source.COORDINATOR, "", self._version, text)

    def _step(self, row: DecisionRow | None = None) -> Step:
        return Step(
            version=self._version.id,
            at=clock.wall(self._version.at),
            person=self._version.author.name,
            subject=self._version.subject,
            verdict=row.verdict.value if row else "",
            reason=row.reason if row else "",
        )


def _origin(source: Source, slug: str, version: Version, text: str) -> Origin:
    wall = clock.wall(version.at)
    return Origin(source, slug, version.author.name, version.id, wall, text, 1.0)


def _by_hand(remade: Remade, origins: Collection[Origin], version: Version) -> Iterator[Origin]:
    """Yield who wrote a sentence that the coordinator joined, took apart or reworded."""
    if remade.reworded:
        yield _origin(Source.COORDINATOR, "", version, "")
    joined = len({origin.slug for origin in origins}) > 1
    for origin in origins:
        yield replace(origin, why=BY_HAND) if joined else origin
