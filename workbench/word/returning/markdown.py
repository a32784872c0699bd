"""A section's paragraphs as Markdown, the form in which texts are stored.

What a text cannot hold (a picture, a formula, an embedded file) is counted and named, for the
import to stop at; it is never left out in silence. Endnotes become footnotes, of which a text has
one kind.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from workbench.core.exchange.wording import Reading
from workbench.core.markdown import canonical
from workbench.core.text import visible
from workbench.word.markup import Element
from workbench.word.names import (
    CELL,
    FALLBACK,
    HYPERLINK,
    NUMBERING_PR,
    PPR,
    ROW,
    RPR,
    RUN,
    TABLE,
    TEXT_BOX,
    VAL,
    P,
    R,
    w,
)
from workbench.word.package import Package
from workbench.word.returning.notes import Notes
from workbench.word.styles import Styles
from workbench.word.text import ATOMS, all_text, shown

_OFF: Final = ("0", "false", "off")
_LOOKS: Final = ((w("strike"), "~~"), (w("b"), "**"), (w("i"), "*"))
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>~])")
_AT_START: Final = re.compile(r"^(\s*)([-+#=|:]|\d{1,9}(?=[.)](?:\s|$)))")
_FOREIGN: Final = {
    "drawing": "bild", "pict": "bild", "object": "inbäddat objekt", "oMath": "formel",
    "altChunk": "inbäddat dokument",
}  # fmt: skip
_LONGEST_QUOTE: Final = 60  # characters of a text box
_QUOTES: Final = ("quote", "intense quote", "block text", "quotations")


class MarkdownReader:
    """Reads sections of one file, whose tracked changes are settled.

    Args:
        package: The file.
    """

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package)
        self._formats = _number_formats(package)
        self._notes = Notes(package)
        self._part_links: dict[str, dict[str, str]] = {}
        self._package = package
        self._links = self._links_of(package.main)
        self.foreign: Counter[str] = Counter()
        """What no text can hold of the section read last, by its Swedish name."""

    def read(self, blocks: Sequence[Element]) -> Reading:
        """Return a section's text in its stored form, with its notes."""
        self._notes.begin()
        self.foreign = Counter(name for block in blocks for name in _foreign(block))
        levels = [self._styles.heading_level(b) for b in blocks if b.tag == P]
        highest = min((level for level in levels if level), default=1)
        stanzas: list[str] = []
        numbers: Counter[int] = Counter()
        in_list = False
        for block in blocks:
            stanza, is_item = self._block(block, highest, numbers)
            if not is_item:
                numbers.clear()
            if stanza and is_item and in_list:
                stanzas[-1] += f"\n{stanza}"
            elif stanza:
                stanzas.append(stanza)
            in_list = is_item and bool(stanza or in_list)
        referred = self._notes.referred
        return Reading(canonical("\n\n".join(stanzas)), tuple(map(self._note, referred)))

    def _note(self, note: tuple[str, Element]) -> str:
        """What a note says, on one line."""
        part, body = note
        self._links = self._links_of(part)
        text = " ".join(self._inline(paragraph) for paragraph in body.iter(P))
        self._links = self._links_of(self._package.main)
        return " ".join(text.split())

    def _links_of(self, part: str) -> dict[str, str]:
        if part not in self._part_links:
            relations = self._package.relations(part)
            self._part_links[part] = {r.id: r.target for r in relations if r.external}
        return self._part_links[part]

    def _block(self, block: Element, highest: int, numbers: Counter[int]) -> tuple[str, bool]:
        if block.tag == TABLE:
            return self._table(block), False
        text = self._inline(block).strip()
        if not text:
            return "", False
        level = self._styles.heading_level(block)
        if level is not None:
            return f"{'#' * (level - highest + 1)} {text}", False
        style = block.find(f"{PPR}/{w('pStyle')}")
        name = self._styles.name_of("" if style is None else style.get(VAL, ""))
        if name in _QUOTES:
            return f"> {text}", False
        item = self._item(block, numbers)
        if item is not None:
            return f"{item}{text}", True
        return _AT_START.sub(r"\1\\\2", text), False

    def _item(self, block: Element, numbers: Counter[int]) -> str | None:
        numbering = block.find(f"{PPR}/{NUMBERING_PR}")
        if numbering is None:
            return None
        identity, level = numbering.find(w("numId")), numbering.find(w("ilvl"))
        key = "" if identity is None else identity.get(VAL, "")
        written = "" if level is None else level.get(VAL, "")
        depth = int(written) if written.isdecimal() and len(written) == 1 else 0
        if key in ("", "0"):
            return None
        indent = "  " * depth
        if self._formats.get((key, depth), "bullet") == "bullet":
            return f"{indent}- "
        numbers[depth] += 1
        return f"{'   ' * depth}{numbers[depth]}. "

    def _table(self, table: Element) -> str:
        rows = [
            [self._cell(cell, head=not number) for cell in own(row, CELL)]
            for number, row in enumerate(own(table, ROW))
        ]
        if not rows:
            return ""
        width = max(map(len, rows))
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])

    def _cell(self, cell: Element, *, head: bool) -> str:
        """A cell's text on one line. A head is bold by its style; programs write that out."""
        texts = (self._inline(p, plain=head).strip() for p in cell.iter(P))
        return " ".join(filter(None, texts)).replace("|", "\\|")

    def _inline(self, paragraph: Element, *, plain: bool = False) -> str:
        pieces: list[tuple[str, str, str]] = []  # text, marks around it, address
        for run in paragraph.iter(RUN):
            if next(run.iterancestors(P), None) is not paragraph:
                continue  # in a text box, which is named as foreign
            marks = "" if plain else _marks(run.find(RPR))
            link = next(run.iterancestors(HYPERLINK), None)
            address = "" if link is None else self._links.get(link.get(f"{{{R}}}id", ""), "")
            text = "".join(self._shown(child) for child in run)
            if not text:
                continue
            if pieces and pieces[-1][1:] == (marks, address):
                text = pieces.pop()[0] + text
            pieces.append((text, marks, address))
        return "".join(_wrapped(*piece) for piece in pieces)

    def _shown(self, child: Element) -> str:
        number = self._notes.reference(child)
        if number:
            return f"[^{number}]"
        if self._notes.repeating or child.tag not in ATOMS:
            return ""
        text = shown(child)
        return " " if text in ("\n", "\t") else _SPECIAL.sub(r"\\\1", text)


def own(holder: Element, tag: str) -> Iterator[Element]:
    """Yield a table's rows or a row's cells, those in content controls too, not a nested table's.

    Args:
        holder: The table or the row.
        tag: `ROW` or `CELL`.
    """
    for found in holder.iter(tag):
        if next(found.iterancestors(str(holder.tag)), None) is holder:
            yield found


def _foreign(block: Element) -> Iterator[str]:
    """Name what no text can hold, each thing once though files may hold it twice."""
    for found in block.iter("*"):
        if next(found.iterancestors(FALLBACK), None) is not None:
            continue
        if found.tag == TEXT_BOX:
            words = visible(" ".join(" ".join(map(all_text, found.iter(P))).split()))
            cut = f"{words[:_LONGEST_QUOTE]}…" if len(words) > _LONGEST_QUOTE else words
            yield f"textruta ”{cut}”"
        name = _FOREIGN.get(etree.QName(found).localname)
        if name and next(found.iter(TEXT_BOX), None) is None:
            yield name


def _marks(look: Element | None) -> str:
    if look is None:
        return ""
    on = (
        sign
        for tag, sign in _LOOKS
        for found in look.iterchildren(tag)
        if found.get(VAL, "1") not in _OFF
    )
    return "".join(on)


def _wrapped(text: str, marks: str, address: str) -> str:
    """Text with its marks inside the white space around it, as Markdown wants them."""
    inner = text.strip()
    if not inner:
        return text
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    signs = re.findall(r"~~|\*\*|\*", marks)
    inner = "".join(signs) + inner + "".join(reversed(signs))
    if address:
        inner = f"[{inner}]({address})"
    return f"{before}{inner}{after}"


def _number_formats(package: Package) -> dict[tuple[str, int], str]:
    """How each level of each list is numbered."""
    part = package.find("numbering")
    if part is None:
        return {}
    root = package.tree(part)
    abstract = {
        a.get(w("abstractNumId"), ""): dict(_levels(a.iterchildren(w("lvl"))))
        for a in root.iterchildren(w("abstractNum"))
    }
    formats: dict[tuple[str, int], str] = {}
    for num in root.iterchildren(w("num")):
        base = num.find(w("abstractNumId"))
        levels = abstract.get("" if base is None else base.get(VAL, ""), {})
        for level, how in levels.items():
            formats[num.get(w("numId"), ""), level] = how
    return formats


def _levels(levels: Iterable[Element]) -> Iterator[tuple[int, str]]:
    for level in levels:
        how, written = level.find(w("numFmt")), level.get(w("ilvl"), "")
        if how is not None and written.isdecimal() and len(written) == 1:
            yield int(written), how.get(VAL, "")
