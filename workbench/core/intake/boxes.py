"""The boxes in a report's running text where the inquiry proposes or assesses something."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbench.core.intake.contents import clean
from workbench.core.language.sentences import split
from workbench.core.outline import Proposal, ProposalKind

_BOX = re.compile(
    r"(?:(?P<whose>(?:\d{4} års )?[A-ZÅÄÖ][\wåäöÅÄÖ-]{1,60}) )?"
    r"(?P<kind>[Ff]örslag|[Bb]edömning(?:ar)?|[Ff]örslag och bedömning(?:ar)?|"
    r"[Bb]edömning(?:ar)? och förslag|[Rr]ekommendation(?:er)?) ?: ?(?P<text>.*)"
)
_NOT_THE_INQUIRY = re.compile(r"remissinstans|experter|motionär|utskott|lagråd", re.IGNORECASE)
_HEADING = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,5})\.? {0,3}(?P<title>\D.*)")
_MOST_LINES = 12
_LONGEST = 400


def find(
    lines: Sequence[str], titles: Mapping[str, str], outside: frozenset[int]
) -> dict[str, list[Proposal]]:
    """Find the boxes, by the number of the section that they stand in.

    Args:
        lines: The report's lines, as `decoding.plain_lines` gives them.
        titles: The known sections' titles by number; an empty title fits any.
        outside: Indexes of lines that belong to the table of contents.
    """
    found: dict[str, list[Proposal]] = {}
    section = ""
    for index, line in enumerate(lines):
        if index in outside or len(line) > 2_000:
            continue
        text = clean(line).lstrip("#> ")
        if number := _section(text, titles):
            section = number
        elif section and (box := _box(text)):
            told = _first_sentence([box["text"], *_following(lines, index + 1)])
            if told:
                kind = box["kind"].casefold()
                proposal = ProposalKind.PROPOSAL if "förslag" in kind else ProposalKind.ASSESSMENT
                found.setdefault(section, []).append(Proposal(kind=proposal, text=told))
    return found


def _box(text: str) -> re.Match[str] | None:
    box = _BOX.fullmatch(text)
    if box is None:
        return None
    whose = box["whose"] or ""
    owned = not whose or whose.endswith("s") or whose in {"Mitt", "Min", "Mina", "Vårt", "Vår"}
    return box if owned and not _NOT_THE_INQUIRY.search(whose) else None


def _section(text: str, titles: Mapping[str, str]) -> str:
    """Return the number of the known section whose heading a line is; empty when it is none."""
    if not text[:1].isdigit():
        return ""
    heading = _HEADING.fullmatch(text)
    if heading is None or heading["number"] not in titles:
        return ""
    here, known = _letters(heading["title"]), _letters(titles[heading["number"]])
    shorter = min(len(here), len(known))
    if not known:
        return heading["number"]
    return heading["number"] if shorter >= 3 and here[:shorter] == known[:shorter] else ""


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _following(lines: Sequence[str], start: int) -> Iterator[str]:
    """Yield the rest of the box's paragraph; a blank line straight after its head is passed."""
    for index, line in enumerate(lines[start : start + _MOST_LINES]):
        text = clean(line).lstrip("> ")
        if not text and index:
            return
        if _box(text) or line.lstrip().startswith("#"):
            return
        yield text


def _first_sentence(parts: Iterable[str]) -> str:
    """Return the first sentence of a box, cut where it is very long."""
    text = ""
    for part in parts:
        if not part and text:
            break
        cut = text.endswith("-") and part[:1].islower() and not part.startswith(("och ", "eller "))
        text = text[:-1] + part if cut else f"{text} {part}".strip()
        if len(text) > 2 * _LONGEST:
            break
    sentences = split(text)
    first = " ".join(sentences[0].split()) if sentences else ""
    return first if len(first) <= _LONGEST else f"{first[: _LONGEST - 2].rsplit(' ', 1)[0]} …"
