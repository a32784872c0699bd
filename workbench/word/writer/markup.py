"""XML as text: what may stand in it, and a small tree for the parts that a template brings.

The body of a document is written as strings, never as a tree. Only the few small parts of a
template (styles, headers, its own lines of text) are read into `Element`s, with the prefixes they
were written with, so that they can be changed a little and written back as they were.
"""

import pyexpat
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from workbench.core.text import fits_xml
from workbench.errors import InputError

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_IMPOSSIBLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_WHITE = re.compile("[\t\n\r]")
_LARGEST_NUMBER = 1_000_000_000
_DEEPEST = 200  # elements inside each other; Word itself stops far earlier


def clean(text: str) -> str:
    """Return the text with nothing in it that an XML document cannot hold.

    Control characters say nothing and are left out; a tab or a line break inside a run becomes
    a space; half a character (a lone surrogate) becomes U+FFFD, so that a reader sees that
    something was there.
    """
    if text.isprintable():
        return text
    if not fits_xml(text):
        text = _IMPOSSIBLE.sub("\ufffd", _CONTROL.sub("", text))
    return _WHITE.sub(" ", text)


def escape(text: str) -> str:
    """Write clean text as XML character data, also right inside double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def attribute(text: str) -> str:
    """Write any text at all as the value of an attribute."""
    return escape(clean(text))


def number(text: str | None, default: int = 0) -> int:
    """Read a whole number; some programs write decimals or the unit `pt`, which is 20 twips."""
    if text is None:
        return default
    digits = text.strip().removesuffix("pt")
    try:
        value = float(digits) * (20 if digits != text.strip() else 1)
        return round(max(-_LARGEST_NUMBER, min(value, _LARGEST_NUMBER)))
    except ValueError:
        return default


@dataclass(slots=True)
class Element:
    """An element with its prefixed name, such as `w:p`, and its children in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    def elements(self) -> Iterator["Element"]:
        """Yield the children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    def child(self, tag: str) -> "Element | None":
        """Return the first child with this name."""
        return next((child for child in self.elements() if child.tag == tag), None)

    def value(self, tag: str, default: str = "") -> str:
        """Return `w:val` of the first child with this name."""
        found = self.child(tag)
        return default if found is None else found.attributes.get("w:val", default)

    def switch(self, tag: str) -> bool | None:
        """Return an on/off property; None when the element does not say."""
        found = self.child(tag)
        if found is None:
            return None
        return found.attributes.get("w:val", "1") not in {"0", "false", "off"}

    def every(self, tag: str) -> Iterator["Element"]:
        """Yield this element and those below it that have this name, in document order."""
        if self.tag == tag:
            yield self
        for child in self.elements():
            yield from child.every(tag)

    def copy(self) -> "Element":
        """Return an element like this one that shares nothing with it."""
        children = [child if isinstance(child, str) else child.copy() for child in self.children]
        return Element(self.tag, dict(self.attributes), children)

    def text(self) -> str:
        """Return the characters of the element and those below it."""
        return "".join(c if isinstance(c, str) else c.text() for c in self.children)


def parse(data: bytes, part: str) -> Element:
    """Read an XML part.

    Args:
        data: The part as it lies in the package.
        part: Its name, for the message.

    Raises:
        InputError: It is not well formed, declares a document type, or is far too deep.
    """
    root = Element("")
    path = [root]

    def opened(tag: str, attributes: dict[str, str]) -> None:
        if len(path) > _DEEPEST:
            raise InputError("elementen ligger för djupt i varandra", file=part)
        element = Element(tag, attributes)
        path[-1].children.append(element)
        path.append(element)

    def said(text: str) -> None:
        path[-1].children.append(text)

    def declared(*_: object) -> None:
        raise InputError("delen har en dokumenttyp (DOCTYPE), och det får den inte", file=part)

    parser = pyexpat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda _: path.pop()
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except (pyexpat.ExpatError, LookupError, ValueError) as broken:
        raise InputError(
            "delen är inte hel XML", file=part, hint="Öppna filen i Word och spara den på nytt."
        ) from broken
    return next(root.elements())


def serialise(element: Element, keep: Callable[[str], bool] = lambda _: True) -> str:
    """Write an element back.

    Args:
        element: What to write.
        keep: Tells from the prefixed name of an attribute, or of an element within, whether it is
            to stay.
    """
    attributes = "".join(
        f' {name}="{escape(value)}"' for name, value in element.attributes.items() if keep(name)
    )
    if not element.children:
        return f"<{element.tag}{attributes}/>"
    inner = "".join(
        escape(child) if isinstance(child, str) else serialise(child, keep)
        for child in element.children
        if isinstance(child, str) or keep(child.tag)
    )
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"
