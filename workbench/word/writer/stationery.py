"""A template's own lines, headers and footers: filled in, written back, and measured."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from workbench.core.document import Picture
from workbench.word.writer import arms, letterhead
from workbench.word.writer.archive import Relation
from workbench.word.writer.layout import Piece
from workbench.word.writer.lines import count
from workbench.word.writer.markup import Element, number
from workbench.word.writer.metrics import SCALE
from workbench.word.writer.paragraphs import piece_of
from workbench.word.writer.styles import Look
from workbench.word.writer.template import Stationery, Template

_EMU = 635  # English Metric Units in a twip
_MOST_IN_COLUMNS = 40
_GAP = 120  # twips between two columns of names


@dataclass(slots=True)
class Paper:
    """A template with the facts of one document."""

    template: Template
    facts: letterhead.Facts
    pictures: Sequence[Picture] = ()
    """The arms of the senders."""
    guesses: set[str] = field(default_factory=set)
    """What is on the paper that cannot be measured here, in Swedish."""

    def lines(self, elements: Sequence[Element]) -> tuple[list[Element], list[Piece]]:
        """Return lines of the running text, filled in, and what they take of the page."""
        filled = letterhead.filled(elements, self.facts, self._setting)
        pieces = [piece for element in filled for piece in self._pieces(element)]
        return filled, pieces

    def stationery(self, one: Stationery) -> tuple[Element, int]:
        """Return a header or footer, filled in, and its height in twips."""
        children = letterhead.filled(one.root.elements(), self.facts, self._setting)
        if not any(child.tag == "w:p" for child in children):
            children.append(Element("w:p"))
        root = Element(one.root.tag, one.root.attributes, list(children))
        pieces = [piece for child in children for piece in self._pieces(child)]
        return root, height_of(pieces)

    def relations(self, element: Element) -> list[Relation]:
        """Return what an element that is filled in refers to because of the arms in it."""
        found = arms.relations(self.pictures)
        used = {blip.attributes.get("r:embed") for blip in element.every("a:blip")}
        return [relation for relation in found if relation.id in used]

    @property
    def _setting(self) -> letterhead.Setting:
        return letterhead.Setting(self._rows, self._arms)

    def _pieces(self, element: Element) -> Iterable[Piece]:
        if element.tag == "w:p":
            yield self._paragraph(element)
            return
        if element.tag == "w:tbl":
            self.guesses.add("en tabell i mallen")
            for row in element.every("w:tr"):
                cells = [
                    height_of([piece for p in cell.every("w:p") for piece in [self._paragraph(p)]])
                    for cell in row.every("w:tc")
                ]
                yield Piece(1, max(cells, default=0))
            return
        for child in element.elements():
            yield from self._pieces(child)

    def _paragraph(self, paragraph: Element) -> Piece:
        look = self._look(paragraph)
        text = "".join(run for run in _words(paragraph))
        width = (self.template.page.text_width - look.left - look.right) * SCALE
        lines = sum(
            1 if "\t" in line else count(line, look.type(), width, width)
            for line in text.split("\n")
        )
        piece = piece_of(look, lines)
        pictures = [number(e.attributes.get("cy")) // _EMU for e in _inline_extents(paragraph)]
        if pictures:
            piece.height = max(piece.height, *pictures)
        return piece

    def _look(self, paragraph: Element) -> Look:
        sheet = self.template.sheet
        properties = paragraph.child("w:pPr")
        style = properties.value("w:pStyle") if properties else ""
        look = sheet.look(style) if sheet.get(style) else sheet.default()
        look = sheet.apply(look, paragraph)
        for run in paragraph.every("w:r"):
            largest = sheet.apply(look, run)
            if largest.size > look.size:
                look = replace(look, size=largest.size)
        return look

    def _arms(self, paragraph: Element) -> Sequence[Element]:
        properties = paragraph.child("w:pPr") or Element("w:pPr")
        style = properties.value("w:pStyle") or self.template.style("Body Text")
        return arms.paragraphs(self.pictures, style, self.template.page.text_width)

    def _rows(self, paragraph: Element, names: Sequence[str]) -> Sequence[str]:
        """Lay names out in columns at the tab stops of their paragraph, or in running text."""
        look = self._look(paragraph)
        stops = [at for at, kind in look.tabs if kind == "left"]
        edges = [look.left, *stops, self.template.page.text_width - look.right]
        narrowest = min(after - before for before, after in pairwise(edges))
        fit = all(look.type()[name] <= (narrowest - _GAP) * SCALE for name in names)
        if not stops or not fit or not 1 < len(names) <= _MOST_IN_COLUMNS:
            return [", ".join(names)] if names else []
        columns = len(stops) + 1
        return ["\t".join(names[at : at + columns]) for at in range(0, len(names), columns)]


def height_of(pieces: Sequence[Piece]) -> int:
    """Return how high pieces are when they stand below each other."""
    return sum(p.above + p.fixed + p.lines * p.height + p.below for p in pieces)


def _words(paragraph: Element) -> Iterable[str]:
    """Yield what a paragraph shows: text, tabs, line breaks; not the codes of fields."""
    for run in paragraph.every("w:r"):
        for child in run.elements():
            match child.tag:
                case "w:t":
                    yield child.text()
                case "w:tab":
                    yield "\t"
                case "w:br" | "w:cr":
                    yield "\n"


def _inline_extents(paragraph: Element) -> Iterable[Element]:
    for picture in paragraph.every("wp:inline"):
        yield from (child for child in picture.elements() if child.tag == "wp:extent")
