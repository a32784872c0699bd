"""The facts of the referral: number, title, recipient, deadline, and who was invited."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from workbench.core.check.finding import Finding, Place
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import Text
from workbench.core.check.reading import FACTS, Reading
from workbench.core.language.swedish import WEEKDAYS, join_names, long_date
from workbench.core.outline import STANDING, order_of
from workbench.core.party import Invited
from workbench.core.referral import Referral, normal_registration_number

_FULL_NUMBER = re.compile(r"[A-ZÅÄÖ][a-zåäö]{0,3}\d{4}/\d{1,6}(?:/[A-ZÅÄÖa-zåäö]{1,6})?")
_BARE_NUMBER = re.compile(r"\d{4}[/:\-]\d{3,6}(?:/\w{1,6})?")
_DESIGNATION = re.compile(r"(?:SOU|Ds) \d{4}:\d{1,3}")
_SECTION = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3})*")
_OFFICE_CLOSES = 16
"""Hour after which nobody at the ministry registers what comes in."""

_INVITED_WORDS = re.compile(
    r"\b(?:har\s+(?:beretts\s+(?:möjlighet|tillfälle)|erbjudits\s+(?:möjlighet|tillfälle)|getts\s+"
    r"(?:möjlighet|tillfälle)|ombetts|inbjudits)|beretts\s+tillfälle)\b",
    re.IGNORECASE,
)


def find(reading: Reading) -> Iterator[Finding]:
    """Check what `response.toml` says about the referral."""
    referral = reading.response.facts.referral
    yield from _number(referral)
    yield from _title(referral)
    yield from _recipient(referral)
    yield from _deadline(reading)
    yield from _order_of_dates(reading)
    yield from _invitations(reading)
    yield from _officers(reading)
    yield from _scopes(reading)
    yield from _template(reading)
    if not reading.response.facts.response.name:
        yield Kind.SENDER_MISSING.found(
            FACTS,
            "Svaret har ingen avsändare.",
            "Fyll i name under [response]; namnet står i filnamnen och i mejlets ärenderad.",
        )
    if not reading.response.facts.response.registration_number:
        yield Kind.OWN_NUMBER_MISSING.found(
            FACTS,
            "Svaret har inget eget diarienummer.",
            "Fyll i registration_number under [response] när registratorn har gett det ett.",
        )


def _number(referral: Referral) -> Iterator[Finding]:
    number = referral.registration_number
    if not number:
        yield Kind.NUMBER_MISSING.found(
            FACTS,
            "Departementets diarienummer saknas.",
            "Fyll i registration_number under [referral]; det står i missivet.",
        )
    elif _BARE_NUMBER.fullmatch(number):
        yield Kind.NUMBER_WITHOUT_LETTER.found(
            FACTS,
            f"Diarienumret {number} saknar departementets bokstav.",
            "Skriv numret som i missivet, till exempel S2020/06592.",
            number,
        )
    elif not _FULL_NUMBER.fullmatch(number):
        normal = normal_registration_number(number)
        wanted = normal if normal != number else "bokstav, år, snedstreck och löpnummer"
        yield Kind.NUMBER_FORM.found(
            FACTS,
            f"Diarienumret {number} är inte skrivet på departementets sätt.",
            f"Skriv {wanted}.",
            number,
        )


def _title(referral: Referral) -> Iterator[Finding]:
    if not referral.title:
        yield Kind.TITLE_MISSING.found(
            FACTS,
            "Titeln på det som remissen gäller saknas.",
            "Fyll i title under [referral], ord för ord som på titelsidan.",
        )
    if not referral.report:
        yield Kind.DESIGNATION_MISSING.found(
            FACTS,
            "Beteckningen på det som remissen gäller saknas.",
            "Fyll i report under [referral], till exempel SOU 2020:47, om det finns någon.",
        )
    elif referral.report.casefold().startswith(("sou", "ds")) and not _DESIGNATION.fullmatch(
        referral.report
    ):
        yield Kind.DESIGNATION_FORM.found(
            FACTS,
            f"Beteckningen {referral.report} är inte skriven på vanligt sätt.",
            "Skriv serie, år, kolon och nummer: SOU 2020:47.",
            referral.report,
        )


def _recipient(referral: Referral) -> Iterator[Finding]:
    if not referral.recipient:
        yield Kind.RECIPIENT_MISSING.found(
            FACTS, "Mottagaren saknas.", "Fyll i recipient under [referral]."
        )
    if not referral.emails:
        yield Kind.ADDRESS_MISSING.found(
            FACTS,
            "Det finns ingen e-postadress att skicka svaret till.",
            "Fyll i emails under [referral]; adressen står i missivet.",
        )


def _deadline(reading: Reading) -> Iterator[Finding]:
    referral, context = reading.response.facts.referral, reading.context
    due = referral.due
    if due is None:
        yield Kind.DEADLINE_MISSING.found(
            FACTS, "Sista svarsdag saknas.", "Fyll i deadline under [referral]."
        )
        return
    if context.day > due:
        yield Kind.DEADLINE_PASSED.found(
            FACTS,
            f"Svaret skulle ha kommit in senast {long_date(due)}.",
            "Kom överens med departementet om anstånd och anteckna det under [referral.extension].",
        )
    elif context.dated and context.dated > due:
        yield Kind.DEADLINE_PASSED.found(
            FACTS,
            f"Svaret dateras {long_date(context.dated)}, efter sista svarsdag {long_date(due)}.",
            "Välj en annan dag, eller anteckna anståndet under [referral.extension].",
        )
    elif context.sent is None and context.day == due:
        late = context.now.hour >= _OFFICE_CLOSES
        yield Kind.DEADLINE_TODAY.found(
            FACTS,
            "I dag är sista svarsdag" + (", och kontorstiden är slut." if late else "."),
            "Skicka svaret nu och ring registratorn." if late else "Skicka svaret på kontorstid.",
        )
    if due.weekday() >= 5:
        yield Kind.DEADLINE_ON_WEEKEND.found(
            FACTS,
            f"Sista svarsdag, {long_date(due)}, är en {WEEKDAYS[due.weekday()]}.",
            "Kontrollera datumet mot missivet och räkna med fredagen före.",
        )
    yield from _extension(referral)


def _extension(referral: Referral) -> Iterator[Finding]:
    extension = referral.extension
    if extension is None:
        return
    if not extension.agreed_with:
        yield Kind.EXTENSION_INCOMPLETE.found(
            FACTS,
            "Det står inte vem på departementet som har gett anstånd.",
            "Fyll i agreed_with under [referral.extension].",
        )
    if referral.deadline and extension.deadline <= referral.deadline:
        yield Kind.EXTENSION_INCOMPLETE.found(
            FACTS,
            f"Anståndet till {long_date(extension.deadline)} är inte senare än den ordinarie "
            f"svarsdagen {long_date(referral.deadline)}.",
            "Rätta deadline under [referral.extension].",
        )


def _order_of_dates(reading: Reading) -> Iterator[Finding]:
    referral = reading.response.facts.referral
    named = [
        ("publicerades", referral.published),
        ("kom in", referral.received),
        ("ska besvaras", referral.deadline),
    ]
    known = [(what, day) for what, day in named if day]
    for (earlier, first), (later, second) in pairwise(known):
        if first > second:
            yield Kind.DATES_OUT_OF_ORDER.found(
                FACTS,
                f"Remissen {earlier} {long_date(first)} men {later} {long_date(second)}.",
                "Rätta datumen under [referral].",
            )
    rounds = reading.response.facts.rounds
    for before, after in pairwise(rounds):
        if after.closes < before.closes:
            yield Kind.DATES_OUT_OF_ORDER.found(
                FACTS,
                f"Steget ”{after.name}” stänger före steget ”{before.name}” som står ovanför.",
                "Rätta tiderna eller ordningen under [[rounds]].",
            )
    for step in rounds:
        if referral.due and step.closes.date() > referral.due:
            yield Kind.ROUND_AFTER_DEADLINE.found(
                FACTS,
                f"Steget ”{step.name}” stänger {long_date(step.closes.date())}, efter sista "
                "svarsdag.",
                "Flytta steget eller anteckna ett anstånd.",
            )


def _invitations(reading: Reading) -> Iterator[Finding]:
    municipalities = list(reading.taking_part.values())
    if not municipalities:
        return
    by_answer = {answer: [m for m in municipalities if m.invited is answer] for answer in Invited}
    invited, uninvited = by_answer[Invited.YES], by_answer[Invited.NO]
    if len(uninvited) == len(municipalities):
        yield Kind.NOBODY_INVITED.found(
            FACTS,
            "Ingen av kommunerna är remissinstans.",
            "Skriv i inledningen att kommunerna yttrar sig utan att vara remissinstanser; svaret "
            "publiceras då inte på regeringen.se.",
        )
    elif invited and uninvited:
        yield Kind.SOME_NOT_INVITED.found(
            FACTS,
            f"{len(uninvited)} av {len(municipalities)} kommuner är inte remissinstanser: "
            f"{join_names(m.name for m in uninvited)}.",
            "Nämn i inledningen vilka kommuner som är remissinstanser.",
        )
    unknown = by_answer[Invited.UNKNOWN]
    if unknown:
        yield Kind.INVITATIONS_UNKNOWN.found(
            FACTS,
            f"Det är inte känt om {len(unknown)} av {len(municipalities)} kommuner är "
            "remissinstanser.",
            "Se efter i missivets lista och fyll i invited för varje kommun.",
        )
    if not invited and not unknown:
        yield from _contradicted_invitation(reading.sent)


def _contradicted_invitation(texts: tuple[Text, ...]) -> Iterator[Finding]:
    for text in texts:
        for sentence in text.sentences:
            if found := _INVITED_WORDS.search(sentence.words):
                yield text.found(
                    Kind.INVITATION_CONTRADICTED,
                    sentence.line,
                    "Texten säger att kommunerna har fått möjlighet att yttra sig, men ingen av "
                    "dem är remissinstans.",
                    "Skriv att kommunerna önskar yttra sig fast de inte är remissinstanser.",
                    found[0],
                )


def _officers(reading: Reading) -> Iterator[Finding]:
    for municipality in reading.response.facts.municipalities:
        current = [officer for officer in municipality.officers if officer.until is None]
        for address, times in Counter(o.email.casefold() for o in current).items():
            if times > 1:
                yield Kind.OFFICER_TWICE.found(
                    FACTS,
                    f"{municipality.official_name} har {times} handläggare med adressen {address}.",
                    "Ta bort den ena eller ange until för den som har slutat.",
                    address,
                )


def _scopes(reading: Reading) -> Iterator[Finding]:
    """Look for municipalities that say more than they were asked about."""
    given: dict[str, list[str]] = {}
    for key, slug in reading.response.contributions:
        given.setdefault(slug, []).append(key)
    for slug, municipality in reading.taking_part.items():
        asked = _SECTION.findall(municipality.scope)
        more = [
            key
            for key in given.get(slug, ())
            if key not in STANDING and not any(f"{key}.".startswith(f"{one}.") for one in asked)
        ]
        if asked and more:
            yield Kind.OUTSIDE_SCOPE.found(
                Place(FACTS.file, municipality=slug),
                f"{municipality.official_name} är tillfrågad om {municipality.scope} men har också "
                f"yttrat sig i avsnitt {join_names(sorted(more, key=order_of))}.",
                "Det är tillåtet; kontrollera att det är avsikten.",
            )


def _template(reading: Reading) -> Iterator[Finding]:
    names = reading.context.other_template
    if names:
        yield Kind.TEMPLATE_CHANGED.found(
            FACTS,
            f"Mallen är en annan än den som {join_names(names[:3])}"
            f"{' med flera' if len(names) > 3 else ''} gjordes med.",
            "Gör om de dokument som fortfarande används, eller byt tillbaka mallen.",
        )
