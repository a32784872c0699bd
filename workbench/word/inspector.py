"""Nothing hidden leaves: what a Word file holds that a reader of its pages would not see.

Looks at a finished file as a stranger would and shares no code with what wrote it. A file that
is to be sent gives no finding. What it knows is the list of Word's own document inspector and
what that leaves behind: white or tiny text, names of files in fields and alternative texts, data
inside pictures, parts that nothing refers to, traces in the zip itself.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_EPOCH = (1980, 1, 1, 0, 0, 0)

_ALLOWED_PARTS = re.compile(
    r"\[Content_Types\]\.xml|(?:\w+/)*_rels/[\w.]*\.rels|docProps/core\.xml"
    r"|word/(?:document|styles|settings|numbering|footnotes|endnotes|fontTable|webSettings"
    r"|(?:header|footer)\d*)\.xml|word/theme/theme\d*\.xml|word/media/[\w.-]+"
)
_NAMED_PARTS = (
    (re.compile(r"word/comments|word/people"), "kommentarer eller deras författare"),
    (re.compile(r"customXml/"), "inbäddade XML-data"),
    (re.compile(r"printerSettings"), "skrivarinställningar"),
    (re.compile(r"embeddings/"), "inbäddade filer"),
    (re.compile(r"vbaProject|vbaData|activeX"), "makron eller ActiveX"),
    (re.compile(r"glossary/"), "autotext ur mallen"),
    (re.compile(r"thumbnail"), "en miniatyrbild av en tidigare version"),
    (re.compile(r"docProps/custom"), "egna dokumentegenskaper"),
    (re.compile(r"docProps/app"), "programegenskaper (företag, mall, redigeringstid)"),
)

_TRACKED = {
    *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "delText"),
    *("moveFromRangeStart", "moveToRangeStart", "numberingChange", "trackRevisions"),
}
_COMMENTS = {"commentRangeStart", "commentRangeEnd", "commentReference", "annotationRef"}
_HIDDEN = {"vanish": "dold text", "specVanish": "dold text", "webHidden": "dold text"}
_SETTINGS = {
    "docVars": "dokumentvariabler",
    "docVar": "dokumentvariabler",
    "attachedTemplate": "sökväg till mallen",
    "mailMerge": "kopplad utskrift med datakälla",
    "proofErr": "spår av språkkontrollen",
    "dataBinding": "innehåll bundet till inbäddade data",
    "altChunk": "en inbäddad fil i texten",
    "object": "ett inbäddat objekt",
}
_OWN_BOOKMARK = re.compile(r"_(?:avsnitt|text|fotnot)_\w*|_Toc\d+|_GoBack")
_FIELD_WITH_PATH = re.compile(
    r"\b(INCLUDEPICTURE|INCLUDETEXT|IMPORT|LINK|DDE|DDEAUTO|FILENAME|TEMPLATE|USERNAME"
    r"|USERINITIALS|USERADDRESS|AUTHOR|LASTSAVEDBY|DATABASE|RD|DOCVARIABLE|DOCPROPERTY)\b"
)
_PATH = re.compile(r"(?:[A-Za-z]:)?\\{1,2}\w|file:|/(?:home|Users|tmp|var)/", re.IGNORECASE)
_WEB_LINK = re.compile(r"https://|mailto:")
_SMALLEST = 8  # half points; smaller type than 4 points cannot be read
_FARTHEST = -1_000  # twips or EMU below which something is moved off the page
_WHITE = {"FFFFFF", "FEFEFE", "FDFDFD"}

_ORGANISATION = re.compile(
    r"kommun|region|stad|län|nämnd|förvaltning|förbund|samverkan|nätverk|kansli|departement",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[A-ZÅÄÖÉ][\wåäöé.-]*(?: [a-z]{2,3})?(?: [A-ZÅÄÖÉ][\wåäöé-]*){1,3}")

# What Python's zip reader raises on files that are broken or made to do harm.
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)
_LARGEST = 500_000_000  # bytes of all parts unpacked

_KNOWN_MARKUP = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/office/",
    "urn:schemas-microsoft-com:",
    "http://www.w3.org/XML/1998/namespace",
)
_KNOWN_BRANCHES = re.compile(
    r"(?:wps|wpg|wpc|wpi|w1\d|w16\w+|a14|wp14|v|pic14|am3d|cx\d?)", re.ASCII
)
_HIDDEN_SHAPE = re.compile(r"visibility\s*:\s*hidden|display\s*:\s*none|mso-hide", re.IGNORECASE)

_JPEG = b"\xff\xd8"
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_TEXT = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def inspect_hidden(data: bytes) -> tuple[str, ...]:
    """Return what is hidden in a Word file, each thing once, in Swedish; nothing when it is clean.

    Args:
        data: The file. One that is no readable zip gives a single finding that says so.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
                return ("filen är för stor för att kontrolleras",)
            package = _Package.read(archive)
    except _UNREADABLE:
        return ("filen går inte att läsa, så den kan inte kontrolleras",)
    findings = [found for look in _LOOKS for found in look(package)]
    return tuple(dict.fromkeys(findings))


@dataclass(slots=True)
class _Package:
    """A file taken apart."""

    entries: list[zipfile.ZipInfo]
    comment: bytes
    parts: dict[str, bytes]
    trees: dict[str, etree._Element] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)

    @staticmethod
    def read(archive: zipfile.ZipFile) -> "_Package":
        package = _Package(
            archive.infolist(),
            archive.comment,
            {entry.filename: archive.read(entry) for entry in archive.infolist()},
        )
        for name, data in package.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    package.trees[name] = etree.fromstring(data, _parser())
                except etree.XMLSyntaxError:
                    package.broken.append(name)
        return package

    def texts(self) -> Iterator[tuple[str, etree._Element]]:
        """Yield the parts that hold text or looks."""
        return (
            (name, tree)
            for name, tree in self.trees.items()
            if name.startswith("word/") and not name.endswith(".rels")
        )

    def relations(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """Yield the part that refers and the attributes of each relation."""
        for name, tree in self.trees.items():
            if name.endswith(".rels"):
                folder, _, file = name.rpartition("/")
                owner = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
                for relation in tree.iter(f"{{{_RELATIONSHIPS}}}Relationship"):
                    yield owner, {str(key): str(value) for key, value in relation.items()}


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _zip_traces(package: _Package) -> Iterator[str]:
    if package.comment:
        yield "zip-filen har en kommentar"
    names = [entry.filename.casefold() for entry in package.entries]
    if len(set(names)) < len(names):
        yield "zip-filen har två delar med samma namn"
    for entry in package.entries:
        if entry.date_time != _EPOCH:
            yield "zip-filen visar när delarna skrevs"
        if entry.extra or entry.comment:
            yield "zip-filen har extra uppgifter om delarna"


def _parts(package: _Package) -> Iterator[str]:
    for name in package.parts:
        if not _ALLOWED_PARTS.fullmatch(name):
            told = next((text for form, text in _NAMED_PARTS if form.search(name)), "okänd del")
            yield f"{told}: {name}"
    for name in package.broken:
        yield f"delen går inte att läsa: {name}"
    referred = {"[Content_Types].xml"}
    for owner, relation in package.relations():
        if relation.get("TargetMode") != "External":
            target = posixpath.join(posixpath.dirname(owner), relation.get("Target", ""))
            referred.add(posixpath.normpath(target).lstrip("/"))
    for name in package.parts:
        if name not in referred and not name.endswith(".rels"):
            yield f"en del som inget hänvisar till: {name}"


def _external(package: _Package) -> Iterator[str]:
    for _, relation in package.relations():
        target = relation.get("Target", "")
        is_link = relation.get("Type", "").endswith("/hyperlink")
        if relation.get("TargetMode") == "External" and not (is_link and _WEB_LINK.match(target)):
            yield f"hänvisning till något utanför filen: {target}"


def _properties(package: _Package) -> Iterator[str]:
    core = package.trees.get("docProps/core.xml")
    for element in core if core is not None else ():
        name, text = _local(element), (element.text or "").strip()
        if not text:
            continue
        if name in {"lastModifiedBy", "revision", "lastPrinted", "contentStatus", "version"}:
            yield f"dokumentegenskapen {name}: {text}"
        elif name == "creator" and _is_person(text):
            yield f"en person som författare: {text}"
    app = package.trees.get("docProps/app.xml")
    for element in app if app is not None else ():
        if (element.text or "").strip():
            yield f"programegenskapen {_local(element)}: {(element.text or '').strip()}"


def _is_person(author: str) -> bool:
    if _ORGANISATION.search(author):
        return False
    return "@" in author or _PERSON.fullmatch(author) is not None or author.startswith("python-")


def _markup(package: _Package) -> Iterator[str]:
    for name, tree in package.texts():
        for element in tree.iter():
            if isinstance(element.tag, str):
                yield from (f"{finding} ({name})" for finding in _of_element(element))
            else:
                yield f"en kommentar i filens kod ({name})"


def _of_element(element: etree._Element) -> Iterator[str]:
    tag = _local(element)
    namespace = etree.QName(element).namespace
    if any("rsid" in str(key).lower() for key in element.attrib) or tag in {"rsids", "rsid"}:
        yield "spår av när text skrevs (rsid)"
    yield from _of_strange_markup(element, str(namespace or ""))
    if _HIDDEN_SHAPE.search(element.get("style", "")):
        yield "en dold figur"
    if namespace == _W:
        if tag in _TRACKED or tag.endswith("Change"):
            yield "spårade ändringar"
        elif tag in _COMMENTS:
            yield "kommentarer"
        elif tag in _SETTINGS:
            yield _SETTINGS[tag]
        else:
            yield from _of_word_element(element, tag)
    elif namespace is not None and namespace.startswith(_DRAWING):
        yield from _of_drawing(element, tag)


def _of_strange_markup(element: etree._Element, namespace: str) -> Iterator[str]:
    """Tell of data that no program shows: markup of nobody's, and branches that none follows."""
    names = [
        namespace,
        *(str(key)[1:].partition("}")[0] for key in element.attrib if "}" in str(key)),
    ]
    for name in names:
        if name and not name.startswith(_KNOWN_MARKUP):
            yield f"märkning som inget program visar ({name})"
    if _local(element) == "Choice":
        wanted = element.get("Requires", "").split()
        if not all(_KNOWN_BRANCHES.fullmatch(prefix) for prefix in wanted):
            yield "innehåll för program som inte finns"


def _of_word_element(element: etree._Element, tag: str) -> Iterator[str]:
    value = element.get(f"{{{_W}}}val", "")
    if tag in _HIDDEN and value not in {"0", "false", "off"}:
        yield _HIDDEN[tag]
    elif tag == "hidden" and _local(_parent(element)) == "trPr":
        yield "en dold tabellrad"
    elif tag == "color" and _is_invisible(element, value):
        yield "text i bakgrundens färg"
    elif tag in {"sz", "szCs"} and value.isdecimal() and int(value) < _SMALLEST:
        yield "text som är för liten för att läsas"
    elif tag == "bookmarkStart":
        name = element.get(f"{{{_W}}}name", "")
        if not _OWN_BOOKMARK.fullmatch(name):
            yield f"ett främmande bokmärke: {name}"
    elif tag in {"ind", "framePr"} and any(_number(v) < _FARTHEST for v in element.values()):
        yield "text utanför sidan"


def _is_invisible(color: etree._Element, value: str) -> bool:
    """Tell whether a colour of text is that of the page, or of the shading around it."""
    if value.upper() in _WHITE:
        return True
    around = [_parent(color)]
    around += [a for a in color.iterancestors() if _local(a) in {"p", "tc"}]
    for owner in around:
        for shading in owner.iterfind(f".//{{{_W}}}shd"):
            if value not in {"", "auto"} and shading.get(f"{{{_W}}}fill", "") == value:
                return True
    return False


def _of_drawing(element: etree._Element, tag: str) -> Iterator[str]:
    if tag == "docPr" and any(_PATH.search(str(text)) for text in element.values()):
        yield "en sökväg i en bilds alternativtext eller namn"
    elif tag == "srcRect" and any(_number(text) for text in element.values()):
        yield "en beskuren bild, vars bortskurna delar finns kvar"
    elif tag == "posOffset" and _number(element.text or "") < _FARTHEST:
        yield "en bild utanför sidan"


def _fields(package: _Package) -> Iterator[str]:
    for name, tree in package.texts():
        codes = [str(e.get(f"{{{_W}}}instr", "")) for e in tree.iter(f"{{{_W}}}fldSimple")]
        for paragraph in tree.iter(f"{{{_W}}}p"):
            codes.append("".join(e.text or "" for e in paragraph.iter(f"{{{_W}}}instrText")))
        for code in codes:
            for found in _FIELD_WITH_PATH.finditer(code.upper()):
                yield f"ett fält som hämtar uppgifter: {found.group(1)} ({name})"


def _pictures(package: _Package) -> Iterator[str]:
    for name, data in package.parts.items():
        if not name.startswith("word/media/"):
            continue
        if data.startswith(_JPEG):
            hidden = any(marker in {0xE1, 0xED, 0xFE} for marker in _jpeg_markers(data))
        elif data.startswith(_PNG):
            hidden = any(kind in _PNG_TEXT for kind in _png_chunks(data))
        else:
            yield f"en bild i ett format som inte kan kontrolleras: {name}"
            continue
        if not _ends(data):
            yield f"data efter slutet av en bild: {name}"
        if hidden:
            yield f"uppgifter i en bild (EXIF, XMP eller text): {name}"


def _ends(picture: bytes) -> bool:
    """Tell whether a picture's file ends where the picture does."""
    if picture.startswith(_JPEG):
        return picture.rstrip(b"\0").endswith(b"\xff\xd9")
    return picture[-8:-4] == b"IEND" and picture.find(b"IEND") == len(picture) - 8


def _jpeg_markers(data: bytes) -> Iterator[int]:
    """Yield the segments of a JPEG up to its pixels."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        yield data[at + 1]
        at += 2 + int.from_bytes(data[at + 2 : at + 4])


def _png_chunks(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while at + 8 <= len(data):
        yield data[at + 4 : at + 8]
        at += 12 + int.from_bytes(data[at : at + 4])


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _number(text: object) -> float:
    try:
        return float(str(text))
    except ValueError:
        return 0


_LOOKS: tuple[Callable[[_Package], Iterator[str]], ...] = (
    _zip_traces,
    _parts,
    _external,
    _properties,
    _markup,
    _fields,
    _pictures,
)
