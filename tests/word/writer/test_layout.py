"""Where pages end: the rules one by one, and all of them against LibreOffice."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import Destination

from tests.word.writer.answers import answer, long_answer, noted_answer, template
from workbench.core import document as doc
from workbench.word.writer import Written, compose
from workbench.word.writer.layout import Pages, Piece, Sheet, paginate

SHEET = Sheet(first=100, rest=100, note_separator=10)


def text(lines: int, **more: object) -> Piece:
    return Piece(lines, 10, **more)  # type: ignore[arg-type]  # fields of Piece


def heading(**more: object) -> Piece:
    return Piece(1, 10, keep_next=True, keep_whole=True, **more)  # type: ignore[arg-type]  # likewise


def row(**more: object) -> Piece:
    return Piece(1, 30, widow_control=False, **more)  # type: ignore[arg-type]  # likewise


def begun(*pieces: Piece, notes: dict[str, tuple[int, ...]] | None = None) -> list[int]:
    """Return the page on which each piece begins."""
    return paginate(pieces, SHEET, notes or {}).pieces


def placed(*pieces: Piece, notes: dict[str, tuple[int, ...]] | None = None) -> Pages:
    return paginate(pieces, SHEET, notes or {})


def test_fills_a_page_to_its_end() -> None:
    assert begun(text(10), text(1)) == [1, 2]
    assert begun(text(9), text(1), text(1)) == [1, 1, 2]


def test_nothing_is_one_page() -> None:
    assert placed() == Pages()


def test_space_above_falls_away_at_the_top_of_a_page_unless_it_was_begun_by_force() -> None:
    assert begun(text(10), text(9, above=20), text(1)) == [1, 2, 2]
    assert begun(text(10), text(8, above=20, new_page=True), text(1)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("before", "lines", "begins", "next_begins"),
    [
        (8, 4, 1, 2),  # two lines stay, two go on
        (9, 4, 2, 2),  # a single line would stay: all go
        (9, 2, 2, 2),
        (8, 3, 2, 2),  # two would stay and one go on: all go
        (7, 3, 1, 2),
    ],
)
def test_two_lines_at_least_on_either_side(
    before: int, lines: int, begins: int, next_begins: int
) -> None:
    assert begun(text(before), text(lines), text(1))[1:] == [begins, next_begins]


def test_without_widow_control_one_line_may_stay() -> None:
    assert begun(text(9), text(2, widow_control=False)) == [1, 1]


def test_a_heading_stays_with_what_follows_it() -> None:
    assert begun(text(8), heading(), text(2)) == [1, 2, 2]
    assert begun(text(7), heading(), text(2)) == [1, 1, 1]
    assert begun(text(6), heading(), heading(), text(4)) == [1, 1, 1, 1]
    assert begun(text(7), heading(), heading(), text(4)) == [1, 2, 2, 2]


def test_a_chain_longer_than_a_page_is_broken_all_the_same() -> None:
    assert begun(*[heading() for _ in range(12)])[-1] == 2


def test_rows_stay_whole_and_their_header_is_repeated() -> None:
    rows = [row(repeated=20) for _ in range(4)]
    pages = begun(Piece(1, 20, keep_next=True), *rows, text(2), text(1))
    assert pages == [1, 1, 1, 2, 2, 2, 3]


def test_a_row_higher_than_a_page_is_divided() -> None:
    tall = Piece(25, 10, widow_control=False, cells=(25, 3), repeated=10)
    pages = placed(tall, text(1))
    assert pages.pieces == [1, 3]


def test_a_footnote_takes_room_from_its_page() -> None:
    noted = text(2, notes=((0, "a"),))
    assert begun(text(5), noted, text(1), notes={"a": (10, 10)}) == [1, 1, 2]
    assert placed(noted, notes={"a": (10,)}).with_notes == {1}


def test_the_line_of_a_mark_moves_when_its_note_cannot_begin() -> None:
    noted = text(4, notes=((3, "a"),))
    assert begun(text(5), noted, text(1), notes={"a": (10, 10)}) == [1, 1, 2]
    assert begun(text(7), text(1, notes=((0, "a"),)), notes={"a": (10, 10, 10)}) == [1, 2]


def test_a_long_note_goes_on_on_the_next_page() -> None:
    noted = text(1, notes=((0, "a"),))
    pages = placed(text(5), noted, text(6), text(1), notes={"a": (10,) * 5})
    assert pages.pieces == [1, 1, 2, 2]
    assert pages.with_notes == {1, 2}
    assert pages.notes_go_on
    assert not placed(text(2, notes=((0, "a"),)), notes={"a": (10,)}).notes_go_on


def test_a_note_longer_than_a_page_ends_in_the_end() -> None:
    noted = text(1, notes=((0, "a"),))
    assert placed(noted, notes={"a": (10,) * 40}).count == 5


def test_says_on_which_page_each_heading_is() -> None:
    pages = placed(text(9), heading(anchors=("a",)), text(2), heading(anchors=("b", "c")))
    assert pages.of == {"a": 2, "b": 2, "c": 2}


def test_a_header_or_footer_that_grows_takes_room_from_the_text() -> None:
    lines = tuple(doc.paragraph("Text.") for _ in range(34))
    few = answer(*lines, doc.Heading(1, "Sist", "sist"))
    many = doc.Document(
        "T", doc.Letterhead("K", contact=("rad",) * 12), (*lines, doc.Heading(1, "Sist", "sist"))
    )
    assert compose(few, template()).pages == {"sist": 2}
    assert compose(many, template()).pages == {"sist": 2}
    assert compose(many, template()).page_count == 2


_SIZES = [12, 60]
if os.environ.get("REMISS_LONG"):
    _SIZES.append(400)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice finns inte här")
@pytest.mark.parametrize("pages", _SIZES)
def test_pages_are_those_that_libreoffice_makes(pages: int, tmp_path: Path) -> None:
    made = compose(long_answer(pages), template())
    [(count, shown)] = _rendered([made], tmp_path)
    assert count == made.page_count
    assert list(made.pages.values()) == shown
    assert abs(count - pages) < pages / 4


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice finns inte här")
def test_pages_full_of_footnotes_are_right_or_said_to_be_guessed(tmp_path: Path) -> None:
    light = [compose(noted_answer(seed, longest=1), template()) for seed in range(3)]
    heavy = [compose(noted_answer(seed, longest=9), template()) for seed in range(3)]
    for made, (_, shown) in zip(
        [*light, *heavy], _rendered([*light, *heavy], tmp_path), strict=True
    ):
        assert list(made.pages.values()) == shown or made.estimates
    assert any(not made.estimates for made in light)
    assert any(made.estimates for made in heavy)


def _rendered(files: Sequence[Written], folder: Path) -> list[tuple[int, list[int]]]:
    """Return the pages that LibreOffice makes of each file, and the page of each heading."""
    names = [folder / f"svar{number}.docx" for number in range(len(files))]
    for name, made in zip(names, files, strict=True):
        name.write_bytes(made.data)
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, names)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    readers = [pypdf.PdfReader(name.with_suffix(".pdf")) for name in names]
    return [(len(one.pages), list(_pages_of(one, one.outline))) for one in readers]


def _pages_of(reader: pypdf.PdfReader, entries: Iterable[object]) -> Iterator[int]:
    """Yield the page of each heading of a PDF, in order."""
    for entry in entries:
        if isinstance(entry, list):
            yield from _pages_of(reader, entry)
        elif isinstance(entry, Destination):
            yield (reader.get_destination_page_number(entry) or 0) + 1
