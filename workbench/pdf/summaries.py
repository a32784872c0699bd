"""What tables show, in words, for somebody who cannot see them; put into the finished PDF.

The typesetter has no way of its own to be told it. It writes each tag as an object of its own in
plain bytes, so the words can be put in where they belong and the list of places, which comes last
in the file, made anew. Nothing else of the file is touched, and nothing that was is left behind.

Source: ISO 32000-1, 7.5.4 (cross-reference table) and 14.8.5.7 (attributes of tables).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

_TABLE = re.compile(rb"<</Type/StructElem/S/Table/P \d+ 0 R(/A\[)?")
_END = re.compile(
    rb"xref\n0 (?P<count>\d+)\n(?P<places>(?:\d{10} \d{5} [nf]\r?\n?)+)"
    rb"(?P<trailer>trailer\n.*?)startxref\n(?P<start>\d+)\n%%EOF\s*\Z",
    re.DOTALL,
)
_PLACE = re.compile(rb"(\d{10}) (\d{5} [nf])")


def with_summaries(pdf: bytes, summaries: Sequence[str]) -> bytes:
    """Return the PDF with what each of its tables shows.

    Args:
        pdf: As the typesetter wrote it.
        summaries: For each table in the order of the document; empty for one without. Where the
            file has more tables or fewer than that, nothing is put in.
    """
    tables = list(_TABLE.finditer(pdf))
    end = _END.search(pdf, max(pdf.rfind(b"\nxref\n"), 0))
    if not any(summaries) or len(tables) != len(summaries) or end is None:
        return pdf
    pieces: list[bytes] = []
    cuts, added = [], []
    at = 0
    for table, summary in zip(tables, summaries, strict=True):
        if not summary:
            continue
        attributes = b"<</O/Table/Summary<%s>>>" % _text(summary)
        put = attributes if table[1] else b"/A[%s]" % attributes
        pieces += pdf[at : table.end()], put
        at = table.end()
        cuts.append(at)
        added.append(len(put))
    pieces.append(pdf[at : end.start()])
    so_far = [0, *accumulate(added)]

    def moved(place: int) -> int:
        return place + so_far[bisect_left(cuts, place)]

    places = b"".join(
        b"%010d %s\r\n" % (moved(int(place)), rest) for place, rest in _PLACE.findall(end["places"])
    )
    pieces += (
        b"xref\n0 %s\n" % end["count"],
        places,
        end["trailer"],
        b"startxref\n%d\n%%%%EOF" % moved(int(end["start"])),
    )
    return b"".join(pieces)


def _text(summary: str) -> bytes:
    return ("\ufeff" + summary).encode("utf-16-be").hex().upper().encode()
