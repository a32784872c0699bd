"""Formatting that changed: the new one, with the earlier one recorded inside.

ECMA-376 part 1, 17.13.5.29 (paragraphs), 17.13.5.31 (runs) and onwards. A paragraph's record holds
neither the look of its mark, which has a record of its own, nor its section.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from workbench.word.comparing.fingerprint import is_bookkeeping
from workbench.word.comparing.inline import Reader
from workbench.word.comparing.pen import Pen, copy_of, element, in_mark
from workbench.word.comparing.side import By, Desk, Side, Versions
from workbench.word.marks import EVERY_TAG
from workbench.word.markup import Element
from workbench.word.names import GRID, ID, PPR, RPR, SECTION_PR, w
from workbench.word.settling.content import PLACES

STATIONERY: Final = frozenset((w("headerReference"), w("footerReference"), w("printerSettings")))
"""What of a section leads to other parts."""
_APART: Final = frozenset((RPR, SECTION_PR))
_MARKS: Final = frozenset(EVERY_TAG)


def changed_look(old: Element | None, new: Element | None, pen: Pen) -> Element:
    """A run's properties that were changed."""
    look = element(RPR)
    look.extend(_copies(new))
    change = pen.mark(w("rPrChange"))
    earlier = element(RPR)
    earlier.extend(_copies(old))
    change.append(earlier)
    look.append(change)
    return look


def kept_paragraph(
    old: Element | None, new: Element | None, readers: tuple[Reader, Reader], pen: Pen
) -> Element:
    """The properties of a paragraph that is in both files."""
    properties = element(PPR)
    before, after = readers
    format_changed = before.format_key(old) != after.format_key(new)
    source = new if format_changed else old
    properties.extend(c for c in _copies(source) if c.tag not in _APART)
    if format_changed:
        change = pen.mark(w("pPrChange"))
        earlier = element(PPR)
        earlier.extend(c for c in _copies(old) if c.tag not in _APART)
        change.append(earlier)
        properties.append(change)
    _keep_mark(properties, _child(old, RPR), _child(new, RPR), readers, pen)
    return properties


def _keep_mark(
    properties: Element,
    old: Element | None,
    new: Element | None,
    readers: tuple[Reader, Reader],
    pen: Pen,
) -> None:
    """The look of a paragraph's mark."""
    if readers[0].look_key(old) != readers[1].look_key(new):
        look = in_mark(properties)
        look.extend(changed_look(old, new, pen))
    elif old is not None and len(old):
        in_mark(properties).extend(_copies(old))


def lone_paragraph(source: Element | None) -> Element:
    """The properties of a paragraph that is in one file only."""
    properties = element(PPR)
    properties.extend(_copies(source))
    return properties


def keep_section(properties: Element, versions: Versions, desk: Desk) -> None:
    """Mark what changed in a section's layout, in place; headers and footers stay."""
    shown = [c for c in properties if c.tag not in STATIONERY and c.tag not in _MARKS]
    by, new = _changed(shown, versions, desk, "sidlayouten i ett avsnitt")
    if new is None:
        return
    change = desk.pen(by).mark(w("sectPrChange"))
    earlier = element(SECTION_PR)
    for child in shown:
        earlier.append(child)
    change.append(earlier)
    properties.extend((*(c for c in _copies(new) if c.tag not in STATIONERY), change))


def keep_table_properties(holder: Element, tag: str, versions: Versions, desk: Desk) -> None:
    """Mark what changed in the properties of a table, a row or a cell, in place.

    Args:
        holder: The table, row or cell of the earlier file.
        tag: The properties' name, such as `w:tcPr`.
        versions: The same table, row or cell in the later files.
        desk: Readers and pens.
    """
    old = holder.find(tag)
    mine = list(_copies(old))
    holders = [(side, _or_empty(other.find(tag), tag)) for side, other in versions]
    by, new = _changed(mine, holders, desk, "formatet på en tabell, rad eller cell")
    if new is None:
        return
    change = desk.pen(by).mark(f"{tag}Change")
    earlier = element(tag)
    earlier.extend(mine)
    change.append(earlier)
    properties = old
    if properties is None:
        properties = element(tag)
        holder.insert(0 if tag != w("trPr") else _row_head(holder), properties)
    for child in list(properties):
        properties.remove(child)
    properties.extend((*_copies(new), change))


def _changed(
    mine: Sequence[Element], versions: Versions, desk: Desk, what: str
) -> tuple[By, Element | None]:
    """The change to be marked: Word has room for one. What others changed otherwise is told."""
    told = desk.old.told(mine)
    made: dict[str, list[tuple[Side, Element]]] = {}
    for side, new in versions:
        wanted = [c for c in _copies(new) if c.tag not in STATIONERY]
        made.setdefault(side.reader.told(wanted), []).append((side, new))
    made.pop(told, None)
    if not made:
        return (), None
    first, *others = made.values()
    for other in others:
        desk.tell(tuple(side for side, _ in other), what)
    return tuple(side for side, _ in first), first[0][1]


def _or_empty(properties: Element | None, tag: str) -> Element:
    return element(tag) if properties is None else properties


def keep_grid(old: Element | None, versions: Versions, desk: Desk) -> None:
    """Mark what changed in a table's column widths, in place."""
    if old is None:
        return
    mine = list(_copies(old))
    widths = [dict(c.attrib) for c in mine]
    changed = [(s, new) for s, new in versions if [dict(c.attrib) for c in _copies(new)] != widths]
    if not changed:
        return
    by, new = _changed(mine, changed, desk, "kolumnbredderna i en tabell")
    if new is None:
        return
    change = element(w("tblGridChange"), {ID: desk.pen(by).number()})
    earlier = element(GRID)
    earlier.extend(mine)
    change.append(earlier)
    for child in list(old):
        old.remove(child)
    old.extend((*_copies(new), change))


def _row_head(row: Element) -> int:
    return 1 if len(row) and row[0].tag == w("tblPrEx") else 0


def _child(properties: Element | None, tag: str) -> Element | None:
    return None if properties is None else properties.find(tag)


def _copies(properties: Element | None) -> Iterable[Element]:
    """Copies of the children that say something, without marks or bookkeeping."""
    if properties is None:
        return
    for child in properties.iterchildren("*"):
        if child.tag not in _MARKS:
            copied = copy_of(child)
            clean(copied)
            yield copied


def fit(copied: Element) -> None:
    """Make what was copied from a later file fit for the earlier one, its relations left out.

    Bookmarks and comments of the later file stay there: the earlier file has places of its own.
    """
    clean(copied)
    for place in list(copied.iter(*PLACES)):
        holder = place.getparent()
        if holder is not None:
            holder.remove(place)


def clean(copied: Element) -> None:
    """Take away what only the program that wrote an element had use for."""
    for inner in copied.iter("*"):
        for name in [n for n in inner.attrib if is_bookkeeping(str(n)) and "space" not in str(n)]:
            del inner.attrib[name]
