"""When `merging.decision` takes in several changes to one sentence over many lines."""

import pytest

from workbench.core.merging.decision import combined

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
