"""What holds for any text whatever."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.check.answers import agreed, all_of, find, form, writes
from workbench.core.check import Kind
from workbench.core.check.finding import Place
from workbench.core.check.prose import Text
from workbench.core.check.spelling import words_to_spell
from workbench.core.position import Position
from workbench.core.response import Form
from workbench.core.text import normalise

PIECES = [
    *("Kommunerna", "tillstyrker", "avstyrker", "inte", "förslaget", "avsnitt", "7.3", "7.9.9"),
    *(
        "Falu kommun",
        "Faluns kommun",
        "den 31 november",
        "måndag 17/9",
        "2021-02-30",
        "811218-9876",
    ),
    *("[", "]", "(", ")", "”", '"', "`", "```", "*", "_", "|", "[^1]", "[^1]:", "> ", "- ", "1. "),
    *("\n", "\n\n", "  ", "# ", "XXX", "t.ex.", "2.5 procent", "bilaga B", "och/eller", "<", "{{"),
    *("SOU 2020:74", "2020/06592", "delar", "bedömning", "15 kommuner", "utkast 2", "~~~", "\\"),
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=200),
).map(normalise)
CODES = {kind.code for kind in Kind}


@given(TEXTS, st.sampled_from([None, *Position]), st.sampled_from(Form))
def test_any_text_can_be_checked(text: str, position: Position | None, kind: Form) -> None:
    change = all_of(
        form(kind),
        agreed("7.3", text, position),
        agreed("sammanfattning", text),
        writes("mora", text, position=position),
    )
    findings = find(change)
    assert {finding.code for finding in findings} <= CODES
    assert findings == find(change)
    lines = text.count("\n") + 1
    assert all(1 <= (finding.place.line or 1) <= lines + 2 for finding in findings)


@given(TEXTS)
def test_every_line_is_read_once(text: str) -> None:
    read = Text(Place("text/7.3.md"), text, sent=True)
    assert [line.number for line in read.lines] == list(range(1, text.count("\n") + 2))
    starts = [sentence.line for sentence in read.sentences]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a@", "1", "s ", "1-", "[", "{--", "<a", "`", "Ab-", "bilaga 1, "]
)
def test_a_hostile_line_is_read_in_linear_time(piece: str) -> None:
    """Each of these took minutes with a pattern that goes back over what it has read."""
    text = piece * (60_000 // len(piece))
    assert find(agreed("7.3", text, Position.SUPPORT)) is not None
    assert list(words_to_spell(text)) is not None
