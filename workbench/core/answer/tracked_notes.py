"""Footnotes with what is proposed about them: notes put in, struck and edited.

A note's own text stands apart from the sentence that refers to it. A reference that stays has one
note, in which what is put in and struck is marked; one that is put in or struck takes with it a
note of its own, all of it marked as the reference is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench.core import document as doc
from workbench.core.answer.line_kinds import NOTE, LineKind, layout
from workbench.core.answer.marking import (
    Spans,
    mapped,
    marked,
    marks_of,
    of_kind,
    word_changes,
)
from workbench.core.answer.proposed_lines import BASE, Line, joint_author
from workbench.core.markdown import parse

_FURTHER = "    "
"""Begins the lines of a note's further paragraphs."""


def set_aside(lines: Sequence[Line]) -> tuple[list[Line], dict[str, list[Line]]]:
    """Part a text's lines into those of its footnotes, by label, and all others."""
    told: list[Line] = []
    notes: dict[str, list[Line]] = {}
    place = 0
    while place < len(lines):
        if not _label(lines[place]):
            told.append(lines[place])
            place += 1
            continue
        stop = _end(lines, place)
        label = ""
        for line in lines[place:stop]:
            label = _label(line) or label
            notes.setdefault(label, []).append(line)
        place = stop
        ends = place == len(lines) or lines[place].is_break
        if ends and told and told[-1].is_break and told[-1].mark:
            told.pop()  # what parted the note from the text came or went with it
        elif place < len(lines) and lines[place].is_break and lines[place].mark:
            place += 1
    return told, notes


def _label(line: Line) -> str:
    found = [layout(text) for text in line.texts]
    return next((one.sign for one in found if one.kind is LineKind.NOTE), "")


def _end(lines: Sequence[Line], start: int) -> int:
    """Return where the notes that begin at a line end: before the first empty line after them."""
    place = start + 1
    while place < len(lines):
        if lines[place].is_break:
            further = place
            while further < len(lines) and lines[further].is_break:
                further += 1
            if further == len(lines) or not lines[further].texts[0].startswith(_FURTHER):
                return place
            place = further
        elif not (_label(lines[place]) or _goes_on(lines[place - 1], lines[place])):
            return place
        place += 1
    return place


def _goes_on(line: Line, following: Line) -> bool:
    """Tell whether one of two lines is ever read right after the other."""
    return any(
        line.said_in(one) is not None and following.said_in(one) is not None
        for one in (BASE, *line.authors, *following.authors)
    )


class TrackedNotes:
    """The footnotes of one text.

    Args:
        lines: Those of each note, by its label.
    """

    def __init__(self, lines: dict[str, list[Line]]) -> None:
        self._lines = lines
        self.texts: dict[str, tuple[doc.Block, ...]] = {}
        """Blocks by label, of the notes whose references have been bound."""

    def definitions(self, *, before: bool) -> str:
        """Return the notes' own lines, one note a label, to be read with any part of the text.

        Args:
            before: Only of the notes that the agreed text has.
        """
        return "\n\n".join(
            _text(lines, before=before) or _text(lines, before=True)
            for lines in self._lines.values()
            if not before or _text(lines, before=True)
        )

    def bind(self, blocks: Sequence[doc.Block]) -> tuple[doc.Block, ...]:
        """Give each reference in blocks its note; call it once, with the whole text."""
        return tuple(mapped(block, self._bound) for block in blocks)

    def _bound(self, spans: Spans) -> Spans:
        return tuple(
            self._reference(span) if isinstance(span, doc.FootnoteReference) else span
            for span in spans
        )

    def _reference(self, reference: doc.FootnoteReference) -> doc.FootnoteReference:
        label, mark = reference.label, reference.mark
        if mark is None:
            self.texts.setdefault(label, self._staying(label))
            return reference
        own = label
        while own in self.texts or own == label:
            own += "'"
        mark = replace(mark, move="")  # the reference is moved; one note goes and another comes
        if mark.kind == "deleted":
            self.texts[own] = tuple(_going(block, mark) for block in self._staying(label))
        else:
            self.texts[own] = tuple(marked(block, mark) for block in self._wanted(label, mark))
        return replace(reference, label=own)

    def _staying(self, label: str) -> tuple[doc.Block, ...]:
        """A note with all that is proposed about it."""
        lines = self._lines.get(label, [])
        if all(line.mark is None for line in lines):
            return self._read(label, _text(lines, before=True))
        if all(_label(line) for line in lines):
            return (doc.Paragraph(tuple(self._edited(label, lines))),)
        return tuple(self._replaced(label, lines))

    def _edited(self, label: str, lines: Sequence[Line]) -> Iterator[doc.Span]:
        """Yield the wordings of a note of one line, compared word by word."""
        said = False
        for line in lines:
            before, after = (
                self._spans(label, text) if text is not None else ()
                for text in (line.before, line.after)
            )
            if said and line.mark:
                yield doc.Text(" ", mark=line.whole or line.mark)
            if line.mark is None:
                yield from before
            else:
                yield from word_changes(before, after, line.mark)
            said = True

    def _replaced(self, label: str, lines: Sequence[Line]) -> Iterator[doc.Block]:
        """Yield a longer note struck as it is, and put in as each would have it."""
        marks = {line.mark.author: line.mark for line in lines if line.mark}
        first, *_ = marks.values()
        going = doc.Mark("deleted", joint_author(marks), first.at)
        for block in self._read(label, _text(lines, before=True)):
            yield marked(block, going)
        for mark in marks.values():
            for block in self._wanted(label, mark):
                yield marked(block, of_kind(mark, "inserted"))

    def _wanted(self, label: str, mark: doc.Mark) -> tuple[doc.Block, ...]:
        """A note as somebody would have it; as anybody would, where that one says nothing."""
        lines = self._lines.get(label, [])
        own = _text(lines, before=False, author=mark.author)
        return self._read(label, own or _text(lines, before=False) or _text(lines, before=True))

    def _spans(self, label: str, text: str) -> Spans:
        first = next(iter(self._read(label, text)), None)
        return first.spans if isinstance(first, doc.Paragraph) else ()

    @staticmethod
    def _read(label: str, text: str) -> tuple[doc.Block, ...]:
        return parse(f"[^{label}]\n\n{text}").footnotes.get(label, ())


def _going(block: doc.Block, mark: doc.Mark) -> doc.Block:
    """Return a block of a note that goes with its reference.

    The end of a paragraph in which others changed something stays, so that each can be settled.
    """
    going = marked(block, mark)
    if isinstance(going, doc.Paragraph) and set(marks_of((going,))) != {mark}:
        return replace(going, mark=None)
    return going


def _text(lines: Sequence[Line], *, before: bool, author: str = "") -> str:
    """Return a note's lines as they are, as somebody would have them, or as the first would."""
    found: list[str] = []
    for line in lines:
        own = not author or author in line.authors
        text = line.before if before or (line.mark and not own) else line.after
        if text is not None:
            if not author and not before and found and NOTE.match(text):
                break
            found.append(text)
    return "\n".join(found)
