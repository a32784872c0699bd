"""Answer forms (svarsblanketter): for those who start from nothing and only have Word."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from workbench.core import document as doc
from workbench.core.exchange.form import (
    NAME,
    PHONE,
    POSITION,
    PROMPTS,
    TEXT,
    Question,
    sections_asked,
)
from workbench.core.exchange.form import questions as questions_of
from workbench.core.exchange.form_document import ABOUT, form_document
from workbench.core.exchange.letter import MARKING
from workbench.core.outline import STANDING, order_of
from workbench.core.party import Municipality
from workbench.errors import InputError, StageError
from workbench.word.package import open_package
from workbench.word.returning.form_fields import Choice, Field, make_fields
from workbench.word.writer import write
from workbench.workspace import clock
from workbench.workspace.copy_labels import FORM, MUNICIPALITY, RESPONSE
from workbench.workspace.desk import Desk
from workbench.workspace.templates import template

EDITION: Final = "1"
"""Of the form: what its fields are called and where they stand."""


def sections_to_ask(desk: Desk, wanted: Sequence[str]) -> tuple[str, ...]:
    """Return the sections that a form asks about, all that are answered when none are named.

    Raises:
        InputError: There is no such section.
        StageError: No section is chosen to be answered.
    """
    if wanted:
        chosen = [desk.section_key(words) for words in wanted]
        known = sorted({key for key in chosen if desk.response().outline.knows(key)}, key=order_of)
        unknown = [key for key in chosen if key not in known]
        if unknown:
            raise InputError(
                f"avsnitt {unknown[0]} finns inte i dispositionen, så blanketten kan inte säga vad "
                "det handlar om",
                hint="Lägg in det i outline.toml, eller välj ett annat avsnitt.",
            )
        return tuple(known)
    keys = sections_asked(desk.response())
    if all(key in STANDING for key in keys):
        raise StageError(
            "inga avsnitt är valda att besvara, så blanketten har inget att fråga om",
            hint="Markera dem med answered = true i outline.toml, eller välj med --section.",
        )
    return keys


def form_for(desk: Desk, receiver: Municipality, keys: Sequence[str], *, locked: bool) -> bytes:
    """Write the form for a municipality.

    Args:
        desk: The opened response.
        receiver: The municipality.
        keys: The sections to ask about, in order.
        locked: Nothing in the tables but the fields can be edited, in Word.
    """
    asked = questions_of(desk.response(), receiver.slug, keys)
    document = document_for(desk, receiver, asked)
    package = open_package(write(document, template(desk)), "svarsblankett.docx")
    fields: dict[str, dict[str, Field]] = {
        question.key: {name: _field(question, name) for name in question.fields}
        for question in asked
    }
    fields[ABOUT] = {name: PROMPTS[name] for name in (NAME, PHONE)}
    make_fields(package, fields, long=frozenset({TEXT}), locked=locked)
    return package.to_bytes()


def document_for(desk: Desk, receiver: Municipality, asked: Sequence[Question]) -> doc.Document:
    """Return the form as a document, before its fields are made."""
    now = clock.wall(clock.now())
    document = form_document(desk.response(), receiver, asked, now, MARKING)
    labels = {
        RESPONSE: desk.response().facts.response.id,
        MUNICIPALITY: receiver.slug,
        FORM: EDITION,
    }
    return replace(document, properties=labels)


def _field(question: Question, name: str) -> Field:
    if name == POSITION:
        return Choice(PROMPTS[POSITION], [position.value for position in question.positions])
    return PROMPTS[name]
