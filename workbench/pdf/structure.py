"""The structure tree of a PDF: what its tags say that each piece of the pages is.

Source: ISO 32000-1, 14.7 (logical structure) and 14.8 (tagged PDF).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

STANDARD_TYPES = frozenset(
    (
        *("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "Index"),
        *("TOC", "TOCI", "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6"),
        *("L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"),
        *("Span", "Quote", "Note", "Reference", "BibEntry", "Code", "Link", "Annot"),
        *("Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP", "Figure", "Formula", "Form"),
    )
)
"""The types that PDF 1.7 defines; a reader knows what to do with these."""

_DEEPEST = 300  # levels; more is an attack or a fault, and Python's own stack is not endless


@dataclass(frozen=True, slots=True)
class Element:
    """One tag with what stands under it."""

    written_type: str
    """Its type as it stands in the file, without the slash."""
    type: str
    """Its type after the file's role map; not among `STANDARD_TYPES` when that leads nowhere."""
    page: int | None
    """Number of the page that it starts on, from 1; none when it has no content."""
    attributes: Mapping[str, PdfObject]
    """What its attribute objects say, by name without the slash, such as `Scope`."""
    alternative: str
    """Alternative or actual text; empty when it has neither."""
    id: str
    language: str
    """Of its own; empty when it has that of what it stands in."""
    children: tuple["Element", ...]
    marked: tuple[tuple[int, int], ...]
    """Page number and marked-content number of the content that is directly its own."""
    annotations: tuple[int, ...]
    """Object numbers of the annotations that are directly its own."""

    def descendants(self) -> Iterator["Element"]:
        """Yield itself and everything under it, in reading order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))


@dataclass(frozen=True, slots=True)
class Structure:
    """A whole structure tree."""

    elements: tuple[Element, ...] = ()
    """The roots, nearly always one `Document`."""
    role_map: Mapping[str, str] = field(default_factory=dict)
    broken: bool = False
    """The tree goes in a circle or is too deep, so it was not read to its end."""

    def all(self) -> Iterator[Element]:
        """Yield every element in reading order."""
        for element in self.elements:
            yield from element.descendants()


def read_structure(reader: PdfReader) -> Structure:
    """Read the structure tree; an empty one when the file has none."""
    root = resolved(reader.root_object.get("/StructTreeRoot"))
    if not isinstance(root, DictionaryObject):
        return Structure()
    return _Reading(reader, root).structure()


def resolved(value: object) -> object:
    """Follow an indirect reference to what it stands for."""
    return value.get_object() if isinstance(value, IndirectObject) else value


class _Reading:
    """One walk through a tree."""

    def __init__(self, reader: PdfReader, root: DictionaryObject) -> None:
        self._root = root
        self._pages = {
            page.indirect_reference.idnum: number
            for number, page in enumerate(reader.pages, start=1)
            if page.indirect_reference is not None
        }
        roles = resolved(root.get("/RoleMap"))
        self._roles = (
            {str(key)[1:]: str(resolved(value))[1:] for key, value in roles.items()}
            if isinstance(roles, DictionaryObject)
            else {}
        )
        self._seen: set[int] = set()
        self._broken = False

    def structure(self) -> Structure:
        children = tuple(
            element
            for kid in _each(self._root.get("/K"))
            if (element := self._element(kid, None, 1)) is not None
        )
        return Structure(children, self._roles, self._broken)

    def _element(self, kid: object, page: int | None, depth: int) -> Element | None:
        """Read one element; none for what is not an element."""
        if isinstance(kid, IndirectObject):
            if kid.idnum in self._seen or depth > _DEEPEST:
                self._broken = True
                return None
            self._seen.add(kid.idnum)
        node = resolved(kid)
        if not isinstance(node, DictionaryObject) or "/S" not in node:
            return None
        page = self._page_of(node) or page
        kids = list(_each(node.get("/K")))
        children = [
            child for each in kids if (child := self._element(each, page, depth + 1)) is not None
        ]
        marked, annotations = self._content(kids, page)
        written = str(node["/S"])[1:]
        starts = marked[0][0] if marked else next((c.page for c in children if c.page), page)
        return Element(
            written_type=written,
            type=self._standard(written),
            page=starts,
            attributes=_attributes(node),
            alternative=str(resolved(node.get("/Alt")) or resolved(node.get("/ActualText")) or ""),
            id=str(resolved(node.get("/ID")) or ""),
            language=str(resolved(node.get("/Lang")) or ""),
            children=tuple(children),
            marked=tuple(marked),
            annotations=tuple(annotations),
        )

    def _content(
        self, kids: Iterable[object], page: int | None
    ) -> tuple[list[tuple[int, int]], list[int]]:
        """Pick out the kids that are content or annotations rather than elements."""
        marked: list[tuple[int, int]] = []
        annotations: list[int] = []
        for kid in map(resolved, kids):
            if isinstance(kid, int) and page is not None:
                marked.append((page, kid))
            elif isinstance(kid, DictionaryObject) and "/S" not in kid:
                number, target = resolved(kid.get("/MCID")), kid.get("/Obj")
                where = self._page_of(kid) or page
                if isinstance(number, int) and where is not None:
                    marked.append((where, number))
                if isinstance(target, IndirectObject):
                    annotations.append(target.idnum)
        return marked, annotations

    def _page_of(self, node: DictionaryObject) -> int | None:
        page = node.get("/Pg")
        return self._pages.get(page.idnum) if isinstance(page, IndirectObject) else None

    def _standard(self, written: str) -> str:
        """Follow the role map to a standard type, or as far as it leads."""
        seen: set[str] = set()
        while written not in STANDARD_TYPES and written in self._roles and written not in seen:
            seen.add(written)
            written = self._roles[written]
        return written


def _each(kids: object) -> Iterator[object]:
    """Yield kids as they stand, references unresolved; one kid may stand without a list."""
    several = resolved(kids)
    if isinstance(several, ArrayObject):
        yield from several
    elif kids is not None:
        yield kids


def _attributes(node: DictionaryObject) -> dict[str, PdfObject]:
    found: dict[str, PdfObject] = {}
    for each in _each(node.get("/A")):
        attributes = resolved(each)
        if isinstance(attributes, DictionaryObject):
            found |= {str(key)[1:]: value for key, value in attributes.items()}
    return found
