"""What each screen looks like, at three sizes of terminal."""

from tests.tui.conftest import REWRITTEN, Running
from tests.tui.running import differing, opened
from workbench.tui.destinations import DESTINATIONS
from workbench.tui.screen import Go
from workbench.tui.widgets.matrix import Matrix

SIZES = ((80, 24), (120, 40), (160, 50))


async def test_every_screen_looks_as_it_was_accepted(running: Running, reviewed: Go) -> None:
    wrong: list[str] = []
    async with running() as pilot:
        pilot.app.screen.query_one(Matrix).go_to("7.3.4", "falun")
        for name in DESTINATIONS:
            section = REWRITTEN if name == "versions" else reviewed.section
            await opened(pilot, Go(name, section, "falun"))
            wrong += await differing(name, pilot, SIZES)
        await opened(pilot, Go("merge", "10.3.5"))
        wrong += await differing("merge-composing", pilot, SIZES)
        wrong += await differing("explanation", pilot, SIZES, box="f1")
        wrong += await differing("go", pilot, SIZES, box="g")
    assert not wrong
