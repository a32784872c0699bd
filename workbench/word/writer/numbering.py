"""Lists: each one numbers its own items, with the marks and indents of the template's lists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from workbench.word.writer.markup import DECLARATION, RELATIONSHIPS, WORD, Element, serialise
from workbench.word.writer.styles import Look, StyleSheet, with_paragraph

LEVELS = 9
"""How deep Word numbers."""

_LARGEST_START = 32_767
_OWN_INDENT = 440


@dataclass(frozen=True, slots=True)
class Label:
    """What stands before an item: its list, how deep, and how far in its text begins."""

    number: int
    """`w:numId`."""
    level: int
    style: str
    """Name of the paragraph style."""
    left: int
    """Where the template has the text of this level, in twips; `hanging` the room of the mark."""
    hanging: int


@dataclass(slots=True)
class Numbering:
    """The numbering part in the making."""

    sheet: StyleSheet
    source: Element | None
    """The template's own numbering part."""
    used: bool = False
    _abstract: dict[bool, Element] = field(default_factory=dict)
    _numbers: list[str] = field(default_factory=list)
    _bullets: int = 0
    _last: int = 0

    def __post_init__(self) -> None:
        root = self.source = self.source or Element("w:numbering", dict(_ROOT))
        self._last = max((_id(num, "w:numId") for num in root.every("w:num")), default=0)
        for ordered, style in ((False, "List Bullet"), (True, "List Number")):
            self._abstract[ordered] = self._of_style(root, style) or self._own(root, ordered)

    def label(self, *, ordered: bool, depth: int, start: int) -> Label:
        """Begin a list.

        Args:
            ordered: Numbered, or with bullets.
            depth: How many lists this one lies in.
            start: Number of its first item.
        """
        self.used = True
        level = min(depth, LEVELS - 1)
        left, hanging = self._indent(ordered, level)
        number = self._number(level, start) if ordered else self._bullet()
        return Label(number, level, "List Number" if ordered else "List Bullet", left, hanging)

    def xml(self) -> Iterable[str]:
        """Return the part, piece by piece."""
        assert self.source is not None  # noqa: S101  # set in __post_init__
        yield DECLARATION
        opening = "".join(f' {name}="{value}"' for name, value in self.source.attributes.items())
        yield f"<w:numbering{opening}>"
        for child in self.source.elements():
            if child.tag in {"w:abstractNum", "w:num", "w:numPicBullet"}:
                yield serialise(child, _is_no_trace)
        yield from self._numbers
        yield "</w:numbering>"

    def _bullet(self) -> int:
        if not self._bullets:
            self._bullets = self._new(self._abstract[False], "")
        return self._bullets

    def _number(self, level: int, start: int) -> int:
        first = min(max(start, 0), _LARGEST_START)
        restart = (
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{first}"/></w:lvlOverride>'
        )
        return self._new(self._abstract[True], restart)

    def _new(self, abstract: Element, inside: str) -> int:
        self._last += 1
        kind = abstract.attributes["w:abstractNumId"]
        self._numbers.append(
            f'<w:num w:numId="{self._last}"><w:abstractNumId w:val="{kind}"/>{inside}</w:num>'
        )
        return self._last

    def _indent(self, ordered: bool, level: int) -> tuple[int, int]:
        for found in self._abstract[ordered].every("w:lvl"):
            properties = found.child("w:pPr")
            if found.attributes.get("w:ilvl") == str(level) and properties is not None:
                look = with_paragraph(Look(), properties)
                return look.left, -look.first
        return _OWN_INDENT * (level + 1), _OWN_INDENT

    def _of_style(self, root: Element, name: str) -> Element | None:
        """Return the list that a paragraph style belongs to."""
        style = self.sheet.find(name)
        properties = style.element.child("w:pPr") if style else None
        numbering = properties.child("w:numPr") if properties else None
        number = numbering.value("w:numId") if numbering else ""
        for num in root.every("w:num"):
            if number and num.attributes.get("w:numId") == number:
                kind = num.value("w:abstractNumId")
                for abstract in root.every("w:abstractNum"):
                    if abstract.attributes.get("w:abstractNumId") == kind and any(
                        abstract.every("w:lvl")
                    ):
                        return abstract
        return None

    @staticmethod
    def _own(root: Element, ordered: bool) -> Element:
        """Add a plain list to a template that has none for the style."""
        taken = max((_id(a, "w:abstractNumId") for a in root.every("w:abstractNum")), default=-1)
        abstract = Element("w:abstractNum", {"w:abstractNumId": str(taken + 1)})
        abstract.children.append(Element("w:multiLevelType", {"w:val": "multilevel"}))
        for level in range(LEVELS):
            left = str(_OWN_INDENT * (level + 1))
            indent = Element("w:ind", {"w:left": left, "w:hanging": str(_OWN_INDENT)})
            abstract.children.append(
                Element(
                    "w:lvl",
                    {"w:ilvl": str(level)},
                    [
                        Element("w:start", {"w:val": "1"}),
                        Element("w:numFmt", {"w:val": "decimal" if ordered else "bullet"}),
                        Element("w:lvlText", {"w:val": f"%{level + 1}." if ordered else "–"}),
                        Element("w:lvlJc", {"w:val": "left"}),
                        Element("w:pPr", {}, [indent]),
                    ],
                )
            )
        before_numbers = sum(child.tag != "w:num" for child in root.elements())
        root.children.insert(before_numbers, abstract)
        return abstract


_ROOT = {"xmlns:w": WORD, "xmlns:r": RELATIONSHIPS}


def _id(element: Element, name: str) -> int:
    value = element.attributes.get(name, "0")
    return int(value) if value.isdecimal() else 0


def _is_no_trace(attribute: str) -> bool:
    return not attribute.startswith(("w:rsid", "w15:restart"))
