"""A later file on its way into a redline, and the desk where one part of it is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from workbench.word.authors import joint_author
from workbench.word.comparing.borrowing import Loan
from workbench.word.comparing.inline import Reader, note_kind
from workbench.word.comparing.pen import Ink, Pen
from workbench.word.markup import Element
from workbench.word.names import ID


@dataclass(slots=True, eq=False)
class Side:
    """One part of a later file, and who its changes are by."""

    author: str
    reader: Reader
    loan: Loan


@dataclass(frozen=True, slots=True, eq=False)
class NewNote:
    """A note that came with its sign."""

    by: "By"
    kind: str
    identity: str
    """In the earlier file."""
    source: str
    """Its id in the file of the first of those who put it in."""


By = tuple[Side, ...]
"""Those who made the same change, in the order of the redline; it is written from the first."""
Versions = Sequence[tuple[Side, Element]]
"""What an element of the earlier file is in the later files that still have it."""


@dataclass(slots=True)
class Desk:
    """What the writing of one part needs."""

    old: Reader
    sides: By
    ink: Ink
    compare_table: "CompareTable"
    """`tables.compare_table`, which cannot be imported by those who write cells: it needs them."""
    insert_table: "InsertTable"
    versions: dict[Element, list[tuple[Side, Element]]] = field(default_factory=dict)
    """What things of the earlier file that are compared inside are in the later ones."""
    kept_notes: dict[tuple[str, str], dict[Side, str]] = field(default_factory=dict)
    """By kind and id of a note of the earlier file: its id in the later files that have it too."""
    new_notes: list["NewNote"] = field(default_factory=list)
    """Notes that came with their signs and have to be filled."""
    remarks: set[str] = field(default_factory=set)
    """What could not be compared, in Swedish."""
    _pens: dict[By, Pen] = field(default_factory=dict)

    def pen(self, by: By) -> Pen:
        """The pen of those who made a change."""
        if by not in self._pens:
            self._pens[by] = Pen(self.ink, (side.author for side in by))
        return self._pens[by]

    def keep_note(self, sign: Element, other: Element, side: Side) -> None:
        """Remember a note that is in both files, to be compared when the text is done."""
        versions = self.kept_notes.setdefault((note_kind(sign), sign.get(ID, "")), {})
        versions[side] = other.get(ID, "")

    def borrow(self, elements: Iterable[Element], by: By) -> None:
        """Make copies of a later file's elements fit for the earlier one, in place."""
        loan = by[0].loan
        known = len(loan.notes)
        copies = list(elements)
        loan.borrow(copies)
        self.ink.identities.give(copies)
        self.new_notes += (NewNote(by, *note) for note in loan.notes[known:])

    def tell(self, by: By, what: str) -> None:
        """Note something that could not be marked; whose it is, where there are several."""
        who = f" ({joint_author(side.author for side in by)})" if len(self.sides) > 1 else ""
        self.remarks.add(what + who)


CompareTable = Callable[[Element, Sequence[tuple[Side, Element | None]], Desk], Iterable[Element]]
InsertTable = Callable[[Element, By, Desk], Element]
