"""One paragraph at a time: its markup, and the room it takes of the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from workbench.core import document as doc
from workbench.word.writer.layout import Piece
from workbench.word.writer.numbering import Label
from workbench.word.writer.runs import Spans
from workbench.word.writer.styles import Look
from workbench.word.writer.template import Template

BODY = doc.Role.BODY.value
SPACER = 40  # twips; an empty paragraph that Word must have and nobody is to see


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands. Lengths in twips."""

    style: str = BODY
    """Style of running text here."""
    left: int = 0
    """Where running text begins, from the margin; likewise `right`."""
    right: int = 0
    depth: int = 0
    """How many lists it lies in."""
    label: Label | None = None
    """What the next paragraph is to be marked with."""
    after: int = 0
    """Space that the last paragraph leaves below it."""

    def unlabelled(self) -> "Place":
        """Return the same place after its label has been written."""
        return self if self.label is None else replace(self, label=None)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The properties of all paragraphs of one style in one place."""

    opening: str
    """`w:pStyle`."""
    rest: str
    """Spacing and indents."""
    look: Look


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a table lies among what a pen has written."""

    xml_start: int
    xml_end: int
    pieces_start: int
    pieces_end: int


@dataclass(slots=True)
class Pen:
    """Writes paragraphs into `xml` and what they take of the page into `pieces`."""

    template: Template
    spans: Spans
    width: int
    """Between the margins, in twips."""
    xml: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    tables: list[Extent] = field(default_factory=list)
    new_page: bool = False
    """Whether the next paragraph begins a page."""
    _frames: dict[tuple[object, ...], _Frame] = field(default_factory=dict)

    def paragraph(
        self,
        style: str,
        spans: Sequence[doc.Span],
        place: Place,
        *,
        mark: str = "",
        wrap: tuple[str, str] = ("", ""),
        taken: int = 0,
    ) -> Piece:
        """Write a paragraph.

        Args:
            style: Name of its style; that of the place when it is running text.
            spans: What it says.
            place: Where it stands.
            mark: What is said of its end, as `w:rPr`.
            wrap: What stands around its content, such as a bookmark.
            taken: Room on the first line, in twips, that what stands before takes.
        """
        label = place.label
        frame = self._frame(label.style if label else style, place)
        look = frame.look
        width = self.width - look.left - look.right
        written = self.spans.write(spans, look, width - max(look.first, 0) - taken, width)
        new_page, self.new_page = self.new_page, False
        number = ""
        if label:
            number = (
                f'<w:numPr><w:ilvl w:val="{label.level}"/>'
                f'<w:numId w:val="{label.number}"/></w:numPr>'
            )
        self.xml.append(
            f"<w:p><w:pPr>{frame.opening}{_NEW_PAGE if new_page else ''}{number}{frame.rest}{mark}"
            f"</w:pPr>{wrap[0]}{written.xml}{wrap[1]}</w:p>"
        )
        piece = piece_of(look, written.lines)
        piece.new_page = new_page
        if written.note_lines:
            piece.notes = written.note_lines
        self.pieces.append(piece)
        return piece

    def spacer(self, height: int = SPACER, mark: str = "") -> None:
        """Write an empty paragraph of an exact height, in twips.

        Args:
            height: Of its line.
            mark: What is said of its end, as `w:rPr`.
        """
        style = self.template.style(BODY)
        broken = _NEW_PAGE if self.new_page else ""
        self.xml.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{broken}<w:spacing w:before="0" w:after="0" '
            f'w:line="{height}" w:lineRule="exact"/>{mark}</w:pPr></w:p>'
        )
        self.pieces.append(Piece(1, height, new_page=self.new_page))
        self.new_page = False

    def style(self, name: str) -> tuple[str, Look]:
        """Return the `w:pStyle` and the look of a style."""
        frame = self._frame(name, Place(style=name))
        return frame.opening, frame.look

    def look(self, name: str) -> Look:
        """Return the look of a style."""
        return self.style(name)[1]

    def first_style(self, *names: str) -> str:
        """Return the first of these names that the template has a paragraph style for."""
        return next(name for name in names if self.template.sheet.find(name) is not None)

    def _frame(self, style: str, place: Place) -> _Frame:
        label = place.label
        key = (
            style,
            place.style == style,
            place.left,
            place.right,
            place.after,
            label and (label.left, label.hanging),
        )
        if key not in self._frames:
            self._frames[key] = self._new_frame(style, place)
        return self._frames[key]

    def _new_frame(self, style: str, place: Place) -> _Frame:
        style_id = self.template.style(style)
        look = self.template.sheet.look(style_id)
        label = place.label
        if label:
            look = replace(look, left=label.left, first=-label.hanging)
            left, right = place.left, place.right
        elif style == place.style and (place.left or place.right):
            left, right = place.left, place.right
        else:
            left, right = place.left + look.left, place.right + look.right
        rest = ""
        if place.after:
            rest += f'<w:spacing w:after="{place.after}"/>'
        if (left, right) != (look.left, look.right):
            hanging = f' w:hanging="{label.hanging}"' if label else ""
            rest += f'<w:ind w:left="{left}" w:right="{right}"{hanging}/>'
        look = replace(look, left=left, right=right, after=place.after or look.after)
        return _Frame(f'<w:pStyle w:val="{style_id}"/>', rest, look)


_NEW_PAGE = "<w:pageBreakBefore/>"


def piece_of(look: Look, lines: int) -> Piece:
    """Return what a paragraph takes of the page."""
    return Piece(
        lines,
        look.line_height,
        above=look.before,
        below=look.after,
        fixed=look.border_above + look.border_below,
        keep_next=look.keep_next,
        keep_whole=look.keep_lines,
        widow_control=look.widow_control,
    )
