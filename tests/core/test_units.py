"""Laws and a table of cases for `workbench.core.merging.units`."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.merging.units import Cut, Role, cut, wrap_width

PROSE = (
    "Kommunen tillstyrker förslaget om en ny socialtjänstlag i alla delar. Kostnaderna måste dock "
    "finansieras fullt ut, eftersom små kommuner saknar utrymme för nya åtaganden. Se vidare "
    "2 kap. 5 § i lagförslaget. Barnets bästa ska alltid beaktas i handläggningen, oavsett ålder."
)


def joined(text: Cut) -> str:
    parts = [text.gaps[0]]
    for unit, gap in zip(text.units, text.gaps[1:], strict=True):
        parts += unit.text, gap
    return "".join(parts)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("", []),
        ("\n \n", []),
        ("En. Två.\nTre.\n\nFyra.", ["En.", "Två.", "Tre.", "Fyra."]),
        ("rad ett\nrad två", ["rad ett", "rad två"]),
        ("# Rubrik. Samma rad\nText. Mer.", ["# Rubrik. Samma rad", "Text.", "Mer."]),
        ("- Ett. Två.\n  Tre.\n- Fyra.", ["- Ett.", "Två.", "Tre.", "- Fyra."]),
        ("1. Ett. Två.\n2. Tre.", ["1. Ett.", "Två.", "2. Tre."]),
        ("| a. B | c |\n|---|---|\n| d | e |", ["| a. B | c |", "|---|---|", "| d | e |"]),
        ("```\nkod. Kod\n\n  mer\n```\nText.", ["```", "kod. Kod", "mer", "```", "Text."]),
        ("~~~\n```\n~~~\n```\nx", ["~~~", "```", "~~~", "```", "x"]),
        (
            "+++\na = 1. B\n\nb = 2\n+++\nText. Mer.",
            ["+++", "a = 1. B", "b = 2", "+++", "Text.", "Mer."],
        ),
        (
            "[^1]: En not. Två.\n    Tre.\n[^2]: Annan.",
            ["[^1]: En not. Två.\n    Tre.", "[^2]: Annan."],
        ),
        ("> Ett. Två.\n> Tre.", ["> Ett. Två.", "> Tre."]),
        ("\ufeffEtt.\r\nTvå.\r\n", ["Ett.", "Två."]),
        ("Rubrik\n======\nText.", ["Rubrik", "======", "Text."]),
        ("Rubrik\n~~~~~~\nEn. Två.", ["Rubrik", "~~~~~~", "En.", "Två."]),
        ("Så här:\n\n~~~~\nEn. Två.\n~~~~", ["Så här:", "~~~~", "En. Två.", "~~~~"]),
    ],
)
def test_cuts(text: str, units: list[str]) -> None:
    assert [unit.text for unit in cut(text).units] == units


def test_line_breaks_mean_nothing_in_a_hard_wrapped_text() -> None:
    keys = [unit.key for unit in cut(PROSE).units]
    for width in (60, 72, 79):
        wrapped = textwrap.fill(PROSE, width)
        assert wrap_width(wrapped)
        assert [unit.key for unit in cut(wrapped).units] == keys
    assert len(keys) == 4


def test_other_texts_are_not_hard_wrapped() -> None:
    lines = ["ord " * n + "slut" for n in (9, 14, 3, 12, 7, 15, 4, 11, 16, 5)]
    assert not wrap_width("\n".join(lines))
    assert not wrap_width(PROSE)
    even = [f"{n:02} ord som står på en rad av samma längd" for n in range(20)]
    assert not wrap_width("\n".join(even))
    assert not wrap_width("\n".join(line + "." for line in even))
    assert not wrap_width("import os\nimport sys\n\ndef f():\n    return 1\n")


def test_knows_what_must_hold_together() -> None:
    text = "+++\na = 1\n+++\n# R\n\nText.\n\n| a |\n|---|\n\n```\nx\n```\n[^1]: n"
    roles = [unit.role for unit in cut(text).units]
    assert roles == [
        *[Role.FRONT] * 3, Role.HEADING, Role.SENTENCE, *[Role.ROW] * 2, *[Role.FENCED] * 3,
        Role.DEFINITION,
    ]  # fmt: skip
    blocks = [unit.block for unit in cut(text).units]
    assert blocks == [0, 0, 0, 1, 2, 3, 3, 4, 4, 4, 5]


LINES = st.sampled_from(
    ["", " ", "Vi anser. Det är bra.", "- punkt. Mer", "  fortsättning", "# Rubrik", "| a | b |",
     "|---|---|", "```", "~~~~", "+++", "---", "===", "[^1]: not", "> citat", "1. ett", "\ufeffx",
     "en rad utan punkt  ", "rad\\", "<p>", "\\begin{a}", "    indrag", "\x0b", "\u2028"]
)  # fmt: skip
TEXTS = st.lists(
    st.tuples(LINES | st.text(max_size=8), st.sampled_from(["\n", "\r\n", "\r", "\n\n", ""])),
    max_size=15,
).map(lambda rows: "".join(line + end for line, end in rows))


@given(TEXTS, st.sampled_from([None, 0, 40, 72]))
def test_nothing_is_lost(text: str, width: int | None) -> None:
    pieces = cut(text, width=width)
    assert joined(pieces) == text
    assert all(unit.text for unit in pieces.units)
    assert not "".join(pieces.gaps).strip(
        "\ufeff \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029\u00a0"
    )
    blocks = [unit.block for unit in pieces.units]
    assert blocks == sorted(blocks)
