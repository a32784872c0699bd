"""Who owns which path, and which names are safe."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.history.ownership import branch, is_party, is_safe, owner, party_of


@pytest.mark.parametrize(
    ("path", "party"),
    [
        ("response.toml", "main"),
        ("text/7.3.md", "main"),
        ("municipalities/falun/contributions/7.3.md", "falun"),
        ("municipalities/malung-salen/adoption.toml", "malung-salen"),
        ("municipalities/falun/received/7.3.md", "main"),
        ("municipalities/falun/received", "main"),
        ("municipalities/falun/contributions/received", "falun"),
        ("municipalities/falun", None),
        ("municipalities/notes.md", None),
        ("municipalities", None),
        ("municipalities/main/x.md", None),
        ("municipalities/Falun/x.md", None),
        ("Municipalities/falun/x.md", None),
        ("municipalities/falun/Received/x.md", None),
        ("municipalities/falun/../mora/x.md", None),
    ],
)
def test_a_path_has_one_owner(path: str, party: str | None) -> None:
    assert owner(path) == party


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "text/",
        "text//7.md",
        "../x",
        "a/../b",
        "./a",
        ".git/config",
        "text/.gitattributes",
        "GIT~1/config",
        ".g\u200cit/config",
        "å.md",
        "a\u0308.md",
        "a\nb",
        "a\x1bb",
        "a b",
        "a:b",
        "a\\b",
        "-rf",
        "con",
        "aux.md",
        "LPT1.txt",
        "a.",
        "a" * 200,
        "/".join("a" * 40),
    ],
)
def test_refuses_names_that_mean_different_things_in_different_places(path: str) -> None:
    assert not is_safe(path)
    assert owner(path) is None


@pytest.mark.parametrize("path", ["7.3.4.md", "a/b/c", "2020-10-30_falun.docx", "_x", "comb.md"])
def test_takes_plain_names(path: str) -> None:
    assert is_safe(path)


@pytest.mark.parametrize("name", ["main", "falun", "malung-salen", "vgr49"])
def test_a_party_and_its_branch_tell_each_other(name: str) -> None:
    assert is_party(name)
    assert party_of(branch(name)) == name


@pytest.mark.parametrize(
    "ref",
    [
        "refs/heads/kommun/main",
        "refs/heads/kommun/-x",
        "refs/heads/kommun/Falun",
        "refs/heads/kommun/a/b",
        "refs/heads/kommun/fal\u202eun",
        "refs/heads/falun",
        "refs/tags/main",
        "refs/heads/main2",
    ],
)
def test_other_branches_are_nobodys(ref: str) -> None:
    assert party_of(ref) is None


@given(st.text(alphabet="abcA./-_~:å \n\u202e", max_size=30))
def test_what_is_owned_is_safe_and_ascii(path: str) -> None:
    if owner(path) is not None:
        assert is_safe(path)
        assert path.isascii()
        assert not any(part in ("", ".", "..") for part in path.split("/"))
