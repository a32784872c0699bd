"""How `workbench.core.merging.insertions` orders what several sides put into one place."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.merging.insertions import Run, woven

A, B, C = "Alla ska med här.", "Bra att det sägs.", "Ceder växer i norr."


def run(reading: int, *texts: str, rank: int = 1) -> Run:
    return Run(tuple((text, -1) for text in texts), rank, reading, tuple(range(len(texts))))


def order(*runs: Run) -> list[str]:
    return [text for text, _ in woven(runs)[0]]


def test_runs_come_in_the_order_of_their_texts() -> None:
    for runs in permutations([run(0, C), run(1, A), run(2, B)]):
        assert order(*runs) == [A, B, C]


def test_a_run_stays_together() -> None:
    assert order(run(0, A, C), run(1, B)) == [A, C, B]


def test_what_is_said_alike_stands_once() -> None:
    assert order(run(0, A, B), run(1, A, B)) == [A, B]
    assert order(run(0, A, B), run(1, B)) == [A, B]
    assert order(run(0, A, B), run(1, A, C)) == [A, B, C]
    assert order(run(0, A, C), run(1, B, C)) == [A, B, C]


def test_short_items_do_not_tie_runs_together() -> None:
    assert order(run(0, A, "---", B), run(1, C, "---", "Slut.")) == [
        A, "---", B, C, "---", "Slut.",
    ]  # fmt: skip


def test_rank_comes_before_text() -> None:
    assert order(run(0, A, rank=2), run(1, C, rank=0)) == [C, A]


RUNS = st.lists(st.lists(st.sampled_from([A, B, C, "x", "y"]), min_size=1, max_size=4), max_size=5)


@given(RUNS)
def test_every_run_is_there_in_its_order(texts: list[list[str]]) -> None:
    runs = [run(number, *items) for number, items in enumerate(texts)]
    items, placed = woven(runs)
    assert {place for places in placed for place in places} == set(range(len(items)))
    for one, places in zip(runs, placed, strict=True):
        assert list(places) == sorted(set(places))
        assert tuple(items[place] for place in places) == one.items
