"""The lines that a template brings, with the facts of one document put into their places.

A place is a word in braces, such as `{datum}`, anywhere in the running text, the headers or the
footers of a template. A paragraph whose places are all empty is left out; one whose place holds
several lines is repeated for each of them. The place of the arms is a line of its own.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.core.document import Document
from workbench.core.language.swedish import long_date
from workbench.core.language.typography import bind
from workbench.word.writer.markup import Element, clean

CONTENT = "innehåll"
ARMS = "vapen"
MEMBERS = "kommuner"
ARMS_STYLE = "Vapen"
SENDER_STYLE = "Avsandare"
MEMBERS_STYLE = "Kommuner"

STANDARD = (
    (ARMS_STYLE, "{vapen}"),
    (SENDER_STYLE, "{avsändare}"),
    (MEMBERS_STYLE, "{kommuner}"),
    ("Dokumenttyp", "{dokumenttyp}"),
    ("Referens", "Datum\t{datum}"),
    ("Referens", "Vår beteckning\t{vår beteckning}"),
    ("Referens", "Er beteckning\t{er beteckning}"),
    ("Referens", ""),
    ("Mottagare", "{mottagare}"),
    ("BodyText", "{innehåll}"),
)
"""Style id and text of each line above the content in the standard template."""

PLACES = frozenset(
    {
        *("avsändare", MEMBERS, "dokumenttyp", "datum", "vår beteckning", "er beteckning"),
        *("mottagare", "kontakt", "märkning", "titel", CONTENT, ARMS),
    }
)

_PLACE = re.compile(r"\{([^{}]*)\}")

Facts = Mapping[str, Sequence[str]]
"""Lines by place; an empty sequence where the document does not say."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands in rows, given the paragraph that its place is in."""

    names: Callable[[Element, Sequence[str]], Sequence[str]]
    """Lays the names of the members out."""
    arms: Callable[[Element], Sequence[Element]]
    """Returns the rows of arms."""


def facts(document: Document) -> Facts:
    """Return what each place is to hold."""
    head = document.letterhead

    def line(text: str) -> tuple[str, ...]:
        return (bind(clean(text)),) if text.strip() else ()

    def lines(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(found for text in texts for found in line(text))

    return {
        "avsändare": line(head.sender),
        MEMBERS: lines(head.members),
        "dokumenttyp": line(head.kind),
        "datum": line(long_date(head.date)) if head.date else (),
        "vår beteckning": line(head.our_reference),
        "er beteckning": line(head.your_reference),
        "mottagare": lines(head.recipient),
        "kontakt": lines(head.contact),
        "märkning": line(head.marking),
        "titel": line(document.title),
    }


def places(element: Element) -> list[str]:
    """Return the names of the places in an element, in order, as they are written."""
    return [
        name
        for paragraph in element.every("w:p")
        for name in _PLACE.findall("".join(t.text() for t in _texts(paragraph)))
    ]


def filled(elements: Iterable[Element], known: Facts, setting: Setting) -> list[Element]:
    """Return copies of block elements with every place filled."""
    result: list[Element] = []
    for element in elements:
        if element.tag == "w:p":
            result += _paragraphs(element, known, setting)
        elif any(element.every("w:p")):
            children = filled(element.elements(), known, setting)
            if element.tag == "w:tc" and not any(child.tag == "w:p" for child in children):
                children.append(Element("w:p"))
            result.append(Element(element.tag, dict(element.attributes), list(children)))
        else:
            result.append(element)
    return result


def _paragraphs(paragraph: Element, known: Facts, setting: Setting) -> list[Element]:
    names = [name.strip().casefold() for name in places(paragraph)]
    if not names:
        return [paragraph]
    if ARMS in names:
        return list(setting.arms(paragraph))
    if not any(known.get(name) for name in names) and not _holds_more(paragraph):
        return []
    if MEMBERS in names:
        known = {**known, MEMBERS: setting.names(paragraph, known[MEMBERS])}
    count = max(1, *(len(known.get(name, ())) for name in names))
    return [_filled_once(paragraph, known, line) for line in range(count)]


def _holds_more(paragraph: Element) -> bool:
    """Tell whether a paragraph holds something besides text: a page number, a picture."""
    return any(
        any(paragraph.every(tag)) for tag in ("w:fldChar", "w:fldSimple", "w:drawing", "w:pict")
    )


def _filled_once(paragraph: Element, known: Facts, line: int) -> Element:
    copied = paragraph.copy()
    texts = list(_texts(copied))
    whole = "".join(text.text() for text in texts)
    for found in reversed(list(_PLACE.finditer(whole))):
        lines = known.get(found.group(1).strip().casefold(), ())
        value = lines[line] if line < len(lines) else ""
        _replace(texts, found.start(), found.end(), value)
    for run in copied.every("w:r"):
        run.children = [piece for child in run.children for piece in _with_tabs(child)]
    return copied


def _replace(texts: Sequence[Element], start: int, end: int, value: str) -> None:
    """Put a value where a place stands, though it may be divided among several runs."""
    at = 0
    for text in texts:
        content = text.text()
        first, last = max(start - at, 0), min(end - at, len(content))
        if first < last:
            text.children = [content[:first] + value + content[last:]]
            text.attributes["xml:space"] = "preserve"
            value = ""
        at += len(content)


def _with_tabs(child: "Element | str") -> list["Element | str"]:
    """Turn tabs in a filled text into tabs of the paragraph."""
    if isinstance(child, str) or child.tag != "w:t" or "\t" not in child.text():
        return [child]
    pieces: list[Element | str] = []
    for number, text in enumerate(child.text().split("\t")):
        if number:
            pieces.append(Element("w:tab"))
        pieces.append(Element("w:t", {"xml:space": "preserve"}, [text]))
    return pieces


def _texts(paragraph: Element) -> Iterable[Element]:
    return paragraph.every("w:t")
