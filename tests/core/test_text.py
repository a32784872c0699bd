"""What is stored and shown of a text: nothing that cannot be seen may change what it says."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.text import normalise, visible

JOINER, NON_JOINER, SELECTOR = "\u200d", "\u200c", "\ufe0f"
MEANT = {
    "a family": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "a rainbow flag": "\U0001f3f3\ufe0f\u200d\U0001f308",
    "a telephone": "\u260e\ufe0f",
    "a Persian word": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "a Hindi word": "\u0915\u094d\u200d\u0937",
    "a Han variant": "\u845b\ufe00",
}
SPOOFED = {
    "joiner": f"Fa{JOINER}lun",
    "non-joiner": f"Fa{NON_JOINER}lun",
    "at the end": f"Falun{JOINER}",
    "at the beginning": f"{NON_JOINER}Falun",
    "several": f"Fal{JOINER}{NON_JOINER}{JOINER}un",
    "selector": f"Fal{SELECTOR}un",
    "Hangul filler": "Fa\u3164lun",
    "grapheme joiner": "Fa\u034flun",
    "zero width": "Fa\u200blun",
}
MIXED = st.text(
    alphabet=st.sampled_from(
        [
            *"aå e1\n",
            JOINER,
            NON_JOINER,
            SELECTOR,
            "\u200b",
            "\u0301",
            "\u212b",
            "\u0645",
            "\u0915",
            "\u260e",
            "\U0001f468",
            "\u845b",
            "\uf900",
        ]
    ),
    max_size=12,
)


@pytest.mark.parametrize("name", SPOOFED)
def test_a_name_is_not_another_that_looks_the_same(name: str) -> None:
    spoofed = SPOOFED[name]
    assert normalise(spoofed) == "Falun"
    assert visible(spoofed) != "Falun"
    assert "⟨U+" in visible(spoofed)


@pytest.mark.parametrize("name", MEANT)
def test_what_joins_something_is_kept(name: str) -> None:
    assert normalise(MEANT[name]) == MEANT[name]
    assert visible(MEANT[name]) == MEANT[name]


@given(st.one_of(MIXED, st.text(max_size=30)))
def test_one_spelling_is_one_spelling(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert visible(once, keep_newlines=True) == once.expandtabs(4)
