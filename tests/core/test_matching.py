"""Laws of `workbench.core.merging.matching`."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.merging.matching import equal_pairs

ELEMENTS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


@given(ELEMENTS, ELEMENTS)
def test_matches_equal_elements_in_order(before: list[str], after: list[str]) -> None:
    pairs = equal_pairs(before, after)
    assert all(before[i] == after[j] for i, j in pairs)
    assert [i for i, _ in pairs] == sorted({i for i, _ in pairs})
    assert [j for _, j in pairs] == sorted({j for _, j in pairs})
    assert set(before).isdisjoint(after) == (not pairs)


@given(ELEMENTS)
def test_a_sequence_matches_itself(elements: list[str]) -> None:
    assert equal_pairs(elements, elements) == [(n, n) for n in range(len(elements))]


def test_what_stands_once_is_an_anchor() -> None:
    before = ["x", "x", "anchor", "x"] * 1
    after = ["y", "anchor", "x", "x"]
    assert (2, 1) in equal_pairs(before, after)


def test_long_sequences_of_the_same_element_are_cheap() -> None:
    assert len(equal_pairs(["x", "y"] * 20_000, ["x", "y"] * 15_000)) == 30_000
