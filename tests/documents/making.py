"""Responses of every kind, and what is read out of the documents that are made of them."""

import re
from collections.abc import Iterator, Sequence
from itertools import count

import pypdf
from hypothesis import strategies as st
from lxml import etree
from pypdf.generic import Destination

from tests.core.answer.responses import KEYS, agreed, decided, expected, municipality, says
from tests.core.answer.responses import positions as positions_of
from tests.core.answer.responses import response as made_response
from tests.pdf.typeset_reading import squeezed
from tests.word.writer.answers import W, parts, shown, tree
from workbench.core.adoption import Adoption, Stance
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.response import Form, Headings, Response

_MOST = 60
"""Municipalities; the largest county has 49."""

_WORDS = (
    *("kommunerna", "förslaget", "7 kap. 3 §", "SOU 2020:47", "15 kommuner", "*lagen*", "**bör**"),
    *("och/eller", "`kod`", "[lagen](https://a.se/å)", "avsnitt 7.3", "”citat”", "&amp;"),
    *("🙂", "漢字", "½", "→", "É"),
    *("\x00", "\x1b[31m", "\u200b", "\u202e", "\ufeff", "\t", "\u00ad"),
    *("<b>", "%"),
    *("#x", "$y$", "{innehåll}", "a_b", "x" * 90, "–", "~", "^", "\\", "|"),
)  # fmt: skip
"""What is typed, on purpose and by mistake."""


class _Drawn:
    """Makes texts in which every sentence has a number of its own."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self._numbers = count(1)
        self._labels = count(1)

    def sentence(self) -> str:
        words = self.draw(st.lists(st.sampled_from(_WORDS), max_size=5))
        return " ".join(["Mening", f"⟦{next(self._numbers)}⟧", *words, "slut."])

    def paragraph(self) -> str:
        return " ".join(self.sentence() for _ in range(self.draw(st.integers(1, 3))))

    def text(self) -> str:
        made: list[str] = []
        for _ in range(self.draw(st.integers(1, 4))):
            made.append(self.draw(st.sampled_from(self._KINDS))(self))
        return "\n\n".join(made)

    def _list(self) -> str:
        ordered = self.draw(st.booleans())
        lines, depth = [], 0
        for number in range(1, self.draw(st.integers(1, 14)) + 1):
            mark = f"{number}." if ordered else "-"
            lines.append(f"{'    ' * depth}{mark} {self.sentence()}".replace("|", ""))
            depth = self.draw(st.integers(0, depth + 1))
        return "\n".join(lines)

    def _table(self) -> str:
        cells = [self.sentence().replace("|", "").replace("\\", "") for _ in range(6)]
        rows = [f"| {a} | {b} |" for a, b in zip(cells[::2], cells[1::2], strict=True)]
        return "\n".join([rows[0], "|---|--:|", *rows[1:]])

    def _noted(self) -> str:
        label = f"n{next(self._labels)}"
        return f"{self.sentence()}[^{label}]\n\n[^{label}]: {self.sentence()}"

    def _quote(self) -> str:
        return f"> {self.sentence()}\n>\n> - {self.sentence()}"

    def _verbatim(self) -> str:
        return f"```\n{self.sentence()}\n{self.sentence()}\n```"

    def _headed(self) -> str:
        return f"{'#' * self.draw(st.integers(1, 6))} {self.sentence()}\n\n{self.paragraph()}"

    _KINDS = (paragraph, paragraph, _list, _table, _noted, _quote, _verbatim, _headed)


@st.composite
def whole_responses(draw: st.DrawFn, form: Form) -> Response:
    """Make any response in a form of answer."""
    drawn = _Drawn(draw)
    slugs = [f"kommun{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(draw(_COUNTS))]
    contributions: dict[tuple[str, str], Contribution] = {}
    adoptions: dict[str, Adoption] = {}
    for slug in slugs[:6]:
        choice = draw(st.sampled_from(["none", "expected", *Stance]))
        if choice == "expected":
            adoptions[slug] = expected()
        elif isinstance(choice, Stance):
            deviates = ("7.3",) if choice is Stance.WITH_DEVIATION else ()
            given = {"conditions": "Att staten betalar.", "reason": "Skäl."}
            adoptions[slug] = decided(choice, deviates_in=deviates, **given)
        for key in draw(st.sets(st.sampled_from(KEYS))):
            contributions[key, slug] = says(drawn.text(), draw(positions_of(key)), condition="att")
    texts: dict[str, AgreedText] = {
        key: agreed(drawn.text(), draw(positions_of(key)) if key in KEYS else None)
        for key in ("sammanfattning", "allmant", *KEYS, "ovrigt")
        if draw(st.booleans())
    }
    return made_response(
        about={
            "form": form,
            "headings": draw(st.sampled_from(list(Headings))),
            "coordinator": None,
            "name": draw(st.sampled_from(["Kommunerna i Dalarna", "Å & <Ö>", ""])),
        },
        municipalities=tuple(municipality(slug) for slug in slugs),
        agreed=texts,
        adoptions=adoptions,
        contributions=contributions,
    )


_COUNTS = st.integers(0, 6) | st.integers(0, _MOST)


def sentences(text: str) -> list[int]:
    """Return the numbers of the sentences of a text in their order."""
    return [int(number) for number in re.findall(r"⟦(\d+)⟧", text)]


def word_text(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of a Word file without its contents, and of each of its footnotes."""
    root = tree(data)
    for control in list(root.iter(f"{W}sdt")):
        parent = control.getparent()
        if parent is not None and control.find(f"{W}sdtPr/{W}docPartObj") is not None:
            parent.remove(control)
    notes: list[etree._Element] = []
    if "word/footnotes.xml" in parts(data):
        notes = [
            note
            for note in tree(data, "word/footnotes.xml").iter(f"{W}footnote")
            if note.get(f"{W}type") is None
        ]
    return squeezed(shown(root)), tuple(squeezed(shown(note)) for note in notes)


def bookmark_pages(reader: pypdf.PdfReader) -> list[tuple[str, int]]:
    """Return title and page of each bookmark of a PDF, in order."""
    return list(_bookmarks(reader, reader.outline))


def _bookmarks(reader: pypdf.PdfReader, entries: Sequence[object]) -> Iterator[tuple[str, int]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _bookmarks(reader, entry)
        elif isinstance(entry, Destination):
            page = reader.get_destination_page_number(entry) or 0
            yield str(entry.title), page + 1
