"""What a screen reader would read out of a tagged PDF, taken from its tags and nothing else.

Independent of what the project itself reads PDF with: pikepdf, and the few rules that are needed.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pikepdf

from workbench.core import document as doc

_CHARACTER = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>\s*(?=<|endbfchar)")
_RANGE = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")

PASSED_OVER = frozenset({"TOC", "Lbl"})
"""What repeats the document or only numbers it."""


@dataclass
class Reading:
    """The text of a PDF in the order of its tags, white space left out."""

    body: str
    """Everything but notes."""
    notes: tuple[str, ...]
    tags: tuple[str, ...]
    """Every tag in order, as it is written."""


def read_aloud(pdf: bytes) -> Reading:
    """Read the tags from the first to the last, and the content that they point to."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        texts: dict[Any, dict[int, str]] = {page.objgen: _texts_of(page) for page in file.pages}
        body: list[str] = []
        notes: list[list[str]] = []
        tags: list[str] = []

        def enter(node: pikepdf.Object, page: Any, into: list[str]) -> None:
            page = node.Pg.objgen if "/Pg" in node else page
            kids = node.get("/K", pikepdf.Array())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, int):
                    into.append(texts[page].get(kid, ""))
                elif "/MCID" in kid:
                    where = kid.Pg.objgen if "/Pg" in kid else page
                    into.append(texts[where].get(int(kid.MCID), ""))
                elif "/S" in kid:
                    element(kid, page, into)

        def element(node: pikepdf.Object, page: Any, into: list[str]) -> None:
            tag = str(node.S)[1:]
            tags.append(tag)
            if tag == "Note":
                notes.append(into := [])
            if tag not in PASSED_OVER:
                enter(node, page, into)

        enter(file.Root.StructTreeRoot, None, body)
    return Reading(squeezed("".join(body)), tuple(squeezed("".join(n)) for n in notes), tuple(tags))


def squeezed(text: str) -> str:
    """Leave out white space: where lines are broken is not what is tested."""
    return "".join(text.split())


def _texts_of(page: pikepdf.Page) -> dict[int, str]:
    """Return the text of each piece of marked content on a page."""
    texts: dict[int, str] = {}
    marks: list[tuple[int | None, bool]] = [(None, False)]  # number; its words are given in full
    font: dict[int, str] = {}
    fonts = {name: _characters_of(value) for name, value in _fonts(page)}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        number, replaced = marks[-1]
        match str(instruction.operator):
            case "BDC" | "BMC":
                details: Any = operands[1] if len(operands) > 1 else {}
                number = int(details["/MCID"]) if "/MCID" in details else number
                given = str(details["/ActualText"]) if "/ActualText" in details else None
                if str(operands[0]) == "/Artifact":
                    number = None
                if given is not None and number is not None:
                    texts[number] = texts.get(number, "") + given
                marks.append((number, replaced or given is not None))
            case "EMC":
                marks.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ" if number is not None and not replaced:
                texts[number] = texts.get(number, "") + "".join(_shown(operands[0], font))
    return texts


def _fonts(page: pikepdf.Page) -> Iterator[tuple[str, pikepdf.Object]]:
    yield from page.Resources.get("/Font", pikepdf.Dictionary()).items()


def _characters_of(font: pikepdf.Object) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode("ascii")
    characters: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?endbfchar)", table, re.DOTALL):
        for code, text in _CHARACTER.findall(block):
            characters[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in _RANGE.findall(block):
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                characters[code] = chr(int(text, 16) + step)
    return characters


def _shown(operand: Any, font: dict[int, str]) -> Iterator[str]:
    for piece in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(piece, pikepdf.String):
            codes = bytes(piece)
            for at in range(0, len(codes), 2):
                yield font.get(int.from_bytes(codes[at : at + 2], "big"), "")


def pieces(blocks: Iterable[doc.Block]) -> Iterable[str]:
    """Yield what each run says; notes stand between runs, so a paragraph is no piece."""
    for block in blocks:
        match block:
            case doc.Paragraph(spans=spans):
                yield from runs(spans)
            case doc.Table(header=header, rows=rows, caption=caption):
                yield caption
                for cell in chain(header, *rows):
                    yield from runs(cell)
            case doc.List(items=items):
                yield from pieces(chain(*items))
            case doc.Quote(blocks=inner) | doc.Region(blocks=inner):
                yield from pieces(inner)
            case _:
                yield from doc.texts((block,))


def runs(spans: Iterable[doc.Span]) -> Iterable[str]:
    return (s.text for s in spans if isinstance(s, doc.Text | doc.SectionReference))
