"""When two elements of different files are the same thing: a text that says all that matters.

What Word writes for its own bookkeeping (revision save ids, drawing ids, spelling marks, the
language that a word was typed in) is left out; relations count by what they lead to.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Final

from lxml import etree

from workbench.word.markup import Element
from workbench.word.names import (
    DELETED_TEXT,
    ID,
    INSTRUCTION,
    TEXT,
    TEXT_BOX,
    VAL,
    W14,
    R,
    W,
    m,
    w,
)
from workbench.word.package import Package

Resolve = Callable[[str], str]
"""From a relation's id to what it leads to, the same in any file."""

XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
PASSED: Final = frozenset(
    w(name)
    for name in (
        "rsid", "proofErr", "lastRenderedPageBreak", "lang", "noProof", "bookmarkStart",
        "bookmarkEnd", "rPrChange", "pPrChange", "tblPrChange", "trPrChange", "tcPrChange",
        "sectPrChange", "tblGridChange", "tblPrExChange", "numberingChange",
    )
)  # fmt: skip
"""Elements that say nothing about what a reader sees now."""
_WORDS: Final = frozenset((TEXT, DELETED_TEXT, INSTRUCTION, m("t")))
"""Elements in which a space alone is something; elsewhere it only makes the markup readable."""
_CONTROL_ID: Final = w("sdtPr")
_ON: Final = ("true", "on")
_DRAWING: Final = ("docPr", "cNvPr")


def fingerprint(element: Element, resolve: Resolve, *, hollow: bool = False) -> str:
    """Say all that matters about an element and what is in it.

    Args:
        element: Any element.
        resolve: What the relations of its part lead to.
        hollow: Leave out what text boxes hold.
    """
    if not isinstance(element.tag, str):
        return ""  # a comment in the markup, or an instruction
    out: list[str] = []
    _tell(element, resolve, out, hollow=hollow)
    return "".join(out)


def digests(package: Package, part: str) -> Resolve:
    """What the relations of a part lead to: the address, or the digest of a part's bytes."""
    relations = {relation.id: relation for relation in package.relations(part)}
    known: dict[str, str] = {}

    def resolve(identity: str) -> str:
        if identity not in known:
            relation = relations.get(identity)
            if relation is None:
                known[identity] = "?"
            elif relation.external or not package.has(relation.target):
                known[identity] = relation.target
            else:
                known[identity] = sha256(package.data(relation.target)).hexdigest()
        return known[identity]

    return resolve


def is_bookkeeping(name: str) -> bool:
    """Whether an attribute is only for the program that wrote it."""
    namespace, _, local = name.removeprefix("{").rpartition("}")
    return (
        (namespace == W and local.startswith("rsid"))
        or (namespace == W14 and local in ("paraId", "textId"))
        or local in ("anchorId", "editId")
        or name == XML_SPACE
    )


def _tell(element: Element, resolve: Resolve, out: list[str], *, hollow: bool) -> None:
    tag = str(element.tag)
    out.append(f"<{tag}")
    drawing = etree.QName(tag).localname in _DRAWING
    for name, value in sorted(element.attrib.items()):
        if is_bookkeeping(str(name)) or (drawing and name in ("id", "name")):
            continue
        if name == VAL and value in _ON:
            continue  # the same as to say nothing
        told = resolve(str(value)) if str(name).startswith(f"{{{R}}}") else value
        out.append(f" {name}={told!r}")
    if element.text and (tag in _WORDS or element.text.strip()):
        out.append(f">{element.text}")
    for child in () if hollow and tag == TEXT_BOX else element.iterchildren("*"):
        if child.tag in PASSED or (tag == _CONTROL_ID and child.tag == ID):
            continue
        _tell(child, resolve, out, hollow=hollow)
    out.append("/")
