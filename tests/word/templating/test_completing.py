"""A letterhead is given what it lacks, looks as it did, and can be used."""

import io
import zipfile
from collections.abc import Callable
from functools import cache

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.word.templating import letterheads
from tests.word.templating.letterheads import (
    GREEN,
    HEADINGS,
    STYLES,
    bare,
    changed,
    county,
    in_swedish,
    plain,
    with_style,
    without,
    without_lists,
)
from tests.word.writer.answers import answer, parts, repacked
from workbench.core.document import paragraph
from workbench.errors import InputError
from workbench.word.inspector import inspect_hidden
from workbench.word.names import R
from workbench.word.templating.completing import Completed, complete
from workbench.word.templating.styles import Needed, standard_styles
from workbench.word.writer import Template, write
from workbench.word.writer.standard_template import build

_DOCUMENT, _NUMBERING = "word/document.xml", "word/numbering.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_TEXT = "Enheten för samverkan\nHandläggare: Eva Ek"


def swapped(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


LETTERHEADS = {
    "python-docx": plain(),
    "county": county(),
    "text of its own": county(_TEXT),
    "small type": county(size=9),
    "no styles": bare(county()),
    "half of them": without(county(), ("heading 2", "List Number", "Quote", "header", "Title")),
    "Swedish names": in_swedish(county()),
    "no lists": without_lists(county()),
    "a Word template": changed(county(), _TYPES, swapped("document.main", "template.main")),
    "decimals": changed(county(), _DOCUMENT, swapped('w:w="11906"', 'w:w="11905.51"')),
}


@cache
def completed(name: str) -> Completed:
    return complete(LETTERHEADS[name], f"{name}.docx")


def opened(data: bytes) -> Document:
    data = repacked(data, {_TYPES: parts(data)[_TYPES].replace(b"template.main", b"document.main")})
    return docx.Document(io.BytesIO(data))


def test_what_is_complete_is_left_as_it_is() -> None:
    made = complete(build(), "standard.docx")
    assert made == Completed(build(), (), (), ())


@pytest.mark.parametrize("name", LETTERHEADS)
def test_what_is_made_is_a_template_and_is_made_once(name: str) -> None:
    made = completed(name)
    again = complete(made.data, "mall.docx")
    assert again == Completed(made.data, (), (), ())
    assert complete(LETTERHEADS[name], "x.docx").data == made.data
    sheet = Template.read(made.data, "mall.docx").sheet
    assert all(need.find(sheet) for need in standard_styles())


@pytest.mark.parametrize("name", LETTERHEADS)
def test_an_answer_is_written_with_it(name: str) -> None:
    template = Template.read(completed(name).data, "mall.docx")
    made = write(answer(paragraph("Text.")), template)
    assert not inspect_hidden(made)
    assert "Text." in [p.text for p in docx.Document(io.BytesIO(made)).paragraphs]


@pytest.mark.parametrize("name", LETTERHEADS)
def test_everything_else_keeps_its_bytes(name: str) -> None:
    before, after = parts(LETTERHEADS[name]), parts(completed(name).data)
    added_to = {STYLES, _DOCUMENT, _NUMBERING, _RELATIONS, _TYPES}
    assert {n: d for n, d in before.items() if n not in added_to} == {
        n: d for n, d in after.items() if n not in added_to
    }


@pytest.mark.parametrize("name", LETTERHEADS)
def test_styles_that_the_file_has_are_not_changed(name: str) -> None:
    had = {s.style_id: s for s in opened(LETTERHEADS[name]).styles}
    renamed = {need.shown for need in completed(name).renamed}
    for style in opened(completed(name).data).styles:
        old = had.get(style.style_id)
        if old is not None and old.name not in renamed:
            for trace in old.element.xpath("w:rsid"):
                old.element.remove(trace)
            assert style.element.xml == old.element.xml
        elif old is not None:
            assert style.font.color.rgb == old.font.color.rgb


@pytest.mark.parametrize("name", LETTERHEADS)
def test_ids_are_given_once_and_rest_on_what_is_there(name: str) -> None:
    styles = opened(completed(name).data).styles.element
    ids = [str(i) for i in styles.xpath("w:style/@w:styleId")]
    assert len(ids) == len(set(ids))
    new = {need.name for need in completed(name).added}
    for style in styles.xpath("w:style"):
        if style.name_val in new:
            assert set(style.xpath("w:basedOn/@w:val | w:next/@w:val")) <= set(ids)


def test_new_headings_have_the_type_and_colour_of_the_old() -> None:
    styles = opened(completed("county").data).styles
    for name in ("Mellanrubrik", "Dokumenttyp", "Avsändare"):
        assert styles[name].font.name == HEADINGS
    half = opened(completed("half of them").data).styles
    assert str(half["Heading 2"].font.color.rgb) == GREEN
    assert half["Heading 2"].font.name == HEADINGS
    assert half["Heading 2"].font.size <= half["Heading 1"].font.size


def test_no_colour_of_the_standard_template_comes_along() -> None:
    own = str(docx.Document(io.BytesIO(build())).styles["heading 1"].font.color.rgb)
    assert own.encode() not in parts(completed("county").data)[STYLES]
    assert own.encode() not in parts(completed("no styles").data)[STYLES]


@pytest.mark.parametrize(("name", "points"), [("county", 10), ("small type", 7.5)])
def test_sizes_follow_the_text(name: str, points: float) -> None:
    """Footnotes have 9 points where the text has 11."""
    footnotes = opened(completed(name).data).styles["footnote text"]
    assert footnotes.font.size == Pt(points)


def test_tabs_follow_the_page() -> None:
    section = opened(completed("county").data).sections[0]
    width = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]  # stated
    stops = opened(completed("county").data).styles["toc 1"].paragraph_format.tab_stops
    assert abs(stops[-1].position - width) < Pt(1)


def test_swedish_names_become_those_that_word_writes() -> None:
    made = completed("Swedish names")
    assert [need.shown for need in made.renamed] == list(letterheads.SWEDISH.values())
    assert str(opened(made.data).styles["Heading 1"].font.color.rgb) == GREEN


def test_lists_are_numbered_where_there_were_none() -> None:
    before, after = (opened(d) for d in (LETTERHEADS["no lists"], completed("no lists").data))
    assert not [r for r in before.part.rels.values() if r.reltype.endswith("/numbering")]
    numbering = after.part.numbering_part.element
    for name, form in (("List Bullet", "bullet"), ("List Number", "decimal")):
        [number] = after.styles[name].element.xpath(".//w:numId/@w:val")
        kind = numbering.num_having_numId(int(number)).abstractNumId.val
        path = f"w:abstractNum[@w:abstractNumId={kind}]/w:lvl[1]/w:numFmt/@w:val"
        assert numbering.xpath(path) == [form]


def test_a_text_of_its_own_is_kept_and_the_answer_follows_it() -> None:
    made = completed("text of its own")
    assert made.lines == ("{innehåll}",)
    texts = [paragraph.text for paragraph in opened(made.data).paragraphs]
    assert texts == [*_TEXT.split("\n"), "{innehåll}"]


def test_an_empty_text_gets_a_letterhead_without_what_the_first_page_has() -> None:
    lines = completed("county").lines
    assert "{vapen}" not in lines, "there is a picture in its header"
    assert "Vår beteckning\t{vår beteckning}" in lines, "that header is not on the first page"
    document = docx.Document(io.BytesIO(county()))
    document.sections[0].first_page_header.paragraphs[0].add_run("{vår beteckning}")
    lines = complete(letterheads.saved(document), "m.docx").lines
    assert "Vår beteckning\t{vår beteckning}" not in lines


def with_a_bomb() -> bytes:
    file = io.BytesIO(county())
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/x.png", b"0" * 10_000_000)
    return file.getvalue()


def with_picture_from_outside() -> bytes:
    linked = '<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" r:id="rId99"/>'
    relation = (
        f'<Relationship Id="rId99" Type="{R}/image" Target="file:///C:/x.png" '
        'TargetMode="External"/></Relationships>'
    )
    data = changed(county(_TEXT), _RELATIONS, swapped("</Relationships>", relation))
    return changed(data, _DOCUMENT, swapped("<w:body>", f"<w:body>{linked}</w:pict></w:r></w:p>"))


REFUSED = {
    "macros": (repacked(county(), {"word/vbaProject.bin": b"x"}), "makron"),
    "a document type": (
        changed(county(), STYLES, lambda t: t.replace("<w:styles", "<!DOCTYPE x><w:styles", 1)),
        "dokumenttyp",
    ),
    "an entity in a part that is not ours": (
        repacked(county(), {"customXml/item1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "dokumenttyp",
    ),
    "a bomb": (with_a_bomb(), "orimligt stor"),
    "no styles part": (repacked(county(), {STYLES: None}), "hänger inte ihop|inga format"),
    "a part that is missing": (repacked(county(), {"word/fontTable.xml": None}), "hänger inte"),
    "Strict": (
        changed(
            county(),
            _DOCUMENT,
            swapped(
                "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                "http://purl.oclc.org/ooxml/wordprocessingml/main",
            ),
        ),
        "Strict",
    ),
    "a name of another kind": (
        with_style(county(), "Mottagare", WD_STYLE_TYPE.CHARACTER),
        "”Mottagare” är ett teckenformat och ska vara ett styckeformat",
    ),
    "an unknown place": (county("Hej {namn}"), "okänd plats"),
    "a linked picture": (with_picture_from_outside(), "hänvisar till file:"),
    "something else": (b"%PDF-1.7", "PDF"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refuses_by_name(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(InputError, match=said) as refused:
        complete(data, "brev.docx")
    assert str(refused.value).startswith("brev.docx: ")
    assert refused.value.hint


@pytest.mark.parametrize("need", standard_styles(), ids=lambda need: need.name)
def test_required_is_what_a_template_is_refused_without(need: Needed) -> None:
    data = without(build(), (need.name,))
    if need.required:
        with pytest.raises(InputError, match="saknar formatet"):
            Template.read(data, "m.docx")
    else:
        Template.read(data, "m.docx")


@settings(max_examples=12)  # each is written and read twice
@given(st.sets(st.sampled_from([need.name for need in standard_styles()])))
def test_whatever_is_missing_is_added(names: set[str]) -> None:
    made = complete(without(build(), names), "m.docx")
    assert {need.name for need in made.added} == names
    assert complete(made.data, "m.docx").data == made.data
