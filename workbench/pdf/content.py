"""What the content of a PDF's page is marked as: part of the document, or an artifact.

Source: ISO 32000-1, 14.6 (marked content), 9.6 and 9.7 (fonts).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pypdf import PageObject
from pypdf.generic import ByteStringObject, ContentStream, DictionaryObject, TextStringObject

from workbench.pdf.structure import resolved

_TEXT = frozenset({b"Tj", b"TJ", b"'", b'"'})
_PAINTING = _TEXT | {
    *(b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"sh", b"Do"),
    b"INLINE IMAGE",  # pypdf's name for BI … ID … EI
}

_ARTIFACT = -1
_NEITHER = -2  # marked for some other reason, such as a language


@dataclass(slots=True)
class PageContent:
    """What was found on one page."""

    marked: list[int] = field(default_factory=list)
    """Marked-content numbers in the order of the content; one may stand more than once."""
    unmarked: int = 0
    """Pieces that are painted without being part of the document or an artifact."""
    mixed: int = 0
    """Artifacts inside what is part of the document, and the other way round."""
    missing_glyphs: int = 0
    """Pieces of text that use a font's empty glyph."""


def read_content(page: PageObject) -> PageContent:
    """Walk through a page's content once."""
    found = PageContent()
    contents = page.get_contents()
    if contents is None:
        return found
    properties = resources(page, "/Properties")
    two_bytes = {name for name, font in resources(page, "/Font").items() if _is_identity(font)}
    open_marks: list[int] = []
    font: object = None
    for operands, operator in ContentStream(contents, page.pdf).operations:
        if operator in {b"BDC", b"BMC"}:
            _open(operands, properties, open_marks, found)
        elif operator == b"EMC":
            del open_marks[-1:]
        elif operator == b"Tf":
            font = operands[0]
        elif operator in _PAINTING:
            found.unmarked += all(mark == _NEITHER for mark in open_marks)
            if operator in _TEXT and font in two_bytes:
                found.missing_glyphs += any(map(_has_empty_glyph, _strings(operands)))
    return found


def resources(page: PageObject, kind: str) -> Mapping[str, object]:
    """Return the page's named resources of one kind, such as `/Font`, each resolved."""
    every = resolved(page.get("/Resources"))
    named = resolved(every.get(kind)) if isinstance(every, DictionaryObject) else None
    if not isinstance(named, DictionaryObject):
        return {}
    return {name: resolved(value) for name, value in named.items()}


def _open(
    operands: Sequence[object],
    properties: Mapping[str, object],
    open_marks: list[int],
    found: PageContent,
) -> None:
    """Enter marked content and note what is wrong with where it begins."""
    mark = _mark(operands, properties)
    outer = next((m for m in reversed(open_marks) if m != _NEITHER), None)
    if outer is not None and mark != _NEITHER and (outer == _ARTIFACT) != (mark == _ARTIFACT):
        found.mixed += 1
    if mark >= 0:
        found.marked.append(mark)
    open_marks.append(mark)


def _mark(operands: Sequence[object], properties: Mapping[str, object]) -> int:
    """Return the marked-content number, or that it is an artifact or neither."""
    if str(operands[0]) == "/Artifact":
        return _ARTIFACT
    details = operands[1] if len(operands) > 1 else None
    if not isinstance(details, DictionaryObject):
        details = properties.get(str(details))
    number = resolved(details.get("/MCID")) if isinstance(details, DictionaryObject) else None
    return number if isinstance(number, int) else _NEITHER


def _is_identity(font: object) -> bool:
    """Tell whether each two bytes of a text in this font are the number of a glyph."""
    return isinstance(font, DictionaryObject) and font.get("/Encoding") == "/Identity-H"


def _strings(operands: Sequence[object]) -> Iterator[bytes]:
    """Yield what a text operator shows: its last operand, or the strings in it."""
    shown = operands[-1] if operands else None
    for piece in shown if isinstance(shown, list) else [shown]:
        if isinstance(piece, TextStringObject | ByteStringObject):
            yield piece.original_bytes


def _has_empty_glyph(text: bytes) -> bool:
    return any(text[at : at + 2] == b"\0\0" for at in range(0, len(text), 2))
