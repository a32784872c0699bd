"""`workbench.storage.toml`: values out of files, and files that keep what people wrote in them."""

from hypothesis import given
from hypothesis import strategies as st

from tests.builder import FACTS, OUTLINE
from workbench.core.adoption import Adoption, Decision, Expectation, Level, Source, Stance
from workbench.core.contribution import Contribution
from workbench.core.outline import Outline
from workbench.core.position import Position
from workbench.core.response import Facts
from workbench.storage import texts, toml


def test_saying_the_same_changes_nothing() -> None:
    for model, text in ((Facts, FACTS), (Outline, OUTLINE)):
        value = toml.read(model, text.encode(), "x.toml")
        assert toml.updated(text.encode(), value).decode() == text


def test_a_change_keeps_comments_and_order() -> None:
    facts = toml.read(Facts, FACTS.encode(), "response.toml")
    changed = facts.model_copy(
        update={"referral": facts.referral.model_copy(update={"registration_number": "S2020/1"})}
    )
    after = toml.updated(FACTS.encode(), changed).decode()
    assert after == FACTS.replace("S2020/06592", "S2020/1")
    assert "# en måndag" in after


def test_the_last_table_can_go_and_a_new_one_come() -> None:
    facts = toml.read(Facts, FACTS.encode(), "response.toml")
    fewer = facts.model_copy(update={"municipalities": facts.municipalities[:2]})
    after = toml.updated(FACTS.encode(), fewer)
    assert toml.read(Facts, after, "response.toml") == fewer
    assert toml.read(Facts, toml.updated(after, facts), "response.toml") == facts


LINES = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=30).map(
    lambda s: " ".join(s.split())
)


@given(
    st.sampled_from([Stance.STANDS_BEHIND, Stance.ABSTAINS, Stance.DECLINES]),
    st.sampled_from(list(Level)),
    LINES,
    LINES,
    st.dates(),
)
def test_every_decision_is_read_back(
    stance: Stance, level: Level, body: str, dnr: str, day: object
) -> None:
    decision = Decision.model_validate(
        {"stance": stance, "level": level, "body": body, "registration_number": dnr, "date": day}
    )
    expected = Expectation(stance=Stance.STANDS_BEHIND, source=Source.ORAL)
    adoption = Adoption(decision=decision, expected=expected)
    once = toml.updated(None, adoption)
    assert toml.read(Adoption, once, "adoption.toml") == adoption
    assert toml.updated(once, adoption) == once


@given(
    st.sampled_from([None, *(p for p in Position if p is not Position.SUPPORT_ON_CONDITION)]),
    st.text(st.characters(codec="utf-8"), max_size=200),
)
def test_every_contribution_is_read_back(position: Position | None, text: str) -> None:
    value = Contribution(position=position, text=text)
    once = texts.write(None, value)
    read = texts.read(Contribution, once, "7.3.md")
    assert read.position is position
    assert texts.write(once, read) == once
    assert b"\r" not in once
    assert not once or once.endswith(b"\n")
