"""Ids that nothing else in a file may have, given anew to what comes from another.

Drawings, shapes of the old kind and content controls are numbered within a file. A number that
stands twice makes Word repair the file, or show one picture where another should be.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Final

from workbench.word.markup import Element
from workbench.word.names import ID, VAL, w
from workbench.word.package import Package

_DRAWING: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CONTROL_PR: Final = w("sdtPr")
_VML: Final = "urn:schemas-microsoft-com:vml"
_SHAPES: Final = frozenset(
    f"{{{_VML}}}{name}"
    for name in (
        "shape", "rect", "oval", "line", "polyline", "arc", "curve", "image", "roundrect", "group",
    )
)  # fmt: skip
_SHAPE_ID: Final = "{urn:schemas-microsoft-com:office:office}spid"
_POINTERS: Final = ("ShapeID", w("shapeid"))
_NEXT_BOX: Final = re.compile(r"(mso-next-textbox:#)([^;]+)")
_SHAPE_NUMBER: Final = re.compile(r"_x0000_[a-z](\d{1,9})")


class Identities:
    """The ids of one file.

    Args:
        package: Read when the first id is asked for.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._taken: set[tuple[str, str]] = set()
        self._numbers: Iterator[int] = iter(())
        self._known = False

    def give(self, elements: Iterable[Element]) -> None:
        """Give what comes from another file ids that nothing else has, in place."""
        for each in elements:
            renamed: dict[str, str] = {}
            for inner in each.iter("*"):
                self._give(inner, renamed)
            if renamed:
                _point(each, renamed)

    def _give(self, inner: Element, renamed: dict[str, str]) -> None:
        if inner.tag == _DRAWING:
            inner.set("id", self._free(_DRAWING, inner.get("id", ""), "{}"))
        elif inner.tag == _CONTROL_PR:
            for identity in inner.iterchildren(ID):
                identity.set(VAL, self._free(_CONTROL_PR, identity.get(VAL, ""), "{}"))
        elif inner.tag in _SHAPES:
            for name in ("id", _SHAPE_ID):
                before = inner.get(name, "")
                if before:
                    after = renamed.get(before) or self._free(_VML, before, "_x0000_s{}")
                    inner.set(name, after)
                    renamed[before] = after

    def _free(self, kind: str, wanted: str, form: str) -> str:
        """An id as wanted, or a new one where it is taken."""
        if not self._known:
            self._read()
        while (kind, wanted) in self._taken:
            wanted = form.format(next(self._numbers))
        self._taken.add((kind, wanted))
        return wanted

    def _read(self) -> None:
        self._known = True
        for part in self._package.stories:
            self._taken.update(_ids(self._package.tree(part)))
        numbers = [_number(written) for _, written in self._taken]
        self._numbers = count(max(numbers, default=0) + 1)


def _ids(root: Element) -> Iterator[tuple[str, str]]:
    for element in root.iter(_DRAWING):
        yield _DRAWING, element.get("id", "")
    for element in root.iter(_CONTROL_PR):
        for identity in element.iterchildren(ID):
            yield _CONTROL_PR, identity.get(VAL, "")
    for element in root.iter(*_SHAPES):
        yield from ((_VML, written) for n in ("id", _SHAPE_ID) if (written := element.get(n, "")))


def _number(written: str) -> int:
    """How high a number an id says, where a new one can go on from it."""
    shape = _SHAPE_NUMBER.fullmatch(written)
    if shape is not None:
        return int(shape[1])
    return int(written) if written.isdecimal() and len(written) < 9 else 0


def _point(element: Element, renamed: dict[str, str]) -> None:
    """Let what points at a shape point at its new name."""
    for inner in element.iter("*"):
        for name in _POINTERS:
            if inner.get(name, "") in renamed:
                inner.set(name, renamed[inner.get(name, "")])
        style = inner.get("style", "")
        if "mso-next-textbox" in style:
            inner.set("style", _NEXT_BOX.sub(lambda m: m[1] + renamed.get(m[2], m[2]), style))
