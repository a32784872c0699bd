"""The position that is proposed for all, and the sentences that say who takes which.

`Kommunerna` are all that take part: those that say nothing in a section decide on the whole text
like the others. Where opinions go against each other nobody is counted in: everyone is named, or
said to be among those that speak in the section.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.core.composing import vocabulary as known
from workbench.core.composing.voice import official_list
from workbench.core.contribution import Contribution
from workbench.core.outline import Proposal, ProposalKind, Section
from workbench.core.position import Lean, Position, lean, phrase

_ORDER = (
    Position.SUPPORT,
    Position.AGREE,
    Position.POSITIVE,
    Position.NO_OBJECTION,
    Position.SUPPORT_IN_PART,
    Position.DOUBTFUL,
    Position.REJECT,
    Position.DISAGREE,
    Position.ABSTAIN,
)
_SAID_AS = {
    Position.SUPPORT_WITH_COMMENTS: Position.SUPPORT,
    Position.SUPPORT_ON_CONDITION: Position.SUPPORT,
}
"""Positions whose sentence is another's, to which the comments or the condition are added."""

_COMMENTS = "med synpunkter"
_RESERVED = "med förbehåll"
_BRIEF = {"": "utan synpunkter", _COMMENTS: _COMMENTS}
"""Ways of taking a stand that are told in the sentence of all, as what differs from it."""

_MANY = 4
"""Municipalities that are named one by one; more are `övriga kommuner` where all are known."""

_STATES = re.compile(
    r"(?:\w+ )?(?:tillstyrker|avstyrker|(?:kan|vill|väljer att) (?:tillstyrka|avstyrka)"
    r"|delar(?: inte)?(?: utredningens)? (?:bedömning|uppfattning)\w*"
    r"|ser positivt på|har (?:inget|ingenting) att (?:erinra|invända)|har ingen erinran"
    r"|är (?:\w+ )?tveksam\w*|avstår|instämmer|ställer sig bakom|välkomnar|motsätter sig)\b"
)
_REMARKS = re.compile(
    r"(?: med (?:vissa|några|följande|nedanstående|en)? ?synpunkt(?:er|en)?"
    r"| och lämnar (?:följande|en|några|vissa)? ?synpunkt(?:er)?| i (?:sin|dess) helhet"
    r"| i denna del| från att yttra sig(?: i denna del| om [\w ]+)?)+\.?$"
)
_MORE_THAN_A_STAND = re.compile(
    r"\b(?:men|utan|inte|ej|dock|om inte|förutsättning|förutsatt|förbehåll\w*|undantag|villkor"
    r"|avstyrker|tveksam\w*|tvekan|anser|vill|bör|endast|bara|enbart|delvis|såvitt|del|delar"
    r"|eftersom|därför|samtidigt|hade|gärna|vidare|huvudsak|huvudregeln|viss|vissa|för att)\b"
)

_ALREADY_A_CLAUSE = (
    "under förutsättning",
    "förutsatt att",
    "med förbehåll",
    "på villkor att",
    "under villkor att",
    "om ",
)

_OBJECT = re.compile(
    r"(?: (?:till|mot|i))?(?: (?:utredningens|denna|detta|dessa))?"
    r"(?: (?:förslag|bedömning|betänkande|del)\w*)?\.?"
)
_AGAINST = frozenset({Position.REJECT, Position.DISAGREE})
_MEANS = (
    ("avstår", frozenset({Position.ABSTAIN})),
    ("tveksam", frozenset({Position.DOUBTFUL})),
    ("avstyrk", _AGAINST),
    ("motsätter", _AGAINST),
    ("delar inte", _AGAINST),
    ("erin", frozenset({Position.NO_OBJECTION})),
    ("invända", frozenset({Position.NO_OBJECTION})),
)
"""Words of a stand and the positions that they may state; the first that is found counts."""
_FOR = frozenset(p for p in Position if lean(p) in {Lean.FOR, Lean.WITH_RESERVATION})
"""What all other words of a stand may state."""
_LOOSE = re.compile(r"instämmer|bakom|positivt|välkomnar|motsätter|tveksam|uppfattning")
"""Said of anything, and a position only when it is said of the proposal."""
_OF_PROPOSAL = re.compile(
    r"(?: (?:i|på|till|bakom|mot|för))?(?: (?:utredningens|det|den|detta|denna|dessa))?"
    r"(?:\.?$| (?:förslag|bedömning|betänkande))"
)
_ASIDE = re.compile(r"\([^()]*\)")
_PREFIX = 6  # letters by which words of one family are known
_PROPOSAL = "försla"
_WORD = re.compile(r"\w+")
_CONDITIONAL = frozenset(
    "förslaget under förutsättning att med förbehåll förbehållet det om".split()
)
_IF = re.compile(
    r"\bom (?!att\b)(?:(?!de[nt] )\w+(?:en|et|an|erna|arna|orna) \w+(?:ar|er|s)"
    rf"|\w+ (?:{'|'.join(sorted(known.FINITE))}))\b"
)
"""What follows is a condition: `om staten betalar`, and not `om insatser`."""


@dataclass(frozen=True, slots=True)
class StandSentence:
    """A sentence that says who takes which stand."""

    text: str
    slugs: tuple[str, ...]
    """Those whose stand it tells."""


def joint_position(given: Sequence[Position], section: Section | None) -> Position | None:
    """Propose one position for all.

    For and against is divided. Support with and without reservations becomes support with
    comments. Otherwise it is what most say; a municipality that has no objection, or welcomes the
    proposal, can stand behind those that support it. Who only doubts is not made to reject.
    """
    taken = [position for position in given if position is not Position.ABSTAIN]
    if not taken:
        return Position.ABSTAIN if given else None
    leans = {lean(position) for position in taken}
    if Lean.AGAINST in leans and len(leans) > 1:
        return Position.SPLIT
    if leans == {Lean.AGAINST}:
        proposed = Position.DOUBTFUL if Position.DOUBTFUL in taken else _commonest(taken)
    elif len(set(taken)) > 1 and Lean.WITH_RESERVATION in leans:
        proposed = Position.SUPPORT_WITH_COMMENTS
    else:
        proposed = _commonest([p for p in taken if lean(p) is not Lean.NEUTRAL] or taken)
    return proposed if section is None or section.accepts(proposed) else None


def _commonest(taken: Sequence[Position]) -> Position:
    counts = Counter(taken)
    return min(counts, key=lambda position: (-counts[position], list(Position).index(position)))


def is_bare(
    sentence: str, names: Sequence[str], own: Contribution, section: Section | None = None
) -> bool:
    """Tell whether a sentence states the position that was taken and says nothing else.

    `Falu kommun tillstyrker förslaget att …` is bare: what it supports is the section's proposal.
    So is one that repeats the proposal's own words. With a reservation, a reason or a wish in it,
    it is not; save the condition that the municipality has stated anyway. Neither is it where
    something else than the proposal is doubted or welcomed, or against the position.

    Args:
        sentence: One sentence.
        names: What the one who writes calls itself.
        own: The contribution that it stands in.
        section: What is answered; None where it is not known.
    """
    rest = _after_speaker(sentence, names)
    stated = _STATES.match(rest)
    if stated is None or own.position not in _may_say(stated[0]):
        return False
    rest = _REMARKS.sub("", rest[stated.end() :])
    if own.condition:
        words = set(_WORD.findall(rest.lower()))
        return words <= set(_WORD.findall(own.condition.lower())) | _CONDITIONAL
    if _IF.search(rest):
        return False
    if _MORE_THAN_A_STAND.search(rest) or "," in rest or ":" in rest:
        return section is not None and _repeats(rest, section.proposals)
    return not _LOOSE.search(stated[0]) or _OF_PROPOSAL.match(rest) is not None


def _may_say(stated: str) -> frozenset[Position]:
    """Return the positions that a verb may state."""
    return next((ways for words, ways in _MEANS if words in stated), _FOR)


def _repeats(rest: str, proposals: Sequence[Proposal]) -> bool:
    """Tell whether words of a proposal are repeated, in their order, with nothing put in."""
    said = [word for word in _families(rest) if word != _PROPOSAL]
    turns = sorted(_MORE_THAN_A_STAND.findall(rest.lower()))
    for proposal in proposals:
        text = _ASIDE.sub("", proposal.text).lower()
        words = iter(_families(text))
        in_order = len(said) > 1 and all(word in words for word in said)
        if in_order and turns == sorted(_MORE_THAN_A_STAND.findall(text)):
            return True
    return False


def _families(text: str) -> list[str]:
    """Return the words that tell what a text is about, by their beginnings, in its order."""
    return [word[:_PREFIX] for word in _WORD.findall(text.lower()) if word not in known.STOP]


def is_stand(sentence: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence opens with the position of the one who writes."""
    return _STATES.match(_after_speaker(sentence, names)) is not None


def tells(sentence: str) -> bool:
    """Tell whether a sentence says who takes which position, whoever it is."""
    return _STATES.search(sentence) is not None


def is_alone(sentence: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence says which position the writer takes, and not even of what.

    Any two such sentences are alike, whoever wrote them.
    """
    rest = _after_speaker(sentence, names)
    stated = _STATES.match(rest)
    return (
        stated is not None and _OBJECT.fullmatch(_REMARKS.sub("", rest[stated.end() :])) is not None
    )


def _after_speaker(sentence: str, names: Sequence[str]) -> str:
    for name in sorted((*names, "Kommunen", "Vi"), key=len, reverse=True):
        if sentence.startswith(f"{name} "):
            return sentence[len(name) + 1 :]
    return ""


def sentences(
    contributions: Mapping[str, Contribution],
    names: Mapping[str, str],
    section: Section | None,
    *,
    own_words: Mapping[str, str],
    all_spoke: bool,
) -> Iterator[StandSentence]:
    """Write who takes which stand, those who point the same way side by side.

    Args:
        contributions: By slug, in the order that names are to stand.
        names: Official name by slug.
        section: What is answered; None where it is not known.
        own_words: Sentences, by slug, of those that state their position in words of their own.
        all_spoke: Everyone who takes part has taken a position here.
    """
    given = {slug: c.position for slug, c in contributions.items() if c.position}
    if not given:
        return
    writer = _Writer(contributions, names, section)
    groups: dict[Position, list[str]] = {}
    for slug, position in given.items():
        if slug not in own_words:
            groups.setdefault(_SAID_AS.get(position, position), []).append(slug)
    split = joint_position(list(given.values()), None) is Position.SPLIT
    if split:
        text = f"Kommunerna har olika uppfattning om {writer.object()}."
        yield StandSentence(text, tuple(given))
    largest = max(groups, key=lambda p: (len(groups[p]), -_ORDER.index(p)), default=None)
    others = len(given) - len(groups.get(largest, ())) if largest else 0
    rest = largest if others and largest and len(groups[largest]) > max(_MANY, others) else None
    for side in _sides(given):
        for position in (p for p in _ORDER if p in groups and p is not rest and _side(p) == side):
            all_of_them = not others and len(given) > 1 and position is not Position.ABSTAIN
            together = "Kommunerna" if all_of_them else ""
            yield from writer.group(position, groups[position], together)
        for slug, text in own_words.items():
            if _side(given[slug]) == side:
                yield StandSentence(text, (slug,))
    if rest:
        among = " som yttrar sig i denna del" if split and not all_spoke else ""
        yield from writer.group(rest, groups[rest], f"Övriga kommuner{among}")


def _side(position: Position) -> Lean:
    """Return which way a position points, with and without reservations alike."""
    found = lean(position)
    return Lean.FOR if found is Lean.WITH_RESERVATION else found


def _sides(given: Mapping[str, Position]) -> list[Lean]:
    """Order the ways that positions point: what most take first, those who take none last."""
    counts = Counter(map(_side, given.values()))
    order = (Lean.FOR, Lean.NEUTRAL, Lean.AGAINST, Lean.NONE)
    return sorted(counts, key=lambda s: (s is Lean.NONE, -counts[s], order.index(s)))


class _Writer:
    """Writes the sentences of one section."""

    def __init__(
        self,
        contributions: Mapping[str, Contribution],
        names: Mapping[str, str],
        section: Section | None,
    ) -> None:
        self._contributions = contributions
        self._names = names
        kinds = Counter(proposal.kind for proposal in section.proposals) if section else Counter()
        self._assessment = set(kinds) == {ProposalKind.ASSESSMENT}
        self._several = sum(kinds.values()) > 1 and len(kinds) == 1

    def names(self, slugs: Sequence[str]) -> str:
        return official_list([self._names[slug] for slug in slugs])

    def object(self) -> str:
        """Name what is answered: `förslaget`, `förslagen`, `bedömningen`."""
        if self._assessment:
            return "bedömningarna" if self._several else "bedömningen"
        return "förslagen" if self._several else "förslaget"

    def group(
        self, position: Position, slugs: Sequence[str], together: str = ""
    ) -> Iterator[StandSentence]:
        """Write what one group says, and in what way each of them says it.

        Args:
            position: What they say.
            slugs: Who they are.
            together: What they are called together; empty where they are named.
        """
        ways: dict[str, list[str]] = {}
        for slug in slugs:
            ways.setdefault(self._way(slug), []).append(slug)
        if together and len(ways) > 1:
            yield from self._together(position, slugs, ways, together)
            return
        for way in sorted(ways, key=_plainest_first):
            subject = together or self.names(ways[way])
            words = self._words(position, one=not together and len(ways[way]) == 1)
            yield _sentence(f"{subject} {words} {way}", ways[way])

    def _together(
        self,
        position: Position,
        slugs: Sequence[str],
        ways: Mapping[str, Sequence[str]],
        together: str,
    ) -> Iterator[StandSentence]:
        """Say what most of them say, and who of them says it in another way."""
        plain = min(ways.keys() & {"", _COMMENTS}, key=lambda w: (-len(ways[w]), w), default=None)
        how = _RESERVED if plain is None else plain
        said = f"{together} {self._words(position)} {how}".rstrip()
        others = sorted((way for way in ways if way != plain), key=_plainest_first)
        brief = others if len(others) == 1 else [way for way in others if way in _BRIEF]
        for way in brief:
            said += f", {self.names(ways[way])} {_BRIEF.get(way, way)}"
        yield _sentence(said, slugs)
        for way in others[len(brief) :]:
            yield _sentence(f"{self.names(ways[way])} gör det {way}", ways[way])

    def _way(self, slug: str) -> str:
        """Return with what a municipality takes its stand: nothing, comments or a condition."""
        own = self._contributions[slug]
        if own.condition:
            return _clause(own.condition)
        return _COMMENTS if own.position is Position.SUPPORT_WITH_COMMENTS else ""

    def _words(self, position: Position, *, one: bool = False) -> str:
        words = phrase(position, one=one, assessment=self._assessment)
        if self._several:
            words = words.replace("förslaget", "förslagen").replace("bedömning", "bedömningar")
            words = words.replace("bedömningaren", "bedömningarna")
        return words


def _sentence(words: str, slugs: Sequence[str]) -> StandSentence:
    return StandSentence(f"{words.rstrip()}.", tuple(slugs))


def _plainest_first(way: str) -> tuple[bool, bool]:
    return way != "", way != _COMMENTS


def _clause(condition: str) -> str:
    """Write a condition so that it can follow a position."""
    words = condition.strip().rstrip(".")
    lowered = words[:1].lower() + words[1:]
    if lowered.startswith(_ALREADY_A_CLAUSE):
        return lowered
    if lowered.startswith("att "):
        return f"under förutsättning {lowered}"
    return f"med förbehållet ”{words}”"
