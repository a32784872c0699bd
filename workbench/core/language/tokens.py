"""The smallest pieces that a change is shown in: words, and what reads as one word.

A compound, a law reference (`2 kap. 5 §`), a date, a number with its decimals or an abbreviation is
one token, so that a redline shows the whole reference as replaced and never half of it. Each
line break is a token of its own, so that a paragraph that is split shows one inserted break.
"""

import re
from functools import cache

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"
_GAP = "[ \u00a0]"
_LETTER = "[^\\W_]"
_PIECES = (
    r" (?=\S)|[a-zåäö]+(?=[ \n])",  # most of any text, tried first because it is quick
    r"\r\n|\n|\r",
    r"[^\S\r\n]+",
    r"\[\^[^\[\]\s]{1,80}\]",  # a footnote reference
    r"https?://[^\s<>()\[\]]*[^\s<>()\[\].,;:!?”\"'*_~]",
    r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    # a law's chapter and section: 2 kap. 5 §, 5 a §, 5–7 §§, § 5, 3 kap.
    rf"\d+(?:{_GAP}?[a-z])?{_GAP}kap\.(?:{_GAP}\d+(?:{_GAP}?[a-z])?(?:[–-]\d+)?{_GAP}§§?)?",
    rf"\d+(?:{_GAP}?[a-z])?(?:[–-]\d+)?{_GAP}§§?(?!\w)",
    rf"§§?{_GAP}?\d+(?:[–-]\d+)?",
    r"\(\d{4}:\d+\)",  # a law's number
    rf"(?:SOU|Ds|prop\.|bet\.|rskr\.|dir\.|SFS){_GAP}\d{{4}}(?:/\d{{2,4}})?:\w+",
    rf"\d{{1,2}}{_GAP}(?:{_MONTHS})(?:{_GAP}\d{{4}})?(?!\w)",
    r"\d{4}-\d{2}-\d{2}(?!\w)",
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?!\w)",  # 1 234 567,5
    r"\d+(?:[.,:/–-]\d+)*(?!\w)",
    r"(?:[^\W\d_]{1,4}\.){2,}",  # t.ex., m.fl., C.G.
    # a word with its hyphens, apostrophes and endings: HVB-hem, SKR:s, social-
    rf"{_LETTER}(?:{_LETTER}|[\u0300-\u036f\u00ad\u200d]|[-’':_](?={_LETTER}))*-?",
    r"(?s:.)",
)
_DIGITS = b"0123456789"


@cache
def _token() -> re.Pattern[str]:
    """Compile the pattern of a token when the first text needs it: it costs a tenth of a start."""
    return re.compile("|".join(_PIECES))


def tokenise(text: str) -> list[str]:
    """Cut any text into tokens, in order. Joined they give the text back, character by character.

    A token is white space, or one thing that a reader takes in at a glance.
    """
    return _token().findall(text)


def words(text: str) -> list[str]:
    """Cut any text at its spaces, but not inside what reads as one word.

    Joined with one space they give the text back, character by character.
    """
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw.translate(None, _DIGITS)) == len(raw):  # only a number makes one word of several
        return text.split(" ")
    found = [""]
    for token in tokenise(text):
        if token.strip(" "):
            found[-1] += token
        else:
            found.extend([""] * len(token))
    return found


def is_word(token: str) -> bool:
    """Tell whether a token says something: holds a letter or a digit."""
    return token.isalnum() or any(map(str.isalnum, token))
