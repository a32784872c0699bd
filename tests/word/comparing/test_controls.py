"""Content controls around paragraphs and tables in a redline."""

import pytest
from lxml import etree

from tests.word import wml
from workbench.word.comparing.comparison import compare
from workbench.word.comparing.redline import Redline
from workbench.word.marks import Kind
from workbench.word.names import ID, VAL, w
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision, settle


def compared(before: str, after: str) -> tuple[Package, Redline]:
    old = wml.opened(before)
    report = compare(old, wml.opened(after), "Falu kommun", None)
    return open_package(old.to_bytes(), "prov.docx"), report


CONTROL = '<w:sdt><w:sdtPr><w:alias w:val="{}"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>'


def controlled(name: str, *inside: str) -> str:
    """A control around paragraphs, or around what is markup already."""
    blocks = (b if b.startswith("<") else f"<w:p>{wml.run(b)}</w:p>" for b in inside)
    return CONTROL.format(name, "".join(blocks))


def outline(package: Package) -> str:
    """Paragraphs and tables, and the controls around them."""
    out = ""
    for event, element in etree.iterwalk(package.tree(package.main), events=("start", "end")):
        tag = str(element.tag).rpartition("}")[2]
        if tag == "t" and event == "end":
            out += element.text or ""
        elif tag == "tbl" and event == "start":
            out += "#"
        elif tag == "sdt":
            out += "[" if event == "start" else "]"
        elif tag == "p" and event == "end":
            out += "/"
    return out


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Ett.\nTvå.\nSlut.", f"Ett.\n{controlled('a', 'Två.')}\nSlut.", id="around"),
        pytest.param(
            "Ett.\nTvå.\nSlut.", f"{controlled('a', 'Ett.', 'Två helt nytt.')}\nSlut.", id="edited"
        ),
        pytest.param("Slut.", f"{controlled('a', 'Nytt.')}\nSlut.", id="came with its text"),
        pytest.param(
            "Ett.\nTvå.\nSlut.",
            f"{controlled('a', 'Ett.', controlled('b', 'Två.', 'Tre.'))}\nSlut.", id="nested",
        ),
        pytest.param(
            f"{controlled('a', 'Ett.', 'Två.')}\nSlut.",
            f"{controlled('a', controlled('b', 'Ett.'), 'Två.')}\nSlut.", id="inside one of both",
        ),
        pytest.param(
            f"{controlled('a', 'Ett.')}\nSlut.", f"{controlled('b', 'Ett.')}\nSlut.", id="renamed"
        ),
        pytest.param(
            f"{controlled('a', 'Ett.')}\nSlut.", f"{controlled('a', 'Ett.', 'Två.')}\nSlut.",
            id="a paragraph more at its end",
        ),
        pytest.param(
            f"{controlled('a', 'Ett.')}\nSlut.", f"{controlled('a', 'Noll.', 'Ett.')}\nSlut.",
            id="a paragraph more at its beginning",
        ),
        pytest.param(
            "| a | b |\nSlut.",
            f"{controlled('a', wml.Writer().body('| a | b |'))}\nSlut.", id="around a table",
        ),
        pytest.param("| a |\nSlut.", f"{controlled('a', '| a |')}\nSlut.", id="a table that went"),
        pytest.param(f"{controlled('a', 'Ett.')}\nSlut.", "Slut.", id="went with its text"),
    ],
)  # fmt: skip
def test_controls_come_and_go_without_what_they_hold(before: str, after: str) -> None:
    for one, other in ((before, after), (after, before)):
        package, account = compared(one, other)
        assert not account.remarks
        assert len(list_revisions(package)) == account.changes
        data = package.to_bytes()
        for decision, wanted in ((Decision.ACCEPT, other), (Decision.REJECT, one)):
            decided = open_package(data, "prov.docx")
            assert settle(decided, decision).complete
            assert outline(decided) == outline(wml.opened(wanted))


def test_a_control_that_would_cross_another_is_named() -> None:
    _, report = compared(
        f"{controlled('a', 'Ett.', 'Två.')}\nTre.\nSlut.",
        f"{controlled('a', 'Ett.')}\n{controlled('b', 'Två.', 'Tre.')}\nSlut.",
    )
    assert report.remarks == ("innehållskontrollen ”b” finns bara i den nya filen",)


CELL = "<w:tc><w:p>{}</w:p></w:tc>"


def in_table(*rows: str) -> str:
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
    return f"<w:tbl><w:tblPr/>{grid}{''.join(rows)}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def cell(text: str) -> str:
    return CELL.format(wml.run(text))


def numbered(name: str, inside: str) -> str:
    return CONTROL.format(name, inside).replace("<w:alias", '<w:id w:val="7"/><w:alias', 1)


FORM = in_table(
    row(cell("Fråga"), cell("Svar")),
    numbered("rad", row(cell("Avsnitt 7"), numbered("fält", cell("Vi avstyrker.")))),
)
NEW_ROW = numbered("ny", row(cell("8"), numbered("svar", cell("Ja"))))


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        pytest.param(
            FORM.replace("avstyrker", "tillstyrker"), ["avstyrker", "tillstyrker"],
            id="a word in a cell in a control",
        ),
        pytest.param(
            FORM.replace("</w:tbl>", f"{NEW_ROW}</w:tbl>"), ["8", "Ja"], id="a row in a control"
        ),
    ],
)  # fmt: skip
def test_cells_in_controls_are_compared_inside(after: str, expected: list[str]) -> None:
    before, after = f"{FORM}\nSlut.", f"{after}\nSlut."
    package, account = compared(before, after)
    assert not account.remarks
    revisions = list_revisions(package)
    assert [r.text for r in revisions if r.kind in (Kind.INS, Kind.DEL)] == expected
    tree = package.tree(package.main)
    ids = [e.get(VAL) for e in tree.iterfind(f".//{w('sdtPr')}/{ID}")]
    assert len(set(ids[1:])) == len(ids) - 1  # the two of the form itself have one id
    for decision, wanted in ((Decision.ACCEPT, after), (Decision.REJECT, before)):
        decided = open_package(package.to_bytes(), "prov.docx")
        settle(decided, decision)
        assert outline(decided) == outline(wml.opened(wanted))


def test_a_control_around_a_cell_in_one_file_only_is_named() -> None:
    bare = FORM.replace(numbered("fält", cell("Vi avstyrker.")), cell("Vi avstyrker."))
    for one, other, where in ((FORM, bare, "gamla"), (bare, FORM, "nya")):
        _, account = compared(f"{one}\nSlut.", f"{other}\nSlut.")
        assert account.remarks == (
            f"innehållskontrollen ”fält” i en tabell finns bara i den {where} filen",
        )
