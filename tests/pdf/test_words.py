"""Long words: divided where they must be, and whole where they surely have room."""

import io

from pypdf import PdfReader

from workbench.core import document as doc
from workbench.pdf.typeset import write
from workbench.pdf.words import _WIDTHS, _width, divided
from workbench.word.writer.font_widths import SANS, SANS_BOLD

_UNIT = 2048  # of the type size


def measured(table: str) -> dict[int, float]:
    """Return the widths of a font's characters, in em."""
    widths = {}
    for group in table.split("; "):
        width, *points = group.split()
        for point in points:
            first, _, last = point.partition("-")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                widths[code] = int(width) / _UNIT
    return widths


def test_no_character_is_drawn_wider_than_is_counted_with() -> None:
    known = [*_WIDTHS, *(chr(code) for code in range(ord("A"), ord("Z") + 1)), *"ÅÄÖÉ@%&=+~_#$"]
    for table in (SANS, SANS_BOLD):
        widths = measured(table)
        for letter in known:
            assert widths[ord(letter)] <= _width(letter), letter


def test_a_word_that_has_room_is_whole_however_many_letters_it_has() -> None:
    text = "socialnämndens delegationsordning"
    assert divided(text, 14, room=12.0) == text
    pieces = divided(text, 14, room=6.0)
    assert isinstance(pieces, list)
    assert "".join(pieces) == text
    assert divided(text, 14) == divided(text, 14, room=0.0) == pieces
    assert divided("kort", 14) == "kort"


def test_a_cell_of_a_table_keeps_a_long_word_whole() -> None:
    cells = ("Avsnitt", "Beslutande", "Anmärkning", "Kommun")
    header = tuple((doc.Text(cell),) for cell in cells)
    row = tuple((doc.Text(f"enligt {cell} socialnämndens delegationsordning"),) for cell in cells)
    pdf = write(
        doc.Document("Yttrande", doc.Letterhead("Kommunerna"), (doc.Table(header, (row,)),))
    )
    drawn = PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split()
    assert drawn.count("delegationsordning") == len(cells)
    assert drawn.count("socialnämndens") == len(cells)
