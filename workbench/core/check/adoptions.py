"""The municipalities' own decisions: complete, in time, about this very text.

What is expected is never taken for decided.
"""

from collections.abc import Iterator

from workbench.core import places
from workbench.core.adoption import BEHIND, Decision, Level, Stance
from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.check.reading import Reading
from workbench.core.contribution import Contribution
from workbench.core.language.swedish import WEEKDAYS, counted, long_date
from workbench.core.party import Municipality
from workbench.core.response import Form

_WITH_MINUTES = frozenset({Level.COUNCIL, Level.EXECUTIVE, Level.BOARD, Level.COMMITTEE})


def find(reading: Reading) -> Iterator[Finding]:
    """Check every municipality's decision, or that there is one."""
    for slug, municipality in reading.response.municipalities.items():
        decision = reading.decision(slug)
        if decision is None:
            if slug in reading.taking_part:
                yield from _undecided(municipality, reading)
            continue
        yield from _dates(municipality, decision, reading)
        yield from _completeness(municipality, decision)
        yield from _sent_back(municipality, decision, reading)
        yield from _deviations(municipality, decision, reading)
        yield from _version(municipality, decision, reading)
    if reading.response.facts.response.form is Form.ALIKE:
        yield from _alike(reading)


def _at(municipality: Municipality, section: str = "") -> Place:
    return Place(places.adoption(municipality.slug), section, municipality.slug)


def _undecided(municipality: Municipality, reading: Reading) -> Iterator[Finding]:
    adoption = reading.response.adoptions.get(municipality.slug)
    name, due = municipality.official_name, reading.response.facts.referral.due
    if adoption and adoption.expected:
        yield Kind.ONLY_EXPECTED.found(
            _at(municipality),
            f"{name} väntas besluta ”{adoption.expected.stance}” men har inte beslutat.",
            "Invänta beslutet; det som är förväntat räknas inte som beslutat.",
        )
    else:
        yield Kind.DECISION_MISSING.found(
            _at(municipality),
            f"{name} har inte beslutat om svaret.",
            "Be om beslut eller besked, och registrera det.",
        )
    if due and municipality.meeting and municipality.meeting > due:
        yield Kind.MEETING_AFTER_DEADLINE.found(
            _at(municipality),
            f"{name} sammanträder {long_date(municipality.meeting)}, efter sista svarsdag.",
            "Be om ordförandebeslut eller delegation, eller om anstånd hos departementet.",
        )


def _dates(municipality: Municipality, decision: Decision, reading: Reading) -> Iterator[Finding]:
    referral, place = reading.response.facts.referral, _at(municipality)
    name, day = municipality.official_name, decision.date
    decided = f"{name} beslutade {long_date(day)}"
    if day > reading.context.now.date():
        yield Kind.DECISION_IN_FUTURE.found(
            place,
            f"{name} har ett beslut daterat {long_date(day)}, som inte har varit.",
            "Rätta datumet, eller anteckna beslutet som förväntat.",
        )
    elif referral.due and day > referral.due:
        yield Kind.DECISION_AFTER_DEADLINE.found(
            place, f"{decided}, efter sista svarsdag.", "Anteckna anstånd eller rätta datumet."
        )
    start = referral.received or referral.published
    if start and day < start:
        yield Kind.DECISION_BEFORE_REFERRAL.found(
            place, f"{decided}, innan remissen kom.", "Rätta datumet."
        )
    if day.weekday() >= 5:
        yield Kind.DECISION_ON_WEEKEND.found(
            place, f"{decided}, en {WEEKDAYS[day.weekday()]}.", "Kontrollera datumet."
        )


def _completeness(municipality: Municipality, decision: Decision) -> Iterator[Finding]:
    missing = [] if decision.body else ["uppgift om vem som beslutade"]
    if decision.level in _WITH_MINUTES and not decision.paragraph:
        missing.append("paragrafens nummer")
    if missing:
        yield Kind.DECISION_INCOMPLETE.found(
            _at(municipality),
            f"I beslutet från {municipality.official_name} saknas {' och '.join(missing)}.",
            "Fyll i det som står i protokollet.",
        )
    if decision.stance in BEHIND and not decision.version:
        yield Kind.DECISION_WITHOUT_VERSION.found(
            _at(municipality),
            f"Det står inte vilken version {municipality.official_name} beslutade om.",
            "Fyll i version, så att skillnader mot den skickade texten kan visas.",
        )


def _sent_back(
    municipality: Municipality, decision: Decision, reading: Reading
) -> Iterator[Finding]:
    if decision.stance is not Stance.SENT_BACK:
        return
    name, due = municipality.official_name, reading.response.facts.referral.due
    if decision.returns is None:
        yield Kind.SENT_BACK_WITHOUT_DATE.found(
            _at(municipality),
            f"{name} har återremitterat ärendet utan ny dag.",
            "Fråga när ärendet tas upp igen och fyll i returns.",
        )
    elif due and decision.returns > due:
        yield Kind.SENT_BACK_TOO_LATE.found(
            _at(municipality),
            f"{name} tar upp ärendet igen {long_date(decision.returns)}, efter sista svarsdag.",
            "Be om ett tidigare beslut eller om anstånd, eller skicka svaret utan kommunen.",
        )
    else:
        yield Kind.SENT_BACK.found(
            _at(municipality),
            f"{name} har återremitterat ärendet; det tas upp igen {long_date(decision.returns)}.",
            "Invänta beslutet innan svaret skickas i kommunens namn.",
            decision.reason,
        )


def _deviations(
    municipality: Municipality, decision: Decision, reading: Reading
) -> Iterator[Finding]:
    response, name = reading.response, municipality.official_name
    for key in decision.deviates_in:
        place = _at(municipality, key)
        if not response.outline.knows(key):
            yield Kind.DEVIATION_UNKNOWN_SECTION.found(
                place,
                f"{name} avviker i avsnitt {key}, som inte finns i betänkandet.",
                "Rätta deviates_in i beslutet.",
                key,
            )
            continue
        own = response.contributions.get((key, municipality.slug))
        if own is None or not own.text.strip():
            yield Kind.DEVIATION_WITHOUT_TEXT.found(
                place,
                f"{name} avviker i avsnitt {key} men har ingen egen text till ett särskilt "
                "yttrande.",
                "Be kommunen lämna den text som beslutet gäller.",
            )
        elif _agrees(own, key, reading):
            yield Kind.DEVIATION_AGREES.found(
                place,
                f"{name} har beslutat om avvikelse i avsnitt {key}, men bidraget säger detsamma "
                "som den gemensamma texten.",
                "Fråga kommunen vilket som gäller.",
            )


def _agrees(own: Contribution, key: str, reading: Reading) -> bool:
    agreed = reading.response.agreed.get(key)
    same = agreed is not None and agreed.position is not None and agreed.position is own.position
    return own.agrees or same


def _version(municipality: Municipality, decision: Decision, reading: Reading) -> Iterator[Finding]:
    differing = reading.context.adopted_differs.get(municipality.slug, ())
    if differing and decision.stance in BEHIND:
        sections = ", ".join(differing)
        yield Kind.ADOPTED_DIFFERS.found(
            _at(municipality, differing[0]),
            f"{municipality.official_name} antog en annan version: texten skiljer sig i "
            f"{counted(len(differing), ('avsnitt', 'avsnitt'))} ({sections}).",
            "Visa kommunen skillnaden och hämta ett nytt godkännande, eller återställ texten.",
        )


def _alike(reading: Reading) -> Iterator[Finding]:
    for slug, municipality in reading.taking_part.items():
        decision = reading.decision(slug)
        if decision and decision.stance is Stance.STANDS_BEHIND and not decision.deviates_in:
            continue
        said = f"beslutat ”{decision.stance}”" if decision else "inte beslutat"
        yield Kind.NOT_ALIKE.found(
            _at(municipality),
            f"Svaret är likalydande, men {municipality.official_name} har {said}.",
            "Hämta de beslut som fattas, eller välj formen ”avvikelser”.",
        )
