"""Deciding about changes and conflicts, and merging, with keys."""

from pathlib import Path

from tests.tui.conftest import Running
from tests.tui.running import press, settled, shown
from workbench.core.reviewing.decisions import Verdict, Way
from workbench.tui.screen import Go
from workbench.tui.screens.merge import MergeScreen
from workbench.workspace import Workspace


async def test_taking_in_what_nobody_disputes_and_undoing_it(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        pilot.app.post_message(reviewed)
        await settled(pilot)
        assert "3 ändringar" in shown(pilot.app)
        await press(pilot, "o")
        assert "Full statlig" in Workspace.open(folder).response.agreed["7.3.4"].text
        await press(pilot, "u")
        assert "Ta tillbaka vilket beslut?" in shown(pilot.app)
        await press(pilot, "enter")
    assert "Full statlig" not in Workspace.open(folder).response.agreed["7.3.4"].text


async def test_rejecting_needs_a_reason(running: Running, folder: Path, reviewed: Go) -> None:
    async with running() as pilot:
        pilot.app.post_message(reviewed)
        await settled(pilot)
        await press(pilot, "r", "escape")
        assert not Workspace.open(folder).review("7.3.4").decisions.standing
        await press(pilot, "r", "N", "e", "j", "enter")
    (row,) = Workspace.open(folder).review("7.3.4").decisions.standing
    assert (row.verdict, row.reason) == (Verdict.REJECTED, "Nej")


async def test_no_view_changes_what_is_saved(running: Running, folder: Path, reviewed: Go) -> None:
    before = Workspace.open(folder).desk.files()
    async with running() as pilot:
        pilot.app.post_message(reviewed)
        await settled(pilot)
        texts = []
        for _ in range(3):
            await press(pilot, "v")
            texts.append(shown(pilot.app))
    assert len(set(texts)) == 3
    assert Workspace.open(folder).desk.files() == before


async def test_a_conflict_is_seen_from_the_overview_and_settled_with_one_key(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        assert "1 olöst konflikt i 7.3.4" in shown(pilot.app)
        pilot.app.post_message(Go("conflicts", reviewed.section))
        await settled(pilot)
        assert "Konflikt 1 av 1" in shown(pilot.app)
        await press(pilot, "2")
        assert "Alla konflikter är avgjorda" in shown(pilot.app)
    workspace = Workspace.open(folder)
    assert "staten betalar" in workspace.response.agreed["7.3.4"].text
    assert workspace.review("7.3.4").decisions.standing[-1].way is Way.CHOSE


async def test_a_municipality_cannot_decide(running: Running, folder: Path, reviewed: Go) -> None:
    async with running(party="falun") as pilot:
        pilot.app.post_message(Go("conflicts", reviewed.section))
        await settled(pilot)
        await press(pilot, "1")
        assert "kan inte avgöra" in shown(pilot.app)
    assert not Workspace.open(folder).review("7.3.4").decisions.standing


async def test_merging_with_a_sentence_left_out(running: Running, folder: Path) -> None:
    async with running() as pilot:
        pilot.app.post_message(Go("merge", "10.3.5"))
        await settled(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, MergeScreen)
        left_out = screen._proposed[-1].text
        await press(pilot, "end", "space", "ctrl+s")
        assert "gemensam text finns" in shown(pilot.app)
    workspace = Workspace.open(folder)
    text = workspace.response.agreed["10.3.5"].text
    assert text.strip()
    assert left_out not in text
    assert all(sentence.origins for sentence in workspace.blame("10.3.5"))
