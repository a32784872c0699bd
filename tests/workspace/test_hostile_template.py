"""A template from somebody who wants to hide something: refused, or what is hidden stays behind."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.builder import contribution, make_response
from workbench.errors import WorkbenchError
from workbench.storage import shipped
from workbench.workspace.exporting import ExportOptions, Variant
from workbench.workspace.workspace import Workspace

SECRET = "HEMLIGT"
HEADER, BODY, STYLES = "word/header1.xml", "word/document.xml", "word/styles.xml"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Parts = dict[str, bytes]
Trick = Callable[[Parts], None]


def before(part: str, mark: str, xml: str) -> Trick:
    def trick(parts: Parts) -> None:
        head, found, tail = parts[part].decode().rpartition(mark)
        assert found, mark
        parts[part] = f"{head}{xml}{found}{tail}".encode()

    return trick


def said(run: str) -> Trick:
    """Put something into the header, in a line that is always there."""
    return before(HEADER, "</w:hdr>", f"<w:p><w:r><w:t>Brevhuvud</w:t></w:r>{run}</w:p>")


def looks(properties: str) -> Trick:
    return said(f"<w:r><w:rPr>{properties}</w:rPr><w:t>{SECRET}</w:t></w:r>")


def part(name: str, content: str) -> Trick:
    return lambda parts: parts.__setitem__(name, content.encode())


def external(kind: str) -> Trick:
    name = "word/_rels/header1.xml.rels"
    target = f"https://example.org/{SECRET}"
    return part(
        name,
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rIdX" Type="{OFFICE}/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>',
    )


def both(one: Trick, other: Trick) -> Trick:
    def trick(parts: Parts) -> None:
        one(parts)
        other(parts)

    return trick


LINKED = (
    '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    f'xmlns:r="{OFFICE}" r:link="rIdX"/></w:drawing></w:r>'
)
TRICKS: dict[str, Trick] = {
    "custom XML": part("customXml/item1.xml", f"<a>{SECRET}</a>"),
    "path of a template": part(
        "word/_rels/settings.xml.rels",
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/attachedTemplate" Target="file:///C:/Users/{SECRET}/mall.dotm" '
        'TargetMode="External"/></Relationships>',
    ),
    "a person in the properties": part(
        "docProps/core.xml",
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
        f'core-properties"><cp:lastModifiedBy>{SECRET}</cp:lastModifiedBy></cp:coreProperties>',
    ),
    "a company": part("docProps/app.xml", f"<Properties><Company>{SECRET}</Company></Properties>"),
    "hidden text": looks("<w:vanish/>"),
    "white text": looks('<w:color w:val="FFFFFF"/>'),
    "tiny text": looks('<w:sz w:val="2"/>'),
    "a linked picture": both(external("image"), said(LINKED)),
    "a field with a path": said(f'<w:fldSimple w:instr=" INCLUDETEXT {SECRET} "/>'),
    "bound content": said(
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="{SECRET}"/></w:sdtPr><w:sdtContent/></w:sdt>'
    ),
    "an insertion": said(f'<w:ins w:id="1" w:author="{SECRET}"><w:r/></w:ins>'),
    "an earlier look": said(
        f'<w:r><w:rPr><w:rPrChange w:id="1" w:author="{SECRET}"/></w:rPr><w:t>x</w:t></w:r>'
    ),
    "a revision id": said('<w:r w:rsidR="00AB12CD"><w:t>x</w:t></w:r>'),
    "markup of nobody's": said(f'<x:a xmlns:x="urn:x">{SECRET}</x:a>'),
    "a comment in the code": before(STYLES, "</w:styles>", f"<!-- {SECRET} -->"),
    "an earlier version": part("word/glossary/document.xml", f"<w>{SECRET}</w>"),
}


def spoilt(trick: Trick) -> bytes:
    with zipfile.ZipFile(shipped.folder("templates") / "standard.docx") as standard:
        parts = {name: standard.read(name) for name in standard.namelist()}
    trick(parts)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return whole.getvalue()


def unpacked(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    text = contribution("tillstyrker", "Kommunerna tillstyrker förslaget.")
    folder = tmp_path_factory.mktemp("mall") / "svar"
    made = make_response(folder, {"text/7.3.4.md": text})
    made.set_facts([("response.template", "mall.docx")])
    return made


@pytest.mark.parametrize("trick", TRICKS.values(), ids=TRICKS.keys())
@pytest.mark.parametrize("variant", [Variant.ANSWER, Variant.BASIS])
def test_nothing_hidden_leaves(workspace: Workspace, trick: Trick, variant: Variant) -> None:
    (workspace.folder / "mall.docx").write_bytes(spoilt(trick))
    options = ExportOptions(variant=variant, municipality="Falun")
    try:
        made = workspace.export(options, despite="prov")
    except WorkbenchError:
        return
    content = unpacked(made.files[0].path)
    assert SECRET.encode() not in content
    assert b"00AB12CD" not in content
