"""Text files that a user names: read as they stand, written whole or not at all."""

from pathlib import Path

from workbench.errors import InputError
from workbench.storage import files

_DOCUMENTS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")
"""How Word files, PDFs and the Word files of old begin."""


def read(file: Path, *, limit: int = 50_000_000) -> str:
    """Read a text, its line ends and byte order mark included.

    Args:
        file: As the user named it.
        limit: The most bytes that are read.

    Raises:
        InputError: There is no such file, it is too large, or it is no text in UTF-8.
        StorageError: The disk refused.
    """
    return decode(files.read(file, limit=limit), str(file))


def decode(data: bytes, name: str) -> str:
    """Return bytes as the text that they are.

    Args:
        data: A file's content, or what came through a pipe.
        name: For messages.

    Raises:
        InputError: It is no text in UTF-8.
    """
    if data.startswith(_DOCUMENTS):
        raise InputError(
            "filen är ett dokument och ingen textfil",
            file=name,
            hint="Worddokument tas in med remiss word receive, eller klistra in texten.",
        )
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("filen är ingen textfil", file=name, hint="Ange en textfil i UTF-8.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise InputError(
            "filen är inte sparad som UTF-8", file=name, line=line, hint="Spara om den som UTF-8."
        ) from wrong


def write(file: Path, text: str) -> None:
    """Write a text; the file holds the old one or the new.

    Raises:
        InputError: The name is that of something else than a file.
        StorageError: The disk refused.
    """
    file = files.reached(file)
    if file.exists() and not file.is_file():
        kind = "en mapp" if file.is_dir() else "ingen vanlig fil"
        raise InputError(f"det är {kind}, så texten får inte plats där", file=str(file))
    files.write(file, text.encode())
