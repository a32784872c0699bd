"""Knowing a document again: any version, any machine, and what differs when it was changed."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.builder import contribution, make_response
from workbench.core.adoption import Decision, Stance
from workbench.core.contribution import AgreedText
from workbench.core.position import Position
from workbench.storage import shipped
from workbench.workspace.exporting import Exported, ExportOptions, Variant
from workbench.workspace.record import made_documents
from workbench.workspace.workspace import Workspace

FILES = {
    "text/7.3.4.md": '+++\nposition = "tillstyrker"\n+++\n\nKommunerna tillstyrker förslaget.\n',
    "text/sammanfattning.md": "Kommunerna tillstyrker förslagen.\n",
    "municipalities/falun/contributions/7.3.4.md": contribution(
        "tillstyrker", "Falu kommun tillstyrker förslaget."
    ),
}
SENTENCE = "Medel nummer {} behövs för arbetet."


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_response(tmp_path / "svar", FILES)


def exported(workspace: Workspace, variant: Variant = Variant.ANSWER, **more: object) -> Exported:
    chosen = ExportOptions(variant=variant, **more)  # type: ignore[arg-type]
    return workspace.export(chosen, despite="prov")


def write(workspace: Workspace, number: int) -> None:
    text = f"Kommunerna tillstyrker förslaget.\n{SENTENCE.format(number)}\n"
    workspace.write_text("7.3.4", AgreedText(position=Position.SUPPORT, text=text))


def kept(made: Exported, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return Path(shutil.copy(made.files[0].path, folder / made.files[0].path.name))


def edited(path: Path, before: str, after: str) -> None:
    """Change words in a Word file as any program may."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts = {name: part.replace(before.encode(), after.encode()) for name, part in parts.items()}
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data)
    path.write_bytes(whole.getvalue())


@pytest.mark.parametrize("variant", [Variant.ANSWER, Variant.DRAFT, Variant.TRACKED])
def test_what_was_made_is_recorded_and_known_long_afterwards(
    workspace: Workspace, tmp_path: Path, variant: Variant
) -> None:
    made = exported(workspace, variant)
    file = kept(made, tmp_path / "kvar")
    for number in range(3):
        write(workspace, number)
        exported(workspace, Variant.DRAFT)
    verdict = workspace.verify(file)
    assert (verdict.version, verdict.variant) == (made.version, variant.value)
    assert not verdict.is_current


def test_a_version_of_long_ago_is_found_without_any_record(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(workspace, 0)
    made = exported(workspace, Variant.DRAFT)
    file = kept(made, tmp_path / "kvar")
    for number in range(1, 20):
        write(workspace, number)
        workspace.set_milestone(f"utkast-{number}")
    forgotten = workspace.folder / "documents.toml"
    forgotten.unlink()
    workspace.save_outside_edits()
    assert not made_documents(workspace.desk).document
    assert workspace.verify(file).version == made.version


def test_making_the_same_again_records_nothing_new(workspace: Workspace) -> None:
    exported(workspace)
    acts = len(workspace.log())
    exported(workspace)
    assert len(workspace.log()) == acts


def test_rows_are_added_below_what_somebody_wrote(workspace: Workspace) -> None:
    exported(workspace)
    record = workspace.folder / "documents.toml"
    noted = f"# Skickat till nämnden.\n{record.read_text()}"
    record.write_text(noted)
    workspace.save_outside_edits()
    exported(workspace, Variant.DRAFT)
    assert record.read_text().startswith(noted)
    assert [row.kind for row in made_documents(workspace.desk).document] == ["svar", "utkast"]


def test_a_municipality_records_what_it_made_in_its_own_folder(workspace: Workspace) -> None:
    options = ExportOptions(variant=Variant.BASIS, municipality="Falun")
    workspace.export(options, party="Falun")
    assert "municipalities/falun/documents.toml" in workspace.desk.files()
    (row,) = made_documents(workspace.desk).document
    assert (row.kind, row.municipality) == ("beslutsunderlag", "falun")


def test_a_changed_file_is_told_apart_section_by_section(workspace: Workspace) -> None:
    write(workspace, 7)
    made = exported(workspace)
    edited(made.files[0].path, "Medel nummer 7", "Medel nummer 70")
    verdict = workspace.verify(made.files[0].path)
    assert not verdict.version
    (difference,) = verdict.differences
    assert difference.section.startswith("7.3.4")
    assert "Medel nummer 7 " in difference.expected
    assert "Medel nummer 70 " in difference.found


def test_a_file_saved_by_another_program_says_the_same(workspace: Workspace) -> None:
    made = exported(workspace)
    edited(made.files[0].path, "ingenting", "")
    verdict = workspace.verify(made.files[0].path)
    assert (verdict.version, verdict.differences) == ("", ())
    assert verdict.nearest == made.version[:10]


def test_who_adopted_just_this_text_and_who_another(workspace: Workspace) -> None:
    workspace.set_milestone("utkast-1")
    write(workspace, 1)
    workspace.set_milestone("utkast-2")
    facts = {"stance": Stance.STANDS_BEHIND, "date": "2021-01-18", "level": "nämnd"}
    for party, version in {"Falun": "utkast-1", "Borlänge": "utkast-2"}.items():
        decision = Decision.model_validate(facts | {"version": version}, strict=False)
        workspace.adopt(decision, party=party)
    verdict = workspace.verify(exported(workspace).files[0].path)
    assert verdict.adopted_by == ("Borlänge",)
    assert [(a.name, a.differs_in) for a in verdict.adoptions if a.differs_in] == [
        ("Falun", ("7.3.4",))
    ]


# Templates


def own_template(workspace: Workspace) -> Path:
    path = workspace.folder / "mall.docx"
    shutil.copy(shipped.folder("templates") / "standard.docx", path)
    workspace.set_facts([("response.template", "mall.docx")])
    return path


def test_an_own_template_is_kept_in_the_history(workspace: Workspace) -> None:
    own_template(workspace)
    assert workspace.outside_edits().own == ("mall.docx",)
    exported(workspace)
    assert workspace.outside_edits().own == ()
    assert workspace.log()[1].subject == "Sparade mallen mall.docx"


def test_a_document_is_known_after_its_template_was_changed(
    workspace: Workspace, tmp_path: Path
) -> None:
    template = own_template(workspace)
    first = exported(workspace)
    file = kept(first, tmp_path / "kvar")
    edited(template, "Er beteckning", "Ert diarienummer")
    again = exported(workspace)
    assert again.files[0].sha256 != first.files[0].sha256
    (workspace.folder / "documents.toml").unlink()
    workspace.save_outside_edits()
    assert workspace.verify(file).version == first.version


def test_a_document_is_known_on_another_machine(workspace: Workspace, tmp_path: Path) -> None:
    own_template(workspace)
    made = exported(workspace)
    bundle = tmp_path / "history.bundle"
    workspace.desk.history.bundle(bundle)
    elsewhere = tmp_path / "elsewhere"
    made_there = subprocess.run(
        ["git", "clone", "-q", "-b", "main", str(bundle), str(elsewhere)],
        check=False,
        capture_output=True,
    )
    assert made_there.returncode == 0, made_there.stderr
    assert Workspace.open(elsewhere).verify(made.files[0].path).version == made.version
