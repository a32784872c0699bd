"""`workbench.pdf.boxes`: a font made on the spot."""

import struct

import pytest
import typst

from workbench.pdf.boxes import FAMILY, box_font


def test_same_characters_give_the_same_font_in_any_order() -> None:
    assert box_font("😀中a") == box_font("aa中😀")


def test_every_table_adds_up() -> None:
    font = box_font("😀中")
    (tables,) = struct.unpack(">4xH6x", font[:12])
    for at in range(12, 12 + 16 * tables, 16):
        tag, checksum, offset, length = struct.unpack(">4sIII", font[at : at + 16])
        data = font[offset : offset + length]
        data += bytes(-len(data) % 4)
        words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
        assert offset % 4 == 0, tag
        assert checksum == sum(words) & 0xFFFFFFFF, tag


def outlines(text: str, folder: str) -> bytes:
    """Draw a text with the boxes alone."""
    source = f'#set text(font: "{FAMILY}", fallback: false)\n#sys.inputs.text'
    svg = typst.Compiler(font_paths=[folder], ignore_system_fonts=True).compile(
        source.encode(), format="svg", sys_inputs={"text": text}
    )
    assert isinstance(svg, bytes)
    return svg


@pytest.mark.parametrize("character", ["😀", "中", "\U0010fffe", "€"])
def test_each_character_has_a_picture_of_its_own(
    character: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("fonts")
    (folder / "boxes.ttf").write_bytes(box_font([character, "語"]))
    assert outlines(character, str(folder)) != outlines("語", str(folder))
