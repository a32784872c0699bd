"""Reading a filled row of the answer form."""

import pytest

from workbench.core.contribution import Contribution
from workbench.core.exchange.form import Row, answered
from workbench.core.position import Position


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("5", "tillstyrker"), Contribution(position=Position.SUPPORT)),
        (Row("5", "Tillstyrker."), Contribution(position=Position.SUPPORT)),
        (Row("5", "ingen erinran"), Contribution(position=Position.NO_OBJECTION)),
        (
            Row("5", "tillstyrker med förbehåll", "om X"),
            Contribution(position=Position.SUPPORT_ON_CONDITION, condition="om X"),
        ),
        (Row("5", text="Bra.\n"), Contribution(text="Bra.\n")),
        (Row("5", "", "om X", "Bra.\n"), Contribution(text="Bra.\n\nFörbehåll: om X")),
    ],
)
def test_what_a_row_says(row: Row, expected: Contribution) -> None:
    found = answered(row)
    assert (found.contribution, found.trouble) == (expected, "")


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        (Row("5", "avstyrkar"), "”avstyrkar” är inget ställningstagande; menas ”avstyrker”?"),
        (Row("5", "se bilaga"), "”se bilaga” är inget ställningstagande"),
        (Row("5", "tillstyrker med förbehåll"), "utan att förbehållet är ifyllt"),
    ],
)
def test_what_a_row_cannot_say(row: Row, trouble: str) -> None:
    assert trouble in answered(row).trouble


def test_what_was_meant_goes_before_what_stands() -> None:
    row = Row("5", "avstyrkar", text="Bra.\n")
    assert answered(row, "avstyrker").contribution.position is Position.REJECT
    assert answered(row, "").contribution == Contribution(text="Bra.\n")


def test_no_stand_is_told_of_where_one_is_asked_for() -> None:
    assert answered(Row("5", text="Bra.\n")).remark == "inget ställningstagande är valt"
    assert answered(Row("ovrigt", text="Bra.\n")).remark == ""
