"""Line ends as a property of a whole text: `workbench.core.merging.line_ends`."""

import pytest

from workbench.core.merging.line_ends import LineEnds, style


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
