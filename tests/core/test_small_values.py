"""Tables of cases for the small values of the core."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import counties, places
from workbench.core.language.swedish import genitive, join_names, long_date, short_date, sort_key
from workbench.core.outline import (
    GENERAL,
    OTHER,
    SUMMARY,
    Outline,
    Section,
    TitleStatus,
    order_of,
)
from workbench.core.position import Position, family, parse, phrase, sign
from workbench.core.referral import normal_registration_number
from workbench.core.text import fits_xml, normalise, visible


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("S2020/06592", "S2020/06592"),
        ("S2023:02147", "S2023/02147"),
        ("Fi2020/00647/K", "Fi2020/00647/K"),
        ("N2015-06680", "N2015/06680"),
        ("S 2020/06592", "S2020/06592"),
        ("KS 2020-311", "KS 2020-311"),
        ("", ""),
    ],
)
def test_registration_numbers_have_one_spelling(written: str, normal: str) -> None:
    assert normal_registration_number(written) == normal


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("tillstyrker", Position.SUPPORT),
        ("Tillstyrker  delvis", Position.SUPPORT_IN_PART),
        ("tillstyrker-delvis", Position.SUPPORT_IN_PART),
        ("tillstyrker_synpunkter", Position.SUPPORT_WITH_COMMENTS),
        ("ingen_erinran", Position.NO_OBJECTION),
        ("delar_inte", Position.DISAGREE),
        ("avstar", Position.ABSTAIN),
        ("avsta\u030ar", Position.ABSTAIN),
        ("AVSTYRKER", Position.REJECT),
        ("gillar", None),
        ("", None),
    ],
)
def test_positions_are_found_by_their_words(words: str, position: Position | None) -> None:
    assert parse(words) is position


def test_every_position_has_a_sign_a_phrase_and_a_family() -> None:
    for position in Position:
        assert len(sign(position)) == 1
        assert phrase(position, one=True)
        assert family(position)
        assert parse(position.value) is position


def test_sorting_as_swedes_do() -> None:
    names = ["Örebro", "Ängelholm", "Åmål", "Zinkgruvan", "Avesta", "älvdalen", "Alvesta"]
    assert sorted(names, key=sort_key) == [
        "Alvesta",
        "Avesta",
        "Zinkgruvan",
        "Åmål",
        "älvdalen",
        "Ängelholm",
        "Örebro",
    ]


def test_dates_and_names() -> None:
    day = dt.date(2021, 2, 1)
    assert (long_date(day), short_date(day)) == ("1 februari 2021", "mån 1 feb")
    assert join_names(["Avesta", "Falun", "Mora"]) == "Avesta, Falun och Mora"
    assert (join_names(["Mora"]), join_names([])) == ("Mora", "")
    assert (genitive("Falun"), genitive("Borås")) == ("Faluns", "Borås")


def test_all_municipalities_of_the_country() -> None:
    every = [m for key in counties.COUNTIES for m in counties.municipalities(key)]
    assert (len(counties.COUNTIES), len(every)) == (21, 290)
    assert len({m.slug for m in every}) == 290
    assert all(m.slug.isascii() for m in every)
    for key in counties.COUNTIES:
        names = [m.name for m in counties.municipalities(key)]
        assert names == sorted(names, key=sort_key), key


@pytest.mark.parametrize(
    ("name", "official"),
    [
        ("Falun", "Falu kommun"),
        ("Gagnef", "Gagnefs kommun"),
        ("Mora", "Mora kommun"),
        ("Malung-Sälen", "Malung-Sälens kommun"),
        ("Malmö", "Malmö stad"),
        ("Borås", "Borås stad"),
        ("Lidingö", "Lidingö stad"),
        ("Gotland", "Region Gotland"),
    ],
)
def test_official_names(name: str, official: str) -> None:
    assert counties.official_name(name) == official


def test_counties_are_found_by_what_people_call_them() -> None:
    for words in ("Dalarna", "dalarnas län", "Dalarnas", "DALARNA"):
        assert counties.find(words) == "dalarna"
    assert counties.find("Västra Götaland") == "vastra-gotaland"
    assert counties.find("Småland") == ""


def test_the_order_of_an_answer() -> None:
    keys = [OTHER, "10.3.5", "7.3", "7.3.4", GENERAL, "7", SUMMARY, "10"]
    assert sorted(keys, key=order_of) == [
        SUMMARY,
        GENERAL,
        "7",
        "7.3",
        "7.3.4",
        "10",
        "10.3.5",
        OTHER,
    ]


def test_a_heading_that_was_not_seen_is_not_invented() -> None:
    outline = Outline(
        sections=(
            Section(number="10.3.5", title_status=TitleStatus.UNSEEN, topic="Särskild avgift"),
        )
    )
    assert outline.heading("10.3.5") == "(om särskild avgift)"
    assert outline.nearest("10.3.5.2") == "10.3.5"
    assert outline.nearest("Avsnitt 10.3.5") == "10.3.5"


@given(st.text())
def test_what_is_shown_can_do_nothing_to_a_terminal(text: str) -> None:
    shown = visible(text)
    assert all(c >= " " and c != "\x7f" and not "\x80" <= c <= "\x9f" for c in shown)
    assert visible(shown) == shown
    assert not set(shown) & set("\u202e\u200b\ufeff\u2066")


@given(st.text())
def test_what_is_stored_fits_every_format(text: str) -> None:
    stored = normalise(text)
    assert normalise(stored) == stored
    assert fits_xml(stored)


def test_swedish_text_is_shown_and_stored_as_it_is() -> None:
    text = "Älvdalens förslag – ”å, ä, ö” § 7 kap.\u00a03 é 50 % × 2 ‹›"
    assert visible(text) == normalise(text) == text


@pytest.mark.parametrize(
    ("path", "kind", "owner"),
    [
        ("response.toml", places.Kind.FACTS, "main"),
        ("text/7.3.md", places.Kind.TEXT, "main"),
        ("text/allmant.md", places.Kind.TEXT, "main"),
        ("municipalities/falun/contributions/7.3.md", places.Kind.CONTRIBUTION, "falun"),
        ("municipalities/falun/received/contributions/7.3.md", places.Kind.CONTRIBUTION, "main"),
        ("municipalities/falun/adoption.toml", places.Kind.ADOPTION, "falun"),
        ("decisions/7.3.toml", places.Kind.DECISIONS, "main"),
    ],
)
def test_what_lies_where(path: str, kind: places.Kind, owner: str) -> None:
    place = places.place(path)
    assert place is not None
    assert (place.kind, places.owner(path)) == (kind, owner)


@pytest.mark.parametrize(
    "path", ["anteckning.md", "text/../x.md", "text/7.3.txt", "municipalities/Å/adoption.toml"]
)
def test_other_files_are_nothing_of_ours(path: str) -> None:
    assert places.place(path) is None
