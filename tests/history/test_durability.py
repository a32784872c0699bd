"""What is acknowledged is on the disk: the system calls of an act, in their order."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.history.sample import begin

PROJECT = Path(__file__).parents[2]
CALLS = "openat,fsync,link,linkat,rename,renameat,renameat2,write,mkdir,chdir,close"
PROGRAM = """
import os, sys
from pathlib import Path
from tests.history.sample import BO, NOON, act
from workbench.history import History

history = History.open(Path(sys.argv[1]))
history.record([act("main", {"text/first.md": "warm"})])
os.write(1, b"BEGIN")
history.record([act(p, {f"municipalities/{p}/{n}.md": f"{p} {n}"})
                for p in ("falun", "orsa") for n in range(int(sys.argv[2]))])
history.record_version("Utkast", BO, NOON, milestone="utkast-1")
os.write(1, b"ACKNOWLEDGED")
"""

NAMED = re.compile(r'"([^"]*)"')


@pytest.mark.parametrize(
    "count", [pytest.param(1, id="loose objects"), pytest.param(60, id="a pack")]
)
def test_everything_is_synced_before_it_is_acknowledged(tmp_path: Path, count: int) -> None:
    """Contents before they get their name, and the folder of every new name after."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("strace finns inte här")
    begin(tmp_path / "svar")
    trace = tmp_path / "trace"
    command = [strace, "-f", "-y", "-s", "200", "-e", f"trace={CALLS}", "-o", str(trace)]
    program = [sys.executable, "-c", PROGRAM, str(tmp_path / "svar"), str(count)]
    done = subprocess.run([*command, *program], cwd=PROJECT, capture_output=True, check=False)
    if b"ptrace" in done.stderr:
        pytest.skip("strace får inte köras här")
    assert done.returncode == 0, done.stderr.decode()
    named = check_order(trace.read_text(errors="replace").splitlines(), tmp_path / "svar")
    assert {"refs/heads/kommun/orsa", "refs/heads/main", "refs/tags/utkast-1"} <= named
    assert any(name.startswith("objects/pack/") for name in named) == (count > 1)


def check_order(calls: list[str], root: Path) -> set[str]:
    """Follow the calls between BEGIN and ACKNOWLEDGED, and return what got its name in git."""
    synced: set[str] = set()
    waiting: dict[str, str] = {}  # folder with a new name in it, and the name
    named: set[str] = set()
    begun = False
    for call in calls:
        begun = begun or '"BEGIN"' in call
        if not begun or "= -1" in call:
            continue
        if '"ACKNOWLEDGED"' in call:
            assert waiting == {}
            return named
        if " fsync(" in call:
            path = call.partition("<")[2].partition(">")[0]
            synced.add(path)
            waiting.pop(path, None)
        elif re.search(r" (link|rename)\w*\(", call):
            before, after = (str(root / path) for path in NAMED.findall(call)[:2])
            if f"{root}/.git/" in after:
                assert before in synced, f"{after} got its name before its content was synced"
                waiting[str(Path(after).parent)] = after
                named.add(str(Path(after).relative_to(root / ".git")))
    pytest.fail("never acknowledged")
