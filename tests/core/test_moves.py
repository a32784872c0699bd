"""Text that leaves one section for another, as two changes that know each other."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.markdown import canonical
from workbench.core.reviewing.decisions import Decisions
from workbench.core.reviewing.edits import applied, edits
from workbench.core.reviewing.moves import Move, OtherEnd, State, is_there, moves, state_of
from workbench.core.reviewing.pending import Wanted

LONG = "Staten bör betala kostnaden fullt ut."
OTHER = "Kommunerna delar bedömningen i denna del."
THIRD = "Ett helt annat stycke text står här."


def wanting(
    before: Mapping[str, str], after: Mapping[str, str], slug: str = "falun"
) -> dict[str, list[Wanted]]:
    return {key: [Wanted(slug, canonical(before[key]), canonical(after[key]))] for key in before}


def test_a_sentence_that_moved() -> None:
    wanted = wanting({"5": LONG, "7": OTHER}, {"5": "", "7": f"{OTHER}\n{LONG}"})
    (move,) = moves(wanted)
    assert (move.source, move.target, move.left, move.text) == ("5", "7", LONG, LONG)
    assert move.slugs == ("falun",)


def test_it_names_the_two_changes() -> None:
    wanted = wanting({"5": f"{THIRD}\n{LONG}", "7": OTHER}, {"5": THIRD, "7": f"{OTHER}\n{LONG}"})
    (move,) = moves(wanted)
    for key, change in ((move.source, move.leaving), (move.target, move.arriving)):
        (one,) = wanted[key]
        assert [edit.id for edit in edits(one.base, one.text)] == [change]


def test_one_that_was_edited_on_the_way_and_became_an_item() -> None:
    edited = "Staten ska betala kostnaden fullt ut."
    wanted = wanting({"5": LONG, "7": OTHER}, {"5": "", "7": f"{OTHER}\n\n- {edited}"})
    assert [(m.left, m.text) for m in moves(wanted)] == [(LONG, edited)]


def test_sentences_that_moved_together_are_one_move() -> None:
    wanted = wanting({"5": f"{LONG}\n{OTHER}", "7": ""}, {"5": "", "7": f"{LONG}\n{OTHER}"})
    assert [move.text for move in moves(wanted)] == [f"{LONG}\n{OTHER}"]


def test_what_comes_to_two_sections_is_two_moves() -> None:
    wanted = wanting({"5": f"{LONG}\n{OTHER}", "7": "", "9": ""}, {"5": "", "7": LONG, "9": OTHER})
    found = moves(wanted)
    assert [(m.source, m.target) for m in found] == [("5", "7"), ("5", "9")]
    assert len({move.leaving for move in found}) == 1


def test_what_two_want_moved_the_same_way_is_one_move() -> None:
    before, after = {"5": LONG, "7": OTHER}, {"5": "", "7": f"{OTHER}\n{LONG}"}
    falun, mora = wanting(before, after), wanting(before, after, "mora")
    (move,) = moves({key: [*mora[key], *falun[key]] for key in before})
    assert move.slugs == ("falun", "mora")


def test_what_one_removes_and_another_adds_is_no_move() -> None:
    removed = wanting({"5": LONG, "7": OTHER}, {"5": "", "7": OTHER})
    added = wanting({"5": LONG, "7": OTHER}, {"5": LONG, "7": f"{OTHER}\n{LONG}"}, "mora")
    assert moves({key: [*removed[key], *added[key]] for key in removed}) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"5": f"{LONG}\n{OTHER}", "7": ""}, {"5": f"{OTHER}\n{LONG}", "7": LONG}),
        ({"5": "Ja.", "7": ""}, {"5": "", "7": "Ja."}),
        ({"5": LONG, "7": LONG}, {"5": "", "7": LONG}),
    ],
    ids=["copied, and moved inside its section", "too short to know", "removed from one of two"],
)
def test_what_is_no_move(before: dict[str, str], after: dict[str, str]) -> None:
    assert moves(wanting(before, after)) == ()


def test_the_words_for_what_is_decided_alone() -> None:
    move = Move(("falun",), "7.3", "sammanfattning", "a-1", "b-2", LONG, LONG)
    there = OtherEnd(move, "sammanfattning", "b-2", State.WAITS)
    assert there.told == "flyttad till Sammanfattning (väntar)"
    assert "ingenstans förrän b-2 i Sammanfattning" in there.consequence(accepted=True)
    back = OtherEnd(move, "7.3", "a-1", State.DONE)
    assert back.told == "flyttad från 7.3 (godkänd)"
    assert back.consequence(accepted=True) == ""
    assert "ingenstans" in back.consequence(accepted=False)


@pytest.mark.parametrize("accepted", [True, False])
@pytest.mark.parametrize("arrives", [True, False])
def test_nothing_is_said_only_where_all_is_well(arrives: bool, accepted: bool) -> None:
    """The text stands in one place when both ends are decided the same way."""
    move = Move(("falun",), "5", "7", "a-1", "b-2", LONG, LONG)
    key, change = ("7", "b-2") if arrives else ("5", "a-1")
    well = State.DONE if accepted else State.TURNED_DOWN
    for state in State:
        said = OtherEnd(move, key, change, state).consequence(accepted=accepted)
        assert bool(said) == (state is not well)


def test_text_is_there_in_whatever_list_and_slightly_edited() -> None:
    assert is_there(LONG, f"- {LONG} {OTHER}\n")
    assert is_there(LONG, "Staten ska betala kostnaden fullt ut.\n")
    assert not is_there(f"{LONG}\n{OTHER}", f"{LONG}\n")
    assert state_of("a-1", Decisions(), is_made=False) is State.WAITS


TEXT = st.lists(st.sampled_from([LONG, OTHER, "Ja.", THIRD])).map("\n".join)
TEXTS = st.fixed_dictionaries(dict.fromkeys(("5", "7", "9"), TEXT))


@given(before=TEXTS, after=TEXTS)
def test_both_changes_of_a_move_move_it(before: dict[str, str], after: dict[str, str]) -> None:
    wanted = wanting(before, after)
    for move in moves(wanted):
        assert move.source != move.target
        made = {}
        for key, change in ((move.source, move.leaving), (move.target, move.arriving)):
            (one,) = wanted[key]
            chosen = [edit for edit in edits(one.base, one.text) if edit.id == change]
            assert len(chosen) == 1
            made[key] = (one.base, applied(one.base, chosen))
        for line in move.text.split("\n"):
            was, now = (text.split("\n").count(line) for text in made[move.target])
            assert now > was
            was, now = (text.split("\n").count(line) for text in made[move.source])
            assert now < was
