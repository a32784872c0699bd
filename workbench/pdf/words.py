"""The words of a document as the typesetter can take them: cleaned, and bound or divided."""

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

from workbench.core.language.typography import bind
from workbench.core.text import normalise

_CAPITAL, _WIDEST = 0.8, 1.1
_WIDTHS = dict.fromkeys("abcdeghknopqsuvxyzåäöéü0123456789", 0.62)
_WIDTHS |= dict.fromkeys("fijlrt.,:;'!|()[]-/", 0.39) | dict.fromkeys("MWmw", 0.95)
"""How wide Liberation Sans Bold draws a character, and no more: em."""

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
"""Characters without a meaning of their own, which PDF/A refuses."""


def some_lines(texts: Iterable[str]) -> list[str]:
    """Clean texts that stand on one line each; empty ones are left out."""
    return [line for line in map(one_line, texts) if line]


def one_line(text: str) -> str:
    """Clean a text that stands on one line."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def prose(text: str) -> str:
    """Clean a text that stands on one line and is read as Swedish."""
    return bind(one_line(text))


def divided(text: str, fit: int, room: float = 0.0) -> str | list[str]:
    """Divide words that are too long for a line into pieces; most texts have none.

    Args:
        text: Clean, on one line.
        fit: How many characters of any kind surely fit on the line.
        room: How wide the line surely is, in em; a word that is known to be narrower stays whole
            however many letters it has. 0 where that is not known.
    """
    if len(text) <= fit:
        return text
    long = [word for word in _longer_than(fit).finditer(text) if _width(word[0]) > room]
    if not long:
        return text
    cuts = [at for word in long for at in range(*word.span(), max(fit // 4, 2))]
    bounds = sorted({0, *cuts, *(word.end() for word in long), len(text)})
    return [text[a:b] for a, b in pairwise(bounds)]


def _width(word: str) -> float:
    """Return how wide a word is at the most, in em."""
    return sum(_WIDTHS.get(letter, _CAPITAL if letter.isupper() else _WIDEST) for letter in word)


@cache
def _longer_than(fit: int) -> re.Pattern[str]:
    # Only letters and signs that stand for themselves; other scripts divide as they like.
    return re.compile(f"[!-~\xa1-\u024f]{{{fit + 1},}}")


def clean(text: str) -> str:
    """Leave out what cannot be seen, and write private characters as their codes."""
    return _PRIVATE.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", normalise(text))
