"""What each everyday command prints and leaves."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import Remiss

TEXT = "Älvdalen å ä ö säger ja, bl.a. till 2 kap. 5 §. Det är bra."


def test_contribute_says_what_it_saved(remiss: Remiss) -> None:
    done = remiss("contribute", "5", "--as", "Falun", "--position", "tillstyrker", "--text", TEXT)
    assert done.out.startswith("Sparade bidrag till 5 Lagens tillämpningsområde (version ")
    file = remiss.folder / "municipalities/falun/contributions/5.md"
    assert file.read_text(encoding="utf-8").splitlines()[-2:] == [
        "Älvdalen å ä ö säger ja, bl.a. till 2 kap. 5 §.",
        "Det är bra.",
    ]
    found = remiss("contribute", "5", "--as", "Falun", "--agree", "--json").json
    assert found["section"] == "5"
    assert "Drog tillbaka" in remiss("contribute", "5", "--as", "Falun", "--withdraw").out
    assert not file.exists()


def test_contribute_reads_a_pipe(remiss: Remiss, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO("\ufeffFrån rör.\r\nÅäö.\r\n".encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert remiss("contribute", "5", "--as", "Falun", "--file", "-").code == 0
    file = remiss.folder / "municipalities/falun/contributions/5.md"
    assert file.read_text(encoding="utf-8") == "Från rör.\nÅäö.\n"
    monkeypatch.setattr(sys, "stdin", None)
    assert remiss("contribute", "5", "--as", "Falun", "--file", "-").code == 2


def test_save_and_throw_away(remiss: Remiss, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "municipalities/falun/contributions/7.3.4.md"
    file = remiss.folder / name
    before = file.read_bytes()
    file.write_text("Ändrat.\n", encoding="utf-8")
    reminder = remiss("status").err
    assert name in reminder
    assert "remiss save --as" in reminder
    assert "Andras filer" in remiss("save").out
    monkeypatch.chdir(file.parent)
    assert remiss("save", "7.3.4.md", "--as", "Falun", "--discard").code == 0
    assert file.read_bytes() == before
    file.write_text("+++\nposition = ", encoding="utf-8")
    assert remiss("status").code == 2
    assert remiss("log").code == 0
    assert remiss("save", "--as", "Falun", "--discard", "--json").json["discarded"] == [name]
    assert file.read_bytes() == before
    assert "Inget att kasta" in remiss("save", "--discard").out


def test_versions_are_named_compared_and_fetched_back(remiss: Remiss) -> None:
    assert "utkast-1" in remiss("milestone", "utkast-1", "Utkast å").out
    remiss("contribute", "7.3.4", "--as", "Falun", "--text", "Falu kommun avstyrker förslaget.")
    out = remiss("diff", "utkast-1").out
    assert "[-tillstyrker-]{+avstyrker+}" in out
    assert "1 fil skiljer." in out
    pieces = remiss("diff", "utkast-1", "--json").json[0]["pieces"]
    assert {"kind": "inserted", "text": "avstyrker"} in pieces
    restored = remiss("restore", "utkast-1", "7.3.4", "--as", "Falun", "--json").json
    assert restored["section"] == "7.3.4"
    assert "0 filer skiljer." in remiss("diff", "utkast-1").out
    log = remiss("log", "--json", "--as", "Falun").json
    assert [entry["subject"] for entry in log][:1] == ["Återställde 7.3.4 till utkast-1"]
    assert "◆ utkast-1" in remiss("log").out
    assert len(remiss("log", "-n", "2").out.splitlines()) == 2


def test_adopt_tells_expected_from_decided(remiss: Remiss) -> None:
    words = ["--stance", "står bakom", "--as", "Falun"]
    assert "väntat beslut" in remiss("adopt", *words, "--expected").out
    decided = ["--level", "nämnd", "--date", "2021-01-12", "--paragraph", "§ 14"]
    assert remiss("adopt", *words, *decided, "--json").json["expected"] is False
    text = (remiss.folder / "municipalities/falun/adoption.toml").read_text(encoding="utf-8")
    assert 'paragraph = "14"' in text
    assert "[expected]" in text


def test_a_folder_of_git_that_is_no_response_is_told_apart(remiss: Remiss, tmp_path: Path) -> None:
    other = tmp_path / "annat"
    other.mkdir()
    (other / "response.toml").write_text("format = 1\n")
    assert "ingen historik" in remiss("status", "-C", str(other)).err
    subprocess.run(["git", "init", "-q", str(other)], check=True)
    outcome = remiss("status", "-C", str(other))
    assert outcome.code == 2
    assert "ingen sådan är sparad" in outcome.err


def program(folder: Path, *arguments: str, **how: str) -> subprocess.CompletedProcess[bytes]:
    environment = {"PATH": os.environ["PATH"], "REMISS_CONFIG": "ingen.toml", **how}
    code = "import sys; from workbench.cli.main import run; sys.exit(run(sys.argv[1:]))"
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_a_terminal_that_lacks_letters_gets_stand_ins(remiss: Remiss, encoding: str) -> None:
    shown = program(remiss.folder, "status", PYTHONIOENCODING=encoding, LC_ALL="C")
    assert shown.returncode == 0, shown.stderr
    assert b"SOU 2020:47" in shown.stdout
    read = program(remiss.folder, "status", "--json", PYTHONIOENCODING=encoding)
    assert b"Borl\\u00e4nge" in read.stdout


def test_output_that_cannot_be_written_is_told(remiss: Remiss) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("systemet har ingen full disk att skriva på")
    code = "import sys; from workbench.cli.main import run; sys.exit(run(['status']))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=remiss.folder,
            env=environment,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 4
    assert "disken är full" in done.stderr.decode()
    assert b"Traceback" not in done.stderr
