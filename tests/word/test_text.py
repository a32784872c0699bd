"""What a reader sees."""

import pytest

from tests.word.cases import code, control, p, r, sign, text_box
from tests.word.wml import NAMESPACES, opened
from workbench.word.package import Package
from workbench.word.styles import Styles, heading_paragraphs
from workbench.word.text import Paragraph, View, body_paragraphs, body_text

SYMBOL = '<w:r><w:sym w:font="{}" w:char="{}"/></w:r>'
EMOJI = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16se"><w16se:symEx '
    'xmlns:w16se="http://schemas.microsoft.com/office/word/2015/wordml/symex" '
    'w16se:font="Segoe UI Emoji" w16se:char="1F60A"/></mc:Choice><mc:Fallback><w:t>☺</w:t>'
    "</mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        pytest.param("<w:r><w:tab/><w:t>a</w:t><w:br/><w:cr/></w:r>", "\ta\n\n", id="tabs, breaks"),
        pytest.param('<w:r><w:br w:type="page"/><w:t>a</w:t></w:r>', "a", id="page break"),
        pytest.param("<w:r><w:noBreakHyphen/><w:softHyphen/></w:r>", "\u2011", id="hyphens"),
        pytest.param(SYMBOL.format("Wingdings", "F0FC"), "✓", id="known symbol"),
        pytest.param(SYMBOL.format("Symbol", "F061"), "\u03b1", id="Greek"),
        pytest.param(SYMBOL.format("Okänd", "F041"), "\uf041", id="unknown symbol"),
        pytest.param(SYMBOL.format("Okänd", "zzz"), "\ufffd", id="no symbol"),
        pytest.param(EMOJI, "😊", id="emoji"),
        pytest.param(f'<w:hyperlink w:anchor="x">{r("länk")}</w:hyperlink>', "länk", id="link"),
        pytest.param(f'<w:fldSimple w:instr="PAGE">{r("7")}</w:fldSimple>', "7", id="simple field"),
        pytest.param(
            sign("begin") + code("IF") + r("dold") + sign("separate") + r("svar") + sign("end"),
            "svar", id="result of a field, not what stands in its code",
        ),
        pytest.param(sign("begin") + r("text"), "text", id="a field that never ends"),
        pytest.param(sign("end") + r("text"), "text", id="a field that never began"),
        pytest.param(control(r("a")) + r("b"), "ab", id="content control"),
        pytest.param(f'<w:smartTag w:element="x">{r("a")}</w:smartTag>', "a", id="smart tag"),
        pytest.param('<w:r><w:footnoteReference w:id="2"/><w:t>a</w:t></w:r>', "a", id="footnote"),
        pytest.param(
            "<w:r><w:ruby><w:rt><w:r><w:t>b</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r>"
            "</w:rubyBase></w:ruby></w:r>", "(b)a", id="ruby",
        ),
        pytest.param("<m:oMath><m:r><m:t>E=mc²</m:t></m:r></m:oMath>", "E=mc²", id="formula"),
        pytest.param("<w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + r("a"), "a", id="tab stops"),
    ],
)  # fmt: skip
def test_text_of_a_paragraph(inner: str, expected: str) -> None:
    assert body_text(opened(f"<w:p>{inner}</w:p>")) == (expected,)


def test_a_text_box_stands_once_after_what_it_is_anchored_in() -> None:
    box = text_box(p(r("i rutan")) + p(r("också")))
    assert body_text(opened(p(r("före "), box, r("efter")) + p(r("sist")))) == (
        "före efter", "i rutan", "också", "sist",
    )  # fmt: skip


def test_a_fallback_is_read_where_the_drawing_has_no_text() -> None:
    inner = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback>'
        "<w:t>reserv</w:t></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert body_text(opened(p(inner))) == ("reserv",)


def test_views() -> None:
    package = opened("a{-F b}{+L c}")
    texts = {view.value: body_text(package, view)[0] for view in View}
    assert texts == {"accept": "ac", "reject": "ab", "original": "ab", "marks": "abc"}


def test_paragraphs_know_their_style_and_cell() -> None:
    package = opened("[Rubrik1] a\n| b | c // d |\n| e |\nf")
    assert body_paragraphs(package) == (
        Paragraph("a", "Rubrik1", None),
        Paragraph("b", "", (0, 0, 0)),
        Paragraph("c", "", (0, 0, 1)),
        Paragraph("d", "", (0, 0, 1)),
        Paragraph("e", "", (0, 1, 0)),
        Paragraph("f", "", None),
    )


def styled(*styles: str, body: str = "a") -> Package:
    """A file with paragraph styles: id, name, and more markup, parted by bars."""
    inner = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{more}</w:style>'
        for id_, name, more in (style.split("|") for style in styles)
    )
    return opened(body, {"styles": f"<w:styles {NAMESPACES}>{inner}</w:styles>"})


@pytest.mark.parametrize(
    ("style", "name"),
    [
        pytest.param("Heading1|heading 1|", "heading 1", id="Word in English"),
        pytest.param("Rubrik1|heading 1|", "heading 1", id="Word in Swedish"),
        pytest.param("Rubrik1|Rubrik 1|", "heading 1", id="Swedish name"),
        pytest.param("Heading_20_1|Heading 1|", "heading 1", id="LibreOffice"),
        pytest.param('a1|Egen|<w:aliases w:val="Rubrik 1,r1"/>', "heading 1", id="alias"),
        pytest.param("Punktlista2|List Bullet 2|", "list bullet 2", id="list"),
        pytest.param("Punktlista2|Punktlista 2|", "list bullet 2", id="Swedish list"),
        pytest.param("Brdtext|Brödtext|", "body text", id="body text"),
        pytest.param("Innehll1|toc 1|", "toc 1", id="contents"),
    ],
)
def test_finds_a_built_in_style(style: str, name: str) -> None:
    assert Styles(styled(style)).id_of(name) == style.partition("|")[0]


def test_heading_levels() -> None:
    package = styled(
        "Rubrik2|heading 2|",
        'Egen|Min rubrik|<w:basedOn w:val="Rubrik2"/>',
        'Niva|Nivå|<w:pPr><w:outlineLvl w:val="3"/></w:pPr>',
        'Rund|Rund|<w:basedOn w:val="Rund"/>',
        body="[Rubrik2] a\n[Egen] b\n[Niva] c\n[Rund] d\n[Saknas] e\n[Heading7] f\ng\n"
        + p(r("h"), extra='<w:pStyle w:val="Rubrik2"/><w:outlineLvl w:val="9"/>'),
    )
    assert [level for level, _ in heading_paragraphs(package)] == [2, 2, 4, 7]


def test_a_file_without_styles() -> None:
    styles = Styles(opened("a"))
    assert styles.id_of("heading 1") is None
    assert styles.name_of("Rubrik1") == "heading 1"
