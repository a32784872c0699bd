"""Three flawed answers, invented: what a good editor marks is found, and nothing else."""

import pytest

from tests.core.check.answers import agreed, all_of, find
from workbench.core.position import Position

HASTY = {
    "sammanfattning": """Kommunerna i Dalarna har beretts möjlighet att yttra sig över remissen.

Kommunerna tillstyrker i allt väsentligt utredningens förslag till ny socialtjänstlag.
Vi ser dock risker med finansieringen, se avsnitt 7.33.
Yttrandet har antagits av samtliga fem kommuner.
""",
    "7.3": """Kommunerna avstyrker förslaget då finansieringen är oklar.
Utredningen föreslår att socialtjänsten ska arbeta förebyggande.
Se bilaga 3 för beräkningar. [Komplettera med siffror från Mora]
Faluns kommun påpekar att det saknas resurser för för detta, bl.a. inom äldreomsorgen.
Kontakta anna.svensson@falun.se eller 070-123 45 67 vid frågor.
""",
    "7.4": """Kommunerna tillstyrker bedömningen.
Tillgängligheten måste bli bättre och/eller digital.
Arbetet ska vara klart senast måndag 17 september 2020.
Utkast 2, v0.11
""",
}
COPIED = {
    "sammanfattning": """\
Kommunerna ställer sig bakom huvuddelen av förslagen i betänkandet En hållbar socialtjänstlag \
(SOU 2020:47).
Diarienummer 2020/06592 hos departementet.
""",
    "7.3": """## Sammanfattning

Här följer en sammanfattning.
Utredningen beskriver hur socialtjänsten har utvecklats sedan 1982.
Utredningen konstaterar att behoven har ökat.
Utredningen redogör för tidigare reformer.
Utredningen föreslår en ny bestämmelse om förebyggande arbete.
Utredningen anger att kommunerna ska planera.
Utredningen bedömer att kostnaderna är små.
""",
    "7.4": """\
Kommunerna delar utredningens bedömning.  Det är viktigt att detta återemitteras inte ,utan \
behandlas snabbt.
1. Kommunerna vill ha stöd.
2. Kommunerna vill ha pengar.
2. Kommunerna vill ha tid.

En brukare, 811218-9876, har vittnat om detta.
Kostnaden ökar med 2.5 procent eller 12500 kronor per år, det vill säga 3 % av budgeten.
""",
    "9.1": """\
Kommunerna tillstyrker förslaget, förutom Mora kommun som avstyrker det (se särskilt yttrande.
Kommunerna tillstyrker förslaget, förutom Mora kommun som avstyrker det och lämnar eget yttrande.
""",
}
UNEVEN = {
    "sammanfattning": """\
Kommunerna är i huvudsak positiva till förslagen men avstyrker förslaget i avsnitt 9.1.
""",
    "7.3": """Kommunerna tillstyrker förslaget under förutsättning att staten finansierar det.
Tre av fem kommuner har deltagit i arbetet.
Kommunerna anser att 12 kap. 7 § socialtjänstlagen bör ändras, jämför prop. 2019/20:1 s. 45.
Erfarenheterna från pandemin visar, enligt Socialstyrelsen (2020), att vi behöver mer kunskap \
om vad som fungerar för vem.
”Socialtjänsten ska vara lätt tillgänglig” är en formulering som kommunerna stöder.
""",
    "7.4": """Kommunerna delar inte bedömningen.
I Falun, Mora och Rättvik finns redan digitala tjänster.
Kommunerna har haft överläggningar den 12 och 13 november 2020.
Det är möjligt att detta kommer att kunna genomföras, men det är en fråga som kräver att \
staten, regionerna och kommunerna tillsammans tar ansvar för att långsiktigt bygga upp en \
gemensam digital infrastruktur som fungerar för alla invånare oavsett var de bor.
""",
    "9.1": """### Plan för äldre 29/9

Nätverket träffades den 29/10 och beslutade:

- att godkänna Plan för barn.
- att överlämna yttrandet till Socialdepartementet.

Kommunerna avstyrker förslaget. [^1]

[^1]: SCB, 2020.
""",
}

POSITIONS = {
    "7.3": Position.SUPPORT,
    "7.4": Position.AGREE,
    "9.1": Position.SUPPORT_WITH_COMMENTS,
}
MARKED = [
    (
        HASTY,
        {},
        {
            "sammanfattning": "hanvisning-okand sammanfattning-utan-stallning inledning-onodig",
            "7.3": "position-mot-text bilaga-saknas platshallare dubbelt-ord kommunnamn "
            "personuppgift personuppgift forkortning",
            "7.4": "ord-fel-slag veckodag-fel versionsmarke versionsmarke och-eller",
        },
    ),
    (
        COPIED,
        {},
        {
            "sammanfattning": "titel-avviker dnr-i-text",
            "7.3": "sammanfattning-inte-forst aterberattelse",
            "7.4": "personnummer numrering dubbla-blanksteg felstavat skiljetecken decimalkomma "
            "procent-tecken siffror",
            "9.1": "obalans",
        },
    ),
    (
        UNEVEN,
        {"7.4": Position.DISAGREE, "9.1": Position.REJECT},
        {"7.3": "forbehall-i-text", "9.1": "datum-i-rubrik att-sats-avviker", "7.4": "lang-mening"},
    ),
]


@pytest.mark.parametrize(
    ("texts", "positions", "marked"), MARKED, ids=["hasty", "copied", "uneven"]
)
def test_what_an_editor_would_mark_is_marked(
    texts: dict[str, str], positions: dict[str, Position], marked: dict[str, str]
) -> None:
    known = POSITIONS | positions
    flawed = all_of(*(agreed(key, text, known.get(key)) for key, text in texts.items()))
    found: dict[str, list[str]] = {}
    for finding in find(flawed):
        found.setdefault(finding.place.section, []).append(finding.code)
    assert {key: " ".join(codes) for key, codes in found.items()} == marked
