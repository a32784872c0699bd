"""The work on the answer: what is still open, who has not been heard, what is uncertain."""

from collections.abc import Iterator

from workbench.core import places
from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.check.reading import FACTS, Reading
from workbench.core.language.swedish import counted, join_names
from workbench.core.party import Joins
from workbench.core.response import Form

ENOUGH = 0.5
"""Share of the group that must have contributed for the answer to be called joint."""


def find(reading: Reading) -> Iterator[Finding]:
    """Check how far the work has come."""
    yield from _open(reading)
    yield from _left_behind(reading)
    yield from _participation(reading)
    for text in reading.contributions:
        contribution = reading.response.contributions[text.section, text.owner]
        if contribution.uncertain:
            yield Kind.CONTRIBUTION_UNCERTAIN.found(
                text.place,
                f"{reading.response.municipalities[text.owner].official_name} har markerat en "
                "uppgift som osäker.",
                "Fråga kommunen innan uppgiften används i den gemensamma texten.",
            )


def _open(reading: Reading) -> Iterator[Finding]:
    context = reading.context
    for key, number in context.open_conflicts.items():
        if number:
            yield Kind.OPEN_CONFLICT.found(
                Place(places.text(key), key),
                f"Avsnitt {key} har {counted(number, ('olöst konflikt', 'olösta konflikter'))}.",
                "Lös den i sammanfogningen eller skriv in den som avvikelse.",
            )
    for key, number in context.pending_changes.items():
        if number:
            what = ("föreslagen ändring", "föreslagna ändringar")
            yield Kind.PENDING_CHANGE.found(
                Place(places.text(key), key),
                f"Avsnitt {key} har {counted(number, what)} som ingen har tagit ställning till.",
                "Godkänn eller avslå i granskningen.",
            )
    for key, slugs in context.contradictions.items():
        if slugs:
            yield Kind.MARKED_CONTRADICTORY.found(
                Place(places.text(key), key),
                f"Bidragen från {join_names(reading.response.official_names(slugs))} är markerade "
                "som motstridiga.",
                "Red ut motsättningen med kommunerna och ta bort markeringen.",
            )


def _left_behind(reading: Reading) -> Iterator[Finding]:
    """Look for texts that stood still while something beside them moved."""
    response = reading.response
    for key, slugs in reading.context.unmerged.items():
        yield Kind.CONTRIBUTION_UNMERGED.found(
            Place(places.text(key), key),
            f"{join_names(response.official_names(slugs))} har lämnat något nytt till avsnitt "
            f"{key} efter att den gemensamma texten skrevs.",
            "Arbeta in det i texten, eller anteckna det som beaktat (remiss merge --considered).",
        )
    for slug, left in reading.context.unrevised.items():
        count = counted(left.revised, ("bidrag", "bidrag"))
        yield Kind.LEFT_FROM_ROUND.found(
            Place(FACTS.file, municipality=slug),
            f"{response.municipalities[slug].official_name} har ändrat {count} sedan steget "
            f"”{left.round}” stängde men inte sina bidrag till {join_names(left.sections)}.",
            "Fråga kommunen om de ska stå kvar som de är.",
        )


def _participation(reading: Reading) -> Iterator[Finding]:
    response = reading.response
    heard = {slug for (_, slug), c in response.contributions.items() if c.says_something}
    for slug, municipality in response.municipalities.items():
        own = Place(FACTS.file, municipality=slug)
        if municipality.joins is Joins.NO:
            if slug in heard:
                yield Kind.CONTRIBUTES_WITHOUT_JOINING.found(
                    own,
                    f"{municipality.official_name} har tackat nej men har lämnat bidrag.",
                    "Fråga om kommunen deltar och rätta joins.",
                )
            continue
        if municipality.joins in {Joins.WAITS, Joins.NO_ANSWER}:
            yield Kind.INTEREST_UNANSWERED.found(
                own,
                f"{municipality.official_name} har inte sagt om kommunen deltar "
                f"({municipality.joins}).",
                "Fråga kommunen och fyll i joins.",
            )
        if slug not in heard:
            yield Kind.MUNICIPALITY_SILENT.found(
                own,
                f"{municipality.official_name} har inte lämnat något bidrag.",
                "Påminn kommunen, eller anteckna att den avstår."
                if response.facts.response.form is not Form.COORDINATED
                else "Påminn kommunen; dess eget svar ska ligga som bilaga.",
            )
    total, taking_part = len(response.municipalities), len(heard & reading.taking_part.keys())
    if total and taking_part < ENOUGH * total:
        yield Kind.FEW_TAKE_PART.found(
            FACTS,
            f"Bara {taking_part} av {total} kommuner har lämnat bidrag.",
            "Överväg om svaret ska avges för dem som deltar i stället för för hela gruppen.",
        )
