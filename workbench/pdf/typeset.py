"""Writing the accessible PDF: PDF/UA-1 and PDF/A-2a, without an office suite.

`write` turns a document into JSON; `layout.typ`, which never changes, sets that as text. Nothing
that a document says is ever read as Typst, so no text can become code, open a file or fetch. The
fonts lie beside this module or inside the typesetter; none of the machine's are used, so the same
document gives the same bytes everywhere.
"""

import json
import re
import tempfile
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, cast

from workbench.core import document as doc
from workbench.errors import PdfError
from workbench.pdf.boxes import MOST_CHARACTERS, box_font
from workbench.pdf.summaries import with_summaries
from workbench.pdf.tree import Tree, arms_file
from workbench.pdf.words import one_line

_STANDARDS: list[Literal["a-2a", "ua-1"]] = ["a-2a", "ua-1"]
"""PDF/A-2a is the strictest archive level that may be combined with PDF/UA-1 (both PDF 1.7)."""

_LAYOUT = Path(__file__).with_name("layout.typ")
_FONTS = Path(__file__).with_name("fonts")

_ORDINARY = re.compile("[\n -~\xa0-\u017f\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030€−]+")
"""Runs of characters that Liberation Sans draws; others may need a box (`pdf.boxes`)."""


def write(document: doc.Document) -> bytes:
    """Write a document as an accessible PDF.

    Tracked changes are shown with their author; comments and what is needed only to take a
    working copy back (`Region`, `Document.properties`) are left out. Characters that nobody can
    see are left out as in `core.text.normalise`, and those that no font here can draw become boxes.

    Raises:
        PdfError: The typesetter refused; its own words are in `__cause__`.
    """
    import typst  # 80 MB that only this act needs

    tree = Tree(document)
    data = json.dumps(tree.root(), ensure_ascii=False, separators=(",", ":"))
    try:
        pdf = _typeset(data, document.letterhead.arms)
        return with_summaries(pdf, tree.summaries)
    except (typst.TypstError, OSError) as error:
        said = error.message if isinstance(error, typst.TypstError) else error.strerror
        raise PdfError(
            f"PDF-filen av ”{one_line(document.title)}” kunde inte göras: {said}",
            hint="Skriv Word-filen i stället och gör PDF av den i Word eller LibreOffice.",
        ) from error


def _typeset(data: str, arms: Sequence[doc.Picture]) -> bytes:
    import typst

    with tempfile.TemporaryDirectory(prefix="remiss-") as folder:
        for number, picture in enumerate(arms):
            Path(folder, arms_file(number)).write_bytes(picture.png)
        fonts = [str(_FONTS)]
        if unusual := _ORDINARY.sub("", data):
            Path(folder, "boxes.ttf").write_bytes(_boxes(unusual))
            fonts.append(folder)
        compiler = typst.Compiler(
            root=folder,  # holds no more than the arms and the boxes: there is nothing else to read
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=fonts),
            package_path=folder,
            package_cache_path=folder,
        )
        pdf, warnings = compiler.compile_with_warnings(
            _LAYOUT.read_bytes(),
            format="pdf",
            sys_inputs={"document": data},
            pdf_standards=[*_STANDARDS],
        )
    if any("converge" in warning.message for warning in warnings):
        raise PdfError(
            "sidnumren i innehållsförteckningen kunde inte bestämmas",
            hint="Ta bort fotnoter som hänvisar till varandra, eller innehållsförteckningen.",
        )
    return cast(bytes, pdf)  # one file, not a folder of pages


def _boxes(text: str) -> bytes:
    """Make a box for every character, and for the parts that one may be drawn in."""
    characters = {*text, *unicodedata.normalize("NFKD", text)}
    if len(characters) > MOST_CHARACTERS:
        raise PdfError(
            f"texten har {len(characters)} olika tecken; en PDF-fil rymmer {MOST_CHARACTERS}",
            hint="Ta bort det som inte är löpande text.",
        )
    return box_font(characters)
