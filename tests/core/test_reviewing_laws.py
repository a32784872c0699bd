import datetime as dt
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.merging import BASES, histories
from workbench.core.markdown import canonical
from workbench.core.reviewing.decisions import DecisionRow, Decisions, Verdict
from workbench.core.reviewing.edits import applied, edits
from workbench.core.reviewing.pending import Fit, Review, Wanted, review

few = settings(max_examples=settings().max_examples // 4)
"""Fewer examples than elsewhere: each is a whole review of several texts."""

NONE = Decisions()
NOON = dt.datetime.fromisoformat("2020-11-13T12:00:00")


def slug_of(name: str) -> str:
    return name.lower().translate(str.maketrans("åäö", "aao"))


def wanted_of(base: str, texts: dict[str, str]) -> list[Wanted]:
    return [Wanted(slug_of(name), canonical(base), canonical(t)) for name, t in texts.items()]


def under_review(base: str, texts: dict[str, str], text: str | None = None) -> Review:
    return review(canonical(base) if text is None else text, wanted_of(base, texts), NONE)


@given(histories(most=1))
def test_all_changes_made_give_what_was_wanted(history: tuple[str, dict[str, str]]) -> None:
    base, (wanted,) = canonical(history[0]), [canonical(text) for text in history[1].values()]
    found = edits(base, wanted)
    assert applied(base, found) == wanted
    assert applied(base, []) == base
    assert (not found) == (base == wanted)


@given(histories(most=1))
def test_every_change_has_a_name_of_its_own(history: tuple[str, dict[str, str]]) -> None:
    base, (wanted,) = canonical(history[0]), [canonical(text) for text in history[1].values()]
    ids = [edit.id for edit in edits(base, wanted)]
    assert len(ids) == len(set(ids))


@few
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_municipalities_never_matters(
    history: tuple[str, dict[str, str]], chance: random.Random
) -> None:
    base, texts = history
    shuffled = list(texts.items())
    chance.shuffle(shuffled)
    assert under_review(base, texts) == under_review(base, dict(shuffled))


@few
@given(histories())
def test_nothing_that_is_proposed_is_dropped(history: tuple[str, dict[str, str]]) -> None:
    base, texts = history
    found = {change.id: change for change in under_review(base, texts).pending}
    for name, text in texts.items():
        for edit in edits(canonical(base), canonical(text)):
            assert slug_of(name) in found[edit.id].slugs


@few
@given(histories())
def test_the_undisputed_can_be_taken_in_together_and_is_then_gone(
    history: tuple[str, dict[str, str]],
) -> None:
    base, texts = history
    before = under_review(base, texts)
    chosen = before.undisputed
    assert before.against(chosen) == ()
    rows = [
        DecisionRow(
            id=change.id,
            verdict=Verdict.TAKEN_IN,
            changes=(change.id,),
            municipalities=change.slugs,
            by="Samordnaren",
            at=NOON,
        )
        for change in chosen
    ]
    text = canonical(before.made(chosen))
    after = review(text, wanted_of(base, texts), NONE.with_rows(*rows))
    left = {change.id for change in before.pending} - {change.id for change in chosen}
    assert {change.id for change in after.pending} <= left
    for change in chosen:
        assert after.change(change.id) is None


@few
@given(histories(), st.data())
def test_each_change_is_reachable_whatever_the_text_becomes(
    history: tuple[str, dict[str, str]], data: st.DataObject
) -> None:
    base, texts = history
    text = canonical(data.draw(BASES))
    found = under_review(base, texts, text)
    for change in found.pending:
        if change.fit is Fit.ORPHAN:
            assert change.line is None
            assert change.result == text
        else:
            assert change.line is not None
            assert 1 <= change.line <= text.count("\n") + 1
    ids = {change.id for change in found.pending}
    for dispute in found.conflicts:
        assert set(dispute.changes) <= ids
        assert all(found.change(name).conflict == dispute.id for name in dispute.changes)  # type: ignore[union-attr]
