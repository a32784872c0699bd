"""Files that other programs made, with the answers that other programs gave."""

from collections import Counter
from pathlib import Path

import pytest

from workbench.word.comments import list_comments
from workbench.word.marks import EVERY_TAG, Kind
from workbench.word.names import CELL, PPR, ROW, TABLE, P
from workbench.word.package import Package, read_package
from workbench.word.revisions import list_revisions, list_unknown
from workbench.word.settle import Decision, Selection, settle
from workbench.word.text import View, body_text

CASES = (
    "RP002-Deleted-Text", "RP003-Inserted-Text", "RP005-Deleted-Paragraph-Mark",
    "RP006-Inserted-Paragraph-Mark", "RP007-Multiple-Deleted-Para-Mark", "RP009-Deleted-Table-Row",
    "RP010-Inserted-Table-Row", "RP012-Multiple-Inserted-Rows", "RP015-MoveFrom-MoveTo",
    "RP021-Inserted-Numbering-Properties", "RP024-ParagraphMark-rPr-Change",
    "RP025-Paragraph-Props-Change", "RP034-Deleted-Cells", "RP038-Inserted-Paras-at-End",
    "RP047-Inserted-and-Deleted-Paragraph-Mark",
)  # fmt: skip
LEAVES_AN_EMPTY_PARAGRAPH = {"RP015-MoveFrom-MoveTo"}
"""Where the answer keeps an empty paragraph in the place that a whole paragraph moved from. Word
does not, nor do LibreOffice or that very engine in its later versions; neither do we."""


@pytest.fixture
def tracked(shared: Path) -> Package:
    return read_package(shared / "fixtures/word/tracked.docx")


def test_lists_27_changes_by_three_municipalities(tracked: Package) -> None:
    revisions = list_revisions(tracked)
    assert Counter(revision.kind for revision in revisions) == {
        Kind.INS: 6, Kind.DEL: 5, Kind.PARAGRAPH_INS: 4, Kind.PARAGRAPH_DEL: 4,
        Kind.MOVE_FROM: 2, Kind.MOVE_TO: 2, Kind.FORMAT: 1, Kind.PARAGRAPH_FORMAT: 1,
        Kind.ROW_INS: 1, Kind.ROW_DEL: 1,
    }  # fmt: skip
    assert Counter(revision.author for revision in revisions) == {
        "Falun kommun": 11, "Leksands kommun": 12, "Mora kommun": 4,
    }  # fmt: skip
    assert {revision.date for revision in revisions} == {"2025-03-01T10:00:00Z"}
    assert list_unknown(tracked) == ()


def test_two_comments_in_one_resolved_thread(tracked: Package) -> None:
    about = [(c.author, c.text, c.anchor, c.parent, c.resolved) for c in list_comments(tracked)]
    assert about == [
        ("Falun kommun", "Stämmer detta?", "Kommenterad text", None, True),
        ("Leksands kommun", "Ja.", "Kommenterad text", "1", True),
    ]


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (
            Decision.ACCEPT,
            (
                "Kommunerna tillstyrker förslaget i huvudsak.", "Första halvan av stycket. ",
                "Andra halvan av stycket.", "Stycke A som ska slås ihop med stycke B.",
                "Helt nytt stycke från Mora.", "Ett stycke emellan.",
                "Flyttad mening om finansiering.", "Detta ord är viktigt.", "Centrerat stycke.",
                "Bas infogat slut.", "Punkt ett", "Punkt två", "Avsnitt", "Ställning", "Ny rad",
                "Tillstyrker",
            ),
        ),
        (
            Decision.REJECT,
            (
                "Kommunerna avstyrker förslaget.",
                "Första halvan av stycket. Andra halvan av stycket.",
                "Stycke A som ska slås ihop ", "med stycke B.", "Helt struket stycke.",
                "Flyttad mening om finansiering.", "Ett stycke emellan.", "Detta ord är viktigt.",
                "Centrerat stycke.", "Bas slut.", "Punkt ett", "Punkt två", "Avsnitt", "Ställning",
                "Struken rad", "Avstyrker",
            ),
        ),
    ],
)  # fmt: skip
def test_settles_all_of_them(tracked: Package, decision: Decision, expected: tuple[str]) -> None:
    report = settle(tracked, decision)
    whole = ("Remissvar SOU 2025:1", *expected, "Kommenterad text och fortsättning.")
    assert body_text(tracked, View.MARKS) == whole
    assert (len(report.settled), report.left, report.complete) == (27, 0, True)
    assert not [e for part in tracked.marked_up for e in tracked.tree(part).iter(*EVERY_TAG)]
    assert len(list_comments(tracked)) == 2


def test_settles_one_municipality(tracked: Package) -> None:
    others = [r for r in list_revisions(tracked) if r.author != "Falun kommun"]
    report = settle(tracked, Decision.ACCEPT, Selection(authors=frozenset({"Falun kommun"})))
    assert report.complete
    assert [r.id for r in list_revisions(tracked)] == [r.id for r in others]


def shape(package: Package) -> list[tuple[str, object]]:
    """Paragraphs and tables of a body, and the formatting of its paragraphs, in document order."""
    found: list[tuple[str, object]] = []
    for element in package.tree(package.main).iter(P, TABLE, ROW, CELL):
        if element.tag == P:
            properties = element.find(PPR)
            inside = [] if properties is None else list(properties.iter())[1:]
            found.append(("p", [(e.tag, dict(e.attrib)) for e in inside if len(e) or e.attrib]))
        else:
            found.append((str(element.tag), None))
    return found


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("decision", Decision)
def test_agrees_with_another_engine(shared: Path, name: str, decision: Decision) -> None:
    folder = shared / "fixtures/word/rp"
    package = read_package(folder / f"{name}.docx")
    answer = read_package(folder / f"{name}-{decision.value.capitalize()}ed.docx")
    assert settle(package, decision).complete
    mine, theirs = body_text(package, View.MARKS), body_text(answer, View.MARKS)
    if name in LEAVES_AN_EMPTY_PARAGRAPH:
        assert mine == tuple(text for text in theirs if text)
        return
    assert mine == theirs
    assert shape(package) == shape(answer)
