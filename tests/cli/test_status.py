"""`remiss status`: the matrix and its sums, in any width, as text and as JSON."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.running import Remiss
from workbench.cli import matrix


def test_the_matrix_says_who_has_said_what(remiss: Remiss) -> None:
    out = remiss("status").out
    assert "7.3.4 Socialtjänsten ska ha ett förebyggande…  ·" not in out
    (line,) = [line for line in out.splitlines() if line.startswith("7.3.4")]
    assert line.split()[-4:] == ["·", "+", "·", "1"]
    assert "2 av 3 kommuner har lämnat bidrag" in out
    assert "2 av 12 möjliga bidrag" in out
    assert "Har inte svarat på något: Malung-Sälen" in out
    assert "Beslut: 3 ej svarat = 3" in out


def test_the_figures_of_json_add_up(remiss: Remiss) -> None:
    remiss("contribute", "allmant", "--as", "Malung-Sälen", "--text", "Allmänt sagt.")
    remiss("contribute", "5", "--as", "Malung-Sälen", "--text", "Bara text.")
    found = remiss("status", "--json").json
    totals = found["totals"]
    assert totals["sections"] == len(found["sections"])
    assert totals["contributions"] == sum(row["answered"] for row in found["sections"])
    assert totals["contributions"] == sum(m["answered"] for m in found["municipalities"])
    assert totals["possible"] == totals["sections"] * totals["municipalities"]
    assert sum(totals["adoption"].values()) == totals["municipalities"]
    assert totals["heard"] == 3
    (general,) = found["standing"]
    assert (general["number"], general["answered"]) == ("allmant", 1)
    for row in found["sections"]:
        assert row["answered"] + len(row["missing"]) == totals["municipalities"]


def test_one_who_spoke_in_general_is_not_silent(remiss: Remiss) -> None:
    remiss("contribute", "allmant", "--as", "Malung-Sälen", "--text", "Allmänt sagt.")
    out = remiss("status").out
    assert "Har inte svarat" not in out
    assert "3 av 3 kommuner" in out


def test_an_expected_decision_is_not_a_decision(remiss: Remiss) -> None:
    remiss("adopt", "--as", "Falun", "--stance", "står bakom", "--expected")
    assert "1 förväntat" in remiss("status").out
    assert remiss("status", "--json").json["totals"]["decided"] == 0


def test_an_empty_response_says_how_to_begin(remiss: Remiss) -> None:
    remiss("new", "nytt")
    out = remiss("status", "-C", "nytt").out
    assert "remiss answer" in out
    assert "remiss facts" in out
    assert " 0 av 0 " not in out


@given(
    heads=st.lists(st.sampled_from(["Ave", "Bor", "Äl", "Ö"]), max_size=60),
    labels=st.lists(st.text("7.3 rubrik", min_size=1, max_size=80), min_size=1, max_size=5),
    width=st.integers(80, 200),
)
def test_every_column_is_there_and_fits(heads: list[str], labels: list[str], width: int) -> None:
    signs = tuple(sign for sign, _ in zip(itertools.cycle("+±–·"), heads, strict=False))
    rows = [matrix.Line(label, " !2", signs, 7) for label in labels]
    laid = list(matrix.lines(heads, rows, width))
    assert max(map(len, laid)) <= width
    for line in laid[-len(rows) :]:
        assert "!2" in line
        assert line.endswith("7")
        for sign in set(signs):
            assert line.count(sign) >= signs.count(sign)


@pytest.mark.parametrize("width", [None, 80, 60])
def test_the_names_can_be_read_in_any_width(width: int | None) -> None:
    rows = [matrix.Line("5 Lagen", "", ("+",) * 15, 15)]
    laid = list(matrix.lines(["Ave"] * 15, rows, width))
    head = "".join(laid[:-1])
    assert head.count("A") >= 15
    assert head.count("v") >= 15
