"""Going between screens: opening, choosing a response, versions, decisions, check and search."""

import datetime as dt
import shutil
from pathlib import Path

from textual.widgets import Input

from tests.tui.conftest import Running
from tests.tui.running import opened, press, shown
from workbench.config import Settings
from workbench.core.adoption import Stance
from workbench.core.position import Position
from workbench.tui.screen import Go
from workbench.tui.screens.check import destination
from workbench.tui.widgets.matrix import Matrix
from workbench.workspace import Workspace


async def test_a_folder_without_a_response_says_how_to_begin(
    running: Running, tmp_path: Path
) -> None:
    empty = tmp_path / "tom"
    empty.mkdir()
    async with running(where=empty) as pilot:
        assert "Här finns inget remissvar ännu." in shown(pilot.app)


async def test_one_response_in_a_folder_is_opened_and_several_are_listed(
    running: Running, folder: Path
) -> None:
    async with running(where=folder.parent) as pilot:
        assert pilot.app.screen.query(Matrix)
    shutil.copytree(folder, folder.parent / "annat")
    async with running(where=folder.parent) as pilot:
        assert "Vilket remissvar?" in shown(pilot.app)
        await press(pilot, "down", "enter")
        assert pilot.app.screen.query(Matrix)


async def test_a_response_that_cannot_be_read_says_why(running: Running, folder: Path) -> None:
    (folder / "response.toml").write_text("format = 1\n[response\n", "utf-8")
    async with running() as pilot:
        assert "response.toml" in shown(pilot.app)


async def test_restoring_asks_first(running: Running, folder: Path) -> None:
    workspace = Workspace.open(folder)
    agreed = workspace.response.agreed["7.3.4"]
    workspace.write_text("7.3.4", agreed.model_copy(update={"text": "Nytt."}))
    async with running() as pilot:
        await opened(pilot, Go("versions", "7.3.4"))
        assert "[-Kommunerna" in shown(pilot.app)
        await press(pilot, "f4", "down", "enter")  # the coordinator's acts
        await press(pilot, "end", "å")
        assert "Hämta tillbaka den gemensamma texten" in shown(pilot.app)
        await press(pilot, "å")
    assert Workspace.open(folder).response.agreed["7.3.4"].text == agreed.text


async def test_a_milestone_is_set(running: Running, folder: Path) -> None:
    async with running() as pilot:
        await opened(pilot, Go("versions"))
        await press(pilot, "t", "u", "1", "enter")
        assert "◆ u1" in shown(pilot.app)
    assert Workspace.open(folder).log(limit=1)[0].milestone == "u1"


async def test_a_decision_is_recorded_and_a_bad_date_is_told(
    running: Running, folder: Path
) -> None:
    async with running(party="falun") as pilot:
        await opened(pilot, Go("decisions"))
        await press(pilot, "enter", "enter", "enter", "enter", "i", "g", "å", "r")
        await press(pilot, "ctrl+s")
        assert "”igår” är inget datum" in shown(pilot.app)
        await press(pilot, "enter", "enter", "enter")
        pilot.app.screen.query_one("#body", Input).value = "KS"
        pilot.app.screen.query_one("#date", Input).value = "2021-01-18"
        await press(pilot, "ctrl+s")
    decision = Workspace.open(folder).response.adoptions["falun"].decision
    assert decision is not None
    assert (decision.stance, decision.body) == (Stance.STANDS_BEHIND, "KS")
    assert decision.date == dt.date(2021, 1, 18)


async def test_search_finds_what_anybody_wrote_and_opens_it(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "slash", *"incita")
        assert "1 träff" in shown(pilot.app)
        await press(pilot, "enter")
        assert "för Malung-Sälens kommun │ ● sparat   avstyrker" in shown(pilot.app)
        await press(pilot, "escape")
        assert "1 träff" in shown(pilot.app)


async def test_commands_are_found_by_name(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "ctrl+p", *"konflikter", "enter")
        assert "Alla konflikter är avgjorda" in shown(pilot.app)


async def test_g_and_a_letter_go_at_once_and_g_alone_lists_the_places(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "g", "k")
        assert "Alla konflikter är avgjorda" in shown(pilot.app)
        await press(pilot, "g")
        assert "Kontroll och export" in shown(pilot.app)
        await press(pilot, "ö")
        assert pilot.app.screen.query(Matrix)
        assert len(pilot.app.screen_stack) == 2  # and the library's own


async def test_keys_come_from_the_settings_and_bad_ones_are_told(running: Running) -> None:
    keys = {"overview.next": "ctrl+n", "screen.help": "f99x"}
    settings = Settings(keys={"screen.next": "f9", **keys}, theme="finns-inte")
    async with running(settings=settings) as pilot:
        text = shown(pilot.app)
        assert "”f99x” är ingen tangent" in text
        assert "Färgtemat ”finns-inte” finns inte" in text
        assert pilot.app.screen.active_bindings["f9"].binding.description == "Nästa"


async def test_what_another_program_changed_is_told_and_saved(
    running: Running, folder: Path
) -> None:
    file = folder / "text" / "7.3.4.md"
    file.write_text(file.read_text("utf-8").replace("rätt väg", "en god väg"), "utf-8")
    async with running() as pilot:
        assert "Ändrat i annat program; Ctrl+S sparar: text/7.3.4.md" in shown(pilot.app)
        await press(pilot, "ctrl+s")
        assert "Ändrat i annat program" not in shown(pilot.app)
    assert "en god väg" in Workspace.open(folder).response.agreed["7.3.4"].text


async def test_an_officer_stays_at_the_own_desk_whoever_wrote_what_is_found(
    running: Running,
) -> None:
    async with running(party="falun") as pilot:
        await press(pilot, "slash", *"incita", "enter")
        assert "för Falu kommun │ ● sparat   tillstyrker   10.3.5" in shown(pilot.app)
        await press(pilot, "escape", "escape", "slash", *"7.3.4")
        await press(pilot, "enter")
        assert "för Falu kommun │ ● sparat   tillstyrker   7.3.4" in shown(pilot.app)


async def test_to_open_is_not_offered_where_there_is_nothing(
    running: Running, tmp_path: Path
) -> None:
    empty = tmp_path / "tom"
    empty.mkdir()
    async with running(where=empty) as pilot:
        keys = shown(pilot.app).splitlines()[-1]
        assert "d Gör exemplet" in keys
        assert "Öppna" not in keys


async def test_a_finding_leads_to_where_it_is_put_right(
    running: Running, folder: Path, reviewed: Go
) -> None:
    found = [finding for finding in Workspace.open(folder).check() if destination(finding)]
    places = {going.to for finding in found if (going := destination(finding))}
    assert places == {"conflicts", "review", "decisions", "section"}
    async with running() as pilot:
        await opened(pilot, Go("check"))
        assert "Gå dit" not in shown(pilot.app)  # the deadline stands on no screen
        await press(pilot, "n", "n", "n", "enter")
        assert f"Konflikt 1 av 1 · {reviewed.section}" in shown(pilot.app)


async def test_what_was_taken_a_stand_on_is_told_in_words(running: Running, folder: Path) -> None:
    workspace = Workspace.open(folder)
    agreed = workspace.response.agreed["7.3.4"]
    workspace.write_text("7.3.4", agreed.model_copy(update={"position": Position.REJECT}))
    async with running(size=(120, 40)) as pilot:
        await opened(pilot, Go("versions", "7.3.4"))
        assert "Ställning: [-tillstyrker-]{+avstyrker+}" in shown(pilot.app)
        assert "position =" not in shown(pilot.app)
