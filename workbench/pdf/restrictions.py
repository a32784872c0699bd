"""What a PDF that everybody can read, now and in an archive, must not hold.

Source: the Matterhorn Protocol 1.02, checkpoints 11, 20, 21, 25, 26, 28, 30 and 31, named beside
each check; ISO 19005-2 (PDF/A-2), 6.1, 6.2 and 6.5.
"""

import re
from collections.abc import Iterable, Iterator

from pypdf import PdfReader
from pypdf.generic import ArrayObject, BooleanObject, DictionaryObject, StreamObject

from workbench.core.text import visible
from workbench.pdf.content import resources
from workbench.pdf.structure import Structure, resolved

Restriction = tuple[str, int | None]
"""What is wrong, in Swedish, and the number of the page, where it is on one."""

LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")

_HARMLESS_ACTIONS = frozenset({"/GoTo", "/URI", "/GoToR", "/GoToE", "/Named", "/Thread"})
_FOR_READING_ALOUD = 1 << 9  # bit 10 of an encrypted file's permissions
_NO_CHARACTER = re.compile(rb"<(?:[0-9A-Fa-f]{4})+>\s*<(?:0000|FEFF|FFFE)>", re.IGNORECASE)


def restrictions(reader: PdfReader, structure: Structure) -> Iterator[Restriction]:
    """Yield everything in a file that may not be there."""
    catalogue = reader.root_object
    yield from _of_the_file(reader, catalogue)
    yield from _of_layers(_dictionary(catalogue.get("/OCProperties")))
    yield from _of_tags(structure)
    for number, page in enumerate(reader.pages, start=1):
        yield from ((text, number) for text in _of_page(page))
        for kind, of_one in (("/Font", _of_font), ("/XObject", _of_object)):
            for one in resources(page, kind).values():
                if isinstance(one, DictionaryObject):
                    yield from ((text, number) for text in of_one(one))


def _dictionary(value: object) -> DictionaryObject:
    found = resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _several(value: object) -> Iterable[object]:
    found = resolved(value)
    return found if isinstance(found, ArrayObject) else ()


def _of_the_file(reader: PdfReader, catalogue: DictionaryObject) -> Iterator[Restriction]:
    """MP 21-001, 25-001, 26-001, 26-002; PDF/A 6.1.3, 6.2.3, 6.5.1, 6.8."""
    if "/Encrypt" in reader.trailer:
        may = resolved(_dictionary(reader.trailer.get("/Encrypt")).get("/P"))
        if not isinstance(may, int) or not may & _FOR_READING_ALOUD:
            yield "filen är låst för skärmläsare (Encrypt)", None
        yield "filen är krypterad, vilket PDF/A inte tillåter (Encrypt)", None
    if not _several(reader.trailer.get("/ID")):
        yield "filen saknar identitet (ID)", None
    if "/XFA" in _dictionary(catalogue.get("/AcroForm")):
        yield "filen har ett dynamiskt formulär (XFA)", None
    names = _dictionary(catalogue.get("/Names"))
    if "/JavaScript" in names or "/AA" in catalogue or _acts(catalogue.get("/OpenAction")):
        yield "filen gör något själv när den öppnas (skript)", None
    if "/EmbeddedFiles" in names:
        yield "filen har andra filer i sig (EmbeddedFiles)", None
    for intent in map(_dictionary, _several(catalogue.get("/OutputIntents"))):
        profile = resolved(intent.get("/DestOutputProfile"))
        if resolved(intent.get("/S")) == "/GTS_PDFA1" and not isinstance(profile, StreamObject):
            yield "färgrymden som PDF/A kräver är tom (DestOutputProfile)", None


def _acts(action: object) -> bool:
    """Tell whether an action does anything else than lead somewhere."""
    found = resolved(action)
    return (
        isinstance(found, DictionaryObject) and resolved(found.get("/S")) not in _HARMLESS_ACTIONS
    )


def _of_layers(layers: DictionaryObject) -> Iterator[Restriction]:
    """MP 20-001 to 20-003: a layer has a name and is not turned on and off by itself."""
    configurations = [layers.get("/D"), *_several(layers.get("/Configs"))] if layers else []
    for configuration in map(_dictionary, configurations):
        if not str(resolved(configuration.get("/Name")) or "").strip():
            yield "ett lager saknar namn (OCProperties, Name)", None
        if "/AS" in configuration:
            yield "ett lager tänds och släcks av sig självt (OCProperties, AS)", None


def _of_tags(structure: Structure) -> Iterator[Restriction]:
    """MP 11-007, 19-001: languages that exist, headings of tables that exist."""
    for element in structure.all():
        if element.language and not LANGUAGE.fullmatch(element.language):
            yield f"okänt språk: {visible(element.language)[:20]}", element.page
    known = {element.id for element in structure.all() if element.id}
    for element in structure.all():
        named = _several(element.attributes.get("Headers"))
        if any(str(resolved(one)) not in known for one in named):
            yield "cell som hänvisar till en rubrikcell som inte finns (Headers)", element.page


def _of_page(page: DictionaryObject) -> Iterator[str]:
    """MP 28-004 to 28-007; PDF/A 6.5.1: annotations that can be told of and do nothing."""
    if "/AA" in page:
        yield "sidan gör något själv när den visas (AA)"
    for annotation in map(_dictionary, _several(page.get("/Annots"))):
        kind = str(resolved(annotation.get("/Subtype")))
        if kind == "/TrapNet":
            yield "anteckning som inte får finnas (TrapNet)"
        if kind in {"/Sound", "/Movie", "/Screen", "/3D", "/FileAttachment", "/RichMedia"}:
            yield f"inbäddat innehåll som PDF/A inte tillåter ({kind[1:]})"
        if kind == "/Widget" and not str(resolved(annotation.get("/TU")) or "").strip():
            yield "formulärfält utan beskrivning (TU)"
        elif (
            kind not in {"/Link", "/Widget", "/Popup", "/PrinterMark"}
            and not str(resolved(annotation.get("/Contents")) or "").strip()
        ):
            yield f"anteckning utan beskrivning ({kind[1:]}, Contents)"
        if _acts(annotation.get("/A")) or "/AA" in annotation:
            yield "länk eller fält som kör något (skript)"


def _of_font(font: DictionaryObject) -> Iterator[str]:
    """MP 31-002 to 31-005, 31-028, 31-029: characters and glyphs that answer to each other."""
    mapping = resolved(font.get("/ToUnicode"))
    if isinstance(mapping, StreamObject) and _NO_CHARACTER.search(mapping.get_data()):
        yield "typsnitt som visar tecken som inte finns (ToUnicode)"
    for inner in map(_dictionary, _several(font.get("/DescendantFonts"))):
        if resolved(inner.get("/Subtype")) == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
            yield "typsnitt som inte säger vilka bilder dess tecken har (CIDToGIDMap)"


def _of_object(found: DictionaryObject) -> Iterator[str]:
    """MP 30-001; PDF/A 6.2.9: nothing that is fetched from elsewhere or drawn by a program."""
    if "/Ref" in found:
        yield "innehåll som hämtas ur en annan fil (Ref)"
    if resolved(found.get("/Subtype")) == "/PS" or "/PS" in found:
        yield "innehåll skrivet i PostScript"
    alternates = resolved(found.get("/Interpolate"))
    if "/Alternates" in found or (isinstance(alternates, BooleanObject) and alternates.value):
        yield "bild som får se olika ut i olika program (Alternates, Interpolate)"
