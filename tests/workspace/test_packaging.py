"""Sending: the package, its record, letters afterwards, the archive, and recognising a file."""

import datetime as dt
import hashlib
import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.builder import contribution, make_response
from workbench import mail
from workbench.core.contribution import AgreedText
from workbench.core.position import Position
from workbench.core.sending import FILE, Kind
from workbench.errors import InputError, StageError
from workbench.workspace import archiving, packaging
from workbench.workspace.exporting import ExportOptions, Variant
from workbench.workspace.packaging import LetterWanted, Packaged, PackageOptions
from workbench.workspace.record import sendings
from workbench.workspace.workspace import Workspace

NAME = "S2020-06592 Kommunerna i Provlän"
AT = dt.datetime.fromisoformat("2021-01-29T14:05")
NOTHING = PackageOptions()
FILES = {
    "text/7.3.4.md": '+++\nposition = "tillstyrker"\n+++\n\nKommunerna tillstyrker förslaget.\n',
    "text/sammanfattning.md": "Kommunerna tillstyrker förslagen.\n",
    "municipalities/falun/contributions/7.3.4.md": contribution(
        "tillstyrker", "Falu kommun tillstyrker förslaget."
    ),
}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_response(tmp_path / "svar", FILES)


def packed(workspace: Workspace, options: PackageOptions = NOTHING) -> Packaged:
    return packaging.package(workspace.desk, workspace.seat(), options, despite="prov")


def sent(workspace: Workspace) -> None:
    packed(workspace)
    packaging.record_package(workspace.desk, workspace.seat(), NOTHING, AT)


def test_the_package_holds_everything(workspace: Workspace) -> None:
    made = packed(workspace)
    assert made.folder == workspace.folder / "export" / "paket"
    assert [path.name for path in (*made.files, made.message)] == [
        f"{NAME}.docx",
        f"{NAME}.pdf",
        f"{NAME} följebrev.docx",
        f"{NAME} sändlista.docx",
        f"{NAME}.eml",
    ]
    assert all(path.stat().st_size > 0 for path in (*made.files, made.message))


def test_the_message_is_ready_to_be_sent(workspace: Workspace) -> None:
    made = packed(workspace)
    message = mail.read(made.message.read_bytes(), made.message.name)
    assert message.to == ("s.remissvar@regeringskansliet.se",)
    assert message.subject == "S2020/06592 Kommunerna i Provlän"
    assert [a.name for a in message.attachments] == [f"{NAME}.docx", f"{NAME}.pdf"]
    assert [a.data for a in message.attachments] == [p.read_bytes() for p in made.files[:2]]


def test_what_lies_among_the_attachments_goes_along(workspace: Workspace) -> None:
    folder = workspace.folder / "attachments"
    folder.mkdir()
    (folder / "bilaga-a-tabeller.pdf").write_bytes(b"%PDF-1.7 tabeller")
    assert workspace.save_outside_edits() == ("attachments/bilaga-a-tabeller.pdf",)
    assert "bilaga-omnamns-inte" in {finding.code for finding in workspace.check()}
    made = packed(workspace)
    message = mail.read(made.message.read_bytes(), made.message.name)
    names = [attachment.name for attachment in message.attachments]
    assert names == [f"{NAME}.docx", f"{NAME}.pdf", f"{NAME} bilaga-a-tabeller.pdf"]
    workspace.record_package(at=AT)
    (sending,) = sendings(workspace.desk).sending
    assert [file.name for file in sending.files] == names
    assert sending.version


def test_other_receivers_may_be_named(workspace: Workspace) -> None:
    made = packed(workspace, PackageOptions(to=("registrator@example.se",)))
    assert made.to == ("registrator@example.se",)
    with pytest.raises(InputError, match="e-postadress"):
        packed(workspace, PackageOptions(to=("ingen",)))


def test_errors_stop_the_package_as_they_stop_the_answer(workspace: Workspace) -> None:
    with pytest.raises(StageError, match="kontrollen hittar"):
        packaging.package(workspace.desk, workspace.seat(), NOTHING)


def test_only_the_coordinator_sends(workspace: Workspace) -> None:
    with pytest.raises(StageError, match="Falun"):
        packaging.package(workspace.desk, workspace.seat("Falun"), NOTHING, despite="prov")


def test_what_was_sent_is_recorded_as_it_was(workspace: Workspace) -> None:
    made = packed(workspace)
    packaging.record_package(workspace.desk, workspace.seat(), NOTHING, AT)
    (sending,) = sendings(workspace.desk).sending
    assert (sending.kind, sending.at, sending.to) == (Kind.ANSWER, AT, made.to)
    assert [(f.name, f.sha256) for f in sending.files] == [
        (path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in made.files[:2]
    ]
    assert sending.version
    assert (workspace.folder / FILE).exists()
    assert workspace.outside_edits().own == ()


def test_nothing_is_recorded_before_there_is_a_package(workspace: Workspace) -> None:
    with pytest.raises(StageError, match="inget att anteckna"):
        packaging.record_package(workspace.desk, workspace.seat(), NOTHING)


def test_a_file_that_was_sent_is_known(workspace: Workspace) -> None:
    sent(workspace)
    verdict = workspace.verify(workspace.folder / "export" / "paket" / f"{NAME}.pdf")
    assert verdict.sent is not None
    assert verdict.sent.at == AT
    assert verdict.is_current
    assert verdict.variant == "svar"


def test_recording_changes_nothing_of_what_the_answer_says(workspace: Workspace) -> None:
    before = [p.read_bytes() for p in packed(workspace).files]
    packaging.record_package(workspace.desk, workspace.seat(), NOTHING, AT)
    assert [p.read_bytes() for p in packed(workspace).files][:2] == before[:2]


# Letters


def letter(workspace: Workspace, wanted: LetterWanted) -> Packaged:
    return packaging.letter(workspace.desk, workspace.seat(), wanted, NOTHING)


def test_letters_are_about_what_was_sent(workspace: Workspace) -> None:
    wanted = LetterWanted(Kind.WITHDRAWAL, ("7.3.4",))
    with pytest.raises(StageError, match="inget yttrande är antecknat"):
        letter(workspace, wanted)
    sent(workspace)
    made = letter(workspace, wanted)
    assert [path.name for path in made.files] == [
        f"{NAME} återkallelse 7.3.4.docx",
        f"{NAME} återkallelse 7.3.4.pdf",
    ]
    assert made.subject == "S2020/06592 Kommunerna i Provlän, återkallelse"


def test_a_letter_that_was_sent_is_recorded_with_what_it_is_about(workspace: Workspace) -> None:
    sent(workspace)
    wanted = LetterWanted(Kind.WITHDRAWAL, ("7.3.4",), "Falun", "Nytt beslut.")
    desk, seat = workspace.desk, workspace.seat()
    with pytest.raises(StageError, match="finns inte"):
        packaging.record_letter(desk, seat, wanted, NOTHING)
    letter(workspace, wanted)
    packaging.record_letter(desk, seat, wanted, NOTHING, AT + dt.timedelta(days=10))
    last = sendings(desk).sending[-1]
    assert (last.kind, last.sections, last.municipality) == (Kind.WITHDRAWAL, ("7.3.4",), "falun")
    assert last.reason == "Nytt beslut."
    assert sendings(desk).answer is not None
    assert sendings(desk).answer.at == AT  # type: ignore[union-attr]


def test_an_addendum_needs_something_to_add(workspace: Workspace) -> None:
    sent(workspace)
    with pytest.raises(InputError, match="saknar gemensam text"):
        letter(workspace, LetterWanted(Kind.ADDENDUM, ("10.3.5",)))
    assert letter(workspace, LetterWanted(Kind.ADDENDUM, ("7.3.4",))).files


# The archive


def test_the_archive_can_be_read_without_the_workbench(
    workspace: Workspace, tmp_path: Path
) -> None:
    sent(workspace)
    made = archiving.archive(workspace.desk, tmp_path / "arkiv")
    names = {str(path.relative_to(made.folder)) for path in made.files}
    assert {"LÄSMIG.txt", "logg.txt", "diarielista.csv", "history.bundle", "SHA256SUMS"} <= names
    assert {f"dokument/{NAME}.docx", f"dokument/{NAME}.pdf", "svaret/text/7.3.4.md"} <= names
    for line in (made.folder / "SHA256SUMS").read_text().splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((made.folder / name).read_bytes()).hexdigest() == digest
    subprocess.run(
        ["git", "clone", "-q", "-b", "main", made.folder / "history.bundle", tmp_path / "klon"],
        check=True,
        capture_output=True,
    )
    assert (tmp_path / "klon" / "text" / "7.3.4.md").exists()
    listed = (made.folder / "diarielista.csv").read_text(encoding="utf-8-sig")
    assert "2021-01-29;ut;Yttrande;s.remissvar@regeringskansliet.se" in listed


def test_the_archive_holds_just_what_was_sent(workspace: Workspace, tmp_path: Path) -> None:
    made = packed(workspace, PackageOptions(date=dt.date(2021, 1, 28)))
    packaging.record_package(workspace.desk, workspace.seat(), NOTHING, AT)
    workspace.write_text("7.3.4", AgreedText(position=Position.SUPPORT, text="Något annat.\n"))
    archiving.archive(workspace.desk, tmp_path / "arkiv")
    for path in made.files[:2]:
        assert (tmp_path / "arkiv" / "dokument" / path.name).read_bytes() == path.read_bytes()


def test_the_archive_holds_the_letters_that_were_sent(workspace: Workspace, tmp_path: Path) -> None:
    sent(workspace)
    wanted = LetterWanted(Kind.WITHDRAWAL, ("7.3.4",), "Falun", "Nytt beslut.")
    made = letter(workspace, wanted)
    workspace.record_letter(wanted, at=AT + dt.timedelta(days=10))
    archived = workspace.archive(tmp_path / "arkiv").folder
    for path in made.files:
        kept = archived / "skickat" / "2021-02-08 återkallelse" / path.name
        assert kept.read_bytes() == path.read_bytes()
    made.files[0].unlink()
    again = workspace.archive(tmp_path / "senare").folder
    assert made.files[0].name in (again / "skickat" / "SAKNAS.txt").read_text()


def test_letters_and_what_goes_around_the_answer_are_known_again(workspace: Workspace) -> None:
    made = packed(workspace)
    sent(workspace)
    around = letter(workspace, LetterWanted(Kind.ADDENDUM, ("7.3.4",)))
    for path, kind in (
        (made.files[2], "följebrev"),
        (made.files[3], "sändlista"),
        (around.files[0], "tillägg"),
        (around.files[1], "tillägg"),
    ):
        assert workspace.verify(path).variant == kind


def test_an_archive_is_never_laid_on_top_of_something(workspace: Workspace) -> None:
    archiving.archive(workspace.desk)
    with pytest.raises(InputError, match="inte tom"):
        archiving.archive(workspace.desk)


# Recognising


@pytest.mark.parametrize(
    ("options", "variant"),
    [
        (ExportOptions(pdf=True), "svar"),
        (ExportOptions(pdf=True, date=dt.date(2021, 1, 28)), "svar"),
        (ExportOptions(variant=Variant.DRAFT, pdf=True), "utkast"),
        (ExportOptions(variant=Variant.SUMMARY, pdf=True), "sammanställning"),
        (ExportOptions(variant=Variant.BASIS, municipality="Falun", pdf=True), "beslutsunderlag"),
    ],
)
def test_every_kind_of_document_is_recognised(
    workspace: Workspace, options: ExportOptions, variant: str
) -> None:
    made = workspace.export(options, despite="prov")
    workspace.write_text("7.3.4", AgreedText(position=Position.SUPPORT, text="Något annat.\n"))
    for file in made.files:
        verdict = workspace.verify(file.path)
        assert (verdict.version, verdict.variant) == (made.version, variant)
        assert verdict.municipality == ("Falun" if variant == "beslutsunderlag" else "")
        assert not verdict.is_current


def test_working_copies_are_recognised_while_nothing_has_changed(workspace: Workspace) -> None:
    for variant in (Variant.TRACKED, Variant.ALTERNATIVES):
        made = workspace.export(ExportOptions(variant=variant))
        verdict = workspace.verify(made.files[0].path)
        assert (verdict.variant, verdict.marking) == (variant.value, variant.marking)


def changed(docx: bytes, old: str, new: str) -> bytes:
    """Return a Word file in which somebody has changed some words."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            copy.writestr(name, data.replace(old.encode(), new.encode()))
    return target.getvalue()


def test_what_was_changed_afterwards_is_told(workspace: Workspace, tmp_path: Path) -> None:
    made = workspace.export(ExportOptions(), despite="prov")
    file = tmp_path / "ändrad.docx"
    file.write_bytes(changed(made.files[0].path.read_bytes(), "tillstyrker förslaget", "avstyrker"))
    verdict = workspace.verify(file)
    assert verdict.version == ""
    assert verdict.nearest
    assert [(d.expected, d.found) for d in verdict.differences] == [
        ("Kommunerna tillstyrker förslaget.", "Kommunerna avstyrker.")
    ]


def test_only_the_form_may_differ(workspace: Workspace, tmp_path: Path) -> None:
    made = workspace.export(ExportOptions(), despite="prov")
    file = tmp_path / "sparad-om.docx"
    file.write_bytes(changed(made.files[0].path.read_bytes(), "ingenting sådant", "x"))
    verdict = workspace.verify(file)
    assert (verdict.version, verdict.differences) == ("", ())
    assert verdict.nearest


def test_what_is_no_document_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "brev.txt"
    file.write_text("hej")
    with pytest.raises(InputError):
        workspace.verify(file)
