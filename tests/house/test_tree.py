"""Rules of the house, over its own files."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from workbench.cli.main import COMMANDS

PROJECT = Path(__file__).parents[2]
SOURCES = sorted((PROJECT / "workbench").rglob("*.py"))


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", str(PROJECT), "ls-files", "-z"], check=False, capture_output=True, text=True
    )
    if listed.returncode:
        pytest.skip("inget git-arkiv")
    return [PROJECT / name for name in listed.stdout.split("\0") if name]


def test_no_committed_file_names_a_machine_or_a_registry() -> None:
    forbidden = re.compile(
        r"/(?:work/|root/|home/\w|tmp/bash)|(?:pypi|npmjs|pythonhosted)\.org",
    )
    assert forbidden.search("/" + "root/x")
    found = []
    for path in tracked():
        if not path.is_file() or path.suffix in {".docx", ".ttf", ".otf"}:
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{path.relative_to(PROJECT)}: {hit}" for hit in forbidden.findall(text)]
    assert not found


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(PROJECT)))
def test_every_module_says_what_it_is_about(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), path


def test_every_command_is_in_the_handbook() -> None:
    handbook = (PROJECT / "docs" / "handbok.md").read_text(encoding="utf-8")
    missing = [name for name in COMMANDS if f"remiss {name}" not in handbook]
    assert not missing


def test_nothing_prints_past_the_one_door() -> None:
    """Text from people reaches the terminal through `cli.output` alone."""
    found = []
    for path in SOURCES:
        if path.name == "output.py" and path.parent.name == "cli":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"print", "click.echo"}:
                found.append(f"{path.relative_to(PROJECT)}:{node.lineno}")
    assert not found


def test_only_one_room_knows_each_outside_thing() -> None:
    rooms = {
        "git": "history",
        "docx": "word",
        "textual": "tui",
        "typst": "pdf",
        "tomlkit": "storage",
    }
    found = []
    for path in SOURCES:
        room = path.relative_to(PROJECT / "workbench").parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                top = name.split(".")[0]
                if rooms.get(top, room) != room:
                    found.append(f"{path.relative_to(PROJECT)} imports {name}")
    assert not found
