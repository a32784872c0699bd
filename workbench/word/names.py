"""Names in WordprocessingML, as lxml writes them (`{namespace}local`).

Files come in two dialects: Transitional, which every program writes, and Strict (ISO/IEC 29500
part 1), which differs in its namespaces only. All code here speaks Transitional; `markup`
translates Strict files on the way in and back on the way out.
"""

from typing import Final

from workbench.core.text import visible

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M: Final = "http://schemas.openxmlformats.org/officeDocument/2006/math"
R: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
W14: Final = "http://schemas.microsoft.com/office/word/2010/wordml"
W15: Final = "http://schemas.microsoft.com/office/word/2012/wordml"
W16CID: Final = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
W16CEX: Final = "http://schemas.microsoft.com/office/word/2018/wordml/cex"
W16DU: Final = "http://schemas.microsoft.com/office/word/2023/wordml/word16du"
CONTENT_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"

PREFIXES: Final = {
    W: "w",
    M: "m",
    R: "r",
    MC: "mc",
    W14: "w14",
    W15: "w15",
    W16CID: "w16cid",
    W16CEX: "w16cex",
    W16DU: "w16du",
}
"""The prefixes that everybody writes these namespaces with; for telling a person a name."""

STRICT: Final = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W,
    "http://purl.oclc.org/ooxml/officeDocument/math": M,
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R,
    "http://purl.oclc.org/ooxml/drawingml/main": (
        "http://schemas.openxmlformats.org/drawingml/2006/main"
    ),
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": (
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    ),
    "http://purl.oclc.org/ooxml/drawingml/picture": (
        "http://schemas.openxmlformats.org/drawingml/2006/picture"
    ),
    "http://purl.oclc.org/ooxml/drawingml/chart": (
        "http://schemas.openxmlformats.org/drawingml/2006/chart"
    ),
    "http://purl.oclc.org/ooxml/officeDocument/customXml": (
        "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    ),
}
"""Strict namespace to the Transitional one with the same meaning."""


def w(local: str) -> str:
    """`w:local` as lxml writes it."""
    return f"{{{W}}}{local}"


def m(local: str) -> str:
    """`m:local` as lxml writes it."""
    return f"{{{M}}}{local}"


def readable(tag: object) -> str:
    """An element's name as it stands in the file, such as `w:ins`."""
    namespace, _, local = str(tag).removeprefix("{").rpartition("}")
    prefix = PREFIXES.get(namespace, namespace.rstrip("/").rpartition("/")[2])
    return visible(f"{prefix}:{local}" if prefix else local)


BODY: Final = w("body")
P: Final = w("p")
PPR: Final = w("pPr")
RPR: Final = w("rPr")
RUN: Final = w("r")
TEXT: Final = w("t")
DELETED_TEXT: Final = w("delText")
ALT_CHUNK: Final = w("altChunk")
SYMBOL: Final = w("sym")
SYMBOL_EX: Final = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}symEx"
INSTRUCTION: Final = w("instrText")
DELETED_INSTRUCTION: Final = w("delInstrText")
FIELD_CHAR: Final = w("fldChar")
SIMPLE_FIELD: Final = w("fldSimple")
HYPERLINK: Final = w("hyperlink")
SMART_TAG: Final = w("smartTag")
CUSTOM_XML: Final = w("customXml")
CONTROL: Final = w("sdt")
CONTROL_CONTENT: Final = w("sdtContent")
TABLE: Final = w("tbl")
ROW: Final = w("tr")
CELL: Final = w("tc")
TABLE_PR: Final = w("tblPr")
ROW_PR: Final = w("trPr")
CELL_PR: Final = w("tcPr")
GRID: Final = w("tblGrid")
SECTION_PR: Final = w("sectPr")
NUMBERING_PR: Final = w("numPr")
TEXT_BOX: Final = w("txbxContent")
FALLBACK: Final = f"{{{MC}}}Fallback"
CHOICE: Final = f"{{{MC}}}Choice"
ALTERNATE: Final = f"{{{MC}}}AlternateContent"

INS: Final = w("ins")
DEL: Final = w("del")
MOVE_FROM: Final = w("moveFrom")
MOVE_TO: Final = w("moveTo")

COMMENT_START: Final = w("commentRangeStart")
COMMENT_END: Final = w("commentRangeEnd")
COMMENT_REFERENCE: Final = w("commentReference")

ID: Final = w("id")
AUTHOR: Final = w("author")
DATE: Final = w("date")
VAL: Final = w("val")
