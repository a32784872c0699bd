"""The shipped example: what is found in it is true, and a fault put into it is found."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.core.check import Context, Finding, Severity, check
from workbench.core.response import Form, Response
from workbench.storage.response import read_response

FOLDER = Path(__file__).parents[3] / "responses" / "sou-2020-47"
WEEK_BEFORE = Context(now=dt.datetime.fromisoformat("2021-01-26T10:00"))

TRUE_WARNINGS = {
    "aterremiss",  # Orsa takes it up again on 28 January
    "beslut-saknas",
    "forvantat-ej-beslutat",
    "intresse-obesvarat",
    "nummer-antaget",  # the open sources did not show the number itself
    "rubrik-ej-sedd",
}


@pytest.fixture(scope="module")
def example() -> Response:
    paths = (path for path in FOLDER.rglob("*") if path.is_file())
    return read_response({str(p.relative_to(FOLDER)): p.read_bytes() for p in paths})


def weighing(response: Response, severity: Severity) -> list[Finding]:
    return [f for f in check(response, WEEK_BEFORE) if f.severity is severity]


def test_the_example_has_no_errors(example: Response) -> None:
    assert weighing(example, Severity.ERROR) == []


def test_every_warning_about_the_example_is_true(example: Response) -> None:
    assert {f.code for f in weighing(example, Severity.WARNING)} <= TRUE_WARNINGS


def test_what_all_municipalities_wrote_is_no_worse(example: Response) -> None:
    """With form "samordnat" every contribution is sent and so checked like the joint text."""
    about = example.facts.response.model_copy(update={"form": Form.COORDINATED})
    facts = example.facts.model_copy(update={"response": about})
    coordinated = replace(example, facts=facts)
    assert weighing(coordinated, Severity.ERROR) == []
    stale = {"datum-passerat"}  # Vansbro's left-over text, put there on purpose
    assert {f.code for f in weighing(coordinated, Severity.WARNING)} <= TRUE_WARNINGS | stale


FAULTS = [
    ("7.3.4", "Kommunerna tillstyrker", "Kommunerna avstyrker", "position-mot-text"),
    (
        "7.2.3",
        "Kommunerna tillstyrker",
        "Click or tap here. Kommunerna tillstyrker",
        "platshallare",
    ),
    ("5", "Leksands kommun", "Leksand kommun", "kommunnamn"),
    ("5", "[^1]:", "[^2]:", "fotnot-utan-text fotnot-oanvand"),
    ("8.3", "2. Om förslaget", "3. Om förslaget", "numrering"),
    ("4", "Kommunerna tillstyrker", "Kommunerna Kommunerna tillstyrker", "dubbelt-ord"),
    ("sammanfattning", "8.3", "8.33", "hanvisning-okand"),
]


@pytest.mark.parametrize(("key", "right", "wrong", "codes"), FAULTS)
def test_a_fault_put_in_is_found(
    example: Response, key: str, right: str, wrong: str, codes: str
) -> None:
    text = example.agreed[key]
    assert right in text.text
    faulty = text.model_copy(update={"text": text.text.replace(right, wrong)})
    changed = replace(example, agreed={**example.agreed, key: faulty})
    new = {f.code for f in check(changed, WEEK_BEFORE)} - {
        f.code for f in check(example, WEEK_BEFORE)
    }
    assert new == set(codes.split())
