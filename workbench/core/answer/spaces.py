"""What parts a sentence from the one before it, whoever's proposals are accepted.

A sentence that came or went takes its space with it; but the first of a paragraph has none before
it, and which is the first depends on what is accepted. Every wording of the text is therefore
followed: as it is, as each party wants it, and with all that is proposed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from workbench.core import document as doc
from workbench.core.answer.proposed_lines import (
    ALL,
    BASE,
    BETWEEN_AUTHORS,
    Line,
    done_in,
    wordings,
)

FORCED = ("  ", "\\")
"""Ends a line after which a new one is forced."""

_Kind = Literal["inserted", "deleted"]


class Spaces:
    """The spaces in the paragraphs of one text.

    Args:
        lines: All its lines.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._wordings = wordings(lines)
        self._said: dict[str, str] = {}
        """What is to part the next sentence from what stands in its paragraph already, by the
        wordings in which something stands there."""
        self._marks: dict[str, doc.Mark] = {}
        """The last mark of each author."""

    def beside(self) -> "Spaces":
        """Return the spaces of what stands for itself inside the same text."""
        inner = Spaces(())
        inner._wordings = self._wordings
        return inner

    def before(self, line: Line) -> Iterator[doc.Span]:
        """Yield what stands before the next sentence of a paragraph."""
        for author in line.authors:
            if line.mark:
                self._marks[author] = replace(line.mark, author=author, move="")
        present = {wording for wording in self._wordings if line.said_in(wording)}
        needed = {wording: self._said[wording] for wording in present & self._said.keys()}
        yield from self._parted(line, needed)
        for wording in present:
            forced = (line.said_in(wording) or "").endswith(FORCED)
            self._said[wording] = "\n" if forced else " "

    def end(self, ending: doc.Mark | None) -> None:
        """End the paragraph.

        Args:
            ending: Mark of its end; None when it ends in every wording.
        """
        if ending:
            for author in ending.author.split(BETWEEN_AUTHORS):
                self._marks[author] = replace(ending, author=author, move="")
        for wording in self._wordings:
            if ending is None or done_in(ending, wording) == (ending.kind == "inserted"):
                self._said.pop(wording, None)

    def _parted(self, line: Line, needed: dict[str, str]) -> Iterator[doc.Span]:
        base = needed.get(BASE)
        if base is not None:
            mark = self._going(line, needed)
            yield _space(base, mark)
            needed = {w: space for w, space in needed.items() if mark and done_in(mark, w)}
        for author in [*line.authors, *needed]:
            if author in needed and author in self._marks and author not in (BASE, ALL):
                yield _space(needed.pop(author), _of(self._marks[author], "inserted"))
                needed.pop(ALL, None)
        if ALL in needed and self._marks:
            last = line.mark or next(reversed(self._marks.values()))
            yield _space(needed[ALL], _of(replace(last, move=""), "inserted"))

    def _going(self, line: Line, needed: dict[str, str]) -> doc.Mark | None:
        """Return the mark of a space that stands in the text as it is and does not stay."""
        whole = line.whole
        if whole is not None:
            return _of(replace(whole, move=""), "deleted")
        without = [wording for wording in self._wordings if needed.get(wording) != needed[BASE]]
        authors = [wording for wording in without if wording in self._marks]
        if len(authors) == 1 and ALL in without:
            return _of(self._marks[authors[0]], "deleted")
        return None


def _of(mark: doc.Mark, kind: _Kind) -> doc.Mark:
    return replace(mark, kind=kind)


def _space(space: str, mark: doc.Mark | None) -> doc.Span:
    return doc.LineBreak(mark) if space == "\n" else doc.Text(space, mark=mark)
