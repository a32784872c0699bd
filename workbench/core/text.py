"""What counts as text here: one spelling of every character, and nothing that acts on a terminal.

Three different questions, three functions: `normalise` for what is stored, `visible` for what is
shown of anything that came from outside, `fits_xml` for what a Word or PDF file can hold.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

# Between Arabic or Indic letters and inside an emoji a joiner (U+200C, U+200D) has work to do, as a
# variation selector (U+FE00–FE0F) has after these and after Han characters. Anywhere else they only
# let one name or word pass for another.
_JOINED = "\u0600-\u1cff\u2190-\u21ff\u2600-\u27bf\U0001f000-\U0001faff"
_VARIED = _JOINED + "\u3000-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# C0 except tab and newline, DEL, C1, zero-width and bidirectional controls, fillers, BOM,
# noncharacters, lone surrogates. U+00AD (soft hyphen) goes too: it is invisible and breaks search
# and comparison.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u3164\ufeff\uffa0"
    "\ufff9-\ufffc\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff\U000e0000-\U000e0fff]"
    f"|[\u200c\u200d](?!(?:(?<=[{_JOINED}].)|(?<=[{_JOINED}]\ufe0f.))[{_JOINED}])"
    f"|[\ufe00-\ufe0f](?<![{_VARIED}].)"
)
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def normalise(text: str) -> str:
    """Return the one spelling of a text that is stored: NFC, LF, no control characters.

    Characters that cannot be seen and change how a text reads or behaves (escape codes,
    zero-width and direction marks, joiners that join nothing, soft hyphens) are left out.
    Idempotent.
    """
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _LINE_ENDS.sub("\n", text)))


def visible(text: str, *, keep_newlines: bool = False) -> str:
    """Return text from outside in a form that is safe to show on a terminal.

    Control characters become their pictures (ESC is ␛), other invisible ones their code point
    (⟨U+202E⟩), so that a reader sees that something was there. Tabs become spaces.

    Args:
        text: Any string at all.
        keep_newlines: Leave line feeds as they are; otherwise they become ␊.
    """

    def shown(match: re.Match[str]) -> str:
        code = ord(match.group())
        if code < 0x20:
            return chr(0x2400 + code)
        return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"

    text = _LINE_ENDS.sub("\n", text).expandtabs(4)
    if not keep_newlines:
        text = text.replace("\n", "␊")
    return _UNWANTED.sub(shown, text)


def fits_xml(text: str) -> bool:
    """Tell whether every character of the text may stand in an XML document."""
    return _NOT_XML.search(text) is None


def word_count(text: str) -> int:
    """Count words: runs of characters between white space that hold a letter or a digit."""
    return sum(1 for word in text.split() if any(c.isalnum() for c in word))
