"""Each thing that can be hidden in a Word file is found; a clean file gives no finding."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.word.writer.answers import answer, parts, repacked, template
from workbench.core import document as doc
from workbench.core.markdown import parse
from workbench.word.inspector import inspect_hidden
from workbench.word.writer import write

_MAIN = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_PNG = b"\x89PNG\r\n\x1a\n"


def clean() -> bytes:
    parsed = parse("- **a** [b](https://a.se)[^1]\n\n| c |\n|---|\n| d |\n\n[^1]: e\n")
    blocks = (doc.TableOfContents(), doc.Heading(1, "R", "1"), *parsed.blocks)
    return write(
        answer(*blocks, footnotes=parsed.footnotes, author="Kommunerna i Dalarna"), template()
    )


def in_text(xml: str) -> bytes:
    """Plant something before the last paragraph's end."""
    before, end, after = parts(clean())[_MAIN].decode().rpartition("</w:p>")
    return repacked(clean(), {_MAIN: f"{before}{xml}{end}{after}".encode()})


def in_run(properties: str) -> bytes:
    return in_text(f"<w:r><w:rPr>{properties}</w:rPr><w:t>x</w:t></w:r>")


def in_part(part: str, old: str, new: str) -> bytes:
    text = parts(clean())[part].decode()
    assert old in text
    return repacked(clean(), {part: text.replace(old, new, 1).encode()})


def in_core(xml: str) -> bytes:
    return in_part("docProps/core.xml", "<dc:language>", f"{xml}<dc:language>")


def relation(kind: str, target: str, *, external: bool = False) -> bytes:
    mode = ' TargetMode="External"' if external else ""
    line = f'<Relationship Id="rX" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
    return in_part(_RELATIONS, "</Relationships>", f"{line}</Relationships>")


def part(name: str, content: bytes = b"<x/>") -> bytes:
    return repacked(clean(), {name: content})


def picture(content: bytes) -> bytes:
    return repacked(relation("image", "media/a.png"), {"word/media/a.png": content})


def zipped(**traits: object) -> bytes:
    """Return a file one of whose zip entries has other traits."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts(clean()).items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            for trait, value in traits.items():
                setattr(entry, trait, value)
            archive.writestr(entry, content)
    return buffer.getvalue()


def with_comment() -> bytes:
    buffer = io.BytesIO(clean())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"utkast 0.11"
    return buffer.getvalue()


def drawing(properties: str, inside: str = "") -> bytes:
    return in_text(
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" '
        f'xmlns:a="{_DRAWING}/main"><wp:docPr id="1" {properties}/>{inside}'
        "</wp:anchor></w:drawing></w:r>"
    )


def chunk(kind: bytes) -> bytes:
    return _PNG + b"\x00\x00\x00\x00" + kind + b"\x00\x00\x00\x00"


def field(code: str) -> bytes:
    halves = code[: len(code) // 2], code[len(code) // 2 :]
    runs = "".join(f"<w:r><w:instrText>{half}</w:instrText></w:r>" for half in halves)
    return in_text(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{runs}')


CASES = {
    "insertion": (in_text('<w:ins w:id="1" w:author="A"/>'), "spårade ändringar"),
    "deletion": (in_text('<w:del w:id="1" w:author="A"/>'), "spårade ändringar"),
    "move": (in_text('<w:moveFrom w:id="1" w:author="A"/>'), "spårade ändringar"),
    "change of looks": (in_run('<w:rPrChange w:id="1" w:author="A"/>'), "spårade ändringar"),
    "tracking on": (
        in_part("word/settings.xml", "<w:defaultTabStop", "<w:trackRevisions/><w:defaultTabStop"),
        "spårade ändringar",
    ),
    "comment": (in_text('<w:commentRangeStart w:id="0"/>'), "kommentarer"),
    "comments part": (part("word/comments.xml"), "kommentarer eller deras författare"),
    "people": (part("word/people.xml"), "kommentarer eller deras författare"),
    "rsid of a run": (in_text('<w:r w:rsidR="00AB12CD"/>'), "rsid"),
    "rsids": (
        in_part("word/settings.xml", "<w:compat>", "<w:rsids/><w:compat>"),
        "rsid",
    ),
    "hidden text": (in_run("<w:vanish/>"), "dold text"),
    "hidden on the web": (in_run("<w:webHidden/>"), "dold text"),
    "white text": (in_run('<w:color w:val="FFFFFF"/>'), "bakgrundens färg"),
    "text as its shading": (
        in_run('<w:color w:val="1F3A5F"/><w:shd w:val="clear" w:fill="1F3A5F"/>'),
        "bakgrundens färg",
    ),
    "tiny text": (in_run('<w:sz w:val="2"/>'), "för liten"),
    "text beside the page": (
        in_text('<w:pPr><w:ind w:left="-20000"/></w:pPr>'),
        "utanför sidan",
    ),
    "hidden row": (
        in_part(_MAIN, "<w:trPr>", "<w:trPr><w:hidden/>"),
        "dold tabellrad",
    ),
    "document variables": (
        in_part("word/settings.xml", "<w:compat>", "<w:docVars/><w:compat>"),
        "dokumentvariabler",
    ),
    "attached template": (
        in_part("word/settings.xml", "<w:compat>", "<w:attachedTemplate/><w:compat>"),
        "mallen",
    ),
    "mail merge": (
        in_part("word/settings.xml", "<w:compat>", "<w:mailMerge/><w:compat>"),
        "kopplad utskrift",
    ),
    "proofing": (in_text('<w:proofErr w:type="spellStart"/>'), "språkkontrollen"),
    "strange bookmark": (in_text('<w:bookmarkStart w:id="9" w:name="hemligt"/>'), "hemligt"),
    "field with a path": (field(r"INCLUDEPICTURE \\srv\bild.png"), "INCLUDEPICTURE"),
    "field with a name": (field("USERNAME"), "USERNAME"),
    "simple field": (in_text('<w:fldSimple w:instr=" FILENAME \\p "/>'), "FILENAME"),
    "external template": (
        relation("attachedTemplate", "file:///C:/mall.dotx", external=True),
        "file:///C:/mall.dotx",
    ),
    "external picture": (
        relation("image", "https://spion.example/x.png", external=True),
        "https://spion.example/x.png",
    ),
    "unsafe link": (relation("hyperlink", "file://srv/x", external=True), "file://srv/x"),
    "custom XML": (part("customXml/item1.xml"), "inbäddade XML-data"),
    "printer settings": (part("word/printerSettings/p.bin"), "skrivarinställningar"),
    "embedded file": (part("word/embeddings/a.xlsx"), "inbäddade filer"),
    "macro": (part("word/vbaProject.bin"), "makron"),
    "building blocks": (part("word/glossary/document.xml"), "autotext"),
    "thumbnail": (part("docProps/thumbnail.jpeg"), "miniatyrbild"),
    "custom properties": (part("docProps/custom.xml"), "egna dokumentegenskaper"),
    "orphan": (part("word/media/gammal.png", _PNG), "inget hänvisar till"),
    "unreadable part": (part("word/footnotes.xml", b"<w:"), "går inte att läsa"),
    "last editor": (
        in_core("<cp:lastModifiedBy>Anna</cp:lastModifiedBy>"),
        "lastModifiedBy: Anna",
    ),
    "revision number": (
        in_core("<cp:revision>11</cp:revision>"),
        "revision: 11",
    ),
    "person as author": (
        in_part("docProps/core.xml", "Kommunerna i Dalarna", "Anna Andersson"),
        "en person som författare: Anna Andersson",
    ),
    "company": (
        part("docProps/app.xml", b"<Properties><Company>AB</Company></Properties>"),
        "programegenskapen Company: AB",
    ),
    "picture with a place": (picture(chunk(b"eXIf")), "EXIF"),
    "picture with a text": (picture(chunk(b"tEXt")), "EXIF"),
    "photograph with EXIF": (picture(b"\xff\xd8\xff\xe1\x00\x04ab\xff\xda"), "EXIF"),
    "data after a picture": (picture(_PNG + chunk(b"IEND")[8:] + b"hemligt"), "efter slutet"),
    "a branch that none follows": (
        in_text(
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/'
            '2006"><mc:Choice Requires="zz"><w:r/></mc:Choice></mc:AlternateContent>'
        ),
        "program som inte finns",
    ),
    "markup of nobody's": (in_text('<x:a xmlns:x="urn:x"/>'), "inget program visar"),
    "an attribute of nobody's": (in_text('<w:r xmlns:x="urn:x" x:a="b"/>'), "inget program visar"),
    "a hidden shape": (
        in_text(
            '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="visibility:hidden"/>'
            "</w:pict>"
        ),
        "dold figur",
    ),
    "unknown picture": (picture(b"RIFF"), "inte kan kontrolleras"),
    "cropped picture": (drawing("", '<a:srcRect l="5000"/>'), "beskuren"),
    "picture beside the page": (
        drawing("", "<wp:posOffset>-99999999</wp:posOffset>"),
        "utanför sidan",
    ),
    "path in a text": (drawing(r'descr="C:\Users\anna\vapen.png"'), "sökväg"),
    "comment in the code": (in_text("<!-- utkast -->"), "filens kod"),
    "comment of the zip": (with_comment(), "kommentar"),
    "time of the zip": (zipped(date_time=(2021, 1, 15, 9, 30, 0)), "när delarna skrevs"),
    "more in the zip": (zipped(extra=b"\x99\x99\x02\x00ab"), "extra uppgifter"),
    "not a file": (b"hej", "går inte att läsa"),
}  # fmt: skip


def test_a_clean_answer_gives_no_finding() -> None:
    assert inspect_hidden(clean()) == ()


@pytest.mark.parametrize(("data", "said"), CASES.values(), ids=CASES.keys())
def test_finds(data: bytes, said: str) -> None:
    assert any(said in finding for finding in inspect_hidden(data)), inspect_hidden(data)


def test_an_organisation_may_be_the_author() -> None:
    for name in ("Kommunerna i Dalarna", "Borlänge kommun", "Falun", "Region Dalarna"):
        data = in_part("docProps/core.xml", "Kommunerna i Dalarna", name)
        assert inspect_hidden(data) == ()


def test_the_default_document_of_python_docx_is_full_of_traces() -> None:
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    told = " ".join(inspect_hidden(buffer.getvalue()))
    for trace in ("python-docx", "miniatyrbild", "Microsoft Macintosh Word", "rsid"):
        assert trace in told


def test_a_tracked_document_is_told_as_such(shared: Path) -> None:
    told = inspect_hidden((shared / "fixtures/word/tracked.docx").read_bytes())
    assert any("spårade ändringar" in finding for finding in told)
    assert any("kommentarer" in finding for finding in told)


@given(st.integers(0, 20_000), st.binary(min_size=1, max_size=4))
def test_never_fails_on_a_broken_file(at: int, noise: bytes) -> None:
    data = clean()
    at %= len(data)
    inspect_hidden(data[:at] + noise + data[at + len(noise) :])
