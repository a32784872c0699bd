import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builder import contribution, make_response
from tests.cli.running import Remiss
from tests.workspace.builders import KEY, TEXT

SUPPORT = "Kommunerna tillstyrker förslaget."


@pytest.fixture
def written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Remiss:
    """The program, standing in a response with an agreed text and a contribution without one."""
    folder = tmp_path / "svar"
    said = contribution("tillstyrker", "Falu kommun tillstyrker förslaget.")
    make_response(
        folder,
        {f"text/{KEY}.md": TEXT, "municipalities/falun/contributions/10.3.5.md": said},
    )
    monkeypatch.setenv("REMISS_CONFIG", str(tmp_path / "inga-inställningar.toml"))
    monkeypatch.chdir(folder)
    return Remiss(folder, capsys)


def propose(remiss: Remiss, municipality: str, before: str, after: str) -> None:
    file = remiss.folder.parent / f"{municipality}.md"
    file.write_text(TEXT.replace(before, after), encoding="utf-8")
    done = remiss("propose", KEY, "--as", municipality, "--file", str(file))
    assert done.code == 0, done.err


def disputed(remiss: Remiss) -> str:
    propose(remiss, "Falun", "hela socialtjänsten", "hela äldreomsorgen")
    propose(remiss, "Malung-Sälen", "hela socialtjänsten", "alla verksamheter")
    (conflict,) = remiss("conflicts", "--json").json["conflicts"]
    return str(conflict["id"])


def test_merge_composes_and_tells_of_it(written: Remiss) -> None:
    (section,) = written("merge", "--json").json["sections"]
    assert section["section"] == "10.3.5"
    assert section["composed"]["contributions"] == 1
    assert section["composed"]["text"] == "Falu kommun tillstyrker förslaget.\n"
    assert section["taken_in"] == section["conflicts"] == section["pending"] == []


def test_merge_takes_in_and_lists_the_rest(written: Remiss) -> None:
    conflict = disputed(written)
    text = TEXT.replace("hela socialtjänsten", "alla verksamheter").replace("Arbetet", "Det")
    propose(written, "Malung-Sälen", TEXT, text)
    (section,) = written("merge", KEY, "--json").json["sections"]
    assert section["composed"] is None
    assert [change["after"] for change in section["taken_in"]] == [
        "Det kräver medel i inledningsskedet.",
    ]
    (found,) = section["conflicts"]
    assert found["id"] == conflict
    assert found["base"] == "Perspektivet bör omfatta hela socialtjänsten."
    assert [side["municipalities"] for side in found["sides"]] == [["falun"], ["malung-salen"]]
    assert {change["conflict"] for change in section["pending"]} == {conflict}


def test_merge_is_readable(written: Remiss) -> None:
    disputed(written)
    done = written("merge", KEY)
    assert "inget nytt att ta in" in done.out
    assert "Falun: Perspektivet bör omfatta hela [-socialtjänsten-]{+äldreomsorgen+}." in done.out
    assert "1 olöst konflikt. Avgör: remiss settle ID." in done.out


def test_review_accepts_rejects_and_undoes(written: Remiss) -> None:
    propose(written, "Falun", "Arbetet", "Det")
    (change,) = written("review", KEY, "--json").json["sections"][0]["pending"]
    assert (change["municipalities"], change["kind"]) == (["falun"], "ändrar")
    assert not change["orphan"]
    assert written("review", "--reject", change["id"]).code == 2
    assert written("review", "--reject", change["id"], "--reason", "Nej.").code == 0
    assert written("review", "--undo", change["id"]).code == 0
    assert written("review", "--accept", change["id"]).code == 0
    assert "Det kräver medel" in Path(f"text/{KEY}.md").read_text(encoding="utf-8")
    log = written("review", KEY, "--json").json["sections"][0]["decisions"]
    assert [row["decision"] for row in log] == ["avslagen", "återtagen", "godkänd"]
    assert "avslagen" in written("review", KEY, "--log").out


def test_review_accepts_everything_from_one(written: Remiss) -> None:
    propose(written, "Falun", "Arbetet", "Det")
    assert written("review", "--accept-from", "Falun").out.startswith("Godkände allt från Falun")
    done = written("review", "--accept-from", "Falun")
    assert (done.code, done.err.startswith("Fel: Falun har inga väntande")) == (2, True)


def test_a_municipality_is_refused(written: Remiss) -> None:
    propose(written, "Falun", "Arbetet", "Det")
    (change,) = written("review", KEY, "--json").json["sections"][0]["pending"]
    done = written("review", "--accept", change["id"], "--as", "Falun")
    assert done.code == 3
    assert "inte heller sina egna" in done.err


def test_a_conflict_is_settled_and_opened_again(written: Remiss) -> None:
    conflict = disputed(written)
    assert written("settle", conflict).code == 2
    assert written("settle", conflict, "--choose", "Falun", "--both").code == 2
    assert written("settle", conflict, "--choose", "Falun", "--as-deviation").code == 0
    assert written("conflicts").out == "0 olösta konflikter.\n"
    assert written("settle", conflict, "--reopen").code == 0
    assert written("conflicts").out.endswith("1 olöst konflikt.\n")
    assert written("settle", conflict, "--text", "Perspektivet gäller alla.").code == 0
    assert "gäller alla" in written("propose", KEY).out


def test_comments(written: Remiss) -> None:
    said = written("comment", KEY, "--as", "Falun", "--text", "Hur mycket?", "--quote", "medel")
    assert said.code == 0, said.err
    (thread,) = written("comment", KEY, "--json").json["threads"]
    assert (thread["line"], thread["resolved"]) == (4, False)
    assert "[löst]" in written("comment", KEY, "--resolve", thread["id"]).out


def test_blame(written: Remiss) -> None:
    written("merge", "10.3.5")
    (sentence,) = written("blame", "10.3.5", "--json").json["sentences"]
    assert {origin["municipality"] for origin in sentence["origins"]} == {"falun"}
    assert sentence["changes"][0]["subject"] == "Sammanfogade 10.3.5 (1 bidrag)"
    assert "bidrag: Falun" in written("blame", "10.3.5").out
    assert written("blame", "5").code == 2


# The engine by itself


def files(folder: Path, *texts: bytes) -> list[str]:
    names = []
    for number, text in enumerate(texts):
        (folder / f"{number}.md").write_bytes(text)
        names.append(str(folder / f"{number}.md"))
    return names


BASE = b"En mening.\r\nTv\xc3\xa5  meningar. \r\nTre meningar."


def test_merge_file_merges_what_does_not_collide(tmp_path: Path, remiss: Remiss) -> None:
    names = files(
        tmp_path, BASE, BASE.replace(b"En ", b"Den "), BASE.replace(b"Tre ", b"Alla tre ")
    )
    done = remiss("merge-file", *names, "--json")
    assert done.code == 0
    assert done.json == {
        "text": BASE.decode().replace("En ", "Den ").replace("Tre ", "Alla tre "),
        "conflicts": [],
    }
    out = tmp_path / "ut.md"
    assert remiss("merge-file", *names, "-o", str(out)).code == 0
    assert out.read_bytes() == done.json["text"].encode()


def test_merge_file_shows_conflicts_and_keeps_the_base(tmp_path: Path, remiss: Remiss) -> None:
    base = b"Det bidrag kommunen ger tillstyrks.\n"
    names = files(
        tmp_path,
        base,
        base.replace(b"tillstyrks", b"avstyrks"),
        base.replace(b"tillstyrks", "bör utredas".encode()),
    )
    done = remiss("merge-file", *names, "--json")
    assert done.code == 3
    assert done.json["text"] == base.decode()
    (conflict,) = done.json["conflicts"]
    assert conflict["base"] == base.decode().strip()
    assert sorted(conflict["sides"]) == [
        "Det bidrag kommunen ger avstyrks.",
        "Det bidrag kommunen ger bör utredas.",
    ]
    assert "Konflikt på rad 1" in remiss("merge-file", *names).err


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (None, "filen finns inte"),
        (b"PK\x03\x04\x00\x00", "ingen textfil"),
        (b"r\xe4tt\nfel \xe4r", "inte sparad som UTF-8"),
    ],
)
def test_merge_file_refuses_what_is_no_text(
    tmp_path: Path, remiss: Remiss, data: bytes | None, wrong: str
) -> None:
    base, side = files(tmp_path, b"Text.\n", data or b"")
    if data is None:
        Path(side).unlink()
    done = remiss("merge-file", base, side)
    assert done.code == 2
    assert wrong in done.err
    assert "1.md" in done.err


def test_merge_file_of_empty_files(tmp_path: Path, remiss: Remiss) -> None:
    done = remiss("merge-file", *files(tmp_path, b"", b"", b""), "--json")
    assert (done.code, done.json) == (0, {"text": "", "conflicts": []})


def git(folder: Path, *words: str, stdin: str = "", status: int = 0) -> str:
    """Run plain git, with nobody's configuration."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    env = clean | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    who = ["-c", "user.name=A", "-c", "user.email=a@b.example"]
    done = subprocess.run(
        ["git", "-C", str(folder), *who, *words],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        env=env,
    )
    assert done.returncode == status, done.stderr.decode()
    return done.stdout.decode().strip()


def bare_repository(folder: Path, texts: dict[str, str]) -> Path:
    """Make a bare repository that merges with the driver, with a branch for each text.

    The text `base` is what the others started from.
    """
    git(folder, "init", "-q", "--bare", "hub.git")
    hub = folder / "hub.git"
    driver = f"{sys.executable} -m workbench merge-driver %O %A %B"
    git(hub, "config", "merge.remiss.driver", driver)
    git(hub, "config", "merge.remiss.name", "Remissens sammanfogning")
    (hub / "info" / "attributes").write_text("*.md merge=remiss\n", encoding="utf-8")
    parent: list[str] = []
    for name, text in texts.items():
        blob = git(hub, "hash-object", "-w", "--stdin", stdin=text)
        tree = git(hub, "mktree", stdin=f"100644 blob {blob}\ttext.md\n")
        commit = git(hub, "commit-tree", tree, *parent, stdin=name)
        git(hub, "update-ref", f"refs/heads/{name}", commit)
        parent = parent or ["-p", commit]
    return hub


def test_git_merges_two_officers_in_a_bare_repository(tmp_path: Path) -> None:
    first = TEXT.replace("Perspektivet", "Detta perspektiv")
    second = TEXT.replace("Kommunerna tillstyrker", "Kommunerna tillstyrker i huvudsak")
    hub = bare_repository(tmp_path, {"base": TEXT, "ett": first, "annat": second})
    tree = git(hub, "merge-tree", "--write-tree", "ett", "annat").split("\n")[0]
    merged = first.replace("Kommunerna tillstyrker", "Kommunerna tillstyrker i huvudsak")
    assert git(hub, "cat-file", "-p", f"{tree}:text.md") + "\n" == merged


def test_git_hears_of_a_conflict_and_no_text_gets_marks(tmp_path: Path) -> None:
    first = TEXT.replace(SUPPORT, "Kommunerna avstyrker förslaget.")
    second = TEXT.replace(SUPPORT, "Kommunerna har olika uppfattning.").replace("medel", "tid")
    hub = bare_repository(tmp_path, {"base": TEXT, "ett": first, "annat": second})
    told = git(hub, "merge-tree", "--write-tree", "ett", "annat", status=1)
    tree = told.split("\n")[0]
    merged = git(hub, "cat-file", "-p", f"{tree}:text.md") + "\n"
    assert merged == first.replace("medel", "tid")
    assert [line.split()[2].partition("\t")[0] for line in told.split("\n")[1:4]] == ["1", "2", "3"]
