"""Whether a PDF can be read by everybody: what a program can check of PDF/UA-1 and PDF/A.

Knows nothing of how the file was made: it is run on our own files, on what an office suite made,
and on what somebody hands in. What only a person can judge (does the alternative text tell what
the picture shows, is the order of reading sensible) is not here.

Source: the Matterhorn Protocol 1.02 (PDF Association), whose failure conditions are named as
`MP 14-003` beside each check; ISO 14289-1 (PDF/UA-1); ISO 19005-2 (PDF/A-2).
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    IndirectObject,
    StreamObject,
)

from workbench.core.text import visible
from workbench.errors import InputError
from workbench.pdf.content import read_content, resources
from workbench.pdf.restrictions import LANGUAGE, restrictions
from workbench.pdf.structure import STANDARD_TYPES, Element, Structure, read_structure, resolved


class _Finding(NamedTuple):
    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """What every check looks at, read once."""

    reader: PdfReader
    structure: Structure

    @property
    def catalogue(self) -> DictionaryObject:
        return self.reader.root_object

    def dictionary(self, key: str) -> DictionaryObject:
        """Return a dictionary of the catalogue; an empty one when it is missing."""
        found = resolved(self.catalogue.get(key))
        return found if isinstance(found, DictionaryObject) else DictionaryObject()


def check_accessibility(pdf: bytes) -> tuple[str, ...]:
    """Tell what keeps a PDF from being accessible.

    Returns:
        Findings in Swedish, each once with the number of places and the first page; empty when
        nothing was found.

    Raises:
        InputError: It is not a PDF, or so damaged or locked that it cannot be read.
    """
    try:
        reader = PdfReader(io.BytesIO(pdf))
        file = _File(reader, read_structure(reader))
        return _told(finding for check in _CHECKS for finding in check(file))
    except _UNREADABLE as error:
        raise InputError(
            "filen går inte att läsa som PDF",
            hint="Öppna filen i en PDF-läsare och se om den är hel och utan lösenord.",
        ) from error


_UNREADABLE = (
    *(PyPdfError, DependencyError),  # the latter: locked in a way that needs another library
    *(ValueError, LookupError, TypeError, AttributeError, RecursionError),  # on damaged files
)


def _told(findings: Iterable[_Finding]) -> tuple[str, ...]:
    """Say each finding once."""
    first: dict[str, int | None] = {}
    places: Counter[str] = Counter()
    for finding in findings:
        first.setdefault(finding.text, finding.page)
        places[finding.text] += 1
    told = []
    for text, page in first.items():
        where = "Filen" if page is None else f"Sida {page}"
        more = f" (och på {places[text] - 1} ställen till)" if places[text] > 1 else ""
        told.append(f"{where}: {text}{more}.")
    return tuple(told)


# ---- The file as a whole

_PDF_UA = re.compile(r"""pdfuaid:part\s*(?:=\s*["']|>)\s*1\s*["'<]""")
_PDF_A = re.compile(r"""pdfaid:part\s*(?:=\s*["']|>)\s*[1-4]\s*["'<]""")
_TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>\s*[^<\s]", re.DOTALL)


def _check_catalogue(file: _File) -> Iterator[_Finding]:
    """MP 02, 06, 07, 11: what the file says of itself."""
    if not LANGUAGE.fullmatch(str(resolved(file.catalogue.get("/Lang", "")))):
        yield _Finding("språket är inte angivet (Lang)")
    marks = file.dictionary("/MarkInfo")
    if not _is_true(marks.get("/Marked")):
        yield _Finding("filen är inte märkt som taggad (MarkInfo)")
    if _is_true(marks.get("/Suspects")):
        yield _Finding("filen säger själv att dess taggar är osäkra (Suspects)")
    if not _is_true(file.dictionary("/ViewerPreferences").get("/DisplayDocTitle")):
        yield _Finding("titeln visas inte i fönstrets list (DisplayDocTitle)")


def _check_metadata(file: _File) -> Iterator[_Finding]:
    """MP 06-001 to 06-003: title, and the standards that the file claims to follow."""
    stream = resolved(file.catalogue.get("/Metadata"))
    # Read with patterns: an XML parser on what somebody handed in is one door more to guard.
    xmp = stream.get_data().decode(errors="replace") if isinstance(stream, StreamObject) else ""
    if not _TITLE.search(xmp):
        yield _Finding("titeln saknas i metadata (dc:title)")
    if not _PDF_UA.search(xmp):
        yield _Finding("filen är inte märkt som PDF/UA-1 (pdfuaid:part)")
    if not _PDF_A.search(xmp):
        yield _Finding("filen är inte märkt som PDF/A (pdfaid:part)")
    elif not resolved(file.catalogue.get("/OutputIntents")):
        yield _Finding("färgrymden som PDF/A kräver saknas (OutputIntents)")


def _check_bookmarks(file: _File) -> Iterator[_Finding]:
    """WCAG technique PDF2: headings can be jumped to."""
    if any(_HEADING.fullmatch(e.type) for e in file.structure.all()) and not file.reader.outline:
        yield _Finding("dokumentet har rubriker men inga bokmärken (Outlines)")


# ---- The tags

_HEADING = re.compile(r"H[1-6]?")

_CHILDREN: Mapping[str, frozenset[str]] = {
    "Table": frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}),
    "THead": frozenset({"TR"}),
    "TBody": frozenset({"TR"}),
    "TFoot": frozenset({"TR"}),
    "TR": frozenset({"TH", "TD"}),
    "L": frozenset({"L", "LI", "Caption"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "TOC": frozenset({"TOC", "TOCI", "Caption"}),
    "TOCI": frozenset({"Lbl", "Reference", "NonStruct", "P", "TOC"}),
}
"""What may stand directly under an element; others may hold anything."""

_PARENTS: Mapping[str, frozenset[str]] = {
    "THead": frozenset({"Table"}),
    "TBody": frozenset({"Table"}),
    "TFoot": frozenset({"Table"}),
    "TR": frozenset({"Table", "THead", "TBody", "TFoot"}),
    "TH": frozenset({"TR"}),
    "TD": frozenset({"TR"}),
    "LI": frozenset({"L"}),
    "LBody": frozenset({"LI"}),
    "TOCI": frozenset({"TOC"}),
}
"""What an element must stand directly under; others may stand anywhere."""


def _check_types(file: _File) -> Iterator[_Finding]:
    """MP 01-006, 02-001, 02-004: every tag is one that readers know."""
    if not file.structure.elements:
        yield _Finding("filen har inga taggar (StructTreeRoot)")
    if file.structure.broken:
        yield _Finding("taggarna går i cirkel eller är orimligt djupa")
    for remapped in sorted(STANDARD_TYPES & file.structure.role_map.keys()):
        yield _Finding(f"taggen {remapped} är omdefinierad")
    for element in file.structure.all():
        if element.type not in STANDARD_TYPES:
            yield _Finding(f"okänd tagg: {visible(element.written_type)[:40]}", element.page)


def _check_nesting(file: _File) -> Iterator[_Finding]:
    """MP 09-004 to 09-008: tables, lists and tables of contents hang together."""
    for root in file.structure.elements:
        if root.type in _PARENTS:
            yield _Finding(f"taggen {root.type} står inte i någon annan", root.page)
    for parent in file.structure.all():
        for child in parent.children:
            if child.type in STANDARD_TYPES and not _may_hold(parent.type, child.type):
                yield _Finding(f"taggen {child.type} står direkt i {parent.type}", child.page)


def _may_hold(parent: str, child: str) -> bool:
    return child in _CHILDREN.get(parent, {child}) and parent in _PARENTS.get(child, {parent})


def _check_headings(file: _File) -> Iterator[_Finding]:
    """MP 14-002, 14-003, 14-006, 14-007: headings start at the first level, none is skipped."""
    before = 0
    kinds = set()
    for element in file.structure.all():
        if not _HEADING.fullmatch(element.type):
            continue
        kinds.add(element.type == "H")
        level = int(element.type[1:] or before)
        if not before and level > 1:
            yield _Finding(f"första rubriken är på nivå {level} (H{level})", element.page)
        elif level > before + 1:
            text = f"rubriknivå hoppas över: från H{before} till H{level}"
            yield _Finding(text, element.page)
        before = level
    if len(kinds) > 1:
        yield _Finding("numrerade (H1–H6) och onumrerade (H) rubriktaggar blandas")


def _check_tables(file: _File) -> Iterator[_Finding]:
    """MP 15-003: header cells that say what they are the header of; rows of one length."""
    for table in file.structure.all():
        if table.type != "Table":
            continue
        rows = list(_rows(table))
        heads = [cell for row in rows for cell in row.children if cell.type == "TH"]
        if not heads:
            yield _Finding("tabell utan rubrikceller (TH)", table.page)
        if any(str(resolved(h.attributes.get("Scope"))) not in _SCOPES for h in heads):
            yield _Finding("rubrikcell som inte säger om den gäller rad eller kolumn", table.page)
        if len({sum(_columns(cell) for cell in row.children) for row in rows}) > 1 and not any(
            "RowSpan" in cell.attributes for row in rows for cell in row.children
        ):
            yield _Finding("tabell med olika många celler i raderna", table.page)


def _rows(table: Element) -> Iterator[Element]:
    """Yield a table's own rows, not those of a table in one of its cells."""
    for child in table.children:
        if child.type == "TR":
            yield child
        elif child.type in _GROUPS_OF_ROWS:
            yield from (row for row in child.children if row.type == "TR")


_GROUPS_OF_ROWS = frozenset({"THead", "TBody", "TFoot"})
_SCOPES = frozenset({"/Column", "/Row", "/Both"})


def _columns(cell: Element) -> int:
    span = resolved(cell.attributes.get("ColSpan"))
    return span if isinstance(span, int) else 1


def _check_alternatives(file: _File) -> Iterator[_Finding]:
    """MP 13-004, 17-002, 19-003, 19-004: pictures have words, notes can be told apart."""
    notes: set[str] = set()
    for element in file.structure.all():
        if element.type == "Figure" and not element.alternative.strip():
            yield _Finding("bild utan alternativtext (Figure, Alt)", element.page)
        elif element.type == "Formula" and not element.alternative.strip():
            yield _Finding("formel utan alternativtext (Formula, Alt)", element.page)
        elif element.type == "Note":
            if not element.id or element.id in notes:
                yield _Finding("fotnot utan egen beteckning (Note, ID)", element.page)
            notes.add(element.id)


# ---- The pages


def _check_annotations(file: _File) -> Iterator[_Finding]:
    """MP 28-002, 28-008, 28-011, 28-012: links are tagged, described and met in order."""
    tagged = {
        number: element.type for element in file.structure.all() for number in element.annotations
    }
    for number, page in enumerate(file.reader.pages, start=1):
        annotations = _annotations(page)
        if annotations and resolved(page.get("/Tabs")) != "/S":
            yield _Finding("tabbordningen följer inte taggarna (Tabs)", number)
        for reference, annotation in annotations:
            yield from _check_annotation(annotation, tagged.get(reference), number)


def _check_annotation(
    annotation: DictionaryObject, tag: str | None, page: int
) -> Iterator[_Finding]:
    kind = str(resolved(annotation.get("/Subtype")))
    hidden = 2
    if kind == "/PrinterMark" or int(str(resolved(annotation.get("/F", 0)))) & hidden:
        return
    wanted = {"/Link": "Link", "/Widget": "Form"}.get(kind, "Annot")
    if tag != wanted:
        what = "länk" if kind == "/Link" else f"anteckning ({kind[1:]})"
        yield _Finding(f"{what} som inte står i taggen {wanted}", page)
    if kind == "/Link" and not str(resolved(annotation.get("/Contents")) or "").strip():
        yield _Finding("länk utan beskrivning (Contents)", page)


def _annotations(page: PageObject) -> list[tuple[int, DictionaryObject]]:
    """Return a page's annotations with their object numbers; 0 for one without."""
    listed = resolved(page.get("/Annots"))
    return [
        (each.idnum if isinstance(each, IndirectObject) else 0, annotation)
        for each in (listed if isinstance(listed, ArrayObject) else ())
        if isinstance(annotation := resolved(each), DictionaryObject)
    ]


def _check_content(file: _File) -> Iterator[_Finding]:
    """MP 01-001 to 01-005, 31-030: all that is painted is in the document or an artifact."""
    belongs = {mark for element in file.structure.all() for mark in element.marked}
    for number, page in enumerate(file.reader.pages, start=1):
        content = read_content(page)
        if content.unmarked:
            yield _Finding("innehåll som varken är taggat eller utsmyckning", number)
        if content.mixed:
            yield _Finding("utsmyckning inne i taggat innehåll, eller tvärtom", number)
        if content.missing_glyphs:
            yield _Finding("tecken som typsnittet inte har någon bild för", number)
        if len(content.marked) > len(set(content.marked)):
            yield _Finding("två stycken innehåll har samma nummer (MCID)", number)
        if any((number, mark) not in belongs for mark in content.marked):
            yield _Finding("märkt innehåll som ingen tagg rymmer (MCID)", number)


def _check_fonts(file: _File) -> Iterator[_Finding]:
    """MP 10-001, 31-009: fonts are in the file and their characters are known."""
    checked: set[object] = set()
    for number, page in enumerate(file.reader.pages, start=1):
        for font in resources(page, "/Font").values():
            if not isinstance(font, DictionaryObject) or font.indirect_reference in checked:
                continue
            checked.add(font.indirect_reference)
            name = visible(str(resolved(font.get("/BaseFont", "/?")))[1:])[:60]
            if not _is_embedded(font):
                yield _Finding(f"typsnittet {name} följer inte med i filen", number)
            if not _has_characters(font):
                yield _Finding(f"typsnittet {name} säger inte vilka tecken det visar", number)


def _is_embedded(font: DictionaryObject) -> bool:
    if resolved(font.get("/Subtype")) == "/Type3":
        return True
    descendants = resolved(font.get("/DescendantFonts"))
    inner = resolved(descendants[0]) if isinstance(descendants, ArrayObject) else font
    descriptor = (
        resolved(inner.get("/FontDescriptor")) if isinstance(inner, DictionaryObject) else None
    )
    return isinstance(descriptor, DictionaryObject) and any(
        f"/FontFile{kind}" in descriptor for kind in ("", "2", "3")
    )


def _has_characters(font: DictionaryObject) -> bool:
    """Tell whether what a font shows can be copied, searched and read aloud."""
    named = resolved(font.get("/Encoding")) in {"/WinAnsiEncoding", "/MacRomanEncoding"}
    return "/ToUnicode" in font or named


def _is_true(value: object) -> bool:
    boolean = resolved(value)
    return isinstance(boolean, BooleanObject) and boolean.value


def _check_restrictions(file: _File) -> Iterator[_Finding]:
    """What may not be in the file at all (`pdf.restrictions`)."""
    return (_Finding(*each) for each in restrictions(file.reader, file.structure))


_CHECKS: tuple[Callable[[_File], Iterator[_Finding]], ...] = (
    _check_catalogue,
    _check_metadata,
    _check_bookmarks,
    _check_types,
    _check_nesting,
    _check_headings,
    _check_tables,
    _check_alternatives,
    _check_annotations,
    _check_content,
    _check_fonts,
    _check_restrictions,
)
