"""A file that somebody handed in, as text: which encoding it is in, and whether it is text at all.

Pages are saved from browsers, reports copied out of PDF readers, lists kept in Notepad. UTF-8 is
the rule; what is not UTF-8 is nearly always Windows' own encoding, and that is then said.
"""

import codecs
import re
from dataclasses import dataclass

from workbench.core.text import normalise
from workbench.errors import InputError

MAX_BYTES = 20_000_000
"""Largest file that is read as text; the full text of a report in two volumes is 3 million."""

_MARKED = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),  # begins like UTF-16, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
_OTHER_KINDS = (
    (b"%PDF-", "en PDF", "Ange den som en PDF-fil, med namn som slutar på .pdf."),
    (b"PK\x03\x04", "en Word-fil eller annan zippad fil", "Spara den som oformaterad text först."),
    (b"\xd0\xcf\x11\xe0", "en äldre Word-fil", "Spara den som oformaterad text först."),
    (b"\x89PNG", "en bild", "Det som ska läsas måste vara text."),
    (b"\xff\xd8\xff", "en bild", "Det som ska läsas måste vara text."),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TWICE_ENCODED = re.compile("Ã[¥¤¶…„–©]")
_TEXT_HINT = "Lämna en fil med vanlig text, Markdown eller HTML, helst i UTF-8."


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file."""

    text: str
    notes: tuple[str, ...] = ()
    """Swedish sentences on how it was read, where that was not as UTF-8."""


def decode(data: bytes, name: str) -> str:
    """Return the text of a file; see `decoded`."""
    return decoded(data, name).text


def decoded(data: bytes, name: str) -> Decoded:
    """Read bytes as text.

    A byte order mark decides; without one it is UTF-8, and what is not UTF-8 is read as
    Windows-1252. Text that was encoded twice ("fÃ¶r") is mended.

    Args:
        data: The whole file.
        name: What the user calls it, for messages.

    Raises:
        InputError: It is empty, larger than `MAX_BYTES`, or no text.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise InputError("filen är tom", file=name, hint=_TEXT_HINT)
    if len(data) > MAX_BYTES:
        raise InputError(
            f"filen är för stor för att läsas som text (över {MAX_BYTES // 1_000_000} MB)",
            file=name,
            hint="Klipp ut den del som behövs, till exempel innehållsförteckningen.",
        )
    for start, what, hint in _OTHER_KINDS:
        if data.startswith(start):
            raise InputError(f"filen är {what}, inte text", file=name, hint=hint)
    read = _by_mark(data, name) or _unmarked(data, name)
    if _is_binary(read.text):
        raise InputError("filen är inte text", file=name, hint=_TEXT_HINT)
    return _mended(read)


def _by_mark(data: bytes, name: str) -> Decoded | None:
    for mark, codec, called in _MARKED:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(codec)
            except UnicodeDecodeError as broken:
                raise InputError(
                    f"filen säger sig vara {called} men är skadad", file=name, hint=_TEXT_HINT
                ) from broken
            notes = () if called == "UTF-8" else (f"Filen är läst som {called}.",)
            return Decoded(text, notes)
    return None


def _unmarked(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as broken:
        raise InputError("filen är inte text", file=name, hint=_TEXT_HINT) from broken
    return Decoded(text, ("Filen är inte UTF-8 och är läst som Windows-1252; kontrollera åäö.",))


def _is_binary(text: str) -> bool:
    """Tell whether there are more control characters than a text can hold by accident."""
    return "\x00" in text or len(_CONTROL.findall(text)) > 2 + len(text) // 200


def _mended(read: Decoded) -> Decoded:
    if len(_TWICE_ENCODED.findall(read.text)) < 3:
        return read
    try:
        text = read.text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return read
    return Decoded(text, (*read.notes, "Texten var kodad två gånger (”Ã¶”) och har rättats."))


_SPACES = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DASHES = re.compile("[\u2010\u2011\u2212]")


def plain_lines(text: str) -> list[str]:
    """Cut a text into lines with one kind of space and hyphen, nothing invisible, no line ends.

    A tab becomes four spaces, so that columns can still be told apart.
    """
    text = normalise(text).replace("\t", "    ")
    return _DASHES.sub("-", _SPACES.sub(" ", text)).split("\n")
