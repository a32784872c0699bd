"""Every fault that real answers were sent with is found, one by one and all at once."""

import datetime as dt

import pytest

from tests.core.check.answers import (
    Change,
    agreed,
    all_of,
    codes,
    everybody,
    nothing,
    referral,
    says,
    told,
)
from workbench.core.party import Invited
from workbench.core.position import Position

DEFECTS: dict[str, tuple[Change, str]] = {
    "text of the template": (
        says("Click or tap here to enter text.\n\nClick or tap here to enter text.", "9.1"),
        "platshallare",
    ),
    "number of a draft": (says("Dokument-id 12345 VERSION 0.11", "9.1"), "versionsmarke"),
    "wrong title": (
        says("Remiss av betänkandet En hållbar socialtjänstlag (SOU 2020:47).", "sammanfattning"),
        "titel-avviker",
    ),
    "dated ten days late": (told(dated=dt.date(2021, 2, 11)), "frist-passerad"),
    "number without its letter": (
        referral(registration_number="2020/06592"),
        "dnr-utan-bokstav",
    ),
    "number without its letter in the text": (
        says("Departementets ärende 2020/06592.", "sammanfattning"),
        "dnr-i-text",
    ),
    "headings of chapters and of sections": (
        agreed("7", "Kommunerna tillstyrker förslagen i kapitlet.\n", Position.SUPPORT),
        "rubriker-blandade",
    ),
    "särskilt yttrande first": (
        agreed("allmant", "Särskilt yttrande\n\nLedamöterna anser att förslaget är oklart.\n"),
        "sarskilt-yttrande-forst",
    ),
    "uninvited and offered": (
        all_of(
            everybody(invited=Invited.NO),
            says("Kommunerna har erbjudits möjlighet att yttra sig.", "sammanfattning"),
        ),
        "inbjudan-motsagd",
    ),
}


@pytest.mark.parametrize(("change", "code"), DEFECTS.values(), ids=DEFECTS.keys())
def test_a_real_defect_is_found(change: Change, code: str) -> None:
    assert code in codes(change)
    assert code not in codes(nothing)


def test_all_of_them_are_found_in_one_answer() -> None:
    with_its_letter = [one for name, one in DEFECTS.items() if name != "number without its letter"]
    found = codes(all_of(*(change for change, _ in with_its_letter)))
    assert {code for _, code in with_its_letter} <= found
