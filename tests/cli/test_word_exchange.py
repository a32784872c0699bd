"""`remiss word send` and `receive`: what a coordinator types, and what scripts read."""

from pathlib import Path

import pytest

from tests.cli.running import Remiss
from tests.workspace.returned import Word

TEXT = "Kommunerna tillstyrker förslaget.\nStaten bör betala.\n"


@pytest.fixture
def agreed(remiss: Remiss) -> Remiss:
    """The response, with a text to send."""
    (remiss.folder / "text").mkdir(exist_ok=True)
    (remiss.folder / "text/7.3.4.md").write_text(TEXT)
    assert remiss("save").code == 0
    return remiss


def sent(remiss: Remiss) -> Path:
    done = remiss("word", "send", "--to", "Falun", "--json")
    assert done.code == 0, done.err
    (copy,) = done.json
    assert (copy["municipality"], copy["to"]) == ("falun", ["utredare@falun.example"])
    assert Path(copy["message"]).is_file()
    return Path(copy["file"])


def test_there_and_back(agreed: Remiss) -> None:
    word = Word(sent(agreed).read_bytes(), "Falu kommun").rewrite("Staten bör", "Staten ska")
    (agreed.folder.parent / "svar.docx").write_bytes(word.data)
    got = agreed("word", "receive", str(agreed.folder.parent / "svar.docx"), "--json")
    assert got.code == 0, got.err
    (section,) = got.json["sections"]
    assert (section["section"], section["changes"], section["untracked"]) == ("7.3.4", 1, 0)
    again = agreed("word", "receive", str(agreed.folder.parent / "svar.docx"))
    assert (again.code, "redan intagen" in again.out) == (0, True)


def test_an_unknown_name_is_asked_about(agreed: Remiss) -> None:
    word = Word(sent(agreed).read_bytes(), "Admin").rewrite("Staten bör", "Staten ska")
    file = agreed.folder.parent / "svar.docx"
    file.write_bytes(word.data)
    refused = agreed("word", "receive", str(file))
    assert (refused.code, "Admin" in refused.err, "--map" in refused.err) == (2, True, True)
    mapped = agreed("word", "receive", str(file), "--map", "Admin=Falun: Eva Ek")
    assert (mapped.code, "1 ändring" in mapped.out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("send",), 2),
        (("send", "--to", "Stockholm"), 2),
        (("send", "--to", "Falun", "--section", "5"), 2),
        (("receive", "finns-inte.docx"), 2),
        (("receive", "response.toml"), 2),
        (("receive", "response.toml", "--map", "Admin"), 2),
    ],
)
def test_what_cannot_be_done_is_said(agreed: Remiss, arguments: tuple[str, ...], code: int) -> None:
    done = agreed("word", *arguments)
    assert (done.code, "Traceback" in done.err) == (code, False)


def test_nothing_to_send_is_the_wrong_stage(remiss: Remiss) -> None:
    assert remiss("word", "send", "--all").code == 3
