"""How a file looks, and a style of the standard template dressed to look as if it belonged there.

What is taken from the file: the family and the colour of its headings, the size of its text, and
the width of its page. Everything in the standard template is measured against text of its own size,
so a style that is made larger has its lines and the space above it made larger by as much.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import TYPE_CHECKING, Final

from workbench.word.markup import Element
from workbench.word.names import RPR, VAL, w
from workbench.word.writer import metrics
from workbench.word.writer.markup import number
from workbench.word.writer.standard_template import TEXT_WIDTH
from workbench.word.writer.styles import StyleSheet
from workbench.word.writer.template import Page

if TYPE_CHECKING:  # loaded by `opening` when there is a file to open
    from docx.document import Document
    from docx.shared import Length
    from docx.styles.style import BaseStyle, ParagraphStyle

_HEADING: Final = re.compile(r"heading ([1-9])")
_HEADINGS: Final = tuple(f"heading {level}" for level in range(1, 10))
_LIKE_HEADINGS: Final = {"Title", "TOC Heading", "Mellanrubrik", "Dokumenttyp", "Avsändare"}
_IN_COLUMNS: Final = "Kommuner"
"""The one style whose left tabs part the page."""
_TEXT_SIZE: Final = 22
"""Of the standard template's text, in half points."""
_SHADE: Final = "F2F2F2"
_LONGEST_NUMBER: Final = "15.10.4"
"""Of a section; the contents have their indents for it, in Arial."""
_NO_COLOURS: Final = ("", "auto", "000000")


class OwnLook:
    """The look of one file.

    Args:
        document: The file.
        sheet: Its styles as they were when it came.
        standard: The standard template.
    """

    def __init__(self, document: "Document", sheet: StyleSheet, standard: "Document") -> None:
        self._sheet = sheet
        styles = document.styles.element.iterchildren(w("style"))
        self._styles = {style.get(w("styleId"), ""): style for style in styles}
        self._foreign = str(standard.styles["heading 1"].font.color.rgb)
        own = sheet.default()
        standard_type = metrics.type_of("Arial", _TEXT_SIZE * 10, bold=False, italic=False)
        self._wider = max(page_of(document).text_width, 1) / TEXT_WIDTH
        self._larger = own.size / 10 / _TEXT_SIZE
        self._broader = own.type()[_LONGEST_NUMBER] / standard_type[_LONGEST_NUMBER]

    def dress(self, style: "BaseStyle", name: str) -> None:
        """Change a copy of a standard style so that it looks like the file's own.

        Args:
            style: The copy, already in the file.
            name: The style's name as it stands in a file.
        """
        from docx.styles.style import ParagraphStyle

        self._recolour(style.element, name)
        if isinstance(style, ParagraphStyle):
            self._resize(style, name)
            self._widen(style, name)
            if name in _LIKE_HEADINGS or _HEADING.fullmatch(name):
                self._take_family(style, name)

    def _recolour(self, style: Element, name: str) -> None:
        """Put the colour of the file's headings where the standard template has its own."""
        own = self._stated(name, "color")
        for characters in style.iter(RPR):
            for colour in [c for c in characters if c.get(VAL) == self._foreign]:
                if own is not None:
                    characters.insert(characters.index(colour), deepcopy(own))
                characters.remove(colour)
        plain = "auto" if own is None else own.get(VAL, "auto")
        for line in style.iter():
            if line.get(w("color")) == self._foreign:
                line.set(w("color"), plain)
        for shade in style.iter(w("shd")):
            shade.set(w("fill"), _SHADE)

    def _resize(self, style: "ParagraphStyle", name: str) -> None:
        from docx.shared import Length, Pt

        if style.font.size is None:
            return
        old = round(style.font.size.pt * 2)
        new = self._size(old, name)
        if new == old == _TEXT_SIZE:
            return
        style.font.size = Pt(new / 2)
        for complex_size in style.element.iter(w("szCs")):
            complex_size.set(VAL, str(new))
        spacing = style.paragraph_format
        if isinstance(spacing.line_spacing, Length):
            spacing.line_spacing = _to_point(spacing.line_spacing * new / old)
        if spacing.space_before is not None:
            spacing.space_before = _to_point(spacing.space_before * new / old)

    def _size(self, standard: int, name: str) -> int:
        """The size of a style in half points; no heading is larger than the one above it."""
        size = max(round(standard * self._larger), 2)
        if name == "Title":
            return max([size, *self._sizes(_HEADINGS[:1])])
        found = _HEADING.fullmatch(name)
        above = _HEADINGS[: int(found[1]) - 1] if found else ()
        return min([size, *self._sizes(above)])

    def _sizes(self, names: Iterable[str]) -> list[int]:
        found = (self._sheet.find(name) for name in names)
        return [self._sheet.look(style.id).size // 10 for style in found if style is not None]

    def _widen(self, style: "ParagraphStyle", name: str) -> None:
        """Give numbers and words before a tab as much room as they need in the file's own type.

        The tabs that part the page are moved to where the file's page is parted.
        """
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Emu

        spacing = style.paragraph_format
        for stop in list(spacing.tab_stops):
            parting = stop.alignment is not WD_TAB_ALIGNMENT.LEFT or name == _IN_COLUMNS
            factor = self._wider if parting else self._broader
            stop.position = Emu(round(stop.position * factor))
        if spacing.first_line_indent is not None and spacing.left_indent is not None:
            spacing.left_indent = Emu(round(spacing.left_indent * self._broader))
            spacing.first_line_indent = Emu(round(spacing.first_line_indent * self._broader))

    def _take_family(self, style: "ParagraphStyle", name: str) -> None:
        own = self._stated(name, "rFonts")
        if own is not None:
            style.element.get_or_add_rPr().insert(0, deepcopy(own))

    def _stated(self, name: str, what: str) -> Element | None:
        """A property that the file's nearest heading states, itself or by what it rests on.

        Args:
            name: The style that it is wanted for.
            what: `rFonts` or `color`.
        """
        wanted = _HEADING.fullmatch(name)
        level = int(wanted[1]) if wanted else 1
        nearest = sorted(_HEADINGS, key=lambda heading: abs(int(heading[-1]) - level))
        for heading in (*nearest, "Title"):
            style = self._sheet.find(heading)
            for ancestor in self._sheet.lineage(style.id) if style else ():
                found: Element | None = self._styles[ancestor.id].find(f"{RPR}/{w(what)}")
                if found is not None and (what != "color" or found.get(VAL, "") not in _NO_COLOURS):
                    return found
        return None


def _to_point(length: float) -> "Length":
    from docx.shared import Pt

    return Pt(round(length / Pt(1)))


def page_of(document: "Document") -> Page:
    """Return the page of the last section; what it does not say is A4 with Word's own margins.

    python-docx reads whole numbers alone, and some programs write others.
    """
    sections = document.element.xpath("w:body/w:sectPr")

    def measure(owner: str, side: str, default: int) -> int:
        stated = [
            found.get(w(side)) for section in sections for found in section.iterchildren(w(owner))
        ]
        return number(stated[0], default) if stated else default

    return Page(
        width=measure("pgSz", "w", 11906),
        height=measure("pgSz", "h", 16838),
        **{side: measure("pgMar", side, 1417) for side in ("top", "bottom", "left", "right")},
        **{side: measure("pgMar", side, 708) for side in ("header", "footer")},
    )
