"""A picture that came from outside: what may go on into a document that is sent.

Only PNG, which every program here reads and which holds nothing that runs or refers to anything
outside. The file is taken apart and put together again with what is needed to draw it and nothing
else: no texts, no place or time, no camera, no bytes after the end.

Source: W3C, Portable Network Graphics (PNG) Specification, third edition.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core.document import Picture
from workbench.errors import InputError

MOST_BYTES = 1_000_000
"""Of a file: a coat of arms in good print takes a tenth of it."""

MOST_PIXELS = 4_000_000
"""Of a picture, width times height; what is unpacked takes at most eight bytes of each."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
"""Bits of a channel that each colour type may have."""

_INTERLACED = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2),
               (0, 1, 1, 2))  # fmt: skip
"""First column and row, and the steps between them, of each of the seven passes."""

_SAVE_AGAIN = "Öppna bilden i ett bildprogram och spara den på nytt som PNG."


def read_picture(data: bytes, file: str) -> Picture:
    """Read a PNG file and keep only what draws it.

    Args:
        data: The file.
        file: Its name, for messages.

    Returns:
        The picture, without a description.

    Raises:
        InputError: It is no PNG, is damaged, or is larger than a letterhead has any use for.
    """
    if len(data) > MOST_BYTES:
        raise InputError(
            f"bilden är större än {MOST_BYTES // 1_000_000} MB",
            file=file,
            hint="Förminska den: en bild i brevhuvudet behöver högst 600 punkter på höjden.",
        )
    if not data.startswith(_SIGNATURE):
        raise InputError("bilden är inte i formatet PNG", file=file, hint=_SAVE_AGAIN)
    try:
        head, kept = _taken_apart(data)
    except _Unfit as unfit:
        raise InputError(str(unfit), file=file, hint=_SAVE_AGAIN) from unfit
    written = b"".join(_chunk(kind, content) for kind, content in kept)
    return Picture(_SIGNATURE + written, head.width, head.height)


class _Unfit(Exception):  # noqa: N818  # never leaves this module; says in Swedish what is wrong
    """The file cannot be used."""


@dataclass(frozen=True, slots=True)
class _Head:
    """What the first chunk says."""

    width: int
    height: int
    bits: int
    """Of one pixel."""
    palette: bool
    interlaced: bool

    @property
    def size(self) -> int:
        """Bytes of the picture when it is unpacked, a filter byte before each row counted in."""
        passes = _INTERLACED if self.interlaced else ((0, 0, 1, 1),)
        total = 0
        for left, top, right, down in passes:
            columns, rows = -(-(self.width - left) // right), -(-(self.height - top) // down)
            if columns > 0 and rows > 0:
                total += rows * (1 + (columns * self.bits + 7) // 8)
        return total


def _taken_apart(data: bytes) -> tuple[_Head, list[tuple[bytes, bytes]]]:
    """Return what the head says, and the chunks to keep."""
    chunks = list(_chunks(data))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise _Unfit("bildfilen är avbruten")
    head = _head(chunks[0][1])
    found: dict[bytes, bytes] = {}
    for kind, content in chunks[1:-1]:
        if kind == b"IDAT":
            found[kind] = found.get(kind, b"") + content
        elif kind in {b"PLTE", b"tRNS"}:
            found.setdefault(kind, content)
        elif kind[:1].isupper():
            raise _Unfit("bildfilen har delar som inte hör hemma i en bild")
    palette = found.get(b"PLTE", b"")
    if len(palette) % 3 or len(palette) > 768 or (head.palette and not palette):
        raise _Unfit("bildens färger går inte att läsa")
    found[b"IDAT"] = _pixels(found.get(b"IDAT", b""), head)
    order = [kind for kind in (b"PLTE", b"tRNS", b"IDAT") if found.get(kind)]
    return head, [chunks[0], *((kind, found[kind]) for kind in order), (b"IEND", b"")]


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield kind and content of each chunk, up to the one that says that the picture ends."""
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND" and at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        content = data[at + 8 : at + 8 + length]
        at += length + 12
        if at > len(data) or zlib.crc32(kind + content) != int.from_bytes(data[at - 4 : at], "big"):
            raise _Unfit("bildfilen är skadad")
        yield kind, content


def _head(content: bytes) -> _Head:
    if len(content) != 13:
        raise _Unfit("bildfilen är skadad")
    width, height, depth, colour, compression, filtering, interlace = struct.unpack(
        ">IIBBBBB", content
    )
    if depth not in _DEPTHS.get(colour, ()) or compression or filtering or interlace > 1:
        raise _Unfit("bilden är av ett slag som inte finns")
    if not 0 < width * height <= MOST_PIXELS:
        raise _Unfit(f"bilden är {width} × {height} punkter, och det är för mycket eller för lite")
    return _Head(width, height, _CHANNELS[colour] * depth, colour == 3, interlace == 1)


def _pixels(packed: bytes, head: _Head) -> bytes:
    """Return the packed pixels without what follows them, when they are exactly the picture's."""
    unpacking = zlib.decompressobj()
    try:
        size = len(unpacking.decompress(packed, head.size + 1))
    except zlib.error:
        size = -1
    if size != head.size or not unpacking.eof:
        raise _Unfit("bildens punkter går inte att läsa")
    return packed[: len(packed) - len(unpacking.unused_data)]


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum
