"""A changed part with the very bytes that it came with, wherever nothing changed.

The same XML can be written in many ways: `<w:b/>` and `<w:b />`, an empty element as two tags, a
line ended in two signs. lxml writes one of them. Whoever compares a file before and after should
see what was settled and nothing else, so each piece of markup is put back in the sender's writing.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

_PREFIX: Final = rb"(?:[\w.-]+:)?"
_NAMES: Final = rb"(?:p|r|pPr|sectPr|tbl|tblPr|tblGrid|tr|trPr|tc|tcPr|sdtPr)"
_EDGE: Final = re.compile(
    rb"<(?:/%b%b\s*|%b%b(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?/?)>"
    % (_PREFIX, _NAMES, _PREFIX, _NAMES)
)
"""A tag of something that is settled, or not, as a whole."""


def as_it_came(new: bytes, old: bytes, parser: etree.XMLParser) -> bytes:
    """Markup as lxml writes it, with what stood in the old markup written as it was there.

    Args:
        new: The part as it is now, without declaration.
        old: The part as it was, likewise.
        parser: What reads either.
    """
    before = _rewritten(old, parser)
    if before == old:
        return new
    came, plain = list(_pieces(old)), list(_pieces(before))
    if len(came) != len(plain):
        return new
    forms: dict[bytes, list[bytes]] = {
        piece: [] for piece, form in zip(plain, came, strict=True) if piece != form
    }
    for piece, form in zip(reversed(plain), reversed(came), strict=True):
        if piece in forms:
            forms[piece].append(form)
    kept = b"".join(_form(forms[piece]) if piece in forms else piece for piece in _pieces(new))
    return kept if _rewritten(kept, parser) == new else new


def _form(written: list[bytes]) -> bytes:
    """How a piece stood there the first time, then the second; the last time's form stays."""
    return written.pop() if len(written) > 1 else written[0]


def _rewritten(data: bytes, parser: etree.XMLParser) -> bytes:
    """Markup as lxml writes it; nothing when it is no markup."""
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return b""
    return etree.tostring(root.getroottree(), encoding="UTF-8", xml_declaration=False)


def _pieces(data: bytes) -> Iterator[bytes]:
    """Markup cut before each opening tag of `_NAMES`, and after each closing one."""
    at = 0
    for tag in _EDGE.finditer(data):
        opens = not tag[0].startswith(b"</")
        if opens:
            yield data[at : tag.start()]
            at = tag.start()
        if not opens or tag[0].endswith(b"/>"):
            yield data[at : tag.end()]
            at = tag.end()
    yield data[at:]
