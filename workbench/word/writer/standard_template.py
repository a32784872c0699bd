"""The standard template: a restrained municipal letter on A4, made by this program.

`python -m workbench.word.writer.standard_template OUT` writes it; `templates/standard.docx` is
what it wrote. A county replaces that file with its own, see `docs/mall.md`.

The measures are chosen so that every program breaks the same lines. All widths in Arial are
multiples of 1/18 of the type size (a trace of rounding apart), so the width of any line is one
too. A measure that lies between two multiples, a little above the middle, cannot be hit by the
small differences between one program's arithmetic and another's. Hence indents of 440 twips (two
ems of 11 points) and right indents of a few twips in the styles of other sizes. Space stands
only above paragraphs, because programs differ in how they add space below one to space above
the next; lines have exact heights.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from workbench.word.writer import letterhead
from workbench.word.writer.archive import Part, pack
from workbench.word.writer.markup import DECLARATION, RELATIONSHIPS, WORD, escape

TEXT_WIDTH = 8504
"""Of a page, in twips: 15 cm between margins of 3 cm."""

_DARK = "1F3A5F"
_GREY = "595959"
_LINE = "A6A6A6"
_INDENT = 440

_NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{RELATIONSHIPS}"'
_LANGUAGE = '<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/>'
_FONTS = '<w:rFonts w:ascii="{0}" w:hAnsi="{0}" w:eastAsia="{0}" w:cs="{0}"/>'


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph style. Lengths in twips, size in half points."""

    id: str
    name: str
    size: int = 22
    line: int = 280
    before: int = 120
    based_on: str = "Normal"
    following: str = "BodyText"
    left: int = 0
    right: int = 0
    first: int = 0
    bold: bool = False
    italic: bool = False
    colour: str = ""
    caps: bool = False
    keep_next: bool = False
    tabs: tuple[tuple[str, int], ...] = ()
    """Kind and position; `dots` is a right tab with a dotted leader."""
    borders: str = ""
    numbering: int = 0
    outline: int | None = None
    """Level of the heading, from 0."""
    family: str = ""
    at_least: bool = False

    def xml(self) -> str:
        """Write the style down, its properties in the order of the schema."""
        kind = "" if self.name in _BUILT_IN else ' w:customStyle="1"'
        return (
            f'<w:style w:type="paragraph"{kind} w:styleId="{self.id}">'
            f'<w:name w:val="{self.name}"/><w:basedOn w:val="{self.based_on}"/>'
            f'<w:next w:val="{self.following}"/><w:qFormat/>'
            f"<w:pPr>{self._paragraph()}</w:pPr><w:rPr>{self._characters()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        xml = "<w:keepNext/><w:keepLines/>" if self.keep_next else ""
        if self.numbering:
            xml += f'<w:numPr><w:numId w:val="{self.numbering}"/></w:numPr>'
        if self.borders:
            xml += f"<w:pBdr>{self.borders}</w:pBdr>"
        if self.tabs:
            xml += f"<w:tabs>{''.join(_tab(kind, at) for kind, at in self.tabs)}</w:tabs>"
        rule = "atLeast" if self.at_least else "exact"
        xml += (
            f'<w:spacing w:before="{self.before}" w:after="0" '
            f'w:line="{self.line}" w:lineRule="{rule}"/>'
        )
        if self.left or self.right or self.first:
            first = f' w:hanging="{-self.first}"' if self.first < 0 else ""
            xml += f'<w:ind w:left="{self.left}" w:right="{self.right}"{first}/>'
        if self.outline is not None:
            xml += f'<w:outlineLvl w:val="{self.outline}"/>'
        return xml

    def _characters(self) -> str:
        xml = _FONTS.format(self.family) if self.family else ""
        xml += "<w:b/><w:bCs/>" if self.bold else ""
        xml += "<w:i/><w:iCs/>" if self.italic else ""
        xml += "<w:caps/>" if self.caps else ""
        xml += f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        return xml + f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/>{_LANGUAGE}'


def _tab(kind: str, at: int) -> str:
    if kind == "dots":
        return f'<w:tab w:val="right" w:leader="dot" w:pos="{at}"/>'
    return f'<w:tab w:val="{kind}" w:pos="{at}"/>'


def _rule(side: str, *, space: int, colour: str = _LINE, size: int = 6) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'


def _heading(level: int, size: int, line: int, before: int, **more: object) -> _Paragraph:
    return _Paragraph(
        f"Heading{level}",
        f"heading {level}",
        size=size,
        line=line,
        before=before,
        keep_next=True,
        outline=level - 1,
        **more,  # type: ignore[arg-type]  # fields of _Paragraph
    )


def _unlisted(heading: _Paragraph) -> _Paragraph:
    """A heading that looks the same and is one to a screen reader, but not in the contents."""
    level = heading.name[-1]
    return _Paragraph(
        f"Rubrik{level}utaninnehall",
        f"Rubrik {level} utanför innehåll",
        size=heading.size,
        line=heading.line,
        before=heading.before,
        right=heading.right,
        bold=heading.bold,
        italic=heading.italic,
        colour=heading.colour,
        keep_next=True,
        outline=heading.outline,
    )


_HEADINGS = (
    _heading(1, 32, 400, 480, bold=True, colour=_DARK, right=11),
    _heading(2, 26, 320, 360, bold=True, colour=_DARK),
    _heading(3, 24, 280, 320, bold=True),
    _heading(4, 22, 280, 240, bold=True),
    _heading(5, 22, 280, 240, italic=True),
    _heading(6, 22, 280, 200, italic=True, colour=_GREY),
)

_CONTENTS = (
    _Paragraph(
        "TOCHeading", "TOC Heading", 32, 400, 480, bold=True, colour=_DARK, right=11,
        keep_next=True,
    ),
    _Paragraph(
        "TOC1", "toc 1", 20, 240, 160, following="TOC1", bold=True,
        left=_INDENT, first=-_INDENT, tabs=(("left", _INDENT), ("dots", TEXT_WIDTH)),
    ),
    _Paragraph(
        "TOC2", "toc 2", 20, 240, 40, following="TOC2",
        left=1240, first=-800, tabs=(("left", 1240), ("dots", TEXT_WIDTH)),
    ),
    _Paragraph(
        "TOC3", "toc 3", 20, 240, 0, following="TOC3",
        left=2120, first=-880, tabs=(("left", 2120), ("dots", TEXT_WIDTH)),
    ),
)  # fmt: skip

_RUNNING_TABS = (("center", TEXT_WIDTH // 2), ("right", TEXT_WIDTH))

_PARAGRAPHS = (
    _Paragraph("BodyText", "Body Text"),
    _Paragraph("Title", "Title", 36, 440, 360, bold=True, colour=_DARK, right=9, keep_next=True),
    *_HEADINGS,
    *map(_unlisted, _HEADINGS),
    _Paragraph("ListBullet", "List Bullet", before=80, following="ListBullet", numbering=1),
    _Paragraph("ListNumber", "List Number", before=80, following="ListNumber", numbering=2),
    _Paragraph(
        "Quote", "Quote", left=_INDENT, right=_INDENT, colour="404040",
        borders=_rule("left", space=12, size=12),
    ),
    _Paragraph("Caption", "caption", 18, 240, 200, bold=True, right=6, keep_next=True),
    _Paragraph("FootnoteText", "footnote text", 18, 240, 0, following="FootnoteText", right=6),
    *_CONTENTS,
    _Paragraph(
        "Header", "header", 17, 240, 0, following="Header", colour=_GREY, at_least=True,
        tabs=_RUNNING_TABS,
    ),
    _Paragraph(
        "Footer", "footer", 17, 240, 0, following="Footer", colour=_GREY, at_least=True,
        tabs=_RUNNING_TABS,
    ),
    _Paragraph("CommentText", "annotation text", 20, 240, 0, following="CommentText"),
    _Paragraph("HTMLPreformatted", "HTML Preformatted", 18, 240, family="Courier New"),
    _Paragraph(letterhead.ARMS_STYLE, "Vapen", 16, 200, 0, following="Vapen", at_least=True),
    _Paragraph(letterhead.SENDER_STYLE, "Avsändare", 30, 400, 0, bold=True, colour=_DARK),
    _Paragraph(
        letterhead.MEMBERS_STYLE, "Kommuner", 16, 200, 0, colour=_GREY, following="Kommuner",
        tabs=tuple(("left", TEXT_WIDTH * n // 4) for n in (1, 2, 3)),
    ),
    _Paragraph(
        "Dokumenttyp", "Dokumenttyp", 22, 280, 360, bold=True, caps=True, colour=_DARK,
        borders=_rule("top", space=11, colour=_DARK, size=8),
    ),
    _Paragraph("Referens", "Referens", 20, 240, 0, tabs=(("left", 1980),), following="Referens"),
    _Paragraph("Mottagare", "Mottagare", 20, 240, 0, right=6, following="Mottagare"),
    _Paragraph(
        "Stallningstagande", "Ställningstagande", left=_INDENT // 2, keep_next=True,
        borders=_rule("left", space=8, colour=_DARK, size=18),
    ),
    _Paragraph("Attsats", "Att-sats", before=80, left=_INDENT, following="Attsats"),
    _Paragraph("Underskrift", "Underskrift", before=0, following="Underskrift", keep_next=True),
    _Paragraph("Markning", "Märkning", 22, 280, 0, bold=True, caps=True, colour="9C1C1C"),
    _Paragraph("Tabelltext", "Tabelltext", 18, 240, 0, following="Tabelltext"),
    _Paragraph("Anmarkning", "Anmärkning", 18, 240, 80, colour=_GREY, right=6),
    _Paragraph("Mellanrubrik", "Mellanrubrik", before=240, bold=True, keep_next=True),
    _Paragraph(
        "Avdelare", "Avdelare", 12, 120, 120,
        borders=_rule("bottom", space=1, size=8),
    ),
)  # fmt: skip

_BUILT_IN = frozenset(
    {
        *("Body Text", "Title", "List Bullet", "List Number", "Quote", "caption"),
        *("footnote text", "TOC Heading", "header", "footer", "annotation text"),
        *("HTML Preformatted",),
        *(f"heading {n}" for n in range(1, 10)),
        *(f"toc {n}" for n in range(1, 10)),
    }
)

_CHARACTERS = (
    ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
    ("Hyperlink", "Hyperlink", f'<w:color w:val="{_DARK}"/><w:u w:val="single"/>'),
    ("CommentReference", "annotation reference", '<w:sz w:val="16"/><w:szCs w:val="16"/>'),
    ("HTMLCode", "HTML Code", _FONTS.format("Courier New")),
)


def _styles() -> str:
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS.format('Arial')}"
        f'<w:sz w:val="22"/><w:szCs w:val="22"/>{_LANGUAGE}</w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:before="0" w:after="0" w:line="280" '
        'w:lineRule="exact"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    basic = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        f"<w:qFormat/><w:rPr>{_LANGUAGE}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>'
        f"<w:unhideWhenUsed/><w:rPr>{_LANGUAGE}</w:rPr></w:style>"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
    characters = "".join(
        f'<w:style w:type="character" w:styleId="{id_}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/>'
        f"<w:rPr>{looks}{_LANGUAGE}</w:rPr></w:style>"
        for id_, name, looks in _CHARACTERS
    )
    paragraphs = "".join(style.xml() for style in _PARAGRAPHS)
    return (
        f"{DECLARATION}<w:styles {_NAMESPACES}>{defaults}{basic}{paragraphs}{characters}"
        f"{_TABLES}</w:styles>"
    )


_MARGINS = (
    '<w:tblCellMar><w:top w:w="55" w:type="dxa"/><w:left w:w="100" w:type="dxa"/>'
    '<w:bottom w:w="55" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
)

_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
    f"<w:rPr>{_LANGUAGE}</w:rPr><w:tblPr>"
    f'<w:tblInd w:w="0" w:type="dxa"/>{_MARGINS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Remisstabell">'
    '<w:name w:val="Remisstabell"/><w:basedOn w:val="TableNormal"/>'
    f"<w:rPr>{_LANGUAGE}</w:rPr><w:tblPr><w:tblBorders>"
    f"{_rule('top', space=0, colour=_DARK, size=12)}"
    f"{_rule('bottom', space=0, colour=_DARK, size=4)}"
    f"{_rule('insideH', space=0, size=4)}</w:tblBorders>{_MARGINS}</w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    f"{_rule('bottom', space=0, colour=_DARK, size=8)}</w:tcBorders>"
    '<w:shd w:val="clear" w:color="auto" w:fill="EEF1F5"/></w:tcPr></w:tblStylePr></w:style>'
)

_LEVELS = 9
_NUMBER_FORMATS = (("decimal", "%{}."), ("lowerLetter", "%{})"), ("lowerRoman", "%{}."))
_BULLETS = ("•", "–", "•")


def _numbering() -> str:
    def level(at: int, form: str, text: str) -> str:
        left = _INDENT * (at + 1)
        return (
            f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>'
            f'<w:ind w:left="{left}" w:hanging="{_INDENT}"/></w:pPr></w:lvl>'
        )

    bullets = "".join(level(at, "bullet", _BULLETS[at % len(_BULLETS)]) for at in range(_LEVELS))
    numbers = "".join(
        level(at, form, text.format(at + 1))
        for at in range(_LEVELS)
        for form, text in [_NUMBER_FORMATS[at % len(_NUMBER_FORMATS)]]
    )
    return (
        f"{DECLARATION}<w:numbering {_NAMESPACES}>"
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
        f"{bullets}</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
        f"{numbers}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
    )


def _run(text: str) -> str:
    pieces = [f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t")]
    return f"<w:r>{'<w:tab/>'.join(pieces)}</w:r>"


def _field(instruction: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _line(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


_PAGE_OF_PAGES = f"{_run('sida ')}{_field('PAGE')}{_run(' (')}{_field('NUMPAGES')}{_run(')')}"

_HEADERS = {
    "header1.xml": _line("Header", _run("{avsändare}\t{vår beteckning}\t") + _PAGE_OF_PAGES)
    + _line("Markning", _run("{märkning}")),
    "header2.xml": _line("Header", _run("\t\t") + _PAGE_OF_PAGES)
    + _line("Markning", _run("{märkning}")),
}
_FOOTERS = {
    "footer1.xml": _line("Footer", _run("")),
    "footer2.xml": _line("Footer", _run("{kontakt}")),
}

_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/>'
    '<w:headerReference w:type="first" r:id="rId4"/>'
    '<w:footerReference w:type="default" r:id="rId5"/>'
    '<w:footerReference w:type="first" r:id="rId6"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1701" w:right="1701" w:bottom="1417" w:left="1701" '
    'w:header="701" w:footer="577" w:gutter="0"/><w:titlePg/></w:sectPr>'
)

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml."


def build() -> bytes:
    """Return the standard template; the same bytes every time."""
    body = "".join(_line(style, _run(text)) for style, text in letterhead.STANDARD)
    text = f"<w:document {_NAMESPACES}><w:body>{body}{_SECTION}</w:body></w:document>"
    parts = [
        Part("word/document.xml", f"{_TYPES}document.main+xml", DECLARATION + text),
        Part("word/styles.xml", f"{_TYPES}styles+xml", _styles(), relation="styles"),
        Part("word/numbering.xml", f"{_TYPES}numbering+xml", _numbering(), relation="numbering"),
    ]
    for kind, named in (("header", _HEADERS), ("footer", _FOOTERS)):
        root = "w:hdr" if kind == "header" else "w:ftr"
        for name, content in named.items():
            xml = f"{DECLARATION}<{root} {_NAMESPACES}>{content}</{root}>"
            parts.append(Part(f"word/{name}", f"{_TYPES}{kind}+xml", xml, relation=kind))
    return pack(parts)


if __name__ == "__main__":
    Path(sys.argv[1]).write_bytes(build())
