"""Content that a mark wraps: keeping it, or leaving it out without what others hold on to.

Places inside text that is left out are not left out with it: the end of a bookmark that started
before, and every comment. A comment on deleted text is kept as a comment on the point where the
text was, for a comment is somebody's words and only a person may throw them away.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from workbench.word.marks import CONTROL_ENDS, CONTROL_STARTS, MOVE_ENDS, MOVE_STARTS
from workbench.word.markup import Element
from workbench.word.names import (
    COMMENT_END,
    COMMENT_REFERENCE,
    COMMENT_START,
    DEL,
    DELETED_INSTRUCTION,
    DELETED_TEXT,
    HYPERLINK,
    ID,
    INSTRUCTION,
    PPR,
    RPR,
    RUN,
    SIMPLE_FIELD,
    SMART_TAG,
    TEXT,
    P,
    m,
    w,
)

_LARGE: Final = 500
"""Elements in one that is removed piece by piece: lxml takes the square of their number to remove
them together."""
_PAIRED: Final = (w("bookmarkStart"), w("bookmarkEnd"), w("permStart"), w("permEnd"))
PLACES: Final = frozenset(
    (*_PAIRED, COMMENT_START, COMMENT_END, *MOVE_STARTS, *MOVE_ENDS, *CONTROL_STARTS, *CONTROL_ENDS)
)
"""Elements that mark a place and hold nothing; they stand between runs and between paragraphs."""
_NOTHING: Final = PLACES | {w("proofErr")}
_PRUNED: Final = frozenset(
    (HYPERLINK, SMART_TAG, SIMPLE_FIELD, w("dir"), w("bdo"), m("r"), m("oMath"), m("oMathPara"))
)
"""What exists only for its content. Marks are not among them: an insertion in which everything
has been deleted is still its author's, to be decided as such."""
_OWN_PROPERTIES: Final = frozenset(
    (RPR, w("smartTagPr"), w("fldData"), m("rPr"), m("oMathParaPr"))
)  # fmt: skip


def keep(element: Element) -> None:
    """Put an element's content in its place, deleted text as ordinary text again."""
    for deleted in list(element.iter(DELETED_TEXT, DELETED_INSTRUCTION)):
        if next((d for d in deleted.iterancestors(DEL) if d is not element), None) is None:
            undelete(deleted)
    for child in list(element):
        element.addprevious(child)
    parent = element.getparent()
    detach(element)
    prune(parent)


def undelete(text: Element) -> None:
    """Make deleted text or a deleted field code an ordinary one."""
    text.tag = TEXT if text.tag == DELETED_TEXT else INSTRUCTION


def leave_out(element: Element) -> None:
    """Remove an element with its content, and what is empty without it; places are kept."""
    rehome(survivors(element), element)
    parent = element.getparent()
    detach(element)
    prune(parent)


def detach(element: Element) -> None:
    """Remove an element with what is in it, and nothing else."""
    parent = element.getparent()
    if parent is None:
        return
    if next(islice(element.iter(), _LARGE, None), None) is not None:
        for inner in reversed(list(element.iterdescendants())):
            detach(inner)
    parent.remove(element)


def prune(element: Element | None) -> None:
    """Remove an element that exists only for its content, once it has none; then its parents."""
    while element is not None and element.tag in _PRUNED:
        if any(child.tag not in _OWN_PROPERTIES for child in element):
            return
        parent = element.getparent()
        detach(element)
        element = parent


def survivors(element: Element) -> list[Element]:
    """Places and comment signs below an element that must outlive it, in document order."""
    found = [e for e in element.iter(*PLACES, COMMENT_REFERENCE) if e is not element]
    pairs = Counter((_family(e), e.get(ID)) for e in found if e.tag in _PAIRED)
    kept = (e for e in found if pairs[_family(e), e.get(ID)] != 2)  # both ends
    return [_sign(e) if e.tag == COMMENT_REFERENCE else e for e in kept]


def rehome(places: Iterable[Element], element: Element) -> None:
    """Move places out of an element that goes: before it, or into the nearest paragraph."""
    parent = element.getparent()
    if parent is not None and next(element.iterancestors(P), None) is not None:
        for place in places:
            element.addprevious(place)
        return
    moved = list(places)
    if not moved:
        return
    before = next(_paragraphs_before(element), None)
    if before is not None:
        before.extend(moved)
        return
    after = next(_paragraphs_after(element), None)
    if after is not None:
        put_first(after, moved)


def put_first(paragraph: Element, content: Iterable[Element]) -> None:
    """Put content first in a paragraph, after its properties."""
    first = next(paragraph.iterchildren(), None)
    if first is not None and first.tag != PPR:
        first = None
    for child in content:
        if first is None:
            paragraph.insert(0, child)
        else:
            first.addnext(child)
        first = child


def is_empty(paragraph: Element) -> bool:
    """Whether a paragraph shows nothing: at most places, and runs with nothing in them."""
    return all(
        child.tag in _NOTHING
        or child.tag == PPR
        or (child.tag == RUN and all(inner.tag == RPR for inner in child))
        for child in paragraph
    )


def _family(element: Element) -> str:
    return str(element.tag).removesuffix("Start").removesuffix("End")


def _sign(reference: Element) -> Element:
    """The run of a comment sign, without anything else that stood in it."""
    run = reference.getparent()
    if run is None or run.tag != RUN:
        return reference
    for other in list(run):
        if other is not reference and other.tag != RPR:
            run.remove(other)
    return run


def _paragraphs_before(element: Element) -> Iterator[Element]:
    for above in (element, *element.iterancestors()):
        for sibling in above.itersiblings(preceding=True):
            yield from _paragraphs_backwards(sibling)


def _paragraphs_backwards(element: Element) -> Iterator[Element]:
    """Paragraphs at and below an element, the last first, without looking at the others."""
    if element.tag == P:
        yield element
    else:
        for child in element.iterchildren(reversed=True):
            yield from _paragraphs_backwards(child)


def _paragraphs_after(element: Element) -> Iterator[Element]:
    for above in (element, *element.iterancestors()):
        for sibling in above.itersiblings():
            yield from sibling.iter(P)
