"""Every kind of finding: a case that fires and a near one that does not."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from tests.core.check.answers import (
    Case,
    Change,
    about,
    adopts,
    agreed,
    all_of,
    clean,
    codes,
    decides,
    everybody,
    expects,
    facts,
    find,
    form,
    nothing,
    party,
    referral,
    says,
    section,
    silent,
    told,
    writes,
)
from workbench.core.adoption import Level, Stance
from workbench.core.check import Kind, Misspelling, Severity, Unrevised, blocking, check
from workbench.core.contribution import Contribution, ContributionKind
from workbench.core.outline import Proposal, ProposalKind, TitleStatus
from workbench.core.party import Invited, Joins, Officer
from workbench.core.position import Position
from workbench.core.referral import Extension
from workbench.core.response import Form, Round

LATE = dt.datetime.fromisoformat("2021-02-03T09:00")
OFFICER = Officer(name="Utredare", email="utredare@mora.example")
LONG = "Verksamheten behöver tid för planering i alla delar av länet. "


def extension(day: int, agreed_with: str = "Enheten för sociala tjänster") -> Change:
    value = Extension(
        deadline=dt.date(2021, 2, day), agreed_with=agreed_with, agreed_on=dt.date(2021, 1, 20)
    )
    return referral(extension=value)


def rounds(*days: str) -> Change:
    steps = (Round(name=f"Steg {day}", closes=dt.datetime.fromisoformat(day)) for day in days)
    return facts(rounds=tuple(steps))


def only(kind: ProposalKind, number: str = "7.3") -> Change:
    return section(number, proposals=(Proposal(kind=kind, text="Något."),))


UNINVITED = everybody(invited=Invited.NO)
SPLIT = agreed(
    "7.3", "Kommunerna har olika uppfattning.\nMora kommun avstyrker förslaget.\n", Position.SPLIT
)
TWO_AGAINST = all_of(
    *(writes(slug, "Kommunen avstyrker förslaget.\n", position=Position.REJECT)
      for slug in ("mora", "falun")),
    adopts("mora", None), adopts("falun", None),
)  # fmt: skip
ONE_AGAINST = writes("mora", "Kommunen avstyrker förslaget.\n", position=Position.REJECT)
CONDITION = {"position": Position.SUPPORT_ON_CONDITION, "condition": "att staten betalar"}
DEVIATES = {"stance": Stance.WITH_DEVIATION, "deviates_in": ("7.3",)}
SENT_BACK = {"stance": Stance.SENT_BACK, "reason": "Ekonomin ska belysas."}
SAME = (
    "Kommunen vill se en tydligare gräns mot hälso- och sjukvården i alla frågor som rör äldre.\n"
)

CASES: list[tuple[Kind, Change, Change]] = [
    # The facts of the referral
    (Kind.NUMBER_MISSING, referral(registration_number=""), nothing),
    (Kind.NUMBER_WITHOUT_LETTER, referral(registration_number="2020/06592"), nothing),
    (
        Kind.NUMBER_FORM,
        referral(registration_number="S2023:02147"),
        referral(registration_number="Fi2020/00647/K"),
    ),
    (
        Kind.NUMBER_IN_TEXT,
        says("Ärendet har nummer 2020/06592 hos departementet."),
        says("Ärendet har nummer S2020/06592 hos departementet, hos Mora SN 2020/00418."),
    ),
    (Kind.OWN_NUMBER_MISSING, about(registration_number=""), nothing),
    (Kind.SENDER_MISSING, about(name=""), nothing),
    (Kind.TITLE_MISSING, referral(title=""), nothing),
    (
        Kind.TITLE_DIFFERS,
        says("Betänkandet En hållbar socialtjänstlag (SOU 2020:47) är genomarbetat."),
        says("Betänkandet Hållbar socialtjänst – En ny socialtjänstlag (SOU 2020:47) är bra."),
    ),
    (Kind.DESIGNATION_MISSING, referral(report=""), nothing),
    (
        Kind.DESIGNATION_FORM,
        referral(report="SOU 2020-47"),
        all_of(referral(report="Ds 2023:23"), says("Frågan behandlas också i SOU 2021:25.")),
    ),
    (
        Kind.DESIGNATION_DIFFERS,
        says("Förslagen i SOU 2020:74 är genomarbetade."),
        says("Förslagen i SOU 2021:25 berör samma fråga."),
    ),
    (Kind.RECIPIENT_MISSING, referral(recipient=""), nothing),
    (Kind.ADDRESS_MISSING, referral(emails=()), nothing),
    (Kind.DEADLINE_MISSING, referral(deadline=None), nothing),
    (Kind.DEADLINE_PASSED, told(now=LATE), all_of(told(now=LATE), extension(12))),
    (
        Kind.DEADLINE_TODAY,
        told(now=dt.datetime.fromisoformat("2021-02-01T17:00")),
        told(now=dt.datetime.fromisoformat("2021-02-01T17:00"), sent=dt.date(2021, 1, 29)),
    ),
    (Kind.DEADLINE_ON_WEEKEND, referral(deadline=dt.date(2021, 1, 31)), nothing),
    (Kind.EXTENSION_INCOMPLETE, extension(12, agreed_with=""), extension(12)),
    (Kind.DATES_OUT_OF_ORDER, referral(received=dt.date(2020, 8, 1)), referral(received=None)),
    (
        Kind.ROUND_AFTER_DEADLINE,
        rounds("2021-02-05T12:00:00"),
        all_of(rounds("2021-02-05T12:00:00"), extension(12)),
    ),
    (Kind.NOBODY_INVITED, UNINVITED, party("mora", invited=Invited.NO)),
    (Kind.SOME_NOT_INVITED, party("mora", invited=Invited.NO), UNINVITED),
    (Kind.INVITATIONS_UNKNOWN, party("mora", invited=Invited.UNKNOWN), nothing),
    (
        Kind.INVITATION_CONTRADICTED,
        all_of(UNINVITED, says("Kommunerna har erbjudits möjlighet att yttra sig.")),
        all_of(UNINVITED, says("Kommunerna är inte remissinstanser men önskar avge ett yttrande.")),
    ),
    (
        Kind.OFFICER_TWICE,
        party("mora", officers=(OFFICER, OFFICER)),
        party(
            "mora", officers=(OFFICER.model_copy(update={"until": dt.date(2020, 12, 1)}), OFFICER)
        ),
    ),
    (
        Kind.TEMPLATE_CHANGED,
        told(other_template=("S2020-06592 Falu kommun beslutsunderlag.docx",)),
        nothing,
    ),
    # The parts of the answer
    (Kind.SUMMARY_MISSING, agreed("sammanfattning", ""), nothing),
    (
        Kind.SUMMARY_NOT_FIRST,
        says("## Sammanfattning\n\nKommunerna tillstyrker förslaget i sin helhet."),
        says("## Sammanhållen vård"),
    ),
    (
        Kind.SUMMARY_WITHOUT_POSITION,
        agreed("sammanfattning", "Socialtjänsten regleras i dag i en lag från 2001.\n"),
        nothing,
    ),
    (
        Kind.DISSENT_FIRST,
        agreed("allmant", "## Särskilt yttrande\n\nMora kommun vill anföra följande.\n"),
        says("Mora kommun lämnar ett särskilt yttrande."),
    ),
    (
        Kind.OPENING_EMPTY,
        agreed("sammanfattning", "Kommunerna har mottagit remissen och tillstyrker.\n"),
        nothing,
    ),
    (
        Kind.SECTION_UNKNOWN,
        agreed("7.9", "Kommunerna tillstyrker förslaget.\n", Position.SUPPORT),
        agreed("ovrigt", "Kommunerna vill framföra en sak till.\n"),
    ),
    (
        Kind.SECTION_WITHOUT_TEXT,
        section("8", answered=True),
        all_of(section("8", answered=True), form(Form.COORDINATED)),
    ),
    (Kind.SECTION_TOO_LONG, says(LONG * 100), says(LONG * 3)),
    (Kind.ANSWER_TOO_LONG, says(LONG * 1200), says(LONG * 100)),
    (
        Kind.MENTION_UNKNOWN,
        says("Samma synpunkt gäller avsnitt 7.3 och 7.9.9."),
        says("Samma synpunkt gäller avsnitt 7.3 och 7.4, liksom avsnitt 7.9 i propositionen."),
    ),
    (
        Kind.MENTION_NOT_ANSWERED,
        says("Frågan berörs även i kapitel 8."),
        says("Frågan berörs även i kapitel 7, och i 12 kap. 7 § socialtjänstlagen."),
    ),
    (
        Kind.HEADING_UNSEEN,
        section("7.3", title_status=TitleStatus.PARTIAL),
        section("8", title_status=TitleStatus.UNSEEN),
    ),
    (Kind.NUMBER_INFERRED, section("7.3", number_inferred=True), nothing),
    (
        Kind.HEADINGS_MIXED,
        agreed("7", "Kommunerna tillstyrker förslagen i kapitlet.\n", Position.SUPPORT),
        agreed("8", "Kommunerna tillstyrker förslagen i kapitlet.\n", Position.SUPPORT),
    ),
    (
        Kind.RETELLING,
        agreed(
            "9.1",
            "Utredningen föreslår en ny bestämmelse.\nUtredningen anger tre skäl.\n"
            "Betänkandet beskriver dagens ordning.\nUtredaren konstaterar att mycket återstår.\n",
            Position.SUPPORT,
        ),
        says("Utredningen föreslår en ny bestämmelse.\nKommunerna anser att den bör skärpas."),
    ),
    # Positions
    (
        Kind.POSITION_MISSING,
        agreed("9.1", "Kommunerna tillstyrker förslaget.\n"),
        agreed("allmant", "Kommunerna ser positivt på utredningen.\n"),
    ),
    (Kind.POSITION_FAMILY, only(ProposalKind.ASSESSMENT), section("7.3", proposals=())),
    (
        Kind.WORDS_FAMILY,
        says("Kommunerna tillstyrker förslaget.", "7.4"),
        says("Utredningen avstyrker en sådan lösning.", "7.4"),
    ),
    (
        Kind.POSITION_CONTRADICTED,
        says("Kommunerna avstyrker därför förslaget."),
        says("Mora kommun avstyrker förslaget."),
    ),
    (Kind.DEVIATION_UNNAMED, all_of(ONE_AGAINST, adopts("mora", None)), ONE_AGAINST),
    (
        Kind.CONDITION_UNNAMED,
        all_of(writes("mora", "Ja, om staten betalar.\n", **CONDITION), adopts("mora", None)),
        all_of(
            writes("mora", "Ja, om staten betalar.\n", **CONDITION),
            adopts("mora", None),
            says("Mora kommun tillstyrker under förutsättning att staten betalar."),
        ),
    ),
    (
        Kind.CONDITION_MISSING,
        writes("mora", "Kommunen tillstyrker.\n", position=Position.SUPPORT_ON_CONDITION),
        writes("mora", "Kommunen tillstyrker.\n", **CONDITION),
    ),
    (
        Kind.CONDITION_IN_TEXT,
        says("Kommunerna tillstyrker förslaget under förutsättning att staten betalar."),
        says("Under förutsättning att staten betalar ökar kvaliteten."),
    ),
    (
        Kind.SPLIT_UNNAMED,
        agreed("7.3", "Frågan är svår.\nFörslaget har fördelar.\n", Position.SPLIT),
        SPLIT,
    ),
    (
        Kind.SPLIT_UNMARKED,
        TWO_AGAINST,
        all_of(TWO_AGAINST, says("Falu kommun och Mora kommun avstyrker förslaget.")),
    ),
    # What was left behind
    (
        Kind.PLACEHOLDER,
        says("Click or tap here to enter text."),
        says("”Socialtjänsten ska […] främja” är en god mening, se [lagen](https://lag.example)."),
    ),
    (
        Kind.VERSION_MARK,
        says("VERSION 0.11"),
        says("Ett utkast till lagrådsremiss bör skickas ut, och nästa version prövas först."),
    ),
    (
        Kind.EDITING_MARK,
        says("Kommentar [AB1]: stämmer detta?"),
        says("Kommentarerna till lagen bör utvecklas."),
    ),
    (
        Kind.SENTENCE_REPEATED,
        says("Tidiga insatser kräver att medarbetare har tid för dem.", "9.1"),
        says("Tidiga insatser kräver att medarbetare har tid för dem.", "sammanfattning"),
    ),
    (
        Kind.SENTENCE_NEARLY_REPEATED,
        all_of(
            says("Små kommuner har sällan egna analytiker och behöver därför stöd av länet i det."),
            says(
                "Små kommuner har sällan egna analytiker och behöver därför stöd av länet.", "9.1"
            ),
        ),
        all_of(
            says("Små kommuner har sällan egna analytiker och behöver därför stöd av länet."),
            says("Stora kommuner har ofta egna analytiker men behöver ändå samverka mer.", "9.1"),
        ),
    ),
    (
        Kind.WORD_DOUBLED,
        says("Det är bra att att lagen ändras."),
        says("Det det handlar om är tid, och den den berör vet det."),
    ),
    (Kind.NUMBERING, says("1. Tid\n2. Pengar\n2. Folk"), says("1. Tid\n1. Pengar\n1. Folk")),
    (
        Kind.UNBALANCED,
        says("Samverkan (med skolan är viktig."),
        says("Det gäller a) skolan, b) vården (och ”andra”)."),
    ),
    (Kind.FOOTNOTE_WITHOUT_TEXT, says("Så är det.[^1]"), says("Så är det.[^1]\n\n[^1]: Källa.")),
    (Kind.FOOTNOTE_UNUSED, says("[^1]: Källa."), says("Så är det.[^1]\n\n[^1]: Källa.")),
    (
        Kind.FOOTNOTE_TWICE,
        says("Så.[^1]\n\n[^1]: Källa.\n\n[^1]: En till."),
        says("Så.[^1] Och så.[^2]\n\n[^1]: Källa.\n\n[^2]: En till."),
    ),
    (
        Kind.ANNEX_MISSING,
        all_of(says("Beräkningen finns i bilaga B."), told(attachments=("Bilaga A",))),
        says("Kostnaderna finns i betänkandets bilaga 5."),
    ),
    (
        Kind.ANNEX_UNMENTIONED,
        told(attachments=("Bilaga A.pdf",)),
        all_of(told(attachments=("Bilaga A.pdf",)), says("Se bilaga A.")),
    ),
    (
        Kind.TERM_DIFFERS,
        says(
            "### Strategi för äldreomsorg\n\nNätverket beslutade att godkänna Strategi för hälsa."
        ),
        says("### Strategi för hälsa och vård\n\n- att godkänna strategin för hälsa."),
    ),
    # Dates, names, persons
    (
        Kind.WEEKDAY_WRONG,
        says("Mötet hölls måndag 17 september."),
        says("Mötet hölls torsdag 17/9 och måndagen den 28 september 2020."),
    ),
    (Kind.DATE_IMPOSSIBLE, says("Det gäller från den 31 november."), says("Den 30 november.")),
    (
        Kind.DATE_PASSED,
        says("Uppgifterna lämnas senast den 30 oktober 2020."),
        says("Betänkandet kom den 26 augusti 2020, och svaret lämnas senast 1 februari 2021."),
    ),
    (
        Kind.HEADING_DATE,
        says("### Mötet 29/10\n\nKommunerna träffades den 29/9 och var eniga."),
        says("### Mötet 29/9\n\nKommunerna träffades den 29/9 och nästa gång den 29/10."),
    ),
    (
        Kind.NAME_MISSPELT,
        says("Det gäller även Faluns kommun."),
        says("Det gäller även Falu kommun, Alvesta kommun och Nora kommun."),
    ),
    (
        Kind.COUNT_WRONG,
        all_of(
            says("Fem kommuner står bakom svaret.", "sammanfattning"),
            decides("mora", stance=Stance.DECLINES),
        ),
        says("De fem kommunerna står bakom svaret.", "sammanfattning"),
    ),
    (
        Kind.PERSONAL_NUMBER,
        writes("mora", "Ett exempel är 811218-9876 som bor här.\n"),
        writes("mora", "Numret 811218-9875 och 212000-2239 är andra slags nummer.\n"),
    ),
    (
        Kind.LIKE_PERSONAL_NUMBER,
        says("Ärendet rör 19811218-9875."),
        says("Ärendet har nummer 202012-0001."),
    ),
    (
        Kind.PERSON_CONTACT,
        says("Frågor besvaras av anna.andersson@mora.example."),
        says("Frågor besvaras av socialnamnden@mora.example, dnr SOC 0214/20."),
    ),
    # The work
    (Kind.OPEN_CONFLICT, told(open_conflicts={"7.3": 2}), told(open_conflicts={"7.3": 0})),
    (
        Kind.MARKED_CONTRADICTORY,
        told(contradictions={"7.3": ("mora", "falun")}),
        told(contradictions={"7.3": ()}),
    ),
    (Kind.PENDING_CHANGE, told(pending_changes={"7.3": 1}), told(pending_changes={"7.3": 0})),
    (
        Kind.MUNICIPALITY_SILENT,
        silent("mora"),
        all_of(silent("mora"), party("mora", joins=Joins.NO)),
    ),
    (Kind.INTEREST_UNANSWERED, party("mora", joins=Joins.WAITS), nothing),
    (
        Kind.CONTRIBUTES_WITHOUT_JOINING,
        party("mora", joins=Joins.NO),
        all_of(party("mora", joins=Joins.NO), silent("mora")),
    ),
    (
        Kind.FEW_TAKE_PART,
        all_of(silent("mora"), silent("falun"), silent("gagnef")),
        silent("mora"),
    ),
    (
        Kind.CONTRIBUTION_UNCERTAIN,
        writes("mora", "Kommunen tillstyrker.\n", uncertain=True),
        nothing,
    ),
    (
        Kind.CONTRIBUTION_UNCHANGED,
        writes("mora", "Samma som tidigare.\n"),
        writes("mora", "Läget är oförändrat i vår kommun, och vi tillstyrker.\n"),
    ),
    (
        Kind.CONTRIBUTION_COPIED,
        all_of(writes("mora", SAME), writes("mora", SAME, "9.1")),
        all_of(writes("mora", SAME), writes("falun", SAME, "9.1")),
    ),
    (
        Kind.CONTRIBUTION_SHARED,
        all_of(writes("mora", SAME), writes("falun", SAME)),
        all_of(writes("mora", SAME), writes("falun", SAME, "9.1")),
    ),
    (Kind.CONTRIBUTION_UNMERGED, told(unmerged={"7.3": ("mora",)}), nothing),
    (
        Kind.LEFT_FROM_ROUND,
        told(unrevised={"mora": Unrevised("Bidrag", 2, ("7.3", "7.4"))}),
        nothing,
    ),
    (
        Kind.OUTSIDE_SCOPE,
        all_of(party("mora", scope="kapitel 9"), writes("mora", SAME)),
        all_of(party("mora", scope="kapitel 7 och 9"), writes("mora", SAME)),
    ),
    # Decisions
    (Kind.ADOPTED_DIFFERS, told(adopted_differs={"mora": ("7.3",)}), nothing),
    (Kind.DECISION_MISSING, adopts("mora", None), expects("mora")),
    (Kind.ONLY_EXPECTED, expects("mora"), adopts("mora", None)),
    (
        Kind.MEETING_AFTER_DEADLINE,
        all_of(adopts("mora", None), party("mora", meeting=dt.date(2021, 2, 15))),
        party("mora", meeting=dt.date(2021, 2, 15)),
    ),
    (
        Kind.DECISION_AFTER_DEADLINE,
        all_of(told(now=LATE), decides("mora", date=dt.date(2021, 2, 2))),
        all_of(told(now=LATE), extension(12), decides("mora", date=dt.date(2021, 2, 2))),
    ),
    (
        Kind.DECISION_IN_FUTURE,
        decides("mora", date=dt.date(2021, 1, 28)),
        decides("mora", date=dt.date(2021, 1, 25)),
    ),
    (
        Kind.DECISION_BEFORE_REFERRAL,
        decides("mora", date=dt.date(2020, 9, 25)),
        decides("mora", date=dt.date(2020, 10, 2)),
    ),
    (
        Kind.DECISION_ON_WEEKEND,
        decides("mora", date=dt.date(2021, 1, 16)),
        decides("mora", date=dt.date(2021, 1, 15)),
    ),
    (
        Kind.DECISION_INCOMPLETE,
        decides("mora", paragraph=""),
        decides("mora", paragraph="", level=Level.DELEGATION),
    ),
    (
        Kind.DECISION_WITHOUT_VERSION,
        decides("mora", version=""),
        decides("mora", version="", stance=Stance.ABSTAINS),
    ),
    (
        Kind.SENT_BACK,
        decides("mora", **SENT_BACK, returns=dt.date(2021, 1, 28)),
        decides("mora", stance=Stance.ABSTAINS),
    ),
    (
        Kind.SENT_BACK_WITHOUT_DATE,
        decides("mora", **SENT_BACK),
        decides("mora", **SENT_BACK, returns=dt.date(2021, 1, 28)),
    ),
    (
        Kind.SENT_BACK_TOO_LATE,
        decides("mora", **SENT_BACK, returns=dt.date(2021, 2, 8)),
        decides("mora", **SENT_BACK, returns=dt.date(2021, 2, 1)),
    ),
    (
        Kind.DEVIATION_WITHOUT_TEXT,
        all_of(silent("mora"), decides("mora", **DEVIATES)),
        all_of(ONE_AGAINST, decides("mora", **DEVIATES)),
    ),
    (
        Kind.DEVIATION_AGREES,
        decides("mora", **DEVIATES),
        all_of(ONE_AGAINST, decides("mora", **DEVIATES)),
    ),
    (
        Kind.DEVIATION_UNKNOWN_SECTION,
        decides("mora", stance=Stance.WITH_DEVIATION, deviates_in=("7.9",)),
        decides("mora", **DEVIATES),
    ),
    (
        Kind.NOT_ALIKE,
        all_of(form(Form.ALIKE), decides("mora", **DEVIATES)),
        form(Form.ALIKE),
    ),
    # Plain language
    (Kind.MISSPELT, told(misspelt={"7.3": (Misspelling(2, "försatt", ("fortsatt",)),)}), nothing),
    (Kind.LONG_SENTENCE, says("Kommunen " + "och staten " * 18 + "vet."), says(LONG * 6)),
    (
        Kind.HEAVY_WORD,
        says("Stöd avseende barn ska ges i enlighet med lagen."),
        says("Rapporteringen av ej verkställda beslut tar tid."),
    ),
    (Kind.AND_OR, says("Stöd och/eller insatser ges."), says("Stöd eller insatser ges.")),
    (
        Kind.ABBREVIATION,
        says("Det gäller t.ex. skolan."),
        says("Det följer av 12 kap. 7 § och prop. 2024/25:89 s. 12."),
    ),
    (
        Kind.PERCENT,
        says("Andelen var 12 procent.\nFörra året var den 9 %."),
        says("Andelen var 12 procent.\n\n| År | Andel |\n| --- | --- |\n| 2019 | 9 % |"),
    ),
    (
        Kind.DASH,
        says("Det gäller åren 2021-2024."),
        says("Den 2020-10-02 kom S2020/06592, enligt lagen (2018:1937), till 0243-740 00."),
    ),
    (Kind.DOUBLE_SPACE, says("Stöd  behövs."), says("Stöd behövs.")),
    (Kind.PUNCTUATION, says("Stöd behövs , alltid."), says("Stöd behövs … alltid, t. o. m. här.")),
    (Kind.QUOTATION_MARKS, says('Ordet "stöd" är bra.'), says("Ordet ”stöd” är bra.")),
    (
        Kind.PASSIVE_CHAIN,
        says("Frågan bör beredas, och den ska utredas och kan därefter beslutas."),
        says("Kommunernas förslag bör beredas och hoppas lyckas."),
    ),
    (
        Kind.FIGURES,
        says("Det kostar 10000 kronor."),
        says("Det kostar 10 000 kronor för 250 personer."),
    ),
    (Kind.DECIMAL_POINT, says("Ökningen är 2.5 procent."), says("Avsnitt 7.3 ger 2,5 procent.")),
]

CODES = [kind.code for kind, _, _ in CASES]


@pytest.mark.parametrize(("kind", "fires"), [(k, f) for k, f, _ in CASES], ids=CODES)
def test_finds(kind: Kind, fires: Change) -> None:
    assert kind.code in codes(fires)


@pytest.mark.parametrize(("kind", "near"), [(k, n) for k, _, n in CASES], ids=CODES)
def test_is_silent_about_what_is_near(kind: Kind, near: Change) -> None:
    assert kind.code not in codes(near)


def test_every_kind_has_a_case() -> None:
    assert [kind for kind, _, _ in CASES] == list(Kind)


def test_a_clean_answer_gives_no_finding() -> None:
    assert find(nothing) == ()


def test_codes_are_unique_and_plain() -> None:
    written = [kind.code for kind in Kind]
    assert len(set(written)) == len(written)
    assert all(code.replace("-", "").isascii() and code.islower() for code in written)


def test_every_finding_says_what_where_and_what_to_do() -> None:
    for _, fires, _ in CASES:
        for finding in find(fires):
            assert finding.message.endswith((".", "?"))
            assert finding.advice
            assert finding.place.file


def test_findings_come_by_severity_then_in_the_order_of_the_answer() -> None:
    findings = find(
        all_of(
            says("Stöd  behövs."),
            says("Stöd  behövs.", "9.1"),
            says("XXX", "9.1"),
            says("Det är bra att att se.", "sammanfattning"),
            referral(title=""),
        )
    )
    ranks = [finding.severity.rank for finding in findings]
    assert ranks == sorted(ranks)
    assert [f.code for f in findings][:2] == ["titel-saknas", "platshallare"]
    spaces = [f.place.section for f in findings if f.code == "dubbla-blanksteg"]
    assert spaces == ["7.3", "9.1"]


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ({"text": "Gruppindelningen behövs.\n"}, "Sammanfoga 1 bidrag."),
        ({"position": Position.SUPPORT}, "Sammanfoga 1 bidrag."),
        ({"agrees": True}, "Skriv texten"),
        ({"kind": ContributionKind.MESSAGE, "text": "Ett medskick.\n"}, "Skriv texten"),
    ],
)
def test_only_what_there_is_something_to_merge_of_is_to_be_merged(
    given: dict[str, Any], advice: str
) -> None:
    def contributed(case: Case) -> Case:
        response, context = case
        contributions = {**response.contributions, ("8", "mora"): Contribution(**given)}
        return replace(response, contributions=contributions), context

    found = find(all_of(section("8", answered=True), contributed))
    [missing] = [f for f in found if f.code == Kind.SECTION_WITHOUT_TEXT.code]
    assert missing.advice.startswith(advice)


def test_only_errors_block() -> None:
    findings = find(all_of(says("Stöd  behövs."), says("XXX")))
    assert {finding.code for finding in blocking(findings)} == {"platshallare"}


def test_what_is_not_sent_weighs_one_step_less() -> None:
    [in_text] = [f for f in find(says("XXX")) if f.code == "platshallare"]
    draft = writes("mora", "Kommunen tillstyrker XXX.\n")
    [in_draft] = [f for f in find(draft) if f.code == "platshallare"]
    [annexed] = [f for f in find(all_of(draft, form(Form.COORDINATED))) if f.code == "platshallare"]
    assert [in_text.severity, in_draft.severity, annexed.severity] == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.ERROR,
    ]


def test_the_same_response_gives_the_same_findings() -> None:
    case = all_of(says("XXX  och/eller"), adopts("mora", None))(clean())
    assert check(*case) == check(*case)


def test_a_day_chosen_for_the_answer_is_held_against_the_deadline() -> None:
    late = told(dated=dt.date(2021, 2, 11))  # ten days late, as a real answer was dated
    assert "frist-passerad" in codes(late)
    assert "frist-passerad" not in codes(all_of(late, extension(12)))


def test_annexes_that_the_answer_makes_need_not_be_mentioned() -> None:
    made = told(annexes=("Bilaga 1: Yttrande från Mora kommun",))
    assert codes(made) == set()
    assert "bilaga-saknas" not in codes(all_of(made, says("Se bilaga 1.")))
    assert "bilaga-saknas" in codes(all_of(made, says("Se bilaga 2.")))


@pytest.mark.parametrize(
    ("words", "is_wrong"),
    [
        ("Kommunerna avstyrker förslaget i avsnitt 7.3.", True),
        ("Kommunerna tillstyrker förslaget i avsnitt 7.3.", False),
        ("Kommunerna avstyrker förslagen i avsnitt 9.1 och 7.3.", True),
        ("Kommunerna avstyrker i vissa delar förslaget i avsnitt 7.3.", False),
        ("Utredningen avstyrker tanken i avsnitt 7.3.", False),
        ("Kommunerna avstyrker förslaget i avsnitt 8.", False),  # no position there
    ],
)
def test_what_the_summary_says_of_a_section_is_what_is_said_there(
    words: str, is_wrong: bool
) -> None:
    found = codes(says(words, "sammanfattning"))
    assert ("position-mot-text" in found) is is_wrong


def test_a_near_number_is_meant_before_the_chapter() -> None:
    (finding,) = [f for f in find(says("Se avsnitt 7.33.")) if f.code == "hanvisning-okand"]
    assert "7.3 Ett förebyggande perspektiv" in finding.advice


def test_a_mention_of_an_annex_is_told_of_once() -> None:
    assert [f.code for f in find(says("Se bilaga 3."))] == ["bilaga-saknas"]
