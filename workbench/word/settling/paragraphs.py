"""Paragraphs that join when the mark between them goes.

A paragraph's mark ends it and carries its properties. When the mark goes, its text becomes the
beginning of the next paragraph and takes on that one's properties. That is true across the edge
of a content control too, but never across a table, and there is no next paragraph at the end of
the body, of a cell or of a note. There the mark cannot go as long as the paragraph holds anything;
an empty one goes altogether, if something else can end what it ended.
"""

from copy import deepcopy
from dataclasses import dataclass
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import (
    CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    TABLE,
    P,
    w,
)
from workbench.word.settling.content import PLACES, detach, is_empty, put_first, rehome, survivors

_FRAMES: Final = frozenset((CONTROL, CONTROL_CONTENT, CUSTOM_XML, INS, DEL, MOVE_FROM, MOVE_TO))
"""Block elements that lie around paragraphs without ending the flow of text."""
_PASSED: Final = PLACES | {
    w("proofErr"), w("sdtPr"), w("sdtEndPr"), w("customXmlPr")
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Next:
    """What follows a paragraph in its flow."""

    block: Element | None
    """A paragraph, a table, something strange, or None at the end."""
    between: list[Element]
    """Places that lie between."""


def join_paragraphs(dropped: list[Element]) -> list[Element]:
    """Join every paragraph whose mark is gone with the next one.

    Args:
        dropped: Those paragraphs, in document order.

    Returns:
        Tables that something was removed after: the next table may now follow directly.
    """
    stuck: list[Element] = []
    for paragraph in reversed(dropped):
        following = _following(paragraph)
        if following.block is not None and following.block.tag == P:
            _join(paragraph, following)
        else:
            stuck.append(paragraph)
    before = [_remove_if_empty(paragraph) for paragraph in stuck]
    return [table for table in before if table is not None]


def neighbours(paragraph: Element) -> tuple[Element | None, Element | None]:
    """The blocks before and after a paragraph in its flow; None where it begins or ends."""
    return _preceding(paragraph), _following(paragraph).block


def _join(paragraph: Element, following: _Next) -> None:
    """Put a paragraph's content first in the next one, and what lay between them after it."""
    if following.block is None:
        return
    content = [child for child in paragraph if child.tag != PPR]
    control = _emptied_control(paragraph)
    if control is not None and not is_empty(paragraph):
        framed = deepcopy(control)
        for old in list(framed.iterchildren(CONTROL_CONTENT)):
            for child in list(old):
                old.remove(child)
            old.extend(content)
        content = [framed]
    put_first(following.block, [*content, *following.between])
    detach(control if control is not None else paragraph)


def _emptied_control(paragraph: Element) -> Element | None:
    """The outermost content control that holds nothing but this paragraph; None if none does."""
    emptied, inner = None, paragraph
    while (content := inner.getparent()) is not None and content.tag == CONTROL_CONTENT:
        if inner.getnext() is not None or inner.getprevious() is not None:
            break
        control = content.getparent()
        if control is None:
            break
        emptied = inner = control
    return emptied


def _remove_if_empty(paragraph: Element) -> Element | None:
    """Remove a paragraph that has no next one to join; the table right before it, if any."""
    if not is_empty(paragraph):
        return None
    before, after = neighbours(paragraph)
    ends_something = after is None and (before is None or before.tag != P)
    if ends_something or (after is not None and after.tag != TABLE):
        return None
    if before is None and survivors(paragraph):
        return None  # nowhere to keep them in front of a table
    rehome(survivors(paragraph), paragraph)
    control = _emptied_control(paragraph)
    detach(control if control is not None else paragraph)
    return before if before is not None and before.tag == TABLE else None


def _following(paragraph: Element) -> _Next:
    between: list[Element] = []
    node: Element | None = paragraph
    while node is not None:
        for sibling in node.itersiblings():
            if sibling.tag in PLACES:
                between.append(sibling)
            elif sibling.tag not in _PASSED:
                block = _edge(sibling, between, last=False)
                if block is not None:
                    return _Next(None if block.tag == w("sectPr") else block, between)
        node = node.getparent()
        if node is None or node.tag not in _FRAMES:
            break
    return _Next(None, between)


def _preceding(paragraph: Element) -> Element | None:
    node: Element | None = paragraph
    while node is not None:
        for sibling in node.itersiblings(preceding=True):
            if sibling.tag not in _PASSED:
                block = _edge(sibling, [], last=True)
                if block is not None:
                    return block if block.tag in (P, TABLE) else None
        node = node.getparent()
        if node is None or node.tag not in _FRAMES:
            break
    return None


def _edge(block: Element, between: list[Element], *, last: bool) -> Element | None:
    """The first or last block inside frames; the block itself when it is no frame."""
    if block.tag not in _FRAMES:
        return block
    for child in block.iterchildren(reversed=last):
        if child.tag in PLACES:
            between.append(child)
        elif child.tag not in _PASSED:
            found = _edge(child, between, last=last)
            if found is not None:
                return found
    return None
