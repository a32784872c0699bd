"""Laws of `workbench.core.merging.merge` over made-up texts."""

import re
from collections import Counter

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.core.merging import BASES, histories, step_by_step, versions
from workbench.core.merging.conflict import Settlement
from workbench.core.merging.merge import Kind, Merge, Side, merge

History = tuple[str, dict[str, str]]


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@given(histories(3, 15), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_matters(history: History, random: object) -> None:
    base, sides = history
    shuffled = [Side(name, text) for name, text in sides.items()] * 2
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
    assert merge(base, shuffled) == merge(base, sides)


@given(BASES.flatmap(lambda base: st.tuples(st.just(base), versions(base))))
def test_one_side_is_itself(texts: tuple[str, str]) -> None:
    base, side = texts
    merged = merge(base, {"Falun": side, "Mora": base, "Orsa": base})
    assert merged.text == side
    assert not merged.conflicts


@given(st.text(), st.text())
def test_one_side_is_itself_for_any_text(base: str, side: str) -> None:
    merged = merge(base, {"Falun": side})
    assert merged.text == side
    assert not merged.conflicts


@given(BASES)
def test_nobody_changed_anything(base: str) -> None:
    assert merge(base, {"Falun": base, "Mora": base}) == Merge(base, (), (), (), ())
    assert merge(base, {}) == Merge(base, (), (), (), ())


@given(histories(1, 5))
def test_no_word_that_was_put_in_is_lost(history: History) -> None:
    base, sides = history
    merged = merge(base, sides)
    had = words(base)
    there = words(merged.text)
    for conflict in merged.conflicts:
        for side in conflict.sides:
            there += words(side.text)
    for text in sides.values():
        assert words(text) - had <= there


@given(histories(2, 5))
def test_merging_again_changes_nothing(history: History) -> None:
    base, sides = history
    merged = merge(base, sides)
    if not merged.conflicts:
        assert merge(base, {"alla": merged.text}).text == merged.text
        assert merge(base, {"alla": merged.text, "igen": merged.text}).text == merged.text


@given(histories(1, 4))
def test_what_is_told_is_what_stands_there(history: History) -> None:
    base, sides = history
    merged = merge(base, sides)
    for conflict in merged.conflicts:
        assert merged.text[conflict.start : conflict.end] == conflict.base
        assert len(conflict.sides) > 1
        assert {name for side in conflict.sides for name in side.names} <= sides.keys()
        assert merged.text.count("\n", 0, conflict.start) + 1 == conflict.line
    for change in merged.changes:
        if change.kind not in {Kind.MOVED, Kind.MOVED_APART}:
            assert merged.text[change.start : change.end] == change.after
        assert change.names
    ids = [conflict.id for conflict in merged.conflicts] + [change.id for change in merged.changes]
    assert len(ids) == len(set(ids))


@given(histories(2, 4), st.text(st.sampled_from("ab \n"), max_size=5))
def test_a_settled_conflict_says_what_was_settled(history: History, extra: str) -> None:
    base, sides = history
    merged = merge(base, sides)
    settlements = [Settlement(c.id, c.sides[0].text + extra) for c in merged.conflicts]
    after = merge(base, sides, settlements)
    assert not after.conflicts
    assert not after.unused
    assert len(after.settled) == len(settlements)
    for settled, settlement in zip(after.settled, settlements, strict=True):
        stands = after.text[settled.conflict.start : settled.conflict.end]
        assert stands == settlement.text
        assert settled.settlement == settlement


@given(histories(2, 4), st.sampled_from(["# Ny rubrik sist", "En helt ny mening sist i texten."]))
def test_a_conflict_keeps_its_id_when_something_else_changes(history: History, more: str) -> None:
    base, sides = history
    base = base.rstrip("\n") + "\n\nEn sista mening som ingen rör.\n"
    sides = {
        name: text.rstrip("\n") + "\n\nEn sista mening som ingen rör.\n"
        for name, text in sides.items()
    }
    before = merge(base, sides)
    after = merge(base, {**sides, "Rättvik": f"{base}\n{more}\n"})
    assert [c.id for c in after.conflicts] == [c.id for c in before.conflicts]


@given(step_by_step())
def test_merging_in_steps_gives_the_same(history: tuple[str, list[str]]) -> None:
    base, (one, other, third) = history
    whole = merge(base, {"1": one, "2": other, "3": third})
    assume(not whole.conflicts)
    pair, rest = merge(base, {"1": one, "2": other}), merge(base, {"2": other, "3": third})
    assume(not (pair.conflicts or rest.conflicts))
    left = merge(base, {"12": pair.text, "3": third})
    right = merge(base, {"1": one, "23": rest.text})
    assume(not (left.conflicts or right.conflicts))
    assert words(left.text) == words(right.text) == words(whole.text)
    if any(change.beside for change in whole.changes):
        return  # two sides' runs in one place are one run after a step, and stay together
    kinds = {change.kind for change in whole.changes}
    if not {Kind.DELETED, Kind.INSERTED} <= kinds:  # nobody sees on which side of a gap one put in
        assert left.text.split() == right.text.split() == whole.text.split()
    if Kind.DELETED not in kinds:
        assert left.text == right.text == whole.text


def well_formed(text: str) -> bool:
    """Tell whether tables have equal rows and a head, and fences are closed."""
    lines = text.split("\n")
    if sum(line.lstrip().startswith("```") for line in lines) % 2:
        return False
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        if not line.startswith("|"):
            continue
        columns = {row.count("|") for row in (before, line, after) if row.startswith("|")}
        alone = not before.startswith("|") and not after.startswith("|---")
        if len(columns) > 1 or alone:
            return False
    return True


@given(histories(2, 4))
def test_what_is_well_formed_stays_so(history: History) -> None:
    base, sides = history
    assume(all(well_formed(text) for text in (base, *sides.values())))
    assert well_formed(merge(base, sides).text)
