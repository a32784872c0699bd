"""`remiss word …` on single files: exit codes, JSON, and files that must be refused."""

import stat
from pathlib import Path

import pytest

from tests.cli.running import Remiss
from tests.word import wml

TRACKED = """
Vi {-F avstyrker}{+F tillstyrker} förslaget.
Ett {#1 stycke} till. {+L Nytt.} ¶+L
Slut.
"""


@pytest.fixture
def tracked(remiss: Remiss) -> Path:
    file = remiss.folder / "prov.docx"
    file.write_bytes(wml.docx(TRACKED, wml.comments(("1", "M", "Stämmer det?"))))
    return file


def test_list_tells_scripts_everything(remiss: Remiss, tracked: Path) -> None:
    found = remiss("word", "list", str(tracked), "--json")
    assert found.code == 0
    assert [
        (r["id"], r["kind"], r["author"], r["date"], r["text"], r["paragraph"])
        for r in found.json["revisions"]
    ] == [
        ("1", "del", "Falu kommun", wml.DATE, "avstyrker", 0),
        ("2", "ins", "Falu kommun", wml.DATE, "tillstyrker", 0),
        ("3", "paragraph-ins", "Leksands kommun", wml.DATE, "", 1),
        ("4", "ins", "Leksands kommun", wml.DATE, "Nytt.", 1),
    ]
    (comment,) = found.json["comments"]
    expected = {
        "id": "1", "author": "Mora kommun", "date": wml.DATE, "text": "Stämmer det?",
        "anchor": "stycke", "parent": None, "resolved": False,
    }  # fmt: skip
    assert {key: comment[key] for key in expected} == expected


def test_list_tells_people_in_lines(remiss: Remiss, tracked: Path) -> None:
    shown = remiss("word", "list", str(tracked)).out
    assert "avstyrker" in shown
    assert shown.splitlines()[-1] == "4 ändringar, 1 kommentar."


def test_list_tells_the_id_to_choose_by_and_where_a_change_stands(remiss: Remiss) -> None:
    note = f'<w:footnote w:id="1"><w:p><w:ins w:id="9">{wml.run("not")}</w:ins></w:p></w:footnote>'
    notes = {"footnotes": f"<w:footnotes {wml.NAMESPACES}>{note}</w:footnotes>"}
    (remiss.folder / "prov.docx").write_bytes(wml.docx("a\n{+F b}", notes))
    first, second, _ = remiss("word", "list", "prov.docx").out.splitlines()
    assert first.split() == [
        "1",
        "ins",
        *f"Falu kommun, {wml.DATE[:10]} 10:00, stycke 2: b".split(),
    ]
    assert second.split() == ["9", "ins", *"okänd, utan tid, stycke 1 i fotnoterna: not".split()]


def test_each_change_and_comment_is_told_on_a_line_of_its_own(remiss: Remiss) -> None:
    said = wml.comments(("1", "M", "Ett"))["comments"].replace("Ett", "Ett</w:t><w:br/><w:t>")
    file = wml.docx("{+F a«<w:r><w:br/></w:r>»b} {#1 c«<w:r><w:br/></w:r>»d}", {"comments": said})
    (remiss.folder / "prov.docx").write_bytes(file)
    change, comment, anchor, _ = remiss("word", "list", "prov.docx").out.splitlines()
    assert change.endswith("a / b")
    assert comment.endswith("Ett / ")
    assert anchor == "    om ”c / d”"


@pytest.mark.parametrize(
    ("bounds", "settled"),
    [
        (("--from", "2"), ["2", "3", "4"]),
        (("--to", "2"), ["1", "2"]),
        (("--from", "2", "--to", "3"), ["2", "3"]),
        (("--from", "2", "--author", "Leksands kommun"), ["3", "4"]),
    ],
)
def test_settles_from_one_change_to_another(
    remiss: Remiss, tracked: Path, bounds: tuple[str, ...], settled: list[str]
) -> None:
    done = remiss("word", "accept", str(tracked), "ny.docx", *bounds, "--json")
    assert done.json["settled"] == settled


def test_an_id_that_no_change_has_is_told(remiss: Remiss, tracked: Path) -> None:
    done = remiss("word", "accept", str(tracked), "ny.docx", "--from", "77")
    assert done.code == 2
    assert "ingen ändring har id 77" in done.err


def test_list_says_what_to_do_about_what_is_not_understood(remiss: Remiss) -> None:
    file = remiss.folder / "prov.docx"
    file.write_bytes(wml.docx('a\n<w:altChunk r:id="c1"/>'))
    listed = remiss("word", "list", str(file))
    assert "Förstås inte: w:altChunk i word/document.xml (1)" in listed.out
    assert "Öppna filen i Word" in listed.err


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("accept", ["Vi tillstyrker förslaget.", "Ett stycke till. Nytt.", "Slut."]),
        ("reject", ["Vi avstyrker förslaget.", "Ett stycke till. Slut."]),
        ("original", ["Vi avstyrker förslaget.", "Ett stycke till. Slut."]),
    ],
)
def test_text_by_view(remiss: Remiss, tracked: Path, view: str, expected: list[str]) -> None:
    before = tracked.read_bytes()
    assert remiss("word", "text", str(tracked), "--view", view, "--json").json == {
        "paragraphs": expected
    }
    assert tracked.read_bytes() == before


def test_accept_one_person(remiss: Remiss, tracked: Path) -> None:
    done = remiss("word", "accept", str(tracked), "ny.docx", "--author", "Falu kommun", "--json")
    assert (done.code, done.json["settled"], done.json["left"]) == (0, ["1", "2"], 2)
    left = remiss("word", "list", "ny.docx", "--json").json["revisions"]
    assert {r["author"] for r in left} == {"Leksands kommun"}


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_nothing_is_left_when_all_is_settled(remiss: Remiss, tracked: Path, act: str) -> None:
    assert remiss("word", act, str(tracked), "ny.docx").code == 0
    assert remiss("word", "list", "ny.docx", "--json").json["revisions"] == []


def test_a_choice_that_fits_nothing_is_told(remiss: Remiss, tracked: Path) -> None:
    done = remiss("word", "accept", str(tracked), "ny.docx", "--author", "Ingen")
    assert done.code == 2
    assert "inga sådana ändringar" in done.err
    assert not (remiss.folder / "ny.docx").exists()


def test_a_kind_that_is_none_is_told(remiss: Remiss, tracked: Path) -> None:
    done = remiss("word", "reject", str(tracked), "ny.docx", "--kind", "insert")
    assert done.code == 2
    assert "paragraph-ins" in done.err


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_the_original_is_never_written_over(remiss: Remiss, tracked: Path, act: str) -> None:
    before = tracked.read_bytes()
    done = remiss("word", act, str(tracked), str(tracked))
    assert (done.code, tracked.read_bytes()) == (2, before)
    link = remiss.folder / "samma.docx"
    link.symlink_to(tracked)
    assert remiss("word", act, str(tracked), str(link)).code == 2
    assert tracked.read_bytes() == before


def test_one_broken_change_leaves_the_others_settled(remiss: Remiss) -> None:
    broken = '<w:p><w:pPr><w:ins w:id="77" w:author="X"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    (remiss.folder / "trasig.docx").write_bytes(wml.docx(f"{TRACKED}{broken}\nSlut."))
    done = remiss("word", "accept", "trasig.docx", "ny.docx", "--json")
    assert done.code == 3
    assert [b["id"] for b in done.json["broken"]] == ["77"]
    assert len(done.json["settled"]) == 4
    text = remiss("word", "text", "ny.docx", "--view", "original", "--json").json["paragraphs"]
    assert text[0] == "Vi tillstyrker förslaget."


@pytest.mark.parametrize(
    ("data", "word"),
    [
        pytest.param(b"", "tom", id="empty"),
        pytest.param(b"%PDF-1.7\n", "PDF", id="a renamed PDF"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc", id="an old .doc"),
        pytest.param(wml.docx("Text.")[:200], "skadad", id="cut off"),
        pytest.param(wml.zipped({"xl/workbook.xml": "<a/>"}), "kalkylark", id="a spreadsheet"),
        pytest.param(
            wml.zipped({"../ute.xml": "x", "[Content_Types].xml": "<Types/>"}),
            "otillåtet delnamn",
            id="a name that climbs",
        ),
    ],
)
@pytest.mark.parametrize(
    "arguments",
    [("list", "F"), ("text", "F"), ("accept", "F", "ny.docx"), ("compare", "F", "F", "ny.docx")],
    ids=lambda arguments: arguments[0],
)
def test_hostile_files_are_refused_with_a_reason(
    remiss: Remiss, data: bytes, word: str, arguments: tuple[str, ...]
) -> None:
    (remiss.folder / "f.docx").write_bytes(data)
    done = remiss("word", *(a.replace("F", "f.docx") if a == "F" else a for a in arguments))
    assert done.code == 2
    assert word in done.err
    assert "Traceback" not in done.err
    assert not (remiss.folder / "ny.docx").exists()


def test_nothing_from_a_file_commands_the_terminal(remiss: Remiss) -> None:
    data = wml.docx("Vi {+F \u202eåäö} det.")
    (remiss.folder / "f.docx").write_bytes(data)
    assert "\u202e" not in remiss("word", "list", "f.docx").out
    assert "\u202e" not in remiss("word", "text", "f.docx").out


def test_a_missing_file_is_named(remiss: Remiss) -> None:
    done = remiss("word", "list", "finns-inte.docx")
    assert done.code == 2
    assert "finns-inte.docx" in done.err


def test_a_folder_that_cannot_be_written_in(remiss: Remiss, tracked: Path) -> None:
    locked = remiss.folder / "last"
    locked.mkdir()
    locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        done = remiss("word", "accept", str(tracked), str(locked / "ny.docx"))
    finally:
        locked.chmod(stat.S_IRWXU)
    assert done.code in (0, 4)  # whoever runs as root may write everywhere
    assert "Traceback" not in done.err


def test_compare_gives_both_files_back(remiss: Remiss) -> None:
    (remiss.folder / "a.docx").write_bytes(wml.docx("Vi avstyrker.\nSlut."))
    (remiss.folder / "b.docx").write_bytes(wml.docx("Vi tillstyrker. {+F Helt.}\nSlut."))
    done = remiss(
        "word", "compare", "a.docx", "b.docx", "r.docx", "--author", "Mora", "--date",
        "2026-03-01T10:00+01:00", "--json",
    )  # fmt: skip
    assert (done.code, done.json["settled"]) == (0, {"old": 0, "new": 1})
    revisions = remiss("word", "list", "r.docx", "--json").json["revisions"]
    assert {(r["author"], r["date"]) for r in revisions} == {("Mora", "2026-03-01T09:00:00Z")}
    for act, file in (("accept", "b.docx"), ("reject", "a.docx")):
        assert remiss("word", act, "r.docx", f"{act}.docx").code == 0
        text, expected = (remiss("word", "text", f, "--json").json for f in (f"{act}.docx", file))
        assert text == expected


def test_compare_says_what_it_settled_first(remiss: Remiss) -> None:
    (remiss.folder / "a.docx").write_bytes(wml.docx("Vi {+F aldrig} avstyrker."))
    (remiss.folder / "b.docx").write_bytes(wml.docx("Vi avstyrker."))
    done = remiss("word", "compare", "a.docx", "b.docx", "r.docx")
    assert (done.code, "1 ändring." in done.out) == (0, True)
    assert "a.docx hade 1 spårad ändring" in done.err


@pytest.mark.parametrize("out", ["a.docx", "b.docx"])
def test_compare_never_writes_over_what_it_reads(remiss: Remiss, out: str) -> None:
    for name in ("a.docx", "b.docx"):
        (remiss.folder / name).write_bytes(wml.docx(name))
    before = (remiss.folder / out).read_bytes()
    assert remiss("word", "compare", "a.docx", "b.docx", out).code == 2
    assert (remiss.folder / out).read_bytes() == before


def test_compare_wants_a_time(remiss: Remiss) -> None:
    (remiss.folder / "a.docx").write_bytes(wml.docx("Text."))
    done = remiss("word", "compare", "a.docx", "a.docx", "r.docx", "--date", "igår")
    assert (done.code, "”igår”" in done.err) == (2, True)
