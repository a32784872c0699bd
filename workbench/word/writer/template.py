"""A template: an ordinary Word file whose styles, headers, footers and lines a document takes over.

What is copied is chosen, not filtered: styles, numbering, theme, headers and footers with their
pictures, and the lines around the content. Settings, properties and everything else stay behind.
"""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from workbench.core.document import Role
from workbench.core.language.swedish import join_names
from workbench.errors import InputError
from workbench.word.writer import letterhead
from workbench.word.writer.archive import Relation
from workbench.word.writer.markup import RELATIONSHIPS, WORD, Element, number, parse
from workbench.word.writer.style_names import IN_SWEDISH_WORD
from workbench.word.writer.styles import StyleSheet

TABLE_STYLE = "Remisstabell"

_REQUIRED: Mapping[str, Sequence[str]] = {
    "paragraph": (
        *(role.value for role in Role),
        *(f"heading {level}" for level in range(1, 7)),
        *("List Bullet", "List Number", "Quote", "caption", "footnote text"),
        *("toc 1", "toc 2", "toc 3", "header", "footer"),
    ),
    "character": ("footnote reference", "Hyperlink"),
    "table": (TABLE_STYLE,),
}
"""Names of the styles that a document needs, by kind. Word writes those it has of its own in
English whatever language it speaks."""

_HOW_TO_MEND = (
    "remiss template FIL --complete NY lägger till dem i en kopia. I docs/mall.md står vad varje "
    "format är till för."
)
_NOT_WORD = "filen är inte ett Word-dokument (.docx) eller en Word-mall (.dotx)"
_SAVE_AGAIN = "Öppna den i Word och spara den som .docx eller .dotx."

# What Python's zip reader raises on files that are broken or made to do harm.
_UNREADABLE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, OverflowError),
)
_LARGEST = 50_000_000  # bytes of all parts unpacked
_MOST_PARTS = 2_000
_TRACKED = {"w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:commentReference"}
_LEFT_OUT = {
    *("w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:lastRenderedPageBreak"),
    *("w:commentRangeStart", "w:commentRangeEnd", "w:permStart", "w:permEnd"),
}
_SAFE_LINKS = ("https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Page:
    """Paper and margins, in twips."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    """From the paper's edge to the header; likewise the footer."""
    footer: int

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - self.left - self.right


@dataclass(frozen=True, slots=True)
class Stationery:
    """A header or a footer with what it refers to."""

    kind: str
    """`header` or `footer`."""
    pages: str
    """`first`, `default` or `even`, as in `w:type`."""
    root: Element
    relations: tuple[Relation, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that the template's parts refer to."""

    name: str
    """Its place in the package, such as `word/media/image1.png`."""
    type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Template:
    """What a document takes over from a Word file."""

    name: str
    """File name, for messages."""
    sheet: StyleSheet
    numbering: Element | None
    theme: bytes
    """The theme part as it is; empty for none."""
    page: Page
    stationery: tuple[Stationery, ...] = ()
    first_page_differs: bool = False
    even_pages_differ: bool = False
    front: tuple[Element, ...] = ()
    """The lines above the content."""
    back: tuple[Element, ...] = ()
    """The lines below it."""
    namespaces: Mapping[str, str] = field(default_factory=dict)
    """Attributes of the main part's root, for the prefixes that its lines use."""
    relations: tuple[Relation, ...] = ()
    """What the lines refer to."""
    pictures: tuple[Picture, ...] = ()

    @staticmethod
    def read(data: bytes, name: str) -> "Template":
        """Read a `.docx` or `.dotx`.

        Args:
            data: The file.
            name: What it is called, for messages.

        Raises:
            InputError: It is no Word file, lacks a style that documents need, has tracked
                changes, or names a place that does not exist.
        """
        return _Reader(data, name).template()

    def style(self, name: str, kind: str = "paragraph") -> str:
        """Return the id of a style that is required."""
        found = self.sheet.find(name, kind)
        if found is None:
            raise KeyError(name)
        return found.id

    def has_place(self, name: str) -> bool:
        """Tell whether a place, such as `datum`, is anywhere in the template."""
        roots = (*self.front, *self.back, *(one.root for one in self.stationery))
        return any(name in map(_spelled, letterhead.places(root)) for root in roots)

    def optional_style(self, *names: str, kind: str = "paragraph") -> str:
        """Return the id of the first of these styles that the template has; empty for none."""
        for name in names:
            found = self.sheet.find(name, kind)
            if found is not None:
                return found.id
        return ""


class _Reader:
    """Takes a package apart; every refusal names the file."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._parts = self._unpacked(data)
        self._types = self._content_types()
        self._pictures: dict[str, Picture] = {}

    def template(self) -> Template:
        main = self._main_part()
        root = self._xml(main)
        if root.attributes.get("xmlns:w") != WORD:
            raise self._refusal(
                "mallen är sparad i formatet Strict Open XML",
                "Spara den som vanligt Word-dokument (.docx).",
            )
        relations = self._relations(main)
        sheet = StyleSheet(self._related(relations, "styles"), self._theme_fonts(relations))
        self._check_styles(sheet)
        body = root.child("w:body") or Element("w:body")
        *lines, section = self._body(body)
        front, back = self._around_content(lines)
        used = self._checked(self._used(relations, (*front, *back)))
        settings = self._optional(relations, "settings")
        even = settings is not None and bool(settings.switch("w:evenAndOddHeaders"))
        return Template(
            name=self._name,
            sheet=sheet,
            numbering=self._optional(relations, "numbering"),
            theme=self._bytes(relations, "theme"),
            page=_page(section),
            stationery=tuple(self._stationery(section, relations)),
            first_page_differs=bool(section.switch("w:titlePg")),
            even_pages_differ=even,
            front=front,
            back=back,
            namespaces=root.attributes,
            relations=used,
            pictures=tuple(self._pictures.values()),
        )

    def _refusal(self, message: str, hint: str = "") -> InputError:
        return InputError(message, file=self._name, hint=hint)

    def _unpacked(self, data: bytes) -> dict[str, bytes]:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                entries = archive.infolist()
                size = sum(entry.file_size for entry in entries)
                if size > _LARGEST or len(entries) > _MOST_PARTS:
                    raise self._refusal(
                        "mallen är för stor", "Förminska bilderna i den och spara den på nytt."
                    )
                return {entry.filename: archive.read(entry) for entry in entries}
        except _UNREADABLE as broken:
            raise self._refusal(_NOT_WORD, _SAVE_AGAIN) from broken

    def _content_types(self) -> dict[str, str]:
        if "[Content_Types].xml" not in self._parts:
            raise self._refusal(_NOT_WORD, _SAVE_AGAIN)
        found = {}
        for element in self._xml("[Content_Types].xml").elements():
            named = element.attributes
            key = named.get("PartName", "").lstrip("/") or f".{named.get('Extension', '').lower()}"
            found[key] = named.get("ContentType", "")
        return found

    def _type(self, part: str) -> str:
        extension = part.rpartition(".")[2].lower()
        return self._types.get(part) or self._types.get(f".{extension}", "")

    def _main_part(self) -> str:
        for relation in self._relations(""):
            if relation.kind.endswith("/officeDocument"):
                kind = self._type(relation.target)
                if "macroEnabled" in kind:
                    raise self._refusal(
                        "mallen innehåller makron", "Spara den som .docx eller .dotx utan makron."
                    )
                if ".wordprocessingml." in kind and relation.target in self._parts:
                    return relation.target
        raise self._refusal(_NOT_WORD, _SAVE_AGAIN)

    def _xml(self, part: str) -> Element:
        if part not in self._parts:
            raise self._refusal(f"delen {part} saknas i mallen", _SAVE_AGAIN)
        return parse(self._parts[part], f"{self._name}, {part}")

    def _relations(self, part: str) -> list[Relation]:
        folder, _, name = part.rpartition("/")
        where = posixpath.join(folder, "_rels", f"{name}.rels")
        if where not in self._parts:
            return []
        found = []
        for element in self._xml(where).elements():
            named = element.attributes
            external = named.get("TargetMode") == "External"
            target = named.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            relation = Relation(named.get("Id", ""), named.get("Type", ""), target, external)
            found.append(relation)
        return found

    def _bytes(self, relations: Iterable[Relation], kind: str) -> bytes:
        target = next((r.target for r in relations if r.kind.endswith(f"/{kind}")), "")
        return self._parts.get(target, b"")

    def _optional(self, relations: Iterable[Relation], kind: str) -> Element | None:
        target = next((r.target for r in relations if r.kind.endswith(f"/{kind}")), "")
        return self._xml(target) if target in self._parts else None

    def _related(self, relations: Iterable[Relation], kind: str) -> Element:
        found = self._optional(relations, kind)
        if found is None:
            raise self._refusal("mallen har inga format (styles.xml saknas)", _SAVE_AGAIN)
        return found

    def _theme_fonts(self, relations: Iterable[Relation]) -> dict[str, str]:
        theme = self._optional(relations, "theme")
        fonts: dict[str, str] = {}
        for which in ("major", "minor"):
            for scheme in theme.every(f"a:{which}Font") if theme else ():
                latin = scheme.child("a:latin")
                family = latin.attributes.get("typeface", "") if latin else ""
                fonts |= {f"{which}HAnsi": family, f"{which}Ascii": family}
        return fonts

    def _check_styles(self, sheet: StyleSheet) -> None:
        missing = [
            name
            for kind, names in _REQUIRED.items()
            for name in names
            if sheet.find(name, kind) is None
        ]
        if not missing:
            return
        named = join_names(
            f"”{name}” ({IN_SWEDISH_WORD[name]} i svenska Word)"
            if name in IN_SWEDISH_WORD
            else f"”{name}”"
            for name in missing
        )
        form = "formatet" if len(missing) == 1 else "formaten"
        raise self._refusal(f"mallen saknar {form} {named}", _HOW_TO_MEND)

    def _body(self, body: Element) -> list[Element]:
        """Return the lines of the template and, last, its section."""
        lines = [self._cleaned(child) for child in body.elements()]
        section = lines.pop() if lines and lines[-1].tag == "w:sectPr" else Element("w:sectPr")
        return [*(line for line in lines if line.tag not in _LEFT_OUT), section]

    def _around_content(
        self, lines: Sequence[Element]
    ) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
        self._check_places(lines)
        for at, line in enumerate(lines):
            if letterhead.CONTENT in map(_spelled, letterhead.places(line)):
                return tuple(lines[:at]), tuple(lines[at + 1 :])
        if any(line.text().strip() for line in lines):
            raise self._refusal(
                "mallen säger inte var texten ska stå",
                "Skriv {innehåll} på en egen rad i mallen, där dokumentets text ska börja.",
            )
        return (), ()

    def _stationery(self, section: Element, relations: Sequence[Relation]) -> Iterator[Stationery]:
        targets = {relation.id: relation.target for relation in relations}
        for reference in section.elements():
            kind = reference.tag.removeprefix("w:").removesuffix("Reference")
            if kind not in {"header", "footer"}:
                continue
            target = targets.get(reference.attributes.get("r:id", ""), "")
            root = self._cleaned(self._xml(target))
            used = self._used(self._relations(target), (root,))
            pages = reference.attributes.get("w:type", "default")
            self._check_places((root,))
            yield Stationery(kind, pages, root, self._checked(used))

    def _used(
        self, relations: Iterable[Relation], elements: Iterable[Element]
    ) -> tuple[Relation, ...]:
        named = {value for element in elements for value in _relation_ids(element)}
        return tuple(relation for relation in relations if relation.id in named)

    def _checked(self, relations: Sequence[Relation]) -> tuple[Relation, ...]:
        """Let pictures and links to the web through, and nothing else."""
        for relation in relations:
            if relation.external:
                if not relation.target.startswith(_SAFE_LINKS):
                    raise self._refusal(
                        f"mallen hänvisar till {relation.target}",
                        "Infoga bilden i mallen i stället för att länka till den.",
                    )
            elif relation.kind == f"{RELATIONSHIPS}/image" and relation.target in self._parts:
                kind, data = self._type(relation.target), self._parts[relation.target]
                self._pictures[relation.target] = Picture(relation.target, kind, data)
            else:
                raise self._refusal(
                    f"mallen innehåller något som inte kan följa med: {relation.target}",
                    "Ta bort diagram, inbäddade filer och liknande ur mallen.",
                )
        return tuple(relations)

    def _cleaned(self, element: Element) -> Element:
        """Leave out what only the writing of the template left behind."""
        if element.tag in _TRACKED:
            raise self._refusal(
                "mallen har spårade ändringar eller kommentarer",
                "Godkänn ändringarna och ta bort kommentarerna i Word, och spara mallen på nytt.",
            )
        attributes = {
            name: value for name, value in element.attributes.items() if not _is_trace(name)
        }
        children = [
            child if isinstance(child, str) else self._cleaned(child)
            for child in element.children
            if isinstance(child, str) or child.tag not in _LEFT_OUT
        ]
        return Element(element.tag, attributes, children)

    def _check_places(self, elements: Iterable[Element]) -> None:
        for element in elements:
            for name in letterhead.places(element):
                if _spelled(name) not in letterhead.PLACES:
                    near = get_close_matches(_spelled(name), letterhead.PLACES, n=1)
                    hint = f"Menades {{{near[0]}}}? " if near else ""
                    known = ", ".join(f"{{{place}}}" for place in sorted(letterhead.PLACES))
                    raise self._refusal(
                        f"mallen har en okänd plats {{{name}}}", f"{hint}De som finns är {known}."
                    )


def _spelled(place: str) -> str:
    return place.strip().casefold()


def _is_trace(attribute: str) -> bool:
    """Tell whether an attribute only says when and where something was written."""
    return attribute.startswith("w:rsid") or attribute in {"w14:paraId", "w14:textId"}


def _relation_ids(element: Element) -> Iterator[str]:
    for name, value in element.attributes.items():
        if name.startswith("r:") or name in {"o:relid"}:
            yield value
    for child in element.elements():
        yield from _relation_ids(child)


def _page(section: Element) -> Page:
    size = section.child("w:pgSz") or Element("w:pgSz")
    margins = section.child("w:pgMar") or Element("w:pgMar")

    def length(owner: Element, name: str, default: int) -> int:
        return number(owner.attributes.get(f"w:{name}"), default)

    return Page(
        width=length(size, "w", 11906),
        height=length(size, "h", 16838),
        top=length(margins, "top", 1417),
        bottom=length(margins, "bottom", 1417),
        left=length(margins, "left", 1417),
        right=length(margins, "right", 1417),
        header=length(margins, "header", 708),
        footer=length(margins, "footer", 708),
    )
