"""A section's paragraphs as Markdown, the form in which texts are stored.

What a text cannot hold (a picture, a formula, an embedded file) is counted and named, for the
import to stop at; it is never left out in silence.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lxml import etree

from workbench.core.markdown import canonical
from workbench.word.markup import Element
from workbench.word.names import (
    CELL,
    HYPERLINK,
    ID,
    NUMBERING_PR,
    PPR,
    ROW,
    RPR,
    RUN,
    TABLE,
    VAL,
    P,
    R,
    w,
)
from workbench.word.package import Package
from workbench.word.styles import Styles
from workbench.word.text import ATOMS, all_text, shown

_OFF: Final = ("0", "false", "off")
_LOOKS: Final = ((w("strike"), "~~"), (w("b"), "**"), (w("i"), "*"))
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>~])")
_AT_START: Final = re.compile(r"^(\s*)([-+#=|:]|\d{1,9}(?=[.)](?:\s|$)))")
_FOREIGN: Final = {
    "drawing": "bild", "pict": "bild", "object": "inbäddat objekt", "oMath": "formel",
    "txbxContent": "textruta", "altChunk": "inbäddat dokument",
}  # fmt: skip
_QUOTES: Final = ("quote", "intense quote")


class MarkdownReader:
    """Reads sections of one file, whose tracked changes are settled.

    Args:
        package: The file.
    """

    def __init__(self, package: Package) -> None:
        self._styles = Styles(package)
        self._links = {r.id: r.target for r in package.relations(package.main) if r.external}
        self._formats = _number_formats(package)
        self.foreign: Counter[str] = Counter()
        """What no text can hold, by its Swedish name."""
        self._notes: list[str] = []
        part = package.find("footnotes")
        notes = () if part is None else package.tree(part).iterchildren(w("footnote"))
        self._texts = {note.get(ID, ""): " ".join(all_text(note).split()) for note in notes}

    def read(self, blocks: Sequence[Element]) -> str:
        """A section's text in its stored form; its notes are `[^1]`, `[^2]` and so on."""
        self._notes = []
        for block in blocks:
            for foreign in block.iter("*"):
                name = _FOREIGN.get(etree.QName(foreign).localname)
                if name:
                    self.foreign[name] += 1
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
        return canonical("\n\n".join(stanzas))

    @property
    def notes(self) -> tuple[str, ...]:
        """What the footnotes say that the section read last refers to, in order."""
        return tuple(self._texts.get(identity, "") for identity in self._notes)

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
            [self._cell(cell, head=not number) for cell in row.iterchildren(CELL)]
            for number, row in enumerate(table.iterchildren(ROW))
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
        if child.tag == w("footnoteReference"):
            self._notes.append(child.get(ID, ""))
            return f"[^{len(self._notes)}]"
        if child.tag not in ATOMS:
            return ""
        text = shown(child)
        return " " if text in ("\n", "\t") else _SPECIAL.sub(r"\\\1", text)


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
