"""A paragraph being written: kept text from the earlier file, new text from the later ones."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from workbench.core.merging.diff import Kind
from workbench.word.comparing.frames import empty_shell
from workbench.word.comparing.inline import SHELL, Frame, Piece, Sort, as_runs
from workbench.word.comparing.pen import call_deleted, copy_of, element
from workbench.word.comparing.properties import (
    STATIONERY,
    changed_look,
    clean,
    fit,
    keep_section,
    kept_paragraph,
    lone_paragraph,
)
from workbench.word.comparing.script import End, Stretch
from workbench.word.comparing.side import By, Desk
from workbench.word.marks import MOVE_ENDS, MOVE_STARTS
from workbench.word.markup import Element
from workbench.word.names import (
    CONTROL,
    CONTROL_CONTENT,
    CUSTOM_XML,
    DEL,
    INS,
    MOVE_FROM,
    MOVE_TO,
    PPR,
    RPR,
    RUN,
    SECTION_PR,
    P,
    w,
)

_MARKS: Final = {
    (Kind.DELETED, False): DEL,
    (Kind.INSERTED, False): INS,
    (Kind.DELETED, True): MOVE_FROM,
    (Kind.INSERTED, True): MOVE_TO,
}
_WRAPPABLE: Final = (CONTROL, CUSTOM_XML)

LookInside = Callable[[Piece, Sequence[Element]], None]
"""Compares what text boxes hold, in the elements of a kept piece as they are to be written."""


class Line:
    """The paragraph being written.

    Args:
        desk: What is known of the files.
        look_inside: For kept pieces with text boxes.
    """

    def __init__(self, desk: Desk, look_inside: LookInside) -> None:
        self._desk = desk
        self._look_inside = look_inside
        self._start()

    def _start(self) -> None:
        self._paragraph = element(P)
        self._open: list[tuple[Frame, Element]] = []
        self._group: tuple[Element, By] | None = None

    def add(self, stretch: Stretch) -> None:
        """Write a stretch of text."""
        if stretch.kind is Kind.KEPT:
            self._add_kept(stretch)
            return
        tag = _MARKS[stretch.kind, bool(stretch.move)]
        edges: Sequence[Element] = ()
        if stretch.move:
            edges = self._desk.pen(stretch.by).range(tag, stretch.move)
            self._put(edges[0], (), "", ())
        for piece in stretch.old if stretch.kind is Kind.DELETED else stretch.new:
            runs = as_runs(piece)
            if piece.sort is Sort.PLACE:
                self._put_all(runs, piece.frames, "", ())
                continue
            if stretch.kind is Kind.INSERTED:
                for run in runs:
                    fit(run)
                self._desk.borrow(runs, stretch.by)
            self._put_all(runs, piece.frames, tag, stretch.by)
        if stretch.move:
            self._put(edges[1], (), "", ())

    def _add_kept(self, stretch: Stretch) -> None:
        new = iter(stretch.new)
        for piece in stretch.old:
            runs = as_runs(piece)
            if piece.sort is not Sort.PLACE:
                self._keep(piece, next(new), stretch.by, runs)
            self._put_all(runs, piece.frames, "", ())

    def _keep(self, old: Piece, new: Piece, by: By, runs: list[Element]) -> None:
        if old.inside:
            self._look_inside(old, runs)
        if old.look_key == new.look_key or old.sort is Sort.THING:
            return
        look = changed_look(old.look, new.look, self._desk.pen(by))
        for run in runs:
            for before in run.findall(RPR):
                run.remove(before)
            run.insert(0, look)

    def ended(self, end: End) -> tuple[Element, ...]:
        """End the paragraph, and begin the next one.

        Returns:
            The paragraph, between the edges of a move when all of it moved: such edges must not go
            with it, nor keep it when it goes.
        """
        paragraph = self._paragraph
        inside = list(paragraph)
        properties = self._properties(end)
        if len(properties):
            paragraph.insert(0, properties)
        if end.old is not None:
            for name, value in end.old.element.attrib.items():
                paragraph.set(name, value)
        for tag in _WRAPPABLE:
            for control in list(paragraph.iter(tag)):
                _hoist(control)
        self._start()
        if inside and inside[0].tag in MOVE_STARTS and inside[-1].tag in MOVE_ENDS:
            paragraph.remove(inside[0])
            paragraph.remove(inside[-1])
            return inside[0], paragraph, inside[-1]
        return (paragraph,)

    def _properties(self, end: End) -> Element:
        desk = self._desk
        old = None if end.old is None else end.old.element.find(PPR)
        new = None if end.new is None else end.new.element.find(PPR)
        if end.kind is Kind.KEPT:
            reader = end.by[0].reader if end.by else desk.old
            properties = kept_paragraph(old, new, (desk.old, reader), desk.pen(end.by))
            if end.old is not None:
                self._section(properties, old, end.old.element)
            return properties
        properties = lone_paragraph(new if end.old is None else old)
        if end.old is None:
            for section in properties.findall(SECTION_PR):
                for child in [c for c in section if c.tag in STATIONERY]:
                    section.remove(child)
            desk.borrow(properties, end.by)
        desk.pen(end.by).end(properties, _MARKS[end.kind, bool(end.move)])
        return properties

    def _section(self, properties: Element, old: Element | None, paragraph: Element) -> None:
        before = None if old is None else old.find(SECTION_PR)
        versions = [
            (side, other.find(f"{PPR}/{SECTION_PR}"))
            for side, other in self._desk.versions.get(paragraph, ())
        ]
        for side, after in versions:
            if (before is None) != (after is None):
                self._desk.tell((side,), "en avsnittsbrytning före en tabell")
        if before is None:
            return
        section = copy_of(before)
        change = properties.find(w("pPrChange"))
        if change is None:
            properties.append(section)
        else:
            change.addprevious(section)
        keep_section(section, [(s, e) for s, e in versions if e is not None], self._desk)

    def _put_all(
        self, elements: Iterable[Element], frames: tuple[Frame, ...], tag: str, by: By
    ) -> None:
        for each in elements:
            self._put(each, frames, tag, by)

    def _put(self, content: Element, frames: tuple[Frame, ...], tag: str, by: By) -> None:
        holder = self._holder(frames, by)
        if not tag:
            holder.append(content)
            return
        last = holder[-1] if len(holder) else None
        if last is None or last.tag != tag or self._group != (last, by):
            last = self._desk.pen(by).mark(tag)
            holder.append(last)
            self._group = last, by
        if tag == DEL:
            call_deleted(content)
        last.append(content)

    def _holder(self, frames: tuple[Frame, ...], by: By) -> Element:
        depth = 0
        while depth < min(len(self._open), len(frames)) and _same(
            self._open[depth][0], frames[depth]
        ):
            depth += 1
        del self._open[depth:]
        for frame in frames[depth:]:
            shell, content = empty_shell(frame.element)
            if frame.later:
                clean(shell)
                self._desk.borrow([shell], by)
            self._holder_now().append(shell)
            self._open.append((frame, content))
        return self._holder_now()

    def _holder_now(self) -> Element:
        return self._open[-1][1] if self._open else self._paragraph


def _same(one: Frame, other: Frame) -> bool:
    """Whether text in one frame may stand in the other: the same, or alike in the other file."""
    return one is other or (one.key == other.key and one.later != other.later)


def _hoist(control: Element) -> None:
    """Mark a control that came or went as a whole around it, not inside it."""
    content = control.find(CONTROL_CONTENT) if control.tag == CONTROL else control
    inside = [] if content is None else [c for c in content if c.tag not in SHELL]
    parent = control.getparent()
    if len(inside) != 1 or inside[0].tag not in (INS, DEL) or parent is None or content is None:
        return
    mark = inside[0]
    if any(child.tag not in (RUN, CONTROL, CUSTOM_XML) for child in mark):
        return
    control.addprevious(mark)
    for child in list(mark):
        content.append(child)
    mark.append(control)
