from itertools import product

import pytest

from tests.core.composing import MUNICIPALITIES, NAMES, composed, saying
from workbench.core.composing import Role, compose_contributions
from workbench.core.composing.sameness import key, moved, opposed, skeleton
from workbench.core.composing.stand import is_bare
from workbench.core.contribution import Contribution
from workbench.core.outline import Proposal, ProposalKind, Section
from workbench.core.position import Position, phrase

OF_MORA = ("Mora kommun", "Mora")
OF_FALUN = ("Falu kommun", "Falun")


def are_same(one: str, other: str) -> bool:
    either = (*OF_MORA, *OF_FALUN)
    mine, theirs = key(one, either), key(other, either)
    return mine == theirs or (sorted(mine) == sorted(theirs) and moved(mine, theirs))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Det prioriteras ner när pengarna tryter.", "Det prioriteras ned när pengarna tryter."),
        ("Lagen ska följas av alla nämnder.", "Lagen skall följas av alla nämnder."),
        ("Förslaget är inte klart utrett.", "Förslaget är ej klart utrett."),
        ("Det som inte står uttryckligen i lagen.", "Det som inte uttryckligen står i lagen."),
        ("I dag saknas stöd till anhöriga.", "Stöd till anhöriga saknas i dag."),
        ("Stödet ges i dag till barn.", "Stödet ges till barn i dag."),
        ("Kommunen anser att tiden är kort.", "Vi anser att tiden är kort."),
        ("Mora kommun anser att tiden är kort.", "Falun anser att tiden är kort."),
        ("Mora anser därför att tiden är kort.", "Kommunen anser att tiden är kort."),
        ("Beslutet ska verkställas i rimlig tid.", "Beslutet ska verkställas inom skälig tid."),
        ("Det gäller till exempel hemtjänst.", "Det gäller t.ex. hemtjänst."),
        ("Nämnden behöver fler medarbetare nu.", "Nämnden behöver fler medarbetare, nu."),
        ("Insatserna är viktiga för barnen.", "Insatserna är viktiga för *barnen*."),
        ("Resurser saknas i kommunerna.", "Resurserna saknas i kommunerna."),
        ("Uppföljning bör ske efter sex månader.", "Uppföljning bör ske efter 6 månader."),
        ("Kommunen anser att avgiften bör tas bort.", "Avgiften bör tas bort."),
        ("Avgiften bör enligt kommunens mening tas bort.", "Avgiften bör tas bort."),
        ("Rättssäkerheten stärks av förslaget.", "Rättssäkerheten stärks genom förslaget."),
    ],
)
def test_these_say_the_same(one: str, other: str) -> None:
    assert are_same(one, other)
    assert are_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Avgiften bör tas bort helt.", "Avgiften bör inte tas bort helt."),
        ("Avgiften bör tas bort helt.", "Avgiften ska tas bort helt."),
        ("Avgiften kan tas bort helt.", "Avgiften måste tas bort helt."),
        ("Uppföljning sker efter 3 år.", "Uppföljning sker efter 5 år."),
        ("Uppföljning sker efter tre år.", "Uppföljning sker efter fem år."),
        ("Enligt 2 kap. 5 § gäller detta.", "Enligt 2 kap. 6 § gäller detta."),
        ("Enligt 5 § gäller detta nu.", "Enligt 5 a § gäller detta nu."),
        ("Kommunen tillstyrker detta helt.", "Kommunen avstyrker detta helt."),
        ("Alla kommuner klarar detta.", "Många kommuner klarar detta."),
        ("Kostnaderna ökar för kommunen.", "Kostnaderna minskar för kommunen."),
        ("Staten bör betala för detta.", "Regionen bör betala för detta."),
        ("Staten granskar regionen noga.", "Regionen granskar staten noga."),
        ("Regionen granskar alla insatser.", "Regionen granskas av alla insatser."),
        ("Det gäller bara barn och unga.", "Det gäller barn och unga."),
        ("IVO bör få ett nytt uppdrag.", "SKR bör få ett nytt uppdrag."),
        ("Samarbetet med Falun är bra.", "Samarbetet med Mora är bra."),
        ("Det är en rimlig kostnad för staten.", "Det är en orimlig kostnad för staten."),
        ("Beslutet fattas före årsskiftet.", "Beslutet fattas efter årsskiftet."),
        ("Beslutet tas med samtycke av barnet.", "Beslutet tas utan samtycke av barnet."),
        ("Inte alla klarar detta i dag.", "Alla klarar inte detta i dag."),
        ("Barn får stöd av föräldrar ofta.", "Föräldrar får stöd av barn ofta."),
        ("Från regionen till kommunen.", "Från kommunen till regionen."),
        ("Det är bra så.", "Är det bra så?"),
        ("Kommunen anser att avgiften är hög.", "Avgiften är hög."),
        ("Kommunen anser att avgiften ska tas bort.", "Avgiften bör tas bort."),
        ("Kommunen anser inte att avgiften bör tas bort.", "Avgiften bör tas bort."),
        ("Kommunen anser inte att avgiften bör tas bort.", "Avgiften bör inte tas bort."),
        ("Staten anser att avgiften bör tas bort.", "Avgiften bör tas bort."),
        ("Avgiften bör enligt statens mening tas bort.", "Avgiften bör tas bort."),
        ("Uppföljning bör ske efter sex månader.", "Uppföljning bör ske efter 3 månader."),
        ("Avgiften bör tas bort.", "Avgiften bör tas bort, men först om två år."),
        ("Det är väl bra så.", "Det är väl bra så?"),
    ],
)
def test_these_do_not_say_the_same(one: str, other: str) -> None:
    assert not are_same(one, other)


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("Avgiften bör tas bort helt.", "Avgiften bör inte tas bort helt.", "nekande"),
        ("Det finns en risk för barnen här.", "Det finns ingen risk för barnen här.", "nekande"),
        ("Uppföljning bör ske efter 3 år.", "Uppföljning bör ske efter 5 år.", "tal"),
        ("Kravet bör gälla i två år.", "Kravet bör gälla i tre år.", "tal"),
        ("Kostnaderna ökar för små orter.", "Kostnaderna minskar för små orter.", "motsats"),
        ("Avgiften bör behållas i lagen.", "Avgiften bör avskaffas i lagen.", "motsats"),
        ("Tillsynen bör ske varje år.", "Tillsynen bör aldrig ske varje år.", "nekande"),
        ("Förslaget bör genomföras snarast.", "Förslaget bör ej genomföras snarast.", "nekande"),
        ("Detta är möjligt att genomföra.", "Detta är knappast möjligt att genomföra.", "nekande"),
        ("Ansvaret bör ligga på regionen.", "Ansvaret bör inte ligga på regionen.", "nekande"),
        ("Det bör ske efter 3 månader.", "Det bör ske efter sex månader.", "tal"),
        ("Det kostar 3,5 miljoner kronor.", "Det kostar 13,5 miljoner kronor.", "tal"),
        ("Lagen träder i kraft 1 juli 2023.", "Lagen träder i kraft 1 juli 2024.", "tal"),
        ("Enligt 2 kap. 5 § krävs samtycke.", "Enligt 2 kap. 6 § krävs samtycke.", "tal"),
        ("Åldern bör höjas till 21 år.", "Åldern bör sänkas till 21 år.", "motsats"),
        ("Kravet är rimligt för små orter.", "Kravet är orimligt för små orter.", "motsats"),
        ("Registret är nödvändigt i länet.", "Registret är onödigt i länet.", "motsats"),
        ("Förslaget är tydligt i denna del.", "Förslaget är otydligt i denna del.", "motsats"),
        ("Reglerna bör skärpas i lagen nu.", "Reglerna bör mildras i lagen nu.", "motsats"),
        ("Tiden bör förlängas för alla.", "Tiden bör förkortas för alla.", "motsats"),
        ("Det saknas stöd för anhöriga.", "Det finns stöd för anhöriga.", "motsats"),
        (
            "Förslaget gynnar små kommuner mest.",
            "Förslaget missgynnar små kommuner mest.",
            "motsats",
        ),
        ("Beslutet tas med barnets samtycke.", "Beslutet tas utan barnets samtycke.", "motsats"),
        (
            "Kommunen tillstyrker att avgiften tas bort.",
            "Kommunen avstyrker att avgiften tas bort.",
            "ställningstagande",
        ),
        (
            "Kommunen delar bedömningen om tillsynen.",
            "Kommunen delar inte bedömningen om tillsynen.",
            "nekande",
        ),
        (
            "Kommunen anser att avgiften bör tas bort.",
            "Kommunen anser inte att avgiften bör tas bort.",
            "nekande",
        ),
        ("Avgiften bör tas bort.", "Kommunen anser att avgiften inte bör tas bort.", "nekande"),
        ("Avgiften bör tas bort.", "Vi anser inte att avgiften bör tas bort.", "nekande"),
        (
            "Uppföljning bör ske efter tre månader enligt kommunens mening.",
            "Vi menar att uppföljning bör ske efter 6 månader, vilket är rimligt.",
            "tal",
        ),
        (
            "Kostnaderna för kommunerna är underskattade.",
            "Kostnaderna för kommunerna är inte underskattade men ojämnt fördelade.",
            "nekande",
        ),
        (
            "Staten bör ersätta kommunerna fullt ut.",
            "Staten bör inte ersätta kommunerna fullt ut, utan frågan bör utredas.",
            "nekande",
        ),
    ],
)
def test_these_deny_each_other(one: str, other: str, about: str) -> None:
    assert skeleton(one, OF_MORA) == skeleton(other, OF_FALUN)
    assert opposed(one, other, OF_MORA, OF_FALUN) == about
    assert opposed(other, one, OF_FALUN, OF_MORA) == about


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vi har 12 barn placerade i dag.", "Vi har 4 barn placerade i dag."),
        ("Kommunen har 12 barn placerade.", "Kommunen har 4 barn placerade."),
        ("Kommunen har jour dygnet runt.", "Kommunen har inte jour dygnet runt."),
        ("Det saknas stöd för anhöriga.", "Det finns inget stöd för anhöriga."),
        ("Kostnaderna ökar för nämnden.", "Kostnaderna minskar inte för nämnden."),
        ("Uppföljning bör ske efter sex månader.", "Uppföljning bör ske efter 6 månader."),
        ("Tiden är för kort för oss.", "Tiden är för kort, men det går inte att ändra."),
    ],
)
def test_what_each_says_of_itself_or_says_twice_over_is_no_contradiction(
    one: str, other: str
) -> None:
    assert opposed(one, other, OF_MORA, OF_FALUN) == ""


def stand_of(
    given: dict[str, str], section: Section | None = None, *, all_spoke: bool = False
) -> list[str]:
    """Compose positions alone; returns the sentences that say who takes which."""
    contributions = {}
    for slug, words in given.items():
        position, _, condition = words.partition("|")
        contributions[slug] = Contribution(position=Position(position), condition=condition)
    found = composed(contributions, section, all_spoke=all_spoke)
    assert found is not None
    return [s.text for s in found.sentences()]


SUPPORT, REJECT = "tillstyrker", "avstyrker"


def test_when_all_say_the_same_the_municipalities_say_it() -> None:
    assert stand_of({"falun": SUPPORT, "mora": SUPPORT}) == ["Kommunerna tillstyrker förslaget."]


def test_one_alone_is_named() -> None:
    assert stand_of({"falun": SUPPORT}) == ["Falu kommun tillstyrker förslaget."]
    assert stand_of({"falun": "tveksam"}) == ["Falu kommun är tveksam till förslaget."]


def test_who_differs_is_named_with_everybody() -> None:
    assert stand_of({"falun": REJECT, "mora": SUPPORT, "leksand": SUPPORT, "orsa": "avstår"}) == [
        "Kommunerna har olika uppfattning om förslaget.",
        "Leksands och Mora kommuner tillstyrker förslaget.",
        "Falu kommun avstyrker förslaget.",
        "Orsa kommun avstår från att yttra sig i denna del.",
    ]


MOST = dict.fromkeys(["avesta", "borlange", "leksand", "mora", "orsa"], SUPPORT)


def test_where_most_agree_the_others_are_named_first() -> None:
    assert stand_of({"falun": REJECT, **MOST}, all_spoke=True)[1:] == [
        "Falu kommun avstyrker förslaget.",
        "Övriga kommuner tillstyrker förslaget.",
    ]


def test_who_has_said_nothing_is_not_counted_in_where_opinions_are_divided() -> None:
    assert stand_of({"falun": REJECT, **MOST})[-1] == (
        "Övriga kommuner som yttrar sig i denna del tillstyrker förslaget."
    )


def test_a_condition_is_said_with_the_position() -> None:
    condition = "tillstyrker med förbehåll|Att statlig finansiering följer."
    assert stand_of({"falun": SUPPORT, "mora": condition}) == [
        "Kommunerna tillstyrker förslaget, Mora kommun under förutsättning att statlig "
        "finansiering följer."
    ]
    assert stand_of({"falun": condition, "mora": condition}) == [
        "Kommunerna tillstyrker förslaget under förutsättning att statlig finansiering följer."
    ]


COMMENTS = "tillstyrker med synpunkter"
IN_PART = "tillstyrker delvis"
PAID = "tillstyrker med förbehåll|Att staten betalar."
READY = "tillstyrker med förbehåll|under förutsättning att föreskrifterna är klara"
IF_PAID = "under förutsättning att staten betalar"
IF_READY = "under förutsättning att föreskrifterna är klara"


@pytest.mark.parametrize(
    ("positions", "said"),
    [
        ([COMMENTS], ["Avesta kommun tillstyrker förslaget med synpunkter."]),
        ([PAID], [f"Avesta kommun tillstyrker förslaget {IF_PAID}."]),
        ([COMMENTS] * 7, ["Kommunerna tillstyrker förslaget med synpunkter."]),
        (
            [SUPPORT, COMMENTS],
            ["Kommunerna tillstyrker förslaget, Borlänge kommun med synpunkter."],
        ),
        (
            [SUPPORT] * 4 + [COMMENTS] * 3,
            ["Kommunerna tillstyrker förslaget, Mora, Orsa och Älvdalens kommuner med synpunkter."],
        ),
        (
            [SUPPORT] + [COMMENTS] * 6,
            ["Kommunerna tillstyrker förslaget med synpunkter, Avesta kommun utan synpunkter."],
        ),
        (
            [PAID, COMMENTS],
            [f"Kommunerna tillstyrker förslaget med synpunkter, Avesta kommun {IF_PAID}."],
        ),
        (
            [PAID, COMMENTS, SUPPORT, SUPPORT],
            [
                "Kommunerna tillstyrker förslaget, Borlänge kommun med synpunkter.",
                f"Avesta kommun gör det {IF_PAID}.",
            ],
        ),
        (
            [PAID, READY],
            [
                "Kommunerna tillstyrker förslaget med förbehåll.",
                f"Avesta kommun gör det {IF_PAID}.",
                f"Borlänge kommun gör det {IF_READY}.",
            ],
        ),
        (
            [PAID, SUPPORT, COMMENTS, SUPPORT, REJECT],
            [
                "Kommunerna har olika uppfattning om förslaget.",
                "Borlänge och Leksands kommuner tillstyrker förslaget.",
                "Falu kommun tillstyrker förslaget med synpunkter.",
                f"Avesta kommun tillstyrker förslaget {IF_PAID}.",
                "Mora kommun avstyrker förslaget.",
            ],
        ),
        (
            [REJECT, SUPPORT, COMMENTS, SUPPORT, SUPPORT, SUPPORT, PAID],
            [
                "Kommunerna har olika uppfattning om förslaget.",
                "Avesta kommun avstyrker förslaget.",
                "Övriga kommuner som yttrar sig i denna del tillstyrker förslaget, "
                "Falu kommun med synpunkter.",
                f"Älvdalens kommun gör det {IF_PAID}.",
            ],
        ),
        (
            [COMMENTS, "avstår", SUPPORT],
            [
                "Falu kommun tillstyrker förslaget.",
                "Avesta kommun tillstyrker förslaget med synpunkter.",
                "Borlänge kommun avstår från att yttra sig i denna del.",
            ],
        ),
        (
            [COMMENTS, "har inget att erinra", IN_PART],
            [
                "Avesta kommun tillstyrker förslaget med synpunkter.",
                "Falu kommun tillstyrker förslaget delvis.",
                "Borlänge kommun har inget att erinra mot förslaget.",
            ],
        ),
        (
            [IN_PART, "tveksam", COMMENTS],
            [
                "Kommunerna har olika uppfattning om förslaget.",
                "Falu kommun tillstyrker förslaget med synpunkter.",
                "Avesta kommun tillstyrker förslaget delvis.",
                "Borlänge kommun är tveksam till förslaget.",
            ],
        ),
    ],
)
def test_how_each_takes_its_stand_is_kept(positions: list[str], said: list[str]) -> None:
    assert stand_of(dict(zip(NAMES, positions, strict=False))) == said


SUPPORTING = [SUPPORT, COMMENTS, IN_PART, PAID, READY, REJECT, "tveksam", "avstår"]


@pytest.mark.parametrize("positions", list(product(SUPPORTING, repeat=3)))
def test_every_combination_names_who_has_comments_and_conditions(positions: list[str]) -> None:
    """Whoever is not like all the others is named, once, and beside what is said."""
    given = dict(zip(NAMES, positions, strict=False))
    said = " ".join(stand_of(given))
    if len(set(positions)) == 1 and positions[0] != "avstår":
        assert said.startswith("Kommunerna ")
    for words, clause in ((PAID, IF_PAID), (READY, IF_READY), (COMMENTS, "med synpunkter")):
        assert (clause in said) == (words in positions)
        assert said.count(clause) <= 1
    assert said.count("delvis") == (IN_PART in positions)
    assert ("olika uppfattning" in said) == (
        bool({REJECT, "tveksam"} & set(positions))
        and bool({SUPPORT, COMMENTS, IN_PART, PAID, READY} & set(positions))
    )


def test_an_assessment_is_shared_and_not_supported() -> None:
    assessment = Proposal(kind=ProposalKind.ASSESSMENT, text="Ingen lag behövs.")
    section = Section(number="20.4.1", proposals=(assessment,))
    assert stand_of({"falun": "delar bedömningen", "mora": "delar inte bedömningen"}, section) == [
        "Kommunerna har olika uppfattning om bedömningen.",
        "Falu kommun delar utredningens bedömning.",
        "Mora kommun delar inte utredningens bedömning.",
    ]


@pytest.mark.parametrize(
    ("given", "joint"),
    [
        ([SUPPORT, SUPPORT], SUPPORT),
        ([SUPPORT, "avstår"], SUPPORT),
        (["avstår"], "avstår"),
        ([SUPPORT, REJECT], "delat"),
        (["har inget att erinra", REJECT], "delat"),
        ([SUPPORT, "tveksam"], "delat"),
        ([REJECT, "tveksam"], "tveksam"),
        ([SUPPORT, "tillstyrker delvis"], "tillstyrker med synpunkter"),
        (["tillstyrker delvis", "tillstyrker delvis"], "tillstyrker delvis"),
        ([SUPPORT, "har inget att erinra"], SUPPORT),
        (["har inget att erinra"], "har inget att erinra"),
    ],
)
def test_the_joint_position(given: list[str], joint: str) -> None:
    contributions = {
        slug: Contribution(position=Position(words), condition="x" if "förbehåll" in words else "")
        for slug, words in zip(NAMES, given, strict=False)
    }
    found = composed(contributions)
    assert found is not None
    assert found.position == joint


def test_a_sentence_that_only_states_the_position_is_told_once() -> None:
    found = composed(
        saying(
            falun="Falu kommun tillstyrker förslaget att avskaffa avgiften.",
            mora="Vi tillstyrker förslaget med följande synpunkter.\n\nTiden är knapp för oss.",
        )
    )
    assert found is not None
    assert found.text == (
        "Kommunerna tillstyrker förslaget.\n\n"
        "Mora kommun anför följande.\nTiden är knapp för oss.\n"
    )


def test_a_reservation_in_the_opening_sentence_is_kept_in_its_own_words() -> None:
    found = composed(
        saying(
            falun="Falu kommun tillstyrker förslaget.",
            mora="Vi tillstyrker förslaget men vill att gränserna anges.",
        )
    )
    assert found is not None
    assert found.text == (
        "Falu kommun tillstyrker förslaget.\n"
        "Mora kommun tillstyrker förslaget men vill att gränserna anges.\n"
    )


@pytest.mark.parametrize(
    ("position", "sentence"),
    [
        ("tveksam", "Kommunen instämmer i ambitionen."),
        ("tveksam", "Kommunen är tveksam till tidpunkten."),
        ("tillstyrker", "Falu kommun välkomnar satsningen på unga."),
        ("avstyrker", "Falu kommun tillstyrker förslaget."),
        ("tveksam", "Falu kommun avstår från att yttra sig."),
    ],
)
def test_a_sentence_that_is_not_the_position_is_not_taken_for_it(
    position: str, sentence: str
) -> None:
    own = Contribution(position=Position(position))
    assert not is_bare(sentence, OF_FALUN, own)
    stated = next(p for p in Position if is_bare(f"Vi {phrase(p, one=True)}.", (), own))
    assert stated == position


ABOUT = Proposal(
    kind=ProposalKind.PROPOSAL,
    text="Nämnden får ge insatser utan föregående prövning (befogenhet, inte skyldighet).",
)


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("Falun tillstyrker att nämnden får ge insatser utan föregående prövning.", True),
        ("Falun tillstyrker förslaget om insatser utan prövning.", True),
        ("Falun tillstyrker att nämnden inte får ge insatser utan föregående prövning.", False),
        ("Falun tillstyrker att nämnden får ge insatser utan föregående samtycke.", False),
        ("Falun tillstyrker att nämnden får ge insatser utan prövning men inte hemtjänst.", False),
        ("Falun tillstyrker att prövning utan insatser får ges.", False),
    ],
)
def test_the_proposals_own_words_are_no_reservation(sentence: str, bare: bool) -> None:
    own = Contribution(position=Position.SUPPORT)
    section = Section(number="17.3.2", proposals=(ABOUT,))
    assert is_bare(sentence, OF_FALUN, own, section) is bare


def test_who_is_led_to_twice_goes_on() -> None:
    found = composed(
        saying(
            falun="Hos oss är vägarna långa, och bussarna går sällan till byarna.\n\n"
            "Inom hemtjänsten saknar vi personal.",
            mora="Bussarna till byarna går sällan, och vägarna är långa för oss.",
        )
    )
    assert found is not None
    assert "Falu kommun anför följande.\nHos oss är vägarna" in found.text
    assert "Falu kommun anför vidare följande.\nInom hemtjänsten" in found.text


def test_nobody_is_named_twice_on_end() -> None:
    found = composed(
        saying(falun="Falu kommun vill att staten betalar. Vi har inte råd med det själva.")
    )
    assert found is not None
    assert found.text.endswith(
        "Falu kommun anför följande.\nKommunen vill att staten betalar.\n"
        "Vi har inte råd med det själva.\n"
    )


def test_what_several_say_stands_once_with_all_their_names() -> None:
    found = composed(
        saying(
            falun="Arbetet prioriteras ner när resurserna är knappa.",
            leksand="Arbetet prioriteras ned när resurserna är knappa.",
            mora="Arbetet prioriteras ner när resurserna är knappa.",
        )
    )
    assert found is not None
    (common,) = [s for s in found.sentences() if s.role is Role.COMMON]
    assert common.text == "Arbetet prioriteras ner när resurserna är knappa."
    assert [(o.slug, o.why) for o in common.origins] == [
        ("falun", "ordagrant lika"),
        ("leksand", "lika så när som på ”ned” mot ”ner”"),
        ("mora", "ordagrant lika"),
    ]


def test_what_several_think_gets_them_as_its_subject() -> None:
    found = composed(
        saying(falun="Kommunen anser att tiden är kort.", mora="Vi anser att tiden är kort.")
    )
    assert found is not None
    assert "Falu och Mora kommuner anser att tiden är kort.\n" in found.text


def test_a_common_sentence_is_not_everybodys_where_opinions_are_divided() -> None:
    found = composed(
        {
            "falun": Contribution(position=Position.SUPPORT, text="Avgiften tar tid i anspråk."),
            "leksand": Contribution(position=Position.SUPPORT, text="Avgiften tar tid i anspråk."),
            "mora": Contribution(position=Position.REJECT, text="Avgiften behövs."),
        }
    )
    assert found is not None
    assert "Falu och Leksands kommuner anför följande.\nAvgiften tar tid i anspråk.\n" in found.text


def test_contradictions_stand_side_by_side() -> None:
    found = composed(
        saying(
            falun="Avgiften bör tas bort ur lagen.",
            leksand="Avgiften bör tas bort ur lagen.",
            mora="Avgiften bör inte tas bort ur lagen.",
        )
    )
    assert found is not None
    assert found.paragraphs[1].text == (
        "Kommunernas uppfattningar är motstridiga i denna fråga.\n"
        "Falu och Leksands kommuner anför: Avgiften bör tas bort ur lagen.\n"
        "Mora kommun anför: Avgiften bör inte tas bort ur lagen."
    )
    (contradiction,) = found.contradictions
    assert contradiction.about == "nekande"
    assert [slugs for slugs, _ in contradiction.sides] == [("falun", "leksand"), ("mora",)]


def test_footnotes_are_numbered_through() -> None:
    found = composed(
        saying(
            falun="Detta gäller här.[^1]\n\n[^1]: Falun säger så.",
            mora="Detta gäller där.[^1]\n\n[^1]: Mora säger så.",
        )
    )
    assert found is not None
    assert found.text.endswith("[^1]: Falun säger så.\n\n[^2]: Mora säger så.\n")
    assert "gäller här.[^1]" in found.text
    assert "gäller där.[^2]" in found.text


def test_a_sentence_that_only_stands_before_a_list_is_joined_like_others() -> None:
    found = composed(
        saying(
            falun="Kostnaderna för kommunerna är underskattade.\n\n- ett\n- annat",
            mora="Kostnaderna för kommunerna är underskattade.",
        )
    )
    assert found is not None
    assert found.text == (
        "Kommunerna tillstyrker förslaget.\n\nKostnaderna för kommunerna är underskattade.\n\n"
        "Falu kommun tillägger följande.\n\n- ett\n- annat\n"
    )


def test_a_sentence_with_a_footnote_stands_with_its_lead() -> None:
    found = composed(saying(falun="Det är sent.[^1] Vi hinner inte.\n\n[^1]: Se dnr 1."))
    assert found is not None
    assert "Falu kommun anför följande.\nDet är sent.[^1]\nVi hinner inte." in found.text


def test_who_is_named_by_a_common_sentence_is_not_led_to_where_opinions_are_divided() -> None:
    given = saying(
        falun="Vi anser att tiden är kort. Avgiften tar tid i anspråk.",
        mora="Kommunen anser att tiden är kort. Avgiften tar tid i anspråk.",
    )
    found = composed(given | {"orsa": Contribution(position=Position.REJECT)})
    assert found is not None
    assert [paragraph.text for paragraph in found.paragraphs[1:]] == [
        "Falu och Mora kommuner anser att tiden är kort.",
        "Falu och Mora kommuner anför följande.\nAvgiften tar tid i anspråk.",
    ]


@pytest.mark.parametrize(
    ("sentence", "condition", "bare"),
    [
        ("Falun kan tillstyrka förslaget om staten betalar.", "Att staten betalar.", True),
        ("Falun kan tillstyrka förslaget om staten betalar.", "", False),
        ("Falun tillstyrker förslaget om medlen tillförs.", "", False),
        ("Falun tillstyrker förslaget om det finns pengar.", "", False),
        ("Falun tillstyrker förslaget om att staten betalar.", "", True),
        ("Falun tillstyrker förslaget om tidiga insatser.", "", True),
        ("Falun tillstyrker förslaget om utökat ansvar.", "", True),
        ("Falun tillstyrker förslaget om den enskildes rätt.", "", True),
        ("Falun tillstyrker förslaget om kommunerna får betalt.", "", False),
    ],
)
def test_an_if_is_a_condition(sentence: str, condition: str, bare: bool) -> None:
    position = Position.SUPPORT_ON_CONDITION if condition else Position.SUPPORT
    own = Contribution(position=position, condition=condition)
    assert is_bare(sentence, OF_FALUN, own) is bare


def test_a_list_keeps_the_sentence_that_leads_to_it() -> None:
    text = "Följande saknas:\n\n- tid\n- pengar"
    found = composed(saying(falun=text, mora=text))
    assert found is not None
    assert found.text.count(text) == 2


def test_names_that_are_no_kommun_are_written_out() -> None:
    regions = {
        slug: m.model_copy(update={"official_name": f"Region {m.name}"})
        for slug, m in MUNICIPALITIES.items()
    }
    given = {
        "falun": (Contribution(position=Position.SUPPORT),),
        "mora": (Contribution(position=Position.SUPPORT),),
        "orsa": (Contribution(position=Position.REJECT),),
    }
    found = compose_contributions(given, {**MUNICIPALITIES, "mora": regions["mora"]}, None)
    assert found is not None
    assert "Falu kommun och Region Mora tillstyrker förslaget." in found.text


def test_nobody_said_anything() -> None:
    assert composed({}) is None
    assert composed({"falun": Contribution(agrees=True)}) is None
