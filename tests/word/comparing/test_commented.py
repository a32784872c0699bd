"""Comments in a redline: those of all files, about the same words as in their own."""

import os
from random import Random

import pytest

from tests.word import wml
from tests.word.comparing.commented import Said, commented, said
from tests.word.comparing.pairs import pair
from tests.word.comparing.reading import Seen, seen
from tests.word.comparing.rich import rich_pair
from tests.word.comparing.several import files, laid, with_own
from workbench.word.comments import Comment, list_comments
from workbench.word.comparing.comparison import Version, compare, compare_all
from workbench.word.comparing.redline import Redline
from workbench.word.names import W14, P
from workbench.word.package import Package, open_package
from workbench.word.revisions import list_revisions
from workbench.word.settle import Decision, settle

SEEDS = 3_000 if os.environ.get("REMISS_LONG") else 100
GROUP = 25
EMPTY: Seen = ("p", [], [])
W16 = (
    'xmlns:w16cid="http://schemas.microsoft.com/office/word/2016/wordml/cid" '
    'xmlns:w16cex="http://schemas.microsoft.com/office/word/2018/wordml/cex"'
)


def settled(data: bytes, decision: Decision = Decision.ACCEPT) -> Package:
    package = open_package(data, "prov.docx")
    settle(package, decision)
    return package


def redline(before: bytes, after: bytes) -> tuple[bytes, Redline]:
    old = open_package(before, "gammal.docx")
    account = compare(old, open_package(after, "ny.docx"), "Falu kommun", None)
    return old.to_bytes(), account


@pytest.mark.parametrize("first", range(0, SEEDS, GROUP))
def test_comments_are_about_the_same_words(first: int) -> None:
    for seed in range(first, first + GROUP):
        plain = [wml.docx(source) for source in pair(seed)]
        before, after = plain if seed % 2 else rich_pair(seed)
        after = commented(after, Random(seed))
        marked, account = redline(before, after)
        accepted = settled(marked)
        assert said(accepted) == said(settled(after)), f"seed {seed}"
        assert seen(accepted) == seen(settled(after)), f"accepted, seed {seed}"
        assert account.comments == len(said(accepted))
        revisions = list_revisions(open_package(marked, "prov.docx"))
        assert len({revision.id for revision in revisions}) == account.changes, f"seed {seed}"
        rejected = settled(marked, Decision.REJECT)
        assert without_empty(rejected) == without_empty(settled(before)), f"rejected, seed {seed}"


def without_empty(package: Package) -> list[Seen]:
    """What is seen, save for empty paragraphs: one may be kept for a comment on what was new."""
    return [each for each in seen(package) if each != EMPTY]


def without_place(comment: Said) -> tuple[object, ...]:
    """What others' comments have no part in: they may keep a paragraph where a table went."""
    author, text, anchor, _, parent, resolved = comment
    return author, text, (anchor or "").split(), parent, resolved


@pytest.mark.parametrize("first", range(0, SEEDS, GROUP))
def test_each_ones_comments_are_about_the_same_words(first: int) -> None:
    for seed in range(first, first + GROUP):
        base, made = files(seed)
        versions = {
            name: commented(data, Random(seed + n), first=n * 100 + 1)
            for n, (name, data) in enumerate(made.items())
        }
        marked, account = laid(base, versions)
        for name, data in versions.items():
            package, _ = with_own(marked, name)
            expected = [without_place(each) for each in said(settled(data))]
            texts = {text for _, text, *_ in expected}
            ours = [without_place(each) for each in said(package) if each[1] in texts]
            assert ours == expected, f"{name}, seed {seed}"
        assert account.comments == sum(len(said(settled(v))) for v in versions.values())


def extended(*entries: tuple[str, str, int]) -> dict[str, str]:
    """A part of threads: paragraph, the one it answers, and whether it is resolved."""
    inside = "".join(
        f'<w15:commentEx w15:paraId="{name}" w15:done="{done}"'
        + (f' w15:paraIdParent="{parent}"/>' if parent else "/>")
        for name, parent, done in entries
    )
    return {"commentsExtended": f"<w15:commentsEx {wml.NAMESPACES}>{inside}</w15:commentsEx>"}


TEXT = "Vi avstyrker {#1 förslaget}.\nSlut."
FIRST = ("1", "F", "Håller ni med?")
BASE = wml.docx(TEXT, wml.comments(FIRST))


def told(package: Package) -> list[tuple[str, str | None, bool]]:
    comments: dict[str | None, Comment] = {c.id: c for c in list_comments(package)}
    return [
        (c.text, comments[c.parent].text if c.parent else None, c.resolved)
        for c in comments.values()
    ]


def test_an_answer_is_put_in_the_thread_that_both_have() -> None:
    answered = wml.docx(
        TEXT, wml.comments(FIRST, ("2", "M", "Ja."))
        | extended(("00000001", "", 1), ("00000002", "00000001", 0))
    )  # fmt: skip
    marked, account = redline(BASE, answered)
    assert told(settled(marked)) == [
        ("Håller ni med?", None, True), ("Ja.", "Håller ni med?", True),
    ]  # fmt: skip
    assert account.comments == 1
    assert account.remarks == (
        "kommentaren ”Håller ni med?” av Falu kommun är löst i den nya filen, och i jämförelsen",
    )


def test_a_thread_of_a_common_origin_stands_once() -> None:
    parts = [
        wml.comments(FIRST, ("5", "L", "Gemensam."), ("6", letter, f"Svar från {letter}."))
        | extended(("00000005", "", 0), ("00000006", "00000005", 0))
        for letter in "FM"
    ]
    versions = [
        Version(open_package(wml.docx("Vi {#5 avstyrker} {#1 förslaget}.\nSlut.", part), "n"), name)
        for part, name in zip(parts, ("Falun", "Mora"), strict=True)
    ]
    old = open_package(BASE, "gammal.docx")
    account = compare_all(old, versions, None)
    package = open_package(old.to_bytes(), "prov.docx")
    assert told(package) == [
        ("Håller ni med?", None, False), ("Gemensam.", None, False),
        ("Svar från F.", "Gemensam.", False), ("Svar från M.", "Gemensam.", False),
    ]  # fmt: skip
    assert account.comments == 3
    assert not account.remarks


def test_ids_are_given_anew_where_they_are_taken() -> None:
    later = wml.docx("Vi avstyrker {#1 förslaget}.\nSlut {#1 här}.", wml.comments(("1", "M", "Ny")))
    marked, account = redline(BASE, later)
    package = open_package(marked, "prov.docx")
    comments = list_comments(package)
    assert [(c.text, c.anchor) for c in comments] == [
        ("Håller ni med?", "förslaget"),
        ("Ny", "här"),
    ]
    assert len({c.id for c in comments}) == 2
    part = package.find("comments") or ""
    names = [p.get(f"{{{W14}}}paraId") for p in package.tree(part).iter(P)]
    assert len(set(names)) == 2
    assert account.remarks == ("1 kommentar finns bara i den gamla filen och står kvar",)


def test_what_word_keeps_beside_a_comment_comes_along() -> None:
    said = wml.comments(("1", "M", "Ny"))
    beside = {
        "people": f'<w15:people {wml.NAMESPACES}><w15:person w15:author="Mora kommun"/>'
        "</w15:people>",
        "commentsIds": f'<w16cid:commentsIds {W16}><w16cid:commentId w16cid:paraId="00000001" '
        'w16cid:durableId="2A3B4C5D"/></w16cid:commentsIds>',
        "commentsExtensible": f"<w16cex:commentsExtensible {W16}><w16cex:commentExtensible "
        'w16cex:durableId="2A3B4C5D" w16cex:dateUtc="2026-03-01T09:00:00Z"/>'
        "</w16cex:commentsExtensible>",
    }
    before = wml.docx("Vi avstyrker förslaget.")
    marked, account = redline(before, wml.docx("Vi {#1 avstyrker} förslaget.", said | beside))
    package = open_package(marked, "prov.docx")
    (comment,) = list_comments(package)
    assert comment.date_utc == "2026-03-01T09:00:00Z"
    assert b"Mora kommun" in package.data(package.find("people") or "")
    assert (account.changes, account.comments) == (0, 1)


def test_a_comment_without_a_place_is_named() -> None:
    later = wml.docx("Vi avstyrker förslaget.", wml.comments(("1", "M", "Svävar fritt")))
    _, account = redline(wml.docx("Vi avstyrker förslaget."), later)
    assert account.remarks == (
        "kommentaren ”Svävar fritt” av Mora kommun går inte att förankra och är inte med",
    )


@pytest.mark.parametrize(
    ("before", "after", "anchor"),
    [
        ("Ett två tre.", "Ett {#1 tre}.", "tre"),
        ("Ett två tre.", "Ett {#1 fyra fem} tre.", "fyra fem"),
        ("Ett\nTvå", "«<w:commentRangeStart w:id='1'/>»Ett\nTvå«<w:commentRangeEnd w:id='1'/>"
         "<w:r><w:commentReference w:id='1'/></w:r>»", "Ett\nTvå"),
        ("Ett", "| {#1 a} | b |\nEtt", "a"),
        ("Ett", "Ett «<w:r><w:commentReference w:id='1'/></w:r>»", ""),
        ("Ett\nTvå", "Ett\n<w:commentRangeStart w:id='1'/>\n| a | b |\n"
         "<w:commentRangeEnd w:id='1'/>\nTvå«<w:r><w:commentReference w:id='1'/></w:r>»", "a\nb"),
    ],
)  # fmt: skip
def test_a_range_is_where_it_was(before: str, after: str, anchor: str) -> None:
    later = wml.docx(after, wml.comments(("1", "M", "Ny")))
    marked, account = redline(wml.docx(before), later)
    (comment,) = list_comments(settled(marked))
    assert comment.anchor == anchor
    assert account.comments == 1
    assert not account.remarks
