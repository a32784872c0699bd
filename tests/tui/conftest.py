"""A small response that is made once and copied, and the workbench opened on it."""

import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual._compositor import Compositor
from textual.pilot import Pilot
from textual.screen import Screen

from tests.builder import contribution, make_response
from tests.tui.running import settled
from workbench.config import Settings
from workbench.core.contribution import AgreedText
from workbench.tui.app import WorkbenchApp
from workbench.tui.screen import Go
from workbench.workspace import Workspace
from workbench.workspace.commenting import Remark

AGREED = """\
+++
position = "tillstyrker"
+++

Kommunerna tillstyrker förslaget.
Ett förebyggande perspektiv är rätt väg att gå.

Statlig finansiering bör följa.
"""

CONTENT = {
    "municipalities/borlange/contributions/7.3.4.md": contribution(
        "tillstyrker delvis", "Borlänge kommun tillstyrker förslaget delvis.\nKostnaden är oklar."
    ),
    "municipalities/falun/contributions/7.3.4.md": contribution(
        "tillstyrker", "Falu kommun tillstyrker förslaget.\nVi arbetar redan så."
    ),
    "municipalities/malung-salen/contributions/10.3.5.md": contribution(
        "avstyrker", "Malung-Sälens kommun avstyrker förslaget.\nAvgiften är ett incitament."
    ),
    "municipalities/falun/contributions/10.3.5.md": contribution(
        "tillstyrker", "Falu kommun tillstyrker förslaget.\nAvgiften är en administrativ börda."
    ),
    "text/7.3.4.md": AGREED,
}

REWRITTEN = "20.4.1"
"""A section that only the coordinator has written in, twice."""

Running = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The response; to be copied."""
    return make_response(tmp_path_factory.mktemp("clean") / "prov", CONTENT).folder


@pytest.fixture(scope="session")
def changed(clean: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The response with changes by two municipalities to 7.3.4; to be copied.

    A conflict, an undisputed change, and a comment. And a text that the coordinator has rewritten:
    acts of one party come in one order, while those of several in the same second do not.
    """
    folder = Path(shutil.copytree(clean, tmp_path_factory.mktemp("changed") / "prov"))
    workspace = Workspace.open(folder)
    text = workspace.response.agreed["7.3.4"].text
    falun = text.replace("förslaget.", "förslaget i huvudsak.").replace("Statlig", "Full statlig")
    workspace.propose_change("7.3.4", falun, party="falun")
    other = text.replace("förslaget.", "förslaget under förutsättning att staten betalar.")
    workspace.propose_change("7.3.4", other, party="malung-salen")
    workspace.comment("7.3.4", Remark("Behövs belopp?", quote="Statlig"), party="malung-salen")
    for words in ("Ingen lag behövs.", "Ingen särskild lag behövs nu."):
        workspace.write_text(REWRITTEN, AgreedText(text=words))
    return folder


@pytest.fixture
def reviewed() -> Go:
    """Make `folder` the response with changes; where they are."""
    return Go("review", "7.3.4")


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the response: with changes for a test that asks for `reviewed`, else without."""
    made = "changed" if "reviewed" in request.fixturenames else "clean"
    return Path(shutil.copytree(request.getfixturevalue(made), tmp_path / "prov"))


@pytest.fixture
def unseen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw only what a test looks at (`shown`), not each frame for a terminal that is not there."""

    def render_update(
        self: Compositor, *, screen_stack: list[Screen[object]] | None = None
    ) -> None:
        del screen_stack
        self._dirty_regions.clear()

    monkeypatch.setattr(Compositor, "render_update", render_update)


@pytest.fixture
def running(folder: Path, unseen: None) -> Running:
    """Open the workbench: `async with running(size=(80, 24), settings=…) as pilot`."""
    assert unseen is None

    @asynccontextmanager
    async def run(
        size: tuple[int, int] = (80, 24),
        settings: Settings | None = None,
        party: str = "",
        where: Path | None = None,
    ) -> AsyncIterator[Pilot[None]]:
        app = WorkbenchApp(where or folder, settings or Settings(), party)
        async with app.run_test(size=size, notifications=True) as pilot:
            await settled(pilot)
            yield pilot

    return run
