"""The zip that a .docx is, as it lies in the file: read with distrust, written the same every time.

Nothing is ever unpacked to disk. Entries stay compressed until somebody asks for one, so a
picture that nobody looks at costs nothing and goes back out with the very bytes it came with.
Every entry is checked before any is inflated: how many there are, what they are called, how large
they say they are, that none lies over another (one deflate stream read many times is how 44 kB
become 2.5 GB), and that inflating one gives what the directory promised and no more.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, LargeZipFile, ZipFile, ZipInfo

from workbench.errors import InputError

MOST_ENTRIES: Final = 5_000
MOST_SIGNS: Final = 50_000
"""Signs of a directory entry anywhere: files that lie packed inside have entries of their own."""
MOST_PACKED: Final = 200 * 2**20
"""Bytes of a whole file."""
MOST_ENTRY: Final = 64 * 2**20
"""Bytes of one entry, inflated."""
MOST_TOTAL: Final = 512 * 2**20
"""Bytes that all entries say they are, inflated."""
MOST_RATIO: Final = 250
"""Inflated to packed, for an entry over `SMALL`: WordprocessingML comes to about 10–40."""
SMALL: Final = 4 * 2**20

_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_LISTED: Final = b"PK\x01\x02"
_STORED, _DEFLATED = 0, 8
_ENCRYPTED: Final = 0x41
_UTF8_NAME: Final = 0x800
_EPOCH: Final = (0, 33)
"""DOS time and date of 1 January 1980 00:00: every entry that is written bears it."""

_DAMAGED: Final = "Öppna filen i Word, spara den på nytt som .docx och försök igen."
_SUSPECT: Final = "Öppna den inte. Be avsändaren spara om texten i Word och skicka den igen."


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it lies in the file, still packed."""

    name: str
    method: int
    packed: bytes
    size: int
    """Bytes when inflated, as the directory says."""
    crc: int


class Archive:
    """The entries of one zip file, in its own order."""

    def __init__(self, data: bytes, entries: tuple[Entry, ...], file: str) -> None:
        self.data = data
        """The whole file as it came."""
        self._entries = {entry.name: entry for entry in entries}
        self._file = file

    def __iter__(self) -> Iterator[str]:
        """Names in the order of the file, folders left out."""
        return iter(self._entries)

    def __contains__(self, name: object) -> bool:
        return name in self._entries

    def read(self, name: str) -> bytes:
        """Inflate one entry.

        Raises:
            InputError: It is not what the directory says: damaged, cut short or a trap.
            KeyError: There is no such entry.
        """
        entry = self._entries[name]
        data = entry.packed if entry.method == _STORED else self._inflate(entry)
        if len(data) != entry.size or zlib.crc32(data) != entry.crc:
            raise InputError(f"delen {name} är skadad", file=self._file, hint=_DAMAGED)
        return data

    def _inflate(self, entry: Entry) -> bytes:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            return inflater.decompress(entry.packed, entry.size + 1)
        except zlib.error as broken:
            raise InputError(
                f"delen {entry.name} är skadad", file=self._file, hint=_DAMAGED
            ) from broken

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The same zip with some parts replaced or, after the others, added.

        What is not in `changed` keeps its packed bytes; the same input gives the same output on
        every machine.
        """
        kept = [
            _pack(name, changed[name]) if name in changed else entry
            for name, entry in self._entries.items()
        ]
        added = [_pack(name, data) for name, data in changed.items() if name not in self]
        return _written(kept + added)


def _pack(name: str, data: bytes) -> Entry:
    deflater = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflater.compress(data) + deflater.flush()
    return Entry(name, _DEFLATED, packed, len(data), zlib.crc32(data))


def _written(entries: list[Entry]) -> bytes:
    out, directory = bytearray(), bytearray()
    for entry in entries:
        name = entry.name.encode()
        flags = 0 if name.isascii() else _UTF8_NAME
        about = (20, flags, entry.method, *_EPOCH, entry.crc, len(entry.packed), entry.size)
        directory += _CENTRAL.pack(
            _LISTED, 20, *about, len(name), 0, 0, 0, 0, 0, len(out)
        )  # fmt: skip
        directory += name
        out += _LOCAL.pack(b"PK\x03\x04", *about, len(name), 0) + name + entry.packed
    end = _END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), len(out), 0)
    return bytes(out + directory + end)


def open_archive(data: bytes, file: str) -> Archive:
    """Read a zip's directory and check every entry.

    Args:
        data: The whole file.
        file: Its name, for messages.

    Raises:
        InputError: It is damaged, too large, encrypted, or made to do harm.
    """
    if len(data) > MOST_PACKED:
        raise InputError(
            f"filen är på {len(data) // 2**20} MB, mer än {MOST_PACKED // 2**20} MB",
            file=file,
            hint="Ta bort stora bilder eller dela dokumentet och försök igen.",
        )
    _check_directory(data, file)
    try:
        with ZipFile(BytesIO(data)) as zipped:
            listed = zipped.infolist()
    except (BadZipFile, LargeZipFile, ValueError, NotImplementedError, OSError, struct.error) as no:
        raise InputError("filen är skadad eller avkortad", file=file, hint=_DAMAGED) from no
    except UnicodeDecodeError as no:
        raise InputError("ett namn i filen går inte att läsa", file=file, hint=_DAMAGED) from no
    _check_names(listed, file)
    _check_sizes(listed, file)
    return Archive(data, tuple(_cut_out(data, listed, file)), file)


def _check_directory(data: bytes, file: str) -> None:
    """Refuse a directory that costs much to read: millions of entries that hold nothing."""
    signs = data.count(_LISTED)
    if signs > MOST_SIGNS:
        raise InputError(
            f"filen har {signs} delar, fler än {MOST_ENTRIES}", file=file, hint=_SUSPECT
        )


def _check_names(listed: list[ZipInfo], file: str) -> None:
    if len(listed) > MOST_ENTRIES:
        raise InputError(
            f"filen har {len(listed)} delar, fler än {MOST_ENTRIES}", file=file, hint=_SUSPECT
        )
    seen: set[str] = set()
    for info in listed:
        name = info.orig_filename
        if name.startswith("/") or "\\" in name or ":" in name or not name.isprintable():
            raise InputError(f"otillåtet delnamn {name!r}", file=file, hint=_SUSPECT)
        if not name or any(step in ("", ".", "..") for step in name.rstrip("/").split("/")):
            raise InputError(f"otillåtet delnamn {name!r}", file=file, hint=_SUSPECT)
        if name.casefold() in seen:
            raise InputError(f"delen {name} finns två gånger", file=file, hint=_SUSPECT)
        seen.add(name.casefold())


def _check_sizes(listed: list[ZipInfo], file: str) -> None:
    for info in listed:
        if info.flag_bits & _ENCRYPTED:
            raise InputError(
                "filen är lösenordsskyddad",
                file=file,
                hint="Ta bort lösenordet i Word (Arkiv, Info, Skydda dokument) och försök igen.",
            )
        if info.compress_type not in (_STORED, _DEFLATED):
            raise InputError(
                f"delen {info.filename} är packad på ett sätt som Word inte använder",
                file=file,
                hint=_DAMAGED,
            )
        if info.file_size > MOST_ENTRY:
            raise _too_large(info, file)
        if info.file_size > max(SMALL, MOST_RATIO * info.compress_size):
            raise _too_large(info, file)
    if sum(info.file_size for info in listed) > MOST_TOTAL:
        raise InputError(
            f"filen blir mer än {MOST_TOTAL // 2**20} MB uppackad", file=file, hint=_SUSPECT
        )


def _too_large(info: ZipInfo, file: str) -> InputError:
    megabytes = info.file_size / 2**20
    return InputError(
        f"delen {info.filename} blir orimligt stor uppackad ({megabytes:.0f} MB)",
        file=file,
        hint=_SUSPECT,
    )


def _cut_out(data: bytes, listed: list[ZipInfo], file: str) -> Iterator[Entry]:
    """Slice each entry's packed bytes out of the file, in directory order."""
    end_of_previous = 0
    for info in sorted(listed, key=lambda info: info.header_offset):
        start = info.header_offset
        if start < end_of_previous:
            raise InputError(
                f"delen {info.filename} ligger ovanpå en annan del", file=file, hint=_SUSPECT
            )
        end_of_previous = _data_start(data, info, file) + info.compress_size
    if end_of_previous > len(data):
        raise InputError("filen är avkortad", file=file, hint=_DAMAGED)
    for info in listed:
        if not info.is_dir():
            start = _data_start(data, info, file)
            packed = data[start : start + info.compress_size]
            yield Entry(info.orig_filename, info.compress_type, packed, info.file_size, info.CRC)


def _data_start(data: bytes, info: ZipInfo, file: str) -> int:
    """Where an entry's packed bytes begin, by its local header; its name must be the same."""
    offset = info.header_offset
    if offset < 0 or data[offset : offset + 4] != b"PK\x03\x04":
        raise InputError(f"delen {info.filename} saknas i filen", file=file, hint=_DAMAGED)
    try:
        name_length, extra_length = _LOCAL.unpack_from(data, offset)[-2:]
    except struct.error as cut:
        raise InputError("filen är avkortad", file=file, hint=_DAMAGED) from cut
    start = offset + _LOCAL.size
    encoding = "utf-8" if info.flag_bits & _UTF8_NAME else "cp437"
    if data[start : start + name_length] != info.orig_filename.encode(encoding, "replace"):
        raise InputError(f"delen {info.filename} har två olika namn", file=file, hint=_SUSPECT)
    return int(start + name_length + extra_length)
