"""Files with comments put at places made up from a seed: ranges that overlap, points, threads."""

from collections.abc import Sequence
from copy import deepcopy
from random import Random

from tests.word import wml
from workbench.word.comments import list_comments
from workbench.word.markup import Element
from workbench.word.names import (
    COMMENT_END,
    COMMENT_REFERENCE,
    COMMENT_START,
    ID,
    RUN,
    TEXT,
    TEXT_BOX,
)
from workbench.word.package import Package, open_package
from workbench.word.settle import Decision, settle

_OFFICE = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
Said = tuple[str, str, str | None, int | None, str | None, bool]


def commented(data: bytes, dice: Random, first: int = 1) -> bytes:
    """The same file with its changes accepted and one to six comments in it.

    Args:
        data: A file without comments.
        dice: Where they stand.
        first: What the comments and their paragraphs are numbered from.
    """
    package = open_package(data, "prov.docx")
    settle(package, Decision.ACCEPT)
    found = [run for run in package.tree(package.main).iter(RUN) if not _is_boxed(run)]
    halves = [half for run in found for half in _split(run, dice)]
    made, entries = "", ""
    for number in range(first, first + dice.randint(1, 6) if halves else first):
        author, letter = dice.choice(list(wml.AUTHORS.items()))[::-1]
        name = f"{number:08X}"
        made += (
            f'<w:comment w:id="{number}" w:author="{author}" w:date="{wml.DATE}" '
            f'w:initials="{letter}"><w:p w14:paraId="{name}">{wml.run(f"Synpunkt {number}")}</w:p>'
            "</w:comment>"
        )
        parent = dice.randrange(first, number) if number > first and dice.random() < 0.4 else None
        tie = "" if parent is None else f' w15:paraIdParent="{parent:08X}"'
        entries += f'<w15:commentEx w15:paraId="{name}"{tie} w15:done="{dice.randint(0, 1)}"/>'
        _anchor(halves, dice, str(number), point=dice.random() < 0.2)
    if made:
        package.touch(package.main)
        _put(package, "comments", f"{wml.RELATIONS}/comments", "w:comments", made)
        _put(package, "commentsExtended", _OFFICE, "w15:commentsEx", entries)
    return package.to_bytes()


def said(package: Package) -> list[Said]:
    """What each comment says, about what, where, in answer to what, and whether it is resolved."""
    comments = list_comments(package)
    texts = {comment.id: comment.text for comment in comments}
    return sorted(
        (c.author, c.text, c.anchor, c.paragraph, texts.get(c.parent or ""), c.resolved)
        for c in comments
    )  # fmt: skip


def _is_boxed(run: Element) -> bool:
    """Whether it stands in a text box, which Word writes twice."""
    return next(run.iterancestors(TEXT_BOX), None) is not None


def _split(run: Element, dice: Random) -> Sequence[Element]:
    """Part a run somewhere in its text."""
    text = run.find(TEXT)
    if text is None or len(text.text or "") < 2 or len(run.findall(TEXT)) > 1:
        return ()
    whole = text.text or ""
    at = dice.randrange(1, len(whole))
    half = deepcopy(run)
    run.addnext(half)
    text.text = whole[:at]
    other = half.find(TEXT)
    assert other is not None
    other.text = whole[at:]
    return run, half


def _anchor(runs: Sequence[Element], dice: Random, identity: str, *, point: bool) -> None:
    start, stop = sorted(dice.randrange(len(runs)) for _ in range(2))
    first, last = runs[start], runs[stop]
    sign = first.makeelement(RUN, {})
    sign.append(first.makeelement(COMMENT_REFERENCE, {ID: identity}))
    if not point:
        first.addprevious(first.makeelement(COMMENT_START, {ID: identity}))
        end = first.makeelement(COMMENT_END, {ID: identity})
        last.addnext(end)
        end.addnext(sign)
    else:
        last.addnext(sign)


def _put(package: Package, kind: str, relationship: str, root: str, inside: str) -> None:
    part = f"word/{kind}.xml"
    data = f"<{root} {wml.NAMESPACES}>{inside}</{root}>"
    package.put(part, data.encode(), f"{wml.TYPES}{kind}+xml")
    package.relate(package.main, relationship, part)
