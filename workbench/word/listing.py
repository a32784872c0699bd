"""A file's tracked changes and comments in the shape that scripts rely on.

The first names of each are the contract; those after them say more.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from workbench.word.comments import Comment, list_comments
from workbench.word.marks import Role
from workbench.word.package import Package
from workbench.word.remarks import list_remarks
from workbench.word.revisions import Revision, Unknown, list_revisions, list_unknown
from workbench.word.settle import Broken, Overlap, SettleReport


def listing(package: Package) -> dict[str, Any]:
    """Everything that is to be decided or answered in a file, and what is not understood."""
    return marks_json(
        list_revisions(package),
        list_comments(package),
        list_unknown(package),
        list_remarks(package),
    )


def marks_json(
    revisions: Iterable[Revision],
    comments: Iterable[Comment],
    unknown: Iterable[Unknown],
    remarks: Sequence[str],
) -> dict[str, Any]:
    """The same of what was listed already."""
    return {
        "revisions": [revision_json(revision) for revision in revisions],
        "comments": [comment_json(comment) for comment in comments],
        "unknown": [_unknown(each) for each in unknown],
        "remarks": list(remarks),
    }


def revision_json(revision: Revision) -> dict[str, Any]:
    """One tracked change."""
    return {
        "id": revision.id,
        "kind": revision.kind.value,
        "author": revision.author,
        "date": revision.date,
        "text": revision.text,
        "paragraph": revision.paragraph,
        "key": revision.key,
        "part": revision.part,
        "index": revision.index,
        "date_utc": revision.date_utc,
        "paragraph_mark": revision.about is Role.PARAGRAPH,
        "move": revision.move or None,
    }


def comment_json(comment: Comment) -> dict[str, Any]:
    """One comment."""
    return {
        "id": comment.id,
        "author": comment.author,
        "date": comment.date,
        "text": comment.text,
        "anchor": comment.anchor,
        "parent": comment.parent,
        "resolved": comment.resolved,
        "initials": comment.initials,
        "date_utc": comment.date_utc,
        "part": comment.part or None,
        "paragraph": comment.paragraph,
        "anchor_deleted": comment.anchor_deleted,
    }


def report_json(report: SettleReport) -> dict[str, Any]:
    """What became of the changes that were chosen."""
    return {
        "decision": report.decision.value,
        "settled": [revision_json(revision) for revision in report.settled],
        "overlaps": [_overlap(overlap) for overlap in report.overlaps],
        "broken": [_broken(broken) for broken in report.broken],
        "left": report.left,
        "remarks": list(report.remarks),
    }


def _unknown(unknown: Unknown) -> dict[str, Any]:
    return {"name": unknown.name, "part": unknown.part, "count": unknown.count}


def _overlap(overlap: Overlap) -> dict[str, Any]:
    return {"revision": revision_json(overlap.revision), "other": revision_json(overlap.other)}


def _broken(broken: Broken) -> dict[str, Any]:
    return {
        "id": broken.id,
        "name": broken.name,
        "part": broken.part,
        "paragraph": broken.paragraph,
        "reason": broken.reason,
    }
