"""Exports as a user makes them: every variant, inspected, the same bytes, and nothing hidden."""

import io
import os
import struct
import zipfile
import zlib
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from tests.builder import contribution, make_response
from tests.core.answer.responses import OPTIONS, responses
from workbench.core import document as doc
from workbench.core.answer import joint_answer
from workbench.core.contribution import AgreedText
from workbench.core.response import Response
from workbench.errors import InputError, StageError, StorageError
from workbench.pdf import typeset
from workbench.pdf.office import find_office
from workbench.storage import shipped
from workbench.word.comments import list_comments
from workbench.word.package import open_package
from workbench.word.revisions import list_revisions
from workbench.word.text import View, body_text
from workbench.word.writer import Template, write
from workbench.workspace.commenting import Remark
from workbench.workspace.exporting import Exported, ExportOptions, Variant
from workbench.workspace.inspecting import barriers, hidden, refuse_unfit
from workbench.workspace.workspace import Workspace

TEXT = """+++
position = "tillstyrker"
+++

Kommunerna tillstyrker förslaget.
Det behövs resurser för arbetet.

Lagen bör gälla från årsskiftet.
"""
FILES = {
    "text/sammanfattning.md": "Kommunerna tillstyrker i huvudsak förslagen.\n",
    "text/7.3.4.md": TEXT,
    "municipalities/falun/contributions/7.3.4.md": contribution(
        "tillstyrker", "Falu kommun tillstyrker förslaget."
    ),
    "municipalities/borlange/contributions/10.3.5.md": contribution(
        "avstyrker", "Borlänge kommun avstyrker förslaget."
    ),
}
AGREED = TEXT.partition("+++\n\n")[2]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_response(tmp_path / "svar", FILES)


def exported(workspace: Workspace, variant: Variant, **options: object) -> Exported:
    chosen = ExportOptions(variant=variant, **options)  # type: ignore[arg-type]
    return workspace.export(chosen, despite="prov")


def word(made: Exported, view: View = View.ACCEPT) -> list[str]:
    package = open_package(made.files[0].path.read_bytes(), "svar.docx")
    return [text for text in body_text(package, view) if text.strip()]


def proposed(workspace: Workspace) -> None:
    more = AGREED.replace("resurser", "långsiktiga resurser")
    workspace.propose_change("7.3.4", more, party="Falun")
    fewer = AGREED.replace("Lagen bör gälla från årsskiftet.\n", "")
    workspace.propose_change("7.3.4", fewer, party="Borlänge")


def in_conflict(workspace: Workspace) -> None:
    for party, words in {"Falun": "pengar", "Borlänge": "folk"}.items():
        changed = AGREED.replace("resurser", words)
        workspace.propose_change("7.3.4", changed, party=party)


@pytest.mark.parametrize(
    ("variant", "ending"),
    [
        (Variant.ANSWER, ""),
        (Variant.DRAFT, " utkast"),
        (Variant.TRACKED, " med spårade ändringar"),
        (Variant.ALTERNATIVES, " med alternativ"),
        (Variant.SUMMARY, " sammanställning"),
    ],
)
def test_file_names_are_those_that_ministries_ask_for(
    workspace: Workspace, variant: Variant, ending: str
) -> None:
    made = exported(workspace, variant)
    assert made.files[0].path.name == f"S2020-06592 Kommunerna i Provlän{ending}.docx"


def test_a_decision_basis_is_named_for_its_municipality(workspace: Workspace) -> None:
    made = exported(workspace, Variant.BASIS, municipality="Falun")
    assert made.files[0].path.name == "S2020-06592 Falu kommun beslutsunderlag.docx"
    with pytest.raises(InputError, match="för en kommun"):
        exported(workspace, Variant.BASIS)


def test_pending_changes_are_tracked_with_author_and_time(workspace: Workspace) -> None:
    proposed(workspace)
    workspace.comment("7.3.4", Remark("Vilka?", quote="Det behövs resurser"), party="Falun")
    made = exported(workspace, Variant.TRACKED)
    package = open_package(made.files[0].path.read_bytes(), "x.docx")
    found = {(r.kind.value, r.author, r.text.strip()) for r in list_revisions(package)}
    assert ("ins", "Utredare, Falu kommun", "långsiktiga") in found
    assert ("del", "Samordnare, Borlänge kommun", "Lagen bör gälla från årsskiftet.") in found
    assert all(r.date for r in list_revisions(package))
    assert [(c.author, c.text) for c in list_comments(package)] == [
        ("Utredare, Falu kommun", "Vilka?")
    ]
    told = next(text for text in word(made) if text.startswith("Arbetsmaterial"))
    assert "2 föreslagna ändringar från Borlänge kommun och Falu kommun" in told
    assert "inte det yttrande som skickas" in told


def test_rejecting_what_is_tracked_gives_the_agreed_text(workspace: Workspace) -> None:
    proposed(workspace)
    made = exported(workspace, Variant.TRACKED)
    for sentence in AGREED.split("\n"):
        assert any(sentence in text for text in word(made, View.REJECT))
    accepted = " ".join(word(made))
    assert "långsiktiga resurser" in accepted
    assert "Lagen bör gälla" not in accepted


def test_an_open_conflict_blocks_the_answer_whatever_the_reason(workspace: Workspace) -> None:
    in_conflict(workspace)
    with pytest.raises(StageError, match="olöst konflikt") as stopped:
        workspace.export(ExportOptions(), despite="det är bråttom")
    assert "--alternatives" in stopped.value.hint
    assert not (workspace.folder / "export").exists()


def test_an_open_conflict_is_printed_with_its_sides(workspace: Workspace) -> None:
    in_conflict(workspace)
    said = word(exported(workspace, Variant.ALTERNATIVES))
    assert "NUVARANDE LYDELSE: Det behövs resurser för arbetet." in said
    assert "ALTERNATIV A (Borlänge): Det behövs folk för arbetet." in said
    assert "ALTERNATIV B (Falun): Det behövs pengar för arbetet." in said


def test_what_is_sent_holds_nothing_hidden_and_can_be_read_by_everybody(
    workspace: Workspace,
) -> None:
    proposed(workspace)
    made = exported(workspace, Variant.ANSWER, pdf=True)
    docx, pdf = (file.path.read_bytes() for file in made.files)
    assert hidden(docx) == ()
    assert barriers(pdf) == ()


def test_a_working_copy_is_refused_as_an_answer(workspace: Workspace) -> None:
    proposed(workspace)
    made = exported(workspace, Variant.TRACKED)
    with pytest.raises(StageError, match="bär på något som inte syns"):
        refuse_unfit("svar.docx", made.files[0].path.read_bytes())


def test_the_same_version_gives_the_same_bytes(workspace: Workspace) -> None:
    once, again = (exported(workspace, Variant.DRAFT, pdf=True) for _ in range(2))
    assert [f.sha256 for f in once.files] == [f.sha256 for f in again.files]
    assert once.version == again.version


@pytest.mark.skipif(find_office() is None, reason="LibreOffice finns inte här")
def test_libreoffice_makes_the_pdf_of_just_that_word_file(workspace: Workspace) -> None:
    made = exported(workspace, Variant.ANSWER, via_office=True)
    assert [file.path.suffix for file in made.files] == [".docx", ".pdf"]
    assert any("LibreOffice" in remark for remark in made.remarks)


def test_arms_that_are_saved_stand_on_the_letterhead(workspace: Workspace) -> None:
    before = exported(workspace, Variant.ANSWER).files[0].sha256
    arms = workspace.folder / "arms"
    arms.mkdir()
    (arms / "avsandare.png").write_bytes(png())
    assert workspace.save_outside_edits() == ("arms/avsandare.png",)
    made = exported(workspace, Variant.ANSWER, pdf=True)
    assert made.files[0].sha256 != before
    package = open_package(made.files[0].path.read_bytes(), "svar.docx")
    assert any(name.startswith("word/media/") for name in package.parts)
    (workspace.folder / "documents.toml").unlink()
    workspace.save_outside_edits()
    assert workspace.verify(made.files[0].path).version == made.version


def test_what_is_no_picture_is_not_saved_as_arms(workspace: Workspace) -> None:
    arms = workspace.folder / "arms"
    arms.mkdir()
    (arms / "falun.png").write_bytes(b"<svg/>")
    with pytest.raises(InputError):
        workspace.save_outside_edits()


def png() -> bytes:
    """Make a picture of nine red pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", 3, 3, 8, 2, 0, 0, 0)
    pixels = zlib.compress(3 * (b"\0" + 3 * b"\xff\0\0"))
    return b"".join(
        (b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", head), chunk(b"IDAT", pixels), chunk(b"IEND", b""))
    )


def test_a_draft_is_made_of_a_folder_that_can_only_be_read(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.write_text("7.3.4", AgreedText(text=AGREED + "Ny mening.\n"))
    places = [workspace.folder, *workspace.folder.rglob("*")]
    try:
        for place in places:
            place.chmod(place.stat().st_mode & ~0o222)
        if os.access(workspace.folder, os.W_OK):
            pytest.skip("den här användaren får skriva överallt")
        with pytest.raises(StorageError) as refused:
            exported(workspace, Variant.DRAFT)
        assert "--out" in refused.value.hint
        made = exported(workspace, Variant.DRAFT, out=tmp_path / "ut")
        assert made.files[0].path.exists()
        assert any("går inte att skriva i" in remark for remark in made.remarks)
    finally:
        for place in places:
            place.chmod(place.stat().st_mode | 0o200)


def test_page_numbers_that_are_estimates_are_said_to_be(workspace: Workspace) -> None:
    assert not exported(workspace, Variant.ANSWER).remarks
    own = workspace.folder / "mall.docx"
    with (
        zipfile.ZipFile(shipped.folder("templates") / "standard.docx") as standard,
        zipfile.ZipFile(own, "w") as other,
    ):
        for name in standard.namelist():
            content = standard.read(name)
            other.writestr(name, content.replace(b'"Arial"', b'"Papyrus"'))
    workspace.set_facts([("response.template", "mall.docx")])
    (told,) = [r for r in exported(workspace, Variant.ANSWER).remarks if "Sidnumren" in r]
    assert "typsnittet Papyrus i mallen har okända bredder" in told


# Any response at all


@pytest.fixture(scope="module")
def paper() -> Template:
    path = shipped.folder("templates") / "standard.docx"
    return Template.read(path.read_bytes(), path.name)


def words(text: str) -> Counter[str]:
    return Counter(text.replace("\N{NO-BREAK SPACE}", " ").split())


@settings(max_examples=settings().max_examples // 20)
@given(made=responses())
def test_any_answer_is_fit_to_be_sent_and_says_the_same_in_both_formats(
    paper: Template, made: Response
) -> None:
    document = joint_answer(made, OPTIONS)
    docx, pdf = write(document, paper), typeset.write(document)
    refuse_unfit("svar.docx", docx)
    refuse_unfit("svar.pdf", pdf)
    told = words(" ".join(doc.texts(document.body)))
    in_word = words(" ".join(body_text(open_package(docx, "svar.docx"))))
    in_pdf = words(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    assert told - in_word == Counter()
    assert {word for word in told - in_pdf if word.isalnum()} == set()
