"""What comes back from Word, written as the text that it was made from is written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.exchange.wording import Reading, restored, retyped
from workbench.core.markdown import canonical

BASE = """\
Staten bör betala.[^lag]
Kommunerna bör få minst 2 år.

[^lag]: Se 2 kap. lagen.
"""
SENT = Reading(
    "Staten bör betala.[^1]\nKommunerna bör få minst 2\u00a0år.\n", ("Se 2\u00a0kap. lagen.",)
)
WORDS = st.sampled_from("staten bör betala kommunerna lagen stöd tid vård äldre barn".split())
SENTENCE = st.lists(WORDS, min_size=3, max_size=7).map(lambda w: " ".join(w).capitalize() + ".")
PARAGRAPHS = st.lists(st.lists(SENTENCE, min_size=1, max_size=3), min_size=1, max_size=4)
NOTES = st.lists(SENTENCE, max_size=3, unique=True)


def in_word(text: str) -> str:
    """As a text reads when Word has had it: hard spaces before numbers and after short words."""
    return text.replace("bör ", "bör\u00a0")


def told(paragraphs: list[list[str]]) -> str:
    return canonical("\n\n".join("\n".join(p) for p in paragraphs))


def test_what_nobody_edited_is_the_base_itself() -> None:
    assert restored(BASE, SENT, SENT) is BASE


@pytest.mark.parametrize(
    ("text", "notes", "expected"),
    [
        (
            "Staten bör betala.[^1]\nKommunerna bör få minst 3\u00a0år.\n",
            SENT.notes,
            BASE.replace("2 år", "3 år"),
        ),
        ("Kommunerna bör få minst 2\u00a0år.\n", (), "Kommunerna bör få minst 2 år.\n"),
        (
            SENT.text,
            ("Se 3\u00a0kap. lagen.",),
            BASE.replace("Se 2 kap.", "Se 3\u00a0kap."),
        ),
        (
            "Staten bör betala.\nKommunerna bör få minst 2\u00a0år.[^1]\n",
            SENT.notes,
            "Staten bör betala.\nKommunerna bör få minst 2 år.[^lag]\n\n[^lag]: Se 2 kap. lagen.\n",
        ),
    ],
    ids=["edited", "note and sentence gone", "note edited", "note moved"],
)
def test_only_edits_are_seen(text: str, notes: tuple[str, ...], expected: str) -> None:
    assert restored(BASE, SENT, Reading(text, notes)) == expected


def test_a_new_note_is_named_after_what_it_says() -> None:
    read = Reading(
        "Staten bör betala.[^1]\nKommunerna bör få minst 2\u00a0år.[^2]\n",
        (*SENT.notes, "Helt ny."),
    )
    text = restored(BASE, SENT, read)
    (label,) = re.findall(r"^\[\^(not-\w+)\]: Helt ny\.$", text, re.MULTILINE)
    assert f"2 år.[^{label}]" in text
    assert "[^lag]: Se 2 kap. lagen." in text


def test_notes_change_places_with_their_words() -> None:
    base = "Ett led.[^a]\nTvå led här.[^b]\n\n[^a]: Första noten.\n[^b]: Andra noten.\n"
    sent = Reading("Ett led.[^1]\nTvå led här.[^2]\n", ("Första noten.", "Andra noten."))
    read = Reading("Två led här.[^1]\nEtt led.[^2]\n", ("Andra noten.", "Första noten."))
    text = restored(base, sent, read)
    assert text.startswith("Två led här.[^b]\nEtt led.[^a]\n")
    assert "[^a]: Första noten." in text


@given(base=PARAGRAPHS, wanted=PARAGRAPHS)
def test_no_word_is_lost_and_none_is_made_up(
    base: list[list[str]], wanted: list[list[str]]
) -> None:
    sent, read = Reading(in_word(told(base))), Reading(in_word(told(wanted)))
    text = restored(told(base), sent, read)
    assert text.split() == told(wanted).split()


@given(paragraphs=PARAGRAPHS, notes=NOTES, more=NOTES)
def test_every_reference_has_its_note(
    paragraphs: list[list[str]], notes: list[str], more: list[str]
) -> None:
    lines = [sentence for paragraph in paragraphs for sentence in paragraph]
    notes, more = notes[: len(lines)], more[: len(lines)]
    base = noted(lines, notes, [f"n{n}" for n in range(len(notes))])
    sent = Reading(numbered(lines, notes), tuple(notes))
    text = restored(base, sent, Reading(numbered(lines, more), tuple(more)))
    referred = re.findall(r"\[\^([^\]]+)\](?!:)", text)
    defined = dict(re.findall(r"^\[\^([^\]]+)\]: (.*)$", text, re.MULTILINE))
    assert [defined[label] for label in referred] == more
    assert set(defined) == set(referred)


def noted(lines: list[str], notes: list[str], labels: list[str]) -> str:
    marks = [f"[^{label}]" for label in labels] + [""] * (len(lines) - len(labels))
    text = "\n".join(line + mark for line, mark in zip(lines, marks, strict=True))
    ending = "\n".join(f"[^{a}]: {n}" for a, n in zip(labels, notes, strict=True))
    return canonical(f"{text}\n\n{ending}")


def numbered(lines: list[str], notes: list[str]) -> str:
    labels = [str(n) for n in range(1, len(notes) + 1)]
    return noted(lines, notes, labels).partition("\n\n[^")[0].rstrip("\n") + "\n"


@given(before=SENTENCE, after=SENTENCE)
def test_a_retyped_line_says_what_was_read(before: str, after: str) -> None:
    line = retyped(before, in_word(before), in_word(after))
    assert line.replace("\u00a0", " ") == after
