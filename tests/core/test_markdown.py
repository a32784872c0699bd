"""`workbench.core.markdown`: blocks out of text, and the one form in which text is stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import document as doc
from workbench.core.markdown import canonical, parse

WORDS = st.sampled_from(
    "Falu kommun avstyrker förslaget. 2 kap. 5 § bl.a. t.ex. 1. - # * _ ` | > [^1] [^1]: "
    "http://x.se 3,5 ”nej” (se s. 312). Ja? \n \n\n \t + ~~~ ``` === --- **fet** å".split(" ")
)
MARKDOWN = st.lists(WORDS, max_size=40).map(" ".join)


@given(MARKDOWN)
def test_the_stored_form_says_the_same(text: str) -> None:
    stored = canonical(text)
    assert parse(stored) == parse(canonical(stored))
    assert "".join(doc_text(stored).split()) == "".join(doc_text(text).split())


@given(st.one_of(MARKDOWN, st.text(max_size=200)))
def test_the_stored_form_is_a_fixed_point(text: str) -> None:
    stored = canonical(text)
    assert canonical(stored) == stored
    assert stored == "" or (stored.endswith("\n") and not stored.startswith("\n"))


@given(st.lists(st.tuples(WORDS, st.sampled_from(["", " ", "\n", "\n\n"])), max_size=40))
def test_what_no_parser_reads_says_what_it_would(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces).replace("`", "").replace("~", "").strip()
    read, through_the_parser = parse(text), parse(f"{text}\n\n```\nx\n```")
    assert read.blocks == through_the_parser.blocks[:-1]
    assert read.footnotes == through_the_parser.footnotes


def doc_text(text: str) -> str:
    parsed = parse(text)
    notes = [piece for blocks in parsed.footnotes.values() for piece in doc.texts(blocks)]
    return " ".join([*doc.texts(parsed.blocks), *notes])


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("En mening. En till.", "En mening.\nEn till.\n"),
        ("En mening\növer två rader. En till.", "En mening över två rader.\nEn till.\n"),
        ("A.\n\n\n\nB.", "A.\n\nB.\n"),
        ("Se 2 kap. 5 § och s. 312. Ja.", "Se 2 kap. 5 § och s. 312.\nJa.\n"),
        ("- en. två.\n- tre", "- en. två.\n- tre\n"),
        ("| a | b |\n|---|---|\n| c. d. | e |", "| a | b |\n|---|---|\n| c. d. | e |\n"),
        ("Rad ett.  \nRad två.", "Rad ett.  \nRad två.\n"),
        ("A\r\nB", "A B\n"),
        ("e\u0301tt\u200b.", "étt.\n"),
        ("   ", ""),
    ],
)
def test_one_sentence_a_line(written: str, stored: str) -> None:
    assert canonical(written) == stored


def test_reads_every_structure() -> None:
    parsed = parse(
        "Text med **fet**, *kursiv*, `kod` och [länk](https://x.se).[^1]\n\n"
        "1. ett\n2. två\n   - under\n\n> Citat.\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\n"
        "```\nordagrant\n```\n\n[^1]: En *not*.\n"
    )
    first, ordered, quote, table, verbatim = parsed.blocks
    assert isinstance(first, doc.Paragraph)
    assert [span for span in first.spans if isinstance(span, doc.Text) and span.strong] == [
        doc.Text("fet", strong=True)
    ]
    assert doc.FootnoteReference("1") in first.spans
    assert isinstance(ordered, doc.List)
    assert ordered.ordered
    assert isinstance(ordered.items[1][1], doc.List)
    assert isinstance(quote, doc.Quote)
    assert isinstance(table, doc.Table)
    assert table.align == ("center", "right")
    assert verbatim == doc.Verbatim("ordagrant")
    assert list(parsed.footnotes) == ["1"]


@pytest.mark.parametrize("text", ["<script>x</script>", "![b](http://x/y.png)", "<b>x</b>"])
def test_raw_html_and_images_are_text(text: str) -> None:
    assert "<" not in str(parse(text).footnotes)
    assert all(isinstance(block, doc.Paragraph) for block in parse(text).blocks)
