"""Every comment as a value."""

import pytest

from tests.word.cases import cut, gone, p, r
from tests.word.wml import AUTHORS, DATE, NAMESPACES, comments, opened
from workbench.word.comments import LONGEST_ANCHOR, Comment, list_comments
from workbench.word.package import Package

ONE = comments(("1", "F", "Varför?"))


def start(number: int) -> str:
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number: int) -> str:
    return f'<w:commentRangeEnd w:id="{number}"/>'


def point(number: int) -> str:
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def threads(*said: str) -> dict[str, str]:
    inner = "".join(f"<w15:commentEx {one}/>" for one in said)
    return {"commentsExtended": f"<w15:commentsEx {NAMESPACES}>{inner}</w15:commentsEx>"}


def one(source: str) -> Comment:
    (comment,) = list_comments(opened(source, ONE))
    return comment


def test_a_whole_value() -> None:
    assert one("a\nb {#1 c}") == Comment(
        id="1", author=AUTHORS["F"], initials="F", date=DATE, date_utc=None, text="Varför?",
        anchor="c", anchor_deleted=False, part="word/document.xml", paragraph=1, parent=None,
        resolved=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("source", "anchor", "deleted"),
    [
        pytest.param("a {#1 b} c", "b", False, id="a word"),
        pytest.param(f"a «{point(1)}» b", "", False, id="a point"),
        pytest.param(f"a «{start(1)}» b", "", False, id="a range that never ends"),
        pytest.param(f"a «{end(1)}{point(1)}» b", "", False, id="a range that never starts"),
        pytest.param("a", None, False, id="nothing"),
        pytest.param(f"a «{start(1)}»b\nc\nd«{end(1)}» e", "b\nc\nd", False, id="paragraphs"),
        pytest.param(f"a\n{start(1)}\n| b | c |\n{end(1)}\nd", "b\nc", False, id="a table"),
        pytest.param("{-F a {#1 b}} c", "b", True, id="deleted text"),
        pytest.param("{#1 a {-F b}} c", "a b", False, id="partly deleted text"),
    ],
)
def test_what_a_comment_is_about(source: str, anchor: str | None, deleted: bool) -> None:
    comment = one(source)
    assert (comment.anchor, comment.anchor_deleted) == (anchor, deleted)


def test_ranges_overlap_without_nesting() -> None:
    said = comments(("1", "F", "x"), ("2", "L", "y"))
    first_ends, second_ends = end(1) + point(1), end(2) + point(2)
    package = opened(f"a «{start(1)}»b «{start(2)}»c «{first_ends}»d«{second_ends}»", said)
    assert [c.anchor for c in list_comments(package)] == ["b c ", "c d"]


def thread(*said: str) -> list[tuple[str, str | None, bool]]:
    parts = comments(("1", "F", "a"), ("2", "L", "b"), ("3", "M", "c")) | threads(*said)
    return [(c.id, c.parent, c.resolved) for c in list_comments(opened("{#1 x}", parts))]


def test_threads_and_whether_they_are_resolved() -> None:
    first = 'w15:paraId="00000001" w15:done="1"'
    answer = 'w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"'
    assert thread(first, answer) == [("1", None, True), ("2", "1", True), ("3", None, False)]


def test_threads_in_circles_and_to_nowhere_do_no_harm() -> None:
    circle = [
        'w15:paraId="00000001" w15:paraIdParent="00000002"',
        'w15:paraId="00000002" w15:paraIdParent="00000001"',
        'w15:paraId="00000003" w15:paraIdParent="0000FFFF"',
    ]
    assert thread(*circle) == [("1", "2", False), ("2", "1", False), ("3", None, False)]


def test_an_answer_without_an_anchor_has_that_of_its_thread() -> None:
    parts = comments(("1", "F", "a"), ("2", "L", "b")) | threads(
        'w15:paraId="00000001"', 'w15:paraId="00000002" w15:paraIdParent="00000001"'
    )
    assert [c.anchor for c in list_comments(opened("{#1 x}", parts))] == ["x", "x"]


def test_resolved_as_other_programs_say_it() -> None:
    done = f'<w:comment w:id="4" w15:done="1">{p(r("a"))}</w:comment>'
    parts = {"comments": f"<w:comments {NAMESPACES}>{done}</w:comments>"}
    (comment,) = list_comments(opened("a", parts))
    assert comment.resolved


def test_several_paragraphs_and_tracked_changes_in_a_comment() -> None:
    inner = p(r("a"), cut(1, gone("b"))) + p(r("c"))
    said = f'<w:comments {NAMESPACES}><w:comment w:id="1">{inner}</w:comment></w:comments>'
    (comment,) = list_comments(opened("{#1 x}", {"comments": said}))
    assert comment.text == "ab\nc"
    assert comment.author == ""
    assert comment.date is None


def test_a_thousand_comments_on_a_long_text_do_not_cost_a_thousand_texts() -> None:
    numbers = range(1, 1001)
    said = comments(*((str(n), "F", "x") for n in numbers))
    source = f"«{''.join(map(start, numbers))}»{'ord ' * 5000}«{''.join(map(end, numbers))}»"
    package: Package = opened(source, said)
    assert {len(c.anchor or "") for c in list_comments(package)} == {LONGEST_ANCHOR}


def test_a_file_without_comments() -> None:
    assert list_comments(opened("a")) == ()
