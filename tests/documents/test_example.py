"""Every document that can be made of the example: what it says and what it is marked as."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.conftest import PROJECT
from tests.documents.making import word_text
from tests.pdf.typeset_reading import read_aloud, squeezed
from tests.word.writer.answers import shown, template, tree
from workbench.core import document as doc
from workbench.core.answer import (
    AnswerOptions,
    contribution_summary,
    decision_basis,
    joint_answer,
)
from workbench.core.answer.letters import (
    LetterOptions,
    addendum,
    cover_letter,
    distribution_list,
    withdrawal,
)
from workbench.core.response import Form, Headings, Response
from workbench.core.sending import Kind, Sending
from workbench.pdf.accessibility import check_accessibility
from workbench.pdf.typeset import write as write_pdf
from workbench.storage.response import read_response
from workbench.word.inspector import inspect_hidden
from workbench.word.writer import compose

_DATE = dt.date(2021, 1, 22)
_OPTIONS = AnswerOptions(_DATE, version="svar")
_LETTER = LetterOptions(_DATE, "svar", ("s.remissvar@regeringskansliet.se",))
_AT = dt.datetime.fromisoformat("2021-01-25T09:00")
_SENT = Sending(kind=Kind.ANSWER, at=_AT, by="Samordnare", to=_LETTER.to)


@pytest.fixture(scope="module")
def example() -> Response:
    folder = PROJECT / "responses" / "sou-2020-47"
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in {".md", ".toml"}
    }
    return read_response(files)


def _shaped(response: Response, form: Form, headings: Headings) -> Response:
    about = response.facts.response.model_copy(update={"form": form, "headings": headings})
    return replace(response, facts=response.facts.model_copy(update={"response": about}))


def _answered(response: Response) -> list[str]:
    return [key for key in response.sections if key in response.agreed]


def _opening_of(response: Response) -> Response:
    """Return the response with what is said of its first sections alone, which takes few pages."""
    kept = response.sections[:3]
    given = {at: one for at, one in response.contributions.items() if at[0] in kept}
    return replace(response, contributions=given)


def _falun(response: Response, options: AnswerOptions) -> doc.Document:
    return decision_basis(response, response.municipalities["falun"], options)


_DOCUMENTS: dict[str, tuple[Callable[[Response], doc.Document], str]] = {
    "svar": (lambda r: joint_answer(r, _OPTIONS), "Sammanfattning"),
    "beslutsunderlag": (lambda r: _falun(r, _OPTIONS), "Förslag till beslut"),
    "sammanställning": (
        lambda r: contribution_summary(_opening_of(r), _OPTIONS),
        "Sammanställning",
    ),
    "följebrev": (lambda r: cover_letter(r, _LETTER, ("a.docx", "a.pdf")), "lämnar härmed"),
    "sändlista": (lambda r: distribution_list(r, _LETTER), "För kännedom"),
    "tillägg": (lambda r: addendum(r, _LETTER, _SENT, _answered(r)[:2]), "lämnar här ett tillägg"),
    "återkallelse": (
        lambda r: withdrawal(r, _LETTER, _SENT, _answered(r)[:2], reason="Nya fakta."),
        "Den delen utgår.",
    ),
}


@pytest.mark.parametrize("name", _DOCUMENTS)
def test_every_document_is_whole_in_both_formats(example: Response, name: str) -> None:
    make, words = _DOCUMENTS[name]
    document = make(example)
    word, pdf = compose(document, template()), write_pdf(document)
    body, notes = word_text(word.data)
    read = read_aloud(pdf)
    assert squeezed(words) in body
    assert squeezed(words) in read.body
    assert "{" not in body
    assert inspect_hidden(word.data) == ()
    assert check_accessibility(pdf) == ()
    assert word.estimates == ()
    assert len(notes) == len(read.notes)


def test_a_draft_says_so_on_every_page(example: Response) -> None:
    document = joint_answer(example, replace(_OPTIONS, marking="UTKAST"))
    data = compose(document, template()).data
    for name in ("word/header1.xml", "word/header2.xml"):  # all pages, and the first
        header = tree(data, name)
        assert "UTKAST" in shown(header)
        assert header.xpath("//*[local-name()='textpath']/@string") == ["UTKAST"]
    told = read_aloud(write_pdf(document)).body
    assert told.index("UTKAST") < told.index("Sammanfattning")


@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("headings", list(Headings))
def test_every_form_of_the_answer_says_what_it_is_to_say(
    example: Response, form: Form, headings: Headings
) -> None:
    response = _shaped(example, form, headings)
    document = joint_answer(response, _OPTIONS)
    written = compose(document, template())
    assert inspect_hidden(written.data) == ()
    titles = [block.text for block in document.body if isinstance(block, doc.Heading)]
    numbers = [block.number for block in document.body if isinstance(block, doc.Heading)]
    assert titles[0] == "Sammanfattning"
    assert "Kommuner som står bakom yttrandet" in titles
    assert any(title.startswith("Bilaga") for title in titles) == (form is not Form.ALIKE)
    if form is not Form.COORDINATED:
        chapters = [number for number in numbers if number.startswith("Kapitel")]
        assert bool(chapters) == (headings is Headings.BY_CHAPTER)
        sections = [key for key in _answered(response) if key[0].isdigit()]
        assert [number for number in numbers if number in sections][: len(sections)] == sections


def test_the_pages_of_the_example_stay_within_a_letter_and_its_annexes(example: Response) -> None:
    written = compose(joint_answer(example, _OPTIONS), template())
    assert 10 <= written.page_count <= 40
    assert list(written.pages.values()) == sorted(written.pages.values())
