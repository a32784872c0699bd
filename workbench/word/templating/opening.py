"""The door to python-docx: a Word file is looked through first, and its errors stop here."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Final

from workbench.errors import InputError
from workbench.word.package import Package, open_package

if TYPE_CHECKING:  # a tenth of a second that only the one who opens a file is to pay
    from docx.document import Document

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_DOCUMENT, _TEMPLATE = _TYPE.format("document"), _TYPE.format("template")
_STRICT: Final = b"http://purl.oclc.org/ooxml/"


def looked_through(data: bytes, name: str) -> Package:
    """Open a Word file and read every part of it that another reader may come to parse.

    Raises:
        InputError: It is no Word file, damaged, hostile, or written in the Strict dialect.
    """
    package = open_package(data, name)
    for part in package.parts:
        if part.endswith((".xml", ".rels")) or package.content_type(part).endswith("xml"):
            package.tree(part)
    if _STRICT in package.data(package.main):
        raise InputError(
            "filen är sparad i formatet Strict Open XML",
            file=name,
            hint="Spara den som vanligt Word-dokument (.docx).",
        )
    return package


def opened(package: Package) -> "Document":
    """Open a file that has been looked through with python-docx.

    python-docx knows no Word templates (`.dotx`); they differ in one content type from a document.

    Raises:
        InputError: It cannot make anything of the file.
    """
    import docx

    data = package.to_bytes()
    if package.content_type(package.main) == _TEMPLATE:
        twin = open_package(data, package.name)
        twin.put(twin.main, twin.data(twin.main), _DOCUMENT)
        data = twin.to_bytes()
    with at_the_door(package.name):
        return docx.Document(BytesIO(data))


@contextmanager
def at_the_door(name: str) -> Iterator[None]:
    """Put what python-docx raises over a file's markup into words.

    It reads a value when it is asked for, so a measure that it does not understand (`1133.86`,
    where the standard has whole numbers) may stop it anywhere.

    Raises:
        InputError: It could not make anything of the file.
    """
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        yield
    except (PythonDocxError, OpcError, LxmlError, LookupError, ValueError, TypeError) as broken:
        raise InputError(
            "filen hänger inte ihop: något i den saknas eller går inte att läsa",
            file=name,
            hint="Öppna den i Word, spara den på nytt som .docx och försök igen.",
        ) from broken
