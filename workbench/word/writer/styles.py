"""The styles of a template, resolved: what a paragraph of each style looks like when it is set.

A style inherits from the style that it is based on, and in the end from the defaults of the
document. Only what decides where lines and pages end is kept here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from workbench.word.writer import metrics
from workbench.word.writer.markup import Element, number

_AUTO_LINE = 240  # `w:line` of a line set solid, when the rule is "auto"


@dataclass(frozen=True, slots=True)
class Look:
    """What decides how much room a paragraph takes. Lengths are in twips unless said."""

    family: str = "Times New Roman"
    size: int = 200
    bold: bool = False
    italic: bool = False
    caps: bool = False
    before: int = 0
    after: int = 0
    line: int = _AUTO_LINE
    """Height of a line; for the rule `auto` in 240ths of a line set solid."""
    rule: str = "auto"
    left: int = 0
    right: int = 0
    first: int = 0
    """Added to `left` on the first line; negative for a hanging indent."""
    tabs: tuple[tuple[int, str], ...] = ()
    """Position from the left margin and kind, in order of position."""
    keep_next: bool = False
    keep_lines: bool = False
    widow_control: bool = True
    contextual: bool = False
    """No space between two paragraphs of this style."""
    border_above: int = 0
    """Width and distance of the border above the text, together; likewise below."""
    border_below: int = 0

    def type(self, *, bold: bool = False, italic: bool = False) -> metrics.Type:
        """Return the type of the style, or of emphasised characters in it."""
        return metrics.type_of(self.family, self.size, self.bold or bold, self.italic or italic)

    @property
    def line_height(self) -> int:
        """Height of every line."""
        if self.rule == "exact":
            return self.line
        solid = metrics.line_height(self.family, self.size)
        if self.rule == "atLeast":
            return max(self.line, solid)
        return solid * self.line // _AUTO_LINE


@dataclass(frozen=True, slots=True)
class Style:
    """One style as the template has it."""

    id: str
    name: str
    kind: str
    """`paragraph`, `character`, `table` or `numbering`."""
    element: Element


@dataclass(slots=True)
class StyleSheet:
    """All styles of a template, found by name as a person knows them."""

    root: Element
    fonts: Mapping[str, str] = field(default_factory=dict)
    """Type family by theme font, such as `minorHAnsi`."""
    _by_name: dict[tuple[str, str], Style] = field(default_factory=dict)
    _by_id: dict[str, Style] = field(default_factory=dict)
    _looks: dict[str, Look] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in self.root.elements():
            if element.tag == "w:style":
                kind = element.attributes.get("w:type", "paragraph")
                style = Style(
                    element.attributes.get("w:styleId", ""), element.value("w:name"), kind, element
                )
                for name in (style.name, *_aliases(element)):
                    self._by_name.setdefault((kind, name.casefold()), style)
                self._by_id[style.id] = style

    def find(self, name: str, kind: str = "paragraph") -> Style | None:
        """Return the style with this name or alias; letter case does not matter."""
        return self._by_name.get((kind, name.casefold()))

    def get(self, style_id: str) -> Style | None:
        """Return the style with this id."""
        return self._by_id.get(style_id)

    def paragraph_styles(self) -> list[Style]:
        """Return the paragraph styles in their order."""
        return [style for style in self._by_id.values() if style.kind == "paragraph"]

    def default(self) -> Look:
        """Return the look of a paragraph that names no style."""
        for style in self._by_id.values():
            if style.kind == "paragraph" and style.element.attributes.get("w:default") in _ON:
                return self.look(style.id)
        return self._document_defaults()

    def look(self, style_id: str) -> Look:
        """Return how a paragraph of this style looks."""
        if style_id not in self._looks:
            look = self._document_defaults()
            for style in reversed(list(self.lineage(style_id))):
                look = self.apply(look, style.element)
            self._looks[style_id] = look
        return self._looks[style_id]

    def lineage(self, style_id: str) -> Iterable[Style]:
        """Yield the style and those that it is based on, itself first."""
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._by_id:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield style
            style_id = style.element.value("w:basedOn")

    def apply(self, look: Look, owner: Element) -> Look:
        """Return the look with the properties that an element (a style, a paragraph) states."""
        characters = owner.child("w:rPr")
        if characters is not None:
            look = self._with_characters(look, characters)
        paragraph = owner.child("w:pPr")
        return look if paragraph is None else with_paragraph(look, paragraph)

    def family_of(self, fonts: Element) -> str:
        """Return the type family that a `w:rFonts` names; empty when it names none."""
        theme = fonts.attributes.get("w:asciiTheme", "")
        return self.fonts.get(theme, "") or fonts.attributes.get("w:ascii", "")

    def _document_defaults(self) -> Look:
        look = Look()
        defaults = self.root.child("w:docDefaults")
        if defaults is None:
            return look
        for name in ("w:rPrDefault", "w:pPrDefault"):
            owner = defaults.child(name)
            if owner is not None:
                look = self.apply(look, owner)
        return look

    def _with_characters(self, look: Look, characters: Element) -> Look:
        fonts = characters.child("w:rFonts")
        size = characters.value("w:sz")
        bold, italic = characters.switch("w:b"), characters.switch("w:i")
        caps = characters.switch("w:caps")
        return replace(
            look,
            family=(fonts is not None and self.family_of(fonts)) or look.family,
            size=max(number(size) * 10, 20) if size else look.size,
            bold=look.bold if bold is None else bold,
            italic=look.italic if italic is None else italic,
            caps=look.caps if caps is None else caps,
        )


_ON = {"1", "true", "on"}


def with_paragraph(look: Look, paragraph: Element) -> Look:
    """Return the look with what a `w:pPr` states."""
    look = _with_spacing(look, paragraph.child("w:spacing"))
    look = _with_indents(look, paragraph.child("w:ind"))
    look = _with_borders(look, paragraph.child("w:pBdr"))
    tabs = paragraph.child("w:tabs")
    if tabs is not None:
        look = replace(look, tabs=_tabs(look.tabs, tabs))
    switches = {
        "keep_next": paragraph.switch("w:keepNext"),
        "keep_lines": paragraph.switch("w:keepLines"),
        "widow_control": paragraph.switch("w:widowControl"),
        "contextual": paragraph.switch("w:contextualSpacing"),
    }
    stated = {name: value for name, value in switches.items() if value is not None}
    return replace(look, **stated) if stated else look  # type: ignore[arg-type]  # all booleans


def _with_spacing(look: Look, spacing: Element | None) -> Look:
    if spacing is None:
        return look
    read = spacing.attributes
    return replace(
        look,
        before=number(read.get("w:before"), look.before),
        after=number(read.get("w:after"), look.after),
        line=number(read.get("w:line"), look.line),
        rule=read.get("w:lineRule", look.rule if "w:line" not in read else "auto"),
    )


def _with_indents(look: Look, indents: Element | None) -> Look:
    if indents is None:
        return look
    read = indents.attributes
    first = look.first
    if "w:hanging" in read:
        first = -number(read["w:hanging"], 0)
    elif "w:firstLine" in read:
        first = number(read["w:firstLine"], 0)
    return replace(
        look,
        left=number(read.get("w:left", read.get("w:start")), look.left),
        right=number(read.get("w:right", read.get("w:end")), look.right),
        first=first,
    )


def _with_borders(look: Look, borders: Element | None) -> Look:
    if borders is None:
        return look
    return replace(
        look,
        border_above=_border(borders.child("w:top"), look.border_above),
        border_below=_border(borders.child("w:bottom"), look.border_below),
    )


def _border(border: Element | None, inherited: int) -> int:
    """Return what a border takes; `w:sz` is in eighths of a point, `w:space` in points."""
    if border is None:
        return inherited
    if border.attributes.get("w:val", "none") in {"none", "nil"}:
        return 0
    width = number(border.attributes.get("w:sz"), 0) * 20 // 8
    return width + number(border.attributes.get("w:space"), 0) * 20


def _tabs(inherited: tuple[tuple[int, str], ...], tabs: Element) -> tuple[tuple[int, str], ...]:
    stops = dict(inherited)
    for tab in tabs.elements():
        at, kind = number(tab.attributes.get("w:pos"), 0), tab.attributes.get("w:val", "left")
        if kind == "clear":
            stops.pop(at, None)
        else:
            stops[at] = kind
    return tuple(sorted(stops.items()))


def _aliases(style: Element) -> Iterable[str]:
    return (name.strip() for name in style.value("w:aliases").split(",") if name.strip())
