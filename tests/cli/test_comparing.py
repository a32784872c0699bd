"""`remiss word compare` of several files: what it says, and what it refuses."""

import pytest

from tests.cli.running import Remiss
from tests.word import wml


def test_compare_lays_several_files_in_one(remiss: Remiss) -> None:
    for name, text in (("bas", "avstyrker"), ("a", "tillstyrker"), ("b", "välkomnar")):
        (remiss.folder / f"{name}.docx").write_bytes(wml.docx(f"Vi {text} det.\nSlut."))
    done = remiss(
        "word", "compare", "bas.docx", "a.docx", "--author", "Mora", "--also", "b.docx:Falun",
        "-o", "alla.docx", "--json",
    )  # fmt: skip
    assert (done.code, done.json["authors"]) == (0, ["Mora", "Falun"])
    assert done.json["changes"] == len(done.json["revisions"]) == 3
    for author, file in (("Mora", "a.docx"), ("Falun", "b.docx")):
        assert remiss("word", "accept", "alla.docx", "x.docx", "--author", author).code == 0
        assert remiss("word", "reject", "x.docx", "y.docx").code == 0
        text, expected = (remiss("word", "text", f, "--json").json for f in ("y.docx", file))
        assert text == expected


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(("a.docx", "a.docx"), "vart jämförelsen ska skrivas", id="nowhere"),
        pytest.param(("a.docx", "a.docx", "x.docx", "-o", "y.docx"), "två gånger", id="twice"),
        pytest.param(("a.docx", "a.docx", "x.docx", "--also", "a.docx:"), "vems", id="no name"),
        pytest.param(
            ("a.docx", "a.docx", "x.docx", "--author", "Mora", "--also", "a.docx:Mora"),
            "eget namn",
            id="the same name",
        ),
        pytest.param(
            ("a.docx", "a.docx", "a2.docx", "--also", "a2.docx:Mora"), "samma namn", id="on top"
        ),
    ],
)
def test_compare_refuses_what_it_cannot_do(
    remiss: Remiss, arguments: tuple[str, ...], said: str
) -> None:
    for name in ("a.docx", "a2.docx"):
        (remiss.folder / name).write_bytes(wml.docx("Text."))
    done = remiss("word", "compare", *arguments)
    assert (done.code, said in done.err) == (2, True)
