"""Formatting: forgetting what it was, or putting it back.

A change of properties stands inside the properties it changed and records the earlier ones.
Rejecting puts those back, except for what the recorded form cannot hold and so did not change:
a paragraph mark's own marks, a section's headers, a row's insertion. ECMA-376 part 1, 17.13.5.
"""

from typing import Final

from workbench.word.marks import EVERY_TAG, RECORDED, Mark
from workbench.word.markup import Element
from workbench.word.names import (
    CELL_PR,
    DEL,
    GRID,
    INS,
    MOVE_FROM,
    MOVE_TO,
    NUMBERING_PR,
    PPR,
    ROW_PR,
    RPR,
    SECTION_PR,
    VAL,
    w,
)
from workbench.word.settling.content import detach
from workbench.word.settling.decision import Decision, Unsettled

_KEPT_FIRST: Final = {
    RPR: (INS, DEL, MOVE_FROM, MOVE_TO),
    SECTION_PR: (w("headerReference"), w("footerReference")),
}
_KEPT_LAST: Final = {
    PPR: (RPR, SECTION_PR),
    ROW_PR: (INS, DEL),
    CELL_PR: (w("cellIns"), w("cellDel"), w("cellMerge")),
}
_MAY_RECORD_NOTHING: Final = frozenset((RPR, SECTION_PR, GRID))
"""LibreOffice leaves out empty run formatting; the standard lets the other two go unrecorded, and
then there is nothing to put back."""
_OPTIONAL: Final = frozenset((RPR, PPR, ROW_PR, CELL_PR, NUMBERING_PR, w("tblPrEx")))
_BEFORE_MERGE: Final = (w("hMerge"), w("gridSpan"), w("tcW"), w("cnfStyle"))
_MERGE: Final = w("vMerge")
_MERGED: Final = {"rest": "restart", "cont": "continue"}


def settle_properties(mark: Mark, decision: Decision) -> None:
    """Forget the earlier formatting, or put it back.

    Raises:
        Unsettled: Nothing was recorded that could be put back.
    """
    change = mark.element
    properties = change.getparent()
    recorded = change.find(RECORDED[str(change.tag)])
    if properties is None:
        return
    if recorded is None and decision is Decision.REJECT:
        if properties.tag not in _MAY_RECORD_NOTHING:
            raise Unsettled("den tidigare formateringen finns inte i filen")
        recorded = properties.makeelement(RPR) if properties.tag == RPR else None
    if recorded is not None and decision is Decision.REJECT:
        _restore(properties, recorded)
    else:
        detach(change)
    tidy(properties)


def _restore(properties: Element, recorded: Element) -> None:
    tag = str(properties.tag)
    first = [child for child in properties if child.tag in _KEPT_FIRST.get(tag, ())]
    last = [child for child in properties if child.tag in _KEPT_LAST.get(tag, ())]
    for mark in list(recorded.iter(*EVERY_TAG)):
        detach(mark)
    back = list(recorded)
    if tag == SECTION_PR and any(child.tag in _KEPT_FIRST[SECTION_PR] for child in back):
        first = []
    for child in list(properties):
        properties.remove(child)
    properties.extend((*first, *back, *last))


def tidy(properties: Element) -> None:
    """Remove properties that hold nothing any more, and those around them."""
    while properties.tag in _OPTIONAL and not len(properties):
        parent = properties.getparent()
        if parent is None:
            return
        parent.remove(properties)
        properties = parent


def settle_numbering(mark: Mark, decision: Decision) -> None:
    """Keep or take away a paragraph's numbering; a changed number has nothing to go back to."""
    numbering = mark.element.getparent()
    if numbering is None:
        return
    if mark.element.tag == INS and decision is Decision.REJECT:
        parent = numbering.getparent()
        detach(numbering)
        if parent is not None:
            tidy(parent)
    else:
        detach(mark.element)
        tidy(numbering)


def settle_merge(mark: Mark, decision: Decision) -> None:
    """Merge a cell with those above and below it, or put it back as it was."""
    change, properties = mark.element, mark.element.getparent()
    if properties is None:
        return
    attribute = "vMerge" if decision is Decision.ACCEPT else "vMergeOrig"
    wanted = _MERGED.get(change.get(w(attribute), ""))
    for merge in properties.findall(_MERGE):
        properties.remove(merge)
    if wanted is not None:
        merge = properties.makeelement(_MERGE, {VAL: wanted})
        after = next((e for tag in _BEFORE_MERGE for e in properties.iterchildren(tag)), None)
        if after is None:
            properties.insert(0, merge)
        else:
            after.addnext(merge)
    detach(change)
    tidy(properties)
