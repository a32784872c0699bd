"""Deciding by sentence, by municipality and in one go; placing what lost its place; taking back."""

import pytest

from tests.workspace.builders import KEY, TEXT, agreed, propose
from workbench.core.contribution import AgreedText
from workbench.core.reviewing.decisions import Verdict
from workbench.core.reviewing.pending import Fit, Pending
from workbench.errors import InputError, StageError
from workbench.workspace.workspace import Workspace

ELDERLY = ("hela socialtjänsten", "hela äldreomsorgen")
MONEY = ("kräver medel", "kräver statliga medel")
NATIONAL = ("nationellt", "regionalt")
LOST = "Arbetet kräver medel i inledningsskedet.\n"
CLOSE = "Sent i arbetet behövs medel."


def only(workspace: Workspace) -> Pending:
    (change,) = workspace.review(KEY).review.pending
    return change


@pytest.fixture
def orphaned(written: Workspace) -> Workspace:
    """Falun's change is about a sentence that is gone."""
    propose(written, "Falun", MONEY)
    written.write_text(KEY, AgreedText(text=TEXT.replace(LOST, "") + f"\n{CLOSE}\n"))
    assert only(written).fit is Fit.ORPHAN
    return written


def test_all_changes_of_one_sentence(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY, MONEY)
    propose(written, "Malung-Sälen", ELDERLY, NATIONAL)
    review = written.review(KEY).review
    written.accept(KEY, [change.id for change in review.about(2)])
    assert agreed(written) == TEXT.replace(*ELDERLY)
    assert len(written.review(KEY).review.pending) == 2


def test_turning_one_municipality_down_leaves_what_others_want_too(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY, MONEY)
    propose(written, "Malung-Sälen", ELDERLY)
    with pytest.raises(InputError, match="måste motiveras"):
        written.reject_from(KEY, "Falun", reason="")
    written.reject_from(KEY, "Falun", reason="För dyrt.")
    assert only(written).slugs == ("falun", "malung-salen")
    with pytest.raises(StageError, match="föreslår andra också"):
        written.reject_from(KEY, "Falun", reason="För dyrt.")


def test_the_undisputed_of_all_sections_in_an_act_each(written: Workspace) -> None:
    written.write_text("10.3.5", AgreedText(text=TEXT))
    for key in (KEY, "10.3.5"):
        written.propose_change(key, TEXT.replace(*ELDERLY).replace(*MONEY), party="Falun")
    assert written.take_in() == {KEY: 2, "10.3.5": 2}
    assert written.take_in() == {}
    assert [act.section for act in written.log(municipality="samordnare", limit=2)] == [
        "10.3.5",
        KEY,
    ]


def test_an_act_of_several_decisions_is_taken_back_whole(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY, MONEY, NATIONAL)
    written.take_in(KEY)
    written.write_text(KEY, AgreedText(text=agreed(written) + "Mer sägs här.\n"))
    (act,) = written.review(KEY).decisions.acts
    written.undo_decision(KEY, *(row.id for row in act))
    assert agreed(written) == TEXT + "Mer sägs här.\n"
    assert len(written.review(KEY).review.pending) == 3
    assert written.review(KEY).decisions.standing == ()


def test_an_orphan_is_placed_decided_about_and_taken_back(orphaned: Workspace) -> None:
    orphan = only(orphaned)
    before = agreed(orphaned)
    assert orphan.candidate is not None
    orphaned.place(KEY, orphan.id, orphan.candidate.line)
    placed = only(orphaned)
    assert (placed.id, placed.fit, placed.now, placed.line) == (orphan.id, Fit.FITS, CLOSE, 7)
    assert agreed(orphaned) == before
    orphaned.accept(KEY, [placed.id])
    assert agreed(orphaned) == before.replace(CLOSE, orphan.after)
    assert orphaned.review(KEY).review.pending == ()
    orphaned.undo_decision(KEY, placed.id)
    assert agreed(orphaned) == before
    assert only(orphaned).result == placed.result
    orphaned.undo_decision(KEY, placed.id)
    assert only(orphaned).fit is Fit.ORPHAN
    assert [row.verdict for row in orphaned.review(KEY).decisions.decision] == [
        Verdict.PLACED,
        Verdict.ACCEPTED,
        Verdict.UNDONE,
        Verdict.UNDONE,
    ]


def test_an_orphan_is_placed_after_a_sentence_and_elsewhere_again(orphaned: Workspace) -> None:
    orphan = only(orphaned)
    orphaned.place(KEY, orphan.id, 7, beside=True)
    orphaned.place(KEY, orphan.id, 1, beside=True)
    written = "Kommunerna tillstyrker förslaget."
    assert only(orphaned).after == f"{written}\n{orphan.after}"
    orphaned.accept(KEY, [orphan.id])
    assert f"{written}\n{orphan.after}\n" in agreed(orphaned)


def test_a_place_that_goes_makes_it_an_orphan_again(orphaned: Workspace) -> None:
    orphaned.place(KEY, only(orphaned).id, 7)
    orphaned.write_text(KEY, AgreedText(text=TEXT.replace(LOST, "")))
    assert only(orphaned).fit is Fit.ORPHAN


def test_a_placed_change_meets_the_others_of_that_sentence(orphaned: Workspace) -> None:
    other = ("Sent i arbetet", "Tidigt i arbetet")
    propose(orphaned, "Malung-Sälen", other)
    orphan = orphaned.review(KEY).review.orphans[0]
    orphaned.place(KEY, orphan.id, 7)
    (conflict,) = orphaned.review(KEY).review.conflicts
    assert {slug for side in conflict.sides for slug in side.slugs} == {"falun", "malung-salen"}


def test_what_has_its_place_or_no_sentence_to_go_to_is_not_placed(orphaned: Workspace) -> None:
    orphan = only(orphaned)
    with pytest.raises(InputError, match="ingen mening på rad 3"):
        orphaned.place(KEY, orphan.id, 3)
    with pytest.raises(StageError, match="inte heller sina egna"):
        orphaned.place(KEY, orphan.id, 7, party="Falun")
    orphaned.propose_change(KEY, agreed(orphaned).replace(*NATIONAL), party="Falun")
    with pytest.raises(StageError, match="har sitt ställe"):
        orphaned.place(KEY, only(orphaned).id, 7)


def test_changes_follow_agreed_text_that_is_moved(written: Workspace) -> None:
    propose(written, "Falun", MONEY)
    first, second = TEXT.split("\n\n")
    written.write_text(KEY, AgreedText(text=f"{second}\n{first}\n"))
    change = only(written)
    assert (change.fit, change.line) == (Fit.FITS, 1)
    written.accept(KEY, [change.id])
    assert agreed(written) == f"{second}\n{first}\n".replace(*MONEY)
