"""`workbench.storage.drafts`: what was written is there after any death of the process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from workbench.storage.drafts import DraftJournal, forget, left_behind

TEXTS = st.lists(st.text(max_size=60), min_size=1, max_size=8)


@given(TEXTS, st.text(max_size=20))
def test_the_last_text_kept_is_the_one_read_back(texts: list[str], start: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        writing = DraftJournal(Path(name), "falun", "7.3.4", start)
        for number, text in enumerate(texts):
            writing.keep(text, f"läge {number}")
        writing.close()
        (left,) = left_behind(Path(name))
        assert (left.party, left.key) == ("falun", "7.3.4")
        assert (left.text, left.started_from) == (texts[-1], start)
        assert left.facts == f"läge {len(texts) - 1}"
        assert not left.is_open


@given(st.binary(min_size=1, max_size=30), st.integers(0, 400))
def test_a_torn_end_costs_only_what_was_torn(rubbish: bytes, cut: int) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name:
        writing = DraftJournal(Path(name), "falun", "5", "")
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
    writing = DraftJournal(tmp_path, "falun", "5", "Som det var.")
    writing.keep("Som det var.")
    writing.close()
    assert left_behind(tmp_path) == ()


def test_saving_forgets_the_draft(tmp_path: Path) -> None:
    writing = DraftJournal(tmp_path, "falun", "5", "")
    writing.keep("Nytt.")
    writing.discard()
    assert left_behind(tmp_path) == ()


def test_two_programs_that_write_the_same_text_keep_one_each(tmp_path: Path) -> None:
    one = DraftJournal(tmp_path, "falun", "5", "")
    other = DraftJournal(tmp_path, "falun", "5", "")
    one.keep("Det första.")
    other.keep("Det andra.")
    one.keep("Det första fönstret.")
    left = left_behind(tmp_path)
    assert {draft.text for draft in left} == {"Det första fönstret.", "Det andra."}
    assert all(draft.is_open for draft in left)
    other.discard()
    (kept,) = left_behind(tmp_path)
    assert kept.text == "Det första fönstret."
    one.close()
    assert not left_behind(tmp_path)[0].is_open


def test_the_latest_of_two_comes_first(tmp_path: Path) -> None:
    for number, at in (("1", 2_000), ("2", 3_000), ("3", 1_000)):
        writing = DraftJournal(tmp_path, "falun", "5", "")
        writing.keep(number)
        writing.close()
        path = tmp_path / left_behind(tmp_path)[0].file
        os.utime(path, (at, at))
    assert [draft.text for draft in left_behind(tmp_path)] == ["2", "1", "3"]


def test_only_what_is_gone_on_from_is_replaced(tmp_path: Path) -> None:
    for text in ("Ett.", "Två."):
        writing = DraftJournal(tmp_path, "falun", "5", "")
        writing.keep(text)
        writing.close()
    by_text = {draft.text: draft for draft in left_behind(tmp_path)}
    again = DraftJournal(tmp_path, "falun", "5", "", by_text["Två."].file)
    again.keep("Två och tre.")
    again.close()
    assert {draft.text for draft in left_behind(tmp_path)} == {"Ett.", "Två och tre."}
    again.discard()
    assert [draft.text for draft in left_behind(tmp_path)] == ["Ett."]
    assert {path.suffix for path in tmp_path.iterdir()} == {".utkast"}


def test_what_another_is_writing_is_neither_replaced_nor_forgotten(tmp_path: Path) -> None:
    one = DraftJournal(tmp_path, "falun", "5", "")
    one.keep("Ett.")
    (left,) = left_behind(tmp_path)
    assert not forget(tmp_path, left.file)
    other = DraftJournal(tmp_path, "falun", "5", "", left.file)
    other.keep("Två.")
    other.close()
    assert {draft.text for draft in left_behind(tmp_path)} == {"Ett.", "Två."}
    one.close()
    assert forget(tmp_path, left.file)


def test_kill_9_in_the_middle_of_a_sentence(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from workbench.storage.drafts import DraftJournal
writing = DraftJournal(Path(sys.argv[1]), "falun", "7.3.4", "")
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
