"""Every tracked change as a value."""

import pytest

from tests.word.cases import by, control_changed, cut, ins, p, r, text_box
from tests.word.wml import AUTHORS, DATE, NAMESPACES, opened
from workbench.word.marks import Kind, Role
from workbench.word.revisions import Revision, list_revisions

F, L, M = AUTHORS["F"], AUTHORS["L"], AUTHORS["M"]


def listed(source: str) -> list[tuple[str, str, str]]:
    return [(r.kind.value, r.author, r.text) for r in list_revisions(opened(source))]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a{+F b}{-L c}", [("ins", F, "b"), ("del", L, "c")]),
        ("{+L x {-F y} z}", [("ins", L, "x y z"), ("del", F, "y")]),
        ("a ¶+F\nb ¶-L\nc", [("paragraph-ins", F, ""), ("paragraph-del", L, "")]),
        ("a ¶+F-L\nb", [("paragraph-ins", F, ""), ("paragraph-del", L, "")]),
        ("{<F x} ¶<F\n{>F x} ¶>F\nb", [("moveFrom", F, ""), ("moveFrom", F, "x"),
                                       ("moveTo", F, ""), ("moveTo", F, "x")]),
        ("a {*M b} c", [("format", M, "b")]),
        ("+F| a | b |\n-L| c // d |\ne", [("table-row-ins", F, "a\tb"),
                                          ("table-row-del", L, "cd")]),
    ],
)  # fmt: skip
def test_lists_kind_author_and_text(source: str, expected: list[tuple[str, str, str]]) -> None:
    assert listed(source) == expected


def in_cell(properties: str) -> str:
    return f"<w:tbl><w:tr><w:tc><w:tcPr>{properties}</w:tcPr>{p(r('a'))}</w:tc></w:tr></w:tbl>{p()}"


def changed(name: str, recorded: str) -> str:
    """A change of properties with what they were before."""
    return f"<w:{name}Change {by(1)}>{recorded}</w:{name}Change>"


OTHERS = {
    Kind.PARAGRAPH_FORMAT: p(r("a"), extra=changed("pPr", "<w:pPr/>")),
    Kind.FORMAT: p(extra=f"<w:rPr>{changed('rPr', '<w:rPr/>')}</w:rPr>"),
    Kind.SECTION: p(extra=f"<w:sectPr>{changed('sectPr', '<w:sectPr/>')}</w:sectPr>"),
    Kind.NUMBERING: p(extra=f'<w:numPr><w:numberingChange {by(1)} w:original="1."/></w:numPr>'),
    Kind.CELL_INS: in_cell(f"<w:cellIns {by(1)}/>"),
    Kind.CELL_DEL: in_cell(f"<w:cellDel {by(1)}/>"),
    Kind.CELL_MERGE: in_cell(f'<w:cellMerge {by(1)} w:vMerge="rest"/>'),
    Kind.TABLE_FORMAT: in_cell(changed("tcPr", f"<w:tcPr><w:cellDel {by(2)}/></w:tcPr>")),
    Kind.INS: p(control_changed("Ins", r("a"))),
    Kind.MOVE_FROM: control_changed("MoveFrom", p(r("a"))),
    Kind.DEL: p(f"<m:oMath><m:f><m:fPr><m:ctrlPr>{cut(1, '')}</m:ctrlPr></m:fPr></m:f></m:oMath>"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_lists_one_of_every_other_kind(kind: Kind) -> None:
    (revision,) = list_revisions(opened(OTHERS[kind]))
    assert revision.kind is kind
    assert revision.id == "1"


def test_a_whole_value() -> None:
    (revision,) = list_revisions(opened("a\n| b | c{+F d} |\ne"))
    assert revision == Revision(
        key="1", id="1", kind=Kind.INS, author=F, date=DATE, date_utc=None, text="d",
        part="word/document.xml", paragraph=2, index=0, about=Role.CONTENT, move="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "author", "date"),
    [
        ('w:author="A" w:date="2026-03-01T10:00:00Z"', "A", "2026-03-01T10:00:00Z"),
        ('w:author="A" w:date="2026-03-01T10:00:00"', "A", "2026-03-01T10:00:00"),
        ('w:author="A" w:date="2026-03-01T10:00:00+01:00"', "A", "2026-03-01T10:00:00+01:00"),
        ('w:author=""', "", None),
        ("", "", None),
        ('w:author="A" w:date="i går"', "A", None),
    ],
)
def test_author_and_date_may_be_missing_or_anything(
    attributes: str, author: str, date: str | None
) -> None:
    (revision,) = list_revisions(opened(p(f"<w:ins {attributes}>{r('x')}</w:ins>")))
    assert (revision.author, revision.date, revision.id) == (author, date, "")
    assert revision.key == "~1"


def test_the_moment_in_utc_beside_a_local_time() -> None:
    name = "http://schemas.microsoft.com/office/word/2023/wordml/word16du"
    marked = f'<w:ins xmlns:w16du="{name}" {by(1)} w16du:dateUtc="2026-03-01T09:00:00Z">'
    (revision,) = list_revisions(opened(p(f"{marked}{r('x')}</w:ins>")))
    assert revision.date_utc == "2026-03-01T09:00:00Z"


def test_a_text_box_is_listed_once() -> None:
    boxed = text_box(p(ins(1, r("b"))))
    (revision,) = list_revisions(opened(p(r("a"), boxed) + p(cut(2, ""))))[:1]
    assert (revision.kind, revision.text, revision.paragraph) == (Kind.INS, "b", 1)
    assert len(list_revisions(opened(p(boxed)))) == 1


def test_lists_every_part() -> None:
    inside = p(ins(5, r("x")))
    note, said = (f'<w:{name} w:id="1">{inside}</w:{name}>' for name in ("endnote", "comment"))
    was = f"<w:rPrChange {by(5)}><w:rPr/></w:rPrChange>"
    level = f"<w:lvl><w:rPr>{was}</w:rPr></w:lvl>"
    parts = {
        "header1": f"<w:hdr {NAMESPACES}>{inside}</w:hdr>",
        "endnotes": f"<w:endnotes {NAMESPACES}>{note}</w:endnotes>",
        "comments": f"<w:comments {NAMESPACES}>{said}</w:comments>",
        "numbering": f"<w:numbering {NAMESPACES}>{level}</w:numbering>",
    }
    revisions = list_revisions(opened("a{+F b}", parts))
    assert [r.part for r in revisions] == [f"word/{name}.xml" for name in ("document", *parts)]
    assert [r.index for r in revisions] == [0, 1, 2, 3, 4]
    assert [r.key for r in revisions] == ["1", "5~1", "5~2", "5~3", "5~4"]
