"""Sweden's municipalities."""

from workbench.core.language.swedish import sort_key
from workbench.core.municipality_names import ALL, COUNTIES

PER_COUNTY = (26, 8, 9, 13, 13, 8, 12, 1, 5, 33, 6, 49, 16, 12, 10, 15, 10, 7, 8, 15, 14)
"""Source: SFS 2002:808 with Heby moved from Västmanland to Uppsala län in 2007."""


def test_each_county_has_its_municipalities() -> None:
    assert tuple(len(names) for names in COUNTIES.values()) == PER_COUNTY
    assert len(ALL) == sum(PER_COUNTY) == 290


def test_names_stand_in_the_order_of_the_alphabet() -> None:
    for names in COUNTIES.values():
        assert list(names) == sorted(names, key=sort_key)
