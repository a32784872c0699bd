"""How wide text is: exact sums of advance widths, so that every machine gets the same lines.

Widths are whole numbers in 1/2048 of a twip (a twip is 1/20 point): an advance in 1/2048 of the
type size times the size in twips. Nothing is rounded on the way, which is also what Word and
LibreOffice come very near to when no kerning, hyphenation or justification is asked for.
"""

import unicodedata
from functools import cache

from workbench.word.writer import font_widths

SCALE = 2048
"""Units in a twip."""

_FAMILIES = {
    "arial": "SANS",
    "helvetica": "SANS",
    "liberation sans": "SANS",
    "arimo": "SANS",
    "times new roman": "SERIF",
    "times": "SERIF",
    "liberation serif": "SERIF",
    "tinos": "SERIF",
    "courier new": "MONO",
    "courier": "MONO",
    "liberation mono": "MONO",
    "cousine": "MONO",
}
_LINE_HEIGHTS = {"SANS": 2355, "SERIF": 2355, "MONO": 2320}
"""Ascent, descent and line gap together, in 1/2048 of the type size."""

_SLANT = 12
"""Part of the height of a line that italics may lean out of it."""

_MONO_ADVANCE = 1229
_UNKNOWN_ADVANCE = 1229
_WORDS_KEPT = 50_000


def known(family: str) -> bool:
    """Tell whether the widths of a type family are here."""
    return family.lower() in _FAMILIES


def line_height(family: str, size: int) -> int:
    """Return the height of a line set solid, in twips; `size` is in twips."""
    kind = _FAMILIES.get(family.lower(), "SANS")
    return -(-_LINE_HEIGHTS[kind] * size // SCALE)


def _read(table: str) -> dict[str, int]:
    advances = {}
    for group in table.split("; "):
        width, *points = group.split()
        for point in points:
            first, _, last = point.partition("-")
            for code in range(int(first, 16), int(last or first, 16) + 1):
                advances[chr(code)] = int(width)
    return advances


@cache
def _advances(family: str, bold: bool, italic: bool) -> dict[str, int]:
    kind = _FAMILIES.get(family.lower(), "SANS")
    if kind == "MONO":
        return {chr(code): _MONO_ADVANCE for code in range(0x20, 0x180)}
    upright = kind + ("_BOLD" if bold else "")
    advances = _read(getattr(font_widths, upright))
    if italic:
        advances |= _read(getattr(font_widths, f"{upright}_ITALIC"))
    return advances


class Type(dict[str, int]):
    """One type at one size; indexing it by a word gives the word's width and remembers it."""

    def __init__(self, family: str, size: int, *, bold: bool, italic: bool) -> None:
        super().__init__()
        self._advances = _advances(family, bold, italic)
        self.size = size
        """In twips."""
        self.space = self._advances[" "] * size
        self.spaced = _Spaced(self)
        """Width of each word with the space after it."""
        self.slant = line_height(family, size) * SCALE // _SLANT if italic else 0
        """Kept free at the end of a line, as LibreOffice does it."""

    def __missing__(self, word: str) -> int:
        try:
            width = sum(map(self._advances.__getitem__, word)) * self.size
        except KeyError:
            width = sum(map(self._advance, word)) * self.size
        if len(self) >= _WORDS_KEPT:
            self.clear()
        self[word] = width
        return width

    def _advance(self, character: str) -> int:
        known_width = self._advances.get(character)
        if known_width is not None:
            return known_width
        if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
            return 0
        wide = unicodedata.east_asian_width(character) in {"W", "F"}
        return SCALE if wide else _UNKNOWN_ADVANCE


class _Spaced(dict[str, int]):
    """Words with a space after them, in one type."""

    def __init__(self, face: Type) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, word: str) -> int:
        if len(self) >= _WORDS_KEPT:
            self.clear()
        width = self[word] = self._face[word] + self._face.space
        return width


@cache
def type_of(family: str, size: int, bold: bool, italic: bool) -> Type:
    """Return the one `Type` with these properties; `size` is in twips."""
    return Type(family, size, bold=bold, italic=italic)
