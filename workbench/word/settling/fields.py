"""Fields of which only a part was left.

A complex field is a row of signs among the runs: begin, code, separator, result, end. Word marks
a deleted field sign by sign, and some programs leave its code unmarked. What is left of a field
that lost a sign is removed, and its result stays as text.
"""

from typing import Final

from workbench.word.markup import Element
from workbench.word.names import (
    DEL,
    FIELD_CHAR,
    INS,
    INSTRUCTION,
    MOVE_FROM,
    MOVE_TO,
    RPR,
    RUN,
    w,
)
from workbench.word.settling.content import detach, leave_out

_KIND: Final = w("fldCharType")


def broken_signs(root: Element) -> set[Element]:
    """Field signs and codes that belong to no whole field."""
    broken: set[Element] = set()
    open_fields: list[list[Element]] = []
    for sign in root.iter(FIELD_CHAR, INSTRUCTION):
        kind = sign.get(_KIND)
        if kind == "begin":
            open_fields.append([sign])
        elif not open_fields:
            broken.add(sign)
        elif kind == "end":
            open_fields.pop()
        else:
            open_fields[-1].append(sign)
    return broken.union(*open_fields)


def mend_fields(root: Element, already_broken: set[Element]) -> None:
    """Remove the signs of fields that settling broke; those that came broken stay as they were."""
    for sign in broken_signs(root) - already_broken:
        run = sign.getparent()
        if next(sign.iterancestors(INS, DEL, MOVE_FROM, MOVE_TO), None) is not None:
            continue  # somebody has yet to decide on it
        detach(sign)
        if run is not None and run.tag == RUN and all(child.tag == RPR for child in run):
            leave_out(run)
