"""Laws of `workbench.pdf.typeset` over made-up documents."""

import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pdf.typeset_reading import pieces, read_aloud, squeezed
from workbench.core import document as doc
from workbench.core.text import normalise
from workbench.pdf.accessibility import check_accessibility
from workbench.pdf.typeset import write

HOSTILE = (
    *("#eval(1)", '#read("/etc/passwd")', "#panic()", "*fet*", "_x_", "$x^2$", "@avsnitt", "<a>"),
    *("\\", "//", "/* a */", '"', "'", "`", "```", "~", "--", "...", "=", "- a", "+ b", "/ c: d"),
    *("#[", "]", "{", "}", "#", "https://a.se/#b", "\\u{41}", "&amp;", "%", "1."),
)
ODD = (
    *("\x00", "\x1b[31m", "\x7f", "\u200b", "\u202e", "\ufeff", "\ud800", "\t", "\n", "\u2028"),
    *(
        "😀",
        "👨‍👩‍👧",
        "🇸🇪",
        "1️⃣",
        "中文字",
        "ཀ",
        "क्षि",
        "กำ",
        "e\u0301\u0323",
        "\ue000",
        "\U0010fffd",
    ),
    *("שלום", "مرحبا", "\U0001fffe", "ﬁ", "ﷺ", "\u00ad", "\u2011", "½", "☑", "→", "x" * 200),
)
PLAIN = ("Kommunen", "tillstyrker", "7 kap. 3 §", "SOU 2020:47", "åäö", "–", "15 kommuner", ".")

IGNORABLE = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u3164\ufe00-\ufe0f\uffa0]"
)

words = st.sampled_from(HOSTILE + ODD + PLAIN + PLAIN) | st.text(max_size=4)
texts = st.lists(words, max_size=6).map(" ".join)

marks = st.none() | st.builds(
    doc.Mark, st.sampled_from(["inserted", "deleted"]), st.sampled_from(["Falu kommun", "#x", ""])
)
looks = st.builds(
    doc.Text,
    text=texts,
    strong=st.booleans(),
    emphasis=st.booleans(),
    code=st.booleans(),
    strike=st.booleans(),
    link=st.sampled_from(["", "", "https://a.se/?b=#c", "javascript:x", "mailto:a@b.se", "#"]),
)
LABELS = ("a", "b", "#c", "d d")
spans = st.lists(
    looks
    | st.just(doc.LineBreak())
    | st.builds(doc.FootnoteReference, st.sampled_from(LABELS))
    | st.builds(doc.SectionReference, texts, st.sampled_from(["1", "1.1", "finns inte"]))
    | st.builds(doc.CommentAnchor, st.just("k")),
    max_size=4,
).map(tuple)
paragraphs = st.builds(doc.Paragraph, spans, st.sampled_from(doc.Role))
headings = st.builds(
    doc.Heading,
    st.integers(1, 9),
    texts,
    st.sampled_from(["", "1", "1.1", "7.3-a"]),
    st.sampled_from(["", "7.3"]),
    st.booleans(),
)


@st.composite
def tables(draw: st.DrawFn) -> doc.Table:
    columns = draw(st.integers(1, 4) | st.integers(1, 20))
    row = st.lists(spans, min_size=columns, max_size=columns).map(tuple)
    return doc.Table(
        draw(row),
        tuple(draw(st.lists(row, max_size=3))),
        draw(st.sampled_from([(), ("center",) * columns, ("right",) * columns])),
        draw(texts),
        draw(st.sampled_from([(), tuple(range(columns)), (1, 2)])),
    )


leaves = (
    paragraphs
    | headings
    | tables()
    | st.builds(doc.Verbatim, texts)
    | st.builds(doc.TableOfContents, st.integers(1, 3), st.sampled_from(["Innehåll", ""]))
    | st.just(doc.PageBreak())
    | st.just(doc.Rule())
)
blocks = st.recursive(
    leaves,
    lambda inner: (
        st.builds(
            doc.List,
            st.lists(st.lists(inner, max_size=3).map(tuple), max_size=3).map(tuple),
            st.booleans(),
            st.integers(0, 99),
        )
        | st.builds(doc.Quote, st.lists(inner, max_size=3).map(tuple))
        | st.builds(doc.Region, st.just("7"), st.lists(inner, max_size=3).map(tuple))
    ),
    max_leaves=12,
)
letterheads = st.builds(
    doc.Letterhead,
    sender=texts,
    members=st.lists(words, max_size=60).map(tuple),
    kind=texts,
    date=st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)),
    our_reference=texts,
    your_reference=texts,
    recipient=st.lists(texts, max_size=4).map(tuple),
    contact=st.lists(texts, max_size=2).map(tuple),
    marking=st.sampled_from(["", "", "UTKAST", "#x"]),
)
documents = st.builds(
    doc.Document,
    title=texts,
    letterhead=letterheads,
    body=st.lists(blocks, min_size=3, max_size=8).map(tuple),
    footnotes=st.fixed_dictionaries(
        {label: st.lists(blocks, max_size=2).map(tuple) for label in LABELS}
    ),
    subject=texts,
    author=texts,
    keywords=st.lists(texts, max_size=3).map(tuple),
    language=st.sampled_from(["sv-SE", "sv", "en-GB", "", "#x"]),
    version=texts,
)


def seen(text: str) -> str:
    """What of a text is to be read: as `typeset` cleans it, less what no shaper keeps."""
    text = re.sub(
        "[\ue000-\uf8ff\U000f0000-\U0010ffff]",
        lambda found: f"⟨U+{ord(found[0]):04X}⟩",
        normalise(text),
    )
    return IGNORABLE.sub("", squeezed(text))


def is_simple(text: str) -> bool:
    """Tell whether a text is drawn from left to right with one picture a character."""
    return not any(
        unicodedata.bidirectional(c) in {"R", "AL", "AN"} or unicodedata.category(c)[0] == "M"
        for c in text
    )


def holds_in_order(whole: str, parts: Iterable[str]) -> bool:
    """Tell whether the parts stand in the whole one after the other.

    Letters that run from right to left stand in a page in the order that they are drawn in, which
    is for the reader to turn, and the typesetter says stacked accents once for each of them. Of a
    part that has such, only that nothing is lost can be told.
    """
    at = 0
    for part in parts:
        if not is_simple(part):
            assert not Counter(part) - Counter(whole), ascii(part)
            continue
        found = whole.find(part, at)
        assert found >= 0, ascii((part, whole[at : at + 200]))
        at = found + len(part)
    return True


@settings(max_examples=max(60, settings().max_examples // 8))
@given(documents)
def test_any_document_becomes_an_accessible_pdf_that_says_everything_in_order(
    document: doc.Document,
) -> None:
    pdf = write(document)
    assert check_accessibility(pdf) == ()
    body = IGNORABLE.sub("", read_aloud(pdf).body)
    assert holds_in_order(body, map(seen, pieces(document.body)))
