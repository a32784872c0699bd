"""The arms on the letterhead: what may come in, whose they are, and how they stand."""

import struct
import zlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.answer.pictures import chunk, head, png, shield
from workbench.core.answer.arms import arms_of, read_arms
from workbench.core.answer.picture import MOST_BYTES, read_picture
from workbench.core.arms import rows
from workbench.core.document import Picture
from workbench.core.party import Municipality
from workbench.core.response import About, Facts, Response
from workbench.errors import InputError

_END = chunk(b"IEND", b"")
_TEXT_WIDTH = 8504


def test_keeps_what_draws_the_picture_and_nothing_else() -> None:
    plain = shield()
    first, rest = plain[:33], plain[33:]
    told = (
        chunk(b"tEXt", b"Author\0Kalle") + chunk(b"eXIf", b"59.6,17.8") + chunk(b"tIME", b"1234567")
    )
    read = read_picture(first + told + rest + b"hidden after the end", "arms/falun.png")
    assert read == Picture(plain, 17, 20)
    assert read_picture(read.png, "arms/falun.png") == read


@pytest.mark.parametrize(
    ("depth", "colour", "interlace", "size"),
    [
        (1, 0, 0, 5 * (1 + 1)),
        (16, 6, 0, 5 * (1 + 7 * 8)),
        (8, 3, 0, 5 * (1 + 7)),
        (8, 2, 1, 4 + 4 + 7 + 2 * 7 + 13 + 3 * 10 + 2 * 22),  # its seven passes
    ],
)  # fmt: skip
def test_knows_how_large_every_kind_is(depth: int, colour: int, interlace: int, size: int) -> None:
    palette = chunk(b"PLTE", bytes(6)) if colour == 3 else b""
    begun = head(7, 5, depth=depth, colour=colour, interlace=interlace) + palette
    good = png(begun, chunk(b"IDAT", zlib.compress(bytes(size))), _END)
    assert read_picture(good, "x.png").width == 7
    for other in (size - 1, size + 1):
        with pytest.raises(InputError, match="punkter går inte att läsa"):
            read_picture(png(begun, chunk(b"IDAT", zlib.compress(bytes(other))), _END), "x.png")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "inte i formatet PNG"),
        (b"<svg onload='x'/>", "inte i formatet PNG"),
        (b"\xff\xd8\xff\xe0JFIF", "inte i formatet PNG"),
        (png(), "avbruten"),
        (png(head(1, 1)), "avbruten"),
        (shield()[:-20], "skadad|avbruten"),
        (shield().replace(b"IDAT", b"IDAX"), "skadad"),
        (png(head(0, 5), _END), "för lite"),
        (png(head(60_000, 60_000), _END), "för mycket"),
        (png(head(1, 1, depth=3), _END), "slag"),
        (png(chunk(b"IHDR", b"short"), _END), "skadad"),
        (png(head(1, 1), chunk(b"EVIL", b""), _END), "hör inte hemma|inte hör hemma"),
        (png(head(1, 1, colour=3), chunk(b"IDAT", zlib.compress(bytes(2))), _END), "färger"),
        (png(head(1, 1), chunk(b"IDAT", zlib.compress(bytes(9_000_000))), _END), "punkter"),
        (png(head(1, 1), chunk(b"IDAT", b"nonsense"), _END), "punkter"),
        (b"\x89PNG\r\n\x1a\n" + bytes(MOST_BYTES), "större än 1 MB"),
    ],
)
def test_refuses_what_is_no_picture(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as refused:
        read_picture(data, "arms/falun.png")
    assert str(refused.value).startswith("arms/falun.png")
    assert refused.value.hint


@given(st.binary(max_size=80), st.integers(0, 200))
def test_damage_is_always_told_as_such(junk: bytes, at: int) -> None:
    whole = shield()
    try:
        read = read_picture(whole[:at] + junk + whole[at + len(junk) :], "x.png")
    except InputError:
        return
    assert struct.unpack_from(">II", read.png, 16) == (read.width, read.height)


def _response(*slugs: str) -> Response:
    municipalities = tuple(
        Municipality(slug=slug, name=slug.title(), official_name=f"{slug.title()} kommun")
        for slug in slugs
    )
    about = About(id="prov", name="Kommunerna i Dalarna")
    return Response(Facts(format=1, response=about, municipalities=municipalities))


def test_each_is_told_whose_it_is_and_the_sender_stands_first() -> None:
    response = _response("falun", "mora", "orsa")
    files = {f"arms/{name}.png": shield() for name in ("orsa", "falun", "avsandare", "okand")}
    arms = read_arms({**files, "arms/LÄS.txt": b"", "text/falun.png": b"not arms"})
    shown = arms_of(response, arms, ("falun", "mora", "orsa"))
    assert [picture.description for picture in shown] == [
        "Vapen för Kommunerna i Dalarna", "Falun kommuns vapen", "Orsa kommuns vapen",
    ]  # fmt: skip


def test_names_the_file_that_cannot_be_used() -> None:
    with pytest.raises(InputError, match=r"arms/mora\.png"):
        read_arms({"arms/falun.png": shield(), "arms/mora.png": b"GIF89a"})


@given(
    st.lists(st.tuples(st.integers(1, 4000), st.integers(1, 4000)), max_size=60),
    st.integers(6000, 14_000),
)
def test_rows_hold_every_picture_once_and_none_stands_on_another(
    sizes: list[tuple[int, int]], width: int
) -> None:
    pictures = [Picture(bytes([at]), *size) for at, size in enumerate(sizes)]
    laid = rows(pictures, width)
    assert [placed.picture for row in laid for placed in row] == pictures
    assert len(laid) <= 6
    for row in laid:
        assert row[-1].left + row[-1].width <= width
        assert all(a.left + a.width < b.left for a, b in pairwise(row))
        assert [placed.left for placed in row] == [placed.left for placed in laid[0][: len(row)]]
        assert all(placed.width > 0 and placed.height > 0 for placed in row)


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (15, 1), (17, 2), (49, 4), (60, 4)])
def test_the_arms_take_few_rows_and_little_of_the_page(count: int, expected: int) -> None:
    laid = rows([Picture(b"", 170, 200)] * count, _TEXT_WIDTH)
    assert len(laid) == expected
    assert sum(row[0].height for row in laid) < 3000
    assert laid[0][0].height >= 500
