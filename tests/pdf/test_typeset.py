"""What `workbench.pdf.typeset` makes of documents, case by case."""

import datetime as dt
import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from tests.core.answer.pictures import shield
from tests.pdf.typeset_answers import MEMBERS, TITLE, joint_answer
from tests.pdf.typeset_reading import pieces, read_aloud, squeezed
from workbench.core import document as doc
from workbench.core.answer.picture import read_picture
from workbench.errors import PdfError
from workbench.pdf.accessibility import check_accessibility
from workbench.pdf.structure import read_structure
from workbench.pdf.typeset import _ORDINARY, write

HEAD = doc.Letterhead("Kommunerna i Dalarna", date=dt.date(2021, 2, 1))


def document(*body: doc.Block, **more: object) -> doc.Document:
    return replace(doc.Document("Yttrande", HEAD, body), **more)  # type: ignore[arg-type]  # any field


def said(*body: doc.Block, **more: object) -> str:
    return read_aloud(write(document(*body, **more))).body


@pytest.fixture(scope="module")
def answer() -> bytes:
    return write(joint_answer())


def test_a_real_answer_is_accessible(answer: bytes) -> None:
    assert check_accessibility(answer) == ()


def test_says_everything_in_order(answer: bytes) -> None:
    source = joint_answer()
    reading = read_aloud(answer)
    at = 0
    for text in doc.texts(source.body):
        at = reading.body.index(squeezed(text), at) + len(squeezed(text))
    notes = tuple(squeezed(t) for note in source.footnotes.values() for t in doc.texts(note))
    assert reading.notes == notes


def test_the_letterhead_is_read_first_and_each_fact_with_its_heading(answer: bytes) -> None:
    body = read_aloud(answer).body
    first = ["Kommunerna i Dalarna", "YTTRANDE", *MEMBERS, "Datum 1 februari 2021"]
    first += ["Vår beteckning SN 2020/1234", "Er beteckning S2020/06592", "Borlänge kommun"]
    first += ["781 81 Borlänge", "Socialdepartementet", "103 33 Stockholm"]
    assert body.startswith(squeezed("".join(first)))


def test_same_document_gives_same_bytes_in_another_process(answer: bytes) -> None:
    code = (
        "import sys; from tests.pdf.typeset_answers import joint_answer; "
        "from workbench.pdf.typeset import write; sys.stdout.buffer.write(write(joint_answer()))"
    )
    root = Path(__file__).parents[2]
    again = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True)
    assert again.stdout == answer


def test_the_typesetter_is_not_loaded_until_a_pdf_is_made() -> None:
    code = "import workbench.pdf.typeset, sys; print({'typst', 'pypdf'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    loaded = subprocess.run([sys.executable, "-c", code], cwd=root, check=True, capture_output=True)
    assert loaded.stdout.strip() == b"set()"


def test_the_file_says_what_it_is() -> None:
    made = replace(joint_answer(1), keywords=("remissvar", "SOU 2020:47"), version="ab12")
    reader = PdfReader(io.BytesIO(write(made)))
    assert reader.metadata is not None
    assert reader.metadata.title == TITLE
    assert reader.metadata.author == "Kommunerna i Dalarna"
    assert reader.metadata.subject == "Remissvar"
    assert str(reader.metadata["/Keywords"]) == "remissvar, SOU 2020:47, version ab12"
    assert reader.metadata.creation_date == dt.datetime(2021, 2, 1, tzinfo=dt.UTC)
    assert str(reader.root_object["/Lang"]) == "sv-SE"


def test_an_undated_document_has_a_fixed_date() -> None:
    pdf = write(document(letterhead=replace(HEAD, date=None)))
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None
    assert metadata.creation_date == dt.datetime(1980, 1, 1, tzinfo=dt.UTC)


_SIZES = {12: 4, 60: 20}
"""Chapters by the pages that they about fill."""
if os.environ.get("REMISS_LONG"):
    _SIZES[400] = 138


@pytest.mark.parametrize("pages", _SIZES)
def test_contents_show_the_pages_that_the_headings_are_on(pages: int) -> None:
    chapters = _SIZES[pages]
    reader = PdfReader(io.BytesIO(write(joint_answer(chapters))))
    assert abs(len(reader.pages) - pages) < pages / 4
    shown = {
        str(link["/Dest"]): int(page[1])
        for link in links_of(reader)
        if (page := re.search(r" sida (\d+)$", link["/Contents"])) and "/Dest" in link
    }
    targets = {
        name: (reader.get_destination_page_number(destination) or 0) + 1
        for name, destination in reader.named_destinations.items()
    }
    assert len(shown) == chapters * 5 + 1
    assert shown == {name: targets[name] for name in shown}


def links_of(reader: PdfReader) -> list[Any]:
    return [each.get_object() for page in reader.pages for each in page.get("/Annots", ())]


def test_every_heading_is_a_bookmark(answer: bytes) -> None:
    reader = PdfReader(io.BytesIO(answer))

    def titles(outline: Any) -> list[str]:
        nested = (titles(entry) if isinstance(entry, list) else [entry.title] for entry in outline)
        return [title for each in nested for title in each]

    found = titles(reader.outline)
    assert found[:3] == ["Sammanfattning", "Innehåll", "1 Lagens övergripande mål"]
    assert sum("Förslag i korthet" in title for title in found) == 5


def test_fonts_are_those_that_lie_beside_or_inside_the_typesetter(answer: bytes) -> None:
    with pikepdf.open(io.BytesIO(answer)) as file:
        names = {str(font.BaseFont)[8:] for page in file.pages for font in fonts_of(page)}
    assert (
        names
        == {
            *("LiberationSans", "LiberationSans-Bold", "LiberationSans-Italic", "DejaVuSansMono"),
            "LiberationSans-BoldItalic",
        }
        & names
    )
    assert "LiberationSans" in names


def test_the_fonts_here_draw_every_ordinary_character() -> None:
    candidates = "".join(map(chr, range(0x20, 0x2100)))
    ordinary = "".join(_ORDINARY.findall(candidates))
    assert len(ordinary) > 300
    pdf = write(document(doc.paragraph(ordinary), doc.Verbatim(ordinary)))
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert not any("Boxes" in str(font.BaseFont) for font in fonts_of(file.pages[0]))


def fonts_of(page: pikepdf.Page) -> list[pikepdf.Object]:
    return [font for _, font in page.Resources.Font.items()]


@pytest.mark.parametrize(
    "text",
    [
        *('#eval("1 + 1")', '#read("/etc/passwd")', "#panic()", "#sys.inputs", "*fet* _kursiv_"),
        *("$x^2$", "@avsnitt", "<avsnitt>", "\\", "a // b", "a /* b */ c", '"citat"', "'a' -- b"),
        *("`kod`", "= Rubrik", "- punkt", "+ punkt", "/ Ord: mening", "~", "...", "https://a.se"),
        *('{"kind":"break"}', "\\u{41}", "]#[", "&#65;", "%", "{{a}}"),
    ],
)
def test_text_is_never_read_as_markup(text: str) -> None:
    cell = ((doc.Text(text),),)
    note = {text: (doc.paragraph(text),)}
    pdf = write(
        document(
            doc.paragraph(text),
            doc.Heading(1, text, text, text),
            doc.Table(cell, (cell,), caption=text),
            doc.Verbatim(text),
            doc.Paragraph((doc.FootnoteReference(text), doc.SectionReference(text, text))),
            footnotes=note,
            title=text,
            letterhead=replace(HEAD, sender=text, members=(text,), marking=text),
        )
    )
    reading = read_aloud(pdf)
    assert reading.body.count(squeezed(text)) >= 9
    assert squeezed(text) in reading.notes[0]


@pytest.mark.parametrize(
    ("levels", "tags"),
    [
        ((1, 2, 3, 2, 1), ["H1", "H2", "H3", "H2", "H1"]),
        ((3, 6, 2), ["H1", "H2", "H2"]),
        ((1, 2, 3, 4, 5, 6, 7, 9), ["H1", "H2", "H3", "H4", "H5", "H6", "H6", "H6"]),
    ],
)
def test_heading_levels_have_no_gaps(levels: tuple[int, ...], tags: list[str]) -> None:
    pdf = write(document(*(doc.Heading(level, "A", "") for level in levels)))
    assert [tag for tag in read_aloud(pdf).tags if re.fullmatch(r"H\d", tag)] == tags


def test_an_unnumbered_heading_is_one_level_below_the_heading_it_stands_under() -> None:
    small = doc.paragraph("Förslag", doc.Role.UNNUMBERED_HEADING)
    pdf = write(document(doc.Heading(1, "A", ""), doc.Heading(2, "B", ""), small, small))
    assert [t for t in read_aloud(pdf).tags if t[0] == "H"] == ["H1", "H2", "H3", "H3"]


@pytest.mark.parametrize(
    ("link", "leads_to"),
    [
        (
            "https://www.regeringen.se/a%20b?a=1&c=~#b",
            ["https://www.regeringen.se/a%20b?a=1&c=~#b"],
        ),
        ("https://a.se/å\x01\ud800", ["https://a.se/%C3%A5"]),
        ("http://www.scb.se", []),
        ("mailto:s.remissvar@regeringskansliet.se", ["mailto:s.remissvar@regeringskansliet.se"]),
        ("javascript:alert(1)", []),
        ("file:///etc/passwd", []),
        ("data:text/html,x", []),
        ("#avsnitt", []),
        ("https://a.se/" + "x" * 3000, []),
    ],
)
def test_links_lead_to_the_web_or_a_mailbox_only(link: str, leads_to: list[str]) -> None:
    pdf = write(document(doc.Paragraph((doc.Text("här", link=link),))))
    found = links_of(PdfReader(io.BytesIO(pdf)))
    assert [each["/A"]["/URI"] for each in found] == leads_to


def test_tracked_changes_name_their_author_in_words() -> None:
    falun = doc.Mark("inserted", "Falu kommun")
    mora = doc.Mark("deleted", "Mora kommun")
    spans = (
        doc.Text("Vi "),
        doc.Text("till", mark=falun),
        doc.Text("styrker", strong=True, mark=falun),
        doc.Text("avstyrker", link="https://a.se", mark=mora),
        doc.Text("."),
    )
    assert said(doc.Paragraph(spans, mark=falun)).endswith(
        squeezed(
            "Vi [tillagt av Falu kommun: tillstyrker][struket av Mora kommun: avstyrker]."
            "[¶ nytt stycke av Falu kommun]"
        )
    )


def test_comments_and_regions_leave_nothing_behind() -> None:
    spans = (doc.CommentAnchor("1"), doc.Text("Vi tillstyrker."), doc.CommentAnchor("1", end=True))
    plain = document(doc.paragraph("Vi tillstyrker."))
    working = document(
        doc.Region("7.3", (doc.Paragraph(spans),)),
        comments={"1": doc.Comment("Falu kommun", "Nej!")},
        properties={"version": "ab12"},
    )
    assert write(working) == write(plain)


def test_a_marking_is_on_every_page_but_read_once() -> None:
    pdf = write(
        document(
            doc.paragraph("a"),
            doc.PageBreak(),
            doc.paragraph("b"),
            letterhead=replace(HEAD, marking="UTKAST"),
        )
    )
    reader = PdfReader(io.BytesIO(pdf))
    assert all("UTKAST" in page.extract_text() for page in reader.pages)
    assert read_aloud(pdf).body.count("UTKAST") == 1


def test_a_marking_that_the_text_tells_is_not_told_twice() -> None:
    line = doc.paragraph("UTKAST 2021-01-15", doc.Role.MARKING)
    assert said(line, letterhead=replace(HEAD, marking="UTKAST")).count("UTKAST") == 1


def test_a_footnote_that_is_referred_to_twice_is_one_note() -> None:
    twice = doc.Paragraph((doc.FootnoteReference("a"), doc.Text("b"), doc.FootnoteReference("a")))
    reading = read_aloud(write(document(twice, footnotes={"a": (doc.paragraph("Noten."),)})))
    assert reading.notes == ("Noten.",)


def test_characters_without_a_picture_keep_their_place_in_the_text() -> None:
    text = "före 😀 中文 กำ \U0001fffe efter"
    assert said(doc.paragraph(text)).endswith(squeezed(text))


def test_private_characters_become_their_codes_and_invisible_ones_go() -> None:
    text = "a\ue000b\x00c\u202ed\ud800e"
    assert said(doc.paragraph(text)).endswith("a⟨U+E000⟩bcde")


def test_long_words_are_divided_and_stay_whole_in_the_text() -> None:
    pdf = write(document(doc.paragraph("x" * 500), doc.Verbatim("y" * 500)))
    assert read_aloud(pdf).body.endswith("x" * 500 + "y" * 500)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert max(map(len, shown_at_once(file.pages[0]))) < 2 * 100  # two bytes a character


def shown_at_once(page: pikepdf.Page) -> list[bytes]:
    """Return what each text operator shows."""
    return [
        b"".join(bytes(part) for part in i.operands[0] if isinstance(part, pikepdf.String))
        for i in pikepdf.parse_content_stream(page)
        if str(i.operator) == "TJ" and isinstance(i.operands[0], pikepdf.Array)
    ]


def test_a_header_row_that_would_be_too_tall_gets_other_widths() -> None:
    header = ((doc.Text("x" * 300),), (doc.Text("b"),), (doc.Text("c"),))
    pdf = write(document(doc.Table(header, (header,), widths=(1, 30, 30))))
    assert check_accessibility(pdf) == ()


def test_a_header_row_that_no_page_holds_is_refused_by_name() -> None:
    header = ((doc.Text("x" * 5000),), (doc.Text("b"),))
    with pytest.raises(PdfError, match="rubrikraden i tabellen ”Beslut” ryms inte på en sida"):
        write(document(doc.Table(header, (), caption="Beslut")))


def test_a_wide_table_gets_a_page_across() -> None:
    cells = tuple((doc.Text(str(n)),) for n in range(16))
    pages = PdfReader(io.BytesIO(write(document(doc.Table(cells, (cells,)))))).pages
    assert [page.mediabox.width > page.mediabox.height for page in pages] == [False, True]


def test_every_table_tells_what_it_shows() -> None:
    def table(description: str) -> doc.Table:
        cells = ((doc.Text(description or "utan"),),)
        return doc.Table(cells, (cells,), description=description)

    note = {"n": (doc.paragraph("Se"), table("noten & dess tabell"))}
    body = (
        table("den första"),
        doc.Paragraph((doc.Text("Ord"), doc.FootnoteReference("n"))),
        table(""),
        doc.List(((doc.paragraph("a"), table("i en lista")),)),
    )
    pdf = write(document(*body, footnotes=note))
    assert check_accessibility(pdf) == ()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert not file.check_pdf_syntax()
    reader = PdfReader(io.BytesIO(pdf))
    tables = [one for one in read_structure(reader).all() if one.type == "Table"]
    told = [str(table.attributes.get("Summary", "")) for table in tables]
    assert told == ["den första", "noten & dess tabell", "", "i en lista"]


def test_arms_are_pictures_with_words_and_stand_first() -> None:
    one = read_picture(shield(), "x.png")
    arms = tuple(replace(one, description=f"Kommun {n}s vapen") for n in range(17))
    pdf = write(document(doc.paragraph("Text."), letterhead=replace(HEAD, arms=arms)))
    assert check_accessibility(pdf) == ()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        told = [
            str(one.Alt)
            for one in file.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
    assert told == [f"Kommun {n}s vapen" for n in range(17)]
    tags = read_aloud(pdf).tags
    assert tags.index("Figure") < tags.index("P")


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="pdfinfo (poppler) finns inte")
def test_another_reader_finds_the_same_order(tmp_path: Path) -> None:
    short = joint_answer(1)  # pdfinfo's own time grows with the square of the length
    (tmp_path / "a.pdf").write_bytes(write(short))
    told = subprocess.run(
        ["pdfinfo", "-struct-text", str(tmp_path / "a.pdf")], check=True, capture_output=True
    ).stdout.decode(errors="replace")  # it writes the titles of tags in another encoding
    whole = squeezed("".join(re.findall(r'^ *"(.*)"$', told, re.MULTILINE)))
    at = 0
    for piece in map(squeezed, pieces(short.body)):
        at = whole.index(piece, at) + len(piece)
