"""The arms on the letterhead: rows of pictures where a template has the place `{vapen}`."""

from collections.abc import Iterator, Sequence

from workbench.core.arms import Placed, rows
from workbench.core.document import Picture
from workbench.word.writer.archive import Part, Relation
from workbench.word.writer.markup import RELATIONSHIPS, Element, attribute, parse

_EMU = 635  # English Metric Units in a twip
_BETWEEN = 40  # twips from one row to the next
_BELOW = 100  # the last one
_FIRST_ID = 9001  # of the drawings; far above those that a template has

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_TINY = '<w:rPr><w:sz w:val="8"/><w:szCs w:val="8"/></w:rPr>'  # so that only the picture is high


def paragraphs(pictures: Sequence[Picture], style: str, width: int) -> list[Element]:
    """Return a paragraph for each row of arms.

    Args:
        pictures: In order.
        style: Id of the style that the place stands in.
        width: Between the margins, in twips.
    """
    found, number = [], 1
    laid = rows(pictures, width)
    for row in laid:
        below = _BELOW if row is laid[-1] else 0
        found.append(parse(_row(row, style, number, below).encode(), "vapen"))
        number += len(row)
    return found


def relations(pictures: Sequence[Picture]) -> list[Relation]:
    """Return what a part with the arms in it refers to."""
    return [
        Relation(f"rArms{number}", "image", f"/{_name(number)}")
        for number in range(1, len(pictures) + 1)
    ]


def parts(pictures: Sequence[Picture]) -> Iterator[Part]:
    """Yield the pictures themselves."""
    for number, picture in enumerate(pictures, 1):
        yield Part(_name(number), "image/png", picture.png, owner="-")


def _name(number: int) -> str:
    return f"word/media/arms{number}.png"


def _row(row: Sequence[Placed], style: str, first: int, below: int) -> str:
    stops = "".join(f'<w:tab w:val="left" w:pos="{placed.left}"/>' for placed in row[1:])
    height = max(placed.height for placed in row) + _BETWEEN
    drawn = f"<w:r>{_TINY}<w:tab/></w:r>".join(
        _drawn(placed, number) for number, placed in enumerate(row, first)
    )
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:keepNext/>'
        f"{f'<w:tabs>{stops}</w:tabs>' if stops else ''}"
        f'<w:spacing w:before="0" w:after="{below}" w:line="{height}" w:lineRule="atLeast"/>'
        f"{_TINY}</w:pPr>{drawn}</w:p>"
    )


def _drawn(placed: Placed, number: int) -> str:
    size = f'cx="{placed.width * _EMU}" cy="{placed.height * _EMU}"'
    named = f'id="{_FIRST_ID + number}" name="Vapen {number}"'
    told = attribute(placed.picture.description)
    return (
        f'<w:r>{_TINY}<w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        f'distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {named} descr="{told}"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{_DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {named} descr="{told}"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="{RELATIONSHIPS}" '
        f'r:embed="rArms{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
