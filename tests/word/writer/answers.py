"""Documents for the tests of the writer: small ones made by hand, and random ones."""

import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from hypothesis import strategies as st
from lxml import etree

from workbench.core import document as doc
from workbench.word.writer import Template
from workbench.word.writer.standard_template import build

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LETTERHEAD = doc.Letterhead(
    "Kommunerna i Dalarna",
    members=("Avesta kommun", "Borlänge kommun", "Falu kommun", "Mora kommun", "Orsa kommun"),
    date=dt.date(2021, 2, 1),
    our_reference="KS 2020/1234",
    your_reference="S2020/06592",
    recipient=("Socialdepartementet", "103 33 Stockholm"),
    contact=("Borlänge kommun",),
)


@cache
def template() -> Template:
    """Return the standard template."""
    return Template.read(build(), "standard.docx")


def answer(
    *blocks: doc.Block,
    footnotes: Mapping[str, tuple[doc.Block, ...]] | None = None,
    **more: object,
) -> doc.Document:
    """Make a document of some blocks."""
    return doc.Document("Yttrande", LETTERHEAD, blocks, footnotes or {}, **more)  # type: ignore[arg-type]  # fields of Document


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def tree(data: bytes, part: str = "word/document.xml") -> etree._Element:
    """Return one part of a file."""
    return etree.fromstring(parts(data)[part])


def repacked(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return a file with some parts replaced, added, or (None) left out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**parts(data), **changes}.items():
            if content is not None:
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def shown(element: etree._Element) -> str:
    """Return the text of an element with tabs and breaks as spaces."""
    pieces = []
    for found in element.iter(f"{W}t", f"{W}delText", f"{W}tab", f"{W}br"):
        is_text = found.tag in {f"{W}t", f"{W}delText"}
        pieces.append(found.text or "" if is_text else " ")
    return "".join(pieces).replace("\u00a0", " ")


def styles_of(data: bytes) -> list[tuple[str, str]]:
    """Return style id and text of every paragraph of the body."""
    found = []
    for paragraph in tree(data).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found.append((style.get(f"{W}val", "") if style is not None else "", shown(paragraph)))
    return found


# Random documents. Every piece of text is a number of its own between odd characters, so that a
# test can see that each stands in the file once, and in order.

_ODD = [
    "",
    "å",
    " ",
    "  ",
    "&<>\"'",
    "\x00\x07",
    "\ud800",
    "\u202e",
    "漢",
    "🙂",
    "\t",
    "é",
    "\ufffe",
    "{x}",
]


class _Numbers:
    """Gives out numbers in the order in which they will stand in the text."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.last = 0

    def text(self) -> str:
        self.last += 1
        odd = st.sampled_from(_ODD)
        return f"{self.draw(odd)}[{self.last}]{self.draw(odd)}"


def _spans(numbers: _Numbers, notes: dict[str, tuple[doc.Block, ...]]) -> tuple[doc.Span, ...]:
    draw = numbers.draw
    spans: list[doc.Span] = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.integers(0, 9))
        if kind == 0:
            spans.append(doc.LineBreak())
        elif kind == 1:
            label = f"n{len(notes)}"
            notes[label] = (doc.paragraph(f"not {len(notes)}"),)
            spans.append(doc.FootnoteReference(label))
        elif kind == 2:
            spans.append(doc.SectionReference(numbers.text(), f"a{draw(st.integers(0, 5))}"))
        else:
            link = draw(st.sampled_from(["", "https://a.se/å b", "javascript:x", "mailto:a@b.se"]))
            spans.append(doc.Text(numbers.text(), kind == 3, kind == 4, kind == 5, kind == 6, link))
    return tuple(spans)


_Notes = dict[str, tuple[doc.Block, ...]]
_Maker = Callable[[_Numbers, _Notes, int], doc.Block]
_DEEPEST = 3


def _block(numbers: _Numbers, notes: _Notes, depth: int) -> doc.Block:
    makers: list[_Maker] = [_paragraph, _paragraph, _paragraph]
    if depth < _DEEPEST:
        makers += [_list, _list, _quote, _table, _verbatim, _heading, _break]
    make = makers[numbers.draw(st.integers(0, len(makers) - 1))]
    return make(numbers, notes, depth)


def _blocks(numbers: _Numbers, notes: _Notes, depth: int) -> tuple[doc.Block, ...]:
    return tuple(_block(numbers, notes, depth) for _ in range(numbers.draw(st.integers(0, 2))))


def _paragraph(numbers: _Numbers, notes: _Notes, _depth: int) -> doc.Block:
    return doc.Paragraph(_spans(numbers, notes), numbers.draw(st.sampled_from(doc.Role)))


def _list(numbers: _Numbers, notes: _Notes, depth: int) -> doc.Block:
    draw = numbers.draw
    items = tuple(_blocks(numbers, notes, depth + 1) for _ in range(draw(st.integers(1, 3))))
    return doc.List(items, draw(st.booleans()), draw(st.integers(0, 12)))


def _quote(numbers: _Numbers, notes: _Notes, depth: int) -> doc.Block:
    return doc.Quote(_blocks(numbers, notes, depth + 1))


def _table(numbers: _Numbers, notes: _Notes, _depth: int) -> doc.Block:
    draw = numbers.draw
    columns = draw(st.integers(0, 4))
    caption = numbers.text() if draw(st.booleans()) else ""
    rows = [
        tuple(_spans(numbers, notes) for _ in range(columns))
        for _ in range(draw(st.integers(1, 3)))
    ]
    return doc.Table(rows[0], tuple(rows[1:]), caption=caption)


def _verbatim(numbers: _Numbers, _notes: _Notes, _depth: int) -> doc.Block:
    return doc.Verbatim(f"{numbers.text()}\n  {numbers.text()}")


def _heading(numbers: _Numbers, _notes: _Notes, _depth: int) -> doc.Block:
    anchor = f"h{numbers.last}"
    level, listed = numbers.draw(st.integers(1, 8)), numbers.draw(st.booleans())
    return doc.Heading(level, numbers.text(), anchor, listed=listed)


def _break(numbers: _Numbers, _notes: _Notes, _depth: int) -> doc.Block:
    return doc.PageBreak() if numbers.draw(st.booleans()) else doc.Rule()


@st.composite
def documents(draw: st.DrawFn) -> doc.Document:
    """Return random documents whose texts hold `[1]`, `[2]`, … in reading order."""
    numbers = _Numbers(draw)
    notes: dict[str, tuple[doc.Block, ...]] = {}
    body = [_block(numbers, notes, 0) for _ in range(draw(st.integers(0, 6)))]
    if draw(st.booleans()):
        body.insert(0, doc.TableOfContents(draw(st.integers(1, 4))))
    members = tuple(f"Kommun {n}" for n in range(draw(st.integers(0, 60))))
    letterhead = doc.Letterhead(
        draw(st.sampled_from(["", "Kommunerna", "A\x00&<"])),
        members,
        draw(st.sampled_from(["Yttrande", ""])),
        draw(st.sampled_from([None, dt.date(2021, 2, 1)])),
        marking=draw(st.sampled_from(["", "UTKAST", "<&>"])),
    )
    return doc.Document(draw(st.sampled_from(_ODD)), letterhead, tuple(body), notes)


def prose(rng: random.Random, words: Sequence[str], number: int) -> str:
    """Return so many random words as running text."""
    return " ".join(rng.choice(words) for _ in range(number))


_WORDS = (
    "kommunerna tillstyrker förslaget men vill framhålla att kostnaderna inte är finansierade och "
    "att socialtjänsten ska vara förebyggande lätt tillgänglig samt kunskapsbaserad i hela landet "
    "enligt utredningens bedömning SoL-reformen 15 kommuner § 12 ansvarsfördelningen, handläggare. "
    "insatser utan behovsprövning uppföljning registrering av uppgifter e-tjänster barn och unga"
).split()


def long_answer(pages: int, seed: int = 1) -> doc.Document:
    """Return an answer of about so many pages, with everything that real ones have."""
    rng = random.Random(seed)
    body: list[doc.Block] = [
        doc.paragraph("Yttrande över betänkandet Hållbar socialtjänst", doc.Role.TITLE),
        doc.TableOfContents(),
    ]
    notes: dict[str, tuple[doc.Block, ...]] = {}
    for number in range(1, pages * 8 // 5 + 1):
        level = 1 if number % 4 == 1 else rng.choice([2, 3])
        body.append(
            doc.Heading(level, f"Rubrik {prose(rng, _WORDS, 5)}", f"a{number}", str(number))
        )
        body.append(doc.paragraph("Kommunerna tillstyrker förslaget.", doc.Role.POSITION))
        for _ in range(rng.randrange(1, 5)):
            body.append(_long_paragraph(rng, notes if number % 5 == 0 else None))
        body += _something_else(rng, number)
    return doc.Document("Yttrande", LETTERHEAD, tuple(body), notes)


def noted_answer(seed: int, longest: int) -> doc.Document:
    """Return an answer of some ten pages whose paragraphs are full of footnotes.

    Args:
        seed: Of what is said.
        longest: How many lines the longest footnote takes, about.
    """
    rng = random.Random(seed)
    body: list[doc.Block] = [doc.TableOfContents()]
    notes: dict[str, tuple[doc.Block, ...]] = {}
    for number in range(1, 16):
        body.append(doc.Heading(1 + number % 2, prose(rng, _WORDS, 5), f"a{number}", str(number)))
        for _ in range(rng.randrange(1, 6)):
            spans: list[doc.Span] = []
            for _ in range(rng.randrange(1, 6)):
                spans.append(doc.Text(f"{prose(rng, _WORDS, 15)} "))
                if rng.random() < 0.35:
                    label = f"n{len(notes)}"
                    words = rng.randrange(3, 9) * rng.randrange(1, longest + 1)
                    notes[label] = (doc.paragraph(prose(rng, _WORDS, words)),)
                    spans.append(doc.FootnoteReference(label))
            body.append(doc.Paragraph(tuple(spans)))
    return doc.Document("Yttrande", LETTERHEAD, tuple(body), notes)


def _long_paragraph(
    rng: random.Random, notes: dict[str, tuple[doc.Block, ...]] | None
) -> doc.Paragraph:
    spans: list[doc.Span] = [
        doc.Text(f"{prose(rng, _WORDS, rng.randrange(5, 60))} "),
        doc.Text(prose(rng, _WORDS, 3), strong=rng.random() < 0.3),
        doc.Text(f" {prose(rng, _WORDS, rng.randrange(5, 60))}"),
    ]
    if notes is not None and rng.random() < 0.5:
        label = f"n{len(notes)}"
        notes[label] = (doc.paragraph(prose(rng, _WORDS, rng.randrange(3, 40))),)
        spans.append(doc.FootnoteReference(label))
    return doc.Paragraph(tuple(spans))


def _something_else(rng: random.Random, number: int) -> list[doc.Block]:
    if number % 6 == 0:
        items = tuple((doc.paragraph(prose(rng, _WORDS, rng.randrange(3, 30))),) for _ in range(4))
        return [doc.List(items, ordered=rng.random() < 0.5)]
    if number % 6 == 2:
        rows = tuple(
            tuple((doc.Text(prose(rng, _WORDS, rng.randrange(1, 12))),) for _ in range(3))
            for _ in range(rng.randrange(2, 8))
        )
        header = tuple((doc.Text(name),) for name in ("Kommun", "Synpunkt", "Beslut"))
        return [doc.Table(header, rows, caption=prose(rng, _WORDS, 4))]
    if number % 6 == 4:
        return [doc.Quote((doc.paragraph(prose(rng, _WORDS, rng.randrange(10, 50))),))]
    return []
