"""The parts that comments lie in, read from one file and written in another.

A comment's thread, whether it is resolved, its lasting id and its moment in UTC lie in parts
beside it, which know it by the id of its last paragraph ([MS-DOCX] 2.5.4). Such ids are below
80000000 and nothing else in the file may have them (2.2.4).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

from lxml import etree

from workbench.word.comparing.pen import copy_of
from workbench.word.markup import Element
from workbench.word.names import AUTHOR, ID, MC, W14, W15, W16CEX, W16CID, P, W, w
from workbench.word.package import Package

_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT: Final = "http://schemas.microsoft.com/office"
_PARTS: Final = {
    "comments": ("w:comments", f"{_OFFICE}/comments"),
    "commentsExtended": ("w15:commentsEx", f"{_MICROSOFT}/2011/relationships/commentsExtended"),
    "commentsIds": ("w16cid:commentsIds", f"{_MICROSOFT}/2016/09/relationships/commentsIds"),
    "commentsExtensible": (
        "w16cex:commentsExtensible", f"{_MICROSOFT}/2018/08/relationships/commentsExtensible",
    ),
    "people": ("w15:people", f"{_MICROSOFT}/2011/relationships/people"),
}  # fmt: skip
"""Root and relationship of each part that there may be."""
_NAMESPACES: Final = (
    f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:w15="{W15}" xmlns:w16cid="{W16CID}" '
    f'xmlns:w16cex="{W16CEX}" xmlns:mc="{MC}" mc:Ignorable="w14 w15 w16cid w16cex"'
)
_PARA_ID: Final = f"{{{W14}}}paraId"
_ENTRY: Final = f"{{{W15}}}commentEx"
_ENTRY_ID: Final = f"{{{W15}}}paraId"
_PARENT: Final = f"{{{W15}}}paraIdParent"
_DONE: Final = f"{{{W15}}}done"
_PERSON: Final = f"{{{W15}}}person"
_PERSON_NAME: Final = f"{{{W15}}}author"
_LASTING: Final = f"{{{W16CID}}}commentId"
_LASTING_PARA: Final = f"{{{W16CID}}}paraId"
_LASTING_ID: Final = f"{{{W16CID}}}durableId"
_EXTENSIBLE: Final = f"{{{W16CEX}}}commentExtensible"
_EXTENSIBLE_ID: Final = f"{{{W16CEX}}}durableId"
_FIRST: Final = 0x10000000


@dataclass(frozen=True, slots=True)
class Beside:
    """What the parts beside the comments say of one comment, its thread left out."""

    lasting: str = ""
    """Its lasting id."""
    extension: Element | None = None
    """What newer Word says of it by that id."""
    person: Element | None = None
    """Who its author is."""


class CommentParts:
    """The parts of one file that comments lie in.

    Args:
        package: Parts that it lacks are made when something is put in them.
    """

    def __init__(self, package: Package) -> None:
        self._package = package
        self._taken: set[str] | None = None
        self._lasting: set[str] | None = None

    @property
    def part(self) -> str:
        """Name of the part with the comments themselves; empty when there is none."""
        return self._package.find("comments") or ""

    def elements(self) -> dict[str, Element]:
        """The comments by their ids."""
        return {e.get(ID, ""): e for e in self._children("comments", w("comment"))}

    def beside(self, comment: Element) -> Beside:
        """What is said of a comment beside it."""
        names = {p.get(_PARA_ID, "").upper() for p in comment.iter(P)} - {""}
        lasting = next(
            (
                e.get(_LASTING_ID, "")
                for e in self._children("commentsIds", _LASTING)
                if e.get(_LASTING_PARA, "").upper() in names
            ),
            "",
        )
        extensions = self._children("commentsExtensible", _EXTENSIBLE)
        extension = (e for e in extensions if lasting and e.get(_EXTENSIBLE_ID) == lasting)
        people = self._children("people", _PERSON)
        person = (e for e in people if e.get(_PERSON_NAME) == comment.get(AUTHOR))
        return Beside(lasting, next(extension, None), next(person, None))

    def add(self, comment: Element, beside: Beside) -> None:
        """Put in a comment that is in no tree and has an id of its own; its thread comes later."""
        for paragraph in comment.iter(P):
            if paragraph.get(_PARA_ID):
                self._name(paragraph, paragraph.get(_PARA_ID, ""))
        self._root("comments").append(comment)
        if beside.lasting:
            self._add_lasting(self.name_of(comment), beside)
        people = self._children("people", _PERSON)
        known = (e.get(_PERSON_NAME) for e in people)
        if beside.person is not None and beside.person.get(_PERSON_NAME) not in known:
            self._root("people").append(copy_of(beside.person))

    def _add_lasting(self, name: str, beside: Beside) -> None:
        if self._lasting is None:
            lasting = self._children("commentsIds", _LASTING)
            self._lasting = {e.get(_LASTING_ID, "") for e in lasting}
        identity = _free(beside.lasting, self._lasting)
        etree.SubElement(
            self._root("commentsIds"), _LASTING, {_LASTING_PARA: name, _LASTING_ID: identity}
        )
        if beside.extension is not None:
            extension = copy_of(beside.extension)
            extension.set(_EXTENSIBLE_ID, identity)
            self._root("commentsExtensible").append(extension)

    def tie(self, comment: Element, parent: Element | None, *, done: bool) -> None:
        """Say which comment a comment answers, and whether it is resolved."""
        name = self.name_of(comment)
        entries = self._children("commentsExtended", _ENTRY)
        entry = next((e for e in entries if e.get(_ENTRY_ID, "").upper() == name), None)
        if entry is None:
            entry = etree.SubElement(self._root("commentsExtended"), _ENTRY, {_ENTRY_ID: name})
        if parent is not None:
            entry.set(_PARENT, self.name_of(parent))
        entry.set(_DONE, str(int(done)))
        self._root("commentsExtended")

    def open_thread(self, comment: Element) -> None:
        """Let a comment that is answered be the first of a thread, where it is not."""
        name = self.name_of(comment)
        entries = self._children("commentsExtended", _ENTRY)
        if all(e.get(_ENTRY_ID, "").upper() != name for e in entries):
            self.tie(comment, None, done=False)

    def name_of(self, comment: Element) -> str:
        """The id of a comment's last paragraph, which names it; given where there is none."""
        paragraphs = list(comment.iter(P)) or [etree.SubElement(comment, P)]
        if not paragraphs[-1].get(_PARA_ID):
            self._name(paragraphs[-1], f"{_FIRST:08X}")
            self._root("comments")
        return paragraphs[-1].get(_PARA_ID, "").upper()

    def _name(self, paragraph: Element, wanted: str) -> None:
        """Give a paragraph an id that no other has."""
        if self._taken is None:
            trees = (self._package.tree(part) for part in self._package.stories)
            self._taken = {p.get(_PARA_ID, "").upper() for tree in trees for p in tree.iter(P)}
        paragraph.set(_PARA_ID, _free(wanted, self._taken))

    def _children(self, kind: str, tag: str) -> Iterator[Element]:
        part = self._package.find(kind)
        if part is not None:
            yield from self._package.tree(part).iterchildren(tag)

    def _root(self, kind: str) -> Element:
        """The root of a part that is about to be changed, made where there is none."""
        root, relationship = _PARTS[kind]
        part = self._package.find(kind)
        if part is None:
            part = next(
                name
                for name in (f"word/{kind}{n or ''}.xml" for n in count())
                if not self._package.has(name)
            )
            self._package.put(part, f"<{root} {_NAMESPACES}/>".encode(), f"{_TYPES}{kind}+xml")
            self._package.relate(self._package.main, relationship, part)
        self._package.touch(part)
        return self._package.tree(part)


def _free(wanted: str, taken: set[str]) -> str:
    """An id as wanted, or the first free one; it is taken afterwards."""
    wanted = wanted.upper()
    if wanted in taken or not _is_id(wanted):
        wanted = next(free for n in count(_FIRST) if (free := f"{n:08X}") not in taken)
    taken.add(wanted)
    return wanted


def _is_id(written: str) -> bool:
    """Whether something is eight hexadecimal digits that say more than zero and less than half."""
    digits = len(written) == len(f"{_FIRST:X}") and not written.strip("0123456789ABCDEF")
    return digits and written.lstrip("0")[:1] > "0" and written[0] < "8"
