"""Plain-language rules, sentence by sentence."""

import pytest

from workbench.core.language.heavy_words import BY_FIRST_WORD, INSTEAD
from workbench.core.language.plain import ABBREVIATIONS, LONGEST_SENTENCE, Rule, remarks


@pytest.mark.parametrize("phrase", sorted(INSTEAD), ids=" ".join)
def test_knows_every_heavy_word(phrase: tuple[str, ...]) -> None:
    found = [r for r in remarks(f"Så {' '.join(phrase)} det.") if r.rule is Rule.HEAVY_WORD]
    assert [(remark.quote, remark.instead) for remark in found] == [
        (" ".join(phrase), INSTEAD[phrase])
    ]


def test_heavy_words_are_many_and_not_their_own_remedy() -> None:
    assert len(set(INSTEAD.values())) >= 60
    for phrase, instead in INSTEAD.items():
        offered = [tuple(word.split()) for word in instead.split(", ")]
        assert phrase not in offered
    assert all(phrase[0] == first for first, group in BY_FIRST_WORD.items() for phrase in group)


@pytest.mark.parametrize("short", sorted(ABBREVIATIONS))
def test_knows_every_abbreviation(short: str) -> None:
    found = [r for r in remarks(f"Det rör {short} skolan.") if r.rule is Rule.ABBREVIATION]
    assert [remark.instead for remark in found] == [ABBREVIATIONS[short]]


@pytest.mark.parametrize(
    ("words", "fires"), [(LONGEST_SENTENCE, False), (LONGEST_SENTENCE + 1, True)]
)
def test_a_sentence_may_be_just_so_long(words: int, fires: bool) -> None:
    sentence = " ".join(["ord"] * words) + "."
    assert any(r.rule is Rule.LONG_SENTENCE for r in remarks(sentence)) is fires


def test_tables_may_be_short() -> None:
    rules = {remark.rule for remark in remarks("t.ex. 15 st. och/eller", table=True)}
    assert rules == {Rule.AND_OR}


@pytest.mark.parametrize(
    ("sentence", "instead"),
    [
        ("Åren 2021-2024.", "2021–2024"),
        ("Det är 2.5 procent.", "2,5 procent"),
        ("Det är 12500 kronor.", "12 500"),
        ("Det är 1.200.000 kronor.", "1 200 000"),
    ],
)
def test_says_what_to_write(sentence: str, instead: str) -> None:
    assert instead in [remark.instead for remark in remarks(sentence)]
