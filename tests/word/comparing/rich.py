"""Pairs of documents with everything in them that is compared: looks, notes, boxes, columns.

A paragraph is a list of words; a document is made of paragraphs and tables, and edited as such.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random

from tests.word import wml

_WORDS = ("kommunen", "tillstyrker", "inte", "förslaget", "stöd", "barn", "äldre", "§ 4", "ansvar")
_LOOKS = ("", "<w:b/>", "<w:i/>", '<w:sz w:val="28"/>')
_SHAPES = ("", '<w:jc w:val="center"/>', '<w:pStyle w:val="Heading1"/>', '<w:ind w:left="720"/>')
_NOTE = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'
_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{0}</w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@dataclass(slots=True)
class Text:
    """A paragraph: words with their looks; a word may be a note or a box that says something."""

    shape: str = ""
    words: list[list[str]] = field(default_factory=list)
    """Kind (`word`, `note`, `box`), look and what it says, of each."""


Rows = list[list[Text]]
Document = list[Text | Rows]


def rich_pair(seed: int) -> tuple[bytes, bytes]:
    """Two files; the same seed gives the same pair."""
    dice = Random(seed)
    before = [_block(dice) for _ in range(dice.randint(1, 7))]
    after = deepcopy(before)
    for _ in range(dice.randint(1, 6)):
        _edit(after, dice)
    return written(before), written(after)


def rich_versions(seed: int) -> tuple[bytes, list[bytes]]:
    """A base and what two or three people made of it."""
    dice = Random(seed)
    before = [_block(dice) for _ in range(dice.randint(1, 5))]
    versions = []
    for _ in range(dice.randint(2, 3)):
        after = deepcopy(before)
        for _ in range(dice.randint(0, 4)):
            _edit(after, dice)
        versions.append(written(after))
    return written(before), versions


def written(document: Document) -> bytes:
    """The file that a document is."""
    notes: list[str] = []
    body = "".join(_blocks(document, notes)) + _paragraph(Text("", [["word", "", "Slut."]]), notes)
    inside = "".join(_NOTE.format(n, wml.run(text)) for n, text in enumerate(notes, 1))
    parts = {"footnotes": f"<w:footnotes {wml.NAMESPACES}>{inside}</w:footnotes>"}
    return wml.docx(body, parts)


def _block(dice: Random) -> Text | Rows:
    if dice.random() < 0.75:
        return _text(dice)
    columns = dice.randint(1, 4)
    return [[_text(dice) for _ in range(columns)] for _ in range(dice.randint(1, 4))]


def _text(dice: Random) -> Text:
    return Text(dice.choice(_SHAPES), [_word(dice) for _ in range(dice.randint(0, 6))])


def _word(dice: Random) -> list[str]:
    kind = dice.choices(("word", "note", "box"), (20, 1, 1))[0]
    return [kind, dice.choice(_LOOKS) if kind == "word" else "", f"{dice.choice(_WORDS)} "]


def _edit(document: Document, dice: Random) -> None:
    at = dice.randrange(len(document))
    roll = dice.random()
    if roll < 0.1:
        document.insert(at, _block(dice))
    elif roll < 0.2 and len(document) > 1:
        del document[at]
    elif roll < 0.3:
        document.insert(dice.randrange(len(document)), document.pop(at))
    else:
        block = document[at]
        if isinstance(block, Text):
            _edit_text(block, dice)
        else:
            _edit_rows(block, dice)


def _edit_text(text: Text, dice: Random) -> None:
    if dice.random() < 0.2 or not text.words:
        text.shape = dice.choice(_SHAPES)
        return
    at = dice.randrange(len(text.words))
    roll = dice.random()
    if roll < 0.3:
        text.words.insert(at, _word(dice))
    elif roll < 0.5:
        del text.words[at]
    elif roll < 0.7 and text.words[at][0] == "word":
        text.words[at][1] = dice.choice(_LOOKS)
    else:
        text.words[at][2] = f"{dice.choice(_WORDS)} "


def _edit_rows(rows: Rows, dice: Random) -> None:
    roll = dice.random()
    columns = len(rows[0])
    if roll < 0.2 and columns < 6:
        at = dice.randint(0, columns)
        for row in rows:
            row.insert(at, _text(dice))
    elif roll < 0.35 and columns > 1:
        at = dice.randrange(columns)
        for row in rows:
            del row[at]
    elif roll < 0.5:
        rows.insert(dice.randint(0, len(rows)), [_text(dice) for _ in range(columns)])
    elif roll < 0.6 and len(rows) > 1:
        del rows[dice.randrange(len(rows))]
    else:
        _edit_text(dice.choice(dice.choice(rows)), dice)


def _blocks(document: Document, notes: list[str]) -> Iterator[str]:
    for block in document:
        if isinstance(block, Text):
            yield _paragraph(block, notes)
            continue
        rows = "".join(
            f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell, notes)}</w:tc>' for cell in row)}</w:tr>"
            for row in block
        )
        grid = '<w:gridCol w:w="2000"/>' * len(block[0])
        yield f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        yield "<w:p/>"


def _paragraph(text: Text, notes: list[str]) -> str:
    out = f"<w:pPr>{text.shape}</w:pPr>" if text.shape else ""
    for kind, look, said in text.words:
        if kind == "note":
            notes.append(said)
            out += f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>'
        elif kind == "box":
            inside = f"<w:txbxContent><w:p>{wml.run(said)}</w:p></w:txbxContent>"
            out += _BOX.format(inside)
        else:
            out += wml.run(said).replace(
                "<w:r>", f"<w:r><w:rPr>{look}</w:rPr>" if look else "<w:r>"
            )
    return f"<w:p>{out}</w:p>"
