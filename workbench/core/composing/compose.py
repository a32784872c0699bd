"""`compose`: the contributions to one section become a proposed agreed text.

First who takes which stand; then what several say, by topic; then what contradicts; then what one
municipality alone says, by topic and under its name. So nothing that one has said is read as
everybody's, and what is common is read first.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from workbench.core.composing import joining, sameness, stand, topics, voice
from workbench.core.composing.composition import (
    ComposedParagraph,
    ComposedSentence,
    Composition,
    Contradiction,
    Origin,
    Role,
)
from workbench.core.composing.footnotes import numbered
from workbench.core.composing.joining import Cluster, Denial
from workbench.core.composing.material import Material, Said, Unit, is_block, read
from workbench.core.composing.sources import sources
from workbench.core.contribution import Contribution
from workbench.core.language.sentences import is_apart
from workbench.core.language.swedish import sort_key
from workbench.core.outline import Section
from workbench.core.party import Joins, Municipality
from workbench.core.position import Position
from workbench.core.response import Response

STATED = -1
"""The number of a position as an origin: it stands in the contribution's facts."""

_ISSUE = "Kommunernas uppfattningar är motstridiga i denna fråga."

_Paragraph = tuple[ComposedSentence, ...]
_Place = tuple[str, int]


def compose(response: Response, key: str) -> Composition | None:
    """Compose the contributions to one section.

    Returns:
        The proposal; None when nobody has said anything that belongs here.
    """
    taking_part = {slug for slug, m in response.municipalities.items() if m.joins is not Joins.NO}
    own = response.contributions_to(key)
    given: dict[str, list[Contribution]] = defaultdict(list)
    for source in sources(response, key):
        given[source.slug].append(source.contribution)
    return compose_contributions(
        given,
        response.municipalities,
        response.outline.by_number.get(key),
        all_spoke=taking_part <= {slug for slug, c in own.items() if c.position},
    )


def compose_contributions(
    given: Mapping[str, Sequence[Contribution]],
    municipalities: Mapping[str, Municipality],
    section: Section | None,
    *,
    all_spoke: bool = False,
) -> Composition | None:
    """Compose contributions of named municipalities.

    Args:
        given: One or several contributions by slug, in any order.
        municipalities: By slug, in any order.
        section: What is answered; None where the report's section is not known.
        all_spoke: Everyone who takes part has taken a position here.
    """
    order = sorted(
        (slug for slug in given if slug in municipalities),
        key=lambda slug: (sort_key(municipalities[slug].name), slug),
    )
    contributions = {slug: _as_one(given[slug]) for slug in order}
    contributions = {s: c for s, c in contributions.items() if c.position or c.text.strip()}
    if not contributions:
        return None
    return _Composer(contributions, municipalities, section, all_spoke=all_spoke).composition()


def _as_one(contributions: Sequence[Contribution]) -> Contribution:
    first, *others = contributions
    if not others:
        return first
    text = "\n\n".join(c.text.strip("\n") for c in contributions if c.text.strip())
    return first.model_copy(update={"text": text})


class _Composer:
    """Composes one section; what is worked out once is kept."""

    def __init__(
        self,
        contributions: Mapping[str, Contribution],
        municipalities: Mapping[str, Municipality],
        section: Section | None,
        *,
        all_spoke: bool,
    ) -> None:
        self._contributions = contributions
        self._section = section
        self._all_spoke = all_spoke
        self._official = {slug: municipalities[slug].official_name for slug in contributions}
        self._names = {
            slug: voice.calls_itself(municipalities[slug].name, self._official[slug])
            for slug in contributions
        }
        self._materials: list[Material] = [read(slug, c.text) for slug, c in contributions.items()]
        self._units: list[Unit] = [unit for found in self._materials for unit in found.units]

    def composition(self) -> Composition:
        """Put everything together."""
        paragraphs = [
            self._stand(),
            *self._common(),
            *map(self._side_by_side, self._denials),
            *self._points(),
        ]
        notes = [note for found in self._materials for note in found.footnotes]
        return Composition(
            position=self._position,
            paragraphs=numbered([ComposedParagraph(p) for p in _parted(paragraphs)], notes),
            contradictions=tuple(
                Contradiction(denial.about, tuple((c.slugs, c.text) for c in denial.clusters))
                for denial in self._denials
            ),
            slugs=tuple(self._contributions),
            uncertain=tuple(s for s, c in self._contributions.items() if c.uncertain),
        )

    @cached_property
    def _position(self) -> Position | None:
        given = [c.position for c in self._contributions.values() if c.position]
        return stand.joint_position(given, self._section)

    # Who takes which stand

    @cached_property
    def _stated(self) -> dict[str, list[Said]]:
        """Sentences that state a position and nothing more, by municipality."""
        found: dict[str, list[Said]] = defaultdict(list)
        for unit in self._units:
            own = self._contributions[unit.slug]
            for said in unit.said():
                bare = stand.is_bare(said.text, self._names[unit.slug], own, self._section)
                if bare and not said.fixed:
                    found[unit.slug].append(said)
        return found

    @cached_property
    def _qualified(self) -> dict[str, Said]:
        """Opening sentences that state a position and more, by municipality."""
        found = {}
        for unit in self._units:
            first = next(unit.said())
            own = self._contributions[unit.slug]
            opens = first.number == 0 and not first.fixed and unit.slug not in self._stated
            if not opens or not own.position or own.condition:
                continue
            if stand.is_stand(first.text, self._names[unit.slug]):
                found[unit.slug] = first
        return found

    @cached_property
    def _told(self) -> frozenset[_Place]:
        """Sentences that the position's paragraph tells."""
        stated = (said for found in self._stated.values() for said in found)
        return frozenset((s.slug, s.number) for s in (*stated, *self._qualified.values()))

    def _stand(self) -> _Paragraph:
        own = {
            slug: self._in_third_person(said) or said.text for slug, said in self._qualified.items()
        }
        written = stand.sentences(
            self._contributions,
            self._official,
            self._section,
            own_words=own,
            all_spoke=self._all_spoke,
        )
        return tuple(
            ComposedSentence(
                one.text,
                Role.POSITION,
                tuple(o for slug in one.slugs for o in self._stand_origins(slug, one.text)),
            )
            for one in written
        )

    def _stand_origins(self, slug: str, text: str) -> Iterator[Origin]:
        position = self._contributions[slug].position
        if position:
            yield Origin(slug, STATED, position.value, 1.0, "kommunens ställningstagande")
        for said in self._stated.get(slug, ()):
            alike = sameness.likeness(text, said.text)
            yield Origin(slug, said.number, said.text, alike, "säger bara ställningstagandet")
        if slug in self._qualified:
            yield _origin(self._qualified[slug], text)

    # What several say

    @cached_property
    def _clusters(self) -> tuple[Cluster, ...]:
        running = (
            said
            for unit in self._units
            for said in unit.said()
            if not said.fixed and (said.slug, said.number) not in self._told
        )
        return joining.clusters(running, self._names)

    @cached_property
    def _denials(self) -> tuple[Denial, ...]:
        return joining.denials(self._clusters, self._names)

    @cached_property
    def _joined(self) -> tuple[Cluster, ...]:
        denied = {cluster for denial in self._denials for cluster in denial.clusters}
        several = (c for c in self._clusters if len(c.said) > 1 and len(c.slugs) > 1)
        return tuple(c for c in several if c not in denied)

    @cached_property
    def _unit_of(self) -> dict[_Place, int]:
        return {
            (said.slug, said.number): number
            for number, unit in enumerate(self._units)
            for said in unit.said()
        }

    @cached_property
    def _topics(self) -> list[list[int]]:
        """Places of units by topic, in the order of the text."""
        denied = ([s for c in denial.clusters for s in c.said] for denial in self._denials)
        together = [
            [self._unit_of[one.slug, one.number] for one in said]
            for said in (*(cluster.said for cluster in self._joined), *denied)
        ]

        def order(places: Sequence[int]) -> tuple[object, ...]:
            units = [self._units[place] for place in places]
            mean = round(sum(unit.place for unit in units) / len(units), 4)
            return -len({unit.slug for unit in units}), mean, next(units[0].said()).text

        return sorted(topics.gather(self._units, together), key=order)

    def _common(self) -> Iterator[_Paragraph]:
        """Write what several say, a paragraph a topic; who they are where opinions are divided."""
        by_unit: dict[int, list[Cluster]] = defaultdict(list)
        for cluster in self._joined:
            by_unit[self._unit_of[_place(cluster.said[0])]].append(cluster)
        for places in self._topics:
            here = sorted((c for p in places for c in by_unit[p]), key=self._cluster_order)
            if self._position is not Position.SPLIT:
                yield tuple(self._common_sentence(cluster) for cluster in here)
                continue
            for slugs in dict.fromkeys(cluster.slugs for cluster in here):
                own = [cluster for cluster in here if cluster.slugs == slugs]
                yield from self._said_by(slugs, [self._common_sentence(cluster) for cluster in own])

    def _said_by(
        self, slugs: Sequence[str], own: Sequence[ComposedSentence]
    ) -> Iterator[_Paragraph]:
        """Write what some say together: first what names them, then the rest after a lead."""
        subject = voice.official_list([self._official[slug] for slug in slugs])
        named = tuple(one for one in own if voice.opens_with(one.text, [subject]))
        rest = tuple(one for one in own if one not in named)
        yield named
        if rest:
            origins = tuple(origin for one in rest for origin in one.origins)
            yield ComposedSentence(self._opening(slugs), Role.NAMING, origins), *rest

    def _cluster_order(self, cluster: Cluster) -> tuple[object, ...]:
        places = [self._units[self._unit_of[_place(one)]].place for one in cluster.said]
        return -len(cluster.slugs), round(sum(places) / len(places), 4), cluster.text

    def _common_sentence(self, cluster: Cluster) -> ComposedSentence:
        text = cluster.text
        own_names = [name for slug in cluster.slugs for name in self._names[slug]]
        if voice.is_own(text) or voice.opens_with(text, own_names):
            subject = voice.official_list([self._official[slug] for slug in cluster.slugs])
            text = voice.renamed(text, own_names, subject) or f"{subject} anför: {text}"
        return ComposedSentence(text, Role.COMMON, cluster.origins(text))

    def _side_by_side(self, denial: Denial) -> _Paragraph:
        everyone = tuple(o for c in denial.clusters for o in c.origins(c.text))
        sides = []
        for cluster in denial.clusters:
            who = voice.official_list([self._official[slug] for slug in cluster.slugs])
            text = f"{who} anför: {cluster.text}"
            sides.append(ComposedSentence(text, Role.CONTRADICTORY, cluster.origins(text)))
        return ComposedSentence(_ISSUE, Role.NAMING, everyone), *sides

    # What one alone says

    def _points(self) -> Iterator[_Paragraph]:
        """Write what is left of every contribution: topics of several first, then one by one."""
        denied = [cluster for denial in self._denials for cluster in denial.clusters]
        common = frozenset(_place(one) for c in (*self._joined, *denied) for one in c.said)
        alone: dict[str, list[int]] = {slug: [] for slug in self._contributions}
        heard: set[str] = set()
        for places in self._topics:
            by_slug: dict[str, list[int]] = defaultdict(list)
            for place in sorted(places):
                by_slug[self._units[place].slug].append(place)
            for slug, own in by_slug.items():
                if len(by_slug) > 1:
                    yield from self._rest(own, common, heard)
                else:
                    alone[slug].extend(own)
        for places in alone.values():
            yield from self._rest(sorted(places), common, heard)

    def _rest(
        self, places: Sequence[int], common: frozenset[_Place], heard: set[str]
    ) -> Iterator[_Paragraph]:
        """Write what is left of one municipality's units, under its name.

        Args:
            places: The units.
            common: Sentences that are told already.
            heard: Those whose own words were told before; this one is added.
        """
        paragraphs = [
            [o for o in paragraph if _place(o) not in common and _place(o) not in self._told]
            for place in places
            for paragraph in self._units[place].paragraphs
        ]
        left = [one for paragraph in paragraphs for one in paragraph]
        if not left:
            return
        slug = left[0].slug
        spoken = {one.number: self._in_third_person(one) or one.text for one in left}
        if not self._names_itself([spoken[one.number] for one in left], slug):
            spoken = {one.number: one.text for one in left}
            if not left[0].fixed:
                once = voice.unnamed(left[0].text, self._official[slug])
                spoken[left[0].number] = once or left[0].text
            went_before = any(
                _place(one) in common for place in places for one in self._units[place].said()
            )
            again = voice.Speech.AGAIN if slug in heard else voice.Speech.FIRST
            text = self._opening((slug,), voice.Speech.MORE if went_before else again)
            lead = ComposedSentence(text, Role.NAMING, tuple(_origin(s, s.text) for s in left))
            if is_block(left[0].text):
                yield (lead,)
            else:
                first, *paragraphs = filter(None, paragraphs)
                yield lead, *(_point(one, spoken) for one in first)
        heard.add(slug)
        for paragraph in paragraphs:
            yield tuple(_point(one, spoken) for one in paragraph)

    def _names_itself(self, texts: Sequence[str], slug: str) -> bool:
        """Tell whether a reader knows from the sentences themselves whose voice speaks."""
        opens = bool(voice.opens_with(texts[0], self._names[slug]))
        return opens and not any(map(voice.says_we, texts))

    def _in_third_person(self, said: Said) -> str | None:
        """Name the speaker of a sentence where only its subject has to be named."""
        if said.fixed or not voice.is_own(said.text):
            return None
        return voice.named(said.text, self._official[said.slug])

    def _opening(self, slugs: Sequence[str], speech: voice.Speech = voice.Speech.FIRST) -> str:
        return voice.opening([self._official[slug] for slug in slugs], speech)


def _place(said: Said) -> _Place:
    return said.slug, said.number


def _point(said: Said, spoken: Mapping[int, str]) -> ComposedSentence:
    text = spoken[said.number]
    return ComposedSentence(text, Role.POINT, (_origin(said, text),))


def _origin(said: Said, text: str) -> Origin:
    why = "ordagrant lika" if said.text == text else "den som talar nämns på annat sätt"
    return Origin(said.slug, said.number, said.text, sameness.likeness(text, said.text), why)


def _parted(paragraphs: Iterable[_Paragraph]) -> Iterator[_Paragraph]:
    """Part paragraphs where two sentences side by side would be read as one; drop empty ones."""
    for paragraph in paragraphs:
        gathered: list[ComposedSentence] = []
        for sentence in paragraph:
            if gathered and not is_apart(gathered[-1].text, sentence.text):
                yield tuple(gathered)
                gathered = []
            gathered.append(sentence)
        if gathered:
            yield tuple(gathered)
