"""Which words of a text are looked up."""

import pytest

from tests.core.check.answers import NAMES, municipality
from workbench.core.check.names import names_of
from workbench.core.check.spelling import names_to_skip, words_to_spell

KNOWN = names_to_skip(names_of(municipality(slug) for slug in NAMES))


def words(markdown: str) -> list[str]:
    return [word.text for word in words_to_spell(markdown, KNOWN)]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param("Kommunerna vill se mer.", ["Kommunerna", "vill", "se", "mer"], id="plain"),
        pytest.param("Barn i Malung-Sälen och Falun.", ["Barn", "och"], id="group's names"),
        pytest.param("Falu kommun vill.", ["kommun", "vill"], id="name first in the sentence"),
        pytest.param("Enligt Socialstyrelsen och Lena.", ["Enligt", "och"], id="other names"),
        pytest.param("Lagen (2001:453) gäller 12 kap. 7 §.", ["Lagen", "gäller"], id="law"),
        pytest.param("I SOU 2020:47 och prop. 2024/25:89 s. 3.", ["och"], id="references"),
        pytest.param("Stöd t.ex. enligt LSS och SoL.", ["Stöd", "enligt", "och"], id="short"),
        pytest.param("Hälso- och sjukvård.", ["och", "sjukvård"], id="half a compound"),
        pytest.param("Se `kod` och <https://a.se/x>.", ["Se", "och"], id="code and address"),
        pytest.param("```\nfelstavaat\n```", [], id="verbatim"),
        pytest.param("Ett *felstavaat* ord.", ["Ett", "felstavaat", "ord"], id="emphasis"),
        pytest.param(
            "| Kol | Två |\n|---|---|\n| ett | tvv |", ["Kol", "Två", "ett", "tvv"], id="table"
        ),
        pytest.param("> Citat ur lagen.", ["Citat", "ur", "lagen"], id="quotation"),
        pytest.param("Ja. Sedan kom det.", ["Ja", "Sedan", "kom", "det"], id="new sentence"),
        pytest.param("E-tjänster är bra.", ["E-tjänster", "är", "bra"], id="hyphen"),
    ],
)
def test_which_words_are_looked_up(markdown: str, expected: list[str]) -> None:
    assert words(markdown) == expected


def test_tells_the_line() -> None:
    found = list(words_to_spell("# Rubrik\n\nEtt ord.\nTvå ord.\n"))
    assert [(word.line, word.text) for word in found] == [
        (1, "Rubrik"),
        (3, "Ett"),
        (3, "ord"),
        (4, "Två"),
        (4, "ord"),
    ]
