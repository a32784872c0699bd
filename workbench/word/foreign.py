"""Files that are no Word file: what each is, and how its text becomes one.

People rename what they have, and send what their program calls a document. A refusal that says
what the file is spares a telephone call.
"""

from collections.abc import Iterable
from typing import Final

from workbench.errors import InputError

ASK_AGAIN: Final = "Be avsändaren spara texten i Word som .docx och skicka den igen."
_SAVE_AS_WORD: Final = "Öppna den i sitt program, spara som Word-dokument (.docx) och försök igen."
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Office before 2007 begin with, and locked ones of today."""
_IN_OLE: Final = {
    "Workbook": "filen är ett kalkylark (.xls)",
    "PowerPoint Document": "filen är en presentation (.ppt)",
    "__properties_version1.0": "filen är ett mejl från Outlook (.msg)",
}
_BEGINNINGS: Final = (
    (b"%PDF", "filen är en PDF"),
    (b"{\\rtf", "filen är i formatet RTF"),
    (b"<?xml", "filen är ett ensamt XML-dokument"),
    (b"<!DOCTYPE", "filen är en webbsida"),
    (b"<html", "filen är en webbsida"),
    (b"MIME-Version:", "filen är ett mejl eller en webbsida"),
    (b"From:", "filen är ett mejl"),
    (b"Received:", "filen är ett mejl"),
    (b"\x89PNG", "filen är en bild"),
    (b"\xff\xd8\xff", "filen är en bild"),
    (b"\x1f\x8b", "filen är ett arkiv (.gz)"),
    (b"7z\xbc\xaf", "filen är ett arkiv (.7z)"),
    (b"Rar!", "filen är ett arkiv (.rar)"),
    (b"MZ", "filen är ett program"),
)
_DIALECTS: Final = (
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", "filen är ett Word-dokument som XML"),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", "filen är ett Word-dokument som XML"),
    (b"urn:oasis:names:tc:opendocument", "filen är i formatet OpenDocument (.fodt)"),
)
"""What a lone XML document says it is, near its beginning."""
_FIRST: Final = 4096
"""Bytes in which it says so."""
_PARTS: Final = {
    "xl/": "filen är ett kalkylark (.xlsx)",
    "ppt/": "filen är en presentation (.pptx)",
    "content.xml": "filen är i formatet OpenDocument (.odt)",
    "META-INF/container.xml": "filen är en e-bok (.epub)",
    "Index/Document.iwa": "filen är ett dokument från Pages",
}


def refuse_foreign(data: bytes, name: str) -> None:
    """Tell what a file is that is no zip at all.

    Raises:
        InputError: It is no zip.
    """
    if data.startswith(b"PK\x03\x04"):
        return
    if not data:
        raise InputError("filen är tom", file=name, hint=ASK_AGAIN)
    if data.startswith(_OLE):
        raise _old_or_locked(data, name)
    start = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ")
    for namespace, what in _DIALECTS:
        if start[:1] == b"<" and namespace in data[:_FIRST]:
            raise InputError(f"{what}, inte som .docx", file=name, hint=_SAVE_AS_WORD)
    for magic, what in _BEGINNINGS:
        if start[: len(magic)].lower() == magic.lower():
            raise InputError(f"{what}, inte ett Word-dokument", file=name, hint=_SAVE_AS_WORD)
    raise InputError("filen är inte ett Word-dokument", file=name, hint=ASK_AGAIN)


def no_word_file(parts: Iterable[str], name: str) -> InputError:
    """What to say of a zip without a Word document in it, by the names of its parts."""
    there = list(parts)
    if any(part.casefold().endswith((".docx", ".doc")) for part in there):
        return InputError(
            "filen är ett arkiv (.zip) med dokument i",
            file=name,
            hint="Packa upp det och ta in dokumenten ett och ett.",
        )
    for start, what in _PARTS.items():
        if any(part.startswith(start) for part in there):
            return InputError(f"{what}, inte ett Word-dokument", file=name, hint=_SAVE_AS_WORD)
    return InputError("filen är inte ett Word-dokument", file=name, hint=ASK_AGAIN)


def _old_or_locked(data: bytes, name: str) -> InputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return InputError(
            "filen är lösenordsskyddad",
            file=name,
            hint="Ta bort lösenordet i Word (Arkiv, Info, Skydda dokument) och försök igen.",
        )
    for stream, what in _IN_OLE.items():
        if stream.encode("utf-16-le") in data and "WordDocument".encode("utf-16-le") not in data:
            return InputError(f"{what}, inte ett Word-dokument", file=name, hint=_SAVE_AS_WORD)
    return InputError(
        "filen är i det gamla formatet .doc",
        file=name,
        hint="Öppna den i Word, välj Spara som och formatet .docx, och försök igen.",
    )
