"""The answer form as a document: one table a section, its fields still only words.

Each table lies in a region of its own, so that `word` can make its fields into controls and know
them again when they come back.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from workbench.core import document as doc
from workbench.core.answer.joint import title_of
from workbench.core.exchange.form import (
    CONDITION,
    NAME,
    PHONE,
    POSITION,
    PROMPTS,
    Question,
)
from workbench.core.language.swedish import long_date
from workbench.core.outline import STANDING
from workbench.core.party import Municipality
from workbench.core.response import Response

ABOUT: Final = "om-er"
"""Tag of the region where the municipality says who has filled the form in."""
ABOUT_HEAD: Final = "Uppgift"
HEADING: Final = "Ert svar"
"""Heads the column of the fields in every table."""
SECTION: Final = "Avsnitt"
"""Heads the other column, before the section's number."""
_WIDTHS: Final = (26, 74)


def form_document(
    response: Response,
    receiver: Municipality,
    asked: Sequence[Question],
    now: dt.datetime,
    marking: str,
) -> doc.Document:
    """Make the form for one municipality.

    Args:
        response: The response.
        receiver: The municipality.
        asked: What to ask, in order.
        now: Local time in Sweden, without zone.
        marking: What stands on every page.
    """
    referral, about = response.facts.referral, response.facts.response
    return doc.Document(
        title=f"Svarsblankett för {receiver.official_name}",
        subject=f"Remissvar, dnr {referral.registration_number}".removesuffix(", dnr "),
        author=about.name or "Kommunerna",
        letterhead=doc.Letterhead(
            sender=about.name or "Kommunerna",
            kind="Svarsblankett",
            date=now.date(),
            our_reference=about.registration_number,
            your_reference=referral.registration_number,
            recipient=(receiver.official_name,),
            contact=about.contact,
            marking=marking,
        ),
        body=tuple(_blocks(response, receiver, asked, now)),
    )


def _blocks(
    response: Response, receiver: Municipality, asked: Sequence[Question], now: dt.datetime
) -> Iterator[doc.Block]:
    yield doc.paragraph(f"Svarsblankett för {receiver.official_name}", doc.Role.TITLE)
    yield doc.paragraph(title_of(response), doc.Role.REFERENCE)
    if response.facts.response.fictional:
        yield doc.paragraph("Fiktivt exempel: remissvaret är påhittat.", doc.Role.NOTE)
    yield doc.paragraph(
        "Här lämnar ni er kommuns ställningstaganden och synpunkter inför det gemensamma "
        "remissvaret. Välj i listan vid varje avsnitt och skriv i fälten. Ni behöver inte svara "
        "överallt: det ni lämnar tomt räknas inte som ett svar."
    )
    closes = [each.closes for each in response.facts.rounds if each.closes > now]
    by = f" senast {long_date(min(closes).date())} kl. {min(closes):%H.%M}" if closes else ""
    yield doc.paragraph(
        f"Spara filen under samma namn och skicka tillbaka den{by}. Ett ifyllt svar kan bli allmän "
        "handling när det har kommit in."
    )
    yield doc.Heading(1, "Om er", ABOUT)
    yield doc.Region(ABOUT, (_table(ABOUT_HEAD, "Vem som har fyllt i", _about()),))
    yield doc.Heading(1, "Avsnitt att svara på", "avsnitt")
    for question in asked:
        yield doc.Heading(2, question.title, f"avsnitt-{question.key}", listed=False)
        name = question.title if question.key in STANDING else f"{SECTION} {question.key}"
        yield doc.Region(question.key, (_table(name, question.title, _rows(question)),))


def _about() -> Iterator[tuple[str, str]]:
    yield from ((name, PROMPTS[name]) for name in (NAME, PHONE))


def _rows(question: Question) -> Iterator[tuple[str, str]]:
    yield from question.asked
    if question.said:
        yield (
            "Ni har redan svarat",
            f"{question.said.capitalize()}. Fyll bara i om ni vill ändra det.",
        )
    yield from ((name, PROMPTS[name]) for name in question.fields)


def _table(name: str, title: str, rows: Iterator[tuple[str, str]]) -> doc.Table:
    return doc.Table(
        header=((doc.Text(name),), (doc.Text(HEADING),)),
        rows=tuple(((doc.Text(label, strong=True),), (doc.Text(text),)) for label, text in rows),
        widths=_WIDTHS,
        description=f"Fält att fylla i: {title}. I första kolumnen står vad fältet gäller, "
        f"i andra svaret. {POSITION} väljs i en lista; {CONDITION.lower()} fylls bara i om det "
        "behövs.",
    )
