"""A document as a list of what a reader sees, so that two files can be compared exactly."""

from collections.abc import Iterator

from workbench.word.markup import Element
from workbench.word.names import (
    BODY,
    CELL,
    COMMENT_REFERENCE,
    CONTROL,
    CONTROL_CONTENT,
    ID,
    PPR,
    ROW,
    RPR,
    RUN,
    TABLE,
    TEXT_BOX,
    P,
    w,
)
from workbench.word.package import Package
from workbench.word.text import ATOMS, shown

Seen = tuple[object, ...]
_UNSEEN = (w("lang"), w("noProof"))


def seen(package: Package) -> list[Seen]:
    """Paragraphs with their formatting, their characters with their look, tables cell by cell.

    Text boxes stand where they are, and notes last, in the order of their signs.
    """
    root = package.tree(package.main)
    body = root.find(BODY)
    return [*([] if body is None else _blocks(body)), *_notes(package, root)]


def _notes(package: Package, root: Element) -> Iterator[Seen]:
    part = package.find("footnotes")
    if part is None:
        return
    notes = {note.get(ID): note for note in package.tree(part)}
    for sign in root.iter(w("footnoteReference")):
        yield "note", *_blocks(notes[sign.get(ID)])


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
        if next(run.iterancestors(P)) is not paragraph:
            continue
        look = run.find(RPR)
        looks = [] if look is None else [_told(e) for e in look if e.tag not in _UNSEEN]
        for child in run:
            if child.tag in ATOMS:
                out += [(character, looks) for character in shown(child)]
            elif child.tag not in (RPR, COMMENT_REFERENCE):
                boxes = [list(_blocks(box)) for box in child.iter(TEXT_BOX)]
                out.append((child.tag, looks, boxes))
    return out


def _told(element: Element) -> tuple[str, ...]:
    return (str(element.tag), *(f"{k}={v}" for k, v in sorted(element.attrib.items())))
