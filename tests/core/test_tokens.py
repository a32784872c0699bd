"""Laws and a table of cases for `workbench.core.language.tokens`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.language.tokens import is_word, tokenise, words


@pytest.mark.parametrize(
    "token",
    [
        "äldreomsorgsnämndens",
        "HVB-hem",
        "social-",
        "SKR:s",
        "EU:s",
        "e-tjänst",
        "2 kap. 5 §",
        "12 kap. 7 a §",
        "2 kap.",
        "5 §",
        "5 a §",
        "5–7 §§",
        "§ 5",
        "(2018:1937)",
        "SOU 2020:47",
        "prop. 2024/25:89",
        "bet. 2019/20:SoU3",
        "1 januari 2026",
        "31 december",
        "2026-01-31",
        "3,5",
        "1 234 567,5",
        "2024–2026",
        "12.00",
        "10.3.5",
        "t.ex.",
        "m.fl.",
        "[^1]",
        "[^not-2]",
        "https://www.regeringen.se/remisser/2020?x=1",
        "s.remissvar@regeringskansliet.se",
        "a\u030a\u0301rlig",
        "don’t",
    ],
)
@pytest.mark.parametrize("around", ["{}", "Se {} nu", "({})", "{}, och", "”{}”", "**{}**"])
def test_reads_as_one_token(token: str, around: str) -> None:
    assert token in tokenise(around.format(token))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("a\r\n\nb", ["a", "\r\n", "\n", "b"]),
        ("a  \t b", ["a", "  \t ", "b"]),
        ("Vi avstyrker.", ["Vi", " ", "avstyrker", "."]),
        ("3 procent", ["3", " ", "procent"]),
        ("5 §-tecken", ["5 §", "-", "tecken"]),
        ("snake_case", ["snake_case"]),
        ("_ord_", ["_", "ord", "_"]),
        ("3kap", ["3kap"]),
        ("2 kap\n5 §", ["2", " ", "kap", "\n", "5 §"]),
    ],
)
def test_cuts(text: str, tokens: list[str]) -> None:
    assert tokenise(text) == tokens


@given(st.text(st.characters(codec=None)) | st.text("ab1 .§-–:/[^]\n\r\u00a0\u0301åäö,_@"))
def test_nothing_is_lost(text: str) -> None:
    tokens = tokenise(text)
    assert "".join(tokens) == text
    assert all(tokens)


def test_knows_a_word() -> None:
    assert is_word("åäö")
    assert is_word("5 §")
    assert not is_word(" ")
    assert not is_word("—")


@given(st.text(max_size=60) | st.lists(st.sampled_from([*"a§ 25.\n", "kap."])).map("".join))
def test_words_joined_by_spaces_are_the_text(text: str) -> None:
    assert " ".join(words(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Enligt 2 kap. 5 § gäller", ["Enligt", "2 kap. 5 §", "gäller"]),
        ("(2 kap. 5 §), och", ["(2 kap. 5 §),", "och"]),
        ("den 1 januari 2025.", ["den", "1 januari 2025."]),
        ("inget  tal", ["inget", "", "tal"]),
        ("ett  tal: 5", ["ett", "", "tal:", "5"]),
    ],
)
def test_words_keep_what_reads_as_one_whole(text: str, expected: list[str]) -> None:
    assert words(text) == expected
