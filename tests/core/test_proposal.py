"""A proposal under the coordinator's hands: candidates, joining, taking apart, leaving out."""

import hypothesis
import pytest

from tests.core.composing import MUNICIPALITIES, composed, given, saying
from workbench.core.composing import Role, candidates
from workbench.core.composing.proposal import BY_HAND, Proposed, apart, joined, proposed, text_of
from workbench.core.contribution import Contribution
from workbench.core.position import Position

FEES = "Avgiften tar resurser från den verksamhet som ska verkställa besluten."
MORE = (
    "Avgiften tar resurser från den verksamhet som ska verkställa besluten, och det drabbar barnen."
)
OTHER = "Tillsynen bör samordnas bättre mellan länen i framtiden."


def lines(said: dict[str, Contribution]) -> tuple[Proposed, ...]:
    composition = composed(said)
    assert composition is not None
    return proposed(composition)


def row(found: tuple[Proposed, ...], text: str) -> int:
    return next(n for n, one in enumerate(found) if one.text == text)


def body(found: tuple[Proposed, ...]) -> str:
    """Return the text without its first paragraph, which tells who takes which stand."""
    return text_of(found).partition("\n\n")[2]


def near(said: dict[str, Contribution]) -> list[str]:
    return [one.why for one in candidates([one.sentence for one in lines(said)])]


def test_what_is_nearly_alike_is_offered_with_what_differs() -> None:
    assert near(saying(falun=FEES, mora=MORE)) == [
        "skiljer: ”och det drabbar barnen”, som bara den ena har"
    ]


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("Avgiften tar resurser från den verksamhet som inte ska verkställa besluten.", "nekande"),
        ("Avgiften tar 3 resurser från den verksamhet som ska verkställa besluten.", ""),
    ],
)
def test_a_difference_that_may_turn_the_sense_is_told_first(other: str, told: str) -> None:
    (one, two) = (FEES.replace("Avgiften", "Den nya avgiften"), other)
    assert all(why.startswith(told) for why in near(saying(falun=one, mora=two)))


def test_nothing_is_offered_of_one_municipality_or_between_things_that_are_not_alike() -> None:
    assert near(saying(falun=f"{FEES}\n{MORE}")) == []
    assert near(saying(falun=FEES, mora=OTHER)) == []


def test_joined_sentences_are_said_by_all_and_named_by_none() -> None:
    found = lines(saying(falun=FEES, mora=MORE, orsa=OTHER))
    after = joined(found, row(found, FEES), row(found, MORE), MUNICIPALITIES)
    one = after[row(after, FEES)]
    assert one.sentence.role is Role.COMMON
    assert one.sentence.slugs == ("falun", "mora")
    assert [origin.why for origin in one.sentence.origins][-1] == BY_HAND
    assert body(after) == f"{FEES}\n\nOrsa kommun anför följande.\n{OTHER}\n"


def test_where_stands_are_divided_a_joined_sentence_says_who_says_it() -> None:
    said = saying(falun=FEES, mora=FEES, orsa=MORE)
    said |= {"avesta": Contribution(position=Position.REJECT, text=OTHER)}
    found = lines(said)
    after = joined(found, row(found, FEES), row(found, MORE), MUNICIPALITIES, divided=True)
    assert body(after) == (
        f"Falu, Mora och Orsa kommuner anför följande.\n{FEES}\n\n"
        f"Avesta kommun anför följande.\n{OTHER}\n"
    )
    again = apart(after, row(after, FEES), MUNICIPALITIES)
    assert body(again) == (
        f"Falu och Mora kommuner anför: {FEES}\nOrsa kommun anför: {MORE}\n\n"
        f"Avesta kommun anför följande.\n{OTHER}\n"
    )


def test_a_joined_sentence_that_names_its_municipality_names_both() -> None:
    own = "Falu kommun anser att avgiften tar resurser från verksamheten."
    other = "Mora kommun anser att avgiften tar många resurser från hela verksamheten."
    found = lines(saying(falun=own, mora=other))
    after = joined(found, row(found, own), row(found, other), MUNICIPALITIES)
    wanted = "Falu och Mora kommuner anser att avgiften tar resurser från verksamheten.\n"
    assert body(after) == wanted


def test_a_common_sentence_is_taken_apart_into_what_each_wrote() -> None:
    one = "Det prioriteras ner när pengarna tryter."
    other = "Det prioriteras ned när pengarna tryter."
    found = lines(saying(falun=one, mora=other))
    _, common = found
    after = apart(found, 1, MUNICIPALITIES)
    assert [line.text for line in after[1:]] == [
        f"Falu kommun anför: {one}",
        f"Mora kommun anför: {other}",
    ]
    assert {o for line in after[1:] for o in line.sentence.origins} == set(common.sentence.origins)
    assert apart(after, 1, MUNICIPALITIES) == after


def test_words_that_all_wrote_alike_are_said_by_each() -> None:
    found = lines(saying(falun=FEES, mora=FEES))
    after = apart(found, row(found, FEES), MUNICIPALITIES)
    assert [line.text for line in after[1:]] == [
        f"Falu kommun anför: {FEES}",
        f"Mora kommun anför: {FEES}",
    ]
    assert apart(after, 1, MUNICIPALITIES) == after


def test_a_stand_of_several_is_taken_apart_into_one_for_each() -> None:
    said = {
        "falun": Contribution(position=Position.REJECT),
        "mora": Contribution(position=Position.REJECT, text="Mora kommun avstyrker förslaget."),
        "orsa": Contribution(position=Position.NO_OBJECTION),
    }
    found = lines(said)
    first = next(n for n, one in enumerate(found) if len(one.sentence.slugs) > 1)
    after = apart(found, first, MUNICIPALITIES)
    texts = [one.text for one in after if len(one.sentence.slugs) == 1]
    assert "Falu kommun avstyrker förslaget." in texts
    assert "Mora kommun avstyrker förslaget." in texts
    assert not [one for one in after[first : first + 2] if one.sentence.role is not Role.POSITION]


def test_who_speaks_is_left_out_with_all_that_was_said() -> None:
    found = lines(saying(falun=FEES, mora=OTHER))
    left = tuple(Proposed(o.paragraph, o.sentence, o.text, taken=o.text != FEES) for o in found)
    assert body(left) == f"Mora kommun anför följande.\n{OTHER}\n"


@hypothesis.given(said=given())
def test_a_proposal_that_is_not_touched_is_the_composed_text(
    said: dict[str, Contribution],
) -> None:
    composition = composed(said)
    if composition is not None:
        assert text_of(proposed(composition)) == composition.text
