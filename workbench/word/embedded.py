"""Text that lies in the file but outside its markup: `w:altChunk` points at a whole document.

Word takes it in when the file is opened, so a reader sees it as text like any other. Here it is
read where it is a Word file, plain text or a web page. Its own tracked changes are not part of the
file that it lies in, which is why an altChunk is always named as something that is not understood
too. ECMA-376 part 1, 17.17.2.1.
"""

from collections.abc import Iterator
from typing import Final

from lxml import etree, html

from workbench.errors import InputError
from workbench.word.markup import Element
from workbench.word.names import R
from workbench.word.package import Package, open_package

MOST_BYTES: Final = 4 * 2**20
"""Of one embedded document; a larger one is not read."""
_MEMORY: Final = 40 * 2**20
"""Bytes that the trees of an embedded Word file may come to."""
_RELATION: Final = f"{{{R}}}id"
_SILENT: Final = ("head", "script", "style", "template")
_INLINE: Final = frozenset(
    ("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q",
     "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u")
)  # fmt: skip


def embedded_file(package: Package, chunk: Element) -> Package | None:
    """The Word file that a `w:altChunk` of the main part points at; None for anything else."""
    data = _data(package, chunk)
    if not data.startswith(b"PK"):
        return None
    try:
        return open_package(data, package.name, memory=_MEMORY)
    except InputError:
        return None


def embedded_lines(package: Package, chunk: Element) -> tuple[str, ...]:
    """The paragraphs of the web page or the lines of the text that a `w:altChunk` points at."""
    data = _data(package, chunk)
    start = data[:1024].lstrip(b"\xef\xbb\xbf\r\n\t ").lower()
    if start.startswith((b"pk", b"{\\rtf", b"mime-version", b"from:")):
        return ()
    if start.startswith(b"<"):
        return tuple(filter(None, _page_lines(data)))
    try:
        return tuple(data.decode("utf-8-sig").splitlines())
    except UnicodeDecodeError:
        return tuple(data.decode("cp1252", "replace").splitlines())


def _data(package: Package, chunk: Element) -> bytes:
    wanted = chunk.get(_RELATION)
    for relation in package.relations(package.main):
        if relation.id == wanted and not relation.external and relation.target in package.parts:
            data = package.data(relation.target)
            return data if len(data) <= MOST_BYTES else b""
    return b""


def _page_lines(data: bytes) -> Iterator[str]:
    try:
        page = html.document_fromstring(data, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for silent in list(page.iter(*_SILENT)):
        silent.drop_tree()
    line: list[str] = []
    for event, element in etree.iterwalk(page, events=("start", "end")):
        if element.tag not in _INLINE:
            yield " ".join("".join(line).split())
            line = []
        said = element.text if event == "start" else element.tail
        if said and (event == "end" or isinstance(element.tag, str)):
            line.append(said)
    yield " ".join("".join(line).split())
