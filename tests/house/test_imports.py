"""What importing really loads; import-linter sees only what the text says."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {
    "textual",
    "rich",
    "git",
    "docx",
    "lxml",
    "typst",
    "pypdf",
    "markdown_it",
    "tomlkit",
    "click",
}
NEVER_IN_CORE = HEAVY - {"markdown_it"}


def loaded(statement: str) -> set[str]:
    code = f"{statement}\nimport sys; print(*({HEAVY!r} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    return set(result.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "module",
    [
        "answer",
        "check",
        "merging.merge",
        "response",
        "status",
        "intake.referral_page",
        "intake.report_outline",
        "merging.diff",
    ],
)
def test_the_core_loads_nothing_of_the_outside(module: str) -> None:
    assert not loaded(f"import workbench.core.{module}") & NEVER_IN_CORE


def test_help_loads_only_the_command_line() -> None:
    assert loaded(
        "import contextlib, io\nfrom workbench.cli.main import run\n"
        "with contextlib.redirect_stdout(io.StringIO()): run(['--help'])"
    ) == {"click"}


def test_status_loads_no_document_formats_and_no_terminal() -> None:
    assert loaded("import workbench.cli.status") <= {"click", "git"}


def test_the_front_ends_go_through_the_one_door() -> None:
    """Acts are methods of `Workspace`; what lies behind it is not reached for."""
    house = Path(__file__).parents[2] / "workbench"
    sources = [*(house / "cli").rglob("*.py"), *(house / "tui").rglob("*.py")]
    reaching = [path.name for path in sources if ".desk" in path.read_text(encoding="utf-8")]
    assert not reaching
