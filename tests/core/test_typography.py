"""Where a line of Swedish may not break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.language.typography import NBSP, bind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("enligt 7 kap. 3 § socialtjänstlagen", "enligt 7~kap.~3~§ socialtjänstlagen"),
        ("7 a § och 5–7 §§ samma lag", "7~a~§ och 5–7~§§ samma lag"),
        ("SOU 2020:47 (s. 312)", "SOU~2020:47 (s.~312)"),
        ("15 kommuner, 290 kommuner", "15~kommuner, 290~kommuner"),
        ("den 1 februari 2021 kl. 12.00", "den 1~februari 2021 kl.~12.00"),
        ("prop. 2024/25:89 och Ds 2023:23", "prop.~2024/25:89 och Ds~2023:23"),
        ("15 300 personer och 1 234 567,50 kr", "15~300~personer och 1~234~567,50~kr"),
        ("år 2020 100 kommuner", "år~2020 100~kommuner"),
        ("12 % av kostnaden", "12~% av kostnaden"),
        ("se avsnitt 7.3 och 7.4", "se avsnitt~7.3 och 7.4"),
        ("t. ex. så, bl. a. så, o. s. v.", "t.~ex. så, bl.~a. så, o.~s.~v."),
        ("kommunen – som är liten – anser", "kommunen~– som är liten~– anser"),
    ],
)
def test_holds_together_what_belongs_together(text: str, expected: str) -> None:
    assert bind(text).replace(NBSP, "~") == expected


@pytest.mark.parametrize(
    "text",
    [
        "2020 beslutade nämnden",
        "i 7.3 anges att",
        "plan B. Det är",
        "kap 3 och 4",
        "priset är 3 och 4",
        "15 kommunala bolag",
    ],
)
def test_leaves_other_spaces_alone(text: str) -> None:
    assert bind(text) == text


@given(
    st.text(alphabet=st.sampled_from("0123456789 §%.–akpsoubl~" + NBSP), max_size=60)
    | st.text(max_size=60)
)
def test_changes_nothing_but_kinds_of_space(text: str) -> None:
    bound = bind(text)
    assert len(bound) == len(text)
    assert bound.replace(NBSP, " ") == text.replace(NBSP, " ")
    assert all(b == t or (t, b) == (" ", NBSP) for t, b in zip(text, bound, strict=True))
    assert bind(bound) == bound
