"""Line ends as a property of a whole text: `workbench.core.merging.line_ends`."""

import pytest

from workbench.core.merging.line_ends import LineEnds, style
from workbench.core.merging.merge import merge


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", ""), ("a", ""), ("a\nb", "\n"), ("a\r\n", "\r\n"), ("a\rb", "\r"), ("a\r\nb\n", None)],
)
def test_knows_the_line_end(text: str, expected: str | None) -> None:
    assert style(text) == expected


@pytest.mark.parametrize(
    ("base", "versions", "expected"),
    [
        pytest.param("a\n", ["b\r\n"], "x\r\n", id="one changed it"),
        pytest.param("a\n", ["b\r\n", "c\n"], "x\r\n", id="one of two changed it"),
        pytest.param("a\n", ["b\r\n", "c\r"], "x\n", id="two changed it differently"),
        pytest.param("a\r\n", ["b\r\n"], "x\r\n", id="nobody changed it"),
        pytest.param("a\nb\r\n", ["c\r\n"], "x\n", id="the base mixes"),
    ],
)
def test_gives_what_is_wanted(base: str, versions: list[str], expected: str) -> None:
    own = "\r\n" if base.endswith("\r\n") and "\n" not in base[:-2] else "\n"
    assert LineEnds(base, versions).as_wanted(f"x{own}") == expected


def test_compares_with_the_line_ends_of_the_base() -> None:
    ends = LineEnds("a\nb\n", ["a\r\nc\r\n"])
    assert ends.as_base("a\r\nc\r\n") == "a\nc\n"
    assert ends.as_base("a\r\nc\n") == "a\r\nc\n"


@pytest.mark.parametrize(
    ("base", "versions", "expected"),
    [
        pytest.param("", ["a\r\n", "b\r\nc\r\n"], "\r\n", id="an empty base, sides alike"),
        pytest.param("a", ["a\rb", "a\rc"], "\r", id="one line, sides alike"),
        pytest.param("", ["a\r\n", "b\n"], "\n", id="an empty base, sides that differ"),
        pytest.param("", ["a", "b"], "\n", id="no line ends at all"),
        pytest.param("a\rb\r", ["c\rb\r"], "\r", id="as the base has it"),
        pytest.param("a\r\nb\n", ["c\r\n"], "\r\n", id="a base that mixes"),
    ],
)
def test_parts_two_texts_as_the_others_do(base: str, versions: list[str], expected: str) -> None:
    assert LineEnds(base, versions).between == expected


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("base", ["", "Noll."])
def test_what_two_put_into_an_empty_text_has_their_line_ends(end: str, base: str) -> None:
    sides = {"x": f"Ett.{end}Två.{end}", "y": f"- Tre.{end}{end}Fyra.{end}"}
    assert style(merge(base, sides).text) == end
