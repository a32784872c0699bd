"""The shape that scripts rely on."""

import json

from tests.word.cases import by, p, r
from tests.word.wml import AUTHORS, DATE, comments, opened
from workbench.word.listing import listing, report_json
from workbench.word.settle import Decision, Selection, settle


def test_the_names_of_the_contract_come_first() -> None:
    package = opened("{#1 a}{+F b} ¶+L\nc", comments(("1", "M", "Hm?")))
    shape = json.loads(json.dumps(listing(package)))
    assert list(shape)[:3] == ["revisions", "comments", "unknown"]
    revision, comment = shape["revisions"][1], shape["comments"][0]
    assert list(revision)[:6] == ["id", "kind", "author", "date", "text", "paragraph"]
    assert list(revision.values())[:6] == ["2", "ins", AUTHORS["F"], DATE, "b", 0]
    assert list(comment)[:7] == ["id", "author", "date", "text", "anchor", "parent", "resolved"]
    assert list(comment.values())[:7] == ["1", AUTHORS["M"], DATE, "Hm?", "a", None, False]
    assert [r["paragraph_mark"] for r in shape["revisions"]] == [True, False]


def test_a_report_names_what_was_left_and_why() -> None:
    broken = p(r("x"), extra=f"<w:pPrChange {by(9)}/>")
    package = opened(f"{{+L a {{-F b}}}}\n{broken}")
    report = settle(package, Decision.REJECT, Selection(keys=frozenset({"2", "9"})))
    shape = json.loads(json.dumps(report_json(report)))
    assert [(o["revision"]["id"], o["other"]["id"]) for o in shape["overlaps"]] == [("2", "1")]
    assert [(b["id"], b["name"], b["paragraph"]) for b in shape["broken"]] == [
        ("9", "w:pPrChange", 1)
    ]
    assert (shape["decision"], shape["settled"], shape["left"]) == ("reject", [], 3)
