"""The command `check`, as a user runs it."""

from pathlib import Path

import pytest

from tests.cli.running import Remiss
from workbench.speller import find


def test_check_tells_errors_by_its_code_and_says_what_is_pending(remiss: Remiss) -> None:
    remiss("merge")
    text = remiss.folder / "text" / "7.3.4.md"
    wanted = remiss.folder / "önskad.md"
    wanted.write_text(text.read_text(encoding="utf-8").split("+++\n\n")[-1] + "\nEn till.\n")
    assert remiss("propose", "7.3.4", "--as", "Falun", "--file", str(wanted)).code == 0
    outcome = remiss("check")
    assert outcome.code == 3
    assert "1 föreslagen ändring som ingen har tagit ställning till" in outcome.out
    codes = {finding["code"] for finding in remiss("check", "--json").json}
    assert "vantande-andring" in codes


def test_check_says_when_nobody_looked_at_the_spelling(
    remiss: Remiss, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ("Stavningen är inte kontrollerad" in remiss("check").out) == (find() is None)
    (tmp_path / "hunspell").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "hunspell").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert "Stavningen är inte kontrollerad: hunspell" in remiss("check").out


@pytest.mark.skipif(find() is None, reason="hunspell med sv_SE finns inte här")
def test_check_finds_words_that_the_speller_does_not_know(remiss: Remiss) -> None:
    (remiss.folder / "text").mkdir()
    (remiss.folder / "text" / "allmant.md").write_text("Kommunerna vill ha förebygande stöd.\n")
    assert remiss("save").code == 0
    found = [f for f in remiss("check", "--json").json if f["code"] == "felstavat"]
    assert [(f["section"], f["quote"]) for f in found] == [("allmant", "förebygande")]


def test_what_is_alike_is_told_once_with_all_its_places(remiss: Remiss, tmp_path: Path) -> None:
    folder = str(tmp_path / "nytt")
    assert remiss("new", folder, "--county", "Dalarna").code == 0
    together, apart = (remiss("check", "-C", folder, *more).out for more in ([], ["--all"]))
    findings = remiss("check", "-C", folder, "--json").json
    undecided = [f for f in findings if f["code"] == "beslut-saknas"]
    assert len(undecided) == 15
    assert together.count("har inte beslutat om svaret") == 1
    assert "Likadant på 14 ställen till: Borlänge, Falun, " in together
    assert apart.count("har inte beslutat om svaret") == 15
    counts = [line for line in together.splitlines() if " varningar" in line]
    assert counts
    assert counts[0].split(" (")[0].rstrip(".") in apart
