"""Reading a template: what is taken over, and what is refused."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PROJECT
from tests.word.writer.answers import answer, parts, repacked, shown, styles_of, tree
from workbench.core.document import Document, Letterhead, Role, paragraph
from workbench.errors import InputError
from workbench.word.inspector import inspect_hidden
from workbench.word.writer import Template, compose, write
from workbench.word.writer.letterhead import PLACES
from workbench.word.writer.standard_template import build

_MAIN = "word/document.xml"
_TYPES = "[Content_Types].xml"
_STYLES = "word/styles.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02"
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)


def changed(part: str, *swaps: tuple[str, str]) -> bytes:
    text = parts(build())[part].decode()
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return repacked(build(), {part: text.encode()})


def refusal(data: bytes) -> InputError:
    with pytest.raises(InputError) as refused:
        Template.read(data, "mall.docx")
    assert str(refused.value).startswith("mall.docx")
    return refused.value


def test_names_every_missing_style_and_says_what_to_do() -> None:
    error = refusal(changed(_STYLES, ('"Att-sats"', '"Attsats"'), ('"heading 2"', '"Underrubrik"')))
    assert "formaten" in str(error)
    assert "”Att-sats”" in str(error)
    assert "”heading 2” (Rubrik 2 i svenska Word)" in str(error)
    assert "docs/mall.md" in error.hint


def test_finds_styles_by_name_whatever_their_id_and_case() -> None:
    data = changed(
        _STYLES,
        ('w:styleId="Heading1"', 'w:styleId="Rubrik1"'),
        ('"heading 1"', '"Heading 1"'),
        ('<w:name w:val="Mottagare"/>', '<w:name w:val="Till"/><w:aliases w:val="Mottagare"/>'),
    )
    assert Template.read(data, "m").style("heading 1") == "Rubrik1"
    assert Template.read(data, "m").style("Mottagare") == "Mottagare"


def test_takes_a_word_template() -> None:
    data = changed(_TYPES, ("document.main+xml", "template.main+xml"))
    made = write(answer(paragraph("Text.")), Template.read(data, "mall.dotx"))
    assert b"document.main+xml" in parts(made)[_TYPES]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "inte ett Word-dokument"),
        (b"PK\x03\x04 not a zip", "inte ett Word-dokument"),
        (repacked(build(), {_TYPES: None}), "inte ett Word-dokument"),
        (repacked(build(), {_MAIN: None}), "inte ett Word-dokument"),
        (repacked(build(), {_STYLES: None}), "styles.xml saknas"),
        (repacked(build(), {_MAIN: b"<w:document"}), "inte hel XML"),
        (repacked(build(), {_MAIN: b"<!DOCTYPE x []><x/>"}), "DOCTYPE"),
        (changed(_TYPES, ("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                          "vnd.ms-word.document.macroEnabled.main+xml")), "makron"),
        (changed(_MAIN, ("schemas.openxmlformats.org/wordprocessingml/2006/main",
                         "purl.oclc.org/ooxml/wordprocessingml/main")), "Strict"),
        (changed(_MAIN, ("{datum}", "{dautm}")), "okänd plats {dautm}"),
        (changed(_MAIN, ("{innehåll}", "Text")), "var texten ska stå"),
        (changed(_MAIN, ("<w:p>", '<w:p><w:ins w:id="1" w:author="x"/>')), "spårade ändringar"),
        (changed("word/header1.xml", ("{märkning}", "{mrkning}")), "okänd plats"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_refuses(data: bytes, said: str) -> None:
    assert said in str(refusal(data))


def test_suggests_the_place_that_was_meant() -> None:
    assert "Menades {datum}?" in refusal(changed(_MAIN, ("{datum}", "{dautm}"))).hint


def with_picture_in_header(target: str, *, external: bool = False) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{_OFFICE}/image" Target="{target}"{mode}/></Relationships>'
    )
    types = parts(build())[_TYPES].decode()
    header = parts(build())["word/header1.xml"].decode()
    return repacked(
        build(),
        {
            "word/header1.xml": header.replace("<w:p>", '<w:p r:embed="rId9">', 1).encode(),
            "word/_rels/header1.xml.rels": relations.encode(),
            "word/media/vapen.png": _PIXEL,
            _TYPES: types.replace(
                "<Override", '<Default Extension="png" ContentType="image/png"/><Override', 1
            ).encode(),
        },
    )


def test_pictures_of_the_header_come_along() -> None:
    read = Template.read(with_picture_in_header("media/vapen.png"), "mall.docx")
    made = write(answer(paragraph("Text.")), read)
    assert parts(made)["word/media/vapen.png"] == _PIXEL
    assert b'Target="/word/media/vapen.png"' in parts(made)["word/_rels/header1.xml.rels"]
    assert inspect_hidden(made) == ()


def test_what_lies_outside_the_template_is_refused() -> None:
    data = with_picture_in_header("file:///C:/vapen.png", external=True)
    assert "hänvisar till file:///C:/vapen.png" in str(refusal(data))


def test_traces_of_how_the_template_was_made_stay_behind() -> None:
    data = changed(_MAIN, ("<w:p>", '<w:p w:rsidR="00AB12CD"><w:proofErr w:type="spellStart"/>'))
    made = write(answer(paragraph("Text.")), Template.read(data, "mall.docx"))
    assert inspect_hidden(made) == ()


def test_when_a_style_was_changed_stays_behind() -> None:
    data = changed("word/styles.xml", ("</w:style>", '<w:rsid w:val="00AB12CD"/></w:style>'))
    made = write(answer(paragraph("Text.")), Template.read(data, "mall.docx"))
    assert inspect_hidden(made) == ()


def test_a_place_may_be_divided_among_runs() -> None:
    data = changed(
        _MAIN, ("{dokumenttyp}", "{dok</w:t></w:r><w:r><w:t>ument</w:t></w:r><w:r><w:t>typ}")
    )
    made = write(answer(paragraph("Text.")), Template.read(data, "mall.docx"))
    assert ("Dokumenttyp", "Yttrande") in styles_of(made)


def test_a_template_without_lines_gives_the_text_alone() -> None:
    text = parts(build())[_MAIN].decode()
    start, end = text.index("<w:body>") + len("<w:body>"), text.index("<w:sectPr>")
    data = repacked(build(), {_MAIN: (text[:start] + text[end:]).encode()})
    made = write(answer(paragraph("Text.")), Template.read(data, "mall.docx"))
    assert styles_of(made) == [("BodyText", "Text.")]


def test_lines_of_the_template_are_filled_repeated_and_left_out() -> None:
    made = write(answer(paragraph("Text.")), Template.read(build(), "mall.docx"))
    assert styles_of(made)[:9] == [
        ("Avsandare", "Kommunerna i Dalarna"),
        ("Kommuner", "Avesta kommun Borlänge kommun Falu kommun Mora kommun"),
        ("Kommuner", "Orsa kommun"),
        ("Dokumenttyp", "Yttrande"),
        ("Referens", "Datum 1 februari 2021"),
        ("Referens", "Vår beteckning KS 2020/1234"),
        ("Referens", "Er beteckning S2020/06592"),
        ("Referens", ""),
        ("Mottagare", "Socialdepartementet"),
    ]
    bare = write(
        Document("T", Letterhead("Kommunerna"), (paragraph("Text."),)),
        Template.read(build(), "mall.docx"),
    )
    assert [text for _, text in styles_of(bare)] == ["Kommunerna", "Yttrande", "", "Text."]
    assert "sida 1" in shown(tree(made, "word/header1.xml"))


def test_a_font_without_known_widths_is_told() -> None:
    data = changed(_STYLES, ("Arial", "Gill Sans"))
    written = compose(answer(paragraph("Text.")), Template.read(data, "mall.docx"))
    assert written.estimates == ("typsnittet Gill Sans i mallen har okända bredder",)
    assert compose(answer(paragraph("Text.")), Template.read(build(), "m")).estimates == ()


@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=4))
def test_a_broken_file_is_refused_or_read(at: int, noise: bytes) -> None:
    data = build()
    at %= len(data)
    with suppress(InputError):
        Template.read(data[:at] + noise + data[at + len(noise) :], "mall.docx")


@given(
    st.sampled_from([_MAIN, _STYLES, _TYPES, _RELATIONS, "word/numbering.xml", "word/header1.xml"]),
    st.integers(0, 50_000),
    st.sampled_from(["", "9", "x", "-", "<w:p/>", "w:", "99999999999", "nan"]),
)
def test_a_template_with_nonsense_in_it_is_refused_or_used(part: str, at: int, what: str) -> None:
    content = parts(build())[part]
    at %= len(content)
    data = repacked(build(), {part: content[:at] + what.encode() + content[at + 1 :]})
    with suppress(InputError):
        write(answer(paragraph("Text.")), Template.read(data, "mall.docx"))


def test_the_manual_names_every_place_and_required_style() -> None:
    manual = (PROJECT / "docs" / "mall.md").read_text(encoding="utf-8")
    for place in PLACES:
        assert f"{{{place}}}" in manual
    for role in Role:
        assert role.value in manual
    for name in ("List Bullet", "caption", "footnote reference", "toc 1–3", "heading 1–6"):
        assert name in manual
