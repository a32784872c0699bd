"""A copy of a letterhead in which nothing is missing that a template must have.

What the file has stays as it is: its styles, headers, footers, pictures and properties keep their
bytes, all but the parts that something is added to. Nothing is added to a file that lacks nothing.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, Any, Final

from workbench.core.document import Document, Letterhead
from workbench.core.language.swedish import join_names
from workbench.errors import InputError
from workbench.word.inspector import inspect_hidden
from workbench.word.markup import Element
from workbench.word.names import ALTERNATE, CONTROL, TABLE, TEXT, VAL, P, R, W, w
from workbench.word.package import Package, open_package
from workbench.word.templating.opening import at_the_door, looked_through, opened
from workbench.word.templating.own_look import OwnLook
from workbench.word.templating.styles import Needed, sheet_of, standard_styles
from workbench.word.writer import Template, letterhead, standard_template, write

if TYPE_CHECKING:  # loaded by `opening` when there is a file to open
    from docx.styles.style import BaseStyle, ParagraphStyle

_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_CONTENT: Final = f"{{{letterhead.CONTENT}}}"
_BODY: Final = "Body Text"
_UNLISTED: Final = re.compile(r"Rubrik ([1-6]) utanför innehåll")
_RELATIONS: Final = tuple(map(w, ("name", "basedOn", "next", "qFormat")))
"""Properties of a style that say what it is among the others, and not how it looks."""
_KINDS: Final = {
    "paragraph": "styckeformat",
    "character": "teckenformat",
    "table": "tabellformat",
}
_WHITE: Final = ".//w:color[@w:val='FFFFFF' or starts-with(@w:themeColor, 'background')]"
_DRAWN: Final = tuple(map(w, ("drawing", "pict", "object")))
_NO_WORDS: Final = (*_DRAWN, TABLE, CONTROL, ALTERNATE)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_EMPTY_NUMBERING: Final = f'<w:numbering xmlns:w="{W}"/>'


@dataclass(frozen=True, slots=True)
class Completed:
    """A letterhead that can be used as a template."""

    data: bytes
    """The file; the very bytes that came when nothing was missing."""
    added: tuple[Needed, ...]
    """Styles that were put in."""
    renamed: tuple[Needed, ...]
    """Styles that stood under their Swedish name, and now can be found."""
    lines: tuple[str, ...]
    """Lines that were put last in the text, with the places in them."""
    removed: tuple[str, ...] = ()
    """What was taken away, in Swedish: no answer may carry it, and every document of it would."""


def complete(data: bytes, name: str) -> Completed:
    """Add what a Word file lacks as a template.

    Args:
        data: A `.docx` or `.dotx`.
        name: What it is called, for messages.

    Raises:
        InputError: It is no Word file, or holds something that no template may hold.
    """
    package = looked_through(data, name)
    with at_the_door(name):
        completed = _Completing(package).completed()
    trial = write(Document("", Letterhead(""), ()), Template.read(completed.data, name))
    unseen = inspect_hidden(trial)
    if unseen:
        raise InputError(
            f"det som görs av mallen bär på något som inte syns: {join_names(unseen)}",
            file=name,
            hint="Rätta det i Word och försök igen. I docs/mall.md står vad som inte får finnas.",
        )
    return completed


def places_of(package: Package) -> dict[str, tuple[str, ...]]:
    """Return the places that each part with text holds."""
    return {part: _places(package.tree(part)) for part in package.stories}


def says_where(package: Package) -> bool:
    """Tell whether the file says where the text of a document is to stand."""
    return letterhead.CONTENT in _places(package.tree(package.main))


def is_blank(root: Element) -> bool:
    """Whether there is nothing in a text but paragraphs without words."""
    return next(root.iter(*_NO_WORDS), None) is None and not any(
        _text(paragraph).strip() for paragraph in root.iter(P)
    )


def pictures_in(root: Element) -> int:
    """How many pictures there are in a part."""
    return sum(1 for _ in root.iter(*_DRAWN))


class _Completing:
    """One file on its way to being a template."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._sheet = sheet_of(package)
        self._document = opened(package)
        self._standard = opened(open_package(standard_template.build(), "standard.docx"))
        self._look = OwnLook(self._document, self._sheet, self._standard)
        self._ids: dict[tuple[str, str], str] = {}
        """Id of each style that was put in or renamed, by kind and name."""
        self._lists: Element | None = None

    def completed(self) -> Completed:
        """Add what is missing: styles, their lists, and the place of the text."""
        renamed = tuple(need for need in standard_styles() if need.find_shown(self._sheet))
        missing = tuple(
            need
            for need in standard_styles()
            if need not in renamed and need.find(self._sheet) is None
        )
        for need in renamed:
            self._rename(need)
        for need in missing:
            self._add(need)
        removed = tuple(self._remove())
        if missing or renamed or removed:
            self._put("styles", self._document.styles.element)
        lines = self._lines()
        if lines:
            self._write(lines)
        texts = tuple(text for _, text in lines if text)
        return Completed(self._package.to_bytes(), missing, renamed, texts, removed)

    def _put(self, kind: str, root: Element) -> None:
        """Let a part of the file be what python-docx has made of it."""
        from docx.opc.oxml import serialize_part_xml

        part = self._package.main if kind == "document" else self._package.find(kind)
        if part is None:
            part = _free_part(self._package, kind)
            self._package.relate(self._package.main, f"{R}/{kind}", part)
        kept = self._package.content_type(part) if self._package.has(part) else ""
        self._package.put(part, serialize_part_xml(root), kept or f"{_WORD}{kind}+xml")

    # -- styles ----------------------------------------------------------------------------

    def _rename(self, need: Needed) -> None:
        """Give one of Word's own styles the name by which Word knows it."""
        found = need.find_shown(self._sheet)
        style = self._with_id(found.id if found else "")
        style.element.name_val = need.name
        style.element.customStyle = None
        self._ids[need.kind, need.name] = style.style_id

    def _add(self, need: Needed) -> None:
        """Put in a copy of a standard style, dressed in the file's own look."""
        self._refuse_taken(need)
        styles = self._document.styles
        model = next(s for s in self._standard.styles if s.element.name_val == need.name)
        identity = self._free_id(model.style_id)
        style = styles.add_style(need.name, model.type, builtin=need.own_of_word)
        style.element.name_val = need.name
        style.element.styleId = self._ids[need.kind, need.name] = identity
        style.base_style = styles.default(model.type)
        style.quick_style = model.quick_style
        if need.kind == "paragraph" and model.next_paragraph_style.style_id != model.style_id:
            style.next_paragraph_style = self._named(_BODY)
        for child in model.element:
            if child.tag not in _RELATIONS:
                style.element.append(deepcopy(child))
        unlisted = _UNLISTED.fullmatch(need.name)
        if unlisted:
            self._follow(style, f"heading {unlisted[1]}")
        else:
            self._look.dress(style, need.name)
        self._number(style)

    def _follow(self, style: "ParagraphStyle", heading: str) -> None:
        """Let a heading outside the contents look as the file's own heading, and be one."""
        style.base_style = self._named(heading)
        level = style.element.pPr.outlineLvl
        for properties in (style.element.pPr, style.element.rPr):
            style.element.remove(properties)
        style.element.get_or_add_pPr().append(level)

    def _number(self, style: "BaseStyle") -> None:
        """Give a list style a list of its own, with the marks of the standard template's."""
        for number in style.element.iter(w("numId")):
            standard = self._standard.part.numbering_part.element
            wanted = standard.num_having_numId(number.val).abstractNumId.val
            [model] = standard.xpath(f"w:abstractNum[@w:abstractNumId={wanted}]")
            numbering: Any = self._own_lists()  # python-docx has no types for what it adds
            lists = numbering.xpath("w:abstractNum")
            taken = [int(one.get(w("abstractNumId"), "0")) for one in lists]
            added = deepcopy(model)
            added.set(w("abstractNumId"), str(max(taken, default=-1) + 1))
            if lists:
                lists[-1].addnext(added)
            else:
                pictures = numbering.xpath("w:numPicBullet")
                numbering.insert(len(pictures), added)
            number.val = numbering.add_num(max(taken, default=-1) + 1).numId
            self._put("numbering", numbering)

    def _own_lists(self) -> Element:
        """The root of the file's lists; python-docx has none for a file without lists."""
        from docx.oxml import parse_xml

        if self._lists is None:
            has = self._package.find("numbering") is not None
            part = self._document.part.numbering_part if has else None
            self._lists = parse_xml(_EMPTY_NUMBERING) if part is None else part.element
        return self._lists

    def _remove(self) -> Iterator[str]:
        """Take away what Word leaves in the styles and no answer may carry.

        Word notes in which session each style was changed, and its own table styles have white
        text, which nothing but a look at the whole table tells from hidden text.
        """
        styles = self._document.styles
        traces = styles.element.xpath("w:style/w:rsid")
        for trace in traces:
            trace.getparent().remove(trace)
        if traces:
            yield "spår av när formaten skrevs (rsid)"
        used = {mark.get(VAL) for mark in self._references()}
        white = [
            style
            for style in styles.element.xpath(f"w:style[@w:type='table'][{_WHITE}]")
            if style.get(w("styleId")) not in used
        ]
        for style in white:
            style.delete()
        if white:
            yield f"{len(white)} tabellformat med vit text som inte används"

    def _references(self) -> Iterator[Element]:
        for part in self._package.stories:
            yield from self._package.tree(part).iter(w("tblStyle"))
        yield from self._document.styles.element.iter(w("basedOn"), w("next"), w("link"))

    def _refuse_taken(self, need: Needed) -> None:
        """A name belongs to one style in a file, whatever its kind."""
        for kind, shown in _KINDS.items():
            if kind != need.kind and self._sheet.find(need.name, kind) is not None:
                raise InputError(
                    f"formatet ”{need.shown}” är ett {shown} och ska vara ett {_KINDS[need.kind]}",
                    file=self._package.name,
                    hint="Ge det ett annat namn i Word (Start, Format, Ändra).",
                )

    def _free_id(self, wanted: str) -> str:
        taken = {style.get(w("styleId")) for style in self._document.styles.element}
        ids = chain((wanted,), (f"{wanted}{n}" for n in count(1)))
        return next(identity for identity in ids if identity not in taken)

    def _named(self, name: str) -> "ParagraphStyle":
        """The paragraph style of a name, which the file had or has been given."""
        had = self._sheet.find(name)
        return self._with_id(self._ids.get(("paragraph", name)) or (had.id if had else ""))

    def _with_id(self, identity: str) -> "ParagraphStyle":
        found: ParagraphStyle = next(s for s in self._document.styles if s.style_id == identity)
        return found

    # -- text ------------------------------------------------------------------------------

    def _lines(self) -> list[tuple[str, str]]:
        """Return what is to stand last in the text, as style and words.

        A file without any text gets the lines of the standard template, but not those whose
        places its first page has in a header or footer, and no arms where that has a picture.
        """
        if says_where(self._package):
            return []
        if not is_blank(self._document.element):
            return [(_BODY, _CONTENT)]
        bands = self._bands_of_first_page()
        held = {place for band in bands for place in _places(band)}
        if any(map(pictures_in, bands)):
            held.add(letterhead.ARMS)
        names = {style.style_id: style.element.name_val for style in self._standard.styles}
        return [
            (names[style], text)
            for style, text in letterhead.STANDARD
            if not (set(_PLACE.findall(text)) or {""}) <= held
        ]

    def _bands_of_first_page(self) -> list[Element]:
        bands = []
        for section in list(self._document.sections)[-1:]:
            if section.different_first_page_header_footer:
                bands = [section.first_page_header, section.first_page_footer]
            else:
                bands = [section.header, section.footer]
        # python-docx has no public way to the markup of a header
        return [band._element for band in bands if not band.is_linked_to_previous]  # noqa: SLF001

    def _write(self, lines: Sequence[tuple[str, str]]) -> None:
        """Put lines last in the text; one that is empty and last gives its place up."""
        body = self._document.element.body
        paragraphs = body.xpath("w:p")
        if paragraphs and is_blank(body) and not paragraphs[-1].xpath(".//w:sectPr"):
            body.remove(paragraphs[-1])
        for style, text in lines:
            self._document.add_paragraph(text, self._named(style))
        self._put("document", self._document.element)


def _places(root: Element) -> tuple[str, ...]:
    found = _PLACE.findall("\n".join(map(_text, root.iter(P))))
    return tuple(place.strip().casefold() for place in found)


def _text(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(TEXT))


def _free_part(package: Package, kind: str) -> str:
    names = (f"word/{kind}.xml", *(f"word/{kind}{n}.xml" for n in range(1, len(package.parts) + 2)))
    return next(name for name in names if not package.has(name))
