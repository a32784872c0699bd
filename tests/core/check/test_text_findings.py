"""Tables of words that a kind of finding must know, and of words it must leave alone."""

import pytest

from tests.core.check.answers import (
    NAMES,
    agreed,
    all_of,
    codes,
    find,
    municipality,
    nothing,
    says,
    section,
)
from workbench.core.check import Kind
from workbench.core.check.names import distance, names_of, wrong_names
from workbench.core.check.persons import is_personal_number, luhn
from workbench.core.outline import Proposal, ProposalKind
from workbench.core.position import Position

GROUP = names_of(municipality(slug) for slug in NAMES)

FIRES: dict[Kind, list[str]] = {
    Kind.PLACEHOLDER: [
        "Click or tap here to enter text.",
        "Klicka eller tryck här för att ange text.",
        "Klicka här för att skriva.",
        "Insatserna [...] är viktiga.",
        "Insatserna […] är viktiga.",
        "[kommunens namn] tillstyrker.",
        "XXX kommuner deltar.",
        "Kostnaden är xx kronor.",
        "TODO: skriv om barn",
        "Lorem ipsum dolor sit amet.",
        "Hur många är det???",
        "<namn> har beslutat.",
        "{{kommun}} har beslutat.",
        "Texten kompletteras senare.",
        "X kommun delar bedömningen.",
        "Beslutet fattades ÅÅÅÅ-MM-DD.",
        "Beslut ____ 2021.",
    ],
    Kind.VERSION_MARK: [
        "Utkast 2",
        "UTKAST",
        "VERSION 0.11",
        "Version 0.11",
        "v0.11",
        "v. 1.2",
        "ARBETSMATERIAL",
        "Det här är en arbetsversion.",
        "(utkast)",
    ],
    Kind.EDITING_MARK: [
        "<<<<<<< kommun/mora",
        ">>>>>>> kommun/falun",
        "Kommunerna {++inte++} tillstyrker.",
        "Kommunerna {--inte--} tillstyrker.",
        "{>>stämmer det?<<}",
        "<!-- fråga Mora -->",
        "Kommentar [AB1]: se över",
        "Formaterat: Teckensnitt: Fet",
        "Borttaget: inte",
        "ALTERNATIV A (Falun, Mora)",
        "Fel! Hittar inte referenskälla.",
        "Error! Bookmark not defined.",
        "OBS! kolla siffran",
        "Stäm av med Mora före beslutet.",
    ],
    Kind.TITLE_DIFFERS: [
        "Betänkandet En hållbar socialtjänstlag (SOU 2020:47) är bra.",
        "Yttrande över betänkandet Hållbar socialtjänst (SOU 2020:47)",
        "Yttrande över betänkandet Hållbar socialtjänst – en ny socialtjänstlag (SOU 2020:47)",
        "Yttrandet gäller ”En hållbar socialtjänstlag”.",
        "Yttrandet gäller *Ny hållbar socialtjänstlag*.",
        "En hållbar socialtjänstlag (SOU 2020:47) är bra.",
        "Betänkandet En hållbar socialtjänstlag är genomarbetat.",
    ],
    Kind.MENTION_UNKNOWN: [
        "Se avsnitt 7.9.9.",
        "Se avsnitten 7.3 och 7.8.",
        "Se kapitel 77.",
        "Se avsnitt 7.3, 7.4 och 7.5.",
        "Se avsnitt 12.1 i betänkandet.",
    ],
    Kind.WEEKDAY_WRONG: [
        "Mötet hölls måndag 17 september.",
        "Mötet hölls måndagen den 17 september 2020.",
        "Mötet hölls tisdag 17/9.",
        "Mötet hölls tisdagen den 2020-10-02.",
        "Beslutet fattades fre 1 feb 2021.",
    ],
    Kind.DATE_IMPOSSIBLE: [
        "Den 31 november 2020 beslutades det.",
        "Den 30 februari beslutades det.",
        "Den 29 februari 2021 beslutades det.",
        "Datumet är 2021-02-30.",
        "Mötet hölls den 31/4.",
        "## Möte 31/6",
    ],
    Kind.NAME_MISSPELT: [
        "Faluns kommun deltar.",
        "Falun kommun deltar.",
        "Malung kommun deltar.",
        "Malungs kommun deltar.",
        "Malung-Sälen kommun deltar.",
        "Rättvik kommun deltar.",
        "Rättvicks kommun deltar.",
        "Gagnef kommun deltar.",
        "Moras kommun deltar.",
        "Det gäller även Rättvikk.",
        "Det gäller även Ganef.",
    ],
    Kind.PERSONAL_NUMBER: [
        "Numret 811218-9876.",
        "Numret 19811218-9876.",
        "Numret 198112189876.",
        "Numret 8112189876.",
        "Numret 811218+9876.",
        "Numret 19811218 9876.",
        "Samordningsnumret 811278-9873.",
    ],
    Kind.PERSON_CONTACT: [
        "Kontakta anna.andersson@falun.example.",
        "Kontakta anna.maria-berg@falun.example.",
        "Ring 023-830 00 om du undrar.",
        "Ring 070-123 45 67.",
        "Ring +46 70 123 45 67.",
    ],
    Kind.WORD_DOUBLED: ["Det är är bra.", "Att att se.", "Kommunerna kommunerna vill."],
    Kind.UNBALANCED: ["Det (är bra.", "Det är bra).", "Det är ”bra.", "Det [är bra."],
    Kind.NUMBERING: ["1. A\n3. B", "a) ett\nb) två\nb) tre", "## 1 Ett\n\n## 1 Två"],
    Kind.ANNEX_MISSING: [
        "Se bilaga 2.",
        "Se bilaga A.",
        "Beräkningen bifogas.",
        "Bilagorna 1 och 2.",
    ],
    Kind.ABBREVIATION: [
        "Bl.a. skolan.",
        "T.ex. så.",
        "Det kostar ca 10 kronor.",
        "Skolor m.m. berörs.",
    ],
    Kind.DASH: ["År 2021-2024.", "Barn 0-6 år.", "Stöd - och hjälp - behövs."],
    Kind.DECIMAL_POINT: ["Det är 2.5 procent.", "Det är 1.5 miljoner."],
    Kind.FIGURES: ["Det är 12500 kronor.", "Det är 12.500 kronor.", "15 kommuner berörs."],
    Kind.MISSPELT: ["Ärendet är återemitterat.", "Kommunen tillstryker.", "De väntas säja ja."],
    Kind.PUNCTUATION: ["Det är så..", "Det är så ,ja.", "Så , är det.", "Ja,nej."],
}

SILENT: dict[Kind, list[str]] = {
    Kind.PLACEHOLDER: [
        "Lagen ([2001:453](https://lag.example)) gäller.",
        "En länk [till lagen][lag] finns.\n\n[lag]: https://lag.example",
        "Så är det.[^1]\n\n[^1]: Källa.",
        "Socialtjänsten utvecklas och stärks.",
        "> Lagen […] ska främja.",
        "- [x] Klart",
        "Kommunerna kompletterar varandra.",
        "Det är fler än 5 och x < 7.",
    ],
    Kind.VERSION_MARK: [
        "Ett utkast till lagrådsremiss bör remitteras.",
        "Den nya versionen är bättre.",
        "Regeringens utkast behöver utvecklas.",
        "Arbetsmaterialet finns hos länsstyrelsen.",
        "Se avsnitt 7.3.",
    ],
    Kind.EDITING_MARK: [
        "Författningskommentaren bör utvecklas.",
        "Det finns flera alternativ: ett är att avvakta.",
        "Rubrik\n=====",
        "Felet hittas sällan.",
    ],
    Kind.TITLE_DIFFERS: [
        "Betänkandet Hållbar socialtjänst – En ny socialtjänstlag (SOU 2020:47) är bra.",
        "Betänkandet *Hållbar socialtjänst – En ny socialtjänstlag* är bra.",
        "Betänkandet Hållbar socialtjänst är bra.",
        "Stödet bör gälla utvecklingen av en hållbar socialtjänst.",
        "Ordet ”hållbar” är vagt.",
        "Betänkandet Framtidens socialtjänst (SOU 2018:32) är äldre.",
        "I SOU 2020:47 föreslås en lag.",
        "Utredningen (SOU 2020:47) föreslår en lag.",
        "En ny socialtjänstlag behövs.",
    ],
    Kind.MENTION_UNKNOWN: [
        "Se avsnitt 7.3 och 7.4.",
        "Se kapitel 7.",
        "Enligt 12 kap. 7 § socialtjänstlagen.",
        "Se avsnitt 5.2 i propositionen.",
        "Se kapitel 2 regeringsformen.",
        "Se avsnitt 3 i SOU 2018:32.",
        "Det är 3 kapitel.",
    ],
    Kind.WEEKDAY_WRONG: [
        "Mötet hölls torsdag 17/9.",
        "Mötet hölls fredagen den 2 oktober 2020.",
        "Mötet hölls måndag 28 sep kl. 12.",
        "Varje måndag 10 personer.",
    ],
    Kind.DATE_IMPOSSIBLE: [
        "Den 29 februari 2020 fanns.",
        "Det rör 3/4 av barnen.",
        "Lagen (2018:1937) gäller.",
        "Nummer SOC 0214/20 gäller.",
    ],
    Kind.DATE_PASSED: [
        "Remissen kom den 2 oktober 2020.",
        "Svar lämnas senast den 1 februari 2021.",
        "Lagen ska träda i kraft den 1 januari 2023.",
        "Kommunerna har sedan den 1 juli 2019 en samverkan som kommer att utvecklas.",
    ],
    Kind.NAME_MISSPELT: [
        "Falu kommun, Gagnefs kommun och Malung-Sälens kommun deltar.",
        "Falun och Moras skolor.",
        "Alvesta kommun och Nora kommun deltar inte.",
        "I Rättviks kommun är avstånden långa.",
        "Varje kommun och En kommun.",
        "Rättvisa är viktig.",
        "Moran och Malungs tätort.",
    ],
    Kind.PERSONAL_NUMBER: [
        "Org.nr 212000-2239.",
        "Dnr 2020/06592.",
        "Ring 0243-740 00.",
        "Beloppet är 8112189875.",
        "Bankgiro 811218-1111.",
    ],
    Kind.PERSON_CONTACT: [
        "Skriv till kommun@mora.example.",
        "Skriv till s.remissvar@regeringskansliet.example.",
        "Skriv till social.forvaltning@mora.example.",
        "Åren 2020-2024.",
        "Dnr SOC 0214/20 och KS 2020-000090.",
        "Lagen (2018:1937).",
    ],
    Kind.WORD_DOUBLED: ["Det det gäller är tid.", "10 10 10", "Den som som barn fick stöd."][:2],
    Kind.UNBALANCED: ["a) ett, b) två", "Det (”ja”) är bra.", "## Rubrik (del 1)"],
    Kind.NUMBERING: ["1. A\n2. B", "1. A\n1. B\n1. C", "2021. Då.", "- a\n- b"],
    Kind.ANNEX_MISSING: ["Se betänkandets bilaga 5.", "Bilaga 5 till betänkandet.", "I en bilaga."],
    Kind.ABBREVIATION: [
        "Enligt prop. 2024/25:89 s. 3.",
        "Enligt 12 kap. 7 §.",
        "LSS och SKR berörs.",
        "Canada och Caroline.",
    ],
    Kind.DASH: [
        "Datum 2020-10-02.",
        "Nummer 0243-740 00.",
        "Hälso- och sjukvård.",
        "Nummer 2020-1319 och SN 2020-12.",
        "År 2021–2024.",
    ],
    Kind.DECIMAL_POINT: ["Se avsnitt 7.3.", "Det är 2,5 procent.", "Den 1.5.2021."],
    Kind.FIGURES: ["År 2021 kom den.", "Det är 12 500 kronor.", "Lagen (2001:453)."],
    Kind.MISSPELT: ["Ärendet är återremitterat.", "Kommunen tillstyrker.", "De säger ja."],
    Kind.PUNCTUATION: ["Så är det … ja.", "Ja, nej.", "12,5 procent.", "Så är det ... ja."],
}


def table(cases: dict[Kind, list[str]]) -> list[tuple[Kind, str]]:
    return [(kind, words) for kind, lines in cases.items() for words in lines]


@pytest.mark.parametrize(("kind", "words"), table(FIRES))
def test_knows(kind: Kind, words: str) -> None:
    assert kind.code in codes(says(words))


@pytest.mark.parametrize(("kind", "words"), table(SILENT))
def test_leaves_alone(kind: Kind, words: str) -> None:
    assert kind.code not in codes(says(words))


POSITIONS: list[tuple[Position, str, bool]] = [
    (Position.SUPPORT, "Kommunerna avstyrker förslaget.", True),
    (Position.SUPPORT, "Förslaget avstyrks.", True),
    (Position.SUPPORT, "Kommunerna kan inte tillstyrka förslaget.", True),
    (Position.SUPPORT, "Kommunerna avstår från att yttra sig.", True),
    (Position.SUPPORT, "Mora kommun avstyrker förslaget.", False),
    (Position.SUPPORT, "Kommunerna tillstyrker men avstyrker 3 § i den delen.", False),
    (Position.SUPPORT, "Som framgår av avsnitt 8 avstyrker kommunerna den delen.", False),
    (Position.SUPPORT_IN_PART, "Kommunerna tillstyrker målet men avstyrker avgiften.", False),
    (Position.SUPPORT_IN_PART, "Kommunerna avstyrker förslaget.", True),
    (Position.REJECT, "Kommunerna tillstyrker förslaget.", True),
    (Position.REJECT, "Kommunerna välkomnar syftet men avstyrker förslaget.", False),
    (Position.REJECT, "Kommunerna ser positivt på syftet.", False),
    (Position.REJECT, "Leder det till mer arbete? Vi tillstyrker.", True),
    (Position.DOUBTFUL, "Kommunerna är tveksamma till förslaget.", False),
    (Position.DOUBTFUL, "Kommunerna tillstyrker förslaget.", True),
    (Position.NO_OBJECTION, "Kommunerna har inget att erinra.", False),
    (Position.NO_OBJECTION, "Kommunerna avstyrker förslaget.", True),
    (Position.ABSTAIN, "Kommunerna avstår från att yttra sig.", False),
    (Position.ABSTAIN, "Kommunerna tillstyrker förslaget.", True),
    (Position.SPLIT, "Kommunerna har olika uppfattning.", False),
    (Position.AGREE, "Kommunerna delar inte utredningens bedömning.", True),
    (Position.AGREE, "Kommunerna delar utredningens bedömning.", False),
    (Position.DISAGREE, "Kommunerna delar utredningens bedömning.", True),
]


@pytest.mark.parametrize(("position", "words", "fires"), POSITIONS)
def test_position_and_words_go_together(position: Position, words: str, fires: bool) -> None:
    found = codes(agreed("9.1", words + "\n", position))
    assert (Kind.POSITION_CONTRADICTED.code in found) is fires


@pytest.mark.parametrize(
    ("kind", "words", "fires"),
    [
        (ProposalKind.ASSESSMENT, "Kommunerna tillstyrker förslaget.", True),
        (ProposalKind.ASSESSMENT, "Mora kommun avstyrker förslaget.", True),
        (ProposalKind.ASSESSMENT, "Kommunerna delar bedömningen.", False),
        (ProposalKind.ASSESSMENT, "Kommunerna tillstyrker förslaget i avsnitt 7.3.", False),
        (ProposalKind.PROPOSAL, "Kommunerna delar inte bedömningen.", True),
        (ProposalKind.PROPOSAL, "Kommunerna delar uppfattningen att tid behövs.", False),
        (ProposalKind.PROPOSAL, "Utredaren delar bedömningen.", False),
    ],
)
def test_words_fit_what_the_inquiry_says(kind: ProposalKind, words: str, fires: bool) -> None:
    change = all_of(
        section("9.1", proposals=(Proposal(kind=kind, text="Något."),)),
        agreed("9.1", words + "\n", Position.POSITIVE),
    )
    assert (Kind.WORDS_FAMILY.code in codes(change)) is fires


def test_real_defects_are_caught() -> None:
    """What real answers were sent with: Malmö, Uppsala, Region Norrbotten and others."""
    malmo = says("Yttrande över betänkandet En hållbar socialtjänstlag (SOU 2020:47), 2020/06592.")
    assert {"titel-avviker", "dnr-i-text"} <= codes(malmo)
    uppsala = says("Click or tap here to enter text.")
    assert "platshallare" in codes(uppsala)
    norrbotten = says("VERSION 0.11")
    assert "versionsmarke" in codes(norrbotten)
    dissent_first = agreed("allmant", "Särskilt yttrande\n\nMora kommun anför följande.\n")
    assert "sarskilt-yttrande-forst" in codes(dissent_first)
    assert codes(nothing) == set()


def test_a_finding_names_the_line_it_is_about() -> None:
    [finding] = [f for f in find(says("Ett.\nTvå.\nXXX")) if f.code == "platshallare"]
    assert (finding.place.file, finding.place.section) == ("text/7.3.md", "7.3")
    assert finding.place.line == 6
    assert finding.quote == "XXX"


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("Falun", "Falun", 0), ("Falun", "Fallun", 1), ("Mora", "Moar", 1), ("Orsa", "Falun", 5)],
)
def test_distance_counts_slips(one: str, other: str, steps: int) -> None:
    assert distance(one, other) == distance(other, one) == steps


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Faluns kommun", "Falu kommun"),
        ("Malung kommun", "Malung-Sälens kommun"),
        ("Rättvik kommun", "Rättviks kommun"),
    ],
)
def test_says_which_name_was_meant(written: str, meant: str) -> None:
    assert [wrong.meant for wrong in wrong_names(f"Det är {written}.", GROUP)] == [meant]


@pytest.mark.parametrize(
    ("digits", "right"),
    [("8112189876", True), ("8112189875", False), ("8112789873", True), ("2120002239", False)],
)
def test_identity_numbers(digits: str, right: bool) -> None:
    assert is_personal_number(digits) is right


def test_check_digit_by_luhn() -> None:
    assert luhn("2120002239") is luhn("8112189876") is True
    assert [luhn(f"811218987{last}") for last in range(10)].count(True) == 1


def test_an_identity_number_is_not_shown_in_full() -> None:
    [finding] = [f for f in find(says("Det gäller 811218-9876.")) if f.code == "personnummer"]
    assert "9876" not in finding.message + finding.quote
