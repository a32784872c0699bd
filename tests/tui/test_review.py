"""Deciding about changes, and merging, with keys."""

import hashlib
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from tests.tui.conftest import Running
from tests.tui.running import opened, press, settled, shown
from workbench.core.contribution import AgreedText, Contribution
from workbench.core.position import Position
from workbench.core.reviewing.decisions import Verdict
from workbench.tui.screen import Go
from workbench.tui.screens.merge import MergeScreen
from workbench.tui.widgets.listing import Listing
from workbench.tui.widgets.matrix import Matrix
from workbench.workspace import Workspace
from workbench.workspace.commenting import Remark


def lines(pilot: Pilot[Any]) -> list[str]:
    """Return the lines of the list on the screen, as one reads them."""
    found = pilot.app.screen.query_one(Listing)._lines
    return ["".join(words for words, _ in line).strip() for line in found]


async def test_taking_in_what_nobody_disputes_and_undoing_it(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        assert "3 ändringar" in shown(pilot.app)
        await press(pilot, "o")
        assert "Full statlig" in Workspace.open(folder).response.agreed["7.3.4"].text
        await press(pilot, "u")
        assert "Ta tillbaka vilket beslut?" in shown(pilot.app)
        await press(pilot, "enter")
    assert "Full statlig" not in Workspace.open(folder).response.agreed["7.3.4"].text


async def test_rejecting_needs_a_reason(running: Running, folder: Path, reviewed: Go) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        await press(pilot, "r", "escape")
        assert not Workspace.open(folder).review("7.3.4").decisions.standing
        await press(pilot, "r", *"Nej", "ctrl+s")
    (row,) = Workspace.open(folder).review("7.3.4").decisions.standing
    assert (row.verdict, row.reason) == (Verdict.REJECTED, "Nej")


def digest(folder: Path) -> str:
    """Return one hash of everything in a response's folder, the repository included."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


async def test_no_view_and_no_filter_changes_what_is_stored(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        before = digest(folder)
        texts = []
        for _ in range(3):
            await press(pilot, "v")
            texts.append(shown(pilot.app))
        await press(pilot, "f", "down", "enter", "f4", "down", "enter", "n", "n", "N", "f5", "end")
        assert digest(folder) == before
    assert len(set(texts)) == 3


async def test_filtering_by_kind_and_by_municipality(running: Running, reviewed: Go) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        await press(pilot, "f", *"konflikt", "enter")
        assert len(lines(pilot)) == 2
        await press(pilot, "f4", *"malung", "enter")
        assert "visar bara: I konflikt, Malung-Sälen" in " ".join(shown(pilot.app).split())
        assert len(lines(pilot)) == 1
        await press(pilot, "f", *"öppna", "enter")
        assert lines(pilot) == ["◇ Malung-Sälen kommentar öppen: Behövs belopp?"]


async def test_a_comment_on_the_whole_section_has_lost_no_place(
    running: Running, folder: Path, reviewed: Go
) -> None:
    Workspace.open(folder).comment("7.3.4", Remark("Är allt med?"), party="falun")
    async with running() as pilot:
        await opened(pilot, reviewed)
        assert "◇ Falun" in lines(pilot)[-1]
        await press(pilot, "f", *"hemvist", "enter")
        assert "Inget i urvalet." in shown(pilot.app)


async def test_a_sentence_and_a_municipality_are_decided_at_once(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        await press(pilot, "S")
        assert "2 ändringar av meningen, från Falun och Malung-Sälen." in shown(pilot.app)
        await press(pilot, "r", *"Nej", "ctrl+s")
        assert len(Workspace.open(folder).review("7.3.4").review.pending) == 1
        await press(pilot, "A")
        assert "Ändringen från Falun i avsnittet." in shown(pilot.app)
        await press(pilot, "g")
        assert "Full statlig" in Workspace.open(folder).response.agreed["7.3.4"].text
        await press(pilot, "u", "down", "enter")
        assert len(Workspace.open(folder).review("7.3.4").review.pending) == 2


async def test_a_thread_is_answered_resolved_and_opened_again(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running(party="falun") as pilot:
        await opened(pilot, reviewed)
        await press(pilot, "end", "k", *"Nej", "ctrl+s")
        assert "kommentar öppen (2): Nej" in shown(pilot.app)
        await press(pilot, "l")
        assert "✓ Malung-Sälen kommentar löst" in shown(pilot.app)
        await press(pilot, "enter")
        assert "Öppna igen" in shown(pilot.app)
        await press(pilot, "l")
        assert "◇ Malung-Sälen kommentar öppen (4)" in shown(pilot.app)
    (thread,) = Workspace.open(folder).comments("7.3.4")
    assert [entry.slug for entry in thread.entries] == ["malung-salen", "falun", "falun", "falun"]


async def test_a_municipality_is_not_offered_to_decide(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running(party="falun") as pilot:
        await opened(pilot, reviewed)
        before = Workspace.open(folder).desk.files()
        assert "Godkänn" not in shown(pilot.app)
        await press(pilot, "a", "r", "S", "A", "o", "O", "u", "p")
        assert Workspace.open(folder).desk.files() == before
        await press(pilot, "e")
        assert "den gemensamma texten som vi vill ha den" in shown(pilot.app)


async def test_an_orphan_is_shown_with_its_nearest_sentence_and_placed(
    running: Running, folder: Path, reviewed: Go
) -> None:
    workspace = Workspace.open(folder)
    text = workspace.response.agreed["7.3.4"].text
    gone = text.replace("\n\nStatlig finansiering bör följa.", "")
    workspace.write_text("7.3.4", AgreedText(text=f"Staten bör finansiera lagen.\n\n{gone}"))
    async with running() as pilot:
        assert "3 ändringar att granska, 1 utan hemvist: 7.3.4 (g g)" in shown(pilot.app)
        await opened(pilot, reviewed)
        assert "1 utan hemvist" in shown(pilot.app)
        await press(pilot, "f", *"hemvist", "enter")
        assert "Närmast är rad 1" in shown(pilot.app)
        await press(pilot, "p", "enter")
        assert "Var ska den nya lydelsen stå?" in shown(pilot.app)
        await press(pilot, "i")
        assert lines(pilot) == ["◇ Malung-Sälen kommentar öppen: Behövs belopp?"]
        await press(pilot, "f", *"allt", "enter", "home", "a")
    assert "Full statlig" in Workspace.open(folder).response.agreed["7.3.4"].text


async def test_the_mouse_chooses_a_line_and_then_what_to_do_with_it(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, reviewed)
        await pilot.click(Listing, offset=(6, 3), times=2)
        await settled(pilot)
        assert "Avslå, med en motivering" in shown(pilot.app)
        await pilot.click("#options", offset=(6, 0))
        await settled(pilot)
    assert "Full statlig" in Workspace.open(folder).response.agreed["7.3.4"].text


async def test_one_begins_at_the_first_that_is_left(
    running: Running, folder: Path, reviewed: Go
) -> None:
    workspace = Workspace.open(folder)
    workspace.comment("7.3.4", Remark("Klart.", quote="Kommunerna tillstyrker"), party="falun")
    thread = next(one for one in workspace.comments("7.3.4") if one.first.comment.words == "Klart.")
    workspace.comment("7.3.4", Remark(answers=thread.id, resolves=True), party="falun")
    async with running() as pilot:
        await opened(pilot, reviewed)
        row = pilot.app.screen.query_one(Listing).cursor
        assert [line[0] for line in lines(pilot)].index("✓") != row
        await press(pilot, "f5", "end", "f5")
        assert pilot.app.screen.query_one(Listing).cursor == len(lines(pilot)) - 1


async def test_next_goes_on_to_the_next_section_that_has_something(
    running: Running, folder: Path, reviewed: Go
) -> None:
    Workspace.open(folder).comment("10.3.5", Remark("Vem skriver?"), party="falun")
    async with running() as pilot:
        await opened(pilot, reviewed)
        for _ in range(3):
            await press(pilot, "n")
        assert "Granska 7.3.4" in shown(pilot.app)
        await press(pilot, "n")
        assert "Granska 10.3.5" in shown(pilot.app)
        await press(pilot, "l", "n")
        assert "Granska 7.3.4" in shown(pilot.app)
        await press(pilot, "escape")
        assert pilot.app.screen.query(Matrix)


async def test_merging_with_a_sentence_left_out(running: Running, folder: Path) -> None:
    async with running() as pilot:
        await opened(pilot, Go("merge", "10.3.5"))
        screen = pilot.app.screen
        assert isinstance(screen, MergeScreen)
        assert screen._work is not None
        left_out = screen._work.lines[-1].text
        await press(pilot, "end", "space", "ctrl+s")
        assert "gemensam text finns" in shown(pilot.app)
    workspace = Workspace.open(folder)
    text = workspace.response.agreed["10.3.5"].text
    assert text.strip()
    assert left_out not in text
    assert all(sentence.origins for sentence in workspace.blame("10.3.5"))


def say_nearly_the_same(folder: Path) -> str:
    """Let two municipalities say nearly the same; returns what they have in common."""
    workspace = Workspace.open(folder)
    said = "Avgiften tar resurser från den verksamhet som ska verkställa besluten"
    for party, more in (("Falun", ""), ("Malung-Sälen", ", och det drabbar barnen")):
        contribution = Contribution(position=Position.REJECT, text=f"{said}{more}.\n")
        workspace.contribute("10.3.5", contribution, party=party)
    return said


async def test_whoever_was_joined_by_hand_is_found_again(running: Running, folder: Path) -> None:
    said = say_nearly_the_same(folder)
    async with running() as pilot:
        await opened(pilot, Go("merge", "10.3.5"))
        await press(pilot, "n", "i", "ctrl+s")
        assert "gemensam text finns" in shown(pilot.app)
    found = {one.text: one for one in Workspace.open(folder).blame("10.3.5")}
    assert {origin.slug for origin in found[f"{said}."].origins} == {"falun", "malung-salen"}


async def test_merging_nearly_alike_sentences_and_taking_them_apart(
    running: Running, folder: Path
) -> None:
    said = say_nearly_the_same(folder)
    async with running() as pilot:
        await opened(pilot, Go("merge", "10.3.5"))
        screen = pilot.app.screen
        assert isinstance(screen, MergeScreen)
        assert screen._work is not None
        assert "1 nästan lik" in shown(pilot.app)
        before = len(screen._work.lines)
        await press(pilot, "n")
        assert "Kanske samma sak" in shown(pilot.app)
        await press(pilot, "h")
        assert "Varför ser det ut så här?" in shown(pilot.app)
        await press(pilot, "escape", "i")
        assert len(screen._work.lines) == before - 1
        joined = next(n for n, one in enumerate(screen._work.lines) if one.text == f"{said}.")
        assert screen._work.lines[joined].sentence.slugs == ("falun", "malung-salen")
        screen.listing.cursor = joined
        await press(pilot, "d")
        assert len(screen._work.lines) == before
        assert "nästan lik" not in shown(pilot.app)
        await press(pilot, "ctrl+s")
    text = Workspace.open(folder).response.agreed["10.3.5"].text
    assert f"Falu kommun anför: {said}.\n" in text
    assert f"Malung-Sälens kommun anför: {said}, och det drabbar barnen.\n" in text


async def test_everything_undisputed_in_the_whole_answer(
    running: Running, folder: Path, reviewed: Go
) -> None:
    async with running() as pilot:
        await opened(pilot, Go("merge", reviewed.section))
        await press(pilot, "O")
        assert "Ta in 1 ändring i 1 avsnitt" in shown(pilot.app)
        await press(pilot, "j")
    assert not Workspace.open(folder).review(reviewed.section).review.undisputed


async def test_a_move_between_sections_is_decided_in_both(running: Running, folder: Path) -> None:
    workspace = Workspace.open(folder)
    moved = "Staten bör betala kostnaden fullt ut."
    source = workspace.response.agreed["7.3.4"].text
    workspace.write_text("7.3.4", AgreedText(text=f"{source}\n{moved}\n"))
    workspace.write_text("5", AgreedText(text="Definitionen bör vara snävare.\n"))
    workspace.propose_change("7.3.4", source, party="borlange")
    workspace.propose_change("5", f"Definitionen bör vara snävare.\n\n{moved}\n", party="borlange")
    async with running() as pilot:
        await opened(pilot, Go("review", "5"))
        assert "lägger till (flyttad från 7.3.4 (väntar))" in " ".join(lines(pilot))
        await press(pilot, "o")
        told = [note.message for note in pilot.app._notifications]
        assert "Text som flyttas tas bara in i båda avsnitten" in told
        await press(pilot, "a")
        assert "Texten är flyttad från 7.3.4 (väntar)" in " ".join(shown(pilot.app).split())
        await press(pilot, "f")
    agreed = Workspace.open(folder).response.agreed
    assert moved not in agreed["7.3.4"].text
    assert moved in agreed["5"].text
