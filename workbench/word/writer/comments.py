"""Comments as parts: the remarks themselves, their threads, and who wrote in the document."""

from collections.abc import Iterable, Iterator

from workbench.core.document import Comment
from workbench.word.writer.archive import WORD_TYPE, Part
from workbench.word.writer.markup import (
    COMPATIBILITY,
    DECLARATION,
    WORD,
    WORD_2010,
    WORD_2012,
    attribute,
    clean,
    escape,
)
from workbench.word.writer.runs import Remarks
from workbench.word.writer.template import Template
from workbench.word.writer.tracking import moment

_NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:w14="{WORD_2010}" xmlns:w15="{WORD_2012}" '
    f'xmlns:mc="{COMPATIBILITY}" mc:Ignorable="w14 w15"'
)
_OFFICE_2011 = "http://schemas.microsoft.com/office/2011/relationships"
_FIRST_PARAGRAPH = 0x10000000  # ids of paragraphs are below 0x80000000


def comment_parts(template: Template, remarks: Remarks) -> Iterator[Part]:
    """Yield the parts that hold the comments; none when there are none."""
    threads = [
        (first, comment)
        for label, first in sorted(remarks.ids.items(), key=lambda thread: thread[1])
        for comment in [remarks.comments[label]]
    ]
    if not threads:
        return
    style = template.optional_style("annotation text", "Comment Text")
    remarked = "".join(
        _comment(first + n, one, style)
        for first, comment in threads
        for n, one in enumerate((comment, *comment.replies))
    )
    yield Part(
        "word/comments.xml",
        f"{WORD_TYPE}comments+xml",
        f"{DECLARATION}<w:comments {_NAMESPACES}>{remarked}</w:comments>",
        relation="comments",
    )
    extended = "".join(_thread(first, comment) for first, comment in threads)
    yield Part(
        "word/commentsExtended.xml",
        f"{WORD_TYPE}commentsExtended+xml",
        f"{DECLARATION}<w15:commentsEx {_NAMESPACES}>{extended}</w15:commentsEx>",
        relation=f"{_OFFICE_2011}/commentsExtended",
    )


def people_part(authors: Iterable[str]) -> Iterator[Part]:
    """Yield the part that lists who has tracked changes or comments; none when nobody has."""
    people = "".join(
        f'<w15:person w15:author="{attribute(author)}"><w15:presenceInfo w15:providerId="None" '
        f'w15:userId="{attribute(author)}"/></w15:person>'
        for author in authors
        if author
    )
    if people:
        yield Part(
            "word/people.xml",
            f"{WORD_TYPE}people+xml",
            f"{DECLARATION}<w15:people {_NAMESPACES}>{people}</w15:people>",
            relation=f"{_OFFICE_2011}/people",
        )


def _comment(id_: int, comment: Comment, style: str) -> str:
    at = f' w:date="{moment(comment.at)}"' if comment.at else ""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    lines = comment.text.splitlines() or [""]
    paragraphs = "".join(
        f"<w:p{_paragraph_id(id_) if number == len(lines) else ''}>{named}"
        f'<w:r><w:t xml:space="preserve">{escape(clean(line))}</w:t></w:r></w:p>'
        for number, line in enumerate(lines, 1)
    )
    initials = "".join(word[0] for word in clean(comment.author).split() if word[0].isalpha())[:3]
    return (
        f'<w:comment w:id="{id_}" w:author="{attribute(comment.author)}"{at} '
        f'w:initials="{attribute(initials.upper())}">{paragraphs}</w:comment>'
    )


def _paragraph_id(id_: int) -> str:
    """Return the attribute that ties a comment (by its last paragraph) to its thread."""
    return f' w14:paraId="{_FIRST_PARAGRAPH + id_:08X}"'


def _thread(first: int, comment: Comment) -> str:
    done = int(comment.resolved)
    parent = f"{_FIRST_PARAGRAPH + first:08X}"
    lines = [f'<w15:commentEx w15:paraId="{parent}" w15:done="{done}"/>']
    lines += [
        f'<w15:commentEx w15:paraId="{_FIRST_PARAGRAPH + first + n:08X}" '
        f'w15:paraIdParent="{parent}" w15:done="{done}"/>'
        for n in range(1, len(comment.replies) + 1)
    ]
    return "".join(lines)
