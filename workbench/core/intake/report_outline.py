"""A report's chapter tree, read out of what there is of the report.

That may be a table of contents copied out of a PDF, the whole text, Markdown with headings, or
JSON from an earlier reading. Numbers and titles come from the source alone: a gap is named in a
note, and a title that was not seen is empty.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbench.core.intake import boxes, contents, outline_json
from workbench.core.intake.contents import Contents, Entry
from workbench.core.intake.decoding import decoded, plain_lines
from workbench.core.intake.section_numbers import Steps, steps
from workbench.core.intake.webpage import as_markdown, is_html
from workbench.core.language.swedish import counted
from workbench.core.outline import Outline, Proposal, Section, TitleStatus, order_of
from workbench.errors import InputError

MAX_CHARACTERS = 20_000_000
"""Longest text that is read; SOU 2020:47 in full is 2.7 million characters."""

_LAST_PAGE = 20_000
_NOTED = 12
_HEADINGS = ("rubrik", "rubriker")


@dataclass(frozen=True, slots=True)
class ReadOutline:
    """The sections that were read, in the order of their numbers."""

    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    """Swedish sentences: gaps, doubles, what was left out."""

    def outline(self) -> Outline:
        """Return the sections as the outline of a response."""
        return Outline(sections=self.sections)

    def as_json(self) -> dict[str, object]:
        """Return what `remiss outline --json` prints."""
        return {
            "sections": [
                {
                    "number": section.number,
                    "title": section.title or None,
                    "level": section.level,
                    "page": section.page,
                    "proposals": [
                        {"kind": proposal.kind.value, "text": proposal.text}
                        for proposal in section.proposals
                    ],
                    "title_status": section.title_status.value,
                    "topic": section.topic or None,
                    "number_inferred": section.number_inferred,
                }
                for section in self.sections
            ],
            "notes": list(self.notes),
        }


def from_bytes(data: bytes, name: str) -> ReadOutline:
    """Read a file: a table of contents or a report as text, Markdown, HTML or JSON.

    Args:
        data: The whole file.
        name: What the user calls it.

    Raises:
        InputError: It is no text, too long, or JSON that holds no outline.
    """
    file = decoded(data, name)
    try:
        found = read(as_markdown(file.text) if is_html(file.text) else file.text)
    except InputError as refused:
        raise InputError(str(refused), file=name, hint=refused.hint) from refused
    return replace(found, notes=(*file.notes, *found.notes))


def read(text: str) -> ReadOutline:
    """Read an outline out of text; JSON is recognised.

    Returns:
        The sections. Boxes with the inquiry's proposals and assessments are attached to their
        section where the text holds more than the table of contents.

    Raises:
        InputError: The text is too long, or JSON that holds no outline.
    """
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            f"texten är för lång (över {MAX_CHARACTERS // 1_000_000} miljoner tecken)",
            hint="Ange bara innehållsförteckningen.",
        )
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[{", "[\n", "[ ", "[\r")):
        return from_toc_json(text)
    lines = plain_lines(text)
    return _read(contents.find(lines), lines)


def _read(found: Contents, lines: Sequence[str]) -> ReadOutline:
    titles, notes = _each_once(found.entries)
    proposals = boxes.find(lines, {one.number: one.title for one in titles}, found.used)
    notes = [*_on_the_reading(found), *notes]
    return from_sections([_section(one, proposals.get(one.number, ())) for one in titles], notes)


def from_toc_json(text: str) -> ReadOutline:
    """Read an outline out of JSON with a list of entries, such as `toc.json`.

    Raises:
        InputError: It is not JSON, or holds no list of numbered entries.
    """
    found, left_out = outline_json.sections(text)
    notes = [f"Utan avsnittsnummer och därför inte med: {_few(left_out)}."] if left_out else []
    kept: dict[str, Section] = {}
    for section in found:
        if section.number in kept:
            notes.append(f"Avsnitt {section.number} står två gånger; det första är behållet.")
        kept.setdefault(section.number, section)
    return from_sections(list(kept.values()), notes)


def from_bookmarks(bookmarks: Iterable[tuple[str, int | None]], text: str = "") -> ReadOutline:
    """Read an outline out of headings that are known as such, a PDF's bookmarks.

    Args:
        bookmarks: Heading with its number in front, and page where known, in the report's order.
        text: The report's text, asked for boxes with proposals; may be empty.
    """
    found = contents.from_titles((" ".join(plain_lines(title)), page) for title, page in bookmarks)
    lines = plain_lines(text)
    return _read(replace(found, used=contents.find(lines).used), lines)


def from_sections(sections: Sequence[Section], notes: Iterable[str] = ()) -> ReadOutline:
    """Put sections in order and name what does not fit together.

    Args:
        sections: Each number once, in the order of the source.
        notes: What is already known to be doubtful.
    """
    ordered = tuple(sorted(sections, key=lambda section: order_of(section.number)))
    told = [*notes, *_on_the_order(sections), *_on_gaps(ordered), *_on_pages(ordered)]
    told.extend(_on_titles(ordered))
    if not ordered:
        told.append("Inga numrerade avsnitt hittades.")
    return ReadOutline(ordered, tuple(dict.fromkeys(told)))


def _section(entry: Entry, proposals: Iterable[Proposal]) -> Section:
    status = TitleStatus.COMPLETE if entry.title else TitleStatus.UNSEEN
    page = entry.page if entry.page and 0 < entry.page <= _LAST_PAGE else None
    return Section(
        number=entry.number,
        title=entry.title,
        title_status=TitleStatus.PARTIAL if entry.partial else status,
        level=entry.number.count(".") + 1,
        page=page,
        proposals=tuple(proposals),
    )


def _each_once(entries: Iterable[Entry]) -> tuple[list[Entry], list[str]]:
    """Keep each number once: the first, unless a later one has the whole of its title."""
    kept: dict[str, Entry] = {}
    again = 0
    differing: list[str] = []
    for entry in entries:
        first = kept.setdefault(entry.number, entry)
        if first is entry:
            continue
        again += 1
        better = _fuller(first, entry)
        if better is not None:
            kept[entry.number] = better
        else:
            differing.append(f"{entry.number} (”{first.title}”, ”{entry.title}”)")
    notes = [f"{again} avsnitt står mer än en gång i källan."] if again else []
    if differing:
        notes.append(f"Olika rubriker för samma nummer, den första är behållen: {_few(differing)}.")
    return list(kept.values()), notes


def _fuller(first: Entry, second: Entry) -> Entry | None:
    """Return the better of two readings of one section; None when their titles differ."""
    one, other = (_letters(entry.title) for entry in (first, second))
    page = first.page if first.page is not None else second.page
    if one == other or (second.partial and one.startswith(other)) or not other:
        return replace(first, page=page)
    if (first.partial and other.startswith(one)) or not one:
        return replace(second, page=page, line=first.line)
    return None


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _on_the_reading(found: Contents) -> Iterator[str]:
    if found.unnumbered:
        yield f"Utan avsnittsnummer och därför inte med: {_few(found.unnumbered)}."
    if found.spaced:
        told = counted(found.spaced, _HEADINGS)
        yield f"Spärrad text är hopdragen i {told}; kontrollera ordmellanrummen."


def _on_the_order(sections: Sequence[Section]) -> Iterator[str]:
    numbers = [steps(section.number) for section in sections]
    late = [
        section.number
        for section, before, here in zip(sections[1:], numbers, numbers[1:], strict=False)
        if here < before
    ]
    if late:
        yield f"Står inte i nummerordning i källan: {_few(late)}."


def _on_gaps(ordered: Sequence[Section]) -> Iterator[str]:
    """Name the numbers that must exist in the report and were not found."""
    present = {steps(section.number) for section in ordered}
    parents = {number[:-1] for number in present} | {()}
    for number in list(present):
        parents.update(number[:i] for i in range(len(number)))
    highest: Counter[Steps] = Counter()
    for number in present | (parents - {()}):
        highest[number[:-1]] = max(highest[number[:-1]], number[-1])
    ranges: list[tuple[Steps, str]] = []
    for parent in highest:
        missing = [n for n in range(1, highest[parent] + 1) if (*parent, n) not in present]
        ranges.extend(_ranges(parent, missing))
    if ranges:
        yield f"Saknas i källan: {_few((text for _, text in sorted(ranges)), 40)}."


def _ranges(parent: Steps, missing: Sequence[int]) -> Iterator[tuple[Steps, str]]:
    """Write missing numbers shortly, `1.13–1.27`, each with the number that it begins with."""
    start = 0
    for i, number in enumerate(missing):
        if i + 1 < len(missing) and missing[i + 1] == number + 1:
            continue
        first, last = (".".join(map(str, (*parent, n))) for n in (missing[start], number))
        yield (*parent, missing[start]), first if first == last else f"{first}–{last}"
        start = i + 1


def _on_pages(ordered: Sequence[Section]) -> Iterator[str]:
    paged = [section for section in ordered if section.page is not None]
    back = [
        f"{here.number} (s. {here.page})"
        for before, here in pairwise(paged)
        if before.page is not None and here.page is not None and here.page < before.page
    ]
    if back:
        yield f"Sidnumret är lägre än det föregående avsnittets: {_few(back)}."


def _on_titles(ordered: Sequence[Section]) -> Iterator[str]:
    counts: Mapping[TitleStatus, int] = Counter(section.title_status for section in ordered)
    if counts[TitleStatus.PARTIAL]:
        yield f"Källan kortar av {counted(counts[TitleStatus.PARTIAL], _HEADINGS)}."
    if counts[TitleStatus.UNSEEN]:
        yield f"Källan saknar {counted(counts[TitleStatus.UNSEEN], _HEADINGS)}; numren är kända."


def _few(things: Iterable[str], most: int = _NOTED) -> str:
    listed = list(things)
    more = f" och {len(listed) - most} till" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
