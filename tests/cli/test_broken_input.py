"""Every kind of broken input gives one clear Swedish message, exit code 2, and changes nothing."""

from pathlib import Path

import pytest

from tests.builder import FACTS, OUTLINE
from tests.cli.running import Remiss
from workbench.cli.main import run

FALUN = "municipalities/falun/contributions/7.3.4.md"


def facts(old: str, new: str) -> tuple[str, bytes]:
    assert old in FACTS
    return "response.toml", FACTS.replace(old, new, 1).encode()


def outline(old: str, new: str) -> tuple[str, bytes]:
    assert old in OUTLINE
    return "outline.toml", OUTLINE.replace(old, new, 1).encode()


def text(content: str) -> tuple[str, bytes]:
    return "text/7.3.4.md", content.encode()


EDITED = {
    "unknown key": (facts('joins = "ja"', 'jions = "ja"'), "rad 26", "jions", "joins"),
    "unknown table": (facts("[referral]", "[referal]"), "rad 10", "referal", "referral"),
    "wrong date": (facts("2021-02-01", "2021-02-30"), "rad 16", "TOML", "2021-02-01"),
    "date as text": (facts("2021-02-01", '"1 februari"'), "rad 16", "deadline", "2021-02-01"),
    "broken table head": (facts("[response]", "[response"), "rad 3", "TOML", "citattecken"),
    "text without quotes": (facts('"Borlänge"', "Borlänge"), "rad 24", "TOML", "citattecken"),
    "a key twice": (facts('id = "prov"', 'id = "prov"\nid = "b"'), "rad 5", "två gånger", ""),
    "not UTF-8": (
        ("response.toml", FACTS.encode("latin-1", "replace")),
        "rad 5",
        "UTF-8",
        "Latin-1",
    ),
    "UTF-16": (("response.toml", FACTS.encode("utf-16")), "rad 1", "UTF-8", "UTF-16"),
    "NUL": (("response.toml", FACTS.replace("prov", "pr\0v").encode()), "rad 4", "textfil", ""),
    "empty file": (("response.toml", b""), "response.toml", "format", "Lägg till"),
    "newer format": (facts("format = 1", "format = 7"), "format 7", "högst 1", "Uppgradera"),
    "format missing": (facts("format = 1\n", ""), "response.toml", "format", "Lägg till"),
    "unknown form": (facts('"avvikelser"', '"avvikelse"'), "rad 6", "avvikelse", "avvikelser"),
    "slug with å": (facts('"falun"', '"fålun"'), "rad 34", "fålun", "a–z"),
    "slug missing": (facts('slug = "falun"\n', ""), "rad 33", "slug", "Lägg till"),
    "municipality twice": (facts('"falun"', '"borlange"'), "response.toml", "två gånger", ""),
    "coordinator unknown": (
        facts('coordinator = "borlange"', 'coordinator = "mora"'),
        "mora",
        "",
        "",
    ),
    "number as text": (facts("fictional = true", 'fictional = "ja"'), "rad 8", "true", ""),
    "mail without @": (facts("utredare@falun.example", "utredare"), "rad 41", "e-post", ""),
    "list as text": (
        facts('["s.remissvar@regeringskansliet.se"]', '"s@x.se"'),
        "rad 15",
        "lista",
        "",
    ),
    "round without clock": (facts("2020-10-30T12:00:00", "2020-10-30"), "rad 20", "closes", ""),
    "section number": (outline('"7.3.4"', '"7.3.x"'), "rad 10", "7.3.x", "siffror"),
    "section twice": (outline('"7.3.4"', '"5"'), "outline.toml", "två gånger", ""),
    "proposal kind": (outline('"förslag"', '"forslag"'), "rad 6", "forslag", "förslag"),
    "negative page": (outline("page = 312", "page = -1"), "rad 14", "-1", ""),
    "page as text": (outline("page = 312", 'page = "312"'), "rad 14", "heltal", ""),
    "front matter open": (text('+++\nposition = "tillstyrker"\nText.\n'), "rad 1", "+++", ""),
    "front matter key": (
        text('+++\nposision = "tillstyrker"\n+++\nText.\n'),
        "rad 2",
        "posision",
        "position",
    ),
    "front matter value": (
        text('+++\nposition = "gillar"\n+++\nText.\n'),
        "rad 2",
        "gillar",
        "tillstyrker",
    ),
    "conflict markers": (text("A.\n<<<<<<< HEAD\nB.\n"), "rad 2", "sammanslagning", "<<<<<<<"),
    "text not UTF-8": (("text/7.3.4.md", "Åre.\n".encode("latin-1")), "rad 1", "UTF-8", ""),
}


@pytest.mark.parametrize("name", EDITED)
def test_a_broken_file_is_refused_where_it_is_broken(remiss: Remiss, name: str) -> None:
    (path, data), *expected = EDITED[name]
    file = remiss.folder / path
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    before = everything(remiss.folder)
    outcome = remiss("status")
    assert outcome.code == 2, outcome
    assert outcome.out == ""
    assert outcome.err.startswith("Fel: ")
    assert path in outcome.err
    for words in expected:
        assert words in outcome.err, outcome.err
    assert "Traceback" not in outcome.err
    assert everything(remiss.folder) == before


TYPED: dict[str, tuple[list[str], str]] = {
    "no such command": (["statsu"], "status"),
    "no such flag": (["status", "--jsn"], "--json"),
    "section missing": (["contribute"], "AVSNITT"),
    "unknown section": (["contribute", "7.3.9", "--as", "Falun", "--text", "A"], "7.3.9"),
    "unknown municipality": (["contribute", "5", "--as", "Fallun", "--text", "A"], "Falun"),
    "no municipality": (["contribute", "5", "--text", "A"], "--as"),
    "unknown position": (["contribute", "5", "--as", "Falun", "--position", "gillar"], "avstyrker"),
    "assessment word on a proposal": (
        ["contribute", "5", "--as", "Falun", "--position", "delar bedömningen"],
        "tillstyrker",
    ),
    "proposal word on an assessment": (
        ["contribute", "20.4.1", "--as", "Falun", "--position", "avstyrker"],
        "delar bedömningen",
    ),
    "joint word for one": (
        ["contribute", "5", "--as", "Falun", "--position", "delat"],
        "gemensamma",
    ),
    "condition missing": (
        ["contribute", "5", "--as", "Falun", "--position", "tillstyrker med förbehåll"],
        "villkor",
    ),
    "condition without": (
        ["contribute", "5", "--as", "Falun", "--position", "tillstyrker", "--condition", "x"],
        "förbehåll",
    ),
    "position in general": (
        ["contribute", "allmant", "--as", "Falun", "--position", "avstyrker"],
        "ingen ställning",
    ),
    "nothing to save": (["contribute", "5", "--as", "Falun"], "--position"),
    "file missing": (["contribute", "5", "--as", "Falun", "--file", "finns-inte.md"], "finns inte"),
    "file is a folder": (["contribute", "5", "--as", "Falun", "--file", "municipalities"], "fil"),
    "file and text": (["contribute", "5", "--as", "Falun", "--file", "a", "--text", "b"], "båda"),
    "unknown officer": (
        ["contribute", "5", "--as", "Falun", "--officer", "Kalle", "--text", "A"],
        "Utredare",
    ),
    "nothing withdrawn": (["contribute", "5", "--as", "Falun", "--withdraw"], "inget bidrag"),
    "withdrawn and written": (
        ["contribute", "7.3.4", "--as", "Falun", "--withdraw", "--text", "A"],
        "--withdraw och --text",
    ),
    "two values for one fact": (
        ["facts", "deadline", "2021-02-01", "deadline", "2021-03-01"],
        "referral.deadline får två värden",
    ),
    "a fact of the wrong form": (["facts", "referral.emails", "nej"], "referral.emails nr 1"),
    "no section number": (["answer", "abc", "--title", "X"], "inget nummer på ett avsnitt"),
    "archive in a file": (["archive", "--out", "response.toml"], "det är en fil, ingen mapp"),
    "new in a file": (["new", "response.toml"], "det är en fil, ingen mapp"),
    "sent at, of nothing": (["package", "--at", "2021-01-29T14:05"], "--sent"),
    "settled and opened": (["settle", "k1", "--reopen", "--keep"], "--reopen öppnar"),
    "settled in two ways": (["settle", "k1", "--keep", "--both"], "--choose KOMMUN"),
    "settled with two texts": (["settle", "k1", "--text", "a", "--file", "b"], "--choose KOMMUN"),
    "rewritten and a deviation": (["settle", "k1", "--text", "a", "--as-deviation"], "--choose"),
    "no such decision": (["review", "--undo", "abc"], "inget beslut heter"),
    "merge to a folder": (
        ["merge-file", *["response.toml"] * 3, "-o", "municipalities"],
        "det är en mapp",
    ),
    "merge what is none": (["merge-file", "response.toml", "municipalities"], "mapp"),
    "unknown stance": (["adopt", "--as", "Falun", "--stance", "gillar"], "står bakom"),
    "level missing": (["adopt", "--as", "Falun", "--stance", "står bakom"], "nämnd"),
    "decision date": (
        ["adopt", "--as", "Falun", "--stance", "står bakom", "--level", "nämnd", "--date", "12/1"],
        "12/1",
    ),
    "returned without reason": (
        [
            "adopt",
            "--as",
            "Falun",
            "--stance",
            "återremiss",
            "--level",
            "nämnd",
            "--date",
            "2021-01-12",
        ],
        "--reason",
    ),
    "deviation where": (
        [
            "adopt",
            "--as",
            "Falun",
            "--stance",
            "står bakom med avvikelse",
            "--level",
            "nämnd",
            "--date",
            "2021-01-12",
            "--deviates",
            "99.1",
        ],
        "99.1",
    ),
    "adopted version": (
        [
            "adopt",
            "--as",
            "Falun",
            "--stance",
            "står bakom",
            "--level",
            "nämnd",
            "--date",
            "2021-01-12",
            "--version",
            "utkast-9",
        ],
        "utkast-9",
    ),
    "unknown version": (["diff", "utkast-9"], "utkast-9"),
    "version as option": (["diff", "--", "--output=x"], "--output=x"),
    "restore what": (["restore", "utkast-9", "5"], "utkast-9"),
    "milestone name": (["milestone", "Utkast ett!"], "Utkast ett!"),
    "log limit": (["log", "-n", "0"], "0"),
    "no response here": (["status", "-C", ".."], "här finns inget remissvar"),
    "no such folder": (["status", "-C", "../finns-inte"], "finns-inte: mappen finns inte"),
    "export date": (["export", "--draft", "--date", "igår"], "igår"),
    "two kinds of export": (["export", "--draft", "--summary"], "--summary"),
}


@pytest.mark.parametrize("name", TYPED)
def test_what_is_typed_wrong_is_refused_with_what_would_be_right(remiss: Remiss, name: str) -> None:
    arguments, words = TYPED[name]
    before = everything(remiss.folder)
    outcome = remiss(*arguments)
    assert outcome.code == 2, outcome
    assert "Fel: " in outcome.err
    assert words in outcome.err, outcome.err
    assert "Traceback" not in outcome.err
    assert everything(remiss.folder) == before


FILES: dict[str, tuple[bytes, str]] = {
    "Word": (b"PK\x03\x04rest", "remiss word receive"),
    "PDF": (b"%PDF-1.7 rest", "textfil"),
    "old Word": (b"\xd0\xcf\x11\xe0rest", "textfil"),
    "Latin-1": ("Åsa\nÄlv".encode("latin-1"), "UTF-8"),
    "NUL": (b"a\0b", "textfil"),
    "empty": (b" \n", "tom"),
    "huge": (b"a" * 1_000_001, "högst 1 MB"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_text_is_refused(remiss: Remiss, tmp_path: Path, name: str) -> None:
    data, words = FILES[name]
    file = tmp_path / "bidrag.md"
    file.write_bytes(data)
    outcome = remiss("contribute", "5", "--as", "Falun", "--file", str(file))
    assert (outcome.code, words in outcome.err) == (2, True), outcome


def everything(folder: Path) -> dict[str, bytes]:
    """Read the work tree and every branch, but not git's own caches."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and (".git" not in path.parts or "refs" in path.parts)
    }
    assert found
    return found


def test_a_text_may_begin_like_the_name_of_a_format(remiss: Remiss, tmp_path: Path) -> None:
    text = tmp_path / "svar.md"
    text.write_text("\ufeffPK-rapporten saknas.\n", encoding="utf-8")
    assert remiss("contribute", "5", "--as", "Falun", "--file", str(text)).code == 0
    saved = remiss.folder / "municipalities/falun/contributions/5.md"
    assert saved.read_text(encoding="utf-8") == "PK-rapporten saknas.\n"


def test_a_program_started_without_an_output_does_its_work(
    remiss: Remiss, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", None)
    for arguments in (["status", "--json"], ["merge-file", *["response.toml"] * 3]):
        assert run(arguments) == 0
    monkeypatch.undo()
    assert remiss.folder.is_dir()


def test_a_broken_pdf_is_named(remiss: Remiss, tmp_path: Path) -> None:
    broken = tmp_path / "betänkande.pdf"
    broken.write_bytes(b"%PDF-1.7\ntrasig")
    for arguments in (["page"], ["outline"], ["verify"]):
        outcome = remiss(*arguments, str(broken))
        assert outcome.code == 2
        assert "betänkande.pdf: PDF-filen är skadad" in outcome.err
