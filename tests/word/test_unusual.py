"""Files that are in order and yet not as Word writes them: their zip, names, encodings, dialect."""

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from tests.word.wml import NAMESPACES, TYPES, document, docx, entries, run, zipped
from workbench.word.package import open_package
from workbench.word.revisions import list_revisions, list_unknown
from workbench.word.settle import Decision, settle
from workbench.word.text import View, body_text

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


def with_main(markup: bytes | str) -> bytes:
    return zipped({**entries(), "word/document.xml": markup})


class Stream(BytesIO):
    """Somewhere that a zip can only be written to from the beginning to the end."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError


def written(parts: dict[str, str], out: BytesIO, *, long: bool = False) -> bytes:
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            with archive.open(ZipInfo(name), "w", force_zip64=long) as entry:
                entry.write(data.encode())
    return out.getvalue()


def with_replaced(name: str, old: str, new: str) -> bytes:
    parts = entries("a{+F b}")
    return zipped({**parts, name: parts[name].replace(old, new, 1)})


def each_part(change: Callable[[str], str | bytes]) -> bytes:
    return zipped({name: change(data) for name, data in entries("a{+F b}").items()})


UNUSUAL: dict[str, Callable[[], bytes]] = {
    "sizes after the data": lambda: written(entries("a{+F b}"), Stream()),
    "zip64": lambda: written(entries("a{+F b}"), BytesIO(), long=True),
    "zip64, sizes after the data": lambda: written(entries("a{+F b}"), Stream(), long=True),
    "nothing packed": lambda: zipped(entries("a{+F b}"), method=ZIP_STORED),
    "folders": lambda: zipped({"word/": "", "_rels/": "", **entries("a{+F b}")}),
    "a comment on the zip": lambda: docx("a{+F b}")[:-2] + b"\x03\x00hej",
    "something after the zip": lambda: docx("a{+F b}") + b"\r\n",
    "parts in another order": lambda: zipped(dict(reversed(entries("a{+F b}").items()))),
    "a name in another case": lambda: zipped(
        {n.replace("word/document.xml", "Word/Document.xml"): d
         for n, d in entries("a{+F b}").items()}),
    "a relation from the root": lambda: with_replaced("_rels/.rels", '"word/', '"/word/'),
    "comments among content types": lambda: with_replaced(
        "[Content_Types].xml", "<Default", "<!-- a --><?b c?><Default"),
    "comments among relations": lambda: with_replaced(
        "_rels/.rels", "<Relationship ", "<!-- a --><?b c?><Relationship "),
    "comments in the text": lambda: with_replaced(
        "word/document.xml", "<w:r>", "<!-- a --><?b c?><w:r>"),
    "byte order marks": lambda: each_part(lambda xml: b"\xef\xbb\xbf" + xml.encode()),
    "UTF-16 everywhere": lambda: each_part(lambda xml: xml.encode("utf-16")),
    "UTF-16 without a mark": lambda: each_part(
        lambda xml: f'<?xml version="1.0" encoding="UTF-16"?>{xml}'.encode("utf-16-be")),
    "a line before the markup": lambda: each_part(lambda xml: f"\n{xml}"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNUSUAL)
def test_unusual_files_are_read_settled_and_added_to(name: str) -> None:
    package = open_package(UNUSUAL[name](), "svar.docx")
    assert [each.text for each in list_revisions(package)] == ["b"]
    assert list_unknown(package) == ()
    settle(package, Decision.REJECT)
    package.put("word/comments.xml", f"<w:comments {NAMESPACES}/>".encode(), f"{TYPES}comments+xml")
    again = open_package(package.to_bytes(), "svar.docx")
    assert body_text(again, View.MARKS) == ("a",)
    assert "word/comments.xml" in again.stories


def test_a_template_and_a_main_part_with_another_name() -> None:
    parts = {
        name.replace("word/document.xml", "word/dokument2.xml"): data.replace(
            "word/document.xml", "word/dokument2.xml"
        ).replace("document.main", "template.main")
        for name, data in entries("a{+F b}").items()
    }
    parts["word/_rels/dokument2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    package = open_package(zipped(parts), "mall.dotx")
    assert package.main == "word/dokument2.xml"
    assert body_text(package, View.REJECT) == ("a",)


def test_strict_files_are_read_as_others_and_stay_strict() -> None:
    text = "<w:p>" + run('xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"') + "</w:p>"
    body = text + f'<w:p>{run("a")}<w:ins w:id="1">{run("b")}</w:ins></w:p>'
    strict = document(body).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT, 1
    )
    package = open_package(with_main(strict), "strikt.docx")
    assert len(list_revisions(package)) == 1
    settle(package, Decision.REJECT)
    after = package.data(package.main).decode()
    assert f'xmlns:w="{STRICT}"' in after
    assert "2006/main" not in after
    expected = ('xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"', "a")
    assert body_text(open_package(package.to_bytes(), "x"), View.MARKS) == expected


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
def test_parts_in_other_encodings_come_back_in_utf_8(encoding: str) -> None:
    body = document(f"<w:p>{run('åäö')}</w:p>")
    text = f'<?xml version="1.0" encoding="{encoding}"?>{body}'
    package = open_package(with_main(text.encode(encoding)), "x")
    assert body_text(package) == ("åäö",)
    package.touch(package.main)
    assert b'encoding="UTF-8"' in package.data(package.main)
    assert body_text(open_package(package.to_bytes(), "x")) == ("åäö",)
