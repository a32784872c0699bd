"""The numbered lines of a report's table of contents, or of its headings.

A table of contents comes as somebody copied it: with leaders and page numbers or without, with
headings over two lines, words cut at the line's end, the page's running head in the middle of the
list, and spaces where a scanner saw them. Numbers and titles are only put together, never made.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workbench.core.intake.section_numbers import Steps, begins, follows, read_number, steps


@dataclass(frozen=True, slots=True)
class Entry:
    """One numbered line, put together from the lines that it stands on."""

    number: str
    title: str
    page: int | None
    partial: bool
    """The title ends in an ellipsis."""
    line: int
    """Index of its first line."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found, in the order in which it stands."""

    entries: tuple[Entry, ...] = ()
    unnumbered: tuple[str, ...] = ()
    """Lines with a page but no number: Sammanfattning, Bilaga 1."""
    used: frozenset[int] = frozenset()
    """Indexes of the lines that belong to a table of contents."""
    spaced: int = 0
    """How many titles were letter-spaced and have been drawn together."""


_PAGE = re.compile(r"(?P<page>\d(?: ?\d){0,3})$")
_LEADER = " .…·_•‥⋯"
_RUNNING_HEAD = re.compile(
    r"(?:(?:innehåll(?:sförteckning)?|(?:SOU|Ds) ?\d{4} ?: ?\d{1,3}|sida?|\d{1,4}|[ivxlc]{1,7}|"
    r"statens offentliga utredningar|betänkande av .{3,80}) ?){1,4}",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"(?:del|volym|band|avdelning|part|bok) (?:[IVX]{1,5}|\d{1,2}|[A-F])\b.{0,120}", re.IGNORECASE
)
_MARKUP = re.compile(r"\*\*|__|`|\\(?=[.#*_])|<[^<>]{0,200}>")
_LINKED = re.compile(r"\[([^\[\]]{1,400})\]\([^()\s]{0,500}\)")
_LIST_MARK = re.compile(r"(?:[-*+•>] +)+(?=(?:kap|avsnitt|\d))", re.IGNORECASE)
_SPREAD = re.compile(r"(?:(?<=\s)|^)(?:[^\W\d_] ){5,}[^\W\d_](?!\w)")
_CELLS = re.compile(r" *\| *")
_KEEPS_HYPHEN = ("och ", "eller ", "samt ", "respektive ")
_LONGEST_TITLE = 400
_LONGEST_LINE = 2_000  # a longer one is a paragraph
_MOST_ENTRIES = 10_000
_NEAR = 6  # lines that a heading, or what belongs together in a table of contents, may take
_LAST_NUMBER = re.compile(r"(?<=\S )\d{1,4}$")


@dataclass(slots=True)
class _Line:
    """A line that begins with a number."""

    index: int
    number: str
    rest: str
    heading: bool
    """It is a Markdown heading."""
    stop: bool
    """A full stop follows the number."""


def clean(line: str) -> str:
    """Return a line without Markdown, with table cells set apart by a leader."""
    text = _MARKUP.sub("", _LINKED.sub(r"\1", line)).strip()
    if text.startswith("|"):
        cells = [cell for cell in _CELLS.split(text) if cell.strip(" :-")]
        text = " ".join(cells)
        if len(cells) > 1 and cells[-1].isdigit():
            text = f"{' '.join(cells[:-1])} ..... {cells[-1]}"
    return _LIST_MARK.sub("", text)


def from_titles(titles: Iterable[tuple[str, int | None]]) -> Contents:
    """Read titles that are known to be headings, such as a PDF's bookmarks.

    Args:
        titles: Each heading with its number in front, and its page where that is known.
    """
    entries: list[Entry] = []
    unnumbered: list[str] = []
    for index, (title, page) in enumerate(titles):
        text = clean(title)
        found = read_number(text, steps(entries[-1].number) if entries else ())
        if found:
            entries.append(_entry(found[0], found[1], index, page))
        elif text:
            unnumbered.append(text[:_LONGEST_TITLE])
    contents = _contents(iter(entries[:_MOST_ENTRIES]))
    return Contents(contents.entries, tuple(dict.fromkeys(unnumbered)), spaced=contents.spaced)


def find(lines: Sequence[str]) -> Contents:
    """Find the numbered sections in a text.

    Lines with leader and page number are a table of contents, and where there is one it alone is
    read. Otherwise numbered Markdown headings, or the numbered lines themselves.

    Args:
        lines: Lines as `decoding.plain_lines` gives them.
    """
    cleaned = [clean(line) if len(line) <= _LONGEST_LINE else "" for line in lines]
    cleaned = _with_pages_beside(cleaned)
    opens = [index for index, text in enumerate(cleaned) if begins(text) and read_number(text, ())]
    dotted = _with_page(cleaned, opens, dotted=True)
    if dotted >= 2 or dotted == len(opens) > 0:
        return _table(cleaned, dotted=True)
    spaced = _with_page(cleaned, opens, dotted=False)
    if spaced >= 2 and spaced >= 0.6 * len(opens):
        return _table(cleaned, dotted=False)
    numbered = list(_numbered(cleaned, lines))
    marked = [line for line in numbered if line.heading]
    if len(marked) >= 2 or (marked and len(marked) == len(numbered)):
        return _contents(_entry(line.number, line.rest, line.index) for line in marked)
    filled = sum(1 for text in cleaned if text)
    if numbered and len(numbered) >= 0.5 * filled and _in_order(numbered):
        return _bare_list(cleaned, numbered)
    return _headings(cleaned, numbered)


def _with_page(lines: Sequence[str], opens: Sequence[int], *, dotted: bool) -> int:
    """Count the numbered lines that end in a page, on the line itself or a little further on."""
    ends = [*opens[1:], len(lines)]
    return sum(
        1
        for start, end in zip(opens, ends, strict=False)
        if any(_page(text, dotted=dotted)[1] for text in lines[start : min(end, start + _NEAR)])
    )


def _in_order(numbered: Sequence[_Line]) -> bool:
    """Tell whether the numbers go up, as in a list of sections and in no running text."""
    numbers = [steps(line.number) for line in numbered]
    return all(before < here for before, here in pairwise(numbers))


def _with_pages_beside(lines: list[str]) -> list[str]:
    """Set page numbers that stand on lines of their own behind the title above them.

    Only where nearly every numbered line has one below: a page's own number at its foot stands
    below running text.
    """
    numbered = sum(1 for line in lines if begins(line) and not line.isdigit())
    alone = [
        index
        for index, line in enumerate(lines)
        if line.isdigit() and len(line) < 5 and index and begins(lines[index - 1])
        if not lines[index - 1].isdigit()
    ]
    if numbered < 3 or len(alone) < 0.8 * numbered:
        return lines
    joined = list(lines)
    for index in alone:
        joined[index - 1], joined[index] = f"{joined[index - 1]} ..... {joined[index]}", ""
    return joined


def _page(text: str, *, dotted: bool) -> tuple[str, int | None]:
    """Split a line into title and page; no page without a leader before it.

    Args:
        text: The line.
        dotted: Only dots are a leader; otherwise a wide gap is one too.
    """
    found = _PAGE.search(text)
    if found is None:
        return text, None
    before = text[: found.start()]
    title = before.rstrip(_LEADER)
    leader = before[len(title) :]
    dots = len(leader) - leader.count(" ") >= 2 or "…" in leader
    if title and (dots or ("  " in leader and not dotted)):
        partial = " …" if leader.startswith((" … .", "… .")) else ""
        return title + partial, int(found["page"].replace(" ", ""))
    return text, None


def _numbered(cleaned: Sequence[str], lines: Sequence[str]) -> Iterator[_Line]:
    """Yield the lines that begin with a section number."""
    previous: Steps = ()
    for index, text in enumerate(cleaned):
        heading = text.startswith("#") or lines[index].lstrip(" >*").startswith("#")
        found = read_number(text.lstrip("# "), previous)
        if found:
            number, rest, stop = found
            previous = steps(number)
            yield _Line(index, number, rest, heading, stop)


@dataclass(slots=True)
class _Open:
    """An entry whose title may go on over the next line."""

    number: str
    title: str
    line: int
    lines: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """Reads a table of contents with page numbers, line by line."""

    dotted: bool
    """Pages stand after leaders of dots; otherwise after a wide gap."""
    entries: list[Entry] = field(default_factory=list)
    unnumbered: list[str] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    open: _Open | None = None
    pageless: list[_Open] = field(default_factory=list)
    """Entries that ended without a page since the last one with a page."""
    last: int = -_NEAR
    """Index of the line with the last page number."""

    def take(self, index: int, line: str) -> None:
        text, page = _page(line, dotted=self.dotted)
        previous = steps(self.entries[-1].number) if self.entries else ()
        found = read_number(text.lstrip("# "), previous)
        if found:
            if self.open is not None:
                self.pageless.append(self.open)
            self.open = _Open(found[0], found[1], index)
        elif self.open is not None and index - self.open.line <= _NEAR:
            self.open.title = _joined(self.open.title, text)
        else:
            self._without_number(index, text, page)
            return
        self.open.lines.append(index)
        if page is not None:
            self._close(self.open, index, page)

    def _without_number(self, index: int, text: str, page: int | None) -> None:
        self.open = None
        if page is not None and len(text) < _LONGEST_TITLE:
            self.unnumbered.append(text)
            self.used.add(index)
            self.last = index

    def _close(self, entry: _Open, index: int, page: int) -> None:
        """End an entry at its page, and take in what stands without a page right before it."""
        for one in self.pageless[-_NEAR:]:
            if one.line - self.last <= _NEAR and index - one.line <= 2 * _NEAR:
                self._add_pageless(one, page)
        self.pageless.clear()
        self._add(_entry(entry.number, entry.title, entry.line, page), entry.lines)
        self.open = None
        self.last = index

    def _add_pageless(self, one: _Open, page: int) -> None:
        """Add an entry whose title fills its line, so that no leader stands before the page."""
        title, own = " ".join(one.title.split()), None
        before = next((entry.page for entry in reversed(self.entries) if entry.page), 1)
        if (found := _LAST_NUMBER.search(title)) and before <= int(found.group()) <= page:
            title, own = title[: found.start()].rstrip(), int(found.group())
        if title:
            self._add(_entry(one.number, title, one.line, own), one.lines)

    def _add(self, entry: Entry, lines: Sequence[int]) -> None:
        self.entries.append(entry)
        self.used.update(lines)


def _table(lines: Sequence[str], *, dotted: bool) -> Contents:
    """Read a table of contents with page numbers."""
    table = _Table(dotted)
    for index, line in enumerate(lines):
        if not line or _RUNNING_HEAD.fullmatch(line):
            continue
        if _VOLUME.fullmatch(_page(line, dotted=dotted)[0]):
            continue
        table.take(index, line)
        if len(table.entries) >= _MOST_ENTRIES:
            break
    contents = _contents(iter(table.entries))
    return Contents(
        contents.entries,
        tuple(dict.fromkeys(table.unnumbered)),
        frozenset(table.used),
        contents.spaced,
    )


def _bare_list(lines: Sequence[str], numbered: Sequence[_Line]) -> Contents:
    """Read a list of sections without page numbers; a line without a number goes on."""
    entries: list[Entry] = []
    weak = _trailing_pages(numbered)
    for line, following in zip(numbered, [*numbered[1:], None], strict=True):
        end = min(following.index if following else len(lines), line.index + _NEAR)
        title = line.rest
        for text in lines[line.index + 1 : end]:
            if not text or text.startswith("#") or _RUNNING_HEAD.fullmatch(text):
                break
            if _VOLUME.fullmatch(text):
                break
            title = _joined(title, text)
        page = weak.get(line.index)
        if page is not None:
            title = title.removesuffix(str(page)).rstrip(_LEADER)
        entries.append(_entry(line.number, title, line.index, page))
    return _contents(iter(entries))


def _trailing_pages(numbered: Sequence[_Line]) -> dict[int, int]:
    """Return page numbers that stand one space after the title, by line.

    Only where nearly every line ends in a number and they never go down: otherwise a year or a
    law's number would be taken for a page.
    """
    pages = {
        line.index: int(found.group())
        for line in numbered
        if (found := _LAST_NUMBER.search(line.rest))
    }
    values = list(pages.values())
    if len(values) < 3 or len(values) < 0.8 * len(numbered) or values != sorted(values):
        return {}
    return pages


def _headings(lines: Sequence[str], numbered: Sequence[_Line]) -> Contents:
    """Read the headings out of running text, where most numbered lines are no headings."""
    entries: list[Entry] = []
    previous: Steps = ()
    for line in numbered:
        number = steps(line.number)
        if not follows(previous, number) or not _looks_like_heading(lines, line):
            continue
        title = line.rest
        following = lines[line.index + 1] if line.index + 1 < len(lines) else ""
        after = lines[line.index + 2] if line.index + 2 < len(lines) else ""
        if following and not after and len(following) < 80 and following[0].islower():
            title = _joined(title, following)
        entries.append(_entry(line.number, title, line.index))
        previous = number
    return _contents(iter(entries))


def _looks_like_heading(lines: Sequence[str], line: _Line) -> bool:
    title = line.rest
    if not title or not (title[0].isupper() or title[0] in '”"') or len(title) > 200:
        return False
    if title.endswith((".", ";", ",", ":")) and not title.endswith(("m.m.", "...")):
        return False
    if "." in line.number:
        return ". " not in title
    before = lines[line.index - 1] if line.index else ""
    return not line.stop and not before and len(title) <= 120


def _joined(title: str, text: str) -> str:
    """Put the next line behind a title, a word cut at the line's end made whole."""
    if not title.endswith("-") or title.endswith(" -"):
        return f"{title} {text}".strip()
    if text.startswith(_KEEPS_HYPHEN):
        return f"{title} {text}"
    return title[:-1] + text if text[:1].islower() else title + text


def _entry(number: str, title: str, line: int, page: int | None = None) -> Entry:
    title = title.replace("....", "…") if title.endswith("....") else title
    partial = title.rstrip().endswith(("…", "..."))
    if partial:
        title = f"{title.rstrip(' .…')} …" if title.strip(" .…") else ""
    number = ".".join(str(step) for step in steps(number))
    return Entry(number, title, page, partial, line)


def _contents(entries: Iterator[Entry]) -> Contents:
    found: list[Entry] = []
    spaced = 0
    for entry in entries:
        title = _SPREAD.sub(lambda match: match.group().replace(" ", ""), entry.title)
        spaced += title != entry.title
        title = " ".join(title.split()).strip(" –—-:") if title != "…" else ""
        found.append(
            Entry(entry.number, title[:_LONGEST_TITLE], entry.page, entry.partial, entry.line)
        )
    return Contents(tuple(found), spaced=spaced)
