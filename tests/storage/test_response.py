"""A response read again: only what says something new is read anew, and a fault is always told."""

import pytest

from tests.builder import FACTS, OUTLINE
from workbench.errors import InputError
from workbench.storage.response import read_response

FALUNS = "municipalities/falun/contributions/7.3.4.md"
TEXT = "text/7.3.4.md"
FILES = {
    "response.toml": FACTS.encode(),
    "outline.toml": OUTLINE.encode(),
    FALUNS: b"Falu kommun vill.\n",
    TEXT: b"Kommunerna vill.\n",
}


def test_what_says_the_same_is_the_same_value() -> None:
    first = read_response(FILES)
    second = read_response(FILES | {TEXT: "Kommunerna vill något annat.\n".encode()})
    assert second.facts is first.facts
    assert second.outline is first.outline
    assert second.contributions["7.3.4", "falun"] is first.contributions["7.3.4", "falun"]
    assert second.agreed["7.3.4"].text == "Kommunerna vill något annat.\n"
    assert first.agreed["7.3.4"].text == "Kommunerna vill.\n"


def test_a_fault_is_told_each_time_with_its_own_file() -> None:
    broken = b"+++\nposision = 1\n+++\n"
    for path in (FALUNS, TEXT, FALUNS):
        with pytest.raises(InputError, match=f"{path}, rad 2"):
            read_response(FILES | {path: broken})
