"""Settling conflicts with keys, opening them again, and writing in a box of several lines."""

from pathlib import Path

import pytest
from textual.content import Content

from tests.tui.conftest import Running
from tests.tui.running import differing, opened, press, settled, shown
from tests.tui.test_keys import keys_shown
from tests.tui.test_snapshots import SIZES
from workbench.core.contribution import AgreedText
from workbench.core.reviewing.decisions import DecisionRow, Way
from workbench.tui.outlook import look, todo
from workbench.tui.screen import Go
from workbench.tui.screens.choosing import Question
from workbench.tui.screens.writing import Writing
from workbench.tui.widgets.editor import Editor
from workbench.workspace import Workspace

HERE = Go("conflicts", "7.3.4")
SETTLING = {"1", "0", "i", "s", "d"}


def standing(folder: Path) -> tuple[DecisionRow, ...]:
    return Workspace.open(folder).review("7.3.4").decisions.standing


def text(folder: Path) -> str:
    return Workspace.open(folder).response.agreed["7.3.4"].text


async def test_a_conflict_is_seen_from_the_overview_and_settled_with_one_key(
    running: Running, folder: Path, reviewed: Go
) -> None:
    assert reviewed
    async with running() as pilot:
        assert "1 olöst konflikt i 7.3.4" in shown(pilot.app)
        await opened(pilot, HERE)
        assert "Konflikt 1 av 1" in shown(pilot.app)
        await press(pilot, "2")
        assert "inget är olöst" in shown(pilot.app)
    assert "staten betalar" in text(folder)
    assert standing(folder)[-1].way is Way.CHOSE


def test_a_conflict_in_the_summary_is_told_in_the_overview(folder: Path) -> None:
    it = Workspace.open(folder)
    it.write_text("sammanfattning", AgreedText(text="Vi tillstyrker förslaget.\n"))
    for slug, word in (("falun", "helt"), ("borlange", "delvis")):
        it.propose_change("sammanfattning", f"Vi tillstyrker {word} förslaget.\n", party=slug)
    assert "1 olöst konflikt i sammanfattning" in todo(look(it, ""))


async def test_a_settled_conflict_is_listed_and_opened_again(
    running: Running, folder: Path, reviewed: Go
) -> None:
    assert reviewed
    before = text(folder)
    async with running() as pilot:
        await opened(pilot, HERE)
        assert "Öppna igen" not in shown(pilot.app)
        await press(pilot, "2")
        assert "✓ 7.3.4" in shown(pilot.app)
        pilot.app.clear_notifications()
        await settled(pilot)
        assert await differing("conflicts-settled", pilot, SIZES) == []
        assert not SETTLING & set(keys_shown(pilot))
        await press(pilot, "u")
        assert "Konflikt 1 av 1" in shown(pilot.app)
        assert set(keys_shown(pilot)) >= SETTLING
    assert text(folder) == before
    assert not standing(folder)


async def test_no_key_is_offered_where_there_never_was_a_conflict(running: Running) -> None:
    async with running() as pilot:
        await opened(pilot, HERE)
        assert "Alla konflikter är avgjorda" in shown(pilot.app)
        assert not (SETTLING | {"u", "h", "n"}) & set(keys_shown(pilot))
        await press(pilot, *SETTLING, "u", "h", "n")
        assert "Alla konflikter är avgjorda" in shown(pilot.app)


async def test_a_municipality_reads_and_settles_nothing(
    running: Running, folder: Path, reviewed: Go
) -> None:
    assert reviewed
    async with running(party="falun") as pilot:
        await opened(pilot, HERE)
        assert "Konflikt 1 av 1" in shown(pilot.app)
        assert not (SETTLING | {"u"}) & set(keys_shown(pilot))
        await press(pilot, *sorted(SETTLING), "u")
        assert not isinstance(pilot.app.screen, Writing)
    assert not standing(folder)


async def test_why_the_text_is_as_it_is_where_they_disagree(running: Running, reviewed: Go) -> None:
    assert reviewed
    async with running() as pilot:
        await opened(pilot, HERE)
        await press(pilot, "h")
        assert "Varför ser det ut så här?" in shown(pilot.app)
        assert "Kommunerna tillstyrker förslaget." in shown(pilot.app)
        await press(pilot, "h")
        assert "Konflikt 1 av 1" in shown(pilot.app)


async def test_what_is_shown_with_a_question_is_scrolled(running: Running) -> None:
    shows = Content("\n".join(f"mening {number}." for number in range(1, 31)))
    async with running() as pilot:
        pilot.app.push_screen(Question("Varför?", [("h", "Stäng")], shows))
        await settled(pilot)
        assert "mening 1." in shown(pilot.app)
        await press(pilot, "down")
        assert "mening 1." not in shown(pilot.app)
        await press(pilot, "pagedown", "pagedown", "pagedown")
        assert "mening 30." in shown(pilot.app)
        await press(pilot, "pageup", "pageup", "pageup")
        assert "mening 1." in shown(pilot.app)


async def test_a_new_wording_of_two_sentences_beside_the_others(
    running: Running, folder: Path, reviewed: Go
) -> None:
    assert reviewed
    async with running() as pilot:
        await opened(pilot, HERE)
        await press(pilot, "s")
        assert await differing("writing", pilot, SIZES) == []
        editor = pilot.app.screen.query_one(Editor)
        assert editor.text == "Kommunerna tillstyrker förslaget."
        for sign in ("{+ i huvudsak+}", "Malung-Sälen", "staten betalar+}"):
            assert sign in shown(pilot.app)
        await press(pilot, "enter", *"Staten betalar.", "ctrl+s")
        assert "inget är olöst" in shown(pilot.app)
    assert "Kommunerna tillstyrker förslaget.\nStaten betalar.\n" in text(folder)
    assert standing(folder)[-1].way is Way.REWROTE


@pytest.mark.parametrize("keys", [("escape",), ("ctrl+q",)])
async def test_what_was_typed_is_not_thrown_away_unasked(
    running: Running, folder: Path, reviewed: Go, keys: tuple[str, ...]
) -> None:
    assert reviewed
    async with running() as pilot:
        await opened(pilot, HERE)
        await press(pilot, "s", "escape")
        assert not isinstance(pilot.app.screen, Writing)
        await press(pilot, "s", *" Ja.", *keys)
        assert "Det du har gjort här är inte sparat" in shown(pilot.app)
        await press(pilot, "f")
        assert pilot.app.screen.query_one(Editor).text.endswith("Ja.")
        await press(pilot, "escape", "k")
        assert "Konflikt 1 av 1" in shown(pilot.app)
        await press(pilot, "s", *" Ja.", "escape", "s")
        assert "inget är olöst" in shown(pilot.app)
    assert "förslaget. Ja." in text(folder).replace("\n", " ")


async def test_an_empty_wording_is_not_saved(running: Running, folder: Path, reviewed: Go) -> None:
    assert reviewed
    async with running() as pilot:
        await opened(pilot, HERE)
        await press(pilot, "s", "f7", "delete", "ctrl+s")
        assert "Inget är skrivet" in shown(pilot.app)
        await press(pilot, "escape")
        assert "Konflikt 1 av 1" in shown(pilot.app)
    assert not standing(folder)


async def test_a_comment_of_two_lines_beside_the_thread_that_it_answers(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        await press(pilot, "end", "k")
        assert isinstance(pilot.app.screen, Writing)
        assert "Behövs belopp?" in shown(pilot.app)
        await press(pilot, *"Nej.", "enter", "enter", *"Kanske.", "ctrl+s")
    (thread,) = Workspace.open(folder).comments("7.3.4")
    assert thread.answers[-1].comment.text == "Nej.\n\nKanske."
