"""Who insists on what stands above their work."""

import pytest

from workbench.core.merging.context import insisting, parted
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
