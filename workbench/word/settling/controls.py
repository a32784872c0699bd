"""Frames around content: content controls, and the structures of a formula.

Such a frame was put in or taken away without what it holds; what it holds has marks of its own.
"""

from typing import Final

from workbench.word.marks import Mark
from workbench.word.markup import Element
from workbench.word.names import CONTROL, CONTROL_CONTENT, RPR, m, w
from workbench.word.settling.content import detach, prune
from workbench.word.settling.decision import Decision
from workbench.word.settling.properties import tidy

_FRAME: Final = frozenset((w("customXmlPr"), w("smartTagPr")))
_ARGUMENTS: Final = frozenset(
    m(name) for name in ("e", "num", "den", "sub", "sup", "deg", "fName", "lim")
)
_CTRL_PR: Final = m("ctrlPr")


def settle_control(mark: Mark, decision: Decision) -> None:
    """Keep a content control, or take it away from around its content."""
    if mark.control is None:
        return
    for boundary in mark.control.ranges:
        detach(boundary)
    if not decision.keeps(mark):
        unwrap_control(mark.control.element)


def unwrap_control(control: Element) -> None:
    """Put what a control holds in its place."""
    holder = control.find(CONTROL_CONTENT) if control.tag == CONTROL else control
    for child in list(holder) if holder is not None else ():
        if child.tag not in _FRAME:
            control.addprevious(child)
    parent = control.getparent()
    detach(control)
    prune(parent)


def settle_structure(mark: Mark, decision: Decision) -> None:
    """Keep a formula's structure, or take it away and leave what stands in it side by side."""
    control_pr = next(mark.element.iterancestors(_CTRL_PR), None)
    properties = None if control_pr is None else control_pr.getparent()
    for child in list(mark.element):
        mark.element.addprevious(child)
    parent = mark.element.getparent()
    detach(mark.element)
    if parent is not None and parent.tag == RPR:
        tidy(parent)
    if decision.keeps(mark) or properties is None or not str(properties.tag).endswith("Pr"):
        return
    structure = properties.getparent()
    if structure is None:
        return
    for argument in [e for e in structure.iter(*_ARGUMENTS) if _is_argument_of(e, structure)]:
        for child in list(argument):
            if child.tag not in (m("argPr"), _CTRL_PR):
                structure.addprevious(child)
    above = structure.getparent()
    detach(structure)
    prune(above)


def _is_argument_of(argument: Element, structure: Element) -> bool:
    """Whether no other structure lies between; a matrix has its rows between."""
    parent = argument.getparent()
    if parent is not None and parent.tag == m("mr"):
        parent = parent.getparent()
    return parent is structure
