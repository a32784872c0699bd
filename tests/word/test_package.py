"""Opening what may be anything, and writing back what was opened."""

import os
import resource
import struct
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_STORED, ZipFile, ZipInfo

import pytest

from tests.word.wml import NAMESPACES, TYPES, document, docx, entries, opened, zipped
from workbench.errors import InputError
from workbench.word.package import open_package, read_package
from workbench.word.revisions import list_revisions, list_unknown
from workbench.word.text import body_text

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def with_main(markup: bytes | str) -> bytes:
    return zipped({**entries(), "word/document.xml": markup})


def with_part(name: str, data: bytes = b"x") -> bytes:
    return zipped({**entries("a"), name: data})


def doctype(encoding: str) -> bytes:
    text = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + document(
        "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"
    )
    return with_main(text.encode(encoding))


def twice(name: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for entry, data in {**entries("a"), "word/Document.xml": document("")}.items():
            archive.writestr(ZipInfo(entry), data)
    return out.getvalue().replace(b"word/Document.xml", name.encode())


def overlapping() -> bytes:
    """Two entries whose packed bytes are the same: how 44 kB become gigabytes with no bad ratio."""
    data = bytearray(zipped({**entries("a"), "x1": "a" * 9000, "x2": "a" * 9000}))
    first = data.index(b"x1") - 30
    second = data.rindex(b"x2") - 46
    struct.pack_into("<L", data, second + 42, first)
    return bytes(data)


def lying(name: str, size: int) -> bytes:
    """A file whose directory says that an entry is smaller than it is."""
    data = bytearray(docx("a" * 5000))
    at = data.rindex(name.encode()) - 46
    struct.pack_into("<L", data, at + 24, size)
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(docx("a"))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def truncated() -> bytes:
    whole = docx("a" * 1000)
    return whole[: len(whole) * 2 // 3]


def corrupted() -> bytes:
    data = bytearray(docx("a" * 5000))
    at = data.index(b"word/document.xml") + 40
    data[at : at + 8] = b"\xff" * 8
    return bytes(data)


def nested_tables() -> bytes:
    depth = 120
    opening = "<w:tbl><w:tr><w:tc>" * depth
    return with_main(document(f"{opening}<w:p/>{'</w:tc></w:tr></w:tbl>' * depth}"))


def laughs() -> bytes:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE x [<!ENTITY l0 "ha">{lol}]>{document("<w:p>&l11;</w:p>")}'
    return with_main(text)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "tom"),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "rtf": (lambda: b"{\\rtf1 hej}", "RTF"),
    "web page": (lambda: b"\n<!doctype HTML><html></html>", "webbsida"),
    "flat XML": (lambda: b"\xef\xbb\xbf<?xml version='1.0'?><pkg:package/>", "XML"),
    "Word as XML": (
        lambda: b"<?xml version='1.0'?><?mso-application progid='Word.Document'?><pkg:package "
        b"xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'/>", "Word-dokument som"),
    "OpenDocument as XML": (
        lambda: b"<?xml version='1.0'?><office:document "
        b"xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>", r"\.fodt"),
    "archive of documents": (lambda: zipped({"a/Svar.DOCX": "x", "b.txt": "x"}), r"\.zip"),
    "program": (lambda: b"MZ\x90\x00", "program"),
    "plain text": (lambda: b"Hej!", "inte ett Word-dokument"),
    "old doc": (lambda: OLE + bytes(600) + "WordDocument".encode("utf-16-le"), r"\.doc"),
    "old spreadsheet": (lambda: OLE + bytes(600) + "Workbook".encode("utf-16-le"), r"\.xls"),
    "e-mail": (lambda: b"From: a@example.org\r\n\r\nHej", "mejl"),
    "picture": (lambda: b"\x89PNG\r\n", "bild"),
    "pages": (lambda: zipped({"Index/Document.iwa": "x"}), "Pages"),
    "password": (lambda: OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "lösenord"),
    "encrypted zip": (encrypted, "lösenord"),
    "odt": (lambda: zipped({"mimetype": "x", "content.xml": "<x/>"}), r"\.odt"),
    "xlsx": (lambda: zipped({"xl/workbook.xml": "<x/>"}), "kalkylark"),
    "some zip": (lambda: zipped({"a.txt": "hej"}), "inte ett Word-dokument"),
    "spreadsheet inside": (
        lambda: zipped({**entries(), "word/document.xml": "<x/>", "xl/a.xml": "<x/>",
                        "[Content_Types].xml": "<Types/>"}), "kalkylark"),
    "macros by type": (
        lambda: zipped({k: v.replace(TYPES + "document.main+xml",
                                     "application/vnd.ms-word.document.macroEnabled.main+xml")
                        for k, v in entries("a").items()}), "makron"),
    "macros by part": (lambda: with_part("word/vbaProject.bin"), "makron"),
    "main part missing": (
        lambda: zipped({k: v for k, v in entries("a").items() if k != "word/document.xml"}),
        "word/document.xml saknas"),
    "relation to nowhere": (
        lambda: zipped({**{k: v for k, v in entries().items() if k != "word/document.xml"},
                        "_rels/.rels": entries()["_rels/.rels"].replace("word/document", "NULL")}),
        "saknas"),
    "truncated": (truncated, "avkortad|skadad"),
    "corrupted": (corrupted, "skadad"),
    "directory lies": (lambda: lying("word/document.xml", 100), "skadad"),
    "same name twice": (lambda: twice("word/document.xml"), "två gånger"),
    "same name in another case": (lambda: twice("word/Document.xml"), "två gånger"),
    "climbing name": (lambda: with_part("../../x"), "otillåtet"),
    "absolute name": (lambda: with_part("/etc/x"), "otillåtet"),
    "backslashes": (lambda: with_part("..\\x"), "otillåtet"),
    "control characters": (lambda: with_part("a\x1b[2Jb"), "otillåtet"),
    "drive": (lambda: with_part("C:x"), "otillåtet"),
    "overlapping": (overlapping, "ovanpå|två olika namn"),
    "too many parts": (
        lambda: zipped({**entries("a"), **{f"x/{n}": "" for n in range(5001)}}, method=ZIP_STORED),
        "fler än"),
    "strange packing": (lambda: zipped(entries("a"), method=ZIP_BZIP2), "inte använder"),
    "bomb": (lambda: with_part("word/media/a.png", bytes(30 * 2**20)), "orimligt stor"),
    "document bomb": (lambda: with_main(document("<w:p/>" * 3_000_000)), "orimligt stor"),
    "doctype": (lambda: doctype("utf-8"), "dokumenttyp"),
    "doctype in UTF-16": (lambda: doctype("utf-16"), "dokumenttyp"),
    "laughs": (laughs, "dokumenttyp"),
    "doctype in relations": (
        lambda: zipped({**entries("a"), "_rels/.rels": "<!DOCTYPE x><Relationships/>"}),
        "dokumenttyp"),
    "nested too deep": (nested_tables, "nästlad"),
    "not UTF-8": (lambda: with_main(document("<w:p/>").encode() + b"\xff"), "inte giltig XML"),
    "forbidden characters": (lambda: with_main(document("&#0;&#27;&#xFFFE;")), "inte giltig XML"),
    "not well-formed": (lambda: with_main("<w:document"), "inte giltig XML"),
    "empty part": (lambda: with_main(""), "inte giltig XML"),
    "unknown encoding": (lambda: with_main(b'<?xml version="1.0" encoding="x-klingon"?><a/>'),
                         "teckenkodning"),
    "markup that does not look like markup": (
        lambda: with_main(b'<?xml version="1.0" encoding="UTF-7"?>+ADw-a/+AD4-'), "teckenkodning"),
    "doctype in EBCDIC": (
        lambda: with_main("<?xml version='1.0'?><!DOCTYPE a><a/>".encode("cp037")),
        "inte giltig XML"),
    "not in the encoding it says": (
        lambda: with_main(b'<?xml version="1.0" encoding="ascii"?><a>\xe5</a>'),
        "går inte att läsa"),
    "a directory of millions": (lambda: docx("a") + b"PK\x01\x02" * 60_000, "fler än"),
    "a tag that never ends": (
        lambda: with_main(f'<w:document xmlns:w="{STRICT}" a="' + "xmlns " * 100_000),
        "inte giltig XML"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_refuses_in_swedish_with_something_to_do(name: str) -> None:
    make, words = HOSTILE[name]
    data = make()
    with pytest.raises(InputError, match=words) as refusal:
        body_text(open_package(data, "svar.docx"))
    assert str(refusal.value).startswith("svar.docx: ")
    assert refusal.value.hint.endswith(".")
    assert "\x1b" not in str(refusal.value)


def test_many_small_elements_are_refused_before_they_cost_anything() -> None:
    varied = "".join(f'<w:bookmarkEnd w:id="{n * 7919 % 99991}"/>' for n in range(1_400_000))
    data = with_main(document(varied))
    with pytest.raises(InputError, match="fler element"):
        list_revisions(open_package(data, "svar.docx"))


def test_a_bomb_costs_neither_memory_nor_time() -> None:
    code = (
        "import sys; from workbench.word.package import open_package\n"
        "from workbench.errors import InputError\n"
        "try: open_package(sys.stdin.buffer.read(), 'x')\n"
        "except InputError: print('refused')"
    )
    make, _ = HOSTILE["document bomb"]
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=make(), capture_output=True, check=True, cwd=Path(__file__).parents[2],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (512 * 2**20,) * 2),
    )  # fmt: skip
    assert done.stdout.strip() == b"refused"


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "mapp.docx").mkdir()
    os.mkfifo(tmp_path / "rör.docx")
    for name in ("mapp.docx", "rör.docx", "finns-inte.docx"):
        with pytest.raises(InputError):
            read_package(tmp_path / name)
    (tmp_path / "svar.docx").write_bytes(docx("Hej"))
    assert body_text(read_package(tmp_path / "svar.docx")) == ("Hej",)


def test_the_declaration_and_what_stands_before_the_root_are_kept() -> None:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    package = open_package(with_main(head + document("<w:p/>")), "x")
    package.touch(package.main)
    assert package.data(package.main).decode() == head + document("<w:p/>")


def test_dangling_and_external_relations_are_told_not_followed() -> None:
    relation = '<Relationship Id="{}" Type="{}" Target="{}"{}/></Relationships>'
    external = relation.format("rId8", "http://x/attachedTemplate", "http://ond.example/m.dotx",
                               ' TargetMode="External"')  # fmt: skip
    dangling = relation.format("rId9", "http://x/thumbnail", "docProps/thumbnail.jpeg", "")
    parts = entries("a")
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace("</Relationships>", external)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("</Relationships>", dangling)
    package = open_package(zipped(parts), "x")
    assert [(r.kind, r.target) for r in package.external] == [
        ("attachedTemplate", "http://ond.example/m.dotx")
    ]
    assert not package.signed


def test_adds_a_part_that_another_part_points_at() -> None:
    package = opened("a")
    package.put("word/comments.xml", f"<w:comments {NAMESPACES}/>".encode(), f"{TYPES}comments+xml")
    identity = package.relate(package.main, "http://x/comments", "word/comments.xml")
    again = open_package(package.to_bytes(), "x")
    assert identity == "rId1"
    assert again.find("comments") == "word/comments.xml"
    assert again.content_type("word/comments.xml") == f"{TYPES}comments+xml"
    assert again.stories == ("word/document.xml", "word/comments.xml")
    assert again.parts[-1] == "word/comments.xml"


def test_what_is_not_understood_is_named_and_counted() -> None:
    strange = (
        '<w:p><w14:conflictIns w:id="1" w:author="F"><w:r/></w14:conflictIns>'
        '<w:nyhet w:id="2" w:author="F"/><w:nyhet w:author="F"/></w:p><w:altChunk r:id="rId1"/>'
    )
    found = [(u.name, u.count, u.part) for u in list_unknown(opened(strange))]
    main = "word/document.xml"
    assert found == [("w14:conflictIns", 1, main), ("w:altChunk", 1, main), ("w:nyhet", 2, main)]
    assert list_unknown(opened("a{+F b}{*M c} ¶-F\n+L| d |")) == ()
