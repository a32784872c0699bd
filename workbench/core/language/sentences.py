"""Swedish sentences in a paragraph.

A sentence is the unit of agreement and stands on a line of its own in the files, so the same
words must be cut at the same places wherever they stand: in a whole paragraph, on a line of their
own, joined again by spaces. That holds by construction. Whether a sentence ends between two words
is decided by what the sentence holds so far and by the next word, and by nothing else: not by the
white space between them, and not by what comes later.
"""

import re
from collections.abc import Sequence

from workbench.core.language.abbreviations import (
    CLOSING,
    INSIDE,
    LABELLED_BY_LETTER,
    MONTHS,
    NUMBERED,
    OPENERS,
    REFERENCE,
)

_SPACE = " \t\n\r\f\v"
_WORD = re.compile(rf"[^{_SPACE}]+")  # no-break spaces stay inside: `2 kap.` may be one word
_CANDIDATE = re.compile(rf"(?:[.!?…]|\[\^)[^{_SPACE}]*")  # up to the end of a word that may be last
_FOOTNOTES = re.compile(r"(?:\[\^[^\]\s]+\])+")
_OMISSION = re.compile(r"[\[(](?:…|\.\.\.)[\])]")
_ENUMERATOR = re.compile(r"[(*_]*(?:\d{1,3}|[A-Za-zÅÄÖåäö]|[ivx]{1,5})\)|[-*+•–—]|#{1,6}")
_NUMBER_STOP = re.compile(r"\d{1,3}(?:\.\d{1,3})*\.")
_CLOSERS = r"""(?:["'”’»«)\]*_~`\\]|\]\([^()\s]*\)|\[\^[^\]\s]+\])*"""
_STOPPED = re.compile(rf"(?P<core>.*?)(?P<stop>[.!?…]+)(?P<closers>{_CLOSERS})", re.DOTALL)
_OPENING = """"'”’»«(*_~`[¿¡"""
_DASHES = {"-", "–", "—"}
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.){2,}")
_LONGEST_TAIL = 400  # characters of a word that are looked at; longer ones are not words
_SHORTEST_PLAIN = 3  # characters; a shorter one may be an initial
_NUMERIC = frozenset("0123456789§")
_INITIAL = re.compile(r"(?:[A-ZÅÄÖÉ]\.)?[A-ZÅÄÖÉ]")


def split(paragraph: str) -> tuple[str, ...]:
    """Cut a paragraph into its sentences.

    Args:
        paragraph: Text of one paragraph, on one line or several.

    Returns:
        The sentences as they stand, without the white space between them; line breaks inside a
        sentence are kept. Cutting a sentence again gives itself, and cutting the sentences
        joined by spaces gives the same ones.
    """
    return tuple(paragraph[start:end] for start, end in spans(paragraph))


def spans(paragraph: str) -> tuple[tuple[int, int], ...]:
    """Find where the sentences of a paragraph stand.

    Returns:
        `(start, end)` of each sentence in order; everything outside them is white space.
    """
    opening = _WORD.search(paragraph)
    if opening is None:
        return ()
    found: list[tuple[int, int]] = []
    start = opening.start()
    for candidate in _CANDIDATE.finditer(paragraph):
        following = _WORD.search(paragraph, candidate.end())
        if following is None:
            break
        words = _WORD.findall(paragraph, start, candidate.end())
        if ends_between(words, following.group()):
            found.append((start, candidate.end()))
            start = following.start()
    found.append((start, len(paragraph.rstrip(_SPACE))))
    return tuple(found)


def is_apart(text: str, following: str) -> bool:
    """Tell whether two texts can stand side by side without their sentences running together."""
    found, opening = spans(text), _WORD.search(following)
    if not found or opening is None:
        return True
    return ends_between(_WORD.findall(text, *found[-1]), opening.group())


def ends_between(sentence: Sequence[str], following: str) -> bool:
    """Tell whether a sentence ends here.

    Args:
        sentence: Its words so far, at least one; a word is what stands between spaces.
        following: The word after them.
    """
    if sentence[-1][-1].isalnum() or _FOOTNOTES.fullmatch(following):
        return False  # no stop, or a note mark set apart, which belongs to the sentence before it
    if _is_plainly_last(sentence, following):
        return True
    last = len(sentence) - 1
    while last > 0 and _FOOTNOTES.fullmatch(sentence[last]):
        last -= 1
    stopped = _STOPPED.fullmatch(sentence[last][-_LONGEST_TAIL:])
    if stopped is None or _is_enumerator(sentence, last):
        return False
    if _OMISSION.fullmatch(sentence[last]) or not _can_open(following):
        return False
    if stopped["stop"] != ".":
        return True
    return _ends_at_stop(
        sentence[max(0, last - 2) : last + 1], stopped["core"].lstrip(_OPENING), following
    )


def _is_plainly_last(sentence: Sequence[str], following: str) -> bool:
    """Tell whether an ordinary word with a full stop is followed by a capital, as most often."""
    last = sentence[-1]
    if last[-1] != "." or not last[:-1].isalpha() or len(last) < _SHORTEST_PLAIN:
        return False
    if not following[0].isupper() or any("." in word for word in sentence[-3:-1]):
        return False
    return last.casefold() not in _ABBREVIATIONS


def _is_enumerator(words: Sequence[str], last: int) -> bool:
    """Tell whether all words up to `last` are only a mark before text: `1.`, `a)`, `- (2)`."""
    if not (_NUMBER_STOP.fullmatch(words[last]) or _ENUMERATOR.fullmatch(words[last])):
        return False
    return all(_ENUMERATOR.fullmatch(words[place]) for place in range(last))


def _can_open(word: str) -> bool:
    """Tell whether a sentence can open with this word."""
    if word in _DASHES or _ENUMERATOR.fullmatch(word) or _OMISSION.fullmatch(word):
        return True
    bare = word.lstrip(_OPENING + "-–—")
    return not bare[:1].islower() and bare[:1] not in {"", "…", ".", ",", ";", ":", "/", "&", "="}


def _ends_at_stop(words: Sequence[str], core: str, following: str) -> bool:
    """Decide after a single full stop.

    Args:
        words: The last words of the sentence, at most three.
        core: The last of them without the stop and without quotes.
        following: The word after them.
    """
    opener = following.strip(_OPENING + ".,:;!?").casefold() in OPENERS
    if core.isdigit():
        return following.strip(_OPENING + ".,").casefold() not in MONTHS
    if _INITIAL.fullmatch(core):
        labelled = len(words) > 1 and words[-2].casefold() in LABELLED_BY_LETTER
        return labelled or opener
    numbered = following in _DASHES or following.lstrip(_OPENING)[:1] in _NUMERIC
    may_end = {"inside": False, "reference": opener, "closing": not numbered}
    kind = _abbreviation(words, core)
    return kind is None or may_end[kind]


def _abbreviation(words: Sequence[str], core: str) -> str | None:
    """Name the kind of abbreviation that the words end with, or `None` when it is a plain word.

    The longest wins: `bl. a.` and `m. fl.` are two words and one abbreviation.
    """
    last = core + "."
    joined = [last]
    for word in reversed(words[:-1]):
        joined.insert(0, word.lstrip(_OPENING) + joined[0])
    for candidate in joined:
        if candidate != last and not _DOTTED.fullmatch(candidate):
            continue
        for kind, known in _KINDS:
            if candidate.casefold() in known:
                return kind
    if last == "St.":
        return "inside"
    return "reference" if _DOTTED.fullmatch(last) else None


_KINDS = (
    ("inside", INSIDE),
    ("closing", CLOSING),
    ("reference", REFERENCE),
    ("closing", NUMBERED),
)
_ABBREVIATIONS = frozenset().union({"st."}, *(known for _, known in _KINDS))
