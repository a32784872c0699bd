"""Files made to cost time or memory: read in about the time of honest ones, or refused.

No test looks at a clock. Each file has so many of one thing that work growing with its square
would not come to an end.
"""

import pytest

from tests.word.cases import by, cut, gone, ins, p, r
from tests.word.wml import NAMESPACES, comments, document, entries, opened, zipped
from workbench.errors import InputError
from workbench.word.comments import list_comments
from workbench.word.excess import MOST_NESTED, MOST_REVISIONS
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision, Selection, settle
from workbench.word.styles import heading_paragraphs
from workbench.word.text import View, body_text

MANY = 20_000


def with_body(body: str) -> Package:
    return open_package(zipped({**entries(), "word/document.xml": document(body)}), "svar.docx")


def nested(depth: int) -> str:
    opening = "".join(f"<w:ins {by(n)}>" for n in range(depth))
    return p(opening, r("x"), "</w:ins>" * depth)


def test_changes_in_changes_are_read_to_some_depth_and_no_deeper() -> None:
    assert len(list_revisions(with_body(nested(MOST_NESTED)))) == MOST_NESTED
    for act in (list_revisions, body_text, lambda package: settle(package, Decision.ACCEPT)):
        with pytest.raises(InputError, match="i varandra") as refusal:
            act(with_body(nested(MOST_NESTED + 1)))
        assert refusal.value.hint


def test_more_changes_than_anybody_makes() -> None:
    body = p(*(f"<w:ins {by(n)}/>" for n in range(MOST_REVISIONS + 1)))
    for act in (list_revisions, body_text):
        with pytest.raises(InputError, match="fler än 50000"):
            act(with_body(body))


def test_one_text_changed_over_and_over() -> None:
    changes = "".join(f"<w:pPrChange {by(n)}><w:pPr/></w:pPrChange>" for n in range(MANY))
    package = with_body(p(r("ord " * 1_000), extra=changes))
    with pytest.raises(InputError, match="orimligt många gånger"):
        list_revisions(package)


def test_a_row_of_deleted_cells() -> None:
    cells = "".join(
        f"<w:tc><w:tcPr><w:cellDel {by(n)}/></w:tcPr>{p(r('a'))}</w:tc>" for n in range(MANY)
    )
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cells}</w:tr></w:tbl>"
    assert body_text(with_body(table + p(r("kvar")))) == ("kvar",)
    assert len(body_text(with_body(table + p()), View.REJECT)) == MANY + 1


def test_a_long_deleted_paragraph() -> None:
    runs = "".join(gone(f"{n * 7919 % 99991} ") for n in range(2 * MANY))
    assert body_text(with_body(p(cut(1, runs), r("kvar")))) == ("kvar",)


def test_moves_that_hang_together_in_a_chain() -> None:
    """Each stands in the way of the one before it, and none can be settled by its author."""
    links = 3_000
    chain = "".join(
        p(
            f'<w:moveToRangeStart {by(n + 9 * links)} w:name="m{n}"/>',
            f'<w:moveTo w:id="{n}" w:author="{"F" if n else "L"}">',
            f'<w:moveFromRangeStart {by(n + 8 * links)} w:name="m{n + 1}"/>',
            f'<w:moveFrom w:id="{n + 2 * links}" w:author="F">{r("a")}</w:moveFrom>',
            f'<w:moveFromRangeEnd w:id="{n + 8 * links}"/></w:moveTo>',
            f'<w:moveToRangeEnd w:id="{n + 9 * links}"/>',
        )
        for n in range(links)
    )
    report = settle(with_body(chain), Decision.REJECT, Selection(authors=frozenset({"F"})))
    assert report.left + len(report.settled) == 2 * links
    indices = [overlap.revision.index for overlap in report.overlaps]
    assert indices == sorted(indices)


def test_a_long_thread_of_comments() -> None:
    numbers = range(1, MANY)
    said = "".join(
        f'<w:comment w:id="{n}"><w:p w14:paraId="{n:08X}"/></w:comment>' for n in numbers
    )
    answers = "".join(
        f'<w15:commentEx w15:paraId="{n:08X}" w15:paraIdParent="{n - 1:08X}"/>' for n in numbers
    )
    parts = {
        "comments": f"<w:comments {NAMESPACES}>{said}</w:comments>",
        "commentsExtended": f"<w15:commentsEx {NAMESPACES}>{answers}</w15:commentsEx>",
    }
    assert list_comments(opened("a", parts))[-1].parent == str(MANY - 2)


def test_styles_that_rest_on_one_another_in_a_long_row() -> None:
    styles = "".join(
        f'<w:style w:styleId="s{n}"><w:basedOn w:val="s{n + 1}"/></w:style>' for n in range(MANY)
    )
    last = f'<w:style w:styleId="s{MANY}"><w:name w:val="heading 3"/></w:style>'
    body = p(extra='<w:pStyle w:val="s0"/>') * MANY
    parts = {"styles": f"<w:styles {NAMESPACES}>{styles}{last}</w:styles>"}
    package = open_package(
        zipped({**entries("", parts), "word/document.xml": document(body)}), "svar.docx"
    )
    assert {level for level, _ in heading_paragraphs(package)} == {3}


def test_many_parts_and_many_relations() -> None:
    headers = {f"header{n}": f"<w:hdr {NAMESPACES}>{p(ins(n, r('a')))}</w:hdr>" for n in range(900)}
    parts = entries("a", headers | comments(("1", "F", "x")))
    name = "word/_rels/document.xml.rels"
    links = "".join(f'<Relationship Id="x{n}" Type="t" Target="{n}"/>' for n in range(MANY))
    parts[name] = parts[name].replace("</Relationships>", f"{links}</Relationships>")
    package = open_package(zipped(parts), "svar.docx")
    report = settle(package, Decision.ACCEPT)
    assert (len(report.settled), report.left) == (900, 0)


def test_boxes_in_boxes_in_boxes() -> None:
    depth = 40
    opening = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:p/></mc:Choice><mc:Fallback><w:p>"
    )
    closing = "</w:p></mc:Fallback></mc:AlternateContent></w:r>"
    changes = "".join(ins(n, r("x")) for n in range(MANY))
    package = with_body(p(opening * depth, changes, closing * depth))
    assert not list_revisions(package)
    assert body_text(package) == ("", "")
