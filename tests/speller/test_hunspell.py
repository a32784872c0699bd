"""The speller as a real child process; nothing is asked where it is not installed."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.speller import find, misspelt

installed = pytest.mark.skipif(find() is None, reason="hunspell med sv_SE finns inte här")


@installed
def test_knows_swedish_and_finds_slips() -> None:
    words = ["socialtjänst", "kommunerna", "tillstryker", "återemiss"]
    assert misspelt(words) == frozenset({"tillstryker", "återemiss"})


@installed
def test_a_word_with_hyphens_is_as_right_as_its_parts() -> None:
    assert misspelt(["sociala-frågor", "sociala-frågqr"]) == frozenset({"sociala-frågqr"})


@installed
def test_no_words_are_no_errors() -> None:
    assert misspelt([]) == frozenset()


@installed
@settings(max_examples=8)
@given(st.lists(st.text(max_size=12), max_size=8))
def test_answers_only_about_what_was_asked(words: list[str]) -> None:
    words = [word.encode("utf-8", "ignore").decode() for word in words]
    found = misspelt(words)
    assert found is not None
    assert found <= set(words)


def test_a_program_that_is_not_there_is_no_error(tmp_path: Path) -> None:
    assert misspelt(["ord"], program=tmp_path / "hunspell") is None


def test_a_program_without_swedish_is_no_speller(tmp_path: Path) -> None:
    program = tmp_path / "hunspell"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    assert misspelt(["ord"], program=program) is None
