"""Reading PDF files from the ministry: a report's chapter tree, and the text of a missive.

The chapter tree is taken from the file's bookmarks where they are numbered, else from the pages of
its table of contents, else from numbered headings in the text.
"""

from dataclasses import replace

from workbench.core.intake import report_outline
from workbench.core.intake.report_outline import ReadOutline
from workbench.errors import InputError
from workbench.pdf import extraction
from workbench.pdf.extraction import Extracted

MAX_BYTES = 200_000_000
"""Largest file that is read; both volumes of SOU 2020:47 are some 10 million."""
MAX_PAGES = 5_000
CONTENTS_PAGES = 40
"""A table of contents ends within these pages: it stands before the summary, and has some ten."""
MISSIVE_PAGES = 30

_ALL_PAGES = 400  # seconds; a thousand pages take about a minute
_ENOUGH = 3  # fewer numbered bookmarks than this are no chapter tree


def read_outline(data: bytes, name: str = "", *, proposals: bool = False) -> ReadOutline:
    """Read the chapter tree of a report.

    Args:
        data: The PDF file.
        name: Its name, for messages.
        proposals: Also read all of the text for the boxes with the inquiry's proposals and
            assessments; about a minute for a thousand pages.

    Raises:
        InputError: It is no PDF, is encrypted or broken, or is too large or heavy to read.
    """
    _check_size(data, name)
    if proposals:
        found = extraction.ask(data, MAX_PAGES, name=name, seconds=_ALL_PAGES)
    else:
        found = extraction.ask(data, CONTENTS_PAGES, name=name, enough=_ENOUGH)
    if found.pages > MAX_PAGES:
        raise InputError(
            f"PDF-filen har {found.pages} sidor; högst {MAX_PAGES} läses",
            file=name,
            hint="Dela filen, eller ange innehållsförteckningen som text.",
        )
    by_bookmarks = report_outline.from_bookmarks(found.bookmarks, found.text if proposals else "")
    if len(by_bookmarks.sections) >= _ENOUGH:
        return _noted(by_bookmarks, "Läst ur PDF-filens bokmärken.", *_on_pages(found))
    by_text = report_outline.read(found.text)
    if not _is_contents(by_text) and found.read < found.pages:
        found = extraction.ask(data, MAX_PAGES, name=name, seconds=_ALL_PAGES)
        by_text = report_outline.read(found.text)
    return _noted(by_text, *_on_the_text(found, by_text))


def text(data: bytes, name: str = "") -> str:
    """Return the text of a missive, for `intake.referral_page.read`.

    Raises:
        InputError: It is no PDF, is encrypted, broken or too heavy, or has no text.
    """
    _check_size(data, name)
    found = extraction.ask(data, MISSIVE_PAGES, name=name)
    if not found.text.strip():
        raise InputError(
            "PDF-filen har ingen text; den är troligen inskannad",
            file=name,
            hint="Texttolka filen först, eller skriv av uppgifterna.",
        )
    return found.text


def _check_size(data: bytes, name: str) -> None:
    if b"%PDF-" not in data[:1024]:
        raise InputError(
            "filen är ingen PDF", file=name, hint="Ange PDF-filen, eller texten som .txt."
        )
    if len(data) > MAX_BYTES:
        raise InputError(
            f"PDF-filen är för stor (över {MAX_BYTES // 1_000_000} MB)",
            file=name,
            hint="Ange innehållsförteckningen som text i stället.",
        )


def _is_contents(outline: ReadOutline) -> bool:
    """Tell whether an outline came out of a table of contents, which has page numbers."""
    paged = sum(1 for section in outline.sections if section.page is not None)
    return paged >= _ENOUGH


def _on_the_text(found: Extracted, outline: ReadOutline) -> list[str]:
    if not found.text.strip():
        return ["PDF-filen har ingen text; den är troligen inskannad och måste texttolkas först."]
    source = "innehållsförteckning" if _is_contents(outline) else "rubriker i texten"
    notes = [f"PDF-filen saknar numrerade bokmärken; läst ur dess {source}."]
    if found.unreadable:
        notes.append(f"Sidor som inte gick att läsa: {found.unreadable} av {found.read}.")
    return notes


def _on_pages(found: Extracted) -> list[str]:
    if found.labelled:
        return []
    return ["Sidnumren är räknade från PDF-filens första sida; de tryckta kan vara andra."]


def _noted(outline: ReadOutline, *notes: str) -> ReadOutline:
    return replace(outline, notes=(*notes, *outline.notes))
