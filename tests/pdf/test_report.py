"""Reading PDF reports: bookmarks, tables of contents, headings, and files that are no reports.

The files are made here: by typst, and by pypdf where something must be wrong with them.
"""

from contextlib import suppress
from io import BytesIO
from typing import cast

import pytest
import typst
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject

from workbench.core.intake import referral_page
from workbench.core.intake.report_outline import ReadOutline
from workbench.core.outline import ProposalKind
from workbench.errors import InputError
from workbench.pdf import extraction, report

CHAPTERS = (
    (1, "Sammanfattande inledning"),
    (2, "Uppdraget"),
    (2, "Arbetets bedrivande"),
    (1, "Socialtjänstens mål"),
    (2, "Ett förebyggande perspektiv som har en rubrik så lång att den går över två hela rader"),
    (3, "Nuvarande reglering"),
    (3, "Lätt tillgänglig socialtjänst"),
    (1, "Konsekvenser"),
)
NUMBERS = ("1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "3")
PAGES = (1, 2, 3, 4, 5, 6, 7, 8)
"""Each heading stands on a page of its own, the first one on page 1 of the arabic numbering."""
PAGE = '#set page(width: 15cm, height: 12cm, numbering: "i")\n'
BOX = "*Utredningens förslag:* Socialnämnden ska ha ett förebyggande perspektiv. Mer text."


def compiled(source: str) -> bytes:
    made = typst.compile(source.encode(), format="pdf")
    assert isinstance(made, bytes)
    return made


def made_report(*, bookmarked: bool, contents: bool) -> bytes:
    """A report with roman pages first; numbers are part of the headings, as in an SOU."""
    parts = [PAGE, f"#set heading(bookmarked: {str(bookmarked).lower()})\n"]
    parts.append("#text(20pt)[Betänkande]\n#pagebreak()\n")
    if contents:
        parts.append("#outline(title: [Innehåll], depth: 4)\n#pagebreak()\n")
    parts.append('#set page(numbering: "1")\n#counter(page).update(1)\n')
    for number, (level, title) in zip(NUMBERS, CHAPTERS, strict=True):
        parts.append(
            f"{'=' * level} {number} {title}\n\nLöpande text om saken. 2 av 10 tycker så.\n"
        )
        if number == "2.1.2":
            parts.append(f"\n{BOX}\n\nSkälen för förslaget.\n")
        parts.append("\n#pagebreak(weak: true)\n")
    return compiled("".join(parts))


@pytest.fixture(scope="module")
def with_bookmarks() -> bytes:
    return made_report(bookmarked=True, contents=True)


@pytest.fixture(scope="module")
def with_contents() -> bytes:
    return made_report(bookmarked=False, contents=True)


def titles(outline: ReadOutline) -> list[tuple[str, str]]:
    return [(section.number, section.title) for section in outline.sections]


EXPECTED = [(number, title) for number, (_, title) in zip(NUMBERS, CHAPTERS, strict=True)]


def test_reads_bookmarks_with_the_printed_page_numbers(with_bookmarks: bytes) -> None:
    outline = report.read_outline(with_bookmarks)
    assert titles(outline) == EXPECTED
    assert tuple(section.page for section in outline.sections) == PAGES
    assert outline.notes[0] == "Läst ur PDF-filens bokmärken."
    assert not any(section.proposals for section in outline.sections)


def test_reads_the_boxes_when_asked_to(with_bookmarks: bytes) -> None:
    outline = report.read_outline(with_bookmarks, proposals=True)
    boxes = {section.number: section.proposals for section in outline.sections if section.proposals}
    assert list(boxes) == ["2.1.2"]
    assert boxes["2.1.2"][0].kind is ProposalKind.PROPOSAL
    assert boxes["2.1.2"][0].text == "Socialnämnden ska ha ett förebyggande perspektiv."


def test_reads_the_table_of_contents_where_there_are_no_bookmarks(with_contents: bytes) -> None:
    outline = report.read_outline(with_contents)
    assert titles(outline) == EXPECTED
    assert tuple(section.page for section in outline.sections) == PAGES
    assert "innehållsförteckning" in outline.notes[0]


def test_reads_headings_where_there_is_nothing_else() -> None:
    outline = report.read_outline(made_report(bookmarked=False, contents=False))
    assert [number for number, _ in titles(outline)] == list(NUMBERS)
    assert "rubriker i texten" in outline.notes[0]


def test_says_when_page_numbers_are_only_counted() -> None:
    writer = PdfWriter()
    for number in ("1 Ett", "1.1 Två", "2 Tre"):
        writer.add_blank_page(200, 200)
        writer.add_outline_item(title=number, page_number=len(writer.pages) - 1)
    outline = report.read_outline(saved(writer))
    assert [section.page for section in outline.sections] == [1, 2, 3]
    assert any("räknade från PDF-filens första sida" in note for note in outline.notes)


def test_says_when_the_file_is_a_scanned_one() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    outline = report.read_outline(saved(writer))
    assert outline.sections == ()
    assert "inskannad" in outline.notes[0]
    with pytest.raises(InputError, match="inskannad"):
        report.text(saved(writer))


def test_reads_a_missive() -> None:
    missive = """#set page(width: 21cm, height: 29.7cm)
Remiss

2023-07-03 #h(1fr) S2023/02147

Socialdepartementet

*Remiss av promemorian Ytterligare anpassningar till EU:s förordningar*

*Remissinstanser*

+ Riksdagens ombudsmän (JO)
+ Falu kommun (avsnitt 4)
+ Sveriges Kommuner och Regioner

Remissvaren ska ha kommit in till Socialdepartementet senast den 30 september 2023. Svaren bör
lämnas per e-post till s.remissvar\\@regeringskansliet.se och med kopia till
s.sl\\@regeringskansliet.se. Ange diarienummer S2023/02147 i ämnesraden.
"""
    page = referral_page.read(report.text(compiled(missive)))
    assert page.title == "Ytterligare anpassningar till EU:s förordningar"
    assert page.registration_number == "S2023/02147"
    assert page.deadline is not None
    assert page.deadline.isoformat() == "2023-09-30"
    assert page.department == "Socialdepartementet"
    assert page.emails == ("s.remissvar@regeringskansliet.se",)
    assert page.copies == ("s.sl@regeringskansliet.se",)
    assert [(one.name, one.restriction) for one in page.bodies] == [
        ("Riksdagens ombudsmän (JO)", None),
        ("Falu kommun", "avsnitt 4"),
        ("Sveriges Kommuner och Regioner", None),
    ]


def saved(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def encrypted(data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(data)))
    writer.encrypt("hemligt", algorithm="RC4-128")
    return saved(writer)


def with_endless_bookmarks() -> bytes:
    """A file in which the bookmark after the last one is the first one again."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    for title in ("1 Ett", "2 Två"):
        writer.add_outline_item(title=title, page_number=0)
    root = cast("DictionaryObject", writer.root_object["/Outlines"].get_object())
    last = cast("DictionaryObject", root["/Last"].get_object())
    last[NameObject("/Next")] = root.raw_get("/First")
    return saved(writer)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"", "ingen PDF", id="empty"),
        pytest.param(b"Innehall\n1 Inledning", "ingen PDF", id="text"),
        pytest.param(b"%PDF-1.7\n" + b"\x00\xff" * 500, "skadad", id="rubbish"),
        pytest.param(b"%PDF-1.7\n%%EOF", "skadad", id="nothing in it"),
        pytest.param(encrypted(compiled("Hej")), "lösenord", id="encrypted"),
    ],
)
def test_refuses_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as refusal:
        report.read_outline(data)
    assert refusal.value.hint


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_file_is_read_or_refused(with_contents: bytes, part: float) -> None:
    with suppress(InputError):
        outline = report.read_outline(with_contents[: int(part * len(with_contents))])
        assert titles(outline) in (EXPECTED, [])


def test_bookmarks_that_never_end_are_survived() -> None:
    outline = report.read_outline(with_endless_bookmarks())
    assert len(outline.sections) <= 2


def test_a_reader_that_takes_too_long_is_stopped(with_contents: bytes) -> None:
    with pytest.raises(InputError, match="för mycket minne eller tid"):
        extraction.ask(with_contents, 10, seconds=0)
