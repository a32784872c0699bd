"""The words that composing knows: which are the same, and which may never be taken for another.

Small on purpose. A word that is missing here costs a join, which the coordinator makes by hand; a
word that is wrong here would put words in a municipality's mouth.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _classes(text: str) -> dict[str, str]:
    """Read one class a line, `a/b c/d`: every wording by the first of its class."""
    found: dict[str, str] = {}
    for line in text.strip().split("\n"):
        first, *others = line.strip().split("/")
        found |= dict.fromkeys(others, first)
    return found


PHRASES = _classes("""
    inom skälig tid/i skälig tid/inom rimlig tid/i rimlig tid
    till exempel/t.ex./t ex/exempelvis
    bland annat/bl.a./bl a
    på grund av/p.g.a./pga
    det vill säga/dvs./d.v.s.
    och så vidare/osv./o.s.v.
    med flera/m.fl.
    med mera/m.m.
    i dag/idag
    i stället/istället
    för närvarande/f.n.
    så kallad/s.k.
    till följd av/som en följd av
    i syfte att/för att
    när det gäller/vad gäller/vad avser/i fråga om
    barn och unga/barn och ungdomar
    ställer sig bakom/står bakom
    hälso- och sjukvården/sjukvården och hälsovården
    genom förslaget/av förslaget
    """)
"""Several words that say the same as others."""

SAME = _classes("""
    ner/ned
    ska/skall
    inte/ej/icke
    och/samt
    också/även/jämväl
    endast/enbart
    cirka/ungefär/omkring/ca
    emellertid/dock
    därför/således/alltså/följaktligen
    dessutom/därutöver/därtill
    framhåller/betonar/understryker/poängterar
    framhålla/betona/understryka/poängtera
    anser/menar
    viktig/angelägen
    viktigt/angeläget
    viktiga/angelägna
    personal/medarbetare
    personalen/medarbetarna
    sedan/därefter
    genast/omedelbart
    tydliggöra/förtydliga
    tydliggöras/förtydligas
    tydliggörs/förtydligas
    riskerar/löper
    krävs/fordras
    utvidga/vidga
    utvidgas/vidgas
    2/två
    3/tre
    4/fyra
    5/fem
    6/sex
    7/sju
    8/åtta
    9/nio
    10/tio
    11/elva
    12/tolv
    """)
"""Single words that say the same; everything else must be the same word, perhaps inflected."""

NEGATIONS = _words("""
    inte ej icke aldrig ingen inget inga ingenting ingalunda varken knappast knappt sällan
    otillräcklig
    """)

EXACT = NEGATIONS | _words("""
    utan utom förutom undantag undantaget trots oavsett
    alla samtliga många flera fler flest några någon något få färre färst båda bägge ingendera varje
    mer mera mest mindre minst högst lägst högre lägre större störst minsta bättre bäst sämre sämst
    ska bör kan måste får skulle borde kunde behöver vill
    före efter under över ovan nedan innan förrän tidigare senare tidigast senast
    ökar minskar ökas minskas ökad minskad öka minska höja sänka höjs sänks höjas sänkas stärker
    försvagar stärks försvagas stärkas
    tillstyrker avstyrker tillstyrka avstyrka tillstyrks avstyrks instämmer motsätter delar tveksam
    tveksamma positiv positiva positivt negativ negativa negativt bra dålig dåligt dåliga
    endast enbart bara
    en två tre fyra fem sex sju åtta nio tio elva tolv hälften fördubblas halveras
    """)
"""Words that carry what a sentence claims: compared letter by letter, never by their stem."""

ARTICLES = _words("en ett någon något några den det de")
"""Left out when two sentences are compared for contradiction: `ingen risk`, `en risk`."""

LINKING = _words("""
    också även dock emellertid därför således alltså dessutom vidare slutligen därmed därutöver
    """)
"""Say how a sentence hangs together with the one before it; left out near its beginning."""

OPPOSITES = frozenset(
    frozenset(line.strip().split("/"))
    for line in """
    ökar/minskar
    ökas/minskas
    öka/minska
    ökad/minskad
    höja/sänka
    höjs/sänks
    höjas/sänkas
    stärker/försvagar
    stärks/försvagas
    stärka/försvaga
    fler/färre
    mer/mindre
    större/mindre
    högre/lägre
    högst/minst
    bättre/sämre
    bra/dålig
    bra/dåligt
    före/efter
    tidigare/senare
    positiv/negativ
    positiva/negativa
    positivt/negativt
    behålls/avskaffas
    behållas/avskaffas
    behålla/avskaffa
    införs/avskaffas
    införas/avskaffas
    tillräcklig/otillräcklig
    tillräckligt/otillräckligt
    tillräckliga/otillräckliga
    möjligt/omöjligt
    rimligt/orimligt
    rimlig/orimlig
    frivilligt/obligatoriskt
    frivillig/obligatorisk
    frivilliga/obligatoriska
    underlättar/försvårar
    underlättas/försvåras
    nödvändig/onödig
    nödvändigt/onödigt
    nödvändiga/onödiga
    tydlig/otydlig
    tydligt/otydligt
    tydliga/otydliga
    lämplig/olämplig
    lämpligt/olämpligt
    lämpliga/olämpliga
    berättigat/oberättigat
    befogat/obefogat
    proportionerligt/oproportionerligt
    skärpas/mildras
    skärps/mildras
    skärpa/mildra
    förlängas/förkortas
    förlängs/förkortas
    utökas/begränsas
    utvidgas/begränsas
    saknas/finns
    gynnar/missgynnar
    enklare/svårare
    lättare/svårare
    förbättrar/försämrar
    förbättras/försämras
    förbättra/försämra
    med/utan
    """.strip().split("\n")
)
"""Pairs of words that turn a claim round."""

STANCE = _words("""
    tillstyrker avstyrker tillstyrka avstyrka tillstyrks avstyrks instämmer motsätter delar avstår
    välkomnar avvisar
    """)

NUMBERS = _words("""
    två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio hundra tusen hälften halva
    tredjedel fjärdedel
    """)

ADVERBIALS = _words("""
    i på vid under inom genom enligt från med utan efter före inför över hos mot trots redan ofta
    alltid nu då här där uttryckligen tydligt särskilt framför normalt ibland sällan därför också
    dessutom samtidigt dock även
    """)
"""What a phrase that can stand in several places of a sentence begins with."""

FINITE = _words("""
    är var blir blev har hade kan kunde ska skulle bör borde måste får fick vill behöver saknas
    finns behövs krävs gäller kommer innebär medför leder ger tar gör går står ligger försvinner
    uppstår anser menar framhåller betonar föreslår ser delar tillstyrker avstyrker prioriteras
    """)
"""Verbs that change place with their subject when something else comes first."""

FIRST_PERSON = _words("vi oss vår vårt våra")

WISHES = _words("bör borde")
"""Say that something is wanted by the one who speaks."""

OPINION = _words("""
    anser menar bedömer föreslår efterlyser saknar framhåller betonar konstaterar understryker delar
    vill förutsätter välkomnar noterar önskar påpekar befarar uppmanar tillstyrker avstyrker avstår
    ser hade samarbetar återkommer arbetar efterfrågar instämmer förordar ifrågasätter motsätter
    poängterar förespråkar
    """)
"""What a municipality, and nobody else in a contribution, does when it is called `kommunen`."""

STOP = _words("""
    och eller men att som om i på av till för med från vid under över inom utan efter före mot hos
    det den de detta denna dessa en ett är var blir har hade kan ska bör måste får vill inte så när
    då där här än också även dock sig sin sitt sina vi oss vår vårt våra man kommunen kommunerna
    kommuner kommun mer mycket någon något några alla annat andra år se ha bli göra genom samt hur
    vad vilket vilka sådan sådana redan bara endast ut upp in ner finns sätt del
    """)
"""Words that say nothing about what a paragraph is about."""

REFERRING = _words("""
    också även dock däremot därför dessutom samtidigt således alltså emellertid sålunda dessa sådan
    sådana sådant båda tvärtom följaktligen vidare
    """)
"""Words near its beginning that tie a paragraph to the one before it."""

POINTING = (
    "det ",
    "den ",
    "de ",
    "detta ",
    "denna ",
    "där ",
    "då ",
    "men ",
    "och ",
    "så ",
    "i så fall",
    "i det ",
    "i den ",
    "för att det ",
    "han ",
    "hon ",
)
"""Openings of a paragraph that point back to the one before it."""
