"""A font made on the spot for characters that no other font here can draw.

Each of its glyphs is a box with the character's code in hexadecimal digits, as browsers show what
they have no picture for. So a reader sees that something stands there and what, and copying,
searching and reading aloud give the character itself. A PDF/UA file may hold no missing glyph.

Source: ISO/IEC 14496-22 (OpenType) for the tables.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence

FAMILY = "Remiss Boxes"
MOST_CHARACTERS = 0xFFFF - 1
"""A TrueType font numbers its glyphs with 16 bits, and the first is taken."""

_EM = 1000
_ASCENT, _DESCENT = 800, -200
_CELL_WIDTH, _CELL_HEIGHT = 180, 330  # room for one hexadecimal digit
_PIXEL_WIDTH, _PIXEL_HEIGHT = 45, 52
_FRAME = 30  # thickness of the box's own lines
_BOTTOM = -80
_SPACE = 60  # on either side of the box

_BITMAPS = {
    "0": (7, 5, 5, 5, 7),
    "1": (2, 6, 2, 2, 7),
    "2": (7, 1, 7, 4, 7),
    "3": (7, 1, 7, 1, 7),
    "4": (5, 5, 7, 1, 1),
    "5": (7, 4, 7, 1, 7),
    "6": (7, 4, 7, 5, 7),
    "7": (7, 1, 1, 1, 1),
    "8": (7, 5, 7, 5, 7),
    "9": (7, 5, 7, 1, 7),
    "A": (7, 5, 7, 5, 5),
    "B": (6, 5, 6, 5, 6),
    "C": (7, 4, 4, 4, 7),
    "D": (6, 5, 5, 5, 6),
    "E": (7, 4, 7, 4, 7),
    "F": (7, 4, 7, 4, 4),
}
"""Five rows of three pixels for each digit; the highest bit is the leftmost."""

_RUNS = ((), ((2, 1),), ((1, 1),), ((1, 2),), ((0, 1),), ((0, 1), (2, 1)), ((0, 2),), ((0, 3),))
"""Start and length of the runs of set pixels in a row, by the row's three bits."""

_Rectangle = tuple[int, int, int, int]
"""Left, bottom, right, top. Drawn the other way round, as a hole, when left is more than right."""


def box_font(characters: Iterable[str]) -> bytes:
    """Make a TrueType font that draws each of the characters as a box with its code.

    Args:
        characters: At most `MOST_CHARACTERS` different ones; their order does not matter.

    Returns:
        The font file; the same bytes for the same characters.
    """
    codes = sorted({ord(character) for character in characters})
    glyphs, advances = zip(_glyph(""), *(_glyph(f"{code:04X}") for code in codes), strict=True)
    offsets = [0]
    for glyph in glyphs:
        offsets.append(offsets[-1] + len(glyph))
    return _font_file(
        {
            b"OS/2": _os2(codes, max(advances)),
            b"cmap": _cmap(codes),
            b"glyf": b"".join(glyphs),
            b"head": _head(max(advances)),
            b"hhea": _hhea(advances),
            b"hmtx": b"".join(struct.pack(">Hh", advance, _SPACE) for advance in advances),
            b"loca": struct.pack(f">{len(offsets)}I", *offsets),
            b"maxp": _maxp(len(glyphs)),
            b"name": _name(),
            b"post": struct.pack(">IIhhIIIII", 0x00030000, 0, -100, 50, 0, 0, 0, 0, 0),
        }
    )


def _glyph(digits: str) -> tuple[bytes, int]:
    """Draw a box with the digits in two rows; return its outline and its advance width."""
    columns = max((len(digits) + 1) // 2, 2)
    width = 2 * _FRAME + columns * _CELL_WIDTH + _PIXEL_WIDTH
    height = 2 * _FRAME + 2 * _CELL_HEIGHT + _PIXEL_HEIGHT
    left, right, top = _SPACE, _SPACE + width, _BOTTOM + height
    rectangles = [
        (left, _BOTTOM, right, top),
        (right - _FRAME, _BOTTOM + _FRAME, left + _FRAME, top - _FRAME),
    ]
    for index, digit in enumerate(digits):
        row, column = divmod(index, columns)
        x = left + _FRAME + _PIXEL_WIDTH + column * _CELL_WIDTH
        y = top - _FRAME - _PIXEL_HEIGHT - row * _CELL_HEIGHT
        rectangles.extend(_digit(digit, x, y))
    return _outline(rectangles), width + 2 * _SPACE


def _digit(digit: str, x: int, y: int) -> list[_Rectangle]:
    """Draw one digit with its upper left corner at (x, y), one rectangle a run of pixels."""
    rectangles = []
    for row, bits in enumerate(_BITMAPS[digit]):
        top = y - row * _PIXEL_HEIGHT
        for start, length in _RUNS[bits]:
            left = x + start * _PIXEL_WIDTH
            right = left + length * _PIXEL_WIDTH
            rectangles.append((left, top - _PIXEL_HEIGHT, right, top))
    return rectangles


def _outline(rectangles: Sequence[_Rectangle]) -> bytes:
    """Write a simple glyph of rectangles, padded to four bytes."""
    points = []
    for left, bottom, right, top in rectangles:
        points += [(left, bottom), (left, top), (right, top), (right, bottom)]
    xs, ys = zip(*points, strict=True)
    ends = [4 * i + 3 for i in range(len(rectangles))]
    data = struct.pack(">hhhhh", len(rectangles), min(xs), min(ys), max(xs), max(ys))
    data += struct.pack(f">{len(ends)}HH", *ends, 0)
    data += b"\x01" * len(points)  # every point is on the outline, its steps are 16 bits long
    for values in (xs, ys):
        steps = [b - a for a, b in zip((0, *values), values, strict=False)]
        data += struct.pack(f">{len(steps)}h", *steps)
    return _padded(data)


def _cmap(codes: Sequence[int]) -> bytes:
    """Write the character map, format 12: one group a character, glyphs from 1 in code order."""
    groups = b"".join(struct.pack(">III", code, code, i + 1) for i, code in enumerate(codes))
    table = struct.pack(">HHIII", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def _head(widest: int) -> bytes:
    return struct.pack(
        ">IIIIHHqqhhhhHHhhh",
        *(0x00010000, 0x00010000, 0, 0x5F0F3CF5, 0, _EM, 0, 0),
        *(0, _DESCENT, widest, _ASCENT, 0, 8, 2, 1, 0),
    )


def _hhea(advances: Sequence[int]) -> bytes:
    return struct.pack(
        ">IhhhHhhhhhhhhhhhH",
        *(0x00010000, _ASCENT, _DESCENT, 0, max(advances), _SPACE, _SPACE, max(advances)),
        *(1, 0, 0, 0, 0, 0, 0, 0, len(advances)),
    )


def _maxp(glyphs: int) -> bytes:
    digits, runs_of_a_digit = 6, 10
    contours = 2 + digits * runs_of_a_digit
    return struct.pack(
        ">I14H", 0x00010000, glyphs, 4 * contours, contours, *(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0)
    )


def _os2(codes: Sequence[int], widest: int) -> bytes:
    first, last = (min(codes[i], 0xFFFF) for i in (0, -1))
    return struct.pack(
        ">HhHHH11h10s4I4sHHHhhhHHIIhhHHH",
        *(4, widest, 400, 5, 0),
        *(650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
        *(bytes(10), 0, 0, 0, 0, b"NONE", 0x40, first, last),
        *(_ASCENT, _DESCENT, 0, _ASCENT, -_DESCENT, 0, 0, 500, 700, 0, 0x20, 0),
    )


def _name() -> bytes:
    texts = {1: FAMILY, 2: "Regular", 4: FAMILY, 6: FAMILY.replace(" ", "")}
    records, strings = b"", b""
    for name, text in texts.items():
        encoded = text.encode("utf-16-be")
        records += struct.pack(">6H", 3, 1, 0x409, name, len(encoded), len(strings))
        strings += encoded
    return struct.pack(">HHH", 0, len(texts), 6 + len(records)) + records + strings


def _font_file(tables: Mapping[bytes, bytes]) -> bytes:
    """Put the tables, whose tags stand in order, into one file."""
    power = len(tables).bit_length() - 1
    search_range = 16 << power
    header = struct.pack(
        *(">IHHHH", 0x00010000, len(tables)),
        *(search_range, power, 16 * len(tables) - search_range),
    )
    offset = len(header) + 16 * len(tables)
    directory, body = b"", b""
    for tag, data in tables.items():
        padded = _padded(data)
        directory += struct.pack(">4sIII", tag, _checksum(padded), offset + len(body), len(data))
        body += padded
    return header + directory + body


def _checksum(padded: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)
