from collections.abc import Callable

import pytest

from tests.workspace.builders import KEY, TEXT, agreed, propose
from workbench.core import places
from workbench.core.contribution import AgreedText
from workbench.core.outline import order_of
from workbench.core.reviewing.decisions import Verdict, Way
from workbench.core.reviewing.pending import Fit, Pending
from workbench.errors import InputError, StageError
from workbench.storage import reviewing
from workbench.workspace.commenting import Remark
from workbench.workspace.desk import Change
from workbench.workspace.settling import Settling
from workbench.workspace.workspace import Workspace

ELDERLY = ("hela socialtjänsten", "hela äldreomsorgen")
EVERYTHING = ("hela socialtjänsten", "alla verksamheter")
MONEY = ("kräver medel", "kräver statliga medel")


def pending(workspace: Workspace) -> tuple[Pending, ...]:
    return workspace.review(KEY).review.pending


def only(workspace: Workspace) -> Pending:
    (change,) = pending(workspace)
    return change


def open_conflict(workspace: Workspace) -> str:
    (conflict,) = workspace.review(KEY).review.conflicts
    return conflict.id


def test_a_change_is_accepted_and_gone(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    change = only(written)
    assert (change.fit, change.line, change.slugs) == (Fit.FITS, 2, ("falun",))
    written.accept(KEY, [change.id])
    assert agreed(written) == TEXT.replace(*ELDERLY)
    assert pending(written) == ()
    (row,) = written.review(KEY).decisions.standing
    assert (row.verdict, row.old, row.new) == (
        Verdict.ACCEPTED,
        "Perspektivet bör omfatta hela socialtjänsten.",
        "Perspektivet bör omfatta hela äldreomsorgen.",
    )


def test_a_change_is_rejected_with_its_reason_and_gone(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    with pytest.raises(InputError, match="måste motiveras"):
        written.reject(KEY, [only(written).id], reason=" ")
    written.reject(KEY, [only(written).id], reason="För snävt.")
    assert agreed(written) == TEXT
    assert pending(written) == ()


def test_what_was_rejected_stays_rejected_when_its_neighbours_change(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    written.reject(KEY, [only(written).id], reason="För snävt.")
    written.write_text(KEY, AgreedText(text=TEXT.replace("Arbetet", "Detta")))
    propose(written, "Falun", ELDERLY)
    assert pending(written) == ()


def test_another_wording_comes_back_with_the_earlier_decision(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    written.reject(KEY, [only(written).id], reason="För snävt.")
    propose(written, "Falun", EVERYTHING)
    earlier = only(written).earlier
    assert earlier is not None
    assert earlier.reason == "För snävt."


ACTS: dict[str, Callable[[Workspace, str], str]] = {
    "accept": lambda it, change: it.accept(KEY, [change], party="Falun"),
    "accept all": lambda it, _: it.accept_from(KEY, "Falun", party="Falun"),
    "reject": lambda it, change: it.reject(KEY, [change], reason="x", party="Falun"),
    "undo": lambda it, change: it.undo_decision(KEY, change, party="Falun"),
    "settle": lambda it, change: it.settle(change, Settling(Way.KEPT), party="Falun"),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_municipality_can_never_decide_even_about_its_own(written: Workspace, act: str) -> None:
    propose(written, "Falun", ELDERLY)
    with pytest.raises(StageError, match="inte heller sina egna"):
        ACTS[act](written, only(written).id)


def test_the_same_change_by_two_is_one_with_both_names(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", ELDERLY)
    assert only(written).slugs == ("falun", "malung-salen")
    assert not only(written).conflict


def test_everything_from_one_municipality(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY, MONEY)
    propose(written, "Malung-Sälen", ("nationellt", "regionalt"))
    written.accept_from(KEY, "Falun")
    assert agreed(written) == TEXT.replace(*ELDERLY).replace(*MONEY)
    assert only(written).slugs == ("malung-salen",)


def test_overlapping_changes_are_refused_with_the_pair_named(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", EVERYTHING)
    ids = [change.id for change in pending(written)]
    with pytest.raises(StageError, match=r"Falun.*Malung-Sälen.*samma ställe"):
        written.accept(KEY, ids)
    with pytest.raises(StageError, match="i konflikt"):
        written.accept_from(KEY, "Falun")
    assert agreed(written) == TEXT


def test_a_decision_is_taken_back_and_later_changes_stay(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY, MONEY)
    first, second = (change.id for change in pending(written))
    written.merge(KEY)
    written.write_text(KEY, AgreedText(text=agreed(written) + "Mer sägs här.\n"))
    written.undo_decision(KEY, first)
    assert agreed(written) == TEXT.replace(*MONEY) + "Mer sägs här.\n"
    assert only(written).id == first
    assert [row.id for row in written.review(KEY).decisions.standing] == [second]


def test_a_rewritten_sentence_cannot_be_taken_back_by_itself(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    change = only(written).id
    written.accept(KEY, [change])
    written.write_text(KEY, AgreedText(text=TEXT.replace(*EVERYTHING)))
    with pytest.raises(StageError, match="har skrivits om sedan beslutet"):
        written.undo_decision(KEY, change)


def test_changes_follow_the_text_they_were_made_to(written: Workspace) -> None:
    propose(written, "Falun", MONEY)
    before = only(written)
    written.write_text(KEY, AgreedText(text="En ny inledning.\n\n" + TEXT))
    after = only(written)
    assert (before.id, before.line) == (after.id, 4)
    assert (after.fit, after.line) == (Fit.FITS, 6)
    written.accept(KEY, [after.id])
    assert agreed(written) == "En ny inledning.\n\n" + TEXT.replace(*MONEY)


def test_a_change_of_a_rewritten_sentence_says_what_stands_there_now(written: Workspace) -> None:
    propose(written, "Falun", MONEY)
    rewritten = "Arbetet kräver särskilda medel i inledningsskedet."
    written.write_text(
        KEY, AgreedText(text=TEXT.replace("Arbetet kräver medel i inledningsskedet.", rewritten))
    )
    change = only(written)
    assert (change.fit, change.now) == (Fit.OVERTAKEN, rewritten)
    assert written.merge(KEY)[0].taken_in == ()
    written.accept(KEY, [change.id])
    assert agreed(written) == TEXT.replace(*MONEY)


def test_a_change_of_a_sentence_that_is_gone_is_an_orphan_with_a_candidate(
    written: Workspace,
) -> None:
    propose(written, "Falun", MONEY)
    text = TEXT.replace("Arbetet kräver medel i inledningsskedet.\n", "")
    written.write_text(KEY, AgreedText(text=text + "\nSent i arbetet behövs medel.\n"))
    change = only(written)
    assert (change.fit, change.line) == (Fit.ORPHAN, None)
    assert change.candidate is not None
    assert change.candidate.text == "Sent i arbetet behövs medel."
    assert written.review(KEY).review.orphans == (change,)
    with pytest.raises(StageError, match="inget ställe"):
        written.accept(KEY, [change.id])


def test_a_proposal_can_be_taken_back(written: Workspace) -> None:
    propose(written, "Falun", MONEY)
    written.propose_change(KEY, TEXT, party="Falun")
    assert pending(written) == ()
    with pytest.raises(InputError, match="inget är ändrat"):
        written.propose_change(KEY, TEXT, party="Falun")


def test_what_was_taken_in_from_word_counts_the_same(written: Workspace) -> None:
    propose(written, "Falun", MONEY)
    own = places.change("falun", KEY)
    data = written.desk.files()[own]
    received = own.replace("/changes/", "/received/changes/").replace("falun", "malung-salen")
    coordinator = written.seat()
    written.desk.record([Change(coordinator, {received: data}, "Tog in Worddokument", {})])
    assert only(written).slugs == ("falun", "malung-salen")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'+++\nbase = "finns-inte"\n+++\n\nText.\n', "version"),
        (b'+++\nbase = "a"\nkommun = "mora"\n+++\n\nText.\n', "kommun"),
        (b"Text utan uppgifter.\n", "base"),
    ],
)
def test_a_proposal_that_cannot_be_read_is_named_and_stops_nothing(
    written: Workspace, data: bytes, why: str
) -> None:
    propose(written, "Falun", MONEY)
    path = places.change("malung-salen", KEY)
    seat = written.seat("Malung-Sälen")
    written.desk.record([Change(seat, {path: data}, "Föreslog", {})])
    section = written.review(KEY)
    assert [change.slugs for change in section.review.pending] == [("falun",)]
    (unreadable,) = section.unreadable
    assert unreadable.slug == "malung-salen"
    assert path in unreadable.why
    assert why in unreadable.why


@pytest.mark.parametrize(
    ("settling", "said"),
    [
        (Settling(Way.CHOSE, slug="falun"), "hela äldreomsorgen"),
        (Settling(Way.CHOSE, slug="malung-salen"), "alla verksamheter"),
        (Settling(Way.REWROTE, text="Perspektivet bör gälla alla."), "bör gälla alla"),
        (Settling(Way.KEPT), "hela socialtjänsten"),
        (Settling(Way.DEVIATION), "hela socialtjänsten"),
        (Settling(Way.DEVIATION, slug="falun"), "hela äldreomsorgen"),
    ],
)
def test_a_conflict_is_settled_once(written: Workspace, settling: Settling, said: str) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", EVERYTHING)
    conflict = open_conflict(written)
    written.settle(conflict, settling)
    assert said in agreed(written)
    assert pending(written) == ()
    assert written.open_conflicts() == {}
    assert bool(written.response.deviations) == (settling.way is Way.DEVIATION)


def test_both_wordings_can_stand(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", EVERYTHING)
    written.settle(open_conflict(written), Settling(Way.COMBINED))
    assert "hela äldreomsorgen.\nPerspektivet bör omfatta alla verksamheter.\n" in agreed(written)


def test_a_settled_conflict_is_opened_again(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", EVERYTHING)
    conflict = open_conflict(written)
    written.settle(conflict, Settling(Way.CHOSE, slug="falun"))
    written.reopen(conflict)
    assert agreed(written) == TEXT
    assert open_conflict(written) == conflict


def test_a_settled_conflict_that_a_later_change_touches_comes_back(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", EVERYTHING)
    conflict = open_conflict(written)
    written.settle(conflict, Settling(Way.KEPT, reason="Så blir det."))
    propose(written, "Falun", ("hela socialtjänsten", "barn och unga"))
    earlier = only(written).earlier
    assert earlier is not None
    assert (earlier.id, earlier.reason) == (conflict, "Så blir det.")


def test_the_id_of_a_conflict_stays_when_the_text_moves(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", EVERYTHING, MONEY)
    before = open_conflict(written)
    written.merge(KEY)
    written.write_text(KEY, AgreedText(text="En ny inledning.\n\n" + agreed(written)))
    assert open_conflict(written) == before


def test_no_mark_is_ever_written_into_a_text(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", EVERYTHING)
    written.merge()
    for data in written.desk.files().values():
        assert b"<<<<" not in data
        assert b">>>>" not in data


def test_the_log_is_read_back_as_it_was_written(written: Workspace) -> None:
    propose(written, "Falun", ELDERLY)
    propose(written, "Malung-Sälen", EVERYTHING, MONEY)
    written.merge(KEY)
    written.settle(open_conflict(written), Settling(Way.DEVIATION, slug="falun"))
    path = places.decisions(KEY)
    data = written.desk.files()[path]
    log = reviewing.read_decisions(data, path)
    assert len(log.decision) == 2
    assert reviewing.write_decisions(data, log) == data


def test_the_next_section_is_the_next_with_something_open(written: Workspace) -> None:
    here, others = KEY, ("5", "10.3.5", "sammanfattning")
    for key in others:
        written.write_text(key, AgreedText(text="Vi tillstyrker förslaget.\n"))
        written.comment(key, Remark("Är allt med?"), party="falun")
    propose(written, "Falun", ELDERLY)
    ring = sorted((here, *others), key=order_of)
    for place, key in enumerate(ring):
        assert written.next_open(key, 1) == ring[(place + 1) % len(ring)]
        assert written.next_open(key, -1) == ring[place - 1]
    (thread,) = written.comments("5")
    written.comment("5", Remark("", answers=thread.id, resolves=True), party="falun")
    assert "5" not in {written.next_open(key, step) for key in ring for step in (1, -1)}
