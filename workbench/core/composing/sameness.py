"""When two sentences say the same thing, and when they say the opposite.

Each sentence is reduced to a key, and sentences with one key are the same; two keys of the same
words are the same when a phrase has only moved. No sentence is ever measured against another, so
the outcome cannot depend on which comes first. What a key lets pass is listed in `vocabulary`:
spellings and synonyms, endings of words, linking words, who is speaking. A number, a negation, a
name, a `§`, a modal verb or an unknown word is never let pass.
"""

import re
from collections import Counter
from functools import lru_cache

from workbench.core.composing import vocabulary as known
from workbench.core.language.tokens import is_word, tokenise

Key = tuple[str, ...]

_SPEAKER = "kommunen"  # what the municipality that speaks is called in every key

_OWN = frozenset({"kommunens", "vår"})
_OPINIONS = frozenset({"mening", "uppfattning", "bedömning"})
_CLAIM = re.compile(r",? men |, utan |,? eftersom |, vilket ")
"""Where the claim of a sentence ends and what is said about it begins."""

_SPACES = re.compile(r"\s+")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_NUMERIC = re.compile(r"[\d§]")
_DEFINITE = ("erna", "arna", "orna", "en", "et", "na", "an")
_INFLECTED = ("ade", "ar", "er", "or", "at", "a", "e", "t", "d")
_CLOSING = " \"'”’»)*_"
_KEPT = 4_096  # sentences that are looked at more than once
_VOCABULARY = 16_384  # words, which come again and again
_SHORTEST_STEM = 4
_LINKING_WITHIN = 4  # words from the beginning where a linking word is only that
_SHORTEST_JOINED = 3  # words; shorter sentences are the same only when they are identical
_SHORTEST_CONTRADICTION = 4  # words that must be the same beside what differs
_LONGEST_SUBJECT = 4  # words before which a verb may have stood
_WHOLE = known.EXACT | known.ADVERBIALS | known.FINITE
_LONGEST_FIRST = sorted(known.PHRASES, key=len, reverse=True)
_PHRASE = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _LONGEST_FIRST))})(?!\w)")


def key(sentence: str, names: tuple[str, ...]) -> Key:
    """Reduce a sentence to what it says.

    Args:
        sentence: One sentence as written.
        names: What the municipality that wrote it calls itself, in any order.
    """
    words = _words(sentence, names)
    if known.WISHES & set(words):
        words = _unframed(words)  # who wishes something thinks so, and need not say that
    if len(words) < _SHORTEST_JOINED:
        return (_SPACES.sub(" ", sentence),)
    head = [w for w in words[:_LINKING_WITHIN] if w not in known.LINKING]
    asked = ("?",) if sentence.rstrip(_CLOSING).endswith("?") else ()
    return (*map(_stem, (*head, *words[_LINKING_WITHIN:])), *asked)


def skeleton(sentence: str, names: tuple[str, ...]) -> Key:
    """Reduce a sentence to what it is about, whatever it claims; empty when it is too short."""
    found = tuple(filter(None, map(_about, _claim(sentence, names))))
    return found if len(found) >= _SHORTEST_CONTRADICTION else ()


def opposed(one: str, other: str, names: tuple[str, ...], other_names: tuple[str, ...]) -> str:
    """Tell in what two sentences with one skeleton deny each other.

    What two municipalities say of themselves, each its own figures, is no contradiction; what
    they think is.

    Returns:
        `ställningstagande`, `nekande`, `tal` or `motsats`; empty when they do not.
    """
    mine, theirs = _claim(one, names), _claim(other, other_names)
    if _is_of_itself(mine) or _is_of_itself(theirs):
        return ""
    return _turned(mine, theirs)


def _claim(sentence: str, names: tuple[str, ...]) -> Key:
    """Return the words of what a sentence claims first, without that somebody thinks so."""
    return _unframed(_words(_CLAIM.split(sentence, maxsplit=1)[0], names))


def _unframed(words: Key) -> Key:
    """Leave out that it is the speaker's opinion: `kommunen anser att`, `enligt vår mening`."""
    if words[:2] == (_SPEAKER, "anser") and "att" in words[2:4]:
        that = words.index("att")
        if known.NEGATIONS.issuperset(words[2:that]):  # `anser inte att` denies what follows
            words = words[2:that] + words[that + 1 :]
    for place in range(len(words) - 2):
        if words[place] == "enligt" and words[place + 1] in _OWN and words[place + 2] in _OPINIONS:
            return words[:place] + words[place + 3 :]
    return words


def turned(one: str, other: str) -> str:
    """Tell whether what differs between two sentences may turn what they say, and in what.

    Returns:
        As `opposed`; empty when only other words differ.
    """
    return _turned(_words(one, ()), _words(other, ()))


def _turned(mine: Key, theirs: Key) -> str:
    less, more = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
    if any(word in known.STANCE for word in less) and any(word in known.STANCE for word in more):
        return "ställningstagande"
    opposite = any(frozenset((a, b)) in known.OPPOSITES for a in less for b in more)
    denials = sum((less + more)[word] for word in known.NEGATIONS)
    if denials % 2:
        return "" if opposite else "nekande"  # `saknas` and `finns inte` say the same
    if any(map(_is_number, less)) and any(map(_is_number, more)):
        return "tal"
    return "motsats" if opposite else ""


def moved(one: Key, other: Key) -> bool:
    """Tell whether two keys of the same words say the same in another order.

    They do when one phrase that can stand in several places has moved, with or without the change
    of place between verb and subject that Swedish then asks for: `stödet saknas i dag`, `i dag
    saknas stödet`. Never past a negation or a word like `alla`, whose reach would change.
    """
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b), len(one))
    end = next((i for i in range(len(one) - start) if one[-1 - i] != other[-1 - i]), 0)
    mine, theirs = one[start : len(one) - end], other[start : len(other) - end]
    if _REACHING & set(mine):
        return False
    return _rotated(mine, theirs) or _fronted(one, other) or _fronted(other, one)


def _rotated(mine: Key, theirs: Key) -> bool:
    for cut in range(1, len(mine)):
        if mine[cut:] + mine[:cut] == theirs:
            return _is_adverbial(mine[0]) or _is_adverbial(mine[cut])
    return False


def _fronted(fronted: Key, plain: Key) -> bool:
    """Tell whether `fronted` is `plain` with an adverbial phrase first and the verb after it."""
    if not _is_adverbial(fronted[0]):
        return False
    for verb in (i for i, word in enumerate(fronted) if i and word in known.FINITE):
        phrase, rest = fronted[:verb], fronted[verb + 1 :]
        for width in range(1, min(_LONGEST_SUBJECT, len(rest)) + 1):
            turned = (*rest[:width], fronted[verb])
            tail = rest[width:]
            if plain in {turned + tail + phrase, turned + phrase + tail}:
                return True
    return False


def _is_adverbial(word: str) -> bool:
    return word in known.ADVERBIALS or word.endswith(("ligen", "vis"))


def _is_number(word: str) -> bool:
    return word in known.NUMBERS or _NUMERIC.search(word) is not None


def _is_of_itself(words: Key) -> bool:
    """Tell whether a municipality speaks of itself, and not of what it thinks."""
    if known.FIRST_PERSON & set(words):
        return True
    return words[:1] == (_SPEAKER,) and not known.OPINION & set(words[1:4])


def likeness(one: str, other: str) -> float:
    """Return Dice's measure over words with their number, 0 to 1, rounded to two decimals."""
    if one == other:
        return 1.0
    mine, theirs = Counter(_plain_words(one)), Counter(_plain_words(other))
    total = mine.total() + theirs.total()
    return round(2 * (mine & theirs).total() / total, 2) if total else 1.0


def explain(one: str, other: str) -> str:
    """Say in Swedish why two sentences with one key were taken for the same."""
    if one == other:
        return "ordagrant lika"
    mine, theirs = _plain_words(one), _plain_words(other)
    if mine == theirs:
        return "lika så när som på skiljetecken och versaler"
    less, more = Counter(mine) - Counter(theirs), Counter(theirs) - Counter(mine)
    if not less and not more:
        return "samma ord i annan ordning"
    ours = " ".join(word for word in mine if word in less)
    others = " ".join(word for word in theirs if word in more)
    if not ours or not others:
        return f"lika så när som på ”{ours or others}”, som bara den ena har"
    return f"lika så när som på ”{others}” mot ”{ours}”"


def _plain_words(text: str) -> list[str]:
    return [word.casefold() for word in _spoken(_unmarked(text))]


def _spoken(text: str) -> list[str]:
    return [piece for piece in tokenise(text) if piece != " " and is_word(piece)]


def _unmarked(text: str) -> str:
    return _EMPHASIS.sub("", text) if "*" in text or "_" in text else text


@lru_cache(maxsize=_KEPT)
def _words(sentence: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a sentence in their first spelling, the speaker made nameless."""
    text = _nameless(" ".join(_unmarked(sentence).split()), names)
    first, _, rest = text.partition(" ")
    text = f"{first.lower()} {rest}"  # only the first capital is the sentence's and not a name's
    text = _PHRASE.sub(lambda found: known.PHRASES[found.group()], text)
    return tuple([known.SAME.get(word, word) for word in _spoken(text)])


def _nameless(text: str, names: tuple[str, ...]) -> str:
    openings = _openings(names)
    if not text.startswith(openings):
        return text
    return next(f"{_SPEAKER} {text[len(o) :]}" for o in openings if text.startswith(o))


@lru_cache(maxsize=_KEPT)
def _openings(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a sentence of a speaker may open with, the longest first."""
    return tuple(f"{name} " for name in sorted((*names, "Kommunen", "Vi"), key=len, reverse=True))


@lru_cache(maxsize=_VOCABULARY)
def _stem(word: str) -> str:
    """Cut an ending that does not change what the word says; genitives and passives keep theirs."""
    if word in _WHOLE or word.endswith("s") or not word.isalpha() or word[0].isupper():
        return word
    for endings in (_DEFINITE, _INFLECTED):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
                word = word[: -len(ending)]
                break
    return word


@lru_cache(maxsize=_VOCABULARY)
def _about(word: str) -> str:
    """Return what a word says about the subject of its sentence; empty for nothing."""
    if word in known.NEGATIONS or word in known.ARTICLES or word in known.LINKING:
        return ""
    if word in known.STANCE:
        return "‹ställning›"
    if _is_number(word):
        return "‹tal›"
    return _POLES.get(word) or _stem(word)


def _poles() -> dict[str, str]:
    """Return one sign for all words that are, step by step, opposites of one another."""
    signs: dict[str, str] = {}
    for pair in sorted(map(sorted, known.OPPOSITES)):
        sign = next((signs[word] for word in pair if word in signs), f"‹{pair[0]}›")
        merged = {signs[word] for word in pair if word in signs}
        signs = {word: sign if old in merged else old for word, old in signs.items()}
        signs |= dict.fromkeys(pair, sign)
    return signs


_POLES = _poles()
_REACHING = known.NEGATIONS | {
    "alla",
    "samtliga",
    "varje",
    "några",
    "flera",
    "många",
    "endast",
    "bara",
    "också",
    "även",
}
