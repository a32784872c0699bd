"""Working copies: rejecting every tracked change gives the agreed text, accepting the proposal."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core import document as doc
from workbench.core.answer.alternatives import Alternative, OpenConflict, with_alternatives
from workbench.core.answer.proof import Proposed, Remark, tracked
from workbench.core.markdown import canonical, parse

AT = dt.datetime.fromisoformat("2020-11-20T10:00")


def view(blocks: tuple[doc.Block, ...], gone: str) -> list[str]:
    """Read blocks as Word does when every mark of one kind, and what bears it, is taken away."""
    found: list[str] = []
    open_ = ""
    for block in blocks:
        match block:
            case doc.Paragraph():
                open_ += said(block.spans, gone)
                if block.mark is not None and block.mark.kind == gone:
                    continue
                found.append(open_)
                open_ = ""
            case doc.List(items=items):
                found += [text for item in items for text in view(item, gone)]
            case doc.Quote(blocks=inner):
                found += view(inner, gone)
            case doc.Table(header=header, rows=rows):
                found += [said(cell, gone) for row in (header, *rows) for cell in row]
            case doc.Heading(text=text):
                found.append(text)
    return [text for text in (*found, open_) if text]


def said(spans: tuple[doc.Span, ...], gone: str) -> str:
    pieces = []
    for span in spans:
        if isinstance(span, doc.FootnoteReference):
            pieces.append("*")
        elif not (isinstance(span, doc.Text) and span.mark and span.mark.kind == gone):
            pieces.append(doc.plain((span,)))
    return "".join(pieces)


def proposed(text: str, author: str = "Utredare, Falu kommun") -> Proposed:
    return Proposed(author, AT, canonical(text))


BASE = canonical(
    "Kommunerna tillstyrker förslaget. Det behövs resurser.\n\n"
    "Följande bör ändras:\n\n- stödet\n- tiden\n\n"
    "Lagen bör gälla från årsskiftet. Då hinner alla.\n"
)

CASES = {
    "a word": BASE.replace("resurser", "pengar"),
    "a sentence put in": BASE.replace("Det behövs", "Så är det. Det behövs"),
    "the first sentence struck": BASE.replace("Kommunerna tillstyrker förslaget.\n", ""),
    "the last sentence struck": BASE.replace("Då hinner alla.\n", ""),
    "a paragraph put in": BASE.replace("Följande", "Ett nytt stycke. Med två.\n\nFöljande"),
    "a paragraph last": BASE + "\nEtt nytt stycke sist.\n",
    "a paragraph first": "Ett nytt stycke först.\n\n" + BASE,
    "a paragraph struck": BASE.replace("Lagen bör gälla från årsskiftet.\nDå hinner alla.\n", ""),
    "a paragraph divided": BASE.replace("förslaget.\n", "förslaget.\n\n"),
    "paragraphs joined": BASE.replace("resurser.\n\n", "resurser.\n"),
    "an item put in": BASE.replace("- tiden", "- pengarna\n- tiden"),
    "an item struck": BASE.replace("- stödet\n", ""),
    "an item changed": BASE.replace("- tiden", "- den korta tiden"),
    "a list put in": BASE.replace("Lagen", "- ett\n- två\n\nLagen"),
    "emphasis": BASE.replace("resurser", "*resurser*"),
    "moved": canonical(
        BASE.replace("Då hinner alla.\n", "").replace("Det behövs", "Då hinner alla.\nDet behövs")
    ),
    "everything": "Helt annan text.\n",
    "nothing": "",
}


@pytest.mark.parametrize("wanted", CASES.values(), ids=CASES.keys())
def test_both_sides_of_every_change(wanted: str) -> None:
    after = (doc.Heading(1, "Nästa avsnitt", "nasta"),)
    shown = (*tracked(BASE, [proposed(wanted)]).blocks, *after)
    assert view(shown, "inserted") == [*view(parse(BASE).blocks, ""), "Nästa avsnitt"]
    assert view(shown, "deleted") == [*view(parse(canonical(wanted)).blocks, ""), "Nästa avsnitt"]


def test_only_the_words_that_differ_are_marked() -> None:
    shown = tracked(BASE, [proposed(CASES["a word"])]).blocks
    marks = [s for s in shown[0].spans if isinstance(s, doc.Text) and s.mark]  # type: ignore[union-attr]
    assert [(s.mark.kind, s.text) for s in marks if s.mark] == [
        ("deleted", "resurser"),
        ("inserted", "pengar"),
    ]
    assert all(
        s.mark and (s.mark.author, s.mark.at) == ("Utredare, Falu kommun", AT) for s in marks
    )


def test_two_wordings_of_one_sentence_stand_beside_each_other() -> None:
    one, other = BASE.replace("resurser", "pengar"), BASE.replace("resurser", "folk")
    shown = tracked(BASE, [proposed(one, "Falun"), proposed(other, "Mora")]).blocks
    assert view(shown, "inserted") == view(parse(BASE).blocks, "")
    assert view(shown, "deleted")[0] == (
        "Kommunerna tillstyrker förslaget. Det behövs pengar. Det behövs folk."
    )


def test_a_footnote_stays_with_its_sentence() -> None:
    text = canonical("En mening.[^1] En till.\n\n[^1]: Noten.\n")
    shown = tracked(text, [proposed(text.replace("till", "annan"))])
    assert list(shown.footnotes) == ["1"]
    assert view(shown.blocks, "inserted") == ["En mening.* En till."]


TABLE = "| A | B |\n|---|---|\n| 1 | 2 |\n"


def test_a_table_is_changed_by_row_and_cell() -> None:
    wanted = TABLE.replace("2 |", "3 |\n| 4 | 5 |")
    (table,) = tracked(TABLE, [proposed(wanted)]).blocks
    assert view((table,), "inserted") == ["A", "B", "1", "2"]
    assert view((table,), "deleted") == ["A", "B", "1", "3", "4", "5"]
    assert isinstance(table, doc.Table)
    assert [mark and mark.kind for mark in table.marks] == [None, None, "inserted"]


def test_a_table_whose_columns_change_is_struck_and_put_in_whole() -> None:
    wanted = "| A |\n|---|\n| 1 |\n"
    shown = tracked(TABLE, [proposed(wanted)]).blocks
    assert view(shown, "inserted") == ["A", "B", "1", "2"]
    assert view(shown, "deleted") == ["A", "1"]


NOTED = canonical("En mening. En till.[^a]\n\n[^a]: Noten.\n")


def kind_of(mark: doc.Mark | None) -> str | None:
    return mark.kind if mark else None


def notes_of(wanted: str) -> list[tuple[str | None, list[tuple[str | None, str]]]]:
    """The kind of each reference's mark, and what its note says by the kinds of its marks."""
    shown = tracked(NOTED, [proposed(wanted)])
    (paragraph,) = shown.blocks
    assert isinstance(paragraph, doc.Paragraph)
    found = []
    for span in paragraph.spans:
        if isinstance(span, doc.FootnoteReference):
            (note,) = shown.footnotes[span.label]
            assert isinstance(note, doc.Paragraph)
            words = [(kind_of(s.mark), s.text) for s in note.spans if isinstance(s, doc.Text)]
            found.append((kind_of(span.mark), words))
    return found


def test_a_footnote_that_is_put_in_is_marked_with_all_that_it_says() -> None:
    wanted = NOTED.replace("mening.", "mening.[^b]") + "\n[^b]: Ny not.\n"
    assert notes_of(wanted) == [("inserted", [("inserted", "Ny not.")]), (None, [(None, "Noten.")])]


def test_a_footnote_that_is_struck_is_marked_with_all_that_it_says() -> None:
    assert notes_of("En mening. En till.\n") == [("deleted", [("deleted", "Noten.")])]


def test_a_footnote_that_is_edited_is_compared_word_by_word() -> None:
    wanted = NOTED.replace("Noten.", "Hela noten.").replace("[^a]: Hela noten", "[^a]: En lång not")
    assert notes_of(wanted) == [
        (None, [("deleted", "Noten"), ("inserted", "En lång not"), (None, ".")])
    ]


def test_comments_stand_around_their_sentence() -> None:
    shown = tracked(BASE, [], [Remark("a", 2), Remark("b", None), Remark("c", 6)]).blocks
    anchors = [
        [s.label for s in p.spans if isinstance(s, doc.CommentAnchor) and not s.end]
        for p in shown
        if isinstance(p, doc.Paragraph)
    ]
    assert anchors == [["b", "a"], [], []]
    (listed,) = [block for block in shown if isinstance(block, doc.List)]
    assert doc.CommentAnchor("c") in listed.items[0][0].spans  # type: ignore[union-attr]


SENTENCES = st.sampled_from(
    [
        "Kommunerna tillstyrker förslaget.",
        "Det behövs resurser för arbetet.",
        "Enligt *lagen* gäller 2 kap. 5 §.",
        "Avsnitt 7.3 berörs.",
        "Det är **viktigt** för små kommuner.",
        "Tiden är kort.",
        "Stödet bör vara långsiktigt.",
    ]
)
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=3).map(" ".join)
BLOCKS = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    st.lists(SENTENCES, min_size=1, max_size=3).map(lambda s: "\n".join(f"- {x}" for x in s)),
)
TEXTS = st.lists(BLOCKS, max_size=4).map(lambda blocks: canonical("\n\n".join(blocks)))


def words(paragraphs: list[str]) -> list[str]:
    return " ".join(paragraphs).split()


@settings(max_examples=80)
@given(TEXTS, TEXTS)
def test_rejecting_gives_the_agreed_text_accepting_the_wanted(text: str, wanted: str) -> None:
    shown = tracked(text, [proposed(wanted)]).blocks
    assert words(view(shown, "inserted")) == words(view(parse(text).blocks, ""))
    assert words(view(shown, "deleted")) == words(view(parse(wanted).blocks, ""))


@settings(max_examples=50)
@given(TEXTS, st.lists(TEXTS, max_size=3))
def test_rejecting_everybody_gives_the_agreed_text(text: str, wanted: list[str]) -> None:
    changes = [proposed(one, f"Kommun {number}") for number, one in enumerate(wanted)]
    shown = tracked(text, changes).blocks
    assert words(view(shown, "inserted")) == words(view(parse(text).blocks, ""))


CONFLICT = OpenConflict(
    2,
    "Det behövs resurser.",
    (Alternative("Falun, Mora", "Det behövs pengar."), Alternative("Leksand", "")),
)


def test_a_conflict_is_printed_with_every_side() -> None:
    assert list(doc.texts(with_alternatives(BASE, [CONFLICT]).blocks))[:5] == [
        "Kommunerna tillstyrker förslaget.",
        "NUVARANDE LYDELSE: Det behövs resurser.",
        "ALTERNATIV A (Falun, Mora): Det behövs pengar.",
        "ALTERNATIV B (Leksand): stryks",
        "Följande bör ändras:",
    ]


def test_a_conflict_about_an_item_stands_after_its_list() -> None:
    conflict = OpenConflict(6, "- stödet", (Alternative("Mora", "- allt"),))
    said_there = list(doc.texts(with_alternatives(BASE, [conflict]).blocks))
    assert said_there.index("tiden") < said_there.index("ALTERNATIV A (Mora): ")
    assert said_there.count("stödet") == 1


def test_without_conflicts_the_text_is_as_it_was() -> None:
    assert with_alternatives(BASE, []).blocks == parse(BASE).blocks
