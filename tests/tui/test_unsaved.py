"""What was written in a box, or made of a proposal, and not saved: kept, offered, thrown away."""

import re
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from tests.tui.conftest import Running
from tests.tui.running import opened, press, settled, shown
from workbench.core.contribution import AgreedText
from workbench.tui.screen import Go
from workbench.tui.screens.merge import MergeScreen
from workbench.tui.screens.section import SectionScreen
from workbench.tui.screens.writing import Writing
from workbench.tui.unsaved import Kind, Place
from workbench.tui.widgets.editor import Editor
from workbench.workspace import Workspace

OFFERED = "Här finns osparad text från förra gången"

BOXES = [
    pytest.param(Go("conflicts", "7.3.4"), "s", Kind.WORDING, id="a new wording"),
    pytest.param(Go("review", "7.3.4"), "r", Kind.REASON, id="a reason"),
    pytest.param(Go("review", "7.3.4"), "k", Kind.COMMENT, id="a comment"),
    pytest.param(Go("merge", "10.3.5"), "e", Kind.SENTENCE, id="a sentence"),
]


def kept(folder: Path) -> list[tuple[Place, str]]:
    return [(Place.of(one.key), one.text) for one in Workspace.open(folder).drafts_left()]


@pytest.mark.parametrize(("go", "key", "kind"), BOXES)
async def test_what_is_written_in_a_box_survives_the_program(
    running: Running, folder: Path, reviewed: Go, go: Go, key: str, kind: Kind
) -> None:
    assert reviewed
    async with running() as pilot:
        await opened(pilot, go)
        await press(pilot, key, *"Därför.")  # and then the program ends: nobody is asked
    ((place, text),) = kept(folder)
    assert (place.section, place.kind) == (go.section, kind)
    assert text.endswith("Därför.")
    async with running() as pilot:
        assert f"Osparad text från förra gången i {place}" in shown(pilot.app)
        await opened(pilot, go)
        await press(pilot, key)
        assert OFFERED in shown(pilot.app)
        await press(pilot, "h")
        assert pilot.app.screen.query_one(Editor).text == text
        await press(pilot, "ctrl+s")
        assert not isinstance(pilot.app.screen, Writing)
    assert not [one for one, _ in kept(folder) if one.kind is kind]


async def test_a_box_that_is_put_aside_is_offered_again_and_can_be_emptied(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        await press(pilot, "r", *"Nej", "escape", "l")
        assert [text for _, text in kept(folder)] == ["Nej"]
        await press(pilot, "r", "v")
        assert not isinstance(pilot.app.screen, Writing)
        await press(pilot, "r", "k")
        assert pilot.app.screen.query_one(Editor).text == ""
        await press(pilot, "escape", "r")
        assert OFFERED not in shown(pilot.app)
    assert not kept(folder)


async def test_a_refused_act_gives_the_text_back(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        await press(pilot, "r", *"För dyrt.")
        workspace = Workspace.open(folder)  # somebody else decides meanwhile
        for one in workspace.review("7.3.4").review.pending:
            workspace.reject("7.3.4", [one.id], reason="Redan avgjort.")
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Writing)
        assert pilot.app.screen.query_one(Editor).text == "För dyrt."
        await press(pilot, "escape", "k")


async def test_what_was_left_is_listed_shown_and_thrown_away(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        await press(pilot, "r", *"För dyrt.", "escape", "l", "escape", "d")
        listed = " ".join(shown(pilot.app).split())
        assert re.search(r"7\.3\.4 \(motivering\) · Samordnaren · [^·]+ · För dyrt\.", listed)
        await press(pilot, "enter", "g")
        assert "Granska 7.3.4" in shown(pilot.app)
        await press(pilot, "escape", "d", "enter", "k")
        assert "Osparad text" not in shown(pilot.app)
    assert not kept(folder)


async def test_what_was_made_of_a_proposal_is_kept_and_gone_on_with(
    running: Running, folder: Path
) -> None:
    async with running() as pilot:
        await opened(pilot, Go("merge", "10.3.5"))
        assert "förslag" in shown(pilot.app)
        await press(pilot, "end", "space")
        assert "OSPARAT" in shown(pilot.app)
        await press(pilot, "f5", "e", *" Ja.", "ctrl+s")
        screen = pilot.app.screen
        assert isinstance(screen, MergeScreen)
        assert screen._work is not None
        made = screen._work.choices
    assert [place.kind for place, _ in kept(folder)] == [Kind.COMPOSED]
    async with running() as pilot:
        await opened(pilot, Go("merge", "10.3.5"))
        assert OFFERED in shown(pilot.app)
        await press(pilot, "h")
        screen = pilot.app.screen
        assert isinstance(screen, MergeScreen)
        assert screen._work is not None
        assert screen._work.choices == made
        await press(pilot, "escape", "f", "escape", "s")
    assert " Ja." in Workspace.open(folder).response.agreed["10.3.5"].text.replace("\n", " ")
    assert not kept(folder)


async def test_choices_are_thrown_away_only_when_one_says_so(
    running: Running, folder: Path
) -> None:
    async with running() as pilot:
        await opened(pilot, Go("merge", "10.3.5"))
        await press(pilot, "space", "ctrl+q", "l")
    assert len(kept(folder)) == 1
    async with running() as pilot:
        await opened(pilot, Go("merge", "10.3.5"))
        await press(pilot, "k")
        assert "OSPARAT" not in shown(pilot.app)
        await press(pilot, "escape")
    assert not kept(folder)


async def test_a_text_written_meanwhile_is_not_written_over(running: Running, folder: Path) -> None:
    async with running() as pilot:
        await opened(pilot, Go("merge", "10.3.5"))
        await press(pilot, "space")
        Workspace.open(folder).write_text("10.3.5", AgreedText(text="En annans text."))
        await press(pilot, "ctrl+s")
        assert "Avsnittet har fått en text under tiden" in shown(pilot.app)
        await press(pilot, "escape", "k")
    assert Workspace.open(folder).response.agreed["10.3.5"].text == "En annans text.\n"


async def test_a_bug_loses_nothing_that_was_written(running: Running, folder: Path) -> None:
    async def write_until_a_bug() -> None:
        async with running(party="falun") as pilot:
            await press(pilot, "enter", *"Vi anser")
            screen = pilot.app.screen
            assert isinstance(screen, SectionScreen)
            screen.do(lambda _: 1 // 0, print)
            await settled(pilot)

    with pytest.raises(WorkerFailed, match="ZeroDivisionError"):
        await write_until_a_bug()
    ((place, text),) = kept(folder)
    assert (place.kind, text) == (Kind.TEXT, "Vi anser")


@pytest.mark.parametrize(
    "place",
    [
        Place("7.3.4"),
        Place("allmant", Kind.PROPOSED),
        Place("7.3.4", Kind.REASON, "50226779-9b148b"),
        Place("7.3.4", Kind.COMMENT),
    ],
    ids=str,
)
def test_a_place_is_read_back_from_its_key(place: Place) -> None:
    assert Place.of(place.key) == place


async def test_two_windows_on_one_section_lose_nothing(running: Running, folder: Path) -> None:
    async with running(party="falun") as pilot:
        await press(pilot, "enter", *"Mitt. ")
        screen = pilot.app.screen
        assert isinstance(screen, SectionScreen)
        screen.keep_now()
        async with running(party="falun") as other:
            await press(other, "enter")
            assert isinstance(other.app.screen, SectionScreen), (
                "nothing is offered: it is being written"
            )
            await press(other, *"Ditt. ", "escape", "l")
        await press(pilot, *"Mera. ", "escape", "l", "d")
        listed = " ".join(shown(pilot.app).split())
        assert "Mitt. Mera." in listed
        assert "Ditt." in listed
        assert "skrivs nu" not in listed
    assert len(kept(folder)) == 2
