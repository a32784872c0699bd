"""Laws of comparing: accepting all gives the later file, rejecting all gives the earlier."""

import datetime as dt
import os

import pytest

from tests.word import wml
from tests.word.comparing.pairs import pair
from tests.word.comparing.reading import seen
from tests.word.comparing.rich import rich_pair
from workbench.word.comparing.comparison import compare
from workbench.word.marks import EVERY_TAG, Kind
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision, settle

PAIRS = 6_000 if os.environ.get("REMISS_LONG") else 300
GROUP = 50
WHEN = dt.datetime(2026, 3, 1, 10, tzinfo=dt.UTC)


def settled(data: bytes, decision: Decision = Decision.ACCEPT) -> Package:
    package = open_package(data, "prov.docx")
    assert settle(package, decision).complete
    left = [e for part in package.marked_up for e in package.tree(part).iter(*EVERY_TAG)]
    assert not left
    return package


def redline(before: bytes, after: bytes) -> bytes:
    old = open_package(before, "gammal.docx")
    compare(old, open_package(after, "ny.docx"), "Falu kommun", WHEN)
    return old.to_bytes()


@pytest.mark.parametrize("first", range(0, PAIRS, GROUP))
def test_both_files_can_be_read_back(first: int) -> None:
    for seed in range(first, first + GROUP):
        before, after = (wml.docx(source) for source in pair(seed))
        marked = redline(before, after)
        assert seen(settled(marked)) == seen(settled(after)), f"accepted, seed {seed}"
        rejected = settled(marked, Decision.REJECT)
        assert seen(rejected) == seen(settled(before)), f"rejected, seed {seed}"


@pytest.mark.parametrize("first", range(0, PAIRS, GROUP))
def test_looks_notes_boxes_and_columns_can_be_read_back(first: int) -> None:
    for seed in range(first, first + GROUP):
        before, after = rich_pair(seed)
        marked = redline(before, after)
        assert seen(settled(marked)) == seen(settled(after)), f"accepted, seed {seed}"
        rejected = settled(marked, Decision.REJECT)
        assert seen(rejected) == seen(settled(before)), f"rejected, seed {seed}"


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_the_same_files_give_the_same_bytes(seed: int) -> None:
    before, after = (wml.docx(source) for source in pair(seed))
    assert redline(before, after) == redline(before, after)


@pytest.mark.parametrize("seed", range(20))
def test_a_file_compared_with_itself_has_no_changes(seed: int) -> None:
    before, _ = (wml.docx(source) for source in pair(seed))
    assert list_revisions(open_package(redline(before, before), "prov.docx")) == ()


@pytest.mark.parametrize("seed", range(20))
def test_every_mark_has_an_id_of_its_own(seed: int) -> None:
    before, after = (wml.docx(source) for source in pair(seed))
    revisions = list_revisions(open_package(redline(before, after), "prov.docx"))
    assert len({revision.id for revision in revisions}) == len(revisions)
    grids = [r for r in revisions if not r.author]  # the standard gives those no author
    assert {revision.author for revision in revisions} <= {"Falu kommun", ""}
    assert {revision.kind for revision in grids} <= {Kind.TABLE_FORMAT}


def test_what_moves_past_a_table_that_opens_the_text_leaves_nothing_behind() -> None:
    before = "Detta stycke flyttar nu.\n| a |\nEtt ord här.\n| b |\nSlut."
    after = "| b |\nDetta stycke flyttar nu.\n| a |\nSlut."
    data = [wml.docx(source) for source in (before, after)]
    marked = redline(*data)
    assert seen(settled(marked)) == seen(settled(data[1]))
    assert seen(settled(marked, Decision.REJECT)) == seen(settled(data[0]))


TABLES = [f"<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"{width}\"/></w:tblGrid><w:tr><w:tc><w:p>"
          f"{wml.run(text)}</w:p></w:tc></w:tr></w:tbl>"
          for width, text in ((2000, "Ett"), (3000, "Två"), (4000, "Tre"))]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([0, "", 1, ""], [0, 1, "", ""]),
        ([0, "", 1, "", 2, ""], [0, 1, 2, ""]),
        ([0, "", 1, "", 2, ""], [0, 1, "Mellan.", 2, ""]),
        ([0, "Bort.", ""], [0, 1, ""]),
        ([0, "", 1, "", 2, ""], [0, 2, ""]),
        ([0, 1, 2, ""], [0, 2, 1, ""]),
    ],
)
def test_tables_that_touch_stay_two_tables(before: list[int | str], after: list[int | str]) -> None:
    texts = (
        "".join(TABLES[b] if isinstance(b, int) else f"<w:p>{wml.run(b)}</w:p>" for b in blocks)
        for blocks in (before, after)
    )
    files = [wml.docx(text) for text in texts]
    for one, other in (files, files[::-1]):
        marked = redline(one, other)
        assert seen(settled(marked)) == seen(settled(other))
        assert seen(settled(marked, Decision.REJECT)) == seen(settled(one))
