"""Which words of a sentence changed, and how that is shown.

Words are compared whole and exactly, and what reads as one word counts as one
(`language.tokens`). Scattered changes are joined to readable ones. diff-match-patch settles the
last detail: words of which only the punctuation, or some among several, changed; no other module
knows it.
"""

from collections.abc import Sequence

from workbench.core.language.tokens import is_word, tokenise, words
from workbench.core.merging.changes import Change, Compared, changes_within, in_step, without_ends
from workbench.core.merging.script import Kind, Script, write

_CLOSING = ".,;:!?”)"  # what a word may end with without becoming another word
_STOPS = (".", "!", "?", ":", "”", ")", "\n")
_WORDS_IN_PLACE = 2  # words side by side that may be replaced one for one
_LONGEST_STRETCH = 400  # tokens of both sides; a longer one is shown as replaced
_FIRST_STAND_IN = 0xF0000  # private use, plane 15: more than a stretch has tokens


def write_words(script: Script, compared: Compared) -> None:
    """Write what became of the words of a sentence."""
    write(script, compared, " ", _rewrite_words)


def compared_words(before: str, after: str) -> Compared:
    """Compare two sentences: word for word in place, if that says it, else exactly."""
    old, new = words(before), words(after)
    changes = in_step(old, new)
    if changes is not None and all(end - start <= _WORDS_IN_PLACE for start, end, _, _ in changes):
        return Compared(old, new, changes)
    changes = changes_within(old, new, (0, len(old), 0, len(new)))
    if len(changes) == 1:
        return Compared(old, new, [_begun_well(old, new, changes[0])])
    return Compared(old, new, _readable(changes))


def _begun_well(old: Sequence[str], new: Sequence[str], change: Change) -> Change:
    """Of the ways to say where words came or went, choose one that begins a sentence.

    Between `A b.` and `A b. A c.` either `A c.` came last or `b. A` in the middle.
    """
    start, end, other_start, other_end = change
    if start < end and other_start < other_end:
        return change
    text, stop = (old, end) if start < end else (new, other_end)
    first = start if start < end else other_start
    for shift in range(min(start, other_start)):
        if shift and text[first - shift - 1].endswith(_STOPS):
            return start - shift, end - shift, other_start - shift, other_end - shift
        if text[first - shift - 1] != text[stop - shift - 1]:
            break
    return change


def _readable(changes: Sequence[Change]) -> list[Change]:
    """Join changes with the words between them, where these are fewer than those on either side."""
    found: list[Change] = []
    for change in changes:
        start, end, other_start, other_end = change
        size = max(end - start, other_end - other_start)
        while found:
            before = found[-1]
            between = start - before[1]
            if between >= size or between >= max(before[1] - before[0], before[3] - before[2]):
                break
            start, other_start = before[0], before[2]
            size = max(end - start, other_end - other_start)
            found.pop()
        found.append((start, end, other_start, other_end))
    return found


def _rewrite_words(script: Script, old: Sequence[str], new: Sequence[str]) -> None:
    """Show words as replaced, but not the punctuation that they have in common."""
    before, after = " ".join(old), " ".join(new)
    word, other = before.rstrip(_CLOSING), after.rstrip(_CLOSING)
    if word.isalpha() and other.isalpha():
        closing, other_closing = before[len(word) :], after[len(other) :]
        if word == other and not (closing and other_closing):
            script.keep(word)
            script.change(closing, other_closing)
            return
        if word != other and closing == other_closing:
            script.change(word, other)
            script.keep(closing)
            return
        if word != other:
            script.change(before, after)
            return
    tokens, others = tokenise(before), tokenise(after)
    whole = (0, len(tokens), 0, len(others))
    start, tail, other_start, other_tail = without_ends(tokens, others, whole)
    script.keep("".join(tokens[:start]))
    middle, other_middle = tokens[start:tail], others[other_start:other_tail]
    short = len(middle) + len(other_middle) <= _LONGEST_STRETCH
    if short and any(map(is_word, set(middle).intersection(other_middle))):
        _rewrite_tokens(script, middle, other_middle)
    else:
        script.change("".join(middle), "".join(other_middle))
    script.keep("".join(tokens[tail:]))


def _rewrite_tokens(script: Script, before: Sequence[str], after: Sequence[str]) -> None:
    """Compare tokens and join scattered changes to readable ones."""
    from diff_match_patch import diff_match_patch

    stand_ins: dict[str, str] = {}
    old, new = (
        "".join(
            stand_ins.setdefault(token, chr(_FIRST_STAND_IN + len(stand_ins))) for token in tokens
        )
        for tokens in (before, after)
    )
    engine = diff_match_patch()
    engine.Diff_Timeout = 0  # seconds; 0 means none, so that the result never depends on speed
    pieces = engine.diff_main(old, new, False)
    engine.diff_cleanupSemantic(pieces)
    token_of = {stand_in: token for token, stand_in in stand_ins.items()}
    for operation, characters in pieces:
        text = "".join(token_of[character] for character in characters)
        if operation == Kind.KEPT.value:
            script.keep(text)
        else:
            gone = operation == Kind.DELETED.value
            script.change(text if gone else "", "" if gone else text)
