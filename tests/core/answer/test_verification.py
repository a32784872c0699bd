"""Tracked changes are read back before they are written, and made coarser where they are wrong."""

import pytest

from workbench.core import document as doc
from workbench.core.answer.marking import marks_of
from workbench.core.answer.proof import Proposed, Remark, tracked
from workbench.core.answer.settled_reading import settled_reading
from workbench.core.markdown import Parsed, canonical
from workbench.core.reviewing.edits import applied, edits

HERS, HIS = doc.Mark("inserted", "Hon"), doc.Mark("deleted", "Han")
BOTH = doc.Mark("deleted", "Hon; Han")


def text(said: str, mark: doc.Mark | None = None) -> doc.Text:
    return doc.Text(said, mark=mark)


def reading(*blocks: doc.Block) -> dict[str, tuple[str, ...]]:
    return {one: settled_reading(Parsed(blocks, {}), one) for one in ("", "Hon", "Han")}


def test_a_paragraph_whose_end_goes_takes_on_the_looks_of_the_next() -> None:
    blocks = (
        doc.Paragraph((text("Ett. "),), mark=HIS),
        doc.List(((doc.Paragraph((text("Två."),)),),)),
    )
    apart = (":Ett.", "item 0-:Två.")
    assert reading(*blocks) == {"": apart, "Hon": apart, "Han": ("item 0-:Ett. Två.",)}


def test_no_paragraph_is_joined_across_a_table() -> None:
    table = doc.Table(((text("A"),),), (((text("1"),),),))
    blocks = (doc.Paragraph((text("Ett."),), mark=HIS), table, doc.Paragraph((text("Två."),)))
    assert reading(*blocks)["Han"] == (":Ett.", "A\n1", ":Två.")


def test_rows_come_and_go_and_a_table_without_rows_is_none() -> None:
    rows = (((text("1", HERS),),), ((text("2"),),))
    table = doc.Table(((text("A"),),), rows, marks=(None, HERS, None))
    assert reading(table) == {"": ("A\n2",), "Hon": ("A\n1\n2",), "Han": ("A\n2",)}
    gone = doc.Table(((text("A", HIS),),), (), marks=(HIS,))
    assert reading(gone)["Han"] == ()


def test_what_several_want_is_settled_with_each_of_them() -> None:
    blocks = (doc.Paragraph((text("Ett.", BOTH), text("Två.", HERS), text("Tre."))),)
    assert reading(*blocks) == {"": (":Ett.Tre.",), "Hon": (":Två.Tre.",), "Han": (":Tre.",)}


def test_a_note_goes_with_its_reference() -> None:
    body = (doc.Paragraph((text("Ett."), doc.FootnoteReference("a", HIS))),)
    parsed = Parsed(body, {"a": (doc.Paragraph((text("Not.", HIS),), mark=HIS),)})
    assert settled_reading(parsed, "") == (":Ett.[^:Not.]",)
    assert settled_reading(parsed, "Han") == (":Ett.",)


LEFT_INSIDE = canonical("Före.\n\n- Ett.\n  - Två.\n\nEfter.\n")
LEFT_ALONE = canonical("Före.\n\n- Två.\n\nEfter.\n")
AFTER_A_MOVE = canonical("Ett.\n\nTvå.\n\nTre.\n\nFyra.\n")
CASES = {
    "an item that leaves what lies in it": (LEFT_INSIDE, LEFT_ALONE),
    "an item that comes around another": (LEFT_ALONE, LEFT_INSIDE),
    "what stands between two lists goes": ("1. Ett.\n\nTvå.\n\n1. Tre.\n", "1. Ett.\n2. Tre.\n"),
    "a move beside what is struck": (AFTER_A_MOVE, canonical("Två.\n\nFyra.\n\nEtt.\n")),
    "everything": (AFTER_A_MOVE, canonical("| A | B |\n| --- | --- |\n| 1 | 2 |\n")),
}


@pytest.mark.parametrize("case", CASES)
def test_every_wording_reads_as_proposed(case: str) -> None:
    base, wanted = CASES[case]
    other = Proposed("Han", None, canonical(f"{base}\nEtt tillägg.\n"))
    changes = [Proposed("Hon", None, applied(base, [one]), one) for one in edits(base, wanted)]
    shown = tracked(base, [*changes, other], [Remark("k", 1)])
    for author, text in {"": base, "Hon": wanted, "Han": other.result}.items():
        assert settled_reading(shown, author) == settled_reading(tracked(text, ()), "")


def test_what_parts_a_note_from_the_text_may_go_with_it() -> None:
    base = canonical("Ett.[^b]\nTvå.\n\n[^b]: En not.\n")
    wanted = {"": base, "Hon": canonical("- Tre.\n- Fyra.\n\nTvå.\n"), "Han": "- Fem.\n"}
    changes = [
        Proposed(author, None, applied(base, [one]), one)
        for author, text in wanted.items()
        for one in edits(base, text)
    ]
    shown = tracked(base, changes)
    for author, text in wanted.items():
        assert settled_reading(shown, author) == settled_reading(tracked(text, ()), "")


def test_what_lies_far_from_a_wrong_place_stays_fine() -> None:
    shown = tracked(LEFT_INSIDE, [Proposed("Hon", None, LEFT_ALONE)])
    assert not list(marks_of((shown.blocks[0], shown.blocks[-1])))


def test_what_one_puts_in_at_one_place_comes_in_its_order() -> None:
    base, wanted = canonical("Ett.\nTvå.\nTre.\n"), canonical("Två.\nTre.\nNy.\nEtt.\nSist.\n")
    made = edits(base, wanted)
    changes = [Proposed("Hon", None, applied(base, [one]), one) for one in reversed(made)]
    assert settled_reading(tracked(base, changes), "Hon") == (":Två. Tre. Ny. Ett. Sist.",)
