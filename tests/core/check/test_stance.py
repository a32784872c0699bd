"""Who takes which stand in a sentence."""

import pytest

from tests.core.check.answers import NAMES, municipality
from workbench.core.check.names import names_of
from workbench.core.check.stance import Speaker, Voice, is_divided
from workbench.core.position import Family, Lean

GROUP = names_of(municipality(slug) for slug in NAMES)
JOINT = Voice(GROUP)
MORA = Voice(GROUP, "mora")
FOR, AGAINST, NONE, NEUTRAL = Lean.FOR, Lean.AGAINST, Lean.NONE, Lean.NEUTRAL
SELF, SOME, OTHER = Speaker.SELF, Speaker.SOME, Speaker.OTHER

SENTENCES = [
    ("Kommunerna tillstyrker förslaget.", [(FOR, SELF)]),
    ("Kommunerna avstyrker förslaget.", [(AGAINST, SELF)]),
    ("Kommunerna tillstyrker inte förslaget.", [(AGAINST, SELF)]),
    ("Kommunerna avstyrker inte förslaget.", []),
    ("Kommunerna kan inte tillstyrka förslaget.", [(AGAINST, SELF)]),
    ("Kommunerna vill tillstyrka förslaget.", [(FOR, SELF)]),
    ("Det finns skäl att avstyrka förslaget.", []),
    ("Förslaget tillstyrks.", [(FOR, SELF)]),
    ("Förslaget avstyrks av Mora kommun.", [(AGAINST, SOME)]),
    ("Utredningens förslag avstyrks.", [(AGAINST, SELF)]),
    ("Falu kommun avstyrker förslaget.", [(AGAINST, SOME)]),
    ("Falun och Mora avstyrker förslaget.", [(AGAINST, SOME)]),
    ("Malung-Sälens kommun tillstyrker förslaget.", [(FOR, SOME)]),
    ("Två kommuner avstyrker förslaget.", [(AGAINST, SOME)]),
    ("Några av kommunerna avstyrker förslaget.", [(AGAINST, SOME)]),
    ("De flesta kommunerna tillstyrker förslaget.", [(FOR, SOME)]),
    ("Samtliga kommuner tillstyrker förslaget.", [(FOR, SELF)]),
    ("Kommunen avstyrker förslaget.", [(AGAINST, SOME)]),
    ("Utredningen avstyrker en sådan ordning.", [(AGAINST, OTHER)]),
    ("SKR avstyrker, vilket kommunerna förstår.", [(AGAINST, OTHER)]),
    ("Kommunerna noterar att länsstyrelsen avstyrker förslaget.", [(AGAINST, OTHER)]),
    ("Därför avstyrker kommunerna förslaget.", [(AGAINST, SELF)]),
    ("Därför avstyrker Mora kommun förslaget.", [(AGAINST, SOME)]),
    ("Kommunerna delar utredningens bedömning.", [(FOR, SELF)]),
    ("Kommunerna delar inte utredningens bedömning.", [(AGAINST, SELF)]),
    ("Kommunerna delar därför inte bedömningen.", [(AGAINST, SELF)]),
    ("Kommunerna instämmer i utredningens bedömning.", [(FOR, SELF)]),
    ("Kommunerna delar lokaler i de delar av länet som är små.", []),
    ("Kommunerna har inget att erinra mot förslaget.", [(NEUTRAL, SELF)]),
    ("Kommunerna avstår från att yttra sig i denna del.", [(NONE, SELF)]),
    ("Kommunerna ser positivt på förslaget.", [(FOR, SELF)]),
    ("Kommunerna ställer sig bakom förslaget.", [(FOR, SELF)]),
    ("Kommunerna motsätter sig förslaget.", [(AGAINST, SELF)]),
    ("Insatserna ska vara tillgängliga för alla.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES, ids=[s for s, _ in SENTENCES])
def test_reads_the_joint_text(sentence: str, expected: list[tuple[Lean, Speaker]]) -> None:
    assert [(stand.lean, stand.speaker) for stand in JOINT.stands(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Kommunen avstyrker förslaget.", SELF),
        ("Mora kommun avstyrker förslaget.", SELF),
        ("Vi avstyrker förslaget.", SELF),
        ("Falu kommun avstyrker förslaget.", SOME),
        ("Utredaren avstyrker förslaget.", OTHER),
    ],
)
def test_reads_one_municipality(sentence: str, speaker: Speaker) -> None:
    assert [stand.speaker for stand in MORA.stands(sentence)] == [speaker]


@pytest.mark.parametrize(
    ("sentence", "hedged"),
    [
        ("Kommunerna avstyrker förslaget.", False),
        ("Kommunerna avstyrker förslaget i den del som rör barn.", True),
        ("Om förslaget inte ändras avstyrker kommunerna det.", True),
        ("Kommunerna tillstyrker förslaget under förutsättning att staten betalar.", True),
        ("Kommunerna tillstyrker förslaget delvis.", True),
        ("Kommunerna tillstyrker förslaget om socialtjänstens mål.", False),
    ],
)
def test_knows_a_reservation(sentence: str, hedged: bool) -> None:
    assert [stand.hedged for stand in JOINT.stands(sentence)] == [hedged]


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("Kommunerna tillstyrker förslaget.", Family.PROPOSAL),
        ("Kommunerna delar bedömningen.", Family.ASSESSMENT),
        ("Kommunerna välkomnar förslaget.", Family.EITHER),
    ],
)
def test_knows_what_the_words_may_answer(sentence: str, family: Family) -> None:
    assert [stand.family for stand in JOINT.stands(sentence)] == [family]


@pytest.mark.parametrize(
    ("text", "divided"),
    [
        ("Kommunerna har olika uppfattning.", True),
        ("Kommunerna är inte eniga.", True),
        ("Det finns delade meningar om förslaget.", True),
        ("Kommunerna är eniga.", False),
        ("Behoven är olika.", False),
    ],
)
def test_knows_a_divided_group(text: str, divided: bool) -> None:
    assert is_divided(text) is divided
