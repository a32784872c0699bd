"""Writing in a section: saving, positions, and what is not saved."""

from pathlib import Path

from tests.tui.conftest import Running
from tests.tui.running import press, settled, shown
from workbench.core.position import Position
from workbench.tui.screens.section import SectionScreen
from workbench.tui.widgets.editor import Editor
from workbench.tui.widgets.matrix import Matrix
from workbench.workspace import Workspace


async def test_writing_saving_and_seeing_it_in_the_matrix(running: Running, folder: Path) -> None:
    async with running() as pilot:
        pilot.app.screen.query_one(Matrix).go_to("5", "falun")
        await press(pilot, "enter")
        assert "för Falu kommun │ ● sparat   ingen ställning tagen" in shown(pilot.app)
        await press(pilot, "V", "i", "space", "s", "e", "r", "adiaeresis", "full_stop", "alt+1")
        assert "OSPARAT" in shown(pilot.app)
        await press(pilot, "ctrl+s")
        assert "● sparat" in shown(pilot.app)
        await press(pilot, "escape")
        assert "Falun om 5: tillstyrker" in shown(pilot.app)
    saved = Workspace.open(folder)
    assert saved.response.contributions["5", "falun"].text.startswith("Vi ser")
    assert saved.response.contributions["5", "falun"].position is Position.SUPPORT
    assert saved.log(limit=1)[0].person == "Utredare, Falu kommun"
    assert not saved.drafts_left()


async def test_the_coordinator_writes_the_agreed_text(running: Running, folder: Path) -> None:
    async with running() as pilot:
        pilot.app.screen.query_one(Matrix).go_to("7.3.4")
        await press(pilot, "e")
        assert "Samordnaren (gemensam text)" in shown(pilot.app)
        pilot.app.screen.query_one(Editor).text = "Helt ny text."
        await press(pilot, "ctrl+s", "escape")
    assert Workspace.open(folder).response.agreed["7.3.4"].text == "Helt ny text.\n"


async def test_leaving_unsaved_asks_and_keeps_the_text_for_next_time(
    running: Running, folder: Path
) -> None:
    async with running() as pilot:
        pilot.app.screen.query_one(Matrix).go_to("7.3.4", "falun")
        await press(pilot, "enter", "N", "y", "t", "escape")
        assert "Det du har gjort här är inte sparat." in shown(pilot.app)
        await press(pilot, "l")
        assert "Osparad text från förra gången i 7.3.4" in shown(pilot.app)
        await press(pilot, "enter")
        assert "Hämta tillbaka den" in shown(pilot.app)
        await press(pilot, "h")
        assert pilot.app.screen.query_one(Editor).text.startswith("Nyt")
        await press(pilot, "escape", "k")
    assert not Workspace.open(folder).drafts_left()
    assert "Nyt" not in Workspace.open(folder).response.contributions["7.3.4", "falun"].text


async def test_an_abandoned_position_is_offered_back_too(running: Running, folder: Path) -> None:
    async with running(party="falun") as pilot:
        pilot.app.screen.query_one(Matrix).go_to("5")
        await press(pilot, "enter", "alt+5")
        await press(pilot, "ctrl+q", "l")
    (left,) = Workspace.open(folder).drafts_left()
    assert '"avstyrker"' in left.facts


async def test_a_condition_is_asked_for(running: Running, folder: Path) -> None:
    async with running(party="falun") as pilot:
        pilot.app.screen.query_one(Matrix).go_to("5")
        await press(pilot, "enter", "alt+4")
        assert "Under vilket förbehåll?" in shown(pilot.app)
        await press(pilot, "o", "m", "enter", "ctrl+s")
    contribution = Workspace.open(folder).response.contributions["5", "falun"]
    assert (contribution.position, contribution.condition) == (Position.SUPPORT_ON_CONDITION, "om")


async def test_only_positions_that_fit_are_offered(running: Running) -> None:
    async with running(party="falun") as pilot:
        pilot.app.screen.query_one(Matrix).go_to("20.4.1")
        await press(pilot, "enter", "f2")
        assert "delar bedömningen" in shown(pilot.app)
        assert "tillstyrker" not in shown(pilot.app)


async def test_choosing_whom_to_write_for_by_letters(running: Running) -> None:
    async with running() as pilot:
        await press(pilot, "enter", "f4", "s", "ä", "l", "enter")
        assert "Malung-Sälens kommun" in shown(pilot.app)


async def test_a_refused_save_is_told_and_the_text_stays(running: Running) -> None:
    async with running(party="falun") as pilot:
        pilot.app.screen.query_one(Matrix).go_to("7.3.4")
        await press(pilot, "enter")
        pilot.app.screen.query_one(Editor).text = ""
        await press(pilot, "f2", *"inget st", "enter")
        await press(pilot, "ctrl+s")
        assert "Bidraget säger ingenting" in shown(pilot.app)
        assert "OSPARAT" in shown(pilot.app)
        await press(pilot, "escape", "k")


async def test_a_text_that_somebody_saved_meanwhile_is_not_overwritten(
    running: Running, folder: Path
) -> None:
    async with running(party="falun") as pilot:
        pilot.app.screen.query_one(Matrix).go_to("7.3.4")
        await press(pilot, "enter", "X")
        other = Workspace.open(folder)
        theirs = other.response.contributions["7.3.4", "falun"].model_copy(
            update={"text": "En kollegas text."}
        )
        other.contribute("7.3.4", theirs, party="falun")
        await press(pilot, "ctrl+s")
        assert "Någon har sparat en annan text" in shown(pilot.app)
        await press(pilot, "v", "escape", "k")
    saved = Workspace.open(folder).response.contributions["7.3.4", "falun"]
    assert saved.text == "En kollegas text.\n"


async def test_a_megabyte_can_be_pasted(running: Running, folder: Path) -> None:
    text = "Kommunen ser positivt på förslaget och dess syfte.\n" * 20_000
    async with running(party="falun") as pilot:
        await press(pilot, "enter")
        editor = pilot.app.screen.query_one(Editor)
        editor.insert(text)
        await settled(pilot)
        assert isinstance(pilot.app.screen, SectionScreen)
        pilot.app.screen.keep_now()
        (left,) = Workspace.open(folder).drafts_left()
        assert len(left.text) == len(text)
        await press(pilot, "escape", "k")


async def test_a_municipality_proposes_changes_of_the_agreed_text(
    running: Running, folder: Path
) -> None:
    async with running(party="falun") as pilot:
        pilot.app.screen.query_one(Matrix).go_to("7.3.4")
        await press(pilot, "enter", "f3")
        assert "Falu kommun föreslår ändringar" in shown(pilot.app)
        editor = pilot.app.screen.query_one(Editor)
        editor.text = editor.text.replace("rätt väg", "en god väg")
        await press(pilot, "ctrl+s")
        assert "● sparat" in shown(pilot.app)
        await press(pilot, "f3")
        assert "vårt bidrag" in shown(pilot.app)
        await press(pilot, "f3")
        assert "en god väg" in pilot.app.screen.query_one(Editor).text
    (change,) = Workspace.open(folder).review("7.3.4").review.pending
    assert change.slugs == ("falun",)
    assert "en god väg" in change.after
