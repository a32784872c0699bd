"""What few files have, and which test shows every other case that a round trip must survive.

paragraph marks: joined, split, before a table, in cells, at ends     cases.PARAGRAPHS
marks with a section break; both inserted and deleted; nested         cases.PARAGRAPHS
moves: with their marks, in parts, across and with content controls   cases.MOVES
rows and cells inserted, deleted; tables left side by side            cases.TABLES
merged cells, table properties, grids, exceptions; sections           test_settle, here
content controls, hyperlinks, fields, formulas, text boxes            cases.FRAMES, here
numbering, styles and formatting that changed                         test_settle, here
notes whose sign goes, with or without their text                     test_settle, here
headers, footers, notes, styles with changes                          test_settle
authors and dates missing, scrubbed, without zone, in UTC             test_revisions
one id for many changes; three authors                                test_settle
comments: threads, resolved, points, overlapping, over tables, over
deleted text, about nothing, of several paragraphs                    test_comments, here
Strict files, other main parts, other encodings, other zips           test_unusual
Swedish and other localised styles                                    test_text
signed files, removed names, files that fetch something               test_remarks
marks that wait for others; an order that does not matter            test_settle
bytes of what was not settled                                         test_verbatim
files that are large, deep or made to cost                            test_package, test_excess
"""

from zipfile import ZIP_STORED

import pytest

from tests.word.cases import (
    by,
    code,
    control,
    cut,
    gone,
    ins,
    moved,
    p,
    r,
    row_of_two,
    sign,
    text_box,
)
from tests.word.wml import (
    AUTHORS,
    NAMESPACES,
    TYPES,
    comments,
    document,
    docx,
    entries,
    left_over,
    opened,
    zipped,
)
from workbench.word.comments import list_comments
from workbench.word.marks import Kind
from workbench.word.names import VAL, w
from workbench.word.package import open_package
from workbench.word.remarks import list_remarks
from workbench.word.revisions import list_revisions, list_unknown
from workbench.word.settle import Decision, Selection, settle
from workbench.word.text import View, body_text

FALUN = Selection(authors=frozenset({AUTHORS["F"]}))
SIGN = '<w:r><w:{}Reference w:id="{}"/></w:r>'


def tags(xml: str, decision: Decision, *names: str) -> list[tuple[str, str | None]]:
    """Elements of some names, with their values, that are left of a body."""
    package = opened(xml)
    assert settle(package, decision).complete
    assert not left_over(package)
    found = package.tree(package.main).iter(*map(w, names))
    return [(str(e.tag).rpartition("}")[2], e.get(VAL)) for e in found]


def test_merged_cells() -> None:
    merged = row_of_two(f'<w:cellMerge {by(1)} w:vMerge="cont"/>') + p()
    assert tags(merged, Decision.ACCEPT, "vMerge") == [("vMerge", "continue")]
    assert tags(merged, Decision.REJECT, "vMerge") == []


def test_a_paragraph_that_changed_style_and_numbering() -> None:
    now = '<w:pStyle w:val="Rubrik1"/><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr>'
    was = '<w:pStyle w:val="Normal"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    source = p(r("a"), extra=f"{now}<w:pPrChange {by(1)}><w:pPr>{was}</w:pPr></w:pPrChange>")
    names = ("pStyle", "ilvl", "numId")
    assert tags(source, Decision.ACCEPT, *names) == [
        ("pStyle", "Rubrik1"), ("ilvl", "1"), ("numId", "2"),
    ]  # fmt: skip
    assert tags(source, Decision.REJECT, *names) == [("pStyle", "Normal"), ("numId", "0")]


def test_a_link_goes_with_the_last_signs_of_a_field_that_was_deleted_in_it() -> None:
    link = code("PAGEREF x") + cut(2, sign("separate") + gone("1")) + sign("end")
    source = p(r("a"), cut(1, sign("begin")), f'<w:hyperlink w:anchor="x">{link}</w:hyperlink>')
    assert tags(source, Decision.ACCEPT, "hyperlink", "fldChar") == []
    assert len(tags(source, Decision.REJECT, "hyperlink", "fldChar")) == 4


@pytest.mark.parametrize("decision", Decision)
def test_a_number_that_changed_of_itself(decision: Decision) -> None:
    change = f'<w:numberingChange {by(1)} w:original="%1:3:0:."/>'
    source = p(r("a"), extra=f'<w:numPr><w:numId w:val="1"/>{change}</w:numPr>')
    assert tags(source, decision, "numId") == [("numId", "1")]


@pytest.mark.parametrize(
    ("tracked", "decision"),
    [
        pytest.param(cut(1, SIGN.format("{0}", 2)), Decision.ACCEPT, id="deleted"),
        pytest.param(ins(1, SIGN.format("{0}", 2)), Decision.REJECT, id="inserted"),
    ],
)
@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_goes_with_its_sign_and_its_own_changes(
    tracked: str, decision: Decision, kind: str
) -> None:
    own = cut(5, gone("x")) if decision is Decision.ACCEPT else ins(5, r("x"))
    mark = "del" if decision is Decision.ACCEPT else "ins"
    notes = "".join(
        f'<w:{kind} w:id="{n}">{p(own if n == 2 else r("kvar"), mark=mark if n == 2 else "")}'
        f"</w:{kind}>"
        for n in (1, 2)
    )
    part = {f"{kind}s": f"<w:{kind}s {NAMESPACES}>{notes}</w:{kind}s>"}
    package = opened(p(r("a"), SIGN.format(kind, 1), tracked.format(kind)), part)
    assert settle(package, decision).complete
    assert not left_over(package)
    root = package.tree(f"word/{kind}s.xml")
    assert [note.get(w("id")) for note in root] == ["1"]


def test_a_note_that_moved_keeps_its_text() -> None:
    sign = SIGN.format("footnote", 1)
    source = moved("moveFrom", 1, r("x") + sign) + p(r("a")) + moved("moveTo", 3, r("x") + sign)
    note = f'<w:footnote w:id="1">{p(r("not"))}</w:footnote>'
    parts = {"footnotes": f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>"}
    for decision in Decision:
        package = opened(source + p(r("b")), parts)
        settle(package, decision)
        assert len(package.tree("word/footnotes.xml")) == 1
        assert len(list(package.tree(package.main).iter(w("footnoteReference")))) == 1


def test_an_inserted_picture() -> None:
    picture = "<w:r><w:drawing><wp:inline xmlns:wp='urn:x'/></w:drawing></w:r>"
    source = p(r("a"), ins(1, picture))
    assert tags(source, Decision.ACCEPT, "drawing") == [("drawing", None)]
    assert tags(source, Decision.REJECT, "drawing", "ins") == []


def test_a_text_box_is_settled_in_both_its_forms() -> None:
    box = text_box(p(ins(1, r("b")), cut(2, gone("c"))))
    for fallback in (
        box,
        box.replace('w:id="1"', 'w:id="8"', 2).replace('w:id="8"', 'w:id="1"', 1),
    ):
        package = opened(p(r("a"), fallback))
        assert [x.kind for x in list_revisions(package)] == [Kind.INS, Kind.DEL]
        settle(package, Decision.ACCEPT, FALUN)
        assert not left_over(package), "the form for old programs too"
        assert body_text(package, View.MARKS) == ("a", "b")


def test_a_text_box_in_a_text_box_is_listed_once() -> None:
    inner = p(ins(1, r("i")), text_box(p(ins(2, r("b")))))
    package = opened(p(r("a"), text_box(inner)))
    assert [(x.id, x.text) for x in list_revisions(package)] == [("1", "i"), ("2", "b")]
    settle(package, Decision.REJECT, FALUN)
    assert not left_over(package)


def test_a_thing_with_two_choices_is_read_once() -> None:
    choice = "<mc:Choice Requires='{}'><w:txbxContent>{}</w:txbxContent></mc:Choice>"
    inner = p(ins(1, r("b")))
    both = choice.format("wpx", inner) + choice.format("wps", inner)
    package = opened(p(f"<w:r><mc:AlternateContent>{both}</mc:AlternateContent></w:r>"))
    assert body_text(package) == ("", "b")
    assert len(list_revisions(package)) == 1


def test_a_fallback_that_alone_has_text_has_its_changes_listed() -> None:
    inner = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback>'
        f"<w:pict><w:txbxContent>{p(ins(1, r('b')))}</w:txbxContent></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert [x.text for x in list_revisions(opened(p(inner)))] == ["b"]


def test_a_file_that_only_takes_tracked_changes_stays_so() -> None:
    protection = '<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>'
    settings = f"<w:settings {NAMESPACES}><w:trackRevisions/>{protection}</w:settings>"
    package = opened("a{+F b}", {"settings": settings})
    settle(package, Decision.ACCEPT)
    assert open_package(package.to_bytes(), "x").data("word/settings.xml").decode() == settings


def test_a_comment_with_a_table_and_a_text_box() -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(r('b'))}</w:tc></w:tr></w:tbl>"
    inner = p(r("a")) + table + p(r("c"), text_box(p(r("d"))))
    said = f'<w:comments {NAMESPACES}><w:comment w:id="1">{inner}</w:comment></w:comments>'
    (comment,) = list_comments(opened("{#1 x}", {"comments": said}))
    assert comment.text == "a\nb\nc\nd"


def test_threads_are_found_by_relation_where_the_content_type_is_another() -> None:
    parts = comments(("1", "F", "a")) | {
        "commentsExtended": f"<w15:commentsEx {NAMESPACES}>"
        '<w15:commentEx w15:paraId="00000001" w15:done="1"/></w15:commentsEx>'
    }
    odd = {
        name: data.replace("wordprocessingml.commentsExtended+xml", "commentsExtended+xml")
        for name, data in entries("{#1 x}", parts).items()
    }
    (comment,) = list_comments(open_package(zipped(odd), "x"))
    assert comment.resolved


def test_two_bodies() -> None:
    two = document(p(r("a"))).replace("</w:body>", f"</w:body><w:body>{p(ins(1, r('b')))}</w:body>")
    package = open_package(zipped({**entries(), "word/document.xml": two}), "x")
    assert body_text(package) == ("a", "b")
    settle(package, Decision.REJECT)
    assert body_text(package, View.MARKS) == ("a", "")


def test_a_drop_cap_is_a_paragraph_of_its_own_as_it_is_in_the_file() -> None:
    """So that paragraphs have the same numbers in every list."""
    cap = p(r("V"), extra='<w:framePr w:dropCap="drop" w:lines="3"/>')
    package = opened(cap + p(r("i tillstyrker"), ins(1, r("."))))
    assert body_text(package) == ("V", "i tillstyrker.")
    assert list_revisions(package)[0].paragraph == 1


def test_text_that_lies_in_another_file_is_named_and_stops_an_import() -> None:
    unread = '<w:altChunk r:id="rId1"/><w:subDoc r:id="rId2"/>'
    found = [(each.name, each.count) for each in list_unknown(opened(p(r("a")) + unread))]
    assert found == [("w:altChunk", 1), ("w:subDoc", 1)]


PAGE = (
    "<html><head><title>x</title><style>p {}</style></head><body><p>Ett <b>tv\u00e5</b></p>tre<br/>"
)
CHUNKS = {
    "b.docx": (docx("Ett {+F tv\u00e5}\ntre"), ("Ett två", "tre")),
    "b.txt": ("\ufeffEtt två\r\ntre".encode(), ("Ett två", "tre")),
    "gammal.txt": ("Ett två\ntre".encode("cp1252"), ("Ett två", "tre")),
    "b.htm": (PAGE.encode("ascii", "xmlcharrefreplace"), ("Ett två", "tre")),
    "b.rtf": (b"{\\rtf1 Ett}", ()),
    "trasig.docx": (docx("a")[:99], ()),
    "trasig2.docx": (zipped({**entries(), "word/document.xml": "<w:p"}), ()),
}


@pytest.mark.parametrize("name", CHUNKS)
def test_text_of_an_embedded_document_is_read_in_its_place(name: str) -> None:
    data, expected = CHUNKS[name]
    parts: dict[str, str | bytes] = {
        **entries("före\n<w:altChunk r:id='c1'/>\nefter"),
        f"word/{name}": data,
    }
    relations = "word/_rels/document.xml.rels"
    chunk = f'<Relationship Id="c1" Type="http://t/aFChunk" Target="{name}"/></Relationships>'
    parts[relations] = entries()[relations].replace("</Relationships>", chunk)
    package = open_package(zipped(parts), "x")
    assert body_text(package) == ("före", *expected, "efter")
    assert [each.name for each in list_unknown(package)] == ["w:altChunk"]


def test_an_embedded_file_that_is_said_to_be_markup_is_none() -> None:
    parts: dict[str, str | bytes] = {**entries("a{+F b}\n<w:altChunk r:id='c1'/>")}
    for name, old, new in (
        ("[Content_Types].xml", "</Types>",
         f'<Default Extension="docx" ContentType="{TYPES}document.main+xml"/></Types>'),
        ("word/_rels/document.xml.rels", "</Relationships>",
         '<Relationship Id="c1" Type="http://t/aFChunk" Target="/word/del.docx"/></Relationships>'),
    ):  # fmt: skip
        parts[name] = str(parts[name]).replace(old, new)
    parts["word/del.docx"] = zipped(entries("{+L c}"), method=ZIP_STORED)
    package = open_package(zipped(parts), "x")
    assert [each.text for each in list_revisions(package)] == ["b"]
    assert [each.name for each in list_unknown(package)] == ["w:altChunk"]
    (remark,) = list_remarks(package)
    assert "(word/del.docx). Öppna filen i Word" in remark
    assert settle(package, Decision.ACCEPT).complete
    assert package.data("word/del.docx") == parts["word/del.docx"]


BEARERS = {
    "a run": r("ord"),
    "an insertion": ins(1, r("ord")),
    "the goal of a move": ins(1, r("ord"), "moveTo"),
    "a hyperlink": f'<w:hyperlink w:anchor="x">{r("ord")}</w:hyperlink>',
    "a simple field": f'<w:fldSimple w:instr="PAGE">{r("ord")}</w:fldSimple>',
    "a smart tag": f'<w:smartTag w:element="x">{r("ord")}</w:smartTag>',
    "custom markup": f'<w:customXml w:element="x">{r("ord")}</w:customXml>',
    "an inline content control": control(r("ord")),
    "an override of direction": f'<w:bdo w:val="ltr">{r("ord")}</w:bdo>',
    "an embedding of direction": f'<w:dir w:val="ltr">{r("ord")}</w:dir>',
    "a ruby base": f"<w:r><w:ruby><w:rubyBase>{r('ord')}</w:rubyBase></w:ruby></w:r>",
    "a formula": "<m:oMath><m:r><m:t>ord</m:t></m:r></m:oMath>",
    "a text box": text_box(p(r("ord"))),
    "symbols": '<w:r><w:sym w:font="x" w:char="6F"/><w:t>rd</w:t></w:r>',
    "a permission": f'<w:permStart w:id="1"/>{r("ord")}<w:permEnd w:id="1"/>',
    "nested markup": ins(1, control(f'<w:smartTag w:element="x">{r("ord")}</w:smartTag>')),
}
PLACES = {
    "the body": p("{}"),
    "a cell": f"<w:tbl><w:tr><w:tc>{p('{}')}</w:tc></w:tr></w:tbl>{p()}",
    "a content control": control(p("{}")),
    "a cell in a cell in custom markup": (
        f'<w:customXml w:element="x"><w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{p("{}")}</w:tc></w:tr>'
        f"</w:tbl>{p()}</w:tc></w:tr></w:tbl></w:customXml>{p()}"
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("bearer", BEARERS)
def test_no_text_is_dropped_in_silence(bearer: str, place: str) -> None:
    package = opened(PLACES[place].format(BEARERS[bearer]))
    assert "".join(body_text(package)) == "ord"
    settle(package, Decision.ACCEPT)
    assert "".join(body_text(package, View.MARKS)) == "ord"
