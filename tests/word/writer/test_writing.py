"""What each kind of block becomes in the file."""

import datetime as dt
import re

import pytest
from lxml import etree

from tests.word.writer.answers import W, answer, parts, shown, styles_of, template, tree
from workbench.core import document as doc
from workbench.core.markdown import parse
from workbench.word.writer import bookmark_name, compose, write

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_AT = dt.datetime(2021, 1, 15, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def written(*blocks: doc.Block, **more: object) -> bytes:
    return write(answer(*blocks, **more), template())  # type: ignore[arg-type]  # fields of Document


def markdown(text: str) -> bytes:
    parsed = parse(text)
    return written(*parsed.blocks, footnotes=parsed.footnotes)


def body(data: bytes) -> list[etree._Element]:
    """Return the paragraphs after the letterhead."""
    return list(tree(data).iter(f"{W}p"))[10:]


def value(element: etree._Element, path: str) -> str | None:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def test_headings_carry_their_number_once_and_a_bookmark() -> None:
    data = written(doc.Heading(2, "En lag", "7.3.4", "7.3.4"), doc.paragraph("Text."))
    heading = body(data)[0]
    assert shown(heading) == "7.3.4 En lag"
    assert value(heading, "pPr/pStyle") == "Heading2"
    mark = heading.find(f"{W}bookmarkStart")
    assert mark is not None
    assert mark.get(f"{W}name") == bookmark_name("7.3.4") == "_avsnitt_7_3_4"
    assert b"numPr" not in etree.tostring(heading)


@pytest.mark.parametrize("anchor", ["7.3.4", "a" * 80, "åäö", "7-3", "sarskilt-yttrande-1"])
def test_bookmark_names_are_such_as_word_takes(anchor: str) -> None:
    assert re.fullmatch(r"_\w{1,39}", bookmark_name(anchor))


def test_headings_whose_names_would_be_the_same_get_different_bookmarks() -> None:
    data = written(*(doc.Heading(1, "R", anchor) for anchor in ("7.3", "7-3", "7_3", "A", "a")))
    names = [mark.get(f"{W}name", "") for mark in tree(data).iter(f"{W}bookmarkStart")]
    assert len({name.casefold() for name in names}) == 5


def test_each_ordered_list_numbers_its_own_items() -> None:
    data = markdown("1. a\n2. b\n\nMellan.\n\n7. c\n8. d\n\n- e\n  1. f\n")
    numbered = [
        (shown(p), value(p, "pPr/numPr/numId"), value(p, "pPr/numPr/ilvl")) for p in body(data)
    ]
    ids = {text: number for text, number, _ in numbered}
    assert ids["a"] == ids["b"] != ids["c"] == ids["d"]
    assert [level for text, _, level in numbered if text in {"a", "e", "f"}] == ["0", "0", "1"]
    starts = {
        num.get(f"{W}numId"): num.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val")  # type: ignore[union-attr]  # is there
        for num in tree(data, "word/numbering.xml").iter(f"{W}num")
        if num.find(f"{W}lvlOverride") is not None
    }
    assert (starts[ids["a"]], starts[ids["c"]], starts[ids["f"]]) == ("1", "7", "1")


def test_an_item_of_several_paragraphs_is_marked_once_and_indented_alike() -> None:
    first, second = body(markdown("- ett\n\n  två\n"))[:2]
    assert value(first, "pPr/numPr/ilvl") == "0"
    assert second.find(f"{W}pPr/{W}numPr") is None
    indent = second.find(f"{W}pPr/{W}ind")
    assert indent is not None
    assert indent.get(f"{W}left") == "440"


def test_tables_repeat_their_header_and_keep_their_rows() -> None:
    data = markdown("| Kommun | § |\n|---|--:|\n| Falu | 12 |\n| Mora | 7 |\n")
    rows = list(tree(data).iter(f"{W}tr"))
    assert [shown(row) for row in rows] == ["Kommun§", "Falu12", "Mora7"]
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    cell = rows[1][2]
    assert value(cell, "p/pPr/jc") == "right"
    assert value(cell, "p/pPr/pStyle") == "Tabelltext"


def test_a_table_tells_what_it_shows() -> None:
    table = doc.Table(((doc.Text("A"),),), (), caption="Beslut", description="Vem som beslutat.")
    data = written(table)
    properties = tree(data).find(f".//{W}tblPr")
    assert properties is not None
    assert value(properties, "tblCaption") == "Beslut"
    assert value(properties, "tblDescription") == "Vem som beslutat."
    assert ("Caption", "Beslut") in styles_of(data)


def test_columns_are_as_wide_as_is_stated_or_as_their_words() -> None:
    row = ((doc.Text("§"),), (doc.Text("Kommunstyrelsens arbetsutskott"),))

    def widths(table: doc.Table) -> list[int]:
        found = tree(written(table)).iter(f"{W}gridCol")
        return [int(column.get(f"{W}w", "0")) for column in found]

    one, three = widths(doc.Table(row, (row,), widths=(1, 3)))
    assert 2.8 < three / one < 3.2
    narrow, wide = widths(doc.Table(row, (row,)))
    assert narrow < wide / 4


def test_footnotes_are_numbered_in_the_order_of_their_marks() -> None:
    data = markdown("Ett.[^b] Två.[^a] Igen.[^b]\n\n[^a]: Om *a*, se https://a.se.\n[^b]: Om b.\n")
    notes = tree(data, "word/footnotes.xml")
    assert [(n.get(f"{W}id"), shown(n)) for n in notes][2:] == [
        ("1", " Om b."),
        ("2", " Om a, se https://a.se."),
    ]
    paragraph = body(data)[0]
    references = [r.get(f"{W}id") for r in paragraph.iter(f"{W}footnoteReference")]
    assert references == ["1", "2"]
    fields = "".join(code.text or "" for code in paragraph.iter(f"{W}instrText"))
    assert fields.strip() == r"NOTEREF _fotnot_1 \f \h"
    assert shown(paragraph).endswith("Igen.1")


def test_a_footnote_in_a_footnote_is_said_in_brackets() -> None:
    data = written(
        doc.Paragraph((doc.Text("A."), doc.FootnoteReference("a"), doc.FootnoteReference("x"))),
        footnotes={
            "a": (doc.Paragraph((doc.Text("Se"), doc.FootnoteReference("b"))),),
            "b": (doc.Paragraph((doc.Text("b"), doc.FootnoteReference("a"))),),
        },
    )
    assert shown(tree(data, "word/footnotes.xml")) == " Se [b]"
    assert shown(body(data)[0]) == "A.[x]"


def test_emphasis_and_links_become_what_they_are() -> None:
    data = markdown(
        "**fet** *kursiv* ~~struken~~ `kod` [webb](https://a.se/å?b=c) [osäker](http://a.se) "
        "<x@y.se>"
    )
    runs = {shown(run).strip(): run for run in tree(data).iter(f"{W}r")}
    assert runs["fet"].find(f"{W}rPr/{W}b") is not None
    assert runs["kursiv"].find(f"{W}rPr/{W}i") is not None
    assert runs["struken"].find(f"{W}rPr/{W}strike") is not None
    assert value(runs["kod"], "rPr/rStyle") == "HTMLCode"
    links = {shown(link): link.get(f"{_R}id") for link in tree(data).iter(f"{W}hyperlink")}
    assert set(links) == {"webb", "x@y.se"}
    relations = parts(data)["word/_rels/document.xml.rels"].decode()
    assert 'Target="https://a.se/%C3%A5?b=c" TargetMode="External"' in relations
    assert 'Target="mailto:x@y.se"' in relations
    assert "http://a.se" not in relations


def test_a_mention_of_a_heading_leads_there() -> None:
    data = written(
        doc.Paragraph((doc.SectionReference("avsnitt 7.3", "7.3"), doc.SectionReference("x", "y"))),
        doc.Heading(1, "R", "7.3"),
    )
    links = list(tree(data).iter(f"{W}hyperlink"))
    assert [(shown(link), link.get(f"{W}anchor")) for link in links] == [
        ("avsnitt 7.3", "_avsnitt_7_3")
    ]


def test_the_table_of_contents_is_filled_in() -> None:
    headings: list[doc.Block] = [
        doc.Heading(1, "Ett", "1", "1"),
        doc.PageBreak(),
        doc.Heading(2, "Två", "1.1", "1.1"),
        doc.Heading(2, "Utanför", "x", listed=False),
        doc.Heading(4, "Djup", "1.1.1.1"),
    ]
    made = compose(answer(doc.TableOfContents(3), *headings), template())
    entries = [(s, text) for s, text in styles_of(made.data) if s.startswith("TOC")]
    assert entries == [("TOCHeading", "Innehåll"), ("TOC1", "1 Ett 1"), ("TOC2", "1.1 Två 2")]
    assert made.pages == {"1": 1, "1.1": 2, "x": 2, "1.1.1.1": 2}
    assert made.page_count == 2
    codes = [code.text or "" for code in tree(made.data).iter(f"{W}instrText")]
    assert codes[0] == r' TOC \o "1-3" \h \z '
    assert codes[1].strip() == r"PAGEREF _avsnitt_1 \h"
    assert b"updateFields" not in parts(made.data)["word/settings.xml"]
    assert ("Rubrik2utaninnehall", "Utanför") in styles_of(made.data)


def test_a_page_break_belongs_to_the_paragraph_after_it() -> None:
    data = written(doc.paragraph("A"), doc.PageBreak(), doc.paragraph("B"))
    first, second = body(data)
    assert first.find(f"{W}pPr/{W}pageBreakBefore") is None
    assert second.find(f"{W}pPr/{W}pageBreakBefore") is not None


def test_tracked_changes_say_who_and_when() -> None:
    inserted = doc.Mark("inserted", "Falu kommun", _AT)
    deleted = doc.Mark("deleted", "Mora <kommun>")
    data = written(
        doc.Paragraph(
            (doc.Text("ny", mark=inserted), doc.Text("gammal", mark=deleted)), mark=inserted
        )
    )
    paragraph = body(data)[0]
    ins, dele = paragraph.find(f"{W}ins"), paragraph.find(f"{W}del")
    assert ins is not None
    assert dele is not None
    assert (ins.get(f"{W}author"), ins.get(f"{W}date")) == ("Falu kommun", "2021-01-15T08:30:00Z")
    assert (dele.get(f"{W}author"), dele.get(f"{W}date")) == ("Mora <kommun>", None)
    assert dele.find(f"{W}r/{W}delText") is not None
    assert paragraph.find(f"{W}pPr/{W}rPr/{W}ins") is not None
    assert b"Falu kommun" in parts(data)["word/people.xml"]


def test_comments_keep_their_threads() -> None:
    comment = doc.Comment(
        "Falu kommun",
        "Rad ett\nrad två",
        _AT,
        resolved=True,
        replies=(doc.Comment("Mora", "Svar"),),
    )
    data = written(
        doc.Paragraph((doc.CommentAnchor("k"), doc.Text("ord"), doc.CommentAnchor("k", end=True))),
        comments={"k": comment, "utan plats": doc.Comment("Orsa", "Var?")},
    )
    paragraph = body(data)[0]
    assert [e.get(f"{W}id") for e in paragraph.iter(f"{W}commentReference")] == ["0", "1"]
    remarks = list(tree(data, "word/comments.xml"))
    assert [(r.get(f"{W}id"), r.get(f"{W}author")) for r in remarks] == [
        ("0", "Falu kommun"), ("1", "Mora"), ("2", "Orsa"),
    ]  # fmt: skip
    extended = parts(data)["word/commentsExtended.xml"].decode()
    threads = r'paraId="(\w+)"(?: w15:paraIdParent="(\w+)")? w15:done="(\d)"'
    assert re.findall(threads, extended) == [
        ("10000000", "", "1"), ("10000001", "10000000", "1"), ("10000002", "", "0"),
    ]  # fmt: skip
    assert tree(data).find(f".//{W}commentReference[@{W}id='2']") is not None


def test_regions_can_be_found_again() -> None:
    data = written(doc.Region("7.3.4", (doc.paragraph("Text."),)), doc.Region("8", ()))
    controls = list(tree(data).iter(f"{W}sdt"))
    assert [value(control, "sdtPr/tag") for control in controls] == ["7.3.4", "8"]
    names = [mark.get(f"{W}name") for mark in tree(data).iter(f"{W}bookmarkStart")]
    assert names == ["_text_7_3_4", "_text_8"]


def test_what_a_working_copy_carries() -> None:
    data = written(doc.paragraph("Text."), properties={"remiss.version": "abc"})
    assert b'name="remiss.version"><vt:lpwstr>abc<' in parts(data)["docProps/custom.xml"]
    assert b"trackRevisions" in parts(data)["word/settings.xml"]


def test_a_plain_answer_has_no_parts_for_what_it_does_not_have() -> None:
    assert set(parts(written(doc.paragraph("Text.")))) == {
        *("[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml"),
        *("word/_rels/document.xml.rels", "word/styles.xml", "word/settings.xml"),
        *("word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml"),
        "word/numbering.xml",
    }


def test_properties_name_the_organisation_and_the_day_of_the_document() -> None:
    data = written(author="Kommunerna i Dalarna", subject="SOU 2020:47", keywords=("a", "b"))
    core = {etree.QName(e).localname: e.text for e in tree(data, "docProps/core.xml")}
    assert core == {
        "title": "Yttrande",
        "subject": "SOU 2020:47",
        "creator": "Kommunerna i Dalarna",
        "keywords": "a, b",
        "language": "sv-SE",
        "created": "2021-02-01T00:00:00Z",
        "modified": "2021-02-01T00:00:00Z",
    }


def test_another_language_is_said_everywhere() -> None:
    data = written(doc.paragraph("Text."), language="en-GB")
    assert b"sv-SE" not in parts(data)["word/settings.xml"]
    assert b'w:lang w:val="sv-SE"' not in parts(data)["word/styles.xml"]


def test_a_marking_stands_on_every_page_and_across_it() -> None:
    head = doc.Letterhead("Kommunerna", marking="UTKAST")
    data = write(doc.Document("T", head, (doc.paragraph("Text."),)), template())
    for header in ("word/header1.xml", "word/header2.xml"):
        assert shown(tree(data, header)).endswith("UTKAST")
        assert b'string="UTKAST"' in parts(data)[header]


@pytest.mark.parametrize("count", [0, 1, 15, 40, 60, 290])
def test_the_names_of_all_members_stand_in_the_head(count: int) -> None:
    names = tuple(f"Kommun {n}:s kommun" for n in range(count))
    made = compose(doc.Document("T", doc.Letterhead("K", names), ()), template())
    text = " ".join(text for style, text in styles_of(made.data) if style == "Kommuner")
    assert all(name in text for name in names)
    assert made.page_count == (1 if count <= 60 else 2)


def test_the_same_document_gives_the_same_bytes() -> None:
    text = "1. a\n\n| a |\n|---|\n| b[^1] |\n\n[^1]: c\n"
    assert markdown(text) == markdown(text)
