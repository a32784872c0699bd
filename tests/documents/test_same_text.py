"""Any response: the Word file, the PDF and what was agreed say the same, each sentence once."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.answer.responses import OPTIONS
from tests.documents.making import sentences, whole_responses, word_text
from tests.pdf.typeset_reading import pieces, read_aloud, squeezed
from tests.word.writer.answers import template
from workbench.core import document as doc
from workbench.core.answer import joint_answer
from workbench.core.answer.dissents import dissents
from workbench.core.answer.senders import senders
from workbench.core.outline import STANDING
from workbench.core.response import Form, Response
from workbench.core.text import normalise
from workbench.pdf.accessibility import check_accessibility
from workbench.pdf.typeset import write as write_pdf
from workbench.word.inspector import inspect_hidden
from workbench.word.writer import compose

_EXAMPLES = 1000 if os.environ.get("REMISS_LONG") else 5


@pytest.mark.parametrize("form", list(Form))
@settings(max_examples=_EXAMPLES)
@given(data=st.data())
def test_both_files_say_what_was_agreed(form: Form, data: st.DataObject) -> None:
    response = data.draw(whole_responses(form))
    document = joint_answer(response, OPTIONS)
    word, pdf = compose(document, template()).data, write_pdf(document)
    assert inspect_hidden(word) == ()
    assert check_accessibility(pdf) == ()
    read, (body, notes) = read_aloud(pdf), word_text(word)
    assert body.endswith(_said(document.body))
    assert read.body.endswith(_said(map(_titled, document.body)))
    assert [sentences(note) for note in notes] == [sentences(note) for note in read.notes]
    assert list(map(_without_number, notes)) == list(map(_without_number, read.notes))
    assert sentences(body) == sentences(read.body) == [
        number for part in _in_order(response) for number in sentences(_running(part))
    ]  # fmt: skip
    told = [number for note in notes for number in sentences(note)]
    assert sorted(told + sentences(body)) == sorted(
        number for part in _in_order(response) for number in sentences(part)
    )
    _check_with_the_sdk(word)


def _said(blocks: Iterable[doc.Block]) -> str:
    return squeezed(normalise("".join(pieces(blocks))))


def _titled(block: doc.Block) -> doc.Block:
    """Return the title of a table of contents, which is a heading of its own in the PDF."""
    return doc.paragraph(block.title) if isinstance(block, doc.TableOfContents) else block


def _in_order(response: Response) -> Iterator[str]:
    """Yield the texts that the answer holds, as they are stored, in the order of their places."""
    form = response.facts.response.form
    agreed = {key: one.text for key, one in response.agreed.items()}
    opening = ("sammanfattning", "allmant")
    yield from (agreed[key] for key in opening if key in agreed)
    if form is Form.COORDINATED:
        for slug in senders(response):
            for key in response.sections:
                if slug in response.contributions_to(key):
                    yield response.contributions_to(key)[slug].text
        return
    yield from (agreed[key] for key in response.sections if key in agreed and key not in STANDING)
    yield from (agreed[key] for key in ("ovrigt",) if key in agreed)
    if form is Form.WITH_DEVIATIONS:
        for dissent in dissents(response):
            for key in dissent.sections:
                if dissent.slug in response.contributions_to(key):
                    yield response.contributions_to(key)[dissent.slug].text


def _running(text: str) -> str:
    """Leave out the footnotes' own lines."""
    return "\n".join(line for line in text.split("\n") if not line.startswith("[^"))


def _without_number(note: str) -> str:
    return note.lstrip("0123456789").replace("\u00ad", "")


def _check_with_the_sdk(word: bytes) -> None:
    """Ask the Open XML SDK, where `OOXML_VALIDATOR` names a program that does."""
    if program := os.environ.get("OOXML_VALIDATOR"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder, "svar.docx")
            file.write_bytes(word)
            said = subprocess.run([program, file], check=False, capture_output=True, text=True)
        assert '"errors": []' in said.stdout


def test_the_texts_of_the_test_hold_what_a_document_can() -> None:
    seen: set[type] = set()

    @settings(max_examples=25)
    @given(whole_responses(Form.ALIKE))
    def look(response: Response) -> None:
        for block in joint_answer(response, OPTIONS).body:
            seen.add(type(block))

    look()
    wanted = {doc.Paragraph, doc.Heading, doc.List, doc.Table, doc.Quote, doc.Verbatim}
    assert wanted <= seen
