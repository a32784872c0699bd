"""One referral body (remissinstans) as a list names it, and what it is asked about.

What stands in brackets after the name limits what the body is asked about, unless it is just the
body's abbreviation, another name of it, or a department of it.
"""

import re
from dataclasses import dataclass

LONGEST_NAME = 400
"""Characters; what is longer is no name."""

_BRACKETED = re.compile(r"(?P<name>.*\S) ?\((?P<inside>[^()]*(?:\([^()]*\)[^()]*)*)\)", re.DOTALL)
_LIMITED = re.compile(
    r"\b(?:kap(?:\.|itel|itlet|itlen)?|avsn(?:\.|itt)?|avsnitt\w*|"
    r"del(?:en|ar|arna)? [\divx]+|delar? av|"
    r"i de delar|den del|punkt\w*|\d+ ?§|§+ ?\d|endast|enbart|begräns\w+|bilaga \d|"
    r"sid(?:an|orna)?\.? ?\d|s\. ?\d|"
    r"förslag(?:et|en)? (?:om|till|i|på)|frågor? (?:om|som)|lagförslag\w*|"
    r"(?:såvitt )?avse(?:ende|r)\b|gällande|beträffande|när det gäller|i fråga om|utom|förutom|"
    r"delbetänkandet|slutbetänkandet|remissen (?:är )?begr\w+)",
    re.IGNORECASE,
)
_TRAILING_LIMIT = re.compile(
    r"(?P<name>.{3,}?)(?:,| [-–—])? (?P<limit>(?:endast |enbart |avseende |utom )?"
    r"(?:(?:kap\.|kapitel|avsnitt|avsn\.) ?\d[\d., –och-]*.{0,60}|(?:endast|enbart) .{4,}))"
)
_UNIT = re.compile(
    r"fakultet|institution|sektion|nämnd|avdelning|centrum|centr[ae]|enhet|instit|domstol|rådet\b|"
    r"styrelse|kansli|förvaltning|campus|högskola|ledning|förbund|skola\b",
    re.IGNORECASE,
)
_ALIAS = re.compile(
    r"(?:f\.? ?d\.?|tidigare|förut|publ|ideell förening|ek\.? ?för\.?|numera|även|för kännedom|"
    r"samordnande|svb|även kallad)\b.*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*(?: \"[^\"]*\")?\)")
_FILE = re.compile(r" *\((?:pdf|docx?|word)\b[^()]*\)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Body:
    """One referral body."""

    name: str
    """As it stands, with its abbreviation in brackets when it has one."""
    restriction: str | None = None
    """The part of the referral that it is asked about, without the brackets; None for all."""
    parts: tuple[str, ...] = ()
    """What is listed below it, such as the sections of an association."""


def read_body(text: str) -> Body:
    """Read one entry of the list: name, and restriction in brackets.

    Returns:
        The body. A bracket that is an abbreviation, another name or a department of the body
        stays in the name.
    """
    text = _LINK.sub(r"\1", text).replace("**", "").replace("\\", "")
    text = _FILE.sub("", " ".join(text.split())).strip(" ;,*_")
    if text.endswith(".") and not re.search(r"\b(?:m\.m|m\.fl|f\.d|o\.d)\.$", text):
        text = text.rstrip(".")
    if len(text) > LONGEST_NAME:  # no name, and the patterns below are for short texts
        return Body(text[:LONGEST_NAME].rstrip() + " …")
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed and _restricts(bracketed["name"], bracketed["inside"]):
        return Body(bracketed["name"].strip(" ,"), " ".join(bracketed["inside"].split()))
    trailing = None if bracketed else _TRAILING_LIMIT.fullmatch(text)
    if trailing:
        return Body(trailing["name"].strip(" ,-–—"), trailing["limit"].strip())
    return Body(text)


def _restricts(name: str, inside: str) -> bool:
    inside = inside.strip()
    if not inside or _ALIAS.fullmatch(inside):
        return False
    if _LIMITED.search(inside):
        return True
    if " " not in inside or _UNIT.search(inside):
        # One word: an abbreviation or a short name, unless it is a chapter's figures.
        return bool(re.fullmatch(r"\d{1,2}(?:\.\d+)*(?:[,–-]\d{1,2}(?:\.\d+)*)*", inside))
    return inside[0].islower() and inside.casefold() not in name.casefold()
