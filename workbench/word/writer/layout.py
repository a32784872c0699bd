"""Where pages end: the page of every heading, worked out without an office program.

The rules are those that Word and LibreOffice share: first fit from the top, two lines of a
paragraph at least on either side of a page break (widow control), a heading on the page of what
follows it, table rows whole with the header row repeated, footnotes at the foot of the page that
holds their mark. Space above a paragraph falls away at the top of a page unless the page break
was asked for. All lengths are whole twips, so every machine comes to the same answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_FEWEST = 2
"""Lines that widow control wants on either side of a page break."""


@dataclass(slots=True)
class Piece:
    """What is placed on a page: a paragraph or a row of a table."""

    lines: int
    """How many lines; a row that stays whole is a single one."""
    height: int
    """Of each line."""
    above: int = 0
    """Space above that falls away at the top of a page."""
    below: int = 0
    fixed: int = 0
    """Height that is always there besides the lines: borders, the margins of cells."""
    keep_next: bool = False
    keep_whole: bool = False
    widow_control: bool = True
    new_page: bool = False
    anchors: tuple[str, ...] = ()
    """Headings that begin here."""
    notes: tuple[tuple[int, str], ...] = ()
    """Line (from 0) and label of each footnote whose mark stands here."""
    repeated: int = 0
    """Height of the header rows that are repeated when this row begins a page."""
    cells: tuple[int, ...] = ()
    """Lines in each cell of a row that may be divided; empty for anything else."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page has room for, in twips."""

    first: int
    """Height for text on the first page; likewise on those after it."""
    rest: int
    note_separator: int
    """What the line above the footnotes takes, the space around it counted in."""


@dataclass(slots=True)
class Pages:
    """Where everything came."""

    of: dict[str, int] = field(default_factory=dict)
    """Page, from 1, of each anchor."""
    count: int = 1


def paginate(
    pieces: Sequence[Piece], sheet: Sheet, notes: Mapping[str, Sequence[int]]
) -> Pages:
    """Place pieces on pages, in their order.

    Args:
        pieces: What is to be placed.
        sheet: What a page has room for.
        notes: Height of each line of a footnote, by label.
    """
    return _Placing(pieces, sheet, notes).run()


class _Placing:
    """The state of placing: which page, how far down, and what lies at its foot."""

    def __init__(
        self, pieces: Sequence[Piece], sheet: Sheet, notes: Mapping[str, Sequence[int]]
    ) -> None:
        self._pieces = pieces
        self._notes = notes
        self._sheet = sheet
        self._page = 1
        self._room = sheet.first
        self._used = 0
        self._foot = 0  # height of the footnotes on this page, their separator counted in
        self._first = 0  # the piece that begins this page
        self._pages: list[int] = []  # page on which each piece begins
        self._carried: list[int] = []  # lines of footnotes that the last page had no room for

    def run(self) -> Pages:
        at = 0
        while at < len(self._pieces):
            at = self._place(at)
        while self._carried:
            self._turn(at)
        pages = Pages(count=self._page)
        for piece, page in zip(self._pieces, self._pages, strict=True):
            for anchor in piece.anchors:
                pages.of[anchor] = page
        return pages

    def _place(self, at: int) -> int:
        """Place one piece; return the piece to go on with, which may be an earlier one."""
        piece = self._pieces[at]
        if piece.new_page and at > self._first:
            self._turn(at)
        if at == self._first and not self._used:
            self._used = piece.repeated
        above = piece.above if at > self._first or piece.new_page or at == 0 else 0
        if self._fits(piece, piece.lines, above):
            self._begin(at)
            self._set(piece, above, 0, piece.lines)
            return at + 1
        fitting = self._most(piece, above)
        if not fitting:
            start = self._start_of_chain(at)
            if start > self._first:
                del self._pages[start:]
                self._turn(start)
                return start
            if at > self._first:  # what is kept together is longer than a page
                self._turn(at)
                return at
            fitting = max(1, self._lines_in(piece, above))
        self._begin(at)
        self._spread(at, above, fitting)
        return at + 1

    def _begin(self, at: int) -> None:
        del self._pages[at:]
        self._pages.append(self._page)

    def _turn(self, first: int) -> None:
        """Go to the next page, which begins with the piece `first`."""
        self._page += 1
        self._room = self._sheet.rest
        self._used = 0
        self._foot = 0
        self._first = first
        carried, self._carried = self._carried, []
        self._lay_note(carried)

    def _start_of_chain(self, at: int) -> int:
        """Return the first piece on this page that must stand on the same page as this one."""
        while at > self._first and self._pieces[at - 1].keep_next:
            at -= 1
        return at

    def _fits(self, piece: Piece, lines: int, above: int) -> bool:
        height = above + piece.fixed + lines * piece.height
        return self._used + height + self._foot_with(piece, lines) <= self._room

    def _foot_with(self, piece: Piece, lines: int) -> int:
        """Return how high the foot would be with the notes of the first lines of a piece."""
        foot = self._foot
        for line, label in piece.notes:
            if line < lines:
                foot += sum(self._notes[label]) + (0 if foot else self._sheet.note_separator)
        return foot

    def _lines_in(self, piece: Piece, above: int) -> int:
        """Return how many lines there is room for, whatever the rules say."""
        lines = piece.lines
        while lines and not self._fits(piece, lines, above):
            lines -= 1
        return lines

    def _most(self, piece: Piece, above: int) -> int:
        """Return how many lines may stand here, the rest on the next page; 0 for none."""
        if piece.keep_whole:
            return 0
        lines = self._lines_in(piece, above)
        if not piece.widow_control or piece.cells:
            return lines
        lines = min(lines, piece.lines - _FEWEST)
        return lines if lines >= _FEWEST else 0

    def _set(self, piece: Piece, above: int, start: int, end: int) -> None:
        """Set some lines of a piece on this page."""
        self._used += above + piece.fixed + (end - start) * piece.height
        if end == piece.lines:
            self._used += piece.below
        for line, label in piece.notes:
            if start <= line < end:
                self._lay_note(self._notes[label])

    def _lay_note(self, lines: Sequence[int]) -> None:
        if not lines:
            return
        if not self._foot:
            self._foot = self._sheet.note_separator
        for number, height in enumerate(lines):
            if self._used + self._foot + height > self._room and number:
                self._carried += lines[number:]
                return
            self._foot += height

    def _spread(self, at: int, above: int, fitting: int) -> None:
        """Set the first lines of a piece here and the others on the pages that follow."""
        piece, start = self._pieces[at], 0
        while start < piece.lines:
            end = min(piece.lines, start + max(1, fitting))
            self._set(piece, above, start, end)
            start = end
            if start < piece.lines:
                self._turn(at)
                self._used += piece.repeated
                above = 0
                left = piece.lines - start
                room = self._room - self._used - self._foot - piece.fixed
                fitting = room // piece.height if piece.height else left
                if fitting < left and piece.widow_control:
                    fitting = min(fitting, left - _FEWEST)
