"""Sweden's counties and their municipalities, so that a new response need not be typed in.

Source: SFS 2002:808 (länens indelning i kommuner) with Heby in Uppsala län since 2007 and
Malung-Sälen for Malung: 21 counties, 290 municipalities.
"""

import unicodedata

from workbench.core.language.swedish import genitive
from workbench.core.party import Municipality

COUNTIES: dict[str, tuple[str, str]] = {
    "stockholm": (
        "Stockholms län",
        "Botkyrka, Danderyd, Ekerö, Haninge, Huddinge, Järfälla, Lidingö, Nacka, Norrtälje, "
        "Nykvarn, Nynäshamn, Salem, Sigtuna, Sollentuna, Solna, Stockholm, Sundbyberg, "
        "Södertälje, Tyresö, Täby, Upplands Väsby, Upplands-Bro, Vallentuna, Vaxholm, Värmdö, "
        "Österåker",
    ),
    "uppsala": (
        "Uppsala län",
        "Enköping, Heby, Håbo, Knivsta, Tierp, Uppsala, Älvkarleby, Östhammar",
    ),
    "sodermanland": (
        "Södermanlands län",
        "Eskilstuna, Flen, Gnesta, Katrineholm, Nyköping, Oxelösund, Strängnäs, Trosa, Vingåker",
    ),
    "ostergotland": (
        "Östergötlands län",
        "Boxholm, Finspång, Kinda, Linköping, Mjölby, Motala, Norrköping, Söderköping, Vadstena, "
        "Valdemarsvik, Ydre, Åtvidaberg, Ödeshög",
    ),
    "jonkoping": (
        "Jönköpings län",
        "Aneby, Eksjö, Gislaved, Gnosjö, Habo, Jönköping, Mullsjö, Nässjö, Sävsjö, Tranås, "
        "Vaggeryd, Vetlanda, Värnamo",
    ),
    "kronoberg": (
        "Kronobergs län",
        "Alvesta, Lessebo, Ljungby, Markaryd, Tingsryd, Uppvidinge, Växjö, Älmhult",
    ),
    "kalmar": (
        "Kalmar län",
        "Borgholm, Emmaboda, Hultsfred, Högsby, Kalmar, Mönsterås, Mörbylånga, Nybro, Oskarshamn, "
        "Torsås, Vimmerby, Västervik",
    ),
    "gotland": ("Gotlands län", "Gotland"),
    "blekinge": ("Blekinge län", "Karlshamn, Karlskrona, Olofström, Ronneby, Sölvesborg"),
    "skane": (
        "Skåne län",
        "Bjuv, Bromölla, Burlöv, Båstad, Eslöv, Helsingborg, Hässleholm, Höganäs, Hörby, Höör, "
        "Klippan, Kristianstad, Kävlinge, Landskrona, Lomma, Lund, Malmö, Osby, Perstorp, "
        "Simrishamn, Sjöbo, Skurup, Staffanstorp, Svalöv, Svedala, Tomelilla, Trelleborg, "
        "Vellinge, Ystad, Åstorp, Ängelholm, Örkelljunga, Östra Göinge",
    ),
    "halland": ("Hallands län", "Falkenberg, Halmstad, Hylte, Kungsbacka, Laholm, Varberg"),
    "vastra-gotaland": (
        "Västra Götalands län",
        "Ale, Alingsås, Bengtsfors, Bollebygd, Borås, Dals-Ed, Essunga, Falköping, Färgelanda, "
        "Grästorp, Gullspång, Göteborg, Götene, Herrljunga, Hjo, Härryda, Karlsborg, Kungälv, "
        "Lerum, Lidköping, Lilla Edet, Lysekil, Mariestad, Mark, Mellerud, Munkedal, Mölndal, "
        "Orust, Partille, Skara, Skövde, Sotenäs, Stenungsund, Strömstad, Svenljunga, Tanum, "
        "Tibro, Tidaholm, Tjörn, Tranemo, Trollhättan, Töreboda, Uddevalla, Ulricehamn, Vara, "
        "Vårgårda, Vänersborg, Åmål, Öckerö",
    ),
    "varmland": (
        "Värmlands län",
        "Arvika, Eda, Filipstad, Forshaga, Grums, Hagfors, Hammarö, Karlstad, Kil, Kristinehamn, "
        "Munkfors, Storfors, Sunne, Säffle, Torsby, Årjäng",
    ),
    "orebro": (
        "Örebro län",
        "Askersund, Degerfors, Hallsberg, Hällefors, Karlskoga, Kumla, Laxå, Lekeberg, "
        "Lindesberg, Ljusnarsberg, Nora, Örebro",
    ),
    "vastmanland": (
        "Västmanlands län",
        "Arboga, Fagersta, Hallstahammar, Kungsör, Köping, Norberg, Sala, Skinnskatteberg, "
        "Surahammar, Västerås",
    ),
    "dalarna": (
        "Dalarnas län",
        "Avesta, Borlänge, Falun, Gagnef, Hedemora, Leksand, Ludvika, Malung-Sälen, Mora, Orsa, "
        "Rättvik, Smedjebacken, Säter, Vansbro, Älvdalen",
    ),
    "gavleborg": (
        "Gävleborgs län",
        "Bollnäs, Gävle, Hofors, Hudiksvall, Ljusdal, Nordanstig, Ockelbo, Ovanåker, Sandviken, "
        "Söderhamn",
    ),
    "vasternorrland": (
        "Västernorrlands län",
        "Härnösand, Kramfors, Sollefteå, Sundsvall, Timrå, Ånge, Örnsköldsvik",
    ),
    "jamtland": (
        "Jämtlands län",
        "Berg, Bräcke, Härjedalen, Krokom, Ragunda, Strömsund, Åre, Östersund",
    ),
    "vasterbotten": (
        "Västerbottens län",
        "Bjurholm, Dorotea, Lycksele, Malå, Nordmaling, Norsjö, Robertsfors, Skellefteå, "
        "Sorsele, Storuman, Umeå, Vilhelmina, Vindeln, Vännäs, Åsele",
    ),
    "norrbotten": (
        "Norrbottens län",
        "Arjeplog, Arvidsjaur, Boden, Gällivare, Haparanda, Jokkmokk, Kalix, Kiruna, Luleå, "
        "Pajala, Piteå, Älvsbyn, Överkalix, Övertorneå",
    ),
}
"""By key: the county's name, and its municipalities as one comma-separated text."""

ALL_NAMES = frozenset(name for _, names in COUNTIES.values() for name in names.split(", "))
"""The names of every municipality, in the form used alone."""

_OFFICIAL = {
    "Falun": "Falu kommun",
    "Gotland": "Region Gotland",
    "Göteborg": "Göteborgs Stad",
    "Malmö": "Malmö stad",
    "Stockholm": "Stockholms stad",
    "Älvsbyn": "Älvsbyns kommun",
    **{
        name: f"{name if name[-1] in 'aåö' else genitive(name)} stad"
        for name in (
            "Borås Haparanda Helsingborg Landskrona Lidingö Mölndal Solna Sundbyberg Trollhättan "
            "Vaxholm Västerås"
        ).split()
    },
}
_SLUGS = {"Håbo": "haabo"}
"""Habo in Jönköpings län has the short one."""

_VOWELS = frozenset("aeiouyåäö")


def slug(name: str) -> str:
    """Return the ASCII name of a municipality: `Malung-Sälen` is `malung-salen`."""
    if name in _SLUGS:
        return _SLUGS[name]
    decomposed = unicodedata.normalize("NFD", name.casefold())
    letters = (letter for letter in decomposed if not unicodedata.combining(letter))
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in letters)
    return "-".join(words.split())


def official_name(name: str) -> str:
    """Return the name that a municipality writes under: `Gagnefs kommun`, `Falu kommun`."""
    if name in _OFFICIAL:
        return _OFFICIAL[name]
    return f"{name if name[-1] in _VOWELS else genitive(name)} kommun"


def municipalities(county: str) -> tuple[Municipality, ...]:
    """Return the municipalities of a county, in Swedish order.

    Args:
        county: A key of `COUNTIES`.
    """
    names = COUNTIES[county][1].split(", ")
    return tuple(
        Municipality(slug=slug(name), name=name, official_name=official_name(name))
        for name in names
    )


def find(words: str) -> str:
    """Return the key of a county that somebody named; empty when there is none such."""
    wanted = slug(words.casefold().replace(" län", "").strip())
    for key, (name, _) in COUNTIES.items():
        if wanted in {key, f"{key}s", slug(name.removesuffix(" län"))}:
            return key
    return ""
