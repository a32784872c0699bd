"""A Word file's styles, found by what they are rather than by what they happen to be called.

Word keeps two names for a built-in style: an id that is free (`Heading1`, `Rubrik1`, `berschrift1`)
and a name that is the same in every language (`heading 1`). Other programs write the shown name in
either place. So a style is looked for by name, without regard to case, then by alias, then by the
Swedish name, in name or id.
"""

import re
from collections.abc import Iterator
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import PPR, VAL, P, w
from workbench.word.package import Package

_SWEDISH: Final = {
    "normal": "normal",
    "rubrik": "title",
    "underrubrik": "subtitle",
    "brödtext": "body text",
    "punktlista": "list bullet",
    "numreradlista": "list number",
    "liststycke": "list paragraph",
    "citat": "quote",
    "starktcitat": "intense quote",
    "fotnotstext": "footnote text",
    "fotnotsreferens": "footnote reference",
    "kommentarer": "annotation text",
    "kommentarsreferens": "annotation reference",
    "sidhuvud": "header",
    "sidfot": "footer",
    "beskrivning": "caption",
    "innehållsförteckningsrubrik": "toc heading",
    "tabellrutnät": "table grid",
    "hyperlänk": "hyperlink",
    "ingetavstånd": "no spacing",
}
"""Built-in styles by their Swedish name without spaces, in small letters."""
_HEADING: Final = re.compile(r"(?:heading|rubrik|überschrift|titre|otsikko|overskrift) ?([1-9])")
_CONTENTS: Final = re.compile(r"(?:toc|innehåll) ?([1-9])")
_LIST: Final = re.compile(r"(punktlista|numreradlista)([2-5])")
_DEEPEST: Final = 9


class Styles:
    """The styles of one file.

    Args:
        package: The file; one without a style part has no styles.
    """

    def __init__(self, package: Package) -> None:
        part = package.find("styles")
        styles = [] if part is None else list(package.tree(part).iterchildren(w("style")))
        self._styles = {style.get(w("styleId"), ""): style for style in reversed(styles)}
        self._builtin: dict[str, str] = {}
        self._levels: dict[str, int | None] = {}
        for style_id, style in self._styles.items():
            for name in _names(style_id, style):
                self._builtin.setdefault(name, style_id)
        self._default = next(
            (id_ for id_, s in self._styles.items() if _is_default_paragraph(s)), ""
        )

    def id_of(self, name: str) -> str | None:
        """The file's id for a built-in style, named in English as Word names it: `heading 1`."""
        return self._builtin.get(name.casefold())

    def name_of(self, style_id: str) -> str:
        """Built-in English name of a style in small letters; its own name where it is none."""
        style = self._styles.get(style_id or self._default)
        if style is None:
            return _builtin_name(style_id)
        return next(_names(style_id, style), style_id)

    def heading_level(self, paragraph: Element) -> int | None:
        """Level of a heading from 1, by its own outline level, its style, or what that rests on."""
        own = _outline_level(paragraph)
        if own is not None:
            return own if own <= _DEEPEST else None
        style = paragraph.find(f"{PPR}/{w('pStyle')}")
        return None if style is None else self._style_level(style.get(VAL, ""))

    def _style_level(self, style_id: str) -> int | None:
        """Level that a style or the nearest one that it rests on gives."""
        passed: list[str] = []
        while style_id and style_id not in self._levels:
            self._levels[style_id] = None  # a style that rests on itself has no level
            passed.append(style_id)
            style = self._styles.get(style_id)
            own = _outline_level(style) if style is not None else None
            heading = _HEADING.fullmatch(self.name_of(style_id))
            level = int(heading[1]) if heading is not None else own
            if level is not None:
                self._levels[style_id] = level if level <= _DEEPEST else None
                break
            parent = None if style is None else style.find(w("basedOn"))
            style_id = "" if parent is None else parent.get(VAL, "")
        found = self._levels.get(style_id)
        self._levels.update(dict.fromkeys(passed, found))
        return found


def _names(style_id: str, style: Element) -> Iterator[str]:
    """What a style may be known as, the surest first."""
    name, aliases = style.find(w("name")), style.find(w("aliases"))
    written = [] if name is None else [name.get(VAL, "")]
    written += [] if aliases is None else aliases.get(VAL, "").split(",")
    yield from (_builtin_name(w_) for w_ in (*written, style_id))


def _builtin_name(written: str) -> str:
    """The English name in small letters that a written name stands for."""
    name = " ".join(written.casefold().split())
    if (heading := _HEADING.fullmatch(name)) is not None:
        return f"heading {heading[1]}"
    if (contents := _CONTENTS.fullmatch(name)) is not None:
        return f"toc {contents[1]}"
    joined = name.replace(" ", "")
    if (deeper := _LIST.fullmatch(joined)) is not None:
        return f"{_SWEDISH[deeper[1]]} {deeper[2]}"
    return _SWEDISH.get(joined, name)


def _is_default_paragraph(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")


def _outline_level(element: Element) -> int | None:
    """Outline level from 1; 10 is body text. None where nothing is said."""
    level = element.find(f"{PPR}/{w('outlineLvl')}")
    written = "" if level is None else level.get(VAL, "")
    return int(written) + 1 if written.isdecimal() and len(written) == 1 else None


def heading_paragraphs(package: Package) -> Iterator[tuple[int, Element]]:
    """Every heading of the main part with its level, in document order."""
    styles = Styles(package)
    for paragraph in package.tree(package.main).iter(P):
        level = styles.heading_level(paragraph)
        if level is not None:
            yield level, paragraph
