"""What the page about the checks says is what the checks are."""

import re
from pathlib import Path

from workbench.core.check import Kind

PAGE = Path(__file__).parents[3] / "docs" / "kontroller.md"
ROW = re.compile(r"\| `([a-z-]+)` \| (\w+) \| (.+?) \| (.+?) \|")


def test_the_page_lists_every_kind_in_its_order_with_its_severity() -> None:
    rows = ROW.findall(PAGE.read_text(encoding="utf-8"))
    assert [(code, severity) for code, severity, _, _ in rows] == [
        (kind.code, kind.severity.value) for kind in Kind
    ]
