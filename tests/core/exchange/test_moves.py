"""Text that left one section for another."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.exchange.moves import Moved, moved

LONG = "Staten bör betala kostnaden fullt ut."
OTHER = "Kommunerna delar bedömningen i denna del."


def test_a_sentence_that_moved() -> None:
    before = {"5": f"{LONG}\n", "7": f"{OTHER}\n"}
    after = {"5": "", "7": f"{OTHER}\n{LONG}\n"}
    assert moved(before, after) == (Moved("5", "7", LONG),)


def test_one_that_was_edited_on_the_way_and_became_an_item() -> None:
    before = {"5": f"{LONG}\n", "7": f"{OTHER}\n"}
    after = {"5": "", "7": f"{OTHER}\n\n- Staten ska betala kostnaden fullt ut.\n"}
    assert [(m.source, m.target) for m in moved(before, after)] == [("5", "7")]


def test_sentences_that_moved_together_are_one_move() -> None:
    before = {"5": f"{LONG}\n{OTHER}\n", "7": ""}
    assert moved(before, {"5": "", "7": f"{LONG}\n{OTHER}\n"}) == (
        Moved("5", "7", f"{LONG}\n{OTHER}"),
    )


def test_what_was_copied_or_moved_inside_a_section_is_no_move() -> None:
    before = {"5": f"{LONG}\n{OTHER}\n", "7": ""}
    assert moved(before, {"5": f"{OTHER}\n{LONG}\n", "7": f"{LONG}\n"}) == ()


def test_short_sentences_are_alike_by_chance() -> None:
    assert moved({"5": "Ja.\n", "7": ""}, {"5": "", "7": "Ja.\n"}) == ()


TEXT = st.lists(st.sampled_from([LONG, OTHER, "Ja.", "Ett helt annat stycke text står här."]))
TEXTS = st.fixed_dictionaries({key: TEXT.map("\n".join) for key in ("5", "7", "9")})


@given(before=TEXTS, after=TEXTS)
def test_what_moved_is_gone_there_and_new_here(
    before: dict[str, str], after: dict[str, str]
) -> None:
    for each in moved(before, after):
        assert each.source != each.target
        for line in each.text.split("\n"):
            assert after[each.target].count(line) > before[each.target].count(line)
            assert before[each.source].count(line) > after[each.source].count(line)
