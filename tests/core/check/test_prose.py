"""Running text out of Markdown, with its lines."""

import pytest

from workbench.core.check.finding import Place
from workbench.core.check.prose import LineKind, Text, plain


def read(markdown: str) -> Text:
    return Text(Place("text/7.3.md", "7.3"), markdown, sent=True)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("Ett *viktigt* **ord**.", "Ett viktigt ord."),
        ("Se [lagen](https://lag.example).", "Se lagen."),
        ("Så är det.[^1]", "Så är det."),
        ("Filen `a_b` och namn_med_streck.", "Filen  och namn_med_streck."),
        ("Se <https://lag.example> nu.", "Se  nu."),
        ("En \\* stjärna och 2 * 3.", "En * stjärna och 2 * 3."),
        ("~~Bort~~ med det.", "Bort med det."),
    ],
)
def test_takes_away_the_marks(markdown: str, words: str) -> None:
    assert plain(markdown) == words


def test_knows_what_each_line_is() -> None:
    text = read(
        "# Rubrik\n\nProsa.\nMer.\n\n- Punkt\n  fortsätter\n\n> Citat\n\n| a | b |\n|---|---|\n"
        "| c | d |\n\n```\nkod\n```\n\n[^1]: Not."
    )
    kinds = [line.kind for line in text.lines if line.kind is not LineKind.BLANK]
    assert kinds == [
        LineKind.HEADING,
        *[LineKind.PROSE] * 2,
        *[LineKind.ITEM] * 2,
        LineKind.QUOTE,
        *[LineKind.TABLE] * 3,
        *[LineKind.VERBATIM] * 3,
        LineKind.NOTE,
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("Ett.\nTvå.", [(1, "Ett."), (2, "Två.")], id="one a line"),
        pytest.param("Ett. Två.", [(1, "Ett."), (1, "Två.")], id="two on a line"),
        pytest.param(
            "En mening som\ngår vidare.\nNy.",
            [(1, "En mening som går vidare."), (3, "Ny.")],
            id="wrapped",
        ),
        pytest.param("- en sak,\n- en till", [(1, "en sak,"), (2, "en till")], id="items"),
        pytest.param("Ett\n\ntvå", [(1, "Ett"), (3, "två")], id="stanzas"),
        pytest.param("> Citat.\n\nEget.", [(3, "Eget.")], id="quotations are not our words"),
    ],
)
def test_cuts_into_sentences(markdown: str, expected: list[tuple[int, str]]) -> None:
    assert [(s.line, s.words) for s in read(markdown).sentences] == expected
