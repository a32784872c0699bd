"""`remiss word send` and `receive`: what a coordinator types, and what scripts read."""

from pathlib import Path

import pytest

from tests.cli.running import Remiss
from tests.workspace.filled import Filler
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
        (("receive", "response.toml", "--position", "5"), 2),
        (("receive", "response.toml", "--position", "99=avstyrker"), 2),
        (("send", "--form", "--to", "Falun", "--purpose", "information"), 2),
    ],
)
def test_what_cannot_be_done_is_said(agreed: Remiss, arguments: tuple[str, ...], code: int) -> None:
    done = agreed("word", *arguments)
    assert (done.code, "Traceback" in done.err) == (code, False)


def test_nothing_to_send_is_the_wrong_stage(remiss: Remiss) -> None:
    assert remiss("word", "send", "--all").code == 3


def test_a_form_there_and_back(agreed: Remiss) -> None:
    done = agreed("word", "send", "--form", "--to", "Falun")
    assert (done.code, "Gjorde 1 svarsblankett." in done.out) == (0, True)
    (copy,) = agreed("word", "send", "--form", "--to", "Falun", "--json").json
    filler = Filler(Path(copy["file"]).read_bytes())
    filler.fill("7.3.4", Ställningstagande="tillstyrker").type_over(
        "5", "Ställningstagande", "avstyrkar"
    )
    file = agreed.folder.parent / "blankett.docx"
    file.write_bytes(filler.data)
    refused = agreed("word", "receive", str(file))
    assert (refused.code, "menas ”avstyrker”?" in refused.err) == (3, True)
    meant = ("--position", "5=avstyrker")
    shown = agreed("word", "receive", str(file), *meant, "--preview")
    assert (shown.code, "Inget är taget in" in shown.out) == (0, True)
    taken = agreed("word", "receive", str(file), *meant)
    assert (taken.code, taken.out.splitlines()[:2]) == (
        0, ["5: avstyrker, 0 kommentarer", "7.3.4: tillstyrker, 0 kommentarer"],
    )  # fmt: skip
    assert "Se remiss status." in taken.out


def test_a_preview_shows_every_change(agreed: Remiss) -> None:
    word = Word(sent(agreed).read_bytes(), "Falu kommun").rewrite("Staten bör", "Staten ska")
    file = agreed.folder.parent / "svar.docx"
    file.write_bytes(word.lose_controls().lose_bookmarks().lose_headings().data)
    assert agreed("word", "receive", str(file)).code == 3
    shown = agreed("word", "receive", str(file), "--preview")
    assert "avsnittet hittades via texten (stycke" in shown.out
    assert "    − Staten bör betala.\n    + Staten ska betala." in shown.out
    machine = agreed("word", "receive", str(file), "--preview", "--json").json
    (section,) = machine["sections"]
    assert (machine["version"], section["guess"]) == (None, True)
    assert 0.8 < section["certainty"] < 1
    assert agreed("word", "receive", str(file), "--as-found").code == 0


def test_what_was_taken_in_is_listed_and_given_back(agreed: Remiss) -> None:
    assert agreed("word", "received").out == "Ingen fil är intagen.\n"
    word = Word(sent(agreed).read_bytes(), "Falu kommun").rewrite("Staten bör", "Staten ska")
    file = agreed.folder.parent / "Svar från Falu kommun (2).docx"
    file.write_bytes(word.data)
    assert agreed("word", "receive", str(file)).code == 0
    listed = agreed("word", "received").out
    assert f"Falun: {file.name}\n    Falu kommun; 7.3.4; sha256 " in listed
    (row,) = agreed("word", "received", "--json").json
    assert (row["municipality"], row["sections"], row["kept"]) == ("falun", ["7.3.4"], True)
    out = agreed.folder.parent / "ut.docx"
    done = agreed("word", "received", file.name, "--out", str(out))
    assert (done.code, out.read_bytes()) == (0, file.read_bytes())
    assert agreed("word", "received", row["sha256"][:10], "--out", str(out)).code == 2
    assert agreed("word", "received", "--out", str(out)).code == 2
