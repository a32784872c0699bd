"""Accepting and rejecting: every case, and laws over documents that are made up."""

from collections import Counter, deque
from io import BytesIO
from itertools import permutations
from random import Random
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.word.cases import CASES, Case, by, ins, p, r, row_of_two
from tests.word.made import made
from tests.word.wml import AUTHORS, NAMESPACES, Writer, comments, docx, left_over, opened
from workbench.word.comments import list_comments
from workbench.word.marks import Kind
from workbench.word.names import VAL, w
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import EVERYTHING, Decision, Selection, settle
from workbench.word.text import View, body_text

seeds = st.integers(0, 10**6)


def settled(source: str, decision: Decision, selection: Selection = EVERYTHING) -> Package:
    package = opened(source)
    settle(package, decision, selection)
    return open_package(package.to_bytes(), "prov.docx")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("decision", Decision)
def test_settles_every_case(case: Case, decision: Decision) -> None:
    package = opened(case.source)
    before = body_text(package, View(decision.value))
    report = settle(package, decision)
    again = open_package(package.to_bytes(), "prov.docx")
    expected = case.accepted if decision is Decision.ACCEPT else case.rejected
    assert body_text(again, View.MARKS) == before == expected
    assert report.complete
    assert report.left == 0
    assert not left_over(again)
    body = again.tree(again.main)
    assert all(cell[-1].tag == w("p") for cell in body.iter(w("tc")))
    assert all(table.find(w("tr")) is not None for table in body.iter(w("tbl")))


@given(seeds, st.sampled_from(Decision))
def test_the_view_of_a_decision_is_what_that_decision_leaves(seed: int, decision: Decision) -> None:
    package = opened(made(seed))
    seen = body_text(package, View(decision.value))
    assert package.to_bytes() == opened(made(seed)).to_bytes(), "looking changes nothing"
    settle(package, decision)
    again = open_package(package.to_bytes(), "prov.docx")
    assert body_text(again, View.MARKS) == seen
    assert not left_over(again)
    assert not list_revisions(again)


@settings(max_examples=settings().max_examples // 4)
@given(seeds, st.sampled_from(Decision), st.randoms(use_true_random=False))
def test_one_at_a_time_in_any_order_comes_to_the_same(
    seed: int, decision: Decision, dice: Random
) -> None:
    source = made(seed, paragraphs=3, as_word=True)
    package = opened(source)
    while revisions := list(list_revisions(package)):
        dice.shuffle(revisions)
        reports = (
            settle(package, decision, Selection(keys=frozenset({one.key}))) for one in revisions
        )
        assert any(report.settled for report in reports), "each round settles something"
    assert body_text(package, View.MARKS) == body_text(opened(source), View(decision.value))


@pytest.mark.parametrize(
    ("source", "decision"),
    [
        pytest.param("a\n{+F b} ¶+F\n{+L c} ¶+L", Decision.REJECT, id="appended after the last"),
        pytest.param("| a // {-F b} ¶-F |\nc", Decision.ACCEPT, id="last of a cell"),
        pytest.param("a ¶-F\n-F| b |\nc", Decision.ACCEPT, id="before a table that goes"),
        pytest.param("a\n-F| b |\n{-L c} ¶-L", Decision.ACCEPT, id="after a table that goes"),
        pytest.param("a\n{+F {-L b}} ¶-L", Decision.ACCEPT, id="an insertion of nothing"),
    ],
)
def test_a_mark_that_cannot_go_yet_waits_until_it_can(source: str, decision: Decision) -> None:
    whole = body_text(opened(source), View(decision.value))
    for order in permutations(one.key for one in list_revisions(opened(source))):
        package = opened(source)
        waiting = deque(order)
        while waiting:
            report = settle(package, decision, Selection(keys=frozenset({waiting[0]})))
            assert report.complete == bool(report.settled)
            waiting.rotate(-1)
            if report.complete:
                waiting.pop()
        assert body_text(package, View.MARKS) == whole
        assert not left_over(package)


def test_a_mark_that_waits_tells_what_for_and_one_in_the_way_of_nothing_goes() -> None:
    package = opened("a\n{+F b} ¶+L")
    report = settle(package, Decision.REJECT, Selection(authors=frozenset({AUTHORS["L"]})))
    (overlap,) = report.overlaps
    assert (overlap.revision.author, overlap.other.author) == (AUTHORS["L"], AUTHORS["F"])
    assert (report.settled, report.left) == ((), 2)
    package = opened("a\n{+F b} c ¶+L")
    report = settle(package, Decision.REJECT, Selection(authors=frozenset({AUTHORS["L"]})))
    assert (report.complete, report.left) == (True, 1)
    assert body_text(package, View.MARKS) == ("a", "b c")


@given(seeds, st.sampled_from(Decision), st.sampled_from(sorted(AUTHORS.values())))
def test_settling_one_author_leaves_the_others_as_they_were(
    seed: int, decision: Decision, author: str
) -> None:
    def marks_of_others() -> Counter[tuple[str, str, str, str | None]]:
        listed = (r for r in list_revisions(package) if r.author != author)
        return Counter((r.id, r.kind, r.author, r.date) for r in listed)

    package = opened(made(seed))
    others = marks_of_others()
    report = settle(package, decision, Selection(authors=frozenset({author})))
    after = list_revisions(package)
    left = {overlap.revision.id for overlap in report.overlaps}
    assert marks_of_others() == others
    assert {r.id for r in after if r.author == author} == left
    assert {r.author for r in report.settled} <= {author}


def test_a_change_in_the_way_of_another_is_left_and_named() -> None:
    package = opened("Bas {+L infogat {-F struket}} slut.")
    report = settle(package, Decision.REJECT, Selection(authors=frozenset({AUTHORS["L"]})))
    (overlap,) = report.overlaps
    assert (overlap.revision.author, overlap.other.author) == (AUTHORS["L"], AUTHORS["F"])
    assert not report.settled
    assert not report.complete
    assert report.left == 2


def test_both_halves_of_a_move_go_together() -> None:
    source = next(case for case in CASES if case.name.startswith("moved paragraph with")).source
    package = opened(source)
    (half, *_) = [r for r in list_revisions(package) if r.kind is Kind.MOVE_TO]
    report = settle(package, Decision.ACCEPT, Selection(keys=frozenset({half.key})))
    assert Counter(r.kind for r in report.settled) == {Kind.MOVE_FROM: 2, Kind.MOVE_TO: 2}
    assert body_text(package, View.MARKS) == ("a", "x", "b")
    assert not left_over(package)


def test_settles_by_kind_range_and_part() -> None:
    package = opened("a{+F b} ¶+F\n{-L c}{+M d}")
    settle(package, Decision.ACCEPT, Selection(kinds=frozenset({Kind.PARAGRAPH_INS})))
    assert [r.kind for r in list_revisions(package)] == [Kind.INS, Kind.DEL, Kind.INS]
    settle(package, Decision.REJECT, Selection(first=1, last=1))
    assert body_text(package, View.MARKS) == ("ab", "cd")
    report = settle(package, Decision.ACCEPT, Selection(parts=frozenset({"word/header1.xml"})))
    assert not report.settled


def test_one_id_on_many_changes_means_all_of_them_and_a_key_one() -> None:
    source = p(ins(0, r("a")), ins(0, r("b")))
    package = opened(source)
    assert [r.key for r in list_revisions(package)] == ["0~1", "0~2"]
    settle(package, Decision.REJECT, Selection(keys=frozenset({"0~2"})))
    assert body_text(package, View.MARKS) == ("a",)
    package = opened(source)
    settle(package, Decision.REJECT, Selection(keys=frozenset({"0"})))
    assert body_text(package, View.MARKS) == ("",)


BROKEN = (
    pytest.param(p(r("x"), extra=f"<w:pPrChange {by(77)}/>"), "w:pPrChange", id="nothing recorded"),
    pytest.param(
        p(f"<w:r><w:rPr><w:cellIns {by(77)}/></w:rPr><w:t>x</w:t></w:r>"), "w:cellIns",
        id="where it means nothing",
    ),
)  # fmt: skip


@pytest.mark.parametrize(("broken", "name"), BROKEN)
def test_a_broken_change_does_not_block_the_others(broken: str, name: str) -> None:
    package = opened(f"a{{+F b}} ¶+F\n{broken}\n{{-L c}}d")
    report = settle(package, Decision.REJECT)
    assert body_text(package, View.MARKS) == ("ax", "cd")
    assert [(b.id, b.name, b.part) for b in report.broken] == [("77", name, "word/document.xml")]
    assert len(report.settled) == 3
    assert not report.complete
    assert sum(left_over(package).values()) == 1


def test_a_broken_change_is_told_to_whoever_chose_its_author() -> None:
    stray = p(f"<w:r><w:rPr><w:cellIns {by(77)}/></w:rPr><w:t>x</w:t></w:r>")
    for author, told in ((AUTHORS["F"], 1), (AUTHORS["L"], 0)):
        package = opened(f"a{{+F b}}{{+L c}}\n{stray}")
        report = settle(package, Decision.ACCEPT, Selection(authors=frozenset({author})))
        assert (len(report.settled), len(report.broken)) == (1, told)


def test_a_run_that_had_no_formatting_as_libreoffice_writes_it() -> None:
    changed = f"<w:r><w:rPr><w:b/><w:rPrChange {by(1)}/></w:rPr><w:t>x</w:t></w:r>"
    package = opened(p(changed))
    assert settle(package, Decision.REJECT).complete
    (run,) = package.tree(package.main).iter(w("r"))
    assert [child.tag for child in run] == [w("t")]


def test_puts_earlier_formatting_back() -> None:
    package = opened(
        f'<w:p><w:pPr><w:jc w:val="center"/><w:rPr><w:b/><w:rPrChange {by(1)}><w:rPr><w:i/>'
        f'</w:rPr></w:rPrChange></w:rPr><w:pPrChange {by(2)}><w:pPr><w:jc w:val="left"/></w:pPr>'
        f"</w:pPrChange></w:pPr>{r('a')}</w:p>\n"
        '<w:p><w:pPr><w:sectPr><w:headerReference r:id="rId9"/><w:cols w:num="2"/>'
        f'<w:sectPrChange {by(3)}><w:sectPr><w:cols w:num="1"/></w:sectPr></w:sectPrChange>'
        "</w:sectPr></w:pPr></w:p>"
    )
    settle(package, Decision.REJECT)
    first, second = package.tree(package.main).iter(w("pPr"))
    assert (
        etree.tostring(first, with_tail=False)
        .decode()
        .split("main", 1)[1]
        .endswith('<w:jc w:val="left"/><w:rPr><w:i/></w:rPr></w:pPr>')
    )
    section = second.find(w("sectPr"))
    assert section is not None
    assert [e.tag for e in section] == [w("headerReference"), w("cols")]
    assert section[1].get(w("num")) == "1"


def test_puts_tables_back() -> None:
    package = opened(
        f'<w:tbl><w:tblPr><w:tblPrChange {by(1)}><w:tblPr><w:tblStyle w:val="A"/></w:tblPr>'
        '</w:tblPrChange></w:tblPr><w:tblGrid><w:gridCol w:w="9"/><w:tblGridChange w:id="2">'
        '<w:tblGrid><w:gridCol w:w="4"/><w:gridCol w:w="5"/></w:tblGrid></w:tblGridChange>'
        f"</w:tblGrid><w:tr><w:tblPrEx><w:tblPrExChange {by(3)}><w:tblPrEx/></w:tblPrExChange>"
        f"</w:tblPrEx><w:trPr><w:trPrChange {by(4)}><w:trPr><w:tblHeader/></w:trPr></w:trPrChange>"
        f'</w:trPr><w:tc><w:tcPr><w:cellMerge {by(5)} w:vMerge="cont" w:vMergeOrig="rest"/>'
        f"</w:tcPr>{p(r('a'))}</w:tc></w:tr></w:tbl>{p()}"
    )
    kinds = Counter(revision.kind for revision in list_revisions(package))
    assert kinds == {Kind.TABLE_FORMAT: 4, Kind.CELL_MERGE: 1}
    settle(package, Decision.REJECT)
    (table,) = package.tree(package.main).iter(w("tbl"))
    shape = [(e.tag, e.get(VAL)) for e in table.iter() if e.tag not in (w("p"), w("r"), w("t"))]
    assert shape == [
        (w("tbl"), None), (w("tblPr"), None), (w("tblStyle"), "A"),
        (w("tblGrid"), None), (w("gridCol"), None), (w("gridCol"), None),
        (w("tr"), None), (w("trPr"), None), (w("tblHeader"), None),
        (w("tc"), None), (w("tcPr"), None), (w("vMerge"), "restart"),
    ]  # fmt: skip


def test_numbering() -> None:
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {by(1)}/></w:numPr>'
    source = f"<w:p><w:pPr>{numbered}</w:pPr>{r('a')}</w:p>"
    for decision, left in ((Decision.ACCEPT, 2), (Decision.REJECT, 0)):
        package = opened(source)
        assert [revision.kind for revision in list_revisions(package)] == [Kind.NUMBERING]
        settle(package, decision)
        assert len(list(package.tree(package.main).iter(w("ilvl"), w("numId")))) == left


def test_a_join_takes_the_properties_of_the_paragraph_that_still_ends() -> None:
    package = opened("[Heading1] a ¶-F\n[Quote] b")
    settle(package, Decision.ACCEPT)
    (style,) = package.tree(package.main).iter(w("pStyle"))
    assert style.get(VAL) == "Quote"


def test_a_deleted_cell_leaves_its_width_to_its_neighbour() -> None:
    package = opened(row_of_two(f"<w:cellDel {by(1)}/>") + p())
    settle(package, Decision.ACCEPT)
    (span,) = package.tree(package.main).iter(w("gridSpan"))
    assert span.get(VAL) == "2"


def test_tables_that_end_up_side_by_side_become_one_on_one_grid() -> None:
    package = opened("| a | b |\n{-F x} ¶-F\n| c |\n| d |\nslut")
    settle(package, Decision.ACCEPT)
    (table,) = package.tree(package.main).iter(w("tbl"))
    assert len(list(table.iter(w("tr")))) == 3


def test_a_cell_never_ends_up_without_a_paragraph() -> None:
    inner = Writer(50).body("+F| b |")
    package = opened(f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>{p()}")
    settle(package, Decision.REJECT)
    (cell,) = package.tree(package.main).iter(w("tc"))
    assert [child.tag for child in cell] == [w("p")]


def test_comments_outlive_the_text_that_they_are_about() -> None:
    said = comments(("1", "F", "Varför?"), ("2", "L", "Överlappar."))
    start, end = '<w:commentRangeStart w:id="2"/>', '<w:commentRangeEnd w:id="2"/>'
    sign_2 = '<w:r><w:commentReference w:id="2"/></w:r>'
    package = opened(f"a{{-F «{start}»b{{#1 c}}}} ¶-F\nd«{end}{sign_2}»", said)
    settle(package, Decision.ACCEPT)
    assert body_text(package, View.MARKS) == ("ad",)
    about = {c.id: (c.anchor, c.anchor_deleted) for c in list_comments(package)}
    assert about == {"1": ("", False), "2": ("d", False)}


def test_a_bookmark_goes_with_its_text_only_when_all_of_it_goes() -> None:
    def bookmark(number: int, end: str) -> str:
        name = f' w:name="b{number}"' if end == "Start" else ""
        return f'«<w:bookmark{end} w:id="{number}"{name}/>»'

    package = opened(
        f"{{-F {bookmark(1, 'Start')}a{bookmark(1, 'End')}{bookmark(2, 'Start')}b}}c"
        f"{bookmark(2, 'End')}"
    )
    settle(package, Decision.ACCEPT)
    left = [e.get(w("id")) for e in package.tree(package.main).iter(w("bookmarkStart"))]
    assert left == ["2"]


def test_a_footnote_goes_with_its_sign() -> None:
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:t>not {0}</w:t></w:r></w:p></w:footnote>'
    parts = {
        "footnotes": f"<w:footnotes {NAMESPACES}>{note.format(1)}{note.format(2)}</w:footnotes>"
    }
    sign_of = '«<w:r><w:footnoteReference w:id="{}"/></w:r>»'
    package = opened(f"a{sign_of.format(1)}{{-F b{sign_of.format(2)}}}", parts)
    settle(package, Decision.ACCEPT)
    left = package.tree("word/footnotes.xml").iter(w("footnote"))
    assert [note.get(w("id")) for note in left] == ["1"]


def test_settles_every_part_and_leaves_the_rest_byte_for_byte() -> None:
    changed = f"<w:p>{ins(5, r('x'))}</w:p>"
    parts = {
        "header1": f"<w:hdr {NAMESPACES}>{changed}</w:hdr>",
        "footer1": f"<w:ftr {NAMESPACES}>{p(r('orörd'))}<!-- så här --></w:ftr>",
        "footnotes": f'<w:footnotes {NAMESPACES}><w:footnote w:id="1">{changed}</w:footnote>'
        "</w:footnotes>",
        "styles": f"<w:styles {NAMESPACES}><w:style><w:rPr><w:rPrChange {by(6)}><w:rPr/>"
        "</w:rPrChange></w:rPr></w:style></w:styles>",
    }
    before = docx("a", parts)
    package = open_package(before, "prov.docx")
    assert Counter(r.part for r in list_revisions(package)) == {
        "word/header1.xml": 1, "word/footnotes.xml": 1, "word/styles.xml": 1,
    }  # fmt: skip
    settle(package, Decision.ACCEPT)
    after = package.to_bytes()
    assert not left_over(open_package(after, "prov.docx"))
    with ZipFile(BytesIO(before)) as old, ZipFile(BytesIO(after)) as new:
        assert new.testzip() is None
        assert new.namelist() == old.namelist()
        same = {name for name in old.namelist() if old.read(name) == new.read(name)}
    assert set(old.namelist()) - same == {
        "word/header1.xml", "word/footnotes.xml", "word/styles.xml",
    }  # fmt: skip


def test_ranges_around_nothing_go_when_everything_is_settled() -> None:
    names = ("customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo", "moveFrom")
    ranges = "".join(
        f'<w:{name}RangeStart {by(n)} w:name="x"/><w:{name}RangeEnd w:id="{n}"/>'
        for n, name in enumerate(names, 1)
    )
    package = opened(p(r("a"), ranges))
    assert not list_revisions(package)
    assert settle(package, Decision.ACCEPT).complete
    assert not left_over(package)


def test_a_file_without_changes_keeps_every_byte() -> None:
    before = docx("a\n| b |\nc")
    package = open_package(before, "prov.docx")
    settle(package, Decision.ACCEPT)
    assert package.to_bytes() == before


def test_the_same_file_settles_to_the_same_bytes() -> None:
    assert (
        settled(made(7), Decision.ACCEPT).to_bytes() == settled(made(7), Decision.ACCEPT).to_bytes()
    )
