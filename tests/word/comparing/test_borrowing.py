"""What new text brings along: ids of its own, and the places that it is found by."""

import pytest

from tests.word import wml
from workbench.word.comparing.comparison import compare
from workbench.word.comparing.redline import Redline
from workbench.word.names import ID, w
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision, settle


def compared(before: str, after: str) -> tuple[Package, Redline]:
    old = wml.opened(before)
    report = compare(old, wml.opened(after), "Falu kommun", None)
    return open_package(old.to_bytes(), "prov.docx"), report


DRAWING = (
    '«<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="1" name="Bild" descr="{}"/></wp:inline></w:drawing>'
    "</w:r>»"
)
SHAPE = (
    '«<w:r><w:object><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="_x0000_i1025" '
    'alt="{}"/><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
    'ShapeID="_x0000_i1025"/></w:object></w:r>»'
)
NUMBERED = '«<w:sdt><w:sdtPr><w:id w:val="1"/><w:tag w:val="{}"/></w:sdtPr><w:sdtContent><w:r><w:t>fält</w:t></w:r></w:sdtContent></w:sdt>»'  # noqa: E501


@pytest.mark.parametrize(
    ("thing", "path"),
    [
        (DRAWING, ".//*[@descr]/@id"),
        (SHAPE, ".//*[@alt]/@id"),
        (SHAPE, ".//@ShapeID"),
        (NUMBERED, ".//*[local-name()='sdtPr']/*[local-name()='id']/@*"),
    ],
)
def test_ids_of_what_came_are_its_own(thing: str, path: str) -> None:
    before, after = (f"{word} {thing.format(word)}.\nSlut." for word in ("ett", "två"))
    package, _ = compared(before, after)
    ids = package.tree(package.main).xpath(path)
    assert isinstance(ids, list)
    assert len(ids) == len(set(map(str, ids))) == 2


def test_bookmarks_that_only_the_later_file_has_come_along() -> None:
    mark = '«<w:bookmarkStart w:id="0" w:name="{}"/>»{}«<w:bookmarkEnd w:id="0"/>»'
    before = f"Ett {mark.format('gammal', 'två')} tre.\nSlut."
    package, account = compared(
        before,
        f"Ett {mark.format('gammal', 'två')} tre.\nNytt {mark.format('ny', 'stycke')}.\nSlut.",
    )
    assert account.changes == len(list_revisions(package))
    settle(package, Decision.ACCEPT)
    found: dict[str, str] = {}
    text, opened = "", {}
    for element in package.tree(package.main).iter(w("t"), w("bookmarkStart"), w("bookmarkEnd")):
        if element.tag == w("bookmarkStart"):
            opened[element.get(ID)] = element.get(w("name"), ""), len(text)
        elif element.tag == w("bookmarkEnd"):
            name, start = opened.pop(element.get(ID))
            found[name] = text[start:]
        text += element.text or ""
    assert found == {"gammal": "två", "ny": "stycke"}
    assert not opened
