"""Where a line of Swedish must not break: which spaces become non-breaking when a text is set.

Stored text holds ordinary spaces only, so that it can be searched, compared and typed; the
non-breaking ones are put in when a document is written. Nothing else is changed: what a text
says is the same before and after.
"""

import re

from workbench.core.language.swedish import MONTHS

NBSP = "\u00a0"

_COUNTED = (
    *("kap.", "§", "§§", "st.", "p.", "mom.", "%", "‰", "°C"),
    *("kr", "kronor", "tkr", "mkr", "mnkr", "mdkr", "öre", "tusen", "procent", "procentenheter"),
    *("miljon", "miljoner", "miljard", "miljarder", "år", "månad", "månader", "vecka", "veckor"),
    *("dag", "dagar", "timme", "timmar", "minut", "minuter", "gång", "gånger"),
    *("kommun", "kommuner", "kommunerna", "region", "regioner", "regionerna", "län"),
    *("invånare", "personer", "barn", "elever", "brukare", "platser", "anställda", "ledamöter"),
    *("remissinstanser", "förslag", "avsnitt", "kapitel", "sidor", "sid.", "s.", "punkter"),
    *("mm", "cm", "m", "km", "km²", "m²", "kvm", "ha", "g", "kg", "ton", "kWh", "MWh", "GWh"),
    *MONTHS,
    *(month[:3] for month in MONTHS if month != "maj"),
)
"""What a number belongs to when it stands right before it."""

_LABELS = (
    *("kap.", "kapitel", "kapitlet", "avsnitt", "avsnitten", "bilaga", "tabell", "figur", "fotnot"),
    *("§", "§§", "art.", "artikel", "punkt", "punkten", "mom.", "p.", "st.", "steg"),
    *("s.", "sid.", "sidan", "sidorna", "nr", "nr.", "kl.", "klockan", "år", "åren", "ca", "cirka"),
    *("SOU", "Ds", "prop.", "bet.", "rskr.", "dir.", "skr.", "mot.", "SFS", "lagen"),
    *("NJA", "HFD", "RÅ", "AD", "JO", "MÖD", "dnr", "Dnr", "Bilaga", "Tabell", "Figur", "Avsnitt"),
)
"""What a number belongs to when it stands right after it."""


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_AFTER_NUMBER = re.compile(rf"(?:{_any_of(_COUNTED)})(?!\w)|[a-z] §|\d{{3}}(?!\d)")
_BEFORE_NUMBER = re.compile(rf"(?:(?<!\w)(?:{_any_of(_LABELS)})|(?<!\w)[(»”\"](?:s\.|kap\.))\Z")
_GROUP_OF_DIGITS = re.compile(r"(?:(?<![\w.,:/–-])\d{1,3}|[ \u00a0]\d{3})\Z")
_LETTERED_PARAGRAPH = re.compile(r"\d [a-z]\Z")
_LONGEST_LABEL = max(map(len, _LABELS)) + 2

_CANDIDATE = re.compile(
    r" (?:(?=[\d–§])|(?<=\d )(?=[\w%‰°])|(?<=(?<!\w)[a-zA-Z]\. )(?=[a-z]{1,2}\.)|(?<=bl\. )(?=a\.))"
)
"""Any space that may have to hold its neighbours together; `_held` decides."""


def bind(text: str) -> str:
    """Return the text with the spaces that must not break made non-breaking.

    Held together: a number and what it counts (`15 kommuner`, `7 kap.`, `3 §`, `1 februari`,
    `12 %`), a label and its number (`SOU 2020:47`, `s. 312`, `kl. 12`), groups of digits
    (`15 300`), spaced abbreviations (`t. ex.`), and a dash with the word before it.

    The result is as long as `text` and differs in U+0020 → U+00A0 only. Idempotent.

    Source:
        Svenska skrivregler (Språkrådet), the sections on line division, numbers and dashes.
    """
    return _CANDIDATE.sub(_held, text)


def _held(candidate: re.Match[str]) -> str:
    text, at = candidate.string, candidate.start()
    following = text[at + 1]
    before = text[max(0, at - _LONGEST_LABEL) : at]
    if following == "–":
        held = text[at + 2 : at + 3] in {" ", NBSP, ""}
    elif following == "§":
        held = before[-1:].isdigit() or _LETTERED_PARAGRAPH.search(before) is not None
    elif following.isdigit() and _BEFORE_NUMBER.search(before):
        held = True
    elif before[-1:] == ".":  # t. ex., bl. a.
        held = following.isalpha()
    else:
        held = before[-1:].isdigit() and _counts(before, text, at + 1)
    return NBSP if held else " "


def _counts(before: str, text: str, at: int) -> bool:
    """Tell whether what stands at `at` belongs to the number before it."""
    after = _AFTER_NUMBER.match(text, at)
    if after is None:
        return False
    return not after.group().isdigit() or _GROUP_OF_DIGITS.search(before) is not None
