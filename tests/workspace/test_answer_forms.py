"""The answer form: out to those who start from nothing, and back as their contributions."""

import shutil
from pathlib import Path

import pytest

from tests.builder import make_response
from tests.workspace.filled import Filler
from tests.workspace.libreoffice import saved_by_libreoffice
from workbench import mail
from workbench.core import places
from workbench.core.contribution import Contribution
from workbench.core.exchange import Purpose
from workbench.core.position import Position
from workbench.errors import InputError, StageError
from workbench.word.markup import Element
from workbench.word.names import w
from workbench.word.package import read_package
from workbench.word.returning.labels import read_labels
from workbench.workspace.exchange import SendOptions, SentCopy, read_exchange, send
from workbench.workspace.returning import Received, ReceiveOptions, receive
from workbench.workspace.workspace import Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_response(tmp_path / "svar")


def sent(workspace: Workspace, **options: object) -> SentCopy:
    chosen = SendOptions(("Falun",), form=True, **options)  # type: ignore[arg-type]
    (copy,) = send(workspace.desk, workspace.seat(), chosen)
    return copy


def form(workspace: Workspace) -> Filler:
    return Filler(sent(workspace).path.read_bytes())


def take_in(workspace: Workspace, data: bytes, **options: object) -> Received:
    file = workspace.folder.parent / "svar.docx"
    file.write_bytes(data)
    chosen = ReceiveOptions(**options)  # type: ignore[arg-type]
    return receive(workspace.desk, workspace.seat(), file, chosen)


def said(workspace: Workspace, key: str) -> Contribution:
    return workspace.response.contributions_to(key)["falun"]


def is_group(control: Element) -> bool:
    return control.find(f"{w('sdtPr')}/{w('group')}") is not None


def tag(control: Element) -> str:
    found = control.find(f"{w('sdtPr')}/{w('tag')}")
    return "" if found is None else found.get(w("val"), "")


# -- out ---------------------------------------------------------------------------------------


def test_a_form_is_locked_but_for_its_fields(workspace: Workspace) -> None:
    copy = sent(workspace)
    package = read_package(copy.path)
    settings = package.data("word/settings.xml").decode()
    assert "documentProtection" not in settings, "nobody can write in LibreOffice in such a form"
    assert "trackRevisions" not in settings
    controls = list(package.tree(package.main).iter(w("sdt")))
    groups = [tag(control) for control in controls if is_group(control)]
    fields = [tag(control) for control in controls if not is_group(control)]
    assert groups == ["om-er", *dict.fromkeys(read_exchange(workspace.desk).sent[-1].sections)]
    assert {field.removeprefix("svar:").partition("/")[0] for field in fields} == set(groups)
    assert read_labels(package)["remiss.form"] == "1"
    assert copy.path.name == "S2020-06592 Falu kommun svarsblankett.docx"


def test_a_form_can_be_left_open(workspace: Workspace) -> None:
    copy = sent(workspace, unlocked=True)
    package = read_package(copy.path)
    assert not any(is_group(control) for control in package.tree(package.main).iter(w("sdt")))


def test_what_can_be_chosen_fits_what_is_asked(workspace: Workspace) -> None:
    blank = form(workspace)
    assert {"tillstyrker", "avstyrker"} < set(blank.choices("7.3.4"))
    assert "delar bedömningen" not in blank.choices("7.3.4")
    assert "delar bedömningen" in blank.choices("20.4.1")
    assert "tillstyrker" not in blank.choices("20.4.1")
    assert blank.choices("7.3.4")[0] == "Välj ställningstagande"
    assert "delat" not in blank.choices("7.3.4")


def test_the_message_says_that_it_is_a_form(workspace: Workspace) -> None:
    message = mail.read(sent(workspace).message.read_bytes(), "mejl.eml")
    assert message.subject.endswith("svarsblankett (ARBETSMATERIAL – UTKAST)")
    assert "välj ett ställningstagande i listan" in message.body
    assert "7.3.4" in message.body


def test_a_form_that_went_out_is_remembered(workspace: Workspace) -> None:
    sent(workspace, sections=("7.3.4",))
    (row,) = read_exchange(workspace.desk).sent
    assert (row.form, row.sections) == (True, ("7.3.4",))


def test_what_was_said_before_is_told_and_not_asked_for_again(workspace: Workspace) -> None:
    own = Contribution(position=Position.REJECT)
    workspace.contribute("7.3.4", own, party="falun")
    assert "Avstyrker. Fyll bara i om ni vill ändra det." in "".join(
        t.text or "" for t in form(workspace).tree.iter("{*}t")
    )


def test_a_form_is_for_opinions(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="synpunkter"):
        sent(workspace, purpose=Purpose.BASIS)


# -- back --------------------------------------------------------------------------------------


def test_a_form_that_nobody_filled_in_says_nothing(workspace: Workspace) -> None:
    got = take_in(workspace, form(workspace).data)
    assert got.sections == ()
    assert "Inget svar är ifyllt" in got.remarks[0]
    assert not workspace.response.contributions


def filled(workspace: Workspace) -> Filler:
    return (
        form(workspace)
        .fill("om-er", Ifyllt_av="Eva Ek, socialchef")
        .fill("5", Synpunkter="Vi avstår här.")
        .fill("7.3.4", Ställningstagande="tillstyrker", Synpunkter="Det är bra.\n\nMen dyrt.")
        .fill(
            "10.3.5",
            Ställningstagande="tillstyrker med förbehåll",
            Förbehåll="under förutsättning att staten betalar",
        )
    )


def check_filled(workspace: Workspace) -> None:
    assert said(workspace, "5") == Contribution(text="Vi avstår här.\n")
    assert said(workspace, "7.3.4") == Contribution(
        position=Position.SUPPORT, text="Det är bra.\n\nMen dyrt.\n"
    )
    assert said(workspace, "10.3.5") == Contribution(
        position=Position.SUPPORT_ON_CONDITION, condition="under förutsättning att staten betalar"
    )
    assert "20.4.1" not in {key for key, _ in workspace.response.contributions}


def test_what_is_filled_in_becomes_contributions(workspace: Workspace) -> None:
    got = take_in(workspace, filled(workspace).data)
    check_filled(workspace)
    assert [(s.key, s.contribution) for s in got.sections] == [
        ("5", "text"), ("7.3.4", "tillstyrker och text"), ("10.3.5", "tillstyrker med förbehåll"),
    ]  # fmt: skip
    assert got.remarks == ("avsnitt 5: inget ställningstagande är valt.",)
    assert got.people == ("Eva Ek, socialchef, Falu kommun",)
    (version, *_) = workspace.desk.history.log(limit=1)
    assert version.author.name.startswith("Eva Ek, socialchef, Falu kommun, genom Samordnare")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="soffice finns inte")
def test_a_form_saved_by_libreoffice_says_the_same(workspace: Workspace, tmp_path: Path) -> None:
    data = saved_by_libreoffice(filled(workspace).data, tmp_path).read_bytes()
    take_in(workspace, data)
    check_filled(workspace)


def test_a_form_without_any_mark_says_the_same(workspace: Workspace) -> None:
    data = filled(workspace).lose_everything().data
    with pytest.raises(InputError, match="vilken kommun"):
        take_in(workspace, data)
    take_in(workspace, data, municipality="Falun")
    check_filled(workspace)


def test_a_cell_that_is_typed_over_is_read(workspace: Workspace) -> None:
    word = form(workspace).type_over("7.3.4", "Ställningstagande", "Avstyrker.")
    take_in(workspace, word.type_over("7.3.4", "Synpunkter", "För dyrt.").data)
    assert said(workspace, "7.3.4") == Contribution(position=Position.REJECT, text="För dyrt.\n")


@pytest.mark.parametrize(
    "text", ["Skriv era synpunkter här Det är dyrt.", "Det är dyrt. Skriv era synpunkter här"]
)
def test_a_prompt_that_is_left_beside_the_words_is_not_theirs(
    workspace: Workspace, text: str
) -> None:
    take_in(workspace, form(workspace).fill("7.3.4", Synpunkter=text).data)
    assert said(workspace, "7.3.4").text == "Det är dyrt.\n"


def test_every_row_that_cannot_stand_is_named(workspace: Workspace) -> None:
    word = (
        form(workspace)
        .type_over("5", "Ställningstagande", "avstyrkar")
        .type_over("20.4.1", "Ställningstagande", "tillstyrker")
        .fill("7.3.4", Ställningstagande="tillstyrker med förbehåll", Synpunkter="Bra.")
    )
    with pytest.raises(StageError) as refused:
        take_in(workspace, word.data)
    told = str(refused.value)
    assert "avsnitt 5: ”avstyrkar” är inget ställningstagande; menas ”avstyrker”?" in told
    assert "avsnitt 20.4.1 innehåller en bedömning" in told
    assert "avsnitt 7.3.4: ”tillstyrker med förbehåll” utan att förbehållet är ifyllt" in told
    assert not workspace.response.contributions
    meant = {"5": "avstyrker", "20.4.1": "delar bedömningen", "7.3.4": ""}
    take_in(workspace, word.data, positions=meant)
    assert said(workspace, "5").position is Position.REJECT
    assert said(workspace, "20.4.1").position is Position.AGREE
    assert said(workspace, "7.3.4") == Contribution(text="Bra.\n")


def test_a_condition_without_its_position_goes_into_the_text(workspace: Workspace) -> None:
    word = form(workspace).fill("7.3.4", Ställningstagande="avstyrker", Förbehåll="om inte X")
    got = take_in(workspace, word.data)
    assert said(workspace, "7.3.4") == Contribution(
        position=Position.REJECT, text="Förbehåll: om inte X\n"
    )
    assert "förbehållet lades sist i texten" in got.remarks[0]


def test_what_is_written_beside_the_fields_is_told(workspace: Workspace) -> None:
    got = take_in(workspace, filled(workspace).write_below("7.3.4", "Ring oss gärna.").data)
    assert "Står utanför fälten och togs inte in: ”Ring oss gärna.”" in got.remarks


def test_a_second_form_that_says_otherwise_is_refused_until_told(workspace: Workspace) -> None:
    take_in(workspace, filled(workspace).data)
    other = form(workspace).fill("7.3.4", Ställningstagande="avstyrker")
    with pytest.raises(StageError, match=r"avsnitt 7\.3\.4"):
        take_in(workspace, other.data)
    take_in(workspace, other.data, replace=True)
    assert said(workspace, "7.3.4").position is Position.REJECT
    assert said(workspace, "5").text == "Vi avstår här.\n"


def test_the_same_form_twice_is_taken_in_once(workspace: Workspace) -> None:
    data = filled(workspace).data
    take_in(workspace, data)
    assert take_in(workspace, data).again


def test_a_municipalitys_own_contribution_stands_before_the_form(workspace: Workspace) -> None:
    workspace.contribute("7.3.4", Contribution(position=Position.REJECT), party="falun")
    got = take_in(workspace, form(workspace).fill("7.3.4", Ställningstagande="tillstyrker").data)
    assert any("eget bidrag" in remark for remark in got.remarks)
    assert said(workspace, "7.3.4").position is Position.REJECT
    path = "municipalities/falun/received/contributions/7.3.4.md"
    assert b"tillstyrker" in workspace.desk.files()[path]


def test_a_preview_saves_nothing(workspace: Workspace) -> None:
    data = filled(workspace).data
    before = workspace.desk.history.heads()
    got = take_in(workspace, data, preview=True)
    assert [s.key for s in got.sections] == ["5", "7.3.4", "10.3.5"]
    assert workspace.desk.history.heads() == before


def test_received_contributions_lie_where_the_coordinator_writes(workspace: Workspace) -> None:
    take_in(workspace, filled(workspace).data)
    found = [p for p in workspace.desk.files() if "/contributions/" in p]
    assert all(places.owner(path) == "main" for path in found)
    assert len(found) == 3
