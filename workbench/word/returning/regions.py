"""Which paragraphs belong to which section, whatever was lost on the way.

By content control, else by bookmark, else by heading, else by what the section said when it went
out. Word keeps the controls that a working copy is made with; LibreOffice and Google Docs may drop
them, and people paste text into new documents. What was written just outside the place of a
section belongs to it too: nobody sees where a control ends.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import (
    BODY,
    CONTROL,
    CONTROL_CONTENT,
    ID,
    PPR,
    SECTION_PR,
    TABLE,
    VAL,
    P,
    w,
)
from workbench.word.package import Package
from workbench.word.returning.likely_places import likely_places
from workbench.word.styles import Styles
from workbench.word.text import all_text
from workbench.word.writer.runs import bookmark_name

BY_TEXT: Final = "texten"
BY_HEADING: Final = "rubrik"
_TAG: Final = f"{w('sdtPr')}/{w('tag')}"
_BOOKMARK: Final = w("bookmarkStart")
_BOOKMARK_END: Final = w("bookmarkEnd")
_NAME: Final = w("name")
_PAGE: Final = re.compile(r" \d{1,4}$")
"""Ends a line of the table of contents, which programs may make plain paragraphs of."""
_NOT_TEXT: Final = ("Ställningstagande:", "Avvikande lydelse (")
_DEVIATIONS: Final = ("har en avvikande uppfattning, se", "vill stryka en mening.")


@dataclass(frozen=True, slots=True)
class Sought:
    """What a section is known by."""

    heading: str
    """What its heading says; it may say more."""
    said: tuple[str, ...] = ()
    """Its paragraphs and tables as they were when they went out; empty when that is not known."""


@dataclass(frozen=True, slots=True)
class Region:
    """A section's text in a file."""

    key: str
    blocks: tuple[Element, ...]
    """Paragraphs and tables in order."""
    found_by: str
    """Swedish, for the account."""
    certainty: float = 1.0
    """Share of the section's words that stand here, for one that was found by its text; 1 for one
    that was found by a mark, 0 for a heading with nothing under it."""
    place: tuple[int, int] = (0, 0)
    """First and last of its paragraphs and tables in the file, counted from 1."""

    @property
    def is_guess(self) -> bool:
        """Whether no mark and no heading with a text under it says that this is the section."""
        return self.found_by == BY_TEXT or not self.blocks


def find_regions(
    package: Package, sought: Mapping[str, Sought], frame: Iterable[str] = ()
) -> dict[str, Region]:
    """Find the sections of a file.

    Args:
        package: Its tracked changes may be settled or not.
        sought: What each section is known by, by its key.
        frame: What stands in a working copy besides the sections, one string a paragraph.

    Returns:
        The regions found, by section key; what is not there is left out.
    """
    body = package.tree(package.main).find(BODY)
    return {} if body is None else _Finder(body, Styles(package), sought, frame).found()


def unclaimed(
    package: Package, regions: Mapping[str, Region], frame: Iterable[str]
) -> tuple[str, ...]:
    """Return what stands among the sections and belongs to none of them, in order.

    That is what comes after the first section and before the copy's own paragraphs that follow
    the last one.
    """
    body = package.tree(package.main).find(BODY)
    inside = {block for region in regions.values() for block in region.blocks}
    if body is None or not inside:
        return ()
    blocks = list(_blocks(body))
    known = set(map(squeezed, frame))
    texts = [squeezed(all_text(block)) for block in blocks]
    places = [place for place, block in enumerate(blocks) if block in inside]
    ends = (place for place in range(places[-1], len(blocks)) if texts[place] in known)
    return tuple(
        texts[place]
        for place in range(places[0], next(ends, len(blocks)))
        if blocks[place] not in inside
        and texts[place]
        and _PAGE.sub("", texts[place]) not in known
        and not _is_frame(texts[place])
    )


def squeezed(text: str) -> str:
    """Return a text with single spaces, as it is compared."""
    return " ".join(text.split())


class _Finder:
    """Finds the sections of one body; what one way finds, the next does not look for."""

    def __init__(
        self, body: Element, styles: Styles, sought: Mapping[str, Sought], frame: Iterable[str]
    ) -> None:
        self._body, self._styles, self._sought = body, styles, sought
        self._blocks = list(_blocks(body))
        self._at = {block: place for place, block in enumerate(self._blocks)}
        self._frame = set(map(squeezed, frame))
        self._texts = [squeezed(all_text(block)) for block in self._blocks]
        self._owner: dict[int, str] = {}
        self._how: dict[str, tuple[str, float]] = {}

    def found(self) -> dict[str, Region]:
        """Return the regions."""
        for key in self._sought:
            self._claim(key, _in_control(self._body, key), "innehållskontroll")
        if missing := self._missing():
            marked = _in_bookmarks(self._body, self._blocks)
            for key in missing:
                self._claim(key, marked.get(bookmark_name(key, "_text_"), ()), "bokmärke")
        by_heading = self._by_heading()
        for key in self._missing():
            self._claim(key, by_heading.get(key, ()), BY_HEADING)
        self._find_by_text()
        for key in self._missing():
            if key in by_heading:
                self._how[key] = (BY_HEADING, 0.0)
        self._take_in_neighbours()
        return {key: self._region(key) for key in self._sought if key in self._how}

    def _missing(self) -> list[str]:
        return [key for key in self._sought if key not in self._how]

    def _claim(self, key: str, blocks: Iterable[Element], how: str, certainty: float = 1.0) -> None:
        places = [self._at[block] for block in blocks if block in self._at]
        free = [place for place in places if place not in self._owner]
        if free:
            self._owner |= dict.fromkeys(free, key)
            self._how[key] = (how, certainty)

    def _region(self, key: str) -> Region:
        places = sorted(place for place, owner in self._owner.items() if owner == key)
        how, certainty = self._how[key]
        around = (places[0] + 1, places[-1] + 1) if places else (0, 0)
        return Region(key, tuple(self._blocks[p] for p in places), how, certainty, around)

    def _by_heading(self) -> dict[str, list[Element]]:
        """What stands under each section's heading; an empty list for a heading without text."""
        wanted = {squeezed(each.heading).casefold(): key for key, each in self._sought.items()}
        found: dict[str, list[Element]] = {}
        key, level = "", 0
        for place, block in enumerate(self._blocks):
            here = self._level(place)
            if here is not None:
                words = self._texts[place].casefold()
                named = wanted.get(words) or self._numbered(words)
                if named or (key and here <= level):
                    key, level = named, here
                    found.setdefault(key, [])
                    continue
            if key and not self._is_frame(place) and place not in self._owner:
                found[key].append(block)
        found.pop("", None)
        return found

    def _numbered(self, words: str) -> str:
        number = words.partition(" ")[0].rstrip(".")
        return number if number in self._sought and number[:1].isdecimal() else ""

    def _find_by_text(self) -> None:
        """Find what is left by what it said, among what belongs to nothing else."""
        missing = {key: self._sought[key].said for key in self._missing()}
        free = [
            place
            for place, text in enumerate(self._texts)
            if text and place not in self._owner and not self._is_frame(place)
        ]
        for likely in likely_places(missing, [self._texts[place] for place in free]):
            blocks = [self._blocks[free[place]] for place in likely.places]
            self._claim(likely.key, blocks, BY_TEXT, likely.certainty)

    def _take_in_neighbours(self) -> None:
        """Give what stands between a section's place and the next heading to that section."""
        for key in self._how:
            places = [place for place, owner in self._owner.items() if owner == key]
            if not places or self._how[key][0] == BY_HEADING:
                continue
            before = self._reach(min(places), -1)
            if before and self._is_border(before[-1] - 1):
                self._owner |= dict.fromkeys(before, key)
            after = self._reach(max(places), 1)
            bounded = after and after[-1] + 1 < len(self._blocks)
            if after and (bounded or self._how[key][0] != BY_TEXT):
                self._owner |= dict.fromkeys(after, key)

    def _reach(self, start: int, step: int) -> list[int]:
        """What belongs to nothing, from a place on until something does."""
        found: list[int] = []
        place = start + step
        while 0 <= place < len(self._blocks) and not (
            place in self._owner or self._is_border(place)
        ):
            found.append(place)
            place += step
        return found

    def _is_border(self, place: int) -> bool:
        return place >= 0 and (self._level(place) is not None or self._is_frame(place))

    def _level(self, place: int) -> int | None:
        block = self._blocks[place]
        return self._styles.heading_level(block) if block.tag == P else None

    def _is_frame(self, place: int) -> bool:
        """Whether a paragraph is the document's own and no part of a section's text."""
        block, text = self._blocks[place], self._texts[place]
        if _PAGE.sub("", text) in self._frame or _is_frame(text):
            return bool(text)
        style = block.find(f"{PPR}/{w('pStyle')}")
        name = self._styles.name_of("" if style is None else style.get(VAL, ""))
        last = block.find(f"{PPR}/{SECTION_PR}") is not None
        return (block.tag == P and name.startswith("toc ")) or (last and not text)


def _is_frame(text: str) -> bool:
    return text.startswith(_NOT_TEXT) or any(words in text for words in _DEVIATIONS)


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


def _in_bookmarks(body: Element, blocks: Sequence[Element]) -> dict[str, tuple[Element, ...]]:
    """Return what each bookmark is about, by its name.

    LibreOffice writes a bookmark that holds a table with a start before it, another start of the
    same name after it, and the end of that one alone: it reaches from the first to the last.
    """
    order = {element: place for place, element in enumerate(body.iter("*"))}
    starts: dict[str, int] = {}
    names: dict[str, str] = {}
    ends: dict[str, int] = {}
    for mark in body.iter(_BOOKMARK, _BOOKMARK_END):
        identity = mark.get(ID, "")
        if mark.tag == _BOOKMARK:
            name = names[identity] = mark.get(_NAME, "")
            starts.setdefault(name, order[mark])
        elif identity in names:
            ends[names[identity]] = order[mark]
    spans = [(order[block], order[block] + sum(1 for _ in block.iter("*")) - 1) for block in blocks]
    return {
        name: tuple(
            block
            for block, (first, last) in zip(blocks, spans, strict=True)
            if last >= starts[name] and first <= end
        )
        for name, end in ends.items()
    }
