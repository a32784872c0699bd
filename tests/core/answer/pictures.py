"""PNG files for the tests, made by code: a shield in one colour."""

import struct
import zlib


def chunk(kind: bytes, content: bytes) -> bytes:
    """Return one chunk with its length and checksum."""
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


def head(width: int, height: int, *, depth: int = 8, colour: int = 6, interlace: int = 0) -> bytes:
    """Return the first chunk."""
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))


def png(*chunks: bytes) -> bytes:
    """Return a file of these chunks."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def shield(width: int = 17, height: int = 20, colour: tuple[int, int, int] = (30, 60, 90)) -> bytes:
    """Return a picture of a shield with a transparent ground."""
    rows = b""
    for y in range(height):
        half = width / 2 if 2 * y < height else width * (height - y) / height
        inside = (abs(2 * x + 1 - width) <= 2 * half for x in range(width))
        rows += b"\0" + b"".join(bytes((*colour, 255 * one)) for one in inside)
    return png(head(width, height), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
