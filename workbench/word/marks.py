"""Where tracked changes stand in a part's markup, and what each of them is a change of.

WordprocessingML uses few element names in many places: `w:ins` around runs is inserted text, in
the properties of a paragraph mark an inserted paragraph mark, in those of a row an inserted row.
A `Mark` is one such element with its meaning. ECMA-376 part 1, 17.13.5.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from itertools import islice
from typing import Final

from workbench.word.branches import twins
from workbench.word.markup import Element
from workbench.word.names import (
    ALTERNATE,
    AUTHOR,
    CELL_PR,
    CONTROL,
    CUSTOM_XML,
    DEL,
    FIELD_CHAR,
    GRID,
    ID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    NUMBERING_PR,
    PPR,
    ROW_PR,
    RPR,
    RUN,
    SECTION_PR,
    SIMPLE_FIELD,
    SMART_TAG,
    TABLE_PR,
    W14,
    P,
    m,
    w,
)


class Kind(StrEnum):
    """What a tracked change is, by the name that scripts know it by."""

    INS = "ins"
    DEL = "del"
    MOVE_FROM = "moveFrom"
    MOVE_TO = "moveTo"
    PARAGRAPH_INS = "paragraph-ins"
    PARAGRAPH_DEL = "paragraph-del"
    FORMAT = "format"
    PARAGRAPH_FORMAT = "paragraph-format"
    ROW_INS = "table-row-ins"
    ROW_DEL = "table-row-del"
    CELL_INS = "cell-ins"
    CELL_DEL = "cell-del"
    CELL_MERGE = "cell-merge"
    NUMBERING = "numbering"
    SECTION = "section"
    TABLE_FORMAT = "table-format"


class Role(Enum):
    """What of the document a mark is about; this decides how it is settled."""

    CONTENT = "what stands inside the element"
    PARAGRAPH = "the mark that ends a paragraph"
    RUN = "the run whose properties it stands in"
    ROW = "a table row"
    CELL = "a table cell"
    PROPERTIES = "formatting, with the earlier formatting recorded inside"
    NUMBERING = "a paragraph's numbering"
    CONTROL = "a content control without what it holds"
    MATHS = "a formula's structure, such as its fraction bar, without what it holds"
    BARE = "nothing that can be kept or left out"


@dataclass(frozen=True, slots=True, eq=False)
class Control:
    """A content control that was put in or taken away around its content."""

    element: Element
    ranges: tuple[Element, ...]
    """What says so: range starts and ends around its opening and around its closing."""


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """One tracked change as it stands in a part."""

    element: Element
    kind: Kind
    role: Role
    move: str = ""
    """Name of the move that it is half of, the same at both ends; else empty."""
    control: "Control | None" = None
    """The content control, for a mark of one."""
    twin: "Mark | None" = None
    """The same change in the drawing, for one in the drawing's fallback."""
    hidden: bool = False
    """Whether it stands in a fallback and is no change of its own."""

    @property
    def id(self) -> str:
        """As the file says; not always there and not always its own."""
        return self.element.get(ID, "")

    @property
    def author(self) -> str:
        """As the file says; empty when it does not."""
        return self.element.get(AUTHOR, "")

    @property
    def adds(self) -> bool:
        """Whether accepting keeps what it is about and rejecting takes it away."""
        return self.kind in _ADDING


_ADDING: Final = {Kind.INS, Kind.MOVE_TO, Kind.PARAGRAPH_INS, Kind.ROW_INS, Kind.CELL_INS}
_CONTENT: Final = {
    INS: Kind.INS,
    DEL: Kind.DEL,
    MOVE_FROM: Kind.MOVE_FROM,
    MOVE_TO: Kind.MOVE_TO,
}
_PARAGRAPH: Final = _CONTENT | {INS: Kind.PARAGRAPH_INS, DEL: Kind.PARAGRAPH_DEL}
_ROW: Final = {INS: Kind.ROW_INS, DEL: Kind.ROW_DEL}
_PROPERTIES: Final = {
    w("rPrChange"): (RPR, Kind.FORMAT),
    w("pPrChange"): (PPR, Kind.PARAGRAPH_FORMAT),
    w("sectPrChange"): (SECTION_PR, Kind.SECTION),
    w("tblPrChange"): (TABLE_PR, Kind.TABLE_FORMAT),
    w("tblPrExChange"): (w("tblPrEx"), Kind.TABLE_FORMAT),
    w("trPrChange"): (ROW_PR, Kind.TABLE_FORMAT),
    w("tcPrChange"): (CELL_PR, Kind.TABLE_FORMAT),
    w("tblGridChange"): (GRID, Kind.TABLE_FORMAT),
}
_CELL: Final = {
    w("cellIns"): Kind.CELL_INS,
    w("cellDel"): Kind.CELL_DEL,
    w("cellMerge"): Kind.CELL_MERGE,
}
_NUMBERING_CHANGE: Final = w("numberingChange")
_CONTROLS: Final = {
    w("customXmlInsRangeStart"): Kind.INS,
    w("customXmlDelRangeStart"): Kind.DEL,
    w("customXmlMoveFromRangeStart"): Kind.MOVE_FROM,
    w("customXmlMoveToRangeStart"): Kind.MOVE_TO,
}
CONTROL_STARTS: Final = tuple(_CONTROLS)
CONTROL_ENDS: Final = tuple(start.replace("Start", "End") for start in _CONTROLS)
MOVE_STARTS: Final = (w("moveFromRangeStart"), w("moveToRangeStart"))
MOVE_ENDS: Final = (w("moveFromRangeEnd"), w("moveToRangeEnd"))
RANGES: Final = (*CONTROL_STARTS, *CONTROL_ENDS, *MOVE_STARTS, *MOVE_ENDS)
"""Places that changes stretch between; around nothing they are no change."""
_NAME: Final = w("name")
_NESTED: Final = 4
"""Ranges of content controls that are open at once; a file with more is made to cost time."""

RECORDED: Final = {change: properties for change, (properties, _) in _PROPERTIES.items()}
"""Each change of properties and the element that records the earlier ones inside it."""

_NOT_UNDERSTOOD: Final = tuple(
    f"{{{W14}}}{name}"
    for name in ("conflictIns", "conflictDel", "customXmlConflictInsRangeStart",
                 "customXmlConflictDelRangeStart")
)  # fmt: skip
_TAGS: Final = (*_CONTENT, *_PROPERTIES, *_CELL, _NUMBERING_CHANGE)
WRAPPING: Final = tuple(_CONTENT)
"""Elements that wrap what was inserted, deleted or moved."""
CHANGES: Final = (*_TAGS, *_CONTROLS)
"""Elements that are a tracked change where they mean something."""
EVERY_TAG: Final = (*_TAGS, *RANGES, *_NOT_UNDERSTOOD)
"""Every element that is part of a tracked change: none is left when all have been settled."""

_AUTHORED: Final = (w("comment"), *_TAGS, *_CONTROLS, *MOVE_STARTS)
_HOLDERS: Final = (RPR, PPR, ROW_PR, CELL_PR, TABLE_PR, SECTION_PR, NUMBERING_PR, GRID)
_CTRL_PR: Final = m("ctrlPr")


def find_marks(root: Element) -> list[Mark]:
    """Every tracked change of a part that has a meaning where it stands, in document order."""
    moves = _move_names(root)
    controls = _controls(root)
    recorded = _recorded(root)
    marks: list[Mark] = []
    for element in root.iter(*CHANGES):
        if element in recorded:
            continue
        marks += (
            Mark(element, kind, role, moves.get(element, "")) for kind, role in _meaning(element)
        )
        marks += (
            Mark(element, _CONTROLS[str(element.tag)], Role.CONTROL, control=control)
            for control in controls.get(element, ())
        )
    return marks if next(root.iter(ALTERNATE), None) is None else _with_twins(marks)


def find_unknown(root: Element, authored: int) -> list[Element]:
    """Marks of tracked changes that are not understood, or stand where they mean nothing.

    Args:
        root: The part.
        authored: How many attributes named `author` the part has.
    """
    unknown = dict.fromkeys(root.iter(*_NOT_UNDERSTOOD))
    known = 0
    recorded = _recorded(root)
    for element in root.iter(*_AUTHORED):
        known += element.get(AUTHOR) is not None
        if element.tag in _TAGS and element not in recorded and not any(_meaning(element)):
            unknown[element] = None
    if authored > known + len(unknown):  # seldom: looking at every element costs
        strange = (e for e in root.iter("*") if e.get(AUTHOR) is not None)
        unknown |= dict.fromkeys(e for e in strange if e.tag not in _AUTHORED)
    return list(unknown)


def _meaning(element: Element) -> Iterator[tuple[Kind, Role]]:
    """The mark's kind and role; nothing when it stands where it means nothing."""
    parent = element.getparent()
    if parent is None:
        return
    tag = str(element.tag)
    if tag in _CONTENT:
        yield from _run_level(tag, parent)
    elif tag in _PROPERTIES:
        expected, kind = _PROPERTIES[tag]
        if parent.tag == expected:
            yield kind, Role.PROPERTIES
    elif tag in _CELL:
        if parent.tag == CELL_PR:
            yield _CELL[tag], Role.CELL
    elif tag == _NUMBERING_CHANGE and parent.tag in (NUMBERING_PR, FIELD_CHAR, SIMPLE_FIELD):
        yield Kind.NUMBERING, Role.NUMBERING


def _run_level(tag: str, parent: Element) -> Iterator[tuple[Kind, Role]]:
    """The meaning of `w:ins`, `w:del`, `w:moveFrom` and `w:moveTo` by where they stand."""
    above = parent.getparent()
    inner = above if parent.tag == RPR else parent
    if inner is not None and inner.tag == _CTRL_PR:
        yield _CONTENT[tag], Role.MATHS
    elif parent.tag == RPR:
        yield from _in_run_properties(tag, above)
    elif parent.tag == ROW_PR:
        if tag in _ROW:
            yield _ROW[tag], Role.ROW
    elif parent.tag == NUMBERING_PR:
        if tag == INS:
            yield Kind.NUMBERING, Role.NUMBERING
    elif parent.tag not in _HOLDERS:
        yield _CONTENT[tag], Role.CONTENT


def _in_run_properties(tag: str, above: Element | None) -> Iterator[tuple[Kind, Role]]:
    if above is None:
        return
    holder = above.getparent()
    if above.tag == PPR and holder is not None and holder.tag == P:
        yield _PARAGRAPH[tag], Role.PARAGRAPH
    elif above.tag in (RUN, m("r")):
        yield _CONTENT[tag], Role.RUN
    else:
        yield _CONTENT[tag], Role.BARE


def _recorded(root: Element) -> set[Element]:
    """What belongs to earlier properties that some other change has recorded."""
    return {e for change in root.iter(*_PROPERTIES) for e in change.iterdescendants(*_TAGS)}


def _move_names(root: Element) -> dict[Element, str]:
    """Each half of a move and the name that joins it with its other half."""
    names: dict[Element, str] = {}
    inside: dict[tuple[Element, str], str] = {}
    open_ranges: dict[str, dict[str, str]] = {MOVE_FROM: {}, MOVE_TO: {}}
    if next(root.iter(*MOVE_STARTS), None) is None:
        return names
    for element in root.iter(MOVE_FROM, MOVE_TO, *MOVE_STARTS, *MOVE_ENDS):
        tag = str(element.tag)
        half = open_ranges[MOVE_FROM if "moveFrom" in tag else MOVE_TO]
        if tag in MOVE_STARTS:
            half[element.get(ID, "")] = element.get(_NAME, "")
        elif tag in MOVE_ENDS:
            half.pop(element.get(ID, ""), None)
        elif half:
            names[element] = half[next(reversed(half))]
        # A paragraph's mark stands in its properties, before the range that starts inside it.
        elif (paragraph := next(element.iterancestors(P), None)) is not None:
            if (paragraph, tag) not in inside:
                start = next(paragraph.iter(f"{tag}RangeStart"), None)
                inside[paragraph, tag] = "" if start is None else start.get(_NAME, "")
            names[element] = inside[paragraph, tag]
    return names


def _controls(root: Element) -> dict[Element, list[Control]]:
    """For each range start around the opening of a content control, that control.

    Word writes one range around a control's opening and one around its closing; others write
    one around all of it.
    """
    opened: dict[tuple[str, str], tuple[Element, list[Element]]] = {}
    ranges: dict[Element, list[Element]] = {}
    found: list[tuple[Element, Element]] = []
    if next(root.iter(*_CONTROLS), None) is None:
        return {}
    for element in root.iter(CONTROL, CUSTOM_XML, SMART_TAG, *_CONTROLS, *CONTROL_ENDS):
        tag = str(element.tag)
        if tag in _CONTROLS:
            opened[tag.replace("Start", "End"), element.get(ID, "")] = element, []
        elif tag not in CONTROL_ENDS:
            for _, inside in islice(reversed(opened.values()), _NESTED):
                inside.append(element)
        elif (tag, element.get(ID, "")) in opened:
            start, inside = opened.pop((tag, element.get(ID, "")))
            found += ((start, control) for control in inside)
            for control in inside or _closed_between(start, element):
                ranges.setdefault(control, []).extend((start, element))
    controls: dict[Element, list[Control]] = {}
    for start, control in found:
        controls.setdefault(start, []).append(Control(control, tuple(ranges[control])))
    return controls


def _closed_between(start: Element, end: Element) -> list[Element]:
    above_end = set(end.iterancestors())
    above_start = start.iterancestors(CONTROL, CUSTOM_XML, SMART_TAG)
    return [control for control in above_start if control not in above_end][:1]


def _with_twins(marks: list[Mark]) -> list[Mark]:
    """Tell marks that are not shown, and pair each with the same mark where it is shown."""
    pairs = twins(dict.fromkeys(mark.element for mark in marks))
    by_element = {mark.element: mark for mark in marks if mark.element not in pairs}

    def told(mark: Mark) -> Mark:
        if mark.element not in pairs:
            return mark
        twin = pairs[mark.element]
        return replace(mark, twin=None if twin is None else by_element.get(twin), hidden=True)

    return [told(mark) for mark in marks]
