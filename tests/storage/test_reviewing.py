"""Files of the review, read in full and at a glance."""

from hypothesis import given
from hypothesis import strategies as st

from workbench.core.reviewing.wanted import WantedText
from workbench.storage import reviewing

LINES = st.lists(st.sampled_from(["En mening.", "", "- En punkt.", "+++", "| a | b |", "Åäö."]))


@given(LINES, st.sampled_from(["", '+++\nposition = "tillstyrker"\n+++\n\n']), st.booleans())
def test_a_glance_sees_what_reading_does(lines: list[str], head: str, crlf: bool) -> None:
    base = "0123456789" * 4
    value = WantedText(base=base, text="Ett stycke.\n\n" + "\n".join(lines))
    written = reviewing.write_wanted(None, value)
    facts, fence, body = written.partition(b"\n+++\n\n")
    data = facts + fence + head.encode() + body
    data = data.replace(b"\n", b"\r\n") if crlf else data
    read = reviewing.read_wanted(data, "5.md")
    assert (reviewing.begun(data), reviewing.glance(data)) == (base, read.text)


def test_a_broken_file_says_nothing() -> None:
    assert reviewing.glance(b"+++\nbase = ") == ""
    assert reviewing.begun(b"+++\nbase = 5\n+++\n") == ""
