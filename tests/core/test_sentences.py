"""Laws and a table of cases for `workbench.core.language.sentences`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.language import sentences

# One case a line; " | " is where a sentence ends and the next begins.
CASES = """
Kommunen tillstyrker förslaget. | Det är väl avvägt.
Kommunen tillstyrker förslaget
Kommunen tillstyrker förslaget.
Det gäller bl.a. barn och unga. | Det gäller även äldre.
Det gäller bl.a. Falun och Mora. | Övriga berörs inte.
Bl.a. Borlänge har framfört detta. | Falun instämmer.
Det gäller bl. a. Falun och Mora. | Övriga berörs inte.
Insatser, t.ex. hemtjänst, bör ingå. | Det framgår inte.
T.ex. Falun har redan infört det.
Insatser, t. ex. Hemtjänst, bör ingå.
Enligt 2 kap. 5 § ska nämnden pröva. | Det är rimligt.
Det framgår av 2 kap. Regeringsformen är tydlig i den delen.
Det framgår av 2 kap. 1 § och 5 kap. 2 § andra stycket.
Det regleras i 5 kap. | Kommunen anser att det räcker.
Det regleras i 5 kap. | Det räcker.
Se s. 312 i betänkandet. | Där anges kostnaden.
Se s. 312 f. | Kommunen delar inte bedömningen.
Se s. 312 ff. | Kommunen delar inte bedömningen.
Se s. 312 f. i betänkandet.
Kommuner, regioner m.fl. berörs. | Staten berörs inte.
Kommuner, regioner m.fl. | Staten berörs inte.
Kommuner, regioner m. fl. | Staten berörs inte.
Kommuner m.fl. 2020 års siffror.
Buss, tåg m.m. | Kommunen har ansvaret.
Buss, tåg m. m. | Kommunen har ansvaret.
Buss, tåg m.m. ingår.
Lagen träder i kraft den 1 januari 2026. | Kommunen vill vänta.
Lagen träder i kraft den 1. januari 2026.
Lagen träder i kraft den 1. Januari är för tidigt.
Det föreslås i prop. 2024/25:89. | Kommunen instämmer.
Se prop. 2024/25:89 s. 45.
Se bet. 2019/20:SoU3 och rskr. 2019/20:12.
I SOU 2020:47 föreslås en ny lag. | Den är en ramlag.
Förslaget finns i SOU 2020:47. | Det är väl utrett.
Se dir. 2017:39. | Utredaren fick tilläggsdirektiv.
Kostnaden ökar med 3,5 procent. | Det är för mycket.
Kostnaden ökar med 1.5 procent. | Det är för mycket.
Version 2.1.3 används. | Den är gammal.
Kostnaden är 3,5. | Det är för mycket.
Antalet var 15. | Tolv svarade.
Det gällde 2019. | Kommunen har sedan dess ändrat sig.
Det gällde 2019. | 2020 ändrades det.
Femton svarade. | 15 kommuner står bakom.
1. Förslaget tillstyrks.
1. Förslaget tillstyrks. | 2. Förslaget avstyrks.
10. Förslaget tillstyrks. | Det är bra.
1.2. Förslaget tillstyrks.
1) Förslaget tillstyrks. | 2) Förslaget avstyrks.
a) Förslaget tillstyrks. | b) Förslaget avstyrks.
Kommunen anser följande. | a) Förslaget bör ändras. | b) Lagen bör ses över.
(1) Förslaget tillstyrks. | (2) Förslaget avstyrks.
- Förslaget tillstyrks. | Det är bra.
- 1. Förslaget tillstyrks.
Enligt C. Andersson är det så. | Det stämmer.
Enligt A. B. Svensson är det så.
Enligt C.G. Hammarlund är det så.
Kommunen förordar alternativ B. | Falun förordar alternativ A.
Se bilaga C. | Handlingen bifogas.
Vi träffade Karl XII. | Kommunen var med.
Mötet börjar kl. 12.00. | Lunch serveras.
Mötet börjar kl. 12.00 i Falun.
Mötet börjar kl. 9. | Det slutar kl. 12.
Kommunens dnr. KS 2020/123. | Ert dnr. S2020/06592.
Kommunen har 12 st. boenden. | Fler behövs.
Kommunen har 12 st. | Kommunen behöver fler.
Enligt 5 § 2 st. socialtjänstlagen gäller detta.
Det motsvarar jfr. Falu kommuns svar.
Jfr 5 kap. 2 § och jfr. 3 §.
Hemtjänst, boende osv. | Kommunen ansvarar.
Hemtjänst, boende osv. | Det gäller alla.
Hemtjänst, boende o.s.v. | Det gäller alla.
Hemtjänst, boende etc. | Det gäller alla.
Hemtjänst, boende osv. ingår i ansvaret.
Förslaget är ”väl avvägt.” | Kommunen instämmer.
Förslaget är "väl avvägt." | Kommunen instämmer.
Förslaget är »väl avvägt.« | Kommunen instämmer.
Utredaren skriver: ”Det är bra. | Det är nytt.” | Kommunen instämmer.
”Det är bra.” | ”Det är nytt.”
(Se avsnitt 3.) | Kommunen instämmer.
Kommunen instämmer (se avsnitt 3). | Det är bra.
Kommunen instämmer. | (Falun avstår.) | Mora avstyrker.
Är det rimligt? | Kommunen anser inte det.
Är det rimligt? frågar sig kommunen.
”Är det rimligt?” frågar sig kommunen. | Svaret är nej.
Kommunen (är det vi?) tillstyrker.
Nej! | Kommunen avstyrker.
Nej! och åter nej!
Vad menas?! | Det är oklart.
Kommunen tillstyrker förslaget.[^1] | Det är bra.
Kommunen tillstyrker förslaget[^1]. | Det är bra.
Kommunen tillstyrker förslaget. [^1] | Det är bra.
Kommunen tillstyrker förslaget.[^1][^not-2] | Det är bra.
Kommunen tillstyrker bl.a.[^1] Faluns förslag.
Det kan bli dyrt … | Kommunen oroas.
Det kan bli dyrt... | Kommunen oroas.
Det kan bli dyrt … men rimligt.
Det kan bli dyrt... men rimligt.
”Förslaget […] Kommunen anser det.”
Förslaget är bra. | […] Det är nytt.
Se https://www.regeringen.se/remisser/. | Där finns allt.
Se https://example.se/a.b?c=D. | Där finns allt.
Se www.falun.se. | Där finns allt.
Se www.falun.se Där finns allt.
Skriv till registrator@falun.example. | Ange dnr.
Skriv till s.remissvar@regeringskansliet.se och ange dnr.
S.k. lågtröskelverksamhet bör ingå. | Det är viktigt.
Det är viktigt. | S.k. lågtröskelverksamhet bör ingå.
Det s.k. Lågtröskelprojektet fortsätter.
Lagen gäller fr.o.m. 1 juli t.o.m. 31 december. | Sedan upphör den.
Fr.o.m. 1 juli gäller lagen.
Det beror p.g.a. Kommunallagen på annat.
Kommunen, dvs. Socialnämnden, ansvarar.
Det kostar ca. 3 mnkr. | Kommunen har inte de medlen.
Det kostar 3 mnkr. per år.
Det kostar 40 kr. | Priset är för högt.
Det kostar 5 milj. kr. | Priset är för högt.
Enl. Utredningen är det så.
Falun resp. Mora svarade. | Övriga avstod.
Samtliga inkl. Falun svarade.
Dr. Karlsson och prof. Ek deltog. | Mötet var långt.
Mötet hölls den 3 okt. 2020. | Alla kom.
Mötet hölls i okt. | Det var långt.
Vi bor i St. Tuna. | Det är bra.
Se fig. 3 och tab. 4. | De visar det.
Nämnden har en bil. | Handläggaren kör den.
Se bil. 2 till svaret.
Vi tar art. 5 först. | Sedan art. 8.
Kommunen anser **att det är bra.** | Det är nytt.
*Kommunen tillstyrker.* | **Falun avstyrker.**
Se [betänkandet](https://example.se/sou.pdf). | Det är långt.
[Se betänkandet.](https://example.se/sou.pdf) | Det är långt.
Det är bra. | – Falun instämmer.
Det är bra. | – Det menar vi också.
Kommunen tillstyrker: Det är bra.
Kommunen tillstyrker; Falun avstår.
Det är bra. det är nytt.
Det gäller § 5. | Det gäller inte § 6.
Det gäller. | § 6 gäller inte.
Kostnaden är 5 %. | Den är hög.
Kostnaden är hög. | €-kursen påverkar.
Kommunen är EU:s största. | SKR:s bild delas.
Det var e.Kr. och f.Kr. | Det är länge sedan.
Kommunen hänvisar till a.a. s. 5.
Förslaget u.p.a. Falun gäller.
Förslaget gäller LSS. | Kommunen instämmer.
Förslaget gäller LSS. | HVB berörs inte.
Förslaget gäller IVO. | Socialstyrelsen berörs.
Det är ett led. | Nästa är viktigare.
Åtgärden är bra. | Äldre gynnas. | Ökad trygghet följer.
"""
TABLE = [line for line in CASES.strip().splitlines() if line]

PIECES = (
    "Kommunen tillstyrker förslaget. bl.a. Bl. a. 2 kap. 5 § s. 312 m.fl. m. fl. 1. 1) a) januari "
    "2024/25:89. Är det? Nej! frågar … [^1] […] (Se 3.) ”Bra.” - – osv. A. C.G. Det 15. 2019. "
    "https://a.se/b. Falun \n \t \u00a0 kl. 12.00 *Ja.* och"
)
WORDS = st.sampled_from(PIECES.split(" "))
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=30).map(" ".join)


def test_the_table_is_long_enough() -> None:
    assert len(TABLE) >= 120


@pytest.mark.parametrize("case", TABLE)
def test_cuts_where_a_reader_would(case: str) -> None:
    assert sentences.split(case.replace(" | ", " ")) == tuple(case.split(" | "))


@pytest.mark.parametrize("case", TABLE)
def test_line_breaks_are_white_space(case: str) -> None:
    broken = case.replace(" | ", " ").replace(" ", "\n")
    assert sentences.split(broken) == tuple(s.replace(" ", "\n") for s in case.split(" | "))


@given(TEXTS)
def test_nothing_but_white_space_is_left_out(text: str) -> None:
    spans = sentences.spans(text)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert edges == sorted(edges)
    between = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(between).strip(" \t\n\r\f\v")
    assert tuple(text[a:b] for a, b in spans) == sentences.split(text)
    assert all(a < b for a, b in spans)


@given(TEXTS)
def test_a_sentence_is_one_sentence(text: str) -> None:
    for sentence in sentences.split(text):
        assert sentences.split(sentence) == (sentence,)


@given(TEXTS)
def test_joining_and_cutting_again_gives_the_same(text: str) -> None:
    once = sentences.split(text)
    assert sentences.split(" ".join(once)) == once


def test_a_no_break_space_never_ends_a_sentence() -> None:
    assert sentences.split("Se avsnitt\u00a03.\u00a0Det är bra.") == (
        "Se avsnitt\u00a03.\u00a0Det är bra.",
    )


def test_an_empty_paragraph_has_no_sentences() -> None:
    assert sentences.split(" \n\t") == ()
