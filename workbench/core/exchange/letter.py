"""The e-mail that a working copy or an answer form goes out with."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from workbench.core.exchange.record import Purpose
from workbench.core.language.swedish import long_date
from workbench.core.outline import STANDING
from workbench.core.party import Municipality
from workbench.core.response import Response

MARKING: Final = "ARBETSMATERIAL – UTKAST"
"""What stands on every page of what goes out, and in the e-mail."""
_ASKED: Final = {
    Purpose.OPINIONS: "Vi ber er läsa texten och lämna era synpunkter.",
    Purpose.INFORMATION: "Texten skickas för kännedom. Ni behöver inte svara.",
    Purpose.BASIS: "Texten skickas som underlag för ert beslut om att ställa er bakom yttrandet.",
}
_RETURN: Final = "Spara under samma namn och skicka tillbaka filen som svar på det här mejlet."
_LOCKED: Final = "Dokumentet är låst så att Word spårar allt som ändras."
_OPEN: Final = "Slå gärna på Granska > Spåra ändringar innan ni skriver."


@dataclass(frozen=True, slots=True)
class Letter:
    """What the e-mail is about."""

    keys: Sequence[str]
    """The sections, in order."""
    now: dt.datetime
    """Local time in Sweden, without zone."""
    purpose: Purpose = Purpose.OPINIONS
    form: bool = False
    """It goes with an answer form, not a working copy."""
    locked: bool = True


def subject(response: Response, letter: Letter) -> str:
    """Return the subject: which referral, which number, what for."""
    referral = response.facts.referral
    told = f"{referral.report or referral.title}, dnr {referral.registration_number}"
    about = "svarsblankett" if letter.form else letter.purpose.value
    return f"Gemensamt remissvar över {told.removesuffix(', dnr ')}: {about} ({MARKING})"


def body(response: Response, receiver: Municipality, letter: Letter) -> str:
    """Return what the e-mail says, with what is asked and how to answer."""
    listed = "\n".join(f"- {_named(response, key)}" for key in letter.keys)
    asked = _of_form(letter) if letter.form else _of_copy(letter)
    return (
        f"Hej {receiver.official_name},\n\n{asked[0]}\n\n{_by(response, letter)}"
        f"Avsnitt:\n{listed}\n\nSå gör ni: {asked[1]}\n\n"
        f"{MARKING}. Detta är arbetsmaterial, inte det yttrande som skickas. Det som skickas "
        "tillbaka kan bli allmän handling när det har kommit in.\n"
    )


def _of_copy(letter: Letter) -> tuple[str, str]:
    """What is asked and how to answer."""
    return (
        f"Bifogat är den gemensamma texten till remissvaret. {_ASKED[letter.purpose]}",
        "skriv direkt i dokumentet och kommentera i marginalen. "
        f"{_LOCKED if letter.locked else _OPEN} {_RETURN} Rubrikerna och dolda märken i filen "
        "behövs för att känna igen avsnitten; låt dem stå kvar.",
    )


def _of_form(letter: Letter) -> tuple[str, str]:
    locked = " Frågorna är låsta i Word." if letter.locked else ""
    return (
        "Bifogat är en svarsblankett. Vi ber er lämna er kommuns ställningstaganden och synpunkter "
        "inför det gemensamma remissvaret.",
        "välj ett ställningstagande i listan och skriv i fälten. Ni behöver inte svara i alla "
        f"avsnitt: det som lämnas tomt räknas inte som ett svar.{locked} {_RETURN}",
    )


def _by(response: Response, letter: Letter) -> str:
    closes = [each.closes for each in response.facts.rounds if each.closes > letter.now]
    if not closes or letter.purpose is Purpose.INFORMATION:
        return ""
    first = min(closes)
    return f"Svara senast {long_date(first.date())} kl. {first:%H.%M}.\n\n"


def _named(response: Response, key: str) -> str:
    if key in STANDING:
        return STANDING[key]
    return response.outline.label(key) if response.outline.knows(key) else key
