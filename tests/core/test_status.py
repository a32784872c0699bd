"""The matrix and its sums: every figure is counted, and what is expected is never decided."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.adoption import Adoption, Decision, Expectation, Level, Stance
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.outline import GENERAL, STANDING, Outline, Section
from workbench.core.party import Joins, Municipality
from workbench.core.position import Position
from workbench.core.referral import Referral
from workbench.core.response import About, Facts, Response
from workbench.core.status import AdoptionState, adoption_state, status

SLUGS = ("avesta", "borlange", "falun", "mora")
KEYS = ("5", "7.3", "10.3.5", "99.1", GENERAL)
"""99.1 is in no outline: what was written there must be seen all the same."""
NOW = dt.datetime.fromisoformat("2021-01-22T23:59")
OWN = [position for position in Position if position is not Position.SPLIT]

contributions = st.dictionaries(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(SLUGS)),
    st.builds(
        Contribution,
        position=st.sampled_from([None, *OWN]),
        text=st.sampled_from(["", "En text.\n"]),
        agrees=st.booleans(),
    ),
)
decisions = st.builds(
    Decision,
    stance=st.sampled_from(list(Stance)),
    level=st.just(Level.BOARD),
    date=st.just(dt.date(2021, 1, 12)),
    conditions=st.just("om pengar följer med"),
    deviates_in=st.just(("5",)),
    reason=st.just("för kort tid"),
)
adoptions = st.dictionaries(
    st.sampled_from(SLUGS),
    st.builds(
        Adoption,
        expected=st.one_of(st.none(), st.builds(Expectation, stance=st.sampled_from(list(Stance)))),
        decision=st.one_of(st.none(), decisions),
    ),
)
joining = st.tuples(*[st.sampled_from(list(Joins)) for _ in SLUGS])


def response(
    given_by: dict[tuple[str, str], Contribution],
    adopted: dict[str, Adoption],
    joins: tuple[Joins, ...] = (Joins.YES,) * 4,
) -> Response:
    municipalities = tuple(
        Municipality(slug=slug, name=slug.title(), official_name=f"{slug} kommun", joins=said)
        for slug, said in zip(SLUGS, joins, strict=True)
    )
    facts = Facts(
        format=1,
        response=About(id="prov"),
        referral=Referral(deadline=dt.date(2021, 2, 1)),
        municipalities=municipalities,
    )
    outline = Outline(
        sections=tuple(Section(number=key, answered=True) for key in ("5", "7.3", "10.3.5"))
    )
    return Response(facts, outline, given_by, {"5": AgreedText(text="Ett två.\n")}, adopted)


@given(contributions, adoptions, joining)
def test_the_sums_add_up(
    given_by: dict[tuple[str, str], Contribution],
    adopted: dict[str, Adoption],
    joins: tuple[Joins, ...],
) -> None:
    found = status(response(given_by, adopted, joins), NOW)
    for row in (*found.rows, *found.standing):
        assert row.answers + len(row.missing) == len(found.taking_part)
        assert set(row.positions) | set(row.missing) == set(found.taking_part)
    assert sum(found.answered_by.values()) == found.contributions
    assert found.cells == len(found.rows) * len(found.taking_part)
    assert found.contributions <= found.cells
    assert sum(found.adoption_counts().values()) == len(SLUGS)
    assert found.heard + len(found.silent) == len(found.taking_part)


def test_conflicts_are_counted_wherever_they_stand() -> None:
    said = {(key, SLUGS[0]): Contribution(text="A.\n") for key in ("5", "sammanfattning")}
    found = status(response(said, {}), NOW, conflicts={"5": 2, "sammanfattning": 1})
    assert found.conflicts == 3
    assert [row.key for row in found.disputed] == ["sammanfattning", "5"]


@given(contributions)
def test_whatever_was_said_is_seen(given_by: dict[tuple[str, str], Contribution]) -> None:
    found = status(response(given_by, {}), NOW)
    rows = {row.key: row for row in (*found.rows, *found.standing)}
    for (key, slug), contribution in given_by.items():
        assert (slug in rows[key].positions) is contribution.says_something
    assert {row.key for row in found.standing} <= set(STANDING)
    speaks = {slug for (_, slug), said in given_by.items() if said.says_something}
    assert set(found.silent) == set(SLUGS) - speaks


@given(adoptions)
def test_what_is_expected_is_never_decided(adopted: dict[str, Adoption]) -> None:
    found = status(response({}, adopted), NOW)
    decided = {slug for slug, adoption in adopted.items() if adoption.decision}
    undecided = {AdoptionState.NOT_ANSWERED, AdoptionState.EXPECTED}
    assert found.decided == len(decided)
    assert {slug for slug, state in found.adoption.items() if state not in undecided} == decided
    without = {slug: Adoption(decision=a.decision) for slug, a in adopted.items()}
    assert status(response({}, without), NOW).behind == found.behind


def test_days_are_counted_by_the_calendar_and_not_by_the_clock() -> None:
    assert status(response({}, {}), NOW).days_left == 10
    assert status(response({}, {}), dt.datetime.fromisoformat("2021-02-01T23:59")).days_left == 0
    assert status(response({}, {}), dt.datetime.fromisoformat("2021-02-02T00:01")).days_left == -1


def test_an_empty_adoption_is_no_answer() -> None:
    assert adoption_state(None) is adoption_state(Adoption()) is AdoptionState.NOT_ANSWERED


def test_positions_are_those_that_the_section_and_the_seat_allow() -> None:
    found = response({}, {})
    assert found.positions(GENERAL, joint=True) == ()
    assert found.positions("99.1", joint=True) == found.positions("5", joint=True) == (*Position,)
    assert found.positions("5", joint=False) == tuple(OWN)
