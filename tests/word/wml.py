"""A tiny language for Word documents with tracked changes, so that a test reads as its case.

One line a paragraph:

    Vi {-F avstyrker}{+F tillstyrker} förslaget.     Falun deleted one word and inserted another
    {+L ny {-F struken} text}                        Falun deleted inside Leksand's insertion
    {<M flyttad}  {>M flyttad}                       Mora moved it from here, to here
    viktigt {*M ord}                                 Mora made it bold
    första ¶+L                                       Leksand inserted the mark that ends this line
    andra ¶+L-F                                      … and Falun deleted it again
    [Heading1] Rubrik                                a style
    {#1 text}                                        comment 1 is about this
    | a | b // c |                                   a table row; // parts paragraphs in a cell
    -F| a | b |                                      a row that Falun deleted
    «<w:br/>»                                        markup inside a paragraph, as it is
    <w:tbl>…                                         a line that starts with < is markup, as it is

Authors are letters; ids count up from 1 in document order.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from io import BytesIO
from itertools import chain, count
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workbench.word.marks import EVERY_TAG
from workbench.word.names import MC, W14, W15, M, R, W
from workbench.word.package import Package, open_package

AUTHORS: Final = {"F": "Falu kommun", "L": "Leksands kommun", "M": "Mora kommun"}
DATE: Final = "2026-03-01T10:00:00Z"
NAMESPACES: Final = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W, "r": R, "m": M, "mc": MC, "w14": W14, "w15": W15,
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)  # fmt: skip
TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_SIGNS: Final = {"+": "ins", "-": "del", "<": "moveFrom", ">": "moveTo"}
_TOKEN: Final = re.compile(r"\{([-+<>*#])(\w) ?|\}|«(.*?)»")
_MARK: Final = re.compile(r" ?¶((?:[-+<>]\w)*)$")
_ROW: Final = re.compile(r"([-+]\w)?\|(.*)\|$")
_STYLE: Final = re.compile(r"\[(\w+)\] ?")

Marks = Iterable[int]


class Writer:
    """Turns lines of the language into markup."""

    def __init__(self, first_id: int = 1) -> None:
        self._ids = count(first_id)

    def tracked(self, sign: str, author: str, content: str | None = None) -> str:
        name = _SIGNS[sign]
        head = f'w:{name} w:id="{next(self._ids)}" w:author="{AUTHORS[author]}" w:date="{DATE}"'
        return f"<{head}/>" if content is None else f"<{head}>{content}</w:{name}>"

    def body(self, source: str) -> str:
        lines = [line.strip() for line in source.strip().splitlines()]
        out: list[str] = []
        rows: list[str] = []
        for line in [*lines, ""]:
            if (row := _ROW.match(line)) is not None:
                rows.append(self._row(row[1], row[2]))
                continue
            if rows:
                out.append(_table(rows))
                rows = []
            if line.startswith("<"):
                out.append(line)
            elif line:
                out.append(self.paragraph(line))
        return "".join(out)

    def paragraph(self, line: str) -> str:
        style, mark = _STYLE.match(line), _MARK.search(line)
        text = line[style.end() if style else 0 : mark.start() if mark else None]
        pairs = re.findall(r"([-+<>])(\w)", mark[1]) if mark else []
        marks = "".join(self.tracked(sign, author) for sign, author in pairs)
        properties = f'<w:pStyle w:val="{style[1]}"/>' if style else ""
        properties += f"<w:rPr>{marks}</w:rPr>" if marks else ""
        head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{head}{self.runs(text)}</w:p>"

    def runs(self, text: str) -> str:
        content, at = self._until_closed(text, 0, deleted=False)
        assert at == len(text), f"a }} too many: {text}"
        return content

    def _until_closed(self, text: str, at: int, *, deleted: bool) -> tuple[str, int]:
        out = ""
        while (token := _TOKEN.search(text, at)) is not None:
            out += run(text[at : token.start()], deleted=deleted)
            at = token.end()
            if token[0] == "}":
                return out, at
            if token[3] is not None:
                out += token[3]
                continue
            inner, after = self._until_closed(text, at, deleted=deleted or token[1] == "-")
            out += self._wrapped(token[1], token[2], inner)
            at = after
        return out + run(text[at:], deleted=deleted), len(text)

    def _wrapped(self, sign: str, author: str, inner: str) -> str:
        if sign == "#":
            reference = f'<w:r><w:commentReference w:id="{author}"/></w:r>'
            return (
                f'<w:commentRangeStart w:id="{author}"/>{inner}'
                f'<w:commentRangeEnd w:id="{author}"/>{reference}'
            )
        if sign == "*":
            change = (
                f'<w:rPrChange w:id="{next(self._ids)}" w:author="{AUTHORS[author]}" '
                f'w:date="{DATE}"><w:rPr/></w:rPrChange>'
            )
            return inner.replace("<w:r>", f"<w:r><w:rPr><w:b/>{change}</w:rPr>")
        return self.tracked(sign, author, inner)

    def _row(self, mark: str | None, cells: str) -> str:
        head = f"<w:trPr>{self.tracked(mark[0], mark[1])}</w:trPr>" if mark else ""
        return f"<w:tr>{head}{''.join(self._cell(c) for c in cells.split('|'))}</w:tr>"

    def _cell(self, cell: str) -> str:
        paragraphs = "".join(self.paragraph(p.strip()) for p in cell.split("//"))
        return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def run(text: str, *, deleted: bool = False) -> str:
    name = "delText" if deleted else "t"
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r><w:{name} xml:space="preserve">{escaped}</w:{name}></w:r>' if text else ""


def _table(rows: list[str]) -> str:
    columns = '<w:gridCol w:w="2000"/>' * max(row.count("<w:tcW ") for row in rows)
    head = '<w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return f"<w:tbl>{head}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def document(body: str) -> str:
    return f"<w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"


def comments(*said: tuple[str, str, str], part: str = "") -> dict[str, str]:
    """A comments part: (id, author's letter, text) each."""
    inner = "".join(
        f'<w:comment w:id="{i}" w:author="{AUTHORS[a]}" w:date="{DATE}" w:initials="{a}">'
        f'<w:p w14:paraId="0000000{i}">{run(text)}</w:p></w:comment>'
        for i, a, text in said
    )
    return {"comments": f"<w:comments {NAMESPACES}>{inner}{part}</w:comments>"}


def zipped(entries: Mapping[str, bytes | str], *, method: int = ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(ZipInfo(name), data, method)
    return out.getvalue()


def entries(source: str = "", parts: Mapping[str, str] | None = None) -> dict[str, str]:
    """The parts of a whole file.

    Args:
        source: The body, in the language.
        parts: Further parts by kind: `header1`, `footnotes`, `comments`, `styles` and so on.
    """
    parts = parts or {}
    kinds = {name: name.rstrip("0123456789") for name in parts}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{name}.xml"/>'
        for n, (name, kind) in enumerate(kinds.items(), 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{TYPES}document.main+xml"/>'
            f"{overrides}</Types>"
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": document(Writer().body(source)),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{package}/relationships">{relations}</Relationships>'
        ),
        **{f"word/{name}.xml": xml for name, xml in parts.items()},
    }


def docx(source: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A Word file of a body in the language."""
    return zipped(entries(source, parts))


def opened(source: str, parts: Mapping[str, str] | None = None) -> Package:
    return open_package(docx(source, parts), "prov.docx")


def left_over(package: Package) -> Counter[str]:
    """Every element of a tracked change in a file, counted."""
    trees = (package.tree(part) for part in package.marked_up)
    return Counter(str(e.tag) for e in chain.from_iterable(t.iter(*EVERY_TAG) for t in trees))
