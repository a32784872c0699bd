"""Which file of a response folder holds what, and whose it is. Paths are relative, with `/`."""

import re
from dataclasses import dataclass
from enum import Enum

from workbench.core.party import COORDINATOR

FACTS = "response.toml"
OUTLINE = "outline.toml"
SENT = "sent.toml"
EXCHANGE = "exchange.toml"
DOCUMENTS = "documents.toml"
README = "README.md"

TEXTS = "text/"
ARMS = "arms/"
ATTACHMENTS = "attachments/"
FOLDERS = (TEXTS, "decisions/", "municipalities/", ARMS, ATTACHMENTS)
"""Where the response's own files lie, beside those at its top."""

_KEY = r"(?P<key>\d{1,3}(?:\.\d{1,3}){0,5}|sammanfattning|allmant|ovrigt)"
_OWN = r"municipalities/(?P<slug>[a-z0-9][a-z0-9-]{0,40})/(?P<received>received/)?"


class Kind(Enum):
    """What a file holds."""

    FACTS = FACTS
    OUTLINE = OUTLINE
    SENT = SENT
    """What was sent to the ministry."""
    EXCHANGE = EXCHANGE
    """Working copies that went out and came back."""
    DOCUMENTS = DOCUMENTS
    """Which documents have been made."""
    README = README
    """What the coordinator says to those who open the folder."""
    ARMS = "arms"
    """A picture for the letterhead."""
    ATTACHMENT = "attachment"
    """A file that goes along with the answer."""
    TEXT = "text"
    DECISIONS = "decisions"
    CONTRIBUTION = "contribution"
    CHANGE = "change"
    COMMENTS = "comments"
    ADOPTION = "adoption"


_PATTERNS = {
    Kind.FACTS: re.compile(r"response\.toml"),
    Kind.OUTLINE: re.compile(r"outline\.toml"),
    Kind.SENT: re.compile(r"sent\.toml"),
    Kind.EXCHANGE: re.compile(r"exchange\.toml"),
    Kind.DOCUMENTS: re.compile(rf"(?:{_OWN})?documents\.toml"),
    Kind.README: re.compile(r"README\.md"),
    Kind.ARMS: re.compile(r"arms/[a-z0-9][a-z0-9-]{0,40}\.png"),
    Kind.ATTACHMENT: re.compile(r"attachments/[A-Za-z0-9][A-Za-z0-9_.-]{0,100}"),
    Kind.TEXT: re.compile(rf"text/{_KEY}\.md"),
    Kind.DECISIONS: re.compile(rf"decisions/{_KEY}\.toml"),
    Kind.CONTRIBUTION: re.compile(rf"{_OWN}contributions/{_KEY}\.md"),
    Kind.CHANGE: re.compile(rf"{_OWN}changes/{_KEY}\.md"),
    Kind.COMMENTS: re.compile(rf"{_OWN}comments/{_KEY}\.toml"),
    Kind.ADOPTION: re.compile(rf"{_OWN}adoption\.toml"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What one path holds."""

    kind: Kind
    slug: str = ""
    """The municipality that it is about; empty for the coordinator's own files."""
    key: str = ""
    """The section's key; empty for files that are about no section."""
    received: bool = False
    """Taken in by the coordinator on the municipality's behalf."""


def place(path: str) -> Place | None:
    """Tell what a path holds; None when it is none of the response's own files."""
    for kind, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(path):
            groups = found.groupdict()
            return Place(
                kind,
                groups.get("slug") or "",
                groups.get("key") or "",
                bool(groups.get("received")),
            )
    return None


def text(key: str) -> str:
    """Path of a section's agreed text."""
    return f"text/{key}.md"


def decisions(key: str) -> str:
    """Path of what was decided about a section's text."""
    return f"decisions/{key}.toml"


def contribution(slug: str, key: str) -> str:
    """Path of a municipality's contribution to a section."""
    return f"municipalities/{slug}/contributions/{key}.md"


def change(slug: str, key: str) -> str:
    """Path of the agreed text as a municipality wants it."""
    return f"municipalities/{slug}/changes/{key}.md"


def comments(slug: str, key: str) -> str:
    """Path of a municipality's comments on a section."""
    return f"municipalities/{slug}/comments/{key}.toml"


def documents(party: str) -> str:
    """Path of a party's record of the documents that it has made."""
    return DOCUMENTS if party == COORDINATOR else f"municipalities/{party}/{DOCUMENTS}"


def adoption(slug: str) -> str:
    """Path of a municipality's own decision."""
    return f"municipalities/{slug}/adoption.toml"


def owner(path: str) -> str:
    """Return the party that may write a path: a municipality's slug or the coordinator."""
    parts = path.split("/")
    if len(parts) > 2 and parts[0] == "municipalities" and parts[2] != "received":
        return parts[1]
    return COORDINATOR
