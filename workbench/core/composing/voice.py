"""Whose voice a sentence speaks with.

A contribution says `vi` and `kommunen` and means one municipality; in the agreed text the same
words would mean all of them. Where only the subject has to be named, it is: Swedish verbs do not
change with it. Where more would have to be rewritten, nothing is: the paragraph stands as written
after a sentence that says who speaks. No wording of a municipality is ever turned into another's.
"""

import re
from collections.abc import Iterable, Sequence
from enum import Enum

from workbench.core.composing import vocabulary as known
from workbench.core.language.swedish import genitive, join_names

_WORD = re.compile(r"\w+")
_FIRST_PERSON = re.compile(rf"\b(?:{'|'.join(sorted(known.FIRST_PERSON))})\b", re.IGNORECASE)
_OWN_OPENING = re.compile(r"(?:Kommunens?|Nämndens?|Förvaltningens?)\b")
_OWN_INSIDE = re.compile(r"\benligt kommunens\b|\bhos kommunen\b")
_TOGETHER = re.compile(r"\b(?:kommunerna|övriga kommuner|flera kommuner)", re.IGNORECASE)
_KOMMUN = " kommun"


def official_list(names: Sequence[str]) -> str:
    """Write several municipalities' official names as one subject.

    `Falu kommun`; `Falu och Säters kommuner`; names of another kind are written out.
    """
    plain = [name for name in names if name.endswith(_KOMMUN)]
    if len(names) == 1 or len(plain) != len(names):
        return join_names(names)
    return f"{join_names(name.removesuffix(_KOMMUN) for name in names)} kommuner"


def says_we(sentence: str) -> bool:
    """Tell whether a sentence says `vi`, `oss` or `vår`."""
    return _FIRST_PERSON.search(sentence) is not None


def is_own(sentence: str) -> bool:
    """Tell whether a sentence speaks as one municipality without naming it."""
    return (
        says_we(sentence)
        or _OWN_OPENING.match(sentence) is not None
        or _OWN_INSIDE.search(sentence) is not None
    )


def named(sentence: str, subject: str) -> str | None:
    """Name the speaker of a sentence that says what `vi` or `kommunen` thinks.

    Args:
        sentence: As the municipality wrote it.
        subject: Its official name, or several of them.

    Returns:
        The sentence with the subject named; None when more than the subject would have to be
        rewritten.
    """
    first, _, rest = sentence.partition(" ")
    verb = rest.partition(" ")[0]
    if first not in {"Vi", "Kommunen"} or verb not in known.OPINION:
        return None
    if says_we(rest):
        return None
    return f"{subject} {rest}"


def opens_with(sentence: str, names: Iterable[str]) -> str:
    """Return which of the names a sentence opens with; empty for none."""
    found = (name for name in names if sentence.startswith(name))
    whole = (name for name in found if not _WORD.match(sentence, len(name)))
    return max(whole, key=len, default="")


def renamed(sentence: str, own_names: Sequence[str], subject: str) -> str | None:
    """Give a sentence that opens with one municipality's name several as its subject.

    Only what they think is taken over so; None for anything else.
    """
    name = opens_with(sentence, own_names)
    if not name:
        return named(sentence, subject)
    rest = sentence[len(name) :].lstrip()
    if rest.partition(" ")[0] not in known.OPINION or is_own(rest):
        return None
    return f"{subject} {rest}"


def unnamed(sentence: str, official: str) -> str | None:
    """Call the speaker `kommunen`, where it was named just before.

    Args:
        sentence: As it is to stand otherwise.
        official: The speaker's official name.

    Returns:
        The sentence; None when it does not open with that name as its subject, or when the name is
        of another gender than `kommunen`.
    """
    rest = sentence.removeprefix(f"{official} ")
    verb = rest.partition(" ")[0]
    if rest == sentence or not official.endswith(_KOMMUN):
        return None
    return f"Kommunen {rest}" if verb in known.OPINION | known.FINITE else None


class Speech(Enum):
    """How a municipality's own words are led to."""

    FIRST = "anför följande"
    MORE = "tillägger följande"
    """Something that it said was told before, as common."""
    AGAIN = "anför vidare följande"
    """It was led to before."""


def opening(names: Sequence[str], speech: Speech = Speech.FIRST) -> str:
    """Write the sentence after which municipalities speak in their own words.

    Args:
        names: Their official names.
        speech: How they are led to.
    """
    return f"{official_list(names)} {speech.value}."


def mentions(sentence: str, names: Sequence[str]) -> bool:
    """Tell whether a sentence names a municipality, alone or in a list.

    Args:
        sentence: Of anybody.
        names: As `calls_itself` gives them.
    """
    in_lists = [name.removesuffix(_KOMMUN) for name in names] if _KOMMUN in sentence else []
    return any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sentence) for name in {*names, *in_lists}
    )


def speaks_of_all(sentence: str) -> bool:
    """Tell whether a sentence speaks of the municipalities together, or of the rest of them."""
    return _TOGETHER.search(sentence) is not None


def calls_itself(name: str, official: str) -> tuple[str, ...]:
    """Return what a municipality calls itself."""
    return official, name, f"{genitive(name)} kommun"
