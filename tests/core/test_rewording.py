"""When `merging.rewording` takes in several changes to one sentence."""

import pytest

from workbench.core.merging.rewording import combined

BASE = "ett två tre\nfyra fem sex\nsju åtta nio\ntio elva tolv"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("två", "zwei"), ("åtta", "acht"), ("zwei", "acht")),
        (("två ", ""), ("elva ", ""), ("", "")),
        (("tre\n", "tre\nny rad\n"), ("åtta", "acht"), ("tre\nny rad\n", "acht")),
        (("två", "två till"), ("nio\n", "nio\nny rad\n"), ("två till", "nio\nny rad\n")),
        (("två", "zwei"), ("fem", "fünf"), None),
        (("två", "zwei"), ("tre\n", "drei\n"), None),
        (("två", "inte"), ("åtta", "acht"), None),
        (("två", "zwei"), ("åtta", "8"), None),
        (("två", "avstyrker"), ("åtta", "acht"), None),
        (("två", "ska"), ("åtta", "acht"), None),
        (("två", "Falun"), ("åtta", "acht"), None),
        (("ett", "Ett"), ("åtta", "acht"), ("Ett", "acht")),
        (("tre\n", "tre\nny\n"), ("tre\n", "tre\nannan\n"), None),
    ],
)
def test_combines(
    one: tuple[str, str], other: tuple[str, str], expected: tuple[str, str] | None
) -> None:
    texts = [BASE.replace(*one), BASE.replace(*other)]
    both = expected and BASE.replace(one[0], expected[0]).replace(other[0], expected[1])
    assert combined(BASE, texts) == both
    assert combined(BASE, texts[::-1]) == both


def test_a_sentence_on_one_line_is_never_combined() -> None:
    base = BASE.replace("\n", " ")
    assert combined(base, [base.replace("två", "zwei"), base.replace("elva", "elf")]) is None


SENTENCE = "Kommunen tillstyrker utredningens förslag om barn omsorg i alla delar."


@pytest.mark.parametrize(
    ("writing", "expected"),
    [
        (("barn omsorg", "barnomsorg"), True),
        (("förslag", "Förslag"), True),
        (("utredningens", "Utredningens"), False),
        (("omsorg i", "omsorg, i"), True),
        (("förslag", "*förslag*"), True),
        (("barn omsorg", "”barnomsorg”"), True),
        (("förslag", "förslag[^1]"), True),
        (("förslag om", "förslaget om"), False),
        (("barn omsorg", "barnens omsorg"), False),
        (("tillstyrker", "till styrker"), False),
        (("delar.", "delar?"), False),
        (("förslag om", "förslag. Om"), False),
        (("förslag om", "förslag (om"), False),
        (("Kommunen", "kommunen"), False),
        (("alla delar", "alla, delar"), False),
    ],
)
def test_how_a_word_is_written_stands_beside_another_change(
    writing: tuple[str, str], expected: bool
) -> None:
    """The other side turns the sentence round, and it says what that side says."""
    written = SENTENCE.replace(*writing)
    assert written != SENTENCE
    turned = SENTENCE.replace("tillstyrker", "avstyrker")
    both = turned.replace(*writing) if expected else None
    assert combined(SENTENCE, [written, turned]) == both
    assert combined(SENTENCE, [turned, written]) == both


def test_two_respell_and_one_rewords() -> None:
    texts = [
        SENTENCE.replace("barn omsorg", "barnomsorg"),
        SENTENCE.replace("utredningens", "Utredningens"),
        SENTENCE.replace("alla delar", "de flesta delar"),
    ]
    assert combined(SENTENCE, texts) == (
        "Kommunen tillstyrker Utredningens förslag om barnomsorg i de flesta delar."
    )


def test_numbers_are_never_respelled() -> None:
    base = "Det kostar 10 000 kronor för kommunen varje år."
    assert combined(base, [base.replace("10 000", "10000"), base.replace("år", "månad")]) is None
