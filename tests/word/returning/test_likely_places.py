"""Where a section most likely stands, when nothing but its words tells."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.word.returning.likely_places import likely_places

A = ["Staten bör betala kostnaden fullt ut.", "Kommunerna behöver två år på sig."]
B = ["Ingen särskild lag behövs för äldreomsorgen.", "Det räcker med den lag som finns."]


def places(paragraphs: list[str]) -> dict[str, tuple[int, int, float]]:
    found = likely_places({"5": A, "7": B}, paragraphs)
    return {each.key: (each.places.start, each.places.stop, each.certainty) for each in found}


def test_sections_in_another_order_are_found() -> None:
    assert places([*B, *A]) == {"5": (2, 4, 1.0), "7": (0, 2, 1.0)}


def test_what_is_written_in_between_is_the_sections_own() -> None:
    assert places([A[0], "Alldeles nytt stycke.", A[1], *B])["5"] == (0, 3, 1.0)


def test_edited_words_make_it_less_sure() -> None:
    start, stop, certainty = places(["Staten bör betala hela kostnaden.", A[1], *B])["5"]
    assert (start, stop) == (0, 2)
    assert 0.7 < certainty < 1


def test_a_section_that_is_not_there_is_left_out() -> None:
    assert set(places([*B, "Något helt annat som ingen har skrivit förut."])) == {"7"}


@given(st.lists(st.sampled_from([*A, *B, "Nytt.", "Hälsningar från Eva i Falun."]), max_size=12))
def test_places_never_overlap_and_shares_are_shares(paragraphs: list[str]) -> None:
    found = list(likely_places({"5": A, "7": B}, paragraphs))
    taken = [place for each in found for place in each.places]
    assert len(taken) == len(set(taken))
    assert all(0 < each.certainty <= 1 for each in found)
