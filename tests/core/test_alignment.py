"""Laws and a table of cases for `workbench.core.merging.alignment`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.merging.alignment import Alignment, Fate, align

A = "Kommunen tillstyrker förslaget om en ny socialtjänstlag."
B = "Förebyggande insatser ska ges företräde i hela verksamheten."
C = "Kostnaderna måste finansieras fullt ut av staten."
D = "Barnets bästa ska alltid beaktas i handläggningen."
B_EDITED = "Förebyggande insatser bör ges företräde i hela verksamheten."
AC = "Kommunen tillstyrker förslaget om en ny socialtjänstlag och kostnaderna måste finansieras."
SPLIT = (
    "Kommunen tillstyrker förslaget om lagen och kostnaderna måste finansieras av staten.",
    "Kommunen tillstyrker förslaget om lagen.",
    "Kostnaderna måste finansieras av staten.",
)


def fates(alignment: Alignment) -> list[tuple[str, int, int]]:
    return [(m.fate.value, len(m.before), len(m.after)) for m in alignment.matches]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param([], [], [], id="nothing"),
        pytest.param([A], [A], [("kept", 1, 1)], id="kept"),
        pytest.param([A, B], [A, B_EDITED], [("kept", 1, 1), ("edited", 1, 1)], id="edited"),
        pytest.param([A], [C], [("rewritten", 1, 1)], id="rewritten"),
        pytest.param(
            [A, B],
            [A, C, B_EDITED],
            [("kept", 1, 1), ("inserted", 0, 1), ("edited", 1, 1)],
            id="inserted before an edited one",
        ),
        pytest.param(
            [A, C, B],
            [A, B_EDITED],
            [("kept", 1, 1), ("deleted", 1, 0), ("edited", 1, 1)],
            id="deleted before an edited one",
        ),
        pytest.param([SPLIT[0], B], [*SPLIT[1:], B], [("split", 1, 2), ("kept", 1, 1)], id="split"),
        pytest.param(
            [*SPLIT[1:], B],
            [SPLIT[0], B],
            [("joined", 2, 1), ("kept", 1, 1)],
            id="joined",
        ),
        pytest.param([A, B], [C, D, "Ja."], [("rewritten", 2, 3)], id="all new"),
    ],
)
def test_tells_what_became_of_each(
    before: list[str], after: list[str], expected: list[tuple[str, int, int]]
) -> None:
    assert fates(align(before, after)) == expected


def test_a_move_is_found_also_when_edited() -> None:
    assert align([A, B, C, D], [B, C, D, A]).moves == ((0, 3),)
    assert align([B, A, C, D], [A, C, D, B_EDITED]).moves == ((0, 3),)


def test_a_short_piece_that_comes_and_goes_is_no_move() -> None:
    assert align(["Ja.", A, B], [A, B, "Ja."]).moves == ()


PIECES = st.lists(
    st.sampled_from([A, B, C, D, B_EDITED, AC, *SPLIT, "Ja.", "", "---"])
    | st.lists(st.sampled_from(["vi", "ni", "de", "kommunen", "inte", "lag"]), max_size=5).map(
        " ".join
    ),
    max_size=12,
)


@given(PIECES, PIECES)
def test_covers_every_piece_once_and_in_order(before: list[str], after: list[str]) -> None:
    alignment = align(before, after)
    assert [p for m in alignment.matches for p in m.before] == list(range(len(before)))
    assert [p for m in alignment.matches for p in m.after] == list(range(len(after)))
    for match in alignment.matches:
        if match.fate is Fate.KEPT:
            assert before[match.before.start] == after[match.after.start]
    gone = {p for m in alignment.matches if m.fate is Fate.DELETED for p in m.before}
    come = {p for m in alignment.matches if m.fate is Fate.INSERTED for p in m.after}
    assert {p for p, _ in alignment.moves} <= gone
    assert {p for _, p in alignment.moves} <= come


@given(PIECES)
def test_a_text_is_itself(pieces: list[str]) -> None:
    alignment = align(pieces, pieces)
    assert all(match.fate is Fate.KEPT for match in alignment.matches)
    assert alignment.moves == ()


def test_many_pieces_are_aligned_by_rare_words() -> None:
    before = [f"Mening {n} om sak{n} och ämne{n} i kommunen." for n in range(400)]
    after = [text.replace("kommunen", "regionen") for text in before]
    assert {m.fate for m in align(before, after).matches} == {Fate.EDITED}
    assert fates(align(before, [f"helt{n} annat{n}" for n in range(300)])) == [
        ("rewritten", 400, 300)
    ]
