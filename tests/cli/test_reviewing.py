"""Review from the command line: by sentence, by municipality, all at once; orphans and threads."""

from pathlib import Path

import pytest

from tests.builder import make_response
from tests.cli.running import Remiss
from tests.cli.test_merging import propose
from tests.workspace.builders import KEY, TEXT

MONEY = "Arbetet kräver medel i inledningsskedet."


@pytest.fixture
def written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Remiss:
    """The program, standing in a response with an agreed text."""
    folder = tmp_path / "svar"
    make_response(folder, {f"text/{KEY}.md": TEXT})
    monkeypatch.setenv("REMISS_CONFIG", str(tmp_path / "inga-inställningar.toml"))
    monkeypatch.chdir(folder)
    return Remiss(folder, capsys)


def text() -> str:
    return Path(f"text/{KEY}.md").read_text(encoding="utf-8")


def test_an_id_that_is_empty_decides_nothing(written: Remiss) -> None:
    propose(written, "Falun", TEXT, TEXT.replace("nationellt", "regionalt"))
    for act in (["review", "--accept"], ["review", KEY, "--accept"], ["review", KEY, "--undo"]):
        assert written(*act, "").code == 2
    assert text() == TEXT
    assert written("review", KEY, "--undisputed").code == 0
    assert written("review", KEY, "--undo", "").code == 2
    assert written("settle", "", "--reopen").code == 2
    assert "regionalt" in text()


def test_an_id_that_two_sections_have_is_asked_about(written: Remiss) -> None:
    assert written("answer", "8.3", "--title", "Prov").code == 0
    Path("text/8.3.md").write_text(TEXT, encoding="utf-8")
    assert written("save").code == 0
    for key in (KEY, "8.3"):
        file = Path(f"../{key}.md")
        file.write_text(TEXT.replace("nationellt", "regionalt"), encoding="utf-8")
        assert written("propose", key, "--as", "Falun", "--file", str(file)).code == 0
    ids = [one["pending"][0]["id"] for one in written("review", "--json").json["sections"]]
    assert ids[0] == ids[1]  # the same words in the same place
    assert "flera avsnitt: 7.3.4 och 8.3" in written("review", "--accept", ids[0]).err
    assert written("review", KEY, "--accept", ids[0]).code == 0


def test_by_sentence_by_municipality_and_all_undisputed(written: Remiss) -> None:
    changed = TEXT.replace("nationellt", "regionalt").replace("Arbetet", "Det")
    propose(written, "Falun", TEXT, changed.replace("hela", "nästan hela"))
    assert written("review", KEY, "--accept-line", "4").out.startswith("Godkände 1 ändring på rad")
    assert "Det kräver medel" in text()
    assert written("review", KEY, "--accept-line", "1").code == 2
    assert written("review", "--accept-line", "4").code == 2
    assert written("review", KEY, "--reject-line", "2", "--reason", "Nej.").code == 0
    assert written("review", "--undisputed").out.startswith("Tog in 1 ändring som ingen motsäger")
    assert "regionalt" in text()
    assert "inget ostridigt" in written("review", "--undisputed").out
    rows = written("review", KEY, "--json").json["sections"][0]["decisions"]
    assert [row["decision"] for row in rows] == ["godkänd", "avslagen", "ostridig"]
    ids = ",".join(row["id"] for row in rows)
    assert written("review", "--undo", ids).code == 0
    assert text() == TEXT
    assert written("review", "--reject-from", "Falun", "--reason", "Nej.").code == 0
    assert "0 ändringar" in written("review", KEY).out


def test_the_log_says_who_when_old_and_new(written: Remiss) -> None:
    propose(written, "Falun", "nationellt", "regionalt")
    written("review", "--accept-from", "Falun", "--reason", "Bra.")
    shown = written("review", KEY, "--log").out
    assert "godkänd" in shown
    assert "Falun, Samordnare, Borlänge kommun: Bra." in shown
    assert "Uppföljningen bör samordnas [-nationellt-]{+regionalt+}." in shown


def test_an_orphan_is_counted_found_and_placed(written: Remiss) -> None:
    propose(written, "Falun", "kräver medel", "kräver statliga medel")
    new = TEXT.replace(MONEY + "\n", "") + "\nSent i arbetet behövs medel.\n"
    Path(f"text/{KEY}.md").write_text(new, encoding="utf-8")
    assert written("save").code == 0
    assert "1 utan hemvist" in written("review").out
    (orphan,) = written("review", "--kind", "utan-hemvist", "--json").json["sections"][0]["pending"]
    assert orphan["candidate"]["line"] == 7
    assert written("review", "--accept", orphan["id"]).code == 3
    assert written("review", "--place", orphan["id"]).code == 2
    assert written("review", "--place", orphan["id"], "--line", "7", "--as", "Falun").code == 3
    assert written("review", "--place", orphan["id"], "--line", "7").code == 0
    assert "Placerad här av Samordnare, Borlänge kommun" in written("review", KEY).out
    (placed,) = written("review", "--json").json["sections"][0]["pending"]
    assert (placed["id"], placed["line"], placed["orphan"]) == (orphan["id"], 7, False)
    assert placed["placed"]["decision"] == "placerad"


def test_a_thread_is_answered_resolved_and_opened_again(written: Remiss) -> None:
    given = ("--text", "Behövs \x1b[31mbelopp?", "--quote", "kräver medel", "--as", "Falun")
    first = written("comment", KEY, *given, "--json").json["written"]
    assert written("comment", "--reply", first, "--text", "Se 27.3.").code == 0
    assert written("comment", "--reopen", first).code == 2
    assert written("comment", "--resolve", first).code == 0
    assert written("comment", "--resolve", first).code == 2
    assert "[löst]" in written("comment").out
    assert written("comment", "--reopen", first, "--as", "Malung-Sälen").code == 0
    (thread,) = written("comment", "--json").json["threads"]
    assert (thread["section"], thread["line"], thread["resolved"]) == (KEY, 4, False)
    shown = written("review").out
    assert "1 öppen kommentar" in shown
    assert "Malung-Sälens kommun" in shown
    assert "(öppnad igen)" in shown
    assert "\x1b" not in shown
    (shown_there,) = written("review", "--json").json["sections"][0]["threads"]
    assert shown_there["id"] == first
    assert written("comment", "--reply", "cfinnsinte", "--text", "x").code == 2


def test_a_filter_shows_only_what_is_asked_for(written: Remiss) -> None:
    propose(written, "Falun", "hela socialtjänsten", "hela äldreomsorgen")
    propose(written, "Malung-Sälen", MONEY + "\n", "")

    def shown(*flags: str) -> list[str]:
        sections = written("review", KEY, *flags, "--json").json["sections"]
        return [slug for change in sections[0]["pending"] for slug in change["municipalities"]]

    assert shown("--from", "Falun") == ["falun"]
    assert shown("--kind", "stryker") == ["malung-salen"]
    assert shown("--kind", "konflikt") == shown("--kind", "flyttar") == []


def test_a_conflict_is_shown_with_the_changes_that_are_in_it(written: Remiss) -> None:
    propose(written, "Falun", "hela socialtjänsten", "hela äldreomsorgen")
    propose(written, "Borlänge", "hela socialtjänsten", "alla verksamheter")
    propose(written, "Malung-Sälen", MONEY + "\n", "")

    def conflicts(*flags: str) -> int:
        return len(written("review", KEY, *flags, "--json").json["sections"][0]["conflicts"])

    assert conflicts() == conflicts("--from", "Falun") == conflicts("--kind", "konflikt") == 1
    assert conflicts("--from", "Malung-Sälen") == conflicts("--kind", "stryker") == 0


@pytest.fixture
def moving(written: Remiss) -> Remiss:
    """Falun wants a sentence of the section to stand in another."""
    (written.folder / "text" / "5.md").write_text("Definitionen bör vara snävare.\n")
    assert written("save").code == 0
    propose(written, "Falun", f"{MONEY}\n", "")
    file = written.folder.parent / "fem.md"
    file.write_text(f"Definitionen bör vara snävare.\n\n{MONEY}\n")
    assert written("propose", "5", "--as", "Falun", "--file", str(file)).code == 0
    return written


def test_a_move_is_shown_and_decided_in_both_sections(moving: Remiss) -> None:
    shown = moving("review", KEY).out
    assert "Flyttad till 5 (väntar). Godkänns den ensam: texten finns ingenstans" in shown
    (pending,) = moving("review", KEY, "--json").json["sections"][0]["pending"]
    (end,) = pending["moves"]
    assert (end["direction"], end["section"], end["state"]) == ("till", "5", "väntar")
    assert end["text"] == MONEY
    done = moving("review", "--accept", pending["id"], "--whole-move").out
    assert done.startswith(f"Godkände 1 ändring i {KEY}. Likaså i 5.\n")
    assert MONEY not in text()
    assert MONEY in Path("text/5.md").read_text(encoding="utf-8")


def test_one_end_decided_alone_is_told_of(moving: Remiss) -> None:
    assert "Det finns inget ostridigt att ta in.\nObs: 1 ändring" in (
        moving("review", KEY, "--undisputed").out
    )
    (pending,) = moving("review", "5", "--json").json["sections"][0]["pending"]
    done = moving("review", "5", "--accept", pending["id"][:6]).out
    assert "Obs: texten står på båda ställena tills" in done
    assert "Flyttad till 5 (godkänd)." in moving("review", KEY).out


def test_a_move_is_decided_by_its_line_and_never_dropped_in_silence(moving: Remiss) -> None:
    assert moving("review", "--undisputed", "--whole-move").code == 2
    assert moving("review", "--whole-move").code == 2
    line = text().split("\n").index(MONEY) + 1
    done = moving("review", KEY, "--reject-line", str(line), "--reason", "Nej.", "--whole-move").out
    assert done.startswith(f"Avslog 1 ändring på rad {line} i {KEY}. Likaså i 5.\n")
    assert MONEY in text()
