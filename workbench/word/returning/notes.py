"""The footnotes and endnotes that a section refers to, in the order of their references.

A note that is referred to more than once stands once in Word; the later references are fields that
repeat its number, and they are followed to the note itself.
"""

import re
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import FIELD_CHAR, ID, INSTRUCTION, w
from workbench.word.package import Package

_REFERENCES: Final = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_REPEATS: Final = re.compile(r"\s*NOTEREF\s+(\S+)")
_KIND: Final = w("fldCharType")


class Notes:
    """The notes of one file.

    Args:
        package: The file.
    """

    def __init__(self, package: Package) -> None:
        self._root = package.tree(package.main)
        self._bodies: dict[tuple[str, str], tuple[str, Element]] = {}
        for kind in _REFERENCES.values():
            part = package.find(f"{kind}s")
            if part is not None:
                for note in package.tree(part).iterchildren(w(kind)):
                    self._bodies[kind, note.get(ID, "")] = part, note
        self._by_bookmark: dict[str, Element] | None = None
        self.referred: list[tuple[str, Element]] = []
        """The notes of the references met since `begin`: the part and the note itself."""
        self.repeating = False
        """Whether what comes is the number that a field repeats, and no text."""

    def begin(self) -> None:
        """Start a new section, whose references are counted from one."""
        self.referred = []
        self.repeating = False

    def reference(self, child: Element) -> int:
        """Return the number of the reference that a run's child is; 0 when it is none."""
        if child.tag == FIELD_CHAR and child.get(_KIND) == "end":
            self.repeating = False
        if child.tag == INSTRUCTION and (found := _REPEATS.match(child.text or "")):
            child = self._marked().get(found[1], child)
            self.repeating = child.tag in _REFERENCES
        kind = _REFERENCES.get(str(child.tag))
        note = self._bodies.get((kind, child.get(ID, ""))) if kind else None
        if note is None:
            return 0
        self.referred.append(note)
        return len(self.referred)

    def _marked(self) -> dict[str, Element]:
        """The first reference after each bookmark's beginning, by the bookmark's name."""
        if self._by_bookmark is None:
            self._by_bookmark = {}
            waiting: list[str] = []
            for element in self._root.iter(w("bookmarkStart"), *_REFERENCES):
                if element.tag in _REFERENCES:
                    self._by_bookmark |= dict.fromkeys(waiting, element)
                    waiting = []
                else:
                    waiting.append(element.get(w("name"), ""))
        return self._by_bookmark
