"""Text that a municipality moves from one section to another, decided together and apart."""

from pathlib import Path

import pytest

from tests.builder import make_response
from workbench.core.contribution import AgreedText
from workbench.core.markdown import canonical
from workbench.core.reviewing.moves import State
from workbench.core.reviewing.wanted import WantedText
from workbench.storage import reviewing
from workbench.workspace.desk import Change
from workbench.workspace.moves import moves_between
from workbench.workspace.workspace import Workspace

SOURCE, TARGET = "7.3.4", "20.4.1"
MOVED = "Staten bör betala kostnaden fullt ut."
TEXTS = {
    SOURCE: f"Kommunerna tillstyrker förslaget.\n{MOVED}\nUppföljningen bör samordnas.\n",
    TARGET: "Kommunerna delar bedömningen.\nIngen ny lag behövs för äldreomsorgen nu.\n",
}
ARRIVED = TEXTS[TARGET] + f"{MOVED}\n"
LEFT = TEXTS[SOURCE].replace(f"{MOVED}\n", "")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = make_response(tmp_path / "svar", {f"text/{key}.md": t for key, t in TEXTS.items()})
    found.propose_change(SOURCE, LEFT, party="Falun")
    found.propose_change(TARGET, ARRIVED, party="Falun")
    return found


def change(workspace: Workspace, key: str) -> str:
    (only,) = workspace.review(key).review.pending
    return only.id


def count(workspace: Workspace) -> int:
    """How many times the moved sentence stands in the agreed texts."""
    return sum(text.text.count(MOVED) for text in workspace.response.agreed.values())


def state(workspace: Workspace, key: str) -> State:
    """How it is with the other end of what a section's only change moves."""
    ((end,),) = workspace.other_ends(key).values()
    return end.state


def test_the_two_changes_know_each_other(workspace: Workspace) -> None:
    leaving, arriving = change(workspace, SOURCE), change(workspace, TARGET)
    (there,) = workspace.other_ends(SOURCE)[leaving]
    assert (there.key, there.change, there.told) == (
        TARGET,
        arriving,
        "flyttad till 20.4.1 (väntar)",
    )
    (back,) = workspace.other_ends(TARGET)[arriving]
    assert (back.key, back.change, back.told) == (SOURCE, leaving, "flyttad från 7.3.4 (väntar)")


@pytest.mark.parametrize("key", [SOURCE, TARGET])
def test_decided_together(workspace: Workspace, key: str) -> None:
    before = len(workspace.desk.history.log())
    workspace.accept(key, [change(workspace, key)], whole_moves=True)
    assert count(workspace) == 1
    assert MOVED in workspace.response.agreed[TARGET].text
    assert len(workspace.desk.history.log()) == before + 2, "one act for each section"
    assert not workspace.review(SOURCE).review.pending + workspace.review(TARGET).review.pending


def test_turned_down_together(workspace: Workspace) -> None:
    workspace.reject(SOURCE, [change(workspace, SOURCE)], reason="Nej.", whole_moves=True)
    assert not workspace.review(TARGET).review.pending
    assert workspace.response.agreed[SOURCE].text == TEXTS[SOURCE]
    (row,) = workspace.review(TARGET).decisions.standing
    assert (row.verdict, row.reason) == ("avslagen", "Nej.")


@pytest.mark.parametrize(
    ("key", "standing"), [(SOURCE, 0), (TARGET, 2)], ids=["only removed", "only added"]
)
def test_decided_apart_it_is_told_what_becomes_of_the_text(
    workspace: Workspace, key: str, standing: int
) -> None:
    other = TARGET if key == SOURCE else SOURCE
    (end,) = workspace.other_ends(key)[change(workspace, key)]
    told = end.consequence(accepted=True)
    assert ("ingenstans" in told) == (standing == 0)
    workspace.accept(key, [change(workspace, key)])
    assert count(workspace) == standing
    assert state(workspace, other) is State.DONE
    workspace.accept(other, [change(workspace, other)])
    assert count(workspace) == 1


def test_what_is_turned_down_in_one_place_is_known_in_the_other(workspace: Workspace) -> None:
    workspace.reject(TARGET, [change(workspace, TARGET)], reason="Nej.")
    (end,) = workspace.other_ends(SOURCE)[change(workspace, SOURCE)]
    assert end.told == "flyttad till 20.4.1 (avslagen)"
    assert end.consequence(accepted=True).startswith("texten finns ingenstans")


def test_a_decision_that_is_taken_back_waits_again(workspace: Workspace) -> None:
    leaving = change(workspace, SOURCE)
    workspace.accept(SOURCE, [leaving])
    workspace.undo_decision(SOURCE, leaving)
    assert state(workspace, TARGET) is State.WAITS


def test_all_that_is_undisputed_takes_both_ends_or_none(workspace: Workspace) -> None:
    assert workspace.take_in(SOURCE) == {}
    assert workspace.take_in() == {SOURCE: 1, TARGET: 1}
    assert count(workspace) == 1


def test_a_disputed_end_holds_the_other_back(workspace: Workspace) -> None:
    workspace.propose_change(
        SOURCE, TEXTS[SOURCE].replace("fullt ut", "till hälften"), party="Malung-Sälen"
    )
    assert workspace.take_in() == {}
    (merged,) = [m for m in workspace.merge() if m.key == TARGET]
    assert not merged.taken_in
    assert count(workspace) == 1


def test_other_undisputed_changes_do_not_wait(workspace: Workspace) -> None:
    changed = TEXTS[SOURCE].replace("samordnas", "samordnas nationellt")
    workspace.propose_change(SOURCE, changed, party="Malung-Sälen")
    assert workspace.take_in(SOURCE) == {SOURCE: 1}
    assert "nationellt" in workspace.response.agreed[SOURCE].text
    assert count(workspace) == 1


def test_what_the_coordinator_moved_by_hand_is_done(workspace: Workspace) -> None:
    workspace.write_text(TARGET, AgreedText(text=ARRIVED.replace("fullt ut.", "helt fullt ut.")))
    assert state(workspace, SOURCE) is State.DONE


def test_moves_are_worked_out_again_only_when_proposals_change(workspace: Workspace) -> None:
    first = moves_between(workspace.desk)
    workspace.accept(SOURCE, [change(workspace, SOURCE)])
    assert moves_between(workspace.desk) is first
    workspace.propose_change(TARGET, TEXTS[TARGET], party="Falun")
    assert moves_between(workspace.desk) == ()


def test_what_cannot_be_read_elsewhere_stops_no_review(workspace: Workspace) -> None:
    desk, seat = workspace.desk, workspace.seat()
    (broken,) = desk.record([Change(seat, {f"text/{TARGET}.md": b"+++\nx"}, "Trasig", {})])
    good = canonical(TEXTS[TARGET]).encode()
    desk.record([Change(seat, {f"text/{TARGET}.md": good}, "Hel", {})])
    other = reviewing.write_wanted(None, WantedText(base=broken, text=ARRIVED))
    path = f"municipalities/malung-salen/changes/{TARGET}.md"
    desk.record([Change(workspace.seat("Malung-Sälen"), {path: other}, "Vill", {})])
    assert state(workspace, SOURCE) is State.WAITS
