"""The running text of a page: its heading, its paragraphs put together again, its sentences."""

import re
from collections.abc import Iterator, Sequence

from workbench.core.language.sentences import split

_MARKUP = re.compile(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|\\(?=[^\w\s])")
_MARKDOWN_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(?P<text>\S.*)")
_REFERS = re.compile(
    r"(?:snabb)?(?:remiss|remittering)(?:en|smissiv)?"
    r"(?: (?:av|om|på|angående|avseende|gällande|sou|ds|pm|prom|bet|rapp|ut[kr])|\s?[:–-] ?\S)",
    re.IGNORECASE,
)
_AFTER_HEADING = re.compile(
    r"remissinstans|remissvar|här kan|sista dag|svaren|regeringskansliet|\d{4}-\d\d-\d\d|"
    r"diarienummer|publicerad|sändlista|\d+[.)] ",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:[,\-–(]|\b(?:den|till|av|och|eller|senast|i|på|med|för|om|att|som|från|kl\.|kap\.|nr))$"
)
_SHORT_MONTH = re.compile(r"(\b\d{1,2} (?:mar|maj|jun|jul))\.(?= \d{4}\b)")  # ends no sentence
_SHORT_LINE = 48
_LABEL = 25
_LONGEST_SENTENCE = 3_000


def heading(lines: Sequence[str]) -> str:
    """Return the page's heading: its first-level heading, else the line that refers something."""
    marked = [found for line in lines if (found := _MARKDOWN_HEADING.fullmatch(line))]
    for found in marked:
        if len(found[1]) == 1:
            return _plain(found["text"])
    for index, line in enumerate(lines[:400]):
        if _REFERS.match(line.strip("*_# ")):
            return _plain(" ".join(_heading_lines(lines, index)))
    return _plain(marked[0]["text"]) if marked else ""


def _heading_lines(lines: Sequence[str], start: int) -> Iterator[str]:
    """Yield the lines of a heading that may be broken over several."""
    yield lines[start].strip("*_# ")
    for line in lines[start + 1 : start + 4]:
        text = line.strip("*_ ")
        if not text or text.startswith("#") or _AFTER_HEADING.match(text):
            return
        yield text


def sentences(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of the running text, headings left out, each on one line.

    A paragraph that is nothing but a date or a number is read with the label above it ("Sista
    svarsdag", "Diarienummer").
    """
    found: list[str] = []
    label = ""
    for paragraph in _paragraphs(lines):
        words = _SHORT_MONTH.sub(r"\1", _plain(paragraph))
        letters = sum(letter.isalpha() for letter in words)
        whole = f"{label} {words}" if label and letters < _LABEL else words
        found.extend(piece for one in split(whole) for piece in _pieces(" ".join(one.split())))
        label = words if len(words) <= 60 and not words.endswith(".") else ""
    return tuple(found)


def _pieces(sentence: str) -> Iterator[str]:
    """Cut what is too long to be a sentence, so that no pattern meets a text without end."""
    while len(sentence) > _LONGEST_SENTENCE:
        cut = sentence.rfind(" ", 1, _LONGEST_SENTENCE)
        cut = cut if cut > 0 else _LONGEST_SENTENCE
        yield sentence[:cut]
        sentence = sentence[cut:].lstrip()
    yield sentence


def _paragraphs(lines: Sequence[str]) -> Iterator[str]:
    """Yield paragraphs and headings, each on one line."""
    gathered: list[str] = []
    for line in lines:
        text = line.strip()
        marked = _MARKDOWN_HEADING.fullmatch(line)
        if gathered and (not text or marked or _begins_anew(gathered[-1], text)):
            yield _joined(gathered)
            gathered = []
        if marked:
            yield marked["text"]
        elif text:
            gathered.append(text)
    if gathered:
        yield _joined(gathered)


def _begins_anew(before: str, line: str) -> bool:
    """Tell whether a line begins a paragraph although no blank line stands before it."""
    short = len(before) < _SHORT_LINE and not _GOES_ON.search(before)
    capital = line[:1].isupper() or line[:1].isdigit()
    return (short and capital) or line[:2] in {"- ", "* ", "• "}


def _joined(lines: Sequence[str]) -> str:
    joined = lines[0]
    for line in lines[1:]:
        if joined.endswith("-") and line[:1].islower() and not line.startswith(("och ", "eller ")):
            joined = joined[:-1] + line
        else:
            joined += f" {line}"
    return joined


def _plain(text: str) -> str:
    """Leave out emphasis and single out spaces."""
    return " ".join(_MARKUP.sub("", text).split())
