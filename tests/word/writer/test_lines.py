"""Where lines end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.word.writer.lines import Stretch, count, divide, pieces_of, set_mixed
from workbench.word.writer.metrics import SCALE, known, line_height, type_of

BODY = type_of("Arial", 220, False, False)


@pytest.mark.parametrize(
    ("family", "bold", "italic", "word", "thousandths"),
    [
        ("Arial", False, False, "Kommun", 4001),
        ("Arial", True, False, "Kommun", 4333),
        ("Arial", False, True, "Kommun", 4001),
        ("Times New Roman", False, False, "Kommun", 3778),
        ("Courier New", False, False, "Kommun", 3601),
        ("Arial", False, False, "åäö", 1668),
        ("Arial", False, False, "漢", 1000),
        ("Arial", False, False, "a\u0301", 556),
    ],
)
def test_words_are_as_wide_as_their_characters(
    family: str, bold: bool, italic: bool, word: str, thousandths: int
) -> None:
    width = type_of(family, 1000, bold, italic)[word]
    assert round(width / SCALE) == thousandths


def test_unknown_families_are_known_to_be_unknown() -> None:
    assert known("Arial")
    assert known("liberation serif")
    assert not known("Gill Sans")
    assert line_height("Arial", 220) == 253


def measure(words: str) -> int:
    """Return the measure that these words just fill."""
    return sum(BODY[word] + BODY.space for word in words.split()) - BODY.space


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", "aaaa", 1),
        ("aaaa", "aaaa", 1),
        ("aaaa aaaa", "aaaa", 2),
        ("aaaa aaaa ", "aaaa aaaa", 1),
        ("aaaa   aaaa", "aaaa", 2),
        ("aaaa e-post", "aaaa e-", 2),
        ("aaaa e-post", "aaaa", 3),
        ("aaaa och/eller", "aaaa och/", 2),
        ("och/eller", "och/", 2),
        ("aaaaaaaaaa", "aaaa", 3),
        ("2019–2020 a", "2019–", 3),
        ("slut a\u00a0b", "slut a", 2),
    ],
)
def test_breaks_where_office_programs_do(text: str, width: str, lines: int) -> None:
    assert count(text, BODY, measure(width), measure(width)) == lines


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("e-post", ("e-", "post")),
        ("SoL-avtal,", ("SoL-", "avtal,")),
        ("och/eller", ("och/eller",)),
        ("tre–fyra", ("tre–", "fyra")),
        ("barn-", ("barn-",)),
        ("(e-)", ("(e-)",)),
        ("7.3.4", ("7.3.4",)),
        ("漢字", ("漢", "字")),
    ],
)
def test_divides_words(word: str, pieces: tuple[str, ...]) -> None:
    assert pieces_of(word) == pieces


_TEXTS = st.text(st.sampled_from("abW il-–/., åÅ\u00a0!?…漢"), max_size=80)


@given(_TEXTS, st.integers(2_000, 9_000), st.integers(2_000, 9_000))
def test_the_fast_way_and_the_careful_way_agree(text: str, first: int, rest: int) -> None:
    first, rest = first * SCALE, rest * SCALE
    lines, _ = set_mixed([Stretch(text, BODY)], first, rest)
    assert count(text, BODY, first, rest) == lines


@given(_TEXTS, st.integers(1, 79))
def test_a_change_of_looks_inside_a_word_divides_nothing(text: str, at: int) -> None:
    whole, _ = set_mixed([Stretch(text, BODY)], 4_000 * SCALE, 4_000 * SCALE)
    parts = [Stretch(text[:at], BODY), Stretch(text[at:], BODY)]
    if len(pieces_of(text[:at][-1:] + text[at:][:1])) == 1 and not _breaks_at(text, at):
        assert set_mixed(parts, 4_000 * SCALE, 4_000 * SCALE)[0] == whole


def _breaks_at(text: str, at: int) -> bool:
    """Tell whether cutting a text there changes where it may be divided."""
    return any(mark in text[max(0, at - 2) : at + 2] for mark in "-–/!?…漢")


@given(st.lists(st.text("abåäö", min_size=1, max_size=8), min_size=1, max_size=20))
def test_divided_lines_are_the_text(words: list[str]) -> None:
    text = " ".join(words)
    lines = divide(text, BODY, 3_000 * SCALE, 2_000 * SCALE)
    assert " ".join(lines) == text


def test_tells_the_line_of_a_footnote() -> None:
    wide = measure("aaaa bb")
    stretches = [Stretch("aaaa bb aaaa", BODY), Stretch("1", BODY, note=True)]
    assert set_mixed([*stretches, None, Stretch("x", BODY)], wide, wide) == (3, (1,))
