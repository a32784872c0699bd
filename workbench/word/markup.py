"""One part's XML: parsed without entities, and written back the way it came.

Word itself writes no document type, no entities and hardly more than fifty levels; whatever has
them is refused rather than understood. Strict files are read as Transitional ones (see `names`).
"""

import codecs
import re
from dataclasses import dataclass
from typing import Final

from lxml import etree

from workbench.errors import InputError
from workbench.word.names import STRICT
from workbench.word.verbatim import as_it_came

Element = etree._Element  # noqa: SLF001  # the public name of lxml's only element class

MOST_MEMORY: Final = 300 * 2**20
"""Bytes that the trees of one file may come to: some 45 MB of ordinary markup, 12,000 pages. With
50,000 changes in them, all settled, the whole program stays under 512 MB."""
_REMEMBERED: Final = 60 * 2**20
"""Bytes of a tree beside which there is room for another, to see how the part was written."""
_ELEMENT, _STRING, _ATTRIBUTE = 120, 120, 200
"""Bytes that libxml2 and lxml need for each of them, measured and rounded up."""

_SUSPECT: Final = "Öppna den inte. Be avsändaren spara om texten i Word och skicka den igen."
_DAMAGED: Final = "Öppna filen i Word, spara den på nytt som .docx och försök igen."

_DECLARATION: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*\?>\s*")
_NAMESPACE_TAG: Final = re.compile(rb"<(?>[^<>]*?xmlns)[^<>]*+>")
"""Atomic, so that a tag that never ends is looked through once and not once for every `xmlns`."""
_ENCODING: Final = re.compile(rb"""encoding\s*=\s*["']([\w.-]{1,40})["']""", re.IGNORECASE)
_UTF_16: Final = {
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
_ENCODINGS: Final = frozenset(("ascii", "iso8859-1", "iso8859-15", "cp1252"))
"""What else than UTF-8 and UTF-16 is read, as Python calls it: the standard allows no other, and in
some, such as UTF-7, markup does not look like markup."""
_UTF8: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_TO_TRANSITIONAL: Final = {
    strict.encode(): transitional.encode() for strict, transitional in STRICT.items()
}


@dataclass(slots=True)
class Markup:
    """The tree of one part, and what is needed to write it as it was written."""

    root: Element
    declaration: bytes
    """The XML declaration with the white space after it, or nothing."""
    strict: bool
    """Whether the file speaks the Strict dialect; the tree never does."""
    authored: int
    """How many attributes are named `author`: a quick way to know that nothing was overlooked."""
    memory: int
    """About how many bytes the tree takes."""

    def to_bytes(self, source: bytes = b"") -> bytes:
        """The part as it should lie in the file.

        Args:
            source: What it was parsed from, whose writing is kept; empty for a new part.
        """
        data = etree.tostring(self.root.getroottree(), encoding="UTF-8", xml_declaration=False)
        if self.strict:
            data = _translated(data, {new: old for old, new in _TO_TRANSITIONAL.items()})
        if source and self.memory <= _REMEMBERED:
            data = as_it_came(data, _as_utf8(source, "", "")[0], _parser())
        return self.declaration + data


def parse(data: bytes, part: str, file: str, *, memory: int = MOST_MEMORY) -> Markup:
    """Parse one part.

    Args:
        data: The part, inflated.
        part: Its name in the package, for messages.
        file: The file's name, for messages.
        memory: Most bytes that its tree may take.

    Raises:
        InputError: It is not well-formed, has a document type, or is too deep or too large.
    """
    data, declaration = _as_utf8(data, part, file)
    if b"<!DOCTYPE" in data:
        raise InputError(
            f"delen {part} har en dokumenttyp, som Word aldrig skriver", file=file, hint=_SUSPECT
        )
    needed = _memory(data)
    if needed > memory:
        raise InputError(
            f"delen {part} har fler element än vad som går att läsa",
            file=file,
            hint="Dela dokumentet i flera och försök igen.",
        )
    strict = b"http://purl.oclc.org/ooxml/" in data
    if strict:
        data = _translated(data, _TO_TRANSITIONAL)
    try:
        root = etree.fromstring(data, _parser())
    except etree.XMLSyntaxError as broken:
        raise _not_readable(broken, part, file) from broken
    return Markup(root, declaration, strict, data.count(b":author="), needed)


def _memory(data: bytes) -> int:
    """About how many bytes the tree of some markup will take."""
    ends = data.count(b"</")
    elements = data.count(b"<") - ends
    return len(data) + _ELEMENT * elements + _STRING * ends + _ATTRIBUTE * data.count(b"=")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        encoding="utf-8",  # whatever the part says, this is what it is by now
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        collect_ids=False,
    )


def _as_utf8(data: bytes, part: str, file: str) -> tuple[bytes, bytes]:
    """The part as UTF-8 without declaration, and the declaration to write it back with.

    Raises:
        InputError: It is in some other encoding than it may be, or not in the one it says.
    """
    wide = _UTF_16.get(data[:2])
    if wide is not None:
        return _without_declaration(_decoded(data, wide, part, file)), _UTF8
    found = _DECLARATION.match(data)
    if found is None:
        return data, b""
    said = _ENCODING.search(found.group())
    encoding = _codec(said[1].decode() if said else "utf-8")
    if encoding == "utf-8":
        return data[found.end() :], found.group()
    if encoding not in _ENCODINGS:
        raise InputError(
            f"delen {part} har en teckenkodning som Word inte använder", file=file, hint=_DAMAGED
        )
    return _without_declaration(_decoded(data, encoding, part, file)), _UTF8


def _codec(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""


def _decoded(data: bytes, encoding: str, part: str, file: str) -> bytes:
    try:
        return data.decode(encoding).encode()
    except UnicodeError as broken:
        raise InputError(f"delen {part} går inte att läsa", file=file, hint=_DAMAGED) from broken


def _without_declaration(data: bytes) -> bytes:
    found = _DECLARATION.match(data)
    return data[found.end() if found else 0 :]


def _translated(data: bytes, names: dict[bytes, bytes]) -> bytes:
    """Replace namespaces where they are declared: in start tags, never in text."""
    inverse = re.compile(b"|".join(rb"(?<=[\"'])" + re.escape(n) + rb"(?=[\"'])" for n in names))

    def tag(match: re.Match[bytes]) -> bytes:
        return inverse.sub(lambda name: names[name.group()], match.group())

    return _NAMESPACE_TAG.sub(tag, data)


def _not_readable(broken: etree.XMLSyntaxError, part: str, file: str) -> InputError:
    if "depth" in str(broken):
        return InputError(
            f"delen {part} är nästlad för djupt", file=file, hint="Dela upp tabeller i tabeller."
        )
    line = broken.lineno or 0
    return InputError(f"delen {part} är inte giltig XML (rad {line})", file=file, hint=_DAMAGED)
