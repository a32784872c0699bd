"""Who insists on what stands above their work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.merging.context import insisting, parted
from workbench.core.merging.merge import merge
from workbench.core.merging.reading import Reading, read
from workbench.core.merging.units import Cut, cut

BASE = """# Förslag

Inledning om förslaget.

## Skola

Skolan behöver mer tid. Kommunen avstyrker:

- kortare skoldag
  - för de yngsta
- längre lov

Efter listan.

## Vård

Vården är bra.
"""
UNITS = [unit.text for unit in cut(BASE).units]
LIST = "Kommunen avstyrker:\n\n- kortare skoldag\n  - för de yngsta\n- längre lov\n\n"
SCHOOL = BASE[BASE.index("## Skola") : BASE.index("## Vård")]


def readings(*texts: str) -> tuple[Cut, list[Reading]]:
    """Read versions against the base."""
    base = cut(BASE)
    return base, [read(base, cut(text), (str(n),)) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("taken", "worked", "kept"),
    [
        pytest.param((LIST, ""), ("lov\n", "lov\n- senare start\n"), ["Kommunen avstyrker:"],
                     id="a list"),
        pytest.param((LIST, ""), ("yngsta\n", "yngsta\n  - för de äldsta\n"),
                     ["Kommunen avstyrker:", "- kortare skoldag"], id="an item of an item"),
        pytest.param((SCHOOL, ""), ("längre lov", "längre lov och ledigt"),
                     ["## Skola", "Kommunen avstyrker:"], id="a section with a list"),
        pytest.param((SCHOOL, ""), ("Efter listan.", "Genast efter listan."), ["## Skola"],
                     id="a paragraph after the list belongs to the heading alone"),
        pytest.param((SCHOOL, ""), ("## Vård", "## Omsorg\n\nMer.\n\n## Vård"), [],
                     id="another section after it"),
        pytest.param((SCHOOL, ""), ("## Skola", "Mer inledning.\n\n## Skola"), [],
                     id="a paragraph before it"),
        pytest.param(("avstyrker:", "tillstyrker:"), ("lov\n", "lov\n- senare start\n"),
                     ["Kommunen avstyrker:"], id="a list turned round"),
        pytest.param((" Kommunen avstyrker:", ""), ("lov\n", "lov\n- senare start\n"),
                     ["Kommunen avstyrker:"], id="what announces a list taken away alone"),
        pytest.param(("avstyrker:", "tillstyrker:"), ("längre lov", "långa lov"), [],
                     id="a list turned round and an item of it edited"),
        pytest.param(("## Skola", "## Skolan"), ("Efter listan.", "Efter listan.\n\nMer."), [],
                     id="a heading that is only edited"),
    ],
)  # fmt: skip
def test_whoever_works_under_a_line_insists(
    taken: tuple[str, str], worked: tuple[str, str], kept: list[str]
) -> None:
    base, versions = readings(BASE.replace(*taken), BASE.replace(*worked))
    found = insisting(base, versions)
    assert [UNITS[unit] for unit in sorted(found)] == kept
    assert all(who == {1} for who in found.values())


def test_one_who_does_both_insists_on_nothing() -> None:
    turned = BASE.replace("avstyrker:", "tillstyrker:")
    base, versions = readings(turned, turned.replace("lov\n", "lov\n- senare start\n"))
    assert insisting(base, versions) == {}


def test_a_paragraph_between_two_that_are_gone() -> None:
    text = "Ett.\n\nTvå och tre.\n\nFyra.\n\nFem.\n"
    base = cut(text)
    gone, between = text.replace("Två och tre.\n\nFyra.\n\n", ""), "Två och tre.\n\nNytt här."
    versions = [read(base, cut(gone), ("a",))]
    versions.append(read(base, cut(text.replace("Två och tre.", between)), ("b",)))
    assert list(parted(base, versions)) == [range(1, 3)]


ITEM = "- En ny punkt som bara en har skrivit."


@st.composite
def lists(draw: st.DrawFn) -> tuple[str, str, str, str]:
    """Write lists, what one does to them, the same with one new item, and what announces that."""
    leads = [
        f"Om ämne {n} gäller att kommunen {v}:" for n, v in enumerate(["avstyrker", "vill"] * 2)
    ]
    lines = [
        line
        for n, lead in enumerate(leads[: draw(st.integers(1, 4))])
        for line in ["", lead, "", *(f"- Punkt {n}{m} i listan." for m in range(draw(COUNTS)))]
    ][1:]
    places = [n for n, line in enumerate(lines) if line.startswith("-")]
    place = draw(st.sampled_from(places)) + draw(st.integers(0, 1))
    lead = next(line for line in reversed(lines[:place]) if line.endswith(":"))
    start = draw(st.integers(0, len(lines)))
    one = lines[:start] + lines[start + draw(st.integers(0, 8)) :]
    turned = draw(st.booleans())
    one = [line.replace("avstyrker", "tillstyrker") for line in one] if turned else one
    other = [*lines[:place], ITEM, *lines[place:]]
    base, mine, yours = ("\n".join(text) + "\n" for text in (lines, one, other))
    return base, mine, yours, lead


COUNTS = st.integers(1, 4)


@given(lists())
def test_a_new_item_stands_under_what_announced_it(texts: tuple[str, str, str, str]) -> None:
    base, one, other, lead = texts
    merged = merge(base, {"Falun": one, "Mora": other})
    if ITEM in merged.text:
        above = merged.text[: merged.text.index(ITEM)].split("\n")
        assert next(line for line in reversed(above) if line.endswith(":")) == lead
    else:
        assert any(ITEM in side.text for found in merged.conflicts for side in found.sides)
