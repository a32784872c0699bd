"""A document as a list of what a reader sees, so that two files can be compared exactly."""

from collections.abc import Iterator

from workbench.word.markup import Element
from workbench.word.names import (
    BODY,
    CELL,
    COMMENT_REFERENCE,
    CONTROL,
    CONTROL_CONTENT,
    PPR,
    ROW,
    RPR,
    RUN,
    TABLE,
    P,
    w,
)
from workbench.word.package import Package
from workbench.word.text import ATOMS, shown

Seen = tuple[object, ...]
_UNSEEN = (w("lang"), w("noProof"))


def seen(package: Package) -> list[Seen]:
    """Paragraphs with their formatting, their characters with their look, tables cell by cell."""
    body = package.tree(package.main).find(BODY)
    return [] if body is None else list(_blocks(body))


def _blocks(holder: Element) -> Iterator[Seen]:
    for element in holder:
        if element.tag == P:
            yield "p", _paragraph_format(element), _characters(element)
        elif element.tag in (TABLE, ROW, CELL):
            yield (str(element.tag),)
            yield from _blocks(element)
            yield ("end",)
        elif element.tag in (CONTROL, CONTROL_CONTENT):
            yield from _blocks(element)


def _paragraph_format(paragraph: Element) -> list[tuple[str, ...]]:
    properties = paragraph.find(PPR)
    if properties is None:
        return []
    return sorted(_told(child) for child in properties if child.tag != RPR)


def _characters(paragraph: Element) -> list[object]:
    out: list[object] = []
    for run in paragraph.iter(RUN):
        look = run.find(RPR)
        looks = [] if look is None else [_told(e) for e in look if e.tag not in _UNSEEN]
        for child in run:
            if child.tag in ATOMS:
                out += [(character, looks) for character in shown(child)]
            elif child.tag not in (RPR, COMMENT_REFERENCE):
                out.append((child.tag, looks))
    return out


def _told(element: Element) -> tuple[str, ...]:
    return (str(element.tag), *(f"{k}={v}" for k, v in sorted(element.attrib.items())))
