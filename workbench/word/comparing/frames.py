"""Content controls around paragraphs: blocks are put back into those that they stood in."""

from collections.abc import Iterable, Iterator

from lxml import etree

from workbench.core.text import visible
from workbench.word.comparing.inline import SHELL
from workbench.word.comparing.pen import copy_of, element
from workbench.word.markup import Element
from workbench.word.names import CONTROL, CONTROL_CONTENT, VAL, w

Frames = tuple[Element, ...]
"""Controls around something, the outermost first."""
Framed = tuple[Element, Frames]


def in_frames(blocks: Iterable[Framed]) -> Iterator[Element]:
    """Put blocks back into the controls that they stood in."""
    stack: list[tuple[Element, Element]] = []  # a control of the file, and what is being filled
    for block, frames in blocks:
        depth = 0
        while depth < min(len(stack), len(frames)) and stack[depth][0] is frames[depth]:
            depth += 1
        del stack[depth:]
        for frame in frames[depth:]:
            shell, content = empty_shell(frame)
            if stack:
                stack[-1][1].append(shell)
            else:
                yield shell
            stack.append((frame, content))
        if stack:
            stack[-1][1].append(block)
        else:
            yield block


def empty_shell(frame: Element) -> tuple[Element, Element]:
    """A copy of a control with nothing in it, and the element in it that is to be filled."""
    shell = element(str(frame.tag), {str(k): str(v) for k, v in frame.attrib.items()})
    shell.extend(copy_of(c) for c in frame if c.tag in SHELL)
    if frame.tag != CONTROL:
        return shell, shell
    return shell, etree.SubElement(shell, CONTROL_CONTENT)


def common(one: Frames, other: Frames) -> Frames:
    """The controls that are around both."""
    depth = 0
    while depth < min(len(one), len(other)) and one[depth] is other[depth]:
        depth += 1
    return one[:depth]


def control_key(frame: Element) -> str:
    """What a control is known by to people: its title, its tag, or that it has neither."""
    for name in ("alias", "tag"):
        told = frame.find(f"{w('sdtPr')}/{w(name)}")
        if told is not None and told.get(VAL):
            return visible(told.get(VAL, ""))
    return "utan namn"
