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
    pieces: list[int] = field(default_factory=list)
    """Page on which each piece begins."""
    with_notes: set[int] = field(default_factory=set)
    """Pages that have footnotes."""
    notes_go_on: bool = False
    """Whether a footnote, or a part of one, stands on a later page than its mark.

    Programs differ in how much of it they leave on the first page.
    """


def paginate(pieces: Sequence[Piece], sheet: Sheet, notes: Mapping[str, Sequence[int]]) -> Pages:
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
        self._with_notes: set[int] = set()
        self._carried: list[int] = []  # lines of footnotes that the last page had no room for
        self._notes_go_on = False

    def run(self) -> Pages:
        at = 0
        while at < len(self._pieces):
            at = self._place(at)
        while self._carried:
            self._turn(at)
        pages = Pages(
            count=self._page,
            pieces=self._pages,
            with_notes=self._with_notes,
            notes_go_on=self._notes_go_on,
        )
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
        end = self._end(piece, 0, above)
        if not end:
            start = self._start_of_chain(at)
            if start > self._first:
                del self._pages[start:]
                self._turn(start)
                return start
            if at > self._first:  # what is kept together is longer than a page
                self._turn(at)
                return at
            end = max(1, self._reach(piece, 0, above))
        del self._pages[at:]
        self._pages.append(self._page)
        self._set(piece, above, 0, end)
        while end < piece.lines:
            self._turn(at)
            self._used += piece.repeated
            start, end = end, max(end + 1, self._end(piece, end, 0))
            self._set(piece, 0, start, end)
        return at + 1

    def _turn(self, first: int) -> None:
        """Go to the next page, which begins with the piece `first`."""
        self._page += 1
        self._room = self._sheet.rest
        self._used = 0
        self._foot = 0
        self._first = first
        carried, self._carried = self._carried, []
        free = self._room - self._sheet.note_separator
        laid = 0
        while laid < len(carried) and (not laid or sum(carried[: laid + 1]) <= free):
            laid += 1
        self._lay(carried, laid)

    def _start_of_chain(self, at: int) -> int:
        """Return the first piece on this page that must stand on the same page as this one."""
        while at > self._first and self._pieces[at - 1].keep_next:
            at -= 1
        return at

    def _end(self, piece: Piece, start: int, above: int) -> int:
        """Return the line to go to the next page with; `start` when none may stand on this one."""
        end = self._reach(piece, start, above)
        if end == piece.lines:
            return end
        if piece.keep_whole and not start:
            return 0
        if piece.widow_control and not piece.cells:
            end = min(end, piece.lines - _FEWEST)
            if not start and end < _FEWEST:
                return 0
        return max(end, start)

    def _reach(self, piece: Piece, start: int, above: int) -> int:
        """Return the line that there is no room for any more, whatever the rules say."""
        used = self._used + above + piece.fixed
        if not piece.notes:
            return min(piece.lines, start + max(0, self._room - used - self._foot) // piece.height)
        foot, waiting = self._foot, bool(self._carried)
        for line in range(start, piece.lines):
            used += piece.height
            if used + foot > self._room:
                return line
            for label in _labels(piece, line):
                laid = self._share(label, used, foot, waiting=waiting)
                if laid is None:
                    return line
                note = self._notes[label]
                waiting |= laid < len(note)
                foot = self._foot_with(foot, note[:laid]) if laid else foot
        return piece.lines

    def _share(self, label: str, used: int, foot: int, *, waiting: bool) -> int | None:
        """Return how many lines of a note can stand on this page.

        None means that its mark cannot stand here either. As LibreOffice does it: a note begins
        with two lines at least; where other notes stand and there is room for one line, the
        whole note waits for the next page, and its mark stays.

        Args:
            label: Of the note.
            used: How far down the text reaches with the line of the mark.
            foot: Height of what stands at the foot already.
            waiting: Whether an earlier note has lines that wait for the next page.
        """
        note = self._notes[label]
        free = self._room - used - self._foot_with(foot, ())
        laid, height = 0, 0
        while laid < len(note) and height + note[laid] <= free:
            height += note[laid]
            laid += 1
        if laid and waiting:
            return 0
        if laid >= min(_FEWEST, len(note)):
            return laid
        return 0 if laid and foot else None

    def _foot_with(self, foot: int, lines: Sequence[int]) -> int:
        """Return the height of the foot with more lines in it, the separator counted in."""
        return (foot or self._sheet.note_separator) + sum(lines)

    def _set(self, piece: Piece, above: int, start: int, end: int) -> None:
        """Set some lines of a piece on this page."""
        begun = self._used + above + piece.fixed
        for line, label in piece.notes:
            if start <= line < end:
                used = begun + (line + 1 - start) * piece.height
                laid = self._share(label, used, self._foot, waiting=bool(self._carried))
                self._lay(self._notes[label], laid or 0)
        self._used = begun + (end - start) * piece.height
        if end == piece.lines:
            self._used += piece.below

    def _lay(self, note: Sequence[int], lines: int) -> None:
        """Lay the first lines of a note at the foot and carry the others over."""
        if lines:
            self._foot = self._foot_with(self._foot, note[:lines])
            self._with_notes.add(self._page)
        self._carried += note[lines:]
        self._notes_go_on |= lines < len(note)


def _labels(piece: Piece, line: int) -> list[str]:
    """Return the labels of the notes whose marks stand on a line."""
    return [label for at, label in piece.notes if at == line]
