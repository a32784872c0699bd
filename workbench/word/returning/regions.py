"""Which paragraphs belong to which section: by content control, else bookmark, else heading.

Word keeps the controls that a working copy is made with; LibreOffice and Google Docs may drop
them, and people paste text into new documents. Bookmarks are the next best, and last come the
headings, which begin with the section's number.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import BODY, CONTROL, CONTROL_CONTENT, ID, TABLE, VAL, P, w
from workbench.word.package import Package
from workbench.word.styles import Styles
from workbench.word.text import all_text
from workbench.word.writer.runs import bookmark_name

_TAG: Final = f"{w('sdtPr')}/{w('tag')}"
_BOOKMARK: Final = w("bookmarkStart")
_BOOKMARK_END: Final = w("bookmarkEnd")
_NAME: Final = w("name")
_NOT_TEXT: Final = ("Ställningstagande:", "Avvikande lydelse (")
_DEVIATION: Final = "har en avvikande uppfattning, se"


@dataclass(frozen=True, slots=True)
class Region:
    """A section's text in a file."""

    key: str
    blocks: tuple[Element, ...]
    """Paragraphs and tables in order."""
    found_by: str
    """Swedish, for the account."""


def find_regions(package: Package, headings: Mapping[str, str]) -> dict[str, Region]:
    """Find the sections of a file.

    Args:
        package: Its tracked changes may be settled or not.
        headings: What each section's heading says, by section key; a heading may say more.

    Returns:
        The regions found, by section key; what is not there is left out.
    """
    body = package.tree(package.main).find(BODY)
    if body is None:
        return {}
    blocks = list(_blocks(body))
    found: dict[str, Region] = {}
    by_heading = _by_heading(blocks, headings, Styles(package))
    for key in headings:
        by_control, by_bookmark = _in_control(body, key), _in_bookmark(body, blocks, key)
        if by_control:
            found[key] = Region(key, by_control, "innehållskontroll")
        elif by_bookmark:
            found[key] = Region(key, by_bookmark, "bokmärke")
        elif key in by_heading:
            found[key] = Region(key, by_heading[key], "rubrik")
    return found


def _blocks(holder: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, those in content controls too."""
    for child in holder.iterchildren("*"):
        if child.tag in (P, TABLE):
            yield child
        elif child.tag == CONTROL:
            content = child.find(CONTROL_CONTENT)
            if content is not None:
                yield from _blocks(content)
        elif child.tag in (w("ins"), w("del"), w("moveFrom"), w("moveTo"), w("customXml")):
            yield from _blocks(child)


def _in_control(body: Element, key: str) -> tuple[Element, ...]:
    found: list[Element] = []
    for control in body.iter(CONTROL):
        tag, content = control.find(_TAG), control.find(CONTROL_CONTENT)
        if tag is not None and tag.get(VAL) == key and content is not None:
            found += _blocks(content)
    return tuple(found)


def _in_bookmark(body: Element, blocks: list[Element], key: str) -> tuple[Element, ...]:
    name = bookmark_name(key, "_text_")
    start = next((e for e in body.iter(_BOOKMARK) if e.get(_NAME) == name), None)
    if start is None:
        return ()
    ends = (e for e in body.iter(_BOOKMARK_END) if e.get(ID) == start.get(ID))
    end = next(ends, None)
    if end is None:
        return ()
    order = {element: place for place, element in enumerate(body.iter("*"))}
    inside = []
    for block in blocks:
        last = max(order[e] for e in block.iter("*"))
        if last >= order[start] and order[block] <= order[end]:
            inside.append(block)
    return tuple(inside)


def _by_heading(
    blocks: Iterable[Element], headings: Mapping[str, str], styles: Styles
) -> dict[str, tuple[Element, ...]]:
    wanted = {" ".join(words.casefold().split()): key for key, words in headings.items()}
    found: dict[str, list[Element]] = {}
    key, level = "", 0
    for block in blocks:
        here = styles.heading_level(block) if block.tag == P else None
        if here is not None:
            words = " ".join(all_text(block).casefold().split())
            named = wanted.get(words) or _numbered(words, headings)
            if named or (key and here <= level):
                key, level = named, here
                continue
        if key and not _is_frame(block):
            found.setdefault(key, []).append(block)
    return {key: tuple(inside) for key, inside in found.items()}


def _numbered(words: str, headings: Mapping[str, str]) -> str:
    number = words.partition(" ")[0].rstrip(".")
    return number if number in headings and number[:1].isdecimal() else ""


def _is_frame(block: Element) -> bool:
    """Whether a paragraph under a heading is the document's own and no part of the text."""
    text = all_text(block)
    return block.tag == P and (text.startswith(_NOT_TEXT) or _DEVIATION in text)
