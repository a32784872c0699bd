"""What a reader sees: paragraphs as strings, by view.

Text boxes are read once though files hold them twice (a drawing and its fallback), fields by
their result and not their code, symbols as the character they show. Footnote numbers, comment
signs and list numbers are not text.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from workbench.errors import InputError
from workbench.word.branches import unseen
from workbench.word.markup import Element
from workbench.word.names import (
    ALT_CHUNK,
    CELL,
    DELETED_TEXT,
    FIELD_CHAR,
    PPR,
    ROW,
    SYMBOL,
    SYMBOL_EX,
    TABLE,
    TEXT,
    TEXT_BOX,
    VAL,
    P,
    m,
    w,
)
from workbench.word.package import Package
from workbench.word.settling.decision import Decision
from workbench.word.settling.story import settle_tree

_DEEPEST_FILE: Final = 2
"""Files embedded in one another that are read."""
_FIELD_KIND: Final = w("fldCharType")
_BREAK_KIND: Final = w("type")
_RUBY_TEXT: Final = w("rt")
_BREAK: Final = w("br")
_FIXED: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "",
}
_TAB: Final = w("tab")
_TABS: Final = w("tabs")
_WORDS: Final = (TEXT, DELETED_TEXT, m("t"))
ATOMS: Final = (*_WORDS, _BREAK, SYMBOL, SYMBOL_EX, *_FIXED)
"""Every element that shows as text."""

_SYMBOL_FONT: Final = dict(
    zip(
        range(0x61, 0x7B),
        "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
) | {0xB7: "•", 0xB3: "≥", 0xA3: "≤", 0xB9: "≠", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xDE: "⇒"}
_WINGDINGS: Final = {
    0x6F: "☐",
    0xA8: "☐",
    0xFE: "☑",
    0xFD: "☒",
    0xFC: "✓",
    0xFB: "✗",
    0xA7: "▪",
    0x6C: "●",
    0x6E: "■",
    0xD8: "➢",
    0xE0: "→",
    0xE8: "➔",
    0x4A: "☺",
}
_SYMBOL_FONTS: Final = {"symbol": _SYMBOL_FONT, "wingdings": _WINGDINGS}


class View(StrEnum):
    """Which text a document with tracked changes is read as."""

    ACCEPT = "accept"
    """As if every change were accepted."""
    REJECT = "reject"
    """As if every change were rejected."""
    ORIGINAL = "original"
    """Before the changes, which is the same as rejecting them; Word calls it so."""
    MARKS = "marks"
    """Everything that stands in the file, deleted and inserted alike."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the body."""

    text: str
    style: str
    """Id of its paragraph style as the file has it; empty for the default."""
    cell: tuple[int, int, int] | None
    """Table, row and cell in the body, each from 0 in document order; None outside tables."""


def body_text(package: Package, view: View = View.ACCEPT) -> tuple[str, ...]:
    """The body's paragraphs in document order, those in table cells and text boxes included.

    Args:
        package: Never changed by this.
        view: Which text to read.
    """
    return tuple(_lines(package, view, deep=_DEEPEST_FILE))


def _lines(package: Package, view: View, *, deep: int) -> Iterator[str]:
    """The paragraphs of the body, with those of files that lie embedded between them."""
    root = _viewed(package, view)
    if next(root.iter(ALT_CHUNK), None) is None:
        yield from paragraph_texts(root)
        return
    own = {p: "".join(pieces) for p, pieces in _paragraphs(root)}
    for element in root.iter(P, ALT_CHUNK):
        if element.tag == ALT_CHUNK and deep:
            yield from _embedded(package, element, view, deep=deep - 1)
        elif element in own:
            yield own[element]


def _embedded(package: Package, chunk: Element, view: View, *, deep: int) -> Iterator[str]:
    from workbench.word import embedded  # seldom needed, and dear to load

    inner = embedded.embedded_file(package, chunk)
    if inner is None:
        yield from embedded.embedded_lines(package, chunk)
        return
    with suppress(InputError):  # a broken one is named among what is not understood, as all are
        yield from _lines(inner, view, deep=deep)


def body_paragraphs(package: Package, view: View = View.ACCEPT) -> tuple[Paragraph, ...]:
    """As `body_text`, with each paragraph's style and place."""
    root = _viewed(package, view)
    places = _places(root)
    return tuple(
        Paragraph("".join(pieces), _style(p), _cell(p, places)) for p, pieces in _paragraphs(root)
    )


def paragraph_texts(root: Element) -> Iterator[str]:
    """Each paragraph of a story as it stands, deleted and inserted text alike."""
    return ("".join(pieces) for _, pieces in _paragraphs(root))


def visible_paragraphs(root: Element) -> list[Element]:
    """Every paragraph of a story in document order, text boxes once."""
    hidden = unshown(root)
    if not hidden:
        return list(root.iter(P))
    return [p for p in root.iter(P) if p not in hidden]


def all_text(element: Element) -> str:
    """All text below an element, deleted and inserted alike, with no mark between paragraphs."""
    return "".join(text_pieces(element))


def text_pieces(element: Element) -> list[str]:
    """As `all_text`, piece by piece."""
    hidden = unshown(element)
    return [shown(atom) for atom in element.iter(*ATOMS) if atom not in hidden]


def _viewed(package: Package, view: View) -> Element:
    if view is View.MARKS:
        return package.tree(package.main)
    root = package.copy_of(package.main)
    settle_tree(root, Decision.ACCEPT if view is View.ACCEPT else Decision.REJECT)
    return root


def _paragraphs(root: Element) -> Iterator[tuple[Element, list[str]]]:
    """Each paragraph with its pieces of text; a text box comes after what it is anchored in."""
    hidden = unshown(root)
    codes = _field_codes(root)
    nested = next(root.iter(TEXT_BOX), None) is not None
    pieces: dict[Element, list[str]] = {}
    here: list[str] = []
    depth = 0
    for element in root.iter(P, FIELD_CHAR, *ATOMS):
        if element in hidden:
            continue
        if element.tag == P:
            here = pieces[element] = []
        elif element.tag == FIELD_CHAR:
            depth += codes.get(element, 0)
        elif not depth:
            owner = pieces.get(next(element.iterancestors(P), element), []) if nested else here
            owner.append(shown(element))
    yield from pieces.items()


def unshown(root: Element) -> set[Element]:
    """Paragraphs and pieces of text that stand somewhere else too, and are read there."""
    return unseen(root, P, FIELD_CHAR, *ATOMS)


def _field_codes(root: Element) -> dict[Element, int]:
    """Where field codes begin (1) and stop (-1). A field that never ends has no code."""
    open_fields: list[list[Element]] = []
    codes: dict[Element, int] = {}
    for char in root.iter(FIELD_CHAR):
        kind = char.get(_FIELD_KIND)
        if kind == "begin":
            open_fields.append([char])
        elif open_fields and kind == "separate":
            open_fields[-1].append(char)
        elif open_fields and kind == "end":
            begin, *separators = open_fields.pop()
            codes[begin] = 1
            codes[separators[0] if separators else char] = -1
    return codes


def shown(atom: Element) -> str:
    """What one of `ATOMS` looks like to a reader."""
    tag = atom.tag
    if tag in _WORDS:
        return _ruby(atom, atom.text or "")
    if tag == _BREAK:
        return "\n" if atom.get(_BREAK_KIND, "textWrapping") == "textWrapping" else ""
    if tag == SYMBOL:
        return _symbol(atom.get(w("char"), ""), atom.get(w("font"), ""))
    if tag == SYMBOL_EX:
        return _symbol(atom.get(str(SYMBOL_EX).replace("symEx", "char"), ""), "")
    parent = atom.getparent()
    if tag == _TAB and parent is not None and parent.tag == _TABS:
        return ""  # a tab stop, not a tab
    return _FIXED[str(tag)]


def _ruby(atom: Element, text: str) -> str:
    run = atom.getparent()
    above = None if run is None else run.getparent()
    return f"({text})" if above is not None and above.tag == _RUBY_TEXT else text


def _symbol(code: str, font: str) -> str:
    try:
        number = int(code, 16)
        shown = chr(number)
    except (ValueError, OverflowError):
        return "\ufffd"
    if 0xD800 <= number < 0xE000:
        return "\ufffd"
    if 0xF000 <= number < 0xF100:  # the private corner where symbol fonts keep their 8-bit codes
        number -= 0xF000
    return _SYMBOL_FONTS.get(font.casefold(), {}).get(number, shown)


def _style(p: Element) -> str:
    style = p.find(f"{PPR}/{w('pStyle')}")
    return "" if style is None else style.get(VAL, "")


def _places(root: Element) -> dict[Element, tuple[int, int, int]]:
    """Each cell's table, row and column in the body."""
    tables = {table: n for n, table in enumerate(root.iter(TABLE))}
    rows: Counter[Element] = Counter()
    places: dict[Element, tuple[int, int, int]] = {}
    for row in root.iter(ROW):
        for table in islice(row.iterancestors(TABLE), 1):
            for n, cell in enumerate(_cells(row)):
                places[cell] = (tables[table], rows[table], n)
            rows[table] += 1
    return places


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in row.iter(CELL) if next(cell.iterancestors(ROW)) is row)


def _cell(p: Element, places: dict[Element, tuple[int, int, int]]) -> tuple[int, int, int] | None:
    cell = next(p.iterancestors(CELL), None)
    return None if cell is None else places.get(cell)
