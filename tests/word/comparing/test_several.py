"""Several files against one base in one redline: each can be taken out of it, in any order."""

import os
from random import Random

import pytest

from tests.word import wml
from tests.word.comparing.reading import seen
from tests.word.comparing.rich import rich_versions
from tests.word.comparing.several import NAMES, files, laid, with_own, without_others
from workbench.errors import InputError
from workbench.word.authors import MOST, authors_of, joint_author
from workbench.word.comparing.comparison import Version, compare_all
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision, settle

SEEDS = 3_000 if os.environ.get("REMISS_LONG") else 100
GROUP = 25


def accepted(data: bytes) -> Package:
    package = open_package(data, "prov.docx")
    settle(package, Decision.ACCEPT)
    return package


@pytest.mark.parametrize("first", range(0, SEEDS, GROUP))
def test_each_file_can_be_taken_out_again(first: int) -> None:
    for seed in range(first, first + GROUP):
        base, versions = files(seed)
        redline, _ = laid(base, versions)
        rejected = open_package(redline, "prov.docx")
        assert settle(rejected, Decision.REJECT).complete
        assert seen(rejected) == seen(accepted(base)), f"rejected, seed {seed}"
        for name, data in versions.items():
            expected = seen(accepted(data))
            package, complete = without_others(redline, name)
            assert complete, f"{name}, seed {seed}"
            assert seen(package) == expected, f"{name} left, seed {seed}"
            package, complete = with_own(redline, name)
            assert complete, f"{name}, seed {seed}"
            assert seen(package) == expected, f"{name} first, seed {seed}"


@pytest.mark.parametrize("first", range(0, SEEDS, GROUP))
def test_looks_notes_boxes_and_columns_can_be_taken_out_again(first: int) -> None:
    for seed in range(first, first + GROUP):
        base, made = rich_versions(seed)
        redline, account = laid(base, dict(zip(NAMES, made, strict=False)))
        if any("format" in r or "kolumnbredderna" in r for r in account.remarks):
            continue  # two gave one table, row or cell different formats, and that was told
        rejected = open_package(redline, "prov.docx")
        assert settle(rejected, Decision.REJECT).complete
        assert seen(rejected) == seen(accepted(base)), f"rejected, seed {seed}"
        for name, data in zip(NAMES, made, strict=False):
            package, complete = without_others(redline, name)
            assert complete, f"{name}, seed {seed}"
            assert seen(package) == seen(accepted(data)), f"{name}, seed {seed}"


@pytest.mark.parametrize("first", range(0, SEEDS, GROUP))
def test_the_order_of_the_files_does_not_matter(first: int) -> None:
    for seed in range(first, first + GROUP):
        base, versions = files(seed)
        shuffled = list(versions.items())
        Random(seed).shuffle(shuffled)
        one, other = laid(base, versions), laid(base, dict(shuffled))
        assert one[0] == other[0], f"seed {seed}"
        assert one[1].remarks == other[1].remarks


@pytest.mark.parametrize("first", range(0, SEEDS, GROUP))
def test_the_marks_are_as_many_as_are_told(first: int) -> None:
    for seed in range(first, first + GROUP):
        redline, account = laid(*files(seed))
        found = list_revisions(open_package(redline, "prov.docx"))
        assert len(found) == account.changes, f"seed {seed}"
        assert len({revision.id for revision in found}) == len(found)


def marks(base: str, **versions: str) -> list[tuple[str, str, str]]:
    data = {name: wml.docx(source) for name, source in versions.items()}
    redline, _ = laid(wml.docx(base), data)
    found = list_revisions(open_package(redline, "prov.docx"))
    return [(revision.kind.value, revision.author, revision.text) for revision in found]


BOLD = "«<w:r><w:rPr><w:b/></w:rPr><w:t>viktigt</w:t></w:r>»"
ITALIC = "«<w:r><w:rPr><w:i/></w:rPr><w:t>viktigt</w:t></w:r>»"


@pytest.mark.parametrize(
    ("base", "falun", "mora", "expected"),
    [
        pytest.param(
            "Vi avstyrker det.", "Vi tillstyrker det.", "Vi tillstyrker det.",
            [("del", "Falun; Mora", "avstyrker"), ("ins", "Falun; Mora", "tillstyrker")],
            id="the same change once, with both names",
        ),
        pytest.param(
            "Vi avstyrker det.", "Vi tillstyrker det.", "Vi välkomnar det.",
            [("del", "Falun; Mora", "avstyrker"), ("ins", "Falun", "tillstyrker"),
             ("ins", "Mora", "välkomnar")],
            id="different words in one place, both kept",
        ),
        pytest.param(
            "Ett två tre fyra fem.", "Ett fyra fem.", "Ett två fem.",
            [("del", "Falun", "två "), ("del", "Falun; Mora", "tre "), ("del", "Mora", "fyra ")],
            id="deletions that overlap",
        ),
        pytest.param(
            f"Det är {'«<w:r><w:t>viktigt</w:t></w:r>»'} för oss.", f"Det är {BOLD} för oss.",
            f"Det är {ITALIC} för oss.",
            [("del", "Falun; Mora", "viktigt"), ("ins", "Falun", "viktigt"),
             ("ins", "Mora", "viktigt")],
            id="two looks of one word",
        ),
        pytest.param(
            "Ett stycke.\nSlut.", "Ett stycke.\nFaluns tillägg här.\nSlut.",
            "Ett stycke.\nMoras tillägg här.\nSlut.",
            [("paragraph-ins", "Falun", ""), ("ins", "Falun", "Faluns tillägg här."),
             ("paragraph-ins", "Mora", ""), ("ins", "Mora", "Moras tillägg här.")],
            id="two paragraphs in one place",
        ),
        pytest.param(
            "| a | b |\n| c | d |\n.", "| a | b |\n.", "| a | b |\n| c | d och mer |\n.",
            [("table-row-del", "Falun; Mora", "c\td"), ("paragraph-del", "Falun; Mora", ""),
             ("del", "Falun; Mora", "c"), ("paragraph-del", "Falun; Mora", ""),
             ("del", "Falun; Mora", "d"), ("table-row-ins", "Mora", "c\td och mer"),
             ("paragraph-ins", "Mora", ""), ("ins", "Mora", "c"),
             ("paragraph-ins", "Mora", ""), ("ins", "Mora", "d och mer")],
            id="a row that one took away and another wrote in",
        ),
        pytest.param(
            "| a | b |\n| c | d |\n.", "| a ett | b |\n| c | d |\n.", "| a | b |\n| c | d två |\n.",
            [("ins", "Falun", " ett"), ("ins", "Mora", " två")],
            id="different cells",
        ),
        pytest.param(
            "Detta stycke flyttar nu.\nEtt\nTvå", "Ett\nDetta stycke flyttar nu.\nTvå",
            "Detta stycke stannar nu.\nEtt\nTvå",
            [("paragraph-del", "Falun", ""), ("del", "Falun", "Detta stycke "),
             ("del", "Falun; Mora", "flyttar"), ("ins", "Mora", "stannar"),
             ("del", "Falun", " nu."), ("paragraph-ins", "Falun", ""),
             ("ins", "Falun", "Detta stycke flyttar nu.")],
            id="a paragraph that one moved and another wrote in",
        ),
        pytest.param(
            "Detta stycke flyttar nu.\nEtt\nTvå", "Ett\nDetta stycke flyttar nu.\nTvå",
            "Ett\nDetta stycke flyttar nu.\nTvå",
            [("moveFrom", "Falun; Mora", ""),
             ("moveFrom", "Falun; Mora", "Detta stycke flyttar nu."),
             ("moveTo", "Falun; Mora", ""),
             ("moveTo", "Falun; Mora", "Detta stycke flyttar nu.")],
            id="the same move by both",
        ),
    ],
)  # fmt: skip
def test_changes_of_two_stand_side_by_side(
    base: str, falun: str, mora: str, expected: list[tuple[str, str, str]]
) -> None:
    assert marks(base, Falun=falun, Mora=mora) == expected


@pytest.mark.parametrize(
    ("base", "falun", "mora"),
    [
        pytest.param("Ett.\n| a |\nSlut.", "Ett.", "Ett.\n| a |\nSlut här.", id="at the end"),
        pytest.param(
            "Ett.\n| a |\nTvå.\n| b |\nSlut.", "Ett.\n| b |\nSlut.",
            "Ett.\n| a |\nTvå till.\n| b |\nSlut.", id="before a table",
        ),
        pytest.param(
            "Ett.\nTvå.\nSlut.", "Ett. Två.\nSlut.", "Ett.\n| a |\nTvå.\nSlut.",
            id="joined where another put a table",
        ),
        pytest.param(
            "| a |\nEtt.\nTvå.\n| b |\n.", "| a |\n| b |\n.", "| a |\nEtt till. Två.\n| b |\n.",
            id="taken away where another joined and wrote",
        ),
        pytest.param(
            "Ett.\n| a |\nSlut.", "Ett.", "Ett.\n| a |\nNytt.\n| b |\nSlut.",
            id="at the end, where another put a table before it",
        ),
    ],
)  # fmt: skip
def test_what_another_wrote_in_a_lost_paragraph_goes_without_a_trace(
    base: str, falun: str, mora: str
) -> None:
    versions = {"Falun": wml.docx(falun), "Mora": wml.docx(mora)}
    redline, account = laid(wml.docx(base), versions)
    assert not account.remarks
    for name, data in versions.items():
        for taken in (without_others, with_own):
            package, complete = taken(redline, name)
            assert complete
            assert seen(package) == seen(accepted(data)), f"{name}, {taken.__name__}"


@pytest.mark.parametrize("names", [("Falun", "Falun"), ("Falun; Mora", "Leksand")])
def test_names_must_tell_the_files_apart(names: tuple[str, str]) -> None:
    old, *news = (wml.opened("Text.") for _ in range(3))
    versions = [Version(package, name) for package, name in zip(news, names, strict=True)]
    with pytest.raises(InputError, match="kan inte stå för"):
        compare_all(old, versions, None)


def test_a_joint_name_means_each_of_them() -> None:
    author = joint_author(("Falun", "Mora"))
    assert authors_of(author) == {"Falun; Mora", "Falun", "Mora"}


def test_more_names_than_word_takes_are_said_to_be_more() -> None:
    author = joint_author(f"Kommun nummer {n}" for n in range(49))
    assert len(author) <= MOST
    assert author.endswith(" m.fl.")
