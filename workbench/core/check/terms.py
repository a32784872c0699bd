"""The same thing called by the same name: what a heading is about and what is decided under it."""

import re
from collections.abc import Iterator

from workbench.core.check.finding import Finding
from workbench.core.check.kinds import Kind
from workbench.core.check.prose import OWN_WORDS, Line, LineKind, Text
from workbench.core.check.reading import Reading

_NAMED = re.compile(
    r"""
    \b(?P<what>(?:[a-zåäö]+-?)?(?:strategi|plan|program|polic|riktlinje|överenskommelse|avtal
      |skrivelse|yttrande|remissvar|budget|rapport|tax|reglemente|utredning|betänkande|modell)\w{0,5})
    \s+(?P<link>för|om|mot|över|kring)\s+(?P<about>[a-zåäöé-]{3,}(?:\s+och\s+[a-zåäöé-]{3,})?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Something that bears a name: *strategi för äldreomsorg*."""

_CLAUSE = re.compile(
    r"att\s+\w|.{0,80}\b(?:beslut\w*|föreslå\w*|rekommender\w*)\b.{0,40}\batt\s", re.I
)
_STEM = 6
"""Letters by which two forms of a word are known for the same: *strategi*, *strategin*."""


def find(reading: Reading) -> Iterator[Finding]:
    """Compare headings with the att-satser below them, in every text."""
    sections = reading.response.outline.by_number
    titles = {key: section.title for key, section in sections.items()}
    named = {key for key, title in titles.items() if _NAMED.search(title)}
    for text in reading.texts:
        if text.section in named or "#" in text.markdown:
            yield from _in_text(text, titles.get(text.section, ""))


def _in_text(text: Text, heading: str) -> Iterator[Finding]:
    for line in text.lines:
        if line.kind is LineKind.HEADING:
            heading = line.words
        elif line.kind in OWN_WORDS and heading and _CLAUSE.match(line.words):
            yield from _clause(text, line, heading)


def _clause(text: Text, line: Line, heading: str) -> Iterator[Finding]:
    named = list(_NAMED.finditer(heading))
    for found in _NAMED.finditer(line.words):
        same = [one for one in named if _alike(one["what"], found["what"])]
        if same and not any(_alike(one["about"], found["about"]) for one in same):
            yield text.found(
                Kind.TERM_DIFFERS,
                line.number,
                f"Beslutet gäller ”{found[0]}”, men rubriken är ”{heading}”.",
                "Kalla samma sak vid samma namn i rubriken och i beslutet.",
                found[0],
            )


def _alike(one: str, other: str) -> bool:
    """Tell whether two names begin with the same word, in any form."""
    return _stem(one) == _stem(other)


def _stem(name: str) -> str:
    return name.split(maxsplit=1)[0].casefold()[:_STEM]
