"""The union: from each branch its own part, whatever else it says."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.history.sample import BO, FALUNS, MORAS, NOON, RECEIVED, TEXT, act, git
from workbench.history import COORDINATOR, History, owner
from workbench.history.objects import PLAIN, blob_id
from workbench.history.ownership import branch
from workbench.history.runner import Command

HOSTILE = [
    TEXT,
    "response.toml",
    MORAS,
    RECEIVED,
    ".gitattributes",
    "Municipalities/mora/x.md",
    "municipalities/README.md",
    "municipalities/falun/received/x.md",
]


def plant(folder: Path, party: str, files: dict[str, tuple[str, str]]) -> None:
    """Put a commit of any tree on a branch, as somebody with plain git could.

    Args:
        folder: The response.
        party: Whose branch; it need not have been there.
        files: Mode and content by path; mode 160000 is a submodule.
    """
    stream = [f"commit {branch(party)}\ncommitter X <x@x> 1600000000 +0000\ndata 1\nx\n"]
    for path, (mode, text) in files.items():
        quoted = '"{}"'.format("".join(f"\\{byte:03o}" for byte in path.encode()))
        if mode == "160000":
            stream.append(f"M {mode} {'1' * 40} {quoted}\n")
        else:
            stream.append(f"M {mode} inline {quoted}\ndata {len(text)}\n{text}\n")
    git(folder, "fast-import", "--quiet", "--force", stdin="".join(stream).encode())


def test_takes_from_a_branch_its_own_part_only(history: History, folder: Path) -> None:
    before = history.read()
    plant(folder, "falun", dict.fromkeys(HOSTILE, ("100644", "hot")) | {FALUNS: ("100644", "f")})
    assert history.read() == before | {FALUNS: b"f"}


def test_takes_from_main_all_but_the_municipalities_words(history: History, folder: Path) -> None:
    before = history.read()
    plant(folder, "main", dict.fromkeys((TEXT, FALUNS, MORAS, RECEIVED), ("100644", "m")))
    assert history.read() == {
        TEXT: b"m",
        RECEIVED: b"m",
        FALUNS: before[FALUNS],
        MORAS: before[MORAS],
    }


def test_earlier_texts_are_the_coordinators_and_nobody_elses(
    history: History, folder: Path
) -> None:
    first = history.heads()[COORDINATOR]
    (second,) = history.record([act(COORDINATOR, {TEXT: "Kommunerna tillstyrker.\n"})])
    plant(folder, "falun", {TEXT: ("100644", "Falun avstyrker.")})
    planted = history.heads()["falun"]
    wanted = [(first, TEXT), (second, TEXT), (planted, TEXT), (second, FALUNS), ("0" * 40, TEXT)]
    assert history.read_earlier([*wanted, (first, "text"), (first, "text/9.md")]) == {
        (first, TEXT): b"Kommunerna.\n",
        (second, TEXT): b"Kommunerna tillstyrker.\n",
    }


@pytest.mark.parametrize(
    ("mode", "name"),
    [
        ("120000", "7.4.md"),
        ("160000", "7.4.md"),
        ("100755", "7.4.md"),
        ("100644", "å.md"),
        ("100644", "a\nb"),
        ("100644", "con"),
        ("100644", ".gitattributes"),
        ("100644", "-rf"),
        ("100644", "a\u202eb"),
        ("100644", "/".join("abcdefghijk")),
    ],
)
def test_reads_plain_files_with_safe_names_and_names_the_rest(
    history: History, folder: Path, mode: str, name: str
) -> None:
    odd = f"municipalities/falun/contributions/{name}"
    before = history.paths()
    plant(folder, "falun", {FALUNS: ("100644", "Falun.\n"), odd: (mode, "/etc/passwd")})
    assert history.paths() == before
    (ignored,) = history.ignored()
    assert ignored.party == "falun"
    assert odd.startswith(ignored.path)


def test_of_two_names_that_differ_in_case_alone_the_first_is_read(
    history: History, folder: Path
) -> None:
    upper = FALUNS.replace(".md", ".MD")
    plant(folder, "falun", {FALUNS: ("100644", "a"), upper: ("100644", "b")})
    assert history.log(path=FALUNS)
    assert [path for path in history.paths() if path.startswith("municipalities/falun")] == [upper]
    assert [item.path for item in history.ignored()] == [FALUNS]


def test_names_what_lies_outside_a_partys_folder(history: History, folder: Path) -> None:
    plant(folder, "falun", dict.fromkeys(HOSTILE, ("100644", "x")) | {FALUNS: ("100644", "f")})
    assert {item.path for item in history.ignored()} == {
        ".gitattributes",
        "Municipalities",
        "municipalities/README.md",
        "municipalities/falun/received",
        "municipalities/mora",
        "response.toml",
        "text",
    }


def test_a_link_is_never_followed(history: History, folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hemligt")
    plant(folder, "falun", {FALUNS: ("120000", str(secret))})
    assert FALUNS not in history.read()
    plant(folder, "mora", {"municipalities/mora": ("100644", "a file where a folder should be")})
    assert set(history.read()) == {TEXT, "response.toml"}


def test_a_file_is_not_read_where_the_municipalities_folder_should_be(
    history: History, folder: Path
) -> None:
    plant(folder, "main", {"municipalities": ("100644", "x")})
    assert set(history.read()) == {FALUNS, MORAS}
    assert [item.path for item in history.ignored()] == ["municipalities"]


def test_branches_with_odd_names_are_not_read(history: History, folder: Path) -> None:
    for name in ("kommun/main", "kommun/Orsa", "kommun/a;${IFS}", "orsa"):
        git(folder, "update-ref", f"refs/heads/{name}", history.heads()["falun"])
    assert set(history.heads()) == {"main", "falun", "mora"}


def test_replace_refs_are_not_honoured(history: History, folder: Path) -> None:
    heads = history.heads()
    git(folder, "replace", heads["falun"], heads["mora"])
    assert history.read([FALUNS]) == {FALUNS: b"Falun.\n"}


def test_a_new_commit_heals_a_hostile_branch(history: History, folder: Path) -> None:
    plant(folder, "falun", {FALUNS: ("120000", "/etc/passwd")})
    history.record([act("falun", {FALUNS: "Åter.\n"})])
    assert history.read([FALUNS]) == {FALUNS: "Åter.\n".encode()}
    assert history.ignored() == ()


NAMES = st.sampled_from(
    ["text", "municipalities", "falun", "mora", "received", "Received", "a.md", "å", ".x"]
)
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
FILES = st.tuples(st.sampled_from([PLAIN, "100755", "120000"]), st.text("ab", max_size=2))
TREES = st.dictionaries(PATHS, FILES).map(
    lambda files: {
        path: what
        for path, what in files.items()
        if not any(other.startswith(f"{path}/") for other in files)
    }
)


@settings(max_examples=30)
@given(st.fixed_dictionaries(dict.fromkeys((COORDINATOR, "falun", "mora"), TREES)))
def test_is_what_each_party_owns_of_its_branch(
    tmp_path_factory: pytest.TempPathFactory, trees: dict[str, dict[str, tuple[str, str]]]
) -> None:
    folder = tmp_path_factory.mktemp("union")
    history = History.create(folder)
    for party, files in trees.items():
        plant(folder, party, files)
    assert history.paths() == {
        path: blob_id(text.encode())
        for party, files in trees.items()
        for path, (mode, text) in files.items()
        if owner(path) == party and mode == PLAIN and not _is_shadowed(path, files)
    }


def _is_shadowed(path: str, files: Iterable[str]) -> bool:
    """Tell whether `received` is hidden by a `Received` beside it, first in the order of bytes."""
    above = path.partition("received")[0]
    return "received" in path and any(f.startswith(f"{above}Received") for f in files)


def test_many_versions_are_read_together(
    history: History, folder: Path, asked: Counter[Command]
) -> None:
    versions = []
    for number in range(6):
        history.record([act("falun", {FALUNS: f"{number}\n"})])
        versions.append(history.record_version(f"Version {number}", BO, NOON))
    acts = [version.id for version in history.log()]
    reader = History.open(folder)
    asked.clear()
    reader.prepare([*acts, "0" * 40])
    together = asked[Command.OBJECTS]
    assert together <= 6  # a process for each level of folders
    assert [reader.read([FALUNS], version=v)[FALUNS] for v in versions] == [
        f"{number}\n".encode() for number in range(6)
    ]
    assert asked[Command.OBJECTS] == together + len(versions)  # one each for the content
