"""`workbench.storage.drafts`: what was written is there after any death of the process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.storage.drafts import Draft, journal, left_behind

TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=8)


@given(TEXTS, st.text(max_size=20))
def test_the_last_text_kept_is_the_one_read_back(texts: list[str], start: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        writing = journal(Path(name), "falun", "7.3.4", start)
        for number, text in enumerate(texts):
            writing.keep(text, f"läge {number}")
        writing.close()
        expected = Draft("falun", "7.3.4", texts[-1], start, f"läge {len(texts) - 1}")
        assert left_behind(Path(name)) == (expected,)


@given(st.binary(min_size=1, max_size=30), st.integers(0, 400))
def test_a_torn_end_costs_only_what_was_torn(rubbish: bytes, cut: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        writing = journal(Path(name), "falun", "5", "")
        kept = ["Falu kommun", "Falu kommun avstyrker", "Falu kommun avstyrker förslaget."]
        for text in kept:
            writing.keep(text)
        writing.close()
        (file,) = Path(name).iterdir()
        whole = file.read_bytes()
        file.write_bytes(whole[: max(0, len(whole) - cut)] + (rubbish if cut else b""))
        found = left_behind(Path(name))
        assert not found or found[0].text in kept


def test_nothing_written_leaves_nothing(tmp_path: Path) -> None:
    writing = journal(tmp_path, "falun", "5", "Som det var.")
    writing.keep("Som det var.")
    writing.close()
    assert left_behind(tmp_path) == ()


def test_saving_forgets_the_draft(tmp_path: Path) -> None:
    writing = journal(tmp_path, "falun", "5", "")
    writing.keep("Nytt.")
    writing.discard()
    assert left_behind(tmp_path) == ()


def test_kill_9_in_the_middle_of_a_sentence(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from workbench.storage.drafts import journal
writing = journal(Path(sys.argv[1]), "falun", "7.3.4", "")
text = ""
for letter in "Falu kommun tillstyrker förslaget men anser att " * 200:
    text += letter
    writing.keep(text)
    print(len(text), flush=True)
"""
    child = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    acknowledged = 0
    for line in child.stdout:
        acknowledged = int(line)
        if acknowledged >= 60:
            os.kill(child.pid, signal.SIGKILL)
            break
    child.stdout.close()
    child.wait()
    (draft,) = left_behind(tmp_path)
    assert len(draft.text) >= acknowledged
    assert draft.text.startswith("Falu kommun tillstyrker förslaget men anser att ")
