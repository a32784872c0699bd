"""Mail addresses in a remiss page: where the answer goes, where a copy goes, and whom to ask."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who answers questions about the referral."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a page, each once and in the page's order."""

    emails: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    contacts: tuple[Contact, ...] = ()
    notes: tuple[str, ...] = ()


_ADDRESS = re.compile(
    r"(?<![\w.%+-])[\wåäöÅÄÖ][\wåäöÅÄÖ.%+'-]{0,63}@[\wåäöÅÄÖ-]{1,63}(?:\.[\wåäöÅÄÖ-]{1,63}){1,5}"
)
_SPELLED_AT = re.compile(r"(?<=[\wåäö]) ?[\[({](?:at|a|snabel-a)[\])}] ?(?=[\w-]{2,60}\.)")
_ASKS = re.compile(
    r"\bfråg|kontakta|kontaktperson|upplysning|information|besvaras av|\bhandläggare"
)
_ORDERS = re.compile(r"beställ|kundservice|exemplar|tryckt|prenumer")
_ANSWERS = re.compile(r"svar|synpunkt|yttrande|skicka|sänd|lämna|inkom|registrator|insänd|mejla")
_COPY = re.compile(r"\bkopia\b|\bkopior\b|\bcc\b|för kännedom")
_MINISTRY = re.compile(r"@(?:[\w-]+\.)*(?:regeringskansliet|gov)\.se$")
_OFFICE = re.compile(r"remissvar|registrator|remiss")
_NAME = re.compile(r"(?:[A-ZÅÄÖÉ][\wåäöéü-]+ ){1,3}[A-ZÅÄÖÉ][\wåäöéü-]+(?=[ ,(<]{0,3}$)")
_NAME_ANYWHERE = re.compile(r"(?<![.!?] )\b[A-ZÅÄÖÉ][a-zåäöéü-]+(?: [A-ZÅÄÖÉ][a-zåäöéü-]+){1,2}\b")
_PHONE = re.compile(r"\+?\d{1,3}[ -]{1,3}\d(?:[\d ()-]{4,14})\d")


def find(sentences: Sequence[str]) -> Addresses:
    """Sort the addresses by what their sentence says they are for.

    Args:
        sentences: The page's sentences; a linked name is written `Anna Ek <anna.ek@…>`.
    """
    emails: list[str] = []
    copies: list[str] = []
    contacts: list[Contact] = []
    for sentence in map(_readable, sentences):
        folded = sentence.casefold()
        if _ORDERS.search(folded) and not _ANSWERS.search(folded.replace("svarad", "")):
            continue
        if _ASKS.search(folded) and not re.search(r"remissvar(?:et|en)?\b", folded):
            contacts.extend(_contacts(sentence))
        elif "@" in sentence:
            _sort(sentence, emails, copies, contacts)
    return Addresses(
        tuple(dict.fromkeys(emails)),
        tuple(one for one in dict.fromkeys(copies) if one not in emails),
        tuple(dict.fromkeys(contacts)),
    )


def _readable(sentence: str) -> str:
    return _SPELLED_AT.sub("@", sentence)


def _sort(sentence: str, emails: list[str], copies: list[str], contacts: list[Contact]) -> None:
    answers = _ANSWERS.search(sentence.casefold()) is not None
    copy_from = found.start() if (found := _COPY.search(sentence.casefold())) else len(sentence)
    for match in _ADDRESS.finditer(sentence):
        address = _tidy(match.group())
        official = _MINISTRY.search(address) is not None
        if match.start() > copy_from:
            copies.append(address)
        elif answers or (official and _OFFICE.search(address)):
            emails.append(address)
        elif official:
            contacts.append(Contact(email=address))


def _contacts(sentence: str) -> Iterable[Contact]:
    """Read names, addresses and telephone numbers of a sentence on whom to ask."""
    matches = list(_ADDRESS.finditer(sentence))
    start = 0
    for i, match in enumerate(matches):
        end = matches[i + 1].start() if i + 1 < len(matches) else len(sentence)
        before = sentence[max(start, match.start() - 100) : match.start()]
        name = _NAME.search(before.rstrip("< ")) or _NAME_ANYWHERE.search(before)
        phone = _PHONE.search(sentence, match.end(), end) or _PHONE.search(
            sentence, start, match.start()
        )
        yield Contact(
            name.group() if name else "", _tidy(match.group()), phone.group() if phone else ""
        )
        start = match.end()
    if not matches:
        name = _NAME_ANYWHERE.search(sentence)
        phone = _PHONE.search(sentence, name.end()) if name else None
        if name and phone:
            yield Contact(name.group(), "", phone.group())


def _tidy(address: str) -> str:
    return address.rstrip(".-'").lower()
