"""Laws of `workbench.core.merging.changes`."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.merging.changes import changes_within, common_pairs, in_step

ELEMENTS = st.lists(st.sampled_from("abcdefgh"), max_size=30)


def longest(before: list[str], after: list[str]) -> int:
    """Count the longest common subsequence the way it is defined."""

    @cache
    def best(i: int, j: int) -> int:
        if i == len(before) or j == len(after):
            return 0
        if before[i] == after[j]:
            return best(i + 1, j + 1) + 1
        return max(best(i + 1, j), best(i, j + 1))

    return best(0, 0)


@given(ELEMENTS, ELEMENTS)
def test_matches_as_many_as_can_be_matched(before: list[str], after: list[str]) -> None:
    pairs = common_pairs(before, after)
    assert all(before[i] == after[j] for i, j in pairs)
    assert [i for i, _ in pairs] == sorted({i for i, _ in pairs})
    assert [j for _, j in pairs] == sorted({j for _, j in pairs})
    assert len(pairs) == longest(before, after)


@given(ELEMENTS, ELEMENTS)
def test_changes_make_one_sequence_of_the_other(before: list[str], after: list[str]) -> None:
    made: list[str] = []
    edge = 0
    for start, end, other_start, other_end in changes_within(
        before, after, (0, len(before), 0, len(after))
    ):
        made += before[edge:start] + after[other_start:other_end]
        edge = end
    assert made + before[edge:] == after


@given(ELEMENTS, ELEMENTS)
def test_what_is_in_step_is_the_same_elsewhere(before: list[str], after: list[str]) -> None:
    changes = in_step(before, after)
    if changes is not None:
        made = list(before)
        for start, end, other_start, other_end in changes:
            assert (start, end) == (other_start, other_end)
            made[start:end] = after[start:end]
        assert made == after


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("abcd", "axcd", [(1, 2, 1, 2)], id="one replaced"),
        pytest.param("abcd", "axyd", [(1, 3, 1, 3)], id="two side by side"),
        pytest.param("abcd", "abcd", [], id="none"),
        pytest.param("abcd", "bcda", None, id="one moved"),
        pytest.param("abcd", "abcde", None, id="one put in"),
    ],
)
def test_in_step(before: str, after: str, expected: object) -> None:
    assert in_step(before, after) == expected
