"""What each screen looks like, at three sizes of terminal."""

import pytest

from tests.tui.conftest import Running
from tests.tui.running import check_snapshot, press
from workbench.tui.widgets.matrix import Matrix

SIZES = {"80x24": (80, 24), "120x40": (120, 40), "160x50": (160, 50)}


@pytest.mark.parametrize("size", SIZES)
async def test_screens(running: Running, size: str) -> None:
    async with running(size=SIZES[size]) as pilot:
        matrix = pilot.app.screen.query_one(Matrix)
        matrix.go_to("7.3.4", "falun")
        await press(pilot)
        check_snapshot(f"overview-{size}", pilot.app)
        await press(pilot, "enter")
        check_snapshot(f"section-{size}", pilot.app)
        await press(pilot, "f8")
        await pilot.pause(0.2)
        await press(pilot)
        check_snapshot(f"versions-{size}", pilot.app)
        await press(pilot, "f1")
        check_snapshot(f"explanation-{size}", pilot.app)
        await press(pilot, "escape", "g")
        check_snapshot(f"go-{size}", pilot.app)
