"""Files that were damaged, or made, to do harm: refused or read, never anything else.

Some hundreds of mutants in the suite; 20,000 where `REMISS_LONG` is set.
"""

import os
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from random import Random
from typing import Final

import pytest
from lxml import etree

from tests.word.cases import CASES
from tests.word.made import made
from tests.word.wml import AUTHORS, NAMESPACES, comments, document, entries, left_over, zipped
from tests.word.wml import Writer as Wml
from workbench.errors import WorkbenchError
from workbench.word.comments import list_comments
from workbench.word.package import open_package
from workbench.word.remarks import list_remarks
from workbench.word.revisions import list_revisions, list_unknown
from workbench.word.settle import Decision, Selection, settle
from workbench.word.styles import heading_paragraphs
from workbench.word.text import View, body_paragraphs, body_text

MUTANTS: Final = 20_000 if os.environ.get("REMISS_LONG") else 300
_NAMES: Final = (
    "w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:p", "w:r", "w:t", "w:pPr", "w:rPr", "w:tbl",
    "w:tr", "w:tc", "w:tcPr", "w:trPr", "w:sdt", "w:sdtContent", "w:rPrChange", "w:pPrChange",
    "w:cellMerge", "w:cellDel", "w:numPr", "w:moveFromRangeStart", "w:moveFromRangeEnd",
    "w:customXmlDelRangeStart", "w:customXmlDelRangeEnd", "w:commentRangeStart", "w:fldChar",
    "w:hyperlink", "m:ctrlPr", "m:r", "w:sectPr", "w:body", "mc:Fallback", "w:gridSpan",
)  # fmt: skip


def everything(data: bytes) -> None:
    """What a user may ask for."""
    package = open_package(data, "svar.docx")
    list_revisions(package)
    list_unknown(package)
    list_comments(package)
    list(heading_paragraphs(package))
    list_remarks(package)
    for view in View:
        body_text(package, view)
    body_paragraphs(package)
    for decision in Decision:
        package = open_package(data, "svar.docx")
        report = settle(package, decision)
        assert report.broken or not left_over(package), (
            "nothing but what is told to be broken is left"
        )
        open_package(package.to_bytes(), "svar.docx")
        package = open_package(data, "svar.docx")
        settle(package, decision, Selection(authors=frozenset({AUTHORS["F"]})))


@cache
def seedlings() -> tuple[dict[str, str], ...]:
    """Files to damage: between them they have every kind of change and part."""
    writer = Wml()
    body = "".join(writer.body(case.source) for case in CASES)
    note = '<w:footnote w:id="2"><w:p/></w:footnote>'
    parts = comments(("1", "F", "a"), ("2", "L", "b")) | {
        "footnotes": f"<w:footnotes {NAMESPACES}>{note}</w:footnotes>",
        "commentsExtended": f'<w15:commentsEx {NAMESPACES}><w15:commentEx w15:paraId="00000001" '
        'w15:done="1"/></w15:commentsEx>',
        "styles": f'<w:styles {NAMESPACES}><w:style w:styleId="a"><w:name w:val="heading 1"/>'
        "</w:style></w:styles>",
    }
    rich = entries("", parts) | {"word/document.xml": document(body)}
    return (rich, entries(made(1)), entries("{#1 a}{+F b} ¶-F\nc", parts))


def flip_bytes(dice: Random) -> bytes:
    data = bytearray(zipped(dice.choice(seedlings())))
    for _ in range(dice.choice((1, 1, 2, 8, 64))):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data)


def cut_and_paste(dice: Random) -> bytes:
    data = zipped(dice.choice(seedlings()))
    start, end = sorted(dice.randrange(len(data)) for _ in range(2))
    return dice.choice((data[:end], data[start:], data[:start] + data[end:], data[:end] * 2))


def damage_markup(dice: Random) -> bytes:
    """Bytes of one part changed, in a whole zip."""
    parts = dict(dice.choice(seedlings()))
    name = dice.choice(list(parts))
    text = list(parts[name])
    for _ in range(dice.randint(1, 4)):
        text[dice.randrange(len(text))] = dice.choice("<>/\"'=& :w\x00é")
    return zipped(parts | {name: "".join(text)})


def exchange_names(dice: Random) -> bytes:
    """Well-formed markup in which elements have become others: changes where they mean nothing."""
    parts = dict(dice.choice(seedlings()))
    text = parts["word/document.xml"]
    for _ in range(dice.randint(1, 4)):
        old, new = dice.sample(_NAMES, 2)
        for form in (f"<{old} ", f"<{old}>", f"<{old}/", f"</{old}>"):
            text = text.replace(form, form.replace(old, new))
    return zipped(parts | {"word/document.xml": text})


def shuffle_elements(dice: Random) -> bytes:
    """Well-formed markup with pieces of it doubled, dropped or moved elsewhere."""
    parts = dict(dice.choice(seedlings()))
    pieces = parts["word/document.xml"].split("<w:p>")
    for _ in range(dice.randint(1, 3)):
        at = dice.randrange(1, len(pieces))
        piece = pieces[at] if dice.random() < 0.5 else pieces.pop(at)
        pieces.insert(dice.randrange(1, len(pieces) + 1), piece)
    return zipped(parts | {"word/document.xml": "<w:p>".join(pieces)})


def graft_elements(dice: Random) -> bytes:
    """Well-formed markup in which elements hang where no program would put them."""
    parts = dict(dice.choice(seedlings()))
    name = dice.choice([name for name in parts if name.startswith("word/") and "rels" not in name])
    root = etree.fromstring(parts[name])
    for _ in range(dice.randint(1, 6)):
        everywhere = list(root.iter())
        graft, place = dice.choice(everywhere), dice.choice(everywhere)
        if dice.random() < 0.5:
            graft = deepcopy(graft)
        if graft is not root and graft not in (place, *place.iterancestors()):
            place.insert(dice.randint(0, len(place)), graft)
    return zipped(parts | {name: etree.tostring(root)})


def change_attributes(dice: Random) -> bytes:
    """Well-formed markup with values exchanged, dropped or out of range."""
    parts = dict(dice.choice(seedlings()))
    name = dice.choice(list(parts))
    root = etree.fromstring(parts[name])
    bearers = [element for element in root.iter() if element.attrib] or [root]
    values = [value for element in bearers for value in element.attrib.values()]
    for _ in range(dice.randint(1, 12)):
        element = dice.choice(bearers)
        attribute = dice.choice(list(element.attrib) or ["x"])
        if dice.random() < 0.2:
            element.attrib.pop(attribute, None)
        else:
            element.set(
                attribute, dice.choice((*values, "", "-1", "9" * 40, "../..", "é", "\u202e"))
            )
    return zipped(parts | {name: etree.tostring(root)})


HARM: Final = (
    flip_bytes,
    cut_and_paste,
    damage_markup,
    exchange_names,
    shuffle_elements,
    graft_elements,
    change_attributes,
)


@pytest.mark.parametrize("harm", HARM, ids=lambda harm: harm.__name__)
def test_no_file_does_harm(harm: Callable[[Random], bytes]) -> None:
    hints: set[str] = set()
    for seed in range(MUTANTS // len(HARM)):
        data = harm(Random(seed))
        try:
            everything(data)
        except WorkbenchError as refusal:
            hints.add(refusal.hint)
        except Exception as bug:
            bug.add_note(f"{harm.__name__}(Random({seed}))")
            raise
    assert "" not in hints, "a refusal says what to do"
