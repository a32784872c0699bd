"""What a Word file has and lacks as a template, as a person would ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from workbench.errors import InputError
from workbench.word.package import Package
from workbench.word.templating.completing import (
    complete,
    is_blank,
    pictures_in,
    places_of,
    says_where,
)
from workbench.word.templating.opening import at_the_door, looked_through, opened
from workbench.word.templating.own_look import page_of
from workbench.word.templating.styles import Needed, sheet_of, standard_styles
from workbench.word.writer import letterhead, metrics
from workbench.word.writer.styles import StyleSheet

if TYPE_CHECKING:  # loaded by `opening` when there is a file to open
    from docx.document import Document
    from docx.section import Section

_A4: Final = (210, 297)
_TWIPS_IN_MM: Final = 1440 / 25.4
_PAGES: Final = ("first", "even", "default")


@dataclass(frozen=True, slots=True)
class StyleRow:
    """One style that a template has use for."""

    need: Needed
    present: bool
    """Whether a document would find it."""
    under_shown_name: bool = False
    """Whether it is there under its Swedish name, by which neither Word nor a document finds it."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """The page of the last section, in millimetres."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Band:
    """A header or a footer of some of the pages."""

    kind: str
    """`header` or `footer`."""
    pages: str
    """`first`, `even` or `default`."""
    text: str
    """Its words, places as they are written."""
    pictures: int


@dataclass(frozen=True, slots=True)
class Account:
    """A Word file, looked at as a template."""

    name: str
    styles: tuple[StyleRow, ...]
    places: tuple[str, ...]
    """Places anywhere in the file, in order and each once."""
    says_where: bool
    """Whether it says where the text is to stand."""
    blank: bool
    """Whether its text is empty: then it needs no place, but gives no letterhead either."""
    bands: tuple[Band, ...]
    page: PageSize
    family: str
    """Family of the text, and its size in points."""
    size: float
    heading_family: str
    """Family of the headings; empty when it has none."""
    obstacle: InputError | None
    """What must be mended by hand first: it hinders the file also when nothing is missing."""
    unseen: tuple[str, ...]
    """What no answer may carry, in Swedish; completing takes it away."""
    notes: tuple[str, ...]
    """What one ought to know, in Swedish."""

    @property
    def missing(self) -> tuple[StyleRow, ...]:
        """Styles without which no document can be made."""
        return tuple(row for row in self.styles if row.need.required and not row.present)

    @property
    def usable(self) -> bool:
        """Whether documents can be made with it as it is."""
        lacking = self.missing or self.unseen or self.obstacle
        return not lacking and (self.says_where or self.blank)


def examine(data: bytes, name: str) -> Account:
    """Tell what a Word file has and lacks as a template.

    Args:
        data: A `.docx` or `.dotx`.
        name: What it is called, for messages.

    Raises:
        InputError: It is no Word file, damaged or hostile.
    """
    package = looked_through(data, name)
    sheet = sheet_of(package)
    heading = sheet.find("heading 1") or sheet.find("Rubrik 1")
    look = sheet.default()
    places = (place for held in places_of(package).values() for place in held)
    document = opened(package)
    with at_the_door(name):
        bands, page, several = tuple(_bands(document)), _page(document), len(document.sections) > 1
    unseen, obstacle = _after_completing(data, name)
    return Account(
        name=name,
        styles=tuple(_rows(sheet)),
        places=tuple(dict.fromkeys(places)),
        says_where=says_where(package),
        blank=is_blank(package.tree(package.main)),
        bands=bands,
        page=page,
        family=look.family,
        size=look.size / 20,
        heading_family=sheet.look(heading.id).family if heading else "",
        obstacle=obstacle,
        unseen=unseen,
        notes=(*_page_notes(page, several=several), *_notes(package, sheet)),
    )


def _rows(sheet: StyleSheet) -> Iterator[StyleRow]:
    for need in standard_styles():
        shown = need.find_shown(sheet) is not None
        yield StyleRow(need, need.find(sheet) is not None, under_shown_name=shown)


def _after_completing(data: bytes, name: str) -> tuple[tuple[str, ...], InputError | None]:
    """Return what completing takes away, and what hinders the file also when it is completed."""
    try:
        return complete(data, name).removed, None
    except InputError as refused:
        return (), refused


def _bands(document: "Document") -> Iterator[Band]:
    for section in list(document.sections)[-1:]:
        even = document.settings.odd_and_even_pages_header_footer
        used = {"first": section.different_first_page_header_footer, "even": even}
        for kind in ("header", "footer"):
            for pages in _PAGES:
                if used.get(pages, True):
                    yield from _band(section, kind, pages)


def _band(section: "Section", kind: str, pages: str) -> Iterator[Band]:
    found = getattr(section, kind if pages == "default" else f"{pages}_page_{kind}")
    if not found.is_linked_to_previous:
        root = found._element  # noqa: SLF001  python-docx has no public way to a header's markup
        texts = (paragraph.text.strip() for paragraph in found.paragraphs)
        yield Band(kind, pages, " / ".join(filter(None, texts)), pictures_in(root))


def _page(document: "Document") -> PageSize:
    found = page_of(document)
    sides = (found.width, found.height, found.top, found.bottom, found.left, found.right)
    return PageSize(*(round(side / _TWIPS_IN_MM) for side in sides))


def _page_notes(page: PageSize, *, several: bool) -> Iterator[str]:
    if (page.width, page.height) != _A4:
        yield f"Sidan är {page.width} × {page.height} mm och inte A4, 210 × 297 mm."
    if several:
        yield "Filen har flera avsnittsbrytningar; sidhuvud, sidfot och sida tas ur den sista."


def _notes(package: Package, sheet: StyleSheet) -> Iterator[str]:
    family = sheet.default().family
    if not metrics.known(family):
        yield (
            f"Bredden på tecknen i {family} är inte känd, så sidnumren i innehållsförteckningen "
            "blir uppskattade."
        )
    numbered = [need.shown for need in standard_styles() if _is_numbered_heading(need, sheet)]
    if numbered:
        yield (
            f"Word numrerar {', '.join(numbered)}. Numret skrivs redan i texten: ta bort "
            "numreringen ur formaten."
        )
    if is_blank(package.tree(package.main)):
        yield "Brödtexten är tom, så dokumentet får inget brevhuvud med datum och beteckningar."
    elif not any(letterhead.ARMS in held for held in places_of(package).values()):
        yield "Platsen {vapen} finns inte, så kommunernas vapen visas inte i Word-filen."


def _is_numbered_heading(need: Needed, sheet: StyleSheet) -> bool:
    found = need.find(sheet) if need.name.startswith("heading ") else None
    return found is not None and any(
        number.value("w:numId") not in {"", "0"}
        for style in sheet.lineage(found.id)
        for number in style.element.every("w:numPr")
    )
