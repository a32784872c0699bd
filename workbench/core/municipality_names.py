"""The names of Sweden's 290 municipalities by county.

Used to tell a misspelt name from the name of another municipality: Alvesta is not Avesta.
Source: SFS 2002:808 with Heby in Uppsala län (2007) and the present names.
"""


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in " ".join(text.split()).split(","))


COUNTIES: dict[str, tuple[str, ...]] = {
    "Stockholms län": _names("""
        Botkyrka, Danderyd, Ekerö, Haninge, Huddinge, Järfälla, Lidingö, Nacka, Norrtälje,
        Nykvarn, Nynäshamn, Salem, Sigtuna, Sollentuna, Solna, Stockholm, Sundbyberg, Södertälje,
        Tyresö, Täby, Upplands Väsby, Upplands-Bro, Vallentuna, Vaxholm, Värmdö, Österåker
        """),
    "Uppsala län": _names("""
        Enköping, Heby, Håbo, Knivsta, Tierp, Uppsala, Älvkarleby, Östhammar
        """),
    "Södermanlands län": _names("""
        Eskilstuna, Flen, Gnesta, Katrineholm, Nyköping, Oxelösund, Strängnäs, Trosa, Vingåker
        """),
    "Östergötlands län": _names("""
        Boxholm, Finspång, Kinda, Linköping, Mjölby, Motala, Norrköping, Söderköping, Vadstena,
        Valdemarsvik, Ydre, Åtvidaberg, Ödeshög
        """),
    "Jönköpings län": _names("""
        Aneby, Eksjö, Gislaved, Gnosjö, Habo, Jönköping, Mullsjö, Nässjö, Sävsjö, Tranås, Vaggeryd,
        Vetlanda, Värnamo
        """),
    "Kronobergs län": _names("""
        Alvesta, Lessebo, Ljungby, Markaryd, Tingsryd, Uppvidinge, Växjö, Älmhult
        """),
    "Kalmar län": _names("""
        Borgholm, Emmaboda, Hultsfred, Högsby, Kalmar, Mönsterås, Mörbylånga, Nybro, Oskarshamn,
        Torsås, Vimmerby, Västervik
        """),
    "Gotlands län": _names("Gotland"),
    "Blekinge län": _names("Karlshamn, Karlskrona, Olofström, Ronneby, Sölvesborg"),
    "Skåne län": _names("""
        Bjuv, Bromölla, Burlöv, Båstad, Eslöv, Helsingborg, Hässleholm, Höganäs, Hörby, Höör,
        Klippan, Kristianstad, Kävlinge, Landskrona, Lomma, Lund, Malmö, Osby, Perstorp,
        Simrishamn, Sjöbo, Skurup, Staffanstorp, Svalöv, Svedala, Tomelilla, Trelleborg, Vellinge,
        Ystad, Åstorp, Ängelholm, Örkelljunga, Östra Göinge
        """),
    "Hallands län": _names("Falkenberg, Halmstad, Hylte, Kungsbacka, Laholm, Varberg"),
    "Västra Götalands län": _names("""
        Ale, Alingsås, Bengtsfors, Bollebygd, Borås, Dals-Ed, Essunga, Falköping, Färgelanda,
        Grästorp, Gullspång, Göteborg, Götene, Herrljunga, Hjo, Härryda, Karlsborg, Kungälv, Lerum,
        Lidköping, Lilla Edet, Lysekil, Mariestad, Mark, Mellerud, Munkedal, Mölndal, Orust,
        Partille, Skara, Skövde, Sotenäs, Stenungsund, Strömstad, Svenljunga, Tanum, Tibro,
        Tidaholm, Tjörn, Tranemo, Trollhättan, Töreboda, Uddevalla, Ulricehamn, Vara, Vårgårda,
        Vänersborg, Åmål, Öckerö
        """),
    "Värmlands län": _names("""
        Arvika, Eda, Filipstad, Forshaga, Grums, Hagfors, Hammarö, Karlstad, Kil, Kristinehamn,
        Munkfors, Storfors, Sunne, Säffle, Torsby, Årjäng
        """),
    "Örebro län": _names("""
        Askersund, Degerfors, Hallsberg, Hällefors, Karlskoga, Kumla, Laxå, Lekeberg, Lindesberg,
        Ljusnarsberg, Nora, Örebro
        """),
    "Västmanlands län": _names("""
        Arboga, Fagersta, Hallstahammar, Kungsör, Köping, Norberg, Sala, Skinnskatteberg,
        Surahammar, Västerås
        """),
    "Dalarnas län": _names("""
        Avesta, Borlänge, Falun, Gagnef, Hedemora, Leksand, Ludvika, Malung-Sälen, Mora, Orsa,
        Rättvik, Smedjebacken, Säter, Vansbro, Älvdalen
        """),
    "Gävleborgs län": _names("""
        Bollnäs, Gävle, Hofors, Hudiksvall, Ljusdal, Nordanstig, Ockelbo, Ovanåker, Sandviken,
        Söderhamn
        """),
    "Västernorrlands län": _names("""
        Härnösand, Kramfors, Sollefteå, Sundsvall, Timrå, Ånge, Örnsköldsvik
        """),
    "Jämtlands län": _names("""
        Berg, Bräcke, Härjedalen, Krokom, Ragunda, Strömsund, Åre, Östersund
        """),
    "Västerbottens län": _names("""
        Bjurholm, Dorotea, Lycksele, Malå, Nordmaling, Norsjö, Robertsfors, Skellefteå, Sorsele,
        Storuman, Umeå, Vilhelmina, Vindeln, Vännäs, Åsele
        """),
    "Norrbottens län": _names("""
        Arjeplog, Arvidsjaur, Boden, Gällivare, Haparanda, Jokkmokk, Kalix, Kiruna, Luleå, Pajala,
        Piteå, Älvsbyn, Överkalix, Övertorneå
        """),
}
"""Names in the form used alone, in the order of the alphabet, by county."""

ALL = frozenset(name for names in COUNTIES.values() for name in names)
