"""Short names: three letters of its own for every municipality."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.core import counties
from workbench.core.party import Municipality, short_names
from workbench.core.referral import Referral
from workbench.core.response import About, Facts, Response

THE_COUNTRY = [one for county in counties.COUNTIES for one in counties.municipalities(county)]


def called(name: str, abbreviation: str = "") -> Municipality:
    return Municipality(
        slug=counties.slug(name),
        name=name,
        official_name=f"{name} kommun",
        abbreviation=abbreviation,
    )


def shorts(*municipalities: Municipality) -> list[str]:
    return list(short_names(municipalities).values())


def test_every_municipality_of_the_country_has_three_letters_of_its_own() -> None:
    found = shorts(*THE_COUNTRY)
    assert len({short.casefold() for short in found}) == len(THE_COUNTRY) == 290
    assert {len(short) for short in found} == {3}
    assert all(short[0] == one.name[0] for short, one in zip(found, THE_COUNTRY, strict=True))


def test_who_stands_alone_keeps_how_the_name_begins() -> None:
    assert shorts(called("Falun"), called("Malung-Sälen"), called("Mora")) == ["Fal", "Mal", "Mor"]


def test_capitals_further_on_part_two_that_begin_alike() -> None:
    assert shorts(called("Östersund"), called("Östra Göinge")) == ["Öst", "ÖsG"]
    assert shorts(called("Upplands Väsby"), called("Upplands-Bro")) == ["Upp", "UpB"]
    assert shorts(called("Karlstad"), called("Karlskoga")) == ["Kar", "Kal"]


def test_what_is_chosen_goes_before_what_is_made_up() -> None:
    assert shorts(called("Östersund"), called("Östra Göinge", "ÖST")) == ["Öse", "ÖST"]
    assert shorts(called("Kilafors"), called("Kil")) == ["Kia", "Kil"]
    assert shorts(called("Solna", "SOL"), called("Sollentuna", "Sol")) == ["SOL", "Soe"]


@given(st.lists(st.sampled_from(THE_COUNTRY), unique=True, max_size=60))
def test_no_two_are_the_same_whoever_takes_part(some: list[Municipality]) -> None:
    found = short_names(some)
    assert list(found) == [one.slug for one in some]
    assert len({short.casefold() for short in found.values()}) == len(some)
    assert all(len(short) == 3 for short in found.values())


def test_a_hundred_of_one_name_are_told_apart() -> None:
    alike = [Municipality(slug=f"a{n}", name="A", official_name="A kommun") for n in range(100)]
    found = shorts(*alike)
    assert len(set(found)) == 100
    assert max(map(len, found)) == 3


def test_a_short_name_finds_its_own_and_a_whole_name_goes_before_it() -> None:
    some = (called("Alingsås", "ALE"), called("Ale"), called("Östersund"), called("Östra Göinge"))
    facts = Facts(format=1, response=About(id="prov"), referral=Referral(), municipalities=some)
    response = Response(facts)
    wanted = {"ale": "Ale", "öst": "Östersund", "ösg": "Östra Göinge", "": None, "xyz": None}
    for words, name in wanted.items():
        found = response.municipality(words)
        assert (found.name if found else None) == name
