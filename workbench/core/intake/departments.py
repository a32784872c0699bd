"""The ministries that refer reports, and which of them a page names as the one to answer."""

import re
from collections.abc import Sequence

_NAMES = (
    "Arbetsmarknadsdepartementet",
    "Finansdepartementet",
    "Försvarsdepartementet",
    "Infrastrukturdepartementet",
    "Integrations- och jämställdhetsdepartementet",
    "Jordbruksdepartementet",
    "Justitiedepartementet",
    "Klimat- och näringslivsdepartementet",
    "Kulturdepartementet",
    "Landsbygdsdepartementet",
    "Landsbygds- och infrastrukturdepartementet",
    "Miljödepartementet",
    "Miljö- och energidepartementet",
    "Näringsdepartementet",
    "Socialdepartementet",
    "Utbildningsdepartementet",
    "Utrikesdepartementet",
    "Statsrådsberedningen",
)
_LETTERS = re.compile(r"[a-zåäö]+")


def _loose(name: str) -> str:
    """Pattern of a name whose hyphens and spaces may be wrong: `infrastruktur departementet`."""
    stem = name.removesuffix("departementet")
    words = r"[\s-]{0,3}".join(_LETTERS.findall(stem.casefold()))
    return rf"{words}[\s-]{{0,3}}departementet" if stem != name else words


_PATTERNS = tuple(
    (re.compile(rf"(?<![\wåäö-]){_loose(name)}(?P<genitive>s\b)?(?![\wåäö])"), name)
    for name in sorted(_NAMES, key=len, reverse=True)
)
_RECEIVES = re.compile(r"kom(?:mit|ma)? (?:in )?till|inkom\w* till|har remitterat|skickas till")


def named(text: str) -> tuple[str, ...]:
    """Return the ministries that a text names, in its order and each in its one spelling.

    A genitive is left out: "inom Näringsdepartementets verksamhetsområde" says what the report is
    about, not who asks.
    """
    folded = text.casefold()
    taken: list[tuple[int, int, str]] = []
    for pattern, name in _PATTERNS:
        for found in pattern.finditer(folded):
            inside = any(start <= found.start() < end for start, end, _ in taken)
            if not inside:
                taken.append((*found.span(), "" if found["genitive"] else name))
    return tuple(name for _, _, name in sorted(taken) if name)


def department(answer_sentence: str, heading: str, said: Sequence[str]) -> str | None:
    """Return the ministry that wants the answer; None when no ministry is named as that.

    Args:
        answer_sentence: The sentence with the answer's day; may be empty.
        heading: The page's heading; what it names is what the report is about.
        said: All sentences.
    """
    about = set(named(heading))
    receiving = [one for one in said if _RECEIVES.search(one)]
    for sentence in (answer_sentence, *receiving, *said[:40]):
        for name in named(sentence):
            if name not in about or sentence is answer_sentence or sentence in receiving:
                return name
    return None
