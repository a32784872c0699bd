"""Heavy words of the civil service and what to write instead.

Sources: Svarta listan (Statsrådsberedningen, PM 2011:1) and Myndigheternas skrivregler
(Ds 2014:43), chapter 1; terms that the social services' own laws use are left out.
"""

_TABLE = """
    avseende: om, för
    beträffande: om, i fråga om
    vad beträffar: i fråga om
    vad avser: i fråga om
    såvitt avser: i fråga om
    i avseende på: om, för
    med avseende på: om, för
    angående: om
    rörande: om
    i enlighet med: enligt
    i anledning av: med anledning av
    i syfte att: för att
    i det fall: om
    i de fall: om, när
    för det fall: om
    för den händelse: om
    i händelse av: vid, om
    det faktum att: att
    i möjligaste mån: så långt det går
    i görligaste mån: så långt det går
    i erforderlig utsträckning: så mycket som behövs
    i förekommande fall: om det behövs, i vissa fall
    i dagsläget: nu, i dag
    i nuläget: nu
    i avsaknad av: utan
    genom försorg av: av, genom
    erhålla, erhåller, erhöll, erhållit, erhålls, erhållas, erhållande, erhållen, erhållna: få
    föreligga, föreligger, förelåg, förelegat: finnas
    förefinnas, förefinns: finnas
    tillse, tillser, tillsåg, tillsett, tillses: se till
    ombesörja, ombesörjer, ombesörjs, ombesörjas, ombesörjde: sköta, ordna
    erfordra, erfordrar, erfordras, erfordrades: behövas, krävas
    erforderlig, erforderligt, erforderliga: nödvändig, som behövs
    åligga, åligger, ålåg: ska, vara skyldig att
    åtnjuta, åtnjuter, åtnjöt: få, ha
    anhålla, anhåller, anhöll: begära, be
    hemställa, hemställer, hemställde: begära, föreslå
    inkomma, inkommer, inkom, inkommit, inkomna: komma in
    anmoda, anmodar, anmodas, anmodade: uppmana, be
    tillställa, tillställer, tillställas, tillställdes: skicka, ge
    föranleda, föranleder, föranledde, föranlett, föranleds: leda till, orsaka
    företa, företaga, företar, företas, företog: göra
    inbegripa, inbegriper, inbegrips: omfatta, räkna in
    återfinnas, återfinns, återfanns: finnas, stå
    påkalla, påkallar, påkallas, påkallad, påkallat: kräva, behövas
    tillerkänna, tillerkänner, tillerkänns: ge
    bibringa, bibringar, bibringas: ge
    åsamka, åsamkar, åsamkas: orsaka
    erlägga, erlägger, erläggs, erläggas: betala
    besitta, besitter: ha
    inneha, innehar, innehas: ha
    uppvisa, uppvisar, uppvisas: visa, ha
    utvisa, utvisar: visa
    påvisa, påvisar, påvisas: visa
    utröna, utröner, utrönas: ta reda på
    nyttja, nyttjar, nyttjas, nyttjande: använda
    ianspråkta, ianspråktar, ianspråktaga, ianspråktagande: använda
    implementera, implementerar, implementeras, implementering, implementeringen: införa, genomföra
    initiera, initierar, initieras, initierats: börja, ta initiativ till
    facilitera, faciliterar: underlätta
    adressera, adresserar, adresseras: ta upp, lösa
    monitorera, monitorerar, monitorering: följa, bevaka
    optimera, optimerar, optimering: förbättra
    incitament, incitamenten, incitamentet: drivkraft, skäl
    holistisk, holistiskt, holistiska: som ser till helheten
    synergieffekt, synergieffekter, synergieffekterna: samordningsvinst
    vederbörande: den som det gäller
    vederbörlig, vederbörligt, vederbörliga: rätt, behövlig
    ovannämnda, ovannämnd, ovannämnt: den, dessa
    förutnämnda, förutnämnd: den, dessa
    ifrågavarande: den här, som det gäller
    förevarande: den här
    ifrågakommande: som kan bli aktuell
    densamma, densamme: den, han, hon
    dylik, dylikt, dylika: sådan
    huruvida: om
    såsom: som
    jämväl: också
    ävensom: och även
    tillika: också
    ehuru: fastän
    enär: eftersom
    emedan: eftersom
    därest: om
    såframt: om
    alltjämt: fortfarande
    städse: alltid
    måhända: kanske
    blott: bara
    medelst: med, genom
    varvid: och då
    varigenom: så att, genom vilket
    varmed: med vilket
    härvid: då, i det här fallet
    härvidlag: här
    därvid: då
    därvidlag: i det fallet
    härmed: nu
    ej: inte
    icke: inte
    skall: ska
    hava: ha
    giva: ge
    taga: ta
    bliva: bli
    """


def _rows() -> dict[tuple[str, ...], str]:
    rows = (row.split(":") for row in _TABLE.strip().splitlines())
    return {
        tuple(form.split()): instead.strip()
        for forms, instead in rows
        for form in (form.strip() for form in forms.split(","))
    }


INSTEAD = _rows()
"""What to write instead, by the words of the phrase in lower case."""

BY_FIRST_WORD: dict[str, tuple[tuple[str, ...], ...]] = {
    first: tuple(sorted((p for p in INSTEAD if p[0] == first), key=len, reverse=True))
    for first in {phrase[0] for phrase in INSTEAD}
}
"""The phrases that begin with a word, the longest first."""
