"""Tables of cases for `workbench.core.merging.merge`: what a person would expect of each."""

from itertools import permutations

import pytest

from workbench.core.merging.conflict import How, Settlement
from workbench.core.merging.merge import Kind, Merge, merge

A, B, C, D = (
    "Kommunen tillstyrker förslaget.",
    "Kostnaderna måste finansieras av staten.",
    "Barnets bästa ska alltid beaktas.",
    "Reglerna bör träda i kraft senare.",
)
B2, B3 = "Alla kostnader måste finansieras av staten.", "Kostnaderna måste finansieras nu."
X, Y = "Falun vill lägga till detta.", "Mora vill lägga till något annat."
REFUSES, SUPPORTS = "Kommunen avstyrker:", "Kommunen tillstyrker:"
TABLE = "| a |\n|---|\n"


def both(base: str, one: str, other: str) -> Merge:
    """Merge two versions, whichever comes first."""
    merged = merge(base, {"Falun": one, "Mora": other})
    assert merge(base, {"Mora": other, "Falun": one}) == merged
    return merged


@pytest.mark.parametrize(
    ("base", "one", "other", "expected"),
    [
        pytest.param(f"{A} {B}", f"{A} {B2}", f"{D} {B}", f"{D} {B2}", id="neighbours on a line"),
        pytest.param(f"{A}\n{B}\n", f"{A}\n{B2}\n", f"{D}\n{B}\n", f"{D}\n{B2}\n",
                     id="neighbours on lines"),
        pytest.param(f"{A}\n{B}\n", f"{A}\n{B2}\n", f"{A}\n{B2}\n", f"{A}\n{B2}\n",
                     id="same change"),
        pytest.param(f"{A}\n{B}\n{C}\n", f"{B}\n{C}\n", f"{A}\n{C}\n", f"{C}\n",
                     id="neighbours deleted"),
        pytest.param(f"{A}\n{B}\n{C}\n", f"{A}\n{C}\n", f"{A}\n", f"{A}\n",
                     id="one deletion within another"),
        pytest.param(f"{A}\n{B}\n", f"{A}\n{X}\n{B}\n", f"{A}\n{B2}\n", f"{A}\n{X}\n{B2}\n",
                     id="put in beside an edit"),
        pytest.param(f"{A}\n{B}\n", f"{A}\n{X}\n{B}\n", f"{A}\n{Y}\n{B}\n",
                     f"{A}\n{X}\n{Y}\n{B}\n", id="put in at one place"),
        pytest.param(f"{A}\n\n{B}\n", f"{A}\n{X}\n\n{B}\n", f"{A}\n\n{Y}\n\n{B}\n",
                     f"{A}\n{X}\n\n{Y}\n\n{B}\n", id="into a paragraph and after it"),
        pytest.param(f"{A}\n\n{B}\n", f"{A}\n{X}\n\n{B}\n", f"{A}\n\n{Y}\n{B}\n",
                     f"{A}\n{X}\n\n{Y}\n{B}\n", id="last in one paragraph and first in the next"),
        pytest.param(f"{A}\n\n\n\n{B}\n", f"{A}\n\n{Y}\n\n\n{B}\n", f"{A}\n\n\n\n{X}\n\n{B}\n",
                     f"{A}\n\n{Y}\n\n\n{X}\n\n{B}\n", id="among several blank lines"),
        pytest.param(f"{A}\n\n\nRubrik\n======\n", f"{A}\n\n\n…\n\n\nRubrik\n======\n",
                     f"{A}\nNy rad.\n\n\nRubrik\nRubrik\n======\n",
                     f"{A}\nNy rad.\n\n\n…\n\n\nRubrik\nRubrik\n======\n", id="a line said twice"),
        pytest.param(f"{A}\n\n{B}\n", f"{A} {D}\n\n{B}\n", f"{A}\n\n\n…\n\n{B}\n",
                     f"{A} {D}\n\n\n…\n\n{B}\n", id="blank lines kept beside an edited line"),
        pytest.param(f"{A}\n", f"{A}\n\n{X}\n", f"{A}\n\n{X}\n\n{Y}\n", f"{A}\n\n{X}\n\n{Y}\n",
                     id="one has more than the other"),
        pytest.param(f"{A} {B} {C}\n", f"{A}\n\n{B} {C}\n", f"{A} {B} {D}\n",
                     f"{A}\n\n{B} {D}\n", id="paragraph split and edited"),
        pytest.param(f"{A} {B} {C}\n", f"{A}\n\n{B} {C}\n", f"{A} {X} {B} {C}\n",
                     f"{A} {X}\n\n{B} {C}\n", id="paragraph split where something is put in"),
        pytest.param(f"{A}\n\n{B}\n", f"{A} {B}\n", f"{A}\n\n{B2}\n", f"{A} {B2}\n",
                     id="paragraphs joined and edited"),
        pytest.param(f"{A}\n\n{B}\n\n{C}\n", f"{B}\n\n{C}\n\n{A}\n", f"{D}\n\n{B}\n\n{C}\n",
                     f"{B}\n\n{C}\n\n{D}\n", id="moved, and rewritten by another"),
        pytest.param(
            f"{A}\n\n{B}\n\n{C}\n", f"{A}\n\n{C}\n\n{B}\n", f"{A}\n\n{B2}\n\n{C}\n",
            f"{A}\n\n{C}\n\n{B2}\n", id="moved and edited by another",
        ),
        pytest.param(f"{A}\n{B}\n\n{C}\n{A}\n\n{D}\n", f"{A}\n{B}\n\n{C}\n\n{D}\n{A}\n",
                     f"{A}\n{B}\n\n{C}\n\n{D}\n", f"{A}\n{B}\n\n{C}\n\n{D}\n{A}\n",
                     id="one of several alike moved, and deleted by another"),
        pytest.param("", f"{A}\n", f"{B}\n", f"{A}\n\n{B}\n", id="two first texts"),
        pytest.param(A, f"{A}\n{X}", f"{A}\n{Y}\n", f"{A}\n{X}\n{Y}\n", id="no last line end"),
        pytest.param(f"{A}\n{B}\n", f"{A}  \n{B}\n", f"{A}\n{B2}\n", f"{A}  \n{B2}\n",
                     id="trailing spaces"),
        pytest.param(f"{A}\r\n{B}\r\n", f"{A}\r\n{B2}\r\n", f"{D}\r\n{B}\r\n",
                     f"{D}\r\n{B2}\r\n", id="CRLF"),
        pytest.param(f"{A}\n{B}\n", f"{A}\r\n{B}\r\n", f"{A}\n{B2}\n", f"{A}\r\n{B2}\r\n",
                     id="all line ends changed by one"),
        pytest.param(f"\ufeff{A}\n{B}\n", f"\ufeff{A}\n{B2}\n", f"\ufeff{D}\n{B}\n",
                     f"\ufeff{D}\n{B2}\n", id="byte order mark"),
        pytest.param("- a\n- b\n", "- a\n- b\n- c\n", "- a\n- d\n- b\n", "- a\n- d\n- b\n- c\n",
                     id="list items"),
        pytest.param("- a\n- b\n", "- a\n- b\n- c\n", "- a\n- b\n- d\n", "- a\n- b\n- c\n- d\n",
                     id="list items at one place"),
        pytest.param("| a |\n|---|\n| 1 |\n| 2 |\n", "| a |\n|---|\n| 1 |\n| 3 |\n",
                     "| a |\n|---|\n| 0 |\n| 1 |\n| 2 |\n", "| a |\n|---|\n| 0 |\n| 1 |\n| 3 |\n",
                     id="table rows"),
        pytest.param("# H\n\nT.\n", "# H2\n\nT.\n", "# H\n\n## U\n\nT.\n", "# H2\n\n## U\n\nT.\n",
                     id="headings"),
        pytest.param("+++\na = 1\nb = 2\n+++\nT.\n", "+++\na = 3\nb = 2\n+++\nT.\n",
                     "+++\na = 1\nb = 4\n+++\nT.\n", "+++\na = 3\nb = 4\n+++\nT.\n",
                     id="front matter"),
        pytest.param("T.\n", "T.[^1]\n\n[^1]: Not.\n", "T.\n\nU.[^2]\n\n[^2]: Annan.\n",
                     "T.[^1]\n\nU.[^2]\n\n[^2]: Annan.\n\n[^1]: Not.\n", id="footnotes"),
        pytest.param(f"{A}\n\n# {D}\n\n{B}\n", f"{A}\n", f"{A}\n\n# {D}\n\n{B}\n\n# H\n\n{X}\n",
                     f"{A}\n\n# H\n\n{X}\n", id="section deleted and another put in after it"),
        pytest.param(f"{A}\n\n# {D}\n\n{B}\n", f"{A}\n", f"{A}\n\n{X}\n\n# {D}\n\n{B}\n",
                     f"{A}\n\n{X}\n", id="section deleted and a paragraph put in before it"),
        pytest.param(f"{C}\n\n{REFUSES}\n\n- {A}\n\n{D}\n", f"{C}\n\n{D}\n",
                     f"{C}\n\n{REFUSES}\n\n- {A}\n\n{X}\n\n{D}\n", f"{C}\n\n{X}\n\n{D}\n",
                     id="list deleted and a paragraph put in after it"),
        pytest.param(f"{REFUSES}\n\n- {A}\n", f"{SUPPORTS}\n\n- {A}\n- {X}\n",
                     f"{SUPPORTS}\n\n- {A}\n", f"{SUPPORTS}\n\n- {A}\n- {X}\n",
                     id="list turned round by both and added to by one"),
        pytest.param("Vi anser detta:\n\n- a\n", "Vi anser nu detta:\n\n- a\n",
                     "Vi anser detta:\n\n- a\n- b\n", "Vi anser nu detta:\n\n- a\n- b\n",
                     id="what announces a list reworded and the list added to"),
        pytest.param("L:\n\n- a\n- b\n- c\n- d\n", "L:\n\n- a\n- d\n",
                     "L:\n\n- a\n- b\n- x\n- c\n- d\n", "L:\n\n- a\n- x\n- d\n",
                     id="items deleted around a new one"),
        pytest.param("a = 1\nb = 2\nc = 3\n", "a = 9\nb = 2\nc = 3\n", "a = 1\nb = 2\nc = 8\n",
                     "a = 9\nb = 2\nc = 8\n", id="code"),
    ],
)  # fmt: skip
def test_merges(base: str, one: str, other: str, expected: str) -> None:
    merged = both(base, one, other)
    assert merged.text == expected
    assert merged.conflicts == ()


@pytest.mark.parametrize(
    ("base", "one", "other", "text", "disputed"),
    [
        pytest.param(f"{A} {B}", f"{A} {B2}", f"{A} {B3}", f"{A} {B}", (B, B2, B3),
                     id="different words of one sentence"),
        pytest.param(f"{A}\n{B}\n{C}\n", f"{A}\n{C}\n", f"{A}\n{B2}\n{C}\n", f"{A}\n{B}\n{C}\n",
                     (B, "", B2), id="deleted and edited"),
        pytest.param(f"{A}\n{B}\n{C}\n", "", f"{A}\n{B2}\n{C}\n", f"{A}\n{B}\n{C}\n",
                     (f"{A}\n{B}\n{C}", "", f"{A}\n{B2}\n{C}"), id="paragraph deleted and edited"),
        pytest.param(f"{A}\n{B}\n\n{C}\n", f"{C}\n", f"{A}\n{X}\n{B}\n\n{C}\n",
                     f"{A}\n{B}\n\n{C}\n", (f"{A}\n{B}", "", f"{A}\n{X}\n{B}"),
                     id="deleted where something is put in"),
        pytest.param(f"{A}\n{B}\n\n{C}\n", f"{C}\n", f"{A}\n{B}\n{X}\n\n{C}\n",
                     f"{A}\n{B}\n\n{C}\n", (f"{A}\n{B}", "", f"{A}\n{B}\n{X}"),
                     id="deleted where something is put in last"),
        pytest.param(f"{A}\n\n{B}\n\n{C}\n\n{D}\n", f"{A}\n\n{D}\n",
                     f"{A}\n\n{B}\n\n{X}\n\n{C}\n\n{D}\n",
                     f"{A}\n\n{B}\n\n{C}\n\n{D}\n",
                     (f"{B}\n\n{C}", "", f"{B}\n\n{X}\n\n{C}"),
                     id="paragraph put in between two deleted ones"),
        pytest.param("| a |\n|---|\n| 1 |\n", "| a | b |\n|---|---|\n| 1 | 2 |\n",
                     "| a |\n|---|\n| 1 |\n| 3 |\n", "| a |\n|---|\n| 1 |\n",
                     ("| a |\n|---|\n| 1 |", "| a | b |\n|---|---|\n| 1 | 2 |",
                      "| a |\n|---|\n| 1 |\n| 3 |"), id="a column and a row"),
        pytest.param(f"{TABLE}| 1 |\n| 2 |\n\n{TABLE}| 3 |\n", f"{TABLE}| 1 |\n|---|\n| 3 |\n",
                     f"{TABLE}| 1 |\n2 |\n\n{TABLE}| 3 |\n",
                     f"{TABLE}| 1 |\n| 2 |\n\n{TABLE}| 3 |\n",
                     ("| 2 |\n\n| a |", "", "2 |\n\n| a |"),
                     id="tables joined, and a row between them edited"),
        pytest.param("+++\na = 1\n+++\nT.\n", "+++\na = 1\nb = 2\n+++\nT.\n",
                     "+++\na = 1\nb = 3\n+++\nT.\n", "+++\na = 1\n+++\nT.\n",
                     ("+++\na = 1\n+++", "+++\na = 1\nb = 2\n+++", "+++\na = 1\nb = 3\n+++"),
                     id="one key twice"),
        pytest.param("T.\n\nU.\n", "T.[^1]\n\nU.\n\n[^1]: Not.\n", "T.\n\nU.[^1]\n\n[^1]: Annan.\n",
                     "T.[^1]\n\nU.[^1]\n", ("", "[^1]: Not.", "[^1]: Annan."),
                     id="one footnote label twice"),
        pytest.param("```\na\nb\n```\nT.\n", "a\nb\nT.\n", "```\na\nc\n```\nT.\n",
                     "```\na\nb\n```\nT.\n", None, id="fence taken away and code edited"),
    ],
)  # fmt: skip
def test_conflicts(
    base: str, one: str, other: str, text: str, disputed: tuple[str, str, str] | None
) -> None:
    merged = both(base, one, other)
    assert merged.text == text
    (conflict,) = merged.conflicts
    assert [side.names for side in conflict.sides] == [("Falun",), ("Mora",)]
    if disputed is not None:
        assert (conflict.base, *(side.text for side in conflict.sides)) == disputed
    assert merged.text[conflict.start : conflict.end] == conflict.base


@pytest.mark.parametrize(
    ("base", "one", "other", "text", "disputed"),
    [
        pytest.param(f"{C}\n\n{REFUSES}\n\n- {A}\n- {B}\n", f"{C}\n",
                     f"{C}\n\n{REFUSES}\n\n- {A}\n- {B}\n- {X}\n",
                     f"{C}\n\n{REFUSES}\n\n- {X}\n", (REFUSES, ""), id="list deleted and added to"),
        pytest.param(f"{C}\n\n{REFUSES}\n\n- {A}\n- {B}\n", f"{C}\n\nAllt går bra.\n",
                     f"{C}\n\n{REFUSES}\n\n- {A}\n- {B}\n- {X}\n",
                     f"{C}\n\n{REFUSES}\n\n- {X}\n", (REFUSES, "Allt går bra."),
                     id="list replaced and added to"),
        pytest.param(f"{REFUSES}\n\n- {A}\n- {B}\n", f"{SUPPORTS}\n\n- {A}\n- {B}\n",
                     f"{REFUSES}\n\n- {A}\n- {B}\n- {X}\n",
                     f"{REFUSES}\n\n- {A}\n- {B}\n- {X}\n", (REFUSES, SUPPORTS),
                     id="list turned round and added to last"),
        pytest.param(f"{REFUSES}\n- {A}\n- {B}\n", f"{SUPPORTS}\n- {A}\n- {B}\n",
                     f"{REFUSES}\n- {X}\n- {A}\n- {B}\n", f"{REFUSES}\n- {X}\n- {A}\n- {B}\n",
                     (REFUSES, SUPPORTS), id="list turned round and added to first"),
        pytest.param("- a:\n  - aa\n- b\n", "- b\n", "- a:\n  - aa\n  - ab\n- b\n",
                     "- a:\n  - ab\n- b\n", ("- a:", ""), id="item deleted, one put in under it"),
        pytest.param(f"{A}\n\n# {D}\n\n{B}\n\n# {C}\n", f"{A}\n\n# {C}\n",
                     f"{A}\n\n# {D}\n\n{B}\n\n{X}\n\n# {C}\n",
                     f"{A}\n\n# {D}\n\n{X}\n\n# {C}\n", (f"# {D}", ""),
                     id="section deleted and a paragraph put in last"),
        pytest.param(f"{A}\n\n# {D}\n\n{B}\n\n# {C}\n", f"{A}\n\n# {C}\n",
                     f"{A}\n\n# {D}\n\n{X}\n\n{B}\n\n# {C}\n",
                     f"{A}\n\n# {D}\n\n{X}\n\n# {C}\n", (f"# {D}", ""),
                     id="section deleted and a paragraph put in first"),
        pytest.param(f"{A}\n\n# {D}\n\n{B}\n", f"{A}\n",
                     f"{A}\n\n# {D}\n\n{B}\n\n## U\n\n{X}\n",
                     f"{A}\n\n# {D}\n\n## U\n\n{X}\n", (f"# {D}", ""),
                     id="section deleted and a smaller one put in under it"),
    ],
)  # fmt: skip
def test_whoever_works_under_a_line_insists_on_it(
    base: str, one: str, other: str, text: str, disputed: tuple[str, str]
) -> None:
    merged = both(base, one, other)
    assert merged.text == text
    (conflict,) = merged.conflicts
    head, changed = disputed
    assert conflict.base == head
    assert [(side.text, side.names) for side in conflict.sides] == [
        (changed, ("Falun",)),
        (head, ("Mora",)),
    ]


def test_whoever_edits_in_a_deleted_section_insists_on_its_headings() -> None:
    base = f"{A}\n\n# {D}\n\n## U\n\n{B}\n"
    merged = both(base, f"{A}\n", base.replace(B, B2))
    assert merged.text == base
    assert [conflict.base for conflict in merged.conflicts] == [f"# {D}", "## U", B]


def test_what_is_not_disputed_does_not_wait() -> None:
    base = f"{A}\n{B}\n{C}\n"
    merged = merge(
        base,
        {
            "Falun": f"{A}\n{B2}\n{C}\n",
            "Mora": f"{A}\n{B3}\n{C}\n{X}\n",
            "Orsa": f"{D}\n{B}\n{C}\n",
            "Säter": f"{A}\n{B3}\n{C}\n",
        },
    )
    assert merged.text == f"{D}\n{B}\n{C}\n{X}\n"
    (conflict,) = merged.conflicts
    assert [side.names for side in conflict.sides] == [("Falun",), ("Mora", "Säter")]
    assert conflict.line == 2
    assert [(c.kind, c.names, c.before, c.after) for c in merged.changes] == [
        (Kind.EDITED, ("Orsa",), A, D),
        (Kind.INSERTED, ("Mora",), "", X),
    ]


def test_one_change_by_many_counts_once_with_all_names() -> None:
    merged = merge(f"{A}\n{B}\n", dict.fromkeys(("Orsa", "Falun", "Mora"), f"{A}\n{B2}\n{X}\n"))
    assert merged.text == f"{A}\n{B2}\n{X}\n"
    assert [change.names for change in merged.changes] == [("Falun", "Mora", "Orsa")] * 2


def test_what_is_put_in_at_one_place_is_told_of() -> None:
    merged = merge(f"{A}\n", {"Falun": f"{A}\n{X}\n", "Mora": f"{A}\n{Y}\n"})
    assert [(change.after, change.beside) for change in merged.changes] == [
        (X, ("Mora",)),
        (Y, ("Falun",)),
    ]


def test_a_run_of_sentences_stays_together() -> None:
    base = f"{A}\n"
    falun = f"{A}\n\nAnnars blir det dyrt.\nÖvrigt lämnas därhän.\n"
    mora = f"{A}\n\nMora ser det annorlunda.\n"
    merged = both(base, falun, mora)
    assert "Annars blir det dyrt.\nÖvrigt lämnas därhän." in merged.text
    assert "Mora ser det annorlunda." in merged.text


def test_a_move_and_who_made_it() -> None:
    base = f"{A}\n\n{B}\n\n{C}\n"
    merged = both(base, f"{B}\n\n{C}\n\n{A}\n", base)
    assert merged.text == f"{B}\n\n{C}\n\n{A}\n"
    assert [(change.kind, change.names, change.before) for change in merged.changes] == [
        (Kind.MOVED, ("Falun",), A)
    ]


def test_deleting_what_another_moved_is_a_conflict() -> None:
    merged = both(f"{A}\n\n{B}\n\n{C}\n", f"{B}\n\n{C}\n\n{A}\n", f"{B}\n\n{C}\n")
    (conflict,) = merged.conflicts
    assert [(side.names, side.text) for side in conflict.sides] == [
        (("Falun",), A),
        (("Mora",), ""),
    ]
    assert merged.text.count(A) == 1


def test_a_move_to_different_places_is_told_of() -> None:
    base = f"{A}\n\n{B}\n\n{C}\n\n{D}\n"
    merged = both(base, f"{B}\n\n{A}\n\n{C}\n\n{D}\n", f"{B}\n\n{C}\n\n{D}\n\n{A}\n")
    assert merged.text == base
    assert [(change.kind, change.names, change.before) for change in merged.changes] == [
        (Kind.MOVED_APART, ("Falun", "Mora"), A)
    ]


def test_a_paragraph_split_or_joined_is_told_of() -> None:
    base = f"{A} {B}\n\n{C}\n{D}\n"
    merged = both(base, f"{A}\n\n{B}\n\n{C}\n{D}\n", f"{A} {B}\n{C} {D}\n")
    assert merged.text == f"{A}\n\n{B}\n{C} {D}\n"
    assert [
        (change.kind, change.names, change.before, change.after) for change in merged.changes
    ] == [
        (Kind.SPLIT, ("Falun",), " ", "\n\n"),
        (Kind.JOINED, ("Mora",), "\n\n", "\n"),
    ]


def test_what_moved_out_of_a_dispute_stands_once() -> None:
    """Mora joins two sentences and moves the one between them; Falun edits one of the two."""
    base = f"{B}\n{X}\n{A}\n\n{C}\n"
    joined = f"{B[:-1]} och {A.lower()}"
    mora = f"{joined}\n\n{C}\n{X}\n"
    merged = both(base, base.replace(B, B2), mora)
    assert merged.text == base
    (conflict,) = merged.conflicts
    assert merged.changes == ()
    sides = {"Falun": base.replace(B, B2), "Mora": mora}
    assert merge(base, sides, [Settlement(conflict.id, joined)]).text == mora
    assert merge(base, sides, [Settlement(conflict.id, conflict.base)]).text == base


# -- settlements


SIDES = {"Falun": f"{A}\n{B2}\n{C}\n", "Mora": f"{A}\n{B3}\n{C}\n"}
BASE = f"{A}\n{B}\n{C}\n"


def test_a_settlement_is_applied() -> None:
    (conflict,) = merge(BASE, SIDES).conflicts
    for text, expected in [
        (B2, f"{A}\n{B2}\n{C}\n"),
        ("Staten betalar.", f"{A}\nStaten betalar.\n{C}\n"),
        ("", f"{A}\n{C}\n"),
        (conflict.base, BASE),
    ]:
        merged = merge(BASE, SIDES, [Settlement(conflict.id, text, How.REWROTE)])
        assert merged.text == expected
        assert not merged.conflicts
        (settled,) = merged.settled
        assert settled.conflict.sides == conflict.sides
        assert not merged.unused


def test_a_settlement_does_not_outlive_a_change_of_wording() -> None:
    (conflict,) = merge(BASE, SIDES).conflicts
    settlement = Settlement(conflict.id, B2, How.CHOSE)
    changed = {**SIDES, "Mora": f"{A}\nKostnaderna är höga.\n{C}\n"}
    merged = merge(BASE, changed, [settlement])
    (again,) = merged.conflicts
    assert again.id != conflict.id
    assert again.place == conflict.place
    assert again.earlier == settlement
    assert merged.text == BASE
    assert merged.unused == ()


def test_a_settlement_outlives_a_new_supporter() -> None:
    (conflict,) = merge(BASE, SIDES).conflicts
    joined = {**SIDES, "Orsa": SIDES["Mora"]}
    assert merge(BASE, joined, [Settlement(conflict.id, B2)]).text == SIDES["Falun"]


def test_a_settlement_for_nothing_is_given_back() -> None:
    stray = Settlement("00000000-000000", "text")
    assert merge(BASE, {"Falun": SIDES["Falun"]}, [stray]).unused == (stray,)


def test_a_change_can_be_settled_too() -> None:
    sides = {"Falun": f"{A}\n{B2}\n{X}\n{C}\n"}
    edited, put_in = merge(BASE, sides).changes
    assert merge(BASE, sides, [Settlement(edited.id, B, How.KEPT)]).text == f"{A}\n{B}\n{X}\n{C}\n"
    assert merge(BASE, sides, [Settlement(put_in.id, "", How.KEPT)]).text == f"{A}\n{B2}\n{C}\n"


def test_what_was_turned_down_is_shown_when_its_words_change() -> None:
    put_in = merge(BASE, {"Falun": f"{A}\n{X}\n{B}\n{C}\n"}).changes[0]
    rejected = Settlement(put_in.id, "", How.KEPT)
    sides = {"Falun": f"{A}\nFalun vill framhålla detta.\n{B}\n{C}\n"}
    merged = merge(BASE, sides, [rejected])
    assert [change.earlier for change in merged.changes] == [rejected]
    assert merged.unused == ()


def test_what_was_turned_down_says_nothing_of_what_others_put_beside_it() -> None:
    falun, mora = f"{A}\n{X}\n{B}\n{C}\n", f"{A}\n{Y}\n{B}\n{C}\n"
    rejected = Settlement(merge(BASE, {"Falun": falun}).changes[0].id, "", How.KEPT)
    merged = merge(BASE, {"Falun": falun, "Mora": mora}, [rejected])
    assert merged.text == mora
    assert [change.earlier for change in merged.changes] == [None]
    assert [settled.settlement for settled in merged.settled] == [rejected]


def test_what_is_put_in_after_a_dispute_is_no_part_of_it() -> None:
    table = "| a | b |\n|---|---|\n| Kommunen tillstyrker förslaget. | 1 |\n\n"
    heading, last = "# Kommunen tillstyrker förslaget.\n\n", "En sista mening som ingen rör.\n"
    base = table + table + heading + last
    sides = {
        "Falun": base.removeprefix("| a | b |\n"),
        "Mora": heading + base.removeprefix("| a | b |\n").replace(heading, ""),
    }
    before = merge(base, sides).conflicts
    after = merge(base, {**sides, "Orsa": f"{base}\n# Ny rubrik\n"})
    assert before
    assert [conflict.id for conflict in after.conflicts] == [conflict.id for conflict in before]
    assert after.text.endswith(f"{last}\n# Ny rubrik\n")


def test_what_is_put_in_after_a_moved_fence_is_no_part_of_it() -> None:
    code, heading, last = "kod som står i ett block\n", "# En rubrik\n", "En sista mening.\n"
    base = f"```\n{code}```\n\n{heading}\n{last}"
    moved = f"{code}```\n\n{heading}```\n\n{last}"
    merged = both(base, moved, f"{base}\n# Ny rubrik\n")
    assert merged.conflicts == ()
    assert merged.text.split() == f"{moved}\n# Ny rubrik".split()


def test_what_is_put_in_after_a_moved_fence_makes_no_dispute_of_a_blank_line() -> None:
    code, heading, last = "kod som står i ett block\n", "# En rubrik\n", "En sista mening.\n"
    base = f"```\n{code}```\n\n{heading}\n{last}"
    moved = f"{code}```\n\n{heading}```\n\n{last}"
    sides = {"Falun": moved, "Mora": base.replace("```\n\n", "```\n")}
    assert merge(base, sides).conflicts == ()
    assert merge(base, {**sides, "Orsa": f"{base}\n# Ny rubrik\n"}).conflicts == ()


def test_equal_places_have_ids_of_their_own() -> None:
    base = f"{A}\n{B}\n{A}\n{B}\n{A}\n"
    sides = {"Falun": base.replace(B, B2), "Mora": base.replace(B, B3)}
    one, other = merge(base, sides).conflicts
    assert one.id != other.id
    settled = merge(base, sides, [Settlement(other.id, B3)])
    assert settled.text == f"{A}\n{B}\n{A}\n{B3}\n{A}\n"


# -- hard-wrapped prose

WRAPPED = """\
Kommunen anser att den nya lagen i allt väsentligt är ändamålsenlig, och
vill särskilt framhålla vikten av att de förebyggande insatserna ges en
egen plats i lagens inledande bestämmelser samt att nämnderna får tid på
sig att ställa om verksamheten innan lagen börjar tillämpas. Det behövs
dessutom en nationell plan för kompetensförsörjningen i hela landet.
"""


def rewrapped(text: str) -> str:
    return text.replace("\n", " ").replace("särskilt ", "särskilt\n").strip() + "\n"


def test_wrapping_anew_is_no_change_of_words() -> None:
    edited = WRAPPED.replace("nationell plan", "statlig strategi")
    merged = both(WRAPPED, rewrapped(WRAPPED), edited)
    assert not merged.conflicts
    assert merged.text.split() == edited.split()


def test_far_apart_in_one_sentence_over_many_lines() -> None:
    one = WRAPPED.replace("ändamålsenlig, och", "väl avvägd, och")
    other = WRAPPED.replace("börjar tillämpas", "träder i kraft")
    merged = both(WRAPPED, one, other)
    assert not merged.conflicts
    assert merged.text == one.replace("börjar tillämpas", "träder i kraft")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("ändamålsenlig, och", "inte ändamålsenlig, och"),
        ("ändamålsenlig, och", "ändamålsenlig från 2026, och"),
        ("den nya lagen i allt", "den nya lagen utan reservation i allt"),
        ("vikten av", "betydelsen av"),
    ],
)
def test_one_sentence_is_in_dispute_when_the_changes_are_near_or_decide(old: str, new: str) -> None:
    other = WRAPPED.replace("egen plats", "tydlig roll")
    if old != "vikten av":
        other = WRAPPED.replace("börjar tillämpas", "träder i kraft")
    merged = both(WRAPPED, WRAPPED.replace(old, new), other)
    assert len(merged.conflicts) == 1
    assert merged.text == WRAPPED


# -- any order, many sides


def test_all_orders_of_five() -> None:
    base = f"{A} {B}\n\n{C}\n"
    sides = {
        "Falun": f"{A} {B2}\n\n{C}\n",
        "Mora": f"{A} {B}\n\n{C} {X}\n",
        "Orsa": f"{A} {B3}\n\n{C} {Y}\n",
        "Säter": f"{C}\n",
        "Rättvik": f"{A} {B}\n\n{C}\n\n{D}\n",
    }
    merges = {merge(base, dict(order)) for order in permutations(sides.items())}
    assert len(merges) == 1


# -- a stance never flips

STANCE = [
    # base sentence, one side's, the other's
    ("Kommunen tillstyrker förslaget i kapitel 5.", "Kommunen avstyrker förslaget i kapitel 5.",
     ""),
    ("Kommunen tillstyrker förslaget.", "Kommunen tillstyrker inte förslaget.",
     "Kommunen tillstyrker hela förslaget."),
    ("Förslaget är bra.", "Förslaget är inte bra.", "Förslaget är mycket bra."),
    ("Förslaget är inte bra.", "Förslaget är bra.", "Förslaget är inte alls bra."),
    ("Vi instämmer i bedömningen.", "Vi instämmer ej i bedömningen.", "Vi instämmer i allt."),
    ("Vi delar bedömningen.", "Vi delar inte bedömningen.", "Vi delar utredningens bedömning."),
    ("Vi har inget att erinra.", "Vi har mycket att erinra.", "Vi har inget att invända."),
    ("Vi har inget att invända mot detta.", "Vi har att invända mot detta.",
     "Vi har inget att invända mot något."),
    ("Kommunen avstår från att yttra sig.", "Kommunen väljer att yttra sig.",
     "Kommunen avstår helt från att yttra sig."),
    ("Kommunen ställer sig bakom förslaget.", "Kommunen ställer sig inte bakom förslaget.",
     "Kommunen ställer sig bakom hela förslaget."),
    ("Kommunen motsätter sig förslaget.", "Kommunen stöder förslaget.",
     "Kommunen motsätter sig bestämt förslaget."),
    ("Ingen kommun avstyrker.", "En kommun avstyrker.", "Ingen kommun tillstyrker."),
    ("Samtliga kommuner tillstyrker.", "Inte samtliga kommuner tillstyrker.",
     "Samtliga kommuner avstyrker."),
    ("Alla utom Falun tillstyrker.", "Alla tillstyrker.", "Alla utom Falun avstyrker."),
    ("Kostnaden ökar med 3,5 procent.", "Kostnaden ökar med 13,5 procent.",
     "Kostnaden minskar med 3,5 procent."),
    ("Bidraget är 100 000 kronor.", "Bidraget är 10 000 kronor.", "Avgiften är 100 000 kronor."),
    ("Enligt 2 kap. 5 § krävs beslut.", "Enligt 2 kap. 6 § krävs beslut.",
     "Enligt 2 kap. 5 § krävs inget beslut."),
    ("Enligt 5 § ska nämnden pröva.", "Enligt 7 § ska nämnden pröva.",
     "Enligt 5 § får nämnden pröva."),
    ("Nämnden ska pröva ansökan.", "Nämnden får pröva ansökan.", "Nämnden ska avslå ansökan."),
    ("Nämnden bör pröva ansökan.", "Nämnden bör inte pröva ansökan.",
     "Nämnden bör alltid pröva ansökan."),
    ("Lagen träder i kraft den 1 januari 2026.", "Lagen träder i kraft den 1 juli 2026.",
     "Lagen upphör den 1 januari 2026."),
    ("Falun tillstyrker men Mora avstyrker.", "Mora tillstyrker men Mora avstyrker.",
     "Falun tillstyrker men Falun avstyrker."),
    ("Falun tillstyrker.", "Mora tillstyrker.", "Falun avstyrker."),
    ("Det gäller lagen (2001:453).", "Det gäller lagen (2018:1937).",
     "Det gäller inte lagen (2001:453)."),
    ("Vi är positiva till detta.", "Vi är negativa till detta.",
     "Vi är mycket positiva till detta."),
    ("Vi är tveksamma till detta.", "Vi är inte tveksamma till detta.",
     "Vi är tveksamma till allt detta."),
    ("Kravet gäller utan undantag.", "Kravet gäller med undantag.",
     "Kravet gäller inte utan undantag."),
    ("Kravet gäller endast barn.", "Kravet gäller barn.", "Kravet gäller endast vuxna."),
    ("Kravet gäller om nämnden beslutar.", "Kravet gäller om inte nämnden beslutar.",
     "Kravet gäller när nämnden beslutar."),
    ("Avgiften får tas ut.", "Avgiften får inte tas ut.", "Avgiften får alltid tas ut."),
    ("Utredningen har rätt.", "Utredningen har inte rätt.", "Utredningen har helt rätt."),
    ("Ansvaret ligger på regionen.", "Ansvaret ligger på kommunen.",
     "Ansvaret ligger inte på regionen."),
    ("Staten ska betala hälften.", "Kommunen ska betala hälften.", "Staten ska betala allt."),
    ("Minst 15 kommuner står bakom.", "Högst 15 kommuner står bakom.",
     "Minst 5 kommuner står bakom."),
    ("Före 2025 krävs beslut.", "Efter 2025 krävs beslut.", "Före 2027 krävs beslut."),
    ("Socialnämnden beslutar.", "Socialnämnden beslutar inte.", "Vårdnämnden beslutar."),
    ("Beslutet kan överklagas.", "Beslutet kan inte överklagas.", "Beslutet ska överklagas."),
    ("Det är olämpligt.", "Det är lämpligt.", "Det är mycket olämpligt."),
    ("Det är orimligt dyrt.", "Det är rimligt dyrt.", "Det är orimligt billigt."),
    ("Sekretess gäller.", "Sekretess gäller inte.", "Sekretess och tystnadsplikt gäller."),
    ("Varken Falun eller Mora tillstyrker.", "Både Falun och Mora tillstyrker.",
     "Varken Falun eller Mora avstyrker."),
    ("Kommunen kan knappast instämma.", "Kommunen kan instämma.",
     "Kommunen kan knappast avstyrka."),
    ("Vi avstyrker, men inte i allt.", "Vi avstyrker i allt.", "Vi tillstyrker, men inte i allt."),
    ("Barn under 18 år omfattas.", "Barn under 15 år omfattas.", "Barn under 18 år omfattas inte."),
    ("Tiden är tre månader.", "Tiden är två månader.", "Tiden är tre veckor."),
    ("Förslaget bör genomföras.", "Förslaget bör inte genomföras.", "Förslaget bör utredas."),
    ("Kommunen har förslag på ändring.", "Kommunen har inga förslag på ändring.",
     "Kommunen har förslag på ny lag."),
    ("LSS ska ingå i lagen.", "LSS ska inte ingå i lagen.", "LSS ska ingå i balken."),
    ("Kommunen välkomnar förslaget.", "Kommunen beklagar förslaget.",
     "Kommunen välkomnar inte förslaget."),
    ("Tillsynen bör skärpas.", "Tillsynen bör inte skärpas.", "Tillsynen bör slopas."),
    ("Vi förordar alternativ A.", "Vi förordar alternativ B.", "Vi avråder från alternativ A."),
    ("Kommunen accepterar villkoret.", "Kommunen accepterar inte villkoret.",
     "Kommunen accepterar villkoret tills vidare."),
]  # fmt: skip
NEAR = [
    "Kommunen tillstyrker förslaget i kapitel 6.",
    "Kommunen avstyrker förslaget i kapitel 7.",
    "Förslaget är bra i övrigt.",
]


def test_there_are_fifty_stances() -> None:
    assert len(STANCE) >= 51


@pytest.mark.parametrize("joint", [" ", "\n", "\n\n"], ids=["paragraph", "lines", "paragraphs"])
@pytest.mark.parametrize(("base", "one", "other"), STANCE)
def test_a_stance_never_flips(base: str, one: str, other: str, joint: str) -> None:
    """Neither side's words land on another sentence, nor mix with the other side's."""
    texts = [
        joint.join(part for part in (NEAR[0], sentence, *NEAR[1:]) if part) + "\n"
        for sentence in (base, one, other)
    ]
    merged = both(*texts)
    assert merged.text == texts[0]
    (conflict,) = merged.conflicts
    assert (conflict.base, *(side.text for side in conflict.sides)) == (base, one, other)
